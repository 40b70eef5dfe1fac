import Text

/// Tells the language of a text by its function words: each word that stands in just one pack's
/// closed classes is a vote for it.
public struct LanguageDetector: Sendable {
    private let packs: [LanguagePack]

    /// Words of these classes are frequent and short in every language.
    private static let closed: WordClasses = [
        .article, .pronoun, .personalPronoun, .possessive, .preposition, .conjunction,
        .complementizer, .subordinator, .auxiliary, .modal, .negation,
    ]

    public init(packs: [LanguagePack]) {
        self.packs = packs.sorted { $0.language < $1.language }
    }

    /// The likeliest language of a text; the first in alphabetical order where nothing tells.
    /// - Complexity: O(1): at most the first 20,000 bytes are looked at.
    public func language(of text: String) -> String {
        let bytes = Array(text.utf8.prefix(20_000))
        var votes = Array(repeating: 0, count: packs.count)
        var start = 0
        bytes.withUnsafeBufferPointer { buffer in
            var index = 0
            while index < buffer.count {
                let (scalar, length) = decodeScalar(buffer, index)
                if scalarClass(scalar) != .letter {
                    vote(buffer, start..<index, &votes)
                    start = index + length
                }
                index += length
            }
            vote(buffer, start..<buffer.count, &votes)
        }
        let most = votes.max() ?? 0
        return packs[votes.firstIndex(of: most) ?? 0].language
    }

    private func vote(
        _ buffer: UnsafeBufferPointer<UInt8>, _ range: Range<Int>, _ votes: inout [Int]
    ) {
        guard !range.isEmpty else { return }
        let hash = foldedHash(buffer: UnsafeBufferPointer(rebasing: buffer[range]))
        for (index, pack) in packs.enumerated()
        where !pack.words.classes(of: hash).isDisjoint(with: Self.closed) {
            votes[index] += 1
        }
    }
}
