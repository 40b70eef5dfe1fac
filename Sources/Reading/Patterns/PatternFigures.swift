import Language
import Text

/// Figures: plain numbers, clocks, dates and numbers with a hyphen between.
extension PatternCellBuilder {
    func isDigit(_ byte: UInt8) -> Bool { byte &- 0x30 < 10 }

    /// A token of figures: one number, a clock, a date, or two with a hyphen between.
    mutating func number(_ token: Token, _ index: Int, _ flags: PatternCell.Flags) {
        var end = Int(token.end)
        let start = Int(token.start)
        let hasStop = token.flags.contains(.hasStop)
        if hasStop { end -= 1 }
        if joinThousands(start, end) { return }
        if let date = calendarDate(start, end) {
            append(
                token.start, token.end, index, -1, token.hash, Builtin.calendar.bit, flags,
                number: date)
            return
        }
        var hyphens = 0
        for position in start..<end where buffer[position] == 0x2D { hyphens += 1 }
        guard hyphens <= 1, end - start <= 20 else {
            gap(token, index, flags, isWord: false)
            return
        }
        var from = start
        while from < end {
            var to = from
            while to < end, buffer[to] != 0x2D { to += 1 }
            figure(
                from, to, index, from == start ? flags : [.hyphenBefore],
                hasStop: hasStop && to == end)
            from = to + 1
        }
        if hasStop { cells[cells.count - 1].end = token.end }
    }

    /// "1 000 000" with narrow or no-break spaces is one number; with plain ones where the language
    /// writes so.
    mutating func joinThousands(_ start: Int, _ end: Int) -> Bool {
        guard end - start == 3, let last = cells.last, last.mask & Builtin.int.bit != 0,
            last.number < 1e12, last.number >= 1
        else { return false }
        let gap = buffer[Int(last.end)..<start]
        guard
            gap.elementsEqual([0xC2, 0xA0]) || gap.elementsEqual([0xE2, 0x80, 0xAF])
                || gap.elementsEqual([0xE2, 0x80, 0x89])
                || lexicon.hasThousandsBlank && gap.elementsEqual([0x20])
                    && (last.end - last.start <= 3
                        || !buffer[Int(last.start)..<Int(last.end)].allSatisfy(isDigit))
        else { return false }
        var value = 0
        for position in start..<end {
            guard isDigit(buffer[position]) else { return false }
            value = value * 10 + Int(buffer[position] - 0x30)
        }
        cells[cells.count - 1].number = last.number * 1000 + Double(value)
        cells[cells.count - 1].mask = Builtin.int.bit
        cells[cells.count - 1].end = Int32(end)
        return true
    }

    /// One figure without hyphens.
    mutating func figure(
        _ start: Int, _ end: Int, _ index: Int, _ flags: PatternCell.Flags, hasStop: Bool
    ) {
        var groups = (0, 0, 0)
        var lengths = (0, 0, 0)
        var separator: UInt8 = 0
        var count = 1
        var isPlain = true
        for position in start..<end {
            let byte = buffer[position]
            if isDigit(byte) {
                let digit = Int(byte - 0x30)
                switch count {
                case 1:
                    groups.0 = min(groups.0 * 10 + digit, 1_000_000_000)
                    lengths.0 += 1
                case 2:
                    groups.1 = min(groups.1 * 10 + digit, 1_000_000_000)
                    lengths.1 += 1
                default:
                    groups.2 = min(groups.2 * 10 + digit, 1_000_000_000)
                    lengths.2 += 1
                }
            } else {
                if count == 3 || (separator != 0 && separator != byte) { isPlain = false }
                separator = byte
                count = min(count + 1, 3)
            }
        }
        var mask: ClassMask = 0
        var value = Double(groups.0)
        let decimalSign: UInt8 = lexicon.hasDecimalComma ? 0x2C : 0x2E
        if !isPlain {
            mask = 0
        } else if count == 1 {
            mask = plainMask(groups.0, lengths.0, hasStop: hasStop)
        } else if separator == 0x2F {
            if (1000...2199).contains(groups.0), lengths.1 == 2 || lengths.1 == 4, count == 2 {
                mask = Builtin.years.bit
                let last = lengths.1 == 4 ? groups.1 : groups.0 / 100 * 100 + groups.1
                value = Double(groups.0) * 10_000 + Double(last)
            } else if count == 2, lengths.0 <= 2, (1...12).contains(groups.0), lengths.1 == 4,
                (1900...2099).contains(groups.1)
            {
                mask = Builtin.calendarMonth.bit
                value = Double(groups.1 * 10_000 + groups.0 * 100)
            } else if count == 2, groups.1 > 0, groups.0 < groups.1, groups.1 <= 8 {
                joinFraction(Double(groups.0) / Double(groups.1), start, end, index, flags)
                return
            }
        } else if count == 2, lengths.1 == 2, groups.0 <= 24, groups.1 < 60,
            separator == 0x3A || separator == 0x2E
        {
            mask = separator == 0x3A ? Builtin.clock.bit : Builtin.clockPoint.bit
            if separator == decimalSign { mask |= Builtin.decimal.bit }
            value = Double(groups.0) + Double(groups.1) / 100
        } else if count == 2, separator == decimalSign {
            mask = Builtin.decimal.bit
            var scale = 1.0
            for _ in 0..<min(lengths.1, 9) { scale *= 10 }
            value = Double(groups.0) + Double(groups.1) / scale
        } else if separator != decimalSign, lengths.1 == 3, count == 2 || lengths.2 == 3 {
            mask = Builtin.int.bit
            value = Double(groups.0 * 1000 + groups.1)
            if count == 3 { value = value * 1000 + Double(groups.2) }
        }
        // "14.8.": a date without its year, or a clock at the end of a sentence.
        if isPlain, count == 2, separator == lexicon.shortDateSeparator, lengths.1 <= 2,
            (1...31).contains(groups.0), (1...12).contains(groups.1),
            end < buffer.count, buffer[end] == separator
        {
            mask |= Builtin.monthDay.bit
            if mask & Builtin.clockPoint.bit == 0 {
                value = Double(groups.0) + Double(groups.1) / 100
            }
        }
        append(
            Int32(start), Int32(end), index, -1, 0, mask, flags, number: value)
    }

