/// Korean names: the many ways in which one is written in Latin letters.
///
/// Sources: the Revised Romanisation (2000), McCune-Reischauer (1939), the spelling of the DPRK.
extension NameMatcher {
    /// The likeness of two Korean names of people; nil where one of them is not Korean by its looks.
    func koreanScore(_ a: MatchableName, _ b: MatchableName) -> Float? {
        guard let x = koreanName(a), let y = koreanName(b) else { return nil }
        var best: Float = 0
        for one in x {
            for other in y where one.family & other.family != 0 {
                best = max(best, givenScore(one.given, other.given))
            }
        }
        return best
    }

    private struct KoreanName {
        /// The family names that are spelled so, one bit each.
        var family: UInt64
        var given: [UInt8]
    }

    /// Both readings of a name, the family name first or last.
    private func koreanName(_ name: MatchableName) -> [KoreanName]? {
        let tokens = name.tokens
        guard (1...3).contains(tokens.count) else { return nil }
        if name.hasHangul, tokens.count == 1 { return nil }
        guard tokens.count >= 2 else { return nil }
        var readings: [KoreanName] = []
        for family in [0, tokens.count - 1] {
            guard let group = words.korean[tokens[family].hash] else { continue }
            let rest = family == 0 ? 1..<tokens.count : 0..<tokens.count - 1
            guard rest.allSatisfy({ isKoreanWord(name, $0, single: rest.count == 1) }) else {
                continue
            }
            var given: [UInt8] = []
            // A single syllable before a family name is Chinese more often: Wang Li.
            if family > 0, syllables(name, rest) < 2 { continue }
            for index in rest {
                given += folded(name.sounds[Int(tokens[index].start)..<Int(tokens[index].end)])
            }
            readings.append(KoreanName(family: group, given: given))
        }
        return readings.isEmpty ? nil : readings
    }

    /// Syllables of Korean: at most three consonants of which none is f, v, z or r at the end.
    private func isKoreanWord(_ name: MatchableName, _ index: Int, single: Bool) -> Bool {
        let token = name.tokens[index]
        guard token.role != .initial, !token.isConsonantal else { return false }
        let word = name.sounds[Int(token.start)..<Int(token.end)]
        guard word.count <= (single ? 10 : 6) else { return false }
        let foreign = ["f", "v", "z", "Z", "T", "s"].map { sounds.sound(Character($0)) }
        guard let last = word.last, !foreign.contains(last), last != sounds.sound("r"),
            last != sounds.sound("d")
        else { return false }
        for (offset, sound) in word.enumerated() where foreign[0...4].contains(sound) {
            // "w" is a vowel of Korean: Won, Kwon.
            if sound == foreign[1], offset == 0 || !vowels[Int(word[word.startIndex + offset - 1])]
            {
                continue
            }
            return false
        }
        var run = 0
        var before: UInt8?
        for sound in word {
            run = vowels[Int(sound)] ? 0 : run + 1
            // No syllable ends in r.
            if run > 3 || run > 1 && before == sounds.sound("r") { return false }
            before = sound
        }
        return run < 2 || word.suffix(2).elementsEqual([sounds.sound("n"), sounds.sound("g")])
    }

    private func syllables(_ name: MatchableName, _ range: Range<Int>) -> Int {
        var count = 0
        var wasVowel = false
        for index in range {
            wasVowel = false
            for sound in name.sounds[Int(name.tokens[index].start)..<Int(name.tokens[index].end)] {
                let isVowel = vowels[Int(sound)]
                if isVowel, !wasVowel { count += 1 }
                wasVowel = isVowel
            }
        }
        return count
    }

    /// Sounds that Korean does not tell apart, or that its romanisations write in several ways.
    private func folded(_ word: ArraySlice<UInt8>) -> [UInt8] {
        let letter: (Character) -> UInt8 = { sounds.sound($0) }
        var out: [UInt8] = []
        for (offset, sound) in word.enumerated() {
            var sound = sound
            switch sound {
            case letter("g"), letter("q"), letter("c"): sound = letter("k")
            case letter("d"): sound = letter("t")
            case letter("b"): sound = letter("p")
            case letter("J"), letter("j"), letter("X"), letter("Z"), letter("T"):
                sound = letter("C")
            case letter("r"): sound = letter("l")
            case letter("v"): sound = letter("u")
            case letter("S"): sound = letter("s")
            default: break
            }
            // eo, eu: the second letter is the sound. ae: e.
            if let last = out.last, last == letter("e"),
                sound == letter("o") || sound == letter("u")
            {
                out.removeLast()
            }
            if offset > 0, sound == letter("h"), let last = out.last, !vowels[Int(last)] {
                continue
            }
            if out.last != sound { out.append(sound) }
        }
        return out
    }

    private func givenScore(_ a: [UInt8], _ b: [UInt8]) -> Float {
        a.withUnsafeBufferPointer { a in
            b.withUnsafeBufferPointer { b in
                let similarity = sounds.similarity(a, b, isConsonantal: false, least: 0)
                // The vowels of short syllables tell names apart; nothing else does.
                return 1 - 1.1 * (1 - similarity)
            }
        }
    }
}
