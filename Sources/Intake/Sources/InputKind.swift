import Foundation

/// What a file is.
public enum SourceKind: String, Sendable, CaseIterable {
    case html, feed, warc, zip, mail, mbox, jsonl, pdf, text

    /// Told by the first bytes; the ending of the name counts only where they do not tell.
    static func of(_ head: [UInt8], path: String) -> SourceKind? {
        var head = head[...]
        if head.starts(with: [0xEF, 0xBB, 0xBF]) { head = head.dropFirst(3) }
        if head.starts(with: [0x50, 0x4B, 3, 4]) || head.starts(with: [0x50, 0x4B, 5, 6]) { return .zip }
        if head.starts(with: Array("%PDF-".utf8)) { return .pdf }
        if head.starts(with: Array("WARC/".utf8)) { return .warc }
        if head.starts(with: Array("From ".utf8)) { return .mbox }
        let ending = path.split(separator: ".").last.map { $0.lowercased() } ?? ""
        if ending == "warc" { return .warc }
        if ending == "jsonl" || ending == "ndjson" { return .jsonl }
        if ending == "eml" { return .mail }
        if ending == "txt" || ending == "md" { return .text }
        // UTF-16 and its like: look at every byte that is not zero.
        let text = String(decoding: head.prefix(4096).filter { $0 != 0 && $0 < 0x80 }, as: UTF8.self).lowercased()
        let start = text.drop { $0.isWhitespace }
        if start.hasPrefix("{") || start.hasPrefix("[") {
            if start.prefix(1500).contains("jsonfeed.org") { return .feed }
            return start.hasPrefix("{") ? .jsonl : nil
        }
        if start.hasPrefix("<") {
            for mark in ["<rss", "<rdf:rdf", "<feed", "<atom:feed"] where start.contains(mark) {
                // A page may speak of feeds; its own tag comes first.
                if !start.prefix(600).contains("<html") { return .feed }
            }
            return .html
        }
        if looksLikeMail(start) { return .mail }
        if ["html", "htm", "xhtml", "mhtml"].contains(ending) { return .html }
        if ["rss", "atom", "xml", "rdf"].contains(ending) { return .feed }
        if start.contains("<html") || start.contains("<!doctype html") { return .html }
        return head.contains(0) ? nil : .text
    }

    private static func looksLikeMail(_ text: Substring) -> Bool {
        let lines = text.split(whereSeparator: \.isNewline).prefix(40)
        let names = ["from:", "subject:", "date:", "received:", "mime-version:", "message-id:", "return-path:", "to:"]
        return lines.count(where: { line in names.contains { line.hasPrefix($0) } }) >= 3
    }
}
