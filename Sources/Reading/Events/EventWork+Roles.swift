import Language
import Text

/// Who takes part in an event.
extension EventWork {
    mutating func fill(
        _ draft: inout EventDraft, _ filler: RoleFiller, _ trigger: Trigger,
        _ entry: TriggerLexicon.Entry, _ statement: Int?
    ) {
        let isNoun = !graph.isVerb(trigger.token) && graph.tag(trigger.token) != .adjective
        var roles = entry.roles
        if isNoun, !graph.words.lexicon.agentSlots.isEmpty, !isJudged(trigger),
            !filler.fillers(graph.words.lexicon.agentSlots).isEmpty
        {
            // "die Annexion der Krim durch Russland": with an agent, the genitive is whom it is done to.
            roles.recipient =
                roles.actor.filter { !graph.words.lexicon.agentSlots.contains($0) }
                + roles.recipient
            roles.actor = graph.words.lexicon.agentSlots
        }
        if !isNoun, entry.type.quad == .materialConflict || entry.mode == "release",
            entry.prepositions.isEmpty, entry.subjects.isEmpty,
            graph.isStateParticiple(trigger.token)
        {
            // "Fahrer festgenommen", "das Konto ist gesperrt"
            (roles.actor, roles.recipient) = (graph.words.lexicon.agentSlots, [.subject])
        }
        participants.excluded = []
        participants.accused = statement.flatMap(accused)
        let actor = first(parties(filler, roles.actor), of: entry, excluding: [], rows: [])
        draft.actors = actor.rows
        if draft.actors.isEmpty, isNoun,
            entry.frame != .transfer || !entry.roles.actor.contains(.itself)
        {
            draft.actors = rows(of: filler.carrierSubject)
        }
        if draft.actors.isEmpty, isNoun, entry.type == .assault || entry.type == .mobilize,
            let row = participants.frontState(of: trigger.token)
        {
            draft.actors = [row]
        }
        if draft.actors.isEmpty, entry.frame == .normBreach {
            draft.actors = parties(ofSubject: trigger)
        }
        participants.excluded = draft.actors
        // "cooperation between Quito and Lima", "Quito and Lima met in Oslo" name all who take part.
        let isComplete =
            isMutual(draft) && draft.actors.count > 1
            && (isNoun || trigger.frame?.object == nil && !reachesOut(filler))
        let recipient = first(
            isComplete ? [] : parties(filler, roles.recipient, isMutual(draft)), of: entry,
            excluding: actor.token.map { [$0] } ?? [],
            rows: draft.actors)
        draft.recipients = recipient.rows.filter { !draft.actors.contains($0) }
        if draft.recipients.isEmpty { findRecipients(&draft, trigger, entry, isNoun: isNoun) }
        shareMutual(&draft)
        if let statement,
            draft.participants.isEmpty
                || isNoun && draft.actors.isEmpty
                    && (entry.frame != nil || isOwn(draft.token)
                        || reading.statements[statement].act == .accuse)
        {
            takeSpeakers(&draft, statement, entry)
        }
        fillItem(&draft, filler, trigger, entry)
        fillPlaces(&draft, trigger)
        draft.time = time(of: trigger, isNoun: isNoun)
    }

    /// The nouns in the places of a role, without those that only name who says so.
    /// - Parameter isMutual: whether it is done together, so that a place is where it is done and no party: "met in Oslo".
    private func parties(
        _ filler: RoleFiller, _ slots: [TriggerLexicon.Slot], _ isMutual: Bool = false
    ) -> [RoleFiller.Filler] {
        filler.fillers(slots).filter { filled in
            guard case .preposition(let key) = filled.slot else { return true }
            if isMutual, graph.words.lexicon.isPlaceMarker(key),
                !filler.entry.prepositions.contains(key)
            {
                return false
            }
            return !statements.isSource(filled.token, of: filler.trigger.token)
        }
    }

    /// "Quito and Lima agreed with Bogotá": whether somebody stands behind a preposition that names no place.
    private func reachesOut(_ filler: RoleFiller) -> Bool {
        filler.fillers(filler.entry.roles.recipient).contains { filled in
            guard case .preposition(let key) = filled.slot else { return false }
            return !graph.words.lexicon.isPlaceMarker(key)
        }
    }

    /// "Forderungen wurden durch X abgelehnt": whose deed the verb above is, and not that of the noun.
    private func isJudged(_ trigger: Trigger) -> Bool {
        guard let carrier = trigger.carrier, !graph.words.has(carrier, .light) else { return false }
        return graph.isPassive(carrier)
    }

    /// "cooperation between X and Y that breaches …": who takes part in what the subject tells.
    private mutating func parties(ofSubject trigger: Trigger) -> [Int] {
        guard let subject = trigger.frame?.subject, subject != trigger.token,
            let word = graph.words.word(subject), let first = word.nouns.first
        else { return [] }
        let entry = graph.words.lexicon.entries[Int(first)]
        let filler = RoleFiller(
            graph: graph, trigger: Trigger(token: subject, entry: Int(first)), entry: entry)
        var rows: [Int] = []
        for filled in filler.fillers(entry.roles.actor) {
            switch filled.slot {
            case .adjective, .compound:
                if rows.isEmpty, let row = participants.owner(ofModifier: filled.token) {
                    rows.append(row)
                }
            default: rows += participants.rows(of: filled.token).filter { !rows.contains($0) }
            }
        }
        return rows
    }

