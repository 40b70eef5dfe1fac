import Foundation
import Language
import Testing
import Text

@testable import Training

@Suite struct TreebankTests {
    private func foth(_ rows: [String]) throws -> [TreebankWord] {
        let lines = rows.map { row in
            let f = row.split(separator: " ").map(String.init)
            return [f[0], f[1], f[2], "_", f[3], "_", f[4], f[5], "_", "_"].joined(separator: "\t")
        }
        let text = lines.joined(separator: "\n") + "\n\n"
        return FothTree(try CoNLLUSentence.read(Array(text.utf8), path: "test")[0]).universal()
    }

    /// Heads and relations as one line.
    private func line(_ words: [TreebankWord]) -> String {
        words.map { "\($0.head):\($0.relation.rawValue)" }.joined(separator: " ")
    }

    @Test func wordsOfContentBecomeHeads() throws {
        let words = try foth([
            "1 Das der ART 2 det", "2 Schiff Schiff NN 3 subj", "3 wurde werden VAFIN 0 root",
            "4 im in APPR 7 pp", "5 alten alt ADJA 6 attr", "6 Hafen Hafen NN 4 pn",
            "7 verkauft verkaufen VVPP 3 aux", "8 . . $. 0 root",
        ])
        #expect(
            line(words)
                == "2:det 7:nsubj:pass 7:aux:pass 6:case 6:amod 7:obl 0:root -1:dep")
        #expect(words[3].tag == "APPRART")
    }

    @Test func coordinationsHangOnTheirFirstMember() throws {
        let words = try foth([
            "1 Boote Boot NN 7 subj", "2 , , $, 0 root", "3 Kähne Kahn NN 1 kon",
            "4 und und KON 3 kon", "5 Schiffe Schiff NN 4 cj", "6 nicht nicht PTKNEG 7 adv",
            "7 sanken sinken VVFIN 0 root",
        ])
        #expect(line(words) == "7:nsubj -1:dep 1:conj 5:cc 1:conj 7:advmod 0:root")
    }

    @Test func theCopulaDependsOnThePredicate() throws {
        let words = try foth([
            "1 Er er PPER 2 subj", "2 ist sein VAFIN 0 root", "3 Kapitän Kapitän NN 2 pred",
        ])
        #expect(line(words) == "3:nsubj 3:cop 0:root")
    }

    @Test func contractionsBecomeOneWord() throws {
        let rows = """
            1\tSie\tsie\tPRON\tPPER\t_\t2\tnsubj\t_\t_
            2\tkam\tkommen\tVERB\tVVFIN\t_\t0\troot\t_\t_
            3-4\tzum\t_\t_\t_\t_\t_\t_\t_\t_
            3\tzu\tzu\tADP\tAPPR\t_\t5\tcase\t_\t_
            4\tdem\tder\tDET\tART\t_\t5\tdet\t_\t_
            5\tHafen\tHafen\tNOUN\tNN\t_\t2\tobl\t_\t_


            """
        let path = FileManager.default.temporaryDirectory.appending(path: "\(UUID()).conllu").path()
        defer { try? FileManager.default.removeItem(atPath: path) }
        try Data(rows.utf8).write(to: URL(fileURLWithPath: path))
        let sentence = try Treebank.universal(path)[0].contracted(tag: "APPRART")
        #expect(sentence.words.map(\.form) == ["Sie", "kam", "zum", "Hafen"])
        #expect(sentence.words.map(\.head) == [2, 0, 4, 2])
        #expect(sentence.words[2].tag == "APPRART")
    }

    @Test func scoresCountWhatIsRight() throws {
        func trees(_ head: Int, _ relation: String, _ mood: String) throws -> [CoNLLUSentence] {
            let rows = """
                1\tSie\tsie\tPRON\tPPER\t_\t\(head)\t\(relation)\t_\t_
                2\tsei\tsein\tAUX\tVAFIN\tMood=\(mood)\t3\tcop\t_\t_
                3\tda\tda\tADV\tADV\t_\t0\troot\t_\t_
                4\t.\t.\tPUNCT\t$.\t_\t3\tpunct\t_\t_


                """
            return try CoNLLUSentence.read(Array(rows.utf8), path: "test")
        }
        var scores = LanguageScores()
        try scores.add(gold: trees(3, "nsubj", "Sub"), found: trees(3, "nsubj", "Sub"))
        try scores.add(gold: trees(3, "nsubj", "Sub"), found: trees(2, "obj", "Ind"))
        #expect(scores.words == 8)
        #expect(scores.attached.words == 6 && scores.attached.heads == 5)
        #expect(scores.attached.labelled == 5)
        #expect(scores.subjects == MatchCounts(gold: 2, found: 1, right: 1))
        #expect(scores.objects == MatchCounts(gold: 0, found: 1, right: 0))
        #expect(scores.subjunctives == MatchCounts(gold: 2, found: 1, right: 1))
        #expect(throws: GoldError.self) {
            var other = LanguageScores()
            try other.add(gold: trees(3, "nsubj", "Sub"), found: [])
        }
    }
}
