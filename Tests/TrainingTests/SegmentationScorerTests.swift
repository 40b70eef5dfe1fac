import Foundation
import Language
import Testing
import Text
import Training

/// Tokens and sentences against gold.
@Suite struct SegmentationScorerTests {
    private static let root = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "../../Sources/Language/Data").standardized.path

    /// Lines of ID, form and, where no blank follows, `-`.
    private func sentence(_ words: String, comments: [String] = []) -> CoNLLUSentence {
        var sentence = CoNLLUSentence()
        sentence.comments = comments
        sentence.rows = words.split(separator: " ").map { word in
            let parts = word.split(separator: "/").map(String.init)
            return CoNLLUSentence.Row(
                columns: [parts[0], parts[1], "_", "_", "_", "_", "_", "_", "_"]
                    + [parts.count > 2 ? "SpaceAfter=No" : "_"])
        }
        return sentence
    }

    /// Words written as one count as they are written: "do|n't", but "zum".
    @Test func textOfATreebank() {
        let text = SegmentedText([
            sentence("1-2/don't 1/do 2/n't 3/go/- 4/!"),
            sentence("1-2/zum 1/zu 2/dem 3/Haus", comments: ["# newpar"]),
        ])
        #expect(String(decoding: text.bytes, as: UTF8.self) == "don't go!\n\nzum Haus ")
        let words = text.tokens.map {
            String(decoding: text.bytes[$0.start..<$0.end], as: UTF8.self)
        }
        #expect(words == ["do", "n't", "go", "!", "zum", "Haus"])
        #expect(text.sentences == [Span(0, 9), Span(11, 19)])
    }

    @Test func countsAreThoseOfBothSides() throws {
        let scorer = SegmentationScorer(
            pack: try LanguagePack(language: "en", root: Self.root))
        let scores = scorer.score([
            sentence("1/She 2/ca/- 3/n't 4/wait/- 5/."),
            sentence("1/US-based 2/Smith"),
            sentence("1/well/- 2/-/- 3/known 4/is 5/he/- 6/."),
        ])
        // To the segmenter "well-known" is one word.
        #expect(scores.tokens == MatchCounts(gold: 13, found: 11, right: 10))
        #expect(scores.boundaries == MatchCounts(gold: 2, found: 1, right: 1))
        #expect(scores.figures.map(\.name) == ["tokens", "sentences", "boundaries"])
    }
}
