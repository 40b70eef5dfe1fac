import Language
import Text

/// Finds the content that follows a cue in its sentence.
struct ContentFinder {
    let text: AnalysedText
    let sentence: SegmentedSentence
    let contentEnd: Int

    typealias QuotationAt = (Int) -> (index: Int, tokens: Range<Int>)?

    private func kind(_ token: Int) -> TokenKind? {
        text.tokens.indices.contains(token) ? text.tokens[token].kind : nil
    }

    /// dass-clause, verb-second Konjunktiv, infinitive clause, quotation.
    func verbSecond(_ cue: Cue, _ entry: CueEntry, quotation: QuotationAt) -> [Range<Int>] {
        let segment = sentence.segments[cue.segment]
        guard sentence.segments.indices.contains(cue.segment + 1) else {
            return colonAtEnd(segment, quotation)
        }
        let next = sentence.segments[cue.segment + 1]
        let mark = kind(segment.upperBound)
        if mark == .colon {
            if let quoted = quotation(next.lowerBound) { return [quoted.tokens] }
            return [next.lowerBound..<contentEnd]
        }
        if let quoted = quotation(next.lowerBound), entry.takesQuotation {
            if mark == .comma || quoted.tokens.count > 3 {
                return next.upperBound + 1 >= contentEnd || mark != .comma
                    ? [quoted.tokens] : [next.lowerBound..<end(cue)]
            }
            return []
        }
        guard mark == .comma else { return [] }
        let end = end(cue)
        let rest = next.lowerBound..<max(end, next.upperBound)
        if text.has(next.lowerBound, .complementizer), !text.has(next.lowerBound, .article) {
            return entry.takesClause ? [beforeCoordination(rest)] : []
        }
        // A finite verb in front is the main clause of what stands before: "wenn …, hätte er".
        if text.isFiniteVerb(next.lowerBound) { return [] }
        if entry.takesClause, !text.has(next.lowerBound, .subordinator),
            rest.contains(where: { text.has($0, .subjunctive) }),
            !text.has(next.lowerBound, .conjunction), !isRelativeClause(next)
        {
            return [rest]
        }
        if entry.takesInfinitive, isInfinitiveClause(rest) { return [rest] }
        if entry.takesClause, entry.takesQuotation, !cue.isVerbFinal, !cue.isPassive,
            text.tokens[next.lowerBound].kind == .word,
            !text.has(
                next.lowerBound,
                [.relativePronoun, .conjunction, .subordinator, .asWord, .preposition]),
            next.contains(where: {
                text.has($0, [.auxiliary, .modal, .finiteVerb]) && !text.tokens[$0].isCapitalised
            }), next.count > 3
        {
            return [rest]
        }
        return []
    }

    /// A verb-final clause up to where the main clause goes on: "dass er komme und weigerte sich". In
    /// a verb-final clause no finite verb stands right behind "und" with more behind it.
    private func beforeCoordination(_ content: Range<Int>) -> Range<Int> {
        for token in content.dropFirst(3)
        where text.has(token, .conjunction) && token + 2 < content.upperBound
            && text.isFiniteVerb(token + 1) && !text.has(token + 1, .subjunctive)
            && kind(token + 2) == .word && text.isFiniteVerb(token - 1)
        {
            return content.lowerBound..<token
        }
        return content
    }

    /// Whether a segment is a clause about the noun before it: its finite verb stands last.
    private func isRelativeClause(_ segment: Range<Int>) -> Bool {
        text.has(segment.lowerBound, .relativePronoun) && segment.count > 2
            && text.has(segment.upperBound - 1, [.finiteVerb, .subjunctive, .auxiliary, .modal])
            && !segment.dropLast().dropFirst().contains {
                text.has($0, [.finiteVerb, .subjunctive, .modal]) && !text.tokens[$0].isCapitalised
            }
    }

    private func isInfinitiveClause(_ range: Range<Int>) -> Bool {
        range.contains { text.has($0, .infinitiveMarker) && kind($0 + 1) == .word }
            || range.contains(where: text.isJoinedInfinitive)
    }

    /// "X sagte:" as a line of its own, the quotation in the next.
    private func colonAtEnd(_ segment: Range<Int>, _ quotation: QuotationAt) -> [Range<Int>] {
        guard kind(segment.upperBound) == .colon,
            let quoted = quotation(segment.upperBound + 1)
        else { return [] }
        return [quoted.tokens]
    }

    /// Where a content ends: before a segment that a cue with elided subject or "so" begins.
    private func end(_ cue: Cue) -> Int {
        let behind = cue.segment + 2
        guard behind < sentence.segments.count else { return contentEnd }
        let next = sentence.nextBreak[behind]
        return next < sentence.segments.count ? sentence.segments[next].lowerBound - 1 : contentEnd
    }
}
