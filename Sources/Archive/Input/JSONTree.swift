/// A JSON value as it stands in a text, with the bytes that it was read from.
///
/// The archive keeps the JSON of a reading as it was given and reads rows out of it, so that a reader
/// that learns new rows needs no new form of storage. Keys keep their order; of two equal keys the
/// first counts.
struct JSONTree {
    enum Value {
        case null
        case bool(Bool)
        case number(Double)
        case string(String)
        case array([JSONTree])
        case object([(key: String, value: JSONTree)])
    }

    /// Deeper nesting is refused.
    static let depthLimit = 64

    let value: Value
    /// Where it stands in the bytes that were parsed.
    let range: Range<Int>

    /// Parses one value; only white space may stand around it.
    /// - Throws: `ArchiveError.malformed`.
    /// - Complexity: O(n).
    init(_ bytes: [UInt8]) throws(ArchiveError) {
        var parser = JSONParser(bytes: bytes)
        self = try parser.document()
    }

    fileprivate init(value: Value, range: Range<Int>) {
        self.value = value
        self.range = range
    }

    subscript(_ key: String) -> JSONTree? {
        guard case .object(let fields) = value else { return nil }
        return fields.first { $0.key == key }?.value
    }

    var string: String? { if case .string(let text) = value { text } else { nil } }
    var number: Double? { if case .number(let number) = value { number } else { nil } }
    var bool: Bool? { if case .bool(let bool) = value { bool } else { nil } }
    /// The members of an array; none where it is something else.
    var array: [JSONTree] { if case .array(let members) = value { members } else { [] } }
    var strings: [String] { array.compactMap(\.string) }
    var integer: Int? { number.flatMap { Int(exactly: $0) } }
}

/// A parser of JSON (RFC 8259) over bytes.
private struct JSONParser {
    let bytes: [UInt8]
    var index = 0

    init(bytes: [UInt8]) { self.bytes = bytes }

    mutating func document() throws(ArchiveError) -> JSONTree {
        let tree = try value(depth: 0)
        skipSpace()
        guard index == bytes.count else { throw malformed() }
        return tree
    }

    private func malformed() -> ArchiveError {
        .malformed(what: "JSON", problem: "no JSON at byte \(index)")
    }

    private mutating func skipSpace() {
        while index < bytes.count {
            switch bytes[index] {
            case 0x20, 0x09, 0x0A, 0x0D: index += 1
            default: return
            }
        }
    }

    private mutating func take(_ byte: UInt8) -> Bool {
        guard index < bytes.count, bytes[index] == byte else { return false }
        index += 1
        return true
    }

    private mutating func value(depth: Int) throws(ArchiveError) -> JSONTree {
        guard depth < JSONTree.depthLimit else { throw malformed() }
        skipSpace()
        guard index < bytes.count else { throw malformed() }
        let start = index
        let result: JSONTree.Value
        switch bytes[index] {
        case UInt8(ascii: "{"): result = .object(try object(depth))
        case UInt8(ascii: "["): result = .array(try array(depth))
        case UInt8(ascii: "\""): result = .string(try string())
        case UInt8(ascii: "t"): result = try word("true", .bool(true))
        case UInt8(ascii: "f"): result = try word("false", .bool(false))
        case UInt8(ascii: "n"): result = try word("null", .null)
        default: result = .number(try number())
        }
        return JSONTree(value: result, range: start..<index)
    }

    private mutating func word(
        _ text: StaticString, _ value: JSONTree.Value
    ) throws(ArchiveError) -> JSONTree.Value {
        let count = text.utf8CodeUnitCount
        guard index + count <= bytes.count else { throw malformed() }
        for offset in 0..<count where bytes[index + offset] != text.utf8Start[offset] {
            throw malformed()
        }
        index += count
        return value
    }

    private mutating func object(
        _ depth: Int
    ) throws(ArchiveError) -> [(key: String, value: JSONTree)] {
        var fields: [(key: String, value: JSONTree)] = []
        index += 1
        skipSpace()
        if take(UInt8(ascii: "}")) { return fields }
        while true {
            skipSpace()
            guard index < bytes.count, bytes[index] == UInt8(ascii: "\"") else { throw malformed() }
            let key = try string()
            skipSpace()
            guard take(UInt8(ascii: ":")) else { throw malformed() }
            fields.append((key, try value(depth: depth + 1)))
            skipSpace()
            if take(UInt8(ascii: "}")) { return fields }
            guard take(UInt8(ascii: ",")) else { throw malformed() }
        }
    }

