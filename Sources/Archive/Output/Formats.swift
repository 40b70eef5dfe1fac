import Foundation
import GRDB
import Reading
import Text

/// Forms in which other programs take what the archive holds.
public enum ExchangeFormat: String, Sendable, CaseIterable {
    /// Statements as CSV (RFC 4180).
    case csv
    /// Statements as W3C Web Annotations, JSON Lines.
    case annotations
    /// Documents as CSL-JSON, for citations.
    case csl
    /// Expectations with a date as iCalendar (RFC 5545).
    case ical
    /// Events as PLOVER records, JSON Lines.
    case plover
}

extension Archive {
    /// Writes what a query finds, or everything, in a form that other programs take.
    ///
    /// - Parameter today: the day of asking, for the state of expectations.
    /// - Throws: `ArchiveError`, and what `write` throws.
    public func export(
        _ query: Query, as format: ExchangeFormat, today: Int, _ write: (String) throws -> Void
    ) throws {
        try read { snapshot in
            switch format {
            case .csv:
                try write(csvRow(Exchange.csvHeader))
                try snapshot.eachStatement(query) { try write(csvRow(Exchange.csvCells($0))) }
            case .annotations:
                try snapshot.eachStatement(query) { try write(try Exchange.annotation($0) + "\n") }
            case .csl:
                var isFirst = true
                try write("[")
                try snapshot.eachDocument(query) { document in
                    try write((isFirst ? "\n" : ",\n") + (try Exchange.citation(document)))
                    isFirst = false
                }
                try write("\n]\n")
            case .ical:
                try write(Exchange.calendarHead)
                var page = PageRequest(limit: 500)
                repeat {
                    let found = try snapshot.expectations(query, today: today, page: page)
                    for row in found.rows { try write(Exchange.calendarEntry(row)) }
                    page.cursor = found.next
                } while page.cursor != nil
                try write("END:VCALENDAR\r\n")
            case .plover:
                try snapshot.eachEvent(query) { try write(try Exchange.plover($0) + "\n") }
            }
        }
    }
}

extension Snapshot {
    /// The documents that a query finds, in the order in which they were added.
    private func documents(_ query: Query) throws -> [Int64] {
        let query = query.setting(.within, to: "documents")
        let plan = try QueryPlan(query, self)
        return try allCandidates(plan, limit: 10_000_000).map(\.id).sorted()
    }

    fileprivate func eachDocument(
        _ query: Query, _ body: (DocumentSummary) throws -> Void
    ) throws {
        for id in try documents(query) {
            if let row = try documentRows([id])[id] { try body(row.summary) }
        }
    }

    fileprivate func eachStatement(
        _ query: Query, _ body: (StatementRecord) throws -> Void
    ) throws {
        let plan = try QueryPlan(query.setting(.within, to: "statements"), self)
        let loader = try ReadingLoader(self)
        for row in try allCandidates(plan, limit: 10_000_000).sorted(by: { $0.id < $1.id }) {
            if let statement = try loader.statement(row.id) { try body(statement) }
        }
    }

    fileprivate func eachEvent(_ query: Query, _ body: (EventRecord) throws -> Void) throws {
        let loader = try ReadingLoader(self)
        for id in try documents(query) {
            guard let row = try documentRows([id])[id] else { continue }
            let loaded = try loader.reading(row.reading)
            for event in loaded.reading.events {
                if let number = rowNumber(event.id), let record = loaded.event(number) {
                    try body(record)
                }
            }
        }
    }
}

/// The rows of each form.
enum Exchange {
    static let csvHeader = [
        "reference", "document", "published", "outlet", "url", "form", "act", "factuality",
        "source",
        "source_actors", "addressee", "content", "said", "medium", "wrong", "corrected",
        "confidence",
    ]

    static func csvCells(_ row: StatementRecord) -> [String] {
        [
            row.reference.description, row.document.id, row.document.published ?? "",
            row.document.outlet ?? "", row.document.url ?? "", row.form, row.act, row.factuality,
            row.sourceWords, row.source.map { $0.actor ?? $0.name }.joined(separator: "; "),
            row.addresseeWords, row.content, row.said ?? "", row.medium ?? "",
            row.isWrong ? "yes" : "no", row.corrections.isEmpty ? "no" : "yes",
            String(row.confidence),
        ]
    }

