import Archive

/// How a statement is cited: the words, where they stand, and the address under which they stay.
struct Citation: Sendable {
    let statement: StatementRecord
    let url: String

    private var document: DocumentSummary { statement.document }
    private var title: String { document.title.isEmpty ? document.name : document.title }
    private var speaker: String {
        let names = statement.source.map(\.name)
        return names.isEmpty ? statement.sourceWords : names.joined(separator: ", ")
    }
    var words: String { statement.content.isEmpty ? statement.frame : statement.content }

    /// A note in the Chicago style (Chicago Manual of Style, 17th edition, 14.191: news), with the quoted
    /// words and the permanent address.
    var chicago: String {
        var parts: [String] = []
        if let author = document.author { parts.append(author + ",") }
        parts.append("“\(title),”")
        let place = [document.outlet, document.published.map(Self.chicagoDate), document.url]
        parts.append(place.compactMap { $0 }.joined(separator: ", ") + ".")
        let who = speaker.isEmpty ? "" : "\(speaker): "
        parts.append("\(who)“\(words)”")
        parts.append(
            "(Lagebild \(statement.reference.reader), text SHA-256 \(document.text.prefix(16)), \(url))."
        )
        return parts.joined(separator: " ")
    }

    /// `March 14, 2025`; what is no whole day stays EDTF.
    private static func chicagoDate(_ edtf: String) -> String {
        let months = [
            "January", "February", "March", "April", "May", "June", "July", "August", "September",
            "October", "November", "December",
        ]
        guard let day = Day(edtf) else { return edtf }
        return "\(months[day.month - 1]) \(day.day), \(day.year)"
    }

    /// BibTeX, with the characters that TeX takes for its own escaped.
    var bibtex: String {
        func field(_ name: String, _ value: String?) -> String {
            guard let value, !value.isEmpty else { return "" }
            return "  \(name) = {\(Self.escapedForTeX(value))},\n"
        }
        let key = "lagebild-\(document.id.prefix(12))-\(statement.reference.row)"
        return "@misc{\(key),\n" + field("author", document.author) + field("title", title)
            + field("howpublished", document.outlet)
            + field("date", document.published.flatMap { Day($0) != nil ? $0 : nil })
            + field("year", document.published.map { String($0.prefix(4)) })
            + field("url", document.url ?? url)
            + field("note", "\(speaker.isEmpty ? "" : speaker + ": ")“\(words)”, \(url)") + "}\n"
    }

    private static func escapedForTeX(_ text: String) -> String {
        var out = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\\": out += "\\textbackslash{}"
            case "{", "}", "#", "$", "%", "&", "_": out += "\\" + String(scalar)
            case "~": out += "\\textasciitilde{}"
            case "^": out += "\\textasciicircum{}"
            default: out += scalar.properties.generalCategory == .control ? " " : String(scalar)
            }
        }
        return out
    }
}
