/// The kinds of rows that an output shows.
public struct ReadingParts: OptionSet, Hashable, Sendable {
    public let rawValue: UInt8
    public init(rawValue: UInt8) { self.rawValue = rawValue }

    public static let statements = ReadingParts(rawValue: 1)
    public static let times = ReadingParts(rawValue: 2)
    public static let actors = ReadingParts(rawValue: 4)
    public static let quantities = ReadingParts(rawValue: 8)
    public static let norms = ReadingParts(rawValue: 16)
    public static let events = ReadingParts(rawValue: 32)
    public static let all: ReadingParts = [
        .statements, .times, .actors, .quantities, .norms, .events,
    ]

    /// The parts by the names of their keys in the reading format, in its order.
    public static let names: [(name: String, part: ReadingParts)] = [
        ("actors", .actors), ("times", .times), ("quantities", .quantities),
        ("norms", .norms), ("statements", .statements), ("events", .events),
    ]
}
