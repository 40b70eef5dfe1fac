/// The sampled word 5-grams of a text, by which copies are found: cut, extended and lightly edited ones
/// too.
///
/// Hashes modulo a fixed number are kept ("mod p" sampling: Manber 1994; Broder's containment, 1997),
/// so two texts sample the same grams wherever they stand. Long texts keep every sixteenth, short ones
/// every eighth; the coarse sample is a part of the fine one, so both compare.
struct Fingerprint {
    static let gramLength = 5
    static let fine: UInt64 = 8
    static let coarse: UInt64 = 16
    /// Grams from which on a text is sampled coarsely.
    static let longText = 240

    /// The upper 48 bits of the sampled hashes, which are enough to tell the grams of an archive apart; sorted, each once.
    var hashes: [Int64]

    /// All of them, sorted, each once.
    let grams: [UInt64]

    init(_ text: FoldedText) {
        let all = Self.grams(text)
        grams = Self.sorted(all)
        let modulus = all.count >= Self.longText ? Self.coarse : Self.fine
        hashes = Self.sorted(
            all.filter { $0 % modulus == 0 }.map { Int64(bitPattern: $0) >> 16 })
    }

    private static func sorted<Hash: Comparable>(_ hashes: [Hash]) -> [Hash] {
        hashes.sorted().reduce(into: []) { if $0.last != $1 { $0.append($1) } }
    }

    /// The hashes of all 5-grams in order; of a text with fewer words the one hash of all.
    static func grams(_ text: FoldedText) -> [UInt64] {
        let words = text.words.indices.map { hashed(text.word($0)) }
        guard words.count > gramLength else {
            return words.isEmpty ? [] : [mixed(words.reduce(0) { mixed($0 ^ $1) })]
        }
        return (0...(words.count - gramLength)).map { start in
            var hash: UInt64 = 0
            for word in words[start..<(start + gramLength)] { hash = mixed(hash &* 31 &+ word) }
            return hash
        }
    }

    /// The share of the shorter text's grams that stand in the other; both sorted, each gram once.
    static func containment(_ first: [UInt64], _ second: [UInt64]) -> Double {
        let smaller = min(first.count, second.count)
        guard smaller > 0 else { return 0 }
        var shared = 0
        eachShared(first, first.indices, second, second.indices) { _, _ in shared += 1 }
        return Double(shared) / Double(smaller)
    }
}
