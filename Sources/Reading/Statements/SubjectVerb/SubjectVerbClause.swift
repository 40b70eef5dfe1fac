import Language
import Text

/// Finds source, addressee and content of a cue in a language whose verb stands behind its subject.
struct SubjectVerbClause {
    let text: AnalysedText
    let sentence: SegmentedSentence
    let quotationAt: [Int32]
    /// The end of the sentence without its final stop.
    let contentEnd: Int
    /// The source of the statement before in the same sentence.
    let previous: Range<Int>?

    struct Found {
        var source: Range<Int>?
        /// What a relative pronoun in `source` stands for.
        var antecedent: Range<Int>?
        var addressee: Range<Int>?
        var content: [Range<Int>] = []
        var isBefore = false
        /// The content is a noun phrase: only the act is reported.
        var isNominal = false
        var isImpersonal = false
    }

    var phrases: SubjectVerbPhrases { SubjectVerbPhrases(text: text) }

    func kind(_ token: Int) -> TokenKind? {
        text.tokens.indices.contains(token) ? text.tokens[token].kind : nil
    }

    /// What belongs to a cue; nil where it announces nothing.
    func read(_ cue: Cue, _ entry: CueEntry) -> Found? {
        let segment = sentence.segments[cue.segment]
        var found = Found()
        let start = cue.tokens[0]
        if let inverted = inverted(cue, entry, segment) {
            found.source = inverted
            found.content = before(
                segment.lowerBound,
                behind: max(inverted.upperBound, (cue.tokens.last ?? start) + 1))
            found.isBefore = true
            return found.content.isEmpty ? nil : found
        }
        subject(cue, segment, &found)
        if cue.isPassive {
            found.source = nil
            found.isImpersonal = true
        }
        after(cue, entry, segment, &found)
        guard found.content.isEmpty else { return found }
        let first = found.source.map { min($0.lowerBound, start) } ?? start
        let opens =
            first == segment.lowerBound
            || phrases.firstFinite(clampedRange(segment.lowerBound, min(first, segment.upperBound)))
                == nil
        guard opens, !cue.isParticiple, entry.takesClause || entry.takesQuotation,
            isTrailingFrame(cue, segment)
        else { return nil }
        found.content = before(min(first, segment.lowerBound), behind: segment.upperBound)
        found.isBefore = true
        return found.content.isEmpty ? nil : found
    }

    /// Whether a segment is a frame behind what was said: behind a quotation, or behind a clause with
    /// no object after the verb.
    private func isTrailingFrame(_ cue: Cue, _ segment: Range<Int>) -> Bool {
        guard let last = cue.tokens.last else { return false }
        let rest = clampedRange(last + 1, segment.upperBound)
        let low = segment.lowerBound
        if isQuotedBefore(segment), !rest.isEmpty, text.has(rest.lowerBound, .preposition) {
            return true
        }
        guard phrases.firstFinite(rest) == nil else { return false }
        if isQuotedBefore(segment) { return true }
        guard !cue.tokens.contains(where: { text.has($0, .negation) }),
            !text.has(low, [.subordinator, .relativePronoun, .conjunction])
                || text.has(low, .asWord),
            phrases.firstFinite(clampedRange(sentence.tokens.lowerBound, low)) != nil
        else { return false }
        return rest.isEmpty || text.has(rest.lowerBound, [.preposition, .adverb, .weekday])
    }

    func isQuotedBefore(_ segment: Range<Int>) -> Bool {
        let behind = [segment.lowerBound - 1, segment.lowerBound - 2]
        return behind.contains { $0 >= sentence.tokens.lowerBound && kind($0) == .closeQuote }
    }

    // MARK: Sources

    /// The subject before the verb.
    private func subject(_ cue: Cue, _ segment: Range<Int>, _ found: inout Found) {
        var end = cue.tokens[0]
        while end > segment.lowerBound, text.has(end - 1, .adverb) { end -= 1 }
        if end > segment.lowerBound, text.has(end - 1, .conjunction) {
            found.source = previous ?? mainSubject(before: end - 1)
            return
        }
        if end > segment.lowerBound, phrases.isRelative(end - 1) {
            found.source = end - 1..<end
            let limit =
                cue.segment > 0 && end - 1 == segment.lowerBound
                ? sentence.segments[cue.segment - 1] : segment.lowerBound..<end - 1
            found.antecedent = phrases.backward(
                endingAt: min(end - 1, limit.upperBound), limit: limit.lowerBound)
            return
        }
        if cue.isParticiple {
            if end == segment.lowerBound {
                found.source = previous ?? mainSubject(before: segment.lowerBound)
            } else {
                found.source = phrases.backward(endingAt: end, limit: segment.lowerBound)
            }
            return
        }
        if let phrase = phrases.backward(endingAt: end, limit: segment.lowerBound) {
            found.source = phrase
            return
        }
        guard end == segment.lowerBound, cue.segment > 0 else { return }
        // "Steven X, who heads Y, said": the name before what stands between commas.
        let between = sentence.segments[cue.segment - 1]
        if cue.segment > 1, sentence.quotation[cue.segment - 1] == nil,
            sentence.quotation[cue.segment - 2] == nil,
            phrases.isRelative(between.lowerBound) || phrases.firstFinite(between) == nil
        {
            var index = cue.segment - 2
            // "X, Y, Z, said"
            while index > 0, phrases.firstFinite(sentence.segments[index]) == nil,
                sentence.quotation[index - 1] == nil, cue.segment - index < 4,
                !text.tokens[sentence.segments[index].lowerBound].isCapitalised
            { index -= 1 }
            let name = sentence.segments[index]
            if let head = phrases.backward(endingAt: name.upperBound, limit: name.lowerBound) {
                found.source = head.lowerBound..<between.upperBound
                return
            }
        }
        found.source = previous ?? mainSubject(before: segment.lowerBound)
    }

