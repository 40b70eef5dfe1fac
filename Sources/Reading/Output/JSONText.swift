import Text

/// A JSON value whose keys keep their order.
enum JSONText {
    case object([(key: String, value: JSONText)])
    case array([JSONText])
    case string(String)
    case number(Double)
    case integer(Int)
    case bool(Bool)

    static func span(_ span: Span) -> JSONText {
        .array([.integer(span.start), .integer(span.end)])
    }
    static func spans(_ spans: [Span]) -> JSONText { .array(spans.map(JSONText.span)) }
    static func strings(_ strings: [String]) -> JSONText { .array(strings.map(JSONText.string)) }

    /// The value in one line.
    var line: String {
        var out = ""
        write(to: &out, indent: nil)
        return out
    }

    /// The value over several lines, two spaces a level; arrays of plain values stay in one line.
    var pretty: String {
        var out = ""
        write(to: &out, indent: 0)
        return out
    }

    private var isPlain: Bool {
        switch self {
        case .object: false
        case .array(let values):
            values.allSatisfy {
                if case .array(let inner) = $0 {
                    inner.count == 2 && $0.isPlain
                } else {
                    $0.isPlain
                }
            }
        default: true
        }
    }

    private func write(to out: inout String, indent: Int?) {
        switch self {
        case .string(let text): Self.write(text, to: &out)
        case .integer(let value): out += String(value)
        case .number(let value): out += Self.digits(value)
        case .bool(let value): out += value ? "true" : "false"
        case .array(let values):
            // Asked once: it looks through all values.
            let isOneLine = indent == nil || isPlain
            let inner = isOneLine ? nil : indent.map { $0 + 1 }
            out += "["
            for (index, value) in values.enumerated() {
                if index > 0 { out += indent != nil && isOneLine ? ", " : "," }
                Self.breakLine(&out, inner)
                value.write(to: &out, indent: isOneLine ? indent : inner)
            }
            if !values.isEmpty, inner != nil { Self.breakLine(&out, indent) }
            out += "]"
        case .object(let fields):
            let inner = indent.map { $0 + 1 }
            out += "{"
            for (index, field) in fields.enumerated() {
                if index > 0 { out += "," }
                Self.breakLine(&out, inner)
                Self.write(field.key, to: &out)
                out += indent == nil ? ":" : ": "
                field.value.write(to: &out, indent: inner)
            }
            if !fields.isEmpty { Self.breakLine(&out, indent) }
            out += "}"
        }
    }

    private static func breakLine(_ out: inout String, _ indent: Int?) {
        guard let indent else { return }
        out += "\n"
        for _ in 0..<indent { out += "  " }
    }

    /// Whole numbers without a point, others as short as they are exact.
    static func digits(_ value: Double) -> String {
        guard value.isFinite else { return "0" }
        return value == value.rounded() && value.magnitude < 9e15 ? String(Int(value)) : "\(value)"
    }

    /// Control characters are escaped, the ones that only terminals know too.
    private static func write(_ text: String, to out: inout String) {
        out += "\""
        for scalar in text.unicodeScalars {
            switch scalar.value {
            case 0x22: out += "\\\""
            case 0x5C: out += "\\\\"
            case 0x0A: out += "\\n"
            case 0x0D: out += "\\r"
            case 0x09: out += "\\t"
            case 0..<0x20, 0x7F..<0xA0, 0x2028, 0x2029:
                let hex = String(scalar.value, radix: 16)
                out += "\\u" + String(repeating: "0", count: 4 - hex.count) + hex
            default: out.unicodeScalars.append(scalar)
            }
        }
        out += "\""
    }
}
