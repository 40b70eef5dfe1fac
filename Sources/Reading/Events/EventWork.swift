import Language
import Text

/// The events of one text while they are being read.
struct EventWork {
    let graph: SentenceGraph
    let text: AnalysedText
    let statements: StatementMap
    let times: TimeMap
    var participants: ParticipantFinder
    private var drafts: [EventDraft] = []
    private let reading: Reading
    /// The rows of actors by their ids.
    private let actorRows: [String: Int]
    /// The mentions of norms in the order of the text.
    private let normSpans: [(span: Span, id: String)]
    private let finder: TriggerFinder
    private let guards: EventGuards

    init(_ graph: SentenceGraph, _ reading: Reading) {
        self.graph = graph
        text = graph.text
        self.reading = reading
        actorRows = Dictionary(
            reading.actors.indices.map { (reading.actors[$0].id, $0) },
            uniquingKeysWith: { first, _ in first })
        participants = ParticipantFinder(graph, actors: reading.actors)
        statements = StatementMap(reading.statements, text)
        times = TimeMap(reading.times, text)
        normSpans = reading.norms.flatMap { norm in norm.spans.map { ($0, norm.id) } }.sorted {
            ($0.span.start, $0.span.end) < ($1.span.start, $1.span.end)
        }
        finder = TriggerFinder(graph)
        let times = times
        guards = EventGuards(graph) { times.isTime($0) }
    }

    // MARK: Reading

    mutating func read() {
        for (index, sentence) in text.sentences.enumerated() where !sentence.tokens.isEmpty {
            let triggers = finder.triggers(in: sentence.tokens)
            guard !triggers.isEmpty, !guards.isOtherDomain(index) else { continue }
            var found: [EventDraft] = []
            for trigger in triggers where !times.isTime(trigger.token) {
                found += drafts(for: trigger, among: triggers, sentence: index)
            }
            drafts += joined(found)
        }
    }

    /// The event of a trigger; several where somebody visits several places; none where nobody takes part.
    private mutating func drafts(
        for trigger: Trigger, among triggers: [Trigger], sentence: Int
    ) -> [EventDraft] {
        let entry = graph.words.lexicon.entries[trigger.entry]
        let filler = RoleFiller(graph: graph, trigger: trigger, entry: entry)
        let statement = statements.content(at: trigger.token)
        // A verb that somebody is quoted with is a statement, not an event.
        if entry.frame == nil, let cue = statements.cue(at: trigger.token) {
            switch entry.type {
            case .request, .accuse, .threaten, .agree, .reject: return []
            case .consult where !entry.prepositions.isEmpty: break
            case .support, .consult: if reading.statements[cue].form != .reported { return [] }
            default: break
            }
        }
        var draft = EventDraft(
            type: entry.type, mode: entry.mode, frame: entry.frame, cameo: entry.cameo,
            token: trigger.token, sentence: sentence, triggers: [triggerSpan(trigger)],
            span: clauseSpan(trigger, sentence))
        draft.subject = graph.isVerb(trigger.token) ? trigger.frame?.subject : nil
        draft.why.append("\(entry.type.rawValue) \(entry.text)")
        fill(&draft, filler, trigger, entry, statement)
        handOver(&draft, filler, entry)
        draft.norms = norms(in: draft.span, near: trigger)
        guard guards.accepts(draft, trigger, entry, filler, participants.actors, triggers) else {
            return []
        }
        setStanding(&draft, trigger, triggers, statement, sentence)
        draft.confidence = confidence(draft, entry)
        if draft.frame == .visit, draft.recipients.count > 1 {
            return draft.recipients.map { recipient in
                var single = draft
                single.recipients = [recipient]
                return single
            }
        }
        return [draft]
    }

