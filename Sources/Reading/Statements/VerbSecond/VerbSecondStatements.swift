import Language
import Text

/// Cue verbs of languages whose finite verb stands second.
extension StatementRules {
    mutating func applyVerbSecond(_ cue: Cue) -> Int? {
        let entry = text.pack.cues.entries[cue.entry]
        let segment = wholeClause(of: cue)
        let subject = SubjectFinder(text: text, sentence: sentence).subject(of: cue, in: segment)
        var draft = Draft(
            form: .indirect, act: act(cue.entry), source: subject.source,
            addressee: subject.addressee, cue: cue.ranges, content: [], frame: [segment],
            rule: .contentBehind, lemma: entry.lemma)
        draft.isImpersonal = subject.isImpersonal
        draft.antecedent = subject.antecedent
        if cue.isPassive, !entry.passiveSubjectSpeaks {
            draft.source = agent(in: segment)
            draft.isImpersonal = draft.source == nil
        }
        var opener = cue
        if let source = subject.source, source.upperBound == segment.upperBound {
            let whole = apposed(source, cue.segment)
            if draft.source == source { draft.source = whole }
            if whole != source { opener.segment += 1 }
        }
        let forward = ContentFinder(text: text, sentence: sentence, contentEnd: contentEnd)
            .verbSecond(opener, entry, quotation: quotation)
        let startsSegment =
            cue.verb == segment.lowerBound || segment.lowerBound == subject.source?.lowerBound
        if text.has(segment.lowerBound, .asWord),
            cue.isVerbFinal || segment.count > sentence.segments[cue.segment].count
        {
            let before = contentBefore(segment.lowerBound)
            if !before.isEmpty {
                draft.content = before + rest(behind: cue.segment)
            } else {
                let after = trimmed(segment.upperBound..<contentEnd)
                draft.content = after.count > 1 ? [after] : []
            }
            draft.cue.insert(segment.lowerBound..<segment.lowerBound + 1, at: 0)
            draft.rule = .asClause
        } else if !forward.isEmpty, !(startsSegment && quoteEnds(before: segment.lowerBound)) {
            draft.content = forward
        } else if !cue.isPassive, cue.segment > 0 || quoteEnds(before: segment.lowerBound),
            quoteEnds(before: segment.lowerBound)
                ? startsSegment || cue.segment == sentence.segments.count - 1
                : isTrailingFrame(cue, entry, subject.source)
        {
            draft.content = contentBefore(segment.lowerBound)
            if !draft.content.isEmpty {
                draft.content += rest(behind: opener.segment)
                draft.rule = .contentBefore
            }
        }
        if draft.content.isEmpty, entry.takesQuotation, !cue.isPassive,
            let words = quotedWords(in: segment, behind: cue.verb),
            !entry.takesClause || text.has(words.lowerBound - 1, .predicative)
        {
            draft.content = [words]
            draft.rule = .quotedWords
        }
        if draft.content.isEmpty { draft = reported(draft, cue, entry) }
        guard !draft.content.isEmpty else { return nil }
        if draft.form != .reported { draft.form = form(of: draft.content) }
        if draft.form == .indirect, draft.act.isCommitment, isInfinitive(draft.content) {
            draft.form = .reported
        }
        if draft.source == nil, !draft.isImpersonal, !cue.isPassive {
            let previous = state.drafts[firstDraft...].last?.source
            draft.source = previous ?? state.lastSource
            draft.sharesFrame = previous != nil
        }
        add(draft)
        return draft.content.map(\.upperBound).max()
    }

    /// Who does what a passive says: "wurde von der Polizei bestätigt".
    private func agent(in segment: Range<Int>) -> Range<Int>? {
        for token in segment where text.has(token, .agentMarker) {
            if let phrase = phrases.forward(
                from: token + 1, limit: segment.upperBound, isSource: true)
            {
                return phrase
            }
        }
        return nil
    }

    /// Whether a segment is nothing but a frame behind what was said: ", sagte der Minister am Montag".
    /// The verb stands first, its subject behind it, no object follows, and what stands before is a
    /// clause of its own.
    private func isTrailingFrame(_ cue: Cue, _ entry: CueEntry, _ source: Range<Int>?) -> Bool {
        let segment = sentence.segments[cue.segment]
        guard let source, cue.verb == segment.lowerBound, source.lowerBound > cue.verb,
            entry.takesClause || entry.takesQuotation,
            kind(segment.lowerBound - 1) == .comma,
            let first = sentence.segments.first,
            !text.has(first.lowerBound, [.subordinator, .preposition]),
            (0..<cue.segment).contains(where: { isFinite(in: $0) })
        else { return false }
        var index = source.upperBound
        while index < segment.upperBound {
            if text.has(index, [.article, .possessive, .quantifier]), !text.has(index, .dative),
                !text.has(index - 1, .preposition)
            {
                return false
            }
            index += 1
        }
        return true
    }

