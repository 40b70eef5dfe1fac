import Dispatch
public import Language
import Text

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// A sentence as the parser learns from it. Position 0 is the root.
struct ParserExample {
    var features: [WordFeatures]
    /// The position of the head of each word; -1 where it is not known.
    var heads: [Int32]
    /// Indices of relations; -1 where the head is not known.
    var relations: [Int]
    /// For each word a value of each group of attributes; -1 where it is not known.
    var attributes: [[Int]]
    /// The kind of text it comes from.
    var domain: Int
}

/// How a parser is trained.
public struct ParserTrainingOptions: Sendable {
    public var hidden = 64
    public var layers = 2
    public var arc = 64
    public var relation = 64
    public var epochs = 12
    /// Words a step, in two packs.
    public var batchWords = 700
    public var rate: Float = 0.003
    public var inputDropout: Float = 0.15
    public var outputDropout: Float = 0.25
    public var attributeWeight: Float = 0.4
    public var nameWeight: Float = 1
    /// A form that was seen more rarely has no row of its own.
    public var minimumCount = 2
    public var seed: UInt64 = 1

    public init() {}
}

/// Learns the weights of a `ParserNetwork`: Adam over batches of sentences, the rate falling in a
/// line to nothing, dropout on words, inputs and layers.
///
/// Two packs are computed at the same time and their gradients added in a fixed order: the same
/// examples and options give the same weights.
final class ParserTrainer {
    let network: ParserNetwork
    private let options: ParserTrainingOptions
    private let relations: Int
    private let attributes: WordAttributes
    /// How often each row of the table of forms was seen.
    private let formCounts: [Int]
    private(set) var weights: [Float]
    private var firstMoments: [Float]
    private var secondMoments: [Float]
    private var transposed: [Float]
    /// One a field of `WordFeatures`, and last the kinds of text.
    private(set) var tables: [EmbeddingTable]
    private var random: SplitMix
    private var step = 0
    private let halves: [Half]

    /// What one of the two threads works with.
    private final class Half {
        let workspace: ParserNetwork.Workspace
        let gradient: ParserGradient
        var rows: [EmbeddingGradient]
        var loss: Float = 0
        var random = SplitMix(0)

        init(_ network: ParserNetwork, _ tables: [EmbeddingTable]) {
            workspace = ParserNetwork.Workspace(network.shape)
            gradient = ParserGradient(network)
            rows = tables.map { EmbeddingGradient(count: $0.values.count, width: $0.width) }
        }
    }

    init(
        options: ParserTrainingOptions, forms: [Int], relations: Int, attributes: WordAttributes
    ) {
        self.options = options
        self.relations = relations
        self.attributes = attributes
        formCounts = forms
        network = ParserNetwork(
            ParserShape(
                input: WordFeatures.width, hidden: options.hidden, layers: options.layers,
                arc: options.arc, relation: options.relation, relations: relations,
                attributes: attributes.count))
        random = SplitMix(options.seed)
        weights = Array(repeating: 0, count: network.layout.count)
        for matrix in network.layout.products {
            let bound = (6 / Float(matrix.rows + matrix.columns)).squareRoot()
            for index in matrix.offset..<matrix.offset + matrix.count {
                weights[index] = random.uniform(bound)
            }
        }
        for range in network.layout.forgetBiases {
            for index in range { weights[index] = 1 }
        }
        firstMoments = Array(repeating: 0, count: weights.count)
        secondMoments = firstMoments
        transposed = weights
        var tables: [EmbeddingTable] = []
        for (index, field) in WordFeatures.fields.enumerated() {
            tables.append(
                EmbeddingTable(
                    rows: index == 0 ? forms.count : field.rows, width: field.width, &random))
        }
        tables.append(
            EmbeddingTable(
                rows: WordFeatures.domains, width: WordFeatures.domainWidth, &random))
        self.tables = tables
        let network = network
        halves = (0..<2).map { _ in Half(network, tables) }
    }

