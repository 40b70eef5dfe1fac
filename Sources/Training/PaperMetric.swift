import Text

/// The joint metric of Petersen-Frey and Biemann, "Dataset of Quotation Attribution in German News
/// Articles" (LREC-COLING 2024): quotes are paired by an optimal assignment on token F1; token
/// precision and recall are taken for each part of each pair and of each row left over; the macro
/// means over all of them give F1.
enum PaperMetric {
    /// The quote first, then the roles.
    private enum Part: String, CaseIterable {
        case content, addressee, cue, frame, source
    }

    private struct TokenRow {
        var type: String?
        var medium: String?
        var parts: [Part: PositionSet] = [:]

        init(_ attribution: Attribution, tokens: [Span]) {
            type = attribution.type
            medium = attribution.medium
            let spans: [Part: [Span]] = [
                .content: attribution.content, .addressee: attribution.addressee,
                .cue: attribution.cue, .frame: attribution.frame, .source: attribution.source,
            ]
            for (part, list) in spans where !list.isEmpty {
                parts[part] = PositionSet(
                    tokens.indices.filter { token in list.contains { $0.overlaps(tokens[token]) } })
            }
        }

        subscript(part: Part) -> PositionSet { parts[part] ?? PositionSet() }
    }

    private struct Means {
        var precisions: [Part: [Double]] = [:]
        var recalls: [Part: [Double]] = [:]
        var types = Labels()
        var media = Labels()

        mutating func count(_ gold: TokenRow?, _ predicted: TokenRow?) {
            for part in Part.allCases {
                let (g, p) = (gold?[part] ?? PositionSet(), predicted?[part] ?? PositionSet())
                let shared = Double(g.shared(with: p))
                if !p.isEmpty { precisions[part, default: []].append(shared / Double(p.count)) }
                if !g.isEmpty { recalls[part, default: []].append(shared / Double(g.count)) }
            }
            types.count(gold?.type, predicted?.type)
            media.count(gold?.medium, predicted?.medium)
        }

        func ratio(_ parts: [Part]) -> Ratio {
            let mean: ([Part: [Double]]) -> Double = { rows in
                let all = parts.flatMap { rows[$0] ?? [] }
                return all.isEmpty ? 0 : all.reduce(0, +) / Double(all.count)
            }
            return Ratio(p: mean(precisions), r: mean(recalls))
        }
    }

    /// Right and wrong labels.
    private struct Labels {
        var hits = 0
        var wrong = 0
        var missed = 0

        mutating func count(_ gold: String?, _ predicted: String?) {
            if gold == predicted {
                if gold != nil { hits += 1 }
            } else {
                if predicted != nil { wrong += 1 }
                if gold != nil { missed += 1 }
            }
        }

        var ratio: Ratio {
            guard hits > 0 else { return Ratio(p: 0, r: 0) }
            return Ratio(
                p: Double(hits) / Double(hits + wrong), r: Double(hits) / Double(hits + missed))
        }
    }

    static func score(
        gold: [GoldDocument], predicted: [String: GoldDocument]
    ) -> [(name: String, ratio: Ratio)] {
        var means = Means()
        for document in gold.sorted(by: { $0.id < $1.id }) {
            let tokens = document.tokens ?? []
            let golds = document.attributions.map { TokenRow($0, tokens: tokens) }
            let predictions = (predicted[document.id]?.attributions ?? [])
                .map { TokenRow($0, tokens: tokens) }.filter { !$0[.content].isEmpty }
            let weights = golds.map { g in predictions.map { weight(g, $0) } }
            let pairs = optimalAssignment(weights)
            for pair in pairs { means.count(golds[pair.row], predictions[pair.column]) }
            let (rows, columns) = (Set(pairs.map(\.row)), Set(pairs.map(\.column)))
            for index in golds.indices where !rows.contains(index) {
                means.count(golds[index], nil)
            }
            for index in predictions.indices where !columns.contains(index) {
                means.count(nil, predictions[index])
            }
        }
        let roles = Array(Part.allCases.dropFirst())
        var out: [(name: String, ratio: Ratio)] = [
            ("quote", means.ratio([.content])), ("roles", means.ratio(roles)),
            ("joint", means.ratio(Part.allCases)),
        ]
        for part in roles { out.append(("role_" + part.rawValue, means.ratio([part]))) }
        out.append(("type", means.types.ratio))
        out.append(("medium", means.media.ratio))
        return out
    }

    private static func weight(_ gold: TokenRow, _ predicted: TokenRow) -> Double {
        let overlap = gold[.content].dice(predicted[.content])
        guard overlap > 0 else { return 0 }
        return overlap + 0.01 * (gold.type == predicted.type ? 1 : 0) + 0.001
            * (gold.medium == predicted.medium ? 1 : 0)
    }
}

/// The assignment of rows to columns with the greatest sum of weights (Kuhn and Munkres, in the
/// form with potentials).
/// - Complexity: O(n²m) for n ≤ m.
func optimalAssignment(_ weights: [[Double]]) -> [(row: Int, column: Int)] {
    guard let first = weights.first, !first.isEmpty else { return [] }
    let (n, m) = (weights.count, first.count)
    if n > m {
        let turned = (0..<m).map { column in weights.map { $0[column] } }
        return optimalAssignment(turned).map { ($0.column, $0.row) }
    }
    var u = Array(repeating: 0.0, count: n + 1)
    var v = Array(repeating: 0.0, count: m + 1)
    var match = Array(repeating: 0, count: m + 1)
    for i in 1...n {
        match[0] = i
        var column = 0
        var least = Array(repeating: Double.infinity, count: m + 1)
        var used = Array(repeating: false, count: m + 1)
        var way = Array(repeating: 0, count: m + 1)
        repeat {
            used[column] = true
            let row = match[column]
            var delta = Double.infinity
            var next = 0
            for j in 1...m where !used[j] {
                let current = -weights[row - 1][j - 1] - u[row] - v[j]
                if current < least[j] {
                    least[j] = current
                    way[j] = column
                }
                if least[j] < delta {
                    delta = least[j]
                    next = j
                }
            }
            for j in 0...m {
                if used[j] {
                    u[match[j]] += delta
                    v[j] -= delta
                } else {
                    least[j] -= delta
                }
            }
            column = next
        } while match[column] != 0
        while column != 0 {
            match[column] = match[way[column]]
            column = way[column]
        }
    }
    return (1...m).filter { match[$0] > 0 }.map { (match[$0] - 1, $0 - 1) }
}
