import Language
import Text

/// Reads statements by scoring what anchors, trees and rules propose.
struct ScoredStatements {
    let model: AttributionModel
    let text: AnalysedText
    let explain: Bool
    var walk: AttributionWalk
    /// Takes the statements and completes them: frame, medium, act.
    var output: StatementRules
    var group = EvidenceGroup()
    var scores: [Float] = []
    /// Where the drafts of the sentence before begin.
    var firstBefore = 0
    var first = 0
    /// The drafts that took a quotation without a cue, by the quotation's first token.
    var withoutCue: [Int: Int] = [:]
    /// Drafts that lost all their words to a cue that came later.
    var emptied: Set<Int> = []
    /// Chosen on the dev parts.
    private static let thresholdOfActs: Float = 0.12
    private static let thresholdOfUnlisted: Float = 0.6
    /// For "called it “…”", which a rule found.
    private static let thresholdOfQuoted: Float = 0.2

    /// A statement that was chosen, before its source is.
    struct Choice {
        var anchor: Anchor
        var content: ContentCandidate
        /// Of being a statement at all, and of having this content.
        var isStatement: Float
        var score: Float
        /// What spoke most for cue and content, where that is asked for.
        var reasons: [Draft.Reason] = []
    }

    init(_ text: AnalysedText, model: AttributionModel, explain: Bool) {
        self.text = text
        self.model = model
        self.explain = explain
        walk = AttributionWalk(text)
        output = StatementRules(text)
    }

    /// The drafts of a text, sentence after sentence.
    static func read(
        _ text: AnalysedText, pieces: [Range<Int>], model: AttributionModel, explain: Bool
    ) -> [Draft] {
        var reader = ScoredStatements(text, model: model, explain: explain)
        for piece in pieces { reader.read(piece) }
        return reader.output.state.drafts.enumerated()
            .filter { !reader.emptied.contains($0.offset) }.map(\.element)
    }

    private mutating func read(_ tokens: Range<Int>) {
        walk.enter(tokens)
        output.enter(tokens)
        firstBefore = first
        first = output.state.drafts.count
        var choices: [Choice] = []
        for anchor in walk.anchors {
            if let choice = relativeAnswer(anchor) ?? choose(anchor) { choices.append(choice) }
        }
        let selected = select(choices)
        for choice in selected {
            add(upToAnswer(upToFrame(upToNext(choice, selected), selected), selected))
        }
    }

    private mutating func choose(_ anchor: Anchor) -> Choice? {
        walk.layOut(anchor, into: &group)
        guard group.count > 1 else { return nil }
        model.contents.probabilities(group, into: &scores)
        let isStatement = 1 - scores[0]
        guard isStatement >= threshold(anchor),
            var best = scores.indices.dropFirst().max(by: { scores[$0] < scores[$1] })
        else { return nil }
        // What stands for the same words in another extent speaks for them too.
        var score = scores[best]
        if let whole = whole(best), whole != best {
            score += scores[whole]
            best = whole
        }
        if let both = split(best, anchor), both != best {
            score += scores[both]
            best = both
        }
        // What is taken on a rule's word has the rule's content.
        if isStatement < model.threshold, anchor.draft != nil,
            let ruled = walk.contents.indices.first(where: { walk.contents[$0].kind == .rule })
        {
            best = ruled
            score = scores[ruled]
        }
        if isNaming(anchor, walk.contents[best], hasSource: true) { return nil }
        return Choice(
            anchor: anchor, content: walk.contents[best], isStatement: isStatement,
            score: score, reasons: explain ? reasons(best, anchor) : [])
    }

    /// What spoke most for the anchor being a cue, if it is a word, and for its content.
    private func reasons(_ content: Int, _ anchor: Anchor) -> [Draft.Reason] {
        let found = model.contents.strongest(group, content)
        let cue = anchor.kind.hasCue ? found.shared : nil
        return [
            cue.map { Draft.Reason(part: .cue, evidence: $0.evidence, value: $0.value) },
            found.own.map { Draft.Reason(part: .content, evidence: $0.evidence, value: $0.value) },
        ].compactMap { $0 }
    }

