import Text

/// Says whether two names are the name of one person, company or vessel: across scripts, spellings, orders of words,
/// and legal forms. By rule: no list of names stands behind it.
///
/// A name is turned into sounds (`SoundTable`) whatever script it is written in; words are paired by how like they
/// sound, and what is left over decides: a middle name more is no difference, two given names that differ are.
public struct NameMatcher: Sendable {
    /// What a comparison gives.
    public struct Result: Hashable, Sendable {
        /// 0 to 1; from 0.5 on the names are taken as the same.
        public var score: Double
        public var isSame: Bool { score >= 0.5 }
    }

    let sounds: SoundTable
    let romaniser: Romaniser
    let words: NameWords
    /// Sounds that rules below look for.
    let vowels: [Bool]

    /// Reads the folder `matching` of the language data.
    /// - Throws: `DataError` where a table is missing or malformed.
    public init(dataRoot: String) throws {
        let folder = dataRoot + "/matching"
        let sounds = try SoundTable(
            spelling: DataFile(folder + "/spelling.tsv"), costs: DataFile(folder + "/costs.tsv"))
        let romaniser = try Romaniser(folder: folder)
        self.sounds = sounds
        self.romaniser = romaniser
        var vowels = [Bool](repeating: false, count: SoundTable.count)
        for letter in "aeioujWY" { vowels[Int(sounds.sound(letter))] = true }
        self.vowels = vowels
        let cutter = NameCutter(romaniser: romaniser, sounds: sounds)
        words = try NameWords(
            DataFile(folder + "/words.tsv"),
            spell: { cutter.cut(String($0), joinsInitials: true).map(\.hash) },
            sound: { form in
                let words = cutter.cut(String(form), joinsInitials: true)
                return words.count == 1 ? soundHash(words[0].sounds[...]) : nil
            })
    }

    // MARK: Taking names apart

    /// Takes a name apart.
    /// - Complexity: O(n) in its length; what stands behind the sixteenth word does not count.
    public func prepare(_ name: String, kind: NameKind) -> MatchableName {
        let cutter = NameCutter(romaniser: romaniser, sounds: sounds)
        var cut = cutter.cut(name, joinsInitials: kind != .person)
        if cut.count > Self.mostWords { cut.removeLast(cut.count - Self.mostWords) }
        var result = MatchableName(kind: kind)
        if kind == .company || kind == .other {
            let all = initials(cut)
            takeLegalForms(&cut, &result)
            result.initials = (all + initials(cut)).filter { $0.count >= 3 }
            if cut.count == 1, cut[0].isCapitals, cut[0].letters >= 3 {
                result.acronym = cut[0].spelling
            }
        }
        result.sounds.reserveCapacity(cut.count * 8)
        result.tokens.reserveCapacity(cut.count)
        for (index, word) in cut.enumerated() {
            if word.isHangul { result.hasHangul = true }
            if let number = word.number {
                result.numbers.append(number)
                continue
            }
            var (role, value) = self.role(of: word, kind, isFirst: index == 0)
            // "II" of a person; "IV" of a ship or a company, where another word stands before it.
            if role == .generation {
                result.generation = value
                continue
            }
            if role == .number {
                result.numbers.append(value)
                continue
            }
            if role == .word, word.letters == 1 {
                role = .initial
                value = 0
            }
            let start = result.sounds.count
            result.sounds += word.sounds
            guard result.sounds.count > start else { continue }
            result.tokens.append(
                MatchableName.Token(
                    start: UInt16(start), end: UInt16(result.sounds.count), role: role,
                    isConsonantal: word.isArabic, value: value,
                    consonants: consonants(result.sounds[start...]), hash: word.hash,
                    weight: weight(role, word)))
        }
        result.numbers.sort()
        return result
    }

    static let mostWords = 16

    private func role(
        of word: NameCutter.Word, _ kind: NameKind, isFirst: Bool
    ) -> (NameWords.Role, Int32) {
        switch kind {
        case .person:
            if let known = words.persons[word.hash],
                !(isFirst && (known.role == .generation || word.letters == 1))
            {
                return (known.role, known.value)
            }
        case .vessel:
            if let known = words.vessels[word.hash],
                known.role != .number || !isFirst || word.letters >= 3
            {
                return (known.role, known.value)
            }
        case .company, .other:
            if let known = words.companies[word.hash],
                known.role != .number || !isFirst || word.letters >= 3
            {
                return (known.role, known.value)
            }
            if let known = words.companies[soundHash(word.sounds[...])],
                known.role == .generic || known.role == .structure
            {
                return (known.role, known.value)
            }
        }
        return (.word, 0)
    }

    private func weight(_ role: NameWords.Role, _ word: NameCutter.Word) -> Float {
        switch role {
        case .stop, .vessel: 0.03
        case .title: 0.1
        case .particle: 0.15
        case .structure: 0.25
        case .generic: 0.6
        case .initial: 0.5
        default: min(1.2, 0.6 + 0.08 * Float(word.sounds.count))
        }
    }

    private func initials(_ cut: [NameCutter.Word]) -> [[UInt8]] {
        [
            cut.compactMap { $0.spelling.first },
            cut.filter { words.companies[$0.hash]?.role != .stop }.compactMap { $0.spelling.first },
        ]
    }

    private func takeLegalForms(_ cut: inout [NameCutter.Word], _ result: inout MatchableName) {
        var index = 0
        while index < cut.count {
            if let form = words.legal[cut[index].hash]?.first(where: { form in
                index + form.words.count <= cut.count && form.words.count < cut.count
                    && form.words.indices.allSatisfy { cut[index + $0].hash == form.words[$0] }
            }) {
                result.legal |= form.classes
                cut.removeSubrange(index..<index + form.words.count)
            } else {
                index += 1
            }
        }
    }

    private func consonants(_ sounds: ArraySlice<UInt8>) -> UInt32 {
        var bits: UInt32 = 0
        for sound in sounds where !vowels[Int(sound)] { bits |= 1 << UInt32(sound & 31) }
        return bits
    }

    // MARK: Comparing

    /// Compares two names.
    public func match(_ a: String, _ b: String, kind: NameKind) -> Result {
        match(prepare(a, kind: kind), prepare(b, kind: kind))
    }

    /// Compares two names that were taken apart for the same kind.
    /// - Complexity: O(words of a · words of b).
    public func match(_ a: MatchableName, _ b: MatchableName) -> Result {
        guard !a.isEmpty, !b.isEmpty else { return Result(score: 0) }
        let raw: Float
        let threshold: Float
        switch a.kind {
        case .person:
            raw = koreanScore(a, b) ?? personScore(a, b)
            threshold = 0.82
        case .vessel:
            raw = vesselScore(a, b)
            threshold = 0.84
        case .company, .other:
            raw = companyScore(a, b)
            threshold = 0.80
        }
        let score = min(max(raw, 0), 1)
        let scaled =
            score < threshold
            ? 0.5 * score / threshold : 0.5 + 0.5 * (score - threshold) / (1 - threshold)
        // Two places behind the point; nothing just below the threshold is rounded up to it.
        let rounded = Double((scaled * 1000).rounded(.down)) / 1000
        return Result(score: rounded)
    }
}

/// FNV-1a over sounds.
func soundHash(_ sounds: ArraySlice<UInt8>) -> UInt64 {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for sound in sounds { hash = (hash ^ UInt64(sound)) &* 0x100_0000_01b3 }
    return hash
}
