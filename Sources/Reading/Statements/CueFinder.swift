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
                let forms = text.pack.cues.forms(of: text.tokens[token].hash)
            else { continue }
            if let cue = cue(at: token, forms, segment, range),
                !found.contains(where: { !Set($0.tokens).isDisjoint(with: cue.tokens) })
            {
                found.append(cue)
            }
        }
        return found
    }

    private func cue(at token: Int, _ forms: [CueForm], _ segment: Int, _ range: Range<Int>) -> Cue? {
        text.pack.wordOrder == .verbSecond
            ? verbSecond(token, forms, segment, range) : subjectVerb(token, forms, segment, range)
    }

    // MARK: Verb-second languages

    private func verbSecond(
        _ token: Int, _ forms: [CueForm], _ segment: Int, _ range: Range<Int>
    ) -> Cue? {
        var plain: Cue?
        for form in forms where entries[form.entry].kind == .verb {
            let entry = entries[form.entry]
            switch form.shape {
            case .finite:
                if entry.particle == 0 {
                    if plain == nil {
                        plain = Cue(
                            entry: form.entry, verb: token, tokens: [token], segment: segment,
                            isPassive: false, isVerbFinal: isFinal(token, range))
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
            case .participle:
                // "hat … gesagt", "wird … zitiert"; the perfect's auxiliary is in the segment.
                guard let auxiliary = range.first(where: { text.has($0, .auxiliary) && $0 != token })
                else { continue }
                if isFinite(forms), auxiliary > token + 1 { continue }
                let passive = !text.has(auxiliary, .perfectAuxiliary)
                return Cue(
                    entry: form.entry, verb: auxiliary, tokens: [auxiliary, token].sorted(),
                    segment: segment, isPassive: passive, isVerbFinal: auxiliary > token)
            case .infinitive: continue
            }
        }
        return plain
    }

    private func isFinite(_ forms: [CueForm]) -> Bool {
        forms.contains { if case .finite = $0.shape { true } else { false } }
    }

    /// A finite verb ends a clause that a subordinator, relative pronoun or "wie" begins.
    private func isFinal(_ token: Int, _ range: Range<Int>) -> Bool {
        token == range.upperBound - 1 && token > range.lowerBound + 1
            && text.has(range.lowerBound, [.subordinator, .asWord, .relativePronoun, .complementizer])
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

    // MARK: Subject-verb languages

    private func subjectVerb(
        _ token: Int, _ forms: [CueForm], _ segment: Int, _ range: Range<Int>
    ) -> Cue? {
        for form in forms where entries[form.entry].kind == .verb {
            if case .infinitive = form.shape { continue }
            if token > range.lowerBound,
                text.has(token - 1, [.article, .possessive, .infinitiveMarker]), !isFinitePast(forms)
            {
                continue
            }
            var tokens = [token]
            var previous = token - 1
            while previous > range.lowerBound, token - previous < 5,
                text.has(previous, [.auxiliary, .modal, .negation, .adverb])
            {
                if text.has(previous, [.auxiliary, .modal, .negation]) {
                    tokens = Array(previous...token)
                }
                previous -= 1
            }
            let passive =
                tokens.count > 1
                && tokens.contains { text.has($0, .passiveAuxiliary) } && isFinitePast(forms)
            return Cue(
                entry: form.entry, verb: token, tokens: tokens, segment: segment,
                isPassive: passive, isVerbFinal: false)
        }
        return nil
    }

    private func isFinitePast(_ forms: [CueForm]) -> Bool {
        forms.contains { if case .participle = $0.shape { true } else { false } }
    }
}
