/// The sizes of a parser's network, and where each of its matrices lies in the one array of its
/// dense weights.
package struct ParserShape: Equatable, Sendable, BitwiseCopyable {
    /// The width of what is known of a word.
    package var input: Int32
    /// The width of the memory of each direction.
    package var hidden: Int32
    package var layers: Int32
    /// The width in which heads and dependents are compared.
    package var arc: Int32
    /// The width in which relations are told apart.
    package var relation: Int32
    /// The numbers of relations and of values of attributes, rounded up to `ParserShape.block`.
    package var relations: Int32
    package var attributes: Int32

    /// Output widths are multiples of this: what a kernel holds in registers.
    package static let block = 64
    /// The number of distances between a word and its head that are told apart.
    package static let distances = 24

    package init(
        input: Int, hidden: Int, layers: Int, arc: Int, relation: Int, relations: Int,
        attributes: Int
    ) {
        self.input = Int32(input)
        self.hidden = Int32(hidden)
        self.layers = Int32(layers)
        self.arc = Int32(arc)
        self.relation = Int32(relation)
        self.relations = Int32(Self.padded(relations))
        self.attributes = Int32(Self.padded(attributes))
    }

    private static func padded(_ count: Int) -> Int { (count + block - 1) / block * block }

    /// Whether the sizes can be those of a parser, whatever a damaged file says.
    package var isSound: Bool {
        [input, hidden, layers, arc, relation, relations, attributes].allSatisfy {
            $0 > 0 && $0 <= 4096
        } && layers <= 8
    }
}

/// Where a matrix lies: its first weight, its rows (inputs) and columns (outputs).
package struct Matrix: Sendable {
    package var offset: Int
    package var rows: Int
    package var columns: Int
    package var count: Int { rows * columns }
}

/// The places of all matrices of a network of one shape.
package struct ParserLayout: Sendable {
    /// A direction of a layer.
    package struct Memory: Sendable {
        package var input: Matrix
        package var recurrent: Matrix
        package var bias: Matrix
    }
    package let memories: [[Memory]]
    package let arcHead, arcHeadBias, arcDependent, arcDependentBias: Matrix
    package let bilinear, bilinearBias, distance: Matrix
    package let relationHead, relationDependent, relationBias: Matrix
    package let relationOut, relationOutBias: Matrix
    package let attribute, attributeBias: Matrix
    /// The number of all dense weights.
    package let count: Int

    package init(_ shape: ParserShape) {
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
    package var products: [Matrix] {
        memories.flatMap { $0.flatMap { [$0.input, $0.recurrent] } } + [
            arcHead, arcDependent, bilinear, relationHead, relationDependent, relationOut,
            attribute,
        ]
    }

    /// The biases of the forget gates, which begin at one (Jozefowicz et al. 2015).
    package var forgetBiases: [Range<Int>] {
        memories.flatMap { layer in
            layer.map { memory in
                let width = memory.bias.columns / 4
                let start = memory.bias.offset + width
                return start..<start + width
            }
        }
    }
}
