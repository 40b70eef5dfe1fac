import GRDB
import Text

extension Snapshot {
    /// The actors that occur most, or those whose name or alias holds a text.
    /// - Parameters:
    ///   - name: a part of a name; all where nil.
    ///   - kind: one of `Vocabulary.actorKinds`; all where nil.
    public func actors(
        matching name: String? = nil, kind: String? = nil, page: PageRequest = PageRequest()
    ) throws -> Page<ActorSummary> {
        let corrections = try CorrectionTable(db)
        let offset = Int(page.cursor ?? "0") ?? 0
        var conditions = ["o.documents > 0"]
        var arguments: StatementArguments = []
        if let name, !name.isEmpty {
            conditions.append(
                "o.id IN (SELECT actor FROM alias WHERE instr(folded, ?) > 0 AND documents > 0)")
            arguments += [folded(name)]
        }
        if let kind {
            conditions.append("o.kind = ?")
            arguments += [kind]
        }
        if !corrections.joined.isEmpty {
            // Joined actors stand under the one that they were joined into.
            let marks = corrections.joined.keys.map { _ in "?" }.joined(separator: ",")
            conditions.append("o.key NOT IN (\(marks))")
            for key in corrections.joined.keys.sorted() { arguments += [key] }
        }
        let rows = try Row.fetchAll(
            db,
            sql: """
                SELECT o.id, o.key, o.kind, o.name, o.country FROM actor o
                WHERE \(conditions.joined(separator: " AND "))
                ORDER BY o.documents DESC, o.key LIMIT \(page.limit + 1) OFFSET \(offset)
                """, arguments: arguments)
        let summaries = try summaries(rows.prefix(page.limit), corrections)
        return Page(
            rows: summaries, next: rows.count > page.limit ? String(offset + page.limit) : nil)
    }

    /// An actor with its aliases and the roles it was given over time.
    /// - Parameter id: the id, or a name that only one actor has.
    /// - Throws: `ArchiveError.unknown`.
    public func actor(_ id: String) throws -> ActorRecord {
        let corrections = try CorrectionTable(db)
        var key = id
        if try !exists(id) {
            let found = Set(
                try String.fetchAll(
                    db,
                    sql: """
                        SELECT o.key FROM alias a JOIN actor o ON o.id = a.actor
                        WHERE a.folded = ? AND a.documents > 0
                        """, arguments: [folded(id)]
                ).map(corrections.representative))
            guard let only = found.first else {
                throw ArchiveError.unknown(what: "actor", name: id)
            }
            guard found.count == 1 else {
                throw ArchiveError.refused(
                    "several actors are called '\(id)': \(found.sorted().joined(separator: ", "))")
            }
            key = only
        }
        key = corrections.representative(of: key)
        guard
            let row = try Row.fetchOne(
                db, sql: "SELECT id, key, kind, name, country FROM actor WHERE key = ?",
                arguments: [key])
        else { throw ArchiveError.unknown(what: "actor", name: id) }
        let members = try memberRows(key, corrections)
        let list = members.map(String.init).joined(separator: ",")
        let aliases = try Row.fetchAll(
            db,
            sql: """
                SELECT name, sum(documents) AS n FROM alias
                WHERE actor IN (\(list)) AND documents > 0 GROUP BY name ORDER BY n DESC, name LIMIT 100
                """
        ).map { ActorRecord.Alias(name: $0["name"], documents: $0["n"]) }
        let roles = try Row.fetchAll(
            db,
            sql: """
                SELECT p.role, min(d.published) AS a, max(d.published) AS z,
                  count(DISTINCT d.id) AS n
                FROM appearance p JOIN document d ON d.reading = p.id / \(rowsPerReading)
                WHERE p.actor IN (\(list)) AND p.role IS NOT NULL
                GROUP BY p.role ORDER BY n DESC, p.role LIMIT 100
                """
        ).map {
            ActorRecord.Role(role: $0["role"], first: $0["a"], last: $0["z"], documents: $0["n"])
        }
        let keys = Set(corrections.members(of: key))
        return ActorRecord(
            summary: try summary(row, corrections), aliases: aliases, roles: roles,
            joined: keys.subtracting([key]).sorted(),
            corrections: corrections.records.filter { record in
                switch record.change {
                case .join(let actor, let into): keys.contains(actor) || keys.contains(into)
                case .part(_, let from): keys.contains(from)
                default: false
                }
            })
    }

    private func exists(_ key: String) throws -> Bool {
        try Int.fetchOne(db, sql: "SELECT 1 FROM actor WHERE key = ?", arguments: [key]) != nil
    }

    private func memberRows(_ key: String, _ corrections: CorrectionTable) throws -> [Int64] {
        try corrections.members(of: key).compactMap {
            try Int64.fetchOne(db, sql: "SELECT id FROM actor WHERE key = ?", arguments: [$0])
        }
    }

    private func summary(_ row: Row, _ corrections: CorrectionTable) throws -> ActorSummary {
        try summaries([row], corrections)[0]
    }

    /// Rows of actors with their counts, all in one walk along the index of appearances.
    private func summaries(
        _ rows: some Collection<Row>, _ corrections: CorrectionTable
    ) throws -> [ActorSummary] {
        var documents = Array(repeating: Set<Int64>(), count: rows.count)
        var originals = documents
        var places: [Int64: Int] = [:]
        for (place, row) in rows.enumerated() {
            places[row["id"]] = place
            let key: String = row["key"]
            guard !corrections.joined.isEmpty else { continue }
            for member in try memberRows(key, corrections) { places[member] = place }
        }
        let list = jsonList(places.keys.sorted())
        let appearances = try Row.fetchCursor(
            db.cachedStatement(
                sql: """
                    SELECT j.value, d.id, d.original FROM json_each(?) j
                    CROSS JOIN appearance p ON p.actor = j.value
                    CROSS JOIN document d ON d.reading = p.id / \(rowsPerReading)
                    """), arguments: [list])
        while let row = try appearances.next() {
            guard let place = places[row[0]] else { continue }
            documents[place].insert(row[1])
            originals[place].insert(row[2])
        }
        return rows.enumerated().map { place, row in
            ActorSummary(
                id: row["key"], kind: row["kind"], name: row["name"], country: row["country"],
                documents: documents[place].count, independentDocuments: originals[place].count)
        }
    }
}
