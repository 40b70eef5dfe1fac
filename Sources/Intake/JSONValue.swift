/// A value of JSON, read leniently: structured data of pages has raw line ends in strings, trailing commas,
/// and comments around it. Nesting beyond a limit reads as null.
enum JSONValue: Equatable {
    case null
    case bool(Bool)
    case number(String)
    case string(String)
    case array([JSONValue])
    case object([(key: String, value: JSONValue)])

    static func == (left: JSONValue, right: JSONValue) -> Bool {
        switch (left, right) {
        case (.null, .null): true
        case (.bool(let a), .bool(let b)): a == b
        case (.number(let a), .number(let b)), (.string(let a), .string(let b)): a == b
        case (.array(let a), .array(let b)): a == b
        case (.object(let a), .object(let b)):
            a.count == b.count && zip(a, b).allSatisfy { $0.key == $1.key && $0.value == $1.value }
        default: false
        }
    }

    /// - Returns: nil where the bytes do not begin with an object or an array, or break off (unless `lenient`).
    init?(_ bytes: [UInt8], lenient: Bool = true, depth: Int = 64) {
        var parser = Parser(bytes: bytes, lenient: lenient, depth: depth)
        guard let value = parser.document() else { return nil }
        self = value
    }

    subscript(_ key: String) -> JSONValue? {
        guard case .object(let members) = self else { return nil }
        return members.first { $0.key == key }?.value
    }

    /// The text of a string or a number, or of the first of several.
    var text: String? {
        switch self {
        case .string(let text): text.isEmpty ? nil : text
        case .number(let text): text
        case .array(let values): Self.firstText(values)
        default: nil
        }
    }

    /// Each value is asked once. A lazy map would ask each twice, and lists in lists twice as often at each level.
    private static func firstText(_ values: [JSONValue]) -> String? {
        for value in values { if let text = value.text { return text } }
        return nil
    }

    /// A value or several as a list.
    var list: [JSONValue] {
        if case .array(let values) = self { values } else { [self] }
    }

    /// The value behind names with points between them: `article.body`.
    func value(at path: String) -> JSONValue? {
        if let direct = self[path] { return direct }
        var value: JSONValue? = self
        for name in path.split(separator: ".") {
            guard let current = value else { return nil }
            if case .array(let values) = current {
                if let index = Int(name) {
                    value = values.indices.contains(index) ? values[index] : nil
                } else {
                    value = values.first?[String(name)]
                }
            } else {
                value = current[String(name)]
            }
        }
        return value
    }
}

private struct Parser {
    let bytes: [UInt8]
    let lenient: Bool
    let depth: Int
    var position = 0
    var isBroken = false

    mutating func document() -> JSONValue? {
        if lenient {
            while position < bytes.count, bytes[position] != UInt8(ascii: "{"),
                bytes[position] != UInt8(ascii: "[")
            {
                position += 1
            }
        } else {
            skipSpace()
        }
        guard position < bytes.count,
            bytes[position] == UInt8(ascii: "{") || bytes[position] == UInt8(ascii: "[")
        else { return nil }
        let result = value(0)
        if !lenient {
            skipSpace()
            if isBroken || position < bytes.count { return nil }
        }
        return result
    }

    private mutating func skipSpace() {
        while position < bytes.count, bytes[position] <= 0x20 { position += 1 }
    }

    /// Recursion ends at `depth`, which is small.
    private mutating func value(_ level: Int) -> JSONValue {
        skipSpace()
        guard position < bytes.count else {
            isBroken = true
            return .null
        }
        switch bytes[position] {
        case UInt8(ascii: "{"): return level < depth ? object(level) : skipNested()
        case UInt8(ascii: "["): return level < depth ? array(level) : skipNested()
        case UInt8(ascii: "\""): return .string(string())
        default: return literal()
        }
    }

    private mutating func skipNested() -> JSONValue {
        var open = 0
        repeat {
            switch bytes[position] {
            case UInt8(ascii: "{"), UInt8(ascii: "["): open += 1
            case UInt8(ascii: "}"), UInt8(ascii: "]"): open -= 1
            case UInt8(ascii: "\""):
                _ = string()
                continue
            default: break
            }
            position += 1
        } while open > 0 && position < bytes.count
        return .null
    }

