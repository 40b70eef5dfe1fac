import GRDB
import Reading
import Testing

@testable import Archive

@Suite(.temporaryFolder) struct ActorTests {
    private func archive() throws -> Archive {
        let archive = try temporaryArchive()
        try archive.store([
            document(
                "Außenminister Nino Adam sagte, der Hafen sei zu.", name: "a", published: "2025-01"),
            document(
                "Präsident Nino Adam sagte, das Werk sei zu.", name: "b", published: "2025-06"),
            document("Nina Adams sagte, die Schule sei zu.", name: "c"),
        ])
        return archive
    }

    @Test func rolesAreKeptWithTheirTime() throws {
        let actor = try archive().read { try $0.actor("Nino Adam") }
        #expect(actor.summary.documents == 2)
        #expect(actor.roles.map(\.role).sorted() == ["Außenminister", "Präsident"])
        #expect(actor.roles.first { $0.role == "Präsident" }?.first == "2025-06")
    }

    @Test func joinedActorsAreFoundAsOneAndPartedAgain() throws {
        let archive = try archive()
        #expect(try archive.statements("who:\"Nino Adam\"").count == 2)
        let join = try archive.correct(.join("person:nina-adams", into: "person:nino-adam"))
        #expect(try archive.statements("who:\"Nino Adam\"").count == 3)
        #expect(try archive.read { try $0.actor("Nina Adams") }.summary.id == "person:nino-adam")
        #expect(try archive.read { try $0.actors(matching: "adam") }.rows.count == 1)
        try archive.correct(.undo(join.id))
        #expect(try archive.statements("who:\"Nino Adam\"").count == 2)
        let records = try archive.read { try $0.corrections() }
        #expect(records.count == 2)
        #expect(records[0].undoneBy == records[1].id)
        #expect(throws: ArchiveError.self) { try archive.correct(.undo(join.id)) }
    }

    @Test func anAliasCanBeParted() throws {
        let archive = try archive()
        let part = try archive.correct(.part(alias: "Nino Adam", from: "person:nino-adam"))
        #expect(try archive.read { try $0.actor("Nino Adam") }.summary.id == "person:nino-adam~")
        try archive.correct(.undo(part.id))
        #expect(try archive.read { try $0.actor("Nino Adam") }.summary.id == "person:nino-adam")
        try archive.checkIntegrity()
    }

    @Test func aCorrectedRowIsShownAsSuch() throws {
        let archive = try archive()
        let row = try archive.statements("about:hafen")[0]
        try archive.correct(.source(row.reference, "Nina Adams"), by: "M", note: "misread")
        let after = try archive.statements("about:hafen")[0]
        #expect(after.source.map(\.actor) == ["person:nina-adams"])
        #expect(after.corrections.first?.note == "misread")
        #expect(try archive.statements("who:\"Nina Adams\" about:hafen").count == 1)
        let wrong = try archive.correct(.wrong(row.reference))
        #expect(try archive.statements("about:hafen").isEmpty)
        #expect(try archive.statements("about:hafen wrong:yes")[0].isWrong)
        try archive.correct(.undo(wrong.id))
        #expect(try archive.statements("about:hafen").count == 1)
    }

    @Test func whatMakesNoSenseIsRefused() throws {
        let archive = try archive()
        let row = try archive.statements("about:hafen")[0].reference
        let unknown = RowReference(document: row.document, row: "s99", reader: row.reader)
        for correction in [
            Correction.wrong(unknown), .act(row, "shout"), .source(row, "Nobody Known"),
            .join("person:nino-adam", into: "Nino Adam"),
            .part(alias: "Fremd", from: "person:nino-adam"),
            .undo(5),
        ] {
            #expect(throws: ArchiveError.self) { try archive.correct(correction) }
        }
        #expect(try archive.read { try $0.corrections() }.isEmpty)
    }

    /// What a document counted is taken back by the same names when it goes.
    @Test func aRemovedDocumentTakesItsNamesBack() throws {
        let stays = document("Nino Adam sagte, das Werk sei zu.", name: "b")
        let goes = document(
            "NINO ADAM sagte, der Hafen sei zu. Nino Adam und Adam gehen. Die Vereinten Nationen (UNO) "
                + "sagten nichts. Die UNO schwieg.", name: "a")
        func names(_ archive: Archive) throws -> [String] {
            try archive.pool.read {
                try String.fetchAll(
                    $0,
                    sql: """
                        SELECT o.key || ' ' || a.folded || ' ' || a.documents FROM alias a
                        JOIN actor o ON o.id = a.actor WHERE a.documents <> 0 ORDER BY 1
                        """)
            }
        }
        let one = try temporaryArchive()
        try one.store([stays])
        let both = try temporaryArchive()
        let added = try both.store([goes, stays])
        #expect(try names(both) != names(one))
        try both.remove(added[0].document)
        #expect(try names(both) == names(one))
    }

    /// A correction writes rows anew: a name that was joined by its spelling stays joined.
    @Test func aCorrectionKeepsSpellingsTogether() throws {
        let archive = try temporaryArchive()
        let reader = try testReader.get()
        let writer = try ArchiveWriter(
            archive, reader: "1", matcher: SpelledNames(try reader.nameMatcher()))
        _ = try writer.add(
            [
                ("de", "Sergej Sorokin sagte, der Hafen sei zu."),
                ("en", "Sergei Sorokin said the port was closed."),
            ]
            .map { try PreparedDocument(reader.read(document($0.1, name: $0.1, language: $0.0))) })
        let row = try archive.statements("lang:en")[0]
        let wrong = try archive.correct(.wrong(row.reference))
        try archive.correct(.undo(wrong.id))
        #expect(try archive.read { try $0.actor("Sergei Sorokin") }.summary.documents == 2)
        #expect(try archive.read { try $0.actors(matching: "sorokin") }.rows.count == 1)
    }

    /// One person in two transliterations is one actor of the archive; a shared family name joins nobody.
    @Test func spellingsMeetAcrossDocuments() throws {
        let archive = try temporaryArchive()
        let reader = try testReader.get()
        let writer = try ArchiveWriter(
            archive, reader: "1", matcher: SpelledNames(try reader.nameMatcher()))
        let texts = [
            ("de", "Sergej Sorokin sagte, der Hafen sei zu."),
            ("en", "Sergei Sorokin said the port was closed."),
            ("en", "Viktor Sorokin said the school was closed."),
        ]
        _ = try writer.add(
            texts.map {
                try PreparedDocument(reader.read(document($0.1, name: $0.1, language: $0.0)))
            })
        let rows = try archive.read { try $0.actors(matching: "sorokin") }.rows
        #expect(rows.count == 2)
        #expect(try archive.read { try $0.actor("Sergej Sorokin") }.summary.documents == 2)
    }
}
