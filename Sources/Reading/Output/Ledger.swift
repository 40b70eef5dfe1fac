import Text

/// The page for people: who said what, grouped by speaker, what happened, then actors, times and figures.
public struct Ledger: Sendable {
    /// The columns of a line.
    public var width: Int
    /// Whether the page is marked with ANSI styles.
    public var styled: Bool
    public var parts: ReadingParts
    /// Whether the rules behind each statement are shown.
    public var explain: Bool

    public init(
        width: Int = 100, styled: Bool = false, parts: ReadingParts = .all, explain: Bool = false
    ) {
        self.width = max(width, 40)
        self.styled = styled
        self.parts = parts
        self.explain = explain
    }

    /// The page of one reading, with a line break at its end.
    /// - Complexity: O(n).
    public func page(_ reading: Reading) -> String {
        var page = LedgerPage(ledger: self, reading: reading)
        page.writeHead()
        if parts.contains(.statements) { page.writeStatements() }
        if parts.contains(.events) { page.writeEvents() }
        if parts.contains(.actors) { page.writeActors() }
        if parts.contains(.times) { page.writeTimes() }
        if parts.contains(.quantities) { page.writeFigures() }
        if parts.contains(.norms) { page.writeNorms() }
        return page.out
    }
}

/// A page that is being written.
struct LedgerPage {
    enum Style: String {
        case bold = "1"
        case dim = "2"
        case name = "1;36"
        case warning = "33"
    }

    let ledger: Ledger
    let reading: Reading
    let text: ReadingText
    var out = ""

    init(ledger: Ledger, reading: Reading) {
        self.ledger = ledger
        self.reading = reading
        text = ReadingText(reading)
    }

    // MARK: Lines

    func styled(_ text: String, _ style: Style?) -> String {
        guard ledger.styled, let style, !text.isEmpty else { return text }
        return "\u{1B}[\(style.rawValue)m\(text)\u{1B}[0m"
    }

    /// Writes a text, wrapped, behind `indent` blanks and a mark that each line repeats.
    mutating func write(
        _ text: String, indent: Int = 0, mark: String = "", hanging: Int = 0, style: Style? = nil
    ) {
        let margin = indent + displayWidth(mark)
        let room = max(ledger.width - margin - hanging, 10)
        for (index, line) in wrapped(neutralised(text), width: room).enumerated() {
            out += String(repeating: " ", count: indent) + styled(mark, .dim)
            if index > 0 { out += String(repeating: " ", count: hanging) }
            out += styled(line, style) + "\n"
        }
    }

    mutating func writeTitle(_ title: String) {
        let rule = String(repeating: "─", count: max(ledger.width - displayWidth(title) - 1, 0))
        out += "\n" + styled(title, .bold) + " " + styled(rule, .dim) + "\n"
    }

    // MARK: Sections

    mutating func writeHead() {
        let document = reading.document
        let firstLine = document.text.prefix { !$0.isNewline }
        let headline = document.title ?? String(firstLine.prefix(200))
        write(headline, style: .bold)
        var facts = [document.published ?? "undated", document.language]
        for fact in [document.outlet, document.author] { if let fact { facts.append(fact) } }
        facts.append(count(reading.statements.count, "statement"))
        facts.append(count(reading.events.count, "event"))
        facts.append(count(reading.actors.count, "actor"))
        facts.append(count(reading.times.count, "time"))
        facts.append(count(reading.quantities.count, "figure"))
        write(facts.joined(separator: " · "), style: .dim)
        write(document.url.map { "\(document.name) · \($0)" } ?? document.name, style: .dim)
    }

    func count(_ number: Int, _ noun: String) -> String {
        "\(number) \(noun)\(number == 1 ? "" : "s")"
    }

    mutating func writeStatements() {
        writeTitle("Statements")
        if reading.statements.isEmpty { write("Nobody is quoted.", indent: 2, style: .dim) }
        var order: [String] = []
        var groups: [String: [Statement]] = [:]
        for statement in reading.statements {
            let key = speakerKey(statement)
            if groups[key] == nil { order.append(key) }
            groups[key, default: []].append(statement)
        }
        for key in order {
            guard let group = groups[key], let first = group.first else { continue }
            out += "\n"
            write(speaker(first), hanging: 4, style: .name)
            for (index, statement) in group.enumerated() {
                if index > 0 { out += "\n" }
                write(statement)
            }
        }
    }

    private func speakerKey(_ statement: Statement) -> String {
        guard let source = statement.source else { return "" }
        if !source.actors.isEmpty { return "id " + source.actors.joined(separator: " ") }
        return "text " + text.string(source.spans).lowercased()
    }

    private func speaker(_ statement: Statement) -> String {
        guard let source = statement.source, !(source.spans.isEmpty && source.actors.isEmpty) else {
            return "No source named"
        }
        let actors = source.actors.compactMap { text.actor($0) }
        guard !actors.isEmpty else { return text.string(source.spans) }
        return actors.map { actor in
            let detail = details(actor)
            return detail.isEmpty ? actor.name : "\(actor.name) (\(detail))"
        }.joined(separator: ", ")
    }

