/// An article, or a statement in it, as CSL-JSON (citationstyles.org, schema 1.0).
public struct CSLItem: Encodable, Sendable {
    private struct Name: Encodable { var literal: String }
    private struct Issued: Encodable {
        enum Key: String, CodingKey {
            case parts = "date-parts"
            case edtf
        }
        var edtf: String

        func encode(to encoder: any Encoder) throws {
            var fields = encoder.container(keyedBy: Key.self)
            // As exact as the date is known: a year, a month or a day; a season or a choice has no parts.
            let numbers = edtf.prefix(10).split(separator: "-").map { Int($0) }
            if (1...3).contains(numbers.count), !numbers.contains(nil) {
                try fields.encode([numbers.compactMap { $0 }], forKey: .parts)
            }
            try fields.encode(edtf, forKey: .edtf)
        }
    }
    private enum Key: String, CodingKey {
        case id, type, title, author, issued, language, note, abstract, source
        case url = "URL"
        case container = "container-title"
    }

    private let document: DocumentSummary
    /// What is cited of it, with the place where it stays.
    private let statement: (row: StatementRecord, url: String)?

    public init(_ document: DocumentSummary) {
        self.document = document
        statement = nil
    }

    /// - Parameter url: the permanent address of the statement.
    public init(_ row: StatementRecord, url: String) {
        document = row.document
        statement = (row, url)
    }

    public func encode(to encoder: any Encoder) throws {
        var fields = encoder.container(keyedBy: Key.self)
        try fields.encode(statement?.row.reference.description ?? document.id, forKey: .id)
        try fields.encode("article-newspaper", forKey: .type)
        try fields.encode(
            document.title.isEmpty ? document.name : document.title, forKey: .title)
        try fields.encodeIfPresent(document.author.map { [Name(literal: $0)] }, forKey: .author)
        try fields.encodeIfPresent(document.outlet, forKey: .container)
        try fields.encodeIfPresent(document.published.map { Issued(edtf: $0) }, forKey: .issued)
        try fields.encode(document.language, forKey: .language)
        try fields.encodeIfPresent(document.url ?? statement?.url, forKey: .url)
        guard let statement else { return }
        try fields.encode(
            statement.row.content.isEmpty ? statement.row.frame : statement.row.content,
            forKey: .abstract)
        try fields.encode("Lagebild \(statement.row.reference.reader)", forKey: .source)
        try fields.encode(statement.url, forKey: .note)
    }
}

/// A statement as a W3C Web Annotation: who says what how, on the words of the content.
public struct WebAnnotation: Encodable, Sendable {
    private struct Body: Encodable {
        let type = "TextualBody"
        let purpose = "describing"
        let format = "text/plain"
        let value: String
    }
    private struct Selector: Encodable {
        let type: String
        var start: Int?
        var end: Int?
        var exact: String?
    }
    private struct Target: Encodable {
        let source: String
        let selector: [Selector]
    }
    private enum Key: String, CodingKey {
        case context = "@context"
        case id, type, motivation, body, target
    }

    private let row: StatementRecord
    private let id: String
    private let pieces: [String]

    /// - Parameters:
    ///   - id: the permanent address of the statement, or a name for it.
    ///   - pieces: the words of each span; where there are none, a content of one span has its own.
    public init(_ row: StatementRecord, id: String, pieces: [String] = []) {
        self.row = row
        self.id = id
        self.pieces = pieces.isEmpty && row.contentSpans.count == 1 ? [row.content] : pieces
    }

    public func encode(to encoder: any Encoder) throws {
        var fields = encoder.container(keyedBy: Key.self)
        try fields.encode("http://www.w3.org/ns/anno.jsonld", forKey: .context)
        try fields.encode(id, forKey: .id)
        try fields.encode("Annotation", forKey: .type)
        try fields.encode("describing", forKey: .motivation)
        let names = row.source.map(\.name).joined(separator: ", ")
        let who = names.isEmpty ? row.sourceWords : names
        try fields.encode(
            [Body(value: "\(who): \(row.act) (\(row.factuality))")], forKey: .body)
        let spans = row.contentSpans.filter { $0.count == 2 }
        let targets = spans.enumerated().map { index, span in
            Target(
                source: row.document.url ?? "urn:sha256:" + row.document.text,
                selector: [
                    Selector(type: "TextPositionSelector", start: span[0], end: span[1]),
                    Selector(
                        type: "TextQuoteSelector",
                        exact: index < pieces.count ? pieces[index] : nil),
                ].filter { $0.start != nil || $0.exact != nil })
        }
        try fields.encode(targets, forKey: .target)
    }
}
