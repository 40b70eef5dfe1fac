import Archive

/// Comma-separated values (RFC 4180) for spreadsheets.
enum CSV {
    /// A row. A cell that a spreadsheet would take for a formula gets an apostrophe before it.
    static func row(_ cells: [String]) -> [UInt8] {
        var bytes: [UInt8] = []
        for (index, cell) in cells.enumerated() {
            if index > 0 { bytes.append(UInt8(ascii: ",")) }
            var text = cell
            if let first = text.unicodeScalars.first, "=+-@\t\r".unicodeScalars.contains(first) {
                text = "'" + text
            }
            let needsQuotes = text.utf8.contains {
                $0 == 0x22 || $0 == 0x2C || $0 == 0x0A || $0 == 0x0D
            }
            if needsQuotes {
                bytes.append(0x22)
                for byte in text.utf8 {
                    if byte == 0x22 { bytes.append(0x22) }
                    bytes.append(byte)
                }
                bytes.append(0x22)
            } else {
                bytes += Array(text.utf8)
            }
        }
        return bytes + [0x0D, 0x0A]
    }

    static func hits(_ hits: [Hit], _ scope: Query.Scope) -> [UInt8] {
        switch scope {
        case .statements:
            hits.reduce(
                into: row([
                    "reference", "published", "outlet", "title", "source", "act", "factuality",
                    "addressee",
                    "content", "said", "via", "wrong", "confidence", "url",
                ])
            ) { bytes, hit in
                guard case .statement(let one) = hit else { return }
                let source =
                    one.source.isEmpty
                    ? one.sourceWords : one.source.map(\.name).joined(separator: "; ")
                bytes += row([
                    one.reference.description, one.document.published ?? "",
                    one.document.outlet ?? "",
                    one.document.title, source, one.act, one.factuality, one.addresseeWords,
                    one.content,
                    one.said ?? "", one.via ?? "", one.isWrong ? "yes" : "no",
                    String(one.confidence),
                    one.document.url ?? "",
                ])
            }
        case .documents:
            hits.reduce(
                into: row([
                    "document", "published", "outlet", "title", "language", "statements", "copies",
                    "url",
                ])
            ) { bytes, hit in
                guard case .document(let one) = hit else { return }
                bytes += row([
                    one.document.id, one.document.published ?? "", one.document.outlet ?? "",
                    one.document.title, one.document.language, String(one.statements),
                    String(one.copies),
                    one.document.url ?? "",
                ])
            }
        }
    }
}
