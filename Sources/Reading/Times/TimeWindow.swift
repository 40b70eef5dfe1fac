import Text

/// Stretches of time that an expression names from a day: "in den kommenden Wochen", "the past three
/// years", "recently".
///
/// A stretch of several units whose number is not said ends, by convention, one larger unit away,
/// and that end is marked as approximate (`~`): days reach over a week, weeks over a month, months
/// over a year, years over a decade. Where the day itself is not known, both ends have the grain of
/// what is known.
enum TimeWindow {
    /// The window of a frame that goes back (-1) or forward (1) from an anchor.
    /// - Returns: EDTF; nil where the unit is open or the calendar ends.
    static func edtf(_ frame: PatternFrame, direction: Int, from anchor: PublicationDays) -> String?
    {
        guard let unit = frame.unit, unit.kind != .open, !unit.isClock else { return nil }
        let number = frame[.number] ?? PatternSlot.unknownNumber
        let isOpen = number == PatternSlot.unknownNumber
        guard isOpen || (number > 0 && number < 10_000) else { return nil }
        let span: TimeUnit
        let count: Int
        if isOpen {
            guard let larger = larger(unit.kind) else { return nil }
            (span, count) = (larger, 1)
        } else {
            // "two and a half years" has its other end within a month.
            guard number == number.rounded() else { return nil }
            (span, count) = (unit, Int(number))
        }
        let resolver = TimeResolver(context: TimeContext(), conventions: nil, time: .unknown)
        let far = direction < 0 ? anchor.first : anchor.last
        guard let day = resolver.day(far, movedBy: direction * count, span) else { return nil }
        let grain = grain(of: unit.kind, anchor: anchor)
        let near = direction < 0 ? anchor.last : anchor.first
        let nearEnd = value(near, grain)
        let farEnd = value(day, grain) + (isOpen ? "~" : "")
        return direction < 0 ? "\(farEnd)/\(nearEnd)" : "\(nearEnd)/\(farEnd)"
    }

    /// The past, present or future as seen from a publication.
    /// - Parameter reference: index into `PatternSymbols.references`.
    static func edtf(reference: Int, from anchor: PublicationDays) -> String {
        let grain = grain(of: .day, anchor: anchor)
        switch reference {
        case 1: return "../" + value(anchor.last, grain)
        case 2: return value(anchor.first, grain) + "/.."
        default:
            let (first, last) = (value(anchor.first, grain), value(anchor.last, grain))
            return first == last ? first + "~" : "\(first)~/\(last)~"
        }
    }

    /// The unit that a few of a unit stay within.
    private static func larger(_ kind: TimeUnit.Kind) -> TimeUnit? {
        switch kind {
        case .day: TimeUnit(kind: .week, factor: 1)
        case .week, .weekend: TimeUnit(kind: .month, factor: 1)
        case .month, .quarter, .half: TimeUnit(kind: .year, factor: 1)
        case .year: TimeUnit(kind: .year, factor: 10)
        case .decade: TimeUnit(kind: .year, factor: 100)
        default: nil
        }
    }

    private static func grain(
        of kind: TimeUnit.Kind, anchor: PublicationDays
    ) -> CalendarValue.Grain {
        switch kind {
        case .year, .decade, .century: .year
        case .month, .quarter, .half: anchor.count > 31 ? .year : .month
        default: anchor.isSingleDay ? .day : anchor.count > 31 ? .year : .month
        }
    }

    private static func value(_ day: Int, _ grain: CalendarValue.Grain) -> String {
        let date = CivilCalendar.date(day)
        switch grain {
        case .year: return padded(date.year, 4)
        case .month: return CalendarValue(.month, date.year, date.month).timex
        default: return CalendarValue(day: day).timex
        }
    }
}
