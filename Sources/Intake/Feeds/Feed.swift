/// A feed: RSS 0.9x, 1.0, 2.0, Atom or JSON Feed, whatever it was written in.
public struct Feed: Hashable, Sendable {
    public enum Format: String, Sendable {
        case rss090 = "rss-0.90"
        case rss09 = "rss-0.9x"
        case rss1 = "rss-1.0"
        case rss2 = "rss-2.0"
        case atom, json
    }

    public var format: Format
    public var title: String?
    public var link: String?
    public var language: String?
    /// How long the publisher asks to wait between two fetches, in seconds.
    public var interval: Int?
    public var entries: [FeedEntry] = []
    /// Whether the markup had to be repaired.
    public var isRepaired = false
}

/// An entry of a feed.
public struct FeedEntry: Hashable, Sendable {
    /// The publisher's own name for the entry; its address where it has none.
    public var id: String?
    public var title: String?
    public var link: String?
    public var authors: [String] = []
    /// Dates in EDTF; nil where what is written is no date.
    public var published: String?
    public var updated: String?
    /// HTML.
    public var summary: String?
    public var content: String?
    public var categories: [String] = []
    public var source: String?
    public var language: String?

    public init() {}

    /// What tells two entries of a feed apart.
    public var key: String { id ?? link ?? (title ?? "") + (published ?? "") }
}
