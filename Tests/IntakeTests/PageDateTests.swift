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

/// Which of the days that a page names is its own.
@Suite struct PageDatePlaceTests {
    private func published(
        head: String = "", before: String = "", behind: String = "", after: String = "",
        language: String = "de", url: String? = nil
    ) throws -> Found<String>? {
        try article(
            head: head, before: before, behind: behind, after: after, language: language, url: url
        ).published
    }

    private func article(
        head: String = "", before: String = "", behind: String = "", after: String = "",
        language: String = "de", url: String? = nil
    ) throws -> Article {
        let page = """
            <html lang="\(language)"><head><title>Kai</title>\(head)</head><body>\(before)<h1>Kai</h1>
            \(behind)<div class="entry-content"><p>\(prose(4))</p><p>\(prose(4, "The mayor"))</p></div>
            \(after)</body></html>
            """
        return try extractor().article(html: Array(page.utf8), name: "page", url: url)
    }

    /// Blogs make the day a link to the text itself; a link with a headline in it leads to another one.
    @Test func dayThatIsALink() throws {
        let own = try published(
            behind: """
                <div class="entry-meta"><a href="/kai/" rel="bookmark">\
                <time class="entry-date published" datetime="2024-06-14T08:00:00+02:00">14. Juni 2024</time>\
                <time class="updated" datetime="2024-06-20T08:00:00+02:00">20. Juni 2024</time></a></div>
                """)
        #expect(own?.value == "2024-06-14T08:00:00+02:00")
        let other = try published(
            behind: """
                <div><a href="/zug/"><time datetime="2024-03-02">2. März 2024</time> Der Zug nach Norden fährt \
                ab Herbst wieder jede Stunde</a></div><div><a href="/lager/">\
                <time datetime="2024-03-01">1. März 2024</time> Das alte Lager am Hafen wird verkauft</a></div>
                """)
        #expect(other == nil)
    }

    @Test func footerOfTheArticle() throws {
        let page = """
            <html lang="de"><body><article><h1>Kai</h1><div><p>\(prose(4))</p><p>\(prose(4, "The mayor"))</p></div>
            <footer class="entry-footer"><span>14. Juni 2024</span></footer></article>
            <footer><span>Seit 3. Mai 2012</span></footer></body></html>
            """
        let article = try extractor().article(html: Array(page.utf8), name: "page")
        #expect(article.published?.value == "2024-06-14")
    }

    /// What a sentence says happened on its day, and not that it was written then.
    @Test(arguments: [
        "The first ship of the new line was released on November 5, 2019.",
        "In a film of May 23, 2015, the keeper of the lighthouse is seen with a lamp.",
        "A person crossing the bridge of Tarvo on November 04, 2023.",
        "Done and ordered in chambers in Tarvo, in the north of the bay, on August 6, 2015.",
    ]) func daysOfSentences(_ sentence: String) throws {
        #expect(try published(behind: "<p>\(sentence)</p>", language: "en") == nil)
        let dated = try published(
            before: "<div>June 14, 2024 at 08:45 AM | <a href=/harbour>Harbour</a></div>",
            behind: "<p>\(sentence)</p>", language: "en")
        #expect(dated?.value == "2024-06-14T08:45")
    }

