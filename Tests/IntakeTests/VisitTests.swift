import Foundation
import Testing

@testable import Intake

@Suite struct RobotsTests {
    private let rules = RobotsRules(
        """
        User-agent: other
        Disallow: /

        User-agent: *   # everybody else
        Disallow: /private
        Allow: /private/press
        Disallow: /*.pdf$
        Disallow:
        """)

    @Test(arguments: [
        ("/", true), ("/news/a", true), ("/private", false), ("/private/x", false),
        ("/private/press/a", true), ("/a.pdf", false), ("/a.pdf?x=1", true),
    ]) func paths(_ path: String, _ isAllowed: Bool) {
        #expect(rules.allows(path) == isAllowed)
    }

    @Test func ownNameBeforeAll() {
        let rules = RobotsRules(
            "User-agent: *\nDisallow: /\n\nUser-agent: Lagebild\nDisallow: /archive\n")
        #expect(rules.allows("/news"))
        #expect(!rules.allows("/archive/1"))
    }

    @Test func starsTakeLinearTime() {
        let rules = RobotsRules(
            "User-agent: *\nDisallow: /" + String(repeating: "*a", count: 900) + "b")
        let time = ContinuousClock().measure {
            #expect(rules.allows("/" + String(repeating: "a", count: 3000)))
        }
        #expect(time < .seconds(20))
    }
}

@Suite(.serialized) struct VisitTests {
    private func fetcher(_ port: Int) throws -> FeedFetcher {
        let client = GuardedClient(allowedHosts: ["127.0.0.1:\(port)"])
        var fetcher = FeedFetcher(client: client, extractor: try extractor())
        fetcher.spacing = 0
        return fetcher
    }

    private static let page =
        "<html lang=en><head><link rel=alternate type='application/rss+xml' title='Comments' href='/comments/feed'><link rel=alternate type='application/rss+xml' href='/feed'></head><body><article><h1>Quay</h1><p>\(prose(4))</p><p>\(prose(4, "The mayor"))</p></article></body></html>"

    private static func feed(_ port: String) -> String {
        let items = ["open", "closed"].map {
            "<item><title>Quay</title><link>http://127.0.0.1:\(port)/\($0)</link><description>Short.</description></item>"
        }
        return
            "<rss version='2.0'><channel><title>Tarvo</title>\(items.joined())</channel></rss>"
    }

    private func server() throws -> HostileServer {
        try HostileServer { path, request, write in
            let port =
                request.split(separator: "\r\n").first { $0.lowercased().hasPrefix("host:") }?
                .split(separator: ":").last.map(String.init) ?? ""
            switch path {
            case "/feed": _ = write(answer(Self.feed(port)))
            case "/robots.txt": _ = write(answer("User-agent: *\nDisallow: /closed\n"))
            case "/nothing": _ = write(answer("<html><p>No feed here.</p></html>"))
            default: _ = write(answer(Self.page))
            }
        }
    }

    @Test func theFeedOfAPageIsFoundAndRobotsAreAsked() async throws {
        let server = try server()
        defer { server.stop() }
        let address = "http://127.0.0.1:\(server.port)"
        let visit = try await fetcher(server.port).visit(
            FeedSource(url: address + "/"), at: 1_700_000_000, jitter: 0)
        #expect(visit.source.url == address + "/feed")
        #expect(visit.source.error == nil)
        try #require(visit.articles.count == 2)
        #expect(visit.articles[0].text.contains("The mayor"))
        #expect(visit.articles[1].text == "Short.")
        #expect(visit.source.skipped.contains { $0.contains("robots.txt") })
    }

    @Test func aPageWithoutFeedIsAnError() async throws {
        let server = try server()
        defer { server.stop() }
        let visit = try await fetcher(server.port).visit(
            FeedSource(url: "http://127.0.0.1:\(server.port)/nothing"), at: 1_700_000_000,
            jitter: 0)
        #expect(visit.source.error?.contains("no feed") == true)
        #expect(visit.source.failures == 1)
    }
}

@Suite struct ContentEncodingTests {
    /// `printf 'Der Rat schweigt.' | brotli -c` and `| zstd -c`, as numbers.
    private static let samples: [(String, [UInt8])] = [
        (
            "br",
            [
                0x0B, 0x08, 0x80, 0x44, 0x65, 0x72, 0x20, 0x52, 0x61, 0x74, 0x20, 0x73, 0x63, 0x68,
                0x77, 0x65, 0x69, 0x67, 0x74, 0x2E, 0x03,
            ]
        ),
        (
            "zstd",
            [
                0x28, 0xB5, 0x2F, 0xFD, 0x04, 0x58, 0x89, 0x00, 0x00, 0x44, 0x65, 0x72, 0x20, 0x52,
                0x61, 0x74, 0x20, 0x73, 0x63, 0x68, 0x77, 0x65, 0x69, 0x67, 0x74, 0x2E, 0xE3, 0x94,
                0x7B, 0x66,
            ]
        ),
    ]

    @Test(arguments: samples) func isDecoded(_ field: String, _ bytes: [UInt8]) throws {
        let limits = IntakeLimits()
        let decoded = try ContentEncoding.decoded(bytes, field: field, name: "x", limits: limits)
        #expect(String(decoding: decoded.bytes, as: UTF8.self) == "Der Rat schweigt.")
        #expect(!decoded.isTruncated)
        let cut = try ContentEncoding.decoded(
            bytes.dropLast(4), field: field, name: "x", limits: limits)
        #expect(cut.isTruncated)
    }

    @Test func unknownAndWrongFields() throws {
        let text = Array("plain".utf8)
        let limits = IntakeLimits()
        #expect(
            try ContentEncoding.decoded(text, field: "gzip", name: "x", limits: limits).bytes
                == text)
        #expect(throws: IntakeError.self) {
            try ContentEncoding.decoded(text, field: "rot13", name: "x", limits: limits)
        }
    }
}
