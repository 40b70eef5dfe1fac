import Language
import Text

/// The times of a text, and how they lie to each other and to the day of publication.
struct TimeMap {
    enum Order { case longAgo, past, future, unknown }

    private let rows: [TimeExpression]
    /// The first and the last day of each row, and of the publication.
    private let days: [Days?]
    private let published: Days?
    private let byID: [String: Int]
    /// For each token the time that it belongs to; -1 for none.
    private var places: [Int32]
    /// Where the text names times that come again, in its order.
    private let recurring: [Span]

    init(_ times: [TimeExpression], _ text: AnalysedText) {
        rows = times
        days = times.map { $0.edtf.flatMap(Self.bounds) }
        published = text.published.flatMap(Self.bounds)
        recurring = times.filter { $0.type == .set }.map(\.span).sorted { $0.start < $1.start }
        byID = Dictionary(
            times.indices.map { (times[$0].id, $0) }, uniquingKeysWith: { first, _ in first })
        places = Array(repeating: -1, count: text.tokens.count)
        for (index, time) in times.enumerated()
        where time.type == .date || time.type == .time
            || time.type == .duration && time.edtf != nil
        {
            for token in text.tokens(in: time.span) { places[token] = Int32(index) }
        }
    }

    /// Whether a token belongs to a time expression.
    func isTime(_ token: Int) -> Bool { places[token] >= 0 }

    /// The time among the dependents of a verb, or of the noun that it carries.
    func time(near verb: Int, or noun: Int, _ graph: SentenceGraph) -> String? {
        for head in verb == noun ? [verb] : [noun, verb] {
            for child in graph.children(of: head) {
                if places[child] >= 0, !graph.isVerb(child) { return rows[Int(places[child])].id }
                guard !graph.isVerb(child), graph.relation(child) != .nsubj else { continue }
                for inner in graph.children(of: child)
                where places[inner] >= 0 && graph.relation(inner) != .nummod {
                    return rows[Int(places[inner])].id
                }
            }
        }
        return nil
    }

    /// Whether a stretch names a time that comes again: "jedes Jahr im Mai".
    func recurs(in span: Span) -> Bool {
        let first = recurring.partitionPoint { $0.end > span.start }
        return first < recurring.count && recurring[first].start < span.end
    }

    private func days(_ id: String) -> Days? { byID[id].flatMap { days[$0] } }

    /// How a time lies to the day of publication, by the digits that are known.
    func order(of id: String) -> Order {
        guard let own = days(id), let published else { return .unknown }
        if own.first > published.last { return .future }
        if own.last < published.first {
            // 40 days before, or a year that is over.
            return Self.count(published.first) - Self.count(own.last) > 40 ? .longAgo : .past
        }
        return .unknown
    }

    /// Whether a time was over more than 60 years before the day of publication: longer than people hold office.
    func isHistory(_ id: String) -> Bool {
        guard let own = days(id), let published else { return false }
        return own.last / 10_000 < published.first / 10_000 - 60
    }

    /// Whether all times that some tokens name are history; nil where they name none.
    func tellsHistory(_ tokens: Range<Int>) -> Bool? {
        var isAny = false
        for token in tokens where places[token] >= 0 {
            guard isHistory(rows[Int(places[token])].id) else { return false }
            isAny = true
        }
        return isAny ? true : nil
    }

    /// Whether two times cannot be the same.
    func exclude(_ first: String, _ second: String) -> Bool {
        guard first != second, let a = days(first), let b = days(second) else { return false }
        return a.first > b.last || b.first > a.last
    }

    // MARK: Days

    /// The first and the last day, as year × 10 000 + month × 100 + day.
    private typealias Days = (first: Int, last: Int)

    private static func bounds(_ edtf: String) -> Days? {
        var low = Int.max
        var high = Int.min
        for part in Array(edtf.utf8).split(whereSeparator: { ",/[].{}".utf8.contains($0) }) {
            let isVague = part.contains(UInt8(ascii: "X"))
            // A decade is its first year and its last one: "199X".
            if isVague, part.count >= 4, !part.contains(UInt8(ascii: "-")) {
                let decade = part.prefix(4)
                guard let first = number(decade, unknown: UInt8(ascii: "0")),
                    let last = number(decade, unknown: UInt8(ascii: "9")), first > 0
                else { return nil }
                low = min(low, first * 10_000 + 101)
                high = max(high, last * 10_000 + 1231)
                continue
            }
            let fields = part.prefix { isDigit($0) || $0 == UInt8(ascii: "-") }
                .split(separator: UInt8(ascii: "-")).compactMap { number($0) }
            guard let year = fields.first, year > 0, year < 10_000 else { return nil }
            if isVague || part.contains(UInt8(ascii: "W")) {
                low = min(low, year * 10_000 + 101)
                high = max(high, year * 10_000 + 1231)
                continue
            }
            var months = (1, 12)
            if fields.count > 1 {
                switch fields[1] {
                case 1...12: months = (fields[1], fields[1])
                case 33...36: months = ((fields[1] - 33) * 3 + 1, (fields[1] - 33) * 3 + 3)
                default: break
                }
            }
            let day = fields.count > 2 ? fields[2] : nil
            low = min(low, year * 10_000 + months.0 * 100 + (day ?? 1))
            high = max(high, year * 10_000 + months.1 * 100 + (day ?? 31))
        }
        return low <= high ? (low, high) : nil
    }

    private static func isDigit(_ byte: UInt8) -> Bool { byte &- UInt8(ascii: "0") < 10 }

    /// The value of some digits; nil where there is anything else among them.
    /// - Parameter unknown: what stands for a digit that is not known.
    private static func number(_ digits: ArraySlice<UInt8>, unknown: UInt8? = nil) -> Int? {
        guard digits.count < 19 else { return nil }
        var value = 0
        for byte in digits {
            let digit = byte == UInt8(ascii: "X") ? unknown ?? byte : byte
            guard isDigit(digit) else { return nil }
            value = value * 10 + Int(digit - UInt8(ascii: "0"))
        }
        return value
    }

    /// Days since the beginning of the calendar, as far as that is needed: all months have 30.
    private static func count(_ date: Int) -> Int {
        date / 10_000 * 365 + date / 100 % 100 * 30 + date % 100
    }
}
