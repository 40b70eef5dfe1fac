import Text

/// Makes one event of all that tell the same one.
struct EventMerger {
    let actors: [Actor]
    let times: TimeMap
    /// The rows of countries by their codes.
    private let countries: [String: Int]

    init(actors: [Actor], times: TimeMap) {
        self.actors = actors
        self.times = times
        countries = actors.countryRows
    }

    /// The events in the order of the text, each with all its triggers and views.
    /// - Complexity: O(n) in the drafts: each is compared with the last events of its kind.
    func merged(_ drafts: [EventDraft]) -> [EventDraft] {
        var rows: [EventDraft] = []
        var byKind: [String: [Int]] = [:]
        for draft in drafts {
            let kind = draft.frame?.rawValue ?? draft.type.rawValue
            let known = byKind[kind] ?? []
            if let row = known.suffix(40).reversed().first(where: { isSame(rows[$0], draft) }) {
                let place = draft.participants.isEmpty ? main(row, known, rows) : row
                join(draft, to: &rows[place])
            } else if draft.frame == .visit
                ? !draft.actors.isEmpty && !draft.recipients.isEmpty
                : !draft.participants.isEmpty || draft.frame == .normBreach
            {
                byKind[kind, default: []].append(rows.count)
                rows.append(draft)
            }
        }
        weighDeals(&rows)
        return rows
    }

    /// What somebody says of weapons that went from one to the other speaks for a deal between the two: where it is
    /// denied, it is disputed.
    private func weighDeals(_ rows: inout [EventDraft]) {
        for deal in rows.indices
        where rows[deal].frame == .agreement && rows[deal].armsParties.count > 1 {
            let parties = Set(rows[deal].armsParties.map(state))
            for other in rows.prefix(200)
            where other.frame != .agreement && !other.armsParties.isEmpty
                && parties.isSubset(of: Set(other.armsParties.map(state)))
            {
                for var view in other.views
                where !rows[deal].views.contains(where: { $0.by == view.by }) {
                    switch view.factuality {
                    case .certain: view.factuality = .probable
                    case .probable, .possible: view.factuality = .possible
                    default: continue
                    }
                    rows[deal].views.append(view)
                    rows[deal].why.append("weapons went from one to the other (\(view.by))")
                }
            }
        }
    }

    /// Whether two tell the same event: nothing that is known of both differs, and something is the same.
    private func isSame(_ first: EventDraft, _ second: EventDraft) -> Bool {
        if let a = first.time, let b = second.time, times.exclude(a, b) { return false }
        if first.frame == nil, let a = first.mode, let b = second.mode, a != b { return false }
        if first.standing.isBackground != second.standing.isBackground,
            !second.participants.isEmpty,
            first.frame != .visit
        {
            return false
        }
        if second.participants.isEmpty {
            return second.frame != .normBreach || first.sentence == second.sentence
        }
        let isMutual =
            [.consult, .cooperate, .agree, .support].contains(first.type) && first.frame != .visit
        if isMutual {
            let (a, b) = (Set(first.participants.map(state)), Set(second.participants.map(state)))
            return a.isSubset(of: b) || b.isSubset(of: a)
        }
        let actors = fit(first.actors, second.actors)
        let recipients = fit(first.recipients, second.recipients)
        return actors != .different && recipients != .different
            && (actors == .same || recipients == .same)
    }

    /// Of the events that the same words told, "to visit X and Y", the one that the text told most often.
    private func main(_ row: Int, _ known: [Int], _ rows: [EventDraft]) -> Int {
        known.suffix(8).filter { rows[$0].triggers.last == rows[row].triggers.last }
            .max { rows[$0].triggers.count < rows[$1].triggers.count } ?? row
    }

    /// The country of a person who holds an office; otherwise the row itself.
    private func state(_ row: Int) -> Int {
        guard actors[row].kind == .person, let code = actors[row].country else { return row }
        return countries[code] ?? row
    }

    private enum Fit { case same, open, different }

