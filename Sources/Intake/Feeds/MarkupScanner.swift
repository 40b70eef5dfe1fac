/// A scanner of XML that never gives up: what it cannot read as markup is text. Feeds are written by templates;
/// bare ampersands, unknown entities, unknown prefixes, wrong order of end tags and missing ends are common.
///
/// It knows no document type and no entities but the five of XML, the names of HTML and numbers, so nothing can
/// be loaded from outside and nothing can expand.
struct MarkupScanner {
    enum Piece {
        /// Prefix and name in lower case, attributes with their names in lower case.
        case start(name: String, attributes: [(name: String, value: String)], isEmpty: Bool)
        case end(name: String)
        /// `isLiteral` for CDATA: nothing in it is markup.
        case text(Range<Int>, isLiteral: Bool)
    }

    let bytes: [UInt8]
    var position: Int
    private(set) var isRepaired = false

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
        // Text before the first tag: notices of servers, empty lines, a mark of byte order.
        position = bytes.firstIndex(of: UInt8(ascii: "<")) ?? bytes.count
        isRepaired = position > 0
    }

    mutating func next() -> Piece? {
        let less = UInt8(ascii: "<")
        while position < bytes.count {
            let start = position
            guard bytes[start] == less else {
                while position < bytes.count, bytes[position] != less { position += 1 }
                return .text(start..<position, isLiteral: false)
            }
            guard start + 1 < bytes.count else {
                position = bytes.count
                return nil
            }
            switch bytes[start + 1] {
            case UInt8(ascii: "!"):
                if has("<![CDATA[") {
                    position += 9
                    let from = position
                    let end = find("]]>") ?? bytes.count
                    position = min(end + 3, bytes.count)
                    return .text(from..<end, isLiteral: true)
                }
                if has("<!--") {
                    position = find("-->").map { $0 + 3 } ?? bytes.count
                } else {
                    skipDeclaration()
                }
            case UInt8(ascii: "?"):
                position = find("?>").map { $0 + 2 } ?? (find(">").map { $0 + 1 } ?? bytes.count)
            case UInt8(ascii: "/"):
                position += 2
                let name = self.name()
                skip(to: UInt8(ascii: ">"))
                return .end(name: name)
            case let byte where isLetter(byte) || byte == UInt8(ascii: "_"):
                position += 1
                return tag()
            default:
                // A bare "<" is text.
                isRepaired = true
                position += 1
                while position < bytes.count, bytes[position] != less { position += 1 }
                return .text(start..<position, isLiteral: false)
            }
        }
        return nil
    }

    /// A document type with everything in its brackets: no entity of it is ever used.
    private mutating func skipDeclaration() {
        var depth = 0
        while position < bytes.count {
            switch bytes[position] {
            case UInt8(ascii: "["): depth += 1
            case UInt8(ascii: "]"): depth -= 1
            case UInt8(ascii: ">"):
                if depth <= 0 {
                    position += 1
                    return
                }
            default: break
            }
            position += 1
        }
    }

    private func has(_ text: StaticString) -> Bool {
        let count = text.utf8CodeUnitCount
        guard position + count <= bytes.count else { return false }
        return (0..<count).allSatisfy { bytes[position + $0] == text.utf8Start[$0] }
    }

    private func find(_ text: StaticString) -> Int? {
        let count = text.utf8CodeUnitCount
        var at = position
        while at + count <= bytes.count {
            if bytes[at] == text.utf8Start[0],
                (0..<count).allSatisfy({ bytes[at + $0] == text.utf8Start[$0] })
            {
                return at
            }
            at += 1
        }
        return nil
    }

    private mutating func skip(to byte: UInt8) {
        while position < bytes.count, bytes[position] != byte { position += 1 }
        position = min(position + 1, bytes.count)
    }

    private mutating func name() -> String {
        let start = position
        while position < bytes.count,
            isLetter(bytes[position]) || (bytes[position] >= 0x30 && bytes[position] <= 0x3A)
                || bytes[position] == UInt8(ascii: "-") || bytes[position] == UInt8(ascii: "_")
                || bytes[position] == UInt8(ascii: ".") || bytes[position] >= 0x80
        {
            position += 1
        }
        return String(decoding: bytes[start..<position], as: UTF8.self).lowercased()
    }

    private mutating func tag() -> Piece {
        let name = self.name()
        var attributes: [(name: String, value: String)] = []
        while position < bytes.count {
            let byte = bytes[position]
            if byte == UInt8(ascii: ">") {
                position += 1
                return .start(name: name, attributes: attributes, isEmpty: false)
            }
            if byte == UInt8(ascii: "/"), position + 1 < bytes.count,
                bytes[position + 1] == UInt8(ascii: ">")
            {
                position += 2
                return .start(name: name, attributes: attributes, isEmpty: true)
            }
            if byte == UInt8(ascii: "<") {
                // The tag was never closed.
                isRepaired = true
                return .start(name: name, attributes: attributes, isEmpty: false)
            }
            guard isLetter(byte) || byte == UInt8(ascii: "_") || byte >= 0x80 else {
                position += 1
                continue
            }
            let key = self.name()
            skipSpace()
            guard position < bytes.count, bytes[position] == UInt8(ascii: "=") else {
                attributes.append((key, ""))
                continue
            }
            position += 1
            skipSpace()
            attributes.append((key, value()))
            if attributes.count > 200 {
                isRepaired = true
                attributes.removeLast()
            }
        }
        return .start(name: name, attributes: attributes, isEmpty: false)
    }

    private mutating func skipSpace() {
        while position < bytes.count, bytes[position] <= 0x20 { position += 1 }
    }

    private mutating func value() -> String {
        guard position < bytes.count else { return "" }
        let quote = bytes[position]
        let start: Int
        if quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") {
            position += 1
            start = position
            while position < bytes.count, bytes[position] != quote,
                bytes[position] != UInt8(ascii: "<")
            { position += 1 }
            let end = position
            if position < bytes.count, bytes[position] == quote { position += 1 }
            return Entities.decoded(bytes[start..<end])
        }
        start = position
        isRepaired = true
        while position < bytes.count, bytes[position] > 0x20, bytes[position] != UInt8(ascii: ">") {
            position += 1
        }
        return Entities.decoded(bytes[start..<position])
    }

    mutating func noteRepair() { isRepaired = true }
}

