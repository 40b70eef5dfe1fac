import Text

/// What was read before in the same document.
struct TimeContext {
    /// The day that was named last, and the sentence in which it was.
    var lastDay: Int?
    /// The date that was named last, at its own grain.
    var lastDate: CalendarValue?
    /// The quarter that was named last by its number.
    var lastPeriod: CalendarValue?
    /// The sentence and the paragraph in which `lastDay` was named.
    var lastDaySentence = -1
    var lastDayParagraph = -1
    /// Whether `lastDay` was named by its weekday.
    var lastDayHasWeekday = false
    /// Whether a length of time was spoken of after `lastPeriod` ("the first nine months").
    var speaksOfLength = false
}

/// Finds the place in the calendar that a frame names, as seen from one day.
///
/// The way from words to the calendar follows HeidelTime (Strötgen and Gertz, "Multilingual and
/// cross-domain temporal tagging", 2013): what is underspecified is completed from the publication
/// date, the tense of the sentence and the dates named before.
struct TimeResolver {
    let context: TimeContext
    /// What is done with what is left open; the nearest place in the calendar where it is nil.
    let conventions: TimeConventions?
    /// What the verb says.
    let time: ClauseTime

    /// How far, in days, the nearest one may lie on the other side of the clause's time.
    static let farthest = 61

    func choice(_ kind: TimeConventions.Kind) -> TimeConventions.Choice {
        conventions?.choice(kind, time) ?? .nearest
    }

    /// The day that lies `count` units from another; in a month without that day, its last one.
    func day(_ from: Int, movedBy count: Int, _ unit: TimeUnit) -> Int? {
        let count = count * unit.factor
        let months: Int
        switch unit.kind {
        case .day: return inRange(from + count)
        case .week, .weekend: return inRange(from + count * 7)
        case .month: months = count
        case .quarter: months = count * 3
        case .half: months = count * 6
        case .year: months = count * 12
        case .decade: months = count * 120
        case .century: months = count * 1200
        default: return nil
        }
        let date = CivilCalendar.date(from)
        let month = CivilCalendar.month(date.year, date.month, plus: months)
        guard (1...9999).contains(month.year) else { return nil }
        let last = CivilCalendar.daysInMonth(month.year, month.month)
        return CivilCalendar.day(month.year, month.month, min(date.day, last))
    }

    private func inRange(_ day: Int) -> Int? {
        (1...9999).contains(CivilCalendar.date(day).year) ? day : nil
    }

    /// The date of a frame; nil where it names none.
    /// - Parameter today: the publication as a day number; nil where nothing is known of it.
    func date(_ frame: PatternFrame, today: Int?) -> CalendarValue? {
        guard var value = calendar(frame, today: today) else { return nil }
        if value.grain == .day || value.grain == .weekday {
            if let daypart = frame.int(.daypart) { value.daypart = daypart }
            if let minutes = frame.minutes {
                value.minute = minutes
                value.zone = frame.int(.zone)
            }
        }
        return value
    }

    private func calendar(_ frame: PatternFrame, today: Int?) -> CalendarValue? {
        if let code = frame.int(.calendar) {
            guard code % 100 > 0 else {
                return CalendarValue(.month, code / 10_000, code / 100 % 100)
            }
            return CalendarValue(.day, code / 10_000, code / 100 % 100, code % 100)
        }
        let now = today.map(CivilCalendar.date)
        if let code = frame.int(.monthday) {
            return dayOfMonth(code / 100, code % 100, frame, today: today)
        }
        if let month = frame.int(.month), let weekday = frame.int(.weekday),
            let nth = frame.int(.ordinal), nth <= 5
        {
            return weekdayOfMonth(month, weekday, nth, frame, today: today)
        }
        // "the last Friday of the month"
        if let weekday = frame.int(.weekday), let nth = frame.int(.ordinal), (1...5).contains(nth),
            frame.unit?.kind == .month, let relation = frame.int(.relation), let now
        {
            let month = CivilCalendar.month(now.year, now.month, plus: relation)
            let holiday = Holiday(code: 10_000 + month.month * 100 + weekday * 10 + nth)
            return CalendarValue(day: holiday.day(in: month.year))
        }
        if let month = frame.int(.month) {
            if let day = frame.int(.day) ?? frame.int(.ordinal) {
                let found = dayOfMonth(month, day, frame, today: today)
                // "the week of March 6"
                if frame.unit?.kind == .week, let first = found.firstDay, found.exists {
                    return CalendarValue(.week, holding: first)
                }
                return found
            }
            return monthValue(month, frame, now)
        }
        if let code = frame.int(.holiday) {
            let found = holiday(Holiday(code: code), frame, today: today)
            // "Karwoche", "Pfingstwochenende"
            guard let unit = frame.unit, unit.kind == .week || unit.kind == .weekend,
                let day = found.firstDay
            else { return found }
            return CalendarValue(unit.grain, holding: day)
        }
        if let season = frame.int(.season) {
            return CalendarValue(.season, seasonYear(season, frame, now), season)
        }
        if let weekday = frame.int(.weekday) {
            // "Friday the 13th"
            if let day = frame.int(.day), let today {
                let first = CivilCalendar.day(now?.year ?? 2000, now?.month ?? 1, 1)
                let days = (-12...12).compactMap {
                    self.day(first, movedBy: $0, TimeUnit(kind: .month, factor: 1))
                }
                .map { $0 + day - 1 }
                .filter {
                    CivilCalendar.date($0).day == day && CivilCalendar.weekday($0) == weekday
                }
                if let found = select(days, today, choice(.day)) {
                    return CalendarValue(day: found)
                }
            }
            return weekdayValue(weekday, frame, today: today)
        }
        if let span = periodValue(frame, now) { return span }
        if let years = frame.int(.years) { return CalendarValue(.year, years / 10_000) }
        if let era = frame.int(.era), let year = frame.int(.year) ?? frame.int(.number), year > 0 {
            return CalendarValue(.year, era < 0 ? 1 - year : year)
        }
        if let year = frame.int(.year) {
            // "the 1800s" are more often all hundred years than the first ten of them.
            if frame.unit?.kind == .decade {
                return year % 100 == 0 && year < 2000
                    ? CalendarValue(.century, year / 100) : CalendarValue(.decade, year / 10)
            }
            return CalendarValue(.year, year)
        }
        if let short = frame.int(.year2) {
            let year = now?.year ?? 2000
            if frame.unit?.kind == .decade {
                let century = short <= 20 && year >= 2020 + short ? 2000 : 1900
                return CalendarValue(.decade, (century + short) / 10)
            }
            // "'23" is not far ahead.
            return CalendarValue(.year, 2000 + short <= year + 9 ? 2000 + short : 1900 + short)
        }
        if let offset = frame.int(.offset) {
            return today.map { CalendarValue(day: $0 + offset) }
                ?? CalendarValue(.day, CalendarValue.unknown)
        }
        if let unit = frame.unit, let relation = frame.int(.relation) {
            let found = moved(unit, by: relation, today: today)
            // "the 15th of next month"
            if let found, found.grain == .month, let day = frame.int(.day) {
                return CalendarValue(.day, found.year, found.part, day)
            }
            return found
        }
        if let day = frame.int(.day) ?? frame.int(.ordinal) { return nearestDay(day, frame, now) }
        if frame[.daypart] != nil || frame.minutes != nil {
            return (context.lastDay ?? today).map { CalendarValue(day: $0) }
                ?? CalendarValue(.day, CalendarValue.unknown)
        }
        return nil
    }

