import Text

/// Days, weekdays, months and feasts.
extension TimeResolver {
    func dayOfMonth(
        _ month: Int, _ day: Int, _ frame: PatternFrame, today: Int?
    ) -> CalendarValue {
        if let year = frame.int(.year) { return CalendarValue(.day, year, month, day) }
        guard let today else { return CalendarValue(.day, CalendarValue.unknown, month, day) }
        let year = CivilCalendar.date(today).year
        if let relation = frame.int(.relation), frame.unit?.kind == .year {
            return CalendarValue(.day, year + relation, month, day)
        }
        var days = (year - 1...year + 1).map { CalendarValue(.day, $0, month, day) }
            .filter(\.exists).compactMap(\.firstDay)
        // "Monday, Dec. 30" is in a year in which that is a Monday.
        if let weekday = frame.int(.weekday) {
            let fitting = days.filter { CivilCalendar.weekday($0) == weekday }
            if !fitting.isEmpty { days = fitting }
        }
        if days.isEmpty {
            // 29 February, years away.
            days = (year - 8...year + 8).map { CalendarValue(.day, $0, month, day) }
                .filter(\.exists).compactMap(\.firstDay)
        }
        switch frame.int(.relation) {
        case -1:
            return days.last { $0 < today }.map { CalendarValue(day: $0) }
                ?? CalendarValue(.day, year, month, day)
        case 1:
            return days.first { $0 > today }.map { CalendarValue(day: $0) }
                ?? CalendarValue(.day, year, month, day)
        default:
            return select(days, today, choice(.day)).map { CalendarValue(day: $0) }
                ?? CalendarValue(.day, year, month, day)
        }
    }

    /// One of several days in their order.
    func select(
        _ days: [Int], _ today: Int, _ choice: TimeConventions.Choice
    ) -> Int? {
        switch choice {
        case .last: days.last { $0 <= today } ?? days.first
        case .next: days.first { $0 >= today } ?? days.last
        case .nearest: nearest(days, today)
        }
    }

    /// The day that lies nearest, as far as the time of the clause lets it. A present that neither
    /// looks back nor ahead keeps to the year of the article ("It expires Dec. 31", said in June).
    private func nearest(_ days: [Int], _ today: Int) -> Int? {
        let fitting = days.filter {
            switch time {
            case .past: $0 <= today + Self.farthest
            case .future: $0 >= today - Self.farthest
            default: true
            }
        }
        let nearest = fitting.min { abs($0 - today) < abs($1 - today) }
        guard time == .present, let found = nearest, abs(found - today) > Self.farthest else {
            return nearest
        }
        let year = CivilCalendar.date(today).year
        return fitting.first { CivilCalendar.date($0).year == year } ?? found
    }

    /// "the first Monday in May"; the fifth is the last.
    func weekdayOfMonth(
        _ month: Int, _ weekday: Int, _ nth: Int, _ frame: PatternFrame, today: Int?
    ) -> CalendarValue? {
        guard (1...5).contains(nth) else { return nil }
        let holiday = Holiday(code: 10_000 + month * 100 + weekday * 10 + nth)
        if let year = frame.int(.year) { return CalendarValue(day: holiday.day(in: year)) }
        guard let today else { return CalendarValue(.month, CalendarValue.unknown, month) }
        let year = CivilCalendar.date(today).year
        let days = (year - 1...year + 1).map { holiday.day(in: $0) }
        return select(days, today, choice(.day)).map { CalendarValue(day: $0) }
    }