    private mutating func array(_ depth: Int) throws(ArchiveError) -> [JSONTree] {
        var members: [JSONTree] = []
        index += 1
        skipSpace()
        if take(UInt8(ascii: "]")) { return members }
        while true {
            members.append(try value(depth: depth + 1))
            skipSpace()
            if take(UInt8(ascii: "]")) { return members }
            guard take(UInt8(ascii: ",")) else { throw malformed() }
        }
    }

    private mutating func number() throws(ArchiveError) -> Double {
        let start = index
        var isWhole = true
        while index < bytes.count {
            switch bytes[index] {
            case 0x30...0x39, UInt8(ascii: "-"): index += 1
            case UInt8(ascii: "+"), UInt8(ascii: "."), UInt8(ascii: "e"), UInt8(ascii: "E"):
                isWhole = false
                index += 1
            default:
                return try number(start..<index, isWhole)
            }
        }
        return try number(start..<index, isWhole)
    }

    private func number(_ range: Range<Int>, _ isWhole: Bool) throws(ArchiveError) -> Double {
        guard !range.isEmpty, range.count <= 40 else { throw malformed() }
        if isWhole, range.count <= 9 {
            // Most numbers are offsets: read without a detour over a String.
            var value = 0
            let isNegative = bytes[range.lowerBound] == UInt8(ascii: "-")
            let digits = isNegative ? range.dropFirst() : range
            guard !digits.isEmpty else { throw malformed() }
            for index in digits {
                guard bytes[index] != UInt8(ascii: "-") else { throw malformed() }
                value = value * 10 + Int(bytes[index] - 0x30)
            }
            return Double(isNegative ? -value : value)
        }
        guard let value = Double(String(decoding: bytes[range], as: UTF8.self)) else {
            throw malformed()
        }
        return value
    }

    private mutating func string() throws(ArchiveError) -> String {
        index += 1
        let start = index
        while index < bytes.count {
            switch bytes[index] {
            case UInt8(ascii: "\""):
                index += 1
                return String(decoding: bytes[start..<(index - 1)], as: UTF8.self)
            case UInt8(ascii: "\\"): return try escapedString(from: start)
            default: index += 1
            }
        }
        throw malformed()
    }

    private mutating func escapedString(from start: Int) throws(ArchiveError) -> String {
        var out = Array(bytes[start..<index])
        while index < bytes.count {
            let byte = bytes[index]
            index += 1
            if byte == UInt8(ascii: "\"") { return String(decoding: out, as: UTF8.self) }
            guard byte == UInt8(ascii: "\\") else {
                out.append(byte)
                continue
            }
            guard index < bytes.count else { throw malformed() }
            let escape = bytes[index]
            index += 1
            switch escape {
            case UInt8(ascii: "n"): out.append(0x0A)
            case UInt8(ascii: "r"): out.append(0x0D)
            case UInt8(ascii: "t"): out.append(0x09)
            case UInt8(ascii: "b"): out.append(0x08)
            case UInt8(ascii: "f"): out.append(0x0C)
            case UInt8(ascii: "u"): out.append(contentsOf: String(try scalar()).utf8)
            case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): out.append(escape)
            default: throw malformed()
            }
        }
        throw malformed()
    }

    /// The scalar after `\u`, of two halves where it is a surrogate.
    private mutating func scalar() throws(ArchiveError) -> Unicode.Scalar {
        let first = try hexFour()
        guard 0xD800..<0xDC00 ~= first else { return Unicode.Scalar(first) ?? "\u{FFFD}" }
        guard index + 1 < bytes.count, bytes[index] == UInt8(ascii: "\\"),
            bytes[index + 1] == UInt8(ascii: "u")
        else { return "\u{FFFD}" }
        index += 2
        let second = try hexFour()
        guard 0xDC00..<0xE000 ~= second else { return "\u{FFFD}" }
        return Unicode.Scalar(0x10000 + (first - 0xD800) << 10 + (second - 0xDC00)) ?? "\u{FFFD}"
    }

    private mutating func hexFour() throws(ArchiveError) -> UInt32 {
        guard index + 4 <= bytes.count,
            let value = UInt32(
                String(decoding: bytes[index..<(index + 4)], as: UTF8.self), radix: 16)
        else { throw malformed() }
        index += 4
        return value
    }
}
