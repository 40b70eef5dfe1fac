import GRDB

/// The tables of the file. Every change is a migration behind the ones that are there; none is ever
/// edited.
enum Schema {
    /// "Lgbd": what `PRAGMA application_id` says of our files.
    static let applicationID: Int32 = 0x4C67_6264

    /// Throws where the file is of another program or of a newer version of this one.
    static func check(_ pool: DatabasePool, path: String) throws {
        try pool.read { db in
            let id = try Int32.fetchOne(db, sql: "PRAGMA application_id") ?? 0
            let tables = try Int.fetchOne(db, sql: "SELECT count(*) FROM sqlite_master") ?? 0
            guard id == applicationID || (id == 0 && tables == 0) else {
                throw ArchiveError.foreign(path: path)
            }
            if tables > 0, try migrator(path: path).hasBeenSuperseded(db) {
                throw ArchiveError.newer(path: path)
            }
        }
    }

    /// - Parameter path: the file, for messages.
    static func migrator(path: String) -> DatabaseMigrator {
        var migrator = DatabaseMigrator()
        migrator.registerMigration("1 documents") { try documents($0) }
        migrator.registerMigration("2 links") { try links($0) }
        migrator.registerMigration("3 groups and layers") { try layers($0) }
        migrator.registerMigration("4 documents by reading") {
            // From a row to its document without a look at the reading or the document itself.
            try $0.execute(
                sql: "CREATE INDEX document_reading ON document(reading, original)")
        }
        migrator.registerMigration("5 smaller tables") { try smaller($0, path: path) }
        return migrator
    }

    private static func documents(_ db: Database) throws {
        try db.execute(
            sql: """
                PRAGMA application_id = \(applicationID);
                CREATE TABLE reader(id INTEGER PRIMARY KEY, version TEXT NOT NULL UNIQUE);
                CREATE TABLE document(
                  id INTEGER PRIMARY KEY AUTOINCREMENT,
                  key BLOB NOT NULL UNIQUE,
                  textid BLOB,              -- where it is not the key
                  identity INTEGER,         -- of the report, whatever its text
                  report INTEGER NOT NULL,  -- the document that is its first version
                  version INTEGER NOT NULL,
                  islatest INTEGER NOT NULL,
                  original INTEGER NOT NULL, -- the document that it is a copy of; itself where none
                  containment REAL,
                  story INTEGER,
                  islinked INTEGER NOT NULL DEFAULT 0,
                  reading INTEGER NOT NULL,
                  statements INTEGER NOT NULL,
                  firstday INTEGER, lastday INTEGER,
                  published TEXT, language TEXT NOT NULL, outlet TEXT, name TEXT NOT NULL,
                  headline TEXT NOT NULL, url TEXT, author TEXT,
                  textsize INTEGER NOT NULL, samples INTEGER NOT NULL, added TEXT NOT NULL);
                CREATE INDEX document_identity ON document(identity) WHERE identity IS NOT NULL;
                CREATE INDEX document_textid ON document(textid) WHERE textid IS NOT NULL;
                CREATE INDEX document_report ON document(report) WHERE report <> id;
                CREATE INDEX document_original ON document(original) WHERE original <> id;
                CREATE INDEX document_day ON document(firstday);
                CREATE INDEX document_story ON document(story) WHERE story IS NOT NULL;
                CREATE INDEX document_unlinked ON document(islinked) WHERE islinked = 0;
                CREATE TABLE text(document INTEGER PRIMARY KEY, packed BLOB NOT NULL);
                CREATE TABLE reading(
                  id INTEGER PRIMARY KEY AUTOINCREMENT,
                  document INTEGER NOT NULL, reader INTEGER NOT NULL, packed BLOB NOT NULL);
                CREATE INDEX reading_document ON reading(document);

                -- Rows of readings: the number of the reading * 2^20 + the number of the row.
                CREATE TABLE statement(
                  id INTEGER PRIMARY KEY, act INTEGER NOT NULL, form INTEGER NOT NULL,
                  factuality INTEGER NOT NULL, confidence INTEGER NOT NULL,
                  firstday INTEGER, lastday INTEGER, flags INTEGER NOT NULL);
                CREATE TABLE event(
                  id INTEGER PRIMARY KEY, type TEXT NOT NULL, mode TEXT, tense TEXT,
                  firstday INTEGER, lastday INTEGER);
                CREATE INDEX event_type ON event(type);
                CREATE TABLE norm(id INTEGER PRIMARY KEY, name TEXT NOT NULL, reference TEXT);

                CREATE TABLE actor(
                  id INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE, kind TEXT NOT NULL,
                  name TEXT NOT NULL, country TEXT, documents INTEGER NOT NULL DEFAULT 0);
                CREATE INDEX actor_documents ON actor(documents);
                CREATE TABLE alias(
                  folded TEXT NOT NULL, actor INTEGER NOT NULL, name TEXT NOT NULL,
                  documents INTEGER NOT NULL DEFAULT 0,
                  PRIMARY KEY(folded, actor)) WITHOUT ROWID;
                CREATE INDEX alias_actor ON alias(actor);
                -- Hashes of names, by which the matcher of names finds candidates.
                CREATE TABLE aliaskey(
                  key INTEGER NOT NULL, actor INTEGER NOT NULL,
                  PRIMARY KEY(key, actor)) WITHOUT ROWID;
                CREATE TABLE appearance(
                  id INTEGER PRIMARY KEY, actor INTEGER NOT NULL, role TEXT);
                CREATE INDEX appearance_actor ON appearance(actor, id);

                CREATE TABLE fingerprint(
                  hash INTEGER NOT NULL, document INTEGER NOT NULL,
                  PRIMARY KEY(hash, document)) WITHOUT ROWID;

                -- Folded words; the text itself is not stored a second time.
                CREATE VIRTUAL TABLE document_words USING fts5(
                  title, body, norms, keys, content='', tokenize="ascii tokenchars '_'");
                CREATE VIRTUAL TABLE statement_words USING fts5(
                  source, addressee, content, frame, norms, keys, content='',
                  tokenize="ascii tokenchars '_'");
                -- All long words that occur, to find those that contain another.
                CREATE TABLE word(id INTEGER PRIMARY KEY, folded TEXT NOT NULL UNIQUE);
                CREATE VIRTUAL TABLE word_parts USING fts5(
                  folded, content='word', content_rowid='id', tokenize='trigram', detail=none,
                  columnsize=0);

                CREATE TABLE correction(
                  id INTEGER PRIMARY KEY AUTOINCREMENT, at TEXT NOT NULL, by TEXT,
                  change TEXT NOT NULL, note TEXT);
                CREATE TABLE watch(
                  id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT NOT NULL UNIQUE,
                  query TEXT NOT NULL, command TEXT, created TEXT NOT NULL, lastrun TEXT,
                  seen INTEGER NOT NULL);
                """)
    }

