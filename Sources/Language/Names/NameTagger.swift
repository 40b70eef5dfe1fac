public import Text

/// Finds the names of persons, organisations, places and other things.
///
/// A linear-chain conditional random field (Lafferty, McCallum and Pereira 2001) over features of the
/// words, of their neighbours, of word classes learned from raw text (Brown et al. 1992) and of a
/// gazetteer; the best row of labels is found by Viterbi's algorithm. A second pass over the whole text
/// lets what is clear in one place decide what is not in another: see `NameMemory`.
///
/// The model is a file of the kind `names`; `docs/names.md` says what it was trained on.
public struct NameTagger: Sendable {
    private let file: ModelFile
    private let weights: NameWeightTable
    private let transitions: NameTransitions
    private let reader: NameAtomReader
    private let features: NameFeatureReader
    /// What the evidence of the parser counts, in hundredths.
    private let evidenceWeight: Int

    /// - Throws: `DataError.damaged` where a section is missing or has not the size that it must have.
    public init(_ file: ModelFile) throws {
        let settings = try file.section("settings", of: UInt32.self)
        guard let groups = settings.first,
            let weights = NameWeightTable(try file.section("weights", of: NameWeightRow.self)),
            let transitions = NameTransitions(try file.section("transitions", of: Int16.self)),
            let facts = NameFactTable(
                rows: try file.section("facts", of: UInt8.self),
                sets: try file.section("fact sets", of: UInt32.self)),
            let classes = NameFactTable(
                rows: try file.section("classes", of: UInt8.self),
                sets: try file.section("class sets", of: UInt32.self))
        else { throw DataError.damaged(path: file.path, reason: "it is no model of names") }
        self.file = file
        evidenceWeight = settings.count > 1 ? Int(min(settings[1], 300)) : 0
        self.weights = weights
        self.transitions = transitions
        reader = NameAtomReader(facts: facts, wordClasses: classes)
        features = NameFeatureReader(groups: NameFeatureGroups(rawValue: groups))
    }

    /// The names of a text, one tag a token.
    /// - Complexity: O(n) in the number of tokens.
    public func tag(_ text: AnalysedText) -> [EntityTag] {
        tag(text, atoms: atoms(of: text), evidence: [])
    }

    /// What is known of each token of a text: the parser looks at it too.
    package func atoms(of text: AnalysedText) -> [NameAtoms] { reader.atoms(text) }

    /// The names of a text, where another model has seen it too.
    /// - Parameters:
    ///   - atoms: what `atoms(of:)` says of the text.
    ///   - evidence: what that model says of each token; may be empty.
    package func tag(
        _ text: AnalysedText, atoms: [NameAtoms], evidence: [NameEvidence]
    ) -> [EntityTag] {
        let hasEvidence = evidenceWeight > 0 && evidence.count == text.tokens.count
        var tags = [EntityTag](repeating: .outside, count: text.tokens.count)
        var decoder = NameDecoder(
            transitions: transitions, longest: text.sentences.map { $0.tokens.count }.max() ?? 0)
        var scores = [SIMD16<Int16>](repeating: SIMD16(), count: text.tokens.count)
        withUnsafeTemporaryAllocation(of: UInt64.self, capacity: 2 * NameFeatureReader.limit) {
            buffer in
            atoms.withUnsafeBufferPointer { atoms in
                for sentence in text.sentences where !sentence.tokens.isEmpty {
                    let rows = UnsafeBufferPointer(rebasing: atoms[sentence.tokens])
                    // The rows of a token are fetched while those of the one before it are added up.
                    var found = buffer.baseAddress!
                    var fetched = found + NameFeatureReader.limit
                    var waiting: (index: Int, count: Int)?
                    for index in 0...rows.count {
                        var next: (index: Int, count: Int)?
                        if index < rows.count {
                            if Self.canBeName(index, rows) {
                                let count = features.read(index, of: rows, into: found)
                                weights.fetch(found, count: count)
                                next = (index, count)
                            } else {
                                scores[sentence.tokens.lowerBound + index] = Self.outside
                            }
                        }
                        if let (index, count) = waiting {
                            let token = sentence.tokens.lowerBound + index
                            scores[token] = weights.sum(fetched, count: count)
                            if hasEvidence, !Self.joins(index, rows), !Self.joins(index - 1, rows) {
                                scores[token] &+= scaled(evidence[token])
                            }
                        }
                        waiting = next
                        swap(&found, &fetched)
                    }
                    decoder.decode(sentence.tokens, scores: scores, atoms: atoms, into: &tags)
                }
                secondPass(text, &scores, &decoder, atoms, &tags)
                extendPersons(text, atoms, &tags)
            }
        }
        return tags
    }

    /// Whether a token can be part of a name: it or a word beside it is capitalised or has a figure.
    @inline(__always)
    private static func canBeName(_ index: Int, _ rows: UnsafeBufferPointer<NameAtoms>) -> Bool {
        rows[index].startsName || index > 0 && rows[index - 1].startsName
            || index + 1 < rows.count && rows[index + 1].startsName
    }

