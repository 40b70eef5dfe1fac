import Language
import Text

/// Somebody who could have said it.
package struct SourceCandidate: Sendable {
    package enum Kind: Int, Sendable {
        case none
        /// A noun phrase: whole, or cut before what is set off by a mark or a clause.
        case phrase, shortPhrase
        case rule
        /// From the sentence before: its source, a subject.
        case sourceBefore, subjectBefore
    }
    package var kind: Kind
    package var tokens: Range<Int>
    /// The word that stands for it.
    package var head: Int
}

/// Finds who could be the source of a content, and writes what speaks for each.
struct SourceEvidence {
    let tree: SentenceTree
    let quotationAt: [Int32]
    private let text: AnalysedText

    init(tree: SentenceTree, quotationAt: [Int32]) {
        self.tree = tree
        self.quotationAt = quotationAt
        text = tree.text
    }
    private static let most = 40

    // MARK: Candidates

    func candidates(
        _ anchor: Anchor, _ content: ContentCandidate, _ context: SentenceContext,
        before: Range<Int>?, into found: inout [SourceCandidate]
    ) {
        found.removeAll(keepingCapacity: true)
        found.append(SourceCandidate(kind: .none, tokens: 0..<0, head: anchor.token))
        if let index = anchor.draft, let source = context.drafts[index].source, !source.isEmpty {
            add(.rule, source, head(of: source), &found)
        }
        let isOwn = !anchor.kind.hasCue
        // Who is heard in a sentence without a cue was named before it.
        if anchor.kind != .sentence {
            for token in context.tokens where found.count < Self.most {
                guard isNominal(token), !anchor.cue.contains(token) || anchor.kind == .noun else {
                    continue
                }
                if token == anchor.token, namesAnother(anchor) { continue }
                if content.contains(token),
                    !tree.relations[token].isSubject || Int(tree.heads[token]) != anchor.token
                {
                    continue
                }
                let whole = phrase(token, context.tokens)
                add(.phrase, whole, token, &found)
                let short = shortPhrase(token, whole)
                if short != whole { add(.shortPhrase, short, token, &found) }
            }
        }
        for spoken in context.spoken.reversed() {
            if let source = spoken.source, !source.isEmpty {
                add(.sourceBefore, source, head(of: source), &found)
            }
        }
        for draft in context.draftsBefore.suffix(3).reversed() {
            if let source = draft.source, !source.isEmpty {
                add(.sourceBefore, source, head(of: source), &found)
            }
        }
        guard let before,
            isOwn
                || tree.child(
                    anchor.token,
                    where: { child, relation in
                        relation.isSubject && tree.nounKind(child) > 1
                    }) == nil
        else { return }
        for token in before where found.count < Self.most {
            guard
                tree.relations[token] == .nsubj || tree.relations[token] == .agent
                    || tree.heads[token] < 0, isNominal(token), quotationAt[token] < 0
            else { continue }
            add(.subjectBefore, phrase(token, before), token, &found)
        }
    }

    /// Whether a noun of saying tells whose words they are: "Angaben der Polizei". A report, which is a
    /// document, is a source itself.
    private func namesAnother(_ anchor: Anchor) -> Bool {
        guard anchor.kind == .noun, let index = anchor.entry,
            text.pack.cues.entries[index].marksSource, !text.has(anchor.token, .document)
        else { return false }
        return tree.child(anchor.token) { child, relation in
            child > anchor.token && isNominal(child)
                && (relation == .possessor || relation == .nmod)
        } != nil
    }

    private func add(
        _ kind: SourceCandidate.Kind, _ tokens: Range<Int>, _ head: Int,
        _ found: inout [SourceCandidate]
    ) {
        guard !tokens.isEmpty, !found.contains(where: { $0.tokens == tokens }) else { return }
        found.append(SourceCandidate(kind: kind, tokens: tokens, head: head))
    }

    /// The word of a range that depends on one outside.
    func head(of range: Range<Int>) -> Int {
        range.first {
            isNominal($0) && (tree.heads[$0] < 0 || !range.contains(Int(tree.heads[$0])))
        } ?? range.lowerBound
    }

    private func isNominal(_ token: Int) -> Bool {
        switch tree.universal[token] {
        case .noun, .properNoun, .pronoun, .numeral: break
        case .determiner: return text.has(token, [.relativePronoun, .possessive])
        case .adjective, .other: guard text.tokens[token].isCapitalised else { return false }
        default: return false
        }
        switch tree.relations[token] {
        case .flat, .compound, .fixed, .expl, .reflexive, .mark, .adposition, .goeswith, .nummod,
            .amod:
            return false
        case .det: return text.has(token, .possessive)
        default: return text.tokens[token].kind == .word
        }
    }