    private func time(of trigger: Trigger, isNoun: Bool) -> String? {
        let time = times.time(near: trigger.carrier ?? trigger.token, or: trigger.token, graph)
        guard time == nil, isNoun, trigger.carrier == nil, let verb = graph.head(trigger.token),
            graph.relation(trigger.token) == .passiveSubject
                || graph.relation(trigger.token) == .nsubj,
            graph.isVerb(verb),
            graph.isPassive(verb) || [.start, .cease].contains(graph.words.word(verb)?.governs)
        else { return time }
        // "The withdrawal was completed in January."
        return times.time(near: verb, or: verb, graph)
    }

    /// Who it is done to, where no place of the entry names anybody.
    private mutating func findRecipients(
        _ draft: inout EventDraft, _ trigger: Trigger, _ entry: TriggerLexicon.Entry, isNoun: Bool
    ) {
        if let partner = trigger.partner,
            entry.type == .coerce || entry.type == .assault,
            let row = participants.holder(of: partner, isAnything: true),
            !draft.actors.contains(row)
        {
            draft.recipients = [row]
        }
        if draft.recipients.isEmpty, isNoun, let indirect = trigger.frame?.indirect,
            indirect != trigger.token
        {
            draft.recipients = participants.rows(of: indirect).filter { !draft.actors.contains($0) }
        }
        if draft.recipients.isEmpty, let partner = trigger.partner, entry.type == .aid {
            // "granted an opposition leader asylum", where the parser takes one for a part of the other.
            for child in graph.children(of: partner)
            where graph.relation(child) == .compound && graph.words.has(child, .agent) {
                draft.recipients = participants.rows(of: child).filter {
                    !draft.actors.contains($0)
                }
            }
        }
        if draft.recipients.isEmpty, !isNoun, entry.type == .assault || entry.type == .coerce {
            takePlace(&draft, trigger)
        }
    }

    /// Of those who do something together one is the actor, the others the recipients.
    private func shareMutual(_ draft: inout EventDraft) {
        // Those who do it together: "Ankara und Kairo", "between Cairo and Ankara".
        if draft.recipients.isEmpty, draft.actors.count > 1, isMutual(draft) {
            draft.recipients = Array(draft.actors.dropFirst())
            draft.actors = [draft.actors[0]]
        }
        if draft.actors.isEmpty, draft.recipients.count > 1, isMutual(draft) {
            draft.actors = [draft.recipients.removeFirst()]
        }
    }

    /// Who hands people over delivers nothing: captives go free, suspects are extradited.
    func handOver(
        _ draft: inout EventDraft, _ filler: RoleFiller, _ entry: TriggerLexicon.Entry
    ) {
        guard draft.frame == .transfer,
            let person = filler.fillers(entry.roles.item).first(where: {
                graph.words.has($0.token, [.agent, .captive])
            })
        else { return }
        let isCaptive = graph.words.has(person.token, .captive)
        draft.type = isCaptive ? .retreat : .cooperate
        draft.mode = isCaptive ? "release" : nil
        draft.cameo = draft.type.cameo
        draft.frame = nil
        draft.item = nil
        draft.quantities = []
    }

    /// The norms that a clause names. Of a clause with several events each keeps those of its own subtree.
    func norms(in span: Span, near trigger: Trigger) -> [String] {
        guard !normSpans.isEmpty else { return [] }
        let extent = graph.extent(of: trigger.token)
        let own = text.span(clampedRange(extent.lowerBound, extent.upperBound))
        let (low, high) = (max(own.start, span.start), min(own.end, span.end))
        let first = normSpans.partitionPoint { $0.span.end > low }
        var ids: [String] = []
        for row in normSpans[first...].prefix(while: { $0.span.start < high })
        where !ids.contains(row.id) { ids.append(row.id) }
        return ids
    }

    private func isMutual(_ draft: EventDraft) -> Bool {
        switch draft.type {
        case .consult: draft.frame != .visit
        case .cooperate, .agree, .support: true
        case .assault, .concede, .retreat: false
        default: draft.frame == .agreement
        }
    }

    /// The first place that names actors.
    private mutating func first(
        _ fillers: [RoleFiller.Filler], of entry: TriggerLexicon.Entry, excluding tokens: [Int],
        rows others: [Int]
    ) -> (rows: [Int], token: Int?) {
        let isAnything =
            entry.type.quad == .materialConflict || entry.type == .retreat
            || entry.type == .concede || entry.type == .aid
        for filler in fillers
        where !tokens.contains(filler.token) && !times.isTime(filler.token)
            && !isOwn(filler, entry)
        {
            let rows: [Int]
            switch filler.slot {
            case .adjective, .compound:
                rows = participants.owner(ofModifier: filler.token).map { [$0] } ?? []
            default: rows = participants.rows(of: filler.token)
            }
            if rows.contains(where: { !others.contains($0) }) { return (rows, filler.token) }
            guard filler.slot != .adjective, filler.slot != .compound else { continue }
            // "targets in Ukraine", "the city of X": whoever the thing belongs to.
            let isThing = isAnything && filler.slot != .subject && filler.slot != .possessor
            if let row = participants.holder(of: filler.token, isAnything: isThing),
                !others.contains(row)
            {
                return ([row], filler.token)
            }
        }
        return ([], nil)
    }

