import Foundation
import Language
import Testing
import Training

@Suite struct NameScorerTests {
    private func tags(_ labels: String) throws -> [EntityTag] {
        try labels.split(separator: " ").map { try #require(EntityTag(label: $0)) }
    }

    @Test func onlyWholeNamesOfTheSameKindCount() throws {
        var scorer = NameScorer()
        scorer.count(
            gold: try tags("B-PER I-PER O B-LOC O B-ORG"),
            predicted: try tags("B-PER I-PER O B-ORG O B-ORG"))
        scorer.count(gold: try tags("B-LOC I-LOC"), predicted: try tags("B-LOC B-LOC"))
        let scores = scorer.scores
        #expect(scores.all.gold == 4)
        #expect(scores.all.pred == 5)
        #expect(scores.all.tp == 2)
        #expect(scores.kinds[0].f1 == 1)
        #expect(scores.kinds[2].tp == 0)
    }

    @Test func otherNamesAreCountedApart() throws {
        var scorer = NameScorer()
        scorer.count(
            gold: try tags("B-PER O B-MISC O B-LOC"), predicted: try tags("B-PER O B-ORG O O"))
        scorer.count(gold: try tags("O B-ORG"), predicted: try tags("B-MISC B-ORG"))
        let scores = scorer.scores
        #expect(scores.all.gold == 4)
        #expect(scores.withoutOther.gold == 3)
        #expect(scores.withoutOther.pred == 3)
        #expect(scores.withoutOther.tp == 2)
        #expect(scores.table.contains("without MISC   66.7   66.7   66.7      3"))
    }

    @Test func kindsThatTheCorpusLacksDoNotCount() throws {
        var scorer = NameScorer(kinds: [.person])
        scorer.count(gold: try tags("B-PER O"), predicted: try tags("B-PER B-MISC"))
        #expect(scorer.scores.all.p == 1)
    }

    @Test func filesOfOtherMarksAreRead() throws {
        let path = FileManager.default.temporaryDirectory.appending(
            path: "names-\(UUID().uuidString).conll"
        ).path
        defer { try? FileManager.default.removeItem(atPath: path) }
        try Data("Anna I-PER\nWeller I-PER\nkam O\n\nTarvo B-town\nwar B-odd\n".utf8)
            .write(to: URL(filePath: path))
        let corpus = try NameCorpus(path: path, labels: ["town": "LOC", "odd": "?"])
        #expect(corpus.words == [["Anna", "Weller", "kam"], ["Tarvo", "war"]])
        #expect(corpus.tags[0].map(\.label) == ["B-PER", "I-PER", "O"])
        #expect(corpus.tags[1].map(\.label) == ["B-LOC", "O"])
        #expect(corpus.isOpen[1] == [false, true])
        #expect(throws: DataError.self) { try NameCorpus(path: path) }
    }
}
