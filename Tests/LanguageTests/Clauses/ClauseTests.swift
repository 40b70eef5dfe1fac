import Foundation
import Testing
import Text

@testable import Language

/// A text that the core has analysed.
func analysed(_ text: String, _ language: String, keepsTrees: Bool = true) throws -> AnalysedText {
    let pack = try LanguagePack(language: language, root: dataRoot)
    var result = AnalysedText(Document(name: "test", text: text), pack: pack)
    try LanguageCore(pack: pack).analyse(&result)
    if !keepsTrees {
        result.analysis.heads = []
        result.analysis.relations = []
    }
    return result
}

@Suite struct ClauseTests {
    /// Clauses as a reader would note them: kind and parts of the verb.
    private func notes(_ text: AnalysedText) throws -> [String] {
        let clauses = try ClauseFinder(pack: text.pack).find(in: text)
        return clauses.all.map { clause in
            clause.kind.rawValue + " "
                + clause.verbGroup.map { text.string($0) }.joined(separator: " … ")
        }
    }

    @Test(arguments: [
        ("Die Reederei hat das Schiff verkauft.", ["main hat … verkauft"]),
        ("Die Behörde teilte den Termin mit.", ["main teilte … mit"]),
        (
            "Der Minister sagte, dass der Hafen geschlossen bleibt.",
            ["main sagte", "subordinate bleibt"]
        ),
        (
            "Das Schiff, das im Hafen liegt, gehört einer Reederei.",
            ["relative liegt", "main gehört"]
        ),
        (
            "Sie reist nach Tarvo, um den Hafen zu besuchen.",
            ["main reist", "infinitive zu … besuchen"]
        ),
    ])
    func germanClauses(text: String, expected: [String]) throws {
        #expect(try Set(notes(analysed(text, "de"))) == Set(expected))
    }

    @Test(arguments: [
        ("The minister has visited the port.", ["main has … visited"]),
        (
            "The minister said that the port would remain closed.",
            ["main said", "subordinate would … remain"]
        ),
        (
            "The captain, who left yesterday, has returned.",
            ["relative left", "main has … returned"]
        ),
    ])
    func englishClauses(text: String, expected: [String]) throws {
        #expect(try Set(notes(analysed(text, "en"))) == Set(expected))
    }

    @Test func withoutATreeVerbsStillHaveTheirClauses() throws {
        let text = try analysed(
            "Der Minister sagte, dass der Hafen bis Mai geschlossen bleibt.", "de",
            keepsTrees: false)
        let clauses = try ClauseFinder(pack: text.pack).find(in: text)
        #expect(
            clauses.all.compactMap(\.finiteVerb).map { text.string($0) } == ["sagte", "bleibt"])
        #expect(clauses.all.map(\.kind) == [.main, .subordinate])
    }

    @Test func moodNegationAndQuotesAreNoted() throws {
        let text = try analysed("Der Sprecher sagte, das Schiff sei nicht beladen.", "de")
        let clauses = try ClauseFinder(pack: text.pack).find(in: text)
        let inner = try #require(
            clauses.all.first { $0.finiteVerb.map { text.string($0) } == "sei" })
        #expect(inner.mood == .subjunctive)
        #expect(inner.isNegated)
        #expect(!inner.isQuoted)
    }

    @Test func everyTokenOfASentenceHasAClause() throws {
        let text = try analysed(
            "Nein! Und dann – so hieß es – fuhr (angeblich) das Schiff, „das niemand kannte“, ab.",
            "de")
        let clauses = try ClauseFinder(pack: text.pack).find(in: text)
        #expect(clauses.ofToken.allSatisfy { $0 >= 0 && $0 < clauses.all.count })
    }

    @Test func hostileTextIsAnalysed() throws {
        let hostile = [
            String(repeating: "dass ", count: 1500), String(repeating: "„", count: 500),
            String(repeating: "war ist ", count: 700), "\u{0}\u{FFFD} \u{200D}", "",
            String(repeating: "Donaudampfschiff", count: 200),
        ]
        for keepsTrees in [true, false] {
            for text in hostile {
                let text = try analysed(text, "de", keepsTrees: keepsTrees)
                let clauses = try ClauseFinder(pack: text.pack).find(in: text)
                #expect(clauses.ofToken.count == text.tokens.count)
                #expect(!keepsTrees || text.analysis.heads.count == text.tokens.count)
            }
        }
    }
}
