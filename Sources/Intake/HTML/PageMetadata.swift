import Foundation

/// What a page says of itself, each with where it was said.
struct PageMetadata {
    let page: PageAnalysis
    let tree: HTMLTree
    let data: StructuredData
    let words: IntakeWords
    let dates: DateReader
    let url: WebAddress?
    let root: Int?
    /// The page as it came, decoded, with its scripts.
    let source: [UInt8]
    /// The language of the main text, and the languages that can be told from a text.
    let detected: Found<String>?
    let detectable: Set<String>

    /// `meta` elements by lower-case name; the first of each counts.
    private(set) var meta: [String: String] = [:]
    private(set) var metaProperty: Set<String> = []
    private(set) var links: [(rel: String, href: String)] = []
    private(set) var headTitle: String?
    private(set) var htmlLanguage: String?
    /// The headline: the last one before the text, else the first in it.
    let heading: Int?
    /// Which number of `06/07/2024` is the month.
    private(set) var order = DateReader.Order.dayFirst

    init(
        page: PageAnalysis, data: StructuredData, words: IntakeWords, url: WebAddress?, root: Int?,
        detected: Found<String>?, detectable: Set<String>, source: [UInt8]
    ) {
        self.source = source
        self.detected = detected
        self.detectable = detectable
        self.page = page
        tree = page.tree
        self.data = data
        self.words = words
        dates = DateReader(words: words)
        self.url = url
        self.root = root
        let isHeading: (Int) -> Bool = { page.tag($0) == .h1 }
        heading =
            root.map { root in
                (0..<root).last(where: isHeading) ?? page.tree.below(root).first(where: isHeading)
            } ?? page.tree.nodes.indices.first(where: isHeading)
        collect()
        order = numberOrder()
    }

    private mutating func collect() {
        for node in tree.nodes.indices where tree.isElement(node) {
            switch page.tag(node) {
            case .meta:
                guard let content = tree.attribute(.content, of: node), !content.isEmpty else {
                    continue
                }
                let property = tree.attribute(.property, of: node)
                guard
                    let name = property ?? tree.attribute(.name, of: node) ?? tree.attribute(
                        .itemprop, of: node)
                        ?? tree.attribute(.httpEquiv, of: node)
                        ?? tree.attribute(.pubdate, of: node).map({ _ in "pubdate" })
                else { continue }
                let key = name.lowercased()
                if meta[key] == nil { meta[key] = content }
                if property != nil { metaProperty.insert(key) }
            case .link:
                if let rel = tree.attribute(.rel, of: node),
                    let href = tree.attribute(.href, of: node), !href.isEmpty
                {
                    links.append((rel.lowercased(), href))
                }
            case .title: if headTitle == nil { headTitle = tree.plainText(of: node) }
            case .html:
                htmlLanguage =
                    tree.attribute(.lang, of: node) ?? tree.attribute(.xmlLang, of: node)
            default: continue
            }
        }
    }

    func metaValue(_ names: String...) -> String? {
        for name in names {
            if let value = meta[name].map(plainText), !value.isEmpty { return value }
        }
        return nil
    }

    // MARK: Title

    /// The headline.
    var title: Found<String>? {
        let site = outlet?.value
        let whole = headTitle ?? metaValue("og:title") ?? ""
        let headings = tree.nodes.indices.lazy.filter { page.tag($0) == .h1 }.prefix(50)
        let texts = Array(
            headings.map { (node: $0, text: headline(of: $0)) }.filter {
                $0.text.utf8.count > 2 && $0.text.utf8.count < 400
            })
        let declared =
            data.headline
            ?? metaValue("og:title", "twitter:title", "dc.title", "dcterms.title", "sailthru.title")
        // The heading that the page shows, where the head of the page says the same.
        let keys = [
            wordKey(String((declared ?? "").prefix(500))), wordKey(String(whole.prefix(500))),
        ].filter { !$0.isEmpty }
        if let shown = texts.first(where: { heading in
            let key = wordKey(heading.text)
            return key.utf8.count > 8 && keys.contains { $0.contains(key) || key.contains($0) }
        }) {
            return Found(shown.text, .heading, .high)
        }
        if let headline = data.headline, !headline.isEmpty {
            return Found(headline, .jsonLD, .high)
        }
        if let text = metaValue("og:title") {
            return Found(withoutSite(text, site), .openGraph, .high)
        }
        if texts.count == 1 || (root != nil && !texts.isEmpty) {
            let inside = texts.first { text in
                root.map { tree.below($0).contains(text.node) } ?? false
            }
            return Found((inside ?? texts[0]).text, .heading, .medium)
        }
        if let text = metaValue(
            "twitter:title", "dc.title", "dcterms.title", "sailthru.title", "headline", "title")
        {
            return Found(withoutSite(text, site), .meta, .medium)
        }
        if let headTitle, !headTitle.isEmpty {
            return Found(withoutSite(headTitle, site), .markup, .medium)
        }
        if let node = tree.nodes.indices.first(where: { page.tag($0) == .h2 && !page.isLeftOut[$0] }
        ) {
            return Found(tree.plainText(of: node), .heading, .low)
        }
        return nil
    }

