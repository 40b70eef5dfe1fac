/// Reads dates as news pages and feeds write them: ISO 8601, RFC 822 and 850, Unix time, German, English and
/// other names of months, numbers with points and strokes.
struct DateReader: Sendable {
    let words: IntakeWords

    /// The last bytes of `º`, `ª` and `°`, which stand behind the number of a day.
    private static let ordinalMarks: [UInt8] = [0xBA, 0xAA, 0xB0]
    private static let romanMonths = [
        "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii",
    ]

    /// Which of the two small numbers in `06/07/2024` is the month.
    enum Order: Sendable { case dayFirst, monthFirst }

    /// The date that a value is, whatever stands around it.
    func date(_ text: String, order: Order = .dayFirst) -> NewsDate? {
        dates(in: text, order: order, limit: 1).first?.date
    }

    /// The dates in a text with the bytes at which they begin and end.
    /// - Complexity: O(n).
    func dates(
        in text: String, order: Order = .dayFirst, limit: Int = .max
    ) -> [(date: NewsDate, start: Int, end: Int)] {
        guard text.utf8.contains(where: { $0 &- 48 < 10 }) else { return [] }
        let tokens = DateToken.tokens(text)
        var found: [(date: NewsDate, start: Int, end: Int)] = []
        var index = 0
        while index < tokens.count, found.count < limit {
            guard var (date, next) = day(tokens, index, order) else {
                index += 1
                continue
            }
            if date.day != nil {
                if let (after, time) = time(tokens, next) {
                    next = after
                    date.time = time.seconds
                    date.hasSeconds = time.hasSeconds
                    date.offset = time.offset
                    // "24:00" and a leap second are kept as the last second of the day.
                    date.time = min(time.seconds, 86_399)
                } else if let time = timeBefore(tokens, index) {
                    date.time = time.seconds
                    date.hasSeconds = time.hasSeconds
                    date.offset = time.offset
                }
            }
            found.append((date, tokens[index].start, tokens[next - 1].end))
            index = next
        }
        return found
    }

    /// The day that a text without a year names in a month that is known: `14. Juni`, `June 14`, `14.06.`
    func day(in text: String, of known: NewsDate) -> NewsDate? {
        guard let month = known.month else { return nil }
        let tokens = DateToken.tokens(text).filter { $0.kind != .mark(UInt8(ascii: ".")) }
        for (token, next) in zip(tokens, tokens.dropFirst()) {
            switch (token.kind, next.kind) {
            case (.number(let day, 1...2), .word(let word)),
                (.word(let word), .number(let day, 1...2)):
                if words.months[word] == month {
                    return NewsDate(year: known.year, month: month, day: day)
                }
            case (.number(let day, 1...2), .number(month, 2)):
                return NewsDate(year: known.year, month: month, day: day)
            default: continue
            }
        }
        return nil
    }

