import Foundation
import GRDB

extension Archive {
    /// Adds a correction. It holds from then on, for every later reading of the text too, until another
    /// takes it back.
    ///
    /// - Parameters:
    ///   - by: who says so.
    ///   - at: the time that is noted, ISO 8601 UTC.
    /// - Throws: `ArchiveError.unknown` where the row or the actor is not there, `.refused` where the
    ///   correction makes no sense.
    @discardableResult
    public func correct(
        _ correction: Correction, by: String? = nil, note: String? = nil, at: String = timestamp()
    ) throws(ArchiveError) -> CorrectionRecord {
        try write { db in
            let snapshot = Snapshot(db: db, path: path)
            let change = try resolved(correction, snapshot)
            let before = try RowWriter(db, matcher: FoldedNames())
            let affected = try documents(affectedBy: change, snapshot)
            let id = try insert(change, by: by, note: note, at: at, db)
            try reindex(affected, before: before, db)
            return CorrectionRecord(id: Int(id), at: at, by: by, change: change, note: note)
        }
    }

    func insert(
        _ change: Correction, by: String?, note: String?, at: String, _ db: Database
    ) throws -> Int64 {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        try db.execute(
            sql: "INSERT INTO correction(at, by, change, note) VALUES(?, ?, ?, ?)",
            arguments: [
                at, by, String(decoding: try encoder.encode(change), as: UTF8.self), note,
            ])
        return db.lastInsertedRowID
    }

    /// The correction with whole ids and the version of the reader, checked against the archive.
    private func resolved(_ correction: Correction, _ snapshot: Snapshot) throws -> Correction {
        func row(_ reference: RowReference) throws -> RowReference {
            try snapshot.statement(reference).reference
        }
        func actor(_ name: String) throws -> String { try snapshot.actor(name).summary.id }
        switch correction {
        case .wrong(let reference): return .wrong(try row(reference))
        case .act(let reference, let act):
            guard Vocabulary.acts.contains(act) else {
                throw ArchiveError.refused(
                    "'\(act.prefix(40))' is no act; use one of \(Vocabulary.acts.joined(separator: ", "))"
                )
            }
            return .act(try row(reference), act)
        case .source(let reference, let name):
            return .source(try row(reference), try actor(name))
        case .join(let name, let into):
            let (first, second) = (try actor(name), try actor(into))
            guard first != second else {
                throw ArchiveError.refused("'\(name)' and '\(into)' are one actor already")
            }
            return .join(first, into: second)
        case .part(let alias, let from):
            let key = try actor(from)
            let names = try snapshot.actor(key).aliases.map { folded($0.name) }
            guard names.contains(folded(alias)) else {
                throw ArchiveError.unknown(what: "name of \(key)", name: alias)
            }
            return .part(alias: alias, from: key)
        case .undo(let id):
            let records = try CorrectionTable(snapshot.db).records
            guard let record = records.first(where: { $0.id == id }) else {
                throw ArchiveError.unknown(what: "correction", name: String(id))
            }
            guard record.undoneBy == nil else {
                throw ArchiveError.refused("correction \(id) does not hold any more")
            }
            return correction
        }
    }

    /// The documents whose rows have to be written anew.
    func documents(affectedBy change: Correction, _ snapshot: Snapshot) throws -> [Int64] {
        let db = snapshot.db
        switch change {
        case .wrong(let row), .act(let row, _), .source(let row, _):
            return try snapshot.documentRow(row.document).map { [$0.id] } ?? []
        case .part(_, let from):
            // The alias may stand at the actor it was parted from or at the one it became.
            return try Int64.fetchAll(
                db,
                sql: """
                    SELECT DISTINCT r.document FROM appearance p
                    JOIN actor o ON o.id = p.actor JOIN reading r ON r.id = p.id / \(rowsPerReading)
                    WHERE o.key = ? OR o.key = ? ORDER BY 1
                    """,
                arguments: [
                    from,
                    {
                        guard case .part(let alias, let from) = change else { return "" }
                        return ActorRegister.partedKey(
                            alias: folded(alias), kind: String(from.prefix { $0 != ":" }))
                    }(),
                ])
        case .join: return []
        case .undo(let id):
            guard
                let record = try CorrectionTable(db).records.first(where: { $0.id == id })
            else { return [] }
            return try documents(affectedBy: record.change, snapshot)
        }
    }
}

extension Snapshot {
    /// All corrections, in the order in which they were made; those that do not hold any more name the
    /// one that took them back.
    public func corrections() throws -> [CorrectionRecord] { try CorrectionTable(db).records }
}