    /// Role, whom it is held for, country.
    private func details(_ actor: Actor) -> String {
        var details: [String] = []
        if let role = actor.role, role.lowercased() != actor.name.lowercased() {
            details.append(role)
        }
        if let of = text.actor(actor.of), of.name != actor.name,
            !(actor.role?.contains(of.name) ?? false)
        {
            details.append(of.name)
        }
        if let country = actor.country { details.append(country) }
        return details.joined(separator: ", ")
    }

    private mutating func write(_ statement: Statement) {
        var facts = [statement.act.rawValue]
        facts.append(
            statement.cue.isEmpty ? "no cue of its own" : "“\(text.string(statement.cue))”")
        if let time = text.time(statement.time) { facts.append(text.brief(time)) }
        if let addressee = statement.addressee { facts.append("to " + text.name(of: addressee)) }
        if let medium = statement.medium {
            facts.append(medium.kind.rawValue.replacing("_", with: " "))
        }
        if statement.showsFactuality { facts.append(statement.factuality.words) }
        if let via = text.via(statement.via, in: reading) { facts.append("via \(via)") }
        if let inside = statement.inside { facts.append("inside \(inside)") }
        if let answers = statement.answers { facts.append("answers \(answers)") }
        if statement.source?.anonymous == true { facts.append("unnamed") }
        if statement.confidence < 0.5 { facts.append("uncertain reading") }
        write(
            "\(statement.id)  " + facts.joined(separator: " · "), indent: 2, hanging: 4, style: .dim
        )
        write(text.string(statement.content), indent: 4, mark: "│ ")
        if ledger.explain {
            for why in statement.why { write(why, indent: 4, mark: "← ", style: .dim) }
        }
    }

    mutating func writeActors() {
        guard !reading.actors.isEmpty else { return }
        writeTitle("Actors")
        for actor in reading.actors {
            var line = "\(actor.name) · \(actor.kind.rawValue)"
            let detail = details(actor)
            if !detail.isEmpty { line += " · \(detail)" }
            let others = actor.aliases.filter { $0 != actor.name }
            if !others.isEmpty { line += " · also " + others.joined(separator: ", ") }
            if actor.mentions.count > 1 { line += " · \(actor.mentions.count)×" }
            write(line, indent: 2, hanging: 4)
        }
    }

    mutating func writeTimes() {
        guard !reading.times.isEmpty else { return }
        writeTitle("Times")
        let words = reading.times.map { neutralised(text.string($0.span)) }
        let column = min(words.map { displayWidth($0) }.max() ?? 0, 32)
        for (time, words) in zip(reading.times, words) {
            let value = time.edtf ?? time.value ?? "open"
            let fill = String(repeating: " ", count: max(column - displayWidth(words), 0))
            let kind = time.edtf == nil ? " (\(time.type.rawValue.lowercased()))" : ""
            // Wrapping would join the blanks that align the column.
            let meaning = neutralised(text.readable(value) + kind)
            if displayWidth(words) <= column, 4 + column + displayWidth(meaning) <= ledger.width {
                out += "  " + words + fill + "  " + meaning + "\n"
            } else {
                write("\(words) → \(text.readable(value))\(kind)", indent: 2, hanging: 4)
            }
        }
    }

    mutating func writeFigures() {
        guard !reading.quantities.isEmpty else { return }
        writeTitle("Figures")
        for quantity in reading.quantities {
            let figure = quantity.figure
            let words = text.string(quantity.span)
            let unit = quantity.unit.map { " \($0)" } ?? ""
            write(figure.isEmpty ? words : "\(figure)\(unit)  — \(words)", indent: 2, hanging: 4)
        }
    }

    mutating func writeNorms() {
        guard !reading.norms.isEmpty else { return }
        writeTitle("Norms")
        for norm in reading.norms {
            var line = norm.reference.map { "\($0)  — \(norm.name)" } ?? norm.name
            if norm.spans.count > 1 { line += " · \(norm.spans.count)×" }
            write(line, indent: 2, hanging: 4)
        }
    }
}

extension Statement {
    /// Whether it says something to tell how sure the source is: not where the source is certain, nor
    /// of what is asked for, promised or refused, which is open by nature.
    var showsFactuality: Bool {
        guard factuality == .unknown else { return factuality != .certain }
        if form == .reported { return false }
        switch act {
        case .demand, .propose, .ask, .promise, .threaten, .decline, .announce, .agree: return false
        default: return true
        }
    }
}

extension Statement.Factuality {
    /// The value in words, with its code.
    var words: String {
        switch self {
        case .certain: "certain (CT+)"
        case .probable: "probable (PR+)"
        case .possible: "possible (PS+)"
        case .certainNot: "certainly not (CT-)"
        case .probableNot: "probably not (PR-)"
        case .possibleNot: "possibly not (PS-)"
        case .unknown: "left open (Uu)"
        }
    }
}
