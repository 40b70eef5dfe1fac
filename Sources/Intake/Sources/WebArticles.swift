/// The articles of web addresses: of a page its text, of a feed its entries.
public struct WebArticles: Sendable {
    private let client: GuardedClient
    private let extractor: ArticleExtractor

    public init(client: GuardedClient, extractor: ArticleExtractor) {
        self.client = client
        self.extractor = extractor
    }

    /// - Throws: `IntakeError`.
    public func articles(at url: String) async throws(IntakeError) -> [Article] {
        let page = try await client.fetch(url)
        guard (200..<300).contains(page.status) else { throw .status(url: url, code: page.status) }
        guard !page.body.isEmpty else { throw .empty(name: url) }
        let type = page.fields["content-type"]
        let kind = SourceKind.of(Array(page.body.prefix(4096)), path: page.url)
        if kind == .feed {
            let feed = try FeedParser(words: extractor.words, limits: extractor.limits)
                .feed(page.body, name: url, url: page.url, contentType: type)
            return feed.entries.map { extractor.article(entry: $0, of: feed, name: $0.link ?? url) }
        }
        if kind == .text, type?.lowercased().contains("html") != true {
            var article = try extractor.article(plain: page.body, name: url)
            article.url = page.url
            return [article]
        }
        guard kind == .html || kind == .text || type?.lowercased().contains("html") == true else {
            throw .unknownKind(name: url)
        }
        var article = try extractor.article(
            html: page.body, name: url, url: page.url, contentType: type)
        if page.isTruncated { article.warnings.append(.truncated) }
        return [article]
    }
}

/// The articles of files, folders and web addresses in the order in which they are named: what `extract` prints
/// and `add` stores.
public struct ArticleSource: AsyncSequence {
    public typealias Element = Result<Article, IntakeError>

    private let inputs: [String]
    private let kind: SourceKind?
    private let mapping: FieldMapping
    private let extractor: ArticleExtractor
    private let client: GuardedClient
    private let offset: Int

    /// - Parameter offset: where to begin in web archives.
    public init(
        inputs: [String], kind: SourceKind? = nil, mapping: FieldMapping = FieldMapping(),
        extractor: ArticleExtractor,
        client: GuardedClient, offset: Int = 0
    ) {
        self.offset = offset
        self.inputs = inputs
        self.kind = kind
        self.mapping = mapping
        self.extractor = extractor
        self.client = client
    }

    /// Whether an input is an address of the web and not a path.
    public static func isAddress(_ input: String) -> Bool {
        // Other schemes are refused where they are fetched, with a reason.
        input.prefix(12).contains("://")
    }

    public func makeAsyncIterator() -> Iterator {
        Iterator(source: self, inputs: inputs.reversed())
    }

    public struct Iterator: AsyncIteratorProtocol {
        fileprivate let source: ArticleSource
        fileprivate var inputs: [String]
        private var files: FileArticles?
        private var ready: [Article] = []

        fileprivate init(source: ArticleSource, inputs: [String]) {
            self.source = source
            self.inputs = inputs
        }

        public mutating func next() async -> Element? {
            while true {
                if let article = ready.popLast() { return .success(article) }
                if let result = files?.next() { return result }
                files = nil
                guard let input = inputs.popLast() else { return nil }
                if ArticleSource.isAddress(input) {
                    do throws(IntakeError) {
                        ready = try await WebArticles(
                            client: source.client, extractor: source.extractor
                        ).articles(at: input).reversed()
                    } catch {
                        return .failure(error)
                    }
                } else {
                    files = FileArticles(
                        paths: [input], kind: source.kind, mapping: source.mapping,
                        extractor: source.extractor,
                        offset: source.offset)
                }
            }
        }
    }
}
