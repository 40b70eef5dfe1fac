/// A part of speech of Universal Dependencies (UPOS).
///
/// Source: Universal Dependencies v2, https://universaldependencies.org/u/pos/.
public enum UniversalTag: UInt8, CaseIterable, Sendable {
    case other, adjective, adposition, adverb, auxiliary, coordinator, determiner, interjection
    case noun, numeral, particle, pronoun, properNoun, punctuation, subordinator, symbol, verb

    private static let names = [
        "X", "ADJ", "ADP", "ADV", "AUX", "CCONJ", "DET", "INTJ", "NOUN", "NUM", "PART", "PRON",
        "PROPN", "PUNCT", "SCONJ", "SYM", "VERB",
    ]

    /// The name of the tag in CoNLL-U: `NOUN`.
    public var name: String { Self.names[Int(rawValue)] }

    public init?(name: String) {
        guard let index = Self.names.firstIndex(of: name) else { return nil }
        self.init(rawValue: UInt8(index))
    }
}
