/// One pass over an XML feed.
struct FeedReader {
    private var scanner: MarkupScanner
    private let dates: DateReader
    private let depth: Int
    private var bases: [(level: Int, base: WebAddress?)]
    private var feed: Feed?
    private var entry: FeedEntry?
    private var stack: [String] = []
    private var isInImage = false
    /// A part of an entry that is about something else: the feed that it was taken from, somebody who helped.
    private var aside: String?
    private var names = FeedNames()

    init(_ bytes: [UInt8], dates: DateReader, base: WebAddress?, depth: Int) {
        scanner = MarkupScanner(bytes)
        self.dates = dates
        self.depth = depth
        bases = [(0, base)]
    }

    private var base: WebAddress? { bases.last?.base }

    mutating func read() -> Feed? {
        while let piece = scanner.next() {
            switch piece {
            case .text: continue
            case .end(let name): close(name)
            case .start(let name, let attributes, let isEmpty): open(name, attributes, isEmpty)
            }
        }
        finishEntry()
        if !stack.isEmpty { scanner.noteRepair() }
        feed?.isRepaired = scanner.isRepaired
        return feed
    }

    private mutating func open(
        _ raw: String, _ attributes: [(name: String, value: String)], _ isEmpty: Bool
    ) {
        names.declare(attributes, level: stack.count + 1)
        let name = names.plain(raw)
        func attribute(_ key: String) -> String? { attributes.first { $0.name == key }?.value }
        if let text = attribute("xml:base") {
            bases.append((stack.count + 1, base?.resolving(text) ?? WebAddress(text) ?? base))
        }
        if feed == nil {
            switch name {
            case "rss":
                let version = attribute("version") ?? "2.0"
                feed = Feed(format: version.hasPrefix("2") ? .rss2 : .rss09)
            case "rdf":
                let isOld = attributes.contains {
                    $0.value.contains("my.netscape.com") || $0.value.hasSuffix("0.9/")
                }
                feed = Feed(format: isOld ? .rss090 : .rss1)
            case "feed":
                feed = Feed(format: .atom)
                feed?.language = attribute("xml:lang")
            // A feed whose first tag got lost.
            case "channel", "item": feed = Feed(format: .rss2)
            case "entry": feed = Feed(format: .atom)
            default: break
            }
        }
        if feed != nil {
            switch name {
            case "item", "entry":
                finishEntry()
                entry = FeedEntry()
                entry?.id = attribute("rdf:about").flatMap { $0.isEmpty ? nil : $0 }
                entry?.language = attribute("xml:lang")
                // The Channel Definition Format writes what it knows into attributes.
                if let href = attribute("href") { take(link: href, isWhole: true) }
                entry?.updated = attribute("lastmod").flatMap { dates.date($0)?.edtf }
            case "contributor": if !isEmpty { aside = aside ?? name }
            case "source":
                if !isEmpty, feed?.format == .atom, entry != nil { aside = aside ?? name }
            case "image", "textinput": if entry == nil { isInImage = !isEmpty }
            case "link":
                let rel = attribute("rel")?.lowercased() ?? "alternate"
                if let href = attribute("href") {
                    if rel == "alternate" || rel.isEmpty { take(link: href, isWhole: true) }
                    if isEmpty { return pop(to: stack.count) }
                }
            case "category":
                if let term = attribute("term") ?? attribute("label"), !term.isEmpty {
                    entry?.categories.append(attribute("label") ?? term)
                }
            default: break
            }
            if FeedReader.valued.contains(name), name != aside, !isEmpty, !isInImage || entry != nil
            {
                let type = attribute("type")?.lowercased() ?? attribute("mode")?.lowercased()
                var value = content(of: raw, isMarkup: FeedReader.html.contains(name), type: type)
                if feed?.format == .atom,
                    attribute("mode") == "base64" || FeedReader.isBinary(name, type)
                {
                    value = String(
                        decoding: MailMessage.base64(Array(value.utf8)[...]), as: UTF8.self)
                }
                if aside == nil {
                    take(name, value, type, attribute("ispermalink"))
                } else if aside == "source", name == "title", stack.last == aside {
                    entry?.source = plainText(value)
                }
                pop(to: stack.count)
                return
            }
        }
        if isEmpty { return pop(to: stack.count) }
        if stack.count < depth * 4 { stack.append(name) }
    }

    /// Whether Atom says that the value is neither text nor XML: then it is written in base64 (RFC 4287, 4.1.3.3).
    private static func isBinary(_ name: String, _ type: String?) -> Bool {
        guard html.contains(name), let type, type.contains("/") else { return false }
        return !type.hasPrefix("text/") && !type.hasSuffix("+xml") && !type.hasSuffix("/xml")
            && !type.hasPrefix("multipart/") && !type.hasPrefix("message/")
    }

