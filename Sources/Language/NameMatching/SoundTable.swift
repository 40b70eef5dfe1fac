import Text

/// The sounds of names, and what it costs to take one for another: `spelling.tsv` and `costs.tsv`.
///
/// A sound is a small number; the letters that stand for them are those of the tables. The distance is the
/// weighted edit distance of Damerau and Levenshtein with the costs of the table (Wagner and Fischer 1974,
/// Lowrance and Wagner 1975).
struct SoundTable: Sendable {
    /// A row of the spelling rules: what is written, and how it sounds.
    private struct Rule: Sendable {
        var spelling: [UInt8]
        var sounds: [UInt8]
    }

    static let letters = Array("aeiouwyWYjbcdfghklmnpqrstvzCSJZTHX".utf8)
    static let count = 40
    static let longestToken = 28
    /// What two sounds in the wrong order cost, in hundredths.
    private static let transposition: Int32 = 20

    /// Rules by the first letter of their spelling, longest first.
    private var rules = [[Rule]](repeating: [], count: 128)
    private let soundOfLetter: [UInt8]
    /// In hundredths.
    let drop: [UInt8]
    private(set) var pair: [UInt8]
    /// What a missing sound costs where one side is written without vowels.
    let consonantalDrop: [UInt8]
    /// What it costs at least that a sound is in one word alone: it is dropped, or taken for another.
    private let leastChange: [UInt8]
    private let consonantalChange: [UInt8]

    init(spelling: DataFile, costs: DataFile) throws {
        var soundOfLetter = [UInt8](repeating: 255, count: 128)
        for (index, letter) in Self.letters.enumerated() {
            soundOfLetter[Int(letter)] = UInt8(index)
        }
        self.soundOfLetter = soundOfLetter
        func sounds(_ text: Substring, _ file: DataFile, _ line: Int) throws -> [UInt8] {
            try text.utf8.map { letter in
                guard letter < 128, soundOfLetter[Int(letter)] < 255 else {
                    throw DataError.malformed(
                        path: file.path, line: line, expected: "letters that stand for sounds")
                }
                return soundOfLetter[Int(letter)]
            }
        }
        for line in spelling.lines {
            let fields = line.text.split(separator: "\t")
            guard fields.count == 2 else {
                throw DataError.malformed(
                    path: spelling.path, line: line.number, expected: "sounds, tab, spellings")
            }
            let value = try sounds(fields[0], spelling, line.number)
            for form in fields[1].utf8.split(separator: 32) {
                guard let first = form.first, form.allSatisfy({ $0 < 128 }) else { continue }
                rules[Int(first)].append(Rule(spelling: Array(form), sounds: value))
            }
        }
        for letter in rules.indices { rules[letter].sort { $0.spelling.count > $1.spelling.count } }

        var drop = [UInt8](repeating: 100, count: Self.count)
        var pair = [UInt8](repeating: 100, count: Self.count * Self.count)
        for sound in 0..<Self.count { pair[sound * Self.count + sound] = 0 }
        for line in costs.lines {
            let fields = line.text.split(separator: "\t")
            guard fields.count == 3, let cost = UInt8(fields[1]), cost <= 100 else {
                throw DataError.malformed(
                    path: costs.path, line: line.number, expected: "drop or pair, cost, sounds")
            }
            for group in fields[2].split(separator: " ") {
                let group = try sounds(group, costs, line.number)
                if fields[0] == "drop" {
                    for sound in group { drop[Int(sound)] = cost }
                    continue
                }
                for a in group {
                    for b in group where a != b { pair[Int(a) * Self.count + Int(b)] = cost }
                }
            }
        }
        self.drop = drop
        self.pair = pair
        var consonantal = drop
        for vowel in "aeiouj".utf8 { consonantal[Int(soundOfLetter[Int(vowel)])] = 6 }
        consonantalDrop = consonantal
        func changes(_ drop: [UInt8]) -> [UInt8] {
            (0..<Self.count).map { sound in
                (0..<Self.count).reduce(drop[sound]) {
                    $1 == sound ? $0 : min($0, pair[sound * Self.count + $1])
                }
            }
        }
        leastChange = changes(drop)
        consonantalChange = changes(consonantal)
    }

    /// The sound that a letter of the tables stands for.
    func sound(_ letter: Character) -> UInt8 { soundOfLetter[Int(letter.asciiValue ?? 0)] }

    /// Appends the sounds of a word that is written in the letters of `spelling.tsv`.
    func append(_ spelling: ArraySlice<UInt8>, to sounds: inout [UInt8]) {
        let start = sounds.count
        var index = spelling.startIndex
        scan: while index < spelling.endIndex {
            let letter = Int(spelling[index])
            for rule in rules[letter] where rule.spelling.count <= spelling.endIndex - index {
                var matches = true
                for offset in rule.spelling.indices
                where spelling[index + offset] != rule.spelling[offset] {
                    matches = false
                    break
                }
                guard matches else { continue }
                for sound in rule.sounds { push(sound, start, &sounds) }
                index += rule.spelling.count
                continue scan
            }
            if soundOfLetter[letter] < 255 { push(soundOfLetter[letter], start, &sounds) }
            index += 1
        }
    }

