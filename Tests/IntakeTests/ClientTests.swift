import Foundation
import Testing

@testable import Intake

@Suite struct AddressGuardTests {
    @Test(arguments: [
        "0.0.0.0", "10.1.2.3", "100.64.0.1", "127.0.0.1", "127.8.8.8", "169.254.169.254",
        "172.16.0.1", "172.31.255.255",
        "192.168.1.1", "192.0.2.1", "198.18.0.1", "224.0.0.1", "255.255.255.255", "168.63.129.16",
        "::", "::1", "::ffff:127.0.0.1",
        "::ffff:10.0.0.1", "::127.0.0.1", "fe80::1", "fe80::1%eth0", "fc00::1", "fd12::1",
        "ff02::1", "64:ff9b::7f00:1",
        "64:ff9b:1::1", "2002:7f00:1::", "2001:db8::1", "2001::1", "100::1", "not an address", "",
    ]) func isRefused(_ address: String) { #expect(!AddressGuard.isPublic(address)) }

    @Test(arguments: [
        "1.1.1.1", "8.8.8.8", "172.32.0.1", "192.169.0.1", "2606:4700::1111", "2a00:1450::1",
        "::ffff:8.8.8.8", "64:ff9b::808:808",
    ])
    func isTaken(_ address: String) { #expect(AddressGuard.isPublic(address)) }
}

@Suite(.serialized) struct ClientTests {
    private func fetch(
        _ server: HostileServer, _ path: String, seconds: Int = 5, size: Int = 15 << 20,
        host: String = "127.0.0.1"
    ) async -> Result<FetchedPage, IntakeError> {
        var limits = IntakeLimits()
        limits.seconds = seconds
        limits.size = size
        let client = GuardedClient(limits: limits, allowedHosts: ["127.0.0.1", "::1"])
        do throws(IntakeError) {
            return .success(try await client.fetch("http://\(host):\(server.port)\(path)"))
        } catch {
            return .failure(error)
        }
    }

    @Test func honestAnswers() async throws {
        let page = "<p>Grüße</p>"
        let server = try HostileServer { path, request, write in
            switch path {
            case "/gzip":
                _ = write(answer(gzip(Array(page.utf8)), fields: ["Content-Encoding: gzip"]))
            case "/chunks":
                _ = write(
                    Array(
                        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n"
                            .utf8))
            case "/moved": _ = write(answer("", status: "301 Moved", fields: ["Location: /gzip"]))
            case "/agent": _ = write(answer(request))
            default: _ = write(answer(page))
            }
        }
        defer { server.stop() }
        #expect(try await fetch(server, "/").get().body == Array(page.utf8))
        #expect(try await fetch(server, "/gzip").get().body == Array(page.utf8))
        #expect(try await fetch(server, "/chunks").get().body == Array("abcde".utf8))
        let moved = try await fetch(server, "/moved").get()
        #expect(moved.movedTo?.hasSuffix("/gzip") == true)
        #expect(moved.url == moved.movedTo)
        #expect(
            String(decoding: try await fetch(server, "/agent").get().body, as: UTF8.self).contains(
                "User-Agent: Lagebild/"))
    }

    @Test func hostileAnswersEndInErrors() async throws {
        let server = try HostileServer { path, _, write in
            switch path {
            case "/loop": _ = write(answer("", status: "302 Found", fields: ["Location: /loop"]))
            case "/file":
                _ = write(
                    answer("", status: "302 Found", fields: ["Location: file:///etc/hostname"]))
            case "/private":
                _ = write(
                    answer(
                        "", status: "302 Found", fields: ["Location: http://169.254.169.254/latest"]
                    ))
            case "/localhost":
                _ = write(
                    answer("", status: "302 Found", fields: ["Location: http://localhost:1/"]))
            case "/nowhere": _ = write(answer("", status: "302 Found"))
            case "/bomb":
                _ = write(
                    answer(
                        gzip([UInt8](repeating: 32, count: 40 << 20)),
                        fields: ["Content-Encoding: gzip"]))
            case "/large": _ = write(answer([UInt8](repeating: 65, count: 200_000)))
            case "/endless":
                guard write(Array("HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n".utf8)) else {
                    return
                }
                while write([UInt8](repeating: 65, count: 10_000)) {}
            case "/slow":
                guard write(Array("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n".utf8)) else {
                    return
                }
                for _ in 0..<100 where write([65]) { Thread.sleep(forTimeInterval: 0.3) }
            case "/silent": Thread.sleep(forTimeInterval: 8)
            case "/header":
                guard write(Array("HTTP/1.1 200 OK\r\n".utf8)) else { return }
                for number in 0..<100_000
                where !write(Array("X-\(number): \(String(repeating: "a", count: 1000))\r\n".utf8))
                { return }
            case "/rubbish": _ = write(Array("no HTTP at all\r\n\r\n".utf8))
            default: return
            }
        }
        defer { server.stop() }
        func failure(_ path: String, seconds: Int = 5, size: Int = 100_000) async -> IntakeError? {
            if case .failure(let error) = await fetch(server, path, seconds: seconds, size: size) {
                error
            } else {
                nil
            }
        }
        guard case .tooManyRedirects = await failure("/loop") else {
            Issue.record("loop")
            return
        }
        guard case .refusedScheme = await failure("/file") else {
            Issue.record("file")
            return
        }
        guard case .refusedAddress = await failure("/private") else {
            Issue.record("private")
            return
        }
        guard case .refusedAddress = await failure("/localhost") else {
            Issue.record("localhost")
            return
        }
        guard case .redirectWithoutTarget = await failure("/nowhere") else {
            Issue.record("nowhere")
            return
        }
        guard case .expandsTooMuch = await failure("/bomb") else {
            Issue.record("bomb")
            return
        }
        guard case .tooLarge = await failure("/large") else {
            Issue.record("large")
            return
        }
        guard case .tooLarge = await failure("/endless") else {
            Issue.record("endless")
            return
        }
        guard case .timedOut = await failure("/slow", seconds: 2) else {
            Issue.record("slow")
            return
        }
        for path in ["/silent", "/header", "/rubbish", "/close"] {
            let error = await failure(path, seconds: 2)
            #expect(error != nil, "\(path)")
        }
    }

    /// Eight megabytes of blanks are below the limit of size: only what they grew from betrays them.
    @Test(arguments: ["br", "zstd", "br, zstd", "gzip, zstd"])
    func bombsInOtherEncodings(_ encoding: String) async throws {
        let server = try HostileServer { path, _, write in
            let page = Array("<p>Grüße</p>".utf8)
            let body =
                switch (path, encoding) {
                case ("/bomb", "br"): EncodedBytes.brotliBomb
                case ("/bomb", "zstd"): EncodedBytes.zstandardRun(of: 32, count: 8 << 20)
                case ("/bomb", "br, zstd"): EncodedBytes.zstandard(EncodedBytes.brotliBomb)
                case ("/bomb", _):
                    EncodedBytes.zstandard(gzip([UInt8](repeating: 32, count: 8 << 20)))
                case (_, "br"): EncodedBytes.brotliPage
                case (_, "zstd"): EncodedBytes.zstandard(page)
                case (_, "br, zstd"): EncodedBytes.zstandard(EncodedBytes.brotliPage)
                default: EncodedBytes.zstandard(gzip(page))
                }
            _ = write(answer(body, fields: ["Content-Encoding: \(encoding)"]))
        }
        defer { server.stop() }
        #expect(try await fetch(server, "/page").get().body == Array("<p>Grüße</p>".utf8))
        guard case .failure(.expandsTooMuch) = await fetch(server, "/bomb") else {
            Issue.record("\(encoding): the bomb was read")
            return
        }
    }

    /// A frame that asks for a window of 2 GB is refused before any memory is taken for it.
    @Test func hugeWindowIsRefused() async throws {
        let server = try HostileServer { _, _, write in
            var body = EncodedBytes.zstandardRun(of: 32, count: 100)
            body[5] = 21 << 3
            _ = write(answer(body, fields: ["Content-Encoding: zstd"]))
        }
        defer { server.stop() }
        guard case .failure(.damaged) = await fetch(server, "/") else {
            Issue.record("the frame was read")
            return
        }
    }

    @Test func whatBrokeOffIsMarked() async throws {
        let server = try HostileServer { _, _, write in
            _ = write(Array("HTTP/1.1 200 OK\r\nContent-Length: 5000\r\n\r\nonly this".utf8))
        }
        defer { server.stop() }
        let page = try await fetch(server, "/").get()
        #expect(page.isTruncated)
        #expect(page.body == Array("only this".utf8))
    }

    @Test func overIPv6() async throws {
        guard
            let server = try? HostileServer(ipv6: true, { _, _, write in _ = write(answer("six")) })
        else { return }
        defer { server.stop() }
        #expect(try await fetch(server, "/", host: "[::1]").get().body == Array("six".utf8))
    }

    @Test(arguments: [
        "http://127.0.0.1:9999/", "http://[::1]/", "http://0x7f.1/", "http://2130706433/",
        "http://localhost/", "http://10.0.0.1/",
        "http://169.254.169.254/latest/meta-data", "http://[::ffff:127.0.0.1]/",
        "http://1.1.1.1:22/",
    ]) func privateAddressesAreRefused(_ url: String) async {
        do throws(IntakeError) {
            _ = try await GuardedClient().fetch(url)
            Issue.record("fetched")
        } catch {
            switch error {
            case .refusedAddress, .unknownHost, .badAddress: break
            default: Issue.record("\(error)")
            }
        }
    }

    @Test(arguments: [
        "ftp://x.example/", "file:///etc/hostname", "gopher://x", "javascript:alert(1)",
        "http:///x", "http://user:secret@x.example/", "HTTP", "",
    ])
    func otherAddressesAreRefused(_ url: String) async {
        await #expect(throws: IntakeError.self) { try await GuardedClient().fetch(url) }
    }

    /// The name server says one address when asked first and another one later: the connection must go to the
    /// one that was checked.
    @Test func changingAnswersOfTheNameServer() async throws {
        let server = try HostileServer { _, request, write in _ = write(answer(request)) }
        defer { server.stop() }
        let asked = Counter()
        let resolver: GuardedClient.Resolver = { _, _ in
            await asked.next() == 1 ? ["127.0.0.1"] : ["10.0.0.1"]
        }
        // The first answer is allowed by name, so the fetch works and never asks again.
        let client = GuardedClient(
            allowedHosts: ["rebind.example:\(server.port)"], resolver: resolver)
        let page = try await client.fetch("http://rebind.example:\(server.port)/")
        #expect(
            String(decoding: page.body, as: UTF8.self).lowercased().contains(
                "host: rebind.example:\(server.port)"))
        #expect(await asked.count == 1)
        // A public answer first, a private one at the redirect: refused at the second hop.
        let private2: GuardedClient.Resolver = { _, _ in ["127.0.0.1"] }
        await #expect(throws: IntakeError.self) {
            try await GuardedClient(resolver: private2).fetch(
                "http://rebind.example:\(server.port)/")
        }
    }

    @Test func feedsAreVisitedWithConditionsAndFullText() async throws {
        let story =
            "<html><body><h1>Quay</h1><article><p>\(prose(6))</p><p>\(prose(6, "The mayor"))</p></article></body></html>"
        let requests = Counter()
        let server = try HostileServer { path, request, write in
            Task { _ = await requests.next() }
            switch path {
            case "/feed" where request.contains("If-None-Match: \"v1\""):
                _ = write(answer("", status: "304 Not Modified"))
            case "/feed":
                _ = write(
                    answer(
                        "<rss><channel><title>Tarvo</title><item><title>Quay</title><link>/story</link><pubDate>Fri, 14 Jun 2024 10:30:00 MESZ</pubDate><description>Short.</description></item></channel></rss>",
                        fields: ["ETag: \"v1\""]))
            default: _ = write(answer(story))
            }
        }
        defer { server.stop() }
        var fetcher = FeedFetcher(
            client: GuardedClient(allowedHosts: ["127.0.0.1"]), extractor: try extractor())
        fetcher.spacing = 0
        let source = FeedSource(url: "http://127.0.0.1:\(server.port)/feed")
        let first = await fetcher.visit(source, at: 1000, jitter: 0)
        #expect(first.articles.count == 1)
        #expect(first.articles.first?.paragraphs.count == 2)
        #expect(first.articles.first?.published?.value == "2024-06-14T10:30:00+02:00")
        #expect(first.source.error == nil)
        let second = await fetcher.visit(first.source, at: 5000, jitter: 0)
        #expect(second.articles.isEmpty)
        #expect(second.source.lastSuccess == 5000)
        var unconditional = first.source
        unconditional.etag = nil
        #expect(await fetcher.visit(unconditional, at: 9000, jitter: 0).articles.isEmpty)
    }

    private actor Counter {
        private(set) var count = 0
        func next() -> Int {
            count += 1
            return count
        }
    }
}
