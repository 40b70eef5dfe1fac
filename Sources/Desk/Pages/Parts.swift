import Archive

extension HTML {
    /// An actor by name, with a link where the archive knows it.
    mutating func actor(_ actor: ActorLink, _ wording: Wording) {
        if let id = actor.actor {
            link(Address(.actor, id).link(), class: "actor", text: actor.name)
        } else {
            element("span", .class("actor"), text: actor.name)
        }
        if let role = actor.role, role != actor.name {
            element("span", .class("role"), text: ", " + role)
        }
    }

    mutating func actors(_ actors: [ActorLink], words: String, _ wording: Wording) {
        if actors.isEmpty {
            element("span", .class("actor"), text: words.isEmpty ? wording("unnamed") : words)
        }
        for (index, one) in actors.enumerated() {
            if index > 0 { text(", ") }
            actor(one, wording)
        }
    }

    /// The act of a statement in one word, and how sure the source is where that says something.
    mutating func act(_ statement: StatementRecord, _ wording: Wording) {
        element(
            "span", .class("act act-" + statement.act), text: wording.name("act", statement.act))
        if !["CT+", "Uu"].contains(statement.factuality) {
            text(" ")
            element(
                "span", .class("sure"), Attribute("title", "FactBank \(statement.factuality)"),
                text: wording.name("factuality", statement.factuality))
        }
    }

    /// A statement in a list: who, what, the words, and where they stand.
    mutating func statement(
        _ statement: StatementRecord, _ wording: Wording, showsDocument: Bool = true,
        heading: Bool = false
    ) {
        let address = Address.statement(statement.reference).link()
        element(
            "article", .class("statement" + (statement.isWrong ? " is-wrong" : "")),
            Attribute("data-item"), Attribute("tabindex", "-1"),
            Attribute("data-open", address.address)
        ) { page in
            page.element("p", .class("who")) { page in
                page.actors(statement.source, words: statement.sourceWords, wording)
                page.text(" ")
                page.act(statement, wording)
                if !statement.addressee.isEmpty || !statement.addresseeWords.isEmpty {
                    page.element("span", .class("to")) { page in
                        page.text(" " + wording("to") + " ")
                        page.actors(statement.addressee, words: statement.addresseeWords, wording)
                    }
                }
                if let said = statement.said {
                    page.element(
                        "span", .class("dot"), Attribute("aria-hidden", "true"), text: " · ")
                    page.date(said, wording)
                }
                if let via = statement.via {
                    page.text(" · " + wording("via", via))
                }
                if statement.isWrong {
                    page.element("span", .class("flag"), text: wording("wrong"))
                } else if !statement.corrections.isEmpty {
                    page.element("span", .class("flag"), text: wording("corrected"))
                }
            }
            page.element("blockquote", .lang(statement.document.language)) { page in
                page.element("a", .class("words"), .href(address)) { page in
                    page.snippet(statement.snippet, fallback: statement.frame)
                }
            }
            if showsDocument { page.where(statement.document, wording) }
        }
    }

    /// Words with what was searched for marked.
    mutating func snippet(_ parts: [SnippetPart], fallback: String) {
        let isEmpty = parts.allSatisfy(\.text.isEmpty)
        for part in isEmpty ? [SnippetPart(fallback)] : parts {
            if part.isMatch { element("mark", text: part.text) } else { text(part.text) }
        }
    }

    /// Where something stands: outlet, title, date.
    mutating func `where`(_ document: DocumentSummary, _ wording: Wording) {
        element("p", .class("where")) { page in
            var parts: [(inout HTML) -> Void] = []
            if let outlet = document.outlet, !outlet.isEmpty {
                parts.append { $0.element("span", .class("outlet"), text: outlet) }
            }
            parts.append {
                $0.link(
                    Address(.article, document.id).link(), lang: document.language,
                    text: document.title.isEmpty ? document.name : document.title)
            }
            if let published = document.published { parts.append { $0.date(published, wording) } }
            if document.version > 1 {
                parts.append { $0.text(wording("version", String(document.version))) }
            }
            if document.copyOf != nil { parts.append { $0.text(wording("copy")) } }
            page.line(parts)
        }
    }

