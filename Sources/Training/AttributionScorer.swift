import Text

/// Scores attributions against gold, with the measures of the project's reference scorer.
///
/// Pairs of gold and predicted content are matched one to one, greedily, best character overlap
/// first. Cues are matched on their own; sources and addressees are compared over the content
/// pairs. A gold document without predictions counts as predicted empty.
public struct AttributionScorer: Sendable {
    /// A pair is good from this character F1 on.
    static let good = 0.8

    /// Only attributions of this type are scored, on both sides; the case does not matter.
    public var only: String?

    public init(only: String? = nil) { self.only = only }

    /// - Throws: `GoldError.spanOutside`.
    public func score(gold: [GoldDocument], predicted: [GoldDocument]) throws -> AttributionScores {
        let predictions = Dictionary(uniqueKeysWithValues: predicted.map { ($0.id, $0) })
        var tally = Tally()
        for document in gold {
            let text = ScoredText(document)
            let keep: (Attribution) throws -> ScoredAttribution? = {
                let scored = try ScoredAttribution($0, in: text)
                guard !scored.content.isEmpty else { return nil }
                return only.map { $0.lowercased() == scored.type.lowercased() } ?? true
                    ? scored : nil
            }
            tally.add(
                text: text, gold: try document.attributions.compactMap(keep),
                predicted: try predictions[document.id]?.attributions.compactMap(keep) ?? [])
        }
        var scores = tally.scores
        if only == nil, !gold.isEmpty, gold.allSatisfy({ $0.tokens != nil }) {
            scores.paper = PaperMetric.score(gold: gold, predicted: predictions)
        }
        return scores
    }
}

extension AttributionScorer {
    /// For each predicted attribution of a document whether it counts as a full triple.
    static func rightTriples(_ gold: GoldDocument, _ predicted: GoldDocument) throws -> [Bool] {
        let text = ScoredText(gold)
        let golds = try gold.attributions.map { try ScoredAttribution($0, in: text) }
        let rows = try predicted.attributions.map { try ScoredAttribution($0, in: text) }
        var right = Array(repeating: false, count: rows.count)
        for pair in greedyPairs(golds, rows, by: \.content) {
            let (g, p) = (golds[pair.gold], rows[pair.predicted])
            right[pair.predicted] =
                pair.dice >= good && sourceIsRight(g, p) && (g.cue.isEmpty || cueFits(g, p))
        }
        return right
    }
}

/// Whether the predicted source names the gold source.
func sourceIsRight(_ gold: ScoredAttribution, _ predicted: ScoredAttribution) -> Bool {
    if gold.source.isEmpty { return predicted.source.isEmpty }
    if predicted.source.isEmpty { return false }
    if predicted.head.overlaps(gold.source) { return true }
    return gold.head.overlaps(predicted.source)
        && predicted.source.count <= 3 * gold.source.count + 10
}

/// Whether the predicted source names the gold source, or another mention with its head word.
private func sourceIsNear(
    _ gold: ScoredAttribution, _ predicted: ScoredAttribution, _ text: ScoredText
) -> Bool {
    if gold.source.isEmpty || predicted.source.isEmpty { return false }
    if sourceIsRight(gold, predicted) { return true }
    let word = text.word(at: gold.head)
    return word.unicodeScalars.count > 2 && word == text.word(at: predicted.head)
}

/// Whether the cues overlap; a cue that is far too long never fits.
private func cueFits(_ gold: ScoredAttribution, _ predicted: ScoredAttribution) -> Bool {
    gold.cue.overlaps(predicted.cue) && predicted.cue.count <= max(30, 3 * gold.cue.count)
}

/// One-to-one pairs, the best overlap of `key` first; ties go to equal types, then to the order.
func greedyPairs(
    _ gold: [ScoredAttribution], _ predicted: [ScoredAttribution],
    by key: (ScoredAttribution) -> PositionSet,
    where fits: (ScoredAttribution, ScoredAttribution) -> Bool = { _, _ in true }
) -> [(gold: Int, predicted: Int, dice: Double)] {
    struct Candidate {
        var dice: Double
        var otherType: Bool
        var gold: Int
        var predicted: Int
    }
    var candidates: [Candidate] = []
    for (g, goldRow) in gold.enumerated() {
        for (p, predictedRow) in predicted.enumerated() {
            guard key(goldRow).overlaps(key(predictedRow)), fits(goldRow, predictedRow) else {
                continue
            }
            candidates.append(
                Candidate(
                    dice: key(goldRow).dice(key(predictedRow)),
                    otherType: goldRow.type != predictedRow.type, gold: g, predicted: p))
        }
    }
    candidates.sort { a, b in
        if a.dice != b.dice { return a.dice > b.dice }
        if a.otherType != b.otherType { return !a.otherType }
        return (a.gold, a.predicted) < (b.gold, b.predicted)
    }
    var usedGold: Set<Int> = []
    var usedPredicted: Set<Int> = []
    return candidates.compactMap {
        guard !usedGold.contains($0.gold), !usedPredicted.contains($0.predicted) else { return nil }
        usedGold.insert($0.gold)
        usedPredicted.insert($0.predicted)
        return ($0.gold, $0.predicted, $0.dice)
    }
}

/// The counts over all documents.
private struct Tally {
    struct Role {
        var hits = 0
        var gold = 0
        var predicted = 0
        var hitsByType: [String: Int] = [:]
        var goldByType: [String: Int] = [:]
    }
    var goldByType: [String: Int] = [:]
    var predictedByType: [String: Int] = [:]
    /// Hits at a level, by the type of the gold row and of the predicted row.
    var goldHits: [ContentLevel: [String: Int]] = [:]
    var predictedHits: [ContentLevel: [String: Int]] = [:]
    var goldTriples: [String: Int] = [:]
    var predictedTriples: [String: Int] = [:]
    var characters = Role()
    var cue = Role()
    var source = Role()
    var nearSources = 0
    var addressee = Role()

