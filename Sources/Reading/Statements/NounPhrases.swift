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
                !text.has(index, [.preposition, .auxiliary, .modal, .conjunction, .adverb]),
                isFinite(index) == false
            else { return false }
            index += 1
        }
        return false
    }

    private func isFinite(_ token: Int) -> Bool {
        text.has(token, [.auxiliary, .modal])
            || text.pack.cues.forms(of: text.tokens[token].hash)?.contains {
                if case .finite = $0.shape { text.pack.cues.entries[$0.entry].kind == .verb } else {
                    false
                }
            } == true && !text.tokens[token].isCapitalised
    }

    /// The noun phrase that begins at `start`, in a language with capitalised nouns.
    func forward(from start: Int, limit: Int) -> Range<Int>? {
        guard start < limit else { return nil }
        if text.has(start, .personalPronoun), isWord(start) { return start..<start + 1 }
        var index = start
        var end = start
        while index < limit {
            let token = text.tokens[index]
            switch token.kind {
            case .word:
                if isNoun(index) {
                    index += 1
                    end = index
                    continue
                }
                if text.has(index, [.article, .possessive, .pronoun, .quantifier]) {
                    guard nounFollows(index + 1, limit) || (end == start && isLoneName(index, limit))
                    else { return finish(start, end) }
                } else if text.has(index, .conjunction) || text.has(index, .relation),
                    !text.has(index, .nameParticle) || end == start
                {
                    guard end > start, nounFollows(index + 1, limit) else {
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
                guard index + 1 < limit, isWord(index + 1) else { return finish(start, end) }
                index += 1
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

    /// The noun phrase that follows a source preposition. In a language without capitalised nouns
    /// it reaches to the end of the segment.
    func following(_ start: Int, limit: Int, _ hasNounCapitals: Bool) -> Range<Int>? {
        if hasNounCapitals { return forward(from: start, limit: limit) }
        var low = start
        if low < limit, text.has(low, .infinitiveMarker) { low += 1 }
        return low < limit ? low..<limit : nil
    }

    /// The noun phrase that ends before `end`, in a language whose nouns are in lower case: back to
    /// the first word that can stand in none. A prepositional phrase before it is left out.
    func backward(endingAt end: Int, limit: Int) -> Range<Int>? {
        var index = end
        var heads = 0
        scan: while index > limit {
            let previous = index - 1
            let token = text.tokens[previous]
            switch token.kind {
            case .word:
                if text.has(previous, [.auxiliary, .modal, .subordinator, .complementizer])
                    && !(token.isCapitalised && index < end && !text.has(previous, .subordinator)
                        && token.flags.contains(.allCaps))
                {
                    if text.has(previous, .preposition), heads > 0 { break }
                    break scan
                }
                if text.has(previous, .relativePronoun), heads > 0 { break scan }
                if text.has(previous, .personalPronoun) {
                    if index == end { return previous..<end }
                    break scan
                }
                if text.has(previous, .conjunction) {
                    guard previous > limit, index < end,
                        text.tokens[previous - 1].isCapitalised, text.tokens[index].isCapitalised
                            || text.has(index, .article)
                    else { break scan }
                }
                heads += 1
            case .number: break
            case .openBracket, .closeBracket, .other: break
            default: break scan
            }
            index = previous
        }
        // Leave out what cannot begin a noun phrase.
        while index < end, text.has(index, [.adverb, .conjunction]) || !canBegin(index) { index += 1 }
        if index < end, text.has(index, .preposition) {
            // "On Friday the minister": the phrase begins behind the prepositional phrase.
            var cut = index + 1
            while cut < end, !startsAnew(cut, after: index) { cut += 1 }
            index = cut < end ? cut : index
            if text.has(index, .preposition) {
                index += 1
            }
        }
        return index < end ? index..<end : nil
    }

    private func canBegin(_ token: Int) -> Bool {
        let kind = text.tokens[token].kind
        return kind == .word || kind == .number
    }

    private func startsAnew(_ token: Int, after preposition: Int) -> Bool {
        guard token > preposition + 1 else { return false }
        if text.has(token, [.article, .possessive]) { return !text.has(token - 1, .preposition) }
        return text.tokens[token].isCapitalised && text.has(token - 1, [.weekday, .month])
    }
}
