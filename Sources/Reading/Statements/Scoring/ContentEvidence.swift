import Language
import Text

/// What speaks for and against a candidate being the content of a cue.
extension CueEvidence {
    func add(
        _ candidate: ContentCandidate, _ anchor: Anchor, _ context: SentenceContext,
        to group: inout EvidenceGroup
    ) {
        let kind = candidate.kind
        group.add(.contentKind, kind.rawValue)
        group.add(.contentKindAct, kind.rawValue + ContentCandidate.Kind.count * (act(anchor) % 4))
        guard kind != .none else { return group.endCandidate() }
        group.add(
            .contentKindComplements,
            kind.rawValue
                + ContentCandidate.Kind.count
                * (anchor.entry.map {
                    let entry = text.pack.cues.entries[$0]
                    return (entry.takesClause ? 1 : 0) + (entry.takesNoun ? 2 : 0)
                } ?? 0))
        guard anchor.kind.hasCue else { return group.endCandidate() }
        addEdges(candidate, context, &group)
        addPlace(candidate, anchor, context, &group)
        addInside(candidate, anchor, context, &group)
        group.endCandidate()
    }

    private func addEdges(
        _ candidate: ContentCandidate, _ context: SentenceContext, _ group: inout EvidenceGroup
    ) {
        let first = candidate.first.lowerBound
        let end = candidate.end
        group.add(.contentMarkBefore, markBefore(first, context.tokens))
        group.add(.contentFirstTag, Int(tree.tags[first]))
        group.add(.contentFirstClass, firstClass(first))
        group.add(.contentMarkBehind, markBehind(end, context.tokens))
        group.add(.contentLastTag, Int(tree.tags[end - 1]))
        group.add(.contentNext, next(end, candidate, context.tokens))
        group.add(.contentPieces, candidate.second.isEmpty ? 1 : candidate.rest.isEmpty ? 2 : 3)
        if !candidate.second.isEmpty {
            group.add(.contentReachKind, firstClass(candidate.second.lowerBound))
        }
    }

    /// How the words behind a content hang on it: the relation of their uppermost word, 62 where that
    /// depends on something else, 63 where the sentence ends.
    private func next(_ end: Int, _ candidate: ContentCandidate, _ sentence: Range<Int>) -> Int {
        var word = end
        while word < sentence.upperBound, tree.isMark(word) { word += 1 }
        guard word < sentence.upperBound else { return 63 }
        var steps = 0
        while steps < 8, Int(tree.heads[word]) >= end {
            word = Int(tree.heads[word])
            steps += 1
        }
        let head = Int(tree.heads[word])
        return head >= 0 && candidate.contains(head) ? tree.relations[word].index : 62
    }

    private func addPlace(
        _ candidate: ContentCandidate, _ anchor: Anchor, _ context: SentenceContext,
        _ group: inout EvidenceGroup
    ) {
        let token = anchor.token
        let low = candidate.first.lowerBound
        let high = candidate.end
        let side: Int
        var between = 0..<0
        if candidate.contains(token) {
            side = 3
        } else if high <= token {
            side = 0
            between = high..<token
        } else if low > token {
            side = 1
            between = token + 1..<low
        } else {
            side = 2
        }
        group.add(.contentSide, side * ContentCandidate.Kind.count + candidate.kind.rawValue)
        group.add(.contentDistance, sizeClass(between.count) * 4 + side)
        let passed = tree.tally(between)
        group.add(.commasBetween, min(passed.clauseMarks, 4) * 4 + min(passed.finite, 3))
        group.add(.contentLength, sizeClass(candidate.length))
        group.add(.wordsLeft, sizeClass(context.tokens.count - candidate.length))
        var reach = 0
        if low <= context.tokens.lowerBound { reach |= 1 }
        var end = context.tokens.upperBound
        while end > high, tree.isMark(end - 1) { end -= 1 }
        if high >= end { reach |= 2 }
        group.add(.contentReach, reach * ContentCandidate.Kind.count + candidate.kind.rawValue)
        if let draft = anchor.draft {
            let rule = context.drafts[draft].rule.number
            group.add(.contentRule, candidate.kind == .rule ? 1 + rule : 20 + rule)
        } else {
            group.add(.contentRule, 0)
        }
    }

