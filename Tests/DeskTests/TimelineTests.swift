import Archive
import Foundation
import Testing
import Text

@testable import Desk

/// The axis of the timeline leads to narrower days, on plain links.
@Suite struct TimelineTests {
    private struct Twin: Decodable {
        var rows: [Row]
        var total: Int
        struct Row: Decodable {
            var date: String
            var kind: String
        }
    }

    /// The queries behind the marks of the axis, in their order.
    private func zooms(_ page: String) -> [String] {
        page.matches(of: /<a href="\/timeline\?q=([^"&#]+)[^"]*"><title>/).compactMap {
            percentDecoded($0.1[...])?.replacing("+", with: " ")
        }
    }

    private func link(_ query: String, _ format: Format = .html) -> String {
        Address(.timeline).link(format, query: [("q", query)]).address
    }

    @Test func everyMarkLeadsToItsDays() async throws {
        let desk = try await TestDesk.withStory()
        let whole = await desk.get(link("in:statements"))
        let all = try JSONDecoder().decode(
            Twin.self, from: Data(await desk.get(link("in:statements", .json)).body))
        let marks = zooms(whole.text)
        #expect(marks.count > 1)
        for mark in marks {
            let query = try Query(mark)
            let window = try #require(
                query.days.first.flatMap { first in
                    query.days.last.map { DayRange(first: first, last: $0) }
                })
            let page = await desk.get(link(mark))
            #expect(page.status == 200 && page.text.contains("class=\"timeline\""), "\(mark)")
            let twin = try JSONDecoder().decode(
                Twin.self, from: Data(await desk.get(link(mark, .json)).body))
            #expect(twin.total < all.total, "\(mark)")
            // The page shows what the twin holds, and nothing of it lies outside of the days.
            #expect(page.text.matches(of: /<li id="t\d+"/).count == twin.rows.count, "\(mark)")
            for row in twin.rows {
                guard let days = DayRange(edtf: row.date) else { continue }
                #expect(days.first <= window.last && days.last >= window.first, "\(mark): \(row)")
            }
            // The marks of the narrower axis are closer, until a mark is a day.
            for closer in zooms(page.text) {
                let days = try Query(closer).days
                let first = try #require(days.first)
                let last = try #require(days.last)
                #expect(last - first < window.last - window.first, "\(mark) → \(closer)")
            }
        }
    }

    /// Out again: before, wider, after, the whole.
    @Test func waysOutOfAWindow() async throws {
        let desk = try await TestDesk.withStory()
        let page = await desk.get(link("in:statements from:2025-03-10 to:2025-03-12"))
        var found: Set<String> = []
        for match in page.text.matches(of: /href="\/timeline\?q=([^"&#]+)/) {
            if let query = percentDecoded(match.1[...])?.replacing("+", with: " ") {
                found.insert(try Query(query).description)
            }
        }
        for days in [
            " from:2025-03-07 to:2025-03-09", " from:2025-03-07 to:2025-03-15",
            " from:2025-03-13 to:2025-03-15", "",
        ] {
            #expect(found.contains(try Query("in:statements" + days).description), "\(days)")
        }
    }
}

/// What goes over the wire.
@Suite struct SizeTests {
    static let pageLimit = 100_000
    static let scriptLimit = 60_000

    /// Every page of the sample that a link of a page leads to, with its longest list.
    @Test func pagesAreSmall() async throws {
        let desk = try await TestDesk.withStory()
        var seen: Set<String> = []
        var queue = ["/", "/search?q=in:statements", "/timeline?q=in:statements", "/help"]
        for route in Route.all where route.isList {
            queue.append("/" + route.template[0] + "?q=in:statements&limit=200")
        }
        while let next = queue.popLast(), seen.count < 600 {
            guard seen.insert(next).inserted else { continue }
            let page = await desk.get(next)
            guard page.headers["content-type"] == Format.html.type else { continue }
            #expect(page.body.count <= Self.pageLimit, "\(next): \(page.body.count) bytes")
            for match in page.text.matches(of: /href="(\/[^"#]*)/) {
                queue.append(
                    String(match.1).replacing("&amp;", with: "&").replacing("&#39;", with: "'"))
            }
        }
        #expect(seen.count > 150)
    }

    /// One file of script, and the pages name no other.
    @Test func scriptIsSmall() async throws {
        let desk = try await TestDesk.withStory()
        let page = await desk.get("/").text
        let scripts = page.matches(of: /<script[^>]*>/)
        #expect(scripts.count == 1)
        let source = try #require(page.firstMatch(of: /<script[^>]*src="([^"]+)"/)).1
        let script = await desk.get(String(source))
        #expect(script.status == 200 && script.body.count <= Self.scriptLimit)
    }
}
