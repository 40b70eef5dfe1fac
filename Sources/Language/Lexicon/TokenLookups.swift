package import Text

extension Lexicon {
    /// What the lexicon says of each token of a text.
    package func lookUps(_ text: AnalysedText) -> [Lookup] {
        var result = [Lookup](repeating: Lookup(), count: text.tokens.count)
        var seen = SeenForms()
        text.bytes.withUnsafeBufferPointer { bytes in
            for sentence in text.sentences {
                var isInitial = true
                for index in sentence.tokens {
                    let token = text.tokens[index]
                    guard token.kind == .word else {
                        // What stands behind a quotation mark or a dash may begin a sentence too.
                        if token.kind != .comma {
                            isInitial =
                                isInitial || token.kind == .openQuote || token.kind == .colon
                        }
                        continue
                    }
                    let form = UnsafeBufferPointer(
                        rebasing: bytes[Int(token.start)..<Int(token.end)])
                    let known = seen.enter(token, index, isInitial: isInitial, bytes)
                    result[index] = known.map { result[$0] } ?? lookUp(form, isInitial: isInitial)
                    isInitial = false
                }
            }
        }
        return result
    }
}

/// What the lexicon says of the tokens of a text, in terms of the parser. A class, as `Lexicon` is.
package final class LexicalContext {
    package let lexicon: Lexicon
    package let lookUps: [Lexicon.Lookup]
    /// The parser's tag for each tag of the lexicon; 255 for none.
    package let parserTags: [UInt8]

    package init(lexicon: Lexicon, lookUps: [Lexicon.Lookup], parserTags: [UInt8]) {
        self.lexicon = lexicon
        self.lookUps = lookUps
        self.parserTags = parserTags
    }
}

/// For each of some names its place among others; 255 where it is not there.
package func places(of names: [String], in others: [String]) -> [UInt8] {
    names.map { name in others.firstIndex(of: name).map { UInt8($0) } ?? 255 }
}
