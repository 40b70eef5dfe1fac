import GRDB
import Text

/// What is true of the rows of a reading as a whole; rows with a flag are left out of answers unless they
/// are asked for.
enum RowFlags {
    static let wrong = 1
    /// There is a later version of the report.
    static let superseded = 2
    /// The text is a copy of another that is in the archive.
    static let copy = 4
}

/// Writes and removes the rows and search words of readings.
struct RowWriter {
    private let actors: ActorRegister
    private let corrections: CorrectionTable
    private var readers: [String: Int64] = [:]
    /// Words that are in the list already, by hash.
    private var words: Set<UInt64> = []
    private static let wordLimit = 2_000_000

    init(_ db: Database, matcher: any ActorMatching) throws {
        corrections = try CorrectionTable(db)
        actors = ActorRegister(matcher: matcher, parted: corrections.parted)
    }

    /// The number of a version of the reader.
    mutating func reader(_ version: String, _ db: Database) throws -> Int64 {
        if let id = readers[version] { return id }
        try db.execute(
            sql: "INSERT OR IGNORE INTO reader(version) VALUES(?)", arguments: [version])
        let id = try Int64.fetchOne(
            db, sql: "SELECT id FROM reader WHERE version = ?", arguments: [version])!
        readers[version] = id
        return id
    }

    /// Writes what is counted once a batch.
    func finish(_ db: Database) throws { try actors.flush(db) }

    /// Inserts the rows of a reading.
    mutating func insert(
        _ document: PreparedDocument, reading: Int64, flags: Int, _ db: Database
    ) throws {
        let base = reading * Int64(rowsPerReading)
        var ids: [Int64?] = []
        ids.reserveCapacity(document.actors.count)
        let appear = try RawStatement(
            db, "INSERT OR IGNORE INTO appearance(id, actor, role) VALUES(?, ?, ?)")
        for actor in document.actors {
            let id = try actors.actor(for: actor, in: db)
            ids.append(id)
            guard let id, let number = rowNumber(actor.id) else { continue }
            appear.bind(1, base + Int64(number))
            appear.bind(2, id)
            appear.bind(3, actor.role)
            try appear.run()
        }
        let changes = corrections.changes(
            of: document.key, rows: document.statements.map { ($0.number, $0.spans) },
            reading: reading, in: db)
        let statement = try RawStatement(
            db,
            """
            INSERT OR IGNORE INTO statement(
              id, act, form, factuality, confidence, firstday, lastday, flags)
            VALUES(?, ?, ?, ?, ?, ?, ?, ?)
            """)
        for row in document.statements {
            let change = changes[row.number]
            let act = change?.act ?? row.act
            statement.bind(1, base + Int64(row.number))
            statement.bind(2, act)
            statement.bind(3, row.form)
            statement.bind(4, row.factuality)
            statement.bind(5, row.confidence)
            statement.bind(6, row.days?.first)
            statement.bind(7, row.days?.last)
            statement.bind(8, flags | (change?.isWrong == true ? RowFlags.wrong : 0))
            try statement.run()
        }
        try writeStatementWords(document, reading: reading, ids: ids, changes, remove: false, db)
        let event = try RawStatement(
            db,
            "INSERT OR IGNORE INTO event(id, type, mode, tense, firstday, lastday) VALUES(?, ?, ?, ?, ?, ?)"
        )
        for row in document.events {
            event.bind(1, base + Int64(row.number))
            event.bind(2, row.type)
            event.bind(3, row.mode)
            event.bind(4, row.tense)
            event.bind(5, row.days?.first)
            event.bind(6, row.days?.last)
            try event.run()
        }
        let norm = try RawStatement(
            db, "INSERT OR IGNORE INTO norm(id, name, reference) VALUES(?, ?, ?)")
        for row in document.norms {
            norm.bind(1, base + Int64(row.number))
            norm.bind(2, row.name)
            norm.bind(3, row.reference)
            try norm.run()
        }
    }