    /// The segment of a cue; where an enumeration cuts its clause ("wie Beamte in A, B und C sagten"),
    /// all segments from the word that opens it.
    func wholeClause(of cue: Cue) -> Range<Int> {
        let segment = sentence.segments[cue.segment]
        var index = cue.segment
        while index > 0, cue.segment - index < 6, sentence.quotation[index - 1] == nil,
            !text.has(sentence.segments[index].lowerBound, .asWord)
        {
            index -= 1
            if isFinite(in: index) { return segment }
        }
        let first = sentence.segments[index].lowerBound
        let isWhole = text.has(first, .asWord) || index == 0 && enumerates(cue, from: first)
        return index < cue.segment && isWhole ? first..<segment.upperBound : segment
    }

    /// "A, B und C sagten": what stands before the verb ends an enumeration that the sentence begins.
    private func enumerates(_ cue: Cue, from first: Int) -> Bool {
        let start = sentence.segments[cue.segment].lowerBound
        guard cue.verb >= start + 3, text.has(start + 1, .conjunction),
            text.tokens[start].isCapitalised, text.tokens[start + 2].isCapitalised
        else { return false }
        return phrases.forward(from: first, limit: cue.verb)?.upperBound == cue.verb
    }

    /// A source that ends its segment, with the name behind it: "sagte die Präsidentin des Amtes, Anna
    /// Schmidt, dass".
    func apposed(_ source: Range<Int>, _ segment: Int) -> Range<Int> {
        guard source.upperBound == sentence.segments[segment].upperBound, isApposition(segment + 1)
        else { return source }
        let range = sentence.segments[segment + 1]
        let end = phrases.forward(from: range.lowerBound, limit: range.upperBound)?.upperBound
        return source.lowerBound..<(end ?? source.upperBound)
    }

    /// Whether a segment between commas is a name or a role and not a clause.
    private func isApposition(_ index: Int) -> Bool {
        guard index < sentence.segments.count, sentence.quotation[index] == nil,
            kind(sentence.segments[index].lowerBound - 1) == .comma
        else { return false }
        let range = sentence.segments[index]
        let mark = kind(range.upperBound)
        return range.count <= 12 && (mark == .comma || mark == .sentenceEnd)
            && !range.contains { isFinite($0) || text.has($0, [.subjunctive, .infinitiveMarker]) }
            && !text.has(range.lowerBound, [.preposition, .conjunction, .adverb, .subordinator])
            && phrases.forward(from: range.lowerBound, limit: range.upperBound) != nil
    }

    /// The first quotation inside a clause: 'nannte den Plan „naiv“', 'bezeichnete ihn als „naiv“'.
    private func quotedWords(in segment: Range<Int>, behind verb: Int) -> Range<Int>? {
        let end = clampedRange(segment.upperBound, contentEnd).first {
            quotationAt[$0] >= 0 || text.tokens[$0].kind.isClauseMark
        }
        guard
            let first = clampedRange(verb + 1, max(segment.upperBound, (end ?? 0) + 1)).first(
                where: { quotationAt[$0] >= 0 })
        else { return nil }
        let whole = text.quotations[Int(quotationAt[first])].tokens
        return whole.lowerBound == first && whole.upperBound <= sentence.tokens.upperBound
            ? whole : nil
    }

    func isInfinitive(_ content: [Range<Int>]) -> Bool {
        content.allSatisfy { range in
            range.contains { text.has($0, .infinitiveMarker) || text.isJoinedInfinitive($0) }
                && !text.has(range.lowerBound, .complementizer)
                && !range.contains { text.has($0, .subjunctive) }
        }
    }

    /// What goes on behind a frame that is set between commas.
    func rest(behind segment: Int) -> [Range<Int>] {
        let index = segment + 1
        guard sentence.segments.indices.contains(index) else { return [] }
        let next = sentence.segments[index]
        if let quoted = quotation(next.lowerBound) { return [quoted.tokens] }
        guard sentence.quotation[0] == nil, sentence.nextBreak[index] != index,
            kind(next.lowerBound - 1) == .comma,
            !text.has(
                next.lowerBound,
                [
                    .relativePronoun, .subordinator, .conjunction, .complementizer, .preposition,
                    .asWord,
                ]),
            next.lowerBound < contentEnd,
            (index..<sentence.segments.count).contains(where: { isFinite(in: $0) })
        else { return [] }
        return [trimmed(next.lowerBound..<contentEnd)]
    }

    func quoteEnds(before token: Int) -> Bool {
        var end = token
        while end > 0, kind(end - 1) == .comma || kind(end - 1) == .dash { end -= 1 }
        return end > sentence.tokens.lowerBound && kind(end - 1) == .closeQuote
    }

