import Archive

/// Saved queries, and a preview of one before it is saved.
struct WatchesPage: PageContent {
    struct Body: Encodable, Sendable {
        var watches: [WatchRecord]
        var query: String?
        /// How many matches a month a query would have given.
        var preview: [String: Int]?
    }
    let body: Body
    private let hits: [Hit]

    init(_ parameters: Parameters, _ snapshot: Snapshot) throws {
        let query = try parameters.query()
        body = Body(
            watches: try snapshot.watches(), query: query.isEmpty ? nil : query.description,
            preview: query.isEmpty ? nil : try snapshot.preview(query))
        hits = query.isEmpty ? [] : try snapshot.find(query, page: PageRequest(limit: 5)).rows
    }

    func title(_ wording: Wording) -> String { wording("nav.watches") }

    func write(_ page: inout HTML, _ view: View) {
        let wording = view.wording
        page.heading(title(wording), lead: wording("watches.lead"))
        page.queryForm(view)
        if let query = body.query, let preview = body.preview { write(query, preview, &page, view) }
        if body.watches.isEmpty { page.nothing(wording("nothing.watches")) }
        for watch in body.watches {
            let address = Address(.watch, String(watch.id))
            page.element(
                "article", .class("watch"), Attribute("data-item"), Attribute("tabindex", "-1"),
                Attribute("data-open", address.link().address)
            ) { page in
                page.element("h2") { $0.link(address.link(), text: watch.name) }
                page.element("p") { $0.element("code", text: watch.query.description) }
                page.element("p", .class("tools")) { page in
                    page.link(address.link(.atom), text: wording("format.atom"))
                    page.text(" · ")
                    page.link(address.link(.json), text: wording("format.json"))
                    page.text(" · " + wording("watch.since", String(watch.created.prefix(10))))
                }
                if view.canWrite {
                    page.form(["watches"], view) { form in
                        form.hidden("remove", watch.name)
                        form.element(
                            "button",
                            Attribute("aria-label", wording("watch.remove.name", watch.name)),
                            text: wording("watch.remove"))
                    }
                }
            }
        }
    }

    private func write(_ query: String, _ preview: [String: Int], _ page: inout HTML, _ view: View)
    {
        let wording = view.wording
        page.element("section", .class("preview"), Attribute("aria-labelledby", "preview")) {
            page in
            page.element("h2", .id("preview"), text: wording("watch.preview"))
            let months = preview.sorted { $0.key < $1.key }.suffix(12)
            let most = Double(months.map(\.value).max() ?? 1)
            if months.isEmpty { page.nothing(wording("nothing.found")) }
            page.element("dl", .class("bars")) { list in
                for (month, count) in months {
                    list.element("div") { row in
                        row.element(
                            "dt",
                            text: month == "undated" ? wording("undated") : wording.date(month))
                        row.element("dd") { cell in
                            cell.element(
                                "meter", Attribute("max", "\(most)"),
                                Attribute("value", "\(count)"),
                                Attribute("aria-hidden", "true")
                            ) { _ in }
                            cell.text(" " + wording.figure(Double(count)))
                        }
                    }
                }
            }
            if view.canWrite {
                page.form(["watches"], view, class: "block") { form in
                    form.hidden("q", query)
                    form.field("name", wording("watch.name"), value: "")
                    form.element("button", .class("primary"), text: wording("watch.save"))
                }
            }
            for hit in hits {
                switch hit {
                case .statement(let row): page.statement(row, wording)
                case .document(let row): page.articleLine(row, wording)
                }
            }
        }
    }
}

/// What a saved query finds.
struct WatchPage: PageContent {
    struct Body: Encodable, Sendable {
        var watch: WatchRecord
        var rows: [HitRow]
        var next: String?
    }
    let body: Body

    init(_ id: String, _ parameters: Parameters, _ snapshot: Snapshot) throws {
        guard let watch = try snapshot.watches().first(where: { String($0.id) == id }) else {
            throw ArchiveError.unknown(what: "watch", name: id)
        }
        let query =
            watch.query.value(of: .sort) == nil
            ? watch.query.setting(.sort, to: "date") : watch.query
        let found = try snapshot.find(query, page: parameters.page(standard: 30))
        body = Body(watch: watch, rows: found.rows.map(HitRow.init), next: found.next)
    }

    func title(_ wording: Wording) -> String { body.watch.name }

    func write(_ page: inout HTML, _ view: View) {
        let wording = view.wording
        page.heading(body.watch.name, lead: body.watch.query.description)
        if body.rows.isEmpty { page.nothing(wording("nothing.found")) }
        for row in body.rows {
            switch row.hit {
            case .statement(let row): page.statement(row, wording)
            case .document(let row): page.articleLine(row, wording)
            }
        }
        page.more(body.next, view)
    }

    func content(_ format: Format, _ view: View) throws -> [UInt8]? {
        guard format == .atom else { return nil }
        return Array(
            AtomFeed(
                title: body.watch.name, id: view.url(view.address),
                entries: body.rows.map { AtomFeed.Entry($0.hit, view) }
            ).text.utf8)
    }
}
