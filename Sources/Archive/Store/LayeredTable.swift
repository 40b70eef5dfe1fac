import GRDB

/// A table of hashes and the documents that have them, in two layers.
///
/// Hashes come in no order. In one large table every batch would touch nearly every page, and write each
/// of them to the log (70,000 documents: 336 KB a document). What is new goes into a small table instead,
/// and from there into the large one when it is worth while, in the order of the hashes (32 KB).
///
/// One copy is used by one writer. What the small table holds is kept in memory: half of the look-ups cost no
/// step of SQLite. A copy that was used in a transaction that was rolled back is thrown away.
struct LayeredTable {
    private let name: String
    private let column: String
    private var new = Postings()
    /// Rows of `new` that are not in the file yet.
    private var unwritten: [(hash: Int64, document: Int64)] = []
    /// The `data_version` of the file that `new` was read at; nil until it is.
    private var version: Int64?
    /// Rows of the small table from which on they are moved.
    private static let limit = 160_000

    static let fingerprints = LayeredTable(name: "fingerprint", column: "hash")
    static let storyKeys = LayeredTable(name: "storykey", column: "key")

    private init(name: String, column: String) {
        self.name = name
        self.column = column
    }

    /// Reads the small table where another program has written to the file since the last time. To be called once in
    /// a transaction before anything is looked up: while it lasts nobody else can write.
    mutating func refresh(_ db: Database) throws {
        let now = try RawStatement(db, "PRAGMA data_version").firstInteger()
        guard version != now else { return }
        new = Postings()
        try RawStatement(db, "SELECT \(column), document FROM \(name)_new").pairs {
            _ = new.insert($0, $1)
        }
        version = now
    }

    /// The newest documents that have a hash, at most `limit`, the newest first.
    func documents(of hash: Int64, limit: Int, _ db: Database) throws -> [Int64] {
        let find = try RawStatement(
            db,
            "SELECT document FROM \(name) WHERE \(column) = ?1 ORDER BY document DESC LIMIT ?2")
        find.bind(1, hash)
        find.bind(2, limit)
        let found = try find.allIntegers()
        let newest = new[hash].suffix(limit)
        // A document that is older than others may still have come later.
        return newest.isEmpty ? found : Array((found + newest).sorted(by: >).prefix(limit))
    }

    func contains(_ hash: Int64, _ document: Int64, _ db: Database) throws -> Bool {
        if new.contains(hash, document) { return true }
        let find = try RawStatement(
            db, "SELECT 1 FROM \(name) WHERE \(column) = ?1 AND document = ?2")
        find.bind(1, hash)
        find.bind(2, document)
        return try find.firstInteger() != nil
    }

    /// Adds a row, which is found from now on; it stands in the file after the next `write`.
    mutating func add(_ hash: Int64, _ document: Int64) {
        if new.insert(hash, document) { unwritten.append((hash, document)) }
    }

    /// Writes what was added in the order of the hashes, which keeps the pages of the table together.
    mutating func write(_ db: Database) throws {
        let insert = try RawStatement(
            db, "INSERT OR IGNORE INTO \(name)_new(\(column), document) VALUES(?, ?)")
        for row in unwritten.sorted(by: <) {
            insert.bind(1, row.hash)
            insert.bind(2, row.document)
            try insert.run()
        }
        unwritten.removeAll(keepingCapacity: true)
        guard new.count >= Self.limit else { return }
        try db.execute(
            sql: """
                INSERT OR IGNORE INTO \(name) SELECT \(column), document FROM \(name)_new
                  ORDER BY \(column), document;
                DELETE FROM \(name)_new;
                """)
        new = Postings()
    }

    /// Takes a document out.
    /// - Parameter hashes: those that it has; all are looked through where they are not known.
    mutating func remove(_ document: Int64, hashes: [Int64]? = nil, _ db: Database) throws {
        version = nil
        for table in [name, name + "_new"] {
            guard let hashes else {
                try db.execute(
                    sql: "DELETE FROM \(table) WHERE document = ?", arguments: [document])
                continue
            }
            for hash in hashes {
                try db.execute(
                    sql: "DELETE FROM \(table) WHERE \(column) = ? AND document = ?",
                    arguments: [hash, document])
            }
        }
    }

    /// Takes out the documents that a query of SQL gives, in one go over the table.
    mutating func removeAll(_ documents: String, _ db: Database) throws {
        version = nil
        for table in [name, name + "_new"] {
            try db.execute(sql: "DELETE FROM \(table) WHERE document IN (\(documents))")
        }
    }
}

/// Hashes and the documents that have them, in memory.
private struct Postings {
    /// Most hashes are of one document.
    private var single: [Int64: Int64] = [:]
    /// The documents of the others, ascending.
    private var several: [Int64: [Int64]] = [:]
    /// Pairs of a hash and a document.
    private(set) var count = 0

    /// The documents of a hash, ascending.
    subscript(_ hash: Int64) -> [Int64] {
        guard let document = single[hash] else { return [] }
        return several[hash] ?? [document]
    }

    func contains(_ hash: Int64, _ document: Int64) -> Bool {
        self[hash].contains(document)
    }

    /// - Returns: false where the pair was there.
    mutating func insert(_ hash: Int64, _ document: Int64) -> Bool {
        guard let first = single[hash] else {
            single[hash] = document
            count += 1
            return true
        }
        var documents = several.removeValue(forKey: hash) ?? [first]
        defer { several[hash] = documents }
        // Most come in order.
        let place = documents.lastIndex { $0 <= document }
        if let place, documents[place] == document { return false }
        documents.insert(document, at: place.map { $0 + 1 } ?? 0)
        count += 1
        return true
    }
}
