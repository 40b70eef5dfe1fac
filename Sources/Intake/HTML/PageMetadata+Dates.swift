import Foundation

extension PageMetadata {
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
        takeAddress(&published)
        if published?.value.day == nil, let date = otherMeta { published = date }
        if published?.value.day == nil { scanText(&published, &modified) }
        if published == nil, modified == nil { published = dateInScripts ?? dateOfPicture }
        // The only date there is dates the page.
        if published == nil, let only = modified {
            published = Found(only.value, only.origin, .low)
        }
        // A day without a time of day is told more exactly by an element of the same day.
        return (published.map(edtf), modified.map(edtf))
    }

    /// The day in the address is the one of the first publication. A page names many days: one that is only
    /// near the text is believed less.
    private func takeAddress(_ published: inout Found<NewsDate>?) {
        guard published.map({ $0.certainty < .high && $0.origin.isPlace }) ?? true else { return }
        let address = url ?? canonical.flatMap { WebAddress($0.value) }
        guard let address, let date = dates.dateInAddress(address.path) else { return }
        if let found = published?.value {
            guard let day = date.day,
                (found.year, found.month, found.day) != (date.year, date.month, day)
            else { return }
        }
        published = Found(date, .url, date.day == nil ? .low : .medium)
    }

    /// A day in a field of the head that is named like a date of publication, whatever its vocabulary.
    private var otherMeta: Found<NewsDate>? {
        let signs = ["publish", "pubdate", "issued", "created", "upload", "posted", "date"]
        let others = [
            "modif", "update", "expir", "event", "start", "end", "valid", "birth", "copyright",
        ]
        for (name, value) in meta.sorted(by: { $0.key < $1.key }) where value.utf8.count < 60 {
            guard signs.contains(where: name.contains), !others.contains(where: name.contains),
                let date = dates.date(value, order: order), date.day != nil
            else { continue }
            return Found(date, .meta, .low)
        }
        return nil
    }

    /// What the program of the page was handed: pages that are drawn by scripts name the day only there.
    private var dateInScripts: Found<NewsDate>? {
        for key in [
            "datePublished", "publishedAt", "published_at", "publicationDate", "publishDate",
            "firstPublished", "pubDate", "createdAt", "created_at",
        ] {
            guard let text = embedded(key), let date = dates.date(text, order: order),
                date.day != nil
            else { continue }
            return Found(date, .script, .low)
        }
        return nil
    }

    /// The day in the address of the picture that stands for the page: it was laid there for it.
    private var dateOfPicture: Found<NewsDate>? {
        guard let text = metaValue("og:image", "twitter:image", "og:image:url"),
            let date = dates.dateInAddress(text), date.day != nil
        else { return nil }
        return Found(date, .url, .low)
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
            // Scripts that write "3 minutes ago" keep the moment beside it.
            let isMoment = tree.attribute("data-utime", of: node) != nil
            guard isTime || isMicrodata || isMoment || hints.contains(.date),
                tag != .meta || isMicrodata,
                tag != .body, tag != .html
            else { continue }
            guard Int(tree.nodes[node].end) - node < 40 else { continue }
            let attribute =
                [
                    "datetime", "content", "data-published", "data-timestamp", "data-utime",
                    "data-datetime",
                ]
                .lazy.compactMap { tree.attribute($0, of: node) }.first
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

    /// A date in the lines around the text, else in all lines of the page; a labelled one before others.
    private func scanText(_ published: inout Found<NewsDate>?, _ modified: inout Found<NewsDate>?) {
        let body = root ?? 0
        let end =
            root.map { min(Int(tree.nodes[$0].end) + 40, tree.nodes.count) } ?? tree.nodes.count
        let near = lineDates(in: max(body - 250, 0)..<end)
        if modified == nil { modified = near.modified.map { Found($0, .text, .medium) } }
        if let date = near.published {
            published = Found(date, .text, .medium)
        } else if let date = near.plain.first {
            published = Found(date, .text, .low)
        }
        guard published == nil, modified == nil else { return }
        if let root {
            // An agency's line: "BERLIN, 14. Juni 2024 —".
            let text = String(decoding: tree.plainText(of: root).utf8.prefix(200), as: UTF8.self)
            if let first = dates.dates(in: text, order: order, limit: 1).first,
                first.date.day != nil
            {
                published = Found(first.date, .text, .low)
                return
            }
        }
        // Far from the text a date counts that is labelled, or the only one of the page.
        let all = lineDates(in: tree.nodes.indices)
        if let date = all.published ?? all.modified {
            published = Found(date, .text, .low)
        } else if let date = all.plain.first, all.plain.allSatisfy({ $0.isSameDay(as: date) }) {
            published = Found(date, .text, .low)
        }
    }

    /// The days in the lines of a range: labelled ones, and those that begin a line or make a short one.
    private func lineDates(
        in range: Range<Int>
    ) -> (published: NewsDate?, modified: NewsDate?, plain: [NewsDate]) {
        var published: NewsDate?
        var modified: NewsDate?
        var plain: [NewsDate] = []
        for line in BlockCollector.lines(in: range, page) where line.utf8.count < 400 {
            guard line.utf8.contains(where: { $0 >= 0x30 && $0 <= 0x39 }) else { continue }
            let length = line.utf8.count
            for each in dates.dates(in: line, order: order, limit: 3)
            where each.date.day != nil && each.date.year >= 1995 {
                let before = String(decoding: line.utf8.prefix(each.start), as: UTF8.self)
                switch length < 160 || each.start < 60 ? label(endOf: before) : nil {
                case .modified: modified = modified ?? each.date
                case .published: published = published ?? each.date
                case nil:
                    if length < 100 || (length < 160 && each.start < 40) { plain.append(each.date) }
                }
            }
        }
        return (published, modified, plain)
    }
}

extension Origin {
    /// Whether the value was found by its place on the page.
    fileprivate var isPlace: Bool { self == .time || self == .markup || self == .text }
}

extension NewsDate {
    fileprivate func isSameDay(as other: NewsDate) -> Bool {
        (year, month, day) == (other.year, other.month, other.day)
    }
}
