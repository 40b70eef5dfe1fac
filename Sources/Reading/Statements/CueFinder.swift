import Language
import Text

/// Finds the cue verbs of a segment, with the particle or participle that belongs to them.
struct CueFinder {
    let text: AnalysedText
    let sentence: SegmentedSentence

    private var entries: [CueEntry] { text.pack.cues.entries }

    func cues(in segment: Int) -> [Cue] {
        let range = sentence.segments[segment]
        var found: [Cue] = []
        for token in range {
            guard text.tokens[token].kind == .word,
                !text.tokens[token].isCapitalised || token == sentence.tokens.lowerBound,
                !isMarkup(token),
                let forms = text.cueForms(token)
            else { continue }
            if let cue = cue(at: token, forms, segment, range),
                !found.contains(where: { !Set($0.tokens).isDisjoint(with: cue.tokens) })
            {
                found.append(cue)
            }
        }
        return found
    }

    /// Whether a word is glued to a sign before it: a tag, a handle, a part of an address.
    private func isMarkup(_ token: Int) -> Bool {
        token > 0 && text.tokens[token - 1].kind == .other
            && !text.tokens[token].flags.contains(.spaceBefore)
    }

    private func cue(
        at token: Int, _ forms: ArraySlice<CueForm>, _ segment: Int, _ range: Range<Int>
    ) -> Cue? {
        text.pack.wordOrder == .verbSecond
            ? verbSecond(token, forms, segment, range)
            : SubjectVerbCues(text: text, sentence: sentence).cue(at: token, forms, in: segment)
    }

    // MARK: Verb-second languages

    private func verbSecond(
        _ token: Int, _ forms: ArraySlice<CueForm>, _ segment: Int, _ range: Range<Int>
    ) -> Cue? {
        var plain: Cue?
        for form in forms where entries[form.entry].kind == .verb {
            let entry = entries[form.entry]
            switch form.shape {
            case .finite where isInfinitiveHere(token, forms, range): continue
            case .finite:
                if entry.particle == 0 {
                    if plain == nil {
                        plain = Cue(
                            entry: form.entry, verb: token, tokens: [token], segment: segment,
                            isPassive: false, isVerbFinal: isFinal(token, segment))
                    }
                } else if let particle = particle(entry, after: token, range) {
                    return Cue(
                        entry: form.entry, verb: token, tokens: [token, particle],
                        segment: segment, isPassive: false, isVerbFinal: false)
                }
            case .joined:
                return Cue(
                    entry: form.entry, verb: token, tokens: [token], segment: segment,
                    isPassive: false, isVerbFinal: true)
            case .participle
            where entry.isWrittenApart
                && (token == range.lowerBound || text.tokens[token - 1].hash != entry.particle):
                continue
            case .participle:
                // "hat … gesagt", "wird … zitiert"; the perfect's auxiliary is in the segment.
                guard
                    let auxiliary = range.first(where: { text.has($0, .auxiliary) && $0 != token })
                else {
                    if let cue = elliptic(token, form, segment, range) { return cue }
                    continue
                }
                if isFinite(forms), auxiliary > token + 1 { continue }
                // "der nicht genannt werden wollte"
                if auxiliary == token + 1, auxiliary + 1 < range.upperBound,
                    text.has(auxiliary + 1, .modal)
                {
                    continue
                }
                let passive =
                    !text.has(auxiliary, .perfectAuxiliary)
                    && (!entry.perfectWithBe || text.has(auxiliary, .passiveAuxiliary))
                return Cue(
                    entry: form.entry, verb: auxiliary, tokens: [auxiliary, token].sorted(),
                    segment: segment, isPassive: passive, isVerbFinal: auxiliary > token)
            case .infinitive, .presentParticiple: continue
            }
        }
        return plain
    }

    /// "haben dementiert, aber versprochen, …": the auxiliary stands in the segment before.
    private func elliptic(_ token: Int, _ form: CueForm, _ segment: Int, _ range: Range<Int>)
        -> Cue?
    {
        guard segment > 0, text.has(range.lowerBound, .conjunction), token + 1 == range.upperBound,
            let auxiliary = sentence.segments[segment - 1].first(where: { text.has($0, .auxiliary) }
            )
        else { return nil }
        return Cue(
            entry: form.entry, verb: token, tokens: [token], segment: segment,
            isPassive: !text.has(auxiliary, .perfectAuxiliary), isVerbFinal: false)
    }

    private func isFinite(_ forms: ArraySlice<CueForm>) -> Bool {
        forms.contains { if case .finite = $0.shape { true } else { false } }
    }

    /// A form that is the plural and the infinitive ("informieren") is the infinitive beside a modal.
    private func isInfinitiveHere(_ token: Int, _ forms: ArraySlice<CueForm>, _ range: Range<Int>)
        -> Bool
    {
        guard forms.contains(where: { $0.shape == .infinitive }) else { return false }
        if token + 1 < range.upperBound, text.has(token + 1, [.modal, .auxiliary]) { return true }
        if token > range.lowerBound, text.has(token - 1, .infinitiveMarker) { return true }
        return token + 1 == range.upperBound
            && (range.lowerBound..<token).contains { text.has($0, [.modal, .passiveAuxiliary]) }
    }

    /// A finite verb ends a clause that a subordinator, relative pronoun or "wie" begins. What looks
    /// like a relative pronoun at the beginning of a sentence is an article: "Der Minister sagte:".
    private func isFinal(_ token: Int, _ segment: Int) -> Bool {
        let range = sentence.segments[segment]
        let first = range.lowerBound
        guard token == range.upperBound - 1, token > first + 1 else { return false }
        if text.has(first, .relativePronoun) {
            return !text.has(first, .article)
                || first > sentence.tokens.lowerBound && text.tokens[first - 1].kind == .comma
        }
        return text.has(first, [.subordinator, .asWord, .complementizer])
            || text.has(first, .preposition) && text.has(first + 1, .relativePronoun)
                && !text.has(first + 2, .finiteVerb)
    }

    /// The particle of a separable verb: the last word of the segment, or the word before "und".
    private func particle(_ entry: CueEntry, after token: Int, _ range: Range<Int>) -> Int? {
        var index = token + 1
        while index < range.upperBound {
            if text.tokens[index].hash == entry.particle,
                index + 1 == range.upperBound || text.has(index + 1, .conjunction)
            {
                return index
            }
            index += 1
        }
        return nil
    }
}
