import Text

extension Event {
    /// The row in the reading format.
    func json(explain: Bool) -> JSONText {
        let fields: [(key: String, value: JSONText?)] = [
            ("id", .string(id)), ("type", .string(type.rawValue)),
            ("mode", mode.map(JSONText.string)), ("frame", frame.map { .string($0.rawValue) }),
            ("state", state.map { .string($0.rawValue) }), ("trigger", .spans(trigger)),
            ("span", .span(span)), ("actor", .strings(actor)), ("recipient", .strings(recipient)),
            ("place", .strings(place)), ("item", item.map(JSONText.span)),
            ("route", route.map(JSONText.span)), ("carrier", carrier.map(JSONText.span)),
            ("time", time.map(JSONText.string)), ("tense", .string(tense.rawValue)),
            ("background", .bool(background)), ("quantities", .strings(quantities)),
            ("norms", .strings(norms)),
            (
                "views",
                .array(
                    views.map {
                        .object([
                            ("by", .string($0.by)), ("factuality", .string($0.factuality.rawValue)),
                        ])
                    })
            ),
            ("confidence", .number((min(max(confidence, 0), 1) * 1000).rounded() / 1000)),
            ("why", explain ? .strings(why) : nil),
        ]
        return .object(fields)
    }
}
