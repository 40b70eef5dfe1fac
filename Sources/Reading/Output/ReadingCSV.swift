import Text

extension Reading {
    /// The names of the columns of `csv`.
    public static let csvHeader = csvRow([
        "document", "name", "published", "statement", "form", "act", "factuality", "source",
        "source_actors", "addressee", "cue", "content", "time", "medium", "start", "end",
        "confidence",
    ])

    /// The statements as CSV (RFC 4180), one row each, without a header. `start` and `end` are
    /// those of the content.
    /// - Complexity: O(n).
    public var csv: String {
        let text = ReadingText(self)
        return statements.map { statement in
            csvRow([
                document.id, document.name, document.published ?? "", statement.id,
                statement.form.rawValue, statement.act.rawValue, statement.factuality.rawValue,
                statement.source.map { text.string($0.spans) } ?? "",
                statement.source.map { source in
                    source.actors.map { text.actor($0)?.name ?? $0 }.joined(separator: "; ")
                } ?? "",
                statement.addressee.map(text.name) ?? "", text.string(statement.cue),
                text.string(statement.content),
                text.time(statement.time).map { $0.edtf ?? $0.value ?? "" } ?? "",
                statement.medium?.kind.rawValue ?? "",
                (statement.content.map(\.start).min()).map(String.init) ?? "",
                (statement.content.map(\.end).max()).map(String.init) ?? "",
                JSONText.digits((statement.confidence * 1000).rounded() / 1000),
            ])
        }.joined()
    }
}

/// A row of CSV (RFC 4180) with its line end.
public func csvRow(_ fields: [String]) -> String {
    fields.map(csvField).joined(separator: ",") + "\r\n"
}

/// A field, quoted where it has to be. A spreadsheet takes what begins with `=`, `+`, `-`, `@`, a tab
/// or a return for a formula; such a field gets an apostrophe in front.
func csvField(_ value: String) -> String {
    var value = value
    if let first = value.unicodeScalars.first, "=+-@\t\r\n＝＋－＠".unicodeScalars.contains(first) {
        value = "'" + value
    }
    // Over scalars: a CR LF pair is one character.
    let needsQuotes = value.unicodeScalars.contains {
        $0 == "," || $0 == "\"" || $0 == "\n" || $0 == "\r"
    }
    guard needsQuotes else { return value }
    var out = "\""
    for scalar in value.unicodeScalars {
        if scalar == "\"" { out += "\"" }
        out.unicodeScalars.append(scalar)
    }
    return out + "\""
}
