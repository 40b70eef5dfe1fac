import Language
import Text

/// What a statement without a cue takes from the statements before it, and gives to those behind.
extension ScoredStatements {
    /// Adds words to the last statement of the sentence before, or of this one.
    mutating func goOn(_ words: Range<Int>) -> Bool {
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

    func goesOn(with source: Range<Int>) -> Bool {
        output.state.drafts.last.map { $0.source == nil || $0.source == source } ?? false
    }

    /// Adds a sentence without a cue to the one before, where that has none either.
    mutating func joins(_ words: Range<Int>) -> Bool {
        let last = output.state.drafts.count - 1
        guard last >= 0, !emptied.contains(last), output.state.drafts[last].rule == .freeIndirect,
            output.state.drafts[last].content.last?.upperBound == words.lowerBound
        else { return false }
        generaliseAct(of: last, for: words)
        return output.append(words, to: last)
    }

    /// The act of sentences without a cue holds for the whole row only where all of them do the same.
    mutating func generaliseAct(of draft: Int, for words: Range<Int>) {
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
    mutating func claim(_ content: ContentCandidate) {
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
