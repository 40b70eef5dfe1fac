package import Text

/// What the features of a name are made of: one row a token, computed once.
package struct NameAtoms: Sendable, BitwiseCopyable {
    /// Hash of the bytes with digits as 0, and of the folded letters.
    var form: UInt64 = 0
    var folded: UInt64 = 0
    /// The kinds of characters in their order, repetitions dropped: "Xx-X".
    var shape: UInt64 = 0
    /// The first 2, 3 and 4 bytes and the last 1 to 5, folded.
    var prefixes = SIMD4<UInt32>()
    var suffixes = SIMD8<UInt32>()
    var classes: UInt64 = 0
    var facts: NameFacts = []
    /// What is known of the parts before the first and behind the last hyphen.
    var firstPart: NameFacts = []
    var lastPart: UInt32 = 0
    /// The facts of the longest phrase of two words or more that the token is in, and its place
    /// there: 1 first, 2 inside, 3 last.
    var phrase: NameFacts = []
    var phrasePlace: UInt8 = 0
    /// The run of words that look like a name and that the token is in: what is known of its first
    /// word, of its last one and of all, the words around it, its length and the place in it.
    var runFirst: NameFacts = []
    var runLast: NameFacts = []
    var runAll: NameFacts = []
    var runBefore: UInt64 = 0
    var runBehind: UInt64 = 0
    /// Classes of the words around the run and of its ends, and the forms of its ends.
    var runClasses: UInt64 = 0
    var runEnds: UInt64 = 0
    var runHead: UInt64 = 0
    var runTail: UInt64 = 0
    var runSuffix: UInt32 = 0
    var runLength: UInt8 = 0
    var runPlace: UInt8 = 0
    /// The way down the tree of word classes, with a leading one; 0 for a word without class.
    var wordClass: UInt32 = 0
    /// How many words stand between the quotation marks around the token, in five steps; 0 outside.
    var quoted: UInt8 = 0
    /// Which row of transition weights leads to this token.
    package var transition: UInt8 = 0
    var isCapitalised = false
    /// The facts are those of the form without its genitive ending.
    var isGenitive = false

    package static let transitionCount = 8

    /// The first steps of the way down the tree of word classes.
    @inline(__always)
    func classPrefix(_ steps: Int) -> UInt64 {
        let beyond = 31 - wordClass.leadingZeroBitCount - steps
        return UInt64(beyond > 0 ? wordClass >> UInt32(beyond) : wordClass)
    }

    /// A number for what the gazetteer knows of the token and of the phrase that it is in; `nil` where
    /// that is nothing.
    var known: UInt64? {
        facts.isEmpty && phrase.isEmpty
            ? nil
            : mix(
                UInt64(facts.rawValue) | UInt64(phrase.rawValue) << 32 ^ UInt64(phrasePlace) << 60)
    }

    /// Whether the token is a particle of names in small letters.
    var isParticle: Bool { transition == 3 }

    /// Whether the token is capitalised or a number, or a name of the gazetteer that is written small.
    var startsName: Bool {
        isCapitalised || transition == 4 || transition == 2 || !facts.isDisjoint(with: .written)
    }

    /// Whether the token is a given name and no word of the dictionary.
    var isGivenName: Bool {
        isCapitalised && facts.contains(.given) && facts.isDisjoint(with: .dictionary)
    }

    /// The hash under which word classes are kept.
    package static func formHash(_ word: some Sequence<UInt8>) -> UInt64 {
        word.reduce(0xcbf2_9ce4_8422_2325) {
            ($0 ^ UInt64($1 &- 0x30 < 10 ? 0x30 : $1)) &* 0x100_0000_01b3
        }
    }

    /// The atoms of a text, for training: with tables that are no model file yet.
    package static func atoms(
        _ text: AnalysedText, facts: (rows: [UInt8], sets: [UInt32]),
        wordClasses: (rows: [UInt8], sets: [UInt32])
    ) -> [NameAtoms] {
        facts.rows.withUnsafeBufferPointer { factRows in
            facts.sets.withUnsafeBufferPointer { factSets in
                wordClasses.rows.withUnsafeBufferPointer { classRows in
                    wordClasses.sets.withUnsafeBufferPointer { classSets in
                        guard let facts = NameFactTable(rows: factRows, sets: factSets),
                            let classes = NameFactTable(rows: classRows, sets: classSets)
                        else { return [] }
                        return NameAtomReader(facts: facts, wordClasses: classes).atoms(text)
                    }
                }
            }
        }
    }
}

