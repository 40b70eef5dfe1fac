import Text

/// The days on which a document may have been published: what an EDTF date leaves open.
struct PublicationDays {
    /// Day numbers, both ends included.
    let first: Int
    let last: Int

    var isSingleDay: Bool { first == last }
    var count: Int { last - first + 1 }

    /// - Returns: nil where the date is missing, open at an end, or longer than a year.
    init?(_ edtf: String?) {
        guard let edtf, isValidEDTF(edtf) else { return nil }
        let parts = edtf.split(whereSeparator: { "[]{},/".contains($0) })
        let days = parts.compactMap { Self.days(of: $0) }
        guard days.count == parts.count, let low = days.map(\.lowerBound).min(),
            let high = days.map(\.upperBound).max(), high - low <= 366
        else { return nil }
        (first, last) = (low, high)
    }

    init(day: Int) { (first, last) = (day, day) }

    private static func days(of text: Substring) -> ClosedRange<Int>? {
        let date = text.prefix { $0 != "T" }.filter { !"?~%".contains($0) }
        let fields = date.split(separator: "-")
        guard let head = fields.first, head.count == 4, let year = Int(head) else { return nil }
        guard fields.count > 1, let part = Int(fields[1].drop { $0 == "W" }) else {
            return CivilCalendar.day(year, 1, 1)...CivilCalendar.day(year, 12, 31)
        }
        if fields[1].hasPrefix("W") {
            let monday = CivilCalendar.monday(year, week: part)
            return monday...(monday + 6)
        }
        guard (1...12).contains(part) else {
            return CivilCalendar.day(year, 1, 1)...CivilCalendar.day(year, 12, 31)
        }
        let length = CivilCalendar.daysInMonth(year, part)
        guard fields.count > 2, let day = Int(fields[2]), day <= length else {
            let first = CivilCalendar.day(year, part, 1)
            return first...(first + length - 1)
        }
        let number = CivilCalendar.day(year, part, day)
        return number...number
    }
}
