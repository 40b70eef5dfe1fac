import Text

/// A date seen from a publication that is known only to the month, the year or an interval: every
/// value that it may have.
///
/// EDTF says "one of these" (`[2024-06-07,2024-06-14]`); the TIMEX3 value keeps the digits that all
/// of them share and has `X` for the others (`2024-06-XX`).
struct OpenDate {
    let value: String
    let edtf: String?
    /// The value, where there is only one.
    let single: CalendarValue?

    /// A set longer than this is given as its year, or as its ends.
    private static let longestSet = 12

    init?(_ published: PublicationDays, _ find: (Int?) -> CalendarValue?) {
        var found: [CalendarValue] = []
        for day in published.first...published.last {
            guard let value = find(day) else { return nil }
            if found.last != value, !found.contains(value) { found.append(value) }
        }
        // A weekday of a text of June is a day of June.
        if let grain = found.first?.grain, grain == .day {
            let inside = found.filter {
                $0.firstDay.map { (published.first...published.last).contains($0) } ?? false
            }
            if !inside.isEmpty, inside.count < published.count / 2 { found = inside }
        }
        found = found.filter(\.exists)
        found.sort { ($0.year, $0.part, $0.day) < ($1.year, $1.part, $1.day) }
        guard let first = found.first, let last = found.last else { return nil }
        if found.count == 1 {
            (value, edtf, single) = (first.timex, first.edtf, first)
            return
        }
        single = nil
        value = Self.weekday(found) ?? Self.shared(found.map(\.timex))
        let dates = found.compactMap(\.edtf)
        if dates.count < found.count || dates.contains(where: { $0.contains("/") }) {
            edtf = nil
        } else if found.count <= Self.longestSet {
            edtf = "[" + dates.joined(separator: ",") + "]"
        } else if let low = first.firstDay, let high = last.firstDay, high - low == found.count - 1
        {
            edtf = "[\(dates[0])..\(dates[dates.count - 1])]"
        } else {
            edtf = first.year == last.year ? padded(first.year, 4) : nil
        }
    }

    /// `2024-WXX-5` for the Fridays of a year.
    private static func weekday(_ values: [CalendarValue]) -> String? {
        guard let first = values.first, let last = values.last, first.grain == .day,
            first.year == last.year, first.part != last.part, let day = first.firstDay
        else { return nil }
        let weekday = CivilCalendar.weekday(day)
        guard values.allSatisfy({ $0.firstDay.map(CivilCalendar.weekday) == weekday }) else {
            return nil
        }
        return "\(padded(first.year, 4))-WXX-\(weekday)"
    }

    /// The characters that all values share; `X` for the others.
    private static func shared(_ values: [String]) -> String {
        var result = Array(values[0].utf8)
        for value in values.dropFirst() {
            let bytes = Array(value.utf8)
            for index in result.indices where index >= bytes.count || bytes[index] != result[index]
            {
                if result[index] != UInt8(ascii: "-") { result[index] = UInt8(ascii: "X") }
            }
        }
        // Once a digit of a field is open, those behind it are open, too.
        var isOpen = false
        for index in result.indices {
            if result[index] == UInt8(ascii: "-") || result[index] == UInt8(ascii: "T") {
                isOpen = false
            } else if result[index] == UInt8(ascii: "X") {
                isOpen = true
            } else if isOpen, result[index] >= 48, result[index] <= 57 {
                result[index] = UInt8(ascii: "X")
            }
        }
        return String(decoding: result, as: UTF8.self)
    }
}
