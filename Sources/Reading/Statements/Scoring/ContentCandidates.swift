import Language
import Text

/// Makes the candidates for the content of an anchor.
struct ContentCandidates {
    let tree: SentenceTree
    let quotationAt: [Int32]
    let sentence: Range<Int>
    /// The sentence before, in the same paragraph.
    let sentenceBefore: Range<Int>?
    /// Where a clause can begin or end: behind a mark or a quotation, and the sentence's ends.
    let borders: [Int]

    var text: AnalysedText { tree.text }
    static let most = 40

    init(
        tree: SentenceTree, quotationAt: [Int32], sentence: Range<Int>, sentenceBefore: Range<Int>?
    ) {
        self.tree = tree
        self.sentenceBefore = sentenceBefore
        self.quotationAt = quotationAt
        self.sentence = sentence
        let text = tree.text
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
            if anchor.kind == .verb, let entry = anchor.entry,
                text.pack.cues.entries[entry].takesAddressee
            {
                found.removeAll { onlyNamesAddressee($0, behind: anchor.token) }
            }
        }
    }

    /// Whether the words are those to whom something is said, and nothing more than when and where: "told |
    /// reporters in Geneva on Tuesday".
    private func onlyNamesAddressee(_ candidate: ContentCandidate, behind cue: Int) -> Bool {
        let words = candidate.first
        guard candidate.second.isEmpty, candidate.rest.isEmpty, words.lowerBound > cue,
            let head = words.first(where: { Int(tree.heads[$0]) == cue }),
            tree.relations[head] == .obj || tree.relations[head] == .iobj, tree.isSomebody(head)
        else { return false }
        return !words.contains {
            tree.isFinite($0) || quotationAt[$0] >= 0
                || text.has($0, [.complementizer, .infinitiveMarker])
                || text.analysis.morphology[$0].verbForm == .infinitive
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

    func add(_ candidate: ContentCandidate, _ found: inout [ContentCandidate]) {
        guard !candidate.first.isEmpty, found.count < Self.most,
            !found.contains(where: { $0.sameWords(as: candidate) }),
            !goesOnBehindInfinitive(candidate.first)
        else { return }
        found.append(candidate)
    }

    /// Whether an infinitive clause is followed by a second verb of saying of the clause around it, which is
    /// no part of it: "lehnte es ab, Namen zu nennen, | sagte aber …". Where the verb is second, one that
    /// opens a clause has its subject outside; "um Geld zu sparen, fordere er …" opens with its own word.
    private func goesOnBehindInfinitive(_ words: Range<Int>) -> Bool {
        guard text.pack.wordOrder == .verbSecond, words.count > 3,
            words.upperBound <= text.analysis.morphology.count,
            !text.has(words.lowerBound, [.complementizer, .infinitiveMarker]),
            tree.universal[words.lowerBound] != .subordinator
        else { return false }
        for token in words.lowerBound + 1..<words.upperBound - 1 {
            if tree.isFinite(token) { return false }
            let joins = text.tokens[token].kind == .comma || tree.universal[token] == .coordinator
            if joins, tree.isFinite(token + 1),
                text.analysis.morphology[token - 1].verbForm == .infinitive
            {
                return text.cueForms(token + 1) != nil
            }
        }
        return false
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

    // MARK: Quotations

    func addQuotations(_ anchor: Anchor, _ found: inout [ContentCandidate]) {
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
}