    /// A date that begins at a token, and the token behind it.
    private func day(_ tokens: [DateToken], _ index: Int, _ order: Order) -> (NewsDate, Int)? {
        let token = tokens[index]
        func number(_ offset: Int) -> (value: Int, digits: Int)? {
            guard index + offset < tokens.count,
                case .number(let value, let digits) = tokens[index + offset].kind
            else { return nil }
            return (value, digits)
        }
        func mark(_ offset: Int) -> UInt8? {
            guard index + offset < tokens.count, case .mark(let byte) = tokens[index + offset].kind
            else {
                return nil
            }
            return byte
        }
        func month(_ offset: Int) -> Int? { self.month(tokens, index + offset) }
        if case .number(let value, let digits) = token.kind {
            // The minutes of a time, "09:31 August 20, 2019".
            if digits <= 2, index > 1, tokens[index - 1].end == token.start,
                tokens[index - 1].kind == .mark(UInt8(ascii: ":")),
                case .number(_, let hour) = tokens[index - 2].kind, hour <= 2,
                tokens[index - 2].end == tokens[index - 1].start
            {
                return nil
            }
            // "Version 4.1.12"
            if let before = index > 0 ? word(tokens, index - 1) : nil,
                words.numbered.contains(before)
            {
                return nil
            }
            // Part of a longer number, a price or an address.
            if index > 0, tokens[index - 1].end == token.start,
                case .mark(let before) = tokens[index - 1].kind,
                before == UInt8(ascii: ".") || before == UInt8(ascii: "$")
                    || before == UInt8(ascii: "-"),
                index > 1, case .number = tokens[index - 2].kind,
                tokens[index - 2].end == tokens[index - 1].start
            {
                return nil
            }
            if digits == 4, let separator = mark(1), "-/._".utf8.contains(separator),
                let second = number(2),
                second.digits <= 2
            {
                if mark(3) == separator, let third = number(4), third.digits <= 2,
                    let date = NewsDate(year: value, month: second.value, day: third.value)
                {
                    return (date, index + 5)
                }
                // 2024-06 and no more.
                if separator == UInt8(ascii: "-"), second.digits == 2, mark(3) != separator,
                    let date = NewsDate(year: value, month: second.value)
                {
                    return (date, index + 3)
                }
                return nil
            }
            // 2024年6月14日
            if digits == 4, unit(tokens, index + 1) == .year, let second = number(2),
                unit(tokens, index + 3) == .month, let third = number(4), third.digits <= 2,
                let date = NewsDate(year: value, month: second.value, day: third.value)
            {
                return (date, index + 5)
            }
            if digits == 8, value > 19_800_101,
                let date = NewsDate(
                    year: value / 10_000, month: value / 100 % 100, day: value % 100)
            {
                return (date, index + 1)
            }
            if digits == 14,
                var date = NewsDate(
                    year: value / 10_000_000_000, month: value / 100_000_000 % 100,
                    day: value / 1_000_000 % 100)
            {
                date.time = value / 10_000 % 100 * 3600 + value / 100 % 100 * 60 + value % 100
                date.hasSeconds = true
                return date.time! < 86_400 ? (date, index + 1) : nil
            }
            if tokens.count == 1, digits == 10 || digits == 13 {
                return NewsDate(unixTime: digits == 10 ? value : value / 1000).map {
                    ($0, index + 1)
                }
            }
            guard digits <= 2 else {
                return digits == 4 ? dayBehindYear(tokens, index, value) : nil
            }
            if let separator = mark(1), "./-".utf8.contains(separator), let second = number(2),
                second.digits <= 2,
                mark(3) == separator, let (third, last) = year(tokens, index + 4)
            {
                let year = fullYear(third)
                let first = (value, second.value)
                let isMonthFirst =
                    separator != UInt8(ascii: ".") && order == .monthFirst
                    ? first.0 <= 12 : first.1 > 12
                let date =
                    isMonthFirst
                    ? NewsDate(year: year, month: first.0, day: first.1)
                    : NewsDate(year: year, month: first.1, day: first.0)
                if let date { return (date, last) }
                return nil
            }
            // 14. Juni 2024, 14 June 2024, 14th of June, 2024, 14-Jun-24, 1º de junio, 14. VI. 2024
            var next = 1
            let dayMark = mark(next)
            if let dayMark, ".-/".utf8.contains(dayMark) || Self.ordinalMarks.contains(dayMark) {
                next += 1
            }
            if let word = word(tokens, index + next), words.ordinals.contains(word) { next += 1 }
            if let word = word(tokens, index + next), words.monthLinks.contains(word) { next += 1 }
            var named = month(next)
            // A number of Rome may be a word; behind a mark, or of two letters, it hardly is.
            let isRoman = named == nil
            if isRoman, let word = word(tokens, index + next),
                word.utf8.count > 1 || dayMark == UInt8(ascii: ".") || dayMark == UInt8(ascii: "/")
            {
                named = Self.romanMonths.firstIndex(of: word).map { $0 + 1 }
            }
            // 14 tháng 6 năm 2024
            if named == nil, unit(tokens, index + next) == .month, let number = number(next + 1),
                number.digits <= 2
            {
                named = number.value
                next += 1
            }
            guard let month = named else { return nil }
            next += 1
            // Arabic pages name the month twice, 28 آب/أغسطس 2013.
            if mark(next) == UInt8(ascii: "/"), self.month(tokens, index + next + 1) == named {
                next += 2
            }
            while let separator = mark(next), ".,-/".utf8.contains(separator) { next += 1 }
            // 14 de junio de 2024
            if let word = word(tokens, index + next),
                words.monthLinks.contains(word) || words.units[word] == .year
            {
                next += 1
            }
            guard let (year, last) = year(tokens, index + next),
                year.digits == 4 || (!isRoman && !isClock(tokens, last - 1)),
                let date = NewsDate(year: fullYear(year), month: month, day: value)
            else { return nil }
            return (date, last)
        }
        guard let month = month(0) else { return nil }
        var next = 1
        if let separator = mark(next), ".-/".utf8.contains(separator) { next += 1 }
        guard let second = number(next) else { return nil }
        if second.digits == 4 {
            // "3 days ago 2024-06-14": a short name of a month may be another word.
            if mark(next + 1) == UInt8(ascii: "-"), number(next + 2) != nil { return nil }
            return NewsDate(year: second.value, month: month).map { ($0, index + next + 1) }
        }
        guard second.digits <= 2 else { return nil }
        next += 1
        if let word = word(tokens, index + next), words.ordinals.contains(word) { next += 1 }
        while let separator = mark(next), ".,-/".utf8.contains(separator) { next += 1 }
        if let (year, last) = year(tokens, index + next),
            year.digits == 4 || last > index + next + 1,
            let date = NewsDate(year: fullYear(year), month: month, day: second.value)
        {
            return (date, last)
        }
        // asctime: Jun 14 10:30:00 2024
        if isClock(tokens, index + next), let (after, time) = time(tokens, index + next) {
            if after < tokens.count, case .number(let year, 4) = tokens[after].kind,
                var date = NewsDate(year: year, month: month, day: second.value)
            {
                date.time = time.seconds
                date.hasSeconds = time.hasSeconds
                date.offset = time.offset
                return (date, after + 1)
            }
        }
        return nil
    }

