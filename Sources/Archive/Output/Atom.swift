import Text

extension WatchResult {
    /// The matches as an Atom feed (RFC 4287). The date of an entry is that of its publication, so the
    /// same matches give the same bytes.
    public var atom: String {
        func plain(_ text: String) -> String {
            var out = ""
            for scalar in text.unicodeScalars {
                switch scalar {
                case "&": out += "&amp;"
                case "<": out += "&lt;"
                case ">": out += "&gt;"
                case "\"": out += "&quot;"
                // What XML 1.0 cannot hold.
                case "\t", "\n", "\r": out.unicodeScalars.append(scalar)
                default:
                    if scalar.value >= 0x20, scalar.value & 0xFFFE != 0xFFFE {
                        out.unicodeScalars.append(scalar)
                    }
                }
            }
            return out
        }
        func moment(_ date: String?) -> String {
            isoDay(date.flatMap { DayRange(edtf: $0)?.first } ?? 0) + "T00:00:00Z"
        }
        let dates = hits.map { hit in
            switch hit {
            case .statement(let row): moment(row.document.published)
            case .document(let row): moment(row.document.published)
            }
        }
        var out = """
            <?xml version="1.0" encoding="utf-8"?>
            <feed xmlns="http://www.w3.org/2005/Atom">
            <title>\(plain(watch.name))</title>
            <id>urn:lagebild:watch:\(plain(watch.name))</id>
            <updated>\(dates.max() ?? moment(nil))</updated>
            <author><name>Lagebild</name></author>
            <subtitle>\(plain(watch.query.description))</subtitle>

            """
        for (hit, date) in zip(hits, dates) {
            let (id, title, text, document): (String, String, String, DocumentSummary) =
                switch hit {
                case .statement(let row):
                    (
                        row.reference.description,
                        "\(row.source.first?.name ?? row.sourceWords): \(row.act)",
                        row.content.isEmpty ? row.frame : row.content, row.document
                    )
                case .document(let row):
                    (
                        row.document.id, row.document.title,
                        row.snippet.map(\.text).joined(), row.document
                    )
                }
            out += "<entry><id>urn:lagebild:\(plain(id))</id><title>\(plain(title))</title>"
            out += "<updated>\(date)</updated>"
            if let url = document.url { out += "<link href=\"\(plain(url))\"/>" }
            out += "<source><title>\(plain(document.outlet ?? document.title))</title></source>"
            out += "<content type=\"text\">\(plain(text))</content></entry>\n"
        }
        return out + "</feed>\n"
    }
}
