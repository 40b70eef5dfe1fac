import Language
import Text

/// What a denial or confirmation that only points at events says of them.
extension EventWork {
    /// Adds the view of somebody who answers to the events that he can mean: those that he takes part in; without
    /// one, the only event of what he answers.
    /// - Complexity: O(n) in the events that are answered.
    func add(_ answer: AnswerFinder.Answer, to drafts: inout [EventDraft]) {
        let row = reading.statements[answer.statement]
        let range: Range<Int>
        switch answer.answered {
        case .statement(let place):
            guard let content = reading.statements[place].content.first else { return }
            range = text.tokens(in: content)
        case .told(let tokens): range = tokens
        }
        guard let low = text.sentence(at: range.lowerBound) else { return }
        var index = drafts.partitionPoint { $0.sentence >= low }
        var told: [Int] = []
        while index < drafts.count,
            drafts[index].token < range.upperBound || drafts[index].sentence == low
        {
            if isTold(drafts[index], in: answer.answered, range) { told.append(index) }
            index += 1
        }
        let own = told.filter { index in
            !answer.speakers.isDisjoint(
                with: answer.isOfPart ? drafts[index].actors : drafts[index].participants)
        }
        if own.isEmpty, answer.isOfPart || told.count > 1 { return }
        for index in own.isEmpty ? told : own {
            var standing = drafts[index].standing
            standing.level = .certain
            if answer.isDenial { standing.isNegative.toggle() }
            drafts[index].views.append(
                Event.View(by: row.id, factuality: standing.factuality))
            drafts[index].why.append("\(row.act.rawValue) (\(row.id))")
        }
    }

    /// "confirmed the attack": a noun alone that takes up what was told.
    func isTakenUp(_ draft: EventDraft, _ statement: Int?) -> Bool {
        guard let statement, reading.statements[statement].act == .confirm,
            draft.frame != .normBreach
        else { return false }
        return draft.participants.isEmpty && !graph.isVerb(draft.token)
            && !graph.isIndefinite(draft.token)
    }

    private func isTold(
        _ draft: EventDraft, in answered: AnswerFinder.Answered, _ range: Range<Int>
    ) -> Bool {
        switch answered {
        case .statement(let place): draft.statement == place
        case .told: draft.statement == nil && range.contains(draft.token)
        }
    }
}
