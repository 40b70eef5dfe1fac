import Text

extension Reading {
    /// The names of the columns of `eventCSV`.
    public static let eventCSVHeader = csvRow([
        "document", "name", "published", "event", "type", "mode", "frame", "state", "cameo_root",
        "quad_class", "actor", "actor_country", "recipient", "recipient_country", "place", "date",
        "tense", "background", "views", "trigger", "start", "end", "confidence",
    ])

    /// The events as CSV (RFC 4180), one row each, without a header. The CAMEO root has two digits and is a
    /// string; quad classes are 1 verbal and 2 material cooperation, 3 verbal and 4 material conflict.
    /// - Complexity: O(n).
    public var eventCSV: String {
        let text = ReadingText(self)
        func names(_ ids: [String]) -> String {
            ids.map { text.actor($0)?.name ?? $0 }.joined(separator: "; ")
        }
        func countries(_ ids: [String]) -> String {
            ids.compactMap { text.actor($0)?.country }.joined(separator: "; ")
        }
        return events.map { event in
            csvRow([
                document.id, document.name, document.published ?? "", event.id,
                event.type.rawValue, event.mode ?? "", event.frame?.rawValue ?? "",
                event.state?.rawValue ?? "", event.cameo, String(event.type.quad.rawValue),
                names(event.actor), countries(event.actor), names(event.recipient),
                countries(event.recipient), names(event.place),
                text.time(event.time).map { $0.edtf ?? $0.value ?? "" } ?? "",
                event.tense.rawValue, event.background ? "1" : "0",
                event.views.map { "\($0.by) \($0.factuality.rawValue)" }.joined(separator: "; "),
                text.string(event.trigger), String(event.span.start), String(event.span.end),
                JSONText.digits((event.confidence * 1000).rounded() / 1000),
            ])
        }.joined()
    }
}
