import Text

/// The text of a reading, cut by code points, and the look-up of its rows by id.
struct ReadingText {
    let scalars: [Unicode.Scalar]
    private let actors: [String: Actor]
    private let times: [String: TimeExpression]

    init(_ reading: Reading) {
        scalars = Array(reading.document.text.unicodeScalars)
        actors = Dictionary(
            reading.actors.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        times = Dictionary(
            reading.times.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    }

    func actor(_ id: String?) -> Actor? { id.flatMap { actors[$0] } }
    func time(_ id: String?) -> TimeExpression? { id.flatMap { times[$0] } }

    /// The words of a span; a span outside the text is cut to it.
    func string(_ span: Span) -> String {
        let start = min(max(span.start, 0), scalars.count)
        let end = min(max(span.end, start), scalars.count)
        var view = String.UnicodeScalarView()
        view.append(contentsOf: scalars[start..<end])
        return String(view)
    }

    /// The words of several spans, with an ellipsis where something stands between them.
    func string(_ spans: [Span]) -> String { spans.map(string).joined(separator: " … ") }

    /// The name of a source or addressee: of its actors, or the words of the text.
    func name(of party: Statement.Party) -> String {
        let names = party.actors.compactMap { actor($0)?.name }
        return names.isEmpty ? string(party.spans) : names.joined(separator: ", ")
    }

    /// A time beside a statement: its words and what they mean, a longer set only by its size.
    func brief(_ time: TimeExpression) -> String {
        let words = string(time.span)
        guard let value = time.edtf ?? time.value, value != words else { return words }
        let members = value.split(separator: ",").count
        return value.hasPrefix("[") && members > 2
            ? "\(words) (one of \(members), \(time.id))" : "\(words) = \(readable(value))"
    }

    /// A set of EDTF in words.
    func readable(_ edtf: String) -> String {
        guard edtf.hasPrefix("["), edtf.hasSuffix("]") else { return edtf }
        return "one of " + edtf.dropFirst().dropLast().replacing(",", with: ", ")
    }

    /// What a `via` names: a statement's source or an outlet.
    func via(_ id: String?, in reading: Reading) -> String? {
        guard let id else { return nil }
        if let actor = actor(id) { return actor.name }
        return reading.statements.first { $0.id == id }?.source.map(name)
    }
}

/// Characters that could take over a terminal or turn the direction of a line stand as `�`; line
/// breaks, tabs and other white space as a blank. The number of code points stays.
func neutralised(_ text: String, keepLines: Bool = false) -> String {
    var out = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
        switch scalar.value {
        case 0x0A where keepLines: out.append(scalar)
        case 0x09...0x0D, 0x85, 0x2028, 0x2029: out.append(" ")
        case 0..<0x20, 0x7F..<0xA0, 0x061C, 0x200E, 0x200F, 0x202A...0x202E, 0x2066...0x2069,
            0xFFF9...0xFFFB, 0xE0000...0xE007F:
            out.append("\u{FFFD}")
        default: out.append(scalar)
        }
    }
    return String(out)
}

extension Quantity {
    /// The figure with its bounds: `≤ 4 800 000`, `≥ 3`, `10–20`, `≈ 500`.
    var figure: String {
        let about = approximate ? "≈ " : ""
        if let value { return about + grouped(value) }
        switch (low, high) {
        case (let low?, let high?): return about + grouped(low) + "–" + grouped(high)
        case (let low?, nil): return "≥ " + about + grouped(low)
        case (nil, let high?): return "≤ " + about + grouped(high)
        case (nil, nil): return ""
        }
    }
}

/// A figure with its thousands apart.
func grouped(_ value: Double) -> String {
    let digits = JSONText.digits(value)
    guard !digits.contains("e") else { return digits }
    let parts = digits.split(separator: ".", maxSplits: 1)
    var whole = Array(parts[0])
    let first = whole.first == "-" ? 1 : 0
    if whole.count - first > 4 {
        for index in stride(from: whole.count - 3, to: first, by: -3) {
            whole.insert(" ", at: index)
        }
    }
    return String(whole) + (parts.count > 1 ? "." + parts[1] : "")
}
