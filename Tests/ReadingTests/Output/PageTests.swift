import Foundation
import Testing
import Text

@testable import Reading

/// A reading by hand, for the tests of pages.
func reading(_ text: String, title: String? = nil, url: String? = nil) -> Reading {
    Reading(
        document: DocumentRow(
            id: String(repeating: "0", count: 64), name: "test", title: title, language: "de",
            published: "2025-03", url: url, text: text))
}

@Suite struct DisplayWidthTests {
    @Test(arguments: [
        ("abc", 3), ("Müller", 6), ("e\u{301}", 1), ("日本", 4), ("한국", 4), ("ﾊﾝ", 2), ("👍🏽", 2),
        ("👩‍👩‍👧", 2), ("❤️", 2), ("a\u{AD}b", 2), ("\u{200B}", 0), ("½–…", 3), ("ไทย", 3),
    ])
    func columns(text: String, expected: Int) { #expect(displayWidth(text) == expected) }

    @Test(arguments: [20, 40, 80])
    func linesFit(width: Int) {
        let text =
            "Ein Satz mit 日本 und Donaudampfschifffahrtsgesellschaftskapitänsmützenmacherei, ja."
        let lines = wrapped(text, width: width)
        #expect(lines.allSatisfy { displayWidth($0) <= width })
        #expect(
            lines.joined().filter { !$0.isWhitespace } == text.filter { !$0.isWhitespace })
    }
}

@Suite struct LedgerTests {
    private func sample() throws -> Reading {
        let text = "Minister Olaf Brandt sagte am Freitag dem Sender Nordfunk, er gehe bald."
        return try sharedReader.get().read(
            Document(name: "test", language: "de", published: "2025-03-14", text: text))
    }

    @Test func namesSpeakerActAndWords() throws {
        let page = Ledger(width: 80).page(try sample())
        #expect(page.contains("Olaf Brandt (Minister)"))
        #expect(page.contains("s1 state · “sagte”"))
        #expect(page.contains("│ er gehe bald"))
        #expect(page.contains("2025-03-14"))
    }

    @Test(arguments: [40, 80, 100, 120])
    func fitsItsWidth(width: Int) throws {
        let lines = Ledger(width: width).page(try sample()).split(separator: "\n")
        #expect(lines.allSatisfy { displayWidth($0) <= width })
    }

    @Test func hasNoStylesUnlessAsked() throws {
        let reading = try sample()
        #expect(!Ledger(styled: false).page(reading).contains("\u{1B}"))
        #expect(Ledger(styled: true).page(reading).contains("\u{1B}[1m"))
    }

    /// A text cannot send commands to the terminal or turn its lines around.
    @Test func hostileTextIsTamed() throws {
        let text = "Er sagte: „\u{1B}[2J\u{202E}weg\u{7}“"
        let page = Ledger(styled: false).page(
            try sharedReader.get().read(Document(name: "x", language: "de", text: text)))
        #expect(!page.unicodeScalars.contains { [0x1B, 0x202E, 0x7].contains($0.value) })
    }

    @Test func saysThatNobodyIsQuoted() {
        #expect(Ledger().page(reading("Nichts.")).contains("Nobody is quoted."))
    }
}

@Suite struct HTMLTests {
    @Test(arguments: [
        "<script>alert(1)</script>", "\"><img src=x onerror=alert(1)>", "</p></article><b>",
        "'-->]]><svg/onload=1>", "&lt;script&gt;",
    ])
    func hostileTextIsEscaped(text: String) throws {
        let body = "Er sagte: „\(text)“"
        let reading = try sharedReader.get().read(
            Document(name: text, title: text, language: "de", url: text, author: text, text: body))
        let article = HTMLPage(explain: true).article(reading)
        for tag in ["<script", "<img", "<svg", "<b>al", "</article><b>"] {
            #expect(!article.contains(tag), "\(tag)")
        }
        #expect(article.components(separatedBy: "<article>").count == 2)
    }

    @Test(arguments: [
        ("https://example.org/a?b=c&d", true), ("http://example.org", true),
        ("javascript:alert(1)", false), ("data:text/html,x", false), (" https://x", false),
    ])
    func onlyWebAddressesAreLinks(url: String, isLink: Bool) {
        #expect(HTMLPage().article(reading("Text.", url: url)).contains("<a href=") == isLink)
    }

