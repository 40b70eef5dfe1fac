import Foundation

/// Visits feeds that are due and gives their new entries as articles.
public struct FeedFetcher: Sendable {
    private let client: GuardedClient
    private let parser: FeedParser
    private let extractor: ArticleExtractor
    private let robots: RobotsRegister
    /// Seconds between two requests to the same host.
    public var spacing = 1.0
    /// New entries of one visit beyond this are left for the next.
    public var limit = 200

    public init(client: GuardedClient, extractor: ArticleExtractor) {
        self.client = client
        self.extractor = extractor
        robots = RobotsRegister(client)
        parser = FeedParser(words: extractor.words, limits: extractor.limits)
    }

    /// What one visit gave.
    public struct Visit: Sendable {
        public var source: FeedSource
        public var articles: [Article] = []
    }

    /// Visits one feed, whether due or not.
    ///
    /// The entries of the result are marked as known in `source`: keep it only after the articles are safe.
    /// - Parameters:
    ///   - time: Unix time of the visit.
    ///   - jitter: 0 to 1.
    public func visit(_ given: FeedSource, at time: Int, jitter: Double) async -> Visit {
        var visit = Visit(source: given)
        var page: FetchedPage
        do throws(IntakeError) {
            page = try await client.fetch(given.url, fields: given.conditions)
        } catch {
            FeedSchedule.note(
                failure: error.description, at: time, jitter: jitter, in: &visit.source)
            return visit
        }
        if let moved = page.movedTo, (200..<300).contains(page.status) { visit.source.url = moved }
        guard (200..<300).contains(page.status) else {
            FeedSchedule.note(
                status: page.status, fields: page.fields, interval: nil, at: time, jitter: jitter,
                in: &visit.source)
            return visit
        }
        let feed: Feed
        do throws(IntakeError) {
            (feed, page) = try await readFeed(page, &visit.source)
        } catch {
            FeedSchedule.note(
                failure: error.description, at: time, jitter: jitter, in: &visit.source)
            return visit
        }
        FeedSchedule.note(
            status: page.status, fields: page.fields, interval: feed.interval, at: time,
            jitter: jitter, in: &visit.source)
        if page.isTruncated { visit.source.error = "the answer broke off; what came was read" }
        visit.source.title = visit.source.title ?? feed.title
        await take(feed, &visit)
        return visit
    }

    /// The feed of an answer. Where it is a page, the first feed that its head names is visited and kept.
    private func readFeed(
        _ page: FetchedPage, _ source: inout FeedSource
    ) async throws(IntakeError) -> (Feed, FetchedPage) {
        let failure: IntakeError
        do throws(IntakeError) {
            return (try feed(of: page, source.url), page)
        } catch {
            failure = error
        }
        guard
            let address = FeedDiscovery.feeds(
                in: page.body, base: WebAddress(page.url), limits: extractor.limits
            ).first, address != page.url
        else { throw failure }
        try? await Task.sleep(for: .seconds(spacing))
        let found = try await client.fetch(address)
        guard (200..<300).contains(found.status) else {
            throw .status(url: address, code: found.status)
        }
        let feed = try feed(of: found, address)
        source.url = found.movedTo ?? address
        return (feed, found)
    }

    private func feed(of page: FetchedPage, _ name: String) throws(IntakeError) -> Feed {
        try parser.feed(
            page.body, name: name, url: page.url, contentType: page.fields["content-type"])
    }

    private func take(_ feed: Feed, _ visit: inout Visit) async {
        var known = Set(visit.source.known)
        visit.source.skipped = []
        var lastRequest = ContinuousClock.now
        for entry in feed.entries {
            let key = FeedFetcher.hash(entry.key)
            guard !known.contains(key) else { continue }
            guard visit.articles.count < limit else {
                visit.source.skipped.append(
                    "more than \(limit) new entries: the rest comes with the next visit")
                visit.source.nextVisit = visit.source.lastVisit
                visit.source.etag = nil
                visit.source.lastModified = nil
                break
            }
            var article = extractor.article(
                entry: entry, of: feed, name: entry.link ?? visit.source.url)
            if visit.source.wantsFullText,
                article.warnings.contains(.shortText) || FeedFetcher.isTeaser(entry, article),
                let link = entry.link, let address = WebAddress(link)
            {
                guard await robots.allows(address) else {
                    visit.source.skipped.append("\(link): teaser only: robots.txt forbids the page")
                    keep(article, key, &visit, &known)
                    continue
                }
                do throws(IntakeError) {
                    let wait = spacing - (ContinuousClock.now - lastRequest) / .seconds(1)
                    if wait > 0 { try? await Task.sleep(for: .seconds(wait)) }
                    lastRequest = .now
                    article = try await fullText(article, link)
                } catch {
                    visit.source.skipped.append("\(link): teaser only: \(error.description)")
                }
            }
            keep(article, key, &visit, &known)
        }
        if visit.source.known.count > FeedSource.memory {
            visit.source.known.removeFirst(visit.source.known.count - FeedSource.memory)
        }
        visit.source.skipped = Array(visit.source.skipped.prefix(20))
    }

