import Dispatch
import Foundation
import GRDB
import Reading
import Synchronization

extension Archive {
    static let exportFormat = "lagebild.archive/1"

    /// Writes everything as JSON Lines, in the order in which it was added: a head, documents with all
    /// their readings, corrections, watches. `importing(_:)` makes the same archive of it, and an export
    /// of that gives the same bytes.
    ///
    /// What is derived (stories, links, actors) is not written: it is found again.
    /// - Throws: `ArchiveError`, and what `write` throws.
    public func export(_ write: (String) throws -> Void) throws {
        try read { snapshot in
            try write("{\"format\":\(jsonLiteral(of: Self.exportFormat))}\n")
            try snapshot.exportDocuments(write)
            try snapshot.exportCorrections(write)
            try snapshot.exportWatches(write)
        }
    }

    /// Adds what an export holds; documents that are there already stay as they are.
    ///
    /// - Parameters:
    ///   - matcher: says which names are one actor.
    ///   - line: gives the lines one after the other, nil at the end.
    /// - Returns: the number of documents that were added.
    /// - Throws: `ArchiveError.malformed`, which names the line; batches before it are stored.
    public func importing(
        matcher: any ActorMatching = FoldedNames(), _ line: () throws -> [UInt8]?
    ) throws -> Int {
        let writer = ImportWriter(
            self, try ArchiveWriter(self, reader: "", matcher: matcher))
        // Whatever happens to a later line, the batches before it are stored.
        defer { _ = try? writer.wait() }
        var importer = ArchiveImport()
        var number = 0
        var pending: [(number: Int, bytes: [UInt8])] = []
        func flush() throws {
            try importer.take(pending)
            pending = []
            try writer.store(importer.documents)
            importer.documents = []
        }
        while let bytes = try line() {
            number += 1
            if bytes.allSatisfy({ $0 == 32 || $0 == 13 }) { continue }
            pending.append((number, bytes))
            if pending.count >= 200 { try flush() }
        }
        guard number > 0 else {
            throw ArchiveError.malformed(what: "export", problem: "it is empty")
        }
        try flush()
        let count = try writer.wait()
        try finish(importer)
        return count
    }

    /// Corrections and watches come when all documents are there: they point at them.
    private func finish(_ importer: ArchiveImport) throws {
        try write { db in
            let snapshot = Snapshot(db: db, path: path)
            var numbers: [Int: Int] = [:]
            for record in importer.corrections {
                var change = record.change
                if case .undo(let id) = change { change = .undo(numbers[id] ?? id) }
                let before = try RowWriter(db, matcher: FoldedNames())
                let affected = try documents(affectedBy: change, snapshot)
                numbers[record.id] = Int(
                    try insert(change, by: record.by, note: record.note, at: record.at, db))
                try reindex(affected, before: before, db)
            }
            for watch in importer.watches {
                let seen = try Int64.fetchOne(
                    db, sql: "SELECT id FROM document ORDER BY id LIMIT 1 OFFSET ?",
                    arguments: [max(0, watch.seen - 1)])
                try db.execute(
                    sql: """
                        INSERT OR IGNORE INTO watch(name, query, command, created, lastrun, seen)
                        VALUES(?, ?, ?, ?, ?, ?)
                        """,
                    arguments: [
                        watch.name, watch.query, watch.command, watch.created, watch.lastRun,
                        watch.seen > 0 ? seen ?? 0 : 0,
                    ])
            }
        }
    }
}

extension Snapshot {
    fileprivate func exportDocuments(_ write: (String) throws -> Void) throws {
        let documents = try Row.fetchCursor(
            db,
            sql: """
                SELECT d.id, d.name, d.added, t.packed FROM document d
                JOIN text t ON t.document = d.id ORDER BY d.id
                """)
        while let row = try documents.next() {
            let text = try Compression.unpacked(Array(row["packed"] as Data))
            let readings = try Row.fetchAll(
                db,
                sql: """
                    SELECT v.version, r.packed FROM reading r JOIN reader v ON v.id = r.reader
                    WHERE r.document = ? ORDER BY r.id
                    """, arguments: [row["id"] as Int64]
            ).map { reading in
                let frame = try Compression.unpackedReading(Array(reading["packed"] as Data))
                let json = ReadingJSON(text: text, frame: frame).whole
                return "{\"reader\":\(jsonLiteral(of: reading["version"])),\"reading\":"
                    + String(decoding: json, as: UTF8.self) + "}"
            }
            try write(
                "{\"kind\":\"document\",\"name\":\(jsonLiteral(of: row["name"])),"
                    + "\"added\":\(jsonLiteral(of: row["added"])),\"readings\":["
                    + readings.joined(separator: ",") + "]}\n")
        }
    }

    fileprivate func exportCorrections(_ write: (String) throws -> Void) throws {
        let rows = try Row.fetchAll(
            db, sql: "SELECT id, at, by, change, note FROM correction ORDER BY id")
        for (index, row) in rows.enumerated() {
            var line =
                "{\"kind\":\"correction\",\"id\":\(index + 1),\"at\":\(jsonLiteral(of: row["at"]))"
            if let by = row["by"] as String? { line += ",\"by\":\(jsonLiteral(of: by))" }
            line += ",\"change\":" + (row["change"] as String)
            if let note = row["note"] as String? { line += ",\"note\":\(jsonLiteral(of: note))" }
            try write(line + "}\n")
        }
    }

