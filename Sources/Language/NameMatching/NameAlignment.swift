/// Which words of one name belong to which of another, and how well.
struct NameAlignment {
    /// Paired words with their likeness.
    struct Pair {
        var a: Range<Int>
        var b: Range<Int>
        var similarity: Float
        var isInitial = false
    }
    var pairs: [Pair] = []
    /// Which words are in no pair.
    var freeA: UInt32
    var freeB: UInt32

    init(_ a: MatchableName, _ b: MatchableName) {
        freeA = (1 << UInt32(a.tokens.count)) &- 1
        freeB = (1 << UInt32(b.tokens.count)) &- 1
    }

    mutating func take(_ pair: Pair) {
        for index in pair.a { freeA &= ~(1 << UInt32(index)) }
        for index in pair.b { freeB &= ~(1 << UInt32(index)) }
        pairs.append(pair)
    }
}

extension NameMatcher {
    /// Pairs the words of two names, the most alike first; a word can be the same as two or three of the other
    /// name that stand side by side.
    /// - Parameter least: how alike words must be to be a pair.
    func align(_ a: MatchableName, _ b: MatchableName, least: Float) -> NameAlignment {
        var alignment = NameAlignment(a, b)
        a.sounds.withUnsafeBufferPointer { soundsA in
            b.sounds.withUnsafeBufferPointer { soundsB in
                let comparison = Comparison(a: a, b: b, soundsA: soundsA, soundsB: soundsB)
                var candidates = self.candidates(comparison, least)
                if candidates.count < max(a.tokens.count, b.tokens.count) {
                    candidates += joined(comparison)
                }
                // Sure pairs first; of equal ones those that stand in the same place.
                candidates.sort {
                    ($0.similarity, -abs($0.a.lowerBound - $0.b.lowerBound), -$0.a.lowerBound)
                        > ($1.similarity, -abs($1.a.lowerBound - $1.b.lowerBound), -$1.a.lowerBound)
                }
                for pair in candidates
                where pair.a.allSatisfy({ alignment.freeA & (1 << UInt32($0)) != 0 })
                    && pair.b.allSatisfy({ alignment.freeB & (1 << UInt32($0)) != 0 })
                {
                    alignment.take(pair)
                }
                takeInitials(comparison, &alignment)
            }
        }
        return alignment
    }

    private struct Comparison {
        let a: MatchableName
        let b: MatchableName
        let soundsA: UnsafeBufferPointer<UInt8>
        let soundsB: UnsafeBufferPointer<UInt8>

        func wordA(_ range: Range<Int>) -> UnsafeBufferPointer<UInt8> {
            UnsafeBufferPointer(
                rebasing: soundsA[
                    Int(a.tokens[range.lowerBound].start)..<Int(a.tokens[range.upperBound - 1].end)
                ])
        }

        func wordB(_ range: Range<Int>) -> UnsafeBufferPointer<UInt8> {
            UnsafeBufferPointer(
                rebasing: soundsB[
                    Int(b.tokens[range.lowerBound].start)..<Int(b.tokens[range.upperBound - 1].end)
                ])
        }
    }

    private func candidates(_ both: Comparison, _ least: Float) -> [NameAlignment.Pair] {
        var found: [NameAlignment.Pair] = []
        for i in both.a.tokens.indices where both.a.tokens[i].role != .initial {
            let x = both.a.tokens[i]
            for j in both.b.tokens.indices where both.b.tokens[j].role != .initial {
                let y = both.b.tokens[j]
                let similarity: Float
                if x.hash == y.hash {
                    similarity = 1
                } else if x.role == y.role, x.role == .generic || x.role == .structure,
                    x.value == y.value
                {
                    similarity = 1
                } else if x.consonants != 0, x.consonants & y.consonants == 0,
                    !x.isConsonantal, !y.isConsonantal, x.end - x.start > 3
                {
                    continue
                } else {
                    similarity = sounds.similarity(
                        both.wordA(i..<i + 1), both.wordB(j..<j + 1),
                        isConsonantal: x.isConsonantal != y.isConsonantal, least: least)
                }
                if similarity >= least {
                    found.append(
                        NameAlignment.Pair(a: i..<i + 1, b: j..<j + 1, similarity: similarity))
                }
            }
        }
        return found
    }

    /// How alike words must be to those that the other name writes together.
    private static let leastJoined: Float = 0.88

    /// Words that the other name writes together.
    private func joined(_ both: Comparison) -> [NameAlignment.Pair] {
        var found: [NameAlignment.Pair] = []
        for length in 2...3 {
            if both.a.tokens.count >= length {
                for i in 0...both.a.tokens.count - length {
                    for j in both.b.tokens.indices where both.b.tokens[j].role != .initial {
                        let similarity = sounds.similarity(
                            both.wordA(i..<i + length), both.wordB(j..<j + 1),
                            isConsonantal: both.a.tokens[i].isConsonantal
                                != both.b.tokens[j].isConsonantal, least: Self.leastJoined)
                        if similarity > 0 {
                            found.append(
                                NameAlignment.Pair(
                                    a: i..<i + length, b: j..<j + 1, similarity: similarity))
                        }
                    }
                }
            }
            if both.b.tokens.count >= length {
                for j in 0...both.b.tokens.count - length {
                    for i in both.a.tokens.indices where both.a.tokens[i].role != .initial {
                        let similarity = sounds.similarity(
                            both.wordA(i..<i + 1), both.wordB(j..<j + length),
                            isConsonantal: both.b.tokens[j].isConsonantal
                                != both.a.tokens[i].isConsonantal, least: Self.leastJoined)
                        if similarity > 0 {
                            found.append(
                                NameAlignment.Pair(
                                    a: i..<i + 1, b: j..<j + length, similarity: similarity))
                        }
                    }
                }
            }
        }
        return found
    }

    /// "J." is whoever begins with J and is left over.
    private func takeInitials(_ both: Comparison, _ alignment: inout NameAlignment) {
        for i in both.a.tokens.indices where alignment.freeA & (1 << UInt32(i)) != 0 {
            for j in both.b.tokens.indices where alignment.freeB & (1 << UInt32(j)) != 0 {
                let isInitialA = both.a.tokens[i].role == .initial
                let isInitialB = both.b.tokens[j].role == .initial
                guard isInitialA || isInitialB else { continue }
                let x = Int(both.wordA(i..<i + 1)[0])
                let y = Int(both.wordB(j..<j + 1)[0])
                guard sounds.pair[x * SoundTable.count + y] <= 25 else { continue }
                alignment.take(
                    NameAlignment.Pair(a: i..<i + 1, b: j..<j + 1, similarity: 1, isInitial: true))
                break
            }
        }
    }
}
