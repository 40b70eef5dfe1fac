import Language
import Text

/// The rules, applied to one sentence after the other.
struct StatementRules {
    let text: AnalysedText
    /// For each token the outer quotation in which it stands, or -1.
    let quotationAt: [Int32]
    /// The same without quotations of a few words inside a clause, which cut no segments.
    private let segmentAt: [Int32]
    /// The quotations that go on in the next paragraph.
    let continued: Set<Int>
    var state: DocumentState
    var sentence = SegmentedSentence()
    /// The index of the sentence's first draft.
    var firstDraft = 0

    var verbSecond: Bool { text.pack.wordOrder == .verbSecond }
    var phrases: NounPhrases { NounPhrases(text: text) }

    init(_ text: AnalysedText) {
        self.text = text
        var quotationAt = [Int32](repeating: -1, count: text.tokens.count)
        for (index, quotation) in text.quotations.enumerated() where quotation.depth == 0 {
            for token in quotation.tokens { quotationAt[token] = Int32(index) }
        }
        self.quotationAt = quotationAt
        continued = Set(text.quotations.compactMap(\.continues))
        var segmentAt = quotationAt
        for quotation in text.quotations
        where quotation.depth == 0 && Self.isInline(quotation.tokens, text) {
            for token in quotation.tokens { segmentAt[token] = -1 }
        }
        self.segmentAt = segmentAt
        state = DocumentState(used: Array(repeating: false, count: text.quotations.count))
    }

    /// Whether a quotation is a name or a few words inside a clause: 'der „Tagesbote“ meldet'.
    private static func isInline(_ tokens: Range<Int>, _ text: AnalysedText) -> Bool {
        guard tokens.count <= 8, tokens.lowerBound > 0 else { return false }
        let before = tokens.lowerBound - 1
        guard text.tokens[before].kind == .word,
            text.cueForms(before) == nil
                || text.has(before, [.article, .preposition])
        else { return false }
        return !tokens.contains {
            text.tokens[$0].kind == .sentenceEnd || text.tokens[$0].kind == .comma
        }
    }

    /// How speech went on in a sentence without a cue.
    enum Continuation: Int {
        case none, joinedQuotation, ownQuotation, indirect, joinedIndirect
    }
    /// What the last sentence was found to be.
    var continuation = Continuation.none

    /// Takes a sentence whose statements come from elsewhere.
    mutating func enter(_ tokens: Range<Int>) {
        sentence = SegmentedSentence(tokens, text, quotationAt: segmentAt)
        firstDraft = state.drafts.count
    }

    /// Adds words to a statement that stands already; false where they are its own already.
    mutating func append(_ words: Range<Int>, to index: Int) -> Bool {
        guard let last = state.drafts[index].content.last, last.upperBound <= words.lowerBound
        else { return false }
        if last.upperBound == words.lowerBound {
            state.drafts[index].content[state.drafts[index].content.count - 1] =
                last.lowerBound..<words.upperBound
        } else {
            state.drafts[index].content.append(words)
        }
        for token in words where quotationAt[token] >= 0 {
            state.used[Int(quotationAt[token])] = true
        }
        if state.drafts[index].form != .reported {
            state.drafts[index].form = form(of: state.drafts[index].content)
        }
        return true
    }

    /// Appends the statements of one sentence, given as a range of tokens.
    mutating func read(_ tokens: Range<Int>) {
        continuation = .none
        sentence = SegmentedSentence(tokens, text, quotationAt: segmentAt)
        let finder = CueFinder(text: text, sentence: sentence)
        sentence.setCues(
            sentence.segments.indices.map {
                sentence.quotation[$0] == nil ? finder.cues(in: $0) : []
            })
        sentence.setBreaks(
            sentence.segments.indices.map {
                sentence.quotation[$0] == nil
                    && endsContent(sentence.segments[$0], sentence.cues[$0])
            })
        firstDraft = state.drafts.count
        var claimed = tokens.lowerBound
        let isSigned = signed()
        for index in sentence.segments.indices where !isSigned && sentence.quotation[index] == nil {
            if prepositional(index) || quotative(index) || announced(index) { continue }
            for cue in sentence.cues[index] where cue.verb >= claimed {
                if let end = apply(cue) { claimed = end }
            }
        }
        if state.drafts.count == firstDraft { continueSpeech() }
        let spoke = state.drafts.count > firstDraft
        if spoke, let last = state.drafts[firstDraft...].last(where: { $0.source != nil }) {
            state.lastSource = last.source
        }
        state.speechGoesOn = spoke
        if spoke { state.spoken = (tokens.upperBound, firstDraft..<state.drafts.count) }
    }

    /// Whether a segment ends the content before it: it begins with a quotative, or with a cue whose
    /// subject stands elsewhere.
    func endsContent(_ segment: Range<Int>, _ cues: [Cue]) -> Bool {
        var first = segment.lowerBound
        if verbSecond {
            return text.has(first, .quotative) && !text.has(first, .complementizer)
                || cues.contains { $0.verb == first && !$0.isVerbFinal }
        }
        while first + 1 < segment.upperBound, text.has(first, [.conjunction, .adverb]) {
            first += 1
        }
        return cues.contains { $0.tokens[0] == first || $0.tokens[0] == segment.lowerBound }
    }

    // MARK: Marks and edges

    /// The end of the sentence without its final stop.
    var contentEnd: Int {
        var end = sentence.tokens.upperBound
        while end > sentence.tokens.lowerBound, text.tokens[end - 1].kind == .sentenceEnd {
            end -= 1
        }
        return end
    }

