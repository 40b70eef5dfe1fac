import Foundation
import Testing

@testable import Intake

/// Random damage to pages, feeds, archives and mails. A crash ends the process; a hang is a failure.
///
/// One second for each reader here; `scripts/fuzz-intake.sh SECONDS` goes on for longer, from another seed each
/// time it is given one in `LAGEBILD_FUZZ_SEED`.
@Suite(.serialized) struct IntakeFuzzTests {
    private static let environment = ProcessInfo.processInfo.environment
    private static let seconds = environment["LAGEBILD_FUZZ_SECONDS"].flatMap { Double($0) } ?? 1
    private static let seed = environment["LAGEBILD_FUZZ_SEED"].flatMap { UInt64($0) } ?? 1

    /// Pieces that mean something to one of the readers.
    private static let pieces: [[UInt8]] =
        [
            "<", ">", "</", "<!--", "-->", "<![CDATA[", "]]>", "&", "&amp;", "&#x110000;", "&#0;",
            "\"", "'", "=", "<script>", "</script>",
            "<script type=application/ld+json>{\"@type\":\"NewsArticle\",\"articleBody\":\"",
            "<table><tr><td>", "<p>", "<a href=x>", "<h1>",
            "<item>", "<entry>", "<title>", "<link>", "<pubDate>", "WARC/1.0\r\n",
            "Content-Length: 99999999999999999999\r\n",
            "Content-Length: -1\r\n", "\r\n\r\n", "HTTP/1.1 200 OK\r\n",
            "Transfer-Encoding: chunked\r\n", "ffffffff\r\n", "--b\r\n",
            "Content-Type: multipart/mixed; boundary=b\r\n", "=?utf-8?q?=?=", "{\"items\":[",
            "[[[[[[[[", "\\ud800", "From ",
            "31.12.9999", "2024-02-30", "<time datetime=", "<meta charset=utf-7>", "\u{FEFF}",
            "\u{202E}", "é",
        ].map { Array($0.utf8) } + [
            [0], [0xFF, 0xFE], [0x1F, 0x8B, 8, 0], [0xC3], [0xF0, 0x9F], [0xED, 0xA0, 0x80],
        ]

    private func fuzz(_ seeds: [[UInt8]], _ read: ([UInt8]) throws -> Void) throws {
        var random = SplitMix(Self.seed)
        let end = ContinuousClock.now + .seconds(Self.seconds)
        var runs = 0
        while ContinuousClock.now < end || runs < 20 {
            var bytes = seeds.randomElement(using: &random)!
            for _ in 0..<Int.random(in: 1...30, using: &random) {
                let at = Int.random(in: 0...bytes.count, using: &random)
                switch Int.random(in: 0..<6, using: &random) {
                case 0:
                    if at < bytes.count { bytes[at] = UInt8.random(in: 0...255, using: &random) }
                case 1:
                    bytes.removeSubrange(
                        at..<min(at + Int.random(in: 0...50, using: &random), bytes.count))
                case 2:
                    let piece = Self.pieces.randomElement(using: &random)!
                    for _ in 0..<Int.random(in: 1...40, using: &random) {
                        bytes.insert(contentsOf: piece, at: at)
                    }
                case 3: bytes = Array(bytes[..<at])
                case 4: bytes.insert(contentsOf: bytes[at..<min(at + 100, bytes.count)], at: 0)
                default:
                    bytes.insert(contentsOf: Self.pieces.randomElement(using: &random)!, at: at)
                }
                if bytes.count > 200_000 { bytes = Array(bytes[..<200_000]) }
            }
            let time = ContinuousClock().measure { try? read(bytes) }
            #expect(
                time < .seconds(20), "slow: \(bytes.count) bytes, seed \(Self.seed), run \(runs)")
            runs += 1
        }
    }

    private let page = Array(
        "<!DOCTYPE html><html lang=de><head><meta charset=utf-8><title>Kai | Tarvo</title><script type=\"application/ld+json\">{\"@type\":\"NewsArticle\",\"headline\":\"Kai\",\"datePublished\":\"2024-06-14\"}</script></head><body><nav><a href=/>Start</a></nav><article><h1>Kai</h1><time datetime=2024-06-14>14. Juni 2024</time><div class=article-body><p>Der Rat hat gestern ohne einen Beschluss getagt und will im Herbst neu beraten.</p><table><tr><td>1</td><td>2</td></tr></table><ul><li>Eins</li></ul></div></article><div id=comments><p>Nein!</p></div></body></html>"
            .utf8)
    private let feed = Array(
        "<?xml version=\"1.0\" encoding=\"utf-8\"?><rss version=\"2.0\"><channel><title>T</title><item><title>Kai &amp; Rat</title><link>/a</link><pubDate>Fri, 14 Jun 2024 10:30:00 MESZ</pubDate><description><![CDATA[<p>Text</p>]]></description></item></channel></rss>"
            .utf8)

    @Test func pages() throws {
        let extractor = try extractor()
        try fuzz([page]) {
            _ = try extractor.article(html: $0, name: "x", url: "https://x.example/a").json
        }
    }

    @Test func feeds() throws {
        let words = try IntakeWords(dataRoot: dataRoot)
        let json = Array(
            "{\"version\":\"https://jsonfeed.org/version/1.1\",\"items\":[{\"id\":\"1\",\"content_html\":\"<p>x</p>\",\"date_published\":\"2024-06-14\"}]}"
                .utf8)
        try fuzz([feed, json]) {
            _ = try FeedParser(words: words).feed($0, name: "x", url: "https://x.example/")
        }
    }

    @Test func archivesAndMails() throws {
        let block =
            Array(
                "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n\(String(page.count, radix: 16))\r\n"
                    .utf8) + page + Array("\r\n0\r\n\r\n".utf8)
        let record =
            Array("WARC/1.0\r\nWARC-Type: response\r\nContent-Length: \(block.count)\r\n\r\n".utf8)
            + block + Array("\r\n\r\n".utf8)
        let mail = Array(
            "From a Fri Jun 14\r\nFrom: A <a@x.example>\r\nSubject: =?utf-8?q?Gr=C3=BC?=\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Type: text/html\r\nContent-Transfer-Encoding: base64\r\n\r\nPHA+WDwvcD4=\r\n--b--\r\n"
                .utf8)
        let extractor = try extractor()
        try withFolder { folder in
            try fuzz([record + record, gzip(record) + gzip(record), gzip(record + record), mail]) {
                bytes in
                try write(bytes, folder + "/x")
                for result in FileArticles(paths: [folder + "/x"], extractor: extractor) {
                    _ = result
                }
                for kind in [SourceKind.warc, .mbox, .zip] {
                    for result in FileArticles(
                        paths: [folder + "/x"], kind: kind, extractor: extractor)
                    { _ = result }
                }
            }
        }
    }
}
