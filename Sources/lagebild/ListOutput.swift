import Archive
import Foundation
import Reading

/// Prints a list as a table for people, as JSON or as CSV.
struct ListOutput {
    let format: ListFormat
    let output = StandardOutput()

    /// - Parameters:
    ///   - header: the names of the columns of the CSV.
    ///   - cells: the cells of a row of the CSV.
    ///   - entry: a row for people, one or more lines.
    func write<Row>(
        _ page: Page<Row>, header: [String], cells: (Row) -> [String], entry: (Row) -> String
    ) throws {
        switch format {
        case .json: try output.write(try json(page) + "\n")
        case .csv:
            try output.write(
                csvRow(header) + page.rows.map { csvRow(cells($0)) }.joined())
        case .table:
            for row in page.rows { try output.write(terminalText(entry(row)) + "\n") }
            if let next = page.next {
                try output.write("\nmore: --cursor \(next)\n")
            } else if page.rows.isEmpty {
                try output.write("nothing found\n")
            }
        }
    }

    func json(_ value: some Encodable) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(value), as: UTF8.self)
    }
}

/// Text of documents on its way to a terminal: nothing in it may take the terminal over.
func terminalText(_ text: String) -> String {
    var out = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
        switch scalar.properties.generalCategory {
        case .control where scalar != "\n" && scalar != "\u{1B}": out.append("\u{FFFD}")
        case .control where scalar == "\u{1B}": out.append("\u{FFFD}")
        case .format, .lineSeparator, .paragraphSeparator: out.append("\u{FFFD}")
        default: out.append(scalar)
        }
    }
    return String(out)
}

extension DocumentSummary {
    /// `2024-06-14 · Outlet · Title`.
    var line: String {
        [published, outlet, title].compactMap { $0 }.filter { !$0.isEmpty }
            .joined(separator: " · ")
    }
    /// Enough of the id for a command line.
    var shortID: String { String(id.prefix(12)) }
}

extension StatementRecord {
    var sourceName: String {
        let names = source.map(\.name).joined(separator: ", ")
        return names.isEmpty ? (sourceWords.isEmpty ? "unknown" : sourceWords) : names
    }
    /// The row for people: who, what, the words, and where they stand.
    var entry: String {
        var head = "\(sourceName)  \(act) · \(factuality)"
        if !addresseeWords.isEmpty { head += " · to \(addresseeWords)" }
        if let said { head += " · \(said)" }
        if let via { head += " · via \(via)" }
        if isWrong {
            head += " · marked wrong"
        } else if !corrections.isEmpty {
            head += " · corrected"
        }
        let words = snippet.map { $0.isMatch ? "[\($0.text)]" : $0.text }.joined()
        return head + "\n  │ " + words.replacing("\n", with: " ") + "\n    \(document.line)\n    "
            + "\(document.shortID)/\(reference.row)@\(reference.reader)"
    }
    static let header = [
        "reference", "document", "published", "outlet", "form", "act", "factuality", "source",
        "actors", "addressee", "content", "said", "via", "wrong", "confidence",
    ]
    var cells: [String] {
        [
            reference.description, document.id, document.published ?? "", document.outlet ?? "",
            form, act, factuality, sourceWords,
            source.map { $0.actor ?? $0.name }.joined(separator: "; "),
            addresseeWords, content, said ?? "", via ?? "", isWrong ? "yes" : "no",
            String(confidence),
        ]
    }
}
