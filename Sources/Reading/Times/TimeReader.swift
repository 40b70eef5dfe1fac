public import Language
import Text

/// Finds time expressions and says what they mean: TIMEX3 (ISO-TimeML) and EDTF (ISO 8601-2).
///
/// The words and the patterns stand in the folder `times` of the language; the classes that they
/// fill and the calendar are here. After HeidelTime (Strötgen and Gertz 2013). A date never becomes
/// more exact than the text and the publication date allow: what is left open is a set of EDTF.
public struct TimeReader: Sendable {
    let pack: LanguagePack
    let lexicon: PatternLexicon
    let trie: PatternTrie
    /// The operation of each rule.
    let operations: [TimeOperation]
    let slots: [PatternSlot?]
    /// The classes of words that a text which counts days uses.
    let dayMask: ClassMask
    let conventions: TimeConventions
    /// Knows the lemmas that patterns ask for.
    let core: LanguageCore?

    /// Reads `times/words.tsv` and `times/rules.tsv` of the language.
    /// - Parameter core: knows lemmas; without it no pattern that asks for one matches.
    /// - Throws: `DataError` where one of them is missing or a line cannot be read.
    public init(pack: LanguagePack, core: LanguageCore? = nil) throws {
        self.pack = pack
        self.core = core
        let rules = try DataFile(pack.folder + "/times/rules.tsv")
        conventions = try TimeConventions(rules.selecting { $0[0] == "convention" })
        var lexicon = try PatternLexicon([
            DataFile(pack.folder + "/numbers.tsv"), DataFile(pack.folder + "/times/words.tsv"),
        ])
        trie = try PatternTrie(
            rules.selecting { $0[0] != "convention" },
            operations: TimeOperation.allCases.map(\.rawValue), &lexicon)
        operations = trie.rules.map { TimeOperation(rawValue: $0.operation) ?? .none }
        lexicon.seal()
        self.lexicon = lexicon
        slots = lexicon.classNames.map { PatternSlot(className: $0) }
        dayMask = ["offset"].compactMap { lexicon.wordClass($0) }
            .reduce(0) { $0 | 1 << ClassMask($1) }
    }

    /// Appends the time expressions of `text` to `reading`, in text order; spans count bytes.
    /// - Complexity: O(n) in the length of the text.
    public func read(_ text: AnalysedText, into reading: inout Reading) {
        text.bytes.withUnsafeBufferPointer { buffer in
            var builder = PatternCellBuilder(
                lexicon: lexicon, buffer: buffer, capacity: text.tokens.count)
            builder.build(text.tokens)
            builder.cells.withUnsafeBufferPointer { cells in
                var run = TimeRun(
                    reader: self, text: text, published: PublicationDays(text.published))
                run.read(cells)
                reading.times.append(contentsOf: run.rows)
            }
        }
    }
}
