import Crypto
import Foundation
import Text

/// Readings as one page that needs nothing else: each article with its sources, cues and contents
/// marked, and a note in the margin for each statement.
///
/// Nothing of a text gets into the page without being escaped, and the page's own policy forbids
/// every script, style and address but its own.
public struct HTMLPage: Sendable {
    public var parts: ReadingParts
    public var explain: Bool

    public init(parts: ReadingParts = .all, explain: Bool = false) {
        self.parts = parts
        self.explain = explain
    }

    /// What stands before the first article.
    public static var before: String {
        """
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta http-equiv="Content-Security-Policy" content="default-src 'none'; \
        style-src '\(hash(htmlStyle))'; script-src '\(hash(htmlScript))'; base-uri 'none'; \
        form-action 'none'">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="referrer" content="no-referrer">
        <meta name="color-scheme" content="light dark">
        <title>Lagebild</title>
        <style>\(htmlStyle)</style>
        </head>
        <body>

        """
    }

    /// What stands behind the last article.
    public static var after: String {
        """
        <script>\(htmlScript)</script>
        </body>
        </html>

        """
    }

    /// One article with its notes.
    /// - Complexity: O(n log n) in the number of rows, O(n) in the length of the text.
    public func article(_ reading: Reading) -> String {
        ArticleWriter(page: self, reading: reading).article()
    }

    private static func hash(_ text: String) -> String {
        "sha256-" + Data(SHA256.hash(data: Data(text.utf8))).base64EncodedString()
    }
}

/// The text for HTML, in content and in quoted attributes.
func escaped(_ text: String) -> String {
    var out = ""
    for scalar in neutralised(text, keepLines: true).unicodeScalars {
        switch scalar {
        case "&": out += "&amp;"
        case "<": out += "&lt;"
        case ">": out += "&gt;"
        case "\"": out += "&quot;"
        case "'": out += "&#39;"
        default: out.unicodeScalars.append(scalar)
        }
    }
    return out
}

/// One article on its way into the page.
private struct ArticleWriter {
    /// A stretch that is marked, and for which statement.
    struct Mark {
        var span: Span
        var role: String
        var statement: Int?
        var label: String?
    }

    let page: HTMLPage
    let reading: Reading
    let text: ReadingText
    /// Ids of statements hold within one article; the page may have several.
    let prefix: String

    init(page: HTMLPage, reading: Reading) {
        self.page = page
        self.reading = reading
        text = ReadingText(reading)
        prefix =
            "d" + reading.document.id.prefix(12).filter { $0.isASCII && $0.isLetter || $0.isNumber }
            + "-"
    }

    func article() -> String {
        let document = reading.document
        var out = "<article>\n<header>\n"
        if let title = document.title {
            out += "<h1 lang=\"\(escaped(document.language))\">\(escaped(title))</h1>\n"
        }
        let facts = [
            document.published, document.outlet, document.author, document.language,
            "\(reading.statements.count) statements",
        ].compactMap { $0 }
        out += "<p class=\"facts\">\(escaped(facts.joined(separator: " · ")))"
        if let url = document.url {
            let isLink =
                url.lowercased().hasPrefix("https://") || url.lowercased().hasPrefix("http://")
            out +=
                isLink
                ? " · <a href=\"\(escaped(url))\" rel=\"noopener noreferrer\">\(escaped(url))</a>"
                : " · \(escaped(url))"
        }
        out += "</p>\n</header>\n"
        let marks = marks()
        let starts = reading.statements.enumerated().map { (index: $0, start: start($1)) }
            .sorted { $0.start < $1.start }
        var (nextMark, nextNote) = (0, 0)
        var open: [Mark] = []
        for (index, paragraph) in paragraphs().enumerated() {
            open.removeAll { $0.span.end <= paragraph.start }
            while nextMark < marks.count, marks[nextMark].span.start < paragraph.end {
                if marks[nextMark].span.end > paragraph.start { open.append(marks[nextMark]) }
                nextMark += 1
            }
            var notes: [Int] = []
            while nextNote < starts.count, starts[nextNote].start < paragraph.end {
                notes.append(starts[nextNote].index)
                nextNote += 1
            }
            let isHeadline = index == 0 && document.title == nil
            out += row(paragraph, open, notes, tag: isHeadline ? "h1" : "p")
        }
        return out + "</article>\n"
    }

    /// The lines of the text that are not blank.
    private func paragraphs() -> [Span] {
        var paragraphs: [Span] = []
        var start = 0
        for index in 0...text.scalars.count
        where index == text.scalars.count || text.scalars[index] == "\n" {
            let line = Span(start, index)
            if text.scalars[start..<index].contains(where: { !$0.properties.isWhitespace }) {
                paragraphs.append(line)
            }
            start = index + 1
        }
        return paragraphs
    }

