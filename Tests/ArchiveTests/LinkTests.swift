import Foundation
import GRDB
import Reading
import Testing
import Text

@testable import Archive

@Suite(.temporaryFolder) struct LinkTests {
    private static let folder = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "Stories")

    private func scorer(_ name: String) throws -> StoryScorer {
        let text = try String(contentsOf: Self.folder.appending(path: name), encoding: .utf8)
        let reader = try testReader.get()
        return try StoryScorer(
            try StoryFile(text, name: name), archive: try temporaryArchive(), reader: reader,
            lexicon: LinkLexicon(dataRoot: testData, languages: reader.languages))
    }

    @Test func linksOfTheStoriesAreFound() throws {
        let scorer = try scorer("dev.txt")
        print(
            "denials \(scorer.denials.f1), states \(scorer.states.f1), stories \(scorer.stories.f1)"
        )
        #expect(scorer.denials.f1 >= 0.8)
        #expect(scorer.states.f1 >= 0.85)
    }

    @Test func aDenialIsLinkedWithItsClaimWhicheverCameFirst() throws {
        let claim = document(
            "Die Gewerkschaft warf der Reederei Baltline vor, Löhne in Tarvo gekürzt zu haben.",
            name: "1",
            published: "2025-03-01")
        let denial = document(
            "Die Reederei Baltline bestritt, Löhne in Tarvo gekürzt zu haben.", name: "2",
            published: "2025-03-02")
        for order in [[claim, denial], [denial, claim]] {
            let archive = try temporaryArchive()
            for document in order { try archive.store([document]) }
            let disputes = try archive.read { try $0.disputes() }.rows
            #expect(disputes.count == 1)
            #expect(disputes.first?.claim.document.name == "1")
            #expect(disputes.first?.answers.first?.kind == .denies)
            #expect(disputes.first?.answers.first?.evidence.isEmpty == false)
        }
    }

    @Test func theCalendarMakesAnOpenExpectationUnclear() throws {
        let archive = try temporaryArchive()
        try archive.store([
            document("Das Museum kündigte an, am 3. Mai 2025 zu öffnen.", published: "2025-04-01")
        ])
        func state(_ today: String) throws -> ExpectationState? {
            let day = try #require(DayRange(edtf: today)).first
            return try archive.read { try $0.expectations(today: day) }.rows.first?.state
        }
        #expect(try state("2025-05-03") == .open)
        #expect(try state("2025-05-04") == .unclear)
    }

    /// Two reports announce the same opening, a third one tells of it: one expectation with one state.
    @Test func anEventThatTwoReportsAnnounceIsOneExpectation() throws {
        let archive = try temporaryArchive()
        let reports = [
            document(
                "Die Reederei Baltline kündigte an, den Hafen in Tarvo am 3. Mai 2025 zu öffnen.",
                name: "1", published: "2025-04-01", outlet: "Blatt"),
            document(
                "Die Reederei Baltline kündigte an, am 3. Mai 2025 den Hafen in Tarvo zu öffnen. "
                    + "Die Fähren sollen vorerst nicht fahren.",
                name: "2", published: "2025-04-08", outlet: "Kurier"),
        ]
        try archive.store([reports[0]])
        try archive.store([reports[1]])
        let day = try #require(DayRange(edtf: "2025-04-10")).first
        func found() throws -> [ExpectationRecord] {
            try archive.read { try $0.expectations(Query("about:hafen"), today: day) }.rows
        }
        let one = try found()
        #expect(one.count == 1)
        #expect(one.first?.document.name == "1")
        #expect(one.first?.others.contains { $0.document.name == "2" } == true)
        // What is marked wrong stands for the others no longer.
        let reference = try #require(one.first?.statement?.reference)
        let wrong = try archive.correct(.wrong(reference))
        #expect(try found().map(\.document.name) == ["2"])
        try archive.correct(.undo(wrong.id))
        // Its report goes: the other one is left.
        try archive.remove(reference.document)
        try archive.link(
            lexicon: LinkLexicon(dataRoot: testData, languages: try testReader.get().languages))
        #expect(try found().map(\.document.name) == ["2"])
        #expect(try found().first?.others.contains { $0.document.name == "1" } == false)
    }

    /// A link is what it is whatever a document is added with and in however many runs.
    @Test func linksDoNotDependOnTheRuns() throws {
        let text = try String(contentsOf: Self.folder.appending(path: "dev.txt"), encoding: .utf8)
        let reader = try testReader.get()
        let reports = try StoryFile(text, name: "dev").stories.prefix(12).flatMap(\.reports)
            .map(\.document).sorted {
                ($0.published ?? "", $0.name) < ($1.published ?? "", $1.name)
            }
        func links(runs: Int) throws -> [String] {
            let archive = try temporaryArchive()
            let writer = try ArchiveWriter(archive, reader: "1")
            for run in 0..<runs {
                let part = reports[reports.count * run / runs..<reports.count * (run + 1) / runs]
                _ = try writer.add(part.map { try PreparedDocument(try reader.read($0)) })
                try archive.link(
                    lexicon: LinkLexicon(dataRoot: testData, languages: reader.languages))
            }
            return try archive.pool.read {
                try String.fetchAll(
                    $0,
                    sql: """
                        SELECT later || ' ' || earlier || ' ' || kind || ' ' || evidence FROM link
                        UNION ALL SELECT id || ' ' || ifnull(story, 0) FROM document ORDER BY 1
                        """)
            }
        }
        let once = try links(runs: 1)
        #expect(once.count > reports.count)
        #expect(try links(runs: reports.count) == once)
    }

    /// What many reports tell is a chain back to the first of them, not every pair.
    @Test func whatManyRepeatIsLinkedWithTheFirst() throws {
        let archive = try temporaryArchive()
        let rest = [
            "Am Markt standen viele Leute.", "Die Schule bleibt heute offen.",
            "Auf dem Fluss lag dichter Nebel.", "Der Winter war in diesem Jahr lang.",
            "Im Rathaus brannte noch Licht.", "Ein Zug kam mit Verspätung an.",
        ]
        try archive.store(
            rest.enumerated().map {
                document(
                    "Minister Nino Adam sagte, der Hafen in Tarvo koste 40 Millionen Euro. \($1)",
                    name: "\($0)", published: "2025-03-0\($0 + 1)", outlet: "Blatt \($0)")
            })
        let counts = try archive.pool.read {
            try Int.fetchAll(
                $0,
                sql: "SELECT count(*) FROM link WHERE kind = 3 GROUP BY later ORDER BY 1")
        }
        #expect(counts == [1, 2, 3, 3, 3])
        let first = try #require(try archive.statements("about:hafen").last?.reference)
        #expect(try archive.read { try $0.chain(of: first) }.steps.count == 6)
        #expect(try archive.read { try $0.dispute(first) }.answers.count == 5)
    }

    @Test func storiesFilesAreRead() throws {
        let file = try StoryFile(
            """
            # story s
            today 2025-06-01
            @ 2025-05-01 Ein Blatt de
            {c1|Ä b.} Rest {x1|c.}
            > d1 denies c1 c2
            > x1 met 2
            """, name: "f")
        let report = file.stories[0].reports[0]
        #expect(report.document.text == "Ä b. Rest c.")
        #expect(report.document.outlet == "Ein Blatt")
        #expect(report.marks["c1"].map { [$0.start, $0.end] } == [0, 4])
        #expect(report.marks["x1"].map { [$0.start, $0.end] } == [10, 12])
        #expect(file.stories[0].denials.count == 2)
        #expect(throws: ArchiveError.self) { try StoryFile("# story s\n> x1 done", name: "f") }
    }
}
