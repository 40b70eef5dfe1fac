import Text

/// Scores time expressions against gold, in the manner of TempEval-3 (UzZaman et al., 2013):
/// pairs are matched one to one, exact spans first, then by the number of shared characters.
public struct TimeScorer: Sendable {
    public enum Kind: String, CaseIterable, Sendable {
        /// The spans are equal.
        case strict
        /// The spans share at least one character.
        case relaxed
        /// Relaxed, and the type is equal.
        case type
        /// Relaxed, and the value is the same string.
        case value
        /// The spans are equal and so is the value.
        case strictAndValue = "strict+value"
    }

    static let types = ["DATE", "TIME", "DURATION", "SET"]

    public init() {}

    /// - Throws: `GoldError` where a span lies outside its text, or gold lacks a document.
    public func score(gold: [GoldDocument], predicted: [GoldDocument]) throws -> TimeScores {
        let known = Set(gold.map(\.id))
        let unknown = predicted.filter { !known.contains($0.id) }
        if let first = unknown.first {
            throw GoldError.unknownDocuments(count: unknown.count, first: first.id)
        }
        let predictions = Dictionary(
            uniqueKeysWithValues: predicted.map { ($0.id, $0.timexes) })
        var goldCount: [String: Int] = [:]
        var predictedCount: [String: Int] = [:]
        var hits: [String: [Kind: Int]] = [:]
        for document in gold {
            let rows = predictions[document.id] ?? []
            try check(document.timexes + rows, in: document)
            for row in document.timexes {
                goldCount["ALL", default: 0] += 1
                goldCount[row.type, default: 0] += 1
            }
            for row in rows {
                predictedCount["ALL", default: 0] += 1
                predictedCount[row.type, default: 0] += 1
            }
            for (g, p) in pairs(document.timexes, rows) {
                let (x, y) = (document.timexes[g], rows[p])
                for kind in Kind.allCases where agrees(x, y, kind) {
                    hits["ALL", default: [:]][kind, default: 0] += 1
                    if x.type == y.type { hits[x.type, default: [:]][kind, default: 0] += 1 }
                }
            }
        }
        let others = Set(goldCount.keys).union(predictedCount.keys).subtracting(Self.types)
            .subtracting(["ALL"]).sorted()
        return TimeScores(
            documents: gold.count,
            types: (["ALL"] + Self.types + others).map {
                (
                    $0,
                    scores(
                        hits[$0] ?? [:], gold: goldCount[$0] ?? 0,
                        predicted: predictedCount[$0] ?? 0)
                )
            })
    }

    private func check(_ rows: [Timex], in document: GoldDocument) throws {
        let length = document.text.unicodeScalars.count
        for row in rows
        where row.span.start < 0 || row.span.isEmpty || row.span.end > length {
            throw GoldError.spanOutside(
                document: document.id, start: row.span.start, end: row.span.end, length: length)
        }
    }

    private func pairs(_ gold: [Timex], _ predicted: [Timex]) -> [(Int, Int)] {
        var candidates: [(inexact: Int, minusShared: Int, gold: Int, predicted: Int)] = []
        for (g, x) in gold.enumerated() {
            for (p, y) in predicted.enumerated() where x.span.overlaps(y.span) {
                let shared = min(x.span.end, y.span.end) - max(x.span.start, y.span.start)
                candidates.append((x.span == y.span ? 0 : 1, -shared, g, p))
            }
        }
        candidates.sort { $0 < $1 }
        var usedGold: Set<Int> = []
        var usedPredicted: Set<Int> = []
        return candidates.compactMap {
            guard !usedGold.contains($0.gold), !usedPredicted.contains($0.predicted) else {
                return nil
            }
            usedGold.insert($0.gold)
            usedPredicted.insert($0.predicted)
            return ($0.gold, $0.predicted)
        }
    }

    private func agrees(_ gold: Timex, _ predicted: Timex, _ kind: Kind) -> Bool {
        let value = trimmed(gold.value) == trimmed(predicted.value)
        return switch kind {
        case .strict: gold.span == predicted.span
        case .relaxed: true
        case .type: gold.type == predicted.type
        case .value: value
        case .strictAndValue: gold.span == predicted.span && value
        }
    }

    private func trimmed(_ value: String) -> [Unicode.Scalar] {
        let scalars = Array(value.unicodeScalars)
        guard let first = scalars.firstIndex(where: { !isSpace($0) }),
            let last = scalars.lastIndex(where: { !isSpace($0) })
        else { return [] }
        return Array(scalars[first...last])
    }

    private func scores(_ hits: [Kind: Int], gold: Int, predicted: Int) -> TimeTypeScores {
        var measures: [Kind: TimeTypeScores.Measure] = [:]
        for kind in Kind.allCases {
            let tp = hits[kind] ?? 0
            measures[kind] = TimeTypeScores.Measure(
                ratio: Ratio(
                    p: predicted > 0 ? Double(tp) / Double(predicted) : 0,
                    r: gold > 0 ? Double(tp) / Double(gold) : 0), tp: tp)
        }
        let relaxed = hits[.relaxed] ?? 0
        let share: (Kind) -> Double = {
            relaxed > 0 ? Double(hits[$0] ?? 0) / Double(relaxed) : 0
        }
        return TimeTypeScores(
            gold: gold, predicted: predicted, measures: measures, valueAccuracy: share(.value),
            typeAccuracy: share(.type))
    }
}