    fileprivate func exportWatches(_ write: (String) throws -> Void) throws {
        let rows = try Row.fetchAll(
            db,
            sql: """
                SELECT name, query, command, created, lastrun,
                  (SELECT count(*) FROM document WHERE id <= seen) AS seen
                FROM watch ORDER BY id
                """)
        for row in rows {
            var line = "{\"kind\":\"watch\",\"name\":\(jsonLiteral(of: row["name"]))"
            line += ",\"query\":\(jsonLiteral(of: row["query"]))"
            if let command = row["command"] as String? {
                line += ",\"command\":\(jsonLiteral(of: command))"
            }
            line += ",\"created\":\(jsonLiteral(of: row["created"]))"
            if let run = row["lastrun"] as String? {
                line += ",\"lastRun\":\(jsonLiteral(of: run))"
            }
            try write(line + ",\"seen\":\(row["seen"] as Int)}\n")
        }
    }
}

/// Stores documents of an export while the next ones are read.
private final class ImportWriter: @unchecked Sendable {
    private let archive: Archive
    private let queue = DispatchQueue(label: "lagebild.archive.import")
    /// Both are touched on `queue` alone.
    private let writer: ArchiveWriter
    private var count: Result<Int, any Error> = .success(0)

    init(_ archive: Archive, _ writer: ArchiveWriter) {
        self.archive = archive
        self.writer = writer
    }

    /// Stores a batch in one transaction, when the one before it is stored.
    /// - Throws: what happened to the one before it.
    func store(_ documents: [ArchiveImport.Document]) throws {
        _ = try wait()
        guard !documents.isEmpty else { return }
        queue.async {
            self.count = Result { try self.count.get() + self.write(documents) }
        }
    }

    /// Waits for the last batch.
    /// - Returns: the number of documents that were added so far.
    func wait() throws -> Int { try queue.sync { try count.get() } }

    private func write(_ documents: [ArchiveImport.Document]) throws -> Int {
        try archive.write { db in
            let outcomes = try documents.map {
                try writer.store($0.document, readings: $0.readings, added: $0.added, db)
            }
            try writer.finishBatch(db)
            return outcomes.count { $0.kind != .known }
        }
    }
}

/// What the lines of an export hold.
private struct ArchiveImport: Sendable {
    struct Document: Sendable {
        var document: PreparedDocument
        var readings: [(reader: String, packed: [UInt8])]
        var added: String
    }
    struct Watch: Sendable {
        var name: String
        var query: String
        var command: String?
        var created: String
        var lastRun: String?
        var seen: Int
    }
    /// What one line is.
    enum Item: Sendable {
        case head
        case document(Document)
        case correction(CorrectionRecord)
        case watch(Watch)
    }
    var documents: [Document] = []
    var corrections: [CorrectionRecord] = []
    var watches: [Watch] = []

    /// Takes some lines in; they are read on all cores.
    /// - Throws: `ArchiveError.malformed`, which names the first line that is not understood.
    mutating func take(_ lines: [(number: Int, bytes: [UInt8])]) throws {
        let results = Mutex<[Result<Item, any Error>?]>(Array(repeating: nil, count: lines.count))
        DispatchQueue.concurrentPerform(iterations: lines.count) { index in
            let result = Result {
                try Self.item(lines[index].bytes, isFirst: lines[index].number == 1)
            }
            results.withLock { $0[index] = result }
        }
        for (line, result) in zip(lines, results.withLock { $0 }) {
            do {
                switch try result!.get() {
                case .head: break
                case .document(let document): documents.append(document)
                case .correction(let record): corrections.append(record)
                case .watch(let watch): watches.append(watch)
                }
            } catch {
                throw ArchiveError.malformed(what: "line \(line.number)", problem: "\(error)")
            }
        }
    }

    private static func item(_ bytes: [UInt8], isFirst: Bool) throws -> Item {
        let tree = try JSONTree(bytes)
        if isFirst {
            guard tree["format"]?.string == Archive.exportFormat else {
                throw ArchiveError.malformed(
                    what: "head", problem: "this is no export of an archive (lagebild export)")
            }
            return .head
        }
        switch tree["kind"]?.string {
        case "document": return .document(try document(tree, bytes))
        case "correction":
            guard let change = tree["change"], let at = tree["at"]?.string else {
                throw ArchiveError.malformed(what: "correction", problem: "it is not whole")
            }
            return .correction(
                CorrectionRecord(
                    id: tree["id"]?.integer ?? 0, at: at, by: tree["by"]?.string,
                    change: try JSONDecoder().decode(
                        Correction.self, from: Data(bytes[change.range])),
                    note: tree["note"]?.string))
        case "watch":
            guard let name = tree["name"]?.string, let query = tree["query"]?.string else {
                throw ArchiveError.malformed(what: "watch", problem: "it is not whole")
            }
            return .watch(
                Watch(
                    name: name, query: query, command: tree["command"]?.string,
                    created: tree["created"]?.string ?? "", lastRun: tree["lastRun"]?.string,
                    seen: tree["seen"]?.integer ?? 0))
        default:
            throw ArchiveError.malformed(what: "row", problem: "its kind is not known")
        }
    }

    private static func document(_ tree: JSONTree, _ bytes: [UInt8]) throws -> Document {
        let name = tree["name"]?.string ?? ""
        var readings: [(reader: String, packed: [UInt8])] = []
        var newest: PreparedDocument?
        for entry in tree["readings"]?.array ?? [] {
            guard let reading = entry["reading"], let reader = entry["reader"]?.string else {
                throw ArchiveError.malformed(what: name, problem: "a reading is not whole")
            }
            let json = try ReadingJSON(whole: bytes[reading.range], tree: reading)
            let document = try PreparedDocument(
                json, rows: try StoredReading(reading), name: name)
            readings.append((reader, document.packedReading))
            newest = document
        }
        guard let newest else {
            throw ArchiveError.malformed(what: name, problem: "it has no reading")
        }
        return Document(
            document: newest, readings: readings, added: tree["added"]?.string ?? timestamp())
    }
}
