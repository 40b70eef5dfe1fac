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
    /// The last document and reading of this batch.
    private var last: (document: Int64, reading: Int64)?

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
        last = nil
        rows = try archive.write { try RowWriter($0, matcher: matcher) }
    }

    func finishBatch(_ db: Database) throws {
        last = nil
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
        let ids = try nextIDs(db)
        try insert(
            document, id: ids.document, reading: ids.reading + Int64(readings.count - 1),
            before: before, copy: copy, added: added, db)
        for (number, reading) in readings.enumerated() {
            try insertReading(ids.reading + Int64(number), ids.document, reading, db)
        }
        last = (ids.document, ids.reading + Int64(readings.count - 1))
        let newest = ids.reading + Int64(readings.count - 1)
        try copies.remember(document, id: ids.document, root: copy?.root, db)
        let flags = copy == nil ? 0 : RowFlags.copy
        try rows.insert(document, reading: newest, flags: flags, db)
        try rows.insertWords(document, id: ids.document, db)
        if let before { try rows.setFlag(RowFlags.superseded, reading: before.reading, db) }
        var of: String?
        if let id = before?.id ?? copy?.id {
            let find = try RawStatement(db, "SELECT key FROM document WHERE id = ?")
            find.bind(1, id)
            of = try find.firstBlob().map { hexDigits($0) }
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
        let find = try RawStatement(
            db,
            """
            SELECT id, report, version, reading FROM document
            WHERE identity = ? AND islatest = 1 ORDER BY id DESC LIMIT 1
            """)
        find.bind(1, identity)
        return try find.firstIntegers(4).map {
            Version(id: $0[0], report: $0[1], version: Int($0[2]), reading: $0[3])
        }
    }

    /// The numbers of the next document and reading: known before they are written, since nobody else
    /// writes in the same transaction.
    private func nextIDs(_ db: Database) throws -> (document: Int64, reading: Int64) {
        if let last { return (last.document + 1, last.reading + 1) }
        func next(_ table: String) throws -> Int64 {
            let find = try RawStatement(db, "SELECT seq FROM sqlite_sequence WHERE name = ?")
            find.bind(1, table)
            return try (find.firstInteger() ?? 0) + 1
        }
        return (try next("document"), try next("reading"))
    }

    private func insert(
        _ document: PreparedDocument, id: Int64, reading: Int64, before: Version?,
        copy: CopyFinder.Match?, added: String, _ db: Database
    ) throws {
        let row = try RawStatement(
            db,
            """
            INSERT INTO document(
              id, key, textid, identity, report, version, islatest, original, containment, reading,
              statements, firstday, lastday, published, language, outlet, name, headline, url,
              author, textsize, samples, added)
            VALUES(?, ?, ?, ?, ?, ?, 1, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """)
        row.bind(1, id)
        row.bind(2, document.key)
        row.bind(3, document.textID == document.key ? nil : document.textID)
        row.bind(4, document.identity.map { Int($0) })
        row.bind(5, before?.report ?? id)
        row.bind(6, (before?.version ?? 0) + 1)
        row.bind(7, copy?.root ?? id)
        row.bind(8, copy?.containment)
        row.bind(9, reading)
        row.bind(10, document.statements.count)
        row.bind(11, document.days?.first)
        row.bind(12, document.days?.last)
        row.bind(13, document.published)
        row.bind(14, document.language)
        row.bind(15, document.outlet)
        row.bind(16, document.name)
        row.bind(17, document.headline)
        row.bind(18, document.url)
        row.bind(19, document.author)
        row.bind(20, document.textSize)
        row.bind(21, document.hashes.count)
        row.bind(22, added)
        try row.run()
        if let before {
            let update = try RawStatement(db, "UPDATE document SET islatest = 0 WHERE id = ?")
            update.bind(1, before.id)
            try update.run()
        }
        let text = try RawStatement(db, "INSERT INTO text(document, packed) VALUES(?, ?)")
        text.bind(1, id)
        text.bind(2, document.packedText)
        try text.run()
    }

    private func insertReading(
        _ id: Int64, _ document: Int64, _ reading: (reader: String, packed: [UInt8]),
        _ db: Database
    ) throws {
        let insert = try RawStatement(
            db, "INSERT INTO reading(id, document, reader, packed) VALUES(?, ?, ?, ?)")
        insert.bind(1, id)
        insert.bind(2, document)
        insert.bind(3, try rows.reader(reading.reader, db))
        insert.bind(4, reading.packed)
        try insert.run()
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
