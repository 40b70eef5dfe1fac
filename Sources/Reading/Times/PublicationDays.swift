import Text

/// The days on which a document may have been published: what an EDTF date leaves open.
struct PublicationDays {
    /// Day numbers, both ends included.
    let first: Int
    let last: Int

    var isSingleDay: Bool { first == last }
    var count: Int { last - first + 1 }

    /// - Returns: nil where the date is missing, open at an end, or longer than a year.
    init?(_ edtf: String?) {
        guard let edtf, isValidEDTF(edtf), !Self.hasOpenEnd(edtf), let days = DayRange(edtf: edtf),
            days.last - days.first <= 366, CivilCalendar.date(days.first).year > 0
        else { return nil }
        (first, last) = (days.first, days.last)
    }

    init(day: Int) { (first, last) = (day, day) }

    private static func hasOpenEnd(_ edtf: String) -> Bool {
        let ends = edtf.utf8.filter { !"[]{}".utf8.contains($0) }
        return "/.".utf8.contains { ends.first == $0 || ends.last == $0 }
    }
}
