/// Times of day beside a date, and zones.
extension DateReader {
    struct Clock {
        var seconds: Int
        var hasSeconds = false
        var offset: Int?
    }

    /// Whether a number is the hour of a time with a colon.
    func isClock(_ tokens: [DateToken], _ index: Int) -> Bool {
        index + 2 < tokens.count && tokens[index + 1].kind == .mark(UInt8(ascii: ":"))
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

    /// A time of day behind a date: `T10:30`, `, 10.30 Uhr`, `um 10 Uhr`, `at 3:05 p.m. EDT`.
    func time(_ tokens: [DateToken], _ start: Int) -> (Int, Clock)? {
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
    func timeBefore(_ tokens: [DateToken], _ index: Int) -> Clock? {
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
