import GRDB
import Text

/// What a watch found since it was last run.
public struct WatchResult: Hashable, Sendable, Codable {
    public var watch: WatchRecord
    public var hits: [Hit]
    /// The number of the last document that was looked at; not shown.
    let seen: Int64
}

extension Archive {
    /// Saves a query under a name. It tells of what is added from now on.
    /// - Throws: `ArchiveError.refused` where the name is taken.
    @discardableResult
    public func addWatch(
        _ name: String, query: Query, command: String? = nil, at: String = timestamp()
    ) throws(ArchiveError) -> WatchRecord {
        try write { db in
            guard
                try Int.fetchOne(db, sql: "SELECT 1 FROM watch WHERE name = ?", arguments: [name])
                    == nil
            else {
                throw ArchiveError.refused("there is a watch '\(name)' already; remove it first")
            }
            // A query that cannot be answered is refused now and not at night.
            _ = try QueryPlan(query, Snapshot(db: db, path: path))
            try db.execute(
                sql: """
                    INSERT INTO watch(name, query, command, created, seen)
                    VALUES(?, ?, ?, ?, (SELECT ifnull(max(id), 0) FROM document))
                    """, arguments: [name, query.description, command, at])
            return WatchRecord(
                id: Int(db.lastInsertedRowID), name: name, query: query, command: command,
                created: at)
        }
    }

    /// - Throws: `ArchiveError.unknown`.
    public func removeWatch(_ name: String) throws(ArchiveError) {
        try write { db in
            try db.execute(sql: "DELETE FROM watch WHERE name = ?", arguments: [name])
            guard db.changesCount > 0 else {
                throw ArchiveError.unknown(what: "watch", name: name)
            }
        }
    }

    /// Notes that the matches of a watch were delivered; the next run begins behind them.
    /// - Throws: `ArchiveError`.
    public func markDelivered(
        _ result: WatchResult, at: String = timestamp()
    ) throws(ArchiveError) {
        try write { db in
            try db.execute(
                sql: "UPDATE watch SET seen = ?, lastrun = ? WHERE id = ?",
                arguments: [result.seen, at, result.watch.id])
        }
    }
}

extension Snapshot {
    public func watches() throws -> [WatchRecord] {
        try Row.fetchAll(db, sql: "SELECT * FROM watch ORDER BY id").map(watch)
    }

    private func watch(_ row: Row) throws -> WatchRecord {
        WatchRecord(
            id: row["id"], name: row["name"], query: try Query(row["query"]),
            command: row["command"], created: row["created"], lastRun: row["lastrun"])
    }

    /// What a watch finds in documents that were added since it was last delivered, at most 500 rows,
    /// the newest first.
    /// - Throws: `ArchiveError.unknown`.
    public func matches(of name: String) throws -> WatchResult {
        guard
            let row = try Row.fetchOne(
                db, sql: "SELECT * FROM watch WHERE name = ?", arguments: [name])
        else { throw ArchiveError.unknown(what: "watch", name: name) }
        let watch = try watch(row)
        let last = try Int64.fetchOne(db, sql: "SELECT ifnull(max(id), 0) FROM document") ?? 0
        return WatchResult(
            watch: watch, hits: try find(watch.query, addedAfter: row["seen"]), seen: last)
    }

    /// How many matches a query would have given, by month of publication or saying.
    public func preview(_ query: Query) throws -> [String: Int] {
        let plan = try QueryPlan(query, self)
        var months: [String: Int] = [:]
        for row in try allCandidates(plan, limit: 100_000) {
            let month = row.day.map { String(isoDay($0).prefix(7)) } ?? "undated"
            months[month, default: 0] += 1
        }
        return months
    }
}
