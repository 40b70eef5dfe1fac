import CZlib
import Foundation
import Testing

@testable import Intake

/// Bytes as one gzip member.
func gzip(_ bytes: [UInt8]) -> [UInt8] {
    var stream = z_stream()
    deflateInit2_(
        &stream, 6, Z_DEFLATED, 31, 8, Z_DEFAULT_STRATEGY, ZLIB_VERSION,
        Int32(MemoryLayout<z_stream>.size))
    defer { deflateEnd(&stream) }
    var input = bytes
    var output = [UInt8](repeating: 0, count: bytes.count + 1000)
    let room = output.count
    return input.withUnsafeMutableBufferPointer { source in
        output.withUnsafeMutableBufferPointer { target in
            stream.next_in = source.baseAddress
            stream.avail_in = UInt32(source.count)
            stream.next_out = target.baseAddress
            stream.avail_out = UInt32(room)
            deflate(&stream, Z_FINISH)
            return Array(target[..<(room - Int(stream.avail_out))])
        }
    }
}

@Suite struct ArchiveTests {
    private func record(
        _ number: Int,
        http: String = "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n",
        body: [UInt8]? = nil
    ) -> [UInt8] {
        let page =
            body
            ?? Array(
                "<html><body><h1>Story \(number)</h1><p>\(prose(4, "Witness \(number)"))</p></body></html>"
                    .utf8)
        let block = Array(http.utf8) + page
        let head =
            "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://tarvo.example/\(number)\r\nWARC-Date: 2024-06-14T10:30:00Z\r\nContent-Type: application/http\r\nContent-Length: \(block.count)\r\n\r\n"
        return Array(head.utf8) + block + [13, 10, 13, 10]
    }

    private func read(_ bytes: [UInt8], _ limits: IntakeLimits = IntakeLimits()) throws -> (
        urls: [String], damages: [String]
    ) {
        try withFolder { folder in
            try write(bytes, folder + "/a.warc")
            var urls: [String] = []
            var damages: [String] = []
            for event in try WARCReader(path: folder + "/a.warc", limits: limits) {
                switch event {
                case .record(let record):
                    urls.append(record.url?.split(separator: "/").last.map(String.init) ?? "-")
                case .damage(_, _, let reason): damages.append(reason)
                }
            }
            return (urls, damages)
        }
    }

    private let numbers = (0..<20).map(String.init)

    @Test func plainMembersAndOneStream() throws {
        let records = (0..<20).map { record($0) }
        for bytes in [
            Array(records.joined()), Array(records.map(gzip).joined()),
            gzip(Array(records.joined())),
        ] {
            let result = try read(bytes)
            #expect(result.urls == numbers)
            #expect(result.damages.isEmpty)
        }
    }

    @Test func oneLargeStreamIsReadPieceByPiece() throws {
        var limits = IntakeLimits()
        limits.size = 200_000
        let filler = [UInt8](repeating: 32, count: 100_000)
        let records = (0..<20).map { record($0, body: filler) }
        let result = try read(gzip(Array(records.joined())), limits)
        #expect(result.urls == numbers)
        #expect(result.damages.isEmpty)
    }

    @Test(arguments: 0..<20) func oneDamagedMemberCostsOneRecord(_ broken: Int) throws {
        var members = (0..<20).map { gzip(record($0)) }
        members[broken][members[broken].count / 2] ^= 0x40
        let result = try read(Array(members.joined()))
        #expect(result.urls == numbers.filter { $0 != "\(broken)" })
        #expect(result.damages.count == 1)
    }

