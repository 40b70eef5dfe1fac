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
        let rows = try statementRows(plan, limit: Self.window)
        let ids = rows.map { String($0.id) }.joined(separator: ",")
        func counts(_ sql: String) throws -> [(Row, Int)] {
            try Row.fetchAll(db, sql: sql).map { ($0, $0[1]) }
        }
        func numbers(_ column: String, _ names: [String]) throws -> [Facets.Value] {
            try counts(
                "SELECT \(column), count(*) FROM statement WHERE id IN (\(ids)) GROUP BY 1 ORDER BY 2 DESC, 1"
            ).map { .init(value: Vocabulary.name($0[0], in: names), count: $1) }
        }
        func texts(_ column: String) throws -> [Facets.Value] {
            try counts(
                """
                SELECT d.\(column), count(*) FROM statement s
                JOIN reading r ON r.id = s.id / \(rowsPerReading) JOIN document d ON d.id = r.document
                WHERE s.id IN (\(ids)) AND d.\(column) IS NOT NULL GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT 12
                """
            ).map { .init(value: $0[0], count: $1) }
        }
        return Facets(
            acts: try numbers("act", Vocabulary.acts), forms: try numbers("form", Vocabulary.forms),
            languages: try texts("language"), outlets: try texts("outlet"), counted: rows.count,
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
    public func pairs(_ query: Query, limit: Int = 400) throws -> [ActorPair] {
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