    private mutating func pop(to level: Int) {
        names.leave(level: level)
        while bases.count > 1, bases[bases.count - 1].level > level { bases.removeLast() }
    }

    private mutating func close(_ raw: String) {
        let name = names.plain(raw)
        guard let index = stack.lastIndex(of: name) else {
            scanner.noteRepair()
            return
        }
        if index != stack.count - 1 { scanner.noteRepair() }
        stack.removeSubrange(index...)
        pop(to: stack.count)
        if name == aside { aside = nil }
        switch name {
        case "item", "entry": finishEntry()
        case "image", "textinput": isInImage = false
        default: break
        }
    }

    private mutating func finishEntry() {
        aside = nil
        guard var entry else { return }
        self.entry = nil
        if entry.link == nil, let id = entry.id, WebAddress(id) != nil { entry.link = id }
        if entry.language == nil { entry.language = feed?.language }
        if entry.authors.isEmpty { entry.authors = feedAuthors }
        feed?.entries.append(entry)
    }

    /// Elements whose content is a value.
    private static let valued: Set<String> = [
        "title", "description", "content", "summary", "content:encoded", "guid", "id", "pubdate",
        "published", "updated",
        "issued", "modified", "created", "dc:date", "dcterms:created", "dcterms:modified",
        "dcterms:issued", "dc:title",
        "dc:description", "dc:creator", "dc:author", "author", "creator", "language", "dc:language",
        "link",
        "category", "dc:subject",
        "itunes:author", "itunes:summary", "ttl", "name", "lastbuilddate", "tagline", "subtitle",
        "body", "xhtml:body",
        "sy:updateperiod", "sy:updatefrequency", "source", "fullitem", "media:title",
        "media:description", "date", "comments",
        "fulltext", "content:full", "abstract",
    ]
    /// Of these, those that hold HTML.
    private static let html: Set<String> = [
        "title", "description", "content", "summary", "content:encoded", "dc:title",
        "dc:description", "itunes:summary", "tagline",
        "subtitle", "body", "xhtml:body", "fullitem", "media:description", "media:title",
        "fulltext", "content:full", "abstract",
    ]

    private static let entries: Set<String> = ["item", "entry"]
    private static let titles: Set<String> = ["title", "dc:title", "media:title"]
    /// Elements of feeds that cannot be HTML inside a description.
    private static let neverHTML: Set<String> = [
        "pubdate", "guid", "content:encoded", "dc:date", "dc:creator", "description", "updated",
        "published",
    ]

    /// What stands up to the end tag of an element. Tags inside are kept as they are written: naked HTML in a
    /// description, XHTML in Atom.
    private mutating func content(of name: String, isMarkup: Bool, type: String?) -> String {
        var text = ""
        var level = 1
        let isXHTML = type == "xhtml" || type == "xml"
        while true {
            let before = scanner.position
            guard let piece = scanner.next() else { break }
            switch piece {
            case .text(let range, let isLiteral):
                let slice = scanner.bytes[range]
                if isXHTML, !isLiteral {
                    text += String(decoding: slice, as: UTF8.self)
                } else if isLiteral {
                    text += String(decoding: slice, as: UTF8.self)
                } else {
                    text += Entities.decoded(slice)
                }
            case .start(let inside, _, let isEmpty):
                let plainInside = names.plain(inside)
                // The end tag is missing: the next element of the entry begins.
                let isNext =
                    FeedReader.entries.contains(plainInside)
                    || (isMarkup && !FeedReader.titles.contains(names.plain(name))
                        ? FeedReader.neverHTML.contains(plainInside)
                        : FeedReader.valued.contains(plainInside))
                if isNext, names.plain(name) != "author", plainInside != "name" {
                    scanner.noteRepair()
                    scanner.position = before
                    return text
                }
                if inside == name, !isEmpty { level += 1 }
                if isMarkup {
                    text += String(
                        decoding: scanner.bytes[before..<scanner.position], as: UTF8.self)
                } else if names.plain(name) == "author", plainInside == "name", !isEmpty {
                    let value = self.content(of: inside, isMarkup: false, type: nil)
                    authorName = value
                }
            case .end(let inside):
                if inside == name {
                    level -= 1
                    if level == 0 { return text }
                }
                let plainInside = names.plain(inside)
                if plainInside == "item" || plainInside == "entry" || plainInside == "channel"
                    || plainInside == "feed"
                {
                    scanner.noteRepair()
                    scanner.position = before
                    return text
                }
                if isMarkup {
                    text += String(
                        decoding: scanner.bytes[before..<scanner.position], as: UTF8.self)
                }
            }
        }
        scanner.noteRepair()
        return text
    }