    @Test(arguments: [
        "<dl><dt>Veröffentlicht am</dt><dd>14. Juni 2024</dd></dl>",
        "<p>Veröffentlicht von Anna Weiß am 14. Juni 2024.</p>",
        "<p>Erstellt am Freitag, den 14. Juni 2024</p>",
        "<p>Zuletzt geändert am 20. Juni 2024 | Erstellt am 14. Juni 2024</p>",
    ]) func labelsInOtherPlaces(_ line: String) throws {
        // The dates of other texts behind the text do not count beside a labelled one.
        let list = (1...4).map {
            "<li><time datetime='2024-07-0\($0)'>0\($0).07.2024</time> Ein Konzert</li>"
        }
        #expect(
            try published(after: line + "<ul>" + list.joined() + "</ul>")?.value == "2024-06-14")
    }

    /// The day of today stands in the head of many sites.
    @Test func dayAboveTheHeadline() throws {
        let filler = String(repeating: "<li><a href=/a>Hafen</a></li>", count: 40)
        let found = try published(
            before: "<div class='date'>Samstag, 22. Juni 2024</div><ul>\(filler)</ul>",
            behind: "<span>14.06.2024</span>")
        #expect(found?.value == "2024-06-14")
    }

    @Test func captionsAndNeighbours() throws {
        let found = try published(
            behind: """
                <figure><img src="a.jpg"><figcaption>Das Lager am 3. April 2010</figcaption></figure>
                <p><a href="/zug/">Vorheriger Artikel vom 01.05.2024</a></p>
                """, after: "<p>14.06.2024</p>")
        #expect(found?.value == "2024-06-14")
    }

    @Test func microformatOfBlogs() throws {
        for names in ["date updated", "post-date updated", "entry-date published updated"] {
            let one = try article(behind: "<span class='\(names)'>14. Juni 2024</span>")
            #expect(one.published?.value == "2024-06-14" && one.modified == nil)
        }
        let two = try article(
            behind: "<span class='updated'>2024-06-20</span><span>14. Juni 2024</span>")
        #expect(two.published?.value == "2024-06-14" && two.modified?.value == "2024-06-20")
    }

    @Test func foldersOfTheAddressComeFirst() throws {
        // A text that was moved got a new day in its head, and kept the one in its address.
        let moved = try published(
            head: "<meta property='article:published_time' content='2024-09-01T10:00:00Z'>",
            url: "https://tarvo.example/2024/06/14/kai.html")
        #expect(moved == Found("2024-06-14", .url, .medium))
        // A number in a name is less.
        let named = try published(
            head: "<meta property='article:published_time' content='2024-09-01T10:00:00Z'>",
            url: "https://tarvo.example/kai-20240614.html")
        #expect(named?.value == "2024-09-01T10:00:00Z")
    }

    @Test func addressesThatTheHeadOrAHeadlineNames() throws {
        let feed = try published(
            head: "<link rel=alternate type='application/rss+xml' href='/2024/06/14/kai/feed/'>")
        #expect(feed?.value == "2024-06-14")
        let bookmark = try published(
            behind: "<p>Skrifað <a rel=bookmark href='/2024/06/14/kai/'>14. júní</a></p>")
        #expect(bookmark == Found("2024-06-14", .url, .low))
        let other = try published(
            before: "<h2><a href='/2024/03/02/zug/'>Der Zug nach Norden</a></h2>")
        #expect(other == nil)
    }

    /// A calendar leaf has no year: the address names it.
    @Test(arguments: ["<b>14</b><i>Juni</i>", "<b>Juni</b><i>14</i>", "14.06."])
    func dayWithoutYear(_ leaf: String) throws {
        let leaf = "<div class='date'>\(leaf)</div>"
        #expect(
            try published(behind: leaf, url: "https://tarvo.example/2024/06/kai.html")?.value
                == "2024-06-14")
        #expect(
            try published(behind: leaf, url: "https://tarvo.example/2024/05/kai.html")?.value
                == "2024-05")
    }

    @Test func partsWithoutBlanks() throws {
        let leaf = "<div class='date'><b>Juni</b><i>14</i><u>2024</u></div>"
        #expect(try published(behind: leaf)?.value == "2024-06-14")
    }

    @Test func dayInTheTitle() throws {
        #expect(
            try published(head: "<meta property='og:title' content='Kai | Kurier | 14.06.2024'>")
                == Found("2024-06-14", .markup, .low))
    }

    @Test func fieldWithoutDayLeavesTheDayToOthers() throws {
        let found = try published(
            head: "<meta name=date content=2024><meta name=pubdate content='2024-06-14'>")
        #expect(found?.value == "2024-06-14")
        let modified = try published(
            head: "<meta property='og:updated_time' content='2024-06-14'>",
            url: "https://tarvo.example/2024/06/kai.html")
        #expect(modified == Found("2024-06-14", .openGraph, .low))
    }

    @Test(arguments: [
        "<p>Powered by Tarvo Forum Version 4.1.12</p>", "<p>Tel. 20120512</p>",
        "<p>14. Juni 2093</p>", "<div class='comments'><p>Geschrieben am 14. Juni 2024</p></div>",
        "<p>Das alte Lager am Kai. 1. Dezember 2012. © Anna Weiß</p>",
    ]) func numbersThatAreNoDayOfTheText(_ line: String) throws {
        #expect(try published(after: line) == nil)
    }

    /// What is no JSON still says the day, before a line of the page; any type of a page may say it.
    @Test(arguments: [
        #"{"@type": "NewsArticle", "headline": "Das "Lager" am Kai", "datePublished": "2024-06-14"}"#,
        #"{"@type": "Recipe", "name": "Kuchen vom Kai", "datePublished": "2024-06-14"}"#,
        #"{"@type": "PodcastEpisode", "name": "Am Kai", "datePublished": "2024-06-14"}"#,
    ]) func structuredData(_ json: String) throws {
        let head = "<script type='application/ld+json'>\(json)</script>"
        let found = try published(head: head, behind: "<p>20.06.2024</p>")
        #expect(found?.value == "2024-06-14" && found?.origin == .jsonLD)
    }

    @Test func numberOfCommentsBesideTheDay() throws {
        let found = try published(
            behind: "<div id='comments-date'><i>3</i> <span class='date'>14. Juni 2024</span></div>"
        )
        #expect(found?.value == "2024-06-14")
        let comment = "<div class='comment-body'><span class='date'>14. Juni 2024</span> Gut</div>"
        #expect(try published(after: "<p>Schluss</p>" + comment) == nil)
    }

    @Test func momentsBesideTheText() throws {
        let found = try published(
            behind: "<a href='/kai'><abbr data-utime='1718352000'>gestern um 10:00</abbr></a>")
        #expect(found?.value == "2024-06-14T08:00:00Z")
    }

    @Test(arguments: [
        ("https://tarvo.example/artikel?id=3&date=2024-06-14", "2024-06-14" as String?),
        ("https://tarvo.example/artikel?d=20240614", "2024-06-14"),
        // The numbers of texts are longer, or stand in longer values.
        ("https://tarvo.example/artikel?id=2024061412", nil),
        ("https://tarvo.example/artikel?name=kai-2024-06-14-b", nil),
    ]) func dayInTheQueryOfTheAddress(_ url: String, _ date: String?) throws {
        #expect(try article(url: url).published?.value == date)
        // What the page says itself comes first.
        let both = try article(before: "<p>Veröffentlicht am 12. Mai 2024</p>", url: url)
        #expect(both.published?.value == "2024-05-12")
    }

    /// On a front page the longest text is mostly not the one of the day.
    @Test func firstOfAListOfTexts() throws {
        func entry(_ day: Int, _ length: Int) -> String {
            """
            <article><h2>Kai \(day)</h2><div class=submitted>Von Anna am \(day).06.2024</div>
            <p>\(prose(length, "Am Hafen \(day)"))</p></article>
            """
        }
        let page = """
            <html lang=de><body><h1>Aktuelles</h1>\(entry(14, 2))\(entry(9, 2))\(entry(7, 12))\(entry(3, 2))</body></html>
            """
        let found = try extractor().article(html: Array(page.utf8), name: "page")
        #expect(found.published?.value == "2024-06-14")
    }

    @Test(arguments: [
        #"{"publishedAt":1718361180}"#, #"{"publishedAt" : 1718361180000}"#,
        #"{\"published_date\":\"2024-06-14T10:33:00Z\"}"#,
        "{&q;published_date&q;:&q;2024-06-14T10:33:00Z&q;}",
        "{&quot;datePublished&quot;: &quot;2024-06-14T10:33:00Z&quot;}",
    ]) func momentsInScripts(_ json: String) throws {
        let found = try article(head: "<script>var page = \(json);</script>")
        #expect(found.published == Found("2024-06-14T10:33:00Z", .script, .low))
    }

    /// Parts of a day in elements of their own, which are no lines that name a day.
    @Test(arguments: [
        "<div class=x><div>14</div><div>Juni</div><div>2024</div></div>",
        "<div class=x><b>Juni</b><i>14</i><u>2024</u></div>",
        #"<abbr title="2024-06-14T10:33:00">vor drei Jahren</abbr>"#,
        #"<span data-date="1718361180">vor drei Jahren</span>"#,
    ]) func daysWithoutALine(_ element: String) throws {
        #expect(try article(before: element).published?.value.hasPrefix("2024-06-14") == true)
        let other = element.replacingOccurrences(of: "2024", with: "4711")
            .replacingOccurrences(of: "1718361180", with: "17183")
        #expect(try article(before: other).published == nil)
    }

    /// A line that ends in a day, as press offices write it; a sentence tells of another day.
    @Test func lineThatEndsInADay() throws {
        let line =
            "Mitteilung der Verwaltung für Hafen, Schifffahrt und Fischerei der Stadt vom 14.06.2024"
        #expect(try article(after: "<p>\(line)</p>").published?.value == "2024-06-14")
        let told =
            "Der Rat der Stadt beruft sich dabei auf den Beschluss seiner Sitzung vom 14.06.2024."
        #expect(
            try article(after: "<p>\(told)</p><p>\(told.dropLast(11)) Mai 2023 für Kai.</p>")
                .published == nil)
    }

    /// Names that are no JSON: programs write them without quotation marks, or with others.
    @Test(arguments: [
        "{publishDate: '2024-06-14'}", "{'articlePublishDate':'14.06.2024'}",
        "{page_pub_date : \"2024-06-14 10:33\"}",
        "{firstPublished:1718361180,publisherId:1012345678}",
    ]) func namesOfScripts(_ values: String) throws {
        let found = try article(
            head: "<script>var page = {publisherId:1012345678}; x = \(values);</script>")
        #expect(found.published?.value.hasPrefix("2024-06-14") == true)
    }

    @Test func commentsOfThePageItself() throws {
        let found = try article(after: "<!-- Erstellt am 14.06.2024 um 10:33 -->")
        #expect(found.published?.value == "2024-06-14T10:33")
        let other = try article(after: "<!-- cached 2024-06-14 10:33 -->")
        #expect(other.published == nil)
    }

    @Test(arguments: [
        #"<span title="14. Juni 2024, 10:33">gestern</span>"#,
        #"<span property="schema:datePublished" content="2024-06-14">gestern</span>"#,
        #"<div data-published-date="2024-06-14T10:33:00Z"></div>"#,
        #"<div class=date><b>Juni 2024</b> <i>14</i></div>"#,
    ]) func daysOfAttributesAndLeaves(_ element: String) throws {
        #expect(try article(before: element).published?.value.hasPrefix("2024-06-14") == true)
    }

    @Test(arguments: [
        "Abgerufen am 14.06.2024", "Registriert: 14.06.2024", "Join Date: 14 June 2024",
        "12.06.2024 – 14.06.2024", "12. Juni 2024 bis 14. Juni 2024",
        "12. – 14. Juni 2024", "12. bis 14. Juni 2024",
    ]) func daysOfOthers(_ line: String) throws {
        #expect(try article(after: "<p>\(line)</p>").published == nil)
        let both = try article(after: "<p>\(line)</p><p>Eingestellt am 12. Mai 2024</p>")
        #expect(both.published?.value == "2024-05-12")
    }

    /// A name is not believed of what holds the headline.
    @Test func columnOfTheHeadline() throws {
        let page = """
            <html lang=de><body><div class="sidebar"><h1>Kai</h1><span class=date>14.06.2024</span></div>
            <div><p>\(prose(4))</p><p>\(prose(4, "The mayor"))</p></div></body></html>
            """
        let found = try extractor().article(html: Array(page.utf8), name: "page")
        #expect(found.published?.value == "2024-06-14")
    }

    /// Which number is the month is seen from the other dates of the page.
    @Test(arguments: [("06/28/2023", "2024-06-07"), ("28/06/2023", "2024-07-06")])
    func orderOfOtherDates(_ other: String, _ date: String) throws {
        let found = try article(
            before: "<p class=date>06/07/2024</p>", after: "<div class=related>\(other)</div>")
        #expect(found.published?.value == date)
    }

    @Test func midnightInAnotherZone() throws {
        let head = #"<meta property="article:published_time" content="2024-06-13T22:00:00Z">"#
        let found = try article(head: head, before: "<p>14. Juni 2024</p>")
        #expect(found.published?.value == "2024-06-14")
        #expect(try article(head: head).published?.value == "2024-06-13T22:00:00Z")
    }
}
