/// The feeds that a page names in its head: what a user who knows only the page means.
enum FeedDiscovery {
    private static let types = [
        "application/rss+xml", "application/atom+xml", "application/feed+json",
        "application/rdf+xml",
    ]

    /// The addresses of `link rel=alternate` with the type of a feed, in the order of the page; feeds of
    /// comments come last.
    static func feeds(in html: [UInt8], base: WebAddress?, limits: IntakeLimits) -> [String] {
        let filter = HTMLFilter(html, depth: limits.depth)
        guard
            let tree = HTMLTree(
                html: filter.html, memory: (64 << 20) + filter.html.count * 64,
                depth: limits.depth * 2)
        else { return [] }
        var found: [(address: String, isComments: Bool)] = []
        for node in tree.nodes.indices
        where tree.isElement(node) && HTMLTag(rawValue: tree.nodes[node].tag) == .link {
            guard
                tree.attribute(.rel, of: node)?.lowercased().split(separator: " ")
                    .contains("alternate") == true,
                let type = tree.attribute(.type, of: node)?.lowercased(),
                types.contains(where: { type.hasPrefix($0) }),
                let href = tree.attribute(.href, of: node),
                let address = base?.resolving(href) ?? WebAddress(href)
            else { continue }
            let title = (tree.attribute(.title, of: node) ?? "").lowercased()
            let isComments =
                address.text.contains("/comments/") || title.contains("comment")
                || title.contains("kommentar")
            if !found.contains(where: { $0.address == address.text }) {
                found.append((address.text, isComments))
            }
        }
        return (found.filter { !$0.isComments } + found.filter(\.isComments)).map(\.address)
    }
}