    private static func links(_ db: Database) throws {
        try db.execute(
            sql: """
                CREATE TABLE link(
                  later INTEGER NOT NULL, earlier INTEGER NOT NULL, kind TEXT NOT NULL,
                  score INTEGER NOT NULL, evidence TEXT NOT NULL,
                  PRIMARY KEY(later, earlier)) WITHOUT ROWID;
                CREATE INDEX link_earlier ON link(earlier, kind);
                -- Rare words and names of documents, by which reports of one story find each other.
                CREATE TABLE storykey(
                  key INTEGER NOT NULL, document INTEGER NOT NULL,
                  PRIMARY KEY(key, document)) WITHOUT ROWID;
                CREATE TABLE expectation(
                  isevent INTEGER NOT NULL, id INTEGER NOT NULL,  -- of the statement or event
                  story INTEGER NOT NULL, firstday INTEGER, lastday INTEGER, window TEXT,
                  state TEXT NOT NULL, movedby INTEGER, movedstart INTEGER, movedend INTEGER,
                  movedday INTEGER, PRIMARY KEY(isevent, id)) WITHOUT ROWID;
                CREATE INDEX expectation_story ON expectation(story);
                CREATE INDEX expectation_state ON expectation(state, lastday);
                """)
    }

    private static func layers(_ db: Database) throws {
        try db.execute(
            sql: """
                -- The row that stands for the same expectation of another report.
                ALTER TABLE expectation ADD COLUMN headisevent INTEGER;
                ALTER TABLE expectation ADD COLUMN head INTEGER;
                CREATE INDEX expectation_head ON expectation(head, headisevent)
                  WHERE head IS NOT NULL;
                UPDATE document SET islinked = 0 WHERE story IN (
                  SELECT story FROM expectation GROUP BY story HAVING count(*) > 1);
                -- Evidence in lines: kind, a tab, text.
                UPDATE link SET evidence = ifnull((SELECT group_concat(
                  json_extract(value, '$.kind') || char(9)
                    || replace(json_extract(value, '$.text'), char(10), ' '), char(10))
                  FROM json_each(evidence)), '');
                -- Where new rows of `fingerprint` and `storykey` are gathered.
                CREATE TABLE fingerprint_new(
                  hash INTEGER NOT NULL, document INTEGER NOT NULL,
                  PRIMARY KEY(hash, document)) WITHOUT ROWID;
                CREATE TABLE storykey_new(
                  key INTEGER NOT NULL, document INTEGER NOT NULL,
                  PRIMARY KEY(key, document)) WITHOUT ROWID;
                -- A copy has only the samples that its original has not.
                DELETE FROM fingerprint WHERE (hash, document) IN (
                  SELECT f.hash, f.document FROM document d
                  JOIN fingerprint f ON f.document = d.id
                  JOIN fingerprint o ON o.hash = f.hash AND o.document = d.original
                  WHERE d.original <> d.id);
                """)
    }

