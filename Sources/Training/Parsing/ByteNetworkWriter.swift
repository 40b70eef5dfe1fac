import Language

/// Turns the weights of a trained network into those of a `ByteNetwork`: each column of a matrix gets a
/// unit of its own, so that its largest weight is 127.
struct ByteNetworkWriter {
    private let network: ParserNetwork
    private let weights: [Float]
    private let inputScales: [Float]
    private let domain: [Float]
    private let layout: ByteLayout
    private var bytes: [Int8]
    private var offsets: [Int32]
    private var scales: [Float]
    private var biases: [Float]

    /// - Parameters:
    ///   - inputScales: what a unit of each number of the input is worth.
    ///   - domain: the embedding of the kind of text, behind the words' own numbers.
    init(_ network: ParserNetwork, _ weights: [Float], inputScales: [Float], domain: [Float]) {
        self.network = network
        self.weights = weights
        self.inputScales = inputScales
        self.domain = domain
        layout = ByteLayout(network.shape)
        bytes = Array(repeating: 0, count: layout.weights)
        offsets = Array(repeating: 0, count: layout.columns)
        scales = Array(repeating: 0, count: layout.columns)
        biases = Array(repeating: 0, count: layout.columns)
        // Outputs of a memory lie between -1 and 1; a unit of theirs is 1/127.
        let hidden = [Float](repeating: 1 / 127, count: 2 * Int(network.shape.hidden))
        for (layer, sides) in layout.memories.enumerated() {
            for (side, place) in sides.enumerated() {
                let memory = network.layout.memories[layer][side]
                add(
                    memory.input, memory.bias, to: place.input, at: 0,
                    units: layer == 0 ? inputScales : hidden, constant: layer == 0 ? domain : [])
                add(memory.recurrent, nil, to: place.recurrent, at: 0, units: hidden)
            }
        }
        let matrices = network.layout
        for (matrix, bias, column) in [
            (matrices.arcHead, matrices.arcHeadBias, 0),
            (matrices.arcDependent, matrices.arcDependentBias, layout.dependent),
            (matrices.relationHead, nil, layout.relationHead),
            (matrices.relationDependent, matrices.relationBias, layout.relationDependent),
            (matrices.attribute, matrices.attributeBias, layout.attributes),
        ] {
            add(matrix, bias, to: layout.top, at: column, units: hidden)
        }
    }

    /// - Parameters:
    ///   - first: the column of `place` where the matrix begins.
    ///   - units: what a unit of each input is worth.
    ///   - constant: inputs behind those, which are always the same.
    private mutating func add(
        _ matrix: Matrix, _ bias: Matrix?, to place: ByteMatrix, at first: Int, units: [Float],
        constant: [Float] = []
    ) {
        for column in 0..<matrix.columns {
            func weight(_ row: Int) -> Float {
                weights[matrix.offset + row * matrix.columns + column]
            }
            let values = (0..<place.rows).map { weight($0) * units[$0] }
            let scale = max(values.reduce(0) { max($0, abs($1)) }, 1e-12) / 127
            var sum: Int32 = 0
            for (row, value) in values.enumerated() {
                let unit = Int8((value / scale).rounded())
                bytes[place.weight + place.place(row, first + column)] = unit
                sum += Int32(unit)
            }
            let target = place.column + first + column
            offsets[target] = -128 * sum
            scales[target] = scale
            biases[target] = bias.map { weights[$0.offset + column] } ?? 0
            for (row, value) in constant.enumerated() {
                biases[target] += value * weight(place.rows + row)
            }
        }
    }

    func add(to writer: inout ModelFileWriter) {
        writer.add("bytes", bytes)
        writer.add("offsets", offsets)
        writer.add("scales", scales)
        writer.add("biases", biases)
        let layout = network.layout
        writer.add(
            "floats",
            [
                layout.bilinear, layout.bilinearBias, layout.distance, layout.relationOut,
                layout.relationOutBias,
            ].flatMap { weights[$0.offset..<$0.offset + $0.count] })
    }
}
