import Language
import Text

/// What could be the content of an anchor: one or two stretches of tokens, or all that a rule took.
package struct ContentCandidate: Sendable {
    package enum Kind: Int, Sendable {
        case none
        /// What depends on the cue: a clause, an infinitive, an object, words of another relation.
        case clause, infinitive, object, other
        /// A quotation before or behind the cue, or on both sides.
        case quotationBefore, quotationBehind, quotationAround
        /// The sentence up to the frame, from the frame on, or around it.
        case before, behind, around
        case rule
        /// Without a cue: the words themselves, or the statement before that goes on.
        case own, goesOn
        /// The sentence before, which a pronoun takes up: "Das teilte die Polizei mit."
        case sentenceBefore

        /// How many there are, for pairs of kinds.
        static let count = 15
    }

    package var kind: Kind
    package var first: Range<Int>
    package var second: Range<Int> = 0..<0
    /// More parts than two, as a rule has them.
    package var rest: [Range<Int>] = []
    /// The reporting clause of a reported act, from its first word to its last.
    package var frame: Range<Int> = 0..<0

    package var parts: [Range<Int>] { (second.isEmpty ? [first] : [first, second]) + rest }

    /// Behind its last word.
    package var end: Int {
        rest.last?.upperBound ?? (second.isEmpty ? first.upperBound : second.upperBound)
    }

    /// Calls a function for each part, without an array of them.
    @inline(__always)
    func forEachPart(_ body: (Range<Int>) -> Void) {
        body(first)
        if !second.isEmpty { body(second) }
        for part in rest { body(part) }
    }

    package func contains(_ token: Int) -> Bool {
        first.contains(token) || second.contains(token) || rest.contains { $0.contains(token) }
    }

    package var length: Int { first.count + second.count + rest.reduce(0) { $0 + $1.count } }

    func sameWords(as other: ContentCandidate) -> Bool {
        first == other.first && second == other.second && rest == other.rest
    }
}

/// Makes the candidates for the content of an anchor.
struct ContentCandidates {
    let tree: SentenceTree
    let quotationAt: [Int32]
    let sentence: Range<Int>
    /// The sentence before, in the same paragraph.
    let sentenceBefore: Range<Int>?
    /// Where a clause can begin or end: behind a mark or a quotation, and the sentence's ends.
    let borders: [Int]

    private let text: AnalysedText
    private static let most = 40

    init(
        tree: SentenceTree, quotationAt: [Int32], sentence: Range<Int>, sentenceBefore: Range<Int>?
    ) {
        self.tree = tree
        self.sentenceBefore = sentenceBefore
        self.quotationAt = quotationAt
        self.sentence = sentence
        text = tree.text
        var borders = [sentence.lowerBound]
        for token in sentence where borders.count < 64 {
            if quotationAt[token] >= 0 { continue }
            // A full stop with more of the sentence behind it belongs to an abbreviation.
            let ends =
                text.tokens[token].kind == .sentenceEnd && token + 1 < sentence.upperBound
                && text.tokens[token + 1].kind == .word
            if tree.isMark(token), !ends { borders.append(token) }
        }
        borders.append(sentence.upperBound)
        self.borders = borders
    }

    func find(_ anchor: Anchor, draft: Draft?, into found: inout [ContentCandidate]) {
        found.removeAll(keepingCapacity: true)
        found.append(ContentCandidate(kind: .none, first: 0..<0))
        switch anchor.kind {
        case .quotation:
            let tokens = text.quotations[anchor.quotation ?? 0].tokens
            found.append(ContentCandidate(kind: .own, first: tokens))
            // Words quoted inside a clause are no further sentence of somebody's speech.
            if opensSentence(tokens.lowerBound) {
                found.append(ContentCandidate(kind: .goesOn, first: tokens))
            }
        case .sentence:
            found.append(ContentCandidate(kind: .own, first: sentence))
            found.append(ContentCandidate(kind: .goesOn, first: sentence))
        default:
            if let draft { add(rule: draft, &found) }
            addSentenceBefore(anchor, &found)
            addDependents(anchor, &found)
            addQuotations(anchor, &found)
            addStretches(anchor, &found)
        }
    }

    private func opensSentence(_ token: Int) -> Bool {
        token == 0 || text.tokens[token].flags.contains(.paragraphStart)
            || text.tokens[token - 1].kind == .sentenceEnd
            || text.tokens[token - 1].kind == .closeQuote
    }

