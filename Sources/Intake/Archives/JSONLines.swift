import Foundation

/// Which fields of a JSON object hold what: `text=body,title=headline,published=meta.date`.
public struct FieldMapping: Hashable, Sendable {
    public enum Field: String, CaseIterable, Sendable {
        case text, title, published, modified, outlet, author, url, language, id
    }

    /// The names tried for each field, the first that is there counts; points lead into objects.
    private var names: [Field: [String]] = [
        .text: ["text", "body", "content", "articleBody", "content_text"],
        .title: ["title", "headline"],
        .published: [
            "published", "date", "datePublished", "date_published", "published_at", "pubDate",
        ],
        .modified: ["modified", "updated", "dateModified"],
        .outlet: ["outlet", "source", "publisher", "site"],
        .author: ["author", "authors", "byline", "creator"], .url: ["url", "link", "canonical"],
        .language: ["language", "lang"], .id: ["id", "guid", "uuid"],
    ]

    public init() {}

    /// - Parameter text: `text=body`; nil where the first name is no field.
    public init?(_ pairs: [String]) {
        for pair in pairs {
            let parts = pair.split(separator: "=", maxSplits: 1).map(String.init)
            guard parts.count == 2, let field = Field(rawValue: parts[0]) else { return nil }
            names[field] = [parts[1]]
        }
    }

    func value(_ field: Field, in object: JSONValue) -> JSONValue? {
        names[field]!.lazy.compactMap { object.value(at: $0) }.first { $0 != .null }
    }
}

extension ArticleExtractor {
    /// The article of an object of JSON.
    /// - Throws: `IntakeError.badLine`.
    func article(
        json object: JSONValue, name: String, line: Int, mapping: FieldMapping
    ) throws(IntakeError) -> Article {
        guard case .object = object else {
            throw .badLine(name: name, line: line, problem: "this is no JSON object")
        }
        guard let raw = mapping.value(.text, in: object) else {
            throw .badLine(name: name, line: line, problem: "no field with the text")
        }
        let text = raw.list.compactMap(\.text).joined(separator: "\n\n")
        guard !text.isEmpty else {
            throw .badLine(name: name, line: line, problem: "the text is empty")
        }
        var article = Article(name: mapping.value(.id, in: object)?.text ?? "\(name):\(line)")
        func found(_ field: FieldMapping.Field) -> Found<String>? {
            mapping.value(field, in: object)?.text.map { Found($0, .file, .high) }
        }
        article.title = found(.title)
        article.outlet = found(.outlet)
        article.url = found(.url)?.value
        article.language =
            found(.language).map {
                Found(String($0.value.lowercased().prefix { $0 != "-" && $0 != "_" }), .file, .high)
            } ?? detected(text)
        article.authors = (mapping.value(.author, in: object)?.list ?? []).compactMap {
            ($0.text ?? $0["name"]?.text).map { Found($0, .file, .high) }
        }
        let dates = DateReader(words: words)
        for (field, path) in [
            (FieldMapping.Field.published, \Article.published), (.modified, \Article.modified),
        ] {
            if let date = found(field).flatMap({ dates.date($0.value)?.edtf }) {
                article[keyPath: path] = Found(date, .file, .high)
            }
        }
        let start = text.prefix(200)
        if start.contains("<p") || start.contains("<div") || start.contains("<br") {
            article.paragraphs = paragraphs(fragment: text, title: article.title?.value)
        } else {
            article.paragraphs = paragraphs(plain: text)
        }
        return article
    }

    /// Paragraphs of plain text: an empty line or, without any, every line ends one.
    func paragraphs(plain text: String) -> [Paragraph] {
        let lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
        let hasEmpty = lines.contains { $0.allSatisfy(\.isWhitespace) }
        var result: [Paragraph] = []
        var current: [Substring] = []
        func close() {
            let text = current.joined(separator: " ").split(whereSeparator: \.isWhitespace).joined(
                separator: " ")
            if !text.isEmpty { result.append(Paragraph(text)) }
            current = []
        }
        for line in lines {
            if line.allSatisfy(\.isWhitespace) {
                close()
            } else {
                current.append(line)
                if !hasEmpty { close() }
            }
        }
        close()
        return result
    }
}