    /// Goes over all examples once for each epoch.
    /// - Parameter report: is told the number of the epoch and the mean loss of a word.
    func train(_ examples: [ParserExample], report: (Int, Float) -> Void) {
        var order = Array(examples.indices)
        let total = Float(options.epochs)
        for epoch in 0..<options.epochs {
            random.shuffle(&order)
            let batches = batches(order, examples)
            var loss: Float = 0
            var words: Float = 0
            for (number, batch) in batches.enumerated() {
                let progress = (Float(epoch) + Float(number) / Float(batches.count)) / total
                // The rate rises for the first part of the first epoch.
                let rate = options.rate * min(1 - progress, progress * total * 5 + 0.05)
                loss += learn(batch, examples, rate: rate)
                words += Float(batch.joined().reduce(0) { $0 + examples[$1].features.count })
            }
            report(epoch + 1, loss / words)
        }
    }

    /// Batches of two packs of sentences of like length, in random order.
    private func batches(_ order: [Int], _ examples: [ParserExample]) -> [[[Int]]] {
        var packs: [[Int]] = []
        for start in stride(from: 0, to: order.count, by: 1024) {
            let block = order[start..<min(order.count, start + 1024)].sorted {
                (examples[$0].features.count, $1) > (examples[$1].features.count, $0)
            }
            var pack: [Int] = []
            var words = 0
            for example in block {
                pack.append(example)
                words += examples[example].features.count
                if words >= options.batchWords / 2 {
                    packs.append(pack)
                    pack = []
                    words = 0
                }
            }
            if !pack.isEmpty { packs.append(pack) }
        }
        random.shuffle(&packs)
        return stride(from: 0, to: packs.count, by: 2).map {
            Array(packs[$0..<min(packs.count, $0 + 2)])
        }
    }

    private func learn(_ batch: [[Int]], _ examples: [ParserExample], rate: Float) -> Float {
        step += 1
        network.transpose(weights, into: &transposed)
        for half in halves { half.random = SplitMix(random.next()) }
        let halves = halves
        nonisolated(unsafe) let trainer = self
        DispatchQueue.concurrentPerform(iterations: batch.count) { index in
            trainer.compute(batch[index].map { examples[$0] }, trainer.halves[index])
        }
        var loss: Float = 0
        for half in halves.prefix(batch.count) { loss += half.loss }
        if batch.count > 1 {
            let other = halves[1].gradient
            for index in weights.indices {
                halves[0].gradient.weights[index] += other.weights[index]
                other.weights[index] = 0
            }
        }
        clip(halves[0].gradient)
        let optimizer = Adam(rate: rate, step: step)
        optimizer.update(
            &weights, &halves[0].gradient.weights, &firstMoments, &secondMoments)
        for table in tables.indices {
            if batch.count > 1 { halves[0].rows[table].take(&halves[1].rows[table]) }
            tables[table].update(&halves[0].rows[table], optimizer)
        }
        return loss
    }

    /// Keeps the gradient of the dense weights no longer than 5.
    private func clip(_ gradient: ParserGradient) {
        var sum: Float = 0
        for value in gradient.weights { sum += value * value }
        let length = sum.squareRoot()
        guard length > 5 else { return }
        for index in gradient.weights.indices { gradient.weights[index] *= 5 / length }
    }

    // MARK: One pack

