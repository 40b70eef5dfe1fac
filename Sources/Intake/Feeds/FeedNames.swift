/// The names of elements of a feed without their prefix where the prefix says no more: `dc:title` stays,
/// `rss:title` does not. Prefixes are the publisher's; where they are declared, the namespace counts.
struct FeedNames {
    private var declared: [(level: Int, prefix: String, name: String)] = []

    /// The usual prefixes of the namespaces that feeds use; empty for those of RSS and Atom themselves. Matched
    /// by a part of the name, since publishers write them with and without `www` and slashes.
    private static let namespaces: [(part: String, prefix: String)] = [
        ("purl.org/rss/1.0/modules/content", "content"),
        ("purl.org/rss/1.0/modules/syndication", "sy"), ("purl.org/rss/1.0/modules", "other"),
        ("purl.org/dc/elements", "dc"), ("purl.org/dc/terms", "dcterms"),
        ("www.w3.org/1999/xhtml", "xhtml"), ("search.yahoo.com/mrss", "media"),
        ("itunes.com/dtds/podcast", "itunes"), ("w3.org/2005/atom", ""), ("purl.org/atom", ""),
        ("purl.org/rss", ""), ("purl.org/net/rss", ""), ("backend.userland.com", ""),
        ("blogs.law.harvard.edu/tech/rss", ""), ("my.netscape.com", ""),
        ("channel.netscape.com", ""),
        ("w3.org/1999/02/22-rdf-syntax-ns", ""),
    ]
    /// Prefixes that are often used without being declared.
    private static let undeclared: Set<String> = [
        "rss", "rss1", "atom", "atom03", "a", "a10", "rdf", "feed", "ns0", "ns1", "",
    ]

    mutating func declare(_ attributes: [(name: String, value: String)], level: Int) {
        for (name, value) in attributes where name.hasPrefix("xmlns:") {
            let uri = value.lowercased()
            let prefix = String(name.dropFirst(6))
            if let known = Self.namespaces.first(where: { uri.contains($0.part) }) {
                declared.append((level, prefix, known.prefix))
            } else if Self.undeclared.contains(prefix), prefix != "" {
                // A usual prefix with an unknown namespace: believed as it is.
                declared.append((level, prefix, ""))
            }
        }
    }

    mutating func leave(level: Int) {
        while let last = declared.last, last.level > level { declared.removeLast() }
    }

    func plain(_ name: String) -> String {
        guard let colon = name.firstIndex(of: ":") else { return name }
        let prefix = name[..<colon]
        let local = name[name.index(after: colon)...]
        if let known = declared.last(where: { $0.prefix == prefix })?.name {
            return known.isEmpty ? String(local) : known + ":" + local
        }
        return Self.undeclared.contains(String(prefix)) ? String(local) : name
    }
}
