import Testing
import Text

@testable import Reading

/// Direct speech in its harder shapes: without a word of saying, split by its frame, over paragraphs, nested.
@Suite struct DirectSpeechTests {
    struct Row: Sendable {
        var source: String?
        var content: [String]
    }

    private func rows(_ text: String, _ language: String) throws -> [(Statement, Row)] {
        let reading = try sharedReader.get().read(
            Document(name: "test", language: language, text: text))
        let scalars = Array(text.unicodeScalars)
        return reading.statements.map { statement in
            (
                statement,
                Row(
                    source: statement.source?.spans.first.map { words($0, of: scalars) },
                    content: statement.content.map { words($0, of: scalars) })
            )
        }
    }

    @Test(arguments: [
        ("de", "Brandt: „Nein.“", "Brandt", ["„Nein.“"]),
        ("en", "Berg: “No.”", "Berg", ["“No.”"]),
        (
            "de", "„Wir bauen die neue Brücke nicht.“ – Anna Brandt, Ministerin", "Anna Brandt",
            ["„Wir bauen die neue Brücke nicht.“"]
        ),
        (
            "en", "“We will not build a new bridge.” — Anna Brandt, minister", "Anna Brandt",
            ["“We will not build a new bridge.”"]
        ),
        (
            "de", "„Wir gehen nicht“, sagte der Minister, „und das bleibt so.“", "der Minister",
            ["„Wir gehen nicht“", "„und das bleibt so.“"]
        ),
        (
            "en", "“We will not go,” the minister said, “and that is final.”", "the minister",
            ["“We will not go,”", "“and that is final.”"]
        ),
        (
            "de", "„Das Amt“, so die Bürgermeisterin, „hat versagt.“", "die Bürgermeisterin",
            ["„Das Amt“", "„hat versagt.“"]
        ),
        (
            "de", "„Er hat mir gesagt: ‚Geh nach Hause!‘“, erzählte der Zeuge.", "der Zeuge",
            ["„Er hat mir gesagt: ‚Geh nach Hause!‘“"]
        ),
        (
            "en", "“My boss shouted ‘Fire!’ and everybody ran,” the cook recalled.", "the cook",
            ["“My boss shouted ‘Fire!’ and everybody ran,”"]
        ),
    ])
    func isRead(language: String, text: String, source: String, content: [String]) throws {
        let rows = try rows(text, language)
        try #require(rows.count == 1, "\(rows)")
        #expect(rows[0].1.source == source)
        #expect(rows[0].1.content == content)
        #expect(rows[0].0.form == .direct)
    }

    /// What stands behind a quotation and a dash is no signature where it goes on to tell.
    @Test func aSentenceIsNoSignature() throws {
        let rows = try rows("„Wir gehen nicht.“ – Danach schwieg Anna Brandt lange.", "de")
        #expect(!rows.contains { $0.1.source == "Danach" })
    }
}
