import Archive
import Foundation
import Reading
import Text

/// A statement: its words in their place, the rules behind it, how it is cited and corrected.
struct StatementPage: PageContent {
    struct Body: Encodable, Sendable {
        var statement: StatementRecord
        /// The paragraph that the words stand in.
        var context: String
        /// The rules that the row was read by; nil where it was read by another version.
        var why: [String]?
        /// The SHA-256 of the text that the spans count in.
        var textHash: String
        var answers: [AnswerRecord]
        var chain: SourceChain?
        var url: String
    }
    let body: Body
    private let marked: MarkedText
    private let place: Range<Int>
    private let pieces: [String]

    init(
        _ reference: RowReference, reader: Reader, version: String, origin: String,
        wording: Wording,
        _ snapshot: Snapshot
    ) throws {
        var statement = try snapshot.statement(reference)
        statement.snippet = []
        let rows = try ReadingRows(
            json: try snapshot.readingJSON(
                statement.reference.document, reader: statement.reference.reader))
        let row = statement.reference.row
        var only = rows
        only.statements = rows.statements?.filter { $0.id == row }
        (only.times, only.quantities, only.norms, only.events) = (nil, nil, nil, nil)
        let marked = MarkedText(only, wording)
        let spans = marked.marks
        let paragraphs = marked.paragraphs
        let first = paragraphs.last { $0.lowerBound <= spans.map(\.start).min() ?? 0 }
        let last = paragraphs.first { $0.upperBound >= spans.map(\.end).max() ?? 0 }
        let lower = first?.lowerBound ?? 0
        // A text without paragraphs is shown around the words only.
        place = lower..<max(lower, min(last?.upperBound ?? marked.scalars.count, lower + 4000))
        self.marked = marked
        pieces = statement.contentSpans.map { span in
            marked.string(min(span[0], marked.scalars.count)..<min(span[1], marked.scalars.count))
        }
        let dispute = try? snapshot.dispute(statement.reference, answers: 24)
        let chain = try? snapshot.chain(of: statement.reference, limit: 24)
        var why: [String]?
        if statement.reference.reader == version {
            let document = statement.document
            let again = try? reader.read(
                Document(
                    name: document.name, title: rows.document.title, language: document.language,
                    published: document.published, outlet: document.outlet, url: document.url,
                    author: document.author, text: rows.document.text),
                explain: true, wording: wording.language)
            why = again?.statements.first { $0.id == row }?.why
        }
        body = Body(
            statement: statement, context: marked.string(place), why: why,
            textHash: statement.document.text, answers: dispute?.answers ?? [],
            chain: chain.flatMap { $0.steps.count > 1 ? $0 : nil },
            url: origin + Address.statement(statement.reference).link().address)
    }

    func title(_ wording: Wording) -> String {
        let who = body.statement.source.first?.name ?? body.statement.sourceWords
        return (who.isEmpty ? wording("unnamed") : who) + ": "
            + wording.name("act", body.statement.act)
    }

    private func citation(_ view: View) -> Citation {
        Citation(statement: body.statement, url: body.url)
    }

    func content(_ format: Format, _ view: View) throws -> [UInt8]? {
        let citation = citation(view)
        switch format {
        case .bibtex: return Array(citation.bibtex.utf8)
        case .citation: return try encodedJSON([CSLItem(body.statement, url: body.url)])
        case .annotation:
            return try encodedJSON(
                WebAnnotation(body.statement, id: body.url, pieces: pieces))
        case .text: return Array((citation.chicago + "\n").utf8)
        default: return nil
        }
    }