    private func fit(_ first: [Int], _ second: [Int]) -> Fit {
        if first.isEmpty || second.isEmpty { return .open }
        if !Set(first).isDisjoint(with: second) { return .same }
        // A person and the country that he holds his office for.
        for a in first {
            for b in second
            where stands(actors[a], for: actors[b]) || stands(actors[b], for: actors[a]) {
                return .same
            }
        }
        return .different
    }

    private func stands(_ person: Actor, for country: Actor) -> Bool {
        person.kind == .person && country.kind == .country && person.country != nil
            && person.country == country.country
    }

    private func join(_ draft: EventDraft, to row: inout EventDraft) {
        // What is new stands at the end: drafts come in the order of the text, and a hostile one tells the same
        // event as often as it likes.
        for span in draft.triggers where !row.triggers.suffix(4).contains(span) {
            row.triggers.append(span)
        }
        if draft.participants.isEmpty, draft.state == .underWay, !draft.standing.isUnderWay,
            row.state == .planned
        {
            // "The visit lasts two days" says nothing of when.
            return
        }
        let known = Set((row.actors + row.recipients).map(state))
        for actor in draft.actors
        where !row.actors.contains(actor) && !row.recipients.contains(actor)
            && (row.actors.isEmpty || !known.contains(state(actor)))
        {
            let isOpen = row.frame == nil || row.frame == .normBreach
            if row.actors.isEmpty || isOpen && row.actors.count < 32 {
                row.actors.append(actor)
            }
        }
        for actor in draft.recipients
        where !row.recipients.contains(actor) && !row.actors.contains(actor)
            && (row.recipients.isEmpty || !known.contains(state(actor)))
        {
            if row.recipients.isEmpty || row.frame != .visit && row.recipients.count < 32 {
                row.recipients.append(actor)
            }
        }
        for place in draft.places where !row.places.contains(place) && row.places.count < 32 {
            row.places.append(place)
        }
        row.mode = row.mode ?? draft.mode
        row.item = row.item ?? draft.item
        row.route = row.route ?? draft.route
        row.carrier = row.carrier ?? draft.carrier
        row.time = row.time ?? draft.time
        for id in draft.quantities where !row.quantities.suffix(8).contains(id) {
            row.quantities.append(id)
        }
        for id in draft.norms where !row.norms.suffix(8).contains(id) { row.norms.append(id) }
        for view in draft.views {
            let known = row.views.suffix(8).lastIndex { $0.by == view.by }
            guard
                let index = view.by == "author"
                    ? row.views.firstIndex(where: { $0.by == "author" }) : known
            else {
                row.views.append(view)
                continue
            }
            // Somebody who says it twice holds the surer of the two.
            if rank(view.factuality) < rank(row.views[index].factuality) { row.views[index] = view }
        }
        if row.standing.level > draft.standing.level
            || row.standing.tense == .future && draft.standing.tense != .future,
            draft.views.first?.by == "author"
        {
            row.standing.tense = draft.standing.tense
        }
        row.standing.isBackground = row.standing.isBackground && draft.standing.isBackground
        row.state = later(row.state, draft.state)
        row.confidence = max(row.confidence, draft.confidence)
        if row.armsParties.isEmpty { row.armsParties = draft.armsParties }
        row.why += draft.why.filter { !row.why.contains($0) }
    }

    private func rank(_ factuality: Statement.Factuality) -> Int {
        switch factuality {
        case .certain, .certainNot: 0
        case .probable, .probableNot: 1
        case .possible, .possibleNot: 2
        case .unknown: 3
        }
    }

    /// Of two states the one that ends the matter.
    private func later(_ first: Event.State?, _ second: Event.State?) -> Event.State? {
        let order: [Event.State] = [.planned, .underWay, .held, .postponed, .cancelled]
        guard let first else { return second }
        guard let second else { return first }
        return (order.firstIndex(of: first) ?? 0) >= (order.firstIndex(of: second) ?? 0)
            ? first : second
    }
}
