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
                guard day >= 1, day <= NewsDate.days(in: month, of: year) else { return nil }
            }
        }
        self.year = year
        self.month = month
        self.day = day
    }

    /// The date of a number of seconds since 1970 in UTC.
    init?(unixTime seconds: Int) {
        guard seconds > 315_532_800, seconds < 4_133_980_800 else { return nil }
        // Days to calendar after Hinnant, "chrono-compatible low-level date algorithms" (2013).
        let days = seconds / 86_400 + 719_468
        let era = days / 146_097
        let dayOfEra = days - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shifted = (5 * dayOfYear + 2) / 153
        let month = shifted < 10 ? shifted + 3 : shifted - 9
        self.init(
            year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month: month,
            day: dayOfYear - (153 * shifted + 2) / 5 + 1)
        time = seconds % 86_400
        hasSeconds = true
        offset = 0
    }

    /// As exact as it is, in EDTF: `2024-06`, `2024-06-14`, `2024-06-14T10:30:00+02:00`.
    var edtf: String {
        var text = pad(year, 4)
        guard let month else { return text }
        text += "-" + pad(month, 2)
        guard let day else { return text }
        text += "-" + pad(day, 2)
        guard let time else { return text }
        text += "T" + pad(time / 3600, 2) + ":" + pad(time / 60 % 60, 2)
        if hasSeconds || offset != nil { text += ":" + pad(time % 60, 2) }
        guard let offset else { return text }
        if offset == 0 { return text + "Z" }
        let size = abs(offset)
        return text + (offset < 0 ? "-" : "+") + pad(size / 3600, 2) + ":" + pad(size / 60 % 60, 2)
    }

    /// Seconds since 1970; a date without zone or time is taken as midnight UTC. For order only.
    var unixTime: Int {
        let month = month ?? 1
        let shiftedYear = month <= 2 ? year - 1 : year
        let era = shiftedYear / 400
        let yearOfEra = shiftedYear - era * 400
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + (day ?? 1) - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        return (era * 146_097 + dayOfEra - 719_468) * 86_400 + (time ?? 0) - (offset ?? 0)
    }

    /// `2024-06-14`, where the day is known.
    var dayText: String? { day == nil ? nil : String(edtf.prefix(10)) }

    private static func days(in month: Int, of year: Int) -> Int {
        switch month {
        case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }
}

private func pad(_ value: Int, _ width: Int) -> String {
    let text = String(value)
    return String(repeating: "0", count: max(width - text.count, 0)) + text
}
