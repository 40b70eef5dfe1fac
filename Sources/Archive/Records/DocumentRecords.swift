/// What a list shows of a document.
public struct DocumentSummary: Hashable, Sendable, Codable {
    /// 64 hexadecimal digits; the id of the text where nothing but the text is known, otherwise the
    /// SHA-256 of text, address and outlet.
    public var id: String
    /// The SHA-256 of the normalised text: `document.id` of the reading.
    public var text: String
    public var name: String
    /// The title, or the first line of the text.
    public var title: String
    public var language: String
    /// EDTF.
    public var published: String?
    public var outlet: String?
    public var url: String?
    public var author: String?
    /// 1 for the first text of a report, 2 for the one that came after it …
    public var version: Int
    /// Whether no later version is known.
    public var isLatest: Bool
    /// The document that this one is a copy of.
    public var copyOf: String?
    /// The id of the story that it belongs to.
    public var story: String?
}

/// A document with everything that hangs on it.
public struct DocumentRecord: Hashable, Sendable, Codable {
    public var summary: DocumentSummary
    public var text: String
    /// The version of the reader of the newest reading, and of all that are kept.
    public var reader: String
    public var readers: [String]
    /// All versions of the report, this one included, the first one first.
    public var versions: [DocumentSummary]
    /// Copies of the same text elsewhere, with the share of the shorter one that both have.
    public var copies: [CopyRecord]
    public var statements: [StatementRecord]
    public var events: [EventRecord]
    public var corrections: [CorrectionRecord]
}

/// A near-duplicate.
public struct CopyRecord: Hashable, Sendable, Codable {
    public var document: DocumentSummary
    /// The share of the word 5-grams of the shorter text that stand in the longer one, 0 to 1.
    public var containment: Double
}

/// What changed between two versions, in words.
public struct TextDifference: Hashable, Sendable, Codable {
    public enum Kind: String, Hashable, Sendable, Codable { case same, removed, added }
    public struct Part: Hashable, Sendable, Codable {
        public var kind: Kind
        public var text: String
    }
    public var from: DocumentSummary
    public var to: DocumentSummary
    public var parts: [Part]
}

/// A document that a query found.
public struct DocumentHit: Hashable, Sendable, Codable {
    public var document: DocumentSummary
    public var snippet: [SnippetPart]
    /// How many other outlets carry the same text.
    public var copies: Int
    public var statements: Int
}

/// One row that a query found.
public enum Hit: Hashable, Sendable, Codable {
    case statement(StatementRecord)
    case document(DocumentHit)
}

/// What an archive holds.
public struct ArchiveStatus: Hashable, Sendable, Codable {
    public var path: String
    public var documents: Int
    public var reports: Int
    public var readings: Int
    public var statements: Int
    public var events: Int
    public var actors: Int
    public var stories: Int
    /// Documents that are copies of another.
    public var copies: Int
    public var watches: Int
    public var corrections: Int
    /// Documents that are stored but not yet compared with the others.
    public var unlinked: Int
    /// Documents by the version of the reader of their newest reading.
    public var readers: [String: Int]
    public var languages: [String: Int]
    /// The first and last publication date, EDTF.
    public var firstPublished: String?
    public var lastPublished: String?
    /// Bytes of the file and of its write-ahead log, and of the texts in it.
    public var bytes: Int
    public var textBytes: Int
    public var schema: String
}