    /// Where an article that was found comes from, and how much stands in it.
    mutating func `where`(_ hit: DocumentHit, _ wording: Wording) {
        element("p", .class("where")) { page in
            var parts: [(inout HTML) -> Void] = []
            if let outlet = hit.document.outlet { parts.append { $0.text(outlet) } }
            if let published = hit.document.published {
                parts.append { $0.date(published, wording) }
            }
            parts.append { $0.text(wording.count("statements", hit.statements)) }
            if hit.copies > 0 { parts.append { $0.text(wording.count("copies", hit.copies)) } }
            page.line(parts)
        }
    }

    /// An event in a list.
    mutating func event(_ event: EventRecord, _ wording: Wording, showsDocument: Bool = true) {
        element(
            "article", .class("statement event"), Attribute("data-item"),
            Attribute("tabindex", "-1"),
            Attribute(
                "data-open",
                Address(.article, event.document.id).link(fragment: event.reference.row).address)
        ) { page in
            page.element("p", .class("who")) { page in
                page.eventLine(event, wording)
            }
            page.element("blockquote", .lang(event.document.language)) { page in
                page.element(
                    "a", .class("words"),
                    .href(Address(.article, event.document.id).link(fragment: event.reference.row)),
                    text: event.words)
            }
            page.element("p", .class("why")) { page in
                for view in event.views {
                    let by =
                        view.by == "author"
                        ? wording("according.author") : wording("according.statement", view.by)
                    page.text("\(by): \(wording.name("factuality", view.factuality)). ")
                }
            }
            if showsDocument { page.where(event.document, wording) }
        }
    }

    /// What an event is, who takes part, where and when: the first line of its row and of its note.
    mutating func eventLine(_ event: EventRecord, _ wording: Wording) {
        element("span", .class("act act-event"), text: wording.name("event", event.type))
        if let mode = event.mode { element("span", .class("sure"), text: " " + mode) }
        for (before, actors) in [
            (" ", event.actor), (" → ", event.recipient), (" · ", event.place),
        ]
        where !actors.isEmpty {
            text(before)
            self.actors(actors, words: "", wording)
        }
        if let time = event.time {
            text(" · ")
            date(time, wording)
        }
    }

    /// A table that can be scrolled sideways; the columns are named in the texts as `column.NAME`.
    mutating func table(
        _ label: String, columns: [String], _ wording: Wording, rows: (inout HTML) -> Void
    ) {
        element(
            "div", .class("scroll"), Attribute("tabindex", "0"), Attribute("role", "region"),
            Attribute("aria-label", label)
        ) { page in
            page.element("table", .class("list")) { table in
                table.element("thead") { head in
                    head.element("tr") { row in
                        for column in columns {
                            row.element(
                                "th", Attribute("scope", "col"), text: wording("column." + column))
                        }
                    }
                }
                table.element("tbody", content: rows)
            }
        }
    }

    /// The way to the next part of a list.
    mutating func more(_ next: String?, _ view: View) {
        element("nav", .class("more"), Attribute("aria-label", view.wording("pages"))) { page in
            if view.parameters["cursor"] != nil {
                page.link(view.link(setting: ["cursor": nil]), text: view.wording("page.first"))
            }
            if let next {
                page.element(
                    "a", .href(view.link(setting: ["cursor": next])), Attribute("rel", "next"),
                    text: view.wording("page.next"))
            }
        }
    }

    /// What stands where a list is empty.
    mutating func nothing(_ text: String) { element("p", .class("nothing"), text: text) }

    /// The field of a query above a page that shows what it finds.
    mutating func queryForm(_ view: View) {
        let example = view.wording("example." + view.address.route.rawValue)
        element(
            "form", .class("filter"), Attribute("method", "get"), .action(view.address.link())
        ) { form in
            form.element("label", Attribute("for", "filter"), text: view.wording("filter"))
            form.void(
                "input", .id("filter"), Attribute("type", "text"), Attribute("name", "q"),
                Attribute("value", view.parameters["q"] ?? ""), Attribute("placeholder", example),
                Attribute("maxlength", "4000"))
            form.element("button", Attribute("type", "submit"), text: view.wording("filter.button"))
        }
    }

    mutating func heading(_ title: String, lead: String? = nil) {
        element("div", .class("heading")) { page in
            page.element("h1", text: title)
            if let lead { page.element("p", .class("lead"), text: lead) }
        }
    }
}
