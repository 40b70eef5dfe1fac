import Archive

/// A row that was found, as JSON: the record itself, a statement or a document.
struct HitRow: Encodable, Sendable {
    let hit: Hit

    func encode(to encoder: any Encoder) throws {
        switch hit {
        case .statement(let row): try row.encode(to: encoder)
        case .document(let row): try row.encode(to: encoder)
        }
    }
}

/// What a query finds, with what it is made of beside it.
struct SearchPage: PageContent {
    struct Body: Encodable, Sendable {
        var query: String
        var scope: Query.Scope
        var rows: [HitRow]
        var next: String?
        var total: Int?
        var isMore: Bool
        var facets: Facets?
    }
    let body: Body
    private let query: Query
    private let isArticles: Bool

    /// - Parameter isArticles: the list of all articles, which a query narrows.
    init(_ parameters: Parameters, isArticles: Bool = false, _ snapshot: Snapshot) throws {
        var query = try Query(parameters["q"] ?? "")
        if isArticles {
            query = query.setting(.within, to: "documents")
            if query.value(of: .sort) == nil { query = query.setting(.sort, to: "date") }
        }
        self.isArticles = isArticles
        self.query = query
        let page = parameters.page(standard: 20, most: 50)
        if query.isEmpty {
            body = Body(query: "", scope: .statements, rows: [], isMore: false)
            return
        }
        // Where only words are asked for, articles are found; what is said in them is one step away.
        let found: Page<Hit>
        var facets: Facets?
        if isArticles || page.cursor != nil {
            found = try snapshot.find(query, page: page)
        } else {
            (found, facets) = try snapshot.findWithFacets(query, page: page)
        }
        body = Body(
            query: query.description, scope: query.scope, rows: found.rows.map(HitRow.init),
            next: found.next,
            total: found.total, isMore: found.isMore, facets: facets)
    }

    func title(_ wording: Wording) -> String {
        isArticles ? wording("nav.articles") : wording("search.title", body.query)
    }

    func write(_ page: inout HTML, _ view: View) {
        let wording = view.wording
        if isArticles {
            page.heading(wording("nav.articles"), lead: wording("articles.lead"))
            page.queryForm(view)
            if view.canWrite {
                page.element("details", .class("paste")) { page in
                    page.element("summary", text: wording("articles.paste"))
                    page.articleForm(view)
                }
            }
        } else {
            page.element("div", .class("heading")) { page in
                page.element("h1", text: query.isEmpty ? wording("search.label") : body.query)
                if let total = body.total {
                    let key = body.scope == .statements ? "found.statements" : "found.articles"
                    page.element(
                        "p", .class("lead"), Attribute("role", "status"),
                        text: wording.count(key, total, isMore: body.isMore))
                }
                if !query.isEmpty { tools(&page, view) }
            }
        }
        if query.isEmpty {
            SearchHelp.write(&page, wording)
            return
        }
        page.element("div", .class(body.facets == nil ? "single" : "columns")) { page in
            page.element("section", Attribute("aria-label", wording("results"))) { page in
                if body.rows.isEmpty { page.nothing(wording("nothing.found")) }
                for row in body.rows {
                    switch row.hit {
                    case .statement(let statement): page.statement(statement, wording)
                    case .document(let hit): document(&page, hit, wording)
                    }
                }
                page.more(body.next, view)
            }
            if let facets = body.facets {
                page.element("div", .class("rail facets")) { write(facets, &$0, view) }
            }
        }
    }

    private func document(_ page: inout HTML, _ hit: DocumentHit, _ wording: Wording) {
        let address = Address(.article, hit.document.id).link()
        page.element(
            "article", .class("statement"), Attribute("data-item"), Attribute("tabindex", "-1"),
            Attribute("data-open", address.address)
        ) { page in
            page.element("h2", .class("title"), .lang(hit.document.language)) {
                $0.link(
                    address,
                    text: hit.document.title.isEmpty ? hit.document.name : hit.document.title)
            }
            page.element("p", .class("snippet"), .lang(hit.document.language)) {
                $0.snippet(hit.snippet, fallback: "")
            }
            page.where(hit, wording)
        }
    }

