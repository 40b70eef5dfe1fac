import Language
import Text

/// Finds who speaks: the subject of a cue.
struct SubjectFinder {
    let text: AnalysedText
    let sentence: SegmentedSentence

    struct Result {
        var source: Range<Int>?
        /// What a relative pronoun in `source` stands for.
        var antecedent: Range<Int>?
        var addressee: Range<Int>?
        var isImpersonal = false
    }

    private var phrases: NounPhrases { NounPhrases(text: text) }

    /// - Parameter segment: the clause in which the cue stands.
    func subject(of cue: Cue, in segment: Range<Int>) -> Result {
        var result = Result()
        let limit = segment.upperBound
        if cue.isVerbFinal {
            let start = segment.lowerBound
            let end = min(cue.tokens[0], limit)
            if text.has(start, .relativePronoun), text.has(start, .nominative), cue.segment > 0,
                firstPhrase(start + 1, limit: end).map({
                    isDative($0) && !text.has($0.lowerBound, .nominative)
                }) ?? true
            {
                // "Stimmen, die dem Minister vorwerfen": the pronoun is the subject.
                result.source = start..<start + 1
                result.antecedent = lastPhrase(in: sentence.segments[cue.segment - 1])
                result.addressee = firstPhrase(start + 1, limit: end)
                return result
            }
            if let inside = firstPhrase(start + 1, limit: end) {
                result.source = inside
                if let other = firstPhrase(inside.upperBound, limit: end),
                    isDative(other) || takesPerson(cue)
                {
                    result.addressee = other
                }
            } else if text.has(start, .relativePronoun), cue.segment > 0 {
                result.source = lastPhrase(in: sentence.segments[cue.segment - 1])
            }
            return result
        }
        let before = segment.lowerBound..<cue.verb
        let after = firstPhrase(cue.verb + 1, limit: limit)
        var first: Range<Int>?
        if !before.isEmpty {
            var start = before.lowerBound
            while start + 1 < cue.verb, text.has(start, .conjunction) { start += 1 }
            first = phrases.forward(from: start, limit: cue.verb)
        } else if cue.segment > 0 {
            first = apposed(before: cue)
        }
        if let first, first.count == 1, text.has(first.lowerBound, .impersonal), after == nil {
            result.isImpersonal = true
            return result
        }
        if let first {
            if let after, isDative(first), !text.has(first.lowerBound, .nominative),
                !isDative(after) || isProperName(after)
            {
                result.source = after
                result.addressee = first
            } else {
                result.source = first
                if let after, isDative(after) || takesPerson(cue) {
                    result.addressee = after
                }
            }
            return result
        }
        if let after, after.count == 1, text.has(after.lowerBound, .impersonal) {
            result.isImpersonal = true
        } else if let after, after.count == 1, text.has(after.lowerBound, .personalPronoun),
            isDative(after), !text.has(after.lowerBound, .nominative)
        {
            // "teilte ihm der Minister mit"
            result.addressee = after
            result.source = firstPhrase(after.upperBound, limit: limit)
        } else {
            result.source = after
        }
        return result
    }

    /// "Der Minister, Kim X, sagte": the phrases before a verb that begins its segment.
    private func apposed(before cue: Cue) -> Range<Int>? {
        if let head = beforeRelativeClause(cue) { return head }
        let name = sentence.segments[cue.segment - 1]
        guard sentence.quotation[cue.segment - 1] == nil,
            let whole = phrases.forward(from: name.lowerBound, limit: name.upperBound),
            whole.upperBound == name.upperBound
        else { return nil }
        guard cue.segment == 2,
            let head = phrases.forward(
                from: sentence.segments[0].lowerBound, limit: sentence.segments[0].upperBound),
            head.upperBound == sentence.segments[0].upperBound
        else { return nil }
        return head.lowerBound..<whole.upperBound
    }

    /// "Der Minister, der lange schwieg, sagte": the phrase before the relative clause.
    private func beforeRelativeClause(_ cue: Cue) -> Range<Int>? {
        let index = cue.segment - 1
        guard index > 0, sentence.quotation[index] == nil, sentence.quotation[index - 1] == nil,
            text.has(sentence.segments[index].lowerBound, .relativePronoun)
                || text.has(sentence.segments[index].lowerBound, .preposition)
                    && text.has(sentence.segments[index].lowerBound + 1, .relativePronoun)
        else { return nil }
        let before = sentence.segments[index - 1]
        let head = phrases.forward(from: before.lowerBound, limit: before.upperBound)
        return head?.upperBound == before.upperBound ? head : nil
    }

    /// The first noun phrase at or behind a token that is not governed by a preposition.
    private func firstPhrase(_ start: Int, limit: Int) -> Range<Int>? {
        var index = start
        while index < limit {
            if text.has(index, .preposition), !text.has(index, .article) {
                let behind = phrases.forward(from: index + 1, limit: limit)
                index = behind?.upperBound ?? index + 1
                continue
            }
            if let phrase = phrases.forward(from: index, limit: limit) {
                if phrase.contains(where: { text.has($0, [.weekday, .month]) }) {
                    index = phrase.upperBound
                    continue
                }
                return phrase
            }
            index += 1
        }
        return nil
    }

    private func lastPhrase(in segment: Range<Int>) -> Range<Int>? {
        var last: Range<Int>?
        var index = segment.lowerBound
        while index < segment.upperBound {
            if let phrase = phrases.forward(from: index, limit: segment.upperBound) {
                last = phrase
                index = phrase.upperBound
            } else {
                index += 1
            }
        }
        return last
    }

    /// Whether an object is whom the act is aimed at: "warf Washington vor", "forderte Rom auf".
    private func takesPerson(_ cue: Cue) -> Bool { text.pack.cues.entries[cue.entry].takesObject }

    private func isDative(_ phrase: Range<Int>) -> Bool {
        guard text.has(phrase.lowerBound, .dative) else { return false }
        // "den Reportern", but not "den Vorwurf": the dative plural has an ending of its own.
        return !text.has(phrase.lowerBound, .accusative)
            || text.bytes[Int(text.tokens[phrase.upperBound - 1].end) - 1] == UInt8(ascii: "n")
    }

    private func isProperName(_ phrase: Range<Int>) -> Bool {
        text.tokens[phrase.lowerBound].isCapitalised
    }
}
