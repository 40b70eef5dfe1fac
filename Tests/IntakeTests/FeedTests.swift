import Testing

@testable import Intake

@Suite struct FeedTests {
    let parser: FeedParser

    init() throws { parser = FeedParser(words: try IntakeWords(dataRoot: dataRoot)) }

    /// Lists in lists are read in time that grows with their number, not with two to its power.
    @Test(.timeLimit(.minutes(1))) func nestedListsAreReadOnce() throws {
        let nested =
            String(repeating: "[", count: 60) + "\"Kai\"" + String(repeating: "]", count: 60)
        let json =
            "{\"version\":\"https://jsonfeed.org/version/1.1\",\"title\":\"T\",\"items\":[{\"id\":\"1\",\"title\":\(nested)}]}"
        let feed = try parser.feed(
            Array(json.utf8), name: "f", url: nil, contentType: "application/feed+json")
        #expect(feed.entries.count <= 1)
    }

    private func first(_ text: String) throws -> FeedEntry {
        try #require(
            try parser.feed(Array(text.utf8), name: "feed", url: "https://tarvo.example/feed")
                .entries.first)
    }

    private func rss(_ item: String) -> String {
        "<?xml version='1.0'?><rss version='2.0'><channel><title>T</title><item>\(item)</item></channel></rss>"
    }

    @Test(arguments: [
        ("<title>Müller & Söhne</title>", "Müller & Söhne"),
        ("<title>a &amp;amp; b</title>", "a & b"),
        ("<title>Gr&uuml;&szlig;e &#150; &foo;</title>", "Grüße – &foo;"),
        ("<title><![CDATA[a <b>b</b>]]></title>", "a b"),
        ("<title>open<link>https://x.example/a</link>", "open"), ("<TITLE>upper</TITLE>", "upper"),
        ("<title>a</b></title>", "a"), ("<title>1 < 2</title>", "1 < 2"),
    ]) func titles(_ item: String, _ title: String) throws {
        #expect(try first(rss(item)).title == title)
    }

    @Test func formats() throws {
        func format(_ text: String) throws -> Feed.Format {
            try parser.feed(Array(text.utf8), name: "x").format
        }
        #expect(try format(rss("<title>a</title>")) == .rss2)
        #expect(try format("<rss version='0.92'><channel><item/></channel></rss>") == .rss09)
        #expect(try format("<rdf:RDF xmlns='http://purl.org/rss/1.0/'><item/></rdf:RDF>") == .rss1)
        #expect(try format("<feed><entry/></feed>") == .atom)
        #expect(try format("{\"items\":[]}") == .json)
        #expect(throws: IntakeError.self) { try format("<html><p>no feed</p></html>") }
    }

    @Test func linksAgainstTheirBase() throws {
        #expect(try first(rss("<link>/a</link>")).link == "https://tarvo.example/a")
        let atom =
            "<feed xml:base='https://b.example/x/'><entry><link rel='enclosure' href='n.mp3'/><link xml:base='../y/' href='a'/></entry></feed>"
        #expect(try first(atom).link == "https://b.example/y/a")
        #expect(
            try first(rss("<guid isPermaLink='false'>https://no.example/</guid><link>/b</link>"))
                .link == "https://tarvo.example/b")
    }

    @Test func noEntityExpandsAndNoneIsLoaded() throws {
        let bomb = """
            <!DOCTYPE r [<!ENTITY a "xxxxxxxxxx"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY f SYSTEM "file:///etc/hostname">]>
            <rss><channel><item><title>&b;&f;</title></item></channel></rss>
            """
        #expect(try first(bomb).title == "&b;&f;")
    }

    @Test(arguments: [
        "<title>", "<item>", "<description><p>", "<![CDATA[", "<a b='", "&amp;", "<!DOCTYPE [",
        "]]>", "</x>", "<link href=",
    ])
    func repeatedPiecesAreLinear(_ piece: String) throws {
        let text =
            "<rss><channel><item>" + String(repeating: piece, count: 300_000 / piece.utf8.count)
        let time = ContinuousClock().measure { _ = try? parser.feed(Array(text.utf8), name: "x") }
        #expect(time < .seconds(30))
    }

    @Test(arguments: 0..<80) func damagedFeedsNeverCrash(_ seed: UInt64) throws {
        var random = SplitMix(seed)
        var bytes = Array(
            (rss(
                "<title>Kai &amp; mehr</title><link>/a</link><pubDate>Fri, 14 Jun 2024 10:30:00 MESZ</pubDate><description><![CDATA[<p>x</p>]]></description>"
            )
                + "{\"items\":[{\"id\":\"1\"}]}").utf8)
        for _ in 0..<Int.random(in: 1...40, using: &random) {
            let at = Int.random(in: 0..<bytes.count, using: &random)
            if Bool.random(using: &random) {
                bytes[at] = UInt8.random(in: 0...255, using: &random)
            } else {
                bytes.replaceSubrange(
                    at..<min(at + 9, bytes.count),
                    with: Array("<&\"'>[]!".utf8).shuffled(using: &random))
            }
        }
        if let feed = try? parser.feed(bytes, name: "x") { #expect(feed.entries.count < 100) }
    }

    @Test func opmlRoundTrip() throws {
        var source = FeedSource(url: "https://a.example/f?x=1&y=2", title: "A & \"B\"")
        source.taken = 3
        let text = OPML.text(of: [source])
        let read = try OPML.feeds(Array(text.utf8), name: "x")
        #expect(read.count == 1)
        #expect(read[0].url == source.url)
        #expect(read[0].title == source.title)
        #expect(throws: IntakeError.self) { try OPML.feeds(Array("<html>".utf8), name: "x") }
    }

    @Test func scheduleKeepsToWhatServersAsk() {
        var source = FeedSource(url: "https://a.example/")
        FeedSchedule.note(
            status: 200, fields: ["etag": "\"1\""], interval: nil, at: 1000, jitter: 0, in: &source)
        #expect(source.conditions == ["If-None-Match": "\"1\""])
        #expect(source.nextVisit == 1000 + 3600)
        FeedSchedule.note(status: 304, fields: [:], interval: nil, at: 5000, jitter: 1, in: &source)
        #expect(source.nextVisit == 5000 + 3960)
        #expect(source.etag == "\"1\"")
        FeedSchedule.note(
            status: 429, fields: ["retry-after": "7200"], interval: nil, at: 9000, jitter: 0,
            in: &source)
        #expect(source.nextVisit == 9000 + 7200)
        #expect(source.failures == 0)
        FeedSchedule.note(
            status: 503, fields: ["retry-after": "Thu, 01 Jan 1970 05:00:00 GMT"], interval: nil,
            at: 10_000, jitter: 0, in: &source)
        #expect(source.nextVisit == 18_000)
        for _ in 0..<20 {
            FeedSchedule.note(
                status: 500, fields: [:], interval: nil, at: 20_000, jitter: 0, in: &source)
        }
        #expect(source.nextVisit == 20_000 + 86_400)
        FeedSchedule.note(
            status: 410, fields: [:], interval: nil, at: 30_000, jitter: 0, in: &source)
        #expect(!source.isDue(at: .max))
    }

    @Test func storeKeepsWhatItWasGiven() throws {
        try withFolder { folder in
            let store = FeedFile(path: folder + "/a/feeds.json")
            #expect(try store.sources().isEmpty)
            let sources = [
                FeedSource(url: "https://a.example/"),
                FeedSource(url: "https://b.example/", title: "B"),
            ]
            try store.keep(sources)
            #expect(try store.sources() == sources)
            try write(Array("{".utf8), store.path)
            #expect(throws: IntakeError.self) { try store.sources() }
        }
    }

    @Test func namespacesCountAndNotPrefixes() throws {
        let feed = """
            <r:RDF xmlns:r="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:n="http://purl.org/rss/1.0/"
              xmlns:x="http://tarvo.example/own/" xmlns:d="http://purl.org/dc/elements/1.1/">
            <n:item><x:title>No</x:title><n:title>Yes</n:title><d:creator>Anna</d:creator></n:item></r:RDF>
            """
        let entry = try first(feed)
        #expect(entry.title == "Yes")
        #expect(entry.authors == ["Anna"])
    }

    @Test func whatAnEntryWasTakenFromIsNotTheEntry() throws {
        let feed = """
            <feed><entry><title>Mine</title><author><name>Anna</name></author><contributor><name>Jonas</name>
            </contributor><source><title>Theirs</title><author><name>Nobody</name></author></source>
            <title>Mine</title></entry></feed>
            """
        let entry = try first(feed)
        #expect(entry.title == "Mine")
        #expect(entry.source == "Theirs")
        #expect(entry.authors == ["Anna"])
    }

    @Test func base64OfAtom() throws {
        let old = "<feed><entry><title mode='base64'>R3LDvMOfZQ==</title></entry></feed>"
        #expect(try first(old).title == "Grüße")
        let new =
            "<feed><entry><content type='application/octet-stream'>R3LDvMOfZQ==</content></entry></feed>"
        #expect(try first(new).content == "Grüße")
    }
}