    /// All words of a noun phrase without the preposition that governs it.
    func phrase(_ token: Int, _ sentence: Range<Int>) -> Range<Int> {
        var low = token
        var high = token + 1
        tree.forEachChild(token) { child, relation in
            switch relation {
            case .adposition, .coordinator, .punct, .mark, .copula, .nsubj, .aux, .passiveAuxiliary,
                .advcl, .parataxis, .csubj, .ccomp, .preconjunct, .passiveSubject, .advmod, .obl:
                return
            default: break
            }
            low = min(low, Int(tree.left[child]))
            high = max(high, Int(tree.right[child]))
        }
        low = max(low, sentence.lowerBound)
        high = min(high, sentence.upperBound)
        // A name is whole: "Von der Leyen".
        let entities = text.analysis.entities
        if !entities.isEmpty {
            while low > sentence.lowerBound, !entities[low].begins, entities[low].kind != nil,
                entities[low].kind == entities[low - 1].kind
            { low -= 1 }
            high = endOfName(high, sentence.upperBound)
        }
        return trimmed(low..<high, around: token)
    }

    /// Where the name ends that goes on at a token: "Dr. Ute | Kranz".
    private func endOfName(_ token: Int, _ limit: Int) -> Int {
        let entities = text.analysis.entities
        var end = token
        guard !entities.isEmpty else { return end }
        while end > 0, end < limit, !entities[end].begins, entities[end].kind != nil,
            entities[end].kind == entities[end - 1].kind
        { end += 1 }
        return end
    }

    /// The phrase up to the first clause or mark behind its head.
    private func shortPhrase(_ token: Int, _ whole: Range<Int>) -> Range<Int> {
        var high = token + 1
        while high < whole.upperBound {
            let relation = tree.relations[high]
            if tree.isMark(high) || text.tokens[high].kind == .openBracket { break }
            if relation == .relativeClause || relation == .acl { break }
            high += 1
        }
        high = min(endOfName(high, whole.upperBound), whole.upperBound)
        var low = token
        while low > whole.lowerBound, !tree.isMark(low - 1) { low -= 1 }
        return low..<high
    }

    private func trimmed(_ range: Range<Int>, around token: Int) -> Range<Int> {
        var low = range.lowerBound
        var high = range.upperBound
        while low < token, tree.isMark(low) { low += 1 }
        while high > token + 1, tree.isMark(high - 1) { high -= 1 }
        return low..<high
    }

    // MARK: Evidence

    func add(
        _ candidate: SourceCandidate, _ anchor: Anchor, _ content: ContentCandidate,
        _ context: SentenceContext, order: Int, to group: inout EvidenceGroup
    ) {
        let kind = candidate.kind.rawValue
        group.add(.sourceKind, kind)
        group.add(.sourceKindCue, kind * 10 + min(anchor.kind.rawValue, 9))
        group.add(
            .contentSide, content.kind.rawValue + ContentCandidate.Kind.count * (kind == 0 ? 0 : 1))
        guard candidate.kind != .none else { return group.endCandidate() }
        let head = candidate.head
        let relation = tree.relations[head]
        let governor = Int(tree.heads[head])
        group.add(.sourceRelation, relation.index)
        group.add(
            .sourceRelationCue,
            governor == anchor.token
                ? relation.index : Int(tree.heads[anchor.token]) == head ? 62 : 63)
        group.add(.sourcePath, path(head, anchor.token))
        group.add(.sourceTag, Int(tree.tags[head]))
        group.add(.sourceClass, tree.nounKind(head))
        group.add(
            .sourceEntity,
            text.analysis.entities.isEmpty ? 0 : Int(text.analysis.entities[head].rawValue))
        group.add(.sourceCase, Int(tree.morphology[head].grammaticalCase.rawValue) * 6 + kind)
        group.add(.sourceAgrees, agreement(head, anchor.token))
        group.add(.sourceLength, sizeClass(candidate.tokens.count))
        addPlace(candidate, anchor, content, context, &group)
        let low = candidate.tokens.lowerBound
        let high = candidate.tokens.upperBound
        group.add(.sourceOrder, min(order, 12))
        group.add(.sourcePreposition, preposition(low))
        group.add(.sourceArticle, article(low))
        var extent = 0
        for token in candidate.tokens {
            if tree.isMark(token) { extent |= 1 }
            if tree.isFinite(token) { extent |= 2 }
            if token > head, tree.relations[token] == .adposition { extent |= 4 }
            if tree.relations[token] == .coordinator { extent |= 8 }
        }
        group.add(.sourceExtent, extent * 4 + (head == low ? 1 : 0) + (head + 1 == high ? 2 : 0))
        group.add(
            .sourceTail,
            high < text.tokens.count
                ? Int(text.tokens[high].kind.rawValue) + (text.has(high, .article) ? 16 : 0) : 15)
        group.add(.sourceNext, high < tree.tags.count ? Int(tree.tags[high]) : 63)
        let isTime = candidate.tokens.contains { text.has($0, [.weekday, .month]) }
        let isSpeaker = candidate.tokens.contains {
            text.has($0, [.personNoun, .organizationNoun, .outlet, .unnamed])
        }
        group.add(
            .sourceOpens, (isTime ? 1 : 0) + (isSpeaker ? 2 : 0) + (tree.heads[head] < 0 ? 4 : 0))
        group.endCandidate()
    }

