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
                try write(csvRow(StatementRecord.csvColumns))
                try snapshot.eachStatement(query) { try write(csvRow($0.csvCells)) }
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
                try write(ICalendar.head(name: "Lagebild"))
                var page = PageRequest(limit: 500)
                repeat {
                    let found = try snapshot.expectations(query, today: today, page: page)
                    for row in found.rows {
                        let entry = ICalendar.Entry(
                            row, state: row.state.rawValue, url: row.document.url)
                        try write(entry.map(ICalendar.text) ?? "")
                    }
                    page.cursor = found.next
                } while page.cursor != nil
                try write(ICalendar.end)
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

extension StatementRecord {
    /// The columns of a table of statements.
    public static let csvColumns = [
        "reference", "document", "published", "outlet", "url", "form", "act", "factuality",
        "source", "source_actors", "addressee", "content", "said", "medium", "wrong", "corrected",
        "confidence", "title", "via",
    ]

    public var csvCells: [String] {
        [
            reference.description, document.id, document.published ?? "", document.outlet ?? "",
            document.url ?? "", form, act, factuality, sourceWords,
            source.map { $0.actor ?? $0.name }.joined(separator: "; "), addresseeWords, content,
            said ?? "", medium ?? "", isWrong ? "yes" : "no", corrections.isEmpty ? "no" : "yes",
            String(confidence), document.title, via ?? "",
        ]
    }
}

/// The rows of each form.
enum Exchange {
    private static func json(_ value: some Encodable) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(value), as: UTF8.self)
    }

    static func annotation(_ row: StatementRecord) throws -> String {
        try json(WebAnnotation(row, id: "urn:lagebild:" + row.reference.description))
    }

    static func citation(_ document: DocumentSummary) throws -> String {
        try json(CSLItem(document))
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
