import Kernels
import Language

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// The gradients of a loss by the activations and by the weights of one pack.
final class ParserGradient {
    /// One number a dense weight; what packs add stays until it is taken.
    var weights: [Float]
    /// By the input of a pack, `shape.input` columns a row.
    var input = FloatBuffer()
    let arcHead = FloatBuffer()
    let arcQuery = FloatBuffer()
    let arcDependent = FloatBuffer()
    let relationHead = FloatBuffer()
    let relationDependent = FloatBuffer()
    /// By the scores of attributes; to be filled before `goBack`.
    let attributes = FloatBuffer()
    let relationLayer = FloatBuffer()
    let headScores = FloatBuffer()
    var output = FloatBuffer()
    let gates = FloatBuffer()
    let hidden = FloatBuffer()
    let cell = FloatBuffer()

    init(_ network: ParserNetwork) {
        weights = Array(repeating: 0, count: network.layout.count)
    }

    /// Makes the gradients of the top of the network zero, with room for `rows`.
    func clear(rows: Int, _ shape: ParserShape) {
        arcHead.clear(rows * Int(shape.arc))
        arcQuery.clear(rows * Int(shape.arc))
        arcDependent.clear(rows * Int(shape.arc))
        relationHead.clear(rows * Int(shape.relation))
        relationDependent.clear(rows * Int(shape.relation))
        attributes.clear(rows * Int(shape.attributes))
        output.clear(rows * 2 * Int(shape.hidden))
    }
}

extension ParserNetwork {
    /// The weights of all products transposed, at the same places: what going back multiplies by.
    func transpose(_ weights: [Float], into result: inout [Float]) {
        for matrix in layout.products {
            for row in 0..<matrix.rows {
                for column in 0..<matrix.columns {
                    result[matrix.offset + column * matrix.rows + row] =
                        weights[matrix.offset + row * matrix.columns + column]
                }
            }
        }
    }

    /// Adds what a pack says of the weights to `gradient` and leaves in `gradient.input` what it says
    /// of its input.
    func goBack(
        _ pack: SentencePack, workspace: Workspace, transposed: UnsafePointer<Float>,
        masks: [[Float]], gradient: ParserGradient
    ) {
        let rows = pack.count
        let top = workspace.outputs[workspace.outputs.count - 1]
        addBack(gradient.arcQuery, rows, layout.bilinear, transposed, into: gradient.arcDependent)
        addWeights(
            workspace.arcDependent, gradient.arcQuery, rows, layout.bilinear, layout.bilinearBias,
            gradient)
        slope(workspace.arcDependent, gradient.arcDependent, rows * Int(shape.arc))
        slope(workspace.arcHead, gradient.arcHead, rows * Int(shape.arc))
        let pieces: [(output: FloatBuffer, matrix: Matrix, bias: Matrix?)] = [
            (gradient.arcDependent, layout.arcDependent, layout.arcDependentBias),
            (gradient.arcHead, layout.arcHead, layout.arcHeadBias),
            (gradient.relationHead, layout.relationHead, nil),
            (gradient.relationDependent, layout.relationDependent, layout.relationBias),
            (gradient.attributes, layout.attribute, layout.attributeBias),
        ]
        for piece in pieces {
            addWeights(top, piece.output, rows, piece.matrix, piece.bias, gradient)
            addBack(piece.output, rows, piece.matrix, transposed, into: gradient.output)
        }
        for layer in workspace.outputs.indices.reversed() {
            apply(masks[layer], to: gradient.output, pack)
            let below = layer == 0 ? workspace.input : workspace.outputs[layer - 1]
            gradient.input.clear(rows * layout.memories[layer][0].input.rows)
            for side in 0..<2 {
                let memory = layout.memories[layer][side]
                recurBack(
                    pack, memory, workspace.directions[layer][side], side: side, transposed,
                    gradient)
                addWeights(below, gradient.gates, rows, memory.input, memory.bias, gradient)
                addBack(gradient.gates, rows, memory.input, transposed, into: gradient.input)
            }
            if layer > 0 { swap(&gradient.input, &gradient.output) }
        }
    }

    /// Goes back through one direction of a layer and leaves the gradients of its gates.
    private func recurBack(
        _ pack: SentencePack, _ memory: ParserLayout.Memory, _ direction: Direction, side: Int,
        _ transposed: UnsafePointer<Float>, _ gradient: ParserGradient
    ) {
        let width = Int(shape.hidden)
        gradient.gates.reserve(pack.count * 4 * width)
        gradient.hidden.reserve(pack.count * width)
        gradient.cell.clear(pack.count * width)
        for row in 0..<pack.count {
            (gradient.hidden.start + row * width).update(
                from: gradient.output.start + (2 * row + side) * width, count: width)
        }
        let nothing = [Float](repeating: 0, count: width)
        nothing.withUnsafeBufferPointer { nothing in
            for number in (0..<pack.lengths[0]).reversed() {
                let step = pack.step(number, isBackward: side == 1)
                for sentence in 0..<step.rows {
                    let row = step.first + sentence
                    let isContinued = sentence < step.continued
                    let before = (step.before + sentence) * width
                    lb_lstm_step_back(
                        direction.gates.start + row * 4 * width,
                        isContinued
                            ? UnsafePointer(direction.cell.start + before) : nothing.baseAddress!,
                        direction.cellTanh.start + row * width,
                        gradient.hidden.start + row * width, gradient.cell.start + row * width,
                        gradient.gates.start + row * 4 * width, Int64(width))
                    if isContinued {
                        (gradient.cell.start + before).update(
                            from: gradient.cell.start + row * width, count: width)
                    }
                }
                guard step.continued > 0 else { continue }
                let gates = gradient.gates.start + step.first * 4 * width
                lb_affine_add(
                    gates, Int64(step.continued), Int64(4 * width),
                    transposed + memory.recurrent.offset, Int64(width),
                    gradient.hidden.start + step.before * width)
                gradient.weights.withUnsafeMutableBufferPointer { weights in
                    lb_affine_back_weights(
                        direction.hidden.start + step.before * width, gates,
                        Int64(step.continued), Int64(width), Int64(4 * width),
                        weights.baseAddress! + memory.recurrent.offset, nil)
                }
            }
        }
    }

