import GRDB
import Text

/// An outlet as the archive knows it.
public struct OutletRecord: Hashable, Sendable, Codable {
    public var name: String
    /// Reports in their newest version.
    public var documents: Int
    /// Those of them that are copies of what another outlet had first.
    public var copies: Int
    public var statements: Int
    public var languages: [String]
    /// First and last publication date, EDTF.
    public var first: String?
    public var last: String?
    /// When its newest document was added, ISO 8601 UTC.
    public var added: String
}

/// How many of the newest matches of a query have each value of a field.
public struct Facets: Hashable, Sendable, Codable {
    public struct Value: Hashable, Sendable, Codable {
        public var value: String
        public var count: Int
    }
    public var acts: [Value]
    public var forms: [Value]
    public var languages: [Value]
    public var outlets: [Value]
    /// The matches that were counted, and whether there are more.
    public var counted: Int
    public var isMore: Bool
}

/// Two actors that a text puts beside each other.
public struct ActorPair: Hashable, Sendable, Codable {
    public enum Kind: String, Hashable, Sendable, Codable { case to, about, together }
    public var kind: Kind
    /// Ids in the archive.
    public var from: String
    public var to: String
    public var fromName: String
    public var toName: String
    public var count: Int
}

/// From when to when a record reaches.
public struct ArchiveExtent: Hashable, Sendable, Codable {
    public var isEmpty: Bool
    /// The first and last publication date, EDTF.
    public var first: String?
    public var last: String?
}

extension Snapshot {
    /// From when to when the record reaches: what `status` says of it, without counting anything.
    public func extent() throws -> ArchiveExtent {
        ArchiveExtent(
            isEmpty: try Int.fetchOne(db, sql: "SELECT 1 FROM document LIMIT 1") == nil,
            first: try Int.fetchOne(db, sql: "SELECT min(firstday) FROM document").map(isoDay),
            last: try Int.fetchOne(db, sql: "SELECT max(firstday) FROM document").map(isoDay))
    }

    /// All outlets, the one with most reports first.
    public func outlets() throws -> [OutletRecord] {
        try Row.fetchAll(
            db,
            sql: """
                SELECT outlet, count(*) AS n, sum(original <> id) AS copies, sum(statements) AS s,
                  group_concat(DISTINCT language) AS languages, min(firstday) AS a, max(firstday) AS z,
                  max(added) AS added
                FROM document WHERE islatest = 1 AND outlet IS NOT NULL
                GROUP BY outlet ORDER BY n DESC, outlet LIMIT 500
                """
        ).map { row in
            OutletRecord(
                name: row["outlet"], documents: row["n"], copies: row["copies"],
                statements: row["s"],
                languages: (row["languages"] as String).split(separator: ",").map(String.init)
                    .sorted(),
                first: (row["a"] as Int?).map(isoDay), last: (row["z"] as Int?).map(isoDay),
                added: row["added"])
        }
    }

    /// What the newest statements that a query finds are made of.
    /// - Throws: `ArchiveError.badQuery`.
    public func facets(_ query: Query) throws -> Facets {
        let plan = try QueryPlan(query.setting(.within, to: "statements"), self)
        return try facets(of: try statementRows(plan, limit: Self.window))
    }

    /// What statements are made of: the newest that were found.
    func facets(of rows: [Candidate]) throws -> Facets {
        func values(_ counts: [String: Int], limit: Int = .max) -> [Facets.Value] {
            counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.prefix(limit)
                .map { .init(value: $0.key, count: $0.value) }
        }
        var acts: [String: Int] = [:]
        var forms: [String: Int] = [:]
        var readings: [Int64: Int] = [:]
        for row in rows {
            acts[Vocabulary.name(row.act, in: Vocabulary.acts), default: 0] += 1
            forms[Vocabulary.name(row.form, in: Vocabulary.forms), default: 0] += 1
            readings[row.id / Int64(rowsPerReading), default: 0] += 1
        }
        var languages: [String: Int] = [:]
        var outlets: [String: Int] = [:]
        let list = jsonList(readings.keys.sorted())
        let documents = try Row.fetchCursor(
            db.cachedStatement(
                sql: """
                    SELECT j.value, d.language, d.outlet FROM json_each(?) j
                    CROSS JOIN document d ON d.reading = j.value
                    """), arguments: [list])
        while let row = try documents.next() {
            let count = readings[row[0]] ?? 0
            languages[row[1], default: 0] += count
            if let outlet = row[2] as String? { outlets[outlet, default: 0] += count }
        }
        return Facets(
            acts: values(acts), forms: values(forms), languages: values(languages, limit: 12),
            outlets: values(outlets, limit: 12), counted: rows.count,
            isMore: rows.count >= Self.window)
    }

