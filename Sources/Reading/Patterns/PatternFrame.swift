/// The slots of one match: what the classes of its steps and the constants of its rule stand for.
struct PatternFrame {
    private var first = [Double](repeating: .nan, count: PatternSlot.allCases.count)
    private var second = [Double](repeating: .nan, count: PatternSlot.allCases.count)

    /// The first and the second value of a slot.
    subscript(slot: PatternSlot) -> Double? {
        get { first[slot.rawValue].isNaN ? nil : first[slot.rawValue] }
        set { first[slot.rawValue] = newValue ?? .nan }
    }

    func second(_ slot: PatternSlot) -> Double? {
        second[slot.rawValue].isNaN ? nil : second[slot.rawValue]
    }

    func int(_ slot: PatternSlot) -> Int? { self[slot].map { Int($0) } }

    mutating func add(_ value: Double, to slot: PatternSlot) {
        // "from 9 to 10:30": the first clock is the one that is meant.
        if (slot == .clock && self[.hour] != nil) || (slot == .hour && self[.clock] != nil) {
            return
        }
        if self[slot] == nil {
            self[slot] = value
        } else if second(slot) == nil {
            second[slot.rawValue] = value
        }
    }

    /// The unit, if the match names one.
    var unit: TimeUnit? { int(.unit).map { TimeUnit(code: $0) } }
    var secondUnit: TimeUnit? { second(.unit).map { TimeUnit(code: Int($0)) } }

    /// Minutes after midnight; nil where no clock is named.
    var minutes: Int? {
        var minutes: Int
        if let clock = int(.clock) {
            minutes = clock
        } else if let hour = int(.hour) {
            minutes = hour * 60 + (int(.minute) ?? 0)
        } else {
            return nil
        }
        // 0 forenoon, 12 afternoon.
        if let meridiem = int(.meridiem) {
            // "from 9 to 5 p.m." begins in the forenoon.
            let end = (second(.hour) ?? 0) * 60 + (second(.clock) ?? 0)
            let isBefore = end > 0 && end < 720 && Int(end) < minutes
            if meridiem == 12, minutes < 720, !isBefore { minutes += 720 }
            if meridiem == 0, minutes >= 720 { minutes -= 720 }
        }
        // "8 Uhr abends", "at 4 in the afternoon"
        if let daypart = int(.daypart), minutes < 720,
            daypart == 2 || daypart == 3 || (daypart == 4 && minutes >= 360)
        {
            minutes += 720
        }
        return minutes <= 1440 ? minutes : nil
    }
}