    /// Filters among the words of the first column, no sizes of columns, shorter hashes, kinds as numbers:
    /// a quarter less for the same.
    private static func smaller(_ db: Database, path: String) throws {
        let kinds = Vocabulary.links.enumerated().map { "WHEN '\($1)' THEN \($0)" }
        let letters = Vocabulary.evidence.enumerated().reduce("char(10) || evidence") {
            "replace(\($0), char(10) || '\($1.element)' || char(9), char(10) || char(\(97 + $1.offset)))"
        }
        let hashes = [("fingerprint", "hash", 16), ("storykey", "key", 32)].flatMap {
            name, column, bits in
            [name, name + "_new"].map {
                """
                CREATE TABLE shorter(
                  \(column) INTEGER NOT NULL, document INTEGER NOT NULL,
                  PRIMARY KEY(\(column), document)) WITHOUT ROWID;
                INSERT OR IGNORE INTO shorter SELECT \(column) >> \(bits), document FROM \($0)
                  ORDER BY \(column), document;
                DROP TABLE \($0);
                ALTER TABLE shorter RENAME TO \($0);
                """
            }
        }
        try db.execute(
            sql: """
                \(hashes.joined(separator: "\n"))
                CREATE TABLE numbered(
                  later INTEGER NOT NULL, earlier INTEGER NOT NULL, kind INTEGER NOT NULL,
                  score INTEGER NOT NULL, evidence TEXT NOT NULL,
                  PRIMARY KEY(later, earlier)) WITHOUT ROWID;
                INSERT INTO numbered SELECT later, earlier,
                  CASE kind \(kinds.joined(separator: " ")) END, score, substr(\(letters), 2)
                  FROM link ORDER BY later, earlier;
                DROP TABLE link;
                ALTER TABLE numbered RENAME TO link;
                CREATE INDEX link_earlier ON link(earlier, kind);
                -- Claims that were denied, and the last day of a denial: what is disputed, in its order.
                CREATE TABLE denied(claim INTEGER PRIMARY KEY, day INTEGER NOT NULL);
                INSERT INTO denied SELECT l.earlier, max(ifnull(s.lastday, 0)) FROM link l
                  JOIN statement s ON s.id = l.later
                  WHERE l.kind = \(LinkKind.denies.number) GROUP BY l.earlier;
                CREATE INDEX denied_day ON denied(day);
                DROP TABLE document_words;
                DROP TABLE statement_words;
                -- The words of `SearchKeys` stand behind those of the first column.
                CREATE VIRTUAL TABLE document_words USING fts5(
                  body, title, norms, content='', columnsize=0,
                  tokenize="ascii tokenchars '_'");
                CREATE VIRTUAL TABLE statement_words USING fts5(
                  content, source, addressee, frame, norms, content='', columnsize=0,
                  tokenize="ascii tokenchars '_'");
                -- A leaf of the index fills a page, and a few more pieces lie side by side before they are merged.
                INSERT INTO document_words(document_words, rank)
                  VALUES('pgsz', 8000), ('automerge', 8);
                INSERT INTO statement_words(statement_words, rank)
                  VALUES('pgsz', 8000), ('automerge', 8);
                """)
        var rows = try RowWriter(db, matcher: FoldedNames())
        let snapshot = Snapshot(db: db, path: path)
        for id in try Int64.fetchAll(db, sql: "SELECT id FROM document ORDER BY id") {
            let row = try Row.fetchOne(
                db, sql: "SELECT reading, name FROM document WHERE id = ?", arguments: [id])!
            let reading: Int64 = row["reading"]
            let document = try PreparedDocument(try snapshot.json(of: reading), name: row["name"])
            try rows.rewriteWords(document, id: id, reading: reading, db)
        }
    }
}
