import Text

/// Where sentences begin and end.
extension Segmenter {
    func sentences(_ tokens: [Token]) -> [Sentence] {
        var sentences: [Sentence] = []
        var start = 0
        var index = 0
        while index < tokens.count {
            if index > start, tokens[index].flags.contains(.paragraphStart) {
                sentences.append(Sentence(tokens: start..<index))
                start = index
            }
            var end = index + 1
            let token = tokens[index]
            let stops =
                token.kind == .sentenceEnd
                || (token.flags.contains(.hasStop) && abbreviationEnds(tokens, index))
            if stops {
                // A closing mark may stand behind a narrow blank: « … . »
                while end < tokens.count,
                    tokens[end].kind == .closeQuote
                        && !tokens[end].flags.contains(.paragraphStart)
                        || (tokens[end].kind == .sentenceEnd || tokens[end].kind == .closeBracket)
                            && !tokens[end].flags.contains(.spaceBefore)
                {
                    end += 1
                }
                end = behindReference(tokens, end)
                if end < tokens.count, begins(tokens[end]) || isGlued(tokens, index, end) {
                    sentences.append(Sentence(tokens: start..<end))
                    start = end
                }
            }
            index = end
        }
        if start < tokens.count { sentences.append(Sentence(tokens: start..<tokens.count)) }
        return sentences
    }

    /// The token behind a number in brackets that stands behind the end of a sentence: a reference to
    /// a note ("… in 1805. [6] His …").
    private func behindReference(_ tokens: [Token], _ index: Int) -> Int {
        guard index + 2 < tokens.count, tokens[index].kind == .openBracket,
            tokens[index + 1].kind == .number, tokens[index + 2].kind == .closeBracket,
            !tokens[index].flags.contains(.paragraphStart),
            tokens[index].end == tokens[index + 1].start,
            tokens[index + 1].end - tokens[index + 1].start <= 3
        else { return index }
        return index + 3
    }

    /// Whether a token that has a full stop of its own ends a sentence all the same: only where a
    /// capitalised word of those that begin sentences follows.
    private func abbreviationEnds(_ tokens: [Token], _ index: Int) -> Bool {
        guard index + 1 < tokens.count, tokens[index].kind == .word else { return false }
        let next = tokens[index + 1]
        if pack.words.classes(of: tokens[index].hash).contains(.title) { return false }
        return next.isCapitalised && next.flags.contains(.spaceBefore)
            && !pack.words.classes(of: next.hash).isDisjoint(with: .sentenceStarters)
    }

    /// "kam.Dann": see `isGlued` of bytes.
    private func isGlued(_ tokens: [Token], _ stop: Int, _ next: Int) -> Bool {
        stop > 0 && next == stop + 1 && tokens[next].kind == .word && tokens[next].isCapitalised
            && tokens[stop].end == tokens[next].start && tokens[stop - 1].kind == .word
            && tokens[stop - 1].end - tokens[stop - 1].start >= 3
    }

    private func begins(_ token: Token) -> Bool {
        if token.flags.contains(.paragraphStart) { return true }
        guard token.flags.contains(.spaceBefore) else { return false }
        switch token.kind {
        case .word: return token.isCapitalised
        case .number, .openQuote, .openBracket, .url: return true
        default: return false
        }
    }
}

extension WordClasses {
    /// The words that, when capitalised, are likelier to begin a sentence than to be a noun or name.
    static let sentenceStarters: WordClasses = [
        .article, .pronoun, .personalPronoun, .possessive, .preposition, .subordinator, .adverb,
        .conjunction, .impersonal, .quantifier,
    ]
}