    @Test(arguments: [3, 10, 17]) func aWrongLengthCostsOneRecord(_ broken: Int) throws {
        for wrong in ["9", "999999", "-5", "x"] {
            var records = (0..<20).map { String(decoding: record($0), as: UTF8.self) }
            let line = try #require(
                records[broken].range(of: #"Content-Length: \d+"#, options: .regularExpression))
            records[broken].replaceSubrange(line, with: "Content-Length: \(wrong)")
            let result = try read(Array(records.joined().utf8))
            #expect(result.urls == numbers.filter { $0 != "\(broken)" })
            #expect(result.damages.count == 1)
        }
    }

    @Test func cutOffFilesSaySo() throws {
        let members = (0..<20).map { gzip(record($0)) }
        for bytes in [
            Array(members.joined().dropLast(30)),
            Array((0..<20).map { record($0) }.joined().dropLast(200)),
        ] {
            let result = try read(bytes)
            #expect(result.urls == Array(numbers.dropLast()))
            #expect(result.damages.count == 1)
        }
        let stream = try read(Array(gzip(Array((0..<20).map { record($0) }.joined())).dropLast(40)))
        #expect(stream.damages.count == 1)
    }

    @Test func rubbishBetweenRecords() throws {
        var bytes: [UInt8] = []
        for number in 0..<20 {
            bytes +=
                gzip(record(number))
                + (number % 5 == 0
                    ? Array("rubbish \u{1F}\u{8B}".utf8) + [0x1F, 0x8B, 8, 0, 1] : [])
        }
        let result = try read(bytes)
        #expect(result.urls == numbers)
        #expect(result.damages.count == 4)
    }

    @Test(arguments: 0..<40) func damageNeverCrashesAndIsNeverSilent(_ seed: UInt64) throws {
        var random = SplitMix(seed)
        var bytes = Array((0..<20).map { seed % 2 == 0 ? gzip(record($0)) : record($0) }.joined())
        let whole = bytes
        for _ in 0..<Int.random(in: 1...5, using: &random) {
            bytes[Int.random(in: 0..<bytes.count, using: &random)] ^=
                1 << UInt8.random(in: 0..<8, using: &random)
        }
        let result = try read(bytes)
        #expect(result.urls.count <= 20)
        if seed % 2 == 0, bytes != whole { #expect(result.urls.count + result.damages.count > 0) }
        if result.urls.count < 20 { #expect(!result.damages.isEmpty) }
    }

    @Test func articlesOfRecords() throws {
        let page = Array(
            "<html><body><h1>A story</h1><p>\(prose(4, "Grüße, die Stadt"))</p></body></html>".utf8)
        let chunked =
            Array("\(String(page.count, radix: 16))\r\n".utf8) + page + Array("\r\n0\r\n\r\n".utf8)
        let bytes =
            record(
                0,
                http:
                    "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: gzip\r\n\r\n",
                body: gzip(page))
            + record(
                1,
                http:
                    "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n",
                body: chunked)
            + record(2, http: "HTTP/1.1 404 Not Found\r\nContent-Type: text/html\r\n\r\n")
            + record(3, http: "HTTP/1.1 200 OK\r\nContent-Type: image/png\r\n\r\n")
        try withFolder { folder in
            try write(bytes, folder + "/a.warc")
            let results = Array(FileArticles(paths: [folder], extractor: try extractor()))
            #expect(results.count == 2)
            for result in results {
                let article = try result.get()
                #expect(article.paragraphs.count == 1)
                #expect(article.fetched == "2024-06-14T10:30:00Z")
                #expect(article.url?.hasPrefix("https://tarvo.example/") == true)
            }
        }
    }

    @Test func bombsAreRefused() throws {
        let bomb = gzip([UInt8](repeating: 32, count: 30 << 20))
        #expect(throws: Inflation.Failure.bomb) {
            try Inflation.decoded(bomb, .gzip, limits: IntakeLimits())
        }
        let nested = gzip(bomb)
        #expect(throws: Never.self) { try Inflation.decoded(nested, .gzip, limits: IntakeLimits()) }
    }

    @Test func mailsOfABox() throws {
        let mail = """
            From sender@tarvo.example Fri Jun 14 10:30:00 2024
            From: =?UTF-8?Q?Tarvo_K=C3=BCste?= <news@tarvo.example>
            Subject: =?ISO-8859-1?Q?Gr=FC=DFe?= =?UTF-8?B?IGF1cyBUYXJ2bw==?=
            Date: Fri, 14 Jun 2024 10:30:00 +0200
            Content-Type: multipart/alternative; boundary="b1"

            --b1
            Content-Type: text/plain; charset=utf-8

            plain
            --b1
            Content-Type: text/html; charset=iso-8859-1
            Content-Transfer-Encoding: quoted-printable

            <p>Der Rat von Tarvo hat gestern ohne einen Beschlu=DF getagt und =
            will im Herbst neu beraten.</p>
            --b1--

            """
        try withFolder { folder in
            try write(Array((mail + "\n" + mail).utf8), folder + "/box.mbox")
            let articles = try FileArticles(paths: [folder], extractor: extractor()).map {
                try $0.get()
            }
            #expect(articles.count == 2)
            #expect(articles[0].title?.value == "Grüße aus Tarvo")
            #expect(articles[0].outlet?.value == "Tarvo Küste")
            #expect(articles[0].published?.value == "2024-06-14T10:30:00+02:00")
            #expect(
                articles[0].text
                    == "Der Rat von Tarvo hat gestern ohne einen Beschluß getagt und will im Herbst neu beraten."
            )
        }
    }

    @Test func fieldsOfJSONLines() throws {
        try withFolder { folder in
            let line =
                "{\"meta\":{\"date\":\"14.06.2024\"},\"head\":\"H\",\"paras\":[\"One.\",\"Two.\"],\"who\":[\"A B\",{\"name\":\"C D\"}]}\n"
            try write(
                Array((line + "\nnot json\n{\"head\":\"no text\"}\n").utf8), folder + "/a.jsonl")
            let mapping = try #require(
                FieldMapping(["text=paras", "title=head", "published=meta.date", "author=who"]))
            let results = Array(
                FileArticles(paths: [folder], mapping: mapping, extractor: try extractor()))
            #expect(results.count == 3)
            let article = try results[0].get()
            #expect(article.text == "One.\n\nTwo.")
            #expect(article.published?.value == "2024-06-14")
            #expect(article.authors.map(\.value) == ["A B", "C D"])
            for result in results.dropFirst() {
                #expect(throws: IntakeError.self) { try result.get() }
            }
            #expect(FieldMapping(["colour=x"]) == nil)
            try write(
                Array("[\n{\"text\":\"One.\"},\n{\"text\":\"Two.\"}]".utf8), folder + "/list.json")
            let list = Array(
                FileArticles(paths: [folder + "/list.json"], extractor: try extractor()))
            #expect(try list.map { try $0.get().text } == ["One.", "Two."])
        }
    }