/// Fills the atoms of a text.
struct NameAtomReader {
    let facts: NameFactTable
    let wordClasses: NameFactTable
    /// What is known of forms; it depends on the words of the pack too, and all texts have the same.
    private let memories = MemoryPool { FormMemory<FormAtoms>() }

    /// The atoms that follow from the form.
    private struct FormAtoms: BitwiseCopyable {
        var form: UInt64
        var shape: UInt64
        var prefixes: SIMD4<UInt32>
        var suffixes: SIMD8<UInt32>
        var facts: NameFacts
        var firstPart: NameFacts
        var lastPart: UInt32
        var wordClass: UInt32
        var isGenitive: Bool

        init(_ atoms: NameAtoms) {
            form = atoms.form
            shape = atoms.shape
            prefixes = atoms.prefixes
            suffixes = atoms.suffixes
            facts = atoms.facts
            firstPart = atoms.firstPart
            lastPart = atoms.lastPart
            wordClass = atoms.wordClass
            isGenitive = atoms.isGenitive
        }

        func write(to atoms: inout NameAtoms) {
            atoms.form = form
            atoms.shape = shape
            atoms.prefixes = prefixes
            atoms.suffixes = suffixes
            atoms.facts = facts
            atoms.firstPart = firstPart
            atoms.lastPart = lastPart
            atoms.wordClass = wordClass
            atoms.isGenitive = isGenitive
        }
    }

    init(facts: NameFactTable, wordClasses: NameFactTable) {
        self.facts = facts
        self.wordClasses = wordClasses
    }

    /// Word classes that say something of the names around them.
    private static let cues: WordClasses = [
        .article, .pronoun, .possessive, .personalPronoun, .preposition, .conjunction, .auxiliary,
        .modal, .weekday, .month, .title, .personNoun, .organizationNoun, .nameParticle, .outlet,
        .finiteVerb, .commonNoun, .document, .quantifier, .subordinator, .adverb,
    ]
    /// How many bytes of a token are looked at.
    private static let longest = 96

    /// The atoms of all tokens.
    /// - Complexity: O(n).
    func atoms(_ text: AnalysedText) -> [NameAtoms] {
        return [NameAtoms](unsafeUninitializedCapacity: text.tokens.count) { buffer, count in
            memories.withMemory { memory in
                text.bytes.withUnsafeBufferPointer { bytes in
                    for (index, token) in text.tokens.enumerated() {
                        // What depends on the words around is marked further below.
                        let next = index + FormMemory<FormAtoms>.ahead
                        if next < text.tokens.count {
                            let token = text.tokens[next]
                            memory.fetch(token, mark: FormMemory<FormAtoms>.mark(token))
                        }
                        let atoms = buffer.baseAddress! + index
                        atoms.initialize(to: NameAtoms())
                        memory.value(token, mark: FormMemory<FormAtoms>.mark(token), bytes) {
                            read(token, bytes, text.pack.nameEndings, into: &atoms.pointee)
                            return FormAtoms(atoms.pointee)
                        }.write(to: &atoms.pointee)
                        atoms.pointee.folded = token.hash
                        atoms.pointee.isCapitalised = token.isCapitalised
                        atoms.pointee.classes =
                            text.classes[index].intersection(Self.cues).rawValue
                        atoms.pointee.transition = transition(token, text.classes[index])
                    }
                }
            }
            count = text.tokens.count
            for sentence in text.sentences {
                markPhrases(sentence.tokens, text.tokens, buffer)
                markQuotations(sentence.tokens, text.tokens, buffer)
                markRuns(sentence.tokens, text, buffer)
            }
        }
    }