    /// An act with a nominal object: "dementierte Waffengeschäfte".
    func reported(_ draft: Draft, _ cue: Cue, _ entry: CueEntry) -> Draft {
        var draft = draft
        let segment = sentence.segments[cue.segment]
        guard entry.takesNoun, let source = draft.source,
            !segment.contains(where: { token in
                text.has(token, .negation) && !(draft.act.isAnswer && isOfVerb(token))
            })
        else { return draft }
        if draft.act.isAnswer, let pointer = pointer(cue, segment, source) {
            draft.content = [pointer]
            draft.form = .reported
            draft.rule = .reportedAct
            return draft
        }
        // Things confirm much, and deny little.
        guard !cue.isPassive,
            isSpeaker(source) || draft.act == .deny && !text.has(source.upperBound - 1, .commonNoun)
        else { return draft }
        let taken = Set(cue.tokens).union(source)
        var content: [Range<Int>] = []
        for token in segment where !taken.contains(token) && token > cue.verb {
            if let last = content.last, last.upperBound == token {
                content[content.count - 1] = last.lowerBound..<token + 1
            } else {
                content.append(token..<token + 1)
            }
        }
        content = content.map { range in
            var low = range.lowerBound
            while low < range.upperBound, text.has(low, [.adverb, .negation]) { low += 1 }
            return low..<range.upperBound
        }
        content = content.map(trimmed).filter { range in
            range.contains {
                text.tokens[$0].kind == .word && text.tokens[$0].isCapitalised
                    && !text.has($0, [.weekday, .month])
            }
        }
        // The object, not what stands beside it, where the clause has one.
        let objects = content.filter { !text.has($0.lowerBound, .preposition) }
        guard let longest = (objects.isEmpty ? content : objects).max(by: { $0.count < $1.count })
        else { return draft }
        draft.content = [draft.act.isAnswer ? upToCircumstance(longest) : longest]
        // "stimmte der Resolution zu": the object is what the act is about, nobody who is addressed.
        if draft.addressee?.overlaps(longest) ?? false { draft.addressee = nil }
        draft.form = .reported
        draft.rule = .reportedAct
        return draft
    }

    /// Whether a negation is one of the clause ("bestätigte den Angriff nicht") and not of a noun ("keinen Angriff").
    private func isOfVerb(_ negation: Int) -> Bool {
        let tags = text.analysis.universalTags
        return !tags.isEmpty && (tags[negation] == .particle || tags[negation] == .adverb)
    }

    /// The object alone: "die Vorwürfe | bereits als haltlos", "den Vorwurf | am Freitag".
    private func upToCircumstance(_ object: Range<Int>) -> Range<Int> {
        guard let noun = object.first(where: { text.tokens[$0].isCapitalised }) else {
            return object
        }
        let end = (noun + 1..<object.upperBound).first { token in
            guard !text.tokens[token].isCapitalised else { return false }
            if text.has(token, [.adverb, .predicative, .negation]) { return true }
            guard token + 1 < object.upperBound else { return false }
            return text.has(token, .conjunction) && text.isFiniteVerb(token + 1)
                || text.has(token, .preposition)
                    && (text.has(token + 1, [.adverb, .weekday, .month])
                        || text.tokens[token + 1].kind == .number)
        }
        return object.lowerBound..<(end ?? object.upperBound)
    }

    /// "das", "dies", but not "davon".
    private func isPronoun(_ token: Int) -> Bool {
        let tags = text.analysis.universalTags
        return text.has(token, .anaphoric) && (tags.isEmpty || tags[token] != .adverb)
    }

    /// The pronoun that takes up what is answered: "Moskau wies das zurück", "das bestreitet Moskau", "was Moskau bestreitet".
    private func pointer(_ cue: Cue, _ segment: Range<Int>, _ source: Range<Int>) -> Range<Int>? {
        let first = segment.lowerBound
        // "was", which is no pronoun for anything but a clause, is the first word of its own.
        let isRelative =
            cue.isVerbFinal && text.has(first, .relativePronoun) && !text.has(first, .article)
            && !text.has(first, [.nominative, .dative, .genitive])
        if isRelative || !cue.isVerbFinal && isPronoun(first) && first < cue.verb,
            !source.contains(first)
        {
            return first..<first + 1
        }
        guard !cue.isPassive,
            let token = segment.first(where: {
                $0 > cue.verb && isPronoun($0) && !source.contains($0)
            })
        else { return nil }
        let next = token + 1
        let isAlone =
            next >= segment.upperBound || cue.tokens.contains(next) || source.contains(next)
            || text.has(next, [.preposition, .adverb, .predicative, .asWord, .weekday])
        return isAlone ? token..<next : nil
    }

    /// Whether a phrase can be somebody who speaks: a pronoun, a name, a noun of those who do.
    private func isSpeaker(_ source: Range<Int>) -> Bool {
        if source.contains(where: {
            text.has($0, [.personalPronoun, .personNoun, .organizationNoun, .unnamed, .outlet])
                || text.analysis.entityKind($0) != nil
        }) {
            return true
        }
        let last = source.upperBound - 1
        if text.pack.countries.match(text.tokens, at: last, limit: last + 1) != nil { return true }
        return !text.has(last, .commonNoun)
            && !text.has(source.lowerBound, [.article, .possessive, .quantifier, .pronoun])
    }
}
