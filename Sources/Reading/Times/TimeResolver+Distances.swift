/// Days that are named by their distance from another day, or by their place in a period.
extension TimeResolver {
    /// The day that lies a length of time from the day that the same words name, forward (`shift`
    /// 1) or back (-1); nil where that day is not known, or the length is none of whole days.
    func distant(_ frame: PatternFrame, today: Int?) -> CalendarValue? {
        guard let unit = frame.unit, !unit.isClock, let number = frame[.number],
            number >= 0, number < 100_000, number == number.rounded()
        else { return nil }
        var base = frame
        base[.unit] = nil
        base[.number] = nil
        base[.shift] = nil
        guard let start = date(base, today: today), start.grain == .day, start.exists,
            let first = start.firstDay,
            let found = day(first, movedBy: Int(number) * (frame.int(.shift) ?? -1), unit)
        else { return nil }
        var value = CalendarValue(day: found)
        (value.daypart, value.minute, value.zone) = (start.daypart, start.minute, start.zone)
        return value
    }

    /// The first (`edge` -1) or the last day (1) of the period that the same words name; nil where
    /// its year is not known.
    func edge(_ frame: PatternFrame, today: Int?) -> CalendarValue? {
        var base = frame
        base[.unit] = frame.secondUnit.map { Double($0.code) }
        guard let period = date(base, today: today), period.year != CalendarValue.unknown else {
            return nil
        }
        let found = frame.int(.edge) == 1 ? period.lastDay : period.firstDay
        return found.map { CalendarValue(day: $0) }
    }
}
