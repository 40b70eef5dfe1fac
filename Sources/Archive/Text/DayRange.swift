/// The days that a date in EDTF can mean, first and last, counted from 1970-01-01.
///
/// A set ("one of these Fridays") is the range from its first to its last member: a filter by date must
/// not lose what may lie in it.
public struct DayRange: Hashable, Sendable, Codable {
    public var first: Int
    public var last: Int

    public init(first: Int, last: Int) {
        self.first = first
        self.last = last
    }

    /// Nil where the text is no date, or says nothing of the calendar.
    public init?(edtf: String) {
        var text = Substring(edtf)
        if let open = text.first, open == "[" || open == "{" {
            text = text.dropFirst()
            if text.last == "]" || text.last == "}" { text = text.dropLast() }
            let members = text.split(separator: ",").compactMap { part -> DayRange? in
                let ends = part.split(separator: ".", omittingEmptySubsequences: true)
                let ranges = ends.compactMap { DayRange(date: $0) }
                guard let first = ranges.first, let last = ranges.last else { return nil }
                return DayRange(first: first.first, last: last.last)
            }
            guard let first = members.map(\.first).min(), let last = members.map(\.last).max()
            else { return nil }
            self.init(first: first, last: last)
            return
        }
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        switch parts.count {
        case 1: self.init(date: parts[0])
        case 2:
            let start = DayRange(date: parts[0])
            let end = DayRange(date: parts[1])
            guard let known = start ?? end else { return nil }
            // An open end is as near as it can be and no nearer: a year.
            self.init(
                first: start?.first ?? known.first - 366, last: end?.last ?? known.last + 366)
        default: return nil
        }
    }

    /// One date without intervals: a year, month, day, week, season, or a day with a time.
    private init?(date: Substring) {
        var text = date
        if let clock = text.firstIndex(of: "T") { text = text[..<clock] }
        while let last = text.last, "?~%".contains(last) { text = text.dropLast() }
        let fields = text.split(separator: "-")
        guard let first = fields.first, first.count == 4 else { return nil }
        guard let year = Int(first) else {
            // 202X, 19XX: digits that are not known.
            guard let low = Int(first.replacing("X", with: "0")),
                let high = Int(first.replacing("X", with: "9"))
            else { return nil }
            self.init(
                first: daysFromCivil(low, 1, 1), last: daysFromCivil(high, 12, 31))
            return
        }
        guard fields.count > 1 else {
            self.init(first: daysFromCivil(year, 1, 1), last: daysFromCivil(year, 12, 31))
            return
        }
        if fields[1].first == "W", let week = Int(fields[1].dropFirst()) {
            // ISO 8601: week 1 holds 4 January; weeks begin on Monday.
            let january = daysFromCivil(year, 1, 4)
            let monday = january - (january + 3) % 7 + (week - 1) * 7
            self.init(first: monday, last: monday + 6)
            return
        }
        guard let month = Int(fields[1]) else {
            self.init(first: daysFromCivil(year, 1, 1), last: daysFromCivil(year, 12, 31))
            return
        }
        switch month {
        case 1...12:
            if fields.count > 2, let day = Int(fields[2]), (1...31).contains(day) {
                let number = daysFromCivil(year, month, day)
                self.init(first: number, last: number)
            } else {
                let next = month == 12 ? (year + 1, 1) : (year, month + 1)
                self.init(
                    first: daysFromCivil(year, month, 1),
                    last: daysFromCivil(next.0, next.1, 1) - 1)
            }
        case 21...24:
            // Seasons of the northern half: spring begins in March.
            let start = (month - 21) * 3 + 3
            let end = start + 3
            self.init(
                first: daysFromCivil(year, start, 1),
                last: daysFromCivil(end > 12 ? year + 1 : year, end > 12 ? end - 12 : end, 1) - 1)
        default: return nil
        }
    }

    public func overlaps(_ other: DayRange) -> Bool { first <= other.last && other.first <= last }
}

/// Days since 1970-01-01 in the Gregorian calendar (Hinnant, "chrono-compatible low-level date
/// algorithms").
func daysFromCivil(_ year: Int, _ month: Int, _ day: Int) -> Int {
    let year = month <= 2 ? year - 1 : year
    let era = (year >= 0 ? year : year - 399) / 400
    let yearOfEra = year - era * 400
    let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    return era * 146_097 + dayOfEra - 719_468
}

/// Year, month and day of a day since 1970-01-01.
func civilFromDays(_ days: Int) -> (year: Int, month: Int, day: Int) {
    let shifted = days + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra =
        (dayOfEra - dayOfEra / 1460 + dayOfEra / 36524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shiftedMonth = (5 * dayOfYear + 2) / 153
    let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
    return (
        yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month,
        dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
    )
}

/// `2024-06-14` of a day since 1970-01-01.
func isoDay(_ days: Int) -> String {
    let (year, month, day) = civilFromDays(days)
    return padded(year, 4) + "-" + padded(month, 2) + "-" + padded(day, 2)
}

func padded(_ number: Int, _ width: Int) -> String {
    let digits = String(max(number, 0))
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
}
