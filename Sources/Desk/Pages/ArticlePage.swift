import Archive
import Foundation

/// An article with everything that was read in it.
struct ArticlePage: PageContent {
    let body: DocumentRecord
    private let rows: ReadingRows
    private let events: [ReadingRows.Event]

    init(_ id: String, reader: String?, _ snapshot: Snapshot) throws {
        body = try snapshot.document(id, reader: reader)
        rows = try ReadingRows(json: try snapshot.readingJSON(body.summary.id, reader: reader))
        events = rows.events ?? []
    }

    func title(_ wording: Wording) -> String {
        body.summary.title.isEmpty ? body.summary.name : body.summary.title
    }

    func write(_ page: inout HTML, _ view: View) {
        let wording = view.wording
        let document = body.summary
        page.element("article", .class("reader"), Attribute("data-reader")) { page in
            page.element("header", .class("heading")) { page in
                page.element("p", .class("over")) { page in
                    var parts: [(inout HTML) -> Void] = []
                    if let outlet = document.outlet { parts.append { $0.text(outlet) } }
                    if let published = document.published {
                        parts.append { $0.date(published, wording) }
                    }
                    if let author = document.author { parts.append { $0.text(author) } }
                    parts.append { $0.text(wording.name("language", document.language)) }
                    page.line(parts)
                }
                page.element("h1", .lang(document.language), text: title(wording))
                facts(&page, view)
            }
            legend(&page, wording)
            text(&page, view)
        }
    }

    private func facts(_ page: inout HTML, _ view: View) {
        let wording = view.wording
        let document = body.summary
        page.element("p", .class("facts")) { page in
            var parts: [(inout HTML) -> Void] = [
                { $0.text(wording.count("statements", body.statements.count)) }
            ]
            if let url = document.url {
                if let link = Link(external: url) {
                    parts.append { page in
                        page.element(
                            "a", .href(link), Attribute("rel", "noopener noreferrer external"),
                            Attribute("data-original"), text: wording("original"))
                    }
                } else {
                    parts.append { $0.text(url) }
                }
            }
            if let story = document.story {
                parts.append {
                    $0.link(
                        Address(.timeline).link(query: [("q", "story:" + story)]),
                        text: wording("story"))
                }
            }
            parts.append { $0.text(wording("reader.version", body.reader)) }
            parts.append { page in
                page.element(
                    "span", .class("hash"), Attribute("title", "SHA-256 " + document.text),
                    text: wording("text.hash", String(document.text.prefix(12))))
            }
            page.line(parts)
        }
        if body.versions.count > 1 {
            page.element("p", .class("facts versions")) { page in
                page.text(wording("versions") + " ")
                for version in body.versions {
                    if version.id == document.id {
                        page.element("strong", text: String(version.version))
                    } else {
                        page.link(
                            Address(.article, version.id).link(), text: String(version.version))
                    }
                    page.text(" ")
                }
                if let earlier = body.versions.last(where: { $0.version < document.version }) {
                    page.link(
                        Address(.difference, document.id, earlier.id).link(),
                        text: wording("changes"))
                }
            }
        }
        if !body.copies.isEmpty {
            page.element("details", .class("facts")) { page in
                page.element("summary", text: wording.count("copies", body.copies.count))
                page.element("ul") { list in
                    for copy in body.copies {
                        list.element("li") { item in
                            item.where(copy.document, wording)
                            item.text(
                                wording("shared", String(Int((copy.containment * 100).rounded()))))
                        }
                    }
                }
            }
        }
    }

    private func legend(_ page: inout HTML, _ wording: Wording) {
        page.element("p", .class("legend"), Attribute("aria-hidden", "true")) { page in
            for role in ["source", "cue", "content", "time", "figure", "event", "norm"] {
                let isThere =
                    switch role {
                    case "event": !events.isEmpty
                    case "norm": rows.norms?.isEmpty == false
                    default: true
                    }
                guard isThere else { continue }
                page.element("span", .class("m-" + role), text: wording("mark." + role))
                page.text(" ")
            }
        }
    }

