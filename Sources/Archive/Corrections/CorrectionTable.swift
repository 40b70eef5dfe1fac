import Foundation
import GRDB
import Text

/// The corrections that hold, ready to be laid over rows.
struct CorrectionTable {
    /// What corrections say of one row.
    struct Change {
        var isWrong = false
        var act: Int?
        var source: Int64?
        var sourceName: String?
        var sourceText: String? { sourceName.map { FoldedText($0).text } }
        var records: [CorrectionRecord] = []
    }
    /// A row by which a correction finds its place in another reading.
    typealias RowSpans = (number: Int, spans: [Span])

    let records: [CorrectionRecord]
    /// Folded alias and the key of the actor that it was parted from.
    private(set) var parted: [String: String] = [:]
    /// Which actor stands for which, by key.
    private(set) var joined: [String: String] = [:]
    private var ofDocument: [String: [CorrectionRecord]] = [:]

    init(_ db: Database) throws {
        var records = try Row.fetchAll(
            db, sql: "SELECT id, at, by, change, note FROM correction ORDER BY id"
        ).map { row in
            CorrectionRecord(
                id: row["id"], at: row["at"], by: row["by"],
                change: try JSONDecoder().decode(
                    Correction.self, from: Data((row["change"] as String).utf8)),
                note: row["note"])
        }
        // The later one first, so that the undoing of an undo counts.
        let positions = Dictionary(
            uniqueKeysWithValues: records.enumerated().map { ($1.id, $0) })
        for index in records.indices.reversed() {
            if case .undo(let id) = records[index].change, records[index].undoneBy == nil,
                let position = positions[id], position < index
            {
                records[position].undoneBy = records[index].id
            }
        }
        self.records = records
        for record in records where record.undoneBy == nil {
            switch record.change {
            case .join(let actor, let into): joined[actor] = into
            case .part(let alias, let from): parted[folded(alias)] = from
            case .undo: break
            default:
                if let row = record.change.row {
                    ofDocument[row.document, default: []].append(record)
                }
            }
        }
    }

    /// The corrections of the rows of a document, those that hold.
    func records(of document: String) -> [CorrectionRecord] { ofDocument[document] ?? [] }

    /// The actor that stands for another; chains are followed, circles are not.
    func representative(of key: String) -> String {
        var key = key
        for _ in 0..<32 {
            guard let next = joined[key], next != key else { break }
            key = next
        }
        return key
    }

    /// All keys that one actor stands for, itself among them.
    func members(of key: String) -> [String] {
        let root = representative(of: key)
        return [root] + joined.keys.filter { $0 != root && representative(of: $0) == root }.sorted()
    }

    /// What holds for the rows of a reading, by row number. A correction of a row of another reading
    /// is carried over to the row that is about the same words.
    func changes(
        of key: [UInt8], rows: @autoclosure () -> [RowSpans], reading: Int64, in db: Database
    ) -> [Int: Change] {
        guard !ofDocument.isEmpty else { return [:] }
        let records = records(of: hexDigits(key))
        guard !records.isEmpty else { return [:] }
        let rows = rows()
        var changes: [Int: Change] = [:]
        for record in records {
            guard let row = record.change.row,
                let number = number(of: row, in: rows, of: key, reading: reading, db)
            else { continue }
            var change = changes[number] ?? Change()
            change.records.append(record)
            switch record.change {
            case .wrong: change.isWrong = true
            case .act(_, let act): change.act = Vocabulary.number(act, in: Vocabulary.acts)
            case .source(_, let key):
                let actor = try? Row.fetchOne(
                    db, sql: "SELECT id, name FROM actor WHERE key = ?", arguments: [key])
                change.source = actor?["id"]
                change.sourceName = actor?["name"]
            default: break
            }
            changes[number] = change
        }
        return changes
    }

    /// The number that a row has in another reading of the same text.
    private func number(
        of row: RowReference, in rows: [RowSpans], of key: [UInt8], reading: Int64, _ db: Database
    ) -> Int? {
        guard let number = rowNumber(row.row) else { return nil }
        let known = try? Row.fetchOne(
            db,
            sql: """
                SELECT r.id, r.packed FROM reading r
                JOIN reader v ON v.id = r.reader
                WHERE v.version = ? AND r.document = (SELECT id FROM document WHERE key = ?)
                ORDER BY r.id DESC LIMIT 1
                """, arguments: [row.reader, Data(key)])
        guard let known, known["id"] as Int64 != reading else {
            return rows.contains { $0.number == number } ? number : nil
        }
        let packed: Data = known["packed"]
        guard let frame = try? Compression.unpackedReading(Array(packed)),
            let tree = try? JSONTree(frame), let old = try? StoredReading(tree),
            let statement = old.statements.first(where: { $0.id == row.row })
        else { return nil }
        let spans = statement.content.isEmpty ? statement.frame : statement.content
        let best = rows.map { ($0.number, overlap($0.spans, spans)) }
            .max { ($0.1, $1.0) < ($1.1, $0.0) }
        return best.flatMap { $0.1 >= 0.5 ? $0.0 : nil }
    }
}

/// The positions that two sets of spans share, as a part of all that either has.
private func overlap(_ first: [Span], _ second: [Span]) -> Double {
    var shared = 0
    for one in first {
        for other in second {
            shared += max(0, min(one.end, other.end) - max(one.start, other.start))
        }
    }
    let all = (first + second).reduce(0) { $0 + $1.count } - shared
    return all > 0 ? Double(shared) / Double(all) : 0
}
