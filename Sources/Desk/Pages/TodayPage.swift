import Archive

/// What was said, what is new, what is due and what is disputed in some days.
struct TodayPage: PageContent {
    struct Body: Encodable, Sendable {
        var first: String
        var last: String
        var isLatest: Bool
        var extent: ArchiveExtent
        /// Reports of these days and the ones of them that are no copies.
        var reports: Int
        var said: [StatementRecord]
        var articles: [DocumentHit]
        var due: [ExpectationRecord]
        var disputes: [DisputeRecord]
        var outlets: [Facets.Value]
        var statements: Int
        var isMore: Bool
    }
    let body: Body
    private let first: Day
    private let last: Day
    private let days: Int

    init(_ parameters: Parameters, today: String, _ snapshot: Snapshot) throws {
        let extent = try snapshot.extent()
        days = min(max(parameters["days"].flatMap { Int($0) } ?? 7, 1), 366)
        let today = Day(today) ?? Day(year: 2000, month: 1, day: 1)
        let newest = extent.last.flatMap { Day($0) } ?? today
        // A record that ends long ago is opened at its end, not at an empty day.
        last = parameters["day"].flatMap { Day($0) } ?? min(today, newest)
        first = Day(number: last.number - days + 1)
        let range = try Query("from:\(first.text) to:\(last.text)")
        let statements = range.setting(.within, to: "statements")
        let facets = try snapshot.facets(statements)
        let said = try snapshot.find(
            statements.setting(.sort, to: "date"), page: PageRequest(limit: 20))
        let articles = try snapshot.find(
            range.setting(.within, to: "documents").setting(.sort, to: "date"),
            page: PageRequest(limit: 12))
        let due = try snapshot.expectations(
            state: .open, today: last.number, page: PageRequest(limit: 8))
        let disputes = try snapshot.disputes(page: PageRequest(limit: 4), answers: 4)
        body = Body(
            first: first.text, last: last.text, isLatest: last == min(today, newest),
            extent: extent,
            reports: articles.total ?? articles.rows.count, said: said.statements,
            articles: articles.documents, due: due.rows, disputes: disputes.rows,
            outlets: facets.outlets, statements: facets.counted, isMore: facets.isMore)
    }

    func title(_ wording: Wording) -> String { wording("nav.today") }

    func write(_ page: inout HTML, _ view: View) {
        let wording = view.wording
        if body.extent.isEmpty {
            Welcome().write(&page, view)
            return
        }
        page.element("div", .class("heading")) { page in
            page.element(
                "p", .class("over"),
                text: wording("days.\(days == 1 ? "one" : "many")", String(days)))
            page.element("h1", text: wording.longDay(last))
            page.element("p", .class("lead")) { page in
                page.text(wording.count("said", body.statements, isMore: body.isMore) + " ")
                page.text(wording("today.in") + " ")
                page.text(wording.count("independent", body.reports))
                page.text(" " + wording("today.from") + " ")
                page.text(wording.count("outlets", body.outlets.count) + ".")
            }
            steps(&page, view)
        }
        page.element("div", .class("columns")) { page in
            page.element("section", Attribute("aria-labelledby", "said")) { page in
                page.element("h2", .id("said"), text: wording("today.said"))
                if body.said.isEmpty { page.nothing(wording("nothing.days")) }
                for statement in body.said { page.statement(statement, wording) }
                if body.statements > body.said.count {
                    page.element("p", .class("all")) { page in
                        page.link(
                            Address(.search).link(query: [
                                ("q", "in:statements from:\(first.text) to:\(last.text) sort:date")
                            ]), text: wording("all.statements"))
                    }
                }
            }
            page.element("div", .class("rail")) { page in
                section(&page, "due", wording("today.due"), .expectations, view) { page in
                    if body.due.isEmpty { page.nothing(wording("nothing.due")) }
                    for expectation in body.due { page.expectationLine(expectation, wording) }
                }
                section(&page, "disputed", wording("today.disputed"), .disputes, view) { page in
                    if body.disputes.isEmpty { page.nothing(wording("nothing.disputes")) }
                    for dispute in body.disputes { page.disputeLine(dispute, wording) }
                }
                section(&page, "new", wording("today.new"), .articles, view) { page in
                    for article in body.articles { page.articleLine(article, wording) }
                }
            }
        }
    }

    private func section(
        _ page: inout HTML, _ id: String, _ title: String, _ route: Route.Name, _ view: View,
        content: (inout HTML) -> Void
    ) {
        page.element("section", Attribute("aria-labelledby", id)) { page in
            page.element("h2", .id(id)) { $0.link(Address(route).link(), text: title) }
            content(&page)
        }
    }

    /// The ways to other days.
    private func steps(_ page: inout HTML, _ view: View) {
        let wording = view.wording
        page.element("nav", .class("steps"), Attribute("aria-label", wording("period"))) { page in
            page.link(
                view.link(setting: ["day": Day(number: last.number - days).text]),
                text: "← " + wording("earlier"))
            if !body.isLatest {
                page.link(
                    view.link(setting: ["day": Day(number: last.number + days).text]),
                    text: wording("later") + " →")
            }
            for length in [1, 7, 30] {
                page.element(
                    "a", .href(view.link(setting: ["days": String(length)])),
                    length == days ? Attribute("aria-current", "true") : nil,
                    text: wording("days.\(length == 1 ? "one" : "many")", String(length)))
            }
        }
    }
}

