import Text

/// A text as a string of JSON, escaped as in the reading format.
public func jsonLiteral(of text: String) -> String { JSONText.string(text).line }

/// A JSON value whose keys keep their order.
enum JSONText {
    /// What is nil is left out.
    case object([(key: String, value: JSONText?)])
    case array([JSONText])
    case strings([String])
    case span(Span)
    case spans([Span])
    case string(String)
    case number(Double)
    case integer(Int)
    case bool(Bool)

    /// The value in one line.
    var line: String { text(indent: nil) }

    /// The value over several lines, two spaces a level; arrays of plain values stay in one line.
    var pretty: String { text(indent: 0) }

    private func text(indent: Int?) -> String {
        var out: [UInt8] = []
        out.reserveCapacity(1024)
        write(to: &out, indent: indent)
        return String(decoding: out, as: UTF8.self)
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

    private func write(to out: inout [UInt8], indent: Int?) {
        switch self {
        case .string(let text): Self.write(text, to: &out)
        case .integer(let value): Self.write(value, to: &out)
        case .number(let value): out += Self.digits(value).utf8
        case .bool(let value): out += (value ? "true" : "false").utf8
        case .strings(let texts):
            Self.write(texts, to: &out, isSpaced: indent != nil) { Self.write($0, to: &$1) }
        case .span(let span): Self.write(span, to: &out, isSpaced: indent != nil)
        case .spans(let spans):
            Self.write(spans, to: &out, isSpaced: indent != nil) {
                Self.write($0, to: &$1, isSpaced: indent != nil)
            }
        case .array(let values):
            // Asked once: it looks through all values.
            let isOneLine = indent == nil || isPlain
            let inner = isOneLine ? nil : indent.map { $0 + 1 }
            out.append(UInt8(ascii: "["))
            for (index, value) in values.enumerated() {
                if index > 0 {
                    out.append(UInt8(ascii: ","))
                    if indent != nil && isOneLine { out.append(UInt8(ascii: " ")) }
                }
                Self.breakLine(&out, inner)
                value.write(to: &out, indent: isOneLine ? indent : inner)
            }
            if !values.isEmpty, inner != nil { Self.breakLine(&out, indent) }
            out.append(UInt8(ascii: "]"))
        case .object(let fields):
            let inner = indent.map { $0 + 1 }
            out.append(UInt8(ascii: "{"))
            var isEmpty = true
            for (key, value) in fields {
                guard let value else { continue }
                if !isEmpty { out.append(UInt8(ascii: ",")) }
                isEmpty = false
                Self.breakLine(&out, inner)
                Self.write(key, to: &out)
                out.append(UInt8(ascii: ":"))
                if indent != nil { out.append(UInt8(ascii: " ")) }
                value.write(to: &out, indent: inner)
            }
            if !isEmpty { Self.breakLine(&out, indent) }
            out.append(UInt8(ascii: "}"))
        }
    }

    /// Writes an array of plain values in one line.
    private static func write<Value>(
        _ values: [Value], to out: inout [UInt8], isSpaced: Bool,
        each: (Value, inout [UInt8]) -> Void
    ) {
        out.append(UInt8(ascii: "["))
        for (index, value) in values.enumerated() {
            if index > 0 {
                out.append(UInt8(ascii: ","))
                if isSpaced { out.append(UInt8(ascii: " ")) }
            }
            each(value, &out)
        }
        out.append(UInt8(ascii: "]"))
    }

    private static func write(_ span: Span, to out: inout [UInt8], isSpaced: Bool) {
        out.append(UInt8(ascii: "["))
        write(span.start, to: &out)
        out.append(UInt8(ascii: ","))
        if isSpaced { out.append(UInt8(ascii: " ")) }
        write(span.end, to: &out)
        out.append(UInt8(ascii: "]"))
    }

    /// Most numbers are places in a text: they are written without a string of their own.
    private static func write(_ value: Int, to out: inout [UInt8]) {
        guard value >= 0 else {
            out += String(value).utf8
            return
        }
        let first = out.count
        var rest = value
        repeat {
            out.append(UInt8(ascii: "0") + UInt8(rest % 10))
            rest /= 10
        } while rest > 0
        out[first...].reverse()
    }

    private static func breakLine(_ out: inout [UInt8], _ indent: Int?) {
        guard let indent else { return }
        out.append(UInt8(ascii: "\n"))
        for _ in 0..<2 * indent { out.append(UInt8(ascii: " ")) }
    }

    /// Whole numbers without a point, others as short as they are exact.
    static func digits(_ value: Double) -> String {
        guard value.isFinite else { return "0" }
        return value == value.rounded() && value.magnitude < 9e15 ? String(Int(value)) : "\(value)"
    }

    /// Control characters are escaped, the ones that only terminals know too.
    private static func write(_ text: String, to out: inout [UInt8]) {
        out.append(UInt8(ascii: "\""))
        var text = text
        text.withUTF8 { bytes in
            var start = 0
            var index = 0
            while index < bytes.count {
                let length = escapedLength(bytes, index)
                if length == 0 {
                    index += 1
                    continue
                }
                out.append(contentsOf: UnsafeBufferPointer(rebasing: bytes[start..<index]))
                out += escape(bytes, index, length).utf8
                index += length
                start = index
            }
            out.append(contentsOf: UnsafeBufferPointer(rebasing: bytes[start...]))
        }
        out.append(UInt8(ascii: "\""))
    }

    /// The bytes of the scalar at `index` where it has to be escaped; 0 where not.
    @inline(__always)
    private static func escapedLength(_ bytes: UnsafeBufferPointer<UInt8>, _ index: Int) -> Int {
        switch bytes[index] {
        case 0..<0x20, 0x22, 0x5C, 0x7F: 1
        case 0xC2 where bytes[index + 1] < 0xA0: 2
        case 0xE2 where bytes[index + 1] == 0x80 && bytes[index + 2] & 0xFE == 0xA8: 3
        default: 0
        }
    }

    private static func escape(
        _ bytes: UnsafeBufferPointer<UInt8>, _ index: Int, _ length: Int
    ) -> String {
        switch bytes[index] {
        case 0x22: return "\\\""
        case 0x5C: return "\\\\"
        case 0x0A: return "\\n"
        case 0x0D: return "\\r"
        case 0x09: return "\\t"
        default:
            let value =
                length == 3
                ? 0x2000 + UInt32(bytes[index + 2] & 0x3F)
                : UInt32(bytes[index + length - 1])
            let hex = String(value, radix: 16)
            return "\\u" + String(repeating: "0", count: 4 - hex.count) + hex
        }
    }
}
