import Archive
import Reading

/// What a search found as a table (RFC 4180).
enum HitTable {
    static func csv(_ hits: [Hit], _ scope: Query.Scope) -> [UInt8] {
        var text: String
        switch scope {
        case .statements: text = csvRow(StatementRecord.csvColumns)
        case .documents:
            text = csvRow([
                "document", "published", "outlet", "title", "language", "statements", "copies",
                "url",
            ])
        }
        for hit in hits {
            switch hit {
            case .statement(let row): text += csvRow(row.csvCells)
            case .document(let row):
                text += csvRow([
                    row.document.id, row.document.published ?? "", row.document.outlet ?? "",
                    row.document.title, row.document.language, String(row.statements),
                    String(row.copies), row.document.url ?? "",
                ])
            }
        }
        return Array(text.utf8)
    }
}

extension AtomFeed.Entry {
    /// A match with its address on the desk.
    init(_ hit: Hit, _ view: View) {
        let url: String
        switch hit {
        case .statement(let row): url = view.url(.statement(row.reference))
        case .document(let row): url = view.url(Address(.article, row.document.id))
        }
        self.init(hit, act: { view.wording.name("act", $0) }, url: url)
    }
}

/// A row of a table, and its line end.
func csvBytes(_ cells: [String]) -> [UInt8] { Array(csvRow(cells).utf8) }
