import Language

/// Where a matrix lies: its first weight, its rows (inputs) and columns (outputs).
struct Matrix: Sendable {
    var offset: Int
    var rows: Int
    var columns: Int
    var count: Int { rows * columns }
}

/// The places of all matrices of a network of one shape.
struct ParserLayout: Sendable {
    /// A direction of a layer.
    struct Memory: Sendable {
        var input: Matrix
        var recurrent: Matrix
        var bias: Matrix
    }
    let memories: [[Memory]]
    let arcHead, arcHeadBias, arcDependent, arcDependentBias: Matrix
    let bilinear, bilinearBias, distance: Matrix
    let relationHead, relationDependent, relationBias: Matrix
    let relationOut, relationOutBias: Matrix
    let attribute, attributeBias: Matrix
    /// The number of all dense weights.
    let count: Int

    init(_ shape: ParserShape) {
        var next = 0
        func take(_ rows: Int32, _ columns: Int32) -> Matrix {
            defer { next += Int(rows) * Int(columns) }
            return Matrix(offset: next, rows: Int(rows), columns: Int(columns))
        }
        var memories: [[Memory]] = []
        for layer in 0..<shape.layers {
            let width = layer == 0 ? shape.input : 2 * shape.hidden
            memories.append(
                (0..<2).map { _ in
                    Memory(
                        input: take(width, 4 * shape.hidden),
                        recurrent: take(shape.hidden, 4 * shape.hidden),
                        bias: take(1, 4 * shape.hidden))
                })
        }
        self.memories = memories
        let width = 2 * shape.hidden
        arcHead = take(width, shape.arc)
        arcHeadBias = take(1, shape.arc)
        arcDependent = take(width, shape.arc)
        arcDependentBias = take(1, shape.arc)
        bilinear = take(shape.arc, shape.arc)
        bilinearBias = take(1, shape.arc)
        distance = take(1, Int32(ParserShape.distances))
        relationHead = take(width, shape.relation)
        relationDependent = take(width, shape.relation)
        relationBias = take(1, shape.relation)
        relationOut = take(shape.relation, shape.relations)
        relationOutBias = take(1, shape.relations)
        attribute = take(width, shape.attributes)
        attributeBias = take(1, shape.attributes)
        count = next
    }

    /// The matrices that multiply, in the order in which they lie: everything but biases.
    var products: [Matrix] {
        memories.flatMap { $0.flatMap { [$0.input, $0.recurrent] } } + [
            arcHead, arcDependent, bilinear, relationHead, relationDependent, relationOut,
            attribute,
        ]
    }

    /// The biases of the forget gates, which begin at one (Jozefowicz et al. 2015).
    var forgetBiases: [Range<Int>] {
        memories.flatMap { layer in
            layer.map { memory in
                let width = memory.bias.columns / 4
                let start = memory.bias.offset + width
                return start..<start + width
            }
        }
    }
}
