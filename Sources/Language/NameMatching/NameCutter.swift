import Text

/// Cuts a name into words and turns them into sounds.
struct NameCutter {
    struct Word {
        /// In the letters that `spelling.tsv` reads.
        var spelling: [UInt8] = []
        var sounds: [UInt8] = []
        /// Of the spelling.
        var hash: UInt64 = 0
        var letters = 0
        var number: Int32?
        var isHangul = false
        /// Written in a script without short vowels.
        var isArabic = false
        var isCapitals = false
        /// A single letter, or several that full stops join.
        var isInitials = false
    }

    let romaniser: Romaniser
    let sounds: SoundTable
    /// What stands behind it is no part of a name.
    private static let longestName = 400

    /// - Parameter joinsInitials: "S.A." and "M/V" are one word.
    /// - Complexity: O(n).
    func cut(_ name: String, joinsInitials: Bool) -> [Word] {
        let (scalars, isUkrainian) = letters(of: name)
        var words: [Word] = []
        words.reserveCapacity(6)
        var index = 0
        var mark: UInt32 = 0x20
        while index < scalars.count {
            guard romaniser.script(scalars[index]) != .none else {
                mark = scalars[index]
                if mark == 0x26 {  // &
                    words.append(Word(spelling: [0x26], hash: foldedHash([0x26]), letters: 1))
                }
                index += 1
                continue
            }
            // A family name of one Han character stands first.
            let end = index + (romaniser.script(scalars[index]) == .han && words.isEmpty ? 1 : 28)
            var word = self.word(scalars, &index, limit: end, isUkrainian)
            if word.isArabic, let rest = withoutArticle(word) {
                words.append(finished(Word(spelling: Array("al".utf8), letters: 2)))
                word = rest
            }
            if joinsInitials, mark == 0x2E || mark == 0x2F, word.letters <= 2, word.number == nil,
                let last = words.last, last.isInitials, last.letters < 6
            {
                word.spelling = last.spelling + word.spelling
                word.letters += last.letters
                word.isInitials = true
                word.isCapitals = last.isCapitals && word.isCapitals
                words.removeLast()
            }
            if !word.spelling.isEmpty { words.append(finished(word)) }
            mark = 0x20
        }
        return words
    }

    /// The letters of a name without marks that stand on them.
    private func letters(of name: String) -> (scalars: [UInt32], isUkrainian: Bool) {
        var scalars: [UInt32] = []
        scalars.reserveCapacity(name.utf8.count)
        var isUkrainian = false
        for scalar in name.unicodeScalars {
            let value = scalar.value
            if (0x300...0x36F).contains(value) || (0x64B...0x65F).contains(value) { continue }
            let low = lowercased(value)
            // і ї є ґ are letters of Ukrainian and not of Russian.
            if low == 0x456 || low == 0x457 || low == 0x454 || low == 0x491 { isUkrainian = true }
            scalars.append(value)
            if scalars.count == Self.longestName { break }
        }
        return (scalars, isUkrainian)
    }

    private func word(
        _ scalars: [UInt32], _ index: inout Int, limit: Int, _ isUkrainian: Bool
    ) -> Word {
        let script = romaniser.script(scalars[index])
        var word = Word()
        word.spelling.reserveCapacity(16)
        word.isCapitals = script == .latin || script == .cyrillic || script == .greek
        let first = index
        while index < min(scalars.count, limit) {
            let scalar = scalars[index]
            let kind = romaniser.script(scalar)
            if kind == .none {
                // An apostrophe inside a word is no border.
                guard Self.isApostrophe(scalar), index > first else { break }
                index += 1
                continue
            }
            // Figures and Han characters stand apart.
            if (kind == .digit) != (script == .digit) || (kind == .han) != (script == .han) {
                break
            }
            word.letters += 1
            if kind == .digit {
                word.spelling.append(UInt8(48 + Self.digit(scalar)))
                index += 1
                continue
            }
            let low = lowercased(scalar)
            if low == scalar { word.isCapitals = false }
            let next =
                index + 1 < scalars.count && romaniser.script(scalars[index + 1]) == kind
                ? lowercased(scalars[index + 1]) : nil
            let taken = romaniser.append(
                low, next: next, isUkrainian: isUkrainian, to: &word.spelling)
            index += taken
        }
        if script == .digit {
            word.number = word.spelling.prefix(8).reduce(0) { $0 * 10 + Int32($1 - 48) }
        }
        word.isHangul = script == .hangul
        word.isArabic = script == .arabic
        word.isInitials = word.letters == 1 && script != .hangul && script != .han
        return word
    }

    private func finished(_ word: Word) -> Word {
        var word = word
        word.hash = foldedHash(word.spelling)
        if word.number == nil { sounds.append(word.spelling[...], to: &word.sounds) }
        return word
    }

    /// The article is written together with its word in Arabic.
    private func withoutArticle(_ word: Word) -> Word? {
        guard word.letters >= 5, word.spelling.starts(with: "al".utf8) else { return nil }
        var rest = word
        rest.spelling.removeFirst(2)
        rest.letters -= 2
        return rest
    }

    private static func isApostrophe(_ scalar: UInt32) -> Bool {
        scalar == 0x27 || scalar == 0x2019 || scalar == 0x2018 || scalar == 0x60
            || scalar == 0x2BC || scalar == 0x2BF || scalar == 0xB4
    }

    private static func digit(_ scalar: UInt32) -> UInt32 {
        switch scalar {
        case 0x660...0x669: scalar - 0x660
        case 0x6F0...0x6F9: scalar - 0x6F0
        default: scalar - 0x30
        }
    }
}
