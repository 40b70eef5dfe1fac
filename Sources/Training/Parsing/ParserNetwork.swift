import Kernels
import Language

/// The network of the parser while it learns, in floats: `ByteNetwork` says what it computes.
struct ParserNetwork: Sendable {
    let shape: ParserShape
    let layout: ParserLayout

    init(_ shape: ParserShape) {
        self.shape = shape
        layout = ParserLayout(shape)
    }

    /// What goes on in a layer in one direction, one row a word.
    struct Direction {
        let gates = FloatBuffer()
        let cell = FloatBuffer()
        let cellTanh = FloatBuffer()
        let hidden = FloatBuffer()
    }

    /// The activations of a pack; one is used for many packs, one after the other.
    final class Workspace {
        /// `shape.input` columns a row; to be filled before `run`.
        let input = FloatBuffer()
        let directions: [[Direction]]
        /// The outputs of each layer, both directions side by side.
        let outputs: [FloatBuffer]
        let arcHead = FloatBuffer()
        let arcDependent = FloatBuffer()
        let arcQuery = FloatBuffer()
        let relationHead = FloatBuffer()
        let relationDependent = FloatBuffer()
        /// The scores of attributes, `shape.attributes` columns a row.
        let attributes = FloatBuffer()
        let relationLayer = FloatBuffer()
        /// The scores of the heads of one sentence.
        let headScores = FloatBuffer()
        /// The heads of one sentence, side by side.
        let sentenceHeads = FloatBuffer()
        /// The scores of relations, `shape.relations` columns a pair.
        let relations = FloatBuffer()
        private let shape: ParserShape

        init(_ shape: ParserShape) {
            self.shape = shape
            directions = (0..<shape.layers).map { _ in [Direction(), Direction()] }
            outputs = (0..<shape.layers).map { _ in FloatBuffer() }
        }

        /// Makes room for `rows` words.
        func reserve(_ rows: Int) {
            input.reserve(rows * Int(shape.input))
            for layer in directions.indices {
                for direction in directions[layer] {
                    direction.gates.reserve(rows * 4 * Int(shape.hidden))
                    direction.cell.reserve(rows * Int(shape.hidden))
                    direction.cellTanh.reserve(rows * Int(shape.hidden))
                    direction.hidden.reserve(rows * Int(shape.hidden))
                }
                outputs[layer].reserve(rows * 2 * Int(shape.hidden))
            }
            arcHead.reserve(rows * Int(shape.arc))
            arcDependent.reserve(rows * Int(shape.arc))
            arcQuery.reserve(rows * Int(shape.arc))
            relationHead.reserve(rows * Int(shape.relation))
            relationDependent.reserve(rows * Int(shape.relation))
            attributes.reserve(rows * Int(shape.attributes))
            relationLayer.reserve(rows * Int(shape.relation))
            relations.reserve(rows * Int(shape.relations))
        }
    }

    /// Runs the network over a pack whose input is filled.
    /// - Parameter masks: factors for the outputs of each layer, one row a sentence, while the network
    ///   is being trained.
    func run(
        _ pack: SentencePack, weights: UnsafePointer<Float>, workspace: Workspace,
        masks: [[Float]]? = nil
    ) {
        let rows = pack.count
        let hidden = Int(shape.hidden)
        var below = workspace.input
        for layer in workspace.outputs.indices {
            let output = workspace.outputs[layer]
            for side in 0..<2 {
                let memory = layout.memories[layer][side]
                let direction = workspace.directions[layer][side]
                affine(below, rows, memory.input, memory.bias, weights, into: direction.gates)
                recur(pack, memory.recurrent, weights, isBackward: side == 1, direction)
                for row in 0..<rows {
                    (output.start + (2 * row + side) * hidden).update(
                        from: direction.hidden.start + row * hidden, count: hidden)
                }
            }
            if let masks { apply(masks[layer], to: output, pack) }
            below = output
        }
        affine(below, rows, layout.arcHead, layout.arcHeadBias, weights, into: workspace.arcHead)
        rectify(workspace.arcHead, rows * Int(shape.arc))
        affine(
            below, rows, layout.arcDependent, layout.arcDependentBias, weights,
            into: workspace.arcDependent)
        rectify(workspace.arcDependent, rows * Int(shape.arc))
        affine(
            workspace.arcDependent, rows, layout.bilinear, layout.bilinearBias, weights,
            into: workspace.arcQuery)
        affine(below, rows, layout.relationHead, nil, weights, into: workspace.relationHead)
        affine(
            below, rows, layout.relationDependent, layout.relationBias, weights,
            into: workspace.relationDependent)
        affine(
            below, rows, layout.attribute, layout.attributeBias, weights,
            into: workspace.attributes)
    }

