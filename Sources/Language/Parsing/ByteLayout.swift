/// A matrix of signed bytes as `lb_affine_bytes` takes it, and where its numbers lie.
package struct ByteMatrix: Sendable {
    /// The first of its weights, and of the offsets, scales and biases of its columns.
    package var weight: Int
    package var column: Int
    package var rows: Int
    /// A multiple of `ParserShape.block`.
    package var columns: Int

    /// The place of a weight behind `weight`: blocks of columns, within a block four rows of each
    /// column side by side.
    package func place(_ row: Int, _ column: Int) -> Int {
        let block = ParserShape.block
        return column / block * block * rows + row / 4 * 4 * block + column % block * 4 + row % 4
    }
}

/// The matrices of a parser of one shape as it runs, in the order in which they lie.
package struct ByteLayout: Sendable {
    /// For each layer and direction: what comes from below, and from the word before.
    package private(set) var memories: [[(input: ByteMatrix, recurrent: ByteMatrix)]] = []
    /// Everything that is read from the last layer, side by side: heads, dependents, both again for
    /// relations, attributes.
    package let top: ByteMatrix
    /// The first column of each of these in `top`.
    package let dependent, relationHead, relationDependent, attributes: Int
    package let weights: Int
    package let columns: Int
    /// The places of what is computed in floats.
    package let bilinear, bilinearBias, distance, relationOut, relationOutBias: Int
    package let floats: Int

    package init(_ shape: ParserShape) {
        var weights = 0
        var columns = 0
        func take(_ rows: Int32, _ wanted: Int32) -> ByteMatrix {
            let block = ParserShape.block
            let width = (Int(wanted) + block - 1) / block * block
            defer {
                weights += Int(rows) * width
                columns += width
            }
            return ByteMatrix(weight: weights, column: columns, rows: Int(rows), columns: width)
        }
        for layer in 0..<shape.layers {
            let below = layer == 0 ? shape.words : 2 * shape.hidden
            memories.append(
                (0..<2).map { _ in
                    (take(below, 4 * shape.hidden), take(shape.hidden, 4 * shape.hidden))
                })
        }
        top = take(2 * shape.hidden, 2 * shape.arc + 2 * shape.relation + shape.attributes)
        dependent = Int(shape.arc)
        relationHead = 2 * Int(shape.arc)
        relationDependent = relationHead + Int(shape.relation)
        attributes = relationDependent + Int(shape.relation)
        self.weights = weights
        self.columns = columns
        bilinear = 0
        bilinearBias = Int(shape.arc * shape.arc)
        distance = bilinearBias + Int(shape.arc)
        relationOut = distance + ParserShape.distances
        relationOutBias = relationOut + Int(shape.relation * shape.relations)
        floats = relationOutBias + Int(shape.relations)
    }
}
