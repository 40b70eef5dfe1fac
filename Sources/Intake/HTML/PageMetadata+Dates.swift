import Foundation

extension PageMetadata {
    /// Which number of `06/07/2024` is the month: as in the other dates of the page of which it is plain
    /// (`06/28/2024`), else by the region of the page.
    func numberOrder() -> DateReader.Order {
        if let order = orderOfPlainDates { return order }
        let region = (htmlLanguage ?? metaValue("og:locale") ?? detected?.value ?? "").lowercased()
        let host = url?.host ?? ""
        if region == "en-us" || region == "en_us" { return .monthFirst }
        if region == "en", ![".uk", ".au", ".ie", ".in", ".nz"].contains(where: host.hasSuffix) {
            return .monthFirst
        }
        return .dayFirst
    }

    /// The order in the dates with strokes that leave no choice, where they agree.
    private var orderOfPlainDates: DateReader.Order? {
        var orders: Set<DateReader.Order> = []
        tree.bytes.withUnsafeBufferPointer { text in
            let stroke = UInt8(ascii: "/")
            var index = 0
            func number(_ range: Range<Int>) -> Int? {
                guard range.allSatisfy({ text[$0] &- 48 < 10 }) else { return nil }
                return range.reduce(0) { $0 * 10 + Int(text[$1] - 48) }
            }
            while let start = text.baseAddress, index < text.count,
                let found = memchr(start + index, Int32(stroke), text.count - index)
            {
                let place = UnsafeRawPointer(found) - UnsafeRawPointer(start)
                index = place + 1
                guard place > 1, place + 7 < text.count, text[place + 3] == stroke,
                    let first = number(place - 2..<place),
                    let second = number(place + 1..<place + 3),
                    number(place + 4..<place + 8) != nil
                else { continue }
                if first > 12, 1...12 ~= second { orders.insert(.dayFirst) }
                if second > 12, 1...12 ~= first { orders.insert(.monthFirst) }
            }
        }
        return orders.count == 1 ? orders.first : nil
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
        "prism.publicationdate", "vr:published_time", "video:release_date", "gentime", "pdate",
        "ptime",
        "date_created", "dateposted", "og:regdate", "og:original_time",
    ]
    private static let modifiedNames = [
        "article:modified_time", "og:updated_time", "og:article:modified_time", "datemodified",
        "dcterms.modified",
        "dc.date.modified", "last-modified", "lastmod", "article:updated_time", "date_modified",
        "revised", "updated_time",
        "utime", "modified", "rnews:datemodified", "vr:updated_time", "article.updated",
        "bt:moddate", "article:modified", "article:modified_date", "dc.modified", "lastmodified",
        "last_modified", "lastdate", "modified_time", "og:modified_time", "modificationdate",
        "revision_date", "date-modified", "dateupdate", "dateupdated", "date_updated",
    ]

    /// Publication and change.
    var publication: (published: Found<String>?, modified: Found<String>?) {
        var published: Found<NewsDate>?
        var modified: Found<NewsDate>?
        // A day is told more exactly than a month or a year by a field that is asked before.
        func offer(
            _ text: String?, _ origin: Origin, _ certainty: Certainty, isModified: Bool = false
        ) {
            guard let text, text.utf8.count < 120, let date = dates.date(text, order: order),
                !isAhead(date)
            else { return }
            let found = Found(date, origin, certainty)
            if isModified {
                if modified == nil || (modified?.value.day == nil && date.day != nil) {
                    modified = found
                }
            } else if published == nil || (published?.value.day == nil && date.day != nil) {
                published = found
            }
        }
        offer(data.published, .jsonLD, .high)
        offer(data.modified, .jsonLD, .high, isModified: true)
        for name in Self.publishedNames {
            guard let text = meta[name] else { continue }
            offer(
                text, metaProperty.contains(name) ? .openGraph : .meta,
                name.holds("publish") || name.holds("issued") ? .high : .medium)
        }
        for name in Self.modifiedNames {
            guard let text = meta[name] else { continue }
            offer(
                text, metaProperty.contains(name) ? .openGraph : .meta, .medium, isModified: true)
        }
        if published?.value.day == nil, let date = otherMeta(Self.publicationSigns) {
            published = date
        }
        let address = dayOfAddress
        if published?.value.day == nil || modified == nil {
            let places = places(month: address?.date.day == nil ? address?.date : nil)
            if published?.value.day == nil, let date = places.published { published = date }
            if modified == nil { modified = places.modified }
        }
        if let day = localDay(of: published?.value) { published = day }
        takeAddress(address, &published)
        if published?.value.day == nil,
            let date = dayOfQuery ?? otherMeta(Self.dateSigns) ?? dateInTitle
                ?? dateInScripts(Self.publicationSigns)
        {
            published = date
        }
        if published?.value.day == nil, modified == nil,
            let date = dateInScripts(Self.createdSigns) ?? farPlace ?? dayOfReversedAddress
                ?? dateInComments ?? dateOfPicture
        {
            published = date
        }
        // The only day there is dates the page, where it lies in the month that is known.
        if published?.value.day == nil, let only = modified,
            published.map({ $0.value.isPart(of: only.value) }) ?? true
        {
            published = Found(only.value, only.origin, .low)
        }
        return (published.map(edtf), modified.map(edtf))
    }

