import Language
import Text

/// Finds the cue verbs of a segment in a language whose verb stands behind its subject, with the
/// auxiliaries before them and the particle or second verb behind them.
struct SubjectVerbCues {
    let text: AnalysedText
    let sentence: SegmentedSentence

    private var entries: [CueEntry] { text.pack.cues.entries }
    private var phrases: SubjectVerbPhrases { SubjectVerbPhrases(text: text) }

    func cue(at token: Int, _ forms: ArraySlice<CueForm>, in segment: Int) -> Cue? {
        let range = sentence.segments[segment]
        let start = groupStart(token, range)
        let group = start..<token
        let hasAuxiliary = group.contains { text.has($0, [.auxiliary, .modal]) }
        var best: Cue?
        for form in forms where entries[form.entry].kind == .verb {
            let entry = entries[form.entry]
            let particle = entry.particle == 0 ? nil : token + 1
            if let particle {
                guard particle < range.upperBound, text.tokens[particle].hash == entry.particle
                else { continue }
            }
            guard let voice = voice(form, forms, token, group, hasAuxiliary, range, entry) else {
                continue
            }
            let cue = Cue(
                entry: form.entry, verb: token,
                tokens: (start...(particle ?? token)).filter { !text.has($0, .encliticPronoun) },
                segment: segment, isPassive: voice == .passive, isVerbFinal: false,
                isParticiple: voice == .participle)
            if particle != nil { return cue }
            if best == nil
                || fits(entry, behind: token, range)
                    && !fits(entries[best!.entry], behind: token, range)
            {
                best = cue
            }
        }
        guard let best else { return nil }
        return chained(best, range) ?? best
    }

    private enum Voice { case active, passive, participle }

    /// How a form stands here; nil where it is no cue: a noun, an adjective, an infinitive.
    private func voice(
        _ form: CueForm, _ forms: ArraySlice<CueForm>, _ token: Int, _ group: Range<Int>,
        _ hasAuxiliary: Bool, _ range: Range<Int>, _ entry: CueEntry
    ) -> Voice? {
        let before = token - 1
        let isFirst = token == range.lowerBound
        switch form.shape {
        case .finite:
            if hasAuxiliary {
                // "did say", "would not call"; "has said" is the participle's.
                let isPast = forms.contains { $0.shape == .participle }
                return isPast || group.contains { text.has($0, .passiveAuxiliary) } ? nil : .active
            }
            if !isFirst, isAttributive(before, range) { return nil }
            if !isFirst, text.has(token, .nounOrVerb), text.has(before, .pronoun) { return nil }
            // ", thanks in part to": a present form without a subject before or behind it.
            if isFirst, !forms.contains(where: { $0.shape == .participle }),
                token + 1 < range.upperBound, text.has(token + 1, .preposition)
            {
                return nil
            }
            if !isFirst, text.has(before, .conjunction), text.has(token, .nounOrVerb) {
                return opensClause(token + 1, range) ? .active : nil
            }
            if text.has(token, .nounOrVerb), !isSubjectBefore(token, range) {
                return opensClause(token + 1, range) && !isFirst ? .active : nil
            }
            return .active
        case .participle:
            guard hasAuxiliary else { return nil }
            return !entry.perfectWithBe && group.contains { text.has($0, .passiveAuxiliary) }
                ? .passive : .active
        case .presentParticiple:
            if hasAuxiliary { return .active }
            if isFirst
                || text.has(range.lowerBound, .adverb) && group.lowerBound == range.lowerBound
            {
                return .participle
            }
            return opensClause(token + 1, range) && !text.has(before, [.article, .possessive])
                ? .participle : nil
        case .infinitive, .joined: return nil
        }
    }

    /// Whether the words before make an adjective or a noun of a form: "more pledged delegates",
    /// "of recently announced layoffs".
    private func isAttributive(_ before: Int, _ range: Range<Int>) -> Bool {
        var word = before
        while word > range.lowerBound, text.has(word, .adverb) { word -= 1 }
        return text.has(word, [.article, .possessive, .preposition, .infinitiveMarker])
            || text.has(word, .quantifier) && !text.has(word, .unnamed)
    }

    /// Whether the word before is a subject beyond doubt: a pronoun or a name.
    private func isSubjectBefore(_ token: Int, _ range: Range<Int>) -> Bool {
        var before = token - 1
        while before > range.lowerBound, text.has(before, .adverb) { before -= 1 }
        guard before >= range.lowerBound else { return false }
        if text.has(before, [.personalPronoun, .relativePronoun]) { return true }
        let isName = text.tokens[before].isCapitalised && text.tokens[before].kind == .word
        return isName || text.has(before, .unnamed)
    }

    /// Whether what stands here begins a content beyond doubt: "that", a quotation, a pronoun.
    private func opensClause(_ token: Int, _ range: Range<Int>) -> Bool {
        guard token < range.upperBound else {
            return token < sentence.tokens.upperBound
                && (text.tokens[token].kind == .openQuote || text.tokens[token].kind == .colon)
        }
        return text.has(token, .complementizer)
            || text.has(token, .personalPronoun) && !text.has(token, .possessive)
    }

    /// Whether the words behind are of a kind that the entry takes.
    private func fits(_ entry: CueEntry, behind token: Int, _ range: Range<Int>) -> Bool {
        let next = token + 1
        guard next < range.upperBound else { return entry.takesQuotation }
        if text.has(next, .infinitiveMarker) { return entry.takesInfinitive }
        if text.has(next, .complementizer) { return entry.takesClause }
        if entry.takesObject {
            return (next..<min(range.upperBound, next + 6)).contains {
                text.has($0, .infinitiveMarker)
            }
        }
        if entry.takesClause {
            return phrases.firstFinite(clampedRange(next, range.upperBound)) != nil
        }
        return entry.takesNoun
    }

    /// Where the verb group begins: back over auxiliaries, modals, negation and adverbs.
    private func groupStart(_ token: Int, _ range: Range<Int>) -> Int {
        var start = token
        var index = token - 1
        while index >= range.lowerBound, token - index < 6 {
            if text.has(index, [.auxiliary, .modal, .negation]), isVerbal(index) {
                start = index
            } else if !text.has(index, [.adverb, .encliticPronoun]) {
                break
            }
            index -= 1
        }
        return start
    }

    private func isVerbal(_ token: Int) -> Bool {
        text.has(token, .negation) || phrases.isFinite(token)
            || text.has(token, .auxiliary) && !text.has(token, .possessive)
    }

    /// "declined to say", "refused to discuss": the second verb belongs to the cue.
    private func chained(_ cue: Cue, _ range: Range<Int>) -> Cue? {
        guard entries[cue.entry].takesInfinitive, let last = cue.tokens.last else { return nil }
        let marker = last + 1
        guard marker + 1 < range.upperBound, text.has(marker, .infinitiveMarker) else { return nil }
        var verb = marker + 1
        while verb + 1 < range.upperBound, text.has(verb, .adverb) { verb += 1 }
        let second = text.cueForms(verb)?.first { form in
            let entry = entries[form.entry]
            return form.shape == .infinitive && entry.kind == .verb && entry.particle == 0
        }
        guard second != nil else { return nil }
        var chained = cue
        chained.tokens += Array(marker...verb)
        chained.chained = verb - marker + 1
        return chained
    }
}
