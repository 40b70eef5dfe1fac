/// A text with what is known about it, before it is read.
public struct Document: Hashable, Sendable {
    /// The name the document came with; the SHA-256 of the text stands in the reading.
    public var name: String
    /// The headline, where it comes apart from the text.
    public var title: String?
    /// BCP 47 language tag, where known.
    public var language: String?
    /// The publication date in EDTF, as exact as it is known and no more.
    public var published: String?
    public var outlet: String?
    public var url: String?
    public var author: String?
    /// What all offsets count in: UTF-8, already cleaned by `Document.cleaned`.
    public var text: String

    public init(
        name: String, title: String? = nil, language: String? = nil, published: String? = nil,
        outlet: String? = nil, url: String? = nil, author: String? = nil, text: String
    ) {
        self.name = name
        self.title = title
        self.language = language
        self.published = published
        self.outlet = outlet
        self.url = url
        self.author = author
        self.text = text
    }
}
