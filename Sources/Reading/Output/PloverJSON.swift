import Text

extension Reading {
    /// The events as JSON Lines of PLOVER 0.8, one record each, and the statements that PLOVER takes for events:
    /// accusations, demands, threats, promises, refusals, praise.
    ///
    /// Source: PLOVER, version 0.8 (2021). `factuality` and `state` are our own: PLOVER's auxiliary modes
    /// (`historical`, `future`, `hypothetical`, `negation`) follow from them.
    /// - Complexity: O(n).
    public var plover: String {
        let text = ReadingText(self)
        var lines = ""
        for event in events { lines += record(event, text).line + "\n" }
        for statement in statements {
            if let record = record(statement, text) { lines += record.line + "\n" }
        }
        return lines
    }

    private func record(_ event: Event, _ text: ReadingText) -> JSONText {
        var modes = event.mode.map { [$0] } ?? []
        let views = event.views.map(\.factuality)
        if event.background { modes.append("historical") }
        if event.tense == .future { modes.append("future") }
        if views.allSatisfy({ ![.certain, .certainNot, .probable].contains($0) }) {
            modes.append("hypothetical")
        }
        if !views.isEmpty,
            views.allSatisfy({ [.certainNot, .probableNot, .possibleNot].contains($0) })
        {
            modes.append("negation")
        }
        let time = text.time(event.time)
        return record(
            id: event.id, date: time?.edtf ?? time?.value, type: event.type, modes: modes,
            actors: event.actor, recipients: event.recipient, places: event.place, span: event.span,
            own: [
                ("frame", event.frame.map { .string($0.rawValue) }),
                ("state", event.state.map { .string($0.rawValue) }),
                ("cameo", .string(event.cameo)), ("confidence", .number(event.confidence)),
            ], text)
    }

    private func record(_ statement: Statement, _ text: ReadingText) -> JSONText? {
        let type: EventType
        switch statement.act {
        case .accuse, .criticize: type = .accuse
        case .demand, .ask, .propose: type = .request
        case .threaten: type = .threaten
        case .promise, .agree: type = .agree
        case .decline: type = .reject
        case .praise: type = .support
        default: return nil
        }
        guard let actors = statement.source?.actors, !actors.isEmpty,
            let span = (statement.frame + statement.cue).min()
        else { return nil }
        let time = text.time(statement.time)
        return record(
            id: statement.id, date: time?.edtf ?? time?.value, type: type, modes: [],
            actors: actors,
            recipients: statement.addressee?.actors ?? [], places: [], span: span,
            own: [
                ("cameo", .string(type.cameo)), ("confidence", .number(statement.confidence)),
            ], text)
    }

    private func record(
        id: String, date: String?, type: EventType, modes: [String], actors: [String],
        recipients: [String], places: [String], span: Span,
        own: [(key: String, value: JSONText?)], _ text: ReadingText
    ) -> JSONText {
        func party(_ id: String) -> JSONText? {
            guard let actor = text.actor(id) else { return nil }
            return JSONText.object([
                ("name", .string(actor.name)), ("country", actor.country.map(JSONText.string)),
                ("sector", sector(actor).map(JSONText.string)),
            ])
        }
        return JSONText.object(
            [
                ("id", .string("\(document.id.prefix(16))-\(id)")),
                ("date", (date ?? document.published).map(JSONText.string)),
                ("actor", .array(actors.compactMap(party))),
                ("recipient", .array(recipients.compactMap(party))),
                ("event", .strings([type.rawValue])), ("mode", .strings(modes)),
                (
                    "event_loc",
                    places.first.flatMap { text.actor($0) }.map { actor in
                        JSONText.object([
                            ("name", .string(actor.name)),
                            ("country", actor.country.map(JSONText.string)),
                        ])
                    }
                ),
                (
                    "text_info",
                    .object([("start", .integer(span.start)), ("end", .integer(span.end))])
                ),
                (
                    "cite_info",
                    JSONText.object([
                        ("outlet", document.outlet.map(JSONText.string)),
                        ("url", document.url.map(JSONText.string)),
                    ])
                ),
                ("quad", .integer(type.quad.rawValue)),
            ] + own)
    }

    /// A sector of PLOVER, as far as the kind of an actor tells it.
    private func sector(_ actor: Actor) -> String? {
        switch actor.kind {
        case .country: "GOV"
        case .outlet: "JRN"
        case .person, .organization, .place, .group, .role: nil
        }
    }
}
