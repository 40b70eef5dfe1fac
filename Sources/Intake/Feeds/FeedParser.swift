/// Reads feeds of every kind, repairing what browsers and readers repair.
public struct FeedParser: Sendable {
    private let dates: DateReader
    private let limits: IntakeLimits

    public init(words: IntakeWords, limits: IntakeLimits = IntakeLimits()) {
        dates = DateReader(words: words)
        self.limits = limits
    }

    /// - Parameters:
    ///   - url: the feed's address, for links that are not whole.
    ///   - contentType: the `Content-Type` of the answer, for its charset.
    /// - Throws: `IntakeError.notAFeed`, `.tooLarge`.
    /// - Complexity: O(n).
    public func feed(
        _ bytes: [UInt8], name: String, url: String? = nil, contentType: String? = nil
    ) throws(IntakeError) -> Feed {
        guard bytes.count <= limits.size else { throw .tooLarge(name: name, limit: limits.size) }
        let decoded = Charset.decode(
            bytes, transport: Charset.named(in: contentType),
            declared: Charset.declared(in: Array(bytes.prefix(400))))
        let text = decoded.bytes
        let first = text.first { $0 > 0x20 }
        let base = url.flatMap { WebAddress($0) }
        if first == UInt8(ascii: "{") || first == UInt8(ascii: "[") {
            guard let value = JSONValue(text), value["items"] != nil else {
                throw .notAFeed(name: name, reason: "JSON without \"items\"")
            }
            return jsonFeed(value, base)
        }
        var run = FeedReader(text, dates: dates, base: base, depth: limits.depth)
        guard var feed = run.read() else {
            throw .notAFeed(name: name, reason: "it has neither rss, rdf nor feed in it")
        }
        feed.isRepaired = feed.isRepaired || decoded.isRepaired
        return feed
    }

    private func jsonFeed(_ value: JSONValue, _ base: WebAddress?) -> Feed {
        var feed = Feed(format: .json)
        feed.title = value["title"]?.text
        feed.link = value["home_page_url"]?.text
        feed.language = value["language"]?.text
        func authors(_ value: JSONValue) -> [String] {
            let people = value["authors"]?.list ?? value["author"]?.list ?? []
            return people.compactMap { $0["name"]?.text ?? $0.text }
        }
        for item in value["items"]?.list ?? [] {
            var entry = FeedEntry()
            entry.id = item["id"]?.text
            entry.title = item["title"]?.text.map(plainText)
            let link = item["url"]?.text ?? item["external_url"]?.text
            entry.link = link.map { base?.resolving($0)?.text ?? $0 }
            entry.authors = authors(item).isEmpty ? authors(value) : authors(item)
            entry.published = item["date_published"]?.text.flatMap { dates.date($0)?.edtf }
            entry.updated = item["date_modified"]?.text.flatMap { dates.date($0)?.edtf }
            entry.content = item["content_html"]?.text ?? item["content_text"]?.text.map(escaped)
            entry.summary = item["summary"]?.text.map(escaped)
            entry.categories = (item["tags"]?.list ?? []).compactMap(\.text)
            entry.language = item["language"]?.text ?? feed.language
            feed.entries.append(entry)
        }
        return feed
    }
}

/// Plain text as HTML.
func escaped(_ text: String) -> String {
    text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
        var result = ""
        for character in line {
            switch character {
            case "&": result += "&amp;"
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            default: result.append(character)
            }
        }
        return result
    }.joined(separator: "<br>")
}

extension String {
    func trimmingSpace() -> String {
        var text = self[...].drop(while: \.isWhitespace)
        while text.last?.isWhitespace == true { text.removeLast() }
        return String(text)
    }
}
