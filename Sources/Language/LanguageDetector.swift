import Text

/// Tells the language of a text by its function words: each word that stands in just one pack's
/// closed classes is a vote for it.
public struct LanguageDetector: Sendable {
    private let languages: [(tag: String, words: WordTable)]

    /// Words of these classes are frequent and short in every language.
    private static let closed: WordClasses = [
        .article, .pronoun, .personalPronoun, .possessive, .preposition, .conjunction,
        .complementizer, .subordinator, .auxiliary, .modal, .negation,
    ]

    /// Reads the closed classes of languages, and nothing else of their packs.
    /// - Throws: `DataError` where a list cannot be read.
    public init(languages: [String], root: String) throws {
        self.languages = try languages.sorted().map {
            ($0, try WordTable(folder: "\(root)/\($0)/words", only: Self.closed))
        }
    }

    /// The likeliest language of a text; the first in alphabetical order where nothing tells.
    /// - Complexity: O(1): at most the first 20,000 bytes are looked at.
    public func language(of text: String) -> String {
        let bytes = Array(text.utf8.prefix(20_000))
        var votes = Array(repeating: 0, count: languages.count)
        var start = 0
        bytes.withUnsafeBufferPointer { buffer in
            var index = 0
            while index < buffer.count {
                let (scalar, length) = decodeScalar(buffer, index)
                if scalarClass(scalar) != .letter {
                    // "l'", "qu'": an apostrophe can be the end of a word.
                    let isElided = index > start && (scalar == 0x27 || scalar == 0x2019)
                    vote(buffer, start..<index, isElided ? length : 0, &votes)
                    start = index + length
                }
                index += length
            }
            vote(buffer, start..<buffer.count, 0, &votes)
        }
        let most = votes.max() ?? 0
        return languages[votes.firstIndex(of: most) ?? 0].tag
    }

    /// Counts a word for the languages that have it, alone or with the apostrophe behind it.
    private func vote(
        _ buffer: UnsafeBufferPointer<UInt8>, _ range: Range<Int>, _ apostrophe: Int,
        _ votes: inout [Int]
    ) {
        guard !range.isEmpty else { return }
        let hash = foldedHash(buffer: UnsafeBufferPointer(rebasing: buffer[range]))
        let elided =
            apostrophe == 0
            ? hash
            : foldedHash(
                buffer: UnsafeBufferPointer(
                    rebasing: buffer[range.lowerBound..<range.upperBound + apostrophe]))
        for (index, language) in languages.enumerated() {
            let classes = language.words.classes(of: hash)
            if !classes.union(language.words.classes(of: elided)).isDisjoint(with: Self.closed) {
                votes[index] += 1
            }
        }
    }
}
