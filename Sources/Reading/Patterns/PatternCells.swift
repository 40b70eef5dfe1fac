import Language
import Text

/// A token, or a piece of one, as patterns see it. Of a run of tokens without a meaning in the
/// tables the first and the last are cells, and all between them are one.
struct PatternCell {
    struct Flags: OptionSet {
        let rawValue: UInt8
        /// White space stands before it.
        static let spaced = Flags(rawValue: 1)
        /// A hyphen inside the token stands before it.
        static let hyphenBefore = Flags(rawValue: 2)
        /// It is the second piece of a compound written as one word.
        static let piece = Flags(rawValue: 4)
        /// A paragraph begins here.
        static let paragraph = Flags(rawValue: 8)
        /// A dash.
        static let dash = Flags(rawValue: 16)
    }
    var start: Int32
    var end: Int32
    /// The first and the last token that it comes from.
    var token: Int32
    var entry: Int32
    var hash: UInt64
    var mask: ClassMask
    /// The value of a figure: a clock as hours and hundredths, a date as yyyymmdd.
    var number: Double
    var flags: Flags
}

/// Turns the tokens of a text into cells, in one pass.
struct PatternCellBuilder {
    typealias Builtin = PatternLexicon.Builtin
    let lexicon: PatternLexicon
    let buffer: UnsafeBufferPointer<UInt8>
    var cells: [PatternCell] = []

    init(lexicon: PatternLexicon, buffer: UnsafeBufferPointer<UInt8>, capacity: Int) {
        self.lexicon = lexicon
        self.buffer = buffer
        cells.reserveCapacity(capacity)
    }

    mutating func build(_ tokens: [Token]) {
        var index = 0
        while index < tokens.count {
            let token = tokens[index]
            let entry = lexicon.entry(of: token.hash)
            if entry >= 0 {
                index = known(tokens, index, entry)
                continue
            }
            let flags = flags(of: token)
            switch token.kind {
            case .number: number(token, index, flags)
            case .word:
                if !dateAndClock(token, index, flags), !split(token, index, flags) {
                    gap(token, index, flags, isWord: true)
                }
            case .dash:
                append(token.start, token.end, index, -1, token.hash, 0, flags.union(.dash))
            default: gap(token, index, flags, isWord: false)
            }
            index += 1
        }
    }

    private func flags(of token: Token) -> PatternCell.Flags {
        var flags: PatternCell.Flags = token.flags.contains(.spaceBefore) ? .spaced : []
        if token.flags.contains(.paragraphStart) { flags.insert(.paragraph) }
        return flags
    }

    mutating func append(
        _ start: Int32, _ end: Int32, _ token: Int, _ entry: Int32, _ hash: UInt64,
        _ mask: ClassMask,
        _ flags: PatternCell.Flags, number: Double = 0
    ) {
        cells.append(
            PatternCell(
                start: start, end: end, token: Int32(token), entry: entry, hash: hash, mask: mask,
                number: number, flags: flags))
    }

    /// A token that means nothing here. What stands inside a run of them becomes one cell.
    mutating func gap(
        _ token: Token, _ index: Int, _ flags: PatternCell.Flags, isWord: Bool
    ) {
        let count = cells.count
        if count >= 3, isGap(cells[count - 3]), isGap(cells[count - 2]), isGap(cells[count - 1]),
            !cells[count - 1].flags.contains(.paragraph)
        {
            cells[count - 2].mask = 0
            cells[count - 2].hash = 0
            cells[count - 2].end = cells[count - 1].end
            cells.removeLast()
        }
        append(
            token.start, token.end, index, -1, token.hash,
            isWord ? Builtin.word.bit | Builtin.any.bit : 0, flags)
    }

    private func isGap(_ cell: PatternCell) -> Bool {
        cell.entry < 0 && cell.mask & ~(Builtin.word.bit | Builtin.any.bit) == 0
            && !cell.flags.contains(.dash)
    }

    // MARK: Words

    /// Appends a word of the table, or the longest form that begins with it.
    private mutating func known(_ tokens: [Token], _ index: Int, _ first: Int32) -> Int {
        let token = tokens[index]
        var entry = first
        var last = index
        let flags = flags(of: token)
        if lexicon.heads[Int(entry)].mask & PatternLexicon.longerBit != 0 {
            for longer in lexicon.entries[Int(entry)].longer
            where index + longer.rest.count < tokens.count {
                var matches = true
                for (offset, hash) in longer.rest.enumerated()
                where tokens[index + 1 + offset].hash != hash {
                    matches = false
                    break
                }
                if matches {
                    entry = longer.entry
                    last = index + longer.rest.count
                    break
                }
            }
        }
        word(
            entry, token.start, tokens[last].end, index, hash: last == index ? token.hash : 0,
            isCapitalised: token.isCapitalised, flags)
        return last + 1
    }

    /// Appends an entry: its pieces, or itself, joined with a numeral before it.
    private mutating func word(
        _ index: Int32, _ start: Int32, _ end: Int32, _ token: Int, hash: UInt64,
        isCapitalised: Bool, _ flags: PatternCell.Flags
    ) {
        let head = lexicon.heads[Int(index)]
        var mask = isCapitalised ? head.mask : head.lowerMask
        mask &= ~PatternLexicon.longerBit
        guard !head.isCompound || mask & ~PatternLexicon.literalBit != 0 else {
            for (offset, piece) in lexicon.entries[Int(index)].pieces.enumerated() {
                append(
                    start, end, token, piece, 0, lexicon.heads[Int(piece)].mask,
                    offset == 0 ? flags : [.piece])
            }
            return
        }
        if mask & Builtin.number.bit != 0, joinNumeral(index, end, flags) { return }
        append(start, end, token, index, hash, mask | Builtin.any.bit, flags)
    }