    @Test func allTextIsThereOnce() throws {
        let text = "Erster Absatz & mehr.\n\nAnna Klein sagte: „Das <ist> „so“ gut.“\n"
        let page = HTMLPage().article(
            try sharedReader.get().read(Document(name: "x", language: "de", text: text)))
        let paragraphs = page.components(separatedBy: "class=\"text\"").dropFirst()
            .map { $0.components(separatedBy: "<aside>")[0] }
            .map { $0.drop { $0 != ">" }.dropFirst() }
        let plain = paragraphs.map {
            String($0).replacingOccurrences(of: "<[^>]*>", with: "", options: .regularExpression)
                .replacing("&lt;", with: "<").replacing("&gt;", with: ">")
                .replacing("&amp;", with: "&").trimmingCharacters(in: .whitespacesAndNewlines)
        }
        #expect(plain == ["Erster Absatz & mehr.", "Anna Klein sagte: „Das <ist> „so“ gut.“"])
    }

    @Test func marksMayCross() {
        var crossing = reading("Das sind drei Worte.")
        crossing.statements = [
            Statement(
                id: "s1", form: .direct, act: .state, factuality: .certain, cue: [Span(0, 8)],
                content: [Span(4, 13)], confidence: 1)
        ]
        let page = HTMLPage().article(crossing)
        #expect(page.contains("<span class=\"cue\""))
        #expect(page.contains("<span class=\"cue content\""))
        #expect(page.contains("<span class=\"content\""))
        let opened = page.components(separatedBy: "<span").count
        #expect(opened == page.components(separatedBy: "</span>").count)
    }

    @Test func thePagePermitsNothingFromElsewhere() {
        #expect(HTMLPage.before.contains("default-src 'none'"))
        #expect(!HTMLPage.before.contains("unsafe-inline"))
        for address in ["http://", "https://", "//cdn", "url(", "@import"] {
            #expect(!HTMLPage.before.contains(address) && !HTMLPage.after.contains(address))
        }
    }
}

@Suite struct CSVTests {
    @Test(arguments: [
        ("a", "a"), ("a,b", "\"a,b\""), ("a\"b", "\"a\"\"b\""), ("a\nb", "\"a\nb\""),
        ("=1+1", "'=1+1"), ("-3", "'-3"), ("@x", "'@x"), ("+49", "'+49"), ("", ""),
        ("=\"a\"", "\"'=\"\"a\"\"\""),
    ])
    func fields(value: String, expected: String) { #expect(csvField(value) == expected) }

    @Test func rowsHaveAllColumns() throws {
        let text = "Anna Klein sagte, es sei „schön“. Sie forderte Ruhe."
        let reading = try sharedReader.get().read(Document(name: "x", language: "de", text: text))
        let columns = Reading.csvHeader.split(separator: ",").count
        let rows = reading.csv.split(separator: "\r\n")
        #expect(rows.count == reading.statements.count)
        #expect(rows.count >= 1)
        for row in rows {
            let outside = row.split(separator: "\"", omittingEmptySubsequences: false).enumerated()
                .filter { $0.offset % 2 == 0 }.map(\.element).joined()
            #expect(outside.filter { $0 == "," }.count == columns - 1, "\(row)")
        }
    }
}

@Suite struct JSONTextTests {
    @Test(arguments: [
        (4_800_000.0, "4800000"), (4.8, "4.8"), (0.75, "0.75"), (-3, "-3"),
        (1e15, "1000000000000000"),
    ])
    func numbers(value: Double, expected: String) { #expect(JSONText.digits(value) == expected) }

    @Test func stringsSurvive() throws {
        let text = "\u{0}\u{1F}\"\\/\u{2028}\u{2029}\u{7F}é🙂\r\n\t"
        var row = reading(text)
        row.document.title = text
        let json = Data(row.json().utf8)
        let object = try #require(
            try JSONSerialization.jsonObject(with: json) as? [String: Any])
        let document = try #require(object["document"] as? [String: Any])
        #expect(document["text"] as? String == text)
        #expect(document["title"] as? String == text)
    }
}
