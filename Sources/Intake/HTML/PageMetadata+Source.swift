import Foundation

/// What is looked for in the bytes of the page, since the tree does not keep it.
extension PageMetadata {
    /// A value in a script, or in an attribute that holds one, and the name before it.
    struct NamedValue {
        var name: String
        var text: String
    }

    /// Short values with a digit, and the names before them: `"publishedAt":"2024-06-14T10:30:00Z"`,
    /// `publishDate: '14.06.2024'`, `pub_date\":1718353800`, `&quot;created&quot;:&quot;2024-06-14&quot;`.
    /// - Complexity: O(n).
    func namedMoments(where isWanted: (_ name: String) -> Bool) -> [NamedValue] {
        var found: [NamedValue] = []
        source.withUnsafeBufferPointer { bytes in
            for place in bytes.indices.dropLast(8)
            where bytes[place] == UInt8(ascii: ":") || bytes[place] == UInt8(ascii: "=") {
                guard let name = name(bytes, endingAt: place) else { continue }
                let start = afterQuotes(bytes, place + 1)
                guard start + 8 < bytes.count else { continue }
                let lower = name.lowercased()
                guard isWanted(lower) else { continue }
                let isQuoted = start > place + 1 && bytes[start - 1] > 0x20
                let value = bytes[start...].prefix(40).prefix { byte in
                    !"\"'\\&<>{}[]();".utf8.contains(byte)
                        && (isQuoted || byte != UInt8(ascii: ","))
                }
                guard value.contains(where: { $0 &- 48 < 10 }) else { continue }
                found.append(
                    NamedValue(name: lower, text: String(decoding: value, as: UTF8.self)))
            }
        }
        return found
    }

    /// The texts of short comments of the page that hold a digit.
    var comments: [String] {
        let mark = UInt8(ascii: "<")
        var found: [String] = []
        source.withUnsafeBufferPointer { bytes in
            var index = 0
            while index < bytes.count, let place = bytes[index...].firstIndex(of: mark) {
                index = place + 1
                guard bytes[index...].starts(with: "!--".utf8) else { continue }
                let text = bytes[(index + 3)...].prefix(200)
                guard let end = text.firstIndex(of: UInt8(ascii: ">")),
                    text[..<end].contains(where: { $0 &- 48 < 10 })
                else { continue }
                found.append(String(decoding: text[..<end], as: UTF8.self))
            }
        }
        return found
    }

    /// The place behind blanks and quotation marks, written plainly, escaped or as an entity.
    private func afterQuotes(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int) -> Int {
        var index = start
        while index < bytes.count {
            if isQuote(bytes[index]) {
                index += 1
            } else if bytes[index] == UInt8(ascii: "&"),
                let end = bytes[index...].prefix(7).firstIndex(of: UInt8(ascii: ";"))
            {
                index = end + 1
            } else {
                return index
            }
        }
        return index
    }

    private func isQuote(_ byte: UInt8) -> Bool {
        byte <= 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'")
            || byte == UInt8(ascii: "\\")
    }

    /// The name before a colon, without its quotation marks. Only names that end like `date`, `published`, `createdAt`
    /// or `postedOn` are looked at.
    private func name(_ bytes: UnsafeBufferPointer<UInt8>, endingAt place: Int) -> String? {
        var end = place
        while end > 0, isQuote(bytes[end - 1]) { end -= 1 }
        if end > 0, bytes[end - 1] == UInt8(ascii: ";"),
            let start = bytes[..<end].suffix(7).lastIndex(of: UInt8(ascii: "&"))
        {
            end = start
        }
        guard end > 3, "edtn".utf8.contains(bytes[end - 1] | 0x20) else { return nil }
        let name = bytes[..<end].suffix(40).reversed().prefix { byte in
            byte | 0x20 &- 97 < 26 || byte &- 48 < 10 || "_-.:".utf8.contains(byte)
        }
        return name.count < 6 ? nil : String(decoding: name.reversed(), as: UTF8.self)
    }
}