    /// "twenty" + "four", "nineteen" + "ninety-seven", "two" + "hundred": one number.
    private mutating func joinNumeral(_ index: Int32, _ end: Int32, _ flags: PatternCell.Flags)
        -> Bool
    {
        guard let last = cells.last, last.mask & Builtin.number.bit != 0, last.entry != -2,
            !flags.contains(.paragraph)
        else { return false }
        let before = last.entry >= 0 ? value(of: last, Builtin.number.rawValue) : last.number
        let next = value(ofEntry: index, Builtin.number.rawValue)
        guard before > 0, next > 0, before == before.rounded(), before < 1e6 else { return false }
        let sum: Double
        if next < 10, before >= 20, before.truncatingRemainder(dividingBy: 10) == 0 {
            sum = before + next
        } else if next >= 100, before < 100, next == 100 || next >= 1000 {
            sum = before * next
        } else if before >= 100, before.truncatingRemainder(dividingBy: 100) == 0, next < 100 {
            sum = before + next
        } else if (13...20).contains(before), (10..<100).contains(next) {
            sum = before * 100 + next
        } else {
            return false
        }
        cells[cells.count - 1].entry = -1
        cells[cells.count - 1].number = sum
        cells[cells.count - 1].end = end
        cells[cells.count - 1].hash = 0
        cells[cells.count - 1].mask = Builtin.number.bit
        if (1100...2100).contains(sum) { cells[cells.count - 1].mask |= Builtin.year.bit }
        if (1901...2099).contains(sum), sum != 2000 {
            cells[cells.count - 1].mask |= Builtin.recentYear.bit
        }
        return true
    }

    /// Takes apart what is joined by hyphens or begins with figures ("three-year", "1990er",
    /// "20-minütigen"). False where no piece has a meaning.
    private mutating func split(_ token: Token, _ index: Int, _ flags: PatternCell.Flags) -> Bool {
        let (start, end) = (Int(token.start), Int(token.end))
        let firstIsDigit = isDigit(buffer[start])
        var hyphen = -1
        if end - start <= 40 {
            for position in (start + 1)..<max(start + 1, end) where buffer[position] == 0x2D {
                hyphen = position
                break
            }
        }
        guard firstIsDigit || hyphen > 0 else { return false }
        let count = cells.count
        var hasMeaning = false
        var lastIsKnown = true
        var from = start
        while from < end {
            var to = from
            while to < end, buffer[to] != 0x2D { to += 1 }
            var pieceFlags: PatternCell.Flags = from == start ? flags : [.hyphenBefore]
            var digits = from
            while digits < to, isDigit(buffer[digits]) { digits += 1 }
            // "11.45pm"
            if digits > from, digits + 3 < to, buffer[digits] == 0x2E || buffer[digits] == 0x3A,
                isDigit(buffer[digits + 1]), isDigit(buffer[digits + 2]),
                !isDigit(buffer[digits + 3])
            {
                digits += 3
            }
            if digits > from, lastIsKnown {
                figure(from, digits, index, pieceFlags, hasStop: false)
                hasMeaning = true
                pieceFlags = []
            } else {
                digits = from
            }
            if digits < to {
                let hash = foldedHash(buffer: UnsafeBufferPointer(rebasing: buffer[digits..<to]))
                let entry = lexicon.entry(of: hash)
                lastIsKnown = entry >= 0
                if entry >= 0 {
                    hasMeaning = true
                    word(
                        entry, Int32(digits), Int32(to), index, hash: hash,
                        isCapitalised: isUppercase(UInt32(buffer[digits]))
                            || buffer[digits] == 0xC3,
                        pieceFlags)
                } else {
                    append(
                        Int32(digits), Int32(to), index, -1, hash,
                        Builtin.word.bit | Builtin.any.bit, pieceFlags)
                }
            }
            from = to + 1
        }
        if !hasMeaning { cells.removeLast(cells.count - count) }
        return hasMeaning
    }

    // MARK: Values

    func value(of cell: PatternCell, _ wordClass: UInt8) -> Double {
        lexicon.value(of: cell, wordClass)
    }

    private func value(ofEntry entry: Int32, _ wordClass: UInt8) -> Double {
        lexicon.value(ofEntry: entry, wordClass)
    }
}

extension PatternLexicon {
    /// What a cell stands for in one of its classes.
    func value(of cell: PatternCell, _ wordClass: UInt8) -> Double {
        if cell.entry >= 0 { return value(ofEntry: cell.entry, wordClass) }
        if wordClass == Builtin.clock.rawValue || wordClass == Builtin.clockPoint.rawValue {
            let hours = cell.number.rounded(.down)
            return hours * 60 + ((cell.number - hours) * 100).rounded()
        }
        if wordClass == Builtin.clockFigures.rawValue {
            let figures = Int(cell.number)
            return Double(figures / 100 * 60 + figures % 100)
        }
        if wordClass == Builtin.monthDay.rawValue {
            let day = cell.number.rounded(.down)
            return ((cell.number - day) * 100).rounded() * 100 + day
        }
        return cell.number
    }

    func value(ofEntry entry: Int32, _ wordClass: UInt8) -> Double {
        entries[Int(entry)].senses.first { $0.wordClass == wordClass }?.value ?? 0
    }
}
