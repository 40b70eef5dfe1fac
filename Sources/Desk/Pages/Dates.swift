import Text

/// A day of the Gregorian calendar.
struct Day: Hashable, Comparable, Sendable {
    var year: Int
    var month: Int
    var day: Int

    init(year: Int, month: Int, day: Int) {
        self.year = year
        self.month = month
        self.day = day
    }

    /// A day by its number since 1970-01-01.
    init(number: Int) {
        let date = CivilCalendar.date(number)
        self.init(year: date.year, month: date.month, day: date.day)
    }

    /// Nil where the text is no `2024-06-14`.
    init?(_ text: String) {
        let fields = text.split(separator: "-", omittingEmptySubsequences: false)
        guard fields.count == 3, text.utf8.count == 10, let year = Int(fields[0]),
            let month = Int(fields[1]), let day = Int(fields[2]), (1...12).contains(month),
            (1...31).contains(day), let range = DayRange(edtf: text), range.first == range.last
        else { return nil }
        self.init(year: year, month: month, day: day)
    }

    /// The number of the day since 1970-01-01.
    var number: Int { CivilCalendar.day(year, month, day) }

    var text: String { padded(year, 4) + "-" + padded(month, 2) + "-" + padded(day, 2) }

    static func < (first: Day, second: Day) -> Bool {
        (first.year, first.month, first.day) < (second.year, second.month, second.day)
    }
}

extension Wording {
    /// A date in EDTF for people, as exact as it is and no more; what has no simple wording stays EDTF.
    func date(_ edtf: String) -> String {
        var text = edtf[...]
        if text.hasPrefix("["), text.hasSuffix("]") {
            let members = text.dropFirst().dropLast().split(separator: ",")
            guard members.count <= 3, !text.contains("…"), !text.contains("..") else {
                guard let first = members.first, let last = members.last, members.count > 1 else {
                    return edtf
                }
                return self("date.oneof", plainDate(first), plainDate(last))
            }
            return members.map { plainDate($0) }.joined(separator: self("date.or"))
        }
        let ends = text.split(separator: "/", omittingEmptySubsequences: false)
        if ends.count == 2 {
            if ends[0].isEmpty || ends[0] == ".." { return self("date.until", plainDate(ends[1])) }
            if ends[1].isEmpty || ends[1] == ".." { return self("date.from", plainDate(ends[0])) }
            return plainDate(ends[0]) + " – " + plainDate(ends[1])
        }
        var isAbout = false
        while let last = text.last, "~?%".contains(last) {
            isAbout = true
            text = text.dropLast()
        }
        return isAbout ? self("date.about", plainDate(text)) : plainDate(text)
    }

    private func plainDate(_ date: Substring) -> String {
        var text = date
        var clock = ""
        if let mark = text.firstIndex(of: "T") {
            let time = text[text.index(after: mark)...]
            if time.utf8.count >= 5, time.utf8.first.map({ (0x30...0x39).contains($0) }) == true {
                clock = ", " + time.prefix(5)
            }
            text = text[..<mark]
        }
        while let last = text.last, "~?%".contains(last) { text = text.dropLast() }
        let fields = text.split(separator: "-")
        guard let year = fields.first, year.utf8.count == 4, Int(year) != nil else {
            return String(date)
        }
        guard fields.count > 1 else { return String(year) }
        if fields[1].hasPrefix("W") {
            return self("date.week", String(Int(fields[1].dropFirst()) ?? 0), String(year))
        }
        guard let month = Int(fields[1]), (1...12).contains(month) else {
            return ["21", "22", "23", "24"].contains(fields[1])
                ? self("season.\(fields[1])") + " " + year : String(date)
        }
        guard fields.count > 2, let day = Int(fields[2]) else {
            return self("month.\(month)") + " " + year
        }
        return self("date.day", String(day), self("month.short.\(month)"), String(year)) + clock
    }

    /// A day with the day of the week: `Friday, 14 March 2025`.
    func longDay(_ day: Day) -> String {
        // 1970-01-01 was a Thursday.
        let weekday = ((day.number + 3) % 7 + 7) % 7 + 1
        return self(
            "date.long", self("weekday.\(weekday)"), String(day.day), self("month.\(day.month)"),
            String(day.year))
    }
}
