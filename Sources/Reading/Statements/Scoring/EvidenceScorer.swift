import Kernels
import Language

/// Scores the candidates of a decision: each is the sum of the rows of its features, one hidden layer
/// of rectified units, and a linear part beside it; a softmax over all gives probabilities.
package struct EvidenceScorer: Sendable {
    /// A row of weights: what a feature adds to the hidden units, the last lane to the linear part.
    package typealias Row = SIMD32<Float>

    private let table: Table
    /// From the hidden units to the score; the last lane is 1, for the linear part.
    package let output: Row

    /// `Evidence.rows` rows, as they were learned or as they lie in a file, where a copy would cost more than what is read
    /// of them in many a text.
    private final class Table: Sendable {
        /// Keeps rows that are mapped.
        private let file: ModelFile?
        /// `nonisolated(unsafe)`: never written once they stand here.
        nonisolated(unsafe) let rows: UnsafeBufferPointer<Row>

        init(_ learned: [Row]) {
            let copy = UnsafeMutableBufferPointer<Row>.allocate(capacity: learned.count)
            _ = copy.initialize(from: learned)
            file = nil
            rows = UnsafeBufferPointer(copy)
        }

        init(_ rows: UnsafeBufferPointer<Row>, of file: ModelFile) {
            self.file = file
            self.rows = rows
        }

        deinit {
            if file == nil { rows.deallocate() }
        }
    }

    package init(rows: [Row], output: Row) {
        table = Table(rows)
        self.output = output
    }

    /// A copy of all rows.
    package var rows: [Row] { withRows { Array($0) } }

    @inline(__always)
    private func withRows<Result>(_ body: (UnsafeBufferPointer<Row>) -> Result) -> Result {
        withExtendedLifetime(table) { body(table.rows) }
    }

    /// - Throws: `DataError.damaged` where a section is missing or has another size.
    init(_ file: ModelFile, name: String) throws {
        let rows = try file.section("\(name)-rows", of: Row.self)
        let output = try file.section("\(name)-output", of: Row.self)
        guard rows.count == Evidence.rows,
            output.count == 1
        else {
            throw DataError.damaged(
                path: file.path, reason: "section '\(name)-rows' is of another version")
        }
        table = Table(rows, of: file)
        self.output = output[0]
    }

    @inline(__always)
    package func sum(_ features: some Sequence<UInt16>, from start: Row = .zero) -> Row {
        var sum = start
        withRows { rows in
            for feature in features { sum += rows[Int(feature)] }
        }
        return sum
    }

    @inline(__always)
    package static func rectified(_ sum: Row) -> Row {
        var hidden = sum.replacing(with: Row.zero, where: sum .< Row.zero)
        hidden[Row.scalarCount - 1] = sum[Row.scalarCount - 1]
        return hidden
    }

    /// Fills `scores` with the probability of each candidate.
    package func probabilities(_ group: EvidenceGroup, into scores: inout [Float]) {
        scores.removeAll(keepingCapacity: true)
        scores.append(contentsOf: repeatElement(0, count: group.count))
        var output = output
        withRows { rows in
            withUnsafeBytes(of: &output) { output in
                lb_score_rows(
                    UnsafeRawPointer(rows.baseAddress!).assumingMemoryBound(to: Float.self),
                    group.shared,
                    Int64(group.shared.count), group.features, group.ends, Int64(group.count),
                    output.assumingMemoryBound(to: Float.self).baseAddress, &scores)
            }
        }
        softmax(&scores)
    }

    /// What speaks most for a candidate: of its own features the one without which its score falls most, and
    /// of those that all share the one without which it leads the first candidate least.
    func strongest(
        _ group: EvidenceGroup, _ index: Int
    ) -> (own: (evidence: Evidence, value: Int)?, shared: (evidence: Evidence, value: Int)?) {
        let start = sum(group.shared)
        let first = sum(group.features[group.candidate(0)])
        let own = group.features[group.candidate(index)]
        let rest = sum(own)
        let score = score(start + rest)
        let lead = score - self.score(start + first)
        return (
            most(own) { score - self.score(start + rest - $0) },
            most(group.shared[...]) {
                lead - (self.score(start - $0 + rest) - self.score(start - $0 + first))
            }
        )
    }

    private func score(_ sum: Row) -> Float { (Self.rectified(sum) * output).sum() }

    /// The feature whose row loses most, if any loses.
    private func most(
        _ features: ArraySlice<UInt16>, _ loss: (Row) -> Float
    ) -> (evidence: Evidence, value: Int)? {
        var best: (feature: Int, loss: Float)?
        for feature in features {
            let loss = loss(withRows { $0[Int(feature)] })
            if loss > best?.loss ?? 0 { best = (Int(feature), loss) }
        }
        return best.flatMap { best in
            Evidence(rawValue: UInt8(best.feature / Evidence.width)).map {
                ($0, best.feature % Evidence.width)
            }
        }
    }
}

/// Turns scores into probabilities.
package func softmax(_ scores: inout [Float]) {
    guard let most = scores.max() else { return }
    var sum: Float = 0
    for index in scores.indices {
        scores[index] = exponential(scores[index] - most)
        sum += scores[index]
    }
    for index in scores.indices { scores[index] /= sum }
}

/// e to the power of x, the same on every machine: 2^(x·log₂e) by a polynomial for the fraction
/// (error below 1e-6 of the value).
package func exponential(_ x: Float) -> Float {
    let power = min(max(x, -80), 80) * 1.442_695_04
    let whole = power.rounded(.down)
    let part = power - whole
    let fraction =
        1 + part
        * (0.693_147_2 + part
            * (0.240_226_5 + part
                * (0.055_504_1 + part * (0.009_618_1 + part * (0.001_333_3 + part * 0.000_154_0)))))
    return fraction * Float(bitPattern: UInt32(127 + Int32(whole)) << 23)
}
