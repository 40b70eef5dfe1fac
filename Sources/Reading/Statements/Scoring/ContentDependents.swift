import Language
import Text

/// What depends on the cue in the tree, and the stretches beside a clause.
extension ContentCandidates {
    func addDependents(_ anchor: Anchor, _ found: inout [ContentCandidate]) {
        let token = anchor.token
        let clause = ownClause(token)
        var governors = [token]
        // A noun of saying may have its clause at the verb: "made the claim on Monday that".
        if anchor.kind == .noun || anchor.kind == .unlistedNoun, tree.heads[token] >= 0 {
            governors.append(Int(tree.heads[token]))
        }
        for governor in governors {
            tree.forEachChild(governor) { child, relation in
                guard child != token else { return }
                switch relation {
                case .ccomp, .parataxis, .csubj, .acl, .advcl, .relativeClause, .freeRelative,
                    .dislocated:
                    addSubtree(child, .clause, anchor, &found)
                case .xcomp:
                    addSubtree(child, .infinitive, anchor, &found)
                    addInfinitiveWithObject(child, governor, anchor, &found)
                    addRaised(child, governor, anchor, &found)
                case .obj, .nsubj, .passiveSubject, .iobj, .argument, .obl, .nmod, .possessor,
                    .agent, .unmarkedOblique:
                    if governor == token || relation == .obj {
                        addObject(child, clause, anchor, &found)
                    }
                case .conj, .dep, .appos, .list:
                    addSubtree(child, .other, anchor, &found)
                default: break
                }
            }
        }
        addInfinitiveBehind(clause, &found)
        // The cue pushed into what it reports: the head of its clause is the content.
        if tree.relations[token] == .parataxis || tree.relations[token] == .advcl,
            tree.heads[token] >= 0
        {
            let head = Int(tree.heads[token])
            addAround(trimmedTree(head), tree.range(token), .clause, &found)
        }
    }

    func trimmedTree(_ token: Int) -> Range<Int> {
        tree.trimmed(
            clampedRange(
                max(Int(tree.left[token]), sentence.lowerBound),
                min(Int(tree.right[token]), sentence.upperBound)))
    }

    func addSubtree(
        _ child: Int, _ kind: ContentCandidate.Kind, _ anchor: Anchor,
        _ found: inout [ContentCandidate]
    ) {
        let range = trimmedTree(child)
        if range.contains(anchor.token) {
            addAround(range, ownClause(anchor.token), kind, &found)
            return
        }
        add(ContentCandidate(kind: kind, first: range), &found)
        // To the end of the sentence, where more hangs on than the tree says.
        if range.lowerBound > anchor.token, range.lowerBound < sentence.upperBound {
            let end = tree.trimmed(clampedRange(range.lowerBound, sentence.upperBound))
            add(ContentCandidate(kind: kind, first: end), &found)
        }
    }

    /// The infinitive clause right behind the clause of the cue, whatever the tree hangs it on: "lehnte es
    /// ab, | Namen zu nennen, | sagte aber …". Where the verb is second, marks stand around it.
    func addInfinitiveBehind(_ clause: Range<Int>, _ found: inout [ContentCandidate]) {
        guard text.pack.wordOrder == .verbSecond, clause.upperBound < sentence.upperBound,
            text.tokens[clause.upperBound].kind == .comma,
            let end = borders.first(where: { $0 > clause.upperBound })
        else { return }
        let words = tree.trimmed(clampedRange(clause.upperBound, end))
        guard words.count > 1, words.upperBound <= text.analysis.morphology.count,
            text.analysis.morphology[words.upperBound - 1].verbForm == .infinitive,
            tree.universal[words.lowerBound] != .subordinator,
            !text.has(words.lowerBound, [.complementizer, .infinitiveMarker]),
            !words.contains(where: tree.isFinite)
        else { return }
        add(ContentCandidate(kind: .infinitive, first: words), &found)
    }

    /// "urged Congress to act": the object belongs to the content. Where the verb is second, a mark parts them.
    func addInfinitiveWithObject(
        _ child: Int, _ governor: Int, _ anchor: Anchor, _ found: inout [ContentCandidate]
    ) {
        guard text.pack.wordOrder != .verbSecond,
            let object = tree.child(
                governor,
                where: { other, relation in
                    (relation == .obj || relation == .iobj) && other > anchor.token && other < child
                })
        else { return }
        let low = tree.trimmed(tree.range(object)).lowerBound
        let high = trimmedTree(child).upperBound
        add(ContentCandidate(kind: .infinitive, first: clampedRange(low, high)), &found)
    }

