import Foundation

/// A linear-chain conditional random field in training (Lafferty, McCallum and Pereira 2001), by
/// stochastic gradient ascent with steps for each weight (AdaGrad, Duchi et al. 2011), an L2 prior, and
/// features left out at random (Wang and Manning 2013), so that no feature relies on another.
///
/// Labels can be given in part: the likelihood is that of all rows of labels which are allowed
/// (Tsuboi et al. 2008). Everything is deterministic.
struct RandomField {
    /// One sentence: features of each word, class of the step to it, and the labels it may have.
    struct Sentence {
        var features: [[Int32]]
        var transitions: [UInt8]
        /// One bit a label.
        var allowed: [UInt16]
        /// How much it counts.
        var weight: Float = 1
    }

    struct Settings {
        var epochs = 20
        var rate: Float = 0.15
        var prior: Float = 0.3
        /// The share of features that are left out.
        var dropout: Float = 0.3
        /// The share of words whose own form is left out, and which features that are.
        var formDropout: Float = 0
        var isForm: [Bool] = []
        var seed: UInt64 = 1
    }

    typealias Row = SIMD16<Float>
    let labels: Int
    let transitionClasses: Int
    /// Whether a label may follow another, by label before.
    let allowedAfter: [[Bool]]
    private(set) var weights: [Row]
    /// By class of the step and label before.
    private var transitionRows: [Row]
    private var counts: [Float]

    init(
        features: Int, labels: Int, transitionClasses: Int,
        isAllowed: (_ before: Int, _ label: Int) -> Bool
    ) {
        self.labels = labels
        self.transitionClasses = transitionClasses
        allowedAfter = (0..<labels).map { before in
            (0..<labels).map { isAllowed(before, $0) }
        }
        weights = Array(repeating: Row(), count: features)
        transitionRows = Array(repeating: Row(), count: transitionClasses * labels)
        counts = Array(repeating: 0, count: features)
    }

    /// The mean of fields of the same features.
    static func mean(_ fields: [RandomField]) -> RandomField {
        var mean = fields[0]
        for field in fields.dropFirst() {
            for index in mean.weights.indices { mean.weights[index] += field.weights[index] }
            for index in mean.transitionRows.indices {
                mean.transitionRows[index] += field.transitionRows[index]
            }
        }
        let share = 1 / Float(fields.count)
        for index in mean.weights.indices { mean.weights[index] *= share }
        for index in mean.transitionRows.indices { mean.transitionRows[index] *= share }
        return mean
    }

    /// Learns the weights; those of the last half of the rounds are averaged.
    mutating func train(_ sentences: [Sentence], _ settings: Settings) {
        var random = SplitMix(settings.seed)
        for sentence in sentences {
            for word in sentence.features {
                for feature in word { counts[Int(feature)] += 1 }
            }
        }
        let words = Float(sentences.reduce(0) { $0 + $1.features.count })
        var squares = [Row](repeating: Row(repeating: 1e-4), count: weights.count)
        var transitionSquares = [Row](repeating: Row(repeating: 1e-4), count: transitionRows.count)
        var sum = [Row](repeating: Row(), count: weights.count)
        var transitionSum = transitionRows
        var summed: Float = 0
        var order = Array(sentences.indices)
        var chain = Chain(labels: labels, rows: transitionRows.count)
        for epoch in 0..<settings.epochs {
            random.shuffle(&order)
            for index in order {
                step(
                    sentences[index], settings, words, &random, &chain, &squares,
                    &transitionSquares)
            }
            guard epoch >= settings.epochs / 2 else { continue }
            summed += 1
            for index in weights.indices { sum[index] += weights[index] }
            for index in transitionRows.indices { transitionSum[index] += transitionRows[index] }
        }
        for index in weights.indices { weights[index] = sum[index] / summed }
        for index in transitionRows.indices {
            transitionRows[index] = transitionSum[index] / summed
        }
    }

