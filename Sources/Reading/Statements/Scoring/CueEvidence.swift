import Language
import Text

/// What of a sentence all its anchors share.
struct SentenceContext {
    var tokens: Range<Int>
    var drafts: [Draft]
    /// What the rules made of the sentence before.
    var draftsBefore: [Draft]
    /// The last statements before, the latest last.
    var spoken: [Spoken]
    /// The number of the sentence.
    var number: Int
    /// How the rules let speech go on here.
    var continuation: StatementRules.Continuation
    var root: Int
    var hasQuotation: Bool
}

/// A statement that was read already, as far as later ones depend on it.
package struct Spoken: Sendable {
    package enum Kind: Int, Sendable {
        case direct = 1
        case mixed, indirect, carriedOn, reported
    }
    package var kind: Kind
    package var source: Range<Int>?
    /// The number of its sentence, the last one where it goes on.
    package var sentence: Int

    package init(kind: Kind, source: Range<Int>?, sentence: Int) {
        self.kind = kind
        self.source = source
        self.sentence = sentence
    }
}

/// Writes what speaks for and against an anchor being a cue, and a candidate being its content.
struct CueEvidence {
    let tree: SentenceTree
    let quotationAt: [Int32]
    let text: AnalysedText

    init(tree: SentenceTree, quotationAt: [Int32]) {
        self.tree = tree
        self.quotationAt = quotationAt
        text = tree.text
    }

    // MARK: The cue

    func share(_ anchor: Anchor, _ context: SentenceContext, into group: inout EvidenceGroup) {
        let token = anchor.token
        let entry = anchor.entry.map { text.pack.cues.entries[$0] }
        group.share(.cueKind, anchor.kind.rawValue)
        group.share(.cueAct, act(anchor))
        group.share(.cueComplements, entry.map(complements) ?? 0)
        group.share(.cueShape, anchor.shape.map(shape) ?? 6)
        group.share(.cueStrength, strength(anchor))
        group.share(.sentenceLength, sizeClass(context.tokens.count))
        group.share(.otherRules, otherRules(anchor, context))
        group.share(.cueRule, anchor.draft.map { context.drafts[$0].rule.number } ?? 0)
        group.share(.speechBefore, speechBefore(context))
        group.share(.spokenBefore, spokenBefore(context))
        group.share(.markBeforeCue, markBefore(token, context.tokens))
        if anchor.kind.hasCue {
            shareCue(anchor, context, &group)
        } else {
            shareSentence(anchor, context, &group)
        }
    }

    private func shareCue(
        _ anchor: Anchor, _ context: SentenceContext, _ group: inout EvidenceGroup
    ) {
        let token = anchor.token
        let head = Int(tree.heads[token])
        group.share(.cueTag, Int(tree.tags[token]))
        group.share(.cueRelation, tree.relations[token].index)
        group.share(.cueHeadTag, head < 0 ? 63 : Int(tree.tags[head]))
        group.share(.cueHeadAct, head < 0 ? 0 : listedAct(head))
        group.share(.cueForm, form(token))
        var children = 0
        var auxiliaries = 0
        var mark = 0
        var subject: Int?
        tree.forEachChild(token) { child, relation in
            switch relation {
            case .ccomp: children |= 1
            case .xcomp: children |= 2
            case .obj: children |= 4
            case .parataxis: children |= 8
            case .argument, .iobj, .obl: children |= 16
            case .advcl, .acl, .nmod: children |= 32
            case .aux:
                auxiliaries |= text.has(child, .modal) ? 1 : 2
                if text.has(child, .subjunctive) { auxiliaries |= 8 }
            case .passiveAuxiliary: auxiliaries |= 4
            case .copula: auxiliaries |= 16
            case .mark:
                mark =
                    text.has(child, .asWord)
                    ? 1
                    : text.has(child, .complementizer)
                        ? 2 : text.has(child, .infinitiveMarker) ? 3 : 4
            default: break
            }
            if relation.isSubject { subject = child }
        }
        if tree.hasNegation(below: token) { auxiliaries |= 32 }
        group.share(.cueChildren, children)
        group.share(.cueAuxiliaries, auxiliaries)
        group.share(.cueMark, mark)
        group.share(.subjectKind, subject.map(tree.nounKind) ?? 0)
        group.share(
            .subjectPerson,
            subject.map {
                Int(tree.morphology[$0].person) * 4 + Int(tree.morphology[$0].number.rawValue)
            } ?? 20)
        group.share(.subjectSide, subject.map { $0 < token ? 1 : 2 } ?? 0)
        group.share(.cueQuoted, quotationAt[token] >= 0 ? 1 : 0)
        group.share(.cuePlace, sizeClass(token - context.tokens.lowerBound))
        group.share(.quotesAround, quotesAround(anchor, context))
        group.share(.cueParticle, anchor.cue.count)
        group.share(.cueInsideCue, insideCue(token))
        let before = token - 1
        let behind = token + 1
        group.share(
            .tagBeforeCue, before >= context.tokens.lowerBound ? Int(tree.tags[before]) : 63)
        group.share(
            .tagBehindCue, behind < context.tokens.upperBound ? Int(tree.tags[behind]) : 63)
        group.share(.markBehindCue, markBehind(token + 1, context.tokens))
        group.share(.clausePath, clausePath(token))
        group.share(.cueDepth, depth(token))
    }