    private func addInside(
        _ candidate: ContentCandidate, _ anchor: Anchor, _ context: SentenceContext,
        _ group: inout EvidenceGroup
    ) {
        var inside = SentenceTree.Tally()
        var cues = 0
        var outside = 0
        var root: Int?
        var attached = 0
        // The hottest lines of statements: every word of a sentence, for every candidate of every anchor.
        tree.heads.withUnsafeBufferPointer { heads in
            candidate.forEachPart { part in
                inside += tree.tally(part)
                if part.contains(anchor.token), tree.has(anchor.token, .cueVerb) { cues -= 1 }
                for token in part {
                    let head = Int(heads[token])
                    guard head < 0 || !candidate.contains(head), !tree.isMark(token) else {
                        continue
                    }
                    outside += 1
                    if root == nil || head < 0 || tree.relations[token] == .ccomp { root = token }
                }
            }
            // Over the words beside the candidate: its own stretches are leapt over.
            var token = context.tokens.lowerBound
            while token < context.tokens.upperBound {
                if candidate.first.contains(token) {
                    token = candidate.first.upperBound
                } else if candidate.second.contains(token) {
                    token = candidate.second.upperBound
                } else {
                    let head = Int(heads[token])
                    if head >= 0, candidate.contains(head), !candidate.contains(token),
                        !tree.isMark(token), !anchor.cue.contains(token)
                    {
                        attached += 1
                    }
                    token += 1
                }
            }
        }
        cues += inside.cueVerbs
        group.add(.contentFinite, min(inside.finite, 3) * 4 + min(inside.subjects, 3))
        group.add(.contentMood, min(inside.subjunctives, 2) * 4 + min(inside.finite, 3))
        let share = inside.quoted == 0 ? 0 : inside.quoted >= candidate.length ? 2 : 1
        group.add(.contentQuoted, share)
        group.add(.contentTakesQuote, takesQuote(candidate, anchor, context))
        group.add(.contentQuotedKind, share * ContentCandidate.Kind.count + candidate.kind.rawValue)
        group.add(.headsOutside, min(outside, 7))
        group.add(.wordsAttached, min(attached, 7))
        group.add(.cuesInside, min(cues, 4))
        if let root {
            let head = Int(tree.heads[root])
            let relation = tree.relations[root].index
            group.add(.contentRelation, head == anchor.token ? relation : head < 0 ? 63 : 62)
            group.add(.contentRelationClass, relation)
            group.add(.contentRootTag, Int(tree.tags[root]))
        }
        let subject = tree.child(anchor.token) { _, relation in relation.isSubject }
        group.add(.holdsSubject, subject.map { candidate.contains($0) ? 1 : 0 } ?? 2)
    }

    /// Which quotations there are beside the cue, and which of them the candidate takes.
    private func takesQuote(
        _ candidate: ContentCandidate, _ anchor: Anchor, _ context: SentenceContext
    ) -> Int {
        guard context.hasQuotation, quotationAt[anchor.token] < 0 else { return 0 }
        var value = 1
        var token = anchor.token - 1
        while token >= context.tokens.lowerBound, anchor.token - token < 12 {
            if text.tokens[token].kind == .closeQuote {
                value += anchor.token - token < 3 ? 2 : 1
                if candidate.contains(token) { value += 3 }
                break
            }
            token -= 1
        }
        token = anchor.token + 1
        while token < context.tokens.upperBound, token - anchor.token < 40 {
            if text.tokens[token].kind == .openQuote {
                value += text.tokens[token - 1].kind == .word ? 12 : 6
                if candidate.contains(token) { value += 18 }
                break
            }
            token += 1
        }
        return value
    }
}
