import Language
import Text

/// The base forms of what is counted: `Menschen` is counted in `Mensch`.
///
/// Lines of `quantities.tsv`: `base`, name, forms; `ending`, new ending, endings of words. The
/// longest ending wins; a word without either keeps its form.
struct UnitNames {
    private var bases: [String: String] = [:]
    private var endings: [(old: String, new: String)] = []
    /// Endings of nouns in the plural, where a language marks them ("s"); empty otherwise.
    private(set) var pluralEndings: [String] = []
    /// Words between a part and its whole ("of the", "der"), by folded hash.
    private(set) var partitives: Set<UInt64> = []
    /// Whether nouns begin with a capital letter.
    private(set) var hasCapitalNouns = false

    /// Takes the lines that are about units; the others are left for the pattern lexicon.
    /// - Returns: whether the line was taken.
    mutating func read(_ fields: [String]) -> Bool {
        switch fields[0] {
        case "base" where fields.count == 3:
            for form in fields[2].split(separator: " ") { bases[String(form)] = fields[1] }
        case "ending" where fields.count == 3:
            for form in fields[2].split(separator: " ") {
                endings.append((String(form), fields[1] == "-" ? "" : fields[1]))
            }
            endings.sort { $0.old.utf8.count > $1.old.utf8.count }
        case "plural-ending" where fields.count == 2:
            pluralEndings += fields[1].split(separator: " ").map(String.init)
        case "partitive" where fields.count == 2:
            partitives.formUnion(fields[1].split(separator: " ").map { foldedHash(Array($0.utf8)) })
        case "capital-nouns" where fields.count == 1: hasCapitalNouns = true
        default: return false
        }
        return true
    }

    /// The base form of a word.
    /// - Parameter lemma: what a lexicon says of it; where the table has the word, the table holds.
    func base(of word: String, lemma: String?) -> String {
        if let base = bases[word] { return base }
        if let lemma { return lemma }
        for ending in endings
        where word.utf8.count >= ending.old.utf8.count + 2 && word.hasSuffix(ending.old) {
            return word.dropLast(ending.old.count) + ending.new
        }
        return word
    }

    /// Whether a base form stands in the table, or ends as one.
    func knowsBase(_ base: String) -> Bool {
        bases.values.contains(base)
            || endings.contains { !$0.new.isEmpty && base.hasSuffix($0.new) }
    }

    func isKnown(_ word: String) -> Bool { bases[word] != nil }

    /// Whether a word looks like a plural; true where plurals are not marked.
    func looksPlural(_ word: String) -> Bool {
        isKnown(word) || pluralEndings.contains { word.hasSuffix($0) && !word.hasSuffix("ss") }
    }
}