    /// "hit a school in the north of Chad": a thing that is hit or taken is its country's, wherever the parser hangs the place.
    private mutating func takePlace(_ draft: inout EventDraft, _ trigger: Trigger) {
        guard let frame = trigger.frame, let object = frame.object ?? trigger.partner,
            graph.tag(object) == .noun, !graph.words.has(object, [.abstract, .agent]),
            !times.isTime(object)
        else { return }
        for (preposition, token) in frame.obliques
        where graph.words.lexicon.isPlaceMarker(preposition) && token > object
            && !statements.isSource(token, of: trigger.token)
        {
            if let row = participants.placeRow(token), !draft.actors.contains(row) {
                draft.recipients = [row]
                return
            }
        }
    }

    /// "withdrew its troops", "recalled its ambassador": what belongs to the one who does it is not whom it is done to.
    private func isOwn(_ filler: RoleFiller.Filler, _ entry: TriggerLexicon.Entry) -> Bool {
        guard filler.slot == .object || filler.slot == .indirect else { return false }
        let words = graph.words
        if entry.mode == "withdraw", words.has(filler.token, .stateAgent) { return true }
        guard words.has(filler.token, [.stateAgent, .weapon]) else { return false }
        return graph.children(of: filler.token).contains { child in
            (graph.relation(child) == .possessor || graph.relation(child) == .det)
                && graph.tag(child) != .properNoun && graph.tag(child) != .noun
                && graph.morphology(child).person == 3
        }
    }

    private mutating func rows(of tokens: [Int]) -> [Int] {
        for token in tokens {
            let rows = participants.rows(of: token)
            if !rows.isEmpty { return rows }
        }
        return []
    }

    /// Whom a statement accuses, where it is one.
    private func accused(_ statement: Int) -> Int? {
        let row = reading.statements[statement]
        guard row.act == .accuse, let ids = row.addressee?.actors, ids.count == 1 else {
            return nil
        }
        return actorRows[ids[0]]
    }

    /// "No group has claimed the attack."
    private func isNobody(_ span: Span) -> Bool {
        text.tokens(in: span).first.map { text.has($0, .negation) } ?? false
    }

    /// "denied involvement in the attack", "claimed the attack": whether a deed is told to be the speaker's own, or not.
    private func isOwn(_ noun: Int) -> Bool {
        guard !graph.isVerb(noun), let head = graph.head(noun) else { return false }
        return graph.words.has(head, graph.isVerb(head) ? .ownDeed : .part)
    }

    /// What somebody denies, promises or refuses without saying whose it is, is his own.
    private mutating func takeSpeakers(
        _ draft: inout EventDraft, _ statement: Int, _ entry: TriggerLexicon.Entry
    ) {
        if isGiven(draft) { return }
        let row = reading.statements[statement]
        let isOwn = isOwn(draft.token)
        if !graph.isVerb(draft.token), !isOwn, let head = graph.head(draft.token) {
            // "declined to name a date for a visit": the date is his, not the visit.
            guard graph.isVerb(head) else { return }
            if graph.child(of: draft.token, .adposition) != nil,
                let object = graph.child(of: head, .obj)
            {
                guard row.act == .accuse else { return }
                // "blamed Hamas for the attack"
                if row.addressee == nil {
                    draft.actors = participants.rows(of: object).filter {
                        !draft.recipients.contains($0)
                    }
                    return
                }
            }
        }
        // What a thing is said to do is nobody's deed: "a visit that breaches the embargo".
        if entry.frame == .normBreach, let subject = draft.subject, graph.tag(subject) == .noun {
            return
        }
        // "Man könne ihn verhaften": somebody, and not the one who says it.
        if let subject = draft.subject, graph.tag(subject) == .pronoun,
            !text.has(subject, .personalPronoun)
        {
            return
        }
        let party: Statement.Party?
        switch row.act {
        case .deny, .promise, .decline, .announce, .agree: party = row.source
        case .demand, .accuse, .ask, .warn, .threaten, .criticize, .praise: party = row.addressee
        case .state, .confirm: party = isOwn ? row.source : nil
        default: party = nil
        }
        guard let party, !party.spans.contains(where: isNobody) else { return }
        let rows = party.actors.compactMap { actorRows[$0] }.filter {
            !draft.recipients.contains($0)
        }
        draft.actors = rows
        guard draft.recipients.isEmpty else { return }
        if rows.count > 1, isMutual(draft) || entry.frame == .agreement {
            draft.recipients = Array(rows.dropFirst())
            draft.actors = [rows[0]]
        }
    }
}
