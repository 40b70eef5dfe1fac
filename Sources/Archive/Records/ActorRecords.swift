/// What a list shows of an actor.
public struct ActorSummary: Hashable, Sendable, Codable, Identifiable {
    /// Kind and folded name, `person:shin-won-sik`; countries by their code, `country:kp`.
    public var id: String
    public var kind: String
    public var name: String
    public var country: String?
    public var documents: Int
    /// Reports that are no copies of each other.
    public var independentDocuments: Int
}

/// An actor across documents.
public struct ActorRecord: Hashable, Sendable, Codable {
    public struct Alias: Hashable, Sendable, Codable {
        public var name: String
        public var documents: Int
    }
    /// A role in the words of the documents, and when it was given.
    public struct Role: Hashable, Sendable, Codable {
        public var role: String
        /// The first and last publication date of documents that say so, EDTF.
        public var first: String?
        public var last: String?
        public var documents: Int
    }
    public var summary: ActorSummary
    public var aliases: [Alias]
    public var roles: [Role]
    /// Ids of actors that were joined into this one by hand.
    public var joined: [String]
    public var corrections: [CorrectionRecord]
}

/// One entry of a timeline: something said, or something that happens.
public struct TimelineEntry: Hashable, Sendable, Codable {
    public enum Kind: String, Hashable, Sendable, Codable { case said, event }
    public var kind: Kind
    /// EDTF: when it was said or happens; the publication date where the text does not tell.
    public var date: String
    /// Whether the date is the text's own.
    public var isDated: Bool
    public var statement: StatementRecord?
    public var event: EventRecord?
}

/// Something that happens, according to somebody.
public struct EventRecord: Hashable, Sendable, Codable {
    public struct View: Hashable, Sendable, Codable {
        /// `author`, or the statement.
        public var by: String
        public var factuality: String
    }
    public var reference: RowReference
    public var document: DocumentSummary
    /// PLOVER.
    public var type: String
    public var mode: String?
    public var words: String
    public var actor: [ActorLink]
    public var recipient: [ActorLink]
    public var place: [ActorLink]
    public var time: String?
    public var tense: String?
    public var views: [View]
    public var confidence: Double
}