    private func keep(
        _ article: Article, _ key: String, _ visit: inout Visit, _ known: inout Set<String>
    ) {
        if article.paragraphs.isEmpty {
            visit.source.skipped.append("\(article.name): no text")
        } else {
            visit.articles.append(article)
            visit.source.taken += 1
        }
        known.insert(key)
        visit.source.known.append(key)
    }

    /// The article of the linked page, with what the feed knows better.
    private func fullText(_ entry: Article, _ link: String) async throws(IntakeError) -> Article {
        let page = try await client.fetch(link)
        guard (200..<300).contains(page.status) else { throw .status(url: link, code: page.status) }
        var article = try extractor.article(
            html: page.body, name: link, url: page.url, contentType: page.fields["content-type"])
        guard article.text.utf8.count > entry.text.utf8.count else { return entry }
        if page.isTruncated { article.warnings.append(.truncated) }
        if let published = entry.published,
            article.published == nil || article.published!.certainty < .high
        {
            article.published = published
        }
        if article.title == nil { article.title = entry.title }
        if article.authors.isEmpty { article.authors = entry.authors }
        if article.outlet == nil || article.outlet!.certainty == .low {
            article.outlet = entry.outlet ?? article.outlet
        }
        return article
    }

    private static func isTeaser(_ entry: FeedEntry, _ article: Article) -> Bool {
        entry.content == nil && article.text.utf8.count < 1500
    }

    /// For telling entries of one feed apart.
    static func hash(_ text: String) -> String { String(Fingerprint.of(text.utf8), radix: 16) }
}

extension ArticleExtractor {
    /// The article that an entry of a feed holds.
    func article(entry: FeedEntry, of feed: Feed, name: String) -> Article {
        var article = Article(name: name)
        let html =
            [entry.content, entry.summary].compactMap { $0 }.max { $0.utf8.count < $1.utf8.count }
            ?? ""
        article.title = entry.title.map { Found($0, .feed, .high) }
        article.paragraphs = paragraphs(fragment: html, title: entry.title)
        article.authors = entry.authors.map { Found($0, .feed, .high) }
        article.outlet = (entry.source ?? feed.title).map { Found($0, .feed, .medium) }
        article.url = entry.link
        article.published = (entry.published ?? entry.updated).map {
            Found($0, .feed, entry.published == nil ? .low : .high)
        }
        article.modified = entry.updated.map { Found($0, .feed, .high) }
        let tag = (entry.language ?? "").split(whereSeparator: { $0 == "-" || $0 == "_" }).first.map
        { $0.lowercased() }
        article.language =
            tag.flatMap { (2...3).contains($0.utf8.count) ? Found($0, .feed, .medium) : nil }
            ?? detected(article.text)
        if article.paragraphs.isEmpty {
            article.warnings.append(.noText)
        } else if article.text.split(whereSeparator: \.isWhitespace).count < 40 {
            article.warnings.append(.shortText)
        }
        return article
    }

    /// The paragraphs of a piece of HTML that is all text: an entry of a feed, a mail.
    func paragraphs(fragment html: String, title: String?) -> [Paragraph] {
        let filter = HTMLFilter(Array(html.utf8), depth: limits.depth)
        guard
            let tree = HTMLTree(
                html: filter.html, memory: (64 << 20) + filter.html.count * 64,
                depth: limits.depth * 2)
        else { return [] }
        let page = PageAnalysis(tree, names: words.markup)
        let blocks = BlockCollector.blocks(of: 0, in: page)
        let kept = BlockFilter(page: page, words: words, title: title, structured: nil).kept(blocks)
        // An entry of one line has nothing to be told apart from.
        return (kept.isEmpty ? blocks : kept).map {
            Paragraph($0.text, kind: $0.kind)
        }
    }
}
