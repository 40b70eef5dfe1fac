import Text

/// A feed of what was found (RFC 4287). The date of an entry is that of its publication, so the same
/// matches give the same bytes.
public struct AtomFeed: Sendable {
    public struct Entry: Sendable {
        public var id: String
        public var title: String
        public var text: String
        /// Where the entry can be read; only http and https addresses are written.
        public var url: String?
        public var source: String
        /// EDTF; the first moment that it can mean is written.
        public var published: String?

        /// - Parameters:
        ///   - act: the act of a statement in words, by its name in the reading format.
        ///   - url: where a match can be read.
        public init(_ hit: Hit, act: (String) -> String = { $0 }, url: String?) {
            let document: DocumentSummary
            switch hit {
            case .statement(let row):
                document = row.document
                id = "urn:lagebild:" + row.reference.description
                let names = row.source.map(\.name).joined(separator: ", ")
                title = "\(names.isEmpty ? row.sourceWords : names): \(act(row.act))"
                text = row.content.isEmpty ? row.frame : row.content
            case .document(let row):
                document = row.document
                id = "urn:lagebild:" + row.document.id
                title = row.document.title
                text = row.snippet.map(\.text).joined()
            }
            self.url = url
            source = [document.outlet, document.title, document.published].compactMap { $0 }
                .joined(separator: " · ")
            published = document.published
        }
    }

    public var title: String
    public var id: String
    public var subtitle: String?
    public var entries: [Entry]

    public init(title: String, id: String, subtitle: String? = nil, entries: [Entry]) {
        self.title = title
        self.id = id
        self.subtitle = subtitle
        self.entries = entries
    }

    public var text: String {
        let never = Self.moment(nil)
        let updated = entries.map { Self.moment($0.published) }.max() ?? never
        var out = """
            <?xml version="1.0" encoding="utf-8"?>
            <feed xmlns="http://www.w3.org/2005/Atom">
            <title>\(Self.plain(title))</title>
            <id>\(Self.plain(id))</id>
            <updated>\(updated)</updated>
            <author><name>Lagebild</name></author>

            """
        if let subtitle { out += "<subtitle>\(Self.plain(subtitle))</subtitle>\n" }
        for entry in entries {
            out +=
                "<entry><id>\(Self.plain(entry.id))</id><title>\(Self.plain(entry.title))</title>"
            out += "<updated>\(Self.moment(entry.published))</updated>"
            if let url = entry.url, url.hasPrefix("https://") || url.hasPrefix("http://") {
                out += "<link rel=\"alternate\" href=\"\(Self.plain(url))\"/>"
            }
            out += "<source><title>\(Self.plain(entry.source))</title></source>"
            out += "<content type=\"text\">\(Self.plain(entry.text))</content></entry>\n"
        }
        return out + "</feed>\n"
    }

    private static func moment(_ date: String?) -> String {
        isoDay(date.flatMap { DayRange(edtf: $0)?.first } ?? 0) + "T00:00:00Z"
    }

    private static func plain(_ text: String) -> String {
        var out = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": out += "&amp;"
            case "<": out += "&lt;"
            case ">": out += "&gt;"
            case "\"": out += "&quot;"
            // What XML 1.0 cannot hold.
            case "\t", "\n", "\r": out.unicodeScalars.append(scalar)
            default:
                if scalar.value >= 0x20, scalar.value & 0xFFFE != 0xFFFE {
                    out.unicodeScalars.append(scalar)
                }
            }
        }
        return out
    }
}

extension WatchResult {
    /// The matches as an Atom feed, each with the address of its report.
    public var atom: String {
        AtomFeed(
            title: watch.name, id: "urn:lagebild:watch:" + watch.name,
            subtitle: watch.query.description,
            entries: hits.map { hit in
                switch hit {
                case .statement(let row): AtomFeed.Entry(hit, url: row.document.url)
                case .document(let row): AtomFeed.Entry(hit, url: row.document.url)
                }
            }
        ).text
    }
}
