public import Text

/// What the language core says of each token of a text: tags, forms, tree, names. All arrays have
/// one row a token, or none where the part did not run.
public struct Analysis: Sendable {
    /// Index into `tagNames`: STTS for German, Penn tags for English.
    public var tags: [UInt8] = []
    /// The names of the language's own tags (XPOS).
    public var tagNames: [String] = []
    public var universalTags: [UniversalTag] = []
    public var morphology: [Morphology] = []
    /// The token that each depends on; -1 for the root of a sentence.
    public var heads: [Int32] = []
    public var relations: [Relation] = []
    public var entities: [EntityTag] = []
    /// What the lexicon says of each form.
    package var lookUps: [Lexicon.Lookup] = []

    public init() {}

    /// Whether heads and relations are there.
    public var hasTrees: Bool { !heads.isEmpty }

    /// The kind of the name that a token is part of; nil for none, and where no names were looked for.
    @inlinable
    public func entityKind(_ token: Int) -> EntityTag.Kind? {
        entities.isEmpty ? nil : entities[token].kind
    }
}
