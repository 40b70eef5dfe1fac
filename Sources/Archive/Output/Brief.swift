import Foundation
import GRDB

/// A sourced briefing: what was said in the order of time, who claims and who denies, bounded figures,
/// what is still expected. Every line carries a footnote to report, date and quoted words.
public struct Brief: Hashable, Sendable, Codable {
    public struct Line: Hashable, Sendable, Codable {
        public var date: String?
        public var text: String
        /// Numbers of footnotes, from 1.
        public var notes: [Int]
        /// What the line is: `claim`, a `LinkKind`, an `ExpectationState`.
        public var label: String?
        /// The parts of a line that tells a statement, for those who write it in another language.
        public var said: Said?
        /// The quoted words of a line with a label and no statement.
        public var words: String?
    }
    public struct Said: Hashable, Sendable, Codable {
        /// Who speaks, with the role; empty where the report names nobody.
        public var who: String
        public var to: String
        public var through: String?
        public var act: String
        public var factuality: String
        public var words: String
    }
    public struct Section: Hashable, Sendable, Codable {
        public var title: String
        public var lines: [Line]
    }
    public struct Note: Hashable, Sendable, Codable {
        public var document: DocumentSummary
        /// The words of the report.
        public var words: String
        public var reference: String
    }
    public var title: String
    public var sections: [Section]
    public var notes: [Note]
    /// Whether more was found than the briefing holds.
    public var isCut: Bool
}

extension Snapshot {
    /// Writes a briefing of what a query finds.
    /// - Parameters:
    ///   - today: the day of asking, for the state of expectations.
    ///   - lines: at most so many of the chronology; of the rest a part of them.
    public func brief(_ query: Query, today: Int, lines: Int = 500) throws -> Brief {
        var writer = BriefWriter()
        let timeline = try timeline(query, page: PageRequest(limit: lines))
        let statements = timeline.rows.compactMap(\.statement)
        writer.chronology(timeline.rows)
        writer.disputes(
            try disputes(
                query, page: PageRequest(limit: max(lines / 5, 1)), answers: min(12, lines / 8)
            ).rows)
        let stories = Set(statements.compactMap(\.document.story)).sorted()
        writer.figures(
            try stories.prefix(max(lines / 20, 1)).flatMap {
                try figureConflicts(story: $0, reports: min(40, lines / 4))
            })
        writer.expectations(
            try expectations(query, today: today, page: PageRequest(limit: max(lines / 3, 1)))
                .rows)
        return writer.brief(title: query.description, isCut: timeline.next != nil)
    }
}

/// Collects lines and numbers the footnotes in the order in which they are first used.
private struct BriefWriter {
    private var sections: [Brief.Section] = []
    private var notes: [Brief.Note] = []
    private var numbers: [String: Int] = [:]

    private mutating func note(
        _ reference: String, _ document: DocumentSummary, _ words: String
    ) -> Int {
        if let number = numbers[reference] { return number }
        notes.append(Brief.Note(document: document, words: words, reference: reference))
        numbers[reference] = notes.count
        return notes.count
    }

    private mutating func note(_ statement: StatementRecord) -> Int {
        note(
            statement.reference.description, statement.document,
            statement.content.isEmpty ? statement.frame : statement.content)
    }

    private static func who(_ links: [ActorLink], _ words: String) -> String {
        let names = links.map { link in
            link.role.map { "\(link.name) (\($0))" } ?? link.name
        }.joined(separator: ", ")
        return names.isEmpty ? words : names
    }

    private static func said(_ row: StatementRecord) -> Brief.Said {
        Brief.Said(
            who: who(row.source, row.sourceWords), to: row.addresseeWords, through: row.via,
            act: row.act, factuality: row.factuality,
            words: row.content.isEmpty ? row.frame : row.content)
    }

    private static func line(_ row: StatementRecord) -> String {
        let said = said(row)
        let who = said.who.isEmpty ? "An unnamed source" : said.who
        let to = said.to.isEmpty ? "" : " to \(said.to)"
        let through = said.through.map { ", according to \($0)" } ?? ""
        return "\(who) [\(said.act)\(to), \(said.factuality)\(through)]: “\(said.words)”"
    }

    private mutating func add(_ title: String, _ lines: [Brief.Line]) {
        if !lines.isEmpty { sections.append(Brief.Section(title: title, lines: lines)) }
    }

    mutating func chronology(_ rows: [TimelineEntry]) {
        var lines: [Brief.Line] = []
        for row in rows {
            let date = row.isDated || row.date.isEmpty ? row.date : "\(row.date) (published)"
            if let statement = row.statement {
                lines.append(
                    Brief.Line(
                        date: date, text: Self.line(statement), notes: [note(statement)],
                        said: Self.said(statement)))
            } else if let event = row.event {
                let parties = [event.actor, event.recipient].map {
                    $0.map(\.name).joined(separator: ", ")
                }.filter { !$0.isEmpty }.joined(separator: " → ")
                let number = note(event.reference.description, event.document, event.words)
                lines.append(
                    Brief.Line(
                        date: date, text: "\(event.type) \(parties): “\(event.words)”",
                        notes: [number]))
            }
        }
        add("Chronology", lines)
    }

