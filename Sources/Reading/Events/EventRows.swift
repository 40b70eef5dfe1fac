import Text

extension Event {
    /// Turns every span from bytes into code points.
    mutating func countInCodePoints(_ map: CodePointMap) {
        trigger = trigger.map(map.codePoints)
        span = map.codePoints(span)
        item = item.map(map.codePoints)
        route = route.map(map.codePoints)
        carrier = carrier.map(map.codePoints)
    }
}

extension Reading {
    /// The rows of the actors by their ids.
    var actorRows: [String: Int] {
        Dictionary(
            actors.indices.map { (actors[$0].id, $0) }, uniquingKeysWith: { first, _ in first })
    }

    /// Takes the actors that events named first, numbers all in the order of first mention, and tells the
    /// new id of each row.
    /// - Parameters:
    ///   - rows: the actors of the reading, and new ones behind them.
    ///   - given: how many the reading had.
    ///   - used: the rows that events name; new ones that none names are left out.
    mutating func takeActors(_ rows: [Actor], given: Int, used: Set<Int>) -> [String] {
        var ids = Array(repeating: "", count: rows.count)
        for row in rows.indices where row < given { ids[row] = rows[row].id }
        let new = rows.indices.filter { $0 >= given && used.contains($0) }
        guard !new.isEmpty else { return ids }
        let all = (0..<given).map { $0 } + new
        let order = all.map { first(rows[$0], $0) }.sorted { $0 < $1 }.map(\.1)
        var renamed: [String: String] = [:]
        for (place, row) in order.enumerated() {
            if row < given { renamed[rows[row].id] = "a\(place + 1)" }
            ids[row] = "a\(place + 1)"
        }
        actors = order.map { row in
            var actor = rows[row]
            actor.id = ids[row]
            actor.of = actor.of.flatMap { renamed[$0] }
            actor.mentions.sort()
            return actor
        }
        let turn: (String) -> String = { renamed[$0] ?? $0 }
        for index in statements.indices {
            if let source = statements[index].source {
                statements[index].source?.actors = source.actors.map(turn)
            }
            if let party = statements[index].addressee {
                statements[index].addressee?.actors = party.actors.map(turn)
            }
            statements[index].via = statements[index].via.map(turn)
        }
        return ids
    }

    private func first(_ actor: Actor, _ row: Int) -> (Int, Int) {
        (actor.mentions.map(\.start).min() ?? .max, row)
    }
}

extension [Actor] {
    /// The rows of the countries by their codes.
    var countryRows: [String: Int] {
        Dictionary(
            indices.compactMap { row in
                self[row].kind == .country ? self[row].country.map { ($0, row) } : nil
            }, uniquingKeysWith: { first, _ in first })
    }
}
