import Crypto
import Foundation
import GRDB
public import Reading
import Text

extension Archive {
    /// The id of a document that is in the archive already; nil where it is not.
    func knownKey(of document: Document) throws -> String? {
        let digest = Array(SHA256.hash(data: Array(document.text.utf8)))
        let key = documentKey(
            textID: digest, text: hexDigits(digest), url: document.url, outlet: document.outlet)
        return try pool.read { db in
            try Int.fetchOne(
                db.cachedStatement(sql: "SELECT 1 FROM document WHERE key = ?"),
                arguments: [Data(key)])
        }.map { _ in hexDigits(key) }
    }

    /// Takes a document out, with all its readings and everything that hangs on them. Corrections of its
    /// rows stay in the list of corrections, which is never cut.
    /// - Returns: the id of the document.
    /// - Throws: `ArchiveError.unknown`.
    @discardableResult
    public func remove(_ id: String) throws(ArchiveError) -> String {
        try write { db in
            let snapshot = Snapshot(db: db, path: path)
            let row = try snapshot.requireDocument(id)
            let rows = try RowWriter(db, matcher: FoldedNames())
            let document = try PreparedDocument(
                try snapshot.json(of: row.reading), name: row.summary.name)
            let base = row.reading * Int64(rowsPerReading)
            let actors = try Int64.fetchSet(
                db, sql: "SELECT actor FROM appearance WHERE id >= ? AND id < ?",
                arguments: [base, base + Int64(rowsPerReading)])
            try rows.remove(document, reading: row.reading, db)
            try rows.removeWords(document, id: row.id, db)
            try forget(actors, db)
            try unlinkFamily(row, rows, db)
            var fingerprints = LayeredTable.fingerprints
            try fingerprints.remove(row.id, hashes: document.hashes, db)
            var storyKeys = LayeredTable.storyKeys
            try storyKeys.remove(row.id, db)
            for table in ["reading", "text"] {
                try db.execute(
                    sql: "DELETE FROM \(table) WHERE document = ?", arguments: [row.id])
            }
            try db.execute(sql: "DELETE FROM document WHERE id = ?", arguments: [row.id])
            return row.key
        }
    }

    /// Takes out the names that stand in no document any more.
    private func forget(_ actors: Set<Int64>, _ db: Database) throws {
        for actor in actors {
            try db.execute(
                sql: "DELETE FROM alias WHERE actor = ? AND documents <= 0", arguments: [actor])
            try db.execute(
                sql: """
                    DELETE FROM aliaskey WHERE actor = ?
                      AND NOT EXISTS (SELECT 1 FROM alias WHERE alias.actor = aliaskey.actor)
                    """, arguments: [actor])
        }
    }

    /// Hands on what others had from a document that goes: the versions before it, its copies, its
    /// story.
    private func unlinkFamily(
        _ row: Snapshot.DocumentRow, _ rows: RowWriter, _ db: Database
    ) throws {
        if row.summary.isLatest,
            let before = try Row.fetchOne(
                db,
                sql: """
                    SELECT id, reading FROM document WHERE report = ? AND id <> ?
                    ORDER BY version DESC LIMIT 1
                    """, arguments: [row.report, row.id])
        {
            let id: Int64 = before["id"]
            try db.execute(
                sql: "UPDATE document SET islatest = 1 WHERE id = ?", arguments: [id])
            try rows.clearFlag(RowFlags.superseded, reading: before["reading"], db)
        }
        if row.report == row.id {
            let next = try Int64.fetchOne(
                db,
                sql: "SELECT min(id) FROM document WHERE report = ? AND id <> ?",
                arguments: [row.id, row.id])
            if let next {
                try db.execute(
                    sql: "UPDATE document SET report = ? WHERE report = ?",
                    arguments: [next, row.id])
            }
        }
        if let copy = try Row.fetchOne(
            db,
            sql:
                "SELECT id, reading FROM document WHERE original = ? AND id <> ? ORDER BY id LIMIT 1",
            arguments: [row.id, row.id])
        {
            let id: Int64 = copy["id"]
            try db.execute(
                sql: "UPDATE document SET original = ? WHERE original = ?", arguments: [id, row.id])
            try db.execute(
                sql: "UPDATE document SET containment = NULL WHERE id = ?", arguments: [id])
            // What it shared with the one that goes is found by it from now on.
            let text = try Snapshot(db: db, path: path).text(of: id)
            var fingerprints = LayeredTable.fingerprints
            try fingerprints.refresh(db)
            for hash in Fingerprint(FoldedText(utf8: text)).hashes { fingerprints.add(hash, id) }
            try fingerprints.write(db)
            try rows.clearFlag(RowFlags.copy, reading: copy["reading"], db)
        }
        try db.execute(
            sql: "UPDATE document SET story = NULL, islinked = 0 WHERE story = ?",
            arguments: [row.id])
        // What the report moved is open again until the others are read once more.
        try db.execute(
            sql: """
                UPDATE document SET islinked = 0 WHERE story IN
                  (SELECT story FROM expectation WHERE movedby = ?)
                """, arguments: [row.id])
        try db.execute(
            sql: """
                UPDATE expectation SET state = 'open', movedby = NULL, movedstart = NULL,
                  movedend = NULL, movedday = NULL WHERE movedby = ?
                """, arguments: [row.id])
    }

