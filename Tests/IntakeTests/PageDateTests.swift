import Foundation
import Testing

@testable import Intake

/// Where the day of a page is found when its head does not say it plainly.
@Suite struct PageDateTests {
    private func article(
        head: String = "", before: String = "", after: String = "", url: String? = nil
    ) throws -> Article {
        let page = """
            <html lang="de"><head><title>Kai</title>\(head)</head><body>\(before)<h1>Kai</h1>
            <article><p>\(prose(4))</p><p>\(prose(4, "The mayor"))</p></article>\(after)</body></html>
            """
        return try extractor().article(html: Array(page.utf8), name: "page", url: url)
    }

    @Test func addressOfThePageItself() throws {
        // A saved page has no address but the one that it names.
        let saved = try article(
            head: #"<link rel="canonical" href="https://tarvo.example/2024/06/14/kai.html">"#)
        #expect(saved.published == Found("2024-06-14", .url, .medium))
        // The day in the address is the one of publication; one beside the text may be of anything.
        let both = try article(
            before: #"<span class="date">16.06.2024</span>"#,
            url: "https://tarvo.example/2024/06/14/kai.html")
        #expect(both.published?.value == "2024-06-14")
        // The same day is told more exactly beside the text.
        let same = try article(
            before: #"<time datetime="2024-06-14T10:30:00Z">14. Juni</time>"#,
            url: "https://tarvo.example/2024/06/14/kai.html")
        #expect(same.published?.value == "2024-06-14T10:30:00Z")
    }

    @Test(arguments: [
        (
            #"<meta property="harbour:uploaded" content="2024-06-14T04:36:36Z">"#,
            "2024-06-14T04:36:36Z"
        ),
        (#"<meta name="x-posted-on" content="14.06.2024">"#, "2024-06-14"),
    ]) func fieldsOfOtherVocabularies(_ meta: String, _ date: String) throws {
        #expect(try article(head: meta).published == Found(date, .meta, .low))
    }

    @Test(arguments: ["event:start_date", "expires-date", "copyright-date"])
    func fieldsThatAreNoPublication(_ name: String) throws {
        let page = try article(head: #"<meta name="\#(name)" content="2024-06-14">"#)
        #expect(page.published == nil)
    }

    @Test func labelledLineBehindTheText() throws {
        let filler = String(repeating: "<div><span>Mehr</span></div>", count: 60)
        let found = try article(
            after: filler
                + "<div>Dieser Artikel wurde am 14. Dezember 2015 um 14:48 von der Redaktion im Ressort "
                + "Hafen abgelegt und seitdem von vielen Leuten gelesen und kommentiert.</div>")
        #expect(found.published?.value == "2015-12-14T14:48")
    }

    @Test func onlyDateOfThePage() throws {
        let filler = String(repeating: "<div><span>Mehr</span></div>", count: 60)
        #expect(
            try article(after: filler + "<p>14. Juni 2024</p>").published
                == Found("2024-06-14", .text, .low))
        // Two different days far from the text: neither is believed.
        let two = try article(after: filler + "<p>14. Juni 2024</p><p>3. Mai 2023</p>")
        #expect(two.published == nil)
    }

    @Test(arguments: [
        #"<script>window.state = {"story":{"publishedAt":"2024-06-14T08:00:00Z"}}</script>"#,
        #"<script>push("{\"publishedAt\":\"2024-06-14T08:00:00Z\"}")</script>"#,
    ]) func whatScriptsWereHanded(_ script: String) throws {
        #expect(
            try article(after: script).published == Found("2024-06-14T08:00:00Z", .script, .low))
    }

    @Test func pictureOfThePage() throws {
        let head =
            #"<meta property="og:image" content="https://tarvo.example/files/2024/06/14/kai.jpg">"#
        #expect(try article(head: head).published == Found("2024-06-14", .url, .low))
    }

    /// Identifiers are made from the words of a heading, and "next" or "nav" can be one of them.
    @Test func headingsAreNotJudgedByTheirIdentifier() throws {
        let page = """
            <html><body><h1>Kai</h1><article><p>\(prose(4))</p>
            <h3 id="nav_what-is-next">What is next</h3><p>\(prose(4, "The mayor"))</p></article></body></html>
            """
        let text = try extractor().article(html: Array(page.utf8), name: "page").text
        #expect(text.contains("What is next"))
    }

    @Test func teaserOfAnotherText() throws {
        let page = """
            <html><body><h1>Kai</h1><article><p>\(prose(4))</p><p>\(prose(4, "The mayor"))</p>
            <div class="box"><p>Sommer am Strand: In Tarvo baden die Leute wieder. Seht selbst! Weiterlesen</p></div>
            <p>Sie will im Zug weiterlesen.</p></article></body></html>
            """
        let text = try extractor().article(html: Array(page.utf8), name: "page").text
        #expect(!text.contains("Strand") && text.contains("im Zug weiterlesen."))
    }
}
