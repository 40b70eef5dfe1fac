extension Article {
    /// One line of JSON: every value with where it was found and how sure it is.
    public var json: String {
        var writer = JSONWriter()
        writer.open()
        writer.field("name", name)
        writer.field("title", title)
        writer.key("authors")
        writer.list(authors) { $0.found($1) }
        writer.field("outlet", outlet)
        writer.field("language", language)
        writer.field("url", url)
        writer.field("canonical", canonical)
        writer.field("published", published)
        writer.field("modified", modified)
        writer.field("fetched", fetched)
        writer.key("warnings")
        writer.list(warnings) { $0.string($1.rawValue) }
        writer.field("text", text)
        writer.key("paragraphs")
        writer.list(paragraphs) { writer, paragraph in
            writer.open()
            writer.field("kind", paragraph.kind.rawValue)
            writer.field("text", paragraph.text)
            writer.close()
        }
        writer.close()
        return writer.text
    }
}

/// Writes JSON in the order of the calls; nil values are left out.
struct JSONWriter {
    private(set) var text = ""
    private var needsComma = false

    mutating func open() {
        comma()
        text += "{"
        needsComma = false
    }

    mutating func close() {
        text += "}"
        needsComma = true
    }

    private mutating func comma() {
        if needsComma { text += "," }
        needsComma = false
    }

    mutating func key(_ name: String) {
        comma()
        quote(name)
        text += ":"
    }

    mutating func field(_ name: String, _ value: String?) {
        guard let value else { return }
        key(name)
        quote(value)
        needsComma = true
    }

    mutating func field(_ name: String, number: Int?) {
        guard let number else { return }
        key(name)
        text += String(number)
        needsComma = true
    }

    mutating func field(_ name: String, _ value: Found<String>?) {
        guard let value else { return }
        key(name)
        found(value)
    }

    mutating func found(_ value: Found<String>) {
        open()
        field("value", value.value)
        field("from", value.origin.rawValue)
        field("certainty", value.certainty.rawValue)
        close()
    }

    mutating func string(_ value: String) {
        comma()
        quote(value)
        needsComma = true
    }

    mutating func list<Element>(_ values: [Element], _ write: (inout JSONWriter, Element) -> Void) {
        text += "["
        needsComma = false
        for value in values { write(&self, value) }
        text += "]"
        needsComma = true
    }

    /// Control characters, marks, and the first byte of the separators of lines.
    private static func mayNeedEscape(_ byte: UInt8) -> Bool {
        byte < 0x20 || byte == 0x22 || byte == 0x5C || byte == 0x7F || byte == 0xE2
    }

    private mutating func quote(_ value: String) {
        text += "\""
        // Long stretches need no escape.
        var rest = value[...].utf8
        while let place = rest.firstIndex(where: Self.mayNeedEscape) {
            text += value[rest.startIndex..<place]
            let scalar = value.unicodeScalars[place]
            switch scalar {
            case "\"": text += "\\\""
            case "\\": text += "\\\\"
            case "\n": text += "\\n"
            case "\r": text += "\\r"
            case "\t": text += "\\t"
            case "\u{0}"..<" ", "\u{7F}", "\u{2028}", "\u{2029}":
                let digits = String(scalar.value, radix: 16)
                text += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            default: text.unicodeScalars.append(scalar)
            }
            rest = rest[value.unicodeScalars.index(after: place)...]
        }
        text += value[rest.startIndex...]
        text += "\""
    }
}
