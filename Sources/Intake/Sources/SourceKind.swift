import Foundation

/// What a file is.
public enum SourceKind: String, Sendable, CaseIterable {
    case html, feed, warc, zip, mail, mbox, jsonl, pdf, text

    /// What a file on disk is, gzip taken off; nil for folders, and where it cannot be told.
    public init?(file path: String) {
        // A pipe gives its bytes only once.
        guard SourceKind.isRegular(path), let handle = FileHandle(forReadingAtPath: path),
            let data = try? handle.read(upToCount: 4096)
        else { return nil }
        try? handle.close()
        guard let kind = SourceKind.of(SourceKind.head([UInt8](data)), path: SourceKind.inner(path))
        else { return nil }
        self = kind
    }

    static func isRegular(_ path: String) -> Bool {
        var status = stat()
        return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
    }

    /// The first bytes of what a gzip holds; other bytes as they are.
    static func head(_ bytes: [UInt8]) -> [UInt8] {
        guard bytes.starts(with: [0x1F, 0x8B]), let stream = InflateStream(.gzip) else {
            return bytes
        }
        var start: [UInt8] = []
        _ = bytes.withUnsafeBytes { stream.step($0) { start += $0.prefix(4096) } }
        return start
    }

    /// The path without its `.gz`.
    static func inner(_ path: String) -> String {
        path.hasSuffix(".gz") ? String(path.dropLast(3)) : path
    }

    /// Told by the first bytes; the ending of the name counts only where they do not tell.
    static func of(_ head: [UInt8], path: String) -> SourceKind? {
        var head = head[...]
        if head.starts(with: [0xEF, 0xBB, 0xBF]) { head = head.dropFirst(3) }
        if head.starts(with: [0x50, 0x4B, 3, 4]) || head.starts(with: [0x50, 0x4B, 5, 6]) {
            return .zip
        }
        if head.starts(with: Array("%PDF-".utf8)) { return .pdf }
        if head.starts(with: Array("WARC/".utf8)) { return .warc }
        if head.starts(with: Array("From ".utf8)) { return .mbox }
        let ending = path.split(separator: ".").last.map { $0.lowercased() } ?? ""
        if ending == "warc" { return .warc }
        if ending == "jsonl" || ending == "ndjson" { return .jsonl }
        if ending == "eml" { return .mail }
        if ending == "txt" || ending == "md" { return .text }
        // UTF-16 and its like: look at every byte that is not zero.
        let text = String(
            decoding: head.prefix(4096).filter { $0 != 0 && $0 < 0x80 }, as: UTF8.self
        ).lowercased()
        let start = text.drop { $0.isWhitespace }
        if start.hasPrefix("{") || start.hasPrefix("[") {
            if start.prefix(1500).contains("jsonfeed.org") { return .feed }
            return .jsonl
        }
        if start.hasPrefix("<") {
            // A page may speak of feeds; its own tag comes first.
            if start.prefix(600).contains("<html") { return .html }
            let marks = ["<rss", "<rdf:rdf", "<feed", "<atom:feed"]
            return marks.contains { start.contains($0) } ? .feed : .html
        }
        if looksLikeMail(start) { return .mail }
        if ["html", "htm", "xhtml", "mhtml"].contains(ending) { return .html }
        if ["rss", "atom", "xml", "rdf"].contains(ending) { return .feed }
        if start.contains("<html") || start.contains("<!doctype html") { return .html }
        return head.contains(0) ? nil : .text
    }

    /// Whether JSON is one value and not a line an article: a list, or an object over several lines.
    static func isWholeJSON(_ head: [UInt8]) -> Bool {
        let start = head.drop { $0 <= 0x20 || $0 >= 0x80 }
        if start.first == UInt8(ascii: "[") { return true }
        return start.dropFirst().first { $0 != 0x20 && $0 != 9 && $0 != 13 } == 10
    }

    private static func looksLikeMail(_ text: Substring) -> Bool {
        let lines = text.split(whereSeparator: \.isNewline).prefix(40)
        let names = [
            "from:", "subject:", "date:", "received:", "mime-version:", "message-id:",
            "return-path:", "to:",
        ]
        return lines.count(where: { line in names.contains { line.hasPrefix($0) } }) >= 3
    }
}