    /// Actors that stand in the same documents as this one, the most frequent first.
    public func companions(of actor: String, limit: Int = 12) throws -> [ActorSummary] {
        let corrections = try CorrectionTable(db)
        let keys = corrections.members(of: corrections.representative(of: actor))
        let members = try keys.compactMap {
            try Int64.fetchOne(db, sql: "SELECT id FROM actor WHERE key = ?", arguments: [$0])
        }
        guard !members.isEmpty else { return [] }
        let list = members.map(String.init).joined(separator: ",")
        return try Row.fetchAll(
            db,
            sql: """
                WITH own AS (
                  SELECT DISTINCT id / \(rowsPerReading) AS reading FROM appearance
                  WHERE actor IN (\(list)) ORDER BY 1 DESC LIMIT 400)
                SELECT o.key, o.kind, o.name, o.country, count(DISTINCT own.reading) AS n
                FROM own JOIN appearance p ON p.id >= own.reading * \(rowsPerReading)
                  AND p.id < (own.reading + 1) * \(rowsPerReading)
                JOIN actor o ON o.id = p.actor WHERE o.id NOT IN (\(list))
                GROUP BY o.id ORDER BY n DESC, o.key LIMIT \(limit)
                """
        ).map { row in
            ActorSummary(
                id: row["key"], kind: row["kind"], name: row["name"], country: row["country"],
                documents: row["n"], independentDocuments: row["n"])
        }
    }

    /// Who speaks to whom and about whom in the newest statements that a query finds.
    /// - Parameter limit: statements that are looked at.
    /// - Throws: `ArchiveError.badQuery`.
    public func pairs(_ query: Query, limit: Int = 200) throws -> [ActorPair] {
        let plan = try QueryPlan(query.setting(.within, to: "statements"), self)
        let loader = try ReadingLoader(self)
        var counts: [ActorPair: Int] = [:]
        func add(_ kind: ActorPair.Kind, _ from: [ActorLink], _ to: [ActorLink]) {
            for one in from {
                for other in to {
                    guard let first = one.actor, let second = other.actor, first != second else {
                        continue
                    }
                    let pair = ActorPair(
                        kind: kind, from: first, to: second, fromName: one.name, toName: other.name,
                        count: 0)
                    counts[pair, default: 0] += 1
                }
            }
        }
        for row in try statementRows(plan, limit: limit) {
            let loaded = try loader.reading(row.id / Int64(rowsPerReading))
            guard let statement = loaded.statement(Int(row.id % Int64(rowsPerReading))) else {
                continue
            }
            add(.to, statement.source, statement.addressee)
            let about = loaded.reading.actors.filter { actor in
                actor.mentions.contains { mention in
                    statement.contentSpans.contains {
                        $0[0] <= mention.start && mention.end <= $0[1]
                    }
                }
            }
            add(.about, statement.source, loaded.actorLinks(about.map(\.id)))
        }
        return counts.map { pair, count in
            var pair = pair
            pair.count = count
            return pair
        }.sorted {
            ($1.count, $0.from, $0.to, $0.kind.rawValue, $0.fromName, $0.toName)
                < ($0.count, $1.from, $1.to, $1.kind.rawValue, $1.fromName, $1.toName)
        }
    }
}
