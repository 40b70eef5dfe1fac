import Foundation
import Testing

@testable import Archive

@Suite(.temporaryFolder) struct OutputTests {
    private func archive() throws -> Archive {
        let archive = try temporaryArchive()
        try archive.store([
            document(
                "Ministerin Mara Roth kündigte an, der Hafen <Tarvo> werde am 3. Mai 2025 geöffnet.",
                name: "a",
                published: "2025-04-01", outlet: "Blatt & Co",
                url: "https://blatt.example/a?x=1&y=2")
        ])
        return archive
    }

    private func text(_ format: ExchangeFormat, _ archive: Archive) throws -> String {
        var text = ""
        try archive.export(Query(), as: format, today: 20_000) { text += $0 }
        return text
    }

    @Test func everyFormIsWhatItsStandardSays() throws {
        let archive = try archive()
        let lines = try text(.csv, archive).split(separator: "\r\n")
        #expect(lines.count == 2)
        let annotation = try #require(
            JSONSerialization.jsonObject(with: Data(try text(.annotations, archive).utf8))
                as? [String: Any])
        #expect(annotation["@context"] as? String == "http://www.w3.org/ns/anno.jsonld")
        let target = try #require((annotation["target"] as? [[String: Any]])?.first)
        let selectors = try #require(target["selector"] as? [[String: Any]])
        #expect(
            selectors.map { $0["type"] as? String } == [
                "TextPositionSelector", "TextQuoteSelector",
            ])
        let citation = try #require(
            JSONSerialization.jsonObject(with: Data(try text(.csl, archive).utf8))
                as? [[String: Any]])
        let issued = citation.first?["issued"] as? [String: Any]
        #expect(issued?["date-parts"] as? [[Int]] == [[2025, 4, 1]])
    }

    @Test func theCalendarHoldsTheWindowAndFoldsItsLines() throws {
        let calendar = try text(.ical, archive())
        #expect(calendar.contains("DTSTART;VALUE=DATE:20250503\r\n"))
        #expect(calendar.contains("DTEND;VALUE=DATE:20250504\r\n"))
        #expect(calendar.hasPrefix("BEGIN:VCALENDAR\r\n"))
        #expect(calendar.hasSuffix("END:VCALENDAR\r\n"))
        for line in calendar.components(separatedBy: "\r\n") { #expect(line.utf8.count <= 75) }
    }

    @Test func aBriefingPointsAtItsWords() throws {
        let archive = try archive()
        let brief = try archive.read { try $0.brief(try Query("about:hafen"), today: 20_000) }
        #expect(brief.sections.map(\.title).contains("Chronology"))
        for line in brief.sections.flatMap(\.lines) {
            #expect(!line.notes.isEmpty)
            for number in line.notes { #expect(brief.notes.indices.contains(number - 1)) }
        }
        #expect(brief.markdown.contains("[^1]: "))
        #expect(brief.markdown.contains("Blatt & Co"))
        #expect(!brief.html.contains("<Tarvo>"))
        #expect(brief.html.contains("&lt;Tarvo&gt;"))
    }

    @Test func aWatchTellsWhatIsNewOnce() throws {
        let archive = try archive()
        try archive.addWatch("hafen", query: try Query("about:hafen"))
        #expect(throws: ArchiveError.self) { try archive.addWatch("hafen", query: try Query("x")) }
        #expect(try archive.read { try $0.matches(of: "hafen") }.hits.isEmpty)
        try archive.store([
            document("Mara Roth sagte, der Hafen sei <fertig>.", name: "b", published: "2025-05-04")
        ])
        let result = try archive.read { try $0.matches(of: "hafen") }
        #expect(result.hits.count == 1)
        #expect(result.atom.contains("<updated>2025-05-04T00:00:00Z</updated>"))
        #expect(result.atom.contains("&lt;fertig&gt;") && !result.atom.contains("<fertig>"))
        try archive.markDelivered(result)
        #expect(try archive.read { try $0.matches(of: "hafen") }.hits.isEmpty)
        #expect(
            try archive.read { try $0.preview(try Query("about:hafen")) } == [
                "2025-04": 1, "2025-05": 1,
            ])
    }
}