    /// From which probability on an anchor is taken. A rule that knows the act and its object or
    /// infinitive needs little support: corpora mark bare speech acts unevenly.
    private func threshold(_ anchor: Anchor) -> Float {
        guard anchor.kind.hasCue else { return model.thresholdWithoutCue }
        switch anchor.draft.map({ walk.context.drafts[$0].rule }) {
        case .colon, .signature: return 0
        case .quotedWords: return min(model.threshold, Self.thresholdOfQuoted)
        default: break
        }
        if let index = anchor.draft {
            let isReported = walk.context.drafts[index].form == .reported
            switch (isReported, walk.context.drafts[index].act.isAnswer) {
            case (true, true): return 0
            case (false, false): break
            default: return min(model.threshold, Self.thresholdOfActs)
            }
        }
        switch anchor.kind {
        case .unlistedVerb, .unlistedNoun: return max(model.threshold, Self.thresholdOfUnlisted)
        default: return model.threshold
        }
    }

    // MARK: Statements

    /// Whether a rule stands for a choice that the model need not believe in.
    private func isSupported(_ choice: Choice) -> Bool {
        choice.anchor.kind.hasCue && threshold(choice.anchor) < model.threshold
    }

    private mutating func add(_ choice: Choice) {
        let anchor = choice.anchor
        let content = choice.content
        if content.kind == .goesOn, goOn(content.first) {
            walk.rememberGoingOn()
            return
        }
        walk.layOut(sourcesOf: content, anchor, into: &group)
        model.sources.probabilities(group, into: &scores)
        let best = scores.indices.max { (scores[$0], $1) < (scores[$1], $0) } ?? 0
        let source = walk.sourceCandidates[best]
        if source.kind == .none, isNaming(anchor, content, hasSource: false) { return }
        if let entry = anchor.entry, text.pack.cues.entries[entry].isDeedOfCountries,
            isCountry(source.tokens), isCountry(content.first)
        {
            return
        }
        if anchor.kind == .sentence, source.kind == .none || goesOn(with: source.tokens),
            joins(content.first)
        {
            walk.rememberGoingOn()
            return
        }
        guard choice.score * scores[best] >= model.floor || isSupported(choice) else { return }
        let ruleDraft = anchor.draft.map { walk.context.drafts[$0] }
        // What belongs to the source is not said: "…, said Anna Berg, a judge".
        let parts = content.parts.filter { source.kind == .none || !source.tokens.contains($0) }
        // Who stands behind it alone is nothing that is said.
        if parts.isEmpty, choice.content.kind == .object { return }
        // "May said": a name that is an auxiliary too is no part of the cue.
        let cue = anchor.cue.filter { $0 == anchor.token || !source.tokens.contains($0) }
        var draft = Draft(
            form: .indirect, act: .state,
            source: source.kind == .none ? nil : upToVerb(source.tokens, choice),
            cue: Cue.ranges(of: cue), content: parts.isEmpty ? content.parts : parts,
            rule: rule(choice, ruleDraft))
        if let entry = anchor.entry {
            let entry = fitting(entry, content, of: anchor)
            draft.act = output.act(entry)
            draft.lemma = text.pack.cues.entries[entry].lemma
        } else if let ruleDraft {
            draft.act = ruleDraft.act
            draft.lemma = ruleDraft.lemma
        }
        // What is taken on a rule's word alone is as sure as that rule, and has its source.
        draft.confidence =
            draft.rule.isSure && choice.isStatement < model.threshold
            ? nil : model.confidence(choice.score * scores[best])
        draft.frame = frame(choice, draft)
        if let ruleDraft {
            if let addressee = ruleDraft.addressee, !(draft.source?.overlaps(addressee) ?? false),
                !isObject(addressee, of: anchor)
            {
                draft.addressee = addressee
            }
            if draft.rule == .signature || draft.confidence == nil && output.verbSecond {
                draft.source = ruleDraft.source
            }
            draft.antecedent = ruleDraft.source == draft.source ? ruleDraft.antecedent : nil
            draft.sharesFrame = ruleDraft.sharesFrame
        }
        if draft.addressee == nil { draft.addressee = addressee(choice, draft) }
        draft.form = form(choice, ruleDraft)
        if draft.form == .indirect, draft.act.isCommitment, output.isInfinitive(draft.content) {
            draft.form = .reported
        }
        draft.isImpersonal = draft.source == nil
        draft.reasons = choice.reasons
        if explain, let found = model.sources.strongest(group, best).own {
            draft.reasons.append(
                Draft.Reason(part: .source, evidence: found.evidence, value: found.value))
        }
        if anchor.kind.hasCue { claim(content) }
        output.add(draft)
        if anchor.kind == .quotation {
            withoutCue[content.first.lowerBound] = output.state.drafts.count - 1
        }
        walk.remember(walk.kind(of: content), source: draft.source)
    }
}
