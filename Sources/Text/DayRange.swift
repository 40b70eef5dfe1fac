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

    /// One date without intervals: a year, month, day, week, season, quarter or half, or a day with a
    /// time.
    private init?(date: Substring) {
        var text = date
        // The year of a date before our era: "-0043".
        let isBefore = text.first == "-"
        if isBefore { text = text.dropFirst() }
        if let clock = text.firstIndex(of: "T") { text = text[..<clock] }
        while let last = text.last, "?~%".contains(last) { text = text.dropLast() }
        let fields = text.split(separator: "-")
        guard let first = fields.first, first.count == 4 else { return nil }
        guard let number = Int(first) else {
            // 202X, 19XX: digits that are not known.
            guard let low = Int(first.replacing("X", with: "0")),
                let high = Int(first.replacing("X", with: "9"))
            else { return nil }
            self = Self.years(isBefore ? -high : low, isBefore ? -low : high)
            return
        }
        let year = isBefore ? -number : number
        guard fields.count > 1 else {
            self = Self.years(year, year)
            return
        }
        if fields[1].first == "W", let week = Int(fields[1].dropFirst()) {
            let monday = CivilCalendar.monday(year, week: week)
            self.init(first: monday, last: monday + 6)
            return
        }
        guard let part = Int(fields[1]) else {
            self = Self.years(year, year)
            return
        }
        if (1...12).contains(part), fields.count > 2, let day = Int(fields[2]),
            (1...31).contains(day)
        {
            let number = CivilCalendar.day(year, part, day)
            self.init(first: number, last: number)
            return
        }
        // The first month and how many.
        let months: (first: Int, count: Int)
        switch part {
        case 1...12: months = (part, 1)
        // Seasons of the northern half: spring begins in March.
        case 21...24: months = ((part - 21) * 3 + 3, 3)
        // Quarters, thirds and halves of a year.
        case 33...36: months = ((part - 33) * 3 + 1, 3)
        case 37...39: months = ((part - 37) * 4 + 1, 4)
        case 40...41: months = ((part - 40) * 6 + 1, 6)
        default: return nil
        }
        let next = CivilCalendar.month(year, months.first, plus: months.count)
        self.init(
            first: CivilCalendar.day(year, months.first, 1),
            last: CivilCalendar.day(next.year, next.month, 1) - 1)
    }

    private static func years(_ first: Int, _ last: Int) -> DayRange {
        DayRange(
            first: CivilCalendar.day(first, 1, 1), last: CivilCalendar.day(last, 12, 31))
    }

    public func overlaps(_ other: DayRange) -> Bool { first <= other.last && other.first <= last }
}
