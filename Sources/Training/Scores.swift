/// Precision, recall and their harmonic mean.
public struct Ratio: Hashable, Sendable, Codable {
    public var p: Double
    public var r: Double
    public var f1: Double

    public init(p: Double, r: Double) {
        self.p = p
        self.r = r
        f1 = p + r > 0 ? 2 * p * r / (p + r) : 0
    }
}

/// A ratio with the counts that it was made of.
public struct CountedRatio: Hashable, Sendable, Codable {
    public var p: Double
    public var r: Double
    public var f1: Double
    /// Gold rows that were hit.
    public var tp: Int
    public var pred: Int
    public var gold: Int

    /// - Parameters:
    ///   - predictedHits: hits counted among the predicted rows.
    ///   - goldHits: hits counted among the gold rows.
    public init(predictedHits: Int, predicted: Int, goldHits: Int, gold: Int) {
        // Nothing to find and nothing found is right.
        p = predicted > 0 ? Double(predictedHits) / Double(predicted) : (gold == 0 ? 1 : 0)
        r = gold > 0 ? Double(goldHits) / Double(gold) : (predicted == 0 ? 1 : 0)
        f1 = p + r > 0 ? 2 * p * r / (p + r) : 0
        tp = goldHits
        pred = predicted
        self.gold = gold
    }
}

/// The content measures: how the pairs of gold and predicted content agree.
public enum ContentLevel: String, CaseIterable, Sendable {
    /// The same characters.
    case exact
    /// The same after dropping punctuation and quotation marks at the edges.
    case trimmed = "exact~"
    /// Character F1 of at least 0.8.
    case good
    /// At least one shared character.
    case overlap
}

/// The figures for one type: recall by the gold type, precision by the predicted type.
public struct TypeScores: Sendable {
    public var content: [ContentLevel: CountedRatio]
    public var cueRecall: Double?
    public var sourceRecall: Double?
    public var fullTriple: CountedRatio
}

/// What `AttributionScorer` finds.
public struct AttributionScores: Sendable {
    /// The measures over all types, in the order in which they are printed.
    public var overall: [(name: String, ratio: CountedRatio)]
    /// The types, the most frequent in gold first.
    public var byType: [(type: String, scores: TypeScores)]
    /// The joint metric of the German corpus's paper, where gold carries its tokens.
    public var paper: [(name: String, ratio: Ratio)]?

    /// The F1 of the full triple: content good, source right, cue right.
    public var fullTripleF1: Double {
        overall.first { $0.name == "full_triple" }?.ratio.f1 ?? 0
    }
}

/// The figures of one type of time expression, or of all.
public struct TimeTypeScores: Sendable {
    public struct Measure: Sendable {
        public var ratio: Ratio
        public var tp: Int
    }
    public var gold: Int
    public var predicted: Int
    public var measures: [TimeScorer.Kind: Measure]
    public var valueAccuracy: Double
    public var typeAccuracy: Double
}

/// What `TimeScorer` finds.
public struct TimeScores: Sendable {
    public var documents: Int
    /// `ALL` first, then the types.
    public var types: [(type: String, scores: TimeTypeScores)]

    /// The F1 of the values over all types.
    public var valueF1: Double { types.first?.scores.measures[.value]?.ratio.f1 ?? 0 }
}
