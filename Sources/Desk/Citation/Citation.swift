import Archive

/// How a statement is cited: the words, where they stand, and the address under which they stay.
struct Citation: Sendable {
    let statement: StatementRecord
    let url: String
    let version: String

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

    /// CSL-JSON (citationstyles.org, schema 1.0).
    struct CSL: Encodable, Sendable {
        struct Name: Encodable, Sendable { var literal: String }
        struct Date: Encodable, Sendable {
            enum Key: String, CodingKey {
                case parts = "date-parts"
                case edtf
            }
            var parts: [[Int]]?
            var edtf: String
            func encode(to encoder: any Encoder) throws {
                var fields = encoder.container(keyedBy: Key.self)
                try fields.encodeIfPresent(parts, forKey: .parts)
                try fields.encode(edtf, forKey: .edtf)
            }
        }
        enum Key: String, CodingKey {
            case id, type, title, author, issued, language
            case url = "URL"
            case note, abstract, source
            case container = "container-title"
        }
        let citation: Citation

        func encode(to encoder: any Encoder) throws {
            var fields = encoder.container(keyedBy: Key.self)
            let document = citation.document
            try fields.encode(citation.statement.reference.description, forKey: .id)
            try fields.encode("article-newspaper", forKey: .type)
            try fields.encode(citation.title, forKey: .title)
            try fields.encodeIfPresent(document.author.map { [Name(literal: $0)] }, forKey: .author)
            try fields.encodeIfPresent(document.outlet, forKey: .container)
            if let published = document.published {
                let numbers = published.split(separator: "-").compactMap { Int($0) }
                let isPlain = published.allSatisfy { $0.isASCII && ($0.isNumber || $0 == "-") }
                try fields.encode(
                    Date(parts: isPlain ? [numbers] : nil, edtf: published), forKey: .issued)
            }
            try fields.encode(document.language, forKey: .language)
            try fields.encode(document.url ?? citation.url, forKey: .url)
            try fields.encode(citation.words, forKey: .abstract)
            try fields.encode("Lagebild \(citation.statement.reference.reader)", forKey: .source)
            try fields.encode(citation.url, forKey: .note)
        }
    }

    /// W3C Web Annotation: the words by their position and by themselves.
    struct Annotation: Encodable, Sendable {
        struct Body: Encodable, Sendable {
            var type = "TextualBody"
            var purpose = "describing"
            var value: String
            var format = "text/plain"
        }
        struct Selector: Encodable, Sendable {
            var type: String
            var start: Int?
            var end: Int?
            var exact: String?
        }
        struct Target: Encodable, Sendable {
            var source: String
            var selector: [Selector]
        }
        enum Key: String, CodingKey {
            case context = "@context"
            case id, type, motivation, body, target, generator
        }
        let citation: Citation
        /// The words of each span.
        let pieces: [String]

        func encode(to encoder: any Encoder) throws {
            var fields = encoder.container(keyedBy: Key.self)
            let statement = citation.statement
            try fields.encode("http://www.w3.org/ns/anno.jsonld", forKey: .context)
            try fields.encode(citation.url, forKey: .id)
            try fields.encode("Annotation", forKey: .type)
            try fields.encode("identifying", forKey: .motivation)
            try fields.encode(
                [Body(value: "\(citation.speaker) | \(statement.act) | \(statement.factuality)")],
                forKey: .body)
            let targets = zip(statement.contentSpans, pieces).map { span, words in
                Target(
                    source: citation.document.url ?? "urn:sha256:" + citation.document.text,
                    selector: [
                        Selector(type: "TextPositionSelector", start: span[0], end: span[1]),
                        Selector(type: "TextQuoteSelector", exact: words),
                    ])
            }
            try fields.encode(targets, forKey: .target)
            try fields.encode("Lagebild \(citation.version)", forKey: .generator)
        }
    }
}