    private func compute(_ sentences: [ParserExample], _ half: Half) {
        let shape = network.shape
        let pack = SentencePack(lengths: sentences.map(\.features.count))
        half.workspace.reserve(pack.count)
        let rows = embed(sentences, pack, half)
        let inputMask = mask(options.inputDropout, pack.count * Int(shape.input), &half.random)
        let input = half.workspace.input
        for index in inputMask.indices { input[index] *= inputMask[index] }
        let masks = (0..<Int(shape.layers)).map { _ in
            mask(
                options.outputDropout, sentences.count * 2 * Int(shape.hidden), &half.random)
        }
        half.gradient.clear(rows: pack.count, shape)
        half.loss = 0
        weights.withUnsafeBufferPointer { weights in
            transposed.withUnsafeBufferPointer { transposed in
                network.run(
                    pack, weights: weights.baseAddress!, workspace: half.workspace, masks: masks)
                addLosses(
                    sentences, pack, half, weights.baseAddress!, transposed.baseAddress!)
                network.goBack(
                    pack, workspace: half.workspace, transposed: transposed.baseAddress!,
                    masks: masks, gradient: half.gradient)
            }
        }
        let gradient = half.gradient.input
        for index in inputMask.indices { gradient[index] *= inputMask[index] }
        for (sentence, example) in sentences.enumerated() {
            for position in example.features.indices {
                let row = pack.row(sentence, position)
                var from = gradient.start + row * Int(shape.input)
                for table in tables.indices {
                    half.rows[table].add(from, to: rows[row][table])
                    from += tables[table].width
                }
            }
        }
    }

    /// Fills the input of a pack; returns the rows of the tables that were used for each row of it.
    private func embed(_ sentences: [ParserExample], _ pack: SentencePack, _ half: Half) -> [[Int]]
    {
        var used = [[Int]](repeating: [], count: pack.count)
        for (sentence, example) in sentences.enumerated() {
            for (position, features) in example.features.enumerated() {
                var rows = [
                    Int(features.rows.0), Int(features.rows.1), Int(features.rows.2),
                    Int(features.rows.3), Int(features.rows.4), Int(features.rows.5),
                    Int(features.rows.6), Int(features.rows.7), Int(features.rows.8),
                    example.domain,
                ]
                if position > 0 {
                    // Rare forms are often taken for unknown ones, some tags too.
                    let count = Float(formCounts[rows[0]])
                    if half.random.unit() < 0.4 / (0.4 + count) { rows[0] = 0 }
                    if half.random.unit() < 0.2 { rows[3] = 0 }
                }
                let row = pack.row(sentence, position)
                var output = half.workspace.input.start + row * Int(network.shape.input)
                for table in tables.indices {
                    tables[table].copy(rows[table], to: output)
                    output += tables[table].width
                }
                used[row] = rows
            }
        }
        return used
    }

    private func addLosses(
        _ sentences: [ParserExample], _ pack: SentencePack, _ half: Half,
        _ weights: UnsafePointer<Float>, _ transposed: UnsafePointer<Float>
    ) {
        var heads: [Int] = []
        var dependents: [Int] = []
        var relations: [Int] = []
        for (sentence, example) in sentences.enumerated() {
            half.loss += network.addHeadLoss(
                pack, sentence: sentence, heads: example.heads, weights: weights,
                workspace: half.workspace, gradient: half.gradient)
            for position in 1..<example.features.count {
                let row = pack.row(sentence, position)
                if example.heads[position] >= 0 {
                    heads.append(pack.row(sentence, Int(example.heads[position])))
                    dependents.append(row)
                    relations.append(example.relations[position])
                }
                let columns = Int(network.shape.attributes)
                for (group, range) in attributes.groups.enumerated()
                where example.attributes[position][group] >= 0 {
                    let scores =
                        half.workspace.attributes.start + row * columns + range.lowerBound
                    _ = softmax(
                        scores, count: range.count, gold: example.attributes[position][group])
                    let gradient =
                        half.gradient.attributes.start + row * columns + range.lowerBound
                    let weight =
                        group == WordAttributes.nameGroup
                        ? options.nameWeight : options.attributeWeight
                    for column in 0..<range.count { gradient[column] = scores[column] * weight }
                }
            }
        }
        half.loss += network.addRelationLoss(
            heads: heads, dependents: dependents, relations: relations, known: self.relations,
            weights: weights, transposed: transposed, workspace: half.workspace,
            gradient: half.gradient)
    }

    /// Factors that leave out a share of numbers and raise the others to make up for it.
    private func mask(_ dropout: Float, _ count: Int, _ random: inout SplitMix) -> [Float] {
        let kept = 1 / (1 - dropout)
        return (0..<count).map { _ in random.unit() < dropout ? 0 : kept }
    }
}
