import Testing

@testable import Intake

@Suite struct ExtractionTests {
    let page = """
        <!DOCTYPE html><html lang="en-GB"><head><title>Quay delayed | Tarvo Courier</title>
        <meta property="og:site_name" content="Tarvo Courier"><link rel="canonical" href="https://news.example/quay">
        <script type="application/ld+json">{"@type":"NewsArticle","headline":"Quay delayed","datePublished":"2024-06-14T10:30:00+02:00",
        "dateModified":"2024-06-15","author":[{"@type":"Person","name":"Anna White"}],}</script></head><body>
        <div class="cookie-banner"><p>\(prose(3, "We and our partners use cookies, and")) </p></div>
        <nav><ul><li><a href="/">Home</a></li></ul></nav>
        <main><article><h1>Quay delayed</h1><p class="lead">\(prose(1, "In short, the harbour board"))</p>
        <figure><img src="a.jpg"><figcaption>A long caption that tells what the picture shows at low tide.</figcaption></figure>
        <div class="article-body"><p>\(prose(3))</p><p><b>Read more:</b> <a href="/x">Another story about the ferry</a></p>
        <h2>What happens now</h2><p>\(prose(2, "The mayor"))</p><ul><li>\(prose(1, "One town"))</li><li>\(prose(1, "Another town"))</li></ul>
        <h2>Related stories</h2><div class="x"><p><a href="/y">A story about something else altogether</a></p></div></div></article></main>
        <section id="comments"><p>\(prose(8, "I think the council"))</p></section><footer><p>All rights reserved.</p></footer></body></html>
        """

    /// A class without a name says nothing, wherever it stands.
    @Test func emptyClasses() throws {
        let page = """
            <html lang="en"><body><h1>Quay</h1><article><p class="">\(prose(3))</p>
            <div class="sidebar"><p>More from the harbour</p></div>
            <div class=""><p>\(prose(2, "The mayor"))</p></div><p class="">\(prose(3, "The council"))</p></article></body></html>
            """
        let text = try extractor().article(html: Array(page.utf8), name: "page").text
        #expect(text.contains("The mayor") && !text.contains("More from"))
    }

    /// Attributes are read by the rules of HTML, whatever stands around them.
    @Test(arguments: [
        #"<div data-x="a > b" CLASS=sidebar>"#, #"<div class='sidebar'title=x>"#,
        #"<div onclick="go('x')" class = "sidebar" / >"#, "<div\nclass=sidebar\nhidden>",
        #"<div =x class="sidebar">"#, #"<div data-a=b/c class=sidebar>"#,
    ]) func attributesAmongOthers(_ tag: String) throws {
        let page = """
            <html lang="en"><body><h1>Quay</h1><article><p>\(prose(4))</p>
            \(tag)<p>More from the harbour of the town, which nobody asked for, and some more.</p></div>
            <p>\(prose(3, "The mayor"))</p></article></body></html>
            """
        let text = try extractor().article(html: Array(page.utf8), name: "page").text
        #expect(text.contains("The mayor") && !text.contains("More from"))
    }

