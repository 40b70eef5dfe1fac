import Archive

/// Actors, the most frequent first.
struct ActorsPage: PageContent {
    let body: Page<ActorSummary>

    init(_ parameters: Parameters, _ snapshot: Snapshot) throws {
        body = try snapshot.actors(
            matching: parameters["name"], kind: parameters["kind"],
            page: parameters.page(standard: 50, most: 200))
    }

    func title(_ wording: Wording) -> String { wording("nav.actors") }

    func write(_ page: inout HTML, _ view: View) {
        let wording = view.wording
        page.heading(title(wording), lead: wording("actors.lead"))
        page.element(
            "form", .class("filter"), Attribute("method", "get"), .action(view.address.link())
        ) { form in
            form.element("label", Attribute("for", "name"), text: wording("field.name"))
            form.void(
                "input", .id("name"), Attribute("type", "text"), Attribute("name", "name"),
                Attribute("value", view.parameters["name"] ?? ""))
            form.element("label", Attribute("for", "kind"), text: wording("field.kind"))
            form.element("select", .id("kind"), Attribute("name", "kind")) { select in
                select.element("option", Attribute("value", ""), text: wording("all"))
                for kind in Vocabulary.actorKinds {
                    select.element(
                        "option", Attribute("value", kind),
                        view.parameters["kind"] == kind ? Attribute("selected") : nil,
                        text: wording.name("kind", kind))
                }
            }
            form.element("button", text: wording("filter.button"))
        }
        if body.rows.isEmpty { page.nothing(wording("nothing.found")) }
        page.table(
            title(wording), columns: ["name", "kind", "country", "articles", "independent"], wording
        ) { rows in
            for actor in body.rows {
                rows.element(
                    "tr", Attribute("data-item"), Attribute("tabindex", "-1"),
                    Attribute("data-open", Address(.actor, actor.id).link().address)
                ) { row in
                    row.element("th", Attribute("scope", "row")) {
                        $0.link(
                            Address(.actor, actor.id).link(),
                            text: wording.actor(actor.id, actor.name))
                    }
                    row.element("td", text: wording.name("kind", actor.kind))
                    row.element("td", text: actor.country ?? "")
                    row.element(
                        "td", .class("number"),
                        text: wording.figure(Double(actor.documents)))
                    row.element(
                        "td", .class("number"),
                        text: wording.figure(Double(actor.independentDocuments)))
                }
            }
        }
        page.more(body.next, view)
    }

    func content(_ format: Format, _ view: View) throws -> [UInt8]? {
        guard format == .csv else { return nil }
        return body.rows.reduce(
            into: csvBytes(["id", "kind", "name", "country", "articles", "independent"])
        ) {
            $0 += csvBytes([
                $1.id, $1.kind, $1.name, $1.country ?? "", String($1.documents),
                String($1.independentDocuments),
            ])
        }
    }
}

/// An actor: names, roles over time, what they said and what was said about them.
struct ActorPage: PageContent {
    struct Body: Encodable, Sendable {
        var actor: ActorRecord
        var said: [StatementRecord]
        var denied: [StatementRecord]
        var promised: [StatementRecord]
        var about: [StatementRecord]
        var companions: [ActorSummary]
        /// How often they said something, by act.
        var acts: [Facets.Value]
    }
    let body: Body
    private let who: Query

    init(_ id: String, _ snapshot: Snapshot) throws {
        let actor = try snapshot.actor(id)
        let key = Query.Value(actor.summary.id)
        func query(_ field: Query.Field, _ acts: [String] = []) -> Query {
            var query = Query(clauses: [.init([.init(field: field, values: [key])])])
            if !acts.isEmpty {
                query.clauses.append(
                    .init([.init(field: .act, values: acts.map { Query.Value($0) })]))
            }
            return query.setting(.sort, to: "date")
        }
        func find(_ query: Query, _ limit: Int) throws -> [StatementRecord] {
            try snapshot.find(query, page: PageRequest(limit: limit)).statements
        }
        who = query(.who)
        body = Body(
            actor: actor, said: try find(who, 10),
            denied: try find(query(.who, ["deny", "decline"]), 5),
            promised: try find(query(.who, ["promise", "announce"]), 5),
            about: try find(query(.about), 10),
            companions: try snapshot.companions(of: actor.summary.id),
            acts: try snapshot.facets(who).acts)
    }

    func title(_ wording: Wording) -> String {
        wording.actor(body.actor.summary.id, body.actor.summary.name)
    }