    /// Of a quotation or a sentence without a cue: its verbs, how it opens, what stands before.
    private func shareSentence(
        _ anchor: Anchor, _ context: SentenceContext, _ group: inout EvidenceGroup
    ) {
        let tokens =
            anchor.quotation.map { text.quotations[$0].tokens } ?? context.tokens
        group.share(.cueQuoted, context.hasQuotation ? 3 : 2)
        group.share(.sentenceMood, mood(tokens))
        group.share(.sentenceVerb, mainVerb(tokens, context))
        let first = tokens.lowerBound
        group.share(.sentenceOpening, firstClass(first))
        group.share(.cueTag, Int(tree.tags[min(first + 1, tokens.upperBound - 1)]))
        group.share(.cueHeadTag, Int(tree.tags[context.root]))
        group.share(.cuePlace, sizeClass(first - context.tokens.lowerBound))
        group.share(.cueDepth, sizeClass(tokens.count))
        group.share(.markBehindCue, markBehind(tokens.upperBound, 0..<text.tokens.count))
        group.share(.cueForm, form(context.root))
        let subject = tree.child(context.root) { _, relation in relation.isSubject }
        group.share(.subjectKind, subject.map(tree.nounKind) ?? 0)
        group.share(
            .subjectPerson, subject.map { Int(tree.morphology[$0].person) } ?? 20)
        group.share(.cueHeadAct, listedAct(context.root))
        var own = 0
        for token in tokens {
            if text.tokens[token].kind == .sentenceEnd { own |= 1 }
            if tree.isFinite(token) { own |= 2 }
            if quotationAt[token] < 0, text.has(token, .quotative) { own |= 4 }
        }
        if tokens.upperBound >= context.tokens.upperBound - 1 { own |= 8 }
        if text.tokens[first].flags.contains(.paragraphStart) { own |= 16 }
        group.share(.quotesAround, own)
        group.share(.cueChildren, context.drafts.isEmpty ? 0 : 1)
        group.share(.clausePath, context.continuation.rawValue)
    }

    /// Of the first finite verb: 0 none, 1 subjunctive, 2 "sollen", 3 "wollen", 4 indicative; then
    /// whether there is a subjunctive anywhere, and how many finite verbs.
    private func mood(_ tokens: Range<Int>) -> Int {
        var first: Int?
        var subjunctive = 0
        var finite = 0
        for token in tokens where tree.isFinite(token) {
            finite += 1
            let isSubjunctive =
                tree.morphology[token].mood == .subjunctive || text.has(token, .subjunctive)
            if isSubjunctive { subjunctive += 1 }
            if first == nil {
                first =
                    text.has(token, [.obligation, .hearsay])
                    ? 2 : text.has(token, .volition) ? 3 : isSubjunctive ? 1 : 4
            }
        }
        guard let first else { return 0 }
        return first * 12 + (subjunctive > 0 ? 6 : 0) + min(finite, 5)
    }