    private func read(
        _ token: Token, _ bytes: UnsafeBufferPointer<UInt8>, _ endings: [[UInt8]],
        into atoms: inout NameAtoms
    ) {
        let length = min(Int(token.end - token.start), Self.longest)
        let word = UnsafeBufferPointer(
            rebasing: bytes[Int(token.start)..<Int(token.start) + length])
        var form: UInt64 = 0xcbf2_9ce4_8422_2325
        var shape: UInt64 = 0
        var previous: UInt8 = 0
        var hyphen = -1
        var firstHyphen = -1
        for index in 0..<length {
            let byte = word[index]
            let kind: UInt8
            switch byte {
            case 0x30...0x39:
                kind = 1
                form = (form ^ 0x30) &* 0x100_0000_01b3
            default:
                form = (form ^ UInt64(byte)) &* 0x100_0000_01b3
                switch byte {
                case 0x61...0x7A: kind = 2
                case 0x41...0x5A: kind = 3
                case 0x80...0xBF: kind = previous
                case 0xC0...0xFF:
                    kind = isUppercase(decodeScalar(word, index).0) ? 3 : 2
                case 0x2D:
                    kind = 4
                    hyphen = index
                    if firstHyphen < 0 { firstHyphen = index }
                case 0x2E: kind = 5
                case 0x27: kind = 6
                default: kind = 7
                }
            }
            if kind != previous || index == 1 && kind == 3 { shape = shape &* 8 &+ UInt64(kind) }
            previous = kind
        }
        atoms.form = form
        atoms.shape = shape &* 4 &+ UInt64(length < 4 ? length & 3 : 0)
        affixes(word, into: &atoms)
        atoms.wordClass = wordClasses.facts(form).rawValue
        atoms.facts = facts.facts(token.hash)
        if atoms.facts.isDisjoint(with: .name), token.isCapitalised, length > 4 {
            for ending in endings where word.suffix(ending.count).elementsEqual(ending) {
                let stem = facts.facts(
                    foldedHash(buffer: .init(rebasing: word[..<(length - ending.count)])))
                if !stem.isDisjoint(with: .name) {
                    atoms.facts.formUnion(stem.subtracting(.continues))
                    atoms.isGenitive = true
                    break
                }
            }
        }
        if atoms.facts.isEmpty, token.isCapitalised, firstHyphen < 0, isCompound(word) {
            atoms.facts = .compound
        }
        guard firstHyphen > 0, hyphen < length - 1 else { return }
        if atoms.wordClass == 0 {
            atoms.wordClass = wordClasses.facts(NameAtoms.formHash(word[(hyphen + 1)...])).rawValue
        }
        atoms.firstPart = facts.facts(
            foldedHash(buffer: .init(rebasing: word[..<firstHyphen])))
        atoms.lastPart = UInt32(
            truncatingIfNeeded: foldedHash(buffer: .init(rebasing: word[(hyphen + 1)...])))
    }

    /// Whether a word ends in a noun of the dictionary, of four to twelve bytes, and has something
    /// before it.
    private func isCompound(_ word: UnsafeBufferPointer<UInt8>) -> Bool {
        guard word.count >= 7 else { return false }
        for start in stride(from: word.count - 4, through: max(3, word.count - 12), by: -1)
        where word[start] & 0xC0 != 0x80 {
            if facts.facts(foldedHash(buffer: .init(rebasing: word[start...]))).contains(.noun) {
                return true
            }
        }
        return false
    }

    private func affixes(_ word: UnsafeBufferPointer<UInt8>, into atoms: inout NameAtoms) {
        var hash: UInt32 = 2_166_136_261
        for index in 0..<min(4, word.count) {
            let byte = word[index]
            hash = (hash ^ UInt32(byte &- 65 < 26 ? byte | 0x20 : byte)) &* 16_777_619
            if index > 0 { atoms.prefixes[index - 1] = hash }
        }
        hash = 2_166_136_261
        for index in 0..<min(6, word.count) {
            let byte = word[word.count - 1 - index]
            hash = (hash ^ UInt32(byte &- 65 < 26 ? byte | 0x20 : byte)) &* 16_777_619
            atoms.suffixes[index] = hash
        }
    }

    private func transition(_ token: Token, _ classes: WordClasses) -> UInt8 {
        switch token.kind {
        case .word:
            if token.flags.contains(.allCaps) { return 2 }
            if token.isCapitalised { return 1 }
            return classes.contains(.nameParticle) ? 3 : 0
        case .number: return 4
        case .dash: return 5
        case .openQuote, .closeQuote: return 6
        default: return 7
        }
    }