    func write(_ page: inout HTML, _ view: View) {
        let wording = view.wording
        let actor = body.actor
        page.element("div", .class("heading")) { page in
            page.element(
                "p", .class("over"),
                text: wording.name("kind", actor.summary.kind)
                    + (actor.summary.country.map { " · " + $0 } ?? ""))
            page.element("h1", text: title(wording))
            page.element("p", .class("lead")) { page in
                page.text(wording.count("articles", actor.summary.documents) + ", ")
                page.text(wording.count("independent", actor.summary.independentDocuments))
            }
            page.element("nav", .class("steps"), Attribute("aria-label", wording("search.tools"))) {
                page in
                for route in [Route.Name.search, .timeline, .briefing, .network] {
                    page.link(
                        Address(route).link(query: [("q", who.description)]),
                        text: wording("nav." + route.rawValue))
                }
            }
        }
        page.element("div", .class("columns")) { page in
            page.element("div") { page in
                statements(&page, "said.title", body.said, who, wording)
                statements(
                    &page, "denied.title", body.denied, who.setting(.act, to: "deny"), wording)
                statements(
                    &page, "promised.title", body.promised, who.setting(.act, to: "promise"),
                    wording)
                let about = Query(clauses: [
                    .init([.init(field: .about, values: [Query.Value(actor.summary.id)])])
                ])
                statements(&page, "about.title", body.about, about, wording)
            }
            page.element("div", .class("rail")) { page in
                roles(&page, wording)
                names(&page, wording)
                companions(&page, wording)
                if view.canWrite { corrections(&page, view) }
            }
        }
    }

    private func statements(
        _ page: inout HTML, _ title: String, _ rows: [StatementRecord], _ query: Query,
        _ wording: Wording
    ) {
        guard !rows.isEmpty else { return }
        page.element("section") { page in
            page.element("h2") {
                $0.link(
                    Address(.search).link(query: [("q", query.description)]), text: wording(title))
            }
            for row in rows { page.statement(row, wording) }
        }
    }

    private func roles(_ page: inout HTML, _ wording: Wording) {
        guard !body.actor.roles.isEmpty else { return }
        page.element("section") { page in
            page.element("h2", text: wording("roles"))
            page.element("dl", .class("pairs")) { list in
                for role in body.actor.roles.prefix(20) {
                    list.element("div") { row in
                        row.element("dt", text: role.role)
                        row.element("dd") { cell in
                            let ends = [role.first, role.last].compactMap { $0 }
                            cell.text(
                                Array(Set(ends)).sorted().map(wording.date).joined(separator: " – ")
                            )
                            cell.element("span", .class("count"), text: " \(role.documents)")
                        }
                    }
                }
            }
        }
    }

    private func names(_ page: inout HTML, _ wording: Wording) {
        page.element("section") { page in
            page.element("h2", text: wording("names"))
            page.element("ul", .class("plain")) { list in
                for alias in body.actor.aliases.prefix(30) {
                    list.element("li") { item in
                        item.text(alias.name)
                        item.element("span", .class("count"), text: " \(alias.documents)")
                    }
                }
            }
        }
    }

    private func companions(_ page: inout HTML, _ wording: Wording) {
        guard !body.companions.isEmpty else { return }
        page.element("section") { page in
            page.element("h2", text: wording("companions"))
            page.element("ul", .class("plain")) { list in
                for actor in body.companions {
                    list.element("li") { item in
                        item.link(
                            Address(.actor, actor.id).link(),
                            text: wording.actor(actor.id, actor.name))
                        item.element("span", .class("count"), text: " \(actor.documents)")
                    }
                }
            }
        }
    }

    private func corrections(_ page: inout HTML, _ view: View) {
        let wording = view.wording
        let actor = body.actor
        page.element("section", .id("correct")) { page in
            page.element("h2", text: wording("correct.title"))
            page.form(["corrections"], view, class: "block") { form in
                form.hidden("kind", "join")
                form.hidden("actor", actor.summary.id)
                form.element("label", Attribute("for", "into"), text: wording("correct.join.label"))
                form.void("input", .id("into"), Attribute("name", "into"), Attribute("required"))
                form.element("button", text: wording("correct.join"))
            }
            if actor.aliases.count > 1 {
                page.form(["corrections"], view, class: "block") { form in
                    form.hidden("kind", "part")
                    form.hidden("from", actor.summary.id)
                    form.element(
                        "label", Attribute("for", "alias"), text: wording("correct.part.label"))
                    form.element("select", .id("alias"), Attribute("name", "alias")) { select in
                        for alias in actor.aliases { select.element("option", text: alias.name) }
                    }
                    form.element("button", text: wording("correct.part"))
                }
            }
            for record in actor.corrections { page.correction(record, view) }
        }
    }
}
