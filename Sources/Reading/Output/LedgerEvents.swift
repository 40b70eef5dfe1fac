import Text

extension LedgerPage {
    /// Who did what to whom, when, how far it has come, and who stands behind it; the news first, then what
    /// lies further back.
    mutating func writeEvents() {
        writeTitle("Events")
        if reading.events.isEmpty { write("Nothing is told that happens.", indent: 2, style: .dim) }
        for isBackground in [false, true] {
            let events = reading.events.filter { $0.background == isBackground }
            if isBackground, !events.isEmpty { write("Background", indent: 2, style: .dim) }
            for event in events { write(event) }
        }
    }

    private mutating func write(_ event: Event) {
        let kind = event.frame.map { $0.rawValue.replacing("_", with: " ") }
        var line = "\(event.id)  \(kind ?? event.type.rawValue.lowercased())"
        let (from, to) = (names(event.actor), names(event.recipient))
        if !from.isEmpty || !to.isEmpty { line += " · \(from.isEmpty ? "?" : from)" }
        if !to.isEmpty { line += " → \(to)" }
        if let item = event.item { line += " · \(text.string(item))" }
        write(line, indent: 2, hanging: 4)
        var facts = [event.type.rawValue + (event.mode.map { "/" + $0 } ?? "")]
        if let state = event.state {
            facts.append(state.rawValue.replacing("_", with: " "))
        } else {
            facts.append(event.tense.rawValue)
        }
        if let time = text.time(event.time) { facts.append(text.brief(time)) }
        if !event.place.isEmpty { facts.append("in " + names(event.place)) }
        facts.append("“" + event.trigger.map { text.string($0) }.joined(separator: "”, “") + "”")
        write(facts.joined(separator: " · "), indent: 6, hanging: 2, style: .dim)
        let positive = event.views.contains { $0.factuality.isPositive }
        let negative = event.views.contains { $0.factuality.isNegative }
        if positive, negative { write("disputed", indent: 6, style: .warning) }
        for view in event.views {
            write("\(holder(view)): \(view.factuality.words)", indent: 6, hanging: 2, style: .dim)
        }
        if ledger.explain {
            for why in event.why { write(why, indent: 6, mark: "← ", style: .dim) }
        }
    }

    private func names(_ ids: [String]) -> String {
        ids.compactMap { text.actor($0)?.name }.joined(separator: ", ")
    }

    private func holder(_ view: Event.View) -> String {
        guard let statement = reading.statements.first(where: { $0.id == view.by }) else {
            return "the author"
        }
        return "\(view.by) \(statement.source.map(text.name) ?? "no source named")"
    }
}

extension Statement.Factuality {
    /// Whether it holds that something is, at least possibly, so.
    var isPositive: Bool { self == .certain || self == .probable || self == .possible }
    var isNegative: Bool { self == .certainNot || self == .probableNot || self == .possibleNot }
}
