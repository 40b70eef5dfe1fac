import Language
import Text

/// The rules, applied to one sentence after the other.
struct StatementRules {
    let text: AnalysedText
    /// For each token the outer quotation in which it stands, or -1.
    let quotationAt: [Int32]
    /// The same without quotations of a few words inside a clause, which cut no segments.
    private let segmentAt: [Int32]
    private(set) var state: DocumentState
    private var sentence = SegmentedSentence()
    /// The index of the sentence's first draft.
    private var firstDraft = 0

    private var verbSecond: Bool { text.pack.wordOrder == .verbSecond }
    private var phrases: NounPhrases { NounPhrases(text: text) }

    init(_ text: AnalysedText) {
        self.text = text
        var quotationAt = [Int32](repeating: -1, count: text.tokens.count)
        for (index, quotation) in text.quotations.enumerated() where quotation.depth == 0 {
            for token in quotation.tokens { quotationAt[token] = Int32(index) }
        }
        self.quotationAt = quotationAt
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
            text.pack.cues.forms(of: text.tokens[before].hash) == nil
                || text.has(before, [.article, .preposition])
        else { return false }
        return !tokens.contains {
            text.tokens[$0].kind == .sentenceEnd || text.tokens[$0].kind == .comma
        }
    }

    /// Appends the statements of one sentence, given as a range of tokens.
    mutating func read(_ tokens: Range<Int>) {
        sentence = SegmentedSentence(tokens, text, quotationAt: segmentAt)
        let cues = CueFinder(text: text, sentence: sentence)
        sentence.setCues(cues.cues, isBreak: endsContent)
        firstDraft = state.drafts.count
        var claimed = tokens.lowerBound
        for index in sentence.segments.indices where sentence.quotation[index] == nil {
            if prepositional(index) || quotative(index) { continue }
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
    }

    /// Whether a segment ends the content before it: it begins with a quotative, or with a cue whose
    /// subject stands elsewhere.
    private func endsContent(_ segment: Range<Int>, _ cues: [Cue]) -> Bool {
        var first = segment.lowerBound
        if verbSecond {
            return text.has(first, .quotative) && !text.has(first, .complementizer)
                || cues.contains { $0.verb == first && !$0.isVerbFinal }
        }
        while first + 1 < segment.upperBound, text.has(first, [.conjunction, .adverb]) { first += 1 }
        return cues.contains { $0.tokens[0] == first || $0.tokens[0] == segment.lowerBound }
    }

    // MARK: Marks and edges

    /// The end of the sentence without its final stop.
    private var contentEnd: Int {
        var end = sentence.tokens.upperBound
        while end > sentence.tokens.lowerBound, text.tokens[end - 1].kind == .sentenceEnd { end -= 1 }
        return end
    }

    private func kind(_ token: Int) -> TokenKind? {
        text.tokens.indices.contains(token) ? text.tokens[token].kind : nil
    }

    private func act(_ entry: Int) -> Statement.Act {
        Statement.Act(rawValue: text.pack.cues.entries[entry].act) ?? .state
    }

    /// The whole quotation that begins at or contains a token, over sentence borders.
    private func quotation(_ token: Int) -> (index: Int, tokens: Range<Int>)? {
        guard quotationAt.indices.contains(token), quotationAt[token] >= 0 else { return nil }
        let index = Int(quotationAt[token])
        return (index, text.quotations[index].tokens)
    }

    private mutating func add(_ draft: Draft) {
        for range in draft.content {
            for token in range where quotationAt[token] >= 0 {
                state.used[Int(quotationAt[token])] = true
            }
        }
        var draft = draft
        draft.act = SpeechActs(text: text).act(of: draft)
        if let frame = draft.frame.first,
            let medium = MediumFinder(text: text).medium(in: frame, source: draft.source)
        {
            draft.medium = medium
            if draft.addressee == nil { draft.addressee = medium.addressee }
        }
        state.drafts.append(draft)
    }

    /// Direct, mixed or indirect, by how much of the content stands in quotation marks.
    private func form(of content: [Range<Int>]) -> Statement.Form {
        var inside = 0
        var outside = 0
        for range in content {
            for token in range where text.tokens[token].kind == .word {
                if quotationAt[token] >= 0 { inside += 1 } else { outside += 1 }
            }
        }
        return outside == 0 && inside > 0 ? .direct : inside > 0 ? .mixed : .indirect
    }

    // MARK: "laut X", "nach Angaben von X", "according to X"

    /// A source in a prepositional phrase: the rest of the sentence is its content.
    private mutating func prepositional(_ segment: Int) -> Bool {
        let range = sentence.segments[segment]
        for token in range {
            guard let forms = text.pack.cues.forms(of: text.tokens[token].hash) else { continue }
            for form in forms {
                let entry = text.pack.cues.entries[form.entry]
                var cue: Range<Int>?
                var source: Range<Int>?
                switch entry.kind {
                case .preposition:
                    let start = token + 1
                    source = verbSecond
                        ? phrases.forward(from: start, limit: range.upperBound, isSource: true)
                        : followingPreposition(start, range.upperBound)
                    cue = token..<token + 1
                case .postposition:
                    guard token > range.lowerBound else { continue }
                    var start = token - 1
                    while start > range.lowerBound, text.tokens[start - 1].kind == .word,
                        !text.has(start - 1, [.auxiliary, .modal, .conjunction])
                    { start -= 1 }
                    source = start..<token
                    cue = token..<token + 1
                case .noun where verbSecond:
                    guard token > range.lowerBound, text.has(token - 1, .asWord) == false,
                        text.pack.cues.isSourcePreposition(text.tokens[previousPreposition(token, range)].hash)
                    else { continue }
                    let preposition = previousPreposition(token, range)
                    guard preposition + 3 > token else { continue }
                    source = phrases.forward(
                        from: preposition + 1, limit: range.upperBound, isSource: true)
                    cue = preposition..<preposition + 1
                default: continue
                }
                guard let cue, let source, !source.isEmpty else { continue }
                let low = min(cue.lowerBound, source.lowerBound)
                let high = max(cue.upperBound, source.upperBound)
                return surround(
                    low..<high, in: segment, cue: cue, source: source, entry: form.entry)
            }
        }
        return false
    }

    /// What stands behind "according to": the rest of the segment.
    private func followingPreposition(_ start: Int, _ limit: Int) -> Range<Int>? {
        let low = start < limit && text.has(start, .infinitiveMarker) ? start + 1 : start
        return low < limit ? low..<limit : nil
    }

    private func previousPreposition(_ token: Int, _ range: Range<Int>) -> Int {
        var index = token - 1
        while index > range.lowerBound, token - index < 3, !text.has(index, .preposition) { index -= 1 }
        return index
    }

    /// The clause without the phrase is the content.
    private mutating func surround(
        _ phrase: Range<Int>, in segment: Int, cue: Range<Int>, source: Range<Int>, entry: Int
    ) -> Bool {
        var content: [Range<Int>] = []
        let clause = clause(of: segment)
        let before = trimmed(clampedRange(clause.lowerBound, phrase.lowerBound))
        let after = trimmed(clampedRange(phrase.upperBound, clause.upperBound))
        if before.count > 1 { content.append(before) }
        if after.count > 1 { content.append(after) }
        guard !content.isEmpty else { return false }
        add(
            Draft(
                form: form(of: content), act: act(entry), source: source, cue: [cue],
                content: content, frame: [phrase], confidence: 0.7, why: ["source phrase"]))
        return true
    }

    /// The clause to which a segment belongs: back to a clause with a finite verb of its own; to the
    /// segment's end where it is a relative clause, else to the end of the sentence.
    private func clause(of segment: Int) -> Range<Int> {
        guard verbSecond else { return sentence.tokens.lowerBound..<contentEnd }
        var first = segment
        let opensClause: (Int) -> Bool = { [text] in
            text.has($0, [.relativePronoun, .subordinator, .complementizer])
        }
        if segment > 0, opensClause(sentence.segments[segment].lowerBound),
            isFinite(in: segment)
        {
            return sentence.segments[segment]
        }
        while first > 0 {
            let range = sentence.segments[first]
            let mark = kind(range.lowerBound - 1)
            if mark == .colon || mark == .semicolon { break }
            if sentence.quotation[first - 1] == nil, isFinite(in: first - 1), isFinite(in: first),
                !opensClause(sentence.segments[first - 1].lowerBound),
                !isFinite(range.lowerBound)
            { break }
            first -= 1
        }
        return sentence.segments[first].lowerBound..<contentEnd
    }

    private func isFinite(_ token: Int) -> Bool {
        text.tokens[token].kind == .word && !text.tokens[token].isCapitalised
            && text.has(token, [.finiteVerb, .auxiliary, .modal])
    }

    private func isFinite(in segment: Int) -> Bool {
        sentence.segments[segment].contains { isFinite($0) }
    }

    /// A range without marks and conjunctions at its edges.
    private func trimmed(_ range: Range<Int>) -> Range<Int> {
        var low = range.lowerBound
        var high = max(range.upperBound, low)
        func isMark(_ token: Int) -> Bool {
            switch text.tokens[token].kind {
            case .comma, .colon, .semicolon, .dash, .sentenceEnd: true
            default: false
            }
        }
        while low < high, isMark(low) { low += 1 }
        while high > low, isMark(high - 1) { high -= 1 }
        return low..<high
    }

    // MARK: ", so X"

    private mutating func quotative(_ segment: Int) -> Bool {
        let range = sentence.segments[segment]
        guard segment > 0, range.count >= 2, text.has(range.lowerBound, .quotative),
            text.pack.cues.forms(of: text.tokens[range.lowerBound + 1].hash)?.isEmpty ?? true,
            var source = phrases.forward(from: range.lowerBound + 1, limit: range.upperBound)
        else { return false }
        var cue = range.lowerBound..<range.lowerBound + 1
        // "so die Darstellung der Behörden": the noun belongs to the cue, its genitive is the source.
        if let noun = source.prefix(3).first(where: isCueNoun), noun + 1 < source.upperBound {
            cue = cue.lowerBound..<noun + 1
            let start = text.has(noun + 1, .preposition) && noun + 2 < source.upperBound ? 2 : 1
            source = noun + start..<source.upperBound
        }
        let content = contentBefore(range.lowerBound)
        guard !content.isEmpty else { return false }
        add(
            Draft(
                form: form(of: content), act: .state, source: source, cue: [cue],
                content: content, frame: [range], confidence: 0.85, why: ["quotative particle"]))
        return true
    }

    private func isCueNoun(_ token: Int) -> Bool {
        text.pack.cues.forms(of: text.tokens[token].hash)?.contains {
            text.pack.cues.entries[$0.entry].kind == .noun
        } ?? false
    }

    /// The content that a frame behind it refers to: the quotation before, or the sentence so far.
    private func contentBefore(_ token: Int) -> [Range<Int>] {
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
    private mutating func apply(_ cue: Cue) -> Int? {
        verbSecond ? applyVerbSecond(cue) : applySubjectVerb(cue)
    }

    private mutating func applySubjectVerb(_ cue: Cue) -> Int? {
        let entry = text.pack.cues.entries[cue.entry]
        let previous = state.drafts[firstDraft...].last?.source
        let clause = SubjectVerbClause(
            text: text, sentence: sentence, quotationAt: quotationAt, contentEnd: contentEnd,
            previous: previous)
        guard let found = clause.read(cue, entry) else { return nil }
        let segment = sentence.segments[cue.segment]
        var draft = Draft(
            form: form(of: found.content), act: act(cue.entry), source: found.source,
            antecedent: found.antecedent, addressee: found.addressee, cue: cue.ranges,
            content: found.content, frame: [segment], confidence: 0.7,
            why: [entry.lemma, found.isBefore ? "content before the cue" : "content behind the cue"])
        if draft.form == .indirect, isCommitment(draft.act), text.has(found.content[0].lowerBound, .infinitiveMarker) {
            draft.form = .reported
        }
        draft.isImpersonal = found.isImpersonal
        add(draft)
        return draft.content.map(\.upperBound).max()
    }

    private mutating func applyVerbSecond(_ cue: Cue) -> Int? {
        let entry = text.pack.cues.entries[cue.entry]
        let segment = wholeClause(of: cue)
        let subject = SubjectFinder(text: text, sentence: sentence).subject(of: cue, in: segment)
        var draft = Draft(
            form: .indirect, act: act(cue.entry), source: subject.source,
            addressee: subject.addressee, cue: cue.ranges, content: [], frame: [segment],
            confidence: 0.75, why: ["\(entry.lemma)"])
        draft.isImpersonal = subject.isImpersonal
        var opener = cue
        if let source = subject.source, source.upperBound == segment.upperBound,
            isApposition(cue.segment + 1)
        {
            // "sagte die Präsidentin des Amtes, Anna Schmidt, dass"
            opener.segment += 1
            draft.source = source.lowerBound..<sentence.segments[opener.segment].upperBound
        }
        let forward = contentAfter(opener, entry, subject: subject)
        let startsSegment =
            cue.verb == segment.lowerBound || segment.lowerBound == subject.source?.lowerBound
        if text.has(segment.lowerBound, .asWord), cue.isVerbFinal || segment.count > sentence.segments[cue.segment].count {
            let before = contentBefore(segment.lowerBound)
            if !before.isEmpty {
                draft.content = before + rest(behind: cue.segment)
            } else {
                let after = trimmed(segment.upperBound..<contentEnd)
                draft.content = after.count > 1 ? [after] : []
            }
            draft.why.append("as-clause")
        } else if !forward.isEmpty, !(startsSegment && quoteEnds(before: segment.lowerBound)) {
            draft.content = forward
            draft.why.append("content behind the cue")
        } else if !cue.isPassive,
            startsSegment || cue.segment == sentence.segments.count - 1,
            cue.segment > 0 || quoteEnds(before: segment.lowerBound)
        {
            draft.content = contentBefore(segment.lowerBound)
            if !draft.content.isEmpty {
                draft.content += rest(behind: cue.segment)
                draft.why.append("content before the cue")
            }
        }
        if draft.content.isEmpty { draft = reported(draft, cue, entry) }
        guard !draft.content.isEmpty else { return nil }
        if draft.form != .reported { draft.form = form(of: draft.content) }
        if draft.form == .indirect, isCommitment(draft.act), isInfinitive(draft.content) {
            draft.form = .reported
        }
        if draft.source == nil, !draft.isImpersonal, !cue.isPassive {
            draft.source = state.drafts[firstDraft...].last?.source ?? state.lastSource
        }
        add(draft)
        return draft.content.map(\.upperBound).max()
    }

    /// The segment of a cue; where an enumeration cuts its clause ("wie Beamte in A, B und C sagten"),
    /// all segments from the word that opens it.
    private func wholeClause(of cue: Cue) -> Range<Int> {
        let segment = sentence.segments[cue.segment]
        var index = cue.segment
        while index > 0, cue.segment - index < 6, sentence.quotation[index - 1] == nil,
            !text.has(sentence.segments[index].lowerBound, .asWord)
        {
            index -= 1
            if isFinite(in: index) { return segment }
        }
        let first = sentence.segments[index].lowerBound
        return index < cue.segment && text.has(first, .asWord) ? first..<segment.upperBound : segment
    }

    /// Whether a segment between commas is a name or a role and not a clause.
    private func isApposition(_ index: Int) -> Bool {
        guard index + 1 < sentence.segments.count, sentence.quotation[index] == nil else { return false }
        let range = sentence.segments[index]
        return range.count <= 8 && kind(range.upperBound) == .comma
            && !range.contains { isFinite($0) || text.has($0, [.subjunctive, .infinitiveMarker]) }
            && phrases.forward(from: range.lowerBound, limit: range.upperBound) == range
    }

    /// Acts that a speaker does by saying them: with an infinitive, the act alone is reported.
    private func isCommitment(_ act: Statement.Act) -> Bool {
        switch act {
        case .promise, .decline, .agree, .threaten: true
        default: false
        }
    }

    private func isInfinitive(_ content: [Range<Int>]) -> Bool {
        content.allSatisfy { range in
            range.contains { text.has($0, .infinitiveMarker) || text.isJoinedInfinitive($0) }
                && !text.has(range.lowerBound, .complementizer)
                && !range.contains { text.has($0, .subjunctive) }
        }
    }

    /// What goes on behind a frame that is set between commas.
    private func rest(behind segment: Int) -> [Range<Int>] {
        let index = segment + 1
        guard sentence.segments.indices.contains(index) else { return [] }
        let next = sentence.segments[index]
        if let quoted = quotation(next.lowerBound) { return [quoted.tokens] }
        guard sentence.quotation[0] == nil, sentence.nextBreak[index] != index,
            kind(next.lowerBound - 1) == .comma,
            !text.has(
                next.lowerBound,
                [.relativePronoun, .subordinator, .conjunction, .complementizer, .preposition, .asWord]),
            next.lowerBound < contentEnd
        else { return [] }
        return [trimmed(next.lowerBound..<contentEnd)]
    }

    private func quoteEnds(before token: Int) -> Bool {
        var end = token
        while end > 0, kind(end - 1) == .comma || kind(end - 1) == .dash { end -= 1 }
        return end > sentence.tokens.lowerBound && kind(end - 1) == .closeQuote
    }

    /// The content that follows a cue.
    private func contentAfter(
        _ cue: Cue, _ entry: CueEntry, subject: SubjectFinder.Result
    ) -> [Range<Int>] {
        ContentFinder(text: text, sentence: sentence, contentEnd: contentEnd)
            .verbSecond(cue, entry, quotation: quotation)
    }

    /// An act with a nominal object: "dementierte Waffengeschäfte".
    private func reported(_ draft: Draft, _ cue: Cue, _ entry: CueEntry) -> Draft {
        var draft = draft
        guard entry.takesNoun, draft.source != nil, !cue.isPassive else { return draft }
        let segment = sentence.segments[cue.segment]
        var taken = Set(cue.tokens)
        if let source = draft.source { taken.formUnion(source) }
        var content: [Range<Int>] = []
        for token in segment where !taken.contains(token) && token > cue.verb {
            if let last = content.last, last.upperBound == token {
                content[content.count - 1] = last.lowerBound..<token + 1
            } else {
                content.append(token..<token + 1)
            }
        }
        content = content.map { range in
            var low = range.lowerBound
            while low < range.upperBound, text.has(low, [.adverb, .negation]) { low += 1 }
            return low..<range.upperBound
        }
        content = content.map(trimmed).filter { range in
            range.contains { text.tokens[$0].kind == .word && text.tokens[$0].isCapitalised }
                || (!verbSecond && range.count > 1)
        }
        guard let longest = content.max(by: { $0.count < $1.count }) else { return draft }
        draft.content = [longest]
        draft.form = .reported
        draft.confidence = 0.5
        draft.why.append("reported act")
        return draft
    }

    // MARK: Speech that goes on

    /// A sentence without a cue: a quotation of whole sentences, or Konjunktiv carried on.
    private mutating func continueSpeech() {
        if let last = sentence.segments.last, let quoted = quotation(last.upperBound - 1),
            quoted.tokens.upperBound <= sentence.tokens.upperBound + 1, !state.used[quoted.index],
            startsSentence(quoted.tokens)
        {
            if let before = state.drafts.last, before.frame.last.map({
                goesOn($0.upperBound, quoted.tokens.lowerBound)
            }) ?? false, before.content.contains(where: { quotationAt[$0.upperBound - 1] >= 0 }) {
                state.drafts[state.drafts.count - 1].content.append(quoted.tokens)
                state.used[quoted.index] = true
                return
            }
            guard quoted.tokens.count > 6,
                quoted.tokens.contains(where: { text.tokens[$0].kind == .sentenceEnd })
            else { return }
            add(
                Draft(
                    form: .direct, act: .state, source: state.lastSource, content: [quoted.tokens],
                    confidence: 0.6, why: ["quotation of its own"]))
            return
        }
        guard verbSecond, state.speechGoesOn, let source = state.lastSource,
            sentence.tokens.contains(where: {
                quotationAt[$0] < 0 && text.has($0, .subjunctive) && text.tokens[$0].kind == .word
                    && !text.tokens[$0].isCapitalised
            }), quotationAt[sentence.tokens.lowerBound] < 0
        else { return }
        if let before = state.drafts.last, before.why == ["free-indirect"],
            before.content[0].upperBound == sentence.tokens.lowerBound
        {
            let content = before.content[0].lowerBound..<sentence.tokens.upperBound
            state.drafts[state.drafts.count - 1].content = [content]
            state.drafts[state.drafts.count - 1].form = form(of: [content])
            return
        }
        add(
            Draft(
                form: form(of: [sentence.tokens]), act: .state, source: source,
                content: [sentence.tokens], confidence: 0.7, why: ["free-indirect"]))
    }

    /// Whether a quotation begins where a sentence can: behind a full stop or a blank line.
    private func startsSentence(_ quotation: Range<Int>) -> Bool {
        let before = quotation.lowerBound - 1
        return before < 0 || text.tokens[before].kind == .sentenceEnd
            || text.tokens[before].kind == .closeQuote
            || text.tokens[quotation.lowerBound].flags.contains(.paragraphStart)
    }

    /// Whether nothing but a full stop stands between a frame and a quotation.
    private func goesOn(_ frameEnd: Int, _ quotation: Int) -> Bool {
        quotation >= frameEnd && quotation - frameEnd < 3
            && !text.tokens[quotation].flags.contains(.paragraphStart)
            && (frameEnd..<quotation).allSatisfy { text.tokens[$0].kind == .sentenceEnd }
    }
}