/// Characters by name and number.
enum Entities {
    /// - Complexity: O(n).
    static func decoded(_ bytes: ArraySlice<UInt8>) -> String {
        guard bytes.contains(UInt8(ascii: "&")) else {
            return String(decoding: bytes, as: UTF8.self)
        }
        var result: [UInt8] = []
        var index = bytes.startIndex
        while index < bytes.endIndex {
            let byte = bytes[index]
            guard byte == UInt8(ascii: "&") else {
                result.append(byte)
                index += 1
                continue
            }
            var end = index + 1
            while end < bytes.endIndex, end - index < 12, bytes[end] != UInt8(ascii: ";"),
                bytes[end] != UInt8(ascii: "&"), bytes[end] > 0x20
            { end += 1 }
            if end < bytes.endIndex, bytes[end] == UInt8(ascii: ";"),
                let text = character(bytes[(index + 1)..<end])
            {
                result += text.utf8
                index = end + 1
            } else {
                // A bare ampersand.
                result.append(byte)
                index += 1
            }
        }
        return String(decoding: result, as: UTF8.self)
    }

    private static func character(_ name: ArraySlice<UInt8>) -> String? {
        guard let first = name.first else { return nil }
        if first == UInt8(ascii: "#") {
            let digits = String(decoding: name.dropFirst(), as: UTF8.self)
            let isHex = digits.hasPrefix("x") || digits.hasPrefix("X")
            guard let value = isHex ? UInt32(digits.dropFirst(), radix: 16) : UInt32(digits) else {
                return nil
            }
            // Numbers from 128 to 159 are meant as Windows 1252.
            if (0x80..<0xA0).contains(value) {
                return String(
                    decoding: Charset.decode(
                        [UInt8(value)], transport: "windows-1252", declared: nil
                    ).bytes, as: UTF8.self)
            }
            guard value >= 0x20 || value == 9 || value == 10 || value == 13 else { return " " }
            return Unicode.Scalar(value).map { String(Character($0)) } ?? "\u{FFFD}"
        }
        let text = String(decoding: name, as: UTF8.self)
        switch text {
        case "amp": return "&"
        case "lt": return "<"
        case "gt": return ">"
        case "quot": return "\""
        case "apos": return "'"
        default:
            guard text.utf8.allSatisfy({ isLetter($0) || ($0 >= 0x30 && $0 <= 0x39) }) else {
                return nil
            }
            return names[text] ?? byParser(text)
        }
    }

    private static let names = [
        "nbsp": "\u{A0}", "auml": "ä", "ouml": "ö", "uuml": "ü", "Auml": "Ä", "Ouml": "Ö",
        "Uuml": "Ü", "szlig": "ß",
        "ndash": "–", "mdash": "—", "hellip": "…", "bdquo": "„", "ldquo": "“", "rdquo": "”",
        "lsquo": "‘", "rsquo": "’",
        "sbquo": "‚", "laquo": "«", "raquo": "»", "euro": "€", "eacute": "é", "egrave": "è",
        "shy": "\u{AD}",
    ]

    /// The names of HTML are many: the HTML parser knows them.
    private static func byParser(_ name: String) -> String? {
        guard let tree = HTMLTree(html: Array("&\(name);".utf8), memory: 1 << 20, depth: 8) else {
            return nil
        }
        let text = String(decoding: tree.bytes, as: UTF8.self)
        return text.contains("&") ? nil : text
    }
}
