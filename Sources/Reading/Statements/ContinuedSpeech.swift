import Language
import Text

/// Speech that goes on in sentences without a cue.
extension StatementRules {
    /// A sentence without a cue: a quotation of whole sentences, or Konjunktiv carried on.
    mutating func continueSpeech() {
        if let last = sentence.segments.last, let quoted = quotation(last.upperBound - 1),
            quoted.tokens.upperBound <= sentence.tokens.upperBound + 1, !state.used[quoted.index],
            !continued.contains(quoted.index),
            startsSentence(quoted.tokens)
        {
            if let before = quotedBefore(quoted.tokens.lowerBound) {
                state.drafts[before].content.append(quoted.tokens)
                state.used[quoted.index] = true
                continuation = .joinedQuotation
                state.spoken?.end = sentence.tokens.upperBound
                return
            }
            guard quoted.tokens.count > 6, state.speechGoesOn,
                quoted.tokens.contains(where: { text.tokens[$0].kind == .sentenceEnd })
            else { return }
            continuation = .ownQuotation
            add(
                Draft(
                    form: .direct, act: .state, source: state.lastSource, content: [quoted.tokens],
                    rule: .ownQuotation))
            return
        }
        guard verbSecond, state.speechGoesOn, let source = state.lastSource,
            sentence.tokens.contains(where: {
                quotationAt[$0] < 0 && text.has($0, .subjunctive) && text.tokens[$0].kind == .word
                    && !text.tokens[$0].isCapitalised
            }), quotationAt[sentence.tokens.lowerBound] < 0
        else { return }
        if let before = state.drafts.last, before.rule == .freeIndirect,
            before.content[0].upperBound == sentence.tokens.lowerBound
        {
            let content = before.content[0].lowerBound..<sentence.tokens.upperBound
            var own = before
            own.act = .state
            own.content = [sentence.tokens]
            var whole = before
            whole.content = [content]
            whole.form = form(of: [content])
            // An act holds for the whole row only where all its sentences do the same.
            if SpeechActs(text: text).act(of: own) != before.act { whole.act = .state }
            state.drafts[state.drafts.count - 1] = whole
            continuation = .joinedIndirect
            return
        }
        continuation = .indirect
        add(
            Draft(
                form: form(of: [sentence.tokens]), act: .state, source: source,
                content: [sentence.tokens], rule: .freeIndirect))
    }

    /// Whether a quotation begins where a sentence can: behind a full stop or a blank line.
    func startsSentence(_ quotation: Range<Int>) -> Bool {
        let before = quotation.lowerBound - 1
        return before < 0 || text.tokens[before].kind == .sentenceEnd
            || text.tokens[before].kind == .closeQuote
            || text.tokens[quotation.lowerBound].flags.contains(.paragraphStart)
    }

    /// The last statement with a quotation as its content in the sentence that ends where a quotation
    /// begins. Some languages carry it over paragraphs.
    private func quotedBefore(_ quotation: Int) -> Int? {
        guard let spoken = state.spoken, spoken.end == quotation,
            text.pack.quotationsCrossParagraphs
                || !text.tokens[quotation].flags.contains(.paragraphStart)
        else { return nil }
        return spoken.drafts.last { index in
            state.drafts[index].content.contains { quotationAt[$0.upperBound - 1] >= 0 }
        }
    }
}
