import Language
import Text

/// Reads statements by scoring what anchors, trees and rules propose.
struct ScoredStatements {
    let model: AttributionModel
    let text: AnalysedText
    let explain: Bool
    private var walk: AttributionWalk
    /// Takes the statements and completes them: frame, medium, act.
    private var output: StatementRules
    private var group = EvidenceGroup()
    private var scores: [Float] = []
    /// Where the drafts of the sentence before begin.
    private var firstBefore = 0
    private var first = 0
    /// The drafts that took a quotation without a cue, by the quotation's first token.
    private var withoutCue: [Int: Int] = [:]
    /// Drafts that lost all their words to a cue that came later.
    private var emptied: Set<Int> = []
    /// Chosen on the dev parts.
    private static let thresholdOfActs: Float = 0.12
    private static let thresholdOfUnlisted: Float = 0.6
    /// For "called it “…”", which a rule found.
    private static let thresholdOfQuoted: Float = 0.2

    /// A statement that was chosen, before its source is.
    private struct Choice {
        var anchor: Anchor
        var content: ContentCandidate
        /// Of being a statement at all, and of having this content.
        var isStatement: Float
        var score: Float
        var evidence: Evidence?
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
            if let choice = choose(anchor) { choices.append(choice) }
        }
        let selected = select(choices)
        for choice in selected { add(upToNext(choice, selected)) }
    }

    private mutating func choose(_ anchor: Anchor) -> Choice? {
        walk.layOut(anchor, into: &group)
        guard group.count > 1 else { return nil }
        model.contents.probabilities(group, into: &scores)
        let isStatement = 1 - scores[0]
        guard isStatement >= threshold(anchor),
            var best = scores.indices.dropFirst().max(by: { scores[$0] < scores[$1] })
        else { return nil }
        if let whole = whole(best) { best = whole }
        if let both = split(best, anchor) { best = both }
        // What is taken on a rule's word has the rule's content.
        if isStatement < model.threshold, anchor.draft != nil,
            let ruled = walk.contents.indices.first(where: { walk.contents[$0].kind == .rule })
        {
            best = ruled
        }
        if isNaming(anchor, walk.contents[best], hasSource: true) { return nil }
        return Choice(
            anchor: anchor, content: walk.contents[best], isStatement: isStatement,
            score: scores[best], evidence: explain ? model.contents.strongest(group, best) : nil)
    }

    /// From which probability on an anchor is taken. A rule that knows the act and its object or
    /// infinitive needs little support: corpora mark bare speech acts unevenly.
    private func threshold(_ anchor: Anchor) -> Float {
        guard anchor.kind.hasCue else { return model.thresholdWithoutCue }
        switch anchor.draft.map({ walk.context.drafts[$0].rule }) {
        case .colon: return 0
        case .quotedWords: return min(model.threshold, Self.thresholdOfQuoted)
        default: break
        }
        if let index = anchor.draft, walk.context.drafts[index].form == .reported {
            return walk.context.drafts[index].act.isAnswer
                ? 0 : min(model.threshold, Self.thresholdOfActs)
        }
        switch anchor.kind {
        case .unlistedVerb, .unlistedNoun: return max(model.threshold, Self.thresholdOfUnlisted)
        default: return model.threshold
        }
    }

    /// Whether a content is a title or name in quotation marks, and nothing that is said: "the play “No
    /// Way Back”". A name has no clause mark and no verb, and its longer words begin with capitals.
    /// Verbs of naming take names from somebody; where nobody names, it is a name: "is called “Dyke Lane”".
    private func isNaming(
        _ anchor: Anchor, _ content: ContentCandidate, hasSource: Bool
    ) -> Bool {
        // Where all nouns have capitals they tell nothing.
        guard !output.verbSecond else { return false }
        guard content.kind != .around, content.kind != .quotationAround else {
            return false
        }
        if hasSource, let index = anchor.entry {
            let entry = text.pack.cues.entries[index]
            if entry.takesNoun && entry.takesQuotation { return false }
        }
        return content.parts.contains { isName(in: $0, content.kind) }
    }

    private func isName(in words: Range<Int>, _ kind: ContentCandidate.Kind) -> Bool {
        let tree = walk.tree
        guard let open = words.first(where: { text.tokens[$0].kind == .openQuote }),
            !words.prefix(open - words.lowerBound).contains(where: tree.isFinite),
            open > 0, !text.tokens[open - 1].kind.isClauseMark,
            text.tokens[open - 1].kind == .word || kind == .own,
            output.quotationAt[open] >= 0
        else { return false }
        let quotation = text.quotations[Int(output.quotationAt[open])].tokens
        let quoted = quotation.dropFirst().dropLast()
        guard let first = quoted.first, quoted.count <= 8, text.tokens[first].isCapitalised else {
            return false
        }
        return quoted.allSatisfy { token in
            let row = text.tokens[token]
            return row.kind == .word && !tree.isFinite(token)
                && (row.isCapitalised || row.end - row.start < 5) || row.kind == .number
        }
    }

    /// The content that a rule took, where the chosen one is the same without its first words: a tree
    /// that gives the subject to the wrong verb cuts them off.
    private func whole(_ best: Int) -> Int? {
        let chosen = walk.contents[best]
        return walk.contents.indices.first {
            let other = walk.contents[$0]
            return other.kind == .rule && scores[$0] >= 0.1 * scores[best]
                && other.parts.count == chosen.parts.count
                && other.parts.last?.upperBound == chosen.parts.last?.upperBound
                && (1...3).contains(chosen.first.lowerBound - other.first.lowerBound)
        }
    }

    /// Both parts of a quotation that its frame splits: “No,” she said, “not today.” The first part ends no
    /// sentence, and the second goes on behind a comma.
    private func split(_ best: Int, _ anchor: Anchor) -> Int? {
        let chosen = walk.contents[best]
        guard anchor.kind == .verb, chosen.second.isEmpty else { return nil }
        return walk.contents.indices.first {
            let both = walk.contents[$0]
            guard both.kind == .quotationAround || both.kind == .rule && both.rest.isEmpty,
                !both.second.isEmpty, text.tokens[both.first.lowerBound].kind == .openQuote,
                text.tokens[both.second.lowerBound].kind == .openQuote,
                chosen.first == both.first || chosen.first == both.second,
                both.second.lowerBound > both.first.upperBound,
                text.tokens[both.second.lowerBound - 1].kind == .comma,
                both.first.count > 2
            else { return false }
            let last = text.tokens[both.first.upperBound - 2].kind
            let isOpen =
                last == .comma
                || text.tokens[both.first.upperBound].kind == .comma
                    && last != .sentenceEnd
            // Nothing but the frame stands between.
            return isOpen
                && (both.first.upperBound..<both.second.lowerBound).filter {
                    text.tokens[$0].kind.isClauseMark
                }.count <= 2
        }
    }

    /// The surest first; what has the words of a surer one as its own is left out.
    private func select(_ choices: [Choice]) -> [Choice] {
        let order = choices.indices.sorted {
            (value(choices[$1]), $0) < (value(choices[$0]), $1)
        }
        func value(_ choice: Choice) -> Float {
            choice.isStatement + (choice.anchor.kind.hasCue ? 0.4 : 0)
        }
        var taken: [Int] = []
        for index in order {
            let choice = choices[index]
            let clashes = taken.contains { other in
                let other = choices[other]
                let shared = Self.shared(choice.content, other.content)
                if !choice.anchor.kind.hasCue || !other.anchor.kind.hasCue { return shared > 0 }
                if isInfinitive(choice, of: other) || isInfinitive(other, of: choice) {
                    return true
                }
                if isNested(choice, other) || isNested(other, choice) { return false }
                // Verbs that are coordinated may share their auxiliary.
                return 10 * shared > 3 * (choice.content.length + other.content.length)
                    || choice.anchor.cue.contains(other.anchor.token)
                    || other.anchor.cue.contains(choice.anchor.token)
            }
            if !clashes { taken.append(index) }
        }
        return taken.sorted().map { choices[$0] }
    }

    /// ", adding that": the same speaker goes on.
    private func isAdding(_ token: Int) -> Bool {
        !output.verbSecond && text.tokens[token - 1].kind == .comma
            && (text.pack.cues.forms(of: text.tokens[token].hash)?.contains {
                $0.shape == .presentParticiple && text.pack.cues.entries[$0.entry].takesClause
            } ?? false)
    }

    /// A content ends where its verb is coordinated with another that is a cue: "confirmed the meeting | but
    /// denied any failure".
    private func upToNext(_ choice: Choice, _ others: [Choice]) -> Choice {
        let tree = walk.tree
        let first = choice.content.first
        guard choice.content.second.isEmpty,
            let next = others.map(\.anchor.token).first(where: {
                first.contains($0) && $0 > choice.anchor.token
                    && (Int(tree.heads[$0]) == choice.anchor.token && tree.relations[$0] == .conj
                        || isAdding($0))
            })
        else { return choice }
        var end = next
        // The words between conjunction and verb go with the verb: "but later denied".
        if let word = clampedRange(max(first.lowerBound, next - 3), next).last(where: {
            text.has($0, .conjunction)
        }), !isAdding(next) {
            end = word
        }
        while end > first.lowerBound, tree.isMark(end - 1) { end -= 1 }
        guard end > first.lowerBound else { return choice }
        var cut = choice
        cut.content.first = first.lowerBound..<end
        return cut
    }

    /// "declined to comment on it" is one act.
    private func isInfinitive(_ inner: Choice, of outer: Choice) -> Bool {
        let tree = walk.tree
        return inner.anchor.kind == .verb && tree.relations[inner.anchor.token] == .xcomp
            && Int(tree.heads[inner.anchor.token]) == outer.anchor.token
            && outer.content.contains(inner.anchor.token)
    }

    /// Whether a statement stands with its cue in the content of another: "said that he had promised to go".
    private func isNested(_ inner: Choice, _ outer: Choice) -> Bool {
        outer.content.contains(inner.anchor.token) && !outer.anchor.cue.contains(inner.anchor.token)
            && !inner.content.contains(outer.anchor.token)
            && Self.shared(inner.content, outer.content) == inner.content.length
            && inner.content.length + inner.anchor.cue.count < outer.content.length
    }

    private static func shared(_ a: ContentCandidate, _ b: ContentCandidate) -> Int {
        var shared = 0
        for part in a.parts {
            for other in b.parts { shared += part.clamped(to: other).count }
        }
        return shared
    }

    // MARK: Statements

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
        if anchor.kind == .sentence, source.kind == .none || goesOn(with: source.tokens),
            joins(content.first)
        {
            walk.rememberGoingOn()
            return
        }
        let ruleDraft = anchor.draft.map { walk.context.drafts[$0] }
        // What belongs to the source is not said: "…, said Anna Berg, a judge".
        let parts = content.parts.filter { source.kind == .none || !source.tokens.contains($0) }
        var draft = Draft(
            form: .indirect, act: .state,
            source: source.kind == .none ? nil : upToVerb(source.tokens, choice),
            cue: Cue.ranges(of: anchor.cue), content: parts.isEmpty ? content.parts : parts,
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
            draft.rule == .colon && choice.isStatement < model.threshold
            ? nil : model.confidence(choice.score * scores[best])
        draft.frame = frame(choice, draft)
        if let ruleDraft {
            if let addressee = ruleDraft.addressee, !(draft.source?.overlaps(addressee) ?? false),
                !isObject(addressee, of: anchor)
            {
                draft.addressee = addressee
            }
            if draft.confidence == nil, output.verbSecond { draft.source = ruleDraft.source }
            draft.antecedent = ruleDraft.source == draft.source ? ruleDraft.antecedent : nil
            draft.sharesFrame = ruleDraft.sharesFrame
        }
        if draft.addressee == nil { draft.addressee = addressee(choice, draft) }
        draft.form = form(choice, ruleDraft)
        if draft.form == .indirect, draft.act.isCommitment, output.isInfinitive(draft.content) {
            draft.form = .reported
        }
        draft.isImpersonal = draft.source == nil
        if explain {
            draft.evidence = [
                choice.evidence.map { "content: \($0)" },
                model.sources.strongest(group, best).map { "source: \($0)" },
            ].compactMap { $0 }
        }
        if anchor.kind.hasCue { claim(content) }
        output.add(draft)
        if anchor.kind == .quotation {
            withoutCue[content.first.lowerBound] = output.state.drafts.count - 1
        }
        walk.remember(walk.kind(of: content), source: draft.source)
    }

    /// What stands before the verb of a main clause is one phrase where the verb comes second: a source
    /// that opens the sentence goes up to it ("Anna Berg vom Amt | sagte").
    private func upToVerb(_ source: Range<Int>, _ choice: Choice) -> Range<Int> {
        let tree = walk.tree
        let high = source.upperBound
        guard output.verbSecond, source.lowerBound == walk.context.tokens.lowerBound,
            let verb = choice.anchor.cue.first(where: tree.isFinite), verb > high,
            verb - high < 9, text.has(high, .preposition), !choice.content.contains(high),
            !(high..<verb).contains(where: {
                tree.isMark($0) || tree.universal[$0] == .verb || text.has($0, [.weekday, .month])
                    || choice.content.contains($0)
            })
        else { return source }
        return source.lowerBound..<verb
    }

    /// "nannte den Plan": an accusative is what is spoken of, where the verb takes nobody in that case.
    private func isObject(_ phrase: Range<Int>, of anchor: Anchor) -> Bool {
        guard output.verbSecond, let index = anchor.entry else { return false }
        let entry = text.pack.cues.entries[index]
        let head = walk.sources.head(of: phrase)
        return !entry.takesAddressee && !entry.takesObject
            && walk.tree.morphology[head].grammaticalCase == .accusative
    }

    /// Of the entries of a verb the one that has such a content: "called on him to go", "called it dull".
    private func fitting(_ entry: Int, _ content: ContentCandidate, of anchor: Anchor) -> Int {
        let entries = text.pack.cues.entries
        let found = entries[entry]
        guard found.kind == .verb, found.takesInfinitive, !found.takesNoun, !found.takesClause,
            !content.parts.contains(where: { $0.contains { text.has($0, .infinitiveMarker) } }),
            let forms = text.pack.cues.forms(of: text.tokens[anchor.token].hash)
        else { return entry }
        return forms.map(\.entry).first {
            entries[$0].kind == .verb && entries[$0].particle == found.particle
                && (entries[$0].takesNoun || entries[$0].takesQuotation)
        } ?? entry
    }

    private func form(_ choice: Choice, _ ruleDraft: Draft?) -> Statement.Form {
        if choice.content.kind == .rule, let ruleDraft { return ruleDraft.form }
        let form = output.form(of: choice.content.parts)
        return choice.content.kind == .object && form != .direct ? .reported : form
    }

    private func rule(_ choice: Choice, _ ruleDraft: Draft?) -> Rule {
        switch choice.content.kind {
        case .rule: return ruleDraft?.rule ?? .contentBehind
        case .object:
            return output.form(of: choice.content.parts) == .direct ? .quotedWords : .reportedAct
        case .own, .goesOn:
            return choice.anchor.kind == .quotation ? .ownQuotation : .freeIndirect
        default: break
        }
        switch choice.anchor.kind {
        case .preposition, .postposition: return .sourcePhrase
        case .noun, .unlistedNoun: return .nounOfSaying
        case .adverb: return .quotative
        case .colon: return .colon
        default:
            return choice.content.first.lowerBound < choice.anchor.token
                ? .contentBefore : .contentBehind
        }
    }

    /// To whom it was said: an object of the cue that is somebody, outside of content and source.
    private func addressee(_ choice: Choice, _ draft: Draft) -> Range<Int>? {
        guard choice.anchor.kind == .verb, let index = choice.anchor.entry else { return nil }
        let entry = text.pack.cues.entries[index]
        let tree = walk.tree
        let token = tree.child(choice.anchor.token) { child, relation in
            switch relation {
            case .iobj:
                // "nannte den Plan": whoever is spoken to stands in the dative.
                guard
                    entry.takesAddressee || !output.verbSecond
                        || tree.morphology[child].grammaticalCase != .accusative
                else { return false }
            case .argument:
                guard tree.morphology[child].grammaticalCase == .dative else { return false }
            case .obj: guard entry.takesAddressee || entry.takesObject else { return false }
            case .obl:
                guard
                    tree.child(
                        child,
                        where: { word, relation in
                            relation == .adposition
                                && text.pack.media.isAddresseePreposition(text.tokens[word].hash)
                        }) != nil
                else { return false }
            default: return false
            }
            return (3...14).contains(tree.nounKind(child)) && tree.nounKind(child) != 8
                && !choice.content.contains(child) && !(draft.source?.contains(child) ?? false)
                && !text.has(child, [.weekday, .month])
        }
        return token.map { walk.sources.phrase($0, walk.context.tokens) }
    }

    /// The words around the cue up to the content; of a phrase with a preposition only the phrase.
    private func frame(_ choice: Choice, _ draft: Draft) -> [Range<Int>] {
        let anchor = choice.anchor
        guard anchor.kind.hasCue else { return [] }
        if !choice.content.frame.isEmpty { return [choice.content.frame] }
        var low = anchor.token
        var high = anchor.token + 1
        let sentence = walk.context.tokens
        switch anchor.kind {
        case .preposition, .postposition, .noun, .unlistedNoun:
            for range in draft.cue + [draft.source].compactMap({ $0 })
            where sentence.contains(range.lowerBound) {
                low = min(low, range.lowerBound)
                high = max(high, range.upperBound)
            }
        default:
            while low > sentence.lowerBound, !choice.content.contains(low - 1) { low -= 1 }
            while high < sentence.upperBound, !choice.content.contains(high) { high += 1 }
        }
        return [output.trimmed(low..<high)]
    }

    /// Adds words to the last statement of the sentence before, or of this one.
    private mutating func goOn(_ words: Range<Int>) -> Bool {
        let recent = output.state.drafts.indices.suffix(
            output.state.drafts.count - min(firstBefore, output.state.drafts.count)
        ).filter { !emptied.contains($0) }
        let isQuoted = output.quotationAt[words.lowerBound] >= 0
        guard
            let last = recent.last(where: {
                let form = output.state.drafts[$0].form
                return isQuoted ? form == .direct || form == .mixed : form != .reported
            }) ?? recent.last
        else { return false }
        guard output.append(words, to: last) else { return false }
        generaliseAct(of: last, for: words)
        if isQuoted { withoutCue[words.lowerBound] = last }
        return true
    }

    private func goesOn(with source: Range<Int>) -> Bool {
        output.state.drafts.last.map { $0.source == nil || $0.source == source } ?? false
    }

    /// Adds a sentence without a cue to the one before, where that has none either.
    private mutating func joins(_ words: Range<Int>) -> Bool {
        let last = output.state.drafts.count - 1
        guard last >= 0, !emptied.contains(last), output.state.drafts[last].rule == .freeIndirect,
            output.state.drafts[last].content.last?.upperBound == words.lowerBound
        else { return false }
        generaliseAct(of: last, for: words)
        return output.append(words, to: last)
    }

    /// The act of sentences without a cue holds for the whole row only where all of them do the same.
    private mutating func generaliseAct(of draft: Int, for words: Range<Int>) {
        guard output.state.drafts[draft].rule == .freeIndirect else { return }
        var own = output.state.drafts[draft]
        own.act = .state
        own.content = [words]
        if SpeechActs(text: text).act(of: own) != output.state.drafts[draft].act {
            output.state.drafts[draft].act = .state
        }
    }

    /// Takes quotations that have a cue away from the statements that had them without one: a quotation
    /// of several sentences may have its frame behind the last.
    private mutating func claim(_ content: ContentCandidate) {
        guard !withoutCue.isEmpty else { return }
        content.forEachPart { part in
            let index = Int(output.quotationAt[part.lowerBound])
            guard index >= 0,
                let draft = withoutCue.removeValue(
                    forKey: text.quotations[index].tokens.lowerBound)
            else { return }
            let quotation = text.quotations[index].tokens
            let rest = output.state.drafts[draft].content.compactMap { words -> Range<Int>? in
                if quotation.contains(words.lowerBound) { return nil }
                return words.contains(quotation.lowerBound)
                    ? words.lowerBound..<quotation.lowerBound : words
            }
            if rest.isEmpty {
                emptied.insert(draft)
            } else {
                output.state.drafts[draft].content = rest
                if output.state.drafts[draft].form != .reported {
                    output.state.drafts[draft].form = output.form(of: rest)
                }
            }
        }
    }
}
