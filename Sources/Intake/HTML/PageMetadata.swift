import Foundation

/// What a page says of itself, each with where it was said.
struct PageMetadata {
    private let page: PageAnalysis
    private let tree: HTMLTree
    private let data: StructuredData
    private let words: IntakeWords
    private let dates: DateReader
    private let url: WebAddress?
    private let root: Int?
    /// The language of the main text.
    private let detected: Found<String>?

    /// `meta` elements by lower-case name; the first of each counts.
    private var meta: [String: String] = [:]
    private var metaProperty: Set<String> = []
    private var links: [(rel: String, href: String)] = []
    private var headTitle: String?
    private var htmlLanguage: String?

    init(
        page: PageAnalysis, data: StructuredData, words: IntakeWords, url: WebAddress?, root: Int?,
        detected: Found<String>?
    ) {
        self.detected = detected
        self.page = page
        tree = page.tree
        self.data = data
        self.words = words
        dates = DateReader(words: words)
        self.url = url
        self.root = root
        collect()
    }

    private mutating func collect() {
        for node in tree.nodes.indices where tree.isElement(node) {
            switch page.tag(node) {
            case .meta:
                guard let content = tree.attribute("content", of: node), !content.isEmpty else {
                    continue
                }
                let property = tree.attribute("property", of: node)
                guard
                    let name = property ?? tree.attribute("name", of: node) ?? tree.attribute(
                        "itemprop", of: node)
                        ?? tree.attribute("http-equiv", of: node)
                else { continue }
                let key = name.lowercased()
                if meta[key] == nil { meta[key] = content }
                if property != nil { metaProperty.insert(key) }
            case .link:
                if let rel = tree.attribute("rel", of: node),
                    let href = tree.attribute("href", of: node), !href.isEmpty
                {
                    links.append((rel.lowercased(), href))
                }
            case .title: if headTitle == nil { headTitle = tree.plainText(of: node) }
            case .html:
                htmlLanguage =
                    tree.attribute("lang", of: node) ?? tree.attribute("xml:lang", of: node)
            default: continue
            }
        }
    }

