import Reading

/// One decision with its right answers: which of the candidates are right.
struct EvidenceExample: Sendable {
    var group: EvidenceGroup
    var isRight: [Bool]
}

/// How a scorer is trained.
public struct EvidenceTrainingOptions: Sendable {
    public var epochs = 12
    public var rate: Float = 0.06
    /// How often a feature is left out while learning.
    public var dropout: Float = 0.1
    public var seed: UInt64 = 1

    public init() {}
}

/// Learns an `EvidenceScorer`: stochastic gradient descent on the likelihood that one of the right
/// candidates is chosen, with AdaGrad (Duchi, Hazan and Singer, JMLR 2011) and the mean of the weights
/// over the later epochs. The same examples give the same weights, bit by bit.
struct EvidenceTraining {
    private typealias Row = EvidenceScorer.Row
    private static let lanes = Row.scalarCount

    private let options: EvidenceTrainingOptions
    private var rows: [Row]
    private var output: Row
    /// The sum of the squared gradients of each row, a mean over its lanes.
    private var squares: [Float]
    private var outputSquares = Row.zero
    private var random: SplitMix
    private var scores: [Float] = []
    private var hidden: [Row] = []
    private var kept: [UInt16] = []
    private var ends: [Int] = []

    init(_ options: EvidenceTrainingOptions) {
        self.options = options
        var random = SplitMix(options.seed)
        rows = (0..<Evidence.rows).map { _ in
            var row = Row.zero
            for lane in 0..<Self.lanes - 1 { row[lane] = random.uniform(0.08) }
            return row
        }
        var output = Row(repeating: 1)
        for lane in 0..<Self.lanes - 1 { output[lane] = random.uniform(0.4) }
        self.output = output
        squares = Array(repeating: 1e-4, count: Evidence.rows)
        outputSquares = Row(repeating: 1e-4)
        self.random = random
    }

    static func train(
        _ examples: [EvidenceExample], _ options: EvidenceTrainingOptions
    ) -> EvidenceScorer {
        var training = EvidenceTraining(options)
        return training.run(examples)
    }

    private mutating func run(_ examples: [EvidenceExample]) -> EvidenceScorer {
        var order = Array(examples.indices)
        var meanRows = Array(repeating: Row.zero, count: rows.count)
        var meanOutput = Row.zero
        var means: Float = 0
        for epoch in 0..<options.epochs {
            random.shuffle(&order)
            let rate = options.rate * (1 - 0.8 * Float(epoch) / Float(options.epochs))
            for index in order { learn(examples[index], rate) }
            guard 2 * epoch >= options.epochs - 1 else { continue }
            for row in rows.indices { meanRows[row] += rows[row] }
            meanOutput += output
            means += 1
        }
        let count = max(means, 1)
        var scorer = EvidenceScorer(rows: meanRows.map { $0 / count }, output: meanOutput / count)
        // What was never seen weighs nothing.
        let seen = Set(examples.flatMap { $0.group.shared + $0.group.features })
        for row in scorer.rows.indices where !seen.contains(UInt16(row)) { scorer.rows[row] = .zero }
        return scorer
    }

    private mutating func learn(_ example: EvidenceExample, _ rate: Float) {
        let group = example.group
        scores.removeAll(keepingCapacity: true)
        hidden.removeAll(keepingCapacity: true)
        kept.removeAll(keepingCapacity: true)
        ends.removeAll(keepingCapacity: true)
        for feature in group.shared where random.unit() >= options.dropout { kept.append(feature) }
        let sharedEnd = kept.count
        var shared = Row.zero
        for feature in kept { shared += rows[Int(feature)] }
        for index in 0..<group.count {
            var sum = shared
            for feature in group.features[group.candidate(index)]
            where random.unit() >= options.dropout {
                kept.append(feature)
                sum += rows[Int(feature)]
            }
            ends.append(kept.count)
            let rectified = EvidenceScorer.rectified(sum)
            hidden.append(rectified)
            scores.append((rectified * output).sum())
        }
        softmax(&scores)
        var right: Float = 0
        for index in scores.indices where example.isRight[index] { right += scores[index] }
        right = max(right, 1e-9)
        var sharedGradient = Row.zero
        var outputGradient = Row.zero
        for index in scores.indices {
            let wanted = example.isRight[index] ? scores[index] / right : 0
            let error = scores[index] - wanted
            if abs(error) < 1e-4 { continue }
            outputGradient += hidden[index] * error
            var gradient = (output * error).replacing(
                with: Row.zero, where: hidden[index] .<= Row.zero)
            gradient[Self.lanes - 1] = error
            sharedGradient += gradient
            let start = index == 0 ? sharedEnd : ends[index - 1]
            let square = Self.meanSquare(gradient)
            for place in start..<ends[index] { step(Int(kept[place]), gradient, square, rate) }
        }
        let square = Self.meanSquare(sharedGradient)
        for place in 0..<sharedEnd { step(Int(kept[place]), sharedGradient, square, rate) }
        outputGradient[Self.lanes - 1] = 0
        outputSquares += outputGradient * outputGradient
        output -= outputGradient * rate / outputSquares.squareRoot()
    }

    private static func meanSquare(_ gradient: Row) -> Float {
        (gradient * gradient).sum() / Float(lanes)
    }

    @inline(__always)
    private mutating func step(_ row: Int, _ gradient: Row, _ square: Float, _ rate: Float) {
        squares[row] += square
        rows[row] -= gradient * (rate / squares[row].squareRoot())
    }
}
