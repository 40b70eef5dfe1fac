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
    let reading: Reading
    /// The rows of actors by their ids.
    let actorRows: [String: Int]
    /// The mentions of norms in the order of the text.
    let normSpans: [(span: Span, id: String)]
    private let finder: TriggerFinder
    private let guards: EventGuards

    init(
        _ graph: SentenceGraph, _ reading: Reading, _ actorRows: [String: Int],
        _ peoples: PeopleNouns
    ) {
        self.graph = graph
        text = graph.text
        self.reading = reading
        self.actorRows = actorRows
        participants = ParticipantFinder(graph, actors: reading.actors, peoples)
        statements = StatementMap(reading.statements, text)
        times = TimeMap(reading.times, text)
        normSpans = reading.norms.flatMap { norm in norm.spans.map { ($0, norm.id) } }.sorted {
            ($0.span.start, $0.span.end) < ($1.span.start, $1.span.end)
        }
        finder = TriggerFinder(graph)
        let times = times
        guards = EventGuards(graph, actors: reading.actors) {
            times.isTime($0)
        } isHistory: {
            times.isHistory($0)
        } tellsHistory: {
            times.tellsHistory($0)
        } recurs: { sentence in
            times.recurs(in: graph.text.span(graph.text.sentences[sentence].tokens))
        }
    }

    // MARK: Reading

    /// - Parameter answers: who denies or confirms what by pointing at it.
    mutating func read(_ answers: [AnswerFinder.Answer]) {
        for (index, sentence) in text.sentences.enumerated() where !sentence.tokens.isEmpty {
            let triggers = finder.triggers(in: sentence.tokens)
            guard !triggers.isEmpty, !guards.isOtherDomain(index) else { continue }
            var found: [EventDraft] = []
            for trigger in triggers where !times.isTime(trigger.token) {
                found += drafts(for: trigger, among: triggers, sentence: index)
            }
            drafts += joined(found)
        }
        for answer in answers { add(answer, to: &drafts) }
    }

    /// The event of a trigger; several where somebody visits several places; none where nobody takes part.
    private mutating func drafts(
        for trigger: Trigger, among triggers: [Trigger], sentence: Int
    ) -> [EventDraft] {
        let entry = graph.words.lexicon.entries[trigger.entry]
        if entry.isForPairs { return [] }
        let filler = RoleFiller(graph: graph, trigger: trigger, entry: entry)
        let statement = statements.content(at: trigger.token)
        // A verb that somebody is quoted with is a statement, not an event.
        if entry.frame == nil, let cue = statements.cue(at: trigger.token) {
            switch entry.type {
            case .request, .accuse, .threaten, .agree, .reject: return []
            case .consult where !entry.prepositions.isEmpty: break
            case .support, .consult: if reading.statements[cue].form != .reported { return [] }
            case .coerce:
                // "declared a state of emergency" says and does it.
                if trigger.partner == nil || reading.statements[cue].form != .reported {
                    return []
                }
            default: break
            }
        }
        var draft = EventDraft(
            type: entry.type, mode: entry.mode, frame: entry.frame, cameo: entry.cameo,
            token: trigger.token, sentence: sentence, statement: statement,
            triggers: [triggerSpan(trigger)], span: clauseSpan(trigger, sentence))
        draft.subject = graph.isVerb(trigger.token) ? trigger.frame?.subject : nil
        draft.why.append("\(entry.type.rawValue) \(entry.text)")
        fill(&draft, filler, trigger, entry, statement)
        handOver(&draft, filler, entry)
        draft.norms = norms(in: draft.span, near: trigger)
        guard
            guards.accepts(draft, trigger, entry, filler, participants.actors, triggers)
                || isTakenUp(draft, statement)
        else { return [] }
        setStanding(&draft, trigger, triggers, statement, sentence)
        draft.confidence = confidence(draft, entry)
        draft.armsParties = armsParties(draft, trigger, filler)
        if draft.frame == .visit, draft.recipients.count > 1 {
            return draft.recipients.map { recipient in
                var single = draft
                single.recipients = [recipient]
                return single
            }
        }
        return [draft]
    }

    /// "An attack by X killed ten soldiers", "ten soldiers were killed in an attack by X": the noun and the verb that it is
    /// the subject or the circumstance of tell one event.
    private mutating func joined(_ found: [EventDraft]) -> [EventDraft] {
        var found = found
        var gone: [Int] = []
        for (index, draft) in found.enumerated() {
            guard
                let noun = found.firstIndex(where: {
                    $0.type == draft.type
                        && ($0.token == draft.subject
                            || isOccasion($0, of: draft) || isCause($0, of: draft))
                })
            else { continue }
            if found[noun].actors.isEmpty {
                found[noun].actors = draft.actors.filter { !found[noun].recipients.contains($0) }
            }
            if !draft.recipients.isEmpty { leavePlaces(&found[noun]) }
            let others = found[noun].actors
            found[noun].recipients += draft.recipients.filter {
                !found[noun].recipients.contains($0) && !others.contains($0)
            }
            found[noun].triggers += draft.triggers
            found[noun].mode = found[noun].mode ?? draft.mode
            gone.append(index)
        }
        found = found.indices.filter { !gone.contains($0) }.map { found[$0] }
        // "took delivery of helicopters bought from X": who gets a thing and whom it comes from, told by two words.
        guard found.count(where: { $0.frame == .transfer }) == 2,
            let first = found.firstIndex(where: { $0.frame == .transfer }),
            let second = found.lastIndex(where: { $0.frame == .transfer }),
            found[first].actors.isEmpty, found[second].recipients.isEmpty,
            !found[first].recipients.isEmpty, !found[second].actors.isEmpty,
            found[first].span.overlaps(found[second].span)
        else { return found }
        found[first].actors = found[second].actors.filter {
            !found[first].recipients.contains($0)
        }
        found[first].triggers += found[second].triggers
        found.remove(at: second)
        return found
    }

    /// "The attack in Kabul killed ten": where it was is not whom it was done to.
    private mutating func leavePlaces(_ draft: inout EventDraft) {
        for child in graph.children(of: draft.token) where graph.relation(child) == .nmod {
            guard let preposition = graph.preposition(of: child),
                graph.words.lexicon.isPlaceMarker(preposition),
                let row = participants.placeRow(child),
                let index = draft.recipients.firstIndex(of: row)
            else { continue }
            draft.recipients.remove(at: index)
            if !draft.places.contains(row) { draft.places.append(row) }
        }
    }

    /// "Killed in an attack": whether a verb says that people are killed or wounded by what a noun tells.
    private func isOccasion(_ noun: EventDraft, of draft: EventDraft) -> Bool {
        let lexicon = graph.words.lexicon
        guard graph.isVerb(draft.token), graph.words.has(draft.token, [.kill, .wound]),
            graph.head(noun.token) == draft.token,
            noun.standing.factuality == draft.standing.factuality,
            draft.actors.isEmpty || noun.actors.isEmpty || draft.actors == noun.actors
        else { return false }
        guard graph.relation(noun.token) == .obl,
            let preposition = graph.preposition(of: noun.token)
        else { return [.iobj, .argument].contains(graph.relation(noun.token)) }
        return lexicon.isCircumstanceMarker(preposition) || lexicon.isConditionMarker(preposition)
            || lexicon.isAgentMarker(preposition)
    }

    /// "Struck a building, killing five"
    private func isCause(_ verb: EventDraft, of draft: EventDraft) -> Bool {
        graph.words.has(draft.token, [.kill, .wound]) && graph.isGerundBehindComma(draft.token)
            && verb.token != draft.token && graph.verb(above: draft.token) == verb.token
    }

    private func triggerSpan(_ trigger: Trigger) -> Span {
        let span = text.tokens[trigger.token].span
        guard let partner = trigger.partner,
            !graph.words.lexicon.entries[trigger.entry].hasOccasion
        else { return span }
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
            let isDenied =
                draft.views.contains { $0.factuality == .certainNot }
                && !draft.views.contains { $0.factuality == .certain }
            if isDenied, event.state == .held || event.state == .underWay {
                event.state = nil
            } else if event.frame != nil || event.type == .consult, event.state == nil,
                !draft.standing.isNegative
            {
                event.state = .held
            }
            reading.events.append(event)
        }
    }
}
