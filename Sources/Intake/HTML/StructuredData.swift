/// What the JSON-LD of a page (schema.org) says of its article.
struct StructuredData {
    var headline: String?
    var body: String?
    var authors: [String] = []
    var publisher: String?
    var language: String?
    var url: String?
    var published: String?
    var modified: String?
    var isLiveBlog = false
    var isPaid = false
    /// The name of the site, of a node of type WebSite or Organization.
    var site: String?

    init(_ scripts: [[UInt8]]) {
        var nodes: [JSONValue] = []
        for script in scripts.prefix(40) {
            if let value = JSONValue(script) { collect(value, into: &nodes) }
        }
        var byID: [String: JSONValue] = [:]
        for node in nodes { if let id = node["@id"]?.text, node["name"] != nil { byID[id] = node } }
        // The most telling node wins: an article with a body before a page about it.
        let ranked = nodes.map { (rank($0), $0) }.filter { $0.0 > 0 }
        let best = ranked.map(\.0).max() ?? 0
        for (rank, node) in ranked where rank == best { take(node, byID) }
        for (rank, node) in ranked where rank != best && rank > 1 { take(node, byID) }
        for node in nodes {
            let types = types(node)
            if types.contains("WebSite") || types.contains("NewsMediaOrganization") {
                site = site ?? node["name"]?.text
            }
        }
    }

    private func types(_ node: JSONValue) -> [String] {
        (node["@type"]?.list ?? []).compactMap(\.text).map {
            String($0.split(separator: "/").last ?? "")
        }
    }

    /// Nodes at any of the places where pages put them, without recursion.
    private func collect(_ value: JSONValue, into nodes: inout [JSONValue]) {
        var queue = [(value, 0)]
        while let (value, level) = queue.popLast(), nodes.count < 500 {
            switch value {
            case .array(let values): for each in values.reversed() { queue.append((each, level)) }
            case .object:
                nodes.append(value)
                guard level < 3 else { continue }
                for key in [
                    "@graph", "mainEntity", "mainEntityOfPage", "hasPart", "liveBlogUpdate",
                ].reversed() {
                    if key == "liveBlogUpdate" { continue }
                    if let inner = value[key], inner.text == nil {
                        queue.append((inner, level + 1))
                    }
                }
            default: continue
            }
        }
    }

    /// Ends of the names of types that can stand for a page and tell its day.
    private static let dated = [
        "Page", "Posting", "Episode", "VideoObject", "AudioObject", "Recipe", "HowTo",
        "CreativeWork",
        "Question", "Release",
    ]

    /// What tells the day of publication, the surest first.
    private static let dayKeys = ["datePublished", "dateCreated", "datePosted", "uploadDate"]

    private func rank(_ node: JSONValue) -> Int {
        var rank = 0
        for type in types(node) {
            if type.hasSuffix("Article") || type == "BlogPosting" || type == "LiveBlogPosting"
                || type == "Report"
            {
                rank = max(rank, 4)
            } else if type == "WebPage" || type == "ItemPage" {
                rank = max(rank, 2)
            } else if Self.dated.contains(where: type.hasSuffix) {
                rank = max(rank, 1)
            }
        }
        if rank >= 4, node["articleBody"]?.text != nil || node["text"]?.text != nil { rank += 1 }
        if rank == 1, Self.dayKeys.allSatisfy({ node[$0] == nil }) { rank = 0 }
        return rank
    }

    private mutating func take(_ node: JSONValue, _ byID: [String: JSONValue]) {
        let types = types(node)
        let isArticle = rank(node) >= 4
        func clean(_ key: String) -> String? { node[key]?.text.map(plainText) }
        if isArticle {
            headline = headline ?? clean("headline") ?? clean("name")
            body = body ?? (node["articleBody"]?.text ?? node["text"]?.text)
            url =
                url ?? node["url"]?.text ?? node["mainEntityOfPage"]?["@id"]?.text
                ?? node["mainEntityOfPage"]?.text
            if case .bool(false)? = node["isAccessibleForFree"] { isPaid = true }
            if node["isAccessibleForFree"]?.text?.lowercased() == "false" { isPaid = true }
        }
        published =
            published
            ?? Self.dayKeys.lazy.filter { !isArticle || $0 != "uploadDate" }
            .compactMap { node[$0]?.text }.first
        modified = modified ?? node["dateModified"]?.text
        language = language ?? node["inLanguage"]?.text ?? node["inLanguage"]?["name"]?.text
        if types.contains("LiveBlogPosting") { isLiveBlog = true }
        func name(_ value: JSONValue) -> String? {
            if let text = value.text { return plainText(text) }
            if let name = value["name"]?.text { return plainText(name) }
            return value["@id"]?.text.flatMap { byID[$0]?["name"]?.text }.map(plainText)
        }
        if isArticle || types.contains("WebPage") {
            if authors.isEmpty {
                authors = (node["author"]?.list ?? node["creator"]?.list ?? []).compactMap(name)
            }
            publisher = publisher ?? node["publisher"].flatMap { $0.list.first.flatMap(name) }
        }
    }
}

/// A text that may hold tags and entities, without them, white space folded.
func plainText(_ text: String) -> String {
    if text.utf8.contains(where: { $0 == UInt8(ascii: "&") || $0 == UInt8(ascii: "<") }),
        let tree = HTMLTree(html: Array(text.utf8), memory: 64 << 20, depth: 64)
    {
        return tree.plainText(of: 0)
    }
    var folded = FoldedText()
    var text = text
    text.withUTF8 { folded.append($0) }
    return folded.text
}
