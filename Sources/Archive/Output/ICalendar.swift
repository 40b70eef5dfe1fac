import Text

/// A calendar of whole days (RFC 5545): no times of day, nothing that is not in the texts.
public struct ICalendar: Sendable {
    public struct Entry: Sendable {
        public var id: String
        /// Days since 1970-01-01, the last one included.
        public var first: Int
        public var last: Int
        /// The day of the report: the entry depends on nothing but the archive.
        public var stamp: Int
        public var summary: String
        public var description: String
        public var url: String?
        public var isCancelled: Bool

        /// An expectation over its window; nil for one without a date.
        /// - Parameters:
        ///   - state: its state in words.
        ///   - url: where it can be looked up.
        public init?(_ row: ExpectationRecord, state: String, url: String?) {
            guard let window = row.window, let days = DayRange(edtf: window) else { return nil }
            id = row.id
            (first, last) = (days.first, days.last)
            stamp = row.document.published.flatMap { DayRange(edtf: $0)?.last } ?? days.first
            summary = "[\(state)] \(row.words)"
            let source = row.statement.map { $0.source.map(\.name).joined(separator: ", ") } ?? ""
            description = [
                source, row.document.outlet, row.document.title, row.document.published,
                "EDTF " + window,
            ].compactMap { $0 }.filter { !$0.isEmpty }.joined(separator: " · ")
            self.url = url
            isCancelled = row.state == .cancelled
        }
    }

    /// The lines before all entries.
    public static func head(name: String) -> String {
        lines([
            "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Lagebild//archive//EN",
            "CALSCALE:GREGORIAN", "X-WR-CALNAME:" + escaped(name),
        ])
    }

    public static let end = "END:VCALENDAR\r\n"

    public static func text(of entry: Entry) -> String {
        var all = [
            "BEGIN:VEVENT", "UID:" + escaped(entry.id.replacing("/", with: "-")) + "@lagebild",
            "DTSTAMP:" + date(entry.stamp) + "T000000Z",
            "DTSTART;VALUE=DATE:" + date(entry.first),
            // The end is exclusive.
            "DTEND;VALUE=DATE:" + date(entry.last + 1), "SUMMARY:" + escaped(entry.summary),
            "DESCRIPTION:" + escaped(entry.description),
        ]
        if let url = entry.url { all.append("URL:" + withoutControls(url)) }
        all += [
            "STATUS:" + (entry.isCancelled ? "CANCELLED" : "TENTATIVE"), "TRANSP:TRANSPARENT",
            "END:VEVENT",
        ]
        return lines(all)
    }

    private static func date(_ day: Int) -> String { isoDay(day).replacing("-", with: "") }

    private static func withoutControls(_ text: String) -> String {
        String(text.unicodeScalars.filter { $0.properties.generalCategory != .control })
    }

    private static func escaped(_ text: String) -> String {
        var out = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\\", ";", ",": out += "\\" + String(scalar)
            case "\n": out += "\\n"
            case "\r": continue
            default:
                out += scalar.properties.generalCategory == .control ? " " : String(scalar)
            }
        }
        return out
    }

    /// A line of more than 75 octets goes on in the next, behind a blank (RFC 5545, 3.1).
    private static func lines(_ lines: [String]) -> String {
        var out = ""
        for line in lines {
            var width = 0
            for scalar in line.unicodeScalars {
                let count = UTF8.width(scalar)
                if width + count > 75 {
                    out += "\r\n "
                    width = 1
                }
                out.unicodeScalars.append(scalar)
                width += count
            }
            out += "\r\n"
        }
        return out
    }
}