    /// How the main verb tells: 0 no finite verb, 1 indicative, 2 and 3 subjunctive of the present and the
    /// past, 4 "soll" with an infinitive of the perfect ("soll gesagt haben"), 5 other "soll", 6 "sollte",
    /// 7 "will"; and how many present subjunctives there are.
    private func mainVerb(_ tokens: Range<Int>, _ context: SentenceContext) -> Int {
        var present = 0
        var main: Int?
        for token in tokens where tree.isFinite(token) && quotationAt[token] < 0 {
            if isPresentSubjunctive(token) { present += 1 }
            let head = Int(tree.heads[token])
            if main == nil, token == context.root || head == context.root || head < 0 {
                main = token
            }
        }
        var value = 0
        if let main {
            if text.has(main, .hearsay) {
                let last = lastWord(of: context.tokens)
                value =
                    text.has(last, .auxiliary) && tree.universal[last] != .verb
                        && tree.universal[last - 1] != .noun ? 4 : 5
            } else if text.has(main, .obligation) {
                value = 6
            } else if text.has(main, .volition) {
                value = 7
            } else if isPresentSubjunctive(main) {
                value = 2
            } else {
                value = tree.morphology[main].mood == .subjunctive ? 3 : 1
            }
        }
        return value * 4 + min(present, 3)
    }

    private func isPresentSubjunctive(_ token: Int) -> Bool {
        tree.morphology[token].mood == .subjunctive && tree.morphology[token].tense == .present
    }

    private func lastWord(of sentence: Range<Int>) -> Int {
        var word = sentence.upperBound - 1
        while word > sentence.lowerBound + 1, tree.isMark(word) { word -= 1 }
        return max(word, 1)
    }

    /// Whether what was said before goes on: the forms and rules of the sentence before.
    private func speechBefore(_ context: SentenceContext) -> Int {
        var value = 0
        if let last = context.draftsBefore.indices.last {
            value = 1 + context.draftsBefore[last].rule.number
            if context.draftsBefore[last].form == .direct { value += 16 }
            if context.draftsBefore[last].form == .mixed { value += 32 }
        }
        return value
    }

    /// The kind of the last statement, and how many sentences ago it was.
    private func spokenBefore(_ context: SentenceContext) -> Int {
        guard let last = context.spoken.last else { return 0 }
        let ago = min(context.number - last.sentence, 4)
        return last.kind.rawValue * 10 + ago * 2 + (last.source == nil ? 1 : 0)
    }

    /// How much of a cue it is by itself, as its entry tells: 0 not listed, 1 noun phrase only,
    /// 2 also clauses, 3 also quotations, 4 with an addressee.
    private func strength(_ anchor: Anchor) -> Int {
        guard let index = anchor.entry else { return 0 }
        let entry = text.pack.cues.entries[index]
        if entry.takesAddressee { return 4 }
        if entry.takesQuotation && entry.takesClause { return 3 }
        return entry.takesClause ? 2 : 1
    }

    func act(_ anchor: Anchor) -> Int {
        guard let entry = anchor.entry else { return 0 }
        return actNumber(entry)
    }

    private func actNumber(_ entry: Int) -> Int {
        text.pack.cues.actNumbers[entry]
    }

    private func listedAct(_ token: Int) -> Int {
        guard let form = text.cueForms(token)?.first else { return 0 }
        return actNumber(form.entry) + 20
            * (text.pack.cues.entries[form.entry].kind == .verb ? 1 : 2)
    }

    private func complements(_ entry: CueEntry) -> Int {
        (entry.takesClause ? 1 : 0) | (entry.takesQuotation ? 2 : 0)
            | (entry.takesInfinitive ? 4 : 0) | (entry.takesNoun ? 8 : 0)
            | (entry.takesAddressee ? 16 : 0) | (entry.takesObject ? 32 : 0)
    }

    private func shape(_ shape: CueForm.Shape) -> Int {
        switch shape {
        case .finite: 0
        case .participle: 1
        case .infinitive: 2
        case .joined: 3
        case .presentParticiple: 4
        }
    }

