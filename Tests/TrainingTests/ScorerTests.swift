import Foundation
import Testing
import Text

@testable import Training

private let golden = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "../Golden").standardized

/// The scorers give the figures that the reference scorers give for the same files.
@Suite struct ScorerTests {
    private func load(_ name: String) throws -> [GoldDocument] {
        try GoldDocument.load(golden.appending(path: name).path)
    }

    /// The numbers of a JSON object, by their path.
    private func figures(_ value: Any, _ path: String = "") -> [String: Double] {
        if let object = value as? [String: Any] {
            return object.reduce(into: [:]) { all, entry in
                all.merge(figures(entry.value, path + "/" + entry.key)) { first, _ in first }
            }
        }
        return (value as? NSNumber).map { [path: $0.doubleValue] } ?? [:]
    }

    private func expectSame(_ json: String, as file: String) throws {
        let ours = figures(try JSONSerialization.jsonObject(with: Data(json.utf8)))
        let reference = figures(
            try JSONSerialization.jsonObject(with: Data(contentsOf: golden.appending(path: file))))
        #expect(Set(ours.keys) == Set(reference.keys))
        for (path, figure) in reference {
            #expect(abs((ours[path] ?? .nan) - figure) <= 1e-9, "\(path)")
        }
    }

    @Test func attributionFigures() throws {
        let scores = try AttributionScorer().score(
            gold: try load("score-attribution.jsonl"),
            predicted: try load("score-attribution-predicted.jsonl"))
        try expectSame(try scores.json(), as: "score-attribution-expected.json")
    }

    @Test func timeFigures() throws {
        let scores = try TimeScorer().score(
            gold: try load("score-time.jsonl"), predicted: try load("score-time-predicted.jsonl"))
        try expectSame(try scores.json(), as: "score-time-expected.json")
    }

    @Test func goldAgainstItselfIsPerfect() throws {
        let gold = try load("score-attribution.jsonl")
        #expect(try AttributionScorer().score(gold: gold, predicted: gold).fullTripleF1 == 1)
        let times = try load("score-time.jsonl")
        #expect(try TimeScorer().score(gold: times, predicted: times).valueF1 == 1)
    }

    @Test(arguments: [
        ("die Sprecherin der Feuerwehr, Britta Jansen", "Sprecherin"),
        ("The mayor of Kilbray", "mayor"),
        ("ein ranghoher Beamter des Ministeriums", "Beamter"),
        ("Dr. Ute Kranz vom Amt", "Kranz"),
        ("the", "the"),
    ])
    func headsOfNounPhrases(phrase: String, head: String) throws {
        let text = ScoredText(GoldDocument(id: "test", text: phrase))
        let found = try text.head(of: [Span(0, phrase.unicodeScalars.count)])
        #expect(text.word(at: found) == head.lowercased())
    }

    @Test func theBestAssignmentIsFound() {
        let pairs = optimalAssignment([[4, 1, 3], [2, 0, 5]])
        #expect(pairs.map { [$0.row, $0.column] } == [[0, 0], [1, 2]])
        #expect(optimalAssignment([[1.0], [3.0]]).map { [$0.row, $0.column] } == [[1, 0]])
        #expect(optimalAssignment([]).isEmpty)
    }

    @Test func badFilesAreNamed() throws {
        #expect(throws: GoldError.unreadable(path: "/no/such/file")) {
            try GoldDocument.load("/no/such/file")
        }
        let outside = GoldDocument(
            id: "x", text: "short", attributions: [.init(type: nil, content: [Span(0, 9)])])
        #expect(throws: GoldError.spanOutside(document: "x", start: 0, end: 9, length: 5)) {
            try AttributionScorer().score(gold: [outside], predicted: [])
        }
    }
}