    func monthValue(
        _ month: Int, _ frame: PatternFrame, _ now: (year: Int, month: Int, day: Int)?
    ) -> CalendarValue {
        if let year = frame.int(.year) { return CalendarValue(.month, year, month) }
        guard let now else { return CalendarValue(.month, CalendarValue.unknown, month) }
        let relation = frame.int(.relation)
        if let relation, frame.unit?.kind == .year {
            return CalendarValue(.month, now.year + relation, month)
        }
        // "from May to July": not before the month that the range begins with.
        if frame[.behind] != nil, let last = context.lastDate, last.grain == .month {
            return CalendarValue(.month, month < last.part ? last.year + 1 : last.year, month)
        }
        let (back, ahead) = (
            month <= now.month ? now.year : now.year - 1,
            month >= now.month ? now.year : now.year + 1
        )
        let year: Int
        switch relation {
        case -1: year = month < now.month ? now.year : now.year - 1
        case 0: year = now.year
        case 1: year = month > now.month ? now.year : now.year + 1
        default:
            switch choice(.month) {
            case .last: year = back
            case .next: year = ahead
            // A month that was long ago and comes soon is the one that comes.
            case .nearest: year = (now.month - month + 12) % 12 <= 8 ? back : ahead
            }
        }
        return CalendarValue(.month, year, month)
    }

    /// A day of a month that is not named: the nearest one.
    func nearestDay(
        _ day: Int, _ frame: PatternFrame, _ now: (year: Int, month: Int, day: Int)?
    ) -> CalendarValue? {
        guard let now else { return CalendarValue(.day, CalendarValue.unknown, 0, day) }
        if let last = context.lastDate, last.grain == .month || last.grain == .day,
            last.year != CalendarValue.unknown
        {
            return CalendarValue(.day, last.year, last.part, day)
        }
        let today = CivilCalendar.day(now.year, now.month, now.day)
        let days = (-2...2).map { CivilCalendar.month(now.year, now.month, plus: $0) }
            .map { CalendarValue(.day, $0.year, $0.month, day) }
            .filter(\.exists).compactMap(\.firstDay)
        switch choice(.day) {
        case .nearest: return CalendarValue(.day, now.year, now.month, day)
        case let choice: return select(days, today, choice).map { CalendarValue(day: $0) }
        }
    }

    func weekdayValue(_ weekday: Int, _ frame: PatternFrame, today: Int?) -> CalendarValue? {
        guard let today else { return CalendarValue(.weekday, CalendarValue.unknown, weekday) }
        let relation = frame.int(.relation)
        // "von Montag bis Mittwoch"
        if frame[.behind] != nil, context.lastDayHasWeekday, let last = context.lastDay {
            return CalendarValue(
                day: last + (weekday - CivilCalendar.weekday(last) + 7) % 7)
        }
        if let relation, frame.unit?.kind == .week {
            let week = CivilCalendar.week(today + relation * 7)
            return CalendarValue(
                day: CivilCalendar.monday(week.year, week: week.week) + weekday - 1)
        }
        let back = (CivilCalendar.weekday(today) - weekday + 7) % 7
        let ahead = (weekday - CivilCalendar.weekday(today) + 7) % 7
        switch relation {
        case -1: return CalendarValue(day: today - (back == 0 ? 7 : back))
        case 1: return CalendarValue(day: today + (ahead == 0 ? 7 : ahead))
        default:
            switch choice(.weekday) {
            case .last: return CalendarValue(day: today - back)
            case .next: return CalendarValue(day: today + ahead)
            case .nearest: return CalendarValue(day: back <= ahead ? today - back : today + ahead)
            }
        }
    }

    func holiday(_ holiday: Holiday, _ frame: PatternFrame, today: Int?) -> CalendarValue {
        if let year = frame.int(.year) { return CalendarValue(day: holiday.day(in: year)) }
        guard let today else {
            guard holiday.code < 10_000 else { return CalendarValue(.day, CalendarValue.unknown) }
            return CalendarValue(
                .day, CalendarValue.unknown, holiday.code / 100, holiday.code % 100)
        }
        let year = CivilCalendar.date(today).year
        let days = [year - 1, year, year + 1].map { holiday.day(in: $0) }
        switch frame.int(.relation) {
        case -1: return CalendarValue(day: days.last { $0 < today } ?? days[1])
        case 1: return CalendarValue(day: days.first { $0 > today } ?? days[1])
        default:
            return CalendarValue(day: select(days, today, choice(.holiday)) ?? days[1])
        }
    }
}
