import Language
import Text

/// What a pattern asks of a token beyond its class.
///
/// Written behind a step: `word/NOUN`, `"may"/AUX`, `any/!VERB,AUX` (universal tags, one of them or
/// none of them), `word/Number=Plur` (features), `any/lemma=hold`, `int{1..31}` (the number that it
/// stands for), `month/name=PER` (the name tagger takes it for a name of that kind). Several have all
/// to hold.
struct PatternTest: Hashable {
    /// The universal tags, one bit each; 0 where any will do.
    private(set) var tags: UInt32 = 0
    private(set) var tagsAreExcluded = false
    private(set) var features = Morphology()
    /// The folded hash of the lemma; 0 where any will do.
    private(set) var lemma: UInt64 = 0
    /// The kind of name; nil where any will do.
    private(set) var name: EntityTag.Kind?
    private(set) var low = -Double.infinity
    private(set) var high = Double.infinity

    /// Reads `{1..31}/NOUN,PROPN/Number=Plur`; nil where it cannot be read.
    init?(_ text: String) {
        var rest = text[...]
        if rest.hasPrefix("{") {
            guard let end = rest.firstIndex(of: "}") else { return nil }
            let bounds = rest[..<end].dropFirst().split(
                separator: ".", omittingEmptySubsequences: true)
            guard bounds.count == 2, let low = Double(bounds[0]), let high = Double(bounds[1]),
                low <= high
            else { return nil }
            (self.low, self.high) = (low, high)
            rest = rest[rest.index(after: end)...]
        }
        guard rest.isEmpty || rest.hasPrefix("/") else { return nil }
        for condition in rest.split(separator: "/", omittingEmptySubsequences: true) {
            let pair = condition.split(separator: "=", maxSplits: 1)
            if pair.count == 2 {
                if pair[0] == "lemma" {
                    lemma = foldedHash(Array(pair[1].utf8))
                    continue
                }
                if pair[0] == "name" {
                    guard let kind = EntityTag.Kind(label: pair[1]) else { return nil }
                    name = kind
                    continue
                }
                let more = Morphology(conllu: condition)
                guard more.rawValue != 0 else { return nil }
                features.rawValue |= more.rawValue
                continue
            }
            tagsAreExcluded = condition.hasPrefix("!")
            for name in condition.drop(while: { $0 == "!" }).split(separator: ",") {
                guard let tag = UniversalTag(name: String(name)) else { return nil }
                tags |= 1 << UInt32(tag.rawValue)
            }
        }
    }
}

/// The words of a text as conditions ask for them.
///
/// Without a tagger no word has a tag: what asks for one fails, what excludes one holds.
struct PatternWords {
    let lexicon: PatternLexicon
    let text: AnalysedText
    /// Knows lemmas.
    let core: LanguageCore?

    func meets(_ test: PatternTest, _ cell: PatternCell, _ wordClass: UInt8) -> Bool {
        if test.low > -.infinity {
            let value = lexicon.value(of: cell, wordClass)
            guard value >= test.low, value <= test.high else { return false }
        }
        let token = Int(cell.token)
        if test.tags != 0 {
            let tags = text.analysis.universalTags
            let isOne = !tags.isEmpty && test.tags & 1 << UInt32(tags[token].rawValue) != 0
            if isOne == test.tagsAreExcluded { return false }
        }
        if test.features.rawValue != 0 {
            let morphology = text.analysis.morphology
            guard !morphology.isEmpty, morphology[token].agrees(with: test.features) else {
                return false
            }
        }
        if let name = test.name {
            guard text.analysis.entityKind(token) == name else { return false }
        }
        if test.lemma != 0 {
            guard let core else { return false }
            return foldedHash(Array(core.lemma(of: token, in: text).utf8)) == test.lemma
        }
        return true
    }
}
