import Text

/// A stretch of the calendar that a time expression names, at the grain in which it names it.
///
/// `year` is `unknown` where nothing is known of it; 0 is 1 BC (ISO 8601), and a century or decade
/// before our era is counted back from -1. Writes itself as a TIMEX3 value (ISO-TimeML)
/// and as EDTF (ISO 8601-2).
struct CalendarValue: Hashable {
    /// From coarse to fine.
    enum Grain: UInt8, Comparable {
        case century, decade, year, half, quarter, season, month, week, weekend, weekday, day

        static func < (a: Grain, b: Grain) -> Bool { a.rawValue < b.rawValue }
    }
    static let unknown = Int.min

    var grain: Grain
    var year: Int
    /// The half, quarter, season (1 spring to 4 winter), month, week or weekday, by grain.
    var part = 0
    /// The day of the month, at the grain of days.
    var day = 0
    /// Index into `PatternSymbols.dayparts`; -1 for none.
    var daypart = -1
    /// Minutes after midnight; -1 for none.
    var minute = -1
    /// Minutes east of Greenwich, where the text names the zone.
    var zone: Int?

    init(_ grain: Grain, _ year: Int, _ part: Int = 0, _ day: Int = 0) {
        self.grain = grain
        self.year = year
        self.part = part
        self.day = day
    }

    /// The calendar day with this number.
    init(day number: Int) {
        let date = CivilCalendar.date(number)
        self.init(.day, date.year, date.month, date.day)
    }

    /// The week or the week-end that holds a day.
    init(_ grain: Grain, holding number: Int) {
        let week = CivilCalendar.week(number)
        self.init(grain, week.year, week.week)
    }

    /// The number of its first day; nil where the year is not known.
    var firstDay: Int? {
        guard year != Self.unknown else { return nil }
        switch grain {
        // The 20th century is 1900 to 1999, as TIMEX3 and EDTF write it; the fifth before our era is
        // 500 to 401 BC.
        case .century:
            return CivilCalendar.day(year < 0 ? year * 100 + 1 : max(1, year * 100), 1, 1)
        case .decade: return CivilCalendar.day(year * 10, 1, 1)
        case .year: return CivilCalendar.day(year, 1, 1)
        case .half: return CivilCalendar.day(year, part == 1 ? 1 : 7, 1)
        case .quarter: return CivilCalendar.day(year, part * 3 - 2, 1)
        case .season: return CivilCalendar.day(year, [3, 6, 9, 12][part - 1], 1)
        case .month: return CivilCalendar.day(year, part, 1)
        case .week: return CivilCalendar.monday(year, week: part)
        case .weekend: return CivilCalendar.monday(year, week: part) + 5
        case .weekday: return nil
        case .day: return CivilCalendar.day(year, part, day)
        }
    }

    /// The number of its last day; nil where the year is not known.
    var lastDay: Int? {
        guard let first = firstDay else { return nil }
        let months: Int
        switch grain {
        case .day, .weekday: return first
        case .weekend: return first + 1
        case .week: return first + 6
        case .month: months = 1
        case .quarter, .season: months = 3
        case .half: months = 6
        case .year: months = 12
        case .decade: months = 120
        case .century: months = 1200
        }
        let date = CivilCalendar.date(first)
        let next = CivilCalendar.month(date.year, date.month, plus: months)
        return CivilCalendar.day(next.year, next.month, 1) - 1
    }

    /// The TIMEX3 value: `2024-06-14`, `2024-W24`, `2024-SU`, `199`, `2024-06-14TEV`, `XXXX-WXX-5`.
    var timex: String {
        let year = year == Self.unknown ? "XXXX" : Self.timexYear(year)
        var text: String
        switch grain {
        case .century where self.year < 0 && year != "XXXX": text = "BC" + padded(-self.year - 1, 2)
        case .century: text = year == "XXXX" ? "XX" : padded(self.year, 2)
        case .decade: text = year == "XXXX" ? "XXX" : padded(self.year, 3)
        case .year: text = year
        case .half: text = "\(year)-H\(part)"
        case .quarter: text = "\(year)-Q\(part == 0 ? "X" : String(part))"
        case .season: text = "\(year)-\(PatternSymbols.seasons[part - 1])"
        case .month: text = "\(year)-\(field(part))"
        case .week: text = "\(year)-W\(field(part))"
        case .weekend: text = "\(year)-W\(field(part))-WE"
        case .weekday: text = "\(year)-WXX-\(part)"
        case .day: text = "\(year)-\(field(part))-\(field(day))"
        }
        if minute >= 0 {
            text += "T\(padded(minute / 60, 2)):\(padded(minute % 60, 2))"
        } else if daypart >= 0 {
            text += "T\(PatternSymbols.dayparts[daypart])"
        }
        return text
    }

    /// `2024`, `BC0044`.
    private static func timexYear(_ year: Int) -> String {
        year > 0 ? padded(year, 4) : "BC" + padded(1 - year, 4)
    }

