import Language
import Text

/// What a statement does and how sure its source is, beyond what the cue alone says.
struct SpeechActs {
    let text: AnalysedText

    /// The act of a draft: a neutral verb of saying takes on what its content does. "Said that X must
    /// go" demands; "said that X is expected to come" and "it is expected that" expect.
    func act(of draft: Draft) -> Statement.Act {
        guard draft.act == .state, let content = draft.content.first else { return draft.act }
        if isForecast(content) { return .expect }
        guard draft.form != .direct, let verb = content.first(where: isFinite) else {
            return .state
        }
        if text.has(verb, .obligation) { return .demand }
        let near = verb + 1..<min(verb + 4, content.upperBound)
        if text.has(verb, .permission), near.contains(where: { text.has($0, .negation) }) {
            return .demand
        }
        return .state
    }

    /// The act and factuality of a draft that tells that something is not said ("has not confirmed", "no official said"):
    /// nobody stands behind it, but for those whose verb negates what they think ("does not believe that").
    func negated(_ draft: Draft) -> (act: Statement.Act, factuality: Statement.Factuality) {
        guard draft.act == .think || draft.act == .expect else { return (.decline, .unknown) }
        let raises = draft.form != .reported && cueEntry(of: draft).map(\.raisesNegation) ?? false
        return (draft.act, raises ? .probableNot : .unknown)
    }

    /// Whether a negation belongs to the cue or to the source. Who is quoted has said it, and "it is not true" says that
    /// something is not so.
    func isNegated(_ draft: Draft) -> Bool {
        guard draft.form != .direct, draft.lemma != nil else { return false }
        if let source = draft.source, !source.isEmpty, text.has(source.lowerBound, .negation) {
            return true
        }
        if draft.cue.contains(where: { $0.contains { text.has($0, .negation) } }) { return true }
        let heads = text.analysis.heads
        guard !heads.isEmpty else { return false }
        return draft.frame.contains { range in
            range.contains { token in
                text.has(token, .negation)
                    && draft.cue.contains { $0.contains(Int(heads[token])) }
            }
        }
    }

    /// The entry of the verb that a draft has as its cue.
    private func cueEntry(of draft: Draft) -> CueEntry? {
        for token in draft.cue.joined() {
            let found = text.cueForms(token)?.first { form in
                text.pack.cues.entries[form.entry].lemma == draft.lemma
            }
            if let found { return text.pack.cues.entries[found.entry] }
        }
        return nil
    }

    private func isFinite(_ token: Int) -> Bool {
        text.has(token, [.subjunctive, .modal, .auxiliary, .finiteVerb])
            && !text.tokens[token].isCapitalised
    }

    /// "voraussichtlich", "es wird erwartet, dass".
    private func isForecast(_ content: Range<Int>) -> Bool {
        if content.contains(where: { text.has($0, .expected) }) { return true }
        let opening = content.prefix(6)
        guard opening.contains(where: { text.has($0, .impersonal) }),
            opening.contains(where: { text.has($0, .passiveAuxiliary) })
        else { return false }
        return opening.contains { token in
            text.cueForms(token)?.contains {
                $0.shape == .participle && text.pack.cues.entries[$0.entry].act == "expect"
            } ?? false
        }
    }

    /// How sure the source is, by the act and by the modal verbs and adverbs of the content
    /// (FactBank's scale, Saurí and Pustejovsky 2009).
    func factuality(of draft: Draft) -> Statement.Factuality {
        switch draft.act {
        case .deny: return .certainNot
        case .demand, .propose, .ask, .promise, .threaten, .decline: return .unknown
        default: break
        }
        if draft.form == .reported { return draft.act == .confirm ? .certain : .unknown }
        if draft.act == .think, cueEntry(of: draft)?.isDoubt ?? false { return .probableNot }
        var result: Statement.Factuality =
            draft.act == .expect || draft.act == .think ? .probable : .certain
        for token in draft.content.joined() {
            if text.has(token, .possible) { return .possible }
            if text.has(token, .probable) { result = .probable }
        }
        return result
    }
}

extension Statement.Act {
    /// Acts that a speaker does by saying them: with an infinitive, the act alone is reported.
    var isCommitment: Bool {
        switch self {
        case .promise, .decline, .agree, .threaten: true
        default: false
        }
    }

    /// Acts that answer what somebody else said or asked. A record cannot do without them, even where
    /// only the act is told ("dementierte die Vorwürfe"), which corpora of quotations seldom mark.
    var isAnswer: Bool {
        switch self {
        case .deny, .confirm, .decline, .agree: true
        default: false
        }
    }
}
