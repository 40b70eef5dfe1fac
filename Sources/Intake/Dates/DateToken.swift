/// A number, a word in lower case or a mark of a text that may hold a date.
struct DateToken: Equatable {
    enum Kind: Equatable {
        case number(Int, digits: Int)
        case word(String)
        case mark(UInt8)
    }

    var kind: Kind
    /// Bytes in the text.
    var start: Int
    var end: Int

    static func tokens(_ text: String) -> [DateToken] {
        var tokens: [DateToken] = []
        let bytes = Array(text.utf8)
        var index = 0
        while index < bytes.count {
            let byte = bytes[index]
            let start = index
            if byte <= 0x20 {
                index += 1
            } else if byte >= 0x30 && byte <= 0x39 {
                var value = 0
                while index < bytes.count, bytes[index] >= 0x30 && bytes[index] <= 0x39 {
                    if index - start < 18 { value = value * 10 + Int(bytes[index] - 0x30) }
                    index += 1
                }
                tokens.append(
                    DateToken(kind: .number(value, digits: index - start), start: start, end: index)
                )
            } else if isLetter(byte) || (0xC3...0xDF ~= byte) || (0xE0...0xE1 ~= byte)
                || (0xE3...0xED ~= byte)
            {
                while index < bytes.count,
                    isLetter(bytes[index]) || (bytes[index] >= 0x80 && !isSpaceMark(bytes, index))
                {
                    index += 1
                }
                tokens.append(
                    DateToken(
                        kind: .word(lowercased(bytes[start..<index])), start: start, end: index)
                )
            } else if let length = blank(bytes, index) {
                index += length
            } else {
                index += 1
                while byte >= 0x80, index < bytes.count, bytes[index] & 0xC0 == 0x80 { index += 1 }
                tokens.append(
                    DateToken(kind: .mark(mark(bytes[start..<index])), start: start, end: index))
            }
        }
        return tokens
    }

    private static func lowercased(_ word: ArraySlice<UInt8>) -> String {
        if word.contains(where: { $0 >= 0x80 }) {
            return String(decoding: word, as: UTF8.self).lowercased()
        }
        return String(unsafeUninitializedCapacity: word.count) { buffer in
            _ = buffer.initialize(fromContentsOf: word)
            for index in buffer.indices.prefix(word.count) { buffer[index] |= 0x20 }
            return word.count
        }
    }

    /// The length of a blank beyond ASCII that begins at a place: those that break no line, thin ones, and marks of
    /// the direction of writing.
    private static func blank(_ bytes: [UInt8], _ index: Int) -> Int? {
        if bytes[index] == 0xC2, index + 1 < bytes.count, bytes[index + 1] == 0xA0 { return 2 }
        guard bytes[index] == 0xE2, index + 2 < bytes.count, bytes[index + 1] == 0x80,
            (0x80...0x8F).contains(bytes[index + 2]) || bytes[index + 2] == 0xAF
        else { return nil }
        return 3
    }

    /// A mark as one byte. Dashes are hyphens, and the apostrophe of typography is the one of ASCII; of other marks
    /// beyond ASCII the last byte stands for them.
    private static func mark(_ bytes: ArraySlice<UInt8>) -> UInt8 {
        guard bytes.count == 3, bytes.first == 0xE2, bytes.dropFirst().first == 0x80 else {
            return bytes.last!
        }
        switch bytes.last! {
        case 0x90...0x93: return UInt8(ascii: "-")
        case 0x98, 0x99: return UInt8(ascii: "'")
        case let last: return last
        }
    }

    private static func isSpaceMark(_ bytes: [UInt8], _ index: Int) -> Bool {
        let byte = bytes[index]
        return byte == 0xE2 || byte == 0xC2
    }
}