    /// Where a length of time ends that goes forward (+1) or back (-1) from a day: at the grain of
    /// its unit.
    func shifted(_ frame: PatternFrame, by direction: Int, from today: Int?) -> CalendarValue? {
        guard let today, let unit = frame.unit, let number = frame[.number],
            number >= 0, number < 100_000
        else { return nil }
        if number != number.rounded() {
            let years: Double
            switch unit.kind {
            case .year: years = Double(unit.factor)
            case .decade: years = Double(unit.factor * 10)
            case .century: years = Double(unit.factor * 100)
            default: return nil
            }
            if number * years == (number * years).rounded() {
                return moved(
                    TimeUnit(kind: .year, factor: 1), by: direction * Int(number * years),
                    today: today)
            }
            return moved(
                TimeUnit(kind: .month, factor: 1),
                by: direction * Int((number * 12 * years).rounded()), today: today)
        }
        return moved(unit, by: direction * Int(number), today: today)
    }

    /// The period `count` units away.
    func moved(_ unit: TimeUnit, by count: Int, today: Int?) -> CalendarValue? {
        guard let today else {
            switch unit.kind {
            case .year: return CalendarValue(.year, CalendarValue.unknown)
            case .month: return CalendarValue(.month, CalendarValue.unknown)
            case .week: return CalendarValue(.week, CalendarValue.unknown)
            case .weekend: return CalendarValue(.weekend, CalendarValue.unknown)
            case .quarter: return CalendarValue(.quarter, CalendarValue.unknown)
            case .day: return CalendarValue(.day, CalendarValue.unknown)
            default: return nil
            }
        }
        let count = count * unit.factor
        let now = CivilCalendar.date(today)
        let value: CalendarValue
        switch unit.kind {
        case .year: value = CalendarValue(.year, now.year + count)
        case .month:
            let month = CivilCalendar.month(now.year, now.month, plus: count)
            value = CalendarValue(.month, month.year, month.month)
        case .week: value = CalendarValue(.week, holding: today + count * 7)
        case .weekend:
            // Looking back from a Saturday or Sunday, the last week-end is that of the week before.
            value = CalendarValue(.weekend, holding: today + count * 7)
        case .day: value = CalendarValue(day: today + count)
        case .quarter:
            let month = CivilCalendar.month(now.year, (now.month - 1) / 3 * 3 + 1, plus: count * 3)
            value = CalendarValue(.quarter, month.year, (month.month - 1) / 3 + 1)
        case .half:
            let month = CivilCalendar.month(now.year, now.month <= 6 ? 1 : 7, plus: count * 6)
            value = CalendarValue(.half, month.year, month.month == 1 ? 1 : 2)
        case .decade: value = CalendarValue(.decade, now.year / 10 + count)
        case .century: value = CalendarValue(.century, now.year / 100 + count)
        case .hour, .minute, .second: value = CalendarValue(day: today)
        case .open: return nil
        }
        return (1...9999).contains(value.firstDay.map { CivilCalendar.date($0).year } ?? 0)
            ? value : nil
    }
}