extension Page<Hit> {
    var statements: [StatementRecord] {
        rows.compactMap { if case .statement(let row) = $0 { row } else { nil } }
    }
    var documents: [DocumentHit] {
        rows.compactMap { if case .document(let row) = $0 { row } else { nil } }
    }
}

extension HTML {
    mutating func articleLine(_ hit: DocumentHit, _ wording: Wording) {
        element(
            "article", .class("short"), Attribute("data-item"), Attribute("tabindex", "-1"),
            Attribute("data-open", Address(.article, hit.document.id).link().address)
        ) { page in
            page.element("p", .class("title"), .lang(hit.document.language)) { page in
                page.link(
                    Address(.article, hit.document.id).link(),
                    text: hit.document.title.isEmpty ? hit.document.name : hit.document.title)
            }
            page.where(hit, wording)
        }
    }

    mutating func expectationLine(_ expectation: ExpectationRecord, _ wording: Wording) {
        element("article", .class("short"), Attribute("data-item"), Attribute("tabindex", "-1")) {
            page in
            page.element("p", .class("title"), .lang(expectation.document.language)) { page in
                page.link(expectation.link, text: expectation.words)
            }
            page.element("p", .class("where")) { page in
                page.element(
                    "span", .class("state state-\(expectation.state.rawValue)"),
                    text: wording("state." + expectation.state.rawValue))
                page.text(" ")
                if let window = expectation.window {
                    page.date(window, wording)
                } else {
                    page.text(wording("window.none"))
                }
            }
        }
    }

    mutating func disputeLine(_ dispute: DisputeRecord, _ wording: Wording) {
        element("article", .class("short"), Attribute("data-item"), Attribute("tabindex", "-1")) {
            page in
            page.element("p", .class("title"), .lang(dispute.claim.document.language)) { page in
                page.link(
                    Address(.disputes).link(query: [("q", "doc:" + dispute.claim.document.id)]),
                    text: dispute.claim.content.isEmpty
                        ? dispute.claim.frame : dispute.claim.content)
            }
            page.element("p", .class("where")) { page in
                let denials = dispute.answers.filter { $0.kind == .denies }
                let names = denials.flatMap { $0.statement.source.map(\.name) }
                var seen: [String] = []
                for name in names where !seen.contains(name) { seen.append(name) }
                page.text(
                    wording(
                        "denied.by",
                        seen.isEmpty ? wording("unnamed") : seen.joined(separator: ", ")))
            }
        }
    }
}

extension ExpectationRecord {
    var link: Link {
        if let statement { return Address.statement(statement.reference).link() }
        if let event { return Address(.article, document.id).link(fragment: event.reference.row) }
        return Address(.article, document.id).link()
    }
}

/// What an empty archive shows: what this is, and the way in.
struct Welcome {
    func write(_ page: inout HTML, _ view: View) {
        let wording = view.wording
        page.element("div", .class("welcome")) { page in
            page.element("h1", text: wording("welcome.title"))
            page.element("p", .class("lead"), text: wording("welcome.lead"))
            if view.canWrite {
                page.form(["sample"], view, class: "block") { form in
                    form.element("button", .class("primary"), text: wording("welcome.sample"))
                    form.element("p", .class("note"), text: wording("welcome.sample.note"))
                }
                page.element("h2", text: wording("welcome.own"))
                page.element("p", text: wording("welcome.own.text"))
                page.element("pre") {
                    $0.element("code", text: "lagebild add news/ articles.jsonl")
                }
                page.articleForm(view)
            } else {
                page.element("p", text: wording("welcome.readonly"))
            }
        }
    }
}

extension HTML {
    /// A labelled field of a form.
    mutating func field(
        _ name: String, _ label: String, value: String = "", placeholder: String? = nil
    ) {
        element("div", .class("field")) { page in
            page.element("label", Attribute("for", "field-" + name), text: label)
            page.void(
                "input", .id("field-" + name), Attribute("name", name), Attribute("type", "text"),
                Attribute("value", value), placeholder.map { Attribute("placeholder", $0) })
        }
    }
}

extension HTML {
    /// The form into which an article is pasted.
    mutating func articleForm(_ view: View) {
        let wording = view.wording
        self.form(["articles"], view, class: "block") { form in
            form.element("label", Attribute("for", "text"), text: wording("welcome.paste"))
            form.element(
                "textarea", .id("text"), Attribute("name", "text"), Attribute("rows", "8"),
                Attribute("required")
            ) { _ in }
            form.element("div", .class("fields")) { form in
                form.field("title", wording("field.title"))
                form.field("outlet", wording("field.outlet"))
                form.field(
                    "published", wording("field.published"), placeholder: "2025-03-14")
                form.field("url", wording("field.url"))
            }
            form.element("button", text: wording("welcome.read"))
        }
    }
}
