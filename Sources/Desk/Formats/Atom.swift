import Archive
import Text

/// A feed (RFC 4287). XML is made with the same writer as HTML: names stand in the source, everything else
/// is escaped.
enum Atom {
    struct Entry {
        var id: String
        var url: String
        var title: String
        var text: String
        var published: String?

        init(_ hit: Hit, _ view: View) {
            switch hit {
            case .statement(let row):
                url = view.url(.statement(row.reference))
                id = "urn:lagebild:" + row.reference.description
                let names = row.source.map(\.name).joined(separator: ", ")
                let who = names.isEmpty ? row.sourceWords : names
                title = "\(who) \(view.wording.name("act", row.act))"
                text =
                    (row.content.isEmpty ? row.frame : row.content) + "\n\n"
                    + [row.document.outlet, row.document.title, row.document.published].compactMap {
                        $0
                    }
                    .joined(separator: " · ")
                published = row.document.published
            case .document(let row):
                url = view.url(Address(.article, row.document.id))
                id = "urn:lagebild:" + row.document.id
                title = row.document.title
                text = row.snippet.map(\.text).joined()
                published = row.document.published
            }
        }
    }

    static func feed(title: String, id: String, entries: [Entry]) -> [UInt8] {
        var xml = HTML()
        let updated = entries.compactMap { time($0.published) }.max() ?? "1970-01-01T00:00:00Z"
        xml.element("feed", Attribute("xmlns", "http://www.w3.org/2005/Atom")) { feed in
            feed.element("title", text: title)
            feed.element("id", text: id)
            feed.element("updated", text: updated)
            feed.element("author") { $0.element("name", text: "Lagebild") }
            for entry in entries {
                feed.element("entry") { item in
                    item.element("title", text: entry.title)
                    item.element("id", text: entry.id)
                    item.element("link", Attribute("rel", "alternate"), .address(entry.url)) { _ in
                    }
                    item.element("updated", text: time(entry.published) ?? updated)
                    item.element("content", Attribute("type", "text"), text: entry.text)
                }
            }
        }
        return Array("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n".utf8) + xml.bytes + [0x0A]
    }

    /// The first moment that a date can mean.
    private static func time(_ edtf: String?) -> String? {
        edtf.flatMap { DayRange(edtf: $0) }.map { Day(number: $0.first).text + "T00:00:00Z" }
    }
}

extension Attribute {
    /// An address in a feed: nothing where it is none of the web.
    static func address(_ url: String) -> Attribute? { Link(external: url).map(Attribute.href) }
}