    /// A year of four digits or of two, also behind an apostrophe (`4.3.'19`), and the token behind it.
    private func year(_ tokens: [DateToken], _ start: Int) -> ((value: Int, digits: Int), Int)? {
        var index = start
        guard index < tokens.count else { return nil }
        let isShortened = tokens[index].kind == .mark(UInt8(ascii: "'"))
        if isShortened {
            index += 1
            guard index < tokens.count, tokens[index].start == tokens[index - 1].end else {
                return nil
            }
        }
        guard case .number(let value, let digits) = tokens[index].kind,
            digits == 2 || (digits == 4 && !isShortened)
        else { return nil }
        return ((value, digits), index + 1)
    }

    /// A year, and behind it month and day: `2024 Jun 14`, `2024, 14 June`, `2024. június 14.`, `2024 m. birželio 14`.
    private func dayBehindYear(
        _ tokens: [DateToken], _ start: Int, _ year: Int
    ) -> (NewsDate, Int)? {
        var index = start + 1
        func skip(_ marks: String) {
            while index < tokens.count, case .mark(let byte) = tokens[index].kind,
                marks.utf8.contains(byte)
            {
                index += 1
            }
        }
        func nextMonth() -> Int? {
            guard let month = month(tokens, index) else { return nil }
            index += 1
            return month
        }
        func day() -> Int? {
            guard index < tokens.count, case .number(let day, 1...2) = tokens[index].kind else {
                return nil
            }
            index += 1
            return day
        }
        skip(".,-/")
        if unit(tokens, index) == .year {
            index += 1
            skip(".")
        }
        var found: (month: Int, day: Int)?
        if let month = nextMonth() {
            skip(".-/")
            found = day().map { (month, $0) }
        } else if let day = day() {
            skip(".-/")
            found = nextMonth().map { ($0, day) }
        }
        guard let found, let date = NewsDate(year: year, month: found.month, day: found.day) else {
            return nil
        }
        // The year of another date: "2018, 4 March 2019"
        let end = index
        skip(".,-/")
        if index < tokens.count, case .number(_, 4) = tokens[index].kind { return nil }
        return (date, end)
    }

    private func month(_ tokens: [DateToken], _ index: Int) -> Int? {
        word(tokens, index).flatMap { words.months[$0] }
    }

    private func unit(_ tokens: [DateToken], _ index: Int) -> IntakeWords.DateUnit? {
        word(tokens, index).flatMap { words.units[$0] }
    }

    func word(_ tokens: [DateToken], _ index: Int) -> String? {
        guard index < tokens.count, case .word(let word) = tokens[index].kind else { return nil }
        return word
    }

    private func fullYear(_ year: (value: Int, digits: Int)) -> Int {
        year.digits == 4 ? year.value : year.value < 70 ? 2000 + year.value : 1900 + year.value
    }
}
