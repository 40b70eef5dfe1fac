import Testing
import Text

@testable import Language

@Suite struct CoNLLUTests {
    private static let trees = """
        # sent_id = 1
        # text = Sie kam zum Hafen.
        1\tSie\tsie\tPRON\tPPER\tCase=Nom\t2\tnsubj\t_\t_
        2\tkam\tkommen\tVERB\tVVFIN\tMood=Ind\t0\troot\t_\t_
        3-4\tzum\t_\t_\t_\t_\t_\t_\t_\t_
        3\tzu\tzu\tADP\tAPPR\t_\t5\tcase\t_\t_
        4\tdem\tder\tDET\tART\tCase=Dat\t5\tdet\t_\t_
        5\tHafen\tHafen\tNOUN\tNN\tCase=Dat\t2\tobl\t_\tSpaceAfter=No|NER=B-LOC
        6\t.\t.\tPUNCT\t$.\t_\t2\tpunct\t_\t_


        """

    private func pack() throws -> LanguagePack { try LanguagePack(language: "de", root: dataRoot) }

    @Test func whatIsGivenComesBack() throws {
        let given = try CoNLLUSentence.read(Array(Self.trees.utf8), path: "trees")
        let text = AnalysedText(given, pack: try pack())
        #expect(text.document.text == "Sie kam zu dem Hafen. \n")
        #expect(text.analysis.heads == [1, -1, 4, 4, 1, 1])
        #expect(text.analysis.entities[4] == EntityTag(.location, begins: true))
        let back = text.conllu(0, given: given[0]) { _ in nil }
        #expect(back == Self.trees.replacing("\n\n\n", with: "\n\n"))
        #expect(given[0].value(of: "sent_id") == "1")
    }

    @Test(arguments: [
        ("1\tSie\t_\n\n", 1), ("1\tSie\t_\t_\t_\t_\t7\t_\t_\t_\n\n", 2),
        ("2\tSie\t_\t_\t_\t_\t_\t_\t_\t_\n\n", 1), ("1\t \t_\t_\t_\t_\t_\t_\t_\t_\n\n", 1),
        ("x\tSie\t_\t_\t_\t_\t_\t_\t_\t_\n\n", 1), ("\u{0}\n\n", 1),
    ])
    func whatIsMalformedIsNamedWithItsLine(input: String, line: Int) {
        #expect {
            try CoNLLUSentence.read(Array(input.utf8), path: "trees")
        } throws: { error in
            guard case DataError.malformed("trees", let found, _) = error else { return false }
            return found == line
        }
    }

    @Test func aCycleIsNoTree() throws {
        let rows = "1\ta\t_\t_\t_\t_\t2\tdep\t_\t_\n2\tb\t_\t_\t_\t_\t1\tdep\t_\t_\n\n"
        let text = AnalysedText(
            try CoNLLUSentence.read(Array(rows.utf8), path: "trees"), pack: try pack())
        #expect(!text.analysis.hasTrees)
        #expect(text.tokens.count == 2)
    }

    @Test func theCoreFillsWhatIsMissingAndKeepsWhatIsThere() throws {
        let rows = """
            1\tSie\t_\t_\t_\t_\t2\tnsubj\t_\t_
            2\tkam\t_\t_\t_\t_\t0\troot\t_\t_
            3\tgestern\t_\t_\t_\t_\t2\tobl\t_\t_


            """
        let pack = try pack()
        var text = AnalysedText(
            try CoNLLUSentence.read(Array(rows.utf8), path: "trees"), pack: pack)
        try LanguageCore(pack: pack).analyse(&text)
        #expect(text.analysis.relations == [.nsubj, .root, .obl])
        #expect(
            text.analysis.tags.map { text.analysis.tagNames[Int($0)] } == ["PPER", "VVFIN", "ADV"])
    }
}