    private func otherRules(_ anchor: Anchor, _ context: SentenceContext) -> Int {
        var value = 0
        // Looked at where they stand: a copy counts the references of all parts.
        for index in context.drafts.indices where index != anchor.draft {
            value |= 1
            if context.drafts[index].content.contains(where: { $0.contains(anchor.token) }) {
                value |= 2
            }
            if context.drafts[index].frame.contains(where: { $0.contains(anchor.token) }) {
                value |= 4
            }
            if context.drafts[index].form != .reported { value |= 8 }
        }
        return value
    }

    private func form(_ token: Int) -> Int {
        let morphology = tree.morphology[token]
        return Int(morphology.mood.rawValue) * 15 + Int(morphology.tense.rawValue) * 5
            + Int(morphology.verbForm.rawValue)
    }

    private func quotesAround(_ anchor: Anchor, _ context: SentenceContext) -> Int {
        guard context.hasQuotation else { return 0 }
        var value = 1
        let token = anchor.token
        if quotationAt[context.tokens.lowerBound] >= 0 { value |= 2 }
        var index = token + 1
        while index < context.tokens.upperBound, index < token + 30 {
            if text.tokens[index].kind == .openQuote {
                value |= 4
                if index > 0, text.tokens[index - 1].kind == .colon { value |= 8 }
                break
            }
            index += 1
        }
        index = token - 1
        while index >= context.tokens.lowerBound, index > token - 4 {
            if text.tokens[index].kind == .closeQuote { value |= 16 }
            index -= 1
        }
        return value
    }

    /// Whether a listed verb governs this one, and by what relation.
    private func insideCue(_ token: Int) -> Int {
        var word = token
        var steps = 0
        while tree.heads[word] >= 0, steps < 6 {
            let relation = tree.relations[word]
            word = Int(tree.heads[word])
            steps += 1
            if tree.has(word, .cueVerb) {
                switch relation {
                case .ccomp: return steps == 1 ? 1 : 2
                case .xcomp: return 3
                case .parataxis: return 4
                case .conj: return 5
                case .advcl: return 6
                case .relativeClause, .acl: return 7
                default: return 8
                }
            }
        }
        return 0
    }

    private func clausePath(_ token: Int) -> Int {
        var value = 0
        var word = token
        var steps = 0
        while tree.heads[word] >= 0, steps < 8 {
            switch tree.relations[word] {
            case .relativeClause, .acl: value |= 1
            case .advcl: value |= 2
            case .ccomp: value |= 4
            case .xcomp: value |= 8
            case .conj: value |= 16
            case .parataxis: value |= 32
            default: break
            }
            word = Int(tree.heads[word])
            steps += 1
        }
        return value
    }

    private func depth(_ token: Int) -> Int {
        var steps = 0
        var word = token
        while tree.heads[word] >= 0, steps < 8 {
            word = Int(tree.heads[word])
            steps += 1
        }
        return steps
    }

    // MARK: Marks and words at an edge

    /// The mark before a token, 15 at the beginning of a sentence.
    func markBefore(_ token: Int, _ sentence: Range<Int>) -> Int {
        token <= sentence.lowerBound
            ? 15 : Int(text.tokens[token - 1].kind.rawValue)
    }

    func markBehind(_ token: Int, _ sentence: Range<Int>) -> Int {
        token >= sentence.upperBound ? 15 : Int(text.tokens[token].kind.rawValue)
    }

    func firstClass(_ token: Int) -> Int {
        if text.tokens[token].kind == .openQuote { return 1 }
        if text.has(token, .infinitiveMarker) { return 2 }
        if text.has(token, .complementizer) {
            return text.has(token, .relativePronoun) ? 3 : 4
        }
        if text.has(token, .asWord) { return 5 }
        if text.has(token, .subordinator) { return 6 }
        if text.has(token, .conjunction) { return 7 }
        if text.has(token, .relativePronoun) { return 8 }
        if text.has(token, .personalPronoun) { return 9 }
        if text.has(token, .article) { return 10 }
        if text.has(token, .possessive) { return 11 }
        if text.has(token, .preposition) { return 12 }
        if text.has(token, .quotative) { return 13 }
        if text.has(token, [.auxiliary, .modal]) { return 14 }
        if text.has(token, .adverb) { return 15 }
        if text.has(token, .negation) { return 16 }
        return text.tokens[token].isCapitalised ? 17 : 18
    }
}