    /// Whether a token is a particle between two capitalised words. It looks like another word to
    /// the parser ("bin"), and what stands behind it like a name of its own.
    @inline(__always)
    private static func joins(_ index: Int, _ rows: UnsafeBufferPointer<NameAtoms>) -> Bool {
        index > 0 && index + 1 < rows.count && rows[index].isParticle
            && rows[index - 1].isCapitalised && rows[index + 1].isCapitalised
    }

    /// The scores of a token that cannot.
    private static let outside: SIMD16<Int16> = {
        var row = SIMD16<Int16>(repeating: -8000)
        row[0] = 0
        return row
    }()

    @inline(__always)
    private func scaled(_ evidence: NameEvidence) -> NameEvidence {
        var result = NameEvidence()
        for label in 0..<NameTransitions.labelCount {
            result[label] = Int16(max(-8000, Int(evidence[label]) * evidenceWeight / 100))
        }
        return result
    }

    /// Labels the sentences anew in which a word has another label than in the sentences around.
    private func secondPass(
        _ text: AnalysedText, _ scores: inout [SIMD16<Int16>], _ decoder: inout NameDecoder,
        _ atoms: UnsafeBufferPointer<NameAtoms>, _ tags: inout [EntityTag]
    ) {
        // What changes on the way has no vote, so that each vote is taken back as it was counted.
        let first = tags
        let sentences = text.sentences
        var memory = NameMemory(capacity: text.tokens.count)
        var counted = 0
        for (number, sentence) in sentences.enumerated() {
            while counted < sentences.count, counted <= number + NameMemory.reach {
                memory.count(sentences[counted].tokens, of: text, tags: first, sign: 1)
                counted += 1
            }
            if number > NameMemory.reach {
                let gone = sentences[number - NameMemory.reach - 1]
                memory.count(gone.tokens, of: text, tags: first, sign: -1)
            }
            var isChanged = false
            for token in sentence.tokens {
                guard let advice = memory.advice(text.tokens[token], tag: tags[token]) else {
                    continue
                }
                let bonus = Self.firstVote + Self.vote * Int16(min(advice.votes, 6))
                let label = 1 + 2 * Int(advice.kind.rawValue)
                scores[token][label] &+= bonus
                scores[token][label + 1] &+= bonus
                isChanged = true
            }
            if isChanged {
                decoder.decode(sentence.tokens, scores: scores, atoms: atoms, into: &tags)
            }
        }
    }

    /// "Nadeem Elyas" where only the family name was found: a given name directly before a person belongs to the name.
    private func extendPersons(
        _ text: AnalysedText, _ atoms: UnsafeBufferPointer<NameAtoms>, _ tags: inout [EntityTag]
    ) {
        let (begin, inside) = (EntityTag(.person, begins: true), EntityTag(.person, begins: false))
        for sentence in text.sentences {
            for token in sentence.tokens.dropFirst().reversed()
            where tags[token] == begin && tags[token - 1] == .outside
                && text.tokens[token - 1].kind == .word && text.tokens[token].kind == .word
                && atoms[token - 1].isGivenName
            {
                tags[token - 1] = begin
                tags[token] = inside
            }
        }
    }

    /// What the rest of the text weighs, in units of the weights: at all, and for each vote.
    private static let firstVote: Int16 = 40
    private static let vote: Int16 = 20
}

/// Finds the best row of labels of a sentence (Viterbi 1967).
struct NameDecoder {
    private let transitions: NameTransitions
    private var back: [SIMD16<Int16>]

    init(transitions: NameTransitions, longest: Int) {
        self.transitions = transitions
        back = Array(repeating: SIMD16(), count: longest)
    }

    /// Writes the tags of one sentence.
    ///
    /// Scores are kept relative to the best one and bounded, so that 16 bits hold them however long the
    /// sentence is.
    mutating func decode(
        _ range: Range<Int>, scores: [SIMD16<Int16>], atoms: UnsafeBufferPointer<NameAtoms>,
        into tags: inout [EntityTag]
    ) {
        let labels = NameTransitions.labelCount
        let floor = SIMD16<Int16>(repeating: -10000)
        var best = floor
        best[0] = 0
        for token in range {
            let transition = atoms[token].transition
            var next = transitions.row(transition, before: 0) &+ best[0]
            var from = SIMD16<Int16>()
            for before in 1..<labels {
                let candidate = transitions.row(transition, before: before) &+ best[before]
                let isBetter = candidate .> next
                next.replace(with: candidate, where: isBetter)
                from.replace(with: Int16(before), where: isBetter)
            }
            back[token - range.lowerBound] = from
            let own = scores[token]
            next &+= pointwiseMax(own &- own.max(), SIMD16(repeating: -8000))
            best = pointwiseMax(next &- next.max(), floor)
        }
        var label = 0
        for candidate in 1..<labels where best[candidate] > best[label] { label = candidate }
        for token in range.reversed() {
            tags[token] = EntityTag(rawValue: UInt8(label))
            label = Int(back[token - range.lowerBound][label])
        }
    }
}
