package import Text

extension Lexicon {
    /// What the lexicon says of each token of a text.
    package func lookUps(_ text: AnalysedText) -> [Lookup] {
        var result = [Lookup](repeating: Lookup(), count: text.tokens.count)
        memories.withMemory { memory in
            text.bytes.withUnsafeBufferPointer { lookUp(text, $0, memory, into: &result) }
        }
        return result
    }

    private func lookUp(
        _ text: AnalysedText, _ bytes: UnsafeBufferPointer<UInt8>, _ memory: FormMemory<Lookup>,
        into result: inout [Lookup]
    ) {
        for sentence in text.sentences {
            var isInitial = true
            for index in sentence.tokens {
                let token = text.tokens[index]
                let next = index + FormMemory<Lookup>.ahead
                if next < text.tokens.count { memory.fetch(text.tokens[next], mark: 0) }
                guard token.kind == .word else {
                    // What stands behind a quotation mark or a dash may begin a sentence too.
                    if token.kind != .comma {
                        isInitial =
                            isInitial || token.kind == .openQuote || token.kind == .colon
                    }
                    continue
                }
                result[index] = lookUp(token, isInitial: isInitial, bytes, memory)
                isInitial = false
            }
        }
    }

    @inline(__always)
    private func lookUp(
        _ token: Token, isInitial: Bool, _ bytes: UnsafeBufferPointer<UInt8>,
        _ memory: FormMemory<Lookup>
    ) -> Lookup {
        memory.value(token, mark: isInitial ? 1 : 0, bytes) {
            lookUp(
                UnsafeBufferPointer(rebasing: bytes[Int(token.start)..<Int(token.end)]),
                isInitial: isInitial)
        }
    }

    /// What the lexicon says of one token.
    func lookUp(
        _ token: Token, isInitial: Bool, _ bytes: UnsafeBufferPointer<UInt8>
    ) -> Lookup {
        memories.withMemory { lookUp(token, isInitial: isInitial, bytes, $0) }
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
