import Foundation
import GRDB
import Reading
import Testing
import Text

@testable import Archive

@Suite(.temporaryFolder) struct StoreTests {
    private static let port = """
        Der Minister Nino Adam sagte am Montag, der neue Hafen in Tarvo koste 40 Millionen Euro. \
        Die Reederei Baltline wies den Vorwurf zurück, sie habe Schmiergeld gezahlt. „Wir zahlen nichts“, \
        sagte Sprecherin Ada Klein in München.
        """

    @Test func givesBackTheBytesOfTheReading() throws {
        let archive = try temporaryArchive()
        let given = document(
            Self.port, published: "2025-03-10", outlet: "Küstenblatt", title: "A \"b\" \\ c")
        let outcome = try archive.store([given])[0]
        let reading = try testReader.get().read(given)
        let stored = try archive.read { try $0.readingJSON(outcome.document) }
        #expect(stored == reading.json())
    }

    @Test func theSameDocumentTwiceIsOne() throws {
        let archive = try temporaryArchive()
        let given = document(Self.port, published: "2025-03-10")
        #expect(try archive.store([given, given]).map(\.kind) == [.new, .known])
        #expect(try archive.store([given]).map(\.kind) == [.known])
        let elsewhere = document(Self.port, outlet: "Anderes Blatt")
        #expect(try archive.store([elsewhere]).map(\.kind) == [.copy])
        #expect(try archive.read { try $0.status() }.documents == 2)
    }

    @Test(arguments: [
        ("who:Adam", 1), ("who:\"Nino Adam\"", 1), ("who:minister", 1), ("about:hafen", 1),
        ("about:Schmiergeld act:deny", 1), ("about:schmier", 1), ("about:geld", 0),
        ("about:hafen act:deny", 0),
        ("about:euro from:2025-03 to:2025-03", 1), ("about:euro from:2025-05", 0),
        ("about:euro to:2025-02", 0), ("lang:de act:state", 2), ("lang:en", 0),
        ("act:state -about:hafen", 1), ("about:hafen or about:schmiergeld", 2),
        ("act:accuse,deny", 1),
        ("who:Klein in:statements", 1),
    ])
    func findsStatements(_ query: String, _ count: Int) throws {
        let archive = try temporaryArchive()
        try archive.store([document(Self.port, published: "2025-03-10")])
        #expect(try archive.statements(query).count == count, "\(query)")
    }

    @Test(arguments: [
        ("Muenchen", true), ("münchen", true), ("\"neue Hafen\"", true), ("\"Hafen neue\"", false),
        ("millionen", true), ("hafen -reederei", false), ("lotse or reederei", true),
        ("outlet:Küstenblatt", true),
        ("outlet:Kuestenblatt hafen", true), ("outlet:Blatt", false), ("actor:Baltline", true),
    ])
    func findsDocuments(_ query: String, _ isFound: Bool) throws {
        let archive = try temporaryArchive()
        try archive.store([document(Self.port, outlet: "Küstenblatt")])
        #expect(try archive.documents(query).isEmpty == !isFound, "\(query)")
    }

    @Test func pagesDoNotRepeatOrLoseRowsWhileDocumentsAreAdded() throws {
        let archive = try temporaryArchive()
        func note(_ number: Int) -> Document {
            document(
                "Minister Adam sagte, das Werk \(number) in Ort\(number) sei fertig.",
                name: "n\(number)")
        }
        try archive.store((0..<30).map(note))
        let query = try Query("werk in:documents")
        var names: [String] = []
        var page = PageRequest(limit: 7)
        repeat {
            let found = try archive.read { try $0.find(query, page: page) }
            for case .document(let row) in found.rows { names.append(row.document.name) }
            page.cursor = found.next
            try archive.store([note(100 + names.count)])
        } while page.cursor != nil
        #expect(Set(names).count == names.count)
        #expect(names.count == 30)
    }