    private var authorName: String?
    /// The authors of the whole feed: Atom gives them to entries that have none.
    private var feedAuthors: [String] = []

    private mutating func take(link text: String, isWhole: Bool) {
        let text = text.split(whereSeparator: \.isWhitespace).joined()
        guard !text.isEmpty else { return }
        let whole = base?.resolving(text)?.text ?? text
        if entry != nil {
            if entry?.link == nil { entry?.link = whole }
        } else if feed?.link == nil, !isInImage {
            feed?.link = whole
        }
    }

    private mutating func take(_ name: String, _ raw: String, _ type: String?, _ permalink: String?)
    {
        let value = raw.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        let markup = raw.trimmingSpace()
        if value.isEmpty, name != "author" { return }
        switch name {
        case "title", "dc:title", "media:title":
            let title = type == "text" ? value : plainText(value)
            if entry != nil {
                if entry?.title == nil || name == "title" {
                    entry?.title = title.isEmpty ? nil : title
                }
            } else if feed?.title == nil {
                feed?.title = title
            }
        case "link": take(link: value, isWhole: false)
        case "guid", "id":
            guard entry != nil else { return }
            entry?.id = value
            if name == "guid", permalink?.lowercased() != "false", entry?.link == nil,
                WebAddress(value) != nil
            {
                entry?.link = value
            }
        case "pubdate", "published", "issued", "dc:date", "dcterms:issued", "date":
            let date = dates.date(value)?.edtf
            if let old = entry?.published, date == nil || name == "dc:date" {
                entry?.published = old
            } else {
                entry?.published = date
            }
        case "created", "dcterms:created":
            if entry?.published == nil { entry?.published = dates.date(value)?.edtf }
        case "updated", "modified", "dcterms:modified", "lastbuilddate":
            if entry != nil { entry?.updated = dates.date(value)?.edtf }
        case "author", "dc:creator", "dc:author", "creator", "itunes:author", "name":
            var person = authorName ?? value
            authorName = nil
            person = plainText(FeedReader.person(person))
            guard !person.isEmpty, entry.map({ $0.authors.count < 50 }) ?? (feedAuthors.count < 50)
            else { return }
            if entry == nil, feed?.format == .atom { feedAuthors.append(person) }
            if entry != nil, entry?.authors.contains(person) == false,
                name != "itunes:author" || entry?.authors.isEmpty == true
            {
                entry?.authors.append(person)
            }
        case "description", "summary", "dc:description", "itunes:summary", "media:description",
            "abstract":
            let html = type == "text" ? escaped(markup) : markup
            if entry != nil {
                if entry?.summary == nil || name == "description" || name == "summary" {
                    entry?.summary = html
                }
            }
        case "content", "content:encoded", "body", "xhtml:body", "fullitem", "fulltext",
            "content:full":
            let html = type == "text" || type == "text/plain" ? escaped(markup) : markup
            if entry != nil, (entry?.content?.utf8.count ?? 0) < html.utf8.count {
                entry?.content = html
            }
        case "language", "dc:language":
            if entry != nil { entry?.language = value } else { feed?.language = value }
        case "category", "dc:subject":
            if entry.map({ $0.categories.count < 200 }) == true { entry?.categories.append(value) }
        case "source": if entry != nil { entry?.source = plainText(value) }
        case "ttl":
            if let minutes = Int(value), minutes > 0, minutes < 100_000 {
                feed?.interval = minutes * 60
            }
        case "sy:updateperiod":
            let periods = [
                "hourly": 3600, "daily": 86_400, "weekly": 604_800, "monthly": 2_592_000,
            ]
            if let seconds = periods[value.lowercased()] { feed?.interval = seconds }
        case "sy:updatefrequency":
            if let times = Int(value), times > 0, let seconds = feed?.interval {
                feed?.interval = max(seconds / times, 60)
            }
        default: break
        }
    }

    /// The name in `mail@example.org (Name)` and `Name <mail@example.org>`.
    private static func person(_ text: String) -> String {
        if let open = text.firstIndex(of: "("), let close = text.lastIndex(of: ")"), open < close,
            text[..<open].contains("@")
        {
            return String(text[text.index(after: open)..<close])
        }
        if let open = text.firstIndex(of: "<"), text[open...].contains("@") {
            return text[..<open].split(separator: " ").joined(separator: " ")
        }
        return text
    }
}