    /// "Voters are expected to stay at home": the subject belongs to the infinitive.
    func addRaised(
        _ child: Int, _ governor: Int, _ anchor: Anchor, _ found: inout [ContentCandidate]
    ) {
        guard
            let subject = tree.child(
                governor,
                where: { other, relation in
                    relation.isSubject && other < anchor.token
                })
        else { return }
        let first = trimmedTree(subject)
        let low = trimmedTree(child).lowerBound
        let second = tree.trimmed(clampedRange(low, sentence.upperBound))
        guard low > anchor.token, !first.contains(anchor.token), !second.isEmpty else { return }
        add(ContentCandidate(kind: .infinitive, first: first, second: second), &found)
    }

    /// A noun phrase that the act is about: alone, and with what belongs to the verb behind it.
    func addObject(
        _ child: Int, _ clause: Range<Int>, _ anchor: Anchor, _ found: inout [ContentCandidate]
    ) {
        var range = trimmedTree(child)
        guard !range.contains(anchor.token), !range.isEmpty else { return }
        let frames = [
            sentence, tree.trimmed(clause),
        ]
        add(
            ContentCandidate(kind: .object, first: range, frame: frames[0]), &found)
        if frames[1] != tree.trimmed(sentence), found.count < Self.most {
            found.append(ContentCandidate(kind: .object, first: range, frame: frames[1]))
        }
        addShorter(range, child, frames[0], &found)
        if tree.child(child, where: { _, relation in relation == .adposition }) != nil {
            while range.count > 1, tree.relations[range.lowerBound] == .adposition {
                range = range.lowerBound + 1..<range.upperBound
            }
            add(
                ContentCandidate(kind: .object, first: range, frame: frames[0]), &found)
        }
        if range.lowerBound > anchor.token, range.upperBound < clause.upperBound {
            let longer = tree.trimmed(range.lowerBound..<clause.upperBound)
            add(
                ContentCandidate(kind: .object, first: longer, frame: frames[0]), &found)
        }
    }

    /// An object without what stands behind its noun and may belong to the verb: "her visit | in May".
    func addShorter(
        _ range: Range<Int>, _ child: Int, _ frame: Range<Int>, _ found: inout [ContentCandidate]
    ) {
        guard text.pack.wordOrder != .verbSecond else { return }
        tree.forEachChild(child) { part, _ in
            let left = Int(tree.left[part])
            guard left > child, left < range.upperBound else { return }
            add(
                ContentCandidate(
                    kind: .object, first: tree.trimmed(range.lowerBound..<left), frame: frame),
                &found)
        }
    }

    /// The stretch between the marks around a token.
    func ownClause(_ token: Int) -> Range<Int> {
        var low = sentence.lowerBound
        var high = sentence.upperBound
        for border in borders {
            if border <= token { low = max(low, border) }
            if border > token {
                high = min(high, border)
                break
            }
        }
        // A quotation beside the cue is no part of its clause.
        var first = token
        while first > low, quotationAt[first - 1] < 0 || quotationAt[token] >= 0 { first -= 1 }
        var last = token + 1
        while last < high, quotationAt[last] < 0 || quotationAt[token] >= 0 { last += 1 }
        return first..<last
    }

    func addAround(
        _ whole: Range<Int>, _ hole: Range<Int>, _ kind: ContentCandidate.Kind,
        _ found: inout [ContentCandidate]
    ) {
        let before = tree.trimmed(
            clampedRange(whole.lowerBound, min(hole.lowerBound, whole.upperBound)))
        let behind = tree.trimmed(
            clampedRange(max(hole.upperBound, whole.lowerBound), whole.upperBound))
        if !before.isEmpty, !behind.isEmpty {
            add(ContentCandidate(kind: kind, first: before, second: behind), &found)
        }
        add(ContentCandidate(kind: kind, first: before), &found)
        add(ContentCandidate(kind: kind, first: behind), &found)
    }
}