    @Test func mainTextWithoutTheRest() throws {
        let article = try extractor().article(
            html: Array(page.utf8), name: "page", url: "https://news.example/quay?x=1")
        #expect(
            article.paragraphs.map(\.kind) == [
                .paragraph, .paragraph, .heading, .paragraph, .item, .item,
            ])
        #expect(article.text.hasPrefix("In short"))
        for foreign in ["cookies", "caption", "Read more", "Related", "I think", "rights", "Home"] {
            #expect(!article.text.contains(foreign), "\(foreign)")
        }
        #expect(article.title == Found("Quay delayed", .heading, .high))
        #expect(article.published == Found("2024-06-14T10:30:00+02:00", .jsonLD, .high))
        #expect(article.modified == Found("2024-06-15", .jsonLD, .high))
        #expect(article.authors == [Found("Anna White", .jsonLD, .high)])
        #expect(article.outlet == Found("Tarvo Courier", .openGraph, .high))
        #expect(article.canonical == Found("https://news.example/quay", .link, .high))
        #expect(article.language?.value == "en")
        #expect(article.warnings.isEmpty)
    }

    @Test func sameInputSameOutput() throws {
        let extractor = try extractor()
        let first = try extractor.article(html: Array(page.utf8), name: "page").json
        for _ in 0..<5 {
            #expect(try extractor.article(html: Array(page.utf8), name: "page").json == first)
        }
    }

    @Test(arguments: [
        ("<div class='has-ads content'>", ArticleWarning?.none),
        ("<div class='overflow-hidden'>", nil), ("<div class='elementor-widget'>", nil),
        ("<form>", nil),
        ("<article class='post tag-news category-x format-gallery'>", nil),
        ("<div class='liveblog'>", .liveTicker),
    ]) func containersWithMisleadingNames(_ open: String, _ warning: ArticleWarning?) throws {
        let body = (0..<6).map { "<p>\(prose(2, "Speaker \($0)"))</p>" }.joined()
        let article = try extractor().article(html: Array("<body>\(open)\(body)".utf8), name: "x")
        #expect(article.paragraphs.count == 6)
        #expect(article.warnings == (warning.map { [$0] } ?? []))
    }

    @Test(arguments: [
        ("<p>Stand: 14.06.2024, 10:30 Uhr</p>", "2024-06-14T10:30", Origin.text),
        ("<time datetime='2024-06-14T08:30:00Z'>today</time>", "2024-06-14T08:30:00Z", .time),
        ("<span class='date'>14. Juni 2024</span>", "2024-06-14", .markup),
        ("<meta itemprop='datePublished' content='2024-06-14'>", "2024-06-14", .meta),
        (
            "<p>Veröffentlicht am 3. März 2023</p><p>Aktualisiert am 14.06.2024</p>", "2023-03-03",
            .text
        ),
    ]) func dates(_ markup: String, _ date: String, _ origin: Origin) throws {
        let html =
            "<html lang=de><body><h1>Titel der Meldung</h1>\(markup)<div class=text><p>\(prose(4, "Der Rat"))</p></div>"
        let article = try extractor().article(html: Array(html.utf8), name: "x")
        #expect(article.published?.value == date)
        #expect(article.published?.origin == origin)
    }

    @Test func dateOfTheAddressIsNoMoreExactThanIt() throws {
        let html = Array("<body><p>\(prose(5))</p>".utf8)
        let day = try extractor().article(
            html: html, name: "x", url: "https://news.example/2024/06/14/quay.html")
        #expect(day.published == Found("2024-06-14", .url, .medium))
        let month = try extractor().article(
            html: html, name: "x", url: "https://news.example/2024/06/quay.html")
        #expect(month.published == Found("2024-06", .url, .low))
    }

    @Test func structuredTextWhereThePageShowsLess() throws {
        let text = (0..<8).map { prose(2, "Witness \($0)") }
        let json =
            "{\"@type\":\"NewsArticle\",\"articleBody\":\"\(text.joined(separator: "\\n\\n"))\"}"
        let html =
            "<script type='application/ld+json'>\(json)</script><body><p>\(text[0])</p><div class=paywall><p>Subscribe to continue reading.</p></div>"
        let article = try extractor().article(html: Array(html.utf8), name: "x")
        #expect(article.paragraphs.count == 8)
        #expect(article.warnings.contains(.structuredTextOnly))
        #expect(article.warnings.contains(.paywall))
    }

    @Test(arguments: [
        ("windows-1252", [UInt8(0x80), 0xFC], "€ü"), ("iso-8859-1", [0x93, 0xE4], "“ä"),
        ("iso-8859-15", [0xA4, 0xDF], "€ß"), ("utf-8", [0xC3, 0xA4], "ä"),
        ("utf-8", [0xE4, 0xF6], "äö"),
        ("koi8-r", [0xC1], "а"),
    ]) func charsets(_ label: String, _ bytes: [UInt8], _ text: String) throws {
        let html =
            Array("<meta charset=\(label)><body><p>\(prose(3)) ".utf8) + bytes
            + Array(" end.</p>".utf8)
        let article = try extractor().article(html: html, name: "x")
        #expect(article.text.hasSuffix(text + " end."))
    }

    @Test func utf16WithAndWithoutMark() throws {
        let text = "<html><body><p>\(prose(4)) Grüße.</p>"
        let units = text.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
        for bytes in [[0xFF, 0xFE] + units, units] {
            #expect(try extractor().article(html: bytes, name: "x").text.hasSuffix("Grüße."))
        }
    }

    @Test(arguments: [
        "<div>", "<b>", "<a href=x><p>", "<table><tr><td>", "<p><b id=1>", "<ul><li>",
        "<font color=red><p>", "<blockquote>", "<!--", "<svg>", "<script>x</script>",
    ])
    func nestingIsLinear(_ piece: String) throws {
        let html = Array(
            (String(repeating: piece, count: 200_000 / piece.utf8.count * 5) + "<p>\(prose(3))")
                .utf8)
        let clock = ContinuousClock()
        let time = clock.measure { _ = try? extractor().article(html: html, name: "x") }
        // A million bytes: seconds in a debug build, where quadratic work would take hours.
        #expect(time < .seconds(60))
    }

    @Test(arguments: 0..<60) func damagedPagesNeverCrash(_ seed: UInt64) throws {
        var random = SplitMix(seed)
        var bytes = Array(page.utf8)
        for _ in 0..<Int.random(in: 1...60, using: &random) {
            let at = Int.random(in: 0..<bytes.count, using: &random)
            switch Int.random(in: 0..<4, using: &random) {
            case 0: bytes[at] = UInt8.random(in: 0...255, using: &random)
            case 1: bytes.remove(at: at)
            case 2: bytes.insert(contentsOf: Array("<\"'&>]".utf8).shuffled(using: &random), at: at)
            default:
                bytes.replaceSubrange(
                    at..<min(at + 40, bytes.count),
                    with: bytes.prefix(Int.random(in: 0..<90, using: &random)))
            }
        }
        let article = try? extractor().article(html: bytes, name: "x")
        #expect(article?.json.utf8.contains(0) != true)
    }

    /// Names of classes say what an element is for, but not that a sentence can do without its words.
    @Test(arguments: ["external-link", "source", "label", "related", "share-text", "comment"])
    func noWordIsTakenOutOfASentence(_ name: String) throws {
        let html = """
            <html lang=en><body><article><h1>Quay</h1><p>\(prose(3))</p><p>According to
            <a class="\(name)" href="/x">Amnesty</a> the quay was <span class="\(name)">never</span>
            built in the way that was told to the council of the town.</p><p>\(prose(3))</p></article>
            """
        let text = try extractor().article(html: Array(html.utf8), name: "x").text
        #expect(text.contains("According to Amnesty the quay was never built"))
    }

    /// What is never closed does not take the page along.
    @Test(arguments: ["iframe", "noscript", "video", "button", "textarea", "object"])
    func whatIsNeverClosedTakesNothingAlong(_ tag: String) throws {
        let html =
            "<html lang=en><body><article><h1>Quay</h1><p>\(prose(3))</p><\(tag)><p>\(prose(3, "The mayor"))</p></article>"
        let text = try extractor().article(html: Array(html.utf8), name: "x").text
        #expect(text.contains("The mayor"))
    }

    @Test func aParagraphOfProseIsTextWhateverItIsCalled() throws {
        let lines = (0..<60).map {
            "<p class=\"paywall\">The mayor of Tarvo said on day \($0) that the quay would be built after all.</p>"
        }
        let html = "<html lang=en><body><article><h1>Quay</h1>\(lines.joined())</article>"
        let article = try extractor().article(html: Array(html.utf8), name: "x")
        #expect(article.paragraphs.count == 60)
    }
}
