import Foundation
public import Reading

/// A short text with the figures that stand in it (`evaluation/figures.jsonl`).
public struct FigureCase: Codable, Sendable {
    public struct Figure: Codable, Hashable, Sendable {
        public var value: Double?
        public var low: Double?
        public var high: Double?
        public var unit: String?
        public var approximate: Bool

        /// Value and bounds, which must be exact.
        var bounds: String {
            [value, low, high].map { $0.map { "\($0)" } ?? "-" }.joined(separator: " ")
        }
        var line: String { "\(approximate ? "~" : "")\(bounds) \(unit ?? "-")" }
    }
    public var set: String?
    public var language: String
    public var text: String
    public var figures: [Figure]

    public static func load(_ path: String) throws -> [FigureCase] {
        try loadLines(path, expected: "\"language\", \"text\" and \"figures\"")
    }
}

/// Scores of figures: how many have exactly the value and bounds of gold; and of these, how many the same unit and
/// approximation as well.
public struct FigureScore: Sendable {
    public private(set) var counts: [String: (right: Int, gold: Int, found: Int, whole: Int)] = [:]
    public private(set) var errors: [String] = []

    public init() {}

    public mutating func add(_ item: FigureCase, _ quantities: [Quantity]) {
        let found = quantities.map {
            FigureCase.Figure(
                value: $0.value, low: $0.low, high: $0.high, unit: $0.unit,
                approximate: $0.approximate)
        }
        var rest = found
        var right = 0
        var whole = 0
        for figure in item.figures {
            guard let index = rest.firstIndex(where: { same($0, figure) }) else { continue }
            right += 1
            if rest[index].unit == figure.unit, rest[index].approximate == figure.approximate {
                whole += 1
            }
            rest.remove(at: index)
        }
        var count = counts[item.set ?? "all"] ?? (0, 0, 0, 0)
        count.right += right
        count.whole += whole
        count.gold += item.figures.count
        count.found += found.count
        counts[item.set ?? "all"] = count
        if whole < max(item.figures.count, found.count) {
            errors.append(
                "\(item.text)\n    gold  \(item.figures.map(\.line).joined(separator: "; "))"
                    + "\n    found \(found.map(\.line).joined(separator: "; "))")
        }
    }

    private func same(_ a: FigureCase.Figure, _ b: FigureCase.Figure) -> Bool {
        func equal(_ x: Double?, _ y: Double?) -> Bool {
            guard let x, let y else { return x == nil && y == nil }
            return abs(x - y) <= 1e-9 * max(abs(x), abs(y), 1)
        }
        return equal(a.value, b.value) && equal(a.low, b.low) && equal(a.high, b.high)
    }

    /// One line a set.
    public var lines: [String] {
        counts.sorted { $0.key < $1.key }.map { set, count in
            let share = { (part: Int, all: Int) in
                String(format: "%.3f", all > 0 ? Double(part) / Double(all) : 1)
            }
            return "\(set)\tprecision \(share(count.right, count.found))  "
                + "recall \(share(count.right, count.gold))  "
                + "with unit and approximation \(share(count.whole, count.gold))  (\(count.gold) figures)"
        }
    }
}

/// Reads a file of JSON Lines.
/// - Throws: `GoldError`.
func loadLines<Row: Decodable>(_ path: String, expected: String) throws -> [Row] {
    guard let data = FileManager.default.contents(atPath: path) else {
        throw GoldError.unreadable(path: path)
    }
    let decoder = JSONDecoder()
    return try data.split(separator: 10, omittingEmptySubsequences: false).enumerated()
        .filter { $0.element.contains { $0 > 32 } }
        .map { index, line in
            do {
                return try decoder.decode(Row.self, from: line)
            } catch {
                throw GoldError.malformed(
                    path: path, line: index + 1, reason: "expected an object with \(expected)")
            }
        }
}