    private static func json(_ value: some Encodable) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(value), as: UTF8.self)
    }

    // MARK: W3C Web Annotation Data Model

    private struct Annotation: Encodable {
        struct Body: Encodable {
            let type = "TextualBody"
            let purpose = "describing"
            let format = "text/plain"
            let value: String
        }
        struct Selector: Encodable {
            let type: String
            var start: Int?
            var end: Int?
            var exact: String?
        }
        struct Target: Encodable {
            let source: String
            let selector: [Selector]
        }
        let context = "http://www.w3.org/ns/anno.jsonld"
        let id: String
        let type = "Annotation"
        let motivation = "describing"
        let body: [Body]
        let target: [Target]

        enum CodingKeys: String, CodingKey {
            case context = "@context"
            case id, type, motivation, body, target
        }
    }

    /// A statement as an annotation: who says what how, on the words of the content.
    static func annotation(_ row: StatementRecord) throws -> String {
        let source = row.document.url ?? "urn:lagebild:\(row.document.id)"
        let who = row.source.map(\.name).joined(separator: ", ")
        let name = who.isEmpty ? row.sourceWords : who
        let spans = row.contentSpans.filter { $0.count == 2 }
        return try json(
            Annotation(
                id: "urn:lagebild:" + row.reference.description,
                body: [Annotation.Body(value: "\(name): \(row.act) (\(row.factuality))")],
                target: spans.map { span in
                    Annotation.Target(
                        source: source,
                        selector: [
                            Annotation.Selector(
                                type: "TextPositionSelector", start: span[0], end: span[1]),
                            Annotation.Selector(
                                type: "TextQuoteSelector",
                                exact: spans.count == 1 ? row.content : nil),
                        ].filter { $0.start != nil || $0.exact != nil })
                }))
    }

    // MARK: CSL-JSON

    private struct Citation: Encodable {
        struct Date: Encodable {
            let parts: [[Int]]
            enum CodingKeys: String, CodingKey { case parts = "date-parts" }
        }
        struct Name: Encodable { let literal: String }
        let id: String
        let type = "article-newspaper"
        let title: String
        let container: String?
        let author: [Name]?
        let issued: Date?
        let language: String
        let url: String?
        enum CodingKeys: String, CodingKey {
            case id, type, title, author, issued, language
            case container = "container-title"
            case url = "URL"
        }
    }

    static func citation(_ document: DocumentSummary) throws -> String {
        // As exact as the date is known: a year, a month or a day.
        let parts = document.published.map { date in
            date.prefix(10).split(separator: "-").prefix(3).map { Int($0) }
        }
        let known = (parts ?? []).prefix { $0 != nil }.compactMap { $0 }
        return try json(
            Citation(
                id: document.id, title: document.title, container: document.outlet,
                author: document.author.map { [Citation.Name(literal: $0)] },
                issued: known.isEmpty ? nil : Citation.Date(parts: [known]),
                language: document.language, url: document.url))
    }

    // MARK: iCalendar

    static let calendarHead =
        "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Lagebild//archive//EN\r\nCALSCALE:GREGORIAN\r\n"

    /// An expectation as a day-long entry over its window; nothing for one without a date.
    static func calendarEntry(_ row: ExpectationRecord) -> String {
        guard let window = row.window, let days = DayRange(edtf: window) else { return "" }
        func date(_ day: Int) -> String { isoDay(day).replacing("-", with: "") }
        let status = row.state == .cancelled ? "CANCELLED" : "TENTATIVE"
        let source = row.statement.map { $0.source.map(\.name).joined(separator: ", ") } ?? ""
        var lines = [
            "BEGIN:VEVENT", "UID:\(row.id.replacing("/", with: "-"))",
            // The day of the report: the entry depends on nothing but the archive.
            "DTSTAMP:"
                + date(row.document.published.flatMap { DayRange(edtf: $0)?.last } ?? days.first)
                + "T000000Z",
            "DTSTART;VALUE=DATE:" + date(days.first), "DTEND;VALUE=DATE:" + date(days.last + 1),
            "SUMMARY:" + escaped(row.words), "STATUS:" + status,
            "DESCRIPTION:"
                + escaped(
                    "\(row.state.rawValue) · \(window) · \(source) · "
                        + [row.document.outlet, row.document.title, row.document.published]
                        .compactMap { $0 }.joined(separator: ", ")),
        ]
        if let url = row.document.url { lines.append("URL:" + url.filter { !$0.isNewline }) }
        lines.append("END:VEVENT")
        return lines.map { folded($0) + "\r\n" }.joined()
    }

    private static func escaped(_ text: String) -> String {
        text.replacing("\\", with: "\\\\").replacing(";", with: "\\;").replacing(",", with: "\\,")
            .replacing("\r\n", with: "\\n").replacing("\n", with: "\\n")
    }

    /// A line of more than 75 octets goes on in the next, behind a blank (RFC 5545, 3.1).
    private static func folded(_ line: String) -> String {
        var out = ""
        var width = 0
        for scalar in line.unicodeScalars {
            let count = UTF8.width(scalar)
            if width + count > 75 {
                out += "\r\n "
                width = 1
            }
            out.unicodeScalars.append(scalar)
            width += count
        }
        return out
    }

    // MARK: PLOVER

    private struct Plover: Encodable {
        struct Party: Encodable {
            let text: String
            let country: String?
        }
        struct Info: Encodable {
            let text: String
        }
        struct Cite: Encodable {
            let id: String
            let publisher: String?
            let url: String?
            let published: String?
        }
        let id: String
        let date: String?
        let enddate: String?
        let actor: [Party]
        let recipient: [Party]
        let event: [String]
        let mode: [String]
        let info: Info
        let cite: Cite

        enum CodingKeys: String, CodingKey {
            case id, date, enddate, actor, recipient, event, mode
            case info = "text_info"
            case cite = "cite_info"
        }
    }

    static func plover(_ row: EventRecord) throws -> String {
        let days = (row.time ?? row.document.published).flatMap { DayRange(edtf: $0) }
        func parties(_ links: [ActorLink]) -> [Plover.Party] {
            links.map { Plover.Party(text: $0.name, country: $0.country) }
        }
        return try json(
            Plover(
                id: row.reference.description, date: days.map { isoDay($0.first) },
                enddate: days.flatMap { $0.first == $0.last ? nil : isoDay($0.last) },
                actor: parties(row.actor), recipient: parties(row.recipient), event: [row.type],
                mode: row.mode.map { [$0] } ?? [], info: Plover.Info(text: row.words),
                cite: Plover.Cite(
                    id: row.document.id, publisher: row.document.outlet, url: row.document.url,
                    published: row.document.published)))
    }
}
