public import Language

/// Strict scores of names: a name counts as found where its words and its kind are the same
/// (the measure of CoNLL 2003, Tjong Kim Sang and De Meulder).
public struct NameScores: Sendable {
    /// Counts for each kind, in the order of `EntityTag.Kind`.
    public var kinds: [CountedRatio]
    /// All kinds together.
    public var all: CountedRatio
    /// Persons, organisations and places together: what most sets of gold names mark.
    public var withoutOther: CountedRatio
}

/// Compares tags with gold tags.
public struct NameScorer: Sendable {
    private let kinds: [EntityTag.Kind]
    private var hits = [Int](repeating: 0, count: EntityTag.Kind.allCases.count)
    private var predicted = [Int](repeating: 0, count: EntityTag.Kind.allCases.count)
    private var gold = [Int](repeating: 0, count: EntityTag.Kind.allCases.count)

    /// - Parameter kinds: the kinds that the gold corpus marks; names of other kinds do not count.
    public init(kinds: [EntityTag.Kind] = EntityTag.Kind.allCases) { self.kinds = kinds }

    /// Counts one sentence. Both rows of tags must have the same length.
    public mutating func count(gold goldTags: [EntityTag], predicted predictedTags: [EntityTag]) {
        precondition(goldTags.count == predictedTags.count, "one tag a word")
        let wanted = Set(Self.names(in: goldTags))
        for name in wanted where kinds.contains(name.kind) { gold[Int(name.kind.rawValue)] += 1 }
        for name in Self.names(in: predictedTags) where kinds.contains(name.kind) {
            predicted[Int(name.kind.rawValue)] += 1
            if wanted.contains(name) { hits[Int(name.kind.rawValue)] += 1 }
        }
    }

    /// The scores of what was counted so far.
    public var scores: NameScores {
        func ratio(_ hits: Int, _ predicted: Int, _ gold: Int) -> CountedRatio {
            CountedRatio(
                predictedHits: hits, predicted: predicted, goldHits: hits, gold: gold)
        }
        let other = Int(EntityTag.Kind.other.rawValue)
        let all = ratio(hits.reduce(0, +), predicted.reduce(0, +), gold.reduce(0, +))
        return NameScores(
            kinds: EntityTag.Kind.allCases.indices.map {
                ratio(hits[$0], predicted[$0], gold[$0])
            },
            all: all,
            withoutOther: ratio(
                all.tp - hits[other], all.pred - predicted[other],
                all.gold - gold[other]))
    }

    /// A name: its words and its kind.
    public struct Name: Hashable, Sendable {
        public var tokens: Range<Int>
        public var kind: EntityTag.Kind
    }

    /// The names in a row of tags. A tag inside a name that does not go on with its kind begins one.
    public static func names(in tags: [EntityTag]) -> [Name] {
        var names: [Name] = []
        for (index, tag) in tags.enumerated() {
            guard let kind = tag.kind else { continue }
            if !tag.begins, let last = names.last, last.tokens.upperBound == index,
                last.kind == kind
            {
                names[names.count - 1].tokens = last.tokens.lowerBound..<index + 1
            } else {
                names.append(Name(tokens: index..<index + 1, kind: kind))
            }
        }
        return names
    }
}

extension NameScores {
    /// The figures as a table: kind, precision, recall, F1, names in the gold corpus.
    public var table: String {
        var lines = ["kind              P      R     F1   gold"]
        func row(_ name: String, _ ratio: CountedRatio) -> String {
            func percent(_ value: Double) -> String {
                let tenths = Int((value * 1000).rounded())
                let text = "\(tenths / 10).\(tenths % 10)"
                return String(repeating: " ", count: max(0, 7 - text.count)) + text
            }
            let count = String(ratio.gold)
            return name.padding(to: 12) + percent(ratio.p) + percent(ratio.r) + percent(ratio.f1)
                + String(repeating: " ", count: max(0, 7 - count.count)) + count
        }
        for (kind, ratio) in zip(EntityTag.Kind.allCases, kinds) where ratio.gold > 0 {
            lines.append(row(kind.label, ratio))
        }
        lines.append(row("all", all))
        lines.append(row("without MISC", withoutOther))
        return lines.joined(separator: "\n") + "\n"
    }
}

extension String {
    fileprivate func padding(to width: Int) -> String {
        self + String(repeating: " ", count: max(0, width - count))
    }
}