    @inline(__always)
    private func push(_ sound: UInt8, _ start: Int, _ sounds: inout [UInt8]) {
        if sounds.count == start || sounds[sounds.count - 1] != sound { sounds.append(sound) }
    }

    /// How like two words sound, 0 to 1.
    /// - Parameters:
    ///   - isConsonantal: one of the two is written without short vowels.
    ///   - least: what is less alike counts as 0; most words are told apart by their first sounds.
    /// - Complexity: O(a·b), both at most `longestToken`.
    func similarity(
        _ a: UnsafeBufferPointer<UInt8>, _ b: UnsafeBufferPointer<UInt8>, isConsonantal: Bool,
        least: Float
    ) -> Float {
        let n = min(a.count, Self.longestToken)
        let m = min(b.count, Self.longestToken)
        guard n > 0, m > 0 else { return 0 }
        if n == m, (0..<n).allSatisfy({ a[$0] == b[$0] }) { return 1 }
        if max(n, m) > 2 * min(n, m) + 3 { return 0 }
        let longest = Float(max(n, m))
        // A sound of a short word says more than one of a long word.
        let weight: Float = longest <= 4 ? 1.9 : longest <= 6 ? 1.25 : 1
        let most = (1 - least) / weight * longest * 100 + 1
        // The longer one has sounds that the other has not.
        let surplus =
            n > m
            ? (n - m) * leastDrop(a, n, isConsonantal) : (m - n) * leastDrop(b, m, isConsonantal)
        guard Float(surplus) <= most, Float(leastCost(a, n, b, m, isConsonantal)) <= most,
            let cost = distance(a, n, b, m, isConsonantal, most: Int32(most))
        else { return 0 }
        let share = Float(cost) / 100 / longest
        let similarity = max(0, 1 - share * weight)
        return similarity < least ? 0 : similarity
    }

    /// The least that a sound of a word costs where it is missing.
    private func leastDrop(
        _ word: UnsafeBufferPointer<UInt8>, _ length: Int, _ isConsonantal: Bool
    ) -> Int {
        (isConsonantal ? consonantalDrop : drop).withUnsafeBufferPointer { drop in
            var least: UInt8 = 255
            for index in 0..<length { least = min(least, drop[Int(word[index])]) }
            return Int(least)
        }
    }

    /// What the sounds cost at least that only one of two words has: it tells most words apart without a look at
    /// their order.
    private func leastCost(
        _ a: UnsafeBufferPointer<UInt8>, _ n: Int, _ b: UnsafeBufferPointer<UInt8>, _ m: Int,
        _ isConsonantal: Bool
    ) -> Int {
        var inA: UInt64 = 0
        var inB: UInt64 = 0
        for index in 0..<n { inA |= 1 << UInt64(a[index]) }
        for index in 0..<m { inB |= 1 << UInt64(b[index]) }
        return (isConsonantal ? consonantalChange : leastChange).withUnsafeBufferPointer { change in
            func cost(_ sounds: UInt64) -> Int {
                var cost = 0
                var rest = sounds
                while rest != 0 {
                    cost += Int(change[rest.trailingZeroBitCount])
                    rest &= rest - 1
                }
                return cost
            }
            // One exchange can stand for a sound of each.
            return max(cost(inA & ~inB), cost(inB & ~inA))
        }
    }

    /// Nil where it is more than `most`: no way leads below the smallest of two rows.
    private func distance(
        _ a: UnsafeBufferPointer<UInt8>, _ n: Int, _ b: UnsafeBufferPointer<UInt8>, _ m: Int,
        _ isConsonantal: Bool, most: Int32
    ) -> Int? {
        withUnsafeTemporaryAllocation(of: Int32.self, capacity: 3 * (m + 1)) { rows in
            let drops = isConsonantal ? consonantalDrop : drop
            return drops.withUnsafeBufferPointer { drop in
                pair.withUnsafeBufferPointer { pair in
                    var (older, before, now) = (2 * (m + 1), 0, m + 1)
                    rows[0] = 0
                    for j in 1...m { rows[j] = rows[j - 1] + Int32(drop[Int(b[j - 1])]) }
                    var leastBefore: Int32 = 0
                    for i in 1...n {
                        let x = Int(a[i - 1])
                        let dropX = Int32(drop[x])
                        rows[now] = rows[before] + dropX
                        var least = rows[now]
                        for j in 1...m {
                            let y = Int(b[j - 1])
                            let exchange = rows[before + j - 1] + Int32(pair[x * Self.count + y])
                            let left = rows[now + j - 1] + Int32(drop[y])
                            var best = min(exchange, min(left, rows[before + j] + dropX))
                            // Two sounds in the other order.
                            if i > 1, j > 1, x == Int(b[j - 2]), y == Int(a[i - 2]), x != y {
                                best = min(best, rows[older + j - 2] + Self.transposition)
                            }
                            rows[now + j] = best
                            least = min(least, best)
                        }
                        if min(least, leastBefore) > most { return nil }
                        leastBefore = least
                        (older, before, now) = (before, now, older)
                    }
                    return Int(rows[before + m])
                }
            }
        }
    }
}