    @Test func entriesOfAZIPStayInside() throws {
        func number(_ value: Int, _ width: Int) -> [UInt8] {
            (0..<width).map { UInt8(value >> ($0 * 8) & 0xFF) }
        }
        let page = Array("<html><body><p>\(prose(4))</p></body></html>".utf8)
        var bytes: [UInt8] = []
        var directory: [UInt8] = []
        for name in ["a.html", "../b.html", "/c.html", "d/e.html"] {
            let sizes = number(page.count, 4) + number(page.count, 4) + number(name.utf8.count, 2)
            directory +=
                number(0x0201_4B50, 4) + number(20, 2) + number(20, 2) + number(0x800, 2)
                + number(0, 2) + number(0, 8) + sizes
                + number(0, 12) + number(bytes.count, 4) + Array(name.utf8)
            bytes +=
                number(0x0403_4B50, 4) + number(20, 2) + number(0x800, 2) + number(0, 2)
                + number(0, 8) + sizes + number(0, 2) + Array(name.utf8) + page
        }
        let start = bytes.count
        bytes +=
            directory + number(0x0605_4B50, 4) + number(0, 4) + number(4, 2) + number(4, 2)
            + number(directory.count, 4) + number(start, 4) + number(0, 2)
        try withFolder { folder in
            try write(bytes, folder + "/a.zip")
            let results = Array(
                FileArticles(paths: [folder + "/a.zip"], extractor: try extractor()))
            #expect(results.count == 4)
            #expect(try results[0].get().paragraphs.count == 1)
            #expect(throws: IntakeError.self) { try results[1].get() }
            #expect(throws: IntakeError.self) { try results[2].get() }
            #expect(try results[3].get().name.hasSuffix("a.zip!d/e.html"))
            for cut in stride(from: 0, to: bytes.count, by: 97) {
                try write(Array(bytes[..<cut]), folder + "/b.zip")
                for result in FileArticles(
                    paths: [folder + "/b.zip"], kind: .zip, extractor: try extractor())
                { _ = result }
            }
        }
    }

    @Test func aWatchGoesOnWhereItWas() throws {
        try withFolder { folder in
            let memory = folder + "/.seen"
            try write([65], folder + "/a.txt")
            var watch = FolderWatch(folder: folder, memory: memory)
            _ = try watch.settled()
            #expect(try watch.settled() == [folder + "/a.txt"])
            try watch.remember(folder + "/a.txt")
            var again = FolderWatch(folder: folder, memory: memory)
            _ = try again.settled()
            #expect(try again.settled().isEmpty)
        }
    }
}