    /// "An attack by X killed ten soldiers": the noun and the verb that it is the subject of tell one event.
    private func joined(_ found: [EventDraft]) -> [EventDraft] {
        var found = found
        var gone: [Int] = []
        for (index, draft) in found.enumerated() {
            guard let subject = draft.subject,
                let noun = found.firstIndex(where: { $0.token == subject && $0.type == draft.type })
            else { continue }
            let others = found[noun].actors
            found[noun].recipients += draft.recipients.filter {
                !found[noun].recipients.contains($0) && !others.contains($0)
            }
            found[noun].triggers += draft.triggers
            found[noun].mode = found[noun].mode ?? draft.mode
            gone.append(index)
        }
        return found.indices.filter { !gone.contains($0) }.map { found[$0] }
    }

    private func triggerSpan(_ trigger: Trigger) -> Span {
        let span = text.tokens[trigger.token].span
        guard let partner = trigger.partner else { return span }
        let other = text.tokens[partner].span
        let joined = Span(min(span.start, other.start), max(span.end, other.end))
        return joined.count < 60 ? joined : span
    }

    /// The words from the first to the last that the trigger's verb governs, inside the sentence.
    private func clauseSpan(_ trigger: Trigger, _ sentence: Int) -> Span {
        let root = trigger.carrier ?? trigger.token
        let extent = graph.extent(of: root)
        let range = text.sentences[sentence].tokens
        let low = max(extent.lowerBound, range.lowerBound)
        var high = min(extent.upperBound, range.upperBound)
        if high > low + 1, text.tokens[high - 1].kind == .sentenceEnd { high -= 1 }
        return text.span(low..<max(high, low + 1))
    }

    // MARK: Roles

    private mutating func fill(
        _ draft: inout EventDraft, _ filler: RoleFiller, _ trigger: Trigger,
        _ entry: TriggerLexicon.Entry, _ statement: Int?
    ) {
        let isNoun = !graph.isVerb(trigger.token) && graph.tag(trigger.token) != .adjective
        var roles = entry.roles
        if isNoun, !graph.words.lexicon.agentSlots.isEmpty,
            !filler.fillers(graph.words.lexicon.agentSlots).isEmpty
        {
            // "die Annexion der Krim durch Russland": with an agent, the genitive is whom it is done to.
            roles.recipient =
                roles.actor.filter { !graph.words.lexicon.agentSlots.contains($0) }
                + roles.recipient
            roles.actor = graph.words.lexicon.agentSlots
        }
        participants.excluded = []
        let actor = first(filler.fillers(roles.actor), of: entry, excluding: [], rows: [])
        draft.actors = actor.rows
        if draft.actors.isEmpty, isNoun,
            entry.frame != .transfer || !entry.roles.actor.contains(.itself)
        {
            draft.actors = rows(of: filler.carrierSubject)
        }
        participants.excluded = draft.actors
        // "cooperation between Quito and Lima" names all who take part.
        let isComplete = isMutual(draft) && draft.actors.count > 1 && isNoun
        let recipient = first(
            isComplete ? [] : filler.fillers(roles.recipient), of: entry,
            excluding: actor.token.map { [$0] } ?? [],
            rows: draft.actors)
        draft.recipients = recipient.rows.filter { !draft.actors.contains($0) }
        if draft.recipients.isEmpty, let partner = trigger.partner,
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
        // Those who do it together: "Ankara und Kairo", "between Cairo and Ankara".
        if draft.recipients.isEmpty, draft.actors.count > 1, isMutual(draft) {
            draft.recipients = Array(draft.actors.dropFirst())
            draft.actors = [draft.actors[0]]
        }
        if draft.actors.isEmpty, draft.recipients.count > 1, isMutual(draft) {
            draft.actors = [draft.recipients.removeFirst()]
        }
        if draft.participants.isEmpty || isNoun && draft.actors.isEmpty && entry.frame != nil,
            let statement
        {
            takeSpeakers(&draft, statement, entry)
        }
        fillItem(&draft, filler, trigger, entry)
        fillPlaces(&draft, trigger)
        draft.time = times.time(near: trigger.carrier ?? trigger.token, or: trigger.token, graph)
        if draft.time == nil, isNoun, trigger.carrier == nil, let verb = graph.head(trigger.token),
            graph.relation(trigger.token) == .passiveSubject
                || graph.relation(trigger.token) == .nsubj,
            graph.isVerb(verb),
            graph.isPassive(verb) || [.start, .cease].contains(graph.words.word(verb)?.governs)
        {
            // "The withdrawal was completed in January."
            draft.time = times.time(near: verb, or: verb, graph)
        }
    }