    /// The day that the page shows, where a field names it as the midnight before it in UTC: `22:00:00Z` in the summer
    /// of Central Europe.
    private func localDay(of known: NewsDate?) -> Found<NewsDate>? {
        guard let known, known.offset == 0, let time = known.time, time >= 22 * 3600,
            time % 3600 == 0, let next = NewsDate(unixTime: known.unixTime + 7200),
            let shown = places(month: nil).published, shown.value.isSameDay(as: next)
        else { return nil }
        return shown
    }

    /// The day in the address of the page, or in those of its other forms and of the feed of its comments.
    private var dayOfAddress: (date: NewsDate, isPath: Bool)? {
        let address = url ?? canonical.flatMap { WebAddress($0.value) }
        if let date = address.flatMap({ dates.dateInAddress($0.path) }) { return date }
        for link in links where link.rel.holds("amphtml") || link.rel.holds("alternate") {
            if let found = dates.dateInAddress(link.href), found.isPath { return found }
        }
        return nil
    }

    /// A day that is a whole value in the query of the address: `?date=2024-06-14`.
    private var dayOfQuery: Found<NewsDate>? {
        guard let text = url?.text ?? canonical?.value, let mark = text.firstIndex(of: "?") else {
            return nil
        }
        for part in text[mark...].dropFirst().split(whereSeparator: { "&;#".contains($0) }) {
            guard let value = part.split(separator: "=").last, (8...10).contains(value.utf8.count),
                let date = dates.dateInAddress(String(value))?.date, date.day != nil
            else { continue }
            return Found(date, .url, .low)
        }
        return nil
    }

    /// The day in the address is the one of the first publication. A page names many days: one that is only
    /// near the text is believed less, and a day that the folders of the address name is believed before all
    /// else: fields of the head are written anew when a text is moved or shown again.
    private func takeAddress(
        _ address: (date: NewsDate, isPath: Bool)?, _ published: inout Found<NewsDate>?
    ) {
        guard let (date, isPath) = address else { return }
        guard let found = published else {
            published = Found(date, .url, date.day == nil ? .low : .medium)
            return
        }
        guard date.day != nil, !found.value.isSameDay(as: date),
            isPath || found.value.day == nil || (found.certainty < .high && found.origin.isPlace)
        else { return }
        published = Found(date, .url, .medium)
    }

    /// A day in the title, as archives and agencies write it.
    private var dateInTitle: Found<NewsDate>? {
        for title in [headTitle, metaValue("og:title")] {
            guard let title, title.utf8.count < 400 else { continue }
            let found = dates.dates(in: title, order: order, limit: 2).filter { $0.date.day != nil }
            if found.count == 1, found[0].date.year >= 1995 {
                return Found(found[0].date, .markup, .low)
            }
        }
        return nil
    }

    private static let publicationSigns = [
        "publish", "publication", "pubdate", "pubtime", "pub:time", "pub_date", "pub_time",
        "issued",
        "posted", "firstpub", "newstime",
    ]
    private static let createdSigns = ["created", "articledate", "article_date", "postdate"]
    private static let dateSigns = ["created", "upload", "date", "datum", "fecha"]
    /// Parts of the names of other days.
    private static let otherSigns = [
        "modif", "update", "expir", "event", "start", "end", "valid", "birth", "copyright",
        "build", "server", "cache", "crawl", "today", "current", "publisher",
    ]

    /// A day in a field of the head that is named like a date of publication, whatever its vocabulary.
    private func otherMeta(_ signs: [String]) -> Found<NewsDate>? {
        for (name, value) in meta.sorted(by: { $0.key < $1.key }) where value.utf8.count < 60 {
            guard signs.contains(where: { name.holds($0) }),
                !Self.otherSigns.contains(where: { name.holds($0) }),
                let date = dates.date(value, order: order), date.day != nil
            else { continue }
            return Found(date, .meta, .low)
        }
        return nil
    }

    /// What the program of the page was handed: pages that are drawn by scripts name the day only there.
    private func dateInScripts(_ signs: [String]) -> Found<NewsDate>? {
        let values = namedMoments { name in
            signs.contains { name.holds($0) } && !name.hasSuffix("id")
                && !Self.otherSigns.contains { name.holds($0) }
        }
        return values.lazy.compactMap { dates.date($0.text, order: order) }
            .first { $0.day != nil && $0.year >= 1995 }
            .map { Found($0, .script, .low) }
    }

    /// A day that a comment of the page's program names as the one of publication.
    private var dateInComments: Found<NewsDate>? {
        for comment in comments {
            for each in dates.dates(in: comment, order: order, limit: 2) where each.date.day != nil
            {
                let before = String(decoding: comment.utf8.prefix(each.start), as: UTF8.self)
                if label(endOf: before, anywhere: true) == .published {
                    return Found(each.date, .script, .low)
                }
            }
        }
        return nil
    }

    /// A day in the address with the year behind it.
    private var dayOfReversedAddress: Found<NewsDate>? {
        (url ?? canonical.flatMap { WebAddress($0.value) }).flatMap {
            dates.reversedDateInAddress($0.path, order: order)
        }.map { Found($0, .url, .low) }
    }

    /// The day in the address of the picture that stands for the page: it was laid there for it.
    private var dateOfPicture: Found<NewsDate>? {
        guard let text = metaValue("og:image", "twitter:image", "og:image:url"),
            let date = dates.dateInAddress(text)?.date, date.day != nil
        else { return nil }
        return Found(date, .url, .low)
    }

    private func edtf(_ found: Found<NewsDate>) -> Found<String> {
        Found(found.value.edtf, found.origin, found.certainty)
    }
}

extension Origin {
    /// Whether the value was found by its place on the page.
    fileprivate var isPlace: Bool { self == .time || self == .markup || self == .text }
}
