package import Language
import Text

/// Goes through a text sentence by sentence and lays out the decisions: which anchors there are, what
/// could be the content of each, who could be the source of that. Reading and training take the same
/// way.
package struct AttributionWalk {
    package let text: AnalysedText
    let tree: SentenceTree
    let evidence: CueEvidence
    let sources: SourceEvidence
    var rules: StatementRules
    private(set) var context: SentenceContext
    package private(set) var anchors: [Anchor] = []
    package private(set) var contents: [ContentCandidate] = []
    package private(set) var sourceCandidates: [SourceCandidate] = []
    private var contentFinder: ContentCandidates
    private var before: Range<Int>?

    /// The text must have trees.
    package init(_ text: AnalysedText) {
        self.text = text
        tree = SentenceTree(text)
        rules = StatementRules(text)
        evidence = CueEvidence(tree: tree, quotationAt: rules.quotationAt)
        sources = SourceEvidence(tree: tree, quotationAt: rules.quotationAt)
        context = SentenceContext(
            tokens: 0..<0, drafts: [], draftsBefore: [], spoken: [], number: 0, continuation: .none,
            root: 0,
            hasQuotation: false)
        contentFinder = ContentCandidates(
            tree: tree, quotationAt: rules.quotationAt, sentence: 0..<0, sentenceBefore: nil)
    }

    /// Takes the next sentence, or a piece of an endless one.
    package mutating func enter(_ tokens: Range<Int>) {
        let before = context.drafts
        if !context.tokens.isEmpty { self.before = context.tokens }
        let known = rules.state.drafts.count
        rules.read(tokens)
        context.tokens = tokens
        context.draftsBefore = before
        context.number += 1
        context.drafts =
            known < rules.state.drafts.count ? Array(rules.state.drafts[known...]) : []
        context.continuation = rules.continuation
        context.root = tokens.first { tree.heads[$0] < 0 } ?? tokens.lowerBound
        context.hasQuotation = tokens.contains { rules.quotationAt[$0] >= 0 }
        AnchorFinder(tree: tree, quotationAt: rules.quotationAt).anchors(
            in: tokens, drafts: context.drafts, into: &anchors)
        contentFinder = ContentCandidates(
            tree: tree, quotationAt: rules.quotationAt, sentence: tokens,
            sentenceBefore: text.tokens[tokens.lowerBound].flags.contains(.paragraphStart)
                ? nil : self.before)
    }

    /// Keeps a statement of this sentence in mind for those that follow.
    package mutating func remember(_ kind: Spoken.Kind, source: Range<Int>?) {
        if context.spoken.count > 3 { context.spoken.removeFirst() }
        context.spoken.append(Spoken(kind: kind, source: source, sentence: context.number))
    }

    /// The last statement goes on in this sentence.
    package mutating func rememberGoingOn() {
        guard !context.spoken.isEmpty else { return }
        context.spoken[context.spoken.count - 1].sentence = context.number
    }

    /// The kind of a statement that has a content from a candidate.
    package func kind(of content: ContentCandidate) -> Spoken.Kind {
        switch content.kind {
        case .object: return .reported
        case .own, .goesOn:
            return content.parts.contains { rules.quotationAt[$0.lowerBound] < 0 }
                ? .carriedOn : .direct
        default: break
        }
        switch rules.form(of: content.parts) {
        case .direct: return .direct
        case .mixed: return .mixed
        default: return .indirect
        }
    }

    /// Lays out the contents of an anchor; the first candidate is that it is no cue.
    package mutating func layOut(_ anchor: Anchor, into group: inout EvidenceGroup) {
        group.removeAll()
        contentFinder.find(
            anchor, draft: anchor.draft.map { context.drafts[$0] }, into: &contents)
        evidence.share(anchor, context, into: &group)
        for candidate in contents { evidence.add(candidate, anchor, context, to: &group) }
    }

    /// Lays out the sources of a content; the first candidate is that the text names none. What is
    /// shared is that of `layOut` for the same anchor.
    package mutating func layOut(
        sourcesOf content: ContentCandidate, _ anchor: Anchor, into group: inout EvidenceGroup
    ) {
        group.removeAll()
        evidence.share(anchor, context, into: &group)
        sources.candidates(
            anchor, content, context, before: before, into: &sourceCandidates)
        for (order, candidate) in sourceCandidates.enumerated() {
            sources.add(candidate, anchor, content, context, order: order, to: &group)
        }
    }
}