    private mutating func step(
        _ sentence: Sentence, _ settings: Settings, _ words: Float, _ random: inout SplitMix,
        _ chain: inout Chain, _ squares: inout [Row], _ transitionSquares: inout [Row]
    ) {
        let keep = 1 - settings.dropout
        let limit = UInt32(keep * 65536)
        var kept = sentence.features
        chain.scores.removeAll(keepingCapacity: true)
        for index in kept.indices {
            var score = Row()
            var size = 0
            let hidesForm =
                settings.formDropout > 0
                && Float(random.next() >> 40) / Float(1 << 24) < settings.formDropout
            var bits: UInt64 = 0
            sentence.features[index].withUnsafeBufferPointer { features in
                kept[index].withUnsafeMutableBufferPointer { kept in
                    for position in features.indices {
                        if position % 4 == 0 { bits = random.next() }
                        let draw = UInt32(bits & 0xFFFF)
                        bits >>= 16
                        let feature = features[position]
                        if draw >= limit || hidesForm && settings.isForm[Int(feature)] { continue }
                        kept[size] = feature
                        size += 1
                        score += weights[Int(feature)]
                    }
                }
            }
            kept[index].removeLast(kept[index].count - size)
            chain.scores.append(score / keep)
        }
        for row in transitionRows.indices {
            var factors = Row()
            for label in 0..<labels where allowedAfter[row % labels][label] {
                factors[label] = exp(transitionRows[row][label])
            }
            chain.factors[row] = factors
        }
        chain.run(sentence)
        let prior = settings.prior
        for index in kept.indices {
            let gradient = chain.gradients[index] * (sentence.weight / keep)
            for feature in kept[index] {
                let id = Int(feature)
                let slope = gradient - weights[id] * (prior / counts[id])
                squares[id] += slope * slope
                weights[id] += settings.rate * slope / squares[id].squareRoot()
            }
        }
        for index in transitionRows.indices {
            let slope =
                chain.transitionGradients[index] * sentence.weight - transitionRows[index] / words
            transitionSquares[index] += slope * slope
            transitionRows[index] += settings.rate * slope / transitionSquares[index].squareRoot()
        }
    }

    /// The weights of steps: class, label before, label.
    var transitions: [Float] {
        transitionRows.flatMap { row in (0..<labels).map { row[$0] } }
    }
}

/// The expected counts of one sentence, with and without what is known of its labels.
private struct Chain {
    let labels: Int
    var scores: [SIMD16<Float>] = []
    var gradients: [SIMD16<Float>] = []
    /// Lanes are the labels; by class of the step and label before.
    var transitionGradients: [SIMD16<Float>]
    var factors: [SIMD16<Float>]
    private var local: [SIMD16<Float>] = []
    private var forward: [SIMD16<Float>] = []
    private var scales: [Float] = []
    private let lanes: SIMD16<Float>

    init(labels: Int, rows: Int) {
        self.labels = labels
        transitionGradients = Array(repeating: SIMD16(), count: rows)
        factors = Array(repeating: SIMD16(), count: rows)
        var lanes = SIMD16<Float>()
        for label in 0..<labels { lanes[label] = 1 }
        self.lanes = lanes
    }

    mutating func run(_ sentence: RandomField.Sentence) {
        for row in transitionGradients.indices { transitionGradients[row] = SIMD16() }
        gradients.removeAll(keepingCapacity: true)
        local.removeAll(keepingCapacity: true)
        for row in scores {
            gradients.append(SIMD16())
            var most = row[0]
            for label in 1..<labels { most = max(most, row[label]) }
            var values = SIMD16<Float>()
            for label in 0..<labels { values[label] = exp(row[label] - most) + 1e-30 }
            local.append(values)
        }
        add(sentence, sign: -1, isBound: false)
        add(sentence, sign: 1, isBound: true)
    }

    /// Adds the expected counts of forward and backward sums (Rabiner 1989), scaled at each word.
    private mutating func add(_ sentence: RandomField.Sentence, sign: Float, isBound: Bool) {
        func open(_ index: Int) -> SIMD16<Float> {
            guard isBound else { return lanes }
            var row = SIMD16<Float>()
            for label in 0..<labels where sentence.allowed[index] >> UInt16(label) & 1 == 1 {
                row[label] = 1
            }
            return row
        }
        forward.removeAll(keepingCapacity: true)
        scales.removeAll(keepingCapacity: true)
        for index in scores.indices {
            let base = Int(sentence.transitions[index]) * labels
            var sums = factors[base]
            if index > 0 {
                let last = forward[index - 1]
                sums *= last[0]
                for before in 1..<labels { sums += factors[base + before] * last[before] }
            }
            let row = sums * local[index] * open(index)
            let scale = 1 / max(row.sum(), 1e-30)
            scales.append(scale)
            forward.append(row * scale)
        }
        var backward = lanes
        for index in scores.indices.reversed() {
            let both = forward[index] * backward
            gradients[index] += both * (sign / max(both.sum(), 1e-30))
            let base = Int(sentence.transitions[index]) * labels
            let behind = local[index] * open(index) * backward * scales[index]
            guard index > 0 else {
                transitionGradients[base] += factors[base] * behind * sign
                break
            }
            var next = SIMD16<Float>()
            for before in 0..<labels {
                let row = factors[base + before] * behind
                next[before] = row.sum()
                transitionGradients[base + before] += row * (sign * forward[index - 1][before])
            }
            backward = next
        }
    }
}
