extension DateReader {
    /// `/2024/06/14/`, `/2024-06-14-`, `/20240614/`, `-20240614.html`, `/2024/06/`, `/2024/jun/14/`; and whether
    /// the day is told by folders, one for the year, one for the month, one for the day.
    func dateInAddress(_ path: String) -> (date: NewsDate, isPath: Bool)? {
        let tokens = DateToken.tokens(path)
        var month: NewsDate?
        for index in tokens.indices {
            guard case .number(let value, let digits) = tokens[index].kind else { continue }
            func number(_ offset: Int) -> Int? {
                guard index + offset < tokens.count,
                    case .number(let value, let digits) = tokens[index + offset].kind,
                    digits <= 2
                else { return nil }
                return value
            }
            if digits == 8,
                let date = NewsDate(
                    year: value / 10_000, month: value / 100 % 100, day: value % 100),
                value > 19_950_101
            {
                return (date, false)
            }
            // 2024/0614/, 202406/14/, 2024/world/06/14/
            if let date = joinedFolders(tokens, index) ?? partedFolders(tokens, index) {
                return (date, false)
            }
            guard digits == 4, (1995...2100).contains(value), index + 2 < tokens.count,
                case .mark(let separator) = tokens[index + 1].kind, "/-_.".utf8.contains(separator)
            else { continue }
            var second = number(2)
            if second == nil, case .word(let word) = tokens[index + 2].kind {
                second = words.months[word]
            }
            guard let second else { continue }
            // 2024-06/14/
            let slash = DateToken.Kind.mark(UInt8(ascii: "/"))
            if index + 5 < tokens.count, separator == UInt8(ascii: "-"),
                tokens[index + 3].kind == slash, tokens[index + 5].kind == slash,
                case .number(let third, 2) = tokens[index + 4].kind,
                let date = NewsDate(year: value, month: second, day: third)
            {
                return (date, false)
            }
            if index + 4 < tokens.count, tokens[index + 3].kind == .mark(separator),
                let third = number(4),
                let date = NewsDate(year: value, month: second, day: third)
            {
                return (date, separator == UInt8(ascii: "/"))
            }
            if month == nil, separator == UInt8(ascii: "/") {
                month = NewsDate(year: value, month: second)
            }
        }
        return month.map { ($0, false) }
    }

    /// Month and day in one folder, or year and month: `/2024/0614/`, `/202406/14/`.
    private func joinedFolders(_ tokens: [DateToken], _ index: Int) -> NewsDate? {
        let slash = DateToken.Kind.mark(UInt8(ascii: "/"))
        guard index > 0, index + 3 < tokens.count,
            tokens[index - 1].kind == slash, tokens[index + 1].kind == slash,
            tokens[index + 3].kind == slash,
            case .number(let first, let digits) = tokens[index].kind,
            case .number(let second, let others) = tokens[index + 2].kind
        else { return nil }
        let (year, month, day): (Int, Int, Int)
        switch (digits, others) {
        case (4, 4): (year, month, day) = (first, second / 100, second % 100)
        case (6, 2): (year, month, day) = (first / 100, first % 100, second)
        default: return nil
        }
        return year < 1995 ? nil : NewsDate(year: year, month: month, day: day)
    }

    /// A section or two between the folders of year and month: `/2024/world/europe/06/14/`.
    private func partedFolders(_ tokens: [DateToken], _ index: Int) -> NewsDate? {
        let slash = DateToken.Kind.mark(UInt8(ascii: "/"))
        guard index > 0, index + 2 < tokens.count, tokens[index - 1].kind == slash,
            tokens[index + 1].kind == slash, case .number(let year, 4) = tokens[index].kind,
            year >= 1995, case .word = tokens[index + 2].kind
        else { return nil }
        for place in (index + 3)..<min(index + 10, tokens.count) {
            guard case .number(let month, 1...2) = tokens[place].kind else { continue }
            guard tokens[place - 1].kind == slash, place + 3 < tokens.count,
                tokens[place + 1].kind == slash, tokens[place + 3].kind == slash,
                case .number(let day, 1...2) = tokens[place + 2].kind
            else { return nil }
            return NewsDate(year: year, month: month, day: day)
        }
        return nil
    }

    /// A day with the year behind it, between strokes or as a whole word of the path: `/14-06-2024-`, `/14/06/2024/`.
    func reversedDateInAddress(_ path: String, order: Order) -> NewsDate? {
        let tokens = DateToken.tokens(path)
        for index in tokens.indices.dropLast(4) {
            guard case .number(let first, 1...2) = tokens[index].kind,
                case .number(let second, 1...2) = tokens[index + 2].kind,
                case .number(let year, 4) = tokens[index + 4].kind, year >= 1995,
                case .mark(let separator) = tokens[index + 1].kind, "/-_.".utf8.contains(separator),
                tokens[index + 3].kind == .mark(separator),
                index == 0 || !isNumber(tokens, index - 2)
            else { continue }
            let isMonthFirst = order == .monthFirst ? first <= 12 : second > 12
            return isMonthFirst
                ? NewsDate(year: year, month: first, day: second)
                : NewsDate(year: year, month: second, day: first)
        }
        return nil
    }

    private func isNumber(_ tokens: [DateToken], _ index: Int) -> Bool {
        guard tokens.indices.contains(index), case .number = tokens[index].kind else {
            return false
        }
        return true
    }
}