    /// "Das teilte die Polizei mit": the pronoun that opens the sentence, and what it takes up.
    private func addSentenceBefore(_ anchor: Anchor, _ found: inout [ContentCandidate]) {
        let first = sentence.lowerBound
        guard let sentenceBefore, anchor.kind == .verb || anchor.kind == .rule,
            text.has(first, .anaphoric), tree.universal[first] != .determiner,
            anchor.token > first, borders.count < 2 || borders[1] > anchor.token
        else { return }
        add(
            ContentCandidate(
                kind: .sentenceBefore, first: tree.trimmed(sentenceBefore),
                second: first..<first + 1),
            &found)
    }

    private func add(_ candidate: ContentCandidate, _ found: inout [ContentCandidate]) {
        guard !candidate.first.isEmpty, found.count < Self.most,
            !found.contains(where: { $0.sameWords(as: candidate) })
        else { return }
        found.append(candidate)
    }

    private func add(rule draft: Draft, _ found: inout [ContentCandidate]) {
        let parts = draft.content.filter { !$0.isEmpty }.sorted { $0.lowerBound < $1.lowerBound }
        guard let first = parts.first else { return }
        add(
            ContentCandidate(
                kind: .rule, first: first, second: parts.count > 1 ? parts[1] : 0..<0,
                rest: Array(parts.dropFirst(2)),
                frame: draft.form == .reported ? hull(parts + draft.frame) : 0..<0), &found)
    }

    private func hull(_ ranges: [Range<Int>]) -> Range<Int> {
        let filled = ranges.filter { !$0.isEmpty }
        guard let low = filled.map(\.lowerBound).min(), let high = filled.map(\.upperBound).max()
        else { return 0..<0 }
        return low..<high
    }

    // MARK: What depends on the cue

    private func addDependents(_ anchor: Anchor, _ found: inout [ContentCandidate]) {
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
        // The cue pushed into what it reports: the head of its clause is the content.
        if tree.relations[token] == .parataxis || tree.relations[token] == .advcl,
            tree.heads[token] >= 0
        {
            let head = Int(tree.heads[token])
            addAround(trimmedTree(head), tree.range(token), .clause, &found)
        }
    }

    private func trimmedTree(_ token: Int) -> Range<Int> {
        tree.trimmed(
            clampedRange(
                max(Int(tree.left[token]), sentence.lowerBound),
                min(Int(tree.right[token]), sentence.upperBound)))
    }

    private func addSubtree(
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

    /// "urged Congress to act": the object belongs to the content.
    private func addInfinitiveWithObject(
        _ child: Int, _ governor: Int, _ anchor: Anchor, _ found: inout [ContentCandidate]
    ) {
        guard
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
    private func addRaised(
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
    private func addObject(
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
    private func addShorter(
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

    private func addAround(
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

    // MARK: Quotations

    private func addQuotations(_ anchor: Anchor, _ found: inout [ContentCandidate]) {
        guard quotationAt[anchor.token] < 0 else { return }
        var before: Range<Int>?
        var token = anchor.token - 1
        while token >= sentence.lowerBound, anchor.token - token < 30 {
            if quotationAt[token] >= 0 {
                before = text.quotations[Int(quotationAt[token])].tokens
                break
            }
            token -= 1
        }
        var behind: Range<Int>?
        token = anchor.token + 1
        while token < sentence.upperBound, token - anchor.token < 40 {
            if quotationAt[token] >= 0 {
                behind = text.quotations[Int(quotationAt[token])].tokens
                break
            }
            token += 1
        }
        // A quotation may end with the sentence before: "„…?“ fragte sie."
        if before == nil, sentence.lowerBound > 0, quotationAt[sentence.lowerBound - 1] >= 0,
            text.tokens[sentence.lowerBound - 1].kind == .closeQuote,
            !text.tokens[sentence.lowerBound].flags.contains(.paragraphStart)
        {
            before = text.quotations[Int(quotationAt[sentence.lowerBound - 1])].tokens
        }
        if let before { add(ContentCandidate(kind: .quotationBefore, first: before), &found) }
        if let behind { add(ContentCandidate(kind: .quotationBehind, first: behind), &found) }
        if let before, let behind {
            add(
                ContentCandidate(kind: .quotationAround, first: before, second: behind), &found)
        }
    }

    // MARK: Stretches of the sentence

    private func addStretches(_ anchor: Anchor, _ found: inout [ContentCandidate]) {
        let clause = ownClause(anchor.token)
        let end = sentence.upperBound
        addAround(tree.trimmed(sentence), clause, .around, &found)
        if anchor.kind == .preposition || anchor.kind == .postposition || anchor.kind == .noun
            || anchor.kind == .rule || anchor.kind == .adverb
        {
            addPhrase(anchor, &found)
        }
        // From the first word behind the cue that can open a clause.
        let last = anchor.cue.last { $0 - anchor.token < 3 } ?? anchor.token
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
    private func addPhrase(_ anchor: Anchor, _ found: inout [ContentCandidate]) {
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
