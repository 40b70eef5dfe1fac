import Archive

/// How a feed that the archive is fed from is doing.
public struct FeedHealth: Hashable, Sendable, Codable {
    public var url: String
    public var title: String?
    /// Times in ISO 8601, UTC; nil where it was never asked, or never will be again.
    public var visited: String?
    public var worked: String?
    public var due: String?
    /// What went wrong at the last visit, and for how many visits in a row.
    public var error: String?
    public var failures: Int
    public var isGone: Bool
    /// Articles taken so far, and what the last visit left out and why.
    public var taken: Int
    public var skipped: [String]

    public init(
        url: String, title: String?, visited: String?, worked: String?, due: String?,
        error: String?, failures: Int, isGone: Bool, taken: Int, skipped: [String]
    ) {
        self.url = url
        self.title = title
        self.visited = visited
        self.worked = worked
        self.due = due
        self.error = error
        self.failures = failures
        self.isGone = isGone
        self.taken = taken
        self.skipped = skipped
    }
}

/// Outlets, with copies counted apart, and the state of the feeds that they come from.
struct SourcesPage: PageContent {
    struct Body: Encodable, Sendable {
        var outlets: [OutletRecord]
        var feeds: [FeedHealth]
    }
    let body: Body

    init(feeds: [FeedHealth], _ snapshot: Snapshot) throws {
        body = Body(outlets: try snapshot.outlets(), feeds: feeds)
    }

    func title(_ wording: Wording) -> String { wording("nav.sources") }

    private static let columns = [
        "name", "articles", "copies", "own", "statements", "languages", "first", "last", "added",
    ]

    func write(_ page: inout HTML, _ view: View) {
        let wording = view.wording
        page.heading(title(wording), lead: wording("sources.lead"))
        if body.outlets.isEmpty { page.nothing(wording("nothing.sources")) }
        page.table(title(wording), columns: Self.columns, wording) { rows in
            for outlet in body.outlets {
                rows.element("tr", Attribute("data-item"), Attribute("tabindex", "-1")) {
                    row in
                    row.element("th", Attribute("scope", "row")) {
                        let query = Query(clauses: [
                            .init([
                                .init(field: .outlet, values: [Query.Value(outlet.name)])
                            ])
                        ])
                        $0.link(
                            Address(.articles).link(query: [("q", query.description)]),
                            text: outlet.name)
                    }
                    for number in [
                        outlet.documents, outlet.copies, outlet.documents - outlet.copies,
                        outlet.statements,
                    ] {
                        row.element(
                            "td", .class("number"), text: wording.figure(Double(number)))
                    }
                    row.element(
                        "td",
                        text: outlet.languages.map { wording.name("language", $0) }.joined(
                            separator: ", "))
                    row.element("td") { $0.date(outlet.first, wording) }
                    row.element("td") { $0.date(outlet.last, wording) }
                    row.element("td") { $0.date(String(outlet.added.prefix(10)), wording) }
                }
            }
        }
        writeFeeds(&page, wording)
    }

    /// When each feed was asked, when it will be, and what went wrong.
    private func writeFeeds(_ page: inout HTML, _ wording: Wording) {
        guard !body.feeds.isEmpty else { return }
        page.element("section", .class("feeds")) { page in
            page.element("h2", text: wording("feeds.title"))
            page.table(
                wording("feeds.title"), columns: ["feed", "state", "visited", "due", "taken"],
                wording
            ) { rows in
                for feed in body.feeds.prefix(500) { write(feed, &rows, wording) }
            }
        }
    }

    private func write(_ feed: FeedHealth, _ rows: inout HTML, _ wording: Wording) {
        rows.element("tr", Attribute("data-item"), Attribute("tabindex", "-1")) { row in
            row.element("th", Attribute("scope", "row")) { cell in
                if let link = Link(external: feed.url) {
                    cell.element(
                        "a", .href(link), Attribute("rel", "noopener noreferrer external"),
                        text: feed.title ?? feed.url)
                } else {
                    cell.text(feed.title ?? feed.url)
                }
            }
            row.element("td") { cell in
                cell.element(
                    "span", .class(feed.error == nil ? "sure" : "flag"),
                    text: wording(
                        feed.isGone
                            ? "feed.gone"
                            : feed.error != nil
                                ? "feed.failed" : feed.visited == nil ? "feed.new" : "feed.good"))
                if let error = feed.error { cell.element("p", .class("why"), text: error) }
                if !feed.skipped.isEmpty {
                    cell.element("details", .class("why")) { page in
                        page.element(
                            "summary", text: wording.count("skipped", feed.skipped.count))
                        page.element("ul") { list in
                            for reason in feed.skipped { list.element("li", text: reason) }
                        }
                    }
                }
            }
            row.element("td", text: feed.visited.map { wording.moment($0) } ?? "–")
            row.element("td", text: feed.due.map { wording.moment($0) } ?? "–")
            row.element("td", .class("number"), text: wording.figure(Double(feed.taken)))
        }
    }

    func content(_ format: Format, _ view: View) throws -> [UInt8]? {
        guard format == .csv else { return nil }
        return body.outlets.reduce(into: csvBytes(Self.columns)) {
            $0 += csvBytes([
                $1.name, String($1.documents), String($1.copies), String($1.documents - $1.copies),
                String($1.statements), $1.languages.joined(separator: " "), $1.first ?? "",
                $1.last ?? "", $1.added,
            ])
        }
    }
}