    private func metaValue(_ names: String...) -> String? {
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
            ["de", "en"].contains(tag)
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
            if let value = metaValue(key), !value.contains("://"), !names(in: value).isEmpty {
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
            let isNamed =
                tree.attribute("rel", of: node)?.lowercased().split(separator: " ").contains(
                    "author") == true
                || tree.attribute("itemprop", of: node)?.lowercased().split(separator: " ")
                    .contains("author") == true
            if isNamed, page.tag(node) != .link, page.tag(node) != .meta {
                let inner = tree.below(node).first { tree.attribute("itemprop", of: $0) == "name" }
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
        for and in words.list(.and) { rest = rest.replacingOccurrences(of: " \(and) ", with: ",") }
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
                !name.contains("http"),
                !name.contains(where: \.isNumber), !none.contains(name.lowercased()),
                name.first?.isUppercase == true,
                parts.count > 1 || each(name) == nil
            else { return nil }
            return name
        }
    }

    private func each(_ name: String) -> Int? { words.months[name.lowercased()] }

    // MARK: Dates

    private var order: DateReader.Order {
        let region = (htmlLanguage ?? metaValue("og:locale") ?? detected?.value ?? "").lowercased()
            .replacingOccurrences(of: "_", with: "-")
        let host = url?.host ?? ""
        if region == "en-us" { return .monthFirst }
        if region == "en", !host.hasSuffix(".uk"), !host.hasSuffix(".au"), !host.hasSuffix(".ie"),
            !host.hasSuffix(".in"), !host.hasSuffix(".nz")
        {
            return .monthFirst
        }
        return .dayFirst
    }

    private static let publishedNames = [
        "article:published_time", "article:published", "og:published_time",
        "og:article:published_time", "datepublished",
        "parsely-pub-date", "sailthru.date", "cxenseparse:recs:publishtime", "dc.date.issued",
        "dcterms.issued",
        "dcterms.created", "dc.date.created", "dc.date", "dcterms.date", "date", "pubdate",
        "publishdate", "publish-date",
        "publish_date", "publication_date", "article_date_original", "originalpublicationdate",
        "article.published",
        "article.created", "published_time_telegram", "bt:pubdate", "citation_publication_date",
        "citation_date",
        "date.created", "datecreated", "shareaholic:article_published_time", "dc.created",
        "rnews:datepublished", "created", "cre",
        "published-date", "published", "timestamp", "release_date", "displaydate",
        "prism.publicationdate", "vr:published_time",
    ]
    private static let modifiedNames = [
        "article:modified_time", "og:updated_time", "og:article:modified_time", "datemodified",
        "dcterms.modified",
        "dc.date.modified", "last-modified", "lastmod", "article:updated_time", "date_modified",
        "revised", "updated_time",
        "utime", "modified", "rnews:datemodified", "vr:updated_time", "article.updated",
        "bt:moddate",
    ]

    /// Publication and change.
    var publication: (published: Found<String>?, modified: Found<String>?) {
        var published: Found<NewsDate>?
        var modified: Found<NewsDate>?
        func offer(
            _ text: String?, _ origin: Origin, _ certainty: Certainty, isModified: Bool = false
        ) {
            guard let text, text.utf8.count < 120, let date = dates.date(text, order: order) else {
                return
            }
            if isModified {
                if modified == nil { modified = Found(date, origin, certainty) }
            } else if published == nil {
                published = Found(date, origin, certainty)
            }
        }
        offer(data.published, .jsonLD, .high)
        offer(data.modified, .jsonLD, .high, isModified: true)
        for name in Self.publishedNames {
            offer(
                meta[name], metaProperty.contains(name) ? .openGraph : .meta,
                name.contains("publish") || name.contains("issued") ? .high : .medium)
        }
        for name in Self.modifiedNames {
            offer(
                meta[name], metaProperty.contains(name) ? .openGraph : .meta, .medium,
                isModified: true)
        }
        scanElements(&published, &modified)
        if published == nil, let url, let date = dates.dateInAddress(url.path) {
            published = Found(date, .url, date.day == nil ? .low : .medium)
        }
        if published == nil || published?.value.day == nil { scanText(&published, &modified) }
        // The only date there is dates the page.
        if published == nil, let only = modified {
            published = Found(only.value, only.origin, .low)
        }
        // A day without a time of day is told more exactly by an element of the same day.
        return (published.map(edtf), modified.map(edtf))
    }

    private func edtf(_ found: Found<NewsDate>) -> Found<String> {
        Found(found.value.edtf, found.origin, found.certainty)
    }

    /// `time` elements, microdata, and elements whose class names a date, those nearest to the text first.
    private func scanElements(
        _ published: inout Found<NewsDate>?, _ modified: inout Found<NewsDate>?
    ) {
        struct Candidate {
            var date: NewsDate
            var origin: Origin
            var certainty: Certainty
            var isModified: Bool
            var cost: Int
        }
        var candidates: [Candidate] = []
        let body = root ?? 0
        let bodyEnd = root.map { Int(tree.nodes[$0].end) } ?? tree.nodes.count
        var node = 0
        while node < tree.nodes.count {
            defer { node += 1 }
            guard tree.isElement(node) else { continue }
            let tag = page.tag(node)
            let hints = page.hints[node]
            let itemprop = tree.attribute("itemprop", of: node)?.lowercased() ?? ""
            let isTime = tag == .time
            let isMicrodata =
                itemprop.contains("datepublished") || itemprop.contains("datecreated")
                || itemprop.contains("datemodified")
            guard isTime || isMicrodata || hints.contains(.date), tag != .meta || isMicrodata,
                tag != .body, tag != .html
            else { continue }
            guard Int(tree.nodes[node].end) - node < 40 else { continue }
            let attribute =
                tree.attribute("datetime", of: node) ?? tree.attribute("content", of: node)
                ?? tree.attribute("data-published", of: node) ?? tree.attribute(
                    "data-timestamp", of: node)
                ?? (hints.contains(.date) ? tree.attribute("title", of: node) : nil)
            let text = tree.plainText(of: node)
            guard text.utf8.count < 200 else { continue }
            var isModified =
                itemprop.contains("modified")
                || (hints.contains(.modified) && !itemprop.contains("published"))
            var found: [(NewsDate, Bool)] = []
            if let attribute, let date = dates.date(attribute, order: order) {
                if !isModified { isModified = isLabelled(node, text) == .modified }
                found = [(date, isModified)]
            } else {
                let label = isLabelled(node, text)
                for each in dates.dates(in: text, order: order, limit: 3) {
                    let before = String(decoding: text.utf8.prefix(each.start), as: UTF8.self)
                    let kind = self.label(endOf: before) ?? (each.start < 3 ? label : nil)
                    found.append(
                        (each.date, kind == .modified || (isModified && kind != .published)))
                }
            }
            guard !found.isEmpty else { continue }
            var cost =
                node < body
                ? (body - node) : node < bodyEnd ? (node - body) / 2 : 2000 + node - bodyEnd
            if isForeignPlace(node) { cost += 3000 }
            if tree.attribute("pubdate", of: node) != nil || itemprop.contains("datepublished") {
                cost -= 1500
            }
            if hints.contains(.addition) { cost += 5000 }
            for (date, isModified) in found where date.day != nil {
                candidates.append(
                    Candidate(
                        date: date, origin: isMicrodata ? .microdata : isTime ? .time : .markup,
                        certainty: isMicrodata ? .high : cost < 400 ? .medium : .low,
                        isModified: isModified, cost: cost))
            }
        }
        if published == nil,
            let best = candidates.filter({ !$0.isModified }).min(by: { $0.cost < $1.cost }),
            best.cost < 3000
        {
            published = Found(best.date, best.origin, best.certainty)
        }
        if modified == nil,
            let best = candidates.filter(\.isModified).min(by: { $0.cost < $1.cost }),
            best.cost < 3000
        {
            modified = Found(best.date, best.origin, best.certainty)
        }
    }

    private enum Label { case published, modified }

    private func isLabelled(_ node: Int, _ text: String) -> Label? {
        if let own = label(startOf: text) { return own }
        // The words right before, in the element around.
        let parent = Int(tree.nodes[node].parent)
        guard parent > 0, Int(tree.nodes[parent].end) - parent < 30 else { return nil }
        let around = tree.plainText(of: parent)
        guard !text.isEmpty, let range = around.range(of: text) else { return nil }
        return label(endOf: String(around[..<range.lowerBound]))
    }

    private func label(startOf text: String) -> Label? {
        let lower = text.lowercased()
        if words.list(.modified).contains(where: {
            lower.hasPrefix($0 + " ") || lower.hasPrefix($0 + ":")
        }) {
            return .modified
        }
        if words.list(.published).contains(where: {
            lower.hasPrefix($0 + " ") || lower.hasPrefix($0 + ":")
        }) {
            return .published
        }
        return nil
    }

    private func label(endOf text: String) -> Label? {
        var lower = text.lowercased()[...]
        while let last = lower.last, !last.isLetter { lower.removeLast() }
        guard !lower.isEmpty else { return nil }
        for word in words.weekdays where lower.hasSuffix(" " + word) || lower == word {
            lower.removeLast(word.count)
            while let last = lower.last, !last.isLetter { lower.removeLast() }
            break
        }
        if words.list(.modified).contains(where: { lower.hasSuffix($0) }) { return .modified }
        if words.list(.published).contains(where: { lower == $0 || lower.hasSuffix(" " + $0) }) {
            return .published
        }
        return nil
    }

    /// Whether an element stands in what belongs to other texts.
    private func isForeignPlace(_ node: Int) -> Bool {
        var node = node
        var level = 0
        while node > 0 {
            let tag = page.tag(node)
            if tag == .aside || tag == .nav || tag == .footer { return true }
            let hints = page.hints[node]
            if hints.contains(.addition)
                || (hints.contains(.foreign) && level > 0 && page.prose[node] * 3 < page.prose[0])
            {
                return true
            }
            if tag == .a { return true }
            node = Int(tree.nodes[node].parent)
            level += 1
        }
        return false
    }

    /// A date in the lines around the text; a labelled one before others.
    private func scanText(_ published: inout Found<NewsDate>?, _ modified: inout Found<NewsDate>?) {
        let body = root ?? 0
        let end =
            root.map { min(Int(tree.nodes[$0].end) + 40, tree.nodes.count) } ?? tree.nodes.count
        var plain: NewsDate?
        for line in BlockCollector.lines(in: max(body - 250, 0)..<end, page)
        where line.utf8.count < 160 {
            guard line.utf8.contains(where: { $0 >= 0x30 && $0 <= 0x39 }) else { continue }
            for each in dates.dates(in: line, order: order, limit: 3) where each.date.day != nil {
                let before = String(decoding: line.utf8.prefix(each.start), as: UTF8.self)
                switch label(endOf: before) {
                case .modified: if modified == nil { modified = Found(each.date, .text, .medium) }
                case .published:
                    if published?.value.day == nil { published = Found(each.date, .text, .medium) }
                case nil:
                    if plain == nil, line.utf8.count < 100 || each.start < 40 { plain = each.date }
                }
            }
        }
        if published?.value.day == nil, let plain { published = Found(plain, .text, .low) }
        if published == nil, modified == nil, let root {
            // An agency's line: "BERLIN, 14. Juni 2024 —".
            let text = String(decoding: tree.plainText(of: root).utf8.prefix(200), as: UTF8.self)
            if let first = dates.dates(in: text, order: order, limit: 1).first,
                first.date.day != nil
            {
                published = Found(first.date, .text, .low)
            }
        }
    }
}

extension BlockCollector {
    /// The lines of a range of nodes, whether left out or not: datelines stand in what the text leaves out.
    static func lines(in range: Range<Int>, _ page: PageAnalysis) -> [String] {
        var lines: [String] = []
        var folded = FoldedText()
        func close() {
            if !folded.isEmpty { lines.append(folded.text) }
            folded.removeAll()
        }
        var ends: [Int] = []
        for node in range {
            while let end = ends.last, node >= end {
                close()
                ends.removeLast()
            }
            if page.tree.nodes[node].tag == HTMLTree.text {
                page.tree.append(node, to: &folded)
            } else if isBlock(page.tag(node)) {
                close()
                ends.append(Int(page.tree.nodes[node].end))
            }
        }
        close()
        return lines
    }
}

extension DateReader {
    /// `/2024/06/14/`, `/2024-06-14-`, `/20240614/`, `-20240614.html`, `/2024/06/`, `/2024/jun/14/`.
    func dateInAddress(_ path: String) -> NewsDate? {
        let tokens = DateToken.tokens(path)
        var month: NewsDate?
        for index in tokens.indices {
            guard case .number(let value, let digits) = tokens[index].kind else { continue }
            func number(_ offset: Int) -> Int? {
                guard index + offset < tokens.count,
                    case .number(let value, let digits) = tokens[index + offset].kind,
                    digits <= 2
                else { return nil }
                return value
            }
            if digits == 8,
                let date = NewsDate(
                    year: value / 10_000, month: value / 100 % 100, day: value % 100),
                value > 19_950_101
            {
                return date
            }
            guard digits == 4, (1995...2100).contains(value), index + 2 < tokens.count,
                case .mark(let separator) = tokens[index + 1].kind, "/-_.".utf8.contains(separator)
            else { continue }
            var second = number(2)
            if second == nil, case .word(let word) = tokens[index + 2].kind {
                second = words.months[word]
            }
            guard let second else { continue }
            if index + 4 < tokens.count, tokens[index + 3].kind == .mark(separator),
                let third = number(4),
                let date = NewsDate(year: value, month: second, day: third)
            {
                return date
            }
            if month == nil, separator == UInt8(ascii: "/") {
                month = NewsDate(year: value, month: second)
            }
        }
        return month
    }
}
