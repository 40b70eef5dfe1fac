import Language
import Reading
import Text

/// The annotations of a text as runs of its tokens.
struct AlignedGold {
    struct Row {
        var content: [Range<Int>]
        var cue: [Range<Int>]
        var source: [Range<Int>]
        /// Only that something was said is reported, by a verb that is not marked as a cue.
        var isReported: Bool
    }

    let rows: [Row]
    /// The bytes of all tokens up to each.
    private let weights: [Int]

    init(_ document: GoldDocument, _ text: AnalysedText) {
        var bytes: [Int] = []
        var place = 0
        for scalar in document.text.unicodeScalars {
            bytes.append(place)
            place += UTF8.width(scalar)
        }
        bytes.append(place)
        var weights = [0]
        for token in text.tokens { weights.append(weights.last! + Int(token.end - token.start)) }
        self.weights = weights
        let runs: ([Span]) -> [Range<Int>] = { spans in
            spans.compactMap { span in
                guard span.start < span.end, span.end < bytes.count else { return nil }
                let low = text.tokens.partitionPoint { Int($0.end) > bytes[span.start] }
                let high = text.tokens.partitionPoint { Int($0.start) >= bytes[span.end] }
                return low < high ? low..<high : nil
            }.sorted { $0.lowerBound < $1.lowerBound }
        }
        rows = document.attributions.map {
            Row(
                content: runs($0.content), cue: runs($0.cue), source: runs($0.source),
                isReported: $0.type == "Reported")
        }
    }

    func weight(_ ranges: [Range<Int>]) -> Int {
        ranges.reduce(0) { $0 + weights[$1.upperBound] - weights[$1.lowerBound] }
    }

    func shared(_ a: [Range<Int>], _ b: [Range<Int>]) -> Int {
        var shared = 0
        for range in a {
            for other in b where range.overlaps(other) {
                let both = range.clamped(to: other)
                shared += weights[both.upperBound] - weights[both.lowerBound]
            }
        }
        return shared
    }

    func dice(_ a: [Range<Int>], _ b: [Range<Int>]) -> Double {
        let sum = weight(a) + weight(b)
        return sum > 0 ? Double(2 * shared(a, b)) / Double(sum) : 0
    }
}

/// Makes examples of the decisions that a text asks for.
struct ExampleMaker {
    let gold: AlignedGold
    /// The corpus takes a reported act with its whole clause.
    let takesWholeClause: Bool
    private(set) var contents: [EvidenceExample] = []
    private(set) var sources: [EvidenceExample] = []
    /// How many rows there are, have an anchor, have a candidate that is good.
    private(set) var reach = Reach()

    struct Reach {
        var gold = 0
        var anchored = 0
        var good = 0
        var sources = 0
        var reachable = 0

        mutating func add(_ other: Reach) {
            gold += other.gold
            anchored += other.anchored
            good += other.good
            sources += other.sources
            reachable += other.reachable
        }
    }

    init(gold: AlignedGold, takesWholeClause: Bool) {
        self.gold = gold
        self.takesWholeClause = takesWholeClause
        reach.gold = gold.rows.count
    }

    private struct Open {
        var anchor: Anchor
        var candidates: [ContentCandidate]
        var group: EvidenceGroup
        var row: Int?
        var dice: [Double] = []
    }

    mutating func read(_ walk: inout AttributionWalk, _ pieces: [Range<Int>]) {
        for piece in pieces {
            walk.enter(piece)
            var open: [Open] = []
            for anchor in walk.anchors {
                var group = EvidenceGroup()
                walk.layOut(anchor, into: &group)
                if group.count > 1 {
                    open.append(Open(anchor: anchor, candidates: walk.contents, group: group))
                }
            }
            assign(&open, piece)
            for decision in open { add(decision, &walk) }
            for decision in open { remember(decision, &walk) }
        }
    }

    // MARK: Which row an anchor is the cue of

