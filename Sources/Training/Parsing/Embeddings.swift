import Kernels

/// A table of embeddings that is being learned, with the moments of Adam for each number.
struct EmbeddingTable {
    let width: Int
    private(set) var values: [Float]
    private var first: [Float]
    private var second: [Float]

    init(rows: Int, width: Int, _ random: inout SplitMix) {
        self.width = width
        values = (0..<rows * width).map { _ in random.uniform(0.1) }
        first = Array(repeating: 0, count: values.count)
        second = first
    }

    func copy(_ row: Int, to output: UnsafeMutablePointer<Float>) {
        values.withUnsafeBufferPointer {
            output.update(from: $0.baseAddress! + row * width, count: width)
        }
    }

    /// Moves the rows that were used, and empties the gradient.
    mutating func update(_ gradient: inout EmbeddingGradient, _ optimizer: Adam) {
        for row in gradient.touched {
            let range = Int(row) * width..<(Int(row) + 1) * width
            optimizer.update(&values, &gradient.values, &first, &second, range)
        }
        gradient.forget()
    }

    /// The values in eight bits, plus 128, and what a unit of them is worth.
    func quantized() -> (values: [UInt8], scale: Float) {
        let largest = values.reduce(0) { max($0, abs($1)) }
        let scale = max(largest, 1e-6) / 127
        return (values.map { UInt8(Int(($0 / scale).rounded()) + 128) }, scale)
    }
}

/// The gradient of a table: only the rows that a batch used.
struct EmbeddingGradient {
    let width: Int
    fileprivate(set) var values: [Float]
    private var isTouched: [Bool]
    fileprivate(set) var touched: [Int32] = []

    init(count: Int, width: Int) {
        self.width = width
        values = Array(repeating: 0, count: count)
        isTouched = Array(repeating: false, count: count / width)
    }

    mutating func add(_ from: UnsafePointer<Float>, to row: Int) {
        touch(row)
        values.withUnsafeMutableBufferPointer {
            lb_add_scaled($0.baseAddress! + row * width, from, 1, Int64(width))
        }
    }

    private mutating func touch(_ row: Int) {
        guard !isTouched[row] else { return }
        isTouched[row] = true
        touched.append(Int32(row))
    }

    /// Adds another gradient and empties it.
    mutating func take(_ other: inout EmbeddingGradient) {
        for row in other.touched {
            touch(Int(row))
            for index in Int(row) * width..<(Int(row) + 1) * width {
                values[index] += other.values[index]
                other.values[index] = 0
            }
        }
        other.forget()
    }

    mutating func forget() {
        for row in touched { isTouched[Int(row)] = false }
        touched.removeAll(keepingCapacity: true)
    }
}

/// One step of Adam.
struct Adam {
    let rate: Float
    private let corrections: (first: Float, second: Float)
    private static let decays: (first: Float, second: Float) = (0.9, 0.98)

    /// - Parameter step: counted from 1.
    init(rate: Float, step: Int) {
        self.rate = rate
        func correction(_ decay: Float) -> Float {
            var power: Float = 1
            // Beyond this many steps nothing is left to correct.
            for _ in 0..<min(step, 2000) { power *= decay }
            return 1 / (1 - power)
        }
        corrections = (correction(Self.decays.first), correction(Self.decays.second))
    }

    /// Moves weights and sets their gradient to zero.
    func update(
        _ weights: inout [Float], _ gradient: inout [Float], _ first: inout [Float],
        _ second: inout [Float], _ range: Range<Int>? = nil
    ) {
        let range = range ?? weights.indices
        weights.withUnsafeMutableBufferPointer { weights in
            gradient.withUnsafeMutableBufferPointer { gradient in
                first.withUnsafeMutableBufferPointer { first in
                    second.withUnsafeMutableBufferPointer { second in
                        lb_adam(
                            weights.baseAddress! + range.lowerBound,
                            gradient.baseAddress! + range.lowerBound,
                            first.baseAddress! + range.lowerBound,
                            second.baseAddress! + range.lowerBound, Int64(range.count), rate,
                            Self.decays.first, Self.decays.second, corrections.first,
                            corrections.second)
                    }
                }
            }
        }
    }
}
