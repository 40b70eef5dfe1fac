import Language
import Text

/// What changes hands, by which way, and where an event happens.
extension EventWork {
    mutating func fillItem(
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
            if item.slot == .itself, draft.quantities.isEmpty {
                draft.quantities = quantitiesBehind(item.token)
            }
            break
        }
        if draft.item == nil, let partner = trigger.partner {
            let span = itemSpan(partner)
            draft.item = span
            draft.quantities = quantities(in: span)
        }
    }

    /// "discovered containers on their way to Togo that may hold 4,000 shells", where the parser hangs the clause
    /// on the verb or on what stands between.
    private func quantitiesBehind(_ noun: Int) -> [String] {
        guard let verb = graph.head(noun), graph.isVerb(verb) else { return [] }
        let end = min(graph.extent(of: verb, limit: 60).upperBound, noun + 13)
        let heads = [verb] + (noun + 1 < end ? Array(noun + 1..<end) : [])
        let clause = heads.lazy.flatMap { graph.children(of: $0) }.first { child in
            child > noun
                && (graph.relation(child) == .acl || graph.relation(child) == .relativeClause)
                && graph.children(of: child).contains { text.has($0, .relativePronoun) }
        }
        guard let clause else { return [] }
        let extent = graph.extent(of: clause, limit: 60)
        return quantities(in: text.span(clampedRange(extent.lowerBound, extent.upperBound)))
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
        where child < low && [.amod, .nummod, .compound].contains(graph.relation(child))
            && !(graph.tag(child) == .properNoun && graph.isCountry(child))
        {
            low = graph.extent(of: child, limit: 12).lowerBound
        }
        return text.span(max(low, noun - 8)..<noun + 1)
    }

    /// Between whom weapons change hands: in a deal, a delivery, or where one uses what the other has made.
    mutating func armsParties(
        _ draft: EventDraft, _ trigger: Trigger, _ filler: RoleFiller
    ) -> [Int] {
        let words = graph.words
        switch draft.frame {
        case .agreement:
            let isArms =
                words.has(trigger.token, .armsDeal)
                || graph.children(of: trigger.token).contains {
                    graph.relation($0) == .compound && words.has($0, .weapon)
                }
            return isArms ? draft.participants : []
        case .transfer:
            let isArms =
                filler.fillers(filler.entry.roles.item).contains { words.has($0.token, .weapon) }
                || reading.quantities.contains { row in
                    draft.quantities.contains(row.id)
                        && text.tokens(in: row.span).contains { words.has($0, .weapon) }
                }
            return isArms && !draft.actors.isEmpty && !draft.recipients.isEmpty
                ? draft.participants : []
        case nil:
            guard draft.type == .assault, draft.actors.count == 1, let weapon = trigger.partner,
                words.has(weapon, .weapon)
            else { return [] }
            // "used shells of Cuban make"
            var open = [(weapon, 3)]
            for oblique in trigger.frame?.obliques ?? []
            where words.lexicon.isOriginMarker(oblique.preposition) && oblique.token > weapon {
                open.append((oblique.token, 2))
            }
            while let (head, depth) = open.popLast() {
                for token in graph.children(of: head) {
                    if let row = participants.countryRow(token), !draft.actors.contains(row) {
                        return draft.actors + [row]
                    }
                    if depth > 1, !graph.isVerb(token) { open.append((token, depth - 1)) }
                }
            }
            return []
        default: return []
        }
    }

    mutating func fillPlaces(_ draft: inout EventDraft, _ trigger: Trigger) {
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
}