    private mutating func assign(_ open: inout [Open], _ sentence: Range<Int>) {
        var proposals: [(value: Double, open: Int, row: Int, dice: [Double])] = []
        for (row, attribution) in gold.rows.enumerated() {
            let extent = (attribution.content + attribution.cue)
            guard extent.contains(where: { $0.overlaps(sentence) }) else { continue }
            for index in open.indices {
                let anchor = open[index].anchor
                let dice = agreement(open[index], attribution, sentence)
                guard let best = dice.max(), best > 0 else { continue }
                var value = best
                if anchor.kind.hasCue {
                    if attribution.cue.isEmpty {
                        guard best >= 0.7, attribution.isReported || anchor.kind == .colon
                        else { continue }
                        value -= anchor.kind == .verb ? 0 : 0.1
                        value -= Double(anchor.token - sentence.lowerBound) / 10_000
                    } else {
                        let hits = anchor.cue.contains { token in
                            attribution.cue.contains { $0.contains(token) }
                        }
                        guard hits, best >= 0.3 else { continue }
                        value += 1
                        if attribution.cue.contains(where: { $0.contains(anchor.token) }) {
                            value += 0.3
                        }
                        // Of two rows with one cue the one with more words.
                        value += Double(min(gold.weight(attribution.content), 2000)) / 20_000
                    }
                } else {
                    guard best >= 0.7 else { continue }
                    if attribution.isReported { value -= 0.3 }
                }
                proposals.append((value, index, row, dice))
            }
        }
        proposals.sort { ($0.value, $1.open, $1.row) > ($1.value, $0.open, $0.row) }
        var taken: Set<Int> = []
        for proposal in proposals
        where open[proposal.open].row == nil && !taken.contains(proposal.row) {
            open[proposal.open].row = proposal.row
            open[proposal.open].dice = proposal.dice
            // What goes on over sentences is asked for in each of them.
            taken.insert(proposal.row)
            if proposal.value > 0 { reach.anchored += 1 }
            if proposal.dice.max() ?? 0 >= 0.8 { reach.good += 1 }
        }
    }

    /// How well each candidate agrees with a row, as far as the row stands in the sentence.
    private func agreement(
        _ open: Open, _ row: AlignedGold.Row, _ sentence: Range<Int>
    ) -> [Double] {
        let earlier =
            (row.content + row.cue).map(\.lowerBound).min().map { $0 < sentence.lowerBound }
            ?? false
        return open.candidates.map { candidate in
            if candidate.kind == .none { return 0 }
            let parts = extent(candidate)
            switch candidate.kind {
            case .own, .goesOn:
                if (candidate.kind == .goesOn) != startsBefore(row, candidate.first) { return 0 }
                if candidate.kind == .own, !row.cue.isEmpty { return 0 }
                // Its cue comes later, and finds it.
                if row.cue.contains(where: { $0.lowerBound >= candidate.first.upperBound }) {
                    return 0
                }
                let weight = gold.weight(parts)
                return weight > 0 ? Double(gold.shared(parts, row.content)) / Double(weight) : 0
            default:
                let whole = gold.dice(parts, row.content)
                guard
                    earlier || row.content.contains(where: { $0.upperBound > sentence.upperBound })
                else { return whole }
                let window = ([sentence] + parts)
                let clipped = clip(row.content, to: window)
                return max(whole, 0.98 * gold.dice(parts, clipped))
            }
        }
    }

    private func startsBefore(_ row: AlignedGold.Row, _ words: Range<Int>) -> Bool {
        (row.content + row.cue).contains { $0.lowerBound < words.lowerBound }
    }

    private func clip(_ ranges: [Range<Int>], to window: [Range<Int>]) -> [Range<Int>] {
        let low = window.map(\.lowerBound).min() ?? 0
        let high = window.map(\.upperBound).max() ?? 0
        return ranges.map { $0.clamped(to: low..<high) }.filter { !$0.isEmpty }
    }

    private func extent(_ candidate: ContentCandidate) -> [Range<Int>] {
        takesWholeClause && !candidate.frame.isEmpty ? [candidate.frame] : candidate.parts
    }

    // MARK: Examples

    /// Later sentences see what annotators found in this one.
    private func remember(_ open: Open, _ walk: inout AttributionWalk) {
        guard let row = open.row, let best = open.dice.max(),
            let place = open.dice.firstIndex(of: best)
        else { return }
        let content = open.candidates[place]
        if content.kind == .goesOn {
            walk.rememberGoingOn()
        } else {
            walk.remember(walk.kind(of: content), source: gold.rows[row].source.first)
        }
    }

    private mutating func add(_ open: Open, _ walk: inout AttributionWalk) {
        guard let row = open.row, let best = open.dice.max() else {
            var isRight = Array(repeating: false, count: open.candidates.count)
            isRight[0] = true
            contents.append(EvidenceExample(group: open.group, isRight: isRight))
            return
        }
        contents.append(
            EvidenceExample(group: open.group, isRight: open.dice.map { $0 >= best - 0.01 }))
        let content = open.candidates[open.dice.firstIndex(of: best) ?? 0]
        if content.kind == .goesOn { return }
        var group = EvidenceGroup()
        walk.layOut(sourcesOf: content, open.anchor, into: &group)
        let source = gold.rows[row].source
        reach.sources += 1
        var isRight = Array(repeating: false, count: group.count)
        if source.isEmpty {
            isRight[0] = true
        } else {
            let fits = walk.sourceCandidates.map { candidate in
                candidate.kind != .none && source.contains { $0.contains(candidate.head) }
                    ? gold.dice([candidate.tokens], source) : 0
            }
            guard let most = fits.max(), most > 0 else { return }
            isRight = fits.map { $0 >= most - 0.01 }
        }
        reach.reachable += 1
        sources.append(EvidenceExample(group: group, isRight: isRight))
    }
}
