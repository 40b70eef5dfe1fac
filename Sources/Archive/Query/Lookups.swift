import Foundation
import GRDB
import Text

extension Snapshot {
    /// A document as the file has it.
    struct DocumentRow: FetchableRecord {
        var id: Int64
        var key: String
        var report: Int64
        var original: Int64
        var reading: Int64
        var summary: DocumentSummary

        static let columns = """
            d.id, d.key, d.textid, d.report, d.original, d.reading, d.version, d.islatest, d.name,
            d.headline, d.language, d.published, d.outlet, d.url, d.author,
            (SELECT o.key FROM document o WHERE o.id = d.original AND d.original <> d.id) AS copyof,
            (SELECT f.key FROM document f WHERE f.id = d.story) AS storykey
            """

        init(row: Row) {
            id = row["id"]
            key = hexDigits(row["key"] as Data)
            report = row["report"]
            original = row["original"]
            reading = row["reading"]
            summary = DocumentSummary(
                id: key, text: (row["textid"] as Data?).map { hexDigits($0) } ?? key,
                name: row["name"],
                title: row["headline"], language: row["language"], published: row["published"],
                outlet: row["outlet"], url: row["url"], author: row["author"],
                version: row["version"], isLatest: row["islatest"],
                copyOf: (row["copyof"] as Data?).map { hexDigits($0) },
                story: (row["storykey"] as Data?).map { hexDigits($0) })
        }
    }

    /// The document with this id, or with the only id or text that begins so (8 digits or more).
    func documentRow(_ id: String) throws -> DocumentRow? {
        guard (8...64).contains(id.utf8.count) else { return nil }
        let even = id.utf8.count % 2 == 0 ? id : String(id.dropLast())
        guard let low = bytes(ofHex: even) else { return nil }
        let high = low + Array(repeating: 0xFF, count: 33 - low.count)
        for column in ["key", "textid"] {
            let found = try DocumentRow.fetchAll(
                db,
                sql: """
                    SELECT \(DocumentRow.columns) FROM document d
                    WHERE d.\(column) BETWEEN ? AND ? ORDER BY d.id LIMIT 3
                    """, arguments: [Data(low), Data(high)]
            ).filter {
                $0.key.hasPrefix(id.lowercased()) || $0.summary.text.hasPrefix(id.lowercased())
            }
            if found.count == 1 { return found[0] }
            if found.count > 1 {
                if column == "textid" { return found[0] }
                throw ArchiveError.refused(
                    "'\(id)' is the beginning of several documents; give more digits")
            }
        }
        return nil
    }

    func documentRows(_ ids: some Collection<Int64>) throws -> [Int64: DocumentRow] {
        guard !ids.isEmpty else { return [:] }
        let list = ids.map(String.init).joined(separator: ",")
        let rows = try DocumentRow.fetchAll(
            db, sql: "SELECT \(DocumentRow.columns) FROM document d WHERE d.id IN (\(list))")
        return Dictionary(uniqueKeysWithValues: rows.map { ($0.id, $0) })
    }

    /// The document of a reading.
    func document(ofReading reading: Int64) throws -> Int64? {
        try Int64.fetchOne(
            db.cachedStatement(sql: "SELECT document FROM reading WHERE id = ?"),
            arguments: [reading])
    }

    func storyRow(_ id: String) throws -> Int64? {
        guard let row = try documentRow(id) else { return nil }
        return try Int64.fetchOne(
            db, sql: "SELECT story FROM document WHERE id = ?", arguments: [row.id])
    }

    /// Long words that contain another and do not begin with it, the shortest first.
    func compounds(of word: String) throws -> [String] {
        guard word.utf8.count >= 5, word.allSatisfy(\.isLetter) else { return [] }
        let found = try String.fetchAll(
            db, sql: "SELECT folded FROM word_parts WHERE folded LIKE ? LIMIT 2000",
            arguments: ["%\(word)%"])
        return Array(
            found.filter { !$0.hasPrefix(word) }
                .sorted { ($0.utf8.count, $0) < ($1.utf8.count, $1) }.prefix(60))
    }

    /// The actors that have this name or alias, and those that were joined with them.
    func actorRows(named name: String) throws -> [Int64] {
        let tokens = folded(name)
        var keys = try String.fetchAll(
            db,
            sql: """
                SELECT DISTINCT o.key FROM alias a JOIN actor o ON o.id = a.actor
                WHERE a.folded = ? ORDER BY o.documents DESC LIMIT 40
                """, arguments: [tokens])
        if name.contains(":") { keys.append(name) }
        let corrections = try CorrectionTable(db)
        if !corrections.joined.isEmpty {
            keys = keys.flatMap { corrections.members(of: $0) }
        }
        return try keys.compactMap {
            try Int64.fetchOne(db, sql: "SELECT id FROM actor WHERE key = ?", arguments: [$0])
        }
    }

    /// The folded names of actors.
    func aliases(of actors: [Int64]) throws -> [String] {
        guard !actors.isEmpty else { return [] }
        let list = actors.map(String.init).joined(separator: ",")
        return try String.fetchAll(
            db, sql: "SELECT DISTINCT folded FROM alias WHERE actor IN (\(list)) LIMIT 200")
    }
}
