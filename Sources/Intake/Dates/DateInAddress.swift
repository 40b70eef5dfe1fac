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
            guard digits == 4, (1995...2100).contains(value), index + 2 < tokens.count,
                case .mark(let separator) = tokens[index + 1].kind, "/-_.".utf8.contains(separator)
            else { continue }
            var second = number(2)
            if second == nil, case .word(let word) = tokens[index + 2].kind {
                second = words.months[word]
            }
            guard let second else { continue }
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
}