    /// Writes the search words of the statements, or takes them out again: an index without content
    /// forgets a row only when it is told the same words once more.
    private func writeStatementWords(
        _ document: PreparedDocument, reading: Int64, ids: [Int64?],
        _ changes: [Int: CorrectionTable.Change], remove: Bool, _ db: Database
    ) throws {
        let base = reading * Int64(rowsPerReading)
        let words = try RawStatement(
            db,
            remove
                ? """
                INSERT INTO statement_words(
                  statement_words, rowid, content, source, addressee, frame, norms)
                VALUES('delete', ?, ?, ?, ?, ?, ?)
                """
                : """
                INSERT INTO statement_words(
                  rowid, content, source, addressee, frame, norms)
                VALUES(?, ?, ?, ?, ?, ?)
                """)
        for row in document.statements {
            let change = changes[row.number]
            words.bind(1, base + Int64(row.number))
            let keys = SearchKeys.statement(
                row, actors: ids, act: change?.act, source: change?.source)
            words.bind(2, row.contentText + " " + keys)
            words.bind(3, (change?.sourceText).map { row.sourceText + " " + $0 } ?? row.sourceText)
            words.bind(4, row.addresseeText)
            words.bind(5, row.frameText)
            words.bind(6, row.normText)
            try words.run()
        }
    }

    /// Inserts what a document is searched by: its words, and the long ones into the list of words.
    mutating func insertWords(_ document: PreparedDocument, id: Int64, _ db: Database) throws {
        let insert = try RawStatement(
            db,
            "INSERT INTO document_words(rowid, body, title, norms) VALUES(?, ?, ?, ?)")
        insert.bind(1, id)
        insert.bind(2, document.bodyText)
        insert.bind(3, document.foldedTitle)
        insert.bind(4, document.normText)
        try insert.run()
        if words.count > Self.wordLimit { words = [] }
        let word = try RawStatement(db, "INSERT OR IGNORE INTO word(folded) VALUES(?)")
        let parts = try RawStatement(db, "INSERT INTO word_parts(rowid, folded) VALUES(?, ?)")
        let new = document.vocabulary.filter { words.insert($0.hash).inserted }
        for text in new.map({ document.word($0.range) }).sorted() {
            let before = db.totalChangesCount
            word.bind(1, text)
            try word.run()
            guard db.totalChangesCount > before else { continue }
            parts.bind(1, db.lastInsertedRowID)
            parts.bind(2, text)
            try parts.run()
        }
    }

    /// Inserts the words of a document and of its statements whose rows are there.
    mutating func rewriteWords(
        _ document: PreparedDocument, id: Int64, reading: Int64, _ db: Database
    ) throws {
        let changes = corrections.changes(
            of: document.key, rows: document.statements.map { ($0.number, $0.spans) },
            reading: reading, in: db)
        try writeStatementWords(
            document, reading: reading, ids: try Self.actors(document, reading: reading, db),
            changes, remove: false, db)
        try insertWords(document, id: id, db)
    }

    /// The actors of a stored reading, in its order.
    private static func actors(
        _ document: PreparedDocument, reading: Int64, _ db: Database
    ) throws -> [Int64?] {
        let base = reading * Int64(rowsPerReading)
        var byNumber: [Int: Int64] = [:]
        let rows = try Row.fetchCursor(
            db, sql: "SELECT id, actor FROM appearance WHERE id >= ? AND id < ?",
            arguments: [base, base + Int64(rowsPerReading)])
        while let row = try rows.next() {
            let id: Int64 = row["id"]
            byNumber[Int(id - base)] = row["actor"]
        }
        return document.actors.map { rowNumber($0.id).flatMap { byNumber[$0] } }
    }

