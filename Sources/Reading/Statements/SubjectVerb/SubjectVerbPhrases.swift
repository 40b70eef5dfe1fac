import Language
import Text

/// Noun phrases and finite verbs of a language whose nouns are in lower case, told by word classes
/// and by where they stand. A stand-in for a parser, which later takes its place.
struct SubjectVerbPhrases {
    let text: AnalysedText

    /// Whether a token is a finite verb rather than an adjective or a noun.
    func isFinite(_ token: Int) -> Bool {
        guard text.tokens[token].kind == .word else { return false }
        if text.has(token, [.auxiliary, .modal]) {
            guard text.has(token, .possessive) else { return true }
            // "'s" is a verb behind a pronoun, a genitive elsewhere.
            return token > 0 && text.has(token - 1, [.personalPronoun, .relativePronoun])
                && !text.has(token - 1, .possessive)
        }
        guard !text.tokens[token].isCapitalised, text.has(token, .finiteVerb) else { return false }
        // "the announced plan"
        return token == 0 || !text.has(token - 1, [.article, .possessive])
    }

    /// The first finite verb of a range.
    func firstFinite(_ range: Range<Int>) -> Int? { range.first(where: isFinite) }

    func isRelative(_ token: Int) -> Bool { text.has(token, .relativePronoun) }

    /// The noun phrase that ends before `end` and begins at or behind `limit`: back to the first
    /// word that can stand in none. A prepositional phrase that begins the clause is left out.
    func backward(endingAt end: Int, limit: Int) -> Range<Int>? {
        var index = end
        while index > limit, continues(index - 1, index, end) {
            index -= 1
            // "they said", but "one of them said"
            if text.has(index, .personalPronoun), index + 1 == end,
                index == limit || !text.has(index - 1, .preposition)
            {
                return index..<end
            }
        }
        while index < end, !canBegin(index) { index += 1 }
        if index < end, text.has(index, .preposition), !text.tokens[index].flags.contains(.allCaps)
        {
            var cut = index + 1
            while cut < end, !startsAnew(cut, after: index) { cut += 1 }
            guard cut < end else { return nil }
            index = cut
        }
        while index < end, !canBegin(index) { index += 1 }
        return index < end ? index..<end : nil
    }

    /// Whether a token belongs to the noun phrase that has been followed back to `index`.
    private func continues(_ token: Int, _ index: Int, _ end: Int) -> Bool {
        switch text.tokens[token].kind {
        case .number, .openBracket, .closeBracket, .other: return true
        case .word: break
        default: return false
        }
        if isFinite(token) || isRelative(token) && index == end { return false }
        if text.has(token, [.complementizer, .subordinator]), !text.has(token, .preposition) {
            return false
        }
        if text.has(token, .personalPronoun), !text.has(token, .possessive) {
            return index == end
        }
        if text.has(token, .conjunction) {
            guard index < end, token > 0 else { return false }
            let (left, right) = (text.tokens[token - 1], text.tokens[index])
            // "officials in the north and at the coast"
            if text.has(index, .preposition), left.kind == .word { return true }
            return left.isCapitalised && right.isCapitalised
                || left.kind == .word && text.has(index, [.article, .possessive, .unnamed])
                    && token > 1 && !isFinite(token - 1)
        }
        return true
    }

    private func canBegin(_ token: Int) -> Bool {
        let kind = text.tokens[token].kind
        return (kind == .word || kind == .number)
            && !text.has(token, [.adverb, .conjunction, .relativePronoun])
    }

    /// Whether the subject begins here, behind the phrase of a preposition at the clause's start.
    private func startsAnew(_ token: Int, after preposition: Int) -> Bool {
        guard token > preposition + 1 else { return false }
        if text.has(token, [.article, .possessive]), !text.has(token, .auxiliary) {
            return !text.has(token - 1, [.preposition, .article])
        }
        return text.tokens[token].isCapitalised && text.has(token - 1, [.weekday, .month])
            || text.has(token, .personalPronoun) && !text.has(token - 1, .preposition)
    }

    /// The noun phrase that begins at `start`, as far as a preposition of time, place or manner, a
    /// finite verb or a clause; and whether a finite verb stands directly behind it.
    func forward(from start: Int, limit: Int) -> Range<Int>? {
        guard start < limit else { return nil }
        if text.has(start, .personalPronoun), !text.has(start, .possessive) {
            return start..<start + 1
        }
        var index = start
        var capitals = false
        scan: while index < limit {
            let token = text.tokens[index]
            switch token.kind {
            case .word: break
            case .number, .other:
                index += 1
                continue
            case .openBracket:
                guard
                    let close = (index..<min(limit, index + 8)).first(where: {
                        text.tokens[$0].kind == .closeBracket
                    })
                else { break scan }
                index = close + 1
                continue
            default: break scan
            }
            if isFinite(index)
                || text.has(index, [.complementizer, .subordinator])
                    && !text.has(index, .preposition)
            {
                break
            }
            if text.has(index, [.weekday, .infinitiveMarker, .adverb]), index > start { break }
            if text.has(index, .personalPronoun), !text.has(index, .possessive) { break }
            if text.has(index, .preposition) {
                guard index > start, !capitals || text.has(index, .nameParticle) else { break }
            }
            if text.has(index, .conjunction) {
                guard index > start, index + 1 < limit, text.tokens[index + 1].isCapitalised
                else { break }
            }
            if token.isCapitalised { capitals = true }
            index += 1
        }
        while index > start, text.has(index - 1, [.preposition, .conjunction]) { index -= 1 }
        return index > start ? start..<index : nil
    }
}
