import Foundation
import GRDB
import Text

/// What became of a document that was given to the archive.
public struct AddOutcome: Hashable, Sendable, Codable {
    public enum Kind: String, Hashable, Sendable, Codable {
        /// Stored as a new report.
        case new
        /// Stored as a new version of a report that was there.
        case version
        /// Stored; its text is a copy of another.
        case copy
        /// It was there already; nothing was changed.
        case known
    }
    public var kind: Kind
    /// The id of the document.
    public var document: String
    public var name: String
    /// The document that it is a copy or a new version of.
    public var of: String?
}

/// Stores prepared documents. There is one for a run of `add`; it keeps in memory what it saw, so that a
/// batch costs no look-up twice.
public final class ArchiveWriter {
    let archive: Archive
    let reader: String
    private let matcher: any ActorMatching
    private var rows: RowWriter
    private var copies = CopyFinder()

    /// - Parameter reader: the version of the reader that made the readings.
    /// - Throws: `ArchiveError`.
    public init(
        _ archive: Archive, reader: String, matcher: any ActorMatching = FoldedNames()
    ) throws(ArchiveError) {
        self.archive = archive
        self.reader = reader
        self.matcher = matcher
        rows = try archive.write { try RowWriter($0, matcher: matcher) }
    }

    /// Stores a batch in one transaction. When it returns, every document of it is on the disk; when it
    /// throws, none is.
    ///
    /// - Parameter added: the time that is noted, ISO 8601 UTC.
    /// - Throws: `ArchiveError`.
    public func add(
        _ documents: [PreparedDocument], added: String = timestamp()
    ) throws(ArchiveError) -> [AddOutcome] {
        do {
            return try archive.write { db in
                let outcomes = try documents.map {
                    try store($0, readings: [(reader, $0.packedReading)], added: added, db)
                }
                try finishBatch(db)
                return outcomes
            }
        } catch {
            try forget()
            throw error
        }
    }

    /// What was learned in a batch that was rolled back is not true.
    func forget() throws(ArchiveError) {
        copies = CopyFinder()
        rows = try archive.write { try RowWriter($0, matcher: matcher) }
    }

    func finishBatch(_ db: Database) throws {
        try rows.finish(db)
        try copies.flush(db)
    }

    /// Stores one document; the last of its readings is the newest, the one that the rows are of.
    func store(
        _ document: PreparedDocument, readings: [(reader: String, packed: [UInt8])],
        added: String, _ db: Database
    ) throws -> AddOutcome {
        let find = try RawStatement(db, "SELECT id FROM document WHERE key = ?")
        find.bind(1, document.key)
        let key = hexDigits(document.key)
        if try find.firstInteger() != nil {
            return AddOutcome(kind: .known, document: key, name: document.name)
        }
        let before = try latestVersion(document, db)
        let copy = try copies.original(of: document, besides: before?.report, db)
        let id = try insert(
            document, before: before, copy: copy, added: added, db)
        var newest: Int64 = 0
        for reading in readings { newest = try insertReading(id, reading, db) }
        let update = try RawStatement(db, "UPDATE document SET reading = ? WHERE id = ?")
        update.bind(1, newest)
        update.bind(2, id)
        try update.run()
        copies.remember(document, id: id)
        let flags = copy == nil ? 0 : RowFlags.copy
        try rows.insert(document, reading: newest, flags: flags, db)
        try rows.insertWords(document, id: id, db)
        if let before { try rows.setFlag(RowFlags.superseded, reading: before.reading, db) }
        let of = try (before?.id ?? copy?.id).map { id in
            hexDigits(
                try Row.fetchOne(
                    db, sql: "SELECT key FROM document WHERE id = ?", arguments: [id])?["key"]
                    ?? Data())
        }
        return AddOutcome(
            kind: before != nil ? .version : copy != nil ? .copy : .new, document: key,
            name: document.name, of: of)
    }

    private struct Version {
        var id: Int64
        var report: Int64
        var version: Int
        var reading: Int64
    }

    private func latestVersion(_ document: PreparedDocument, _ db: Database) throws -> Version? {
        guard let identity = document.identity else { return nil }
        let row = try Row.fetchOne(
            db,
            sql: """
                SELECT id, report, version, reading FROM document
                WHERE identity = ? AND islatest = 1 ORDER BY id DESC LIMIT 1
                """, arguments: [identity])
        return row.map {
            Version(
                id: $0["id"], report: $0["report"], version: $0["version"], reading: $0["reading"])
        }
    }

    private func insert(
        _ document: PreparedDocument, before: Version?, copy: CopyFinder.Match?, added: String,
        _ db: Database
    ) throws -> Int64 {
        try db.cachedStatement(
            sql: """
                INSERT INTO document(
                  key, textid, identity, report, version, islatest, original, containment, reading,
                  statements, firstday, lastday, published, language, outlet, name, headline, url,
                  author, textsize, samples, added)
                VALUES(?, ?, ?, ?, ?, 1, ?, ?, 0, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """
        ).execute(arguments: [
            Data(document.key), document.textID == document.key ? nil : Data(document.textID),
            document.identity, before?.report ?? 0, (before?.version ?? 0) + 1, copy?.root ?? 0,
            copy?.containment, document.statements.count, document.days?.first,
            document.days?.last, document.published, document.language, document.outlet,
            document.name, document.headline, document.url, document.author, document.textSize,
            document.hashes.count,
            added,
        ])
        let id = db.lastInsertedRowID
        if before == nil || copy == nil {
            try db.cachedStatement(
                sql: """
                    UPDATE document SET report = CASE report WHEN 0 THEN id ELSE report END,
                      original = CASE original WHEN 0 THEN id ELSE original END WHERE id = ?
                    """
            ).execute(arguments: [id])
        }
        if let before {
            try db.cachedStatement(sql: "UPDATE document SET islatest = 0 WHERE id = ?")
                .execute(arguments: [before.id])
        }
        let text = try RawStatement(db, "INSERT INTO text(document, packed) VALUES(?, ?)")
        text.bind(1, id)
        text.bind(2, document.packedText)
        try text.run()
        return id
    }

    func insertReading(
        _ document: Int64, _ reading: (reader: String, packed: [UInt8]), _ db: Database
    ) throws -> Int64 {
        let insert = try RawStatement(
            db, "INSERT INTO reading(document, reader, packed) VALUES(?, ?, ?)")
        insert.bind(1, document)
        insert.bind(2, try rows.reader(reading.reader, db))
        insert.bind(3, reading.packed)
        try insert.run()
        return db.lastInsertedRowID
    }
}

/// Now, ISO 8601 UTC, to the second.
public func timestamp() -> String {
    let seconds = Int(Date().timeIntervalSince1970)
    let day = seconds / 86_400
    let rest = seconds % 86_400
    return isoDay(day) + "T" + padded(rest / 3600, 2) + ":" + padded(rest / 60 % 60, 2) + ":"
        + padded(rest % 60, 2) + "Z"
}
