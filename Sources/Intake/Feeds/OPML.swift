/// Lists of feeds as readers exchange them.
public enum OPML {
    /// The feeds of a list: address and title, folders flattened.
    /// - Throws: `IntakeError.notAFeed` where it is no OPML.
    public static func feeds(_ bytes: [UInt8], name: String) throws(IntakeError) -> [(
        url: String, title: String?
    )] {
        let decoded = Charset.decode(
            bytes, transport: nil, declared: Charset.declared(in: Array(bytes.prefix(400))))
        var scanner = MarkupScanner(decoded.bytes)
        var isList = false
        var found: [(url: String, title: String?)] = []
        while let piece = scanner.next() {
            guard case .start(let tag, let attributes, _) = piece else { continue }
            if tag == "opml" { isList = true }
            guard tag == "outline" else { continue }
            func value(_ key: String) -> String? {
                attributes.first { $0.name == key }.flatMap { $0.value.isEmpty ? nil : $0.value }
            }
            guard let address = value("xmlurl").flatMap({ WebAddress($0) }),
                !found.contains(where: { $0.url == address.text })
            else { continue }
            found.append((address.text, value("title") ?? value("text")))
        }
        guard isList || !found.isEmpty else { throw .notAFeed(name: name, reason: "it is no OPML") }
        return found
    }

    /// The list of a store, sorted by address.
    public static func text(of sources: [FeedSource]) -> String {
        var text =
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<opml version=\"2.0\">\n<head><title>Lagebild</title></head>\n<body>\n"
        for source in sources.sorted(by: { $0.url < $1.url }) {
            let title = quoted(source.title ?? source.url)
            text +=
                "<outline type=\"rss\" text=\"\(title)\" title=\"\(title)\" xmlUrl=\"\(quoted(source.url))\"/>\n"
        }
        return text + "</body>\n</opml>\n"
    }

    private static func quoted(_ text: String) -> String {
        var result = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": result += "&amp;"
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            case "\"": result += "&quot;"
            case "\u{0}"..<" ": result += " "
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result
    }
}