    /// The text of a heading; of one that was never closed the text before its first paragraph.
    private func headline(of node: Int) -> String {
        let text = tree.plainText(of: node)
        guard text.utf8.count > 250,
            let first = tree.below(node).first(where: { page.tag($0) == .p })
        else { return text }
        return BlockCollector.lines(in: node..<first, page).first ?? text
    }

    /// A title without the name of the site behind (or before) a stroke.
    private func withoutSite(_ text: String, _ site: String?) -> String {
        for separator in [" | ", " - ", " – ", " — ", " · ", " • ", " :: ", " » ", " / "] {
            let parts = text.components(separatedBy: separator)
            guard parts.count > 1, let last = parts.last, let first = parts.first else { continue }
            if let site, wordKey(last) == wordKey(site) || hostKey(last) {
                return parts.dropLast().joined(separator: separator)
            }
            if let site, wordKey(first) == wordKey(site) {
                return parts.dropFirst().joined(separator: separator)
            }
            if hostKey(last) { return parts.dropLast().joined(separator: separator) }
            if separator == " | " || separator == " » " || separator == " :: " {
                // The longest part is the headline, the others are sections and names.
                return parts.max { $0.utf8.count < $1.utf8.count }!
            }
            if last.split(separator: " ").count <= 4, parts.dropLast().joined().utf8.count > 25 {
                return parts.dropLast().joined(separator: separator)
            }
        }
        return text
    }

    /// Whether a name is the one of the host: "Tarvo Kurier" on tarvo-kurier.example.
    private func hostKey(_ name: String) -> Bool {
        guard let host = url?.host else { return false }
        let key = wordKey(name)
        return key.utf8.count > 2 && wordKey(host).contains(key)
    }

    // MARK: Outlet, language, address

    /// The name of the outlet.
    var outlet: Found<String>? {
        if let name = metaValue("og:site_name") { return Found(name, .openGraph, .high) }
        if let name = data.publisher, !name.isEmpty { return Found(name, .jsonLD, .high) }
        if let name = data.site.map(plainText), !name.isEmpty {
            return Found(name, .jsonLD, .medium)
        }
        if let name = metaValue(
            "dc.publisher", "dcterms.publisher", "publisher", "article:publisher",
            "application-name", "copyright"),
            !name.contains("/"), name.utf8.count < 60
        {
            return Found(name, .meta, .medium)
        }
        if let headTitle {
            for separator in [" | ", " - ", " – ", " — ", " · ", " :: ", " » "] {
                let parts = headTitle.components(separatedBy: separator)
                if parts.count > 1, let last = parts.last, hostKey(last) {
                    return Found(last, .markup, .medium)
                }
            }
        }
        if let host = url?.host {
            return Found(host.hasPrefix("www.") ? String(host.dropFirst(4)) : host, .url, .low)
        }
        return nil
    }

    var language: Found<String>? {
        func primary(_ tag: String) -> String? {
            let part =
                tag.lowercased().split(whereSeparator: { "-_, ;".contains($0) }).first.map(
                    String.init) ?? ""
            return part.utf8.count == 2 || part.utf8.count == 3 ? part : nil
        }
        // Templates keep the language that they were made in: where head and text differ, the text is believed.
        if let detected, let tag = htmlLanguage.flatMap(primary), tag != detected.value,
            detectable.contains(tag)
        {
            return detected
        }
        if let tag = data.language.flatMap(primary) { return Found(tag, .jsonLD, .high) }
        if let tag = htmlLanguage.flatMap(primary) { return Found(tag, .markup, .medium) }
        if let tag = metaValue("og:locale").flatMap(primary) {
            return Found(tag, .openGraph, .medium)
        }
        if let tag = metaValue(
            "content-language", "language", "dc.language", "dcterms.language", "inlanguage"
        ).flatMap(primary) {
            return Found(tag, .meta, .medium)
        }
        return detected
    }

    var canonical: Found<String>? {
        func absolute(_ text: String) -> String? {
            let address = url.flatMap { $0.resolving(text) } ?? WebAddress(text)
            // An address of the front page names the site, not the article.
            guard let address, address.path.utf8.count > 1 || url?.path == address.path else {
                return nil
            }
            return address.text
        }
        if let link = links.first(where: { $0.rel.split(separator: " ").contains("canonical") })
            .flatMap({ absolute($0.href) })
        {
            return Found(link, .link, .high)
        }
        if let text = metaValue("og:url").flatMap(absolute) {
            return Found(text, .openGraph, .medium)
        }
        if let text = data.url.flatMap(absolute) { return Found(text, .jsonLD, .medium) }
        return nil
    }

