import Foundation
import GRDB
import Text

extension Snapshot {
    /// What the archive holds.
    public func status() throws -> ArchiveStatus {
        func count(_ sql: String) throws -> Int { try Int.fetchOne(db, sql: sql) ?? 0 }
        func day(_ sql: String) throws -> String? { try Int.fetchOne(db, sql: sql).map(isoDay) }
        func counts(_ sql: String) throws -> [String: Int] {
            Dictionary(
                try Row.fetchAll(db, sql: sql).map { ($0[0] as String, $0[1] as Int) },
                uniquingKeysWith: +)
        }
        func size(_ path: String) -> Int {
            (try? FileManager.default.attributesOfItem(atPath: path)[.size] as? Int) ?? 0
        }
        return ArchiveStatus(
            path: path, documents: try count("SELECT count(*) FROM document"),
            reports: try count("SELECT count(*) FROM document WHERE islatest = 1"),
            readings: try count("SELECT count(*) FROM reading"),
            statements: try count("SELECT count(*) FROM statement"),
            events: try count("SELECT count(*) FROM event"),
            actors: try count("SELECT count(*) FROM actor WHERE documents > 0"),
            stories: try count(
                "SELECT count(DISTINCT story) FROM document WHERE story IS NOT NULL"),
            copies: try count("SELECT count(*) FROM document WHERE original <> id"),
            watches: try count("SELECT count(*) FROM watch"),
            corrections: try count("SELECT count(*) FROM correction"),
            unlinked: try count("SELECT count(*) FROM document WHERE islinked = 0"),
            readers: try counts(
                """
                SELECT v.version, count(*) FROM document d JOIN reading r ON r.id = d.reading
                JOIN reader v ON v.id = r.reader GROUP BY 1
                """),
            languages: try counts("SELECT language, count(*) FROM document GROUP BY 1"),
            firstPublished: try day("SELECT min(firstday) FROM document"),
            lastPublished: try day("SELECT max(firstday) FROM document"),
            bytes: size(path) + size(path + "-wal"),
            textBytes: try count("SELECT ifnull(sum(textsize), 0) FROM document"),
            schema: Schema.migrator(path: path).migrations.last ?? "")
    }

    /// A document with its text, versions, copies and statements.
    /// - Parameters:
    ///   - id: the id, of the document or of its text, or its beginning (8 digits or more).
    ///   - reader: the version of the reader whose reading is wanted; the newest where nil.
    /// - Throws: `ArchiveError.unknown`.
    public func document(_ id: String, reader: String? = nil) throws -> DocumentRecord {
        let row = try requireDocument(id)
        let loader = try ReadingLoader(self)
        let loaded = try loader.reading(try readingRow(row, reader: reader))
        let versions = try summaries("d.report = ? ORDER BY d.version", [row.report])
        return DocumentRecord(
            summary: row.summary, text: String(decoding: loaded.text.bytes, as: UTF8.self),
            reader: loaded.reader,
            readers: try String.fetchAll(
                db,
                sql: """
                    SELECT v.version FROM reading r JOIN reader v ON v.id = r.reader
                    WHERE r.document = ? ORDER BY r.id
                    """, arguments: [row.id]),
            versions: versions, copies: try copies(of: row),
            statements: loaded.reading.statements.compactMap {
                rowNumber($0.id).flatMap { loaded.statement($0) }
            },
            events: loaded.reading.events.compactMap {
                rowNumber($0.id).flatMap { loaded.event($0) }
            },
            corrections: loader.corrections.records.filter {
                $0.change.row?.document == row.key
            })
    }

    /// The reading as it was stored: the bytes of `Reading.json`.
    /// - Throws: `ArchiveError.unknown`.
    public func readingJSON(_ id: String, reader: String? = nil) throws -> String {
        let row = try requireDocument(id)
        let loaded = try ReadingLoader(self).reading(try readingRow(row, reader: reader))
        return String(decoding: loaded.json.whole, as: UTF8.self)
    }

    /// A statement by its permanent address, in the reading that it names.
    /// - Throws: `ArchiveError.unknown`.
    public func statement(_ reference: RowReference) throws -> StatementRecord {
        let row = try requireDocument(reference.document)
        let loaded = try ReadingLoader(self).reading(
            try readingRow(row, reader: reference.reader.isEmpty ? nil : reference.reader))
        guard let number = rowNumber(reference.row), let record = loaded.statement(number) else {
            throw ArchiveError.unknown(what: "statement", name: reference.description)
        }
        return record
    }

    /// What changed from one version of a report to the next, in words.
    /// - Throws: `ArchiveError.unknown`.
    public func difference(from: String, to: String) throws -> TextDifference {
        let first = try requireDocument(from)
        let second = try requireDocument(to)
        return TextDifference(
            from: first.summary, to: second.summary,
            parts: wordDifference(
                String(decoding: try text(of: first.id), as: UTF8.self),
                String(decoding: try text(of: second.id), as: UTF8.self)))
    }

    func requireDocument(_ id: String) throws -> DocumentRow {
        guard let row = try documentRow(id) else {
            throw ArchiveError.unknown(what: "document", name: id)
        }
        return row
    }

    func readingRow(_ row: DocumentRow, reader: String?) throws -> Int64 {
        guard let reader else { return row.reading }
        guard
            let id = try Int64.fetchOne(
                db,
                sql: """
                    SELECT r.id FROM reading r JOIN reader v ON v.id = r.reader
                    WHERE r.document = ? AND v.version = ? ORDER BY r.id DESC LIMIT 1
                    """, arguments: [row.id, reader])
        else { throw ArchiveError.unknown(what: "reading by version", name: reader) }
        return id
    }

    func summaries(
        _ condition: String, _ arguments: StatementArguments
    ) throws -> [DocumentSummary] {
        try DocumentRow.fetchAll(
            db, sql: "SELECT \(DocumentRow.columns) FROM document d WHERE \(condition)",
            arguments: arguments
        ).map(\.summary)
    }

    private func copies(of row: DocumentRow) throws -> [CopyRecord] {
        let rows = try DocumentRow.fetchAll(
            db,
            sql: """
                SELECT \(DocumentRow.columns) FROM document d
                WHERE (d.original = ? OR d.id = ?) AND d.id <> ? ORDER BY d.id
                """, arguments: [row.original, row.original, row.id])
        return try rows.map { copy in
            // Only one of the two knows the share: the one that came later.
            let share = try Double.fetchOne(
                db, sql: "SELECT containment FROM document WHERE id = ?",
                arguments: [max(copy.id, row.id)])
            return CopyRecord(document: copy.summary, containment: share ?? 1)
        }
    }
}
