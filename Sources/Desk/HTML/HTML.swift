/// HTML that is escaped by construction.
///
/// Names of elements and attributes and fixed markup are `StaticString`s, so they can only stand in the
/// source; everything that comes from a document, a query or an archive goes through `text(_:)` or an
/// attribute's value, where it is escaped. Addresses are `Link`s, which know no scheme but http and
/// https. There is no way to add a string as it is.
struct HTML: Sendable {
    private(set) var bytes: [UInt8] = []

    /// A piece of text.
    mutating func text(_ text: String) { bytes.appendEscaped(text) }

    /// An element with content.
    mutating func element(
        _ tag: StaticString, _ attributes: Attribute?..., content: (inout HTML) throws -> Void
    ) rethrows {
        open(tag, attributes)
        try content(&self)
        bytes.append("</")
        bytes.append(tag)
        bytes.append(UInt8(ascii: ">"))
    }

    /// An element that holds a text.
    mutating func element(_ tag: StaticString, _ attributes: Attribute?..., text: String) {
        open(tag, attributes)
        bytes.appendEscaped(text)
        bytes.append("</")
        bytes.append(tag)
        bytes.append(UInt8(ascii: ">"))
    }

    /// An element without content: `<br>`, `<input>` …
    mutating func void(_ tag: StaticString, _ attributes: Attribute?...) { open(tag, attributes) }

    /// The line before the root element.
    mutating func documentType() { bytes.append("<!DOCTYPE html>\n") }

    mutating func append(_ other: HTML) { bytes += other.bytes }

    private mutating func open(_ tag: StaticString, _ attributes: [Attribute?]) {
        bytes.append(UInt8(ascii: "<"))
        bytes.append(tag)
        for case let attribute? in attributes {
            bytes.append(UInt8(ascii: " "))
            bytes.append(attribute.name)
            guard let value = attribute.value else { continue }
            bytes.append("=\"")
            bytes.appendEscaped(value)
            bytes.append(UInt8(ascii: "\""))
        }
        bytes.append(UInt8(ascii: ">"))
    }
}

/// An attribute of an element.
struct Attribute: Sendable {
    let name: StaticString
    /// Nil: the name stands alone.
    let value: String?

    private init(checked name: StaticString, _ value: String?) {
        self.name = name
        self.value = value
    }

    /// An attribute that cannot run or load anything.
    init(_ name: StaticString, _ value: String? = nil) {
        precondition(
            !Self.isDangerous(name), "addresses are given as a Link, scripts and styles not at all")
        self.init(checked: name, value)
    }

    static func href(_ link: Link) -> Attribute { Attribute(checked: "href", link.address) }
    static func action(_ link: Link) -> Attribute { Attribute(checked: "action", link.address) }
    static func source(_ link: Link) -> Attribute { Attribute(checked: "src", link.address) }
    static func `class`(_ value: String) -> Attribute { Attribute(checked: "class", value) }
    static func id(_ value: String) -> Attribute { Attribute(checked: "id", value) }
    static func lang(_ value: String) -> Attribute { Attribute(checked: "lang", value) }

    private static func isDangerous(_ name: StaticString) -> Bool {
        name.withUTF8Buffer { bytes in
            if bytes.count > 2, bytes[0] | 0x20 == UInt8(ascii: "o"),
                bytes[1] | 0x20 == UInt8(ascii: "n")
            {
                return true
            }
            let name = String(decoding: bytes, as: UTF8.self).lowercased()
            return [
                "href", "src", "srcset", "srcdoc", "style", "action", "formaction", "xlink:href",
                "data",
                "poster", "background", "ping",
            ].contains(name)
        }
    }
}

extension [UInt8] {
    mutating func append(_ text: StaticString) {
        text.withUTF8Buffer { self.append(contentsOf: $0) }
    }

    /// The text for HTML, in content and in quoted attributes. What would take over a page without any
    /// markup (controls, overrides of the direction of writing, invisible tags) is replaced.
    mutating func appendEscaped(_ text: String) {
        var text = text
        text.withUTF8 { source in
            var start = 0
            var index = 0
            reserveCapacity(count + source.count)
            func flush(_ to: Int, _ bytes: inout [UInt8]) {
                if start < to {
                    bytes.append(contentsOf: UnsafeBufferPointer(rebasing: source[start..<to]))
                }
            }
            while index < source.count {
                let byte = source[index]
                let entity: StaticString
                var length = 1
                switch byte {
                case UInt8(ascii: "&"): entity = "&amp;"
                case UInt8(ascii: "<"): entity = "&lt;"
                case UInt8(ascii: ">"): entity = "&gt;"
                case UInt8(ascii: "\""): entity = "&quot;"
                case UInt8(ascii: "'"): entity = "&#39;"
                case 0x09, 0x0A:
                    index += 1
                    continue
                case 0x0D: entity = " "
                case 0..<0x20, 0x7F: entity = "\u{FFFD}"
                case 0x80...:
                    length = Self.hiddenLength(source, index)
                    if length == 0 {
                        index += 1
                        continue
                    }
                    entity = "\u{FFFD}"
                default:
                    index += 1
                    continue
                }
                flush(index, &self)
                append(entity)
                index += length
                start = index
            }
            flush(source.count, &self)
        }
    }

    /// The bytes of the scalar at `index` where it is one that must not be shown; 0 where not.
    private static func hiddenLength(_ source: UnsafeBufferPointer<UInt8>, _ index: Int) -> Int {
        func byte(_ offset: Int) -> UInt8 {
            index + offset < source.count ? source[index + offset] : 0
        }
        switch source[index] {
        // C1 controls
        case 0xC2 where byte(1) < 0xA0: return 2
        // U+061C
        case 0xD8 where byte(1) == 0x9C: return 2
        // U+200E, U+200F, U+2028 to U+202E, U+2060 to U+206F
        case 0xE2 where byte(1) == 0x80 && (byte(2) == 0x8E || byte(2) == 0x8F): return 3
        case 0xE2 where byte(1) == 0x80 && (0xA8...0xAE).contains(byte(2)): return 3
        case 0xE2 where byte(1) == 0x81 && (0xA0...0xAF).contains(byte(2)): return 3
        // U+FEFF, U+FFF9 to U+FFFB, U+FFFE, U+FFFF
        case 0xEF where byte(1) == 0xBB && byte(2) == 0xBF: return 3
        case 0xEF where byte(1) == 0xBF && ((0xB9...0xBB).contains(byte(2)) || byte(2) >= 0xBE):
            return 3
        // U+E0000 to U+E0FFF: tags
        case 0xF3 where byte(1) == 0xA0: return 4
        default: return 0
        }
    }
}