    /// EDTF: quarters are 33 to 36, halves 40 and 41, seasons 21 to 24; a week-end is an interval
    /// of two days; a part of a day is its day. Nil where nothing of the calendar is known.
    var edtf: String? {
        let year = year == Self.unknown ? "XXXX" : padded(year, 4)
        switch grain {
        case .weekday: return nil
        case .day where part == 0 || day == 0: return nil
        case .month, .quarter, .week, .weekend: if part == 0 { return nil }
        default: break
        }
        switch grain {
        case .century where self.year < 0 && year != "XXXX":
            return padded(self.year * 100 + 1, 4) + "/" + padded(self.year * 100 + 100, 4)
        case .century: return year == "XXXX" ? nil : padded(self.year, 2) + "XX"
        case .decade: return year == "XXXX" ? nil : padded(self.year, 3) + "X"
        case .year: return year == "XXXX" ? nil : year
        case .half: return "\(year)-\(39 + part)"
        case .quarter: return "\(year)-\(32 + part)"
        case .season: return "\(year)-\(20 + part)"
        case .month: return "\(year)-\(padded(part, 2))"
        case .week: return year == "XXXX" ? nil : "\(year)-W\(padded(part, 2))"
        case .weekend:
            guard let first = firstDay else { return nil }
            return CalendarValue(day: first).timex + "/" + CalendarValue(day: first + 1).timex
        case .weekday: return nil
        case .day:
            let date = "\(year)-\(padded(part, 2))-\(padded(day, 2))"
            guard minute >= 0, minute < 1440, year != "XXXX" else { return date }
            return date + "T\(padded(minute / 60, 2)):\(padded(minute % 60, 2))" + zoneText
        }
    }

    /// `Z`, `+01:00`; nothing where no zone is named.
    private var zoneText: String {
        guard let zone else { return "" }
        guard zone != 0 else { return "Z" }
        let minutes = Int(zone.magnitude)
        return (zone < 0 ? "-" : "+") + padded(minutes / 60, 2) + ":" + padded(minutes % 60, 2)
    }

    /// Whether the calendar has it: no 31 February.
    var exists: Bool {
        guard grain == .day, part > 0, day > 0 else { return true }
        return part <= 12
            && day <= CivilCalendar.daysInMonth(year == Self.unknown ? 2000 : year, part)
    }

    private func field(_ number: Int) -> String { number == 0 ? "XX" : padded(number, 2) }
}

/// The symbols that tables of time words use, as TIMEX3 writes them.
enum PatternSymbols {
    static let seasons = ["SP", "SU", "FA", "WI"]
    static let dayparts = ["MO", "MI", "AF", "EV", "NI", "DT"]
    static let references = ["PRESENT_REF", "PAST_REF", "FUTURE_REF"]
    static let modifiers = [
        "APPROX", "MORE_THAN", "LESS_THAN", "EQUAL_OR_MORE", "EQUAL_OR_LESS", "START", "MID",
        "END", "BEFORE", "AFTER", "ON_OR_BEFORE", "ON_OR_AFTER", "MANY",
    ]
    /// The symbols of units; `MIN` is the minute, as `M` is the month.
    static let units = ["Y", "M", "W", "D", "H", "MIN", "S", "Q", "HY", "DE", "CE", "WE", "X"]
}

/// A unit of time, such as the month or, with a factor, the period of ten years.
struct TimeUnit: Hashable {
    enum Kind: Int {
        case year, month, week, day, hour, minute, second, quarter, half, decade, century, weekend
        case open
    }
    var kind: Kind
    var factor: Int

    /// Reads `Y`, `MIN` or `10Y`.
    init?(_ text: Substring) {
        let digits = text.prefix { $0.isNumber }
        guard let index = PatternSymbols.units.firstIndex(of: String(text.dropFirst(digits.count))),
            let kind = Kind(rawValue: index)
        else { return nil }
        self.kind = kind
        factor = digits.isEmpty ? 1 : Int(digits) ?? 1
    }

    init(kind: Kind, factor: Int) {
        self.kind = kind
        self.factor = factor
    }

    /// One number for a table cell.
    var code: Int { factor * 100 + kind.rawValue }
    init(code: Int) {
        kind = Kind(rawValue: code % 100) ?? .day
        factor = code / 100
    }

    /// The grain of a date that is counted in it.
    var grain: CalendarValue.Grain {
        switch kind {
        case .century: .century
        case .decade: .decade
        case .year: .year
        case .half: .half
        case .quarter: .quarter
        case .month: .month
        case .week: .week
        case .weekend: .weekend
        default: .day
        }
    }
    var isClock: Bool { kind == .hour || kind == .minute || kind == .second }
    /// The letter in a duration.
    var letter: String { kind == .minute ? "M" : PatternSymbols.units[kind.rawValue] }
}