    mutating func add(
        text: ScoredText, gold: [ScoredAttribution], predicted: [ScoredAttribution]
    ) {
        for row in gold { goldByType[row.type, default: 0] += 1 }
        for row in predicted { predictedByType[row.type, default: 0] += 1 }
        let goldUnion = PositionSet(gold.flatMap(\.content.positions))
        let predictedUnion = PositionSet(predicted.flatMap(\.content.positions))
        characters.hits += goldUnion.shared(with: predictedUnion)
        characters.gold += goldUnion.count
        characters.predicted += predictedUnion.count
        for pair in greedyPairs(gold, predicted, by: \.content) {
            add(gold[pair.gold], predicted[pair.predicted], dice: pair.dice, text)
        }
        let goldCues = gold.filter { !$0.cue.isEmpty }
        let predictedCues = predicted.filter { !$0.cue.isEmpty }
        cue.gold += goldCues.count
        cue.predicted += predictedCues.count
        for row in goldCues { cue.goldByType[row.type, default: 0] += 1 }
        for pair in greedyPairs(goldCues, predictedCues, by: \.cue, where: cueFits) {
            cue.hits += 1
            cue.hitsByType[goldCues[pair.gold].type, default: 0] += 1
        }
    }

    /// Counts one pair of contents.
    private mutating func add(
        _ gold: ScoredAttribution, _ predicted: ScoredAttribution, dice: Double, _ text: ScoredText
    ) {
        let sourceRight = sourceIsRight(gold, predicted)
        var levels: [ContentLevel] = [.overlap]
        if gold.content == predicted.content { levels.append(.exact) }
        if gold.trimmedContent == predicted.trimmedContent { levels.append(.trimmed) }
        if dice >= AttributionScorer.good {
            levels.append(.good)
            if sourceRight, gold.cue.isEmpty || cueFits(gold, predicted) {
                goldTriples[gold.type, default: 0] += 1
                predictedTriples[predicted.type, default: 0] += 1
            }
        }
        for level in levels {
            goldHits[level, default: [:]][gold.type, default: 0] += 1
            predictedHits[level, default: [:]][predicted.type, default: 0] += 1
        }
        if sourceIsNear(gold, predicted, text) { nearSources += 1 }
        if !predicted.source.isEmpty { source.predicted += 1 }
        if !gold.source.isEmpty {
            source.gold += 1
            source.goldByType[gold.type, default: 0] += 1
            if sourceRight {
                source.hits += 1
                source.hitsByType[gold.type, default: 0] += 1
            }
        }
        if !gold.addressee.isEmpty { addressee.gold += 1 }
        if !predicted.addressee.isEmpty { addressee.predicted += 1 }
        if gold.addressee.overlaps(predicted.addressee) { addressee.hits += 1 }
    }

    var scores: AttributionScores {
        let gold = goldByType.values.reduce(0, +)
        let predicted = predictedByType.values.reduce(0, +)
        let sum: ([String: Int]?) -> Int = { $0?.values.reduce(0, +) ?? 0 }
        var overall: [(name: String, ratio: CountedRatio)] = []
        for level in ContentLevel.allCases {
            overall.append(
                (
                    "content_" + level.rawValue,
                    CountedRatio(
                        predictedHits: sum(predictedHits[level]), predicted: predicted,
                        goldHits: sum(goldHits[level]), gold: gold)
                ))
        }
        let roles: [(String, Role, Int)] = [
            ("content_chars", characters, characters.hits), ("cue_overlap", cue, cue.hits),
            ("source_given_content", source, source.hits),
            ("source~_given_content", source, nearSources),
            ("addressee_given_content", addressee, addressee.hits),
        ]
        for (name, role, hits) in roles {
            overall.append(
                (
                    name,
                    CountedRatio(
                        predictedHits: hits, predicted: role.predicted, goldHits: hits,
                        gold: role.gold)
                ))
        }
        overall.append(
            (
                "full_triple",
                CountedRatio(
                    predictedHits: sum(predictedTriples), predicted: predicted,
                    goldHits: sum(goldTriples), gold: gold)
            ))
        let types = Set(goldByType.keys).union(predictedByType.keys).sorted {
            (-goldByType[$0, default: 0], $0) < (-goldByType[$1, default: 0], $1)
        }
        return AttributionScores(
            overall: overall, byType: types.map { ($0, typeScores($0)) }, paper: nil)
    }

    private func typeScores(_ type: String) -> TypeScores {
        let (gold, predicted) = (goldByType[type, default: 0], predictedByType[type, default: 0])
        let recall: (Role) -> Double? = { role in
            let gold = role.goldByType[type, default: 0]
            return gold > 0 ? Double(role.hitsByType[type, default: 0]) / Double(gold) : nil
        }
        var content: [ContentLevel: CountedRatio] = [:]
        for level in ContentLevel.allCases {
            content[level] = CountedRatio(
                predictedHits: predictedHits[level]?[type] ?? 0, predicted: predicted,
                goldHits: goldHits[level]?[type] ?? 0, gold: gold)
        }
        return TypeScores(
            content: content, cueRecall: recall(cue), sourceRecall: recall(source),
            fullTriple: CountedRatio(
                predictedHits: predictedTriples[type, default: 0], predicted: predicted,
                goldHits: goldTriples[type, default: 0], gold: gold))
    }
}
