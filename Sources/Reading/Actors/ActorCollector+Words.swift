import Language
import Text

/// The words and keys of names.
extension ActorCollector {
    func key(_ range: Range<Int>) -> [UInt64] { range.map { text.tokens[$0].hash } }

    /// The key of a name without the endings of its case.
    func nameKey(_ mention: NameMention) -> [UInt64] {
        if case .person = mention.kind {
            var key = key(mention.tokens)
            if mention.isGenitive, let last = genitive(mention.tokens.upperBound - 1) {
                key[key.count - 1] = last
            }
            return key
        }
        return mention.tokens.map { token in
            if token == mention.tokens.upperBound - 1, mention.isGenitive,
                let stem = genitive(token)
            {
                return stem
            }
            return inflectionHash(text, token)
        }
    }

    /// The words of a name without its genitive ending.
    func nameString(_ mention: NameMention) -> String {
        let words = string(mention.tokens)
        guard mention.isGenitive else { return words }
        for ending in text.pack.nameEndings where words.utf8.count > ending.count + 2 {
            if words.utf8.suffix(ending.count).elementsEqual(ending) {
                return String(words.dropLast(ending.count))
            }
        }
        return words
    }

    func string(_ range: Range<Int>) -> String {
        let span = text.span(range)
        // Nearly always there is one blank between two words, and no other white space.
        var isPlain = true
        var last: UInt8 = 0
        for byte in text.bytes[span.start..<span.end] {
            if byte < 0x20 || byte == 0xC2 || byte == 0xE2 || byte == 0x20 && last == 0x20 {
                isPlain = false
                break
            }
            last = byte
        }
        if isPlain { return text.string(span) }
        return text.string(span).split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }

    func tokens(of span: Span) -> Range<Int> {
        let low = text.tokens.partitionPoint { Int($0.end) > span.start }
        var end = low
        while end < text.tokens.count, Int(text.tokens[end].end) <= span.end { end += 1 }
        return low..<end
    }
}