    mutating func disputes(_ rows: [DisputeRecord]) {
        var lines: [Brief.Line] = []
        for row in rows {
            lines.append(
                Brief.Line(
                    date: row.claim.said ?? row.claim.document.published,
                    text: "Claim: " + Self.line(row.claim)
                        + " (\(row.independentClaims) independent reports)",
                    notes: [note(row.claim)], label: "claim", said: Self.said(row.claim)))
            for answer in row.answers {
                lines.append(
                    Brief.Line(
                        date: answer.statement.said ?? answer.statement.document.published,
                        text: "\(answer.kind.rawValue): " + Self.line(answer.statement),
                        notes: [note(answer.statement)], label: answer.kind.rawValue,
                        said: Self.said(answer.statement)))
            }
        }
        add("Who claims and who denies", lines)
    }

    mutating func figures(_ rows: [FigureConflict]) {
        add(
            "Figures that differ",
            rows.map { conflict in
                var numbers: [Int] = []
                let figures = conflict.figures.map { figure in
                    let number = note(
                        "\(figure.document.id):\(figure.words):\(figure.context)", figure.document,
                        figure.context)
                    if !numbers.contains(number) { numbers.append(number) }
                    return "\(figure.words) (\(figure.source ?? "the report"), "
                        + "\(figure.document.published ?? "undated"))"
                }
                return Brief.Line(
                    text: "\(conflict.unit): " + figures.joined(separator: "; "), notes: numbers)
            })
    }

    mutating func expectations(_ rows: [ExpectationRecord]) {
        func line(_ row: ExpectationRecord) -> Brief.Line {
            var numbers = [note(row.id, row.document, row.words)]
            var text = "\(row.state.rawValue): “\(row.words)”"
            if let moved = row.movedBy, let words = row.movedWords {
                numbers.append(note("\(row.id)>\(moved.id)", moved, words))
                text += " — “\(words)”"
            }
            return Brief.Line(
                date: row.window ?? "no date", text: text, notes: numbers,
                label: row.state.rawValue,
                words: row.words + (row.movedWords.map { " — " + $0 } ?? ""))
        }
        add("Open expectations", rows.filter { $0.state == .open }.map(line))
        add("What became of earlier ones", rows.filter { $0.state != .open }.map(line))
    }

    func brief(title: String, isCut: Bool) -> Brief {
        Brief(title: title, sections: sections, notes: notes, isCut: isCut)
    }
}

extension Brief {
    private static let cutNote = "More was found than this briefing holds; narrow the query."

    private static func source(_ document: DocumentSummary) -> String {
        [document.outlet, document.title, document.published, document.url].compactMap { $0 }
            .joined(separator: ", ")
    }

    private static func oneLine(_ text: String) -> String {
        text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }

    /// The briefing in Markdown (CommonMark with footnotes).
    public var markdown: String {
        func plain(_ text: String) -> String {
            Self.oneLine(text).reduce(into: "") { out, character in
                if "\\`*_[]<>#|".contains(character) { out += "\\" }
                out.append(character)
            }
        }
        var out = "# \(plain(title))\n"
        for section in sections {
            out += "\n## \(section.title)\n\n"
            for line in section.lines {
                let marks = line.notes.map { "[^\($0)]" }.joined()
                out +=
                    "- " + (line.date.map { "**\(plain($0))** " } ?? "") + plain(line.text) + marks
                    + "\n"
            }
        }
        if isCut { out += "\n\(Self.cutNote)\n" }
        out += "\n"
        for (index, note) in notes.enumerated() {
            out +=
                "[^\(index + 1)]: \(plain(Self.source(note.document))): “\(plain(note.words))” "
                + "(\(plain(note.reference)))\n"
        }
        return out
    }

    /// The briefing as one page without scripts and without the network.
    public var html: String {
        func plain(_ text: String) -> String {
            Self.oneLine(text).replacing("&", with: "&amp;").replacing("<", with: "&lt;")
                .replacing(">", with: "&gt;").replacing("\"", with: "&quot;")
        }
        var out = """
            <!doctype html>
            <html lang="en"><head><meta charset="utf-8">
            <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
            <meta name="viewport" content="width=device-width">
            <title>\(plain(title))</title>
            <style>body{font:1rem/1.5 serif;max-width:45rem;margin:2rem auto;padding:0 1rem}
            li{margin:.4rem 0}li:target{background:#ffc}time{font-weight:bold}</style></head><body>
            <h1>\(plain(title))</h1>

            """
        for section in sections {
            out += "<h2>\(plain(section.title))</h2>\n<ul>\n"
            for line in section.lines {
                let marks = line.notes.map {
                    "<sup><a href=\"#n\($0)\" aria-label=\"note \($0)\">\($0)</a></sup>"
                }.joined(separator: " ")
                out +=
                    "<li>" + (line.date.map { "<time>\(plain($0))</time> " } ?? "")
                    + plain(line.text) + marks + "</li>\n"
            }
            out += "</ul>\n"
        }
        if isCut { out += "<p>\(Self.cutNote)</p>\n" }
        out += "<h2>Notes</h2>\n<ol>\n"
        for (index, note) in notes.enumerated() {
            out +=
                "<li id=\"n\(index + 1)\">\(plain(Self.source(note.document))): "
                + "“\(plain(note.words))” <code>\(plain(note.reference))</code></li>\n"
        }
        return out + "</ol>\n</body></html>\n"
    }
}
