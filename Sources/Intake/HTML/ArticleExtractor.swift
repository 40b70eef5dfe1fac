import Language

/// Takes the article out of a page: its main text in reading order, and what the page says of it.
public struct ArticleExtractor: Sendable {
    let words: IntakeWords
    let limits: IntakeLimits
    private let detector: LanguageDetector
    /// The languages that the detector tells apart.
    private let languages: Set<String>

    /// - Parameter dataRoot: the folder of language data.
    /// - Throws: `IntakeError.badTable`, `DataError`.
    public init(dataRoot: String, limits: IntakeLimits = IntakeLimits()) throws {
        words = try IntakeWords(dataRoot: dataRoot)
        let languages = try LanguagePack.languages(in: dataRoot)
        detector = try LanguageDetector(languages: languages, root: dataRoot)
        self.languages = Set(languages)
        self.limits = limits
    }

    /// The language of a text, by its function words.
    func detected(_ text: String) -> Found<String>? {
        let start = String(decoding: text.utf8.prefix(4000), as: UTF8.self)
        return start.utf8.count < 60 ? nil : Found(detector.language(of: start), .text, .medium)
    }

    /// - Parameters:
    ///   - bytes: the page as it came.
    ///   - name: for messages.
    ///   - url: the address that it came from; nil for a file.
    ///   - contentType: the `Content-Type` of the answer, for its charset.
    /// - Throws: `IntakeError.tooLarge`, `.tooComplex`, `.empty`.
    /// - Complexity: O(n) in time and memory.
    public func article(
        html bytes: [UInt8], name: String, url: String? = nil, contentType: String? = nil
    ) throws(IntakeError) -> Article {
        guard bytes.count <= limits.size else { throw .tooLarge(name: name, limit: limits.size) }
        guard !bytes.isEmpty else { throw .empty(name: name) }
        let decoded = Charset.decode(
            bytes, transport: Charset.named(in: contentType), declared: Charset.declared(in: bytes))
        let filter = HTMLFilter(decoded.bytes, depth: limits.depth)
        guard
            let tree = HTMLTree(
                html: filter.html, memory: (64 << 20) + filter.html.count * 64,
                depth: limits.depth * 2)
        else { throw .tooComplex(name: name) }
        var page = PageAnalysis(tree, names: words.markup)
        page.leaveOutSections(headed: words.endsArticle)
        let data = StructuredData(filter.structuredData)
        var article = Article(name: name)
        article.url = url
        if decoded.isRepaired { article.warnings.append(.encodingRepaired) }
        if filter.droppedTags > 0 || tree.isCut { article.warnings.append(.simplified) }

        let pieces = data.body.map { WordPieces(plainText($0)) }.flatMap {
            $0.count >= 20 ? $0 : nil
        }
        let roots = roots(page, pieces)
        let found = roots.first.flatMap { detected(tree.plainText(of: $0)) }
        let metadata = PageMetadata(
            page: page, data: data, words: words, url: url.flatMap { WebAddress($0) },
            root: roots.first,
            detected: found, detectable: languages, source: decoded.bytes)
        article.title = metadata.title
        article.authors = metadata.authors
        article.outlet = metadata.outlet
        article.language = metadata.language
        article.canonical = metadata.canonical
        (article.published, article.modified) = metadata.publication

        let filterer = BlockFilter(
            page: page, words: words, title: article.title?.value, structured: pieces)
        var blocks = filterer.kept(roots.flatMap { BlockCollector.blocks(of: $0, in: page) })
        if let first = roots.first, let lead = lead(before: first, page, blocks) {
            blocks.insert(lead, at: 0)
        }
        article.paragraphs = blocks.map { Paragraph($0.text, kind: $0.kind) }
        takeStructuredText(data, &article)
        addWarnings(page, data, metadata, &article)
        return article
    }

    private func roots(_ page: PageAnalysis, _ pieces: WordPieces?) -> [Int] {
        var confirmed: [Int32] = []
        if let pieces {
            confirmed = confirmedProse(page, pieces)
            // Structured text that the page does not show says nothing about it.
            if Int(confirmed[0]) < pieces.count * 2 { confirmed = [] }
        }
        let roots = ContentFinder(page: page, confirmed: confirmed).roots()
        if !roots.isEmpty { return roots }
        // Short lines only.
        return page.tree.nodes.indices.first {
            page.tag($0) == .article && !page.isLeftOut[$0] && page.textLength[$0] > 40
        }
        .map { [$0] } ?? page.tree.nodes.indices.first { page.tag($0) == .body }.map { [$0] } ?? []
    }

