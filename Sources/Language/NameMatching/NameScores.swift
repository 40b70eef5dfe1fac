extension NameMatcher {
    // MARK: People

    /// A middle name more is no difference; where both names have a word that the other lacks, they are two.
    func personScore(_ a: MatchableName, _ b: MatchableName) -> Float {
        if a.sounds == b.sounds, a.generation == b.generation || a.generation * b.generation == 0 {
            return a.generation == b.generation ? 1 : 0.94
        }
        let alignment = align(a, b, least: 0.7)
        var sum: Float = 0
        var weight: Float = 0
        var worst: Float = 1
        var full = 0
        var initials = 0
        for pair in alignment.pairs {
            if pair.isInitial {
                initials += 1
                continue
            }
            let share = max(heavy(a, pair.a), heavy(b, pair.b))
            guard share > 0.2 else { continue }
            full += max(
                pair.a.count { isFull(a.tokens[$0]) }, pair.b.count { isFull(b.tokens[$0]) })
            // What is only half alike is another word more often than another spelling.
            let likeness = adjusted(pair, a, b)
            let similarity = likeness - 1.5 * max(0, 0.88 - likeness)
            sum += share * similarity
            weight += share
            worst = min(worst, similarity)
        }
        let freeA = free(a, alignment.freeA)
        let freeB = free(b, alignment.freeB)
        guard weight > 0 else { return 0.1 }
        var score = sum / weight - 0.55 * (sum / weight - worst)
        let matched = full + initials
        if freeA.full > 0, freeB.full > 0 {
            score *= 0.7
        } else if freeA.initials > 0, freeB.initials > 0 {
            score *= 0.75
        } else if freeA.full + freeB.full > 0 {
            // A single name is too little to know a person by.
            if matched < 2 { return min(score, 1) * 0.6 }
            score -= (worst < 0.95 ? 0.045 : 0.025) * Float(freeA.full + freeB.full)
        } else if matched < 2, a.tokens.count != b.tokens.count, freeA.all + freeB.all > 0 {
            score -= 0.03
        }
        if initials > 0 { score -= full > 1 ? 0.03 : 0.1 }
        if full == 0 { score *= 0.6 }
        score -= 0.01 * Float(freeA.light + freeB.light)
        if a.generation != b.generation {
            score *= a.generation * b.generation != 0 ? 0.6 : 0.93
        }
        return score
    }

    private func isFull(_ token: MatchableName.Token) -> Bool {
        token.role != .particle && token.role != .title && token.role != .stop
    }

    private func heavy(_ name: MatchableName, _ range: Range<Int>) -> Float {
        range.reduce(0) { $0 + name.tokens[$1].weight }
    }

    private func free(
        _ name: MatchableName, _ bits: UInt32
    ) -> (full: Int, light: Int, initials: Int, all: Int) {
        var full = 0
        var light = 0
        var initials = 0
        for index in name.tokens.indices where bits & (1 << UInt32(index)) != 0 {
            if isFull(name.tokens[index]), name.tokens[index].role != .initial {
                full += 1
            } else {
                light += 1
                if name.tokens[index].role == .initial { initials += 1 }
            }
        }
        return (full, light, initials, full + light)
    }

    /// What two words that sound alike nevertheless tell apart: the sex of who is named so ("Ivanov", "Ivanova"),
    /// and the full vowels of East Slavic names ("Volodymyr", "Vladimir").
    private func adjusted(
        _ pair: NameAlignment.Pair, _ a: MatchableName, _ b: MatchableName
    ) -> Float {
        guard pair.similarity < 1, pair.similarity > 0.8, pair.a.count == 1, pair.b.count == 1
        else { return pair.similarity }
        let x = a.tokens[pair.a.lowerBound]
        let y = b.tokens[pair.b.lowerBound]
        guard !x.isConsonantal, !y.isConsonantal else { return pair.similarity }
        let wordA = a.sounds[Int(x.start)..<Int(x.end)]
        let wordB = b.sounds[Int(y.start)..<Int(y.end)]
        let (short, long) = wordA.count < wordB.count ? (wordA, wordB) : (wordB, wordA)
        let (ofWomen, open, ofMen) = (sounds.sound("a"), sounds.sound("e"), sounds.sound("o"))
        if short.count >= 3, long.count == short.count + 1, long.last == ofWomen,
            long.starts(with: short),
            !vowels[Int(short[short.endIndex - 1])] || short.last == open
        {
            return min(pair.similarity, 0.76)
        }
        // "Mario", "Maria"
        if short.count >= 3, long.count == short.count,
            short.dropLast().elementsEqual(long.dropLast()),
            let x = short.last, let y = long.last,
            (x == ofWomen && y == ofMen) || (x == ofMen && y == ofWomen)
        {
            return min(pair.similarity, 0.76)
        }
        if hasFullVowels(long, short) || hasFullVowels(short, long) {
            return min(pair.similarity, 0.7)
        }
        return pair.similarity
    }

    /// Whether `full` has o-l-o or o-r-o where `other` has l-a or r-a.
    private func hasFullVowels(_ full: ArraySlice<UInt8>, _ other: ArraySlice<UInt8>) -> Bool {
        let o = sounds.sound("o")
        let liquids = [sounds.sound("l"), sounds.sound("r")]
        guard full.count > 3, other.count > 2 else { return false }
        for index in full.startIndex + 1..<full.endIndex - 2
        where full[index] == o && full[index + 2] == o && liquids.contains(full[index + 1]) {
            let place = other.startIndex + (index - full.startIndex)
            if place + 1 < other.endIndex, other[place] == full[index + 1],
                other[place + 1] == sounds.sound("a")
            {
                return true
            }
        }
        return false
    }

    // MARK: Companies

    /// Every word of a company's name counts; generic ones less. Numbers and classes of legal forms must agree.
    func companyScore(_ a: MatchableName, _ b: MatchableName) -> Float {
        if a.numbers != b.numbers {
            // A number that only one of them names.
            return a.numbers.isEmpty || b.numbers.isEmpty ? 0.5 : 0.3
        }
        var score = coverage(a, b)
        if score < 0.8, isAcronym(a, of: b) || isAcronym(b, of: a) { score = 0.84 }
        if a.legal != 0, b.legal != 0, a.legal & b.legal == 0 { score -= 0.25 }
        return score
    }

    private func coverage(_ a: MatchableName, _ b: MatchableName) -> Float {
        if a.sounds == b.sounds { return 1 }
        let alignment = align(a, b, least: 0.72)
        var matched: Float = 0
        var worst: Float = 1
        for pair in alignment.pairs {
            let share = heavy(a, pair.a) + heavy(b, pair.b)
            let similarity = pair.isInitial ? 0.8 : pair.similarity
            // A likeness of two thirds is hardly any between words of a company.
            matched += share * (1 - 2.2 * (1 - similarity))
            if share > 1 { worst = min(worst, similarity) }
        }
        let lengthA = heavy(a, 0..<a.tokens.count)
        let lengthB = heavy(b, 0..<b.tokens.count)
        guard lengthA + lengthB > 0 else { return 1 }
        var score = matched / (lengthA + lengthB)
        let missingA = missing(a, alignment.freeA)
        let missingB = missing(b, alignment.freeB)
        // Each has a word of its own: two companies of one family.
        if missingA > 0.5, missingB > 0.5 { score -= 0.15 }
        return score
    }

    private func missing(_ name: MatchableName, _ bits: UInt32) -> Float {
        var weight: Float = 0
        for index in name.tokens.indices where bits & (1 << UInt32(index)) != 0 {
            weight += name.tokens[index].weight
        }
        return weight
    }

    /// Whether a word of capitals is made of the first letters of a name.
    private func isAcronym(_ short: MatchableName, of long: MatchableName) -> Bool {
        short.acronym.count >= 3 && long.initials.contains(short.acronym)
    }

    // MARK: Vessels

    /// All words of a ship's name must be there, and its numbers.
    func vesselScore(_ a: MatchableName, _ b: MatchableName) -> Float {
        guard a.numbers == b.numbers else { return 0.4 }
        if a.sounds == b.sounds { return 1 }
        let alignment = align(a, b, least: 0.75)
        var sum: Float = 0
        var weight: Float = 0
        var worst: Float = 1
        for pair in alignment.pairs {
            let share = heavy(a, pair.a) + heavy(b, pair.b)
            guard share > 0.2 else { continue }
            let similarity = pair.isInitial ? 0.7 : pair.similarity
            sum += share * similarity
            weight += share
            worst = min(worst, similarity)
        }
        let total = heavy(a, 0..<a.tokens.count) + heavy(b, 0..<b.tokens.count)
        guard total > 0.2 else { return a.numbers.isEmpty ? 0.5 : 1 }
        let lost = missing(a, alignment.freeA) + missing(b, alignment.freeB)
        let mean = weight > 0 ? sum / weight : 0
        return (mean - 0.5 * (mean - worst)) * weight / total - (lost > 0.5 ? 0.1 : 0)
    }
}
