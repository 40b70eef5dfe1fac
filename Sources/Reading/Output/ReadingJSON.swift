import Text

extension Reading {
    /// The reading as JSON in the reading format, version 1: keys in the order of the format, what
    /// is not known left out.
    ///
    /// - Parameters:
    ///   - parts: the rows that are written; the keys of others are left out.
    ///   - explain: whether each statement carries the rules behind it.
    ///   - pretty: over several lines; in one line otherwise. There is no line break at the end.
    /// - Complexity: O(n).
    public func json(
        parts: ReadingParts = .all, explain: Bool = false, pretty: Bool = false
    ) -> String {
        let value = json(parts, explain)
        return pretty ? value.pretty : value.line
    }

    private func json(_ parts: ReadingParts, _ explain: Bool) -> JSONText {
        var fields: [(key: String, value: JSONText?)] = [
            ("format", .string("lagebild.reading/1")), ("document", document.json),
        ]
        if parts.contains(.actors) { fields.append(("actors", .array(actors.map(\.json)))) }
        if parts.contains(.times) { fields.append(("times", .array(times.map(\.json)))) }
        if parts.contains(.quantities) {
            fields.append(("quantities", .array(quantities.map(\.json))))
        }
        if parts.contains(.norms) { fields.append(("norms", .array(norms.map(\.json)))) }
        if parts.contains(.statements) {
            fields.append(("statements", .array(statements.map { $0.json(explain: explain) })))
        }
        if parts.contains(.events) {
            fields.append(("events", .array(events.map { $0.json(explain: explain) })))
        }
        return .object(fields)
    }
}

extension DocumentRow {
    fileprivate var json: JSONText {
        .object([
            ("id", .string(id)), ("title", title.map(JSONText.string)),
            ("language", .string(language)), ("published", published.map(JSONText.string)),
            ("outlet", outlet.map(JSONText.string)), ("url", url.map(JSONText.string)),
            ("author", author.map(JSONText.string)), ("text", .string(text)),
        ])
    }
}

extension Actor {
    fileprivate var json: JSONText {
        .object([
            ("id", .string(id)), ("kind", .string(kind.rawValue)), ("name", .string(name)),
            ("aliases", .strings(aliases)), ("role", role.map(JSONText.string)),
            ("of", of.map(JSONText.string)), ("country", country.map(JSONText.string)),
            ("mentions", .spans(mentions)),
        ])
    }
}

extension TimeExpression {
    fileprivate var json: JSONText {
        .object([
            ("id", .string(id)), ("span", .span(span)), ("type", .string(type.rawValue)),
            ("value", value.map(JSONText.string)), ("mod", mod.map(JSONText.string)),
            ("edtf", edtf.map(JSONText.string)),
        ])
    }
}

extension Quantity {
    fileprivate var json: JSONText {
        let figure: (Double?) -> JSONText? = { $0.flatMap { $0.isFinite ? .number($0) : nil } }
        return .object([
            ("id", .string(id)), ("span", .span(span)), ("value", figure(value)),
            ("low", figure(low)), ("high", figure(high)), ("unit", unit.map(JSONText.string)),
            ("approximate", .bool(approximate)),
        ])
    }
}

extension Norm {
    fileprivate var json: JSONText {
        .object([
            ("id", .string(id)), ("spans", .spans(spans)), ("name", .string(name)),
            ("reference", reference.map(JSONText.string)),
        ])
    }
}

extension Statement {
    fileprivate func json(explain: Bool) -> JSONText {
        .object([
            ("id", .string(id)), ("form", .string(form.rawValue)), ("act", .string(act.rawValue)),
            ("factuality", .string(factuality.rawValue)),
            (
                "source",
                source.map {
                    .object([
                        ("spans", .spans($0.spans)), ("actors", .strings($0.actors)),
                        ("anonymous", .bool($0.anonymous)),
                    ])
                }
            ),
            (
                "addressee",
                addressee.map {
                    .object([("spans", .spans($0.spans)), ("actors", .strings($0.actors))])
                }
            ),
            ("cue", .spans(cue)), ("content", .spans(content)), ("frame", .spans(frame)),
            (
                "medium",
                medium.map {
                    .object([("span", .span($0.span)), ("kind", .string($0.kind.rawValue))])
                }
            ),
            ("time", time.map(JSONText.string)), ("via", via.map(JSONText.string)),
            ("inside", inside.map(JSONText.string)), ("answers", answers.map(JSONText.string)),
            ("confidence", .number((min(max(confidence, 0), 1) * 1000).rounded() / 1000)),
            ("why", explain ? .strings(why) : nil),
        ])
    }
}