    /// For each node the prose below it whose words stand in the structured text too.
    private func confirmedProse(_ page: PageAnalysis, _ pieces: WordPieces) -> [Int32] {
        let tree = page.tree
        var sums = Array(repeating: Int32(0), count: tree.nodes.count)
        for block in BlockCollector.blocks(of: 0, in: page)
        where block.length >= 40 && block.kind != .heading {
            if pieces.share(of: block.text) > 0.5 { sums[block.node] += Int32(block.length) }
        }
        for node in tree.nodes.indices.reversed() {
            let parent = Int(tree.nodes[node].parent)
            if parent >= 0 { sums[parent] += sums[node] }
        }
        return sums
    }

    /// The paragraph between headline and text, where it stands outside of the text.
    private func lead(before root: Int, _ page: PageAnalysis, _ blocks: [TextBlock]) -> TextBlock? {
        let tree = page.tree
        let heading = (max(root - 400, 0)..<root).last { page.tag($0) == .h1 }
        var best: TextBlock?
        for node in (heading ?? max(root - 150, 1))..<root
        where !page.isLeftOut[node] && tree.isElement(node) {
            guard Int(tree.nodes[node].end) <= root, page.textLength[node] >= 50,
                page.textLength[node] < 900,
                page.linkDensity(node) < 0.3
            else { continue }
            if page.hints[node].contains(.lead) {
                let inner = BlockCollector.blocks(of: node, in: page).filter {
                    $0.length >= 50 && !words.isForeign($0.text, length: $0.length)
                }
                if let block = inner.max(by: { $0.length < $1.length }), block.linkDensity < 0.3 {
                    best = block
                }
            } else if best == nil, let heading, page.tag(node) == .p, page.prose[node] >= 80,
                page.linkDensity(node) < 0.1
            {
                // A bare paragraph between headline and text.
                let parent = Int(tree.nodes[node].parent)
                guard
                    parent == Int(tree.nodes[heading].parent) || Int(tree.nodes[parent].end) > root
                else { continue }
                best = BlockCollector.blocks(of: node, in: page).first
            }
        }
        guard var lead = best else { return nil }
        lead.kind = .paragraph
        let key = wordKey(lead.text)
        if blocks.prefix(4).contains(where: { wordKey($0.text).contains(key) }) { return nil }
        return lead
    }

    /// Where the page shows much less than its structured data has, that is the text.
    private func takeStructuredText(_ data: StructuredData, _ article: inout Article) {
        guard let body = data.body else { return }
        let text = structuredParagraphs(body)
        let size = text.reduce(0) { $0 + $1.utf8.count }
        let shown = article.paragraphs.reduce(0) { $0 + $1.text.utf8.count }
        guard size > 200, shown * 2 < size else { return }
        article.paragraphs = text.map { Paragraph($0) }
        article.warnings.append(.structuredTextOnly)
    }

    private func structuredParagraphs(_ body: String) -> [String] {
        if body.contains("<p") || body.contains("<br") || body.contains("&lt;") {
            if let tree = HTMLTree(html: Array(body.utf8), memory: 64 << 20, depth: limits.depth) {
                let page = PageAnalysis(tree, names: words.markup)
                return BlockCollector.blocks(of: 0, in: page).map(\.text)
            }
        }
        return body.split(whereSeparator: \.isNewline).map { plainText(String($0)) }.filter {
            !$0.isEmpty
        }
    }

    private func addWarnings(
        _ page: PageAnalysis, _ data: StructuredData, _ metadata: PageMetadata,
        _ article: inout Article
    ) {
        let title = article.title?.value.lowercased() ?? ""
        let tree = page.tree
        var isTicker =
            data.isLiveBlog || words.list(.ticker).contains { title.holds($0) }
        var hasPages = metadata.hasOtherPages
        var isPaid = data.isPaid
        for node in tree.nodes.indices where tree.isElement(node) {
            let hints = page.hints[node]
            if hints.contains(.ticker), page.prose[node] * 2 > page.prose[0] { isTicker = true }
            if hints.contains(.paywall), page.tag(node) != .body, page.tag(node) != .html {
                isPaid =
                    isPaid
                    || page.prose[node] * 10 < page.prose[0]
                        && tree.nodes[node].end - Int32(node) > 2
            }
        }
        if !hasPages || !isPaid {
            let isWanted = { words.pages.mayStart(with: $0) || words.walls.mayStart(with: $0) }
            BlockCollector.eachLine(in: tree.nodes.indices, page, where: isWanted) { line, _, _ in
                guard line.count < 120 else { return }
                if !hasPages { hasPages = words.pages.hasStart(of: line) }
                if !isPaid { isPaid = words.walls.hasStart(of: line) }
            }
        }
        if isTicker { article.warnings.append(.liveTicker) }
        if hasPages { article.warnings.append(.multiplePages) }
        if isPaid { article.warnings.append(.paywall) }
        if article.paragraphs.isEmpty {
            article.warnings.append(.noText)
        } else if article.paragraphs.reduce(0, { $0 + $1.text.split(separator: " ").count }) < 40 {
            article.warnings.append(.shortText)
        }
    }
}