    /// The subject of the main clause: the noun phrase before the first finite verb that stands in
    /// no subordinate clause.
    private func mainSubject(before end: Int) -> Range<Int>? {
        for (index, segment) in sentence.segments.enumerated() where segment.lowerBound < end {
            guard sentence.quotation[index] == nil, segment.lowerBound < end else { continue }
            if text.has(segment.lowerBound, .subordinator),
                !text.has(segment.lowerBound, .preposition)
            {
                continue
            }
            let range = clampedRange(segment.lowerBound, min(segment.upperBound, end))
            guard let verb = phrases.firstFinite(range), verb > range.lowerBound else { continue }
            var low = verb
            while low > range.lowerBound, text.has(low - 1, .adverb) { low -= 1 }
            if let phrase = phrases.backward(endingAt: low, limit: range.lowerBound) {
                return phrase
            }
        }
        return openingName(before: end)
    }

    /// The name or pronoun that opens the sentence, where no verb form is known: "Mayor Klein left".
    private func openingName(before end: Int) -> Range<Int>? {
        let start = sentence.tokens.lowerBound
        if text.has(start, .personalPronoun) { return start..<start + 1 }
        guard !text.has(start, [.preposition, .subordinator, .adverb, .conjunction]) else {
            return nil
        }
        var index = start
        while index < end, text.tokens[index].kind == .word,
            text.tokens[index].isCapitalised || text.has(index, .nameParticle)
        { index += 1 }
        return index > start + 1 ? start..<index : nil
    }

    // MARK: Contents behind the cue

    private func after(_ cue: Cue, _ entry: CueEntry, _ segment: Range<Int>, _ found: inout Found) {
        guard let last = cue.tokens.last else { return }
        let limit = segment.upperBound
        var start = last + 1
        while start < limit, text.has(start, [.adverb, .weekday]), !text.has(start, .complementizer)
        {
            start += 1
        }
        let rest = clampedRange(start, limit)
        if isQuotedBefore(segment),
            phrases.firstFinite(rest) == nil || start < limit && text.has(start, .preposition),
            !rest.contains(where: { text.has($0, [.complementizer, .infinitiveMarker]) })
        {
            if entry.takesAddressee, let object = phrases.forward(from: start, limit: limit) {
                found.addressee = object
            }
            return
        }
        if start < limit, entry.takesAddressee || entry.takesObject,
            let object = phrases.forward(from: start, limit: limit),
            !text.has(object.lowerBound, [.complementizer, .preposition, .infinitiveMarker])
        {
            found.addressee = object
            if object.upperBound < limit {
                if entry.takesObject {
                    if text.has(object.upperBound, .infinitiveMarker) {
                        found.content = [clampedRange(start, end(from: start, cue))]
                    }
                    return
                }
                start = object.upperBound
                if !text.has(start, [.complementizer, .infinitiveMarker]),
                    phrases.firstFinite(clampedRange(start, limit)) == nil
                {
                    start = object.lowerBound
                }
            } else {
                start = limit
            }
        }
        if start >= limit {
            found.content = next(cue, entry)
            return
        }
        if text.has(start, .preposition) || text.has(start, .adverb),
            !text.has(start, .infinitiveMarker)
        {
            if let quoted = next(cue, entry).first, kind(quoted.lowerBound) == .openQuote,
                phrases.firstFinite(clampedRange(start, limit)) == nil
            {
                found.content = [quoted]
                return
            }
            if entry.takesClause,
                let that = (start..<min(limit, start + 16)).first(where: {
                    text.has($0, .complementizer)
                }), phrases.firstFinite(clampedRange(start, that)) == nil
            {
                found.content = [clampedRange(that, end(from: that, cue))]
                return
            }
        }
        if text.has(start, .infinitiveMarker) {
            guard entry.takesInfinitive || entry.takesAddressee else { return }
            found.content = [clampedRange(start, end(from: start, cue))]
            return
        }
        if text.has(start, .complementizer) {
            guard entry.takesClause || entry.takesNoun else { return }
            found.content = [clampedRange(start, end(from: start, cue))]
            return
        }
        if cue.isPassive { return }
        if entry.takesClause, phrases.firstFinite(clampedRange(start, limit)) != nil {
            found.content = [clampedRange(start, end(from: start, cue))]
            return
        }
        if entry.takesNoun {
            found.isNominal = true
            found.content = [clampedRange(start, end(from: start, cue))]
        }
    }