    func write(_ page: inout HTML, _ view: View) {
        let wording = view.wording
        let statement = body.statement
        page.element("article", .class("permalink")) { page in
            page.element("div", .class("heading")) { page in
                page.element(
                    "p", .class("over"), text: wording("statement") + " " + statement.reference.row)
                page.element("h1", .class("who")) { page in
                    page.actors(statement.source, words: statement.sourceWords, wording)
                    page.text(" ")
                    page.act(statement, wording)
                }
                if statement.isWrong {
                    page.element("p", .class("flag"), text: wording("wrong.long"))
                }
            }
            page.element("blockquote", .class("context"), .lang(statement.document.language)) {
                page in
                for (paragraph, marks) in zip(
                    marked.paragraphs, marked.marksByParagraph(marked.paragraphs))
                where place.contains(paragraph.lowerBound) {
                    page.element("p") { marked.write(&$0, paragraph, marks) }
                }
            }
            page.where(statement.document, wording)
            facts(&page, view)
            answers(&page, view)
            reasons(&page, view)
            citations(&page, view)
            if view.canWrite { corrections(&page, view) }
        }
    }

    private func facts(_ page: inout HTML, _ view: View) {
        let wording = view.wording
        let statement = body.statement
        page.element("dl", .class("facts")) { page in
            func fact(_ key: String, _ value: String?) {
                guard let value, !value.isEmpty else { return }
                page.element("div", value.count > 60 ? .class("wide") : nil) { page in
                    page.element("dt", text: wording("fact." + key))
                    page.element("dd", text: value)
                }
            }
            fact("form", wording.name("form", statement.form))
            fact(
                "factuality",
                wording.name("factuality", statement.factuality) + " (\(statement.factuality))")
            fact("addressee", statement.addresseeWords)
            fact(
                "said",
                statement.said.map { date in
                    wording.date(date) + (statement.saidWords.map { " – „\($0)“" } ?? "")
                })
            fact("medium", statement.medium.map { wording.name("medium", $0) })
            fact("via", statement.via)
            fact("cue", statement.cue)
            fact("confidence", wording("sure", percent(statement.confidence)))
            fact(
                "spans", statement.contentSpans.map { "\($0[0])–\($0[1])" }.joined(separator: ", "))
            fact("hash", body.textHash)
            fact("reader", statement.reference.reader)
            fact("address", body.url)
        }
    }

    private func answers(_ page: inout HTML, _ view: View) {
        let wording = view.wording
        if !body.answers.isEmpty {
            page.element("h2", text: wording("answers"))
            for answer in body.answers { page.answer(answer, wording) }
        }
        if let chain = body.chain {
            page.element("h2", text: wording("chain"))
            page.element("p", .class("lead"), text: wording.count("independent", chain.independent))
            page.element("ol", .class("chain")) { list in
                for step in chain.steps {
                    list.element("li") { item in
                        item.statement(step.statement, wording)
                        if let through = step.through {
                            item.element("p", .class("why"), text: wording("via", through))
                        }
                    }
                }
            }
        }
    }

    private func reasons(_ page: inout HTML, _ view: View) {
        let wording = view.wording
        page.element("h2", .id("why"), text: wording("why.title"))
        guard let why = body.why else {
            page.element("p", text: wording("why.other", body.statement.reference.reader))
            return
        }
        page.element("ul", .class("reasons")) { list in
            for reason in why { list.element("li") { $0.element("code", text: reason) } }
        }
    }

    private func citations(_ page: inout HTML, _ view: View) {
        let wording = view.wording
        let citation = citation(view)
        page.element("h2", .id("cite"), text: wording("cite.title"))
        page.element("p", .class("citation"), Attribute("data-copy"), text: citation.chicago)
        page.element("p", .class("tools")) { page in
            for format in [Format.text, .bibtex, .citation, .annotation, .json] {
                page.link(view.address.link(format), text: wording("format." + format.rawValue))
                page.text(" ")
            }
        }
        page.element("details") { page in
            page.element("summary", text: "BibTeX")
            page.element("pre", Attribute("tabindex", "0")) {
                $0.element("code", text: citation.bibtex)
            }
        }
    }

