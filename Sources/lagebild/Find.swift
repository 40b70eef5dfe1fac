import Archive
import ArgumentParser

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
    var query: [String]

    @OptionGroup var archive: ArchiveOptions
    @OptionGroup var page: PageOptions

    func run() throws {
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
}