    /// The content that the next segment begins: a quotation, or what a colon announces.
    private func next(_ cue: Cue, _ entry: CueEntry) -> [Range<Int>] {
        let segment = sentence.segments[cue.segment]
        let mark = kind(segment.upperBound)
        guard sentence.segments.indices.contains(cue.segment + 1) else {
            // "X said:" as a line of its own, the quotation in the next.
            guard mark == .colon, segment.upperBound + 1 < text.tokens.count,
                quotationAt[segment.upperBound + 1] >= 0
            else { return [] }
            return [text.quotations[Int(quotationAt[segment.upperBound + 1])].tokens]
        }
        let next = sentence.segments[cue.segment + 1]
        if let quotation = sentence.quotation[cue.segment + 1] {
            let whole = text.quotations[quotation].tokens
            if next.upperBound + 1 >= contentEnd { return [whole] }
            return [next.lowerBound..<max(whole.upperBound, end(from: next.lowerBound, cue))]
        }
        if mark == .colon || text.has(next.lowerBound, .complementizer) {
            return [clampedRange(next.lowerBound, end(from: next.lowerBound, cue))]
        }
        return []
    }

    /// Where a content that begins at `start` ends: before the next cue whose subject stands
    /// elsewhere, at the latest with the sentence.
    private func end(from start: Int, _ cue: Cue) -> Int {
        for other in sentence.cues[cue.segment] where other.tokens[0] > start {
            var first = other.tokens[0]
            while first > start, text.has(first - 1, .adverb) { first -= 1 }
            if first > start, text.has(first - 1, .conjunction), !other.isParticiple {
                return first - 1
            }
        }
        var behind = cue.segment + 1
        while behind < sentence.segments.count, sentence.segments[behind].lowerBound <= start {
            behind += 1
        }
        guard behind < sentence.segments.count else { return max(contentEnd, start) }
        let next = sentence.nextBreak[behind]
        guard next < sentence.segments.count else { return max(contentEnd, start) }
        var end = sentence.segments[next].lowerBound
        while end > start, text.tokens[end - 1].kind.isClauseMark { end -= 1 }
        return end
    }

    // MARK: Contents before the cue

    /// The content before a frame that begins at `token` and ends at `behind`: the quotation before
    /// it, or the sentence so far; with what follows the frame where that goes on.
    private func before(_ token: Int, behind: Int) -> [Range<Int>] {
        var end = token
        while end > 0, text.tokens[end - 1].kind.isClauseMark { end -= 1 }
        guard end > sentence.tokens.lowerBound else { return [] }
        var content: [Range<Int>] = []
        var isQuoted = false
        let quotation = quotationAt[end - 1]
        if quotation >= 0 {
            let whole = text.quotations[Int(quotation)].tokens
            if whole.lowerBound <= sentence.tokens.lowerBound || startsWithQuotation(whole) {
                content = [whole]
                isQuoted = true
            }
        }
        if content.isEmpty {
            let low = sentence.tokens.lowerBound
            guard end > low + 1 else { return [] }
            content = [low..<end]
        }
        return content + rest(behind, isQuoted)
    }

    private func startsWithQuotation(_ quotation: Range<Int>) -> Bool {
        guard let first = sentence.segments.first else { return false }
        return first.lowerBound == quotation.lowerBound
    }

    /// What follows a frame: "…, she said, …".
    private func rest(_ behind: Int, _ isQuoted: Bool) -> [Range<Int>] {
        guard let index = sentence.segments.firstIndex(where: { $0.lowerBound >= behind }) else {
            return []
        }
        let next = sentence.segments[index]
        let first = next.lowerBound
        if sentence.quotation[index] != nil {
            guard let last = sentence.segments.indices.last, last == index || isQuoted else {
                return [clampedRange(first, contentEnd)]
            }
            return [text.quotations[sentence.quotation[index]!].tokens]
        }
        guard !isQuoted, kind(first - 1) == .comma, sentence.nextBreak[index] != index,
            !phrases.isRelative(first), !text.has(first, .subordinator), contentEnd > first + 1
        else { return [] }
        return [clampedRange(first, contentEnd)]
    }
}