    func kind(_ token: Int) -> TokenKind? {
        text.tokens.indices.contains(token) ? text.tokens[token].kind : nil
    }

    func act(_ entry: Int) -> Statement.Act {
        Statement.Act(rawValue: text.pack.cues.entries[entry].act) ?? .state
    }

    /// The whole quotation that begins at or contains a token, over sentence borders.
    func quotation(_ token: Int) -> (index: Int, tokens: Range<Int>)? {
        guard quotationAt.indices.contains(token), quotationAt[token] >= 0 else { return nil }
        let index = Int(quotationAt[token])
        return (index, text.quotations[index].tokens)
    }

    /// Adds a statement. A quotation that goes on from the paragraphs before brings them along.
    mutating func add(_ draft: Draft) {
        var draft = draft
        var content: [Range<Int>] = []
        for range in draft.content {
            if let quotation = quotation(range.lowerBound) {
                content += earlierParts(of: quotation.index).filter { !content.contains($0) }
            }
            if !content.contains(range) { content.append(range) }
        }
        draft.content = content
        for range in draft.content {
            for token in range where quotationAt[token] >= 0 {
                state.used[Int(quotationAt[token])] = true
            }
        }
        draft.act = SpeechActs(text: text).act(of: draft)
        var frame: [Range<Int>] = []
        for range in draft.frame { frame += part(range, without: draft.content) }
        draft.frame = frame
        if let frame = draft.frame.first,
            let medium = MediumFinder(text: text).medium(
                in: wholeFrame(frame), source: draft.source)
        {
            draft.medium = medium
            if draft.addressee == nil { draft.addressee = medium.addressee }
        }
        state.drafts.append(draft)
    }

    /// The paragraphs of a quotation before the last.
    private func earlierParts(of index: Int) -> [Range<Int>] {
        var parts: [Range<Int>] = []
        var next = text.quotations[index].continues
        while let part = next, !state.used[part] {
            parts.append(text.quotations[part].tokens)
            next = text.quotations[part].continues
        }
        return parts.reversed()
    }

    /// What is left of a range without others.
    private func part(_ range: Range<Int>, without others: [Range<Int>]) -> [Range<Int>] {
        var rest = [range]
        for other in others where rest.contains(where: { $0.overlaps(other) }) {
            var left: [Range<Int>] = []
            for part in rest {
                guard part.overlaps(other) else {
                    left.append(part)
                    continue
                }
                let before = trimmed(part.lowerBound..<max(part.lowerBound, other.lowerBound))
                let behind = trimmed(min(part.upperBound, other.upperBound)..<part.upperBound)
                if !before.isEmpty { left.append(before) }
                if !behind.isEmpty { left.append(behind) }
            }
            rest = left
        }
        return rest
    }

    /// A frame that is a relative clause, with the clause before it: "gab eine Erklärung ab, in der er".
    private func wholeFrame(_ frame: Range<Int>) -> Range<Int> {
        let first = frame.lowerBound
        let isRelative =
            text.has(first, .relativePronoun)
            || frame.count > 1 && text.has(first, .preposition)
                && text.has(first + 1, .relativePronoun)
        guard isRelative,
            let index = sentence.segments.firstIndex(where: { $0.lowerBound == first }),
            index > 0
        else { return frame }
        return sentence.segments[index - 1].lowerBound..<frame.upperBound
    }

    /// Direct, mixed or indirect, by how much of the content stands in quotation marks.
    func form(of content: [Range<Int>]) -> Statement.Form {
        var inside = 0
        var outside = 0
        for range in content {
            for token in range where text.tokens[token].kind == .word {
                if quotationAt[token] >= 0 { inside += 1 } else { outside += 1 }
            }
        }
        return outside == 0 && inside > 0 ? .direct : inside > 0 ? .mixed : .indirect
    }

    func isFinite(_ token: Int) -> Bool {
        text.isFiniteVerb(token)
    }

    func isFinite(in segment: Int) -> Bool {
        sentence.segments[segment].contains { isFinite($0) }
    }

    /// A range without marks and conjunctions at its edges.
    func trimmed(_ range: Range<Int>) -> Range<Int> {
        var low = range.lowerBound
        var high = max(range.upperBound, low)
        func isMark(_ token: Int) -> Bool {
            text.tokens[token].kind.isClauseMark || text.tokens[token].kind == .sentenceEnd
        }
        while low < high, isMark(low) { low += 1 }
        while high > low, isMark(high - 1) { high -= 1 }
        return low..<high
    }

    /// The content that a frame behind it refers to: the quotation before, or the sentence so far.
    func contentBefore(_ token: Int) -> [Range<Int>] {
        var end = token
        while end > 0, kind(end - 1) == .comma { end -= 1 }
        if end > 0, kind(end - 1) == .dash, kind(end - 2) == .closeQuote { end -= 1 }
        if end > sentence.tokens.lowerBound, let quoted = quotation(end - 1) {
            let isWhole =
                quoted.tokens.lowerBound <= sentence.tokens.lowerBound
                || sentence.segments.first?.lowerBound == quoted.tokens.lowerBound
            if isWhole { return [quoted.tokens] }
        }
        guard end > sentence.tokens.lowerBound, kind(end - 1) != .dash else { return [] }
        let before = trimmed(sentence.tokens.lowerBound..<end)
        return before.count > 1 ? [before] : []
    }

    // MARK: Cue verbs

    /// Makes a statement of a cue, and returns where its content ends; nil where nothing fits.
    mutating func apply(_ cue: Cue) -> Int? {
        verbSecond ? applyVerbSecond(cue) : applySubjectVerb(cue)
    }
}
