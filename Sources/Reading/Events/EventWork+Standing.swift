import Language
import Text

/// How an event stands: to whom, how surely, and how far it has come.
extension EventWork {
    func setStanding(
        _ draft: inout EventDraft, _ trigger: Trigger, _ triggers: [Trigger], _ statement: Int?,
        _ sentence: Int
    ) {
        let entries = graph.words.lexicon.entries
        let finder = StandingFinder(graph)
        let isInside = { (token: Int) in statements.content(at: token) == statement }
        var standing = finder.standing(
            of: trigger, sentence: text.sentences[sentence].tokens,
            limits: isInside,
            in: statement.map { reading.statements[$0] },
            isSameEvent: { above in
                triggers.contains { $0.token == above && entries[$0.entry].type == draft.type }
            })
        let isGiven = isGiven(draft)
        // "It is not true that …", where that is read as somebody's statement.
        if let statement,
            reading.statements[statement].cue.contains(where: {
                text.tokens(in: $0).contains(where: finder.isUntrue)
            })
        {
            standing.isNegative.toggle()
        }
        if let statement, !isGiven,
            finder.isLeftOpen(
                trigger.token, isInside,
                isCue: { statements.cue(at: $0) == statement })
        {
            standing.weaken(to: .open)
            standing.tense = .future
        }
        // "warned of a Russian attack"; an agreement that somebody warns of is there.
        if let statement, draft.frame != .agreement, reading.statements[statement].act == .warn,
            finder.isBareContent(trigger.token, isInside)
        {
            standing.weaken(to: .possible)
            standing.tense = .future
        }
        // Of visits and talks the plan stays, and an agreement was made; all else was not done.
        if draft.frame == .transfer || draft.frame == nil && draft.type != .consult {
            if standing.isCancelled { standing.isNegative = true }
            if standing.isPostponed { standing.tense = .future }
        }
        // What is reported in the past of the past is only as old as the report.
        if statement != nil { standing.isBackground = false }
        if let time = draft.time {
            switch times.order(of: time) {
            case .future:
                if standing.tense != .past || !standing.isBackground { standing.tense = .future }
            case .longAgo:
                standing.isBackground = true
                standing.tense = .past
            case .past: if standing.tense == .present { standing.tense = .past }
            case .unknown: break
            }
        }
        if standing.tense == .future { standing.isBackground = false }
        draft.standing = standing
        draft.state = state(standing)
        guard let statement else {
            draft.views = [Event.View(by: "author", factuality: standing.factuality)]
            return
        }
        let row = reading.statements[statement]
        let factuality = isGiven ? standing.factuality : standing.factuality(under: row)
        draft.views = [Event.View(by: row.id, factuality: factuality)]
        if !isGiven, [.promise, .demand, .propose, .ask, .threaten, .decline].contains(row.act) {
            if row.act != .decline {
                draft.standing.tense = .future
                draft.standing.isBackground = false
            }
            draft.state = standing.isCancelled || standing.isPostponed ? draft.state : .planned
        }
    }

    /// "vowed retaliation after the attack": whether it is a deed that a demand or a promise starts from.
    func isGiven(_ draft: EventDraft) -> Bool {
        draft.type.quad == .materialConflict && graph.isGiven(draft.token)
    }

    private func state(_ standing: Standing) -> Event.State? {
        if standing.isCancelled { return .cancelled }
        if standing.isPostponed { return .postponed }
        if standing.tense == .future || standing.level > .certain && !standing.isDone {
            return .planned
        }
        if standing.isNegative { return nil }
        return standing.isUnderWay || standing.tense == .present ? .underWay : .held
    }

    /// How often such rows were right on the project's own set (docs/events.md).
    func confidence(_ draft: EventDraft, _ entry: TriggerLexicon.Entry) -> Double {
        let isFull = !draft.actors.isEmpty && !draft.recipients.isEmpty
        return isFull ? 0.9 : draft.participants.isEmpty ? 0.5 : 0.75
    }
}

extension Standing {
    /// What the source of a statement holds of an event in its content.
    func factuality(under statement: Statement) -> Statement.Factuality {
        var own = self
        switch statement.act {
        case .deny: own.isNegative.toggle()
        case .demand, .promise, .propose, .ask, .threaten, .decline: own.weaken(to: .open)
        case .expect, .think:
            own.weaken(to: .probable)
            if statement.factuality == .probableNot { own.isNegative.toggle() }
        case .warn: if own.level == .certain, own.tense == .future { own.weaken(to: .possible) }
        case .state, .confirm, .announce, .accuse, .criticize, .praise, .agree: break
        }
        // Elsewhere the words around the trigger tell: a source can be sure of one thing and not of the other.
        if statement.form == .reported {
            switch statement.factuality {
            case .possible, .possibleNot: own.weaken(to: .possible)
            case .probable, .probableNot: own.weaken(to: .probable)
            default: break
            }
        }
        return own.factuality
    }
}
