import Language
import Text

/// Sources in phrases: "laut X", "nach Angaben von X", "according to X", and ", so X" behind a content.
extension StatementRules {
    /// A source in a prepositional phrase: the rest of the sentence is its content.
    mutating func prepositional(_ segment: Int) -> Bool {
        let range = sentence.segments[segment]
        for token in range {
            guard let forms = text.cueForms(token) else { continue }
            for form in forms {
                let entry = text.pack.cues.entries[form.entry]
                var cue: Range<Int>?
                var source: Range<Int>?
                switch entry.kind {
                case .preposition:
                    var start = token + 1
                    if entry.particle != 0 {
                        guard start < range.upperBound, text.tokens[start].hash == entry.particle
                        else { continue }
                        start += 1
                    }
                    source =
                        verbSecond
                        ? phrases.forward(from: start, limit: range.upperBound, isSource: true)
                        : followingPreposition(start, range.upperBound)
                    cue = token..<(verbSecond ? start : source?.lowerBound ?? start)
                case .postposition:
                    guard token > range.lowerBound else { continue }
                    var start = token - 1
                    while start > range.lowerBound, text.tokens[start - 1].kind == .word,
                        !text.has(start - 1, [.auxiliary, .modal, .conjunction])
                    { start -= 1 }
                    source = start..<token
                    cue = token..<token + 1
                case .noun where verbSecond && entry.marksSource:
                    guard token > range.lowerBound, text.has(token - 1, .asWord) == false,
                        text.pack.cues.isSourcePreposition(
                            text.tokens[previousPreposition(token, range)].hash)
                    else { continue }
                    let preposition = previousPreposition(token, range)
                    guard preposition + 3 > token else { continue }
                    source = phrases.forward(
                        from: preposition + 1, limit: range.upperBound, isSource: true)
                    cue = preposition..<preposition + 1
                    // "nach Angaben von n24": a name that is not written as one.
                    if source?.upperBound == token + 1, token + 2 < range.upperBound,
                        text.has(token + 1, .nameParticle), !text.has(token + 1, .article)
                    {
                        source = (source?.lowerBound ?? token)..<token + 3
                    }
                    // "nach Angaben der Polizei": who gave them is the source; a report is one itself.
                    if let whole = source, token + 1 < whole.upperBound,
                        !text.has(token, .document),
                        text.has(token + 1, [.genitive, .preposition])
                    {
                        let start = text.has(token + 1, .preposition) ? token + 2 : token + 1
                        if start < whole.upperBound {
                            source = start..<whole.upperBound
                            cue = preposition..<token + 1
                        }
                    }
                default: continue
                }
                guard let cue, var source, !source.isEmpty else { continue }
                if verbSecond { source = apposed(source, segment) }
                let low = min(cue.lowerBound, source.lowerBound)
                let high = max(cue.upperBound, source.upperBound)
                return surround(
                    low..<high, in: segment, cue: cue, source: source, entry: form.entry)
            }
        }
        return false
    }

    /// What stands behind "according to": the rest of the segment.
    func followingPreposition(_ start: Int, _ limit: Int) -> Range<Int>? {
        let low = start < limit && text.has(start, .infinitiveMarker) ? start + 1 : start
        guard low < limit, !text.has(low, .relativePronoun) || text.has(low, .personalPronoun)
        else { return nil }
        return low..<limit
    }

    func previousPreposition(_ token: Int, _ range: Range<Int>) -> Int {
        var index = token - 1
        while index > range.lowerBound, token - index < 3, !text.has(index, .preposition) {
            index -= 1
        }
        return index
    }

    /// The clause without the phrase is the content.
    mutating func surround(
        _ phrase: Range<Int>, in segment: Int, cue: Range<Int>, source: Range<Int>, entry: Int
    ) -> Bool {
        var content: [Range<Int>] = []
        let clause = clause(of: segment)
        let before = trimmed(clampedRange(clause.lowerBound, phrase.lowerBound))
        let after = trimmed(clampedRange(phrase.upperBound, clause.upperBound))
        if before.count > 1 { content.append(before) }
        if after.count > 1 { content.append(after) }
        guard !content.isEmpty else { return false }
        add(
            Draft(
                form: form(of: content), act: act(entry), source: source, cue: [cue],
                content: content, frame: [phrase], rule: .sourcePhrase))
        return true
    }

