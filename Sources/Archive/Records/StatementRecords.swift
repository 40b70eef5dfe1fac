/// An actor as a row names it.
public struct ActorLink: Hashable, Sendable, Codable {
    /// The id of the actor in the archive: `person:shin-won-sik`; nil where it is known in its own
    /// document only ("a senior official").
    public var actor: String?
    public var name: String
    public var kind: String
    public var role: String?
    public var country: String?
}

/// Who said what, with the words.
public struct StatementRecord: Hashable, Sendable, Codable {
    public var reference: RowReference
    public var document: DocumentSummary
    public var form: String
    public var act: String
    /// FactBank.
    public var factuality: String
    public var confidence: Double
    public var source: [ActorLink]
    /// The words of the text that name the source.
    public var sourceWords: String
    public var isAnonymous: Bool
    public var addressee: [ActorLink]
    public var addresseeWords: String
    public var cue: String
    /// The words of the content; where it is interrupted, ` … ` stands between them.
    public var content: String
    /// The spans of the content in the text of the document, in code points.
    public var contentSpans: [[Int]]
    public var frame: String
    public var medium: String?
    /// When it was said, EDTF, and the words for it.
    public var said: String?
    public var saidWords: String?
    /// Through whom it came: the statement or outlet that passed it on.
    public var via: String?
    public var inside: RowReference?
    /// The statement of the same document that a denial or confirmation points at.
    public var answers: RowReference?
    /// The content with what was searched for marked.
    public var snippet: [SnippetPart]
    /// Whether an analyst marked it wrong.
    public var isWrong: Bool
    public var corrections: [CorrectionRecord]
}

/// A correction by hand. Corrections are only ever added; one is taken back by another.
public struct CorrectionRecord: Hashable, Sendable, Codable, Identifiable {
    public var id: Int
    /// When it was made, ISO 8601 UTC.
    public var at: String
    public var by: String?
    public var change: Correction
    public var note: String?
    /// The correction that took it back.
    public var undoneBy: Int?
}
