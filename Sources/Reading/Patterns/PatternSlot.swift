import Text

/// What a class of words fills in a time expression or a quantity. The slot of a class is its name up to the
/// first hyphen: `unit-plural` fills `unit`.
enum PatternSlot: Int, CaseIterable {
    case number, year, month, day, weekday, daypart, unit, relation, offset, season, modifier
    case reference, ordinal, hour, clock, meridiem, holiday, calendar, year2, half, shift, tense
    case minute, scale, years, name, behind, anchor, monthday, era, zone, edge

    /// The slot of a class; nil for classes that only have to be there.
    init?(className: String) {
        let head = className.prefix { $0 != "-" }
        switch head {
        case "int", "decimal", "vague": self = .number
        default:
            guard let slot = Self.named[head] else { return nil }
            self = slot
        }
    }

    private static let named = Dictionary(
        uniqueKeysWithValues: allCases.map { (Substring("\($0)"), $0) })

    /// The number that a symbol of a table stands for; nil where the class does not have it.
    static func value(_ symbol: String, of className: String) -> Double? {
        let index: (Int?) -> Double? = { $0.map(Double.init) }
        switch PatternSlot(className: className) {
        case .unit: return TimeUnit(symbol[...]).map { Double($0.code) }
        case .daypart: return index(PatternSymbols.dayparts.firstIndex(of: symbol))
        case .season: return index(PatternSymbols.seasons.firstIndex(of: symbol).map { $0 + 1 })
        case .modifier: return index(PatternSymbols.modifiers.firstIndex(of: symbol))
        case .reference: return index(PatternSymbols.references.firstIndex(of: symbol + "_REF"))
        case .holiday: return Holiday(symbol).map { Double($0.code) }
        case .clock:
            let fields = symbol.split(separator: ":").compactMap { Double($0) }
            return fields.count == 2 ? fields[0] * 60 + fields[1] : nil
        case .number where symbol == "X": return unknownNumber
        case nil: return symbol.isEmpty || symbol == "-" ? 0 : Double(symbol) ?? 0
        default: return Double(symbol)
        }
    }

    /// The number of things that a text leaves open ("several").
    static let unknownNumber = -1.0
}

/// A feast: `12-24`, `easter-2` (days after Easter Sunday), `11-4#4` (the fourth Thursday of
/// November; `5-1#5` is the last Monday of May), `11-4#4+1` (the day after it) or `advent-21` (days
/// after the fourth Sunday of Advent, the last one before Christmas).
struct Holiday {
    let code: Int

    init?(_ text: String) {
        for (name, base) in [("easter", Self.easter), ("advent", Self.advent)]
        where text.hasPrefix(name) {
            guard let offset = Int(text.dropFirst(6).drop { $0 == "+" }) else { return nil }
            code = base + offset
            return
        }
        let parts = text.split(whereSeparator: { "-#+".contains($0) }).compactMap { Int($0) }
        switch parts.count {
        case 4 where (0...9).contains(parts[3]):
            code =
                10_000 + parts[0] * 100 + parts[1] * 10 + parts[2] + parts[3] * Self.daysAfter
        case 2: code = parts[0] * 100 + parts[1]
        case 3: code = 10_000 + parts[0] * 100 + parts[1] * 10 + parts[2]
        default: return nil
        }
    }

    init(code: Int) { self.code = code }

    private static let easter = 100_000
    private static let advent = 200_000
    /// What one day after the n-th weekday adds to a code.
    private static let daysAfter = 1_000_000

    /// The day number of the feast in a year.
    func day(in year: Int) -> Int {
        if code >= Self.daysAfter {
            return Self(code: code % Self.daysAfter).day(in: year) + code / Self.daysAfter
        }
        if code >= 150_000 {
            let christmas = CivilCalendar.day(year, 12, 25)
            return christmas - CivilCalendar.weekday(christmas) + code - Self.advent
        }
        if code >= 50_000 { return CivilCalendar.easter(year) + code - Self.easter }
        if code < 10_000 { return CivilCalendar.day(year, code / 100, code % 100) }
        let (month, weekday, nth) = (code / 100 % 100, code / 10 % 10, code % 10)
        let first = CivilCalendar.day(year, month, 1)
        let found = first + (weekday - CivilCalendar.weekday(first) + 7) % 7 + (nth - 1) * 7
        return CivilCalendar.date(found).month == month ? found : found - 7
    }
}
