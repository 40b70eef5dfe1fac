import Language
import Testing
import Text

/// What the parser is told of a word.
@Suite struct WordFeaturesTests {
    /// The rows for word class, its first steps and the gazetteer, of each word of a German text.
    private func rows(_ words: [String], knowsNames: Bool) throws -> [[Int32]] {
        let pack = try LanguagePack(language: "de", root: dataRoot)
        let names = try #require(try LanguageCore(pack: pack).names)
        let text = AnalysedText(words: [words], pack: pack)
        let atoms = names.atoms(of: text)
        return text.tokens.indices.map { index in
            var features = text.bytes.withUnsafeBufferPointer {
                WordFeatures(text.tokens[index], bytes: $0, form: 0)
            }
            if knowsNames { features.take(atoms[index]) }
            features.place(text.tokens[index], tag: 0, lexicon: 0, isInitial: index == 0)
            return [features.rows.6, features.rows.7, features.rows.8]
        }
    }

    @Test func namesHaveWordClassAndFacts() throws {
        let found = try rows(["Berlin", "Der", "Xqwvrtz"], knowsNames: true)
        #expect(found[0].allSatisfy { $0 > 1 })
        #expect(found[1][2] != found[0][2])
        #expect(found[2] == [0, 0, 0])
    }

    @Test func withoutAModelOfNamesNothingIsKnown() throws {
        #expect(try rows(["Berlin"], knowsNames: false) == [[0, 0, 0]])
    }
}
