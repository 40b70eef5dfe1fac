import Reading
public import Text

/// A news text with what is known about it and where each part of that knowledge was found: what every
/// source of Intake ends in.
public struct Article: Hashable, Sendable {
    /// Where it came from: a path, an address, or both (`pages.warc.gz@1834`).
    public var name: String
    public var title: Found<String>?
    /// The names of the authors, each once.
    public var authors: [Found<String>] = []
    public var outlet: Found<String>?
    /// The primary BCP 47 tag: `de`, `en`.
    public var language: Found<String>?
    /// The address that it was fetched from.
    public var url: String?
    /// The address that the page itself names as its own.
    public var canonical: Found<String>?
    /// Dates in EDTF, as exact as they are written and no more.
    public var published: Found<String>?
    public var modified: Found<String>?
    /// When it was fetched, where the source says so (WARC, HTTP), EDTF.
    public var fetched: String?
    /// The main text in reading order, without the title.
    public var paragraphs: [Paragraph]
    /// What a user of the text must know.
    public var warnings: [ArticleWarning] = []

    public init(name: String, paragraphs: [Paragraph] = []) {
        self.name = name
        self.paragraphs = paragraphs
    }

    /// The paragraphs with an empty line between them.
    public var text: String { paragraphs.map(\.text).joined(separator: "\n\n") }

    /// The address to keep it under: the page's own before the one it was fetched from.
    public var address: String? { canonical?.value ?? url }
}

/// A piece of the main text.
public struct Paragraph: Hashable, Sendable {
    public enum Kind: String, Sendable, CaseIterable {
        case paragraph, heading, item, quote, preformatted, row
    }

    public var kind: Kind
    public var text: String

    public init(_ text: String, kind: Kind = .paragraph) {
        self.kind = kind
        self.text = text
    }
}

/// A value with the place it was found at and how sure it is.
public struct Found<Value: Hashable & Sendable>: Hashable, Sendable {
    public var value: Value
    public var origin: Origin
    public var certainty: Certainty

    public init(_ value: Value, _ origin: Origin, _ certainty: Certainty) {
        self.value = value
        self.origin = origin
        self.certainty = certainty
    }
}

/// Where a value was found.
public enum Origin: String, Hashable, Sendable, CaseIterable {
    case jsonLD = "json-ld"
    case openGraph = "opengraph"
    case meta, microdata
    case time = "time-element"
    case link
    case heading
    /// An attribute or an element whose class says what it holds.
    case markup
    /// What a script of the page was handed.
    case script
    case url, text, feed, mail, file
    case http
}

/// How sure a value is.
public enum Certainty: String, Hashable, Sendable, CaseIterable, Comparable {
    case low, medium, high

    public static func < (left: Certainty, right: Certainty) -> Bool {
        allCases.firstIndex(of: left)! < allCases.firstIndex(of: right)!
    }
}

/// What a user of a text must know.
public enum ArticleWarning: String, Hashable, Sendable, CaseIterable {
    /// Many short texts, each with a time of its own: one date does not hold for all.
    case liveTicker = "live-ticker"
    /// The text goes on behind another address.
    case multiplePages = "multiple-pages"
    /// The page says that the rest is for subscribers.
    case paywall
    /// The text was taken from the structured data of the page, not from what it shows.
    case structuredTextOnly = "structured-text-only"
    /// No main text was found.
    case noText = "no-text"
    /// Fewer than 40 words.
    case shortText = "short-text"
    /// The bytes end before the page or the record does.
    case truncated
    /// Bytes that do not belong to the encoding were replaced.
    case encodingRepaired = "encoding-repaired"
    /// The page was too deep or too large to be read whole.
    case simplified
}

extension Document {
    /// The document that the reader takes: the text cleaned, the title apart.
    public init(_ article: Article) {
        self.init(
            name: article.address ?? article.name, title: article.title?.value,
            language: article.language?.value, published: article.published?.value,
            outlet: article.outlet?.value, url: article.address,
            author: article.authors.isEmpty
                ? nil : article.authors.map(\.value).joined(separator: ", "),
            text: Document.cleaned(article.text))
    }
}