    private func marks() -> [Mark] {
        var marks: [Mark] = []
        if page.parts.contains(.statements) {
            for (index, statement) in reading.statements.enumerated() {
                let roles: [(String, [Span])] = [
                    ("content", statement.content), ("source", statement.source?.spans ?? []),
                    ("cue", statement.cue), ("addressee", statement.addressee?.spans ?? []),
                    ("medium", statement.medium.map { [$0.span] } ?? []),
                ]
                for (role, spans) in roles {
                    marks += spans.map { Mark(span: $0, role: role, statement: index) }
                }
            }
        }
        if page.parts.contains(.events) {
            for event in reading.events {
                let label = eventLabel(event)
                marks += event.trigger.map { Mark(span: $0, role: "event", label: label) }
            }
        }
        if page.parts.contains(.times) {
            marks += reading.times.map {
                Mark(span: $0.span, role: "time", label: $0.edtf ?? $0.value ?? "open")
            }
        }
        if page.parts.contains(.quantities) {
            marks += reading.quantities.map {
                Mark(span: $0.span, role: "figure", label: "\($0.figure) \($0.unit ?? "")")
            }
        }
        if page.parts.contains(.norms) {
            for norm in reading.norms {
                marks += norm.spans.map {
                    Mark(span: $0, role: "norm", label: norm.reference ?? norm.name)
                }
            }
        }
        if page.parts.contains(.actors) {
            for actor in reading.actors {
                let label = [actor.name, actor.role, actor.country].compactMap { $0 }
                marks += actor.mentions.map {
                    Mark(span: $0, role: "actor", label: label.joined(separator: ", "))
                }
            }
        }
        return marks.filter { !$0.span.isEmpty }.sorted { $0.span < $1.span }
    }

    /// "transfer: X → Y (planned)".
    private func eventLabel(_ event: Event) -> String {
        func names(_ ids: [String]) -> String {
            ids.compactMap { text.actor($0)?.name }.joined(separator: ", ")
        }
        let kind =
            event.frame?.rawValue.replacing("_", with: " ") ?? event.type.rawValue.lowercased()
        let state = event.state.map { " (\($0.rawValue.replacing("_", with: " ")))" } ?? ""
        return "\(kind): \(names(event.actor)) → \(names(event.recipient))\(state)"
    }

    /// A paragraph and the notes of the statements that begin in it.
    private func row(_ paragraph: Span, _ marks: [Mark], _ notes: [Int], tag: String) -> String {
        var out =
            "<div class=\"row\">\n<\(tag) class=\"text\" lang=\"\(escaped(reading.document.language))\">"
        out += marked(paragraph, marks) + "</\(tag)>\n<aside>"
        if page.parts.contains(.statements) {
            for index in notes { out += note(reading.statements[index], index) }
        }
        return out + "</aside>\n</div>\n"
    }

    private func start(_ statement: Statement) -> Int {
        let spans = statement.content + statement.cue + (statement.source?.spans ?? [])
        return spans.map(\.start).min() ?? -1
    }

    /// The text of a paragraph, cut at every place where a mark begins or ends: each piece is one
    /// element that carries all its marks, so marks may cross.
    private func marked(_ paragraph: Span, _ marks: [Mark]) -> String {
        var cuts: Set<Int> = [paragraph.start, paragraph.end]
        for mark in marks {
            for cut in [mark.span.start, mark.span.end]
            where paragraph.start < cut && cut < paragraph.end {
                cuts.insert(cut)
            }
        }
        let places = cuts.sorted()
        var out = ""
        var active: [Mark] = []
        var next = 0
        for (start, end) in zip(places, places.dropFirst()) {
            let piece = Span(start, end)
            active.removeAll { $0.span.end <= start }
            while next < marks.count, marks[next].span.start <= start {
                if marks[next].span.end > start { active.append(marks[next]) }
                next += 1
            }
            let words = escaped(text.string(piece))
            if active.isEmpty {
                out += words
                continue
            }
            var roles: [String] = []
            for mark in active where !roles.contains(mark.role) { roles.append(mark.role) }
            var statements: [String] = []
            for mark in active {
                guard let index = mark.statement else { continue }
                let id = prefix + "s\(index + 1)"
                if !statements.contains(id) { statements.append(id) }
            }
            let labels = active.compactMap(\.label)
            out += "<span class=\"\(roles.joined(separator: " "))\""
            if !statements.isEmpty { out += " data-s=\"\(statements.joined(separator: " "))\"" }
            if !labels.isEmpty { out += " title=\"\(escaped(labels.joined(separator: "; ")))\"" }
            out += ">\(words)</span>"
        }
        return out
    }

    /// The note of a statement: it can be reached with the keyboard.
    private func note(_ statement: Statement, _ index: Int) -> String {
        var facts = [statement.act.rawValue]
        if let time = text.time(statement.time) { facts.append(text.brief(time)) }
        if let addressee = statement.addressee { facts.append("to " + text.name(of: addressee)) }
        if let medium = statement.medium {
            facts.append(medium.kind.rawValue.replacing("_", with: " "))
        }
        if statement.showsFactuality { facts.append(statement.factuality.words) }
        let source = statement.source.map(text.name) ?? "No source named"
        let id = prefix + "s\(index + 1)"
        var out = "\n<section class=\"note\" id=\"\(id)\" data-s=\"\(id)\" tabindex=\"0\">"
        out += "<b>\(escaped(source))</b> <span>\(escaped(facts.joined(separator: " · ")))</span>"
        if page.explain, !statement.why.isEmpty {
            out += "<small>\(escaped(statement.why.joined(separator: "; ")))</small>"
        }
        return out + "</section>"
    }
}