    /// Writes the scores of all words of a sentence as heads of each other: that of head h for the
    /// word d stands at `d * count + h`. Word 0 is the root, and nothing is its head.
    func scoreHeads(
        _ pack: SentencePack, _ sentence: Int, weights: UnsafePointer<Float>,
        workspace: Workspace, into scores: FloatBuffer
    ) {
        let width = Int(shape.arc)
        let count = pack.lengths[sentence]
        scores.reserve(count * count)
        workspace.sentenceHeads.reserve(count * width)
        for word in 0..<count {
            (workspace.sentenceHeads.start + word * width).update(
                from: workspace.arcHead.start + pack.row(sentence, word) * width, count: width)
        }
        let distances = weights + layout.distance.offset
        for word in 1..<max(1, count) {
            let row = scores.start + word * count
            let query = workspace.arcQuery.start + pack.row(sentence, word) * width
            for head in 0..<count {
                row[head] =
                    lb_dot(query, workspace.sentenceHeads.start + head * width, Int64(width))
                    + distances[ParserShape.bucket(head - word)]
            }
            row[word] = -.infinity
        }
    }

    /// Leaves in `workspace.relations` the scores of the relations of pairs of rows; there may be as
    /// many pairs as there is room for rows.
    func scoreRelations(
        heads: [Int], dependents: [Int], weights: UnsafePointer<Float>, workspace: Workspace
    ) {
        let width = Int(shape.relation)
        for pair in heads.indices {
            let head = workspace.relationHead.start + heads[pair] * width
            let dependent = workspace.relationDependent.start + dependents[pair] * width
            let layer = workspace.relationLayer.start + pair * width
            for column in 0..<width {
                let sum = head[column] + dependent[column]
                layer[column] = max(sum, 0.1 * sum)
            }
        }
        affine(
            workspace.relationLayer, heads.count, layout.relationOut, layout.relationOutBias,
            weights, into: workspace.relations)
    }

    // MARK: Pieces

    private func affine(
        _ input: FloatBuffer, _ rows: Int, _ matrix: Matrix, _ bias: Matrix?,
        _ weights: UnsafePointer<Float>, into output: FloatBuffer
    ) {
        lb_affine(
            input.start, Int64(rows), Int64(matrix.rows), weights + matrix.offset,
            bias.map { weights + $0.offset }, Int64(matrix.columns), output.start)
    }

    /// A leaky rectifier.
    private func rectify(_ values: FloatBuffer, _ count: Int) {
        let start = values.start
        for index in 0..<count { start[index] = max(start[index], 0.1 * start[index]) }
    }

    /// Multiplies the rows of each sentence by its row of the mask.
    func apply(_ mask: [Float], to values: FloatBuffer, _ pack: SentencePack) {
        let width = mask.count / pack.lengths.count
        for position in 0..<pack.lengths[0] {
            for sentence in 0..<pack.active(position) {
                let row = values.start + pack.row(sentence, position) * width
                for column in 0..<width { row[column] *= mask[sentence * width + column] }
            }
        }
    }

    private func recur(
        _ pack: SentencePack, _ recurrent: Matrix, _ weights: UnsafePointer<Float>,
        isBackward: Bool, _ direction: Direction
    ) {
        let width = Int(shape.hidden)
        let count = pack.lengths[0]
        withUnsafeTemporaryAllocation(of: Float.self, capacity: width) { nothing in
            nothing.initialize(repeating: 0)
            for step in 0..<count {
                let place = pack.step(step, isBackward: isBackward)
                let gates = direction.gates.start + place.first * 4 * width
                if place.continued > 0 {
                    lb_affine_add(
                        direction.hidden.start + place.before * width, Int64(place.continued),
                        Int64(width), weights + recurrent.offset, Int64(4 * width), gates)
                }
                for sentence in 0..<place.rows {
                    let row = (place.first + sentence) * width
                    let before =
                        sentence < place.continued
                        ? UnsafePointer(
                            direction.cell.start + (place.before + sentence) * width)
                        : UnsafePointer(nothing.baseAddress!)
                    lb_lstm_step(
                        gates + sentence * 4 * width, before, direction.cell.start + row,
                        direction.cellTanh.start + row, direction.hidden.start + row,
                        Int64(width))
                }
            }
        }
    }
}
