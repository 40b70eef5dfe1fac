/// Reads dates as news pages and feeds write them: ISO 8601, RFC 822 and 850, Unix time, German, English and
/// other names of months, numbers with points and strokes.
struct DateReader: Sendable {
    let words: IntakeWords

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
        func month(_ offset: Int) -> Int? {
            guard index + offset < tokens.count, case .word(let word) = tokens[index + offset].kind
            else {
                return nil
            }
            return words.months[word]
        }
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
            if digits == 4, let separator = mark(1), "-/.".utf8.contains(separator),
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
                // "2024, 14 June" does not occur; "2024 Jun 14" does.
                if digits == 4, let month = month(1), let third = number(2), third.digits <= 2,
                    let date = NewsDate(year: value, month: month, day: third.value)
                {
                    return (date, index + 3)
                }
                return nil
            }
            if let separator = mark(1), "./-".utf8.contains(separator), let second = number(2),
                second.digits <= 2,
                mark(3) == separator, let third = number(4), third.digits == 4 || third.digits == 2
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
                if let date { return (date, index + 5) }
                return nil
            }
            // 14. Juni 2024, 14 June 2024, 14th of June, 2024, 14-Jun-24
            var next = 1
            if let separator = mark(next), ".-/".utf8.contains(separator) { next += 1 }
            if let word = word(tokens, index + next), words.ordinals.contains(word) { next += 1 }
            if let word = word(tokens, index + next), words.monthLinks.contains(word) { next += 1 }
            guard let month = month(next) else { return nil }
            next += 1
            while let separator = mark(next), ".,-/".utf8.contains(separator) { next += 1 }
            // 14 de junio de 2024
            if let word = word(tokens, index + next), words.monthLinks.contains(word) { next += 1 }
            guard let year = number(next), year.digits == 4 || year.digits == 2,
                year.digits == 4 || !isClock(tokens, index + next)
            else { return nil }
            guard let date = NewsDate(year: fullYear(year), month: month, day: value) else {
                return nil
            }
            return (date, index + next + 1)
        }
        guard let month = month(0) else { return nil }
        var next = 1
        if mark(next) == UInt8(ascii: ".") { next += 1 }
        guard let second = number(next) else { return nil }
        if second.digits == 4 {
            // "3 days ago 2024-06-14": a short name of a month may be another word.
            if mark(next + 1) == UInt8(ascii: "-"), number(next + 2) != nil { return nil }
            return NewsDate(year: second.value, month: month).map { ($0, index + next + 1) }
        }
        guard second.digits <= 2 else { return nil }
        next += 1
        if let word = word(tokens, index + next), words.ordinals.contains(word) { next += 1 }
        while let separator = mark(next), ".,".utf8.contains(separator) { next += 1 }
        if let year = number(next), year.digits == 4,
            let date = NewsDate(year: year.value, month: month, day: second.value)
        {
            return (date, index + next + 1)
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

    private func unit(_ tokens: [DateToken], _ index: Int) -> IntakeWords.DateUnit? {
        word(tokens, index).flatMap { words.units[$0] }
    }

    private func word(_ tokens: [DateToken], _ index: Int) -> String? {
        guard index < tokens.count, case .word(let word) = tokens[index].kind else { return nil }
        return word
    }

    /// A mark that stands between the parts of a date.
    private func isSeparator(_ token: DateToken) -> Bool {
        if case .mark(let byte) = token.kind { "./-".utf8.contains(byte) } else { false }
    }

    /// The half of the day that a word or its abbreviation names, `pm` or `p.m.`: the token behind it and
    /// the hour at which the half begins.
    private func half(_ tokens: [DateToken], _ index: Int) -> (Int, Int)? {
        guard let first = word(tokens, index) else { return nil }
        if let start = words.halves[first] { return (index + 1, start) }
        let point = DateToken.Kind.mark(UInt8(ascii: "."))
        guard index + 2 < tokens.count, tokens[index + 1].kind == point,
            let second = word(tokens, index + 2), let start = words.halves[first + second]
        else { return nil }
        let isClosed = index + 3 < tokens.count && tokens[index + 3].kind == point
        return (index + (isClosed ? 4 : 3), start)
    }

    /// Whether a number is the hour of a time with a colon.
    private func isClock(_ tokens: [DateToken], _ index: Int) -> Bool {
        index + 2 < tokens.count && tokens[index + 1].kind == .mark(UInt8(ascii: ":"))
    }

    private func fullYear(_ year: (value: Int, digits: Int)) -> Int {
        year.digits == 4 ? year.value : year.value < 70 ? 2000 + year.value : 1900 + year.value
    }

    private struct Clock {
        var seconds: Int
        var hasSeconds = false
        var offset: Int?
    }

    /// A time of day behind a date: `T10:30`, `, 10.30 Uhr`, `um 10 Uhr`, `at 3:05 p.m. EDT`.
    private func time(_ tokens: [DateToken], _ start: Int) -> (Int, Clock)? {
        var index = start
        var skipped = 0
        while index < tokens.count, skipped < 4 {
            if case .number = tokens[index].kind { break }
            switch tokens[index].kind {
            case .mark(let byte) where ",-|@(:·".utf8.contains(byte) || byte >= 0x80: break
            case .word(let word) where word == "t" || words.clock.contains(word):
                break
            default: return nil
            }
            index += 1
            skipped += 1
        }
        guard index < tokens.count, case .number(var hour, let digits) = tokens[index].kind else {
            return nil
        }
        var minute = 0
        var clock = Clock(seconds: 0)
        // 2024-06-14T103000
        if digits == 6 || digits == 4, index > 0, tokens[index - 1].kind == .word("t") {
            if digits == 6 {
                clock.seconds = hour % 100
                clock.hasSeconds = true
                hour /= 100
            }
            minute = hour % 100
            hour /= 100
            index += 1
        } else {
            guard digits <= 2 else { return nil }
            index += 1
            var isClock = false
            if index + 1 < tokens.count, case .mark(let separator) = tokens[index].kind,
                separator == UInt8(ascii: ":") || separator == UInt8(ascii: "."),
                case .number(let value, 2) = tokens[index + 1].kind
            {
                minute = value
                index += 2
                isClock = separator == UInt8(ascii: ":")
                if separator == UInt8(ascii: ":"), index + 1 < tokens.count,
                    tokens[index].kind == .mark(UInt8(ascii: ":")),
                    case .number(let value, 2) = tokens[index + 1].kind
                {
                    clock.seconds = value
                    clock.hasSeconds = true
                    index += 2
                    if index + 1 < tokens.count, case .mark(let point) = tokens[index].kind,
                        point == UInt8(ascii: ".") || point == UInt8(ascii: ","),
                        tokens[index].start == tokens[index - 1].end,
                        case .number = tokens[index + 1].kind,
                        tokens[index + 1].start == tokens[index].end
                    {
                        index += 2
                    }
                }
            } else if let word = word(tokens, index), words.hours.contains(word) {
                isClock = true
                index += 1
                // "10 h 30", and not "10 Uhr 14.06.2024".
                if index < tokens.count, case .number(let value, 2) = tokens[index].kind,
                    index + 1 >= tokens.count || !isSeparator(tokens[index + 1])
                {
                    minute = value
                    index += 1
                }
            }
            if let (after, start) = half(tokens, index), (1...12).contains(hour) {
                hour = hour % 12 + start
                index = after
            } else if let word = word(tokens, index), words.hours.contains(word) {
                index += 1
            } else if !isClock {
                return nil
            }
        }
        guard hour <= 24, minute < 60, clock.seconds <= 60 else { return nil }
        clock.seconds = min(clock.seconds, 59) + minute * 60 + hour * 3600
        if let (after, offset) = zone(tokens, index) {
            clock.offset = offset
            index = after
        }
        return (index, clock)
    }

    /// `10:30 Uhr, 14.06.2024`: a time right before a date.
    private func timeBefore(_ tokens: [DateToken], _ index: Int) -> Clock? {
        for start in stride(from: index - 3, through: max(index - 9, 0), by: -1) where start >= 0 {
            guard isClock(tokens, start), case .number(_, let digits) = tokens[start].kind,
                digits <= 2,
                start == 0 || tokens[start - 1].kind != .mark(UInt8(ascii: ":")),
                let (after, clock) = time(tokens, start), after <= index
            else { continue }
            let isNear = tokens[after..<index].allSatisfy { token in
                switch token.kind {
                case .mark(let byte): ",|-(".utf8.contains(byte) || byte >= 0x80
                case .word(let word):
                    words.weekdays.contains(word) || words.clock.contains(word)
                case .number: false
                }
            }
            return isNear ? clock : nil
        }
        return nil
    }

    private func zone(_ tokens: [DateToken], _ start: Int) -> (Int, Int)? {
        var index = start
        if index < tokens.count, tokens[index].kind == .mark(UInt8(ascii: "(")) { index += 1 }
        guard index < tokens.count else { return nil }
        switch tokens[index].kind {
        case .word("z"): return (index + 1, 0)
        case .word(let word):
            guard let offset = words.zones[word] else { return nil }
            // GMT+2 and UTC+02:00
            if offset == 0, let (after, shift) = numericZone(tokens, index + 1) {
                return (after, shift)
            }
            return (index + 1, offset)
        case .mark: return numericZone(tokens, index)
        case .number: return nil
        }
    }

    private func numericZone(_ tokens: [DateToken], _ index: Int) -> (Int, Int)? {
        guard index + 1 < tokens.count, case .mark(let sign) = tokens[index].kind,
            sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-"),
            case .number(let value, let digits) = tokens[index + 1].kind,
            tokens[index + 1].start == tokens[index].end
        else { return nil }
        var next = index + 2
        var minutes = 0
        var hours = value
        if digits == 4 {
            hours = value / 100
            minutes = value % 100
        } else if digits <= 2 {
            if next + 1 < tokens.count, tokens[next].kind == .mark(UInt8(ascii: ":")),
                case .number(let rest, 2) = tokens[next + 1].kind
            {
                minutes = rest
                next += 2
            }
        } else {
            return nil
        }
        guard hours <= 14, minutes < 60 else { return nil }
        return (next, (hours * 3600 + minutes * 60) * (sign == UInt8(ascii: "+") ? 1 : -1))
    }
}
