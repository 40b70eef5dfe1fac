import Language
import Text

/// Stretches of the sentence beside the cue, whatever the tree says.
extension ContentCandidates {
    func addStretches(_ anchor: Anchor, _ found: inout [ContentCandidate]) {
        let clause = ownClause(anchor.token)
        let end = sentence.upperBound
        addAround(tree.trimmed(sentence), clause, .around, &found)
        if anchor.kind == .preposition || anchor.kind == .postposition || anchor.kind == .noun
            || anchor.kind == .rule || anchor.kind == .adverb
        {
            addPhrase(anchor, &found)
        }
        // From the first word behind the cue that can open a clause. Where the verb is second, its particle
        // may end the clause: "lehnte es am Donnerstag ab".
        let reach =
            text.pack.wordOrder == .verbSecond
            ? max(anchor.token + 3, clause.upperBound) : anchor.token + 3
        let last = anchor.cue.last { $0 < reach } ?? anchor.token
        var starts: [Int] = []
        for token in clampedRange(last + 1, min(last + 25, end)) {
            let before = text.tokens[token - 1].kind
            let opens =
                token == last + 1 || before == .comma || before == .colon || before == .dash
                || text.has(token, [.complementizer, .infinitiveMarker])
                || text.tokens[token].kind == .openQuote
            if opens, !tree.isMark(token) { starts.append(token) }
            if starts.count == 5 { break }
        }
        if let subject = tree.child(
            anchor.token,
            where: { child, relation in
                relation.isSubject && child > anchor.token
            })
        {
            let behind = tree.trimmed(clampedRange(Int(tree.right[subject]), end))
            if !behind.isEmpty, behind.lowerBound < last + 25 { starts.append(behind.lowerBound) }
        }
        for start in starts {
            let whole = tree.trimmed(start..<end)
            add(ContentCandidate(kind: .behind, first: whole), &found)
            var cuts = 0
            for border in borders where border > start + 1 && border < end && cuts < 4 {
                cuts += 1
                add(
                    ContentCandidate(kind: .behind, first: tree.trimmed(start..<border)), &found)
            }
        }
        // Up to the cue's clause, from each border before it.
        var cuts = 0
        for border in borders.reversed() where border < clause.lowerBound && cuts < 4 {
            cuts += 1
            add(
                ContentCandidate(
                    kind: .before, first: tree.trimmed(border..<clause.lowerBound)), &found)
        }
    }

    /// What a phrase like "laut X" stands in: the sentence or the clause without the phrase.
    func addPhrase(_ anchor: Anchor, _ found: inout [ContentCandidate]) {
        var phrase = anchor.token..<anchor.token + 1
        if anchor.kind == .preposition || anchor.kind == .postposition {
            // The noun that the word governs, as the tree has it.
            if tree.heads[anchor.token] >= 0 {
                let noun = Int(tree.heads[anchor.token])
                phrase = tree.universal[noun] == .verb ? phrase : tree.range(noun)
            }
        } else {
            phrase = tree.range(anchor.token)
        }
        let clause = ownClause(anchor.token)
        let near = clampedRange(
            max(phrase.lowerBound, clause.lowerBound), min(phrase.upperBound, clause.upperBound))
        for hole in [near, phrase] where !hole.isEmpty {
            let whole = tree.trimmed(sentence)
            let before = tree.trimmed(clampedRange(whole.lowerBound, hole.lowerBound))
            let behind = tree.trimmed(clampedRange(hole.upperBound, whole.upperBound))
            if before.count > 1, behind.count > 1 {
                add(ContentCandidate(kind: .around, first: before, second: behind), &found)
            }
            add(ContentCandidate(kind: .before, first: before), &found)
            add(ContentCandidate(kind: .behind, first: behind), &found)
            let inside = tree.trimmed(clampedRange(hole.upperBound, clause.upperBound))
            add(ContentCandidate(kind: .behind, first: inside), &found)
            let opening = tree.trimmed(clampedRange(clause.lowerBound, hole.lowerBound))
            add(ContentCandidate(kind: .before, first: opening), &found)
            if opening.count > 1, inside.count > 1 {
                add(ContentCandidate(kind: .around, first: opening, second: inside), &found)
            }
        }
    }
}
