/// Writes lengths of time and repetitions as TIMEX3 values.
enum TimeDuration {
    /// `P2Y`, `PT1H30M`, `PXD`; nil where the frame names no unit.
    static func value(_ frame: PatternFrame) -> String? {
        guard let unit = frame.unit else { return nil }
        let number = frame[.number] ?? PatternSlot.unknownNumber
        var text = unit.isClock ? "PT" : "P"
        text += figure(number, unit) + unit.letter
        if let second = frame.secondUnit, let more = frame.second(.number) {
            if second.isClock, !unit.isClock { text += "T" }
            text += figure(more, second) + second.letter
        }
        return text
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