    /// Takes the rows of a reading out; the stored reading stays.
    func remove(_ document: PreparedDocument, reading: Int64, _ db: Database) throws {
        let base = reading * Int64(rowsPerReading)
        let range: StatementArguments = [base, base + Int64(rowsPerReading)]
        let ids = try Self.actors(document, reading: reading, db)
        let changes = corrections.changes(
            of: document.key, rows: document.statements.map { ($0.number, $0.spans) },
            reading: reading, in: db)
        try writeStatementWords(document, reading: reading, ids: ids, changes, remove: true, db)
        for (actor, id) in zip(document.actors, ids) {
            guard let id else { continue }
            try db.execute(
                sql: "UPDATE actor SET documents = documents - 1 WHERE id = ?", arguments: [id])
            for name in actors.names(of: actor) {
                try db.execute(
                    sql:
                        "UPDATE alias SET documents = documents - 1 WHERE folded = ? AND actor = ?",
                    arguments: [name.folded, id])
            }
        }
        for table in ["statement", "event", "norm", "appearance"] {
            try db.execute(
                sql: "DELETE FROM \(table) WHERE id >= ? AND id < ?", arguments: range)
        }
        // Who repeats an announcement that goes stands for itself, and is compared again.
        try db.execute(
            sql: """
                UPDATE document SET islinked = 0 WHERE reading IN (
                  SELECT id / \(rowsPerReading) FROM expectation WHERE head >= ? AND head < ?)
                """, arguments: range)
        try db.execute(
            sql: """
                UPDATE expectation SET head = NULL, headisevent = NULL WHERE head >= ? AND head < ?
                """, arguments: range)
        try db.execute(
            sql: "DELETE FROM expectation WHERE isevent IN (0, 1) AND id >= ? AND id < ?",
            arguments: range)
        try db.execute(
            sql: "DELETE FROM denied WHERE claim >= ? AND claim < ?", arguments: range)
        try db.execute(
            sql: "DELETE FROM link WHERE later >= ? AND later < ?", arguments: range)
        try db.execute(
            sql: "DELETE FROM link WHERE earlier >= ? AND earlier < ?", arguments: range)
    }

    func removeWords(_ document: PreparedDocument, id: Int64, _ db: Database) throws {
        try db.execute(
            sql: """
                INSERT INTO document_words(document_words, rowid, body, title, norms)
                VALUES('delete', ?, ?, ?, ?)
                """,
            arguments: [
                id, document.bodyText, document.foldedTitle, document.normText,
            ])
    }

    func clearFlag(_ flag: Int, reading: Int64, _ db: Database) throws {
        let base = reading * Int64(rowsPerReading)
        try db.execute(
            sql: "UPDATE statement SET flags = flags & ~? WHERE id >= ? AND id < ?",
            arguments: [flag, base, base + Int64(rowsPerReading)])
    }

    func setFlag(_ flag: Int, reading: Int64, _ db: Database) throws {
        let base = reading * Int64(rowsPerReading)
        try db.execute(
            sql: "UPDATE statement SET flags = flags | ? WHERE id >= ? AND id < ?",
            arguments: [flag, base, base + Int64(rowsPerReading)])
    }
}

/// Filters that are answered by the same index as the words: words with `_`, which no folded text has, behind
/// the content of a statement or the text of a document. There they cost least: FTS5 writes two bytes
/// less for each word of the first column.
enum SearchKeys {
    /// Of everything in a document.
    static func document(language: String, outlet: String?) -> String {
        var keys = " l_" + folded(language)
        if let outlet { keys += " " + Self.outlet(outlet) }
        return keys
    }

    static func outlet(_ name: String) -> String {
        "o_" + folded(name).replacing(" ", with: "_")
    }

    /// What is known of a statement without the archive.
    static func statement(form: Int, factuality: Int, medium: Int, days: DayRange?) -> String {
        " f_\(form) k_\(factuality)" + (medium == Vocabulary.other ? "" : " d_\(medium)")
            + Self.days(days)
    }

    static func statement(
        _ row: PreparedDocument.Statement, actors: [Int64?], act: Int?, source: Int64?
    ) -> String {
        var keys = "a_\(act ?? row.act)"
        if let source {
            keys += " w_\(source)"
        } else {
            for index in row.source { if let id = actors[index] { keys += " w_\(id)" } }
        }
        for index in row.addressee { if let id = actors[index] { keys += " t_\(id)" } }
        for index in row.named { if let id = actors[index] { keys += " c_\(id)" } }
        return keys + row.keyText
    }

    /// The months that a range of days lies in, where they are few.
    static func days(_ days: DayRange?) -> String {
        guard let days else { return " m_any" }
        let months = monthKeys(days)
        return months.count > 6 ? " m_any" : " " + months.joined(separator: " ")
    }

    static func monthKeys(_ days: DayRange) -> [String] {
        let first = CivilCalendar.date(days.first)
        let last = CivilCalendar.date(days.last)
        let start = first.year * 12 + first.month - 1
        let end = last.year * 12 + last.month - 1
        guard end - start <= 60 else { return Array(repeating: "m_any", count: 61) }
        return (start...max(start, end)).map { "m_" + padded($0 / 12 * 100 + $0 % 12 + 1, 6) }
    }
}
