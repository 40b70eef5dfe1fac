import Text

/// A date as a page or a feed writes it: year, or with month, day, time of day and zone as far as they are
/// there.
struct NewsDate: Hashable, Sendable {
    var year: Int
    var month: Int?
    var day: Int?
    /// Seconds since midnight.
    var time: Int?
    var hasSeconds = false
    /// Seconds east of Greenwich.
    var offset: Int?

    init?(year: Int, month: Int? = nil, day: Int? = nil) {
        guard (1980...2100).contains(year) else { return nil }
        if let month {
            guard (1...12).contains(month) else { return nil }
            if let day {
                guard day >= 1, day <= CivilCalendar.daysInMonth(year, month) else { return nil }
            }
        }
        self.year = year
        self.month = month
        self.day = day
    }

    /// The date of a number of seconds since 1970 in UTC.
    init?(unixTime seconds: Int) {
        guard seconds > 315_532_800, seconds < 4_133_980_800 else { return nil }
        let date = CivilCalendar.date(seconds / 86_400)
        self.init(year: date.year, month: date.month, day: date.day)
        time = seconds % 86_400
        hasSeconds = true
        offset = 0
    }

    /// As exact as it is, in EDTF: `2024-06`, `2024-06-14`, `2024-06-14T10:30:00+02:00`.
    var edtf: String {
        var text = padded(year, 4)
        guard let month else { return text }
        text += "-" + padded(month, 2)
        guard let day else { return text }
        text += "-" + padded(day, 2)
        guard let time else { return text }
        text += "T" + padded(time / 3600, 2) + ":" + padded(time / 60 % 60, 2)
        if hasSeconds || offset != nil { text += ":" + padded(time % 60, 2) }
        guard let offset else { return text }
        if offset == 0 { return text + "Z" }
        let size = abs(offset)
        return text + (offset < 0 ? "-" : "+") + padded(size / 3600, 2) + ":"
            + padded(size / 60 % 60, 2)
    }

    /// Seconds since 1970; a date without zone or time is taken as midnight UTC. For order only.
    var unixTime: Int {
        CivilCalendar.day(year, month ?? 1, day ?? 1) * 86_400 + (time ?? 0) - (offset ?? 0)
    }

    /// `2024-06-14`, where the day is known.
    var dayText: String? { day == nil ? nil : String(edtf.prefix(10)) }
}
