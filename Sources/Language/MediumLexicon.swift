import Text

/// The nouns that name a medium ("interview", "Telefongespräch"): the lines of `media.tsv`.
///
/// Two columns: the kind, one of the media of the reading format, and its nouns; `_` joins the words
/// of a noun of two words. The kind `addressee` lists the prepositions between a medium and the
/// person who is addressed ("interview with").
public struct MediumLexicon: Sendable {
    private let kinds: FoldedTable<String>
    private let pairs: FoldedTable<[UInt64: String]>
    private let prepositions: FoldedSet

    init(_ file: DataFile) throws {
        var kinds: [UInt64: String] = [:]
        var pairs: [UInt64: [UInt64: String]] = [:]
        var prepositions: FoldedSet = []
        for line in file.lines {
            let fields = line.text.split(separator: "\t")
            guard fields.count == 2 else {
                throw DataError.malformed(
                    path: file.path, line: line.number, expected: "kind, tab, nouns")
            }
            for form in fields[1].utf8.split(separator: 32) {
                let words = form.split(separator: UInt8(ascii: "_")).map { foldedHash(Array($0)) }
                switch (String(fields[0]), words.count) {
                case ("addressee", 1): prepositions.insert(words[0])
                case (let kind, 1): kinds[words[0]] = kind
                case (let kind, 2): pairs[words[0], default: [:]][words[1]] = kind
                default:
                    throw DataError.malformed(
                        path: file.path, line: line.number, expected: "nouns of one or two words")
                }
            }
        }
        self.kinds = FoldedTable(kinds)
        self.pairs = FoldedTable(pairs)
        self.prepositions = prepositions
    }

    /// The kind of medium that a word names, alone or with the word before it; nil for none.
    public func kind(of word: UInt64, after previous: UInt64?) -> String? {
        previous.flatMap { pairs[$0]?[word] } ?? kinds[word]
    }

    /// Whether a preposition stands between a medium and its addressee.
    public func isAddresseePreposition(_ word: UInt64) -> Bool { prepositions.contains(word) }
}