    private func text(_ page: inout HTML, _ view: View) {
        let marked = MarkedText(rows, view.wording)
        let paragraphs = marked.paragraphs
        let marks = marked.marksByParagraph(paragraphs)
        let records = Dictionary(
            body.statements.map { ($0.reference.row, $0) }, uniquingKeysWith: { first, _ in first })
        // A note stands beside the paragraph in which its statement begins.
        var starts: [(start: Int, row: String)] = (rows.statements ?? []).map { row in
            let spans = (row.content ?? []) + (row.cue ?? []) + (row.source?.spans ?? [])
            return (spans.compactMap(\.first).min() ?? 0, row.id)
        }
        starts += events.map { ($0.span?.first ?? $0.trigger?.first?.first ?? 0, $0.id) }
        starts.sort { ($0.start, $0.row) < ($1.start, $1.row) }
        var next = 0
        let reasons = Dictionary(
            (rows.statements ?? []).map { ($0.id, $0.why ?? []) },
            uniquingKeysWith: { first, _ in first })
        let happened = Dictionary(
            body.events.map { ($0.reference.row, $0) }, uniquingKeysWith: { first, _ in first })
        let eventReasons = Dictionary(
            events.map { ($0.id, $0.why ?? []) }, uniquingKeysWith: { first, _ in first })
        for (index, paragraph) in paragraphs.enumerated() {
            page.element("div", .class("row")) { page in
                let isTitle = index == 0 && rows.document.title == nil
                page.element(
                    "p", .class(isTitle ? "text first" : "text"), .lang(marked.language)
                ) { marked.write(&$0, paragraph, marks[index]) }
                page.element("div", .class("notes")) { page in
                    while next < starts.count,
                        starts[next].start < paragraph.upperBound || index == paragraphs.count - 1
                    {
                        let row = starts[next].row
                        next += 1
                        if let record = records[row] {
                            note(&page, record, reasons[row] ?? [], view)
                        } else if let event = happened[row] {
                            note(&page, event, eventReasons[row] ?? [], view)
                        }
                    }
                }
            }
        }
    }

    /// The note of a statement: it can be reached with the keyboard and opened without any script.
    private func note(
        _ page: inout HTML, _ statement: StatementRecord, _ reasons: [String], _ view: View
    ) {
        let wording = view.wording
        let address = Address.statement(statement.reference)
        page.element(
            "section", .class("note" + (statement.isWrong ? " is-wrong" : "")),
            .id(statement.reference.row),
            Attribute("data-item"), Attribute("data-s", statement.reference.row),
            Attribute("data-open", address.link().address), Attribute("tabindex", "0"),
            Attribute("aria-label", wording("note", statement.reference.row))
        ) { page in
            page.element("p") { page in
                page.actors(statement.source, words: statement.sourceWords, wording)
                page.text(" ")
                page.act(statement, wording)
                if !statement.addresseeWords.isEmpty {
                    page.text(" \(wording("to")) \(statement.addresseeWords)")
                }
                if let said = statement.said {
                    page.text(" · ")
                    page.date(said, wording)
                }
                if let medium = statement.medium {
                    page.text(" · " + wording.name("medium", medium))
                }
            }
            page.element("p", .class("tools")) { page in
                page.link(address.link(), text: wording("permalink"))
                page.text(" · ")
                page.link(address.link(fragment: "cite"), text: wording("cite"))
                page.text(" · ")
                page.link(address.link(fragment: "why"), text: wording("why"))
                page.element(
                    "span", .class("sure"), text: wording("sure", percent(statement.confidence)))
                if statement.isWrong {
                    page.element("span", .class("flag"), text: wording("wrong"))
                }
            }
        }
    }

    /// The note of an event: what happens, who takes part, when, and how sure each view of it is.
    private func note(
        _ page: inout HTML, _ event: EventRecord, _ reasons: [String], _ view: View
    ) {
        let wording = view.wording
        page.element(
            "section", .class("note event"), .id(event.reference.row), Attribute("data-item"),
            Attribute("data-s", event.reference.row), Attribute("tabindex", "0"),
            Attribute("aria-label", wording("note", event.reference.row))
        ) { page in
            page.element("p") { page in
                page.eventLine(event, wording)
            }
            page.element("p", .class("tools")) { page in
                for (index, one) in event.views.enumerated() {
                    if index > 0 { page.text(" · ") }
                    if one.by == "author" {
                        page.text(wording("according.author"))
                    } else {
                        page.link(
                            Link(fragment: one.by), text: wording("according.statement", one.by))
                    }
                    page.text(": " + wording.name("factuality", one.factuality))
                }
                page.element(
                    "span", .class("sure"), text: wording("sure", percent(event.confidence)))
            }
            if !reasons.isEmpty {
                page.element("details", .class("why")) { page in
                    page.element("summary", text: wording("why"))
                    page.element("ul") { list in
                        for reason in reasons { list.element("li", text: reason) }
                    }
                }
            }
        }
    }
}

func percent(_ share: Double) -> String { String(Int((share * 100).rounded())) }

/// What changed between two versions of a report.
struct DifferencePage: PageContent {
    let body: TextDifference

    init(_ document: String, _ earlier: String, _ snapshot: Snapshot) throws {
        body = try snapshot.difference(from: earlier, to: document)
    }

    func title(_ wording: Wording) -> String { wording("changes") + ": " + body.to.title }

    func write(_ page: inout HTML, _ view: View) {
        let wording = view.wording
        page.heading(body.to.title, lead: wording("changes.lead"))
        for (label, document) in [("version.before", body.from), ("version.after", body.to)] {
            page.element("div", .class("facts")) { page in
                page.element("strong", text: wording(label))
                page.where(document, wording)
            }
        }
        page.element("div", .class("difference"), .lang(body.to.language)) { page in
            for part in body.parts {
                switch part.kind {
                case .same: page.text(part.text)
                case .removed: page.element("del", text: part.text)
                case .added: page.element("ins", text: part.text)
                }
            }
        }
    }
}