    /// What can be done with the query: other views of it, and keeping it.
    private func tools(_ page: inout HTML, _ view: View) {
        let wording = view.wording
        page.element("nav", .class("steps"), Attribute("aria-label", wording("search.tools"))) {
            page in
            let other = body.scope == .statements ? "documents" : "statements"
            page.link(
                view.link(setting: [
                    "q": query.setting(.within, to: other).description, "cursor": nil,
                ]),
                text: wording("search.in." + other))
            for route in [Route.Name.timeline, .disputes, .expectations, .network, .briefing] {
                page.link(
                    Address(route).link(query: [("q", body.query)]),
                    text: wording("nav." + route.rawValue))
            }
            page.link(
                Address(.watches).link(query: [("q", body.query)]), text: wording("watch.this"))
        }
    }

    private func write(_ facets: Facets, _ page: inout HTML, _ view: View) {
        let wording = view.wording
        let lists: [(Query.Field, String, [Facets.Value])] = [
            (.act, "act", facets.acts), (.outlet, "", facets.outlets),
            (.language, "language", facets.languages),
            (.form, "form", facets.forms),
        ]
        for (field, list, values) in lists where !values.isEmpty {
            page.element("section") { page in
                page.element("h2", text: wording("facet." + field.rawValue))
                page.element("ul") { items in
                    let chosen = query.value(of: field)
                    if let chosen {
                        items.element("li") { item in
                            item.link(
                                view.link(setting: [
                                    "q": query.setting(field, to: nil).description, "cursor": nil,
                                ]),
                                class: "chosen",
                                text: "× " + (list.isEmpty ? chosen : wording.name(list, chosen)))
                        }
                    }
                    for value in values where value.value != chosen && !value.value.isEmpty {
                        items.element("li") { item in
                            item.link(
                                view.link(setting: [
                                    "q": query.setting(field, to: value.value).description,
                                    "cursor": nil,
                                ]),
                                text: list.isEmpty ? value.value : wording.name(list, value.value))
                            item.element(
                                "span", .class("count"),
                                text: " " + wording.figure(Double(value.count)))
                        }
                    }
                }
            }
        }
    }

    func content(_ format: Format, _ view: View) throws -> [UInt8]? {
        switch format {
        case .csv: HitTable.csv(body.rows.map(\.hit), body.scope)
        case .atom:
            Array(
                AtomFeed(
                    title: "Lagebild: " + title(view.wording),
                    id: view.origin + view.link().address,
                    entries: body.rows.map { AtomFeed.Entry($0.hit, view) }
                ).text.utf8)
        default: nil
        }
    }
}

extension Parameters {
    /// - Parameters:
    ///   - standard: rows where nothing is asked for.
    ///   - most: rows that keep a page below 100 KB; twins hold up to 200.
    func page(standard: Int, most: Int? = nil) -> PageRequest {
        let limit = self["limit"].flatMap { Int($0) } ?? standard
        return PageRequest(
            cursor: self["cursor"], limit: min(max(limit, 1), isPage ? most ?? standard : 200))
    }

    /// The query of a page.
    func query() throws(ArchiveError) -> Query { try Query(self["q"] ?? "") }
}

/// The query language on one screen.
enum SearchHelp {
    static let fields = [
        "word", "phrase", "who", "whom", "about", "actor", "act", "form", "factuality", "norm",
        "from",
        "outlet", "lang", "in", "or", "not", "sort",
    ]
    static func write(_ page: inout HTML, _ wording: Wording) {
        page.element("section", .id("query"), .class("help")) { page in
            page.element("h2", text: wording("query.title"))
            page.element("p", text: wording("query.lead"))
            page.element("dl", .class("query")) { list in
                for field in fields {
                    list.element("div") { row in
                        row.element("dt") { term in
                            term.element("code") { code in
                                code.link(
                                    Address(.search).link(query: [
                                        ("q", wording("example.query." + field))
                                    ]),
                                    text: wording("example.query." + field))
                            }
                        }
                        row.element("dd", text: wording("query." + field))
                    }
                }
            }
        }
    }
}