    /// Who hands people over delivers nothing: captives go free, suspects are extradited.
    private func handOver(
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
    private func norms(in span: Span, near trigger: Trigger) -> [String] {
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
        where graph.words.lexicon.isPlaceMarker(preposition) && token > object {
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

    /// What somebody denies, promises or refuses without saying whose it is, is his own.
    private func takeSpeakers(
        _ draft: inout EventDraft, _ statement: Int, _ entry: TriggerLexicon.Entry
    ) {
        let row = reading.statements[statement]
        let party: Statement.Party?
        switch row.act {
        case .deny, .promise, .decline, .announce, .agree: party = row.source
        case .demand, .accuse, .ask, .warn, .threaten, .criticize, .praise: party = row.addressee
        default: party = nil
        }
        guard let party else { return }
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

    private mutating func fillItem(
        _ draft: inout EventDraft, _ filler: RoleFiller, _ trigger: Trigger,
        _ entry: TriggerLexicon.Entry
    ) {
        guard entry.frame == .transfer else { return }
        for item in filler.fillers(entry.roles.item)
            + (entry.roles.item.contains(.itself)
                ? [.init(slot: .itself, token: trigger.token)] : [])
        {
            // The one who gives or takes is not what is given.
            if participants.isParticipant(item.token) { continue }
            let span = itemSpan(item.token)
            draft.item = span
            // Of a load what is said of it counts as well: "containers that may hold 4,000 shells".
            let extent = graph.extent(of: item.token, limit: 60)
            draft.quantities = quantities(
                in: item.slot == .itself
                    ? text.span(clampedRange(extent.lowerBound, extent.upperBound)) : span)
            break
        }
        if draft.item == nil, let partner = trigger.partner {
            let span = itemSpan(partner)
            draft.item = span
            draft.quantities = quantities(in: span)
        }
    }

    /// The figures that overlap a span; they stand in the order of the text.
    private func quantities(in span: Span) -> [String] {
        let first = reading.quantities.partitionPoint { $0.span.end > span.start }
        return reading.quantities[first...].prefix { $0.span.start < span.end }.map(\.id)
    }

    /// A noun with what stands before it: "zwölf gepanzerte Fahrzeuge".
    private func itemSpan(_ noun: Int) -> Span {
        var low = noun
        for child in graph.children(of: noun)
        where child < low && [.amod, .nummod, .compound].contains(graph.relation(child)) {
            low = graph.extent(of: child, limit: 12).lowerBound
        }
        return text.span(max(low, noun - 8)..<noun + 1)
    }

    private mutating func fillPlaces(_ draft: inout EventDraft, _ trigger: Trigger) {
        var tokens: [Int] = []
        for (preposition, token) in trigger.frame?.obliques ?? []
        where graph.words.lexicon.isPlaceMarker(preposition) { tokens.append(token) }
        for child in graph.children(of: trigger.token) where graph.relation(child) == .nmod {
            if let preposition = graph.preposition(of: child),
                graph.words.lexicon.isPlaceMarker(preposition)
            {
                tokens.append(child)
            }
        }
        for token in tokens {
            // "After a stay in Doha he went on to Muscat": what hangs on the noun of another event is that one's.
            if let head = graph.head(token), head != trigger.token, head != trigger.carrier,
                let word = graph.words.word(head), !word.nouns.isEmpty, !graph.isVerb(head)
            {
                continue
            }
            guard let row = participants.placeRow(token),
                !draft.recipients.contains(row) || draft.frame == .visit,
                !draft.places.contains(row)
            else { continue }
            draft.places.append(row)
        }
        for (preposition, token) in trigger.frame?.obliques ?? [] where draft.frame == .transfer {
            if draft.route == nil, graph.words.lexicon.isRouteMarker(preposition) {
                draft.route = itemSpan(token)
            }
            if draft.carrier == nil, graph.words.lexicon.isCarrierMarker(preposition),
                graph.words.has(token, .target)
            {
                draft.carrier = itemSpan(token)
            }
        }
    }

    // MARK: Standing

    private func setStanding(
        _ draft: inout EventDraft, _ trigger: Trigger, _ triggers: [Trigger], _ statement: Int?,
        _ sentence: Int
    ) {
        let entries = graph.words.lexicon.entries
        var standing = StandingFinder(graph).standing(
            of: trigger, sentence: text.sentences[sentence].tokens,
            limits: { statements.content(at: $0) == statement },
            isSameEvent: { above in
                triggers.contains { $0.token == above && entries[$0.entry].type == draft.type }
            })
        // What is reported in the past of the past is only as old as the report.
        if statement != nil { standing.isBackground = false }
        if let time = draft.time, let published = text.published {
            switch times.order(of: time, against: published) {
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
        draft.views = [Event.View(by: row.id, factuality: standing.factuality(under: row))]
        if [.promise, .demand, .propose, .ask, .threaten].contains(row.act) {
            draft.standing.tense = .future
            draft.standing.isBackground = false
            draft.state = standing.isCancelled || standing.isPostponed ? draft.state : .planned
        }
    }

    private func state(_ standing: Standing) -> Event.State? {
        if standing.isCancelled { return .cancelled }
        if standing.isPostponed { return .postponed }
        if standing.tense == .future || standing.level > .certain { return .planned }
        if standing.isNegative { return nil }
        return standing.isUnderWay || standing.tense == .present ? .underWay : .held
    }

    /// How often such rows were right on the project's own set (docs/events.md).
    private func confidence(_ draft: EventDraft, _ entry: TriggerLexicon.Entry) -> Double {
        let isFull = !draft.actors.isEmpty && !draft.recipients.isEmpty
        return isFull ? 0.9 : draft.participants.isEmpty ? 0.5 : 0.75
    }

    // MARK: Rows

    func finish(_ reading: inout Reading) {
        let merged = EventMerger(actors: participants.actors, times: times).merged(drafts)
        guard !merged.isEmpty else { return }
        let ids = reading.takeActors(
            participants.actors, given: participants.given,
            used: Set(merged.flatMap { $0.participants + $0.places }))
        func named(_ rows: [Int]) -> [String] { rows.map { ids[$0] }.filter { !$0.isEmpty } }
        for draft in merged {
            var event = Event(
                id: "e\(reading.events.count + 1)", type: draft.type, mode: draft.mode,
                frame: draft.frame,
                state: draft.frame == nil && draft.type != .consult ? nil : draft.state,
                cameo: draft.cameo, trigger: draft.triggers, span: draft.span,
                actor: named(draft.actors), recipient: named(draft.recipients),
                place: named(draft.places),
                item: draft.item, route: draft.route, carrier: draft.carrier, time: draft.time,
                tense: draft.standing.tense, background: draft.standing.isBackground,
                quantities: draft.quantities, norms: draft.norms, views: draft.views,
                confidence: draft.confidence, why: draft.why)
            if event.frame != nil || event.type == .consult, event.state == nil,
                !draft.standing.isNegative
            {
                event.state = .held
            }
            reading.events.append(event)
        }
    }
}

extension Standing {
    /// What the source of a statement holds of an event in its content.
    func factuality(under statement: Statement) -> Statement.Factuality {
        var own = self
        switch statement.act {
        case .deny: own.isNegative.toggle()
        case .demand, .promise, .propose, .ask, .threaten, .decline: own.weaken(to: .open)
        case .expect, .think: own.weaken(to: .probable)
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