    // MARK: Losses

    /// Adds the loss of the heads of a sentence: cross entropy over all words as heads.
    /// - Parameter heads: the position of the head of each position; -1 where it is not known.
    /// - Returns: the loss, summed over the words.
    func addHeadLoss(
        _ pack: SentencePack, sentence: Int, heads: [Int32], weights: UnsafePointer<Float>,
        workspace: Workspace, gradient: ParserGradient
    ) -> Float {
        let width = Int(shape.arc)
        let count = pack.lengths[sentence]
        var loss: Float = 0
        scoreHeads(
            pack, sentence, weights: weights, workspace: workspace, into: gradient.headScores)
        for word in 1..<count where heads[word] >= 0 {
            let row = pack.row(sentence, word)
            let scores = gradient.headScores.start + word * count
            var best = -Float.infinity
            for head in 0..<count where head != word { best = max(best, scores[head]) }
            var sum: Float = 0
            for head in 0..<count where head != word {
                scores[head] = exp(scores[head] - best)
                sum += scores[head]
            }
            let gold = Int(heads[word])
            loss -= log(max(scores[gold] / sum, 1e-20))
            for head in 0..<count where head != word {
                let slope = scores[head] / sum - (head == gold ? 1 : 0)
                guard abs(slope) > 1e-5 else { continue }
                let headRow = pack.row(sentence, head) * width
                lb_add_scaled(
                    gradient.arcQuery.start + row * width, workspace.arcHead.start + headRow,
                    slope, Int64(width))
                lb_add_scaled(
                    gradient.arcHead.start + headRow, workspace.arcQuery.start + row * width,
                    slope, Int64(width))
                gradient.weights[layout.distance.offset + ParserShape.bucket(head - word)] += slope
            }
        }
        return loss
    }

    /// Adds the loss of the relations of some pairs of rows, of `known` relations.
    /// - Returns: the loss, summed over the pairs.
    func addRelationLoss(
        heads: [Int], dependents: [Int], relations: [Int], known: Int,
        weights: UnsafePointer<Float>, transposed: UnsafePointer<Float>, workspace: Workspace,
        gradient: ParserGradient
    ) -> Float {
        guard !heads.isEmpty else { return 0 }
        let width = Int(shape.relation)
        let columns = Int(shape.relations)
        scoreRelations(
            heads: heads, dependents: dependents, weights: weights, workspace: workspace)
        var loss: Float = 0
        for pair in heads.indices {
            let scores = workspace.relations.start + pair * columns
            loss += softmax(scores, count: known, gold: relations[pair])
            for column in known..<columns { scores[column] = 0 }
        }
        addWeights(
            workspace.relationLayer, workspace.relations, heads.count, layout.relationOut,
            layout.relationOutBias, gradient)
        gradient.relationLayer.clear(heads.count * width)
        addBack(
            workspace.relations, heads.count, layout.relationOut, transposed,
            into: gradient.relationLayer)
        slope(workspace.relationLayer, gradient.relationLayer, heads.count * width)
        for pair in heads.indices {
            let from = gradient.relationLayer.start + pair * width
            lb_add_scaled(
                gradient.relationHead.start + heads[pair] * width, from, 1, Int64(width))
            lb_add_scaled(
                gradient.relationDependent.start + dependents[pair] * width, from, 1,
                Int64(width))
        }
        return loss
    }

    // MARK: Pieces

    private func addBack(
        _ output: FloatBuffer, _ rows: Int, _ matrix: Matrix, _ transposed: UnsafePointer<Float>,
        into input: FloatBuffer
    ) {
        lb_affine_add(
            output.start, Int64(rows), Int64(matrix.columns), transposed + matrix.offset,
            Int64(matrix.rows), input.start)
    }

    private func addWeights(
        _ input: FloatBuffer, _ output: FloatBuffer, _ rows: Int, _ matrix: Matrix,
        _ bias: Matrix?, _ gradient: ParserGradient
    ) {
        gradient.weights.withUnsafeMutableBufferPointer { weights in
            lb_affine_back_weights(
                input.start, output.start, Int64(rows), Int64(matrix.rows),
                Int64(matrix.columns), weights.baseAddress! + matrix.offset,
                bias.map { weights.baseAddress! + $0.offset })
        }
    }

    /// The derivative of the leaky rectifier, whose value has the sign of its input.
    private func slope(_ values: FloatBuffer, _ gradient: FloatBuffer, _ count: Int) {
        for index in 0..<count where values[index] < 0 { gradient[index] *= 0.1 }
    }
}

/// Turns scores into the gradient of the cross entropy, in place, and returns the loss.
func softmax(_ scores: UnsafeMutablePointer<Float>, count: Int, gold: Int) -> Float {
    var best = -Float.infinity
    for index in 0..<count { best = max(best, scores[index]) }
    var sum: Float = 0
    for index in 0..<count {
        scores[index] = exp(scores[index] - best)
        sum += scores[index]
    }
    for index in 0..<count { scores[index] /= sum }
    let loss = -log(max(scores[gold], 1e-20))
    scores[gold] -= 1
    return loss
}
