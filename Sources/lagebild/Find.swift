import Archive
import ArgumentParser
import Foundation
import Reading

/// `lagebild find`: searches the archive.
struct Find: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Find statements and documents.",
        discussion: """
            Words, "phrases" and fields: who: whom: about: actor: act: form: factuality: medium: norm: type:
            from: to: outlet: lang: doc: story: in: wrong: sort: — 'or' between terms, '-' excludes, commas
            part several values. Example: lagebild find 'who:Voinescu act:deny,accuse about:hafen from:2025-03'
            """)

    @Argument(help: "The query.")
    var query: [String] = []

    @Option(
        help:
            "Answer the queries of a file, one a line: JSON Lines with the count and the milliseconds."
    )
    var batch: String?

    @OptionGroup var archive: ArchiveOptions
    @OptionGroup var page: PageOptions

    func validate() throws {
        if batch == nil, query.isEmpty { throw ValidationError("write a query, or give --batch") }
    }

    func run() throws {
        if let batch {
            try answer(batch)
            return
        }
        let query = try parsedQuery(query)
        let archive = try archive.open(.readOnly)
        let found = try archive.read { try $0.find(query, page: page.page) }
        let header =
            query.scope == .statements
            ? StatementRecord.header
            : ["document", "published", "outlet", "title", "url", "copies", "statements"]
        try ListOutput(format: page.format).write(
            found, header: header,
            cells: { hit in
                switch hit {
                case .statement(let row): row.cells
                case .document(let row):
                    [
                        row.document.id, row.document.published ?? "", row.document.outlet ?? "",
                        row.document.title, row.document.url ?? "", String(row.copies),
                        String(row.statements),
                    ]
                }
            },
            entry: { hit in
                switch hit {
                case .statement(let row): row.entry + "\n"
                case .document(let row):
                    row.document.line + "\n  │ "
                        + row.snippet.map { $0.isMatch ? "[\($0.text)]" : $0.text }.joined()
                        .replacing("\n", with: " ")
                        + "\n    \(row.document.shortID) · \(row.statements) statements"
                        + (row.copies > 0 ? " · \(row.copies) copies" : "") + "\n"
                }
            })
    }

    /// One line of the answers to a file of queries.
    private struct Answer: Encodable {
        let query: Query
        let count: Int
        let isMore: Bool
        let milliseconds: Double
    }

    private func answer(_ file: String) throws {
        guard let text = try? String(contentsOfFile: file, encoding: .utf8) else {
            throw InputError.missing(name: file)
        }
        let archive = try archive.open(.readOnly)
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        for line in text.split(separator: "\n") {
            let query = try parsedQuery([String(line)])
            let start = ContinuousClock.now
            let found = try archive.read { try $0.find(query, page: page.page) }
            let time = ContinuousClock.now - start
            let answer = Answer(
                query: query, count: found.total ?? found.rows.count, isMore: found.isMore,
                milliseconds: Double(time.components.attoseconds / 1_000_000_000_000) / 1000
                    + Double(time.components.seconds) * 1000)
            try StandardOutput().write(
                String(decoding: try encoder.encode(answer), as: UTF8.self) + "\n")
        }
    }
}