    private func corrections(_ page: inout HTML, _ view: View) {
        let wording = view.wording
        let statement = body.statement
        page.element("h2", .id("correct"), text: wording("correct.title"))
        page.element("p", .class("note"), text: wording("correct.note"))
        page.element("div", .class("forms")) { page in
            page.form(["corrections"], view, class: "block") { form in
                form.hidden("kind", "wrong")
                form.hidden("row", statement.reference.description)
                form.element(
                    "label", Attribute("for", "note-wrong"), text: wording("correct.reason"))
                form.void(
                    "input", .id("note-wrong"), Attribute("name", "note"),
                    Attribute("maxlength", "500"))
                form.element("button", text: wording("correct.wrong"))
            }
            page.form(["corrections"], view, class: "block") { form in
                form.hidden("kind", "act")
                form.hidden("row", statement.reference.description)
                form.element("label", Attribute("for", "act"), text: wording("correct.act.label"))
                form.element("select", .id("act"), Attribute("name", "act")) { select in
                    for act in Vocabulary.acts {
                        select.element(
                            "option", Attribute("value", act),
                            act == statement.act ? Attribute("selected") : nil,
                            text: wording.name("act", act))
                    }
                }
                form.element("button", text: wording("correct.act"))
            }
            page.form(["corrections"], view, class: "block") { form in
                form.hidden("kind", "source")
                form.hidden("row", statement.reference.description)
                form.element(
                    "label", Attribute("for", "source"), text: wording("correct.source.label"))
                form.void(
                    "input", .id("source"), Attribute("name", "actor"), Attribute("required"))
                form.element("button", text: wording("correct.source"))
            }
        }
        for record in statement.corrections { page.correction(record, view) }
    }
}

extension HTML {
    /// What another statement says to this one, and why the two were linked.
    mutating func answer(_ answer: AnswerRecord, _ wording: Wording) {
        element("div", .class("answer answer-" + answer.kind.rawValue)) { page in
            page.element("p", .class("over"), text: wording("link." + answer.kind.rawValue))
            page.statement(answer.statement, wording)
            page.element("details", .class("why")) { page in
                page.element("summary", text: wording("linked.why", percent(answer.score)))
                page.element("ul") { list in
                    for evidence in answer.evidence {
                        list.element("li") { item in
                            item.text(wording("evidence." + evidence.kind) + ": ")
                            item.element("q", text: evidence.text)
                        }
                    }
                }
            }
        }
    }

    /// A correction with the button that takes it back.
    mutating func correction(_ record: CorrectionRecord, _ view: View) {
        let wording = view.wording
        element("div", .class("correction" + (record.undoneBy == nil ? "" : " is-undone"))) {
            page in
            page.element("p") { page in
                page.element("span", .class("over"), text: "#\(record.id) · \(record.at)")
                page.text(" ")
                switch record.change {
                case .wrong(let row):
                    page.text(wording("change.wrong") + " ")
                    page.link(Address.statement(row).link(), text: row.short)
                case .act(let row, let act):
                    page.text(wording("change.act", wording.name("act", act)) + " ")
                    page.link(Address.statement(row).link(), text: row.short)
                case .source(let row, let actor):
                    page.text(wording("change.source", actor) + " ")
                    page.link(Address.statement(row).link(), text: row.short)
                case .join(let actor, let into): page.text(wording("change.join", actor, into))
                case .part(let alias, let from): page.text(wording("change.part", alias, from))
                case .undo(let id): page.text(wording("change.undo", String(id)))
                }
                if let note = record.note { page.element("q", text: note) }
                if let by = record.by { page.text(" – " + by) }
            }
            if let undone = record.undoneBy {
                page.element("p", .class("where"), text: wording("undone", String(undone)))
            } else if view.canWrite {
                page.form(["corrections"], view) { form in
                    form.hidden("kind", "undo")
                    form.hidden("correction", String(record.id))
                    form.element("button", text: wording("undo"))
                }
            }
        }
    }
}

extension RowReference {
    /// Enough for people: `4f2a90c1…/s3`.
    var short: String { "\(document.prefix(8))…/\(row)" }
}
