import Foundation
import GRDB
import Text

/// A stored reading with its text, ready to be shown.
struct LoadedReading {
    let id: Int64
    let reader: String
    let document: Snapshot.DocumentRow
    var text: TextPositions { stored.text }
    var reading: StoredReading { stored.reading }
    var json: ReadingJSON { stored.json }
    private let stored: ReadingCache.Entry
    private let actors: [Int: (key: String, name: String)]
    private let changes: [Int: CorrectionTable.Change]

    /// - Parameter isKept: whether it may be asked for again.
    /// - Throws: `ArchiveError.unknown` where there is no such reading.
    init(
        _ id: Int64, _ snapshot: Snapshot, corrections: CorrectionTable, isKept: Bool
    ) throws {
        let db = snapshot.db
        guard
            let row = try Row.fetchOne(
                db.cachedStatement(
                    sql: """
                        SELECT \(Snapshot.DocumentRow.columns), v.version AS reader
                        FROM reading r JOIN document d ON d.id = r.document
                        JOIN reader v ON v.id = r.reader WHERE r.id = ?
                        """), arguments: [id])
        else { throw ArchiveError.unknown(what: "reading", name: String(id)) }
        self.id = id
        reader = row["reader"]
        document = Snapshot.DocumentRow(row: row)
        let stored: ReadingCache.Entry
        if let known = snapshot.cache?.entry(id) {
            stored = known
        } else {
            let packed = try RawStatement(
                db,
                """
                SELECT t.packed, r.packed FROM reading r JOIN text t ON t.document = r.document
                WHERE r.id = ?
                """)
            packed.bind(1, id)
            guard
                let blobs = try packed.first({
                    (RawStatement.blob($0, 0), RawStatement.blob($0, 1))
                })
            else { throw ArchiveError.unknown(what: "reading", name: String(id)) }
            stored = try ReadingCache.Entry(packedText: blobs.0, packedReading: blobs.1)
            if isKept { snapshot.cache?.keep(stored, id) }
        }
        self.stored = stored
        let base = id * Int64(rowsPerReading)
        var actors: [Int: (key: String, name: String)] = [:]
        let rows = try Row.fetchCursor(
            db.cachedStatement(
                sql: """
                    SELECT p.id, a.key, a.name FROM appearance p JOIN actor a ON a.id = p.actor
                    WHERE p.id >= ? AND p.id < ?
                    """), arguments: [base, base + Int64(rowsPerReading)])
        while let row = try rows.next() {
            let key = corrections.representative(of: row["key"])
            actors[Int((row["id"] as Int64) - base)] = (key, row["name"])
        }
        self.actors = actors
        let statements = stored.reading.statements
        changes = corrections.changes(
            of: Archive.keyBytes(document.key),
            rows: statements.compactMap { statement in
                rowNumber(statement.id).map {
                    ($0, statement.content.isEmpty ? statement.frame : statement.content)
                }
            }, reading: id, in: db)
    }

    func reference(_ row: String) -> RowReference {
        RowReference(document: document.key, row: row, reader: reader)
    }

    func actorLinks(_ ids: [String]) -> [ActorLink] {
        ids.compactMap { id in
            guard let actor = reading.actor(id) else { return nil }
            let known = rowNumber(id).flatMap { actors[$0] }
            return ActorLink(
                actor: known?.key, name: actor.name, kind: actor.kind, role: actor.role,
                country: actor.country)
        }
    }

    /// A statement as it is shown: with its corrections laid over it.
    func statement(_ number: Int, matcher: WordMatcher? = nil) -> StatementRecord? {
        let id = "s\(number)"
        guard let row = reading.statement(id) else { return nil }
        let change = changes[number]
        let time = reading.time(row.time)
        let content = text.string(row.content)
        let shown = row.content.isEmpty ? text.string(row.frame) : content
        var source = actorLinks(row.source?.actors ?? [])
        if let correction = change?.records.last(where: {
            if case .source = $0.change { true } else { false }
        }), case .source(_, let key) = correction.change {
            source = [
                ActorLink(
                    actor: key, name: change?.sourceName ?? key,
                    kind: String(key.prefix { $0 != ":" }))
            ]
        }
        return StatementRecord(
            reference: reference(id), document: document.summary, form: row.form,
            act: change?.act.map { Vocabulary.name($0, in: Vocabulary.acts) } ?? row.act,
            factuality: row.factuality, confidence: row.confidence, source: source,
            sourceWords: row.source.map { text.string($0.spans) } ?? "",
            isAnonymous: row.source?.isAnonymous ?? false,
            addressee: actorLinks(row.addressee?.actors ?? []),
            addresseeWords: row.addressee.map { text.string($0.spans) } ?? "",
            cue: text.string(row.cue), content: content,
            contentSpans: row.content.map { [$0.start, $0.end] }, frame: text.string(row.frame),
            medium: row.medium, said: time?.edtf ?? time?.value,
            saidWords: time.map { text.string($0.span) }, via: via(row),
            inside: row.inside.map(reference), answers: row.answers.map(reference),
            snippet: matcher?.snippet(shown) ?? [SnippetPart(shown)],
            isWrong: change?.isWrong ?? false, corrections: change?.records ?? [])
    }

    /// Through whom a statement came: a statement's source or an outlet.
    private func via(_ row: StoredReading.Statement) -> String? {
        guard let via = row.via else { return nil }
        if let actor = reading.actor(via) { return actor.name }
        guard let other = reading.statement(via),
            let source = other.source
        else { return nil }
        let names = source.actors.compactMap { reading.actor($0)?.name }
        return names.isEmpty ? text.string(source.spans) : names.joined(separator: ", ")
    }

    func event(_ number: Int) -> EventRecord? {
        let id = "e\(number)"
        guard let row = reading.event(id) else { return nil }
        let time = reading.time(row.time)
        return EventRecord(
            reference: reference(id), document: document.summary, type: row.type, mode: row.mode,
            words: text.string(row.span.map { [$0] } ?? row.trigger),
            actor: actorLinks(row.actor), recipient: actorLinks(row.recipient),
            place: actorLinks(row.place), time: time?.edtf ?? time?.value, tense: row.tense,
            views: row.views, confidence: row.confidence)
    }
}

extension Archive {
    static func keyBytes(_ key: String) -> [UInt8] { bytes(ofHex: key) ?? [] }
}

/// Loads each reading once for a page of rows.
final class ReadingLoader {
    private let snapshot: Snapshot
    let corrections: CorrectionTable
    private var loaded: [Int64: LoadedReading] = [:]

    init(_ snapshot: Snapshot) throws {
        self.snapshot = snapshot
        corrections = try CorrectionTable(snapshot.db)
    }

    func reading(_ id: Int64) throws -> LoadedReading {
        if let reading = loaded[id] { return reading }
        if loaded.count > 600 { loaded = [:] }
        let reading = try LoadedReading(id, snapshot, corrections: corrections, isKept: true)
        loaded[id] = reading
        return reading
    }

    /// A reading that is not asked for again.
    func unkept(_ id: Int64) throws -> LoadedReading {
        try LoadedReading(id, snapshot, corrections: corrections, isKept: false)
    }

    /// The statement with this number in the file; nil where it is not there any more.
    func statement(_ id: Int64, matcher: WordMatcher? = nil) throws -> StatementRecord? {
        try reading(id / Int64(rowsPerReading)).statement(
            Int(id % Int64(rowsPerReading)), matcher: matcher)
    }

    func event(_ id: Int64) throws -> EventRecord? {
        try reading(id / Int64(rowsPerReading)).event(Int(id % Int64(rowsPerReading)))
    }
}
