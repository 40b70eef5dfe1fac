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
    private let rows: UnsafeMutableBufferPointer<Row>
    private var output: Row
    /// The sum of the squared gradients of each row, a mean over its lanes.
    private let squares: UnsafeMutableBufferPointer<Float>
    private var outputSquares = Row.zero
    private var random: SplitMix
    private var scores: [Float] = []
    private var hidden: [Row] = []
    private var kept: [UInt16] = []
    private var ends: [Int] = []
    /// The dropout as a share of all 32-bit numbers.
    private let dropBelow: UInt32

    init(_ options: EvidenceTrainingOptions) {
        self.options = options
        dropBelow = UInt32(Double(options.dropout) * Double(UInt32.max))
        var random = SplitMix(options.seed)
        rows = .allocate(capacity: Evidence.rows)
        for index in 0..<Evidence.rows {
            var row = Row.zero
            for lane in 0..<Self.lanes - 1 { row[lane] = random.uniform(0.08) }
            rows.initializeElement(at: index, to: row)
        }
        var output = Row(repeating: 1)
        for lane in 0..<Self.lanes - 1 { output[lane] = random.uniform(0.4) }
        self.output = output
        squares = .allocate(capacity: Evidence.rows)
        squares.initialize(repeating: 1e-4)
        outputSquares = Row(repeating: 1e-4)
        self.random = random
    }

    static func train(
        _ examples: [EvidenceExample], _ options: EvidenceTrainingOptions
    ) -> EvidenceScorer {
        var training = EvidenceTraining(options)
        defer {
            training.rows.deallocate()
            training.squares.deallocate()
        }
        return training.run(examples)
    }

    private mutating func run(_ examples: [EvidenceExample]) -> EvidenceScorer {
        var order = Array(examples.indices)
        var meanRows = Array(repeating: Row.zero, count: rows.count)
        var meanOutput = Row.zero
        var means: Float = 0
        // What is known in one round is left out of the next.
        var rests = Array(repeating: false, count: examples.count)
        for epoch in 0..<options.epochs {
            random.shuffle(&order)
            let rate = options.rate * (1 - 0.8 * Float(epoch) / Float(options.epochs))
            for index in order {
                rests[index] = !rests[index] && isKnown(examples[index], learningAt: rate)
            }
            guard 2 * epoch >= options.epochs - 1 else { continue }
            for row in rows.indices { meanRows[row] += rows[row] }
            meanOutput += output
            means += 1
        }
        let count = max(means, 1)
        var rows = meanRows.map { $0 / count }
        // What was never seen weighs nothing.
        let seen = Set(examples.flatMap { $0.group.shared + $0.group.features })
        for row in rows.indices where !seen.contains(UInt16(row)) { rows[row] = .zero }
        return EvidenceScorer(rows: rows, output: meanOutput / count)
    }

    /// Learns one example; true where there was nothing to learn. Runs over buffers that `train` frees:
    /// these are the hottest lines of the training, and every index comes from `Evidence`, which has as
    /// many rows as the buffers.
    private mutating func isKnown(
        _ example: EvidenceExample, learningAt rate: Float
    ) -> Bool {
        let group = example.group
        group.features.withUnsafeBufferPointer { forward(group, $0, rows) }
        return !backward(example, rate, rows, squares)
    }

    /// Fills `kept`, `ends`, `hidden` and `scores`.
    @inline(__always)
    private mutating func forward(
        _ group: EvidenceGroup, _ features: UnsafeBufferPointer<UInt16>,
        _ rows: UnsafeMutableBufferPointer<Row>
    ) {
        scores.removeAll(keepingCapacity: true)
        hidden.removeAll(keepingCapacity: true)
        kept.removeAll(keepingCapacity: true)
        ends.removeAll(keepingCapacity: true)
        for feature in group.shared where !isDropped() { kept.append(feature) }
        ends.append(kept.count)
        var shared = Row.zero
        for feature in kept { shared += rows[Int(feature)] }
        for index in 0..<group.count {
            var sum = shared
            for place in group.candidate(index) where !isDropped() {
                kept.append(features[place])
                sum += rows[Int(features[place])]
            }
            ends.append(kept.count)
            let rectified = EvidenceScorer.rectified(sum)
            hidden.append(rectified)
            scores.append((rectified * output).sum())
        }
        softmax(&scores)
    }

    @inline(__always)
    private mutating func isDropped() -> Bool {
        UInt32(truncatingIfNeeded: random.next() >> 32) < dropBelow
    }

    @inline(__always)
    private mutating func backward(
        _ example: EvidenceExample, _ rate: Float, _ rows: UnsafeMutableBufferPointer<Row>,
        _ squares: UnsafeMutableBufferPointer<Float>
    ) -> Bool {
        var right: Float = 0
        for index in scores.indices where example.isRight[index] { right += scores[index] }
        // What is known already teaches nothing.
        if right > 0.997 { return false }
        right = max(right, 1e-9)
        func step(_ places: Range<Int>, _ gradient: Row) {
            let square = Self.meanSquare(gradient)
            for place in places {
                let row = Int(kept[place])
                squares[row] += square
                rows[row] -= gradient * (rate / squares[row].squareRoot())
            }
        }
        var sharedGradient = Row.zero
        var outputGradient = Row.zero
        for index in scores.indices {
            let wanted = example.isRight[index] ? scores[index] / right : 0
            let error = scores[index] - wanted
            if abs(error) < 1e-3 { continue }
            outputGradient += hidden[index] * error
            var gradient = (output * error).replacing(
                with: Row.zero, where: hidden[index] .<= Row.zero)
            gradient[Self.lanes - 1] = error
            sharedGradient += gradient
            step(ends[index]..<ends[index + 1], gradient)
        }
        step(0..<ends[0], sharedGradient)
        outputGradient[Self.lanes - 1] = 0
        outputSquares += outputGradient * outputGradient
        output -= outputGradient * rate / outputSquares.squareRoot()
        return true
    }

    private static func meanSquare(_ gradient: Row) -> Float {
        (gradient * gradient).sum() / Float(lanes)
    }
}
