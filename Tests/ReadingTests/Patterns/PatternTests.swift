import Foundation
import Language
import Testing
import Text

@testable import Reading

/// The tables of words and rules: what they may say, and what is wrong in them.
@Suite struct PatternTests {
    /// A table in a file of its own.
    private func file(_ lines: String) throws -> DataFile {
        let url = FileManager.default.temporaryDirectory
            .appending(path: "pattern-\(UUID().uuidString).tsv")
        try lines.write(to: url, atomically: true, encoding: .utf8)
        defer { try? FileManager.default.removeItem(at: url) }
        return try DataFile(url.path)
    }

    private func trie(_ words: String, _ rules: String) throws -> PatternTrie {
        var lexicon = try PatternLexicon([file(words)])
        return try PatternTrie(file(rules), operations: ["date", "none"], &lexicon)
    }

    @Test(arguments: [
        "day", "month\tmärz\tMärz", "join\tx\ta\t\tb\tmix", "unit\tFORTNIGHT\tfortnight",
        "holiday\tnever\tNever", "date\tD-D-D-D",
    ])
    func wordsThatCannotBeRead(line: String) throws {
        let file = try file(
            "weekday\t1\tMontag\n" + (line.hasPrefix("join") ? "a\t-\tx\nb\t-\ty\n" : "") + line
                + "\n")
        #expect(throws: DataError.self) { try PatternLexicon([file]) }
    }

    @Test(arguments: [
        "sing\tweekday", "date\tfortnight", "date\t( weekday", "date\tweekday )", "date\t@missing",
        "date\tweekday\tcolour=3", "date\tweekday\tday", "define\t@a\t@a\ndate\t@a",
    ])
    func rulesThatCannotBeRead(rules: String) {
        #expect(throws: DataError.self) { try trie("weekday\t1\tMontag\n", rules + "\n") }
    }

    /// A rule that stands for too many sequences is refused rather than built.
    @Test func rulesAreBounded() {
        let many = Array(repeating: "weekday?", count: 24).joined(separator: " ")
        #expect(throws: DataError.self) { try trie("weekday\t1\tMontag\n", "date\t\(many)\n") }
    }

    @Test(arguments: [
        ("jährig{,e,en}", ["jährig", "jährige", "jährigen"]),
        ("a{b,c}d{e,f}", ["abde", "abdf", "acde", "acdf"]),
        ("plain", ["plain"]), ("open{", ["open{"]),
    ])
    func bracesAreExpanded(form: String, expected: [String]) {
        #expect(expandBraces(form) == expected)
    }

    @Test func wordsAreJoined() throws {
        var lexicon = try PatternLexicon([
            file(
                """
                number-one\t1\tein
                number-ten\t20\tzwanzig
                weekday\t5\tFreitag
                daypart\tEV\tabend
                join\tnumber\tnumber-one\tund\tnumber-ten\tsum
                join\t-\tweekday\t\tdaypart\tsequence
                """)
        ])
        lexicon.seal()
        let number = lexicon.entry(of: foldedHash(Array("einundzwanzig".utf8)))
        #expect(lexicon.value(ofEntry: number, lexicon.wordClass("number")!) == 21)
        let evening = lexicon.entry(of: foldedHash(Array("Freitagabend".utf8)))
        #expect(lexicon.entries[Int(evening)].pieces.count == 2)
    }
}

/// Conditions of patterns: what they may say, and what they ask for.
@Suite struct PatternConditionTests {
    @Test(arguments: [
        "/NOUN", "/!VERB,AUX", "{1..31}", "{1..31}/NUM", "/Number=Plur/NOUN", "/lemma=hold",
        "/name=PER",
    ])
    func canBeRead(condition: String) { #expect(PatternTest(condition) != nil) }

    @Test(arguments: ["/NN", "/Colour=Red", "{31..1}", "{x..3}", "{1..2", "/name=XYZ", "/VERB,ABC"])
    func cannotBeRead(condition: String) { #expect(PatternTest(condition) == nil) }
}