    private func addPlace(
        _ candidate: SourceCandidate, _ anchor: Anchor, _ content: ContentCandidate,
        _ context: SentenceContext, _ group: inout EvidenceGroup
    ) {
        let head = candidate.head
        let isBefore = !context.tokens.contains(head)
        let between =
            isBefore
            ? 0..<0
            : head < anchor.token ? head + 1..<anchor.token : clampedRange(anchor.token + 1, head)
        let side = isBefore ? 2 : head < anchor.token ? 0 : 1
        group.add(.sourceSide, side * ContentCandidate.Kind.count + content.kind.rawValue)
        group.add(.sourceDistance, sizeClass(between.count) * 3 + side)
        let passed = tree.tally(between)
        group.add(
            .sourceCommas,
            min(passed.clauseMarks, 3) * 16 + min(passed.finite, 3) * 4 + min(passed.nouns, 3))
        group.add(.sourceQuoted, quotationAt[head] >= 0 ? 1 : 0)
        group.add(
            .sourceInContent,
            content.contains(head) ? 1 : head < content.first.lowerBound ? 2 : 3)
        var ofRoot = Int(tree.heads[head]) == context.root ? 1 : 0
        if tree.relations[head].isSubject { ofRoot |= 2 }
        group.add(.sourceOfRoot, ofRoot)
        if isBefore {
            let place = context.spoken.reversed().firstIndex { $0.source == candidate.tokens }
            group.add(
                .sourceRecent,
                place.map {
                    let spoken = context.spoken.reversed()[$0]
                    let back = context.spoken.reversed().distance(
                        from: context.spoken.reversed().startIndex, to: $0)
                    return 1 + back * 12 + min(context.number - spoken.sentence, 3) * 3
                        + (spoken.kind == .direct ? 0 : spoken.kind == .carriedOn ? 1 : 2)
                } ?? 0)
        }
        group.add(.sourceSentence, isBefore ? 1 + min(context.draftsBefore.count, 3) : 0)
        if let index = anchor.draft {
            let source = context.drafts[index].source
            group.add(
                .sourceRule,
                source == nil
                    ? 1
                    : source == candidate.tokens
                        ? 2 : source?.overlaps(candidate.tokens) ?? false ? 3 : 4)
        } else {
            group.add(.sourceRule, 0)
        }
    }

    /// The way from a noun to the cue: steps up from it, steps up from the cue.
    private func path(_ from: Int, _ to: Int) -> Int {
        var up = 0
        var word = from
        while up < 6 {
            var down = 0
            var other = to
            while down < 6 {
                if other == word { return up * 7 + down }
                if tree.heads[other] < 0 { break }
                other = Int(tree.heads[other])
                down += 1
            }
            if tree.heads[word] < 0 { break }
            word = Int(tree.heads[word])
            up += 1
        }
        return 62
    }

    private func agreement(_ head: Int, _ verb: Int) -> Int {
        let finite =
            tree.isFinite(verb)
            ? verb
            : tree.child(verb) { child, relation in
                (relation == .aux || relation == .passiveAuxiliary) && tree.isFinite(child)
            } ?? verb
        let (a, b) = (tree.morphology[head].number, tree.morphology[finite].number)
        if a == .unknown || b == .unknown { return 0 }
        return a == b ? 1 : 2
    }

    private func preposition(_ low: Int) -> Int {
        guard low > 0 else { return 0 }
        let before = low - 1
        if text.has(before, .agentMarker) { return 1 }
        if text.pack.cues.isSourcePreposition(text.tokens[before].hash) { return 2 }
        if let form = text.cueForms(before)?.first {
            switch text.pack.cues.entries[form.entry].kind {
            case .preposition: return 3
            case .noun: return 4
            case .verb: return 5
            default: break
            }
        }
        if text.has(before, .preposition) { return 6 }
        if text.has(before, .quotative) { return 7 }
        if text.has(before, .asWord) { return 8 }
        if text.tokens[before].kind != .word { return 9 + Int(text.tokens[before].kind.rawValue) }
        return 30
    }

    private func article(_ low: Int) -> Int {
        if text.has(low, .article) { return 1 }
        if text.has(low, .possessive) { return 2 }
        if text.has(low, .quantifier) { return 3 }
        if text.has(low, .personalPronoun) { return 4 }
        return text.tokens[low].isCapitalised ? 5 : 6
    }
}