    /// Reads the stored texts again where their newest reading is of another version, in batches of one
    /// transaction each; it can be stopped and goes on where it was. Old readings stay.
    ///
    /// - Parameters:
    ///   - all: reads every document again, whatever the version.
    ///   - done: is told how many documents were read, after every batch.
    /// - Throws: `ArchiveError`, and what the reader throws.
    public func reread(
        with reader: Reader, version: String, all: Bool = false, done: (Int) -> Void = { _ in }
    ) throws {
        var last: Int64 = 0
        var count = 0
        while true {
            let next = try write { db in
                try rereadBatch(
                    after: last, reader: reader, version: version, all: all, &count, db)
            }
            done(count)
            guard let next else { return }
            last = next
        }
    }

    private func rereadBatch(
        after last: Int64, reader: Reader, version: String, all: Bool, _ count: inout Int,
        _ db: Database
    ) throws -> Int64? {
        let snapshot = Snapshot(db: db, path: path)
        let found = try Row.fetchAll(
            db,
            sql: """
                SELECT d.id, d.reading, d.islatest, d.original FROM document d
                JOIN reading r ON r.id = d.reading JOIN reader v ON v.id = r.reader
                WHERE d.id > ? AND (? OR v.version <> ?) ORDER BY d.id LIMIT 50
                """, arguments: [last, all, version])
        guard !found.isEmpty else { return nil }
        var rows = try RowWriter(db, matcher: SpelledNames(reader.nameMatcher()))
        for row in found {
            let id: Int64 = row["id"]
            let json = try snapshot.json(of: row["reading"])
            let name =
                try String.fetchOne(
                    db, sql: "SELECT name FROM document WHERE id = ?", arguments: [id]) ?? ""
            let old = try PreparedDocument(json, name: name)
            let new = try PreparedDocument(try reader.read(old.document(text: json.text)))
            try rows.remove(old, reading: row["reading"], db)
            try rows.removeWords(old, id: id, db)
            let reading = try insertReading(id, new, version, &rows, db)
            let original: Int64 = row["original"]
            let flags =
                ((row["islatest"] as Bool) ? 0 : RowFlags.superseded)
                | (original == id ? 0 : RowFlags.copy)
            try rows.insert(new, reading: reading, flags: flags, db)
            try rows.insertWords(new, id: id, db)
            try db.execute(
                sql: """
                    UPDATE document SET reading = ?, statements = ?, islinked = 0, language = ?
                    WHERE id = ?
                    """, arguments: [reading, new.statements.count, new.language, id])
            count += 1
        }
        try rows.finish(db)
        return found.last?["id"]
    }

    private func insertReading(
        _ id: Int64, _ document: PreparedDocument, _ version: String, _ rows: inout RowWriter,
        _ db: Database
    ) throws -> Int64 {
        try db.execute(
            sql: "INSERT INTO reading(document, reader, packed) VALUES(?, ?, ?)",
            arguments: [id, try rows.reader(version, db), Data(document.packedReading)])
        return db.lastInsertedRowID
    }

    /// Writes the rows of documents anew from what is stored, after a correction changed what they
    /// mean.
    func reindex(_ documents: some Sequence<Int64>, before: RowWriter, _ db: Database) throws {
        let snapshot = Snapshot(db: db, path: path)
        var after = try RowWriter(db, matcher: FoldedNames())
        for id in documents {
            guard
                let row = try Row.fetchOne(
                    db, sql: "SELECT reading, islatest, original, name FROM document WHERE id = ?",
                    arguments: [id])
            else { continue }
            let reading: Int64 = row["reading"]
            let document = try PreparedDocument(
                try snapshot.json(of: reading), name: row["name"])
            try before.remove(document, reading: reading, db)
            let original: Int64 = row["original"]
            let flags =
                ((row["islatest"] as Bool) ? 0 : RowFlags.superseded)
                | (original == id ? 0 : RowFlags.copy)
            try after.insert(document, reading: reading, flags: flags, db)
            try db.execute(
                sql: "UPDATE document SET islinked = 0 WHERE id = ?", arguments: [id])
        }
        try after.finish(db)
    }
}

extension PreparedDocument {
    /// The document that was read, to read it again.
    func document(text: [UInt8]) -> Document {
        Document(
            name: name, title: foldedTitle.isEmpty ? nil : headline, language: language,
            published: published, outlet: outlet, url: url, author: author,
            text: String(decoding: text, as: UTF8.self))
    }
}

extension Snapshot {
    /// A stored reading in its two parts.
    func json(of reading: Int64) throws -> ReadingJSON {
        guard
            let row = try Row.fetchOne(
                db.cachedStatement(
                    sql: """
                        SELECT r.packed, t.packed FROM reading r
                        JOIN text t ON t.document = r.document WHERE r.id = ?
                        """), arguments: [reading])
        else { throw ArchiveError.unknown(what: "reading", name: String(reading)) }
        return ReadingJSON(
            text: try Compression.unpacked(Array(row[1] as Data)),
            frame: try Compression.unpackedReading(Array(row[0] as Data)))
    }
}