    /// Whether the head names a next or previous page of the same article.
    var hasOtherPages: Bool {
        links.contains { link in
            guard ["next", "prev"].contains(link.rel), let url, let other = url.resolving(link.href)
            else { return false }
            return other.path.hasPrefix(url.path) || other.text.hasPrefix(url.text)
                || url.path.hasPrefix(other.path)
        }
    }

    // MARK: Authors

    var authors: [Found<String>] {
        let found = authorTexts()
        var seen: Set<String> = []
        var result: [Found<String>] = []
        let site = outlet.map { wordKey($0.value) }
        for each in found {
            for name in names(in: each.value) {
                let key = wordKey(name)
                guard key != site, seen.insert(key).inserted, result.count < 12 else { continue }
                result.append(Found(name, each.origin, each.certainty))
            }
        }
        return result
    }

    private func authorTexts() -> [Found<String>] {
        if !data.authors.isEmpty { return data.authors.map { Found($0, .jsonLD, .high) } }
        for key in [
            "author", "article:author", "byl", "parsely-author", "dc.creator", "dcterms.creator",
            "sailthru.author", "dcsext.author", "cxenseparse:author", "news_author", "authors",
        ] {
            if let value = metaValue(key), !value.holds("://"), !names(in: value).isEmpty {
                return [
                    Found(
                        value, key.hasPrefix("article:") ? .openGraph : .meta,
                        key == "author" ? .medium : .high)
                ]
            }
        }
        var named: [Found<String>] = []
        var marked: [Found<String>] = []
        let limit = root.map { Int(tree.nodes[$0].end) } ?? tree.nodes.count
        for node in tree.nodes.indices where tree.isElement(node) {
            let length = Int(tree.nodes[node].end) - node
            guard length < 40 else { continue }
            let isNamed = [HTMLAttribute.rel, .itemprop].contains { name in
                tree.attribute(name, of: node)?.lowercased().split(separator: " ")
                    .contains("author") == true
            }
            if isNamed, page.tag(node) != .link, page.tag(node) != .meta {
                let inner = tree.below(node).first { tree.attribute(.itemprop, of: $0) == "name" }
                let text = tree.plainText(of: inner ?? node)
                if text.utf8.count < 120, !names(in: text).isEmpty {
                    named.append(Found(text, .microdata, .medium))
                }
            } else if named.isEmpty, marked.count < 3, page.hints[node].contains(.author),
                !page.hints[node].contains(.addition),
                !isInComment(node), node < limit + 400
            {
                let text = tree.plainText(of: node)
                if text.utf8.count < 120, !names(in: text).isEmpty {
                    marked.append(Found(text, .markup, .medium))
                }
            }
        }
        if !named.isEmpty { return named }
        if let first = marked.first(where: { words.afterByline($0.value) != nil }) ?? marked.first {
            return [first]
        }
        // A line "Von Anna Weiß" before the first long paragraph.
        if let root {
            let start = max(root - 60, 0)
            for block in BlockCollector.lines(
                in: start..<min(Int(tree.nodes[root].end), root + 60), page)
            {
                if block.utf8.count < 80, words.isByline(block), words.afterByline(block) != nil,
                    !names(in: block).isEmpty
                {
                    return [Found(block, .text, .low)]
                }
            }
        }
        return []
    }

    private func isInComment(_ node: Int) -> Bool {
        var node = node
        while node > 0 {
            if page.hints[node].contains(.addition) { return true }
            node = Int(tree.nodes[node].parent)
        }
        return false
    }

    /// The names in a byline: without "Von", places and addresses.
    private func names(in text: String) -> [String] {
        var rest = words.afterByline(text) ?? text
        for and in words.list(.and) where rest.holds(" \(and) ") {
            rest = rest.replacingOccurrences(of: " \(and) ", with: ",")
        }
        let none = words.list(.noAuthor)
        return rest.split(whereSeparator: { ",;|/•·&".contains($0) }).compactMap { part in
            var name = part.split(whereSeparator: \.isWhitespace).joined(separator: " ")
            name = words.afterByline(name) ?? name
            if let bracket = name.firstIndex(where: { "([<".contains($0) }) {
                name = String(name[..<bracket])
            }
            name = name.trimmingCharacters(in: .init(charactersIn: " -–.:\"'*"))
            let parts = name.split(separator: " ")
            guard (1...5).contains(parts.count), name.utf8.count > 3, !name.contains("@"),
                !name.holds("http"),
                !name.contains(where: \.isNumber), !none.contains(name.lowercased()),
                name.first?.isUppercase == true,
                parts.count > 1 || each(name) == nil
            else { return nil }
            return name
        }
    }

    private func each(_ name: String) -> Int? { words.months[name.lowercased()] }
}
