/// Seasons, and periods that are counted: weeks, quarters, halves and centuries.
extension TimeResolver {
    func seasonYear(
        _ season: Int, _ frame: PatternFrame, _ now: (year: Int, month: Int, day: Int)?
    ) -> Int {
        if let year = frame.int(.year) { return year }
        if let years = frame.int(.years) { return years / 10_000 }
        guard let now else { return CalendarValue.unknown }
        let first = [3, 6, 9, 12][season - 1]
        if let relation = frame.int(.relation) {
            if frame.unit?.kind == .year { return now.year + relation }
            switch relation {
            case -1: return now.month >= first + 3 ? now.year : now.year - 1
            case 1: return now.month < first ? now.year : now.year + 1
            default: return season == 4 && now.month < 3 ? now.year - 1 : now.year
            }
        }
        switch choice(.season) {
        case .last:
            if season == 4 { return now.month < 12 ? now.year - 1 : now.year }
            return now.month >= first ? now.year : now.year - 1
        case .next:
            if season == 4 { return now.year }
            return now.month > first + 2 ? now.year + 1 : now.year
        case .nearest:
            return season == 4 && now.month <= 6 ? now.year - 1 : now.year
        }
    }

    /// Quarters, halves and centuries by their number.
    func periodValue(
        _ frame: PatternFrame, _ now: (year: Int, month: Int, day: Int)?
    ) -> CalendarValue? {
        guard let unit = frame.unit,
            let ordinal = frame.int(.ordinal) ?? frame.int(.half)
                ?? (unit.kind == .century || unit.kind == .week ? frame.int(.number) : nil)
        else { return nil }
        let length: Int
        let grain: CalendarValue.Grain
        switch unit.kind {
        case .century: return CalendarValue(.century, frame[.era] == -1 ? -ordinal : ordinal - 1)
        case .week:
            guard (1...53).contains(ordinal) else { return nil }
            let year = frame.int(.year) ?? now?.year ?? CalendarValue.unknown
            return CalendarValue(.week, year, ordinal)
        case .quarter: (length, grain) = (3, .quarter)
        case .half, .year: (length, grain) = (6, .half)
        default: return nil
        }
        guard (1...(12 / length)).contains(ordinal) else { return nil }
        if let year = frame.int(.year) { return CalendarValue(grain, year, ordinal) }
        guard let now else { return CalendarValue(grain, CalendarValue.unknown, ordinal) }
        if let relation = frame.int(.relation) {
            return CalendarValue(grain, now.year + relation, ordinal)
        }
        let begins = (ordinal - 1) * length + 1
        // A period that begins more than half a year ahead is that of last year.
        let isFar = begins - now.month > (time == .past ? 0 : 5)
        return CalendarValue(grain, isFar ? now.year - 1 : now.year, ordinal)
    }
}
