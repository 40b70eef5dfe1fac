import Text

/// Writes lengths of time and repetitions as TIMEX3 values.
enum TimeDuration {
    /// `P2Y`, `PT1H30M`, `PXD`; nil where the frame names no unit.
    /// - Parameter keepsDecimals: whether "two and a half years" is `P2.5Y` instead of `P2Y6M`.
    static func value(_ frame: PatternFrame, keepsDecimals: Bool = false) -> String? {
        guard let unit = frame.unit else { return nil }
        let number = frame[.number] ?? PatternSlot.unknownNumber
        let isLong = unit.kind == .decade || unit.kind == .century
        if !keepsDecimals || isLong, frame.secondUnit == nil,
            let parts = inSmallerUnits(number, unit)
        {
            return parts
        }
        var text = unit.isClock ? "PT" : "P"
        text += figure(number, unit) + unit.letter
        if let second = frame.secondUnit, let more = frame.second(.number) {
            if second.isClock, !unit.isClock { text += "T" }
            text += figure(more, second) + second.letter
        }
        return text
    }

    /// "Two and a half years" are two years and six months; nil where the number is whole, or its
    /// fraction no whole number of the smaller unit.
    private static func inSmallerUnits(_ number: Double, _ unit: TimeUnit) -> String? {
        let total = number * Double(unit.factor)
        guard total > 0, total < 1e9, total != total.rounded() else { return nil }
        let (size, letter): (Double, String)
        switch unit.kind {
        case .century: return years(total * 100)
        case .decade: return years(total * 10)
        case .year: (size, letter) = (12, "M")
        case .hour: (size, letter) = (60, "M")
        case .minute: (size, letter) = (60, "S")
        case .day: (size, letter) = (24, "H")
        default: return nil
        }
        let (whole, rest) = (total.rounded(.down), (total - total.rounded(.down)) * size)
        guard abs(rest - rest.rounded()) < 1e-6, rest >= 0.5 else { return nil }
        var text = unit.isClock ? "PT" : "P"
        if whole > 0 { text += String(Int(whole)) + unit.letter }
        if unit.kind == .day { text += "T" }
        return text + String(Int(rest.rounded())) + letter
    }

    private static func years(_ number: Double) -> String? {
        number == number.rounded() ? "P\(Int(number))Y" : nil
    }

    private static func figure(_ number: Double, _ unit: TimeUnit) -> String {
        guard number != PatternSlot.unknownNumber else { return "X" }
        let value = number * Double(unit.factor)
        if value == value.rounded(), abs(value) < 1e15 { return String(Int(value)) }
        return String((value * 1000).rounded() / 1000)
    }

    /// `P1D`, `XXXX-WXX-1`, `XXXX-07`, `XXXX-SU`, `XXXX-XX-XXTMO`.
    static func set(_ frame: PatternFrame) -> String? {
        let part = frame.int(.daypart).map { "T" + PatternSymbols.dayparts[$0] } ?? ""
        // "jeden dritten Mittwoch im Monat" comes once a month.
        if frame[.weekday] != nil, frame[.ordinal] != nil, let unit = frame.unit {
            return "P\(unit.factor)" + unit.letter
        }
        if let weekday = frame.int(.weekday) { return "XXXX-WXX-\(weekday)\(part)" }
        if let month = frame.int(.month) {
            guard let day = frame.int(.day) else { return "XXXX-\(padded(month, 2))" }
            return "XXXX-\(padded(month, 2))-\(padded(day, 2))"
        }
        if let season = frame.int(.season) { return "XXXX-\(PatternSymbols.seasons[season - 1])" }
        if !part.isEmpty { return "XXXX-XX-XX\(part)" }
        guard let unit = frame.unit else { return nil }
        if unit.kind == .weekend { return "XXXX-WXX-WE" }
        var every = frame
        // "every second week"
        if every[.number] == nil { every[.number] = frame[.ordinal] ?? 1 }
        return value(every)
    }
}