    @Test func aRemovedDocumentLeavesNothing() throws {
        let archive = try temporaryArchive()
        let outcomes = try archive.store([
            document(Self.port),
            document("Anna Klein forderte am Dienstag mehr Geld für Schulen.", name: "b"),
        ])
        try archive.remove(outcomes[0].document)
        #expect(try archive.documents("hafen").isEmpty)
        #expect(try archive.statements("act:state").isEmpty)
        let status = try archive.read { try $0.status() }
        #expect(status.documents == 1)
        #expect(try archive.read { try $0.actors(matching: "Adam") }.rows.isEmpty)
        try archive.checkIntegrity()
        #expect(try archive.store([document(Self.port)]).map(\.kind) == [.new])
    }

    @Test func aNewTextAtTheSameAddressIsAVersion() throws {
        let archive = try temporaryArchive()
        let first = document(
            "Ada Klein sagte, drei Schiffe seien da.", outlet: "Blatt",
            url: "https://www.blatt.example/a?utm_x=1")
        let second = document(
            "Ada Klein sagte, vier Schiffe seien da.", outlet: "Blatt",
            url: "http://blatt.example/a/")
        let old = try archive.store([first])[0]
        let new = try archive.store([second])[0]
        #expect(new.kind == .version)
        #expect(new.of == old.document)
        #expect(try archive.statements("about:drei").isEmpty)
        #expect(try archive.statements("about:vier").count == 1)
        let record = try archive.read { try $0.document(new.document) }
        #expect(record.versions.map(\.version) == [1, 2])
        let parts = try archive.read { try $0.difference(from: old.document, to: new.document) }
            .parts
        #expect(parts.filter { $0.kind == .removed }.map(\.text) == ["drei "])
        #expect(parts.filter { $0.kind == .added }.map(\.text) == ["vier "])
        try archive.remove(new.document)
        #expect(try archive.statements("about:drei").count == 1)
    }

    @Test func aRereadKeepsOldAddresses() throws {
        let archive = try temporaryArchive()
        let outcome = try archive.store([document(Self.port)])[0]
        let row = try archive.statements("act:deny")[0]
        try archive.correct(.act(row.reference, "decline"), by: "A. N.", at: "2025-01-02T00:00:00Z")
        #expect(try archive.statements("act:deny").isEmpty)
        try archive.reread(with: try testReader.get(), version: "2")
        let after = try archive.statements("act:decline")
        #expect(after.count == 1)
        #expect(after[0].reference.reader == "2")
        #expect(after[0].corrections.count == 1)
        let old = try archive.read { try $0.statement(row.reference) }
        #expect(old.content == row.content)
        #expect(try archive.read { try $0.document(outcome.document) }.readers == ["1", "2"])
        var count = -1
        try archive.reread(with: try testReader.get(), version: "2") { count = $0 }
        #expect(count == 0)
    }

    @Test func anExportComesBackTheSame() throws {
        let archive = try temporaryArchive()
        try archive.store([
            document(Self.port, published: "2025-03-10", outlet: "Blatt", title: "Eins"),
            document("„Nein“, sagte Mara Roth.\u{2028}\u{7F}\"\\", name: "z\"w\\ei"),
        ])
        let row = try archive.statements("act:deny")[0]
        try archive.correct(.wrong(row.reference), note: "„x“", at: "2025-01-02T00:00:00Z")
        try archive.correct(.undo(1), at: "2025-01-03T00:00:00Z")
        try archive.addWatch("w", query: try Query("hafen or \"a b\""), at: "2025-01-04T00:00:00Z")
        try archive.reread(with: try testReader.get(), version: "2")
        let text = try archive.exported()
        let other = try temporaryArchive()
        var lines = text.split(separator: "\n").map { Array($0.utf8) }[...]
        #expect(try other.importing { lines.popFirst() } == 2)
        #expect(try other.exported() == text)
        #expect(try other.statements("act:deny").count == 1)
    }

    @Test func aLineThatIsNoExportIsNamed() throws {
        let archive = try temporaryArchive()
        for text in ["{}", "x", "{\"format\":\"other\"}"] {
            var lines = [Array(text.utf8)][...]
            #expect(throws: ArchiveError.self) { try archive.importing { lines.popFirst() } }
        }
    }

    // MARK: Bad files