    private mutating func object(_ level: Int) -> JSONValue {
        position += 1
        var members: [(key: String, value: JSONValue)] = []
        while true {
            skipSpace()
            guard position < bytes.count else {
                isBroken = true
                break
            }
            switch bytes[position] {
            case UInt8(ascii: "}"):
                position += 1
                return .object(members)
            case UInt8(ascii: ","): position += 1
            case UInt8(ascii: "\""):
                let key = string()
                skipSpace()
                guard position < bytes.count, bytes[position] == UInt8(ascii: ":") else {
                    isBroken = true
                    continue
                }
                position += 1
                members.append((key, value(level + 1)))
            default:
                isBroken = true
                position += 1
            }
        }
        return .object(members)
    }

    private mutating func array(_ level: Int) -> JSONValue {
        position += 1
        var values: [JSONValue] = []
        while true {
            skipSpace()
            guard position < bytes.count else {
                isBroken = true
                break
            }
            switch bytes[position] {
            case UInt8(ascii: "]"):
                position += 1
                return .array(values)
            case UInt8(ascii: ","): position += 1
            case UInt8(ascii: "}"), UInt8(ascii: ":"):
                isBroken = true
                position += 1
            default: values.append(value(level + 1))
            }
        }
        return .array(values)
    }

    private mutating func string() -> String {
        position += 1
        var text: [UInt8] = []
        var start = position
        while position < bytes.count {
            let byte = bytes[position]
            if byte == UInt8(ascii: "\"") {
                text += bytes[start..<position]
                position += 1
                return String(decoding: text, as: UTF8.self)
            }
            if byte == UInt8(ascii: "\\"), position + 1 < bytes.count {
                text += bytes[start..<position]
                escape(&text)
                start = position
            } else {
                position += 1
            }
        }
        isBroken = true
        text += bytes[start..<position]
        return String(decoding: text, as: UTF8.self)
    }

    private mutating func escape(_ text: inout [UInt8]) {
        let byte = bytes[position + 1]
        position += 2
        switch byte {
        case UInt8(ascii: "n"): text.append(10)
        case UInt8(ascii: "t"): text.append(9)
        case UInt8(ascii: "r"): text.append(13)
        case UInt8(ascii: "b"), UInt8(ascii: "f"): text.append(32)
        case UInt8(ascii: "u"):
            var value = unit()
            if (0xD800..<0xDC00).contains(value), position + 1 < bytes.count,
                bytes[position] == UInt8(ascii: "\\"),
                bytes[position + 1] == UInt8(ascii: "u")
            {
                position += 2
                let low = unit()
                value =
                    (0xDC00..<0xE000).contains(low)
                    ? 0x10000 + (value - 0xD800) << 10 + (low - 0xDC00) : 0xFFFD
            }
            text.append(contentsOf: String(Character(Unicode.Scalar(value) ?? "\u{FFFD}")).utf8)
        default: text.append(byte)
        }
    }

    private mutating func unit() -> UInt32 {
        var value: UInt32 = 0
        for _ in 0..<4 {
            guard position < bytes.count,
                let digit = Character(Unicode.Scalar(bytes[position])).hexDigitValue
            else {
                return 0xFFFD
            }
            value = value << 4 + UInt32(digit)
            position += 1
        }
        return value
    }

    private mutating func literal() -> JSONValue {
        let start = position
        while position < bytes.count, bytes[position] > 0x20,
            !",]}:\"{[".utf8.contains(bytes[position])
        {
            position += 1
        }
        let text = String(decoding: bytes[start..<position], as: UTF8.self)
        switch text {
        case "true": return .bool(true)
        case "false": return .bool(false)
        case "null": return .null
        default:
            if text.isEmpty {
                position += 1
                isBroken = true
                return .null
            }
            if let first = text.utf8.first,
                first == UInt8(ascii: "-") || (first >= 0x30 && first <= 0x39)
            {
                return .number(text)
            }
            isBroken = true
            return .string(text)
        }
    }
}