    func plainMask(_ value: Int, _ length: Int, hasStop: Bool) -> ClassMask {
        var mask = hasStop ? Builtin.ordinal.bit : Builtin.int.bit
        if length <= 2 {
            if (1...31).contains(value) { mask |= Builtin.day.bit }
            if (1...12).contains(value) { mask |= Builtin.monthNumber.bit }
            if !hasStop, value <= 24 { mask |= Builtin.hour.bit }
            if !hasStop, length == 2 { mask |= Builtin.year2.bit }
            if !hasStop, length == 2, value < 60 { mask |= Builtin.minute.bit }
        }
        if length == 3, !hasStop { mask |= Builtin.oldYear.bit }
        if length == 4, !hasStop, (1000...2199).contains(value) { mask |= Builtin.year.bit }
        if length == 4, !hasStop, value / 100 < 24, value % 100 < 60 {
            mask |= Builtin.clockFigures.bit
        }
        if mask & Builtin.year.bit != 0, (1900...2099).contains(value), value % 100 != 0 {
            mask |= Builtin.recentYear.bit
        }
        return mask
    }

    /// "2 1/2" is one number.
    mutating func joinFraction(
        _ value: Double, _ start: Int, _ end: Int, _ index: Int, _ flags: PatternCell.Flags
    ) {
        if let last = cells.last, last.mask & Builtin.int.bit != 0, last.end + 1 == Int32(start) {
            cells[cells.count - 1].number += value
            cells[cells.count - 1].mask = Builtin.decimal.bit
            cells[cells.count - 1].end = Int32(end)
            return
        }
        append(
            Int32(start), Int32(end), index, -1, 0, Builtin.decimal.bit, flags, number: value)
    }

    /// Appends a date and the clock behind it ("2024-06-14T15:30:00"); false where it is no such word.
    mutating func dateAndClock(
        _ token: Token, _ index: Int, _ flags: PatternCell.Flags
    ) -> Bool {
        let (start, end) = (Int(token.start), Int(token.end))
        let clock = start + 11
        guard end >= clock + 5, end - start <= 32, isDigit(buffer[start]),
            buffer[clock - 1] == UInt8(ascii: "T"), buffer[clock + 2] == UInt8(ascii: ":"),
            let date = calendarDate(start, start + 10)
        else { return false }
        append(
            token.start, Int32(start + 10), index, -1, 0, Builtin.calendar.bit, flags, number: date)
        figure(clock, clock + 5, index, [], hasStop: false)
        cells[cells.count - 1].end = token.end
        return true
    }

    /// A date in figures as yyyymmdd; nil where no shape of the language fits.
    func calendarDate(_ start: Int, _ end: Int) -> Double? {
        guard end - start >= 6, end - start <= 10 else { return nil }
        for shape in lexicon.dateShapes where shape.fields.count == 3 {
            var values = [0, 0, 0]
            var lengths = [0, 0, 0]
            var field = 0
            var fits = true
            for position in start..<end {
                let byte = buffer[position]
                if isDigit(byte) {
                    values[field] = values[field] * 10 + Int(byte - 0x30)
                    lengths[field] += 1
                } else if byte == shape.separator, field < 2, lengths[field] > 0 {
                    field += 1
                } else {
                    fits = false
                    break
                }
            }
            guard fits, field == 2, lengths[2] > 0 else { continue }
            var (year, month, day) = (0, 0, 0)
            for (index, letter) in shape.fields.enumerated() {
                switch letter {
                case 0x59:
                    guard lengths[index] == 4 || (lengths[index] == 2 && index == 2) else {
                        fits = false
                        continue
                    }
                    year = values[index]
                    if lengths[index] == 2 { year += year < 50 ? 2000 : 1900 }
                case 0x4D:
                    month = values[index]
                    if lengths[index] > 2 { fits = false }
                default:
                    day = values[index]
                    if lengths[index] > 2 { fits = false }
                }
            }
            if fits, (1...12).contains(month), (1...31).contains(day), year > 0 {
                return Double(year * 10_000 + month * 100 + day)
            }
        }
        return nil
    }
}