    @Test func refusesWhatIsNoArchive() throws {
        let folder = try temporaryFolder()
        let text = folder.appending(path: "text").path
        try "just text".write(toFile: text, atomically: true, encoding: .utf8)
        #expect(throws: ArchiveError.foreign(path: text)) {
            try Archive(path: text, access: .create)
        }
        let foreign = folder.appending(path: "foreign").path
        let queue = try DatabaseQueue(path: foreign)
        try queue.write { try $0.execute(sql: "CREATE TABLE t(x)") }
        try queue.close()
        let before = try Data(contentsOf: URL(filePath: foreign))
        #expect(throws: ArchiveError.foreign(path: foreign)) {
            try Archive(path: foreign, access: .create)
        }
        #expect(try Data(contentsOf: URL(filePath: foreign)) == before)
        let missing = folder.appending(path: "missing").path
        #expect(throws: ArchiveError.missing(path: missing)) {
            try Archive(path: missing, access: .readOnly)
        }
        #expect(throws: ArchiveError.foreign(path: folder.path)) {
            try Archive(path: folder.path, access: .create)
        }
    }

    @Test func refusesANewerFile() throws {
        let archive = try temporaryArchive()
        try archive.write { db in
            try db.execute(sql: "INSERT INTO grdb_migrations VALUES('99 later')")
        }
        try archive.close()
        #expect(throws: ArchiveError.newer(path: archive.path)) {
            try Archive(path: archive.path, access: .readWrite)
        }
    }

    /// A file of the schema before this one is brought to it, with what it holds.
    @Test func anOlderFileIsBroughtForward() throws {
        let archive = try temporaryArchive()
        let notes = ["1", "2"].map {
            document(
                "Die Reederei Baltline kündigte an, den Hafen in Tarvo am 3. Mai 2025 zu öffnen.",
                name: $0, published: "2025-04-0\($0)", outlet: "Blatt \($0)", url: "b.example/\($0)"
            )
        }
        try archive.store(notes)
        let text = try archive.exported()
        func dump(_ archive: Archive) throws -> [String] {
            try archive.pool.read {
                try String.fetchAll(
                    $0,
                    sql: """
                        SELECT id || ' ' || state || ' ' || ifnull(head, '') FROM expectation
                        UNION ALL SELECT hash || ' ' || document FROM fingerprint
                        UNION ALL SELECT hash || ' ' || document FROM fingerprint_new
                        UNION ALL SELECT key || ' ' || document FROM storykey
                        UNION ALL SELECT key || ' ' || document FROM storykey_new
                        UNION ALL SELECT id || ' ' || story || ' ' || islinked FROM document
                        UNION ALL SELECT sql FROM sqlite_master WHERE name LIKE 'expectation%'
                        """
                ).sorted()
            }
        }
        /// What is asked of words, filters and actors.
        func counts(_ archive: Archive) throws -> [Int] {
            try [
                "hafen", "act:announce", "who:Baltline form:indirect from:2025-04",
                "in:documents lang:de hafen",
            ].map { query in try archive.read { try $0.count(Query(query)) } }
        }
        let found = try counts(archive)
        #expect(found.allSatisfy { $0 > 0 })
        let before = try dump(archive)
        try archive.write { db in
            try db.execute(
                sql: """
                    DROP INDEX expectation_head;
                    ALTER TABLE expectation DROP COLUMN head;
                    ALTER TABLE expectation DROP COLUMN headisevent;
                    INSERT INTO fingerprint SELECT f.hash, d.id FROM document d
                      JOIN fingerprint_new f ON f.document IN (d.id, d.original);
                    INSERT INTO storykey SELECT * FROM storykey_new;
                    DROP TABLE fingerprint_new;
                    DROP TABLE storykey_new;
                    UPDATE fingerprint SET hash = hash << 16;
                    UPDATE storykey SET key = key << 32;
                    CREATE TABLE old(
                      later INTEGER NOT NULL, earlier INTEGER NOT NULL, kind TEXT NOT NULL,
                      score INTEGER NOT NULL, evidence TEXT NOT NULL,
                      PRIMARY KEY(later, earlier)) WITHOUT ROWID;
                    INSERT INTO old VALUES(5, 4, 'narrows', 700,
                      '[{"kind":"actor","text":"Baltline"},{"kind":"word","text":"ferry"}]');
                    DROP TABLE link;
                    DROP TABLE denied;
                    ALTER TABLE old RENAME TO link;
                    CREATE INDEX link_earlier ON link(earlier, kind);
                    DROP TABLE document_words;
                    CREATE VIRTUAL TABLE document_words USING fts5(
                      title, body, norms, keys, content='', tokenize="ascii tokenchars '_'");
                    DROP TABLE statement_words;
                    CREATE VIRTUAL TABLE statement_words USING fts5(
                      source, addressee, content, frame, norms, keys, content='',
                      tokenize="ascii tokenchars '_'");
                    DELETE FROM grdb_migrations WHERE identifier >= '3';
                    DROP INDEX document_reading;
                    """)
        }
        let migrator = Schema.migrator(path: archive.path)
        #expect(try archive.pool.read { try !migrator.hasCompletedMigrations($0) })
        try archive.close()
        #expect(throws: ArchiveError.older(path: archive.path)) {
            try Archive(path: archive.path, access: .readOnly)
        }
        let newer = try Archive(path: archive.path, access: .readWrite)
        #expect(try counts(newer) == found)
        #expect(
            try newer.pool.read { try Row.fetchAll($0, sql: "SELECT kind, evidence FROM link") }
                .map { "\($0[0] as Int) \($0[1] as String)" } == ["2 aBaltline\neferry"])
        try newer.link(
            lexicon: LinkLexicon(dataRoot: testData, languages: try testReader.get().languages))
        #expect(try dump(newer) == before)
        #expect(try newer.exported() == text)
        try newer.checkIntegrity()
    }

    /// Damaged data of a language are told once: the documents before stay, the rest is not tried.
    @Test func damagedLanguageDataEndTheRun() async throws {
        let data = try temporaryFolder()
        for name in try FileManager.default.contentsOfDirectory(atPath: testData) {
            let target = data.appending(path: name)
            guard name == "en" else {
                try FileManager.default.createSymbolicLink(
                    atPath: target.path, withDestinationPath: testData + "/" + name)
                continue
            }
            try FileManager.default.copyItem(atPath: testData + "/" + name, toPath: target.path)
        }
        try "nonsense\n".write(
            to: data.appending(path: "en/cues.tsv"), atomically: true, encoding: .utf8)
        let archive = try temporaryArchive()
        let ingest = Ingest(
            archive: archive, reader: try Reader(dataRoot: data.path), version: "1", jobs: 2)
        let texts =
            [("de", Self.port), ("de", "Der Hafen ist zu.")]
            + (0..<20).map { ("en", "The port \($0) is closed.") }
        var stored = 0
        var failed = 0
        var told: [String] = []
        do {
            try await ingest.run(
                texts.map {
                    Result<Document, ArchiveError>.success(document($0.1, language: $0.0))
                },
                stored: { stored += $0.count }, failed: { _ in failed += 1 })
        } catch {
            told.append("\(error)")
        }
        #expect(told.count == 1)
        #expect(told.first?.contains("en/cues.tsv") == true)
        #expect(stored == 2)
        #expect(failed == 0)
        #expect(try await archive.read { try $0.status() }.documents == 2)
    }

    /// More documents than are on their way at once, with failures and known ones between them, are told
    /// in their order.
    @Test func aLongRunTellsEveryDocumentOnce() async throws {
        let archive = try temporaryArchive()
        let ingest = Ingest(
            archive: archive, reader: try testReader.get(), version: "1", jobs: 2)
        let documents = (0..<750).map { number in
            number % 50 == 7
                ? Result<Document, ArchiveError>.failure(.refused("no \(number)"))
                : .success(
                    document("Das Dorf \(number / 2) hat Feld\(number / 2).", name: "\(number)"))
        }
        var names: [String] = []
        var kinds: [AddOutcome.Kind: Int] = [:]
        var failed = 0
        try await ingest.run(
            documents,
            stored: { outcomes in
                names += outcomes.map(\.name)
                for outcome in outcomes { kinds[outcome.kind, default: 0] += 1 }
            }, failed: { _ in failed += 1 })
        #expect(failed == 15)
        #expect(names.count == 735)
        #expect(Set(names).count == 735)
        #expect(try await archive.read { try $0.status() }.documents == 375)
        #expect(kinds[.known] == 360)
    }

    @Test func tellsADamagedFile() throws {
        let archive = try temporaryArchive()
        try archive.store(
            (0..<40).map { document("\(Self.port) Nummer \($0) steht hier.", name: "\($0)") })
        try archive.close()
        var bytes = try Data(contentsOf: URL(filePath: archive.path))
        for index in stride(from: 20_000, to: bytes.count - 100, by: 1000) { bytes[index] ^= 0xFF }
        try bytes.write(to: URL(filePath: archive.path))
        #expect(throws: ArchiveError.self) {
            try Archive(path: archive.path, access: .readOnly).checkIntegrity()
        }
    }

    @Test func aBatchThatFailsLeavesNothing() throws {
        let archive = try temporaryArchive()
        try archive.store([document(Self.port)])
        // A limit on the pages stands for a full disk.
        try archive.pool.writeWithoutTransaction { db in
            try db.execute(sql: "VACUUM")
            let pages = try Int.fetchOne(db, sql: "PRAGMA page_count")!
            try db.execute(sql: "PRAGMA max_page_count = \(pages + 2)")
        }
        let many = (0..<60).map {
            document("Das Werk \($0) in Dorf\($0) koste viel, sagte Mara Roth\($0).", name: "\($0)")
        }
        #expect(throws: ArchiveError.diskFull(path: archive.path)) { try archive.store(many) }
        #expect(try archive.read { try $0.status() }.documents == 1)
        try archive.pool.writeWithoutTransaction {
            try $0.execute(sql: "PRAGMA max_page_count = 1000000")
        }
        #expect(try archive.store(many).allSatisfy { $0.kind == .new || $0.kind == .copy })
        try archive.checkIntegrity()
    }

    @Test func aSecondWriterIsToldThatTheArchiveIsLocked() throws {
        let archive = try temporaryArchive()
        var configuration = Configuration()
        configuration.busyMode = .immediateError
        let other = try DatabaseQueue(path: archive.path, configuration: configuration)
        try archive.write { _ in
            do {
                try other.inDatabase { try $0.execute(sql: "BEGIN IMMEDIATE") }
                Issue.record("two writers at the same time")
            } catch {
                #expect(ArchiveError(error, path: "p") == .locked(path: "p"))
            }
        }
    }

    @Test func commitsReachTheDisk() throws {
        let archive = try temporaryArchive()
        #expect(
            try archive.pool.writeWithoutTransaction {
                try Int.fetchOne($0, sql: "PRAGMA synchronous")
            } == 2)
    }

    @Test func aCopyIsMadeWhileTheArchiveIsInUse() throws {
        let archive = try temporaryArchive()
        try archive.store([document(Self.port)])
        let target = archive.path + ".copy"
        try archive.backUp(to: target)
        let copy = try Archive(path: target, access: .readOnly)
        #expect(try copy.exported() == archive.exported())
        #expect(throws: ArchiveError.self) { try archive.backUp(to: target) }
    }

    @Test func theEnvironmentNamesTheArchive() {
        #expect(Archive.defaultPath(environment: ["LAGEBILD_ARCHIVE": "/x/y"]) == "/x/y")
        #if os(Linux)
            #expect(
                Archive.defaultPath(environment: ["HOME": "/h"])
                    == "/h/.local/share/lagebild/archive.lagebild")
            #expect(
                Archive.defaultPath(environment: ["HOME": "/h", "XDG_DATA_HOME": "/d"])
                    == "/d/lagebild/archive.lagebild")
            #expect(
                Archive.defaultPath(environment: ["HOME": "/h", "XDG_DATA_HOME": "rel"])
                    == "/h/.local/share/lagebild/archive.lagebild")
        #endif
    }
}
