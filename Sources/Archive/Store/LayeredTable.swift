import GRDB

/// A table of hashes and the documents that have them, in two layers.
///
/// Hashes come in no order. In one large table every batch would touch nearly every page, and write each
/// of them to the log (70,000 documents: 336 KB a document). What is new goes into a small table instead,
/// and from there into the large one when it is worth while, in the order of the hashes (32 KB).
struct LayeredTable {
    private let name: String
    private let column: String
    /// Rows of the small table; nil until they are counted.
    private var newRows: Int?
    /// Rows of the small table from which on they are moved.
    private static let limit = 160_000

    static let fingerprints = LayeredTable(name: "fingerprint", column: "hash")
    static let storyKeys = LayeredTable(name: "storykey", column: "key")

    private init(name: String, column: String) {
        self.name = name
        self.column = column
    }

    /// The newest documents that have a hash, at most `limit`, the newest first.
    func documents(of hash: Int64, limit: Int, _ db: Database) throws -> [Int64] {
        let find = try RawStatement(
            db,
            """
            SELECT document FROM (SELECT document FROM \(name)_new WHERE \(column) = ?1
              ORDER BY document DESC LIMIT ?2)
            UNION ALL
            SELECT document FROM (SELECT document FROM \(name) WHERE \(column) = ?1
              ORDER BY document DESC LIMIT ?2)
            """)
        find.bind(1, hash)
        find.bind(2, limit)
        let found = try find.allIntegers()
        // Each layer is in order; a document that is older than others may still have come later.
        return found.count <= 1 ? found : Array(found.sorted(by: >).prefix(limit))
    }

    func contains(_ hash: Int64, _ document: Int64, _ db: Database) throws -> Bool {
        let find = try RawStatement(
            db,
            """
            SELECT 1 FROM \(name)_new WHERE \(column) = ?1 AND document = ?2
            UNION ALL SELECT 1 FROM \(name) WHERE \(column) = ?1 AND document = ?2
            """)
        find.bind(1, hash)
        find.bind(2, document)
        return try find.firstInteger() != nil
    }

    /// Inserts rows, best in the order of their hashes.
    mutating func insert(
        _ rows: some Collection<(hash: Int64, document: Int64)>, _ db: Database
    ) throws {
        let insert = try RawStatement(
            db, "INSERT OR IGNORE INTO \(name)_new(\(column), document) VALUES(?, ?)")
        for row in rows {
            insert.bind(1, row.hash)
            insert.bind(2, row.document)
            try insert.run()
        }
        let before = try newRows ?? Int.fetchOne(db, sql: "SELECT count(*) FROM \(name)_new") ?? 0
        newRows = before + rows.count
        guard newRows! >= Self.limit else { return }
        try db.execute(
            sql: """
                INSERT OR IGNORE INTO \(name) SELECT \(column), document FROM \(name)_new
                  ORDER BY \(column), document;
                DELETE FROM \(name)_new;
                """)
        newRows = 0
    }

    /// Takes a document out.
    /// - Parameter hashes: those that it has; all are looked through where they are not known.
    func remove(_ document: Int64, hashes: [Int64]? = nil, _ db: Database) throws {
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
    func removeAll(_ documents: String, _ db: Database) throws {
        for table in [name, name + "_new"] {
            try db.execute(sql: "DELETE FROM \(table) WHERE document IN (\(documents))")
        }
    }
}
