import Language
import Text

/// Subjects behind their verb, as they stand behind what was said.
extension SubjectVerbClause {
    /// "said X": the subject behind a cue that begins its segment.
    func inverted(_ cue: Cue, _ entry: CueEntry, _ segment: Range<Int>) -> Range<Int>? {
        guard let first = cue.tokens.first, let last = cue.tokens.last,
            cue.tokens.count == 1 || text.pack.manifest.invertsWholeVerb, !cue.isParticiple,
            entry.takesClause || entry.takesQuotation, first > sentence.tokens.lowerBound,
            (segment.lowerBound..<first).allSatisfy({ text.has($0, .adverb) })
        else { return nil }
        let quoted = isQuotedBefore(segment)
        func isBehindClause() -> Bool {
            cue.segment > 0 && !entry.takesAddressee
                && phrases.firstFinite(sentence.tokens.lowerBound..<segment.lowerBound) != nil
        }
        let pronoun = (first...last + 1).first {
            $0 < segment.upperBound && text.has($0, .encliticPronoun)
        }
        if let pronoun, quoted || isBehindClause() { return pronoun..<pronoun + 1 }
        let start = invertedStart(behind: last, segment.upperBound)
        guard let phrase = phrases.forward(from: start, limit: segment.upperBound),
            text.tokens[phrase.lowerBound].isCapitalised
                || text.has(
                    phrase.lowerBound,
                    [.article, .possessive, .personalPronoun, .unnamed, .pronoun])
                || text.has(phrase.lowerBound, .quantifier)
                || text.tokens[phrase.lowerBound].kind == .word
        else { return nil }
        if text.has(phrase.lowerBound, [.preposition, .adverb, .complementizer, .infinitiveMarker])
        {
            return nil
        }
        let behind = clampedRange(phrase.upperBound, segment.upperBound)
        if let verb = phrases.firstFinite(behind),
            !(behind.lowerBound..<verb).contains(where: phrases.isRelative)
        {
            return nil
        }
        guard quoted || isBehindClause() else { return nil }
        return phrase.upperBound == segment.upperBound ? apposed(phrase, cue.segment) : phrase
    }

    /// Where a subject behind its verb begins. A language that puts the whole verb before it may put
    /// times and phrases with a preposition between ("a estimé jeudi dans un entretien le maire").
    private func invertedStart(behind verb: Int, _ limit: Int) -> Int {
        var start = verb + 1
        guard text.pack.manifest.invertsWholeVerb else { return start }
        while start < limit, text.has(start, [.adverb, .weekday]) { start += 1 }
        guard start < limit, text.has(start, .preposition) else { return start }
        return (start + 1..<limit).dropFirst().first {
            text.has($0, [.article, .possessive]) && !text.has($0, .preposition)
                && !text.has($0 - 1, [.preposition, .article, .possessive])
        } ?? start
    }

    /// A noun phrase with the appositions that follow it.
    private func apposed(_ phrase: Range<Int>, _ segment: Int) -> Range<Int> {
        var end = phrase.upperBound
        var index = segment + 1
        while index < sentence.segments.count, index <= segment + 3,
            kind(end) == .comma, isApposition(index)
        {
            end = sentence.segments[index].upperBound
            index += 1
        }
        return phrase.lowerBound..<end
    }

    /// A segment that can stand between a name and what follows: no finite verb, no new clause.
    private func isApposition(_ index: Int) -> Bool {
        let range = sentence.segments[index]
        guard sentence.quotation[index] == nil, sentence.cues[index].isEmpty else { return false }
        let first = range.lowerBound
        return phrases.firstFinite(range) == nil && !phrases.isRelative(first)
            && !text.has(first, [.conjunction, .subordinator, .adverb])
            && !text.has(first, .preposition)
    }
}