    /// Marks the longest phrases of two words or more, from left to right.
    /// - Complexity: O(n); a phrase has at most eight words.
    private func markPhrases(
        _ range: Range<Int>, _ tokens: [Token], _ atoms: UnsafeMutableBufferPointer<NameAtoms>
    ) {
        var index = range.lowerBound
        while index < range.upperBound {
            var end = index
            var found: NameFacts = []
            if atoms[index].facts.contains(.continues) {
                var hash = tokens[index].hash
                var next = index + 1
                while next < min(range.upperBound, index + 8) {
                    hash = NameFactTable.extend(hash, with: tokens[next].hash)
                    let facts = facts.facts(hash)
                    next += 1
                    if facts.isEmpty { break }
                    if !facts.isDisjoint(with: .name) {
                        end = next
                        found = facts.intersection(.name)
                    }
                    if !facts.contains(.continues) { break }
                }
            }
            atoms[index].facts.remove(.continues)
            guard end > index else {
                index += 1
                continue
            }
            for inside in index..<end {
                atoms[inside].facts.remove(.continues)
                atoms[inside].phrase = found
                atoms[inside].phrasePlace = inside == index ? 1 : inside == end - 1 ? 3 : 2
            }
            index = end
        }
    }

    /// Words that are capitalised for other reasons than being a name.
    private static let functionWords: WordClasses = [
        .article, .pronoun, .possessive, .personalPronoun, .preposition, .conjunction, .auxiliary,
        .modal, .subordinator, .adverb, .weekday, .month,
    ]

    /// Marks runs of words that look like a name: capitalised, and no dictionary word only; a particle
    /// or an "&" may stand between them.
    private func markRuns(
        _ range: Range<Int>, _ text: AnalysedText, _ atoms: UnsafeMutableBufferPointer<NameAtoms>
    ) {
        func isName(_ index: Int) -> Bool {
            let facts = atoms[index].facts
            return atoms[index].isCapitalised && text.tokens[index].kind == .word
                && !text.has(index, Self.functionWords)
                && (facts.isDisjoint(with: .dictionary) || !facts.isDisjoint(with: .name))
        }
        func isJoint(_ index: Int) -> Bool {
            text.has(index, .nameParticle)
                || text.tokens[index].end - text.tokens[index].start == 1
                    && text.bytes[Int(text.tokens[index].start)] == UInt8(ascii: "&")
        }
        var index = range.lowerBound
        while index < range.upperBound {
            guard isName(index) else {
                index += 1
                continue
            }
            var end = index + 1
            var all = atoms[index].facts
            while end < range.upperBound {
                if isName(end) {
                    all.formUnion(atoms[end].facts)
                    end += 1
                } else if isJoint(end), end + 1 < range.upperBound, isName(end + 1) {
                    end += 1
                } else {
                    break
                }
            }
            for inside in index..<end {
                atoms[inside].runFirst = atoms[index].facts
                atoms[inside].runLast = atoms[end - 1].facts
                atoms[inside].runAll = all
                atoms[inside].runBefore = index > range.lowerBound ? atoms[index - 1].form : 1
                atoms[inside].runBehind = end < range.upperBound ? atoms[end].form : 1
                let before = index > range.lowerBound ? atoms[index - 1].wordClass : 1
                let behind = end < range.upperBound ? atoms[end].wordClass : 1
                atoms[inside].runClasses = UInt64(before) << 32 | UInt64(behind)
                atoms[inside].runEnds =
                    atoms[index].classPrefix(8) << 32 | atoms[end - 1].classPrefix(8)
                atoms[inside].runHead = atoms[index].form
                atoms[inside].runTail = atoms[end - 1].form
                atoms[inside].runSuffix = atoms[end - 1].suffixes[3]
                atoms[inside].runLength = UInt8(min(end - index, 5))
                atoms[inside].runPlace = inside == index ? 1 : inside == end - 1 ? 3 : 2
            }
            index = end
        }
    }

    /// Marks what stands between two quotation marks of a sentence.
    private func markQuotations(
        _ range: Range<Int>, _ tokens: [Token], _ atoms: UnsafeMutableBufferPointer<NameAtoms>
    ) {
        var open = -1
        for index in range
        where tokens[index].kind == .openQuote || tokens[index].kind == .closeQuote {
            guard open >= 0 else {
                open = index
                continue
            }
            let count = index - open - 1
            let step: UInt8 = count <= 1 ? 1 : count == 2 ? 2 : count <= 4 ? 3 : count <= 8 ? 4 : 5
            for inside in open + 1..<max(index, open + 1) { atoms[inside].quoted = step }
            open = tokens[index].kind == .openQuote ? index : -1
        }
    }
}
