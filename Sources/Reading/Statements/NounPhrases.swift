import Language
import Text

/// Finds noun phrases by their outer shape: determiners, capitals, genitives, attached
/// prepositions. A stand-in for a parser, which later takes its place.
struct NounPhrases {
    let text: AnalysedText

    /// The classes that end a noun phrase.
    private static let enders: WordClasses = [
        .auxiliary, .modal, .complementizer, .subordinator, .negation,
    ]

    private func isWord(_ token: Int) -> Bool { text.tokens[token].kind == .word }

    /// Whether a token can be the head noun of a phrase in a language that writes nouns with
    /// capitals; function words at the beginning of a sentence are not.
    private func isNoun(_ token: Int) -> Bool {
        isWord(token) && text.tokens[token].isCapitalised
            && !text.has(
                token,
                [
                    .article, .pronoun, .possessive, .personalPronoun, .preposition, .conjunction,
                    .adverb, .complementizer, .subordinator, .auxiliary, .modal,
                ])
    }

    /// Whether a noun follows at `token` after at most four determiners, adjectives or numbers.
    private func nounFollows(_ token: Int, _ limit: Int) -> Bool {
        var index = token
        while index < min(limit, token + 5) {
            if isNoun(index) { return !text.has(index, [.weekday, .month]) }
            guard isWord(index) || text.tokens[index].kind == .number,
                !text.has(
                    index,
                    [.preposition, .auxiliary, .modal, .conjunction, .adverb, .personalPronoun]),
                isFinite(index) == false
            else { return false }
            index += 1
        }
        return false
    }

    private func isFinite(_ token: Int) -> Bool {
        text.has(token, [.auxiliary, .modal])
            || text.cueForms(token)?.contains {
                if case .finite = $0.shape {
                    text.pack.cues.entries[$0.entry].kind == .verb
                } else {
                    false
                }
            } == true && !text.tokens[token].isCapitalised
    }

    /// The noun phrase that begins at `start`, in a language with capitalised nouns. As a source behind
    /// a preposition it takes genitives and names only: what else follows belongs to the clause.
    func forward(from start: Int, limit: Int, isSource: Bool = false) -> Range<Int>? {
        guard start < limit else { return nil }
        if text.has(start, .personalPronoun), isWord(start) { return start..<start + 1 }
        var index = start
        var end = start
        while index < limit {
            let token = text.tokens[index]
            switch token.kind {
            case .word:
                if isNoun(index) {
                    if isSource, index == start + 1, text.has(start, .organizationNoun) {
                        return finish(start, end)
                    }
                    index += 1
                    end = index
                    continue
                }
                if text.has(index, [.article, .possessive, .pronoun, .quantifier]) {
                    // Behind a noun only a genitive goes on, behind a full name not even that.
                    if end == index, end > start,
                        !text.has(index, .genitive)
                            || end - start > 1 && isName(end - 1) && isName(end - 2)
                    {
                        return finish(start, end)
                    }
                    guard
                        nounFollows(index + 1, limit) || (end == start && isLoneName(index, limit))
                    else { return finish(start, end) }
                } else if text.has(index, .conjunction) || text.has(index, .relation),
                    !text.has(index, .nameParticle) || end == start
                {
                    guard end > start, attaches(index, limit, isSource: isSource) else {
                        return finish(start, end)
                    }
                } else if text.has(index, .nameParticle), end > start, index + 1 < limit,
                    isNoun(index + 1), !text.has(index + 1, [.weekday, .month])
                {
                    // "von der Leyen", "Kim van Dijk"
                } else if text.has(index, [.preposition, .adverb]) || isFinite(index)
                    || text.has(index, Self.enders)
                {
                    return finish(start, end)
                } else {
                    guard nounFollows(index + 1, limit), end == start || isAfterOpener(index) else {
                        return finish(start, end)
                    }
                }
                index += 1
            case .number:
                guard index + 1 < limit, isWord(index + 1), !isSource || end == start else {
                    return finish(start, end)
                }
                index += 1
            case .comma:
                // "in A, B und C"
                guard end == index, index + 2 < limit, isNoun(index + 1),
                    text.has(index + 2, .conjunction) || text.tokens[index + 2].kind == .comma
                else { return finish(start, end) }
                index += 1
            case .openQuote:
                guard
                    let close = (index..<min(limit, index + 8)).first(where: {
                        text.tokens[$0].kind == .closeQuote
                    })
                else { return finish(start, end) }
                index = close + 1
                end = index
            case .openBracket:
                guard end > start, let close = closing(index, limit) else {
                    return finish(start, end)
                }
                index = close + 1
                end = index
            default:
                return finish(start, end)
            }
        }
        return finish(start, end)
    }

    /// Whether a preposition or conjunction goes on with the phrase: "Beamte in Seoul", "der Rat von
    /// Ärzten", but not "der Minister in einer Rede".
    private func attaches(_ index: Int, _ limit: Int, isSource: Bool) -> Bool {
        guard nounFollows(index + 1, limit) else { return false }
        if text.has(index, [.nameParticle, .conjunction]) { return true }
        guard !isSource, index + 1 < limit, isNoun(index + 1) else { return false }
        return text.pack.media.kind(of: text.tokens[index + 1].hash, after: nil) == nil
            && !text.has(index + 1, [.weekday, .month])
    }

    /// A noun that is a name rather than a common noun.
    private func isName(_ token: Int) -> Bool {
        isNoun(token)
            && !text.has(token, [.commonNoun, .personNoun, .organizationNoun, .outlet, .unnamed])
    }

    private func isAfterOpener(_ token: Int) -> Bool {
        token > 0 && !isNoun(token - 1)
    }

    /// "Die Grünen", "der 17-Jährige": an article whose noun is not recognised as such.
    private func isLoneName(_ token: Int, _ limit: Int) -> Bool {
        token + 1 < limit && text.tokens[token + 1].isCapitalised
    }

    private func closing(_ open: Int, _ limit: Int) -> Int? {
        (open..<min(limit, open + 8)).first { text.tokens[$0].kind == .closeBracket }
    }

    private func finish(_ start: Int, _ end: Int) -> Range<Int>? {
        end > start ? start..<end : nil
    }
}