    /// The clause to which a segment belongs: back to a clause with a finite verb of its own; to the
    /// segment's end where it is a relative clause, else to the end of the sentence.
    func clause(of segment: Int) -> Range<Int> {
        guard verbSecond else { return sentence.tokens.lowerBound..<contentEnd }
        var first = segment
        let opensClause: (Int) -> Bool = { [text] in
            text.has($0, [.relativePronoun, .subordinator, .complementizer])
        }
        if segment > 0, opensClause(sentence.segments[segment].lowerBound),
            isFinite(in: segment)
        {
            return sentence.segments[segment]
        }
        while first > 0 {
            let range = sentence.segments[first]
            let mark = kind(range.lowerBound - 1)
            if mark == .colon || mark == .semicolon { break }
            if sentence.quotation[first - 1] == nil, isFinite(in: first - 1), isFinite(in: first),
                !opensClause(sentence.segments[first - 1].lowerBound),
                !isFinite(range.lowerBound)
            {
                break
            }
            first -= 1
        }
        return sentence.segments[first].lowerBound..<contentEnd
    }

    mutating func quotative(_ segment: Int) -> Bool {
        let range = sentence.segments[segment]
        guard segment > 0, range.count >= 2, text.has(range.lowerBound, .quotative),
            text.cueForms(range.lowerBound + 1)?.isEmpty ?? true,
            var source = phrases.forward(from: range.lowerBound + 1, limit: range.upperBound)
        else { return false }
        var cue = range.lowerBound..<range.lowerBound + 1
        // "so die Darstellung der Behörden": the noun belongs to the cue, its genitive is the source.
        if let noun = source.prefix(3).first(where: text.isCueNoun), noun + 1 < source.upperBound {
            cue = cue.lowerBound..<noun + 1
            let start = text.has(noun + 1, .preposition) && noun + 2 < source.upperBound ? 2 : 1
            source = noun + start..<source.upperBound
        }
        source = apposed(source, segment)
        let content = contentBefore(range.lowerBound)
        guard !content.isEmpty else { return false }
        add(
            Draft(
                form: form(of: content), act: .state, source: source, cue: [cue],
                content: content,
                frame: [range.lowerBound..<max(range.upperBound, source.upperBound)],
                rule: .quotative))
        return true
    }

    /// "Die Ministerin am Freitag: „…“": a source, a colon and a quotation, without a verb.
    mutating func announced(_ segment: Int) -> Bool {
        let range = sentence.segments[segment]
        guard segment == 0, range.count <= 12, kind(range.upperBound) == .colon,
            sentence.cues[segment].isEmpty,
            !range.contains(where: { text.has($0, [.finiteVerb, .auxiliary, .modal]) }),
            let quoted = quotation(range.upperBound + 1),
            quoted.tokens.lowerBound == range.upperBound + 1,
            let source = verbSecond
                ? phrases.forward(from: range.lowerBound, limit: range.upperBound, isSource: true)
                : SubjectVerbPhrases(text: text).forward(
                    from: range.lowerBound, limit: range.upperBound),
            text.tokens[source.upperBound - 1].isCapitalised
                || source.contains(where: { text.has($0, [.personNoun, .unnamed]) })
        else { return false }
        add(
            Draft(
                form: .direct, act: .state, source: source,
                cue: [range.upperBound..<range.upperBound + 1], content: [quoted.tokens],
                frame: [range], rule: .colon))
        return true
    }

    /// A quotation that is signed: „Wir gehen nicht.“ – Anna Klein, Ministerin. The signature ends its
    /// paragraph, and opens with a name or role; it may be a sentence or a line of its own.
    mutating func signed() -> Bool {
        guard
            let dash = sentence.tokens.first(where: {
                kind($0) == .dash && quotationAt[$0] < 0 && $0 > 0 && kind($0 - 1) == .closeQuote
            }), dash == sentence.tokens.lowerBound || quotation(sentence.tokens.lowerBound) != nil,
            let quoted = quotation(dash - 1), !state.used[quoted.index],
            startsSentence(quoted.tokens)
        else { return false }
        let end = sentence.tokens.upperBound
        guard
            end == text.tokens.count || text.tokens[end].flags.contains(.paragraphStart)
        else { return false }
        let words = trimmed(dash + 1..<end)
        let source = words.prefix { !text.tokens[$0].kind.isClauseMark && kind($0) != .openBracket }
        guard let first = source.first, let last = source.last, words.count <= 12,
            text.tokens[first].isCapitalised, source.allSatisfy({ kind($0) == .word }),
            source.contains(where: namesSomebody),
            !words.contains(where: {
                quotationAt[$0] >= 0 || text.has($0, [.finiteVerb, .auxiliary, .modal])
            })
        else { return false }
        add(
            Draft(
                form: .direct, act: .state, source: first..<last + 1, cue: [dash..<dash + 1],
                content: [quoted.tokens], frame: [dash..<words.upperBound], rule: .signature))
        return true
    }

    private func namesSomebody(_ token: Int) -> Bool {
        text.has(token, [.personNoun, .organizationNoun, .title, .maleName, .femaleName])
            || [.person, .organization].contains(text.analysis.entityKind(token))
    }
}
