public import Text

extension Document {
    /// Reads a plain text, with or without a header, and cleans it (see `Document.cleaned`).
    ///
    /// A header is either a first line like ` date 2024-06 Headline` (the headline stays the first
    /// line of the text) or a front matter between two `---` lines (its title comes apart).
    /// - Throws: `InputError.binary`, `.notUTF8`, `.empty`, `.impossibleDate`.
    /// - Complexity: O(n).
    public init(plainText bytes: [UInt8], name: String) throws(InputError) {
        try checkText(bytes, name: name)
        let text = Document.cleaned(String(decoding: bytes, as: UTF8.self))
        self.init(name: name, text: text)
        if !takeFrontMatter() { takeHeaderLine() }
        guard self.text.unicodeScalars.contains(where: { !$0.properties.isWhitespace }) else {
            throw InputError.empty(name: name)
        }
        if let published {
            guard let date = publicationDate(published) else {
                throw InputError.impossibleDate(name: name, date: published)
            }
            self.published = date
        }
    }

    /// Takes the part `date 2024-06` off the first line, where it has one.
    private mutating func takeHeaderLine() {
        let utf8 = text.utf8
        let lineEnd = utf8.firstIndex(of: 10) ?? utf8.endIndex
        let line = text[..<lineEnd]
        let words = line.split(maxSplits: 2, whereSeparator: { $0 == " " || $0 == "\t" })
        guard words.count >= 2, words[0] == "date" || words[0] == "date:",
            looksLikeDate(words[1])
        else { return }
        published = String(words[1])
        let headline = words.count > 2 ? words[2] : ""
        if headline.isEmpty {
            text = String(text[lineEnd...].drop(while: \.isNewline))
        } else {
            text = String(headline) + text[lineEnd...]
        }
    }

    /// Takes the lines between two `---` off, where the text begins with them.
    private mutating func takeFrontMatter() -> Bool {
        guard text.hasPrefix("---\n") else { return false }
        var fields: [String: String] = [:]
        var rest = text.dropFirst(4)
        while true {
            guard let end = rest.utf8.firstIndex(of: 10) ?? (rest.isEmpty ? nil : rest.endIndex)
            else { return false }
            let line = rest[..<end]
            rest = end == rest.endIndex ? rest[end...] : rest[rest.utf8.index(after: end)...]
            if line == "---" || line == "..." { break }
            guard let colon = line.firstIndex(of: ":") else {
                let isListOrComment = line.first.map { " -#\t".contains($0) } ?? true
                if isListOrComment { continue }
                return false
            }
            let key = line[..<colon].lowercased()
            fields[key] = unquoted(line[line.index(after: colon)...])
        }
        let field: (String) -> String? = { fields[$0].flatMap { $0.isEmpty ? nil : $0 } }
        title = field("title")
        published = field("date") ?? field("published")
        outlet = field("source") ?? field("outlet")
        url = field("url")
        author = field("author")
        language = (field("language") ?? field("lang")).map(primaryLanguage)
        text = String(rest.drop(while: \.isNewline))
        return true
    }
}

/// Whether a word of a header is meant as a date: it begins with a digit or a bracket.
private func looksLikeDate(_ word: Substring) -> Bool {
    guard word.utf8.count >= 4, let first = word.utf8.first else { return false }
    return (0x30...0x39).contains(first) || first == UInt8(ascii: "[")
}

/// A value of the front matter without its quotation marks.
private func unquoted(_ value: Substring) -> String {
    var value = value.drop(while: \.isWhitespace)
    while value.last?.isWhitespace == true { value.removeLast() }
    if value.count >= 2, let first = value.first, first == value.last, first == "\"" || first == "'"
    {
        value = value.dropFirst().dropLast()
    }
    return String(value)
}

/// The date as EDTF; nil where it is none. A time of day behind a space (`2024-06-14 10:30`) falls
/// away.
func publicationDate(_ text: String) -> String? {
    if isValidEDTF(text) { return text }
    guard let space = text.firstIndex(of: " "), isValidEDTF(String(text[..<space])) else {
        return nil
    }
    let time = text[text.index(after: space)...]
    return time.first?.isNumber == true && time.contains(":") ? String(text[..<space]) : nil
}

/// The language of a BCP 47 tag without script and region: `de` for `de-AT`.
public func primaryLanguage(_ tag: String) -> String {
    let primary = tag.split(whereSeparator: { $0 == "-" || $0 == "_" }).first ?? ""
    return primary.lowercased()
}

/// Throws where the bytes are no text in UTF-8.
func checkText(_ bytes: [UInt8], name: String) throws(InputError) {
    if bytes.isEmpty { throw InputError.empty(name: name) }
    // Control characters do not stand in articles; a few stray ones are no reason to refuse.
    var controls = 0
    for byte in bytes where byte < 0x20 && byte != 9 && byte != 10 && byte != 12 && byte != 13 {
        if byte == 0 { throw InputError.binary(name: name) }
        controls += 1
    }
    if controls > 16, controls > bytes.count / 20 { throw InputError.binary(name: name) }
    if let offset = firstInvalidUTF8(bytes) {
        let line = 1 + bytes[..<offset].count(where: { $0 == 10 })
        throw InputError.notUTF8(name: name, line: line)
    }
}

/// The offset of the first byte that is not UTF-8.
private func firstInvalidUTF8(_ bytes: [UInt8]) -> Int? {
    if String(validating: bytes, as: UTF8.self) != nil { return nil }
    var low = 0
    // A cheap scan for the place, only on the way to an error message.
    while low < bytes.count {
        let length: Int
        switch bytes[low] {
        case 0..<0x80: length = 1
        case 0xC2..<0xE0: length = 2
        case 0xE0..<0xF0: length = 3
        case 0xF0..<0xF5: length = 4
        default: return low
        }
        guard low + length <= bytes.count,
            String(validating: bytes[low..<(low + length)], as: UTF8.self) != nil
        else { return low }
        low += length
    }
    return 0
}
