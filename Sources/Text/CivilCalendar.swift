/// Arithmetic of the proleptic Gregorian calendar by day number: day 0 is 1970-01-01.
///
/// Years are astronomical: 1 BC is the year 0, as in ISO 8601. After H. Hinnant, "chrono-Compatible
/// Low-Level Date Algorithms" (2013). Everything is O(1).
public enum CivilCalendar {
    /// The day number of a date.
    public static func day(_ year: Int, _ month: Int, _ day: Int) -> Int {
        let shifted = month <= 2 ? year - 1 : year
        let era = (shifted >= 0 ? shifted : shifted - 399) / 400
        let yearOfEra = shifted - era * 400
        let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        return era * 146_097 + dayOfEra - 719_468
    }

    /// The date of a day number.
    public static func date(_ number: Int) -> (year: Int, month: Int, day: Int) {
        let shifted = number + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra =
            (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let position = (5 * dayOfYear + 2) / 153
        let month = position < 10 ? position + 3 : position - 9
        return (
            yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month,
            dayOfYear - (153 * position + 2) / 5 + 1
        )
    }

    /// Monday is 1, Sunday 7 (ISO 8601).
    public static func weekday(_ number: Int) -> Int {
        let remainder = (number + 3) % 7
        return (remainder < 0 ? remainder + 7 : remainder) + 1
    }

    /// The ISO 8601 week of a day: the week belongs to the year of its Thursday.
    public static func week(_ number: Int) -> (year: Int, week: Int) {
        let thursday = number - weekday(number) + 4
        let year = date(thursday).year
        return (year, (thursday - day(year, 1, 1)) / 7 + 1)
    }

    /// The Monday of an ISO week.
    public static func monday(_ year: Int, week: Int) -> Int {
        let fourth = day(year, 1, 4)
        return fourth - weekday(fourth) + 1 + (week - 1) * 7
    }

    public static func daysInMonth(_ year: Int, _ month: Int) -> Int {
        switch month {
        case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }

    /// Easter Sunday, by the algorithm of Meeus, Jones and Butcher.
    public static func easter(_ year: Int) -> Int {
        let a = year % 19
        let (b, c) = (year / 100, year % 100)
        let (d, e) = (b / 4, b % 4)
        let g = (8 * b + 13) / 25
        let h = (19 * a + b - d - g + 15) % 30
        let (i, k) = (c / 4, c % 4)
        let l = (32 + 2 * e + 2 * i - h - k) % 7
        let m = (a + 11 * h + 19 * l) / 433
        let n = h + l - 7 * m
        let month = (n + 90) / 25
        return day(year, month, (n + 33 * month + 19) % 32)
    }

    /// The month `offset` months after the given one.
    public static func month(_ year: Int, _ month: Int, plus offset: Int) -> (year: Int, month: Int)
    {
        let index = year * 12 + month - 1 + offset
        let years = index >= 0 ? index / 12 : (index - 11) / 12
        return (years, index - years * 12 + 1)
    }
}

/// `2024-06-14` of a day number.
public func isoDay(_ number: Int) -> String {
    let date = CivilCalendar.date(number)
    return padded(date.year, 4) + "-" + padded(date.month, 2) + "-" + padded(date.day, 2)
}

/// A number with leading zeros; the sign of a negative one stands before them.
public func padded(_ number: Int, _ width: Int) -> String {
    let digits = String(number.magnitude)
    return (number < 0 ? "-" : "") + String(repeating: "0", count: max(0, width - digits.count))
        + digits
}
