import Foundation

/// An absolute http or https address.
struct WebAddress: Hashable, Sendable {
    let text: String
    let scheme: String
    /// In lower case, without brackets.
    let host: String
    let port: Int?
    let path: String

    init?(_ text: String) {
        let trimmed = text.trimmingCharacters(in: .whitespacesAndNewlines)
        guard trimmed.utf8.count < 8000 else { return nil }
        let lower = trimmed.prefix(8).lowercased()
        guard lower.hasPrefix("http://") || lower.hasPrefix("https://") else { return nil }
        // Names and passwords in addresses end up in logs and archives.
        guard let url = WebAddress.url(trimmed), url.user == nil,
            let scheme = url.scheme?.lowercased(),
            var host = url.host(percentEncoded: false)?.lowercased(), !host.isEmpty
        else { return nil }
        if host.hasPrefix("["), host.hasSuffix("]") { host = String(host.dropFirst().dropLast()) }
        while host.hasSuffix(".") { host.removeLast() }
        guard !host.isEmpty,
            !host.contains(where: { $0 == "/" || $0 == "\\" || $0 == "@" || $0.isWhitespace })
        else { return nil }
        self.text = url.absoluteString
        self.scheme = scheme
        self.host = host
        port = url.port
        path = url.path(percentEncoded: true)
    }

    /// The address that a link on this page leads to.
    func resolving(_ link: String) -> WebAddress? {
        let link = link.trimmingCharacters(in: .whitespacesAndNewlines)
        if let absolute = WebAddress(link) { return absolute }
        guard let base = URL(string: text), let url = WebAddress.url(link, base) else { return nil }
        return WebAddress(url.absoluteURL.absoluteString)
    }

    /// Host and port as they are written in an address.
    var authority: String {
        (host.contains(":") ? "[\(host)]" : host) + (port.map { ":\($0)" } ?? "")
    }

    var pathAndQuery: String {
        let query = URL(string: text)?.query(percentEncoded: true)
        return (path.isEmpty ? "/" : path) + (query.map { "?" + $0 } ?? "")
    }

    /// A fragment names a place on a page, not another page.
    var withoutFragment: String {
        text.firstIndex(of: "#").map { String(text[..<$0]) } ?? text
    }

    private static func url(_ text: String, _ base: URL? = nil) -> URL? {
        URL(string: text, relativeTo: base)
            ?? text.addingPercentEncoding(
                withAllowedCharacters: .urlFragmentAllowed.union(.init(charactersIn: "#%"))
            )
            .flatMap { URL(string: $0, relativeTo: base) }
    }
}
