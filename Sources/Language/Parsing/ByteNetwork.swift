import Kernels

/// The network of the parser as it runs: long short-term memories in both directions over the words
/// of a sentence, and on top of them the scores of heads, relations and attributes of each word.
///
/// Method: Kiperwasser and Goldberg 2016 (features), Dozat and Manning 2017 (biaffine attention for
/// heads), with distances between head and dependent as one more term; relations are scored by a
/// layer over head and dependent together. Weights and activations of the products are whole numbers
/// of eight bits (Jacob et al. 2018), made when training is over: their sums are exact, and the same
/// on every machine.
package struct ByteNetwork: Sendable {
    package let shape: ParserShape
    package let layout: ByteLayout
    /// `nonisolated(unsafe)`: mapped, never written; whoever holds this holds its file.
    private nonisolated(unsafe) let bytes: UnsafeBufferPointer<Int8>
    private nonisolated(unsafe) let offsets: UnsafeBufferPointer<Int32>
    private nonisolated(unsafe) let scales: UnsafeBufferPointer<Float>
    private nonisolated(unsafe) let biases: UnsafeBufferPointer<Float>
    private nonisolated(unsafe) let floats: UnsafeBufferPointer<Float>
    /// What the distance of a head less its word, plus `longest`, adds to the score.
    private let distances: [Float]

    /// - Throws: `DataError.damaged` where the sections do not fit the shape.
    package init(_ file: ModelFile, _ shape: ParserShape) throws {
        self.shape = shape
        layout = ByteLayout(shape)
        bytes = try file.section("bytes", of: Int8.self)
        offsets = try file.section("offsets", of: Int32.self)
        scales = try file.section("scales", of: Float.self)
        biases = try file.section("biases", of: Float.self)
        floats = try file.section("floats", of: Float.self)
        guard bytes.count == layout.weights, offsets.count == layout.columns,
            scales.count == layout.columns, biases.count == layout.columns,
            floats.count == layout.floats
        else {
            throw DataError.damaged(path: file.path, reason: "its weights do not fit its network")
        }
        let first = layout.distance
        let floats = floats
        distances = (-Self.longest...Self.longest).map {
            floats[first + ParserShape.bucket($0)]
        }
    }

    /// The activations of a pack; one is used for many packs, one after the other.
    ///
    /// What the first layer makes of a word alone is kept for the packs to come, of this text and of others: most of
    /// their words are the same.
    ///
    /// `@unchecked Sendable`: one text at a time has it, which `MemoryPool` sees to.
    package final class Workspace: @unchecked Sendable {
        /// `shape.words` bytes a row, numbers plus 128, a row for each new word of the pack; to be filled before `run`.
        fileprivate let input = ByteBuffer()
        /// The words that are kept and the other words of the pack, of which those from `firstNew` on are new, and the
        /// number of one for each row of the pack.
        private let words: UnsafeMutablePointer<WordFeatures>
        /// The words of the rows, and their hashes.
        private let entered: UnsafeMutablePointer<WordFeatures>
        private let hashes: UnsafeMutablePointer<UInt64>
        @exclusivity(unchecked) private var wordCount = 0
        @exclusivity(unchecked) private var firstNew = 0
        @exclusivity(unchecked) fileprivate private(set) var places: [Int32] = []
        /// Numbers of the kept words by their hash, and of the others, -1 for none.
        private let slots: UnsafeMutableBufferPointer<Int32>
        private let otherSlots: UnsafeMutableBufferPointer<Int32>
        private let width: Int
        /// For each direction the products of each word.
        fileprivate let wordGates: [FloatBuffer]

        /// The first words, so many, are kept: most of those that are frequent come soon.
        private static var mostKept: Int { 4096 }
        /// No pack has more rows.
        static var mostRows: Int { 1024 }

        /// The outputs of each layer, both directions side by side.
        fileprivate let outputs: [ByteBuffer]
        fileprivate let gates = FloatBuffer()
        fileprivate let cells = FloatBuffer()
        /// `layout.top.columns` a row.
        let top = FloatBuffer()
        fileprivate let dependents = FloatBuffer()
        fileprivate let queries = FloatBuffer()
        fileprivate let heads = FloatBuffer()
        fileprivate let sentenceQueries = FloatBuffer()
        fileprivate let products = FloatBuffer()
        /// The scores of the heads of one sentence.
        let headScores = FloatBuffer()
        fileprivate let relationLayer = FloatBuffer()
        /// The scores of relations, `shape.relations` columns a pair.
        let relations = FloatBuffer()

        package init(_ shape: ParserShape) {
            outputs = (0..<shape.layers).map { _ in ByteBuffer() }
            width = Int(shape.words)
            words = .allocate(capacity: Self.mostKept + Self.mostRows)
            entered = .allocate(capacity: Self.mostRows)
            hashes = .allocate(capacity: Self.mostRows)
            slots = .allocate(capacity: 2 * Self.mostKept)
            slots.initialize(repeating: -1)
            otherSlots = .allocate(capacity: 2 * Self.mostRows)
            otherSlots.initialize(repeating: -1)
            let gates = (Self.mostKept + Self.mostRows) * 4 * Int(shape.hidden)
            wordGates = (0..<2).map { _ in
                let buffer = FloatBuffer()
                buffer.reserve(gates)
                return buffer
            }
        }

        deinit {
            words.deallocate()
            entered.deallocate()
            hashes.deallocate()
            slots.deallocate()
            otherSlots.deallocate()
        }

        /// Makes room for the words of a pack of `rows` rows, at most `mostRows`.
        func begin(rows: Int) {
            precondition(rows <= Self.mostRows)
            wordCount = min(wordCount, Self.mostKept)
            firstNew = wordCount
            otherSlots.update(repeating: -1)
            places = Array(repeating: 0, count: rows)
            input.reserve(rows * width)
        }

        /// Notes the word of a row of the pack; `number` follows when all rows have theirs.
        @inline(__always)
        func enter(_ word: WordFeatures, row: Int) {
            entered[row] = word
            hashes[row] = word.hash
            lb_fetch(slots.baseAddress! + slot(hashes[row]))
        }

        /// Numbers the words of all rows. Tables and words that are looked at are fetched a few rows before.
        func number(rows: Int) {
            let ahead = 6
            for row in 0..<rows {
                if row + ahead < rows {
                    lb_fetch(words + Int(max(0, slots[slot(hashes[row + ahead])])))
                }
                let (word, hash) = (entered[row], hashes[row])
                if let number = number(of: word, hash, in: slots) {
                    places[row] = number
                } else if wordCount < Self.mostKept {
                    places[row] = add(word, hash, to: slots)
                } else {
                    places[row] =
                        number(of: word, hash, in: otherSlots) ?? add(word, hash, to: otherSlots)
                }
            }
        }

        @inline(__always)
        private func slot(_ hash: UInt64) -> Int {
            Int(truncatingIfNeeded: hash) & (slots.count - 1)
        }

        @inline(__always)
        private func number(
            of word: WordFeatures, _ hash: UInt64, in slots: UnsafeMutableBufferPointer<Int32>
        ) -> Int32? {
            var slot = Int(truncatingIfNeeded: hash) & (slots.count - 1)
            while slots[slot] >= 0 {
                if words[Int(slots[slot])] == word { return slots[slot] }
                slot = (slot + 1) & (slots.count - 1)
            }
            return nil
        }

        @inline(__always)
        private func add(
            _ word: WordFeatures, _ hash: UInt64, to slots: UnsafeMutableBufferPointer<Int32>
        ) -> Int32 {
            var slot = Int(truncatingIfNeeded: hash) & (slots.count - 1)
            while slots[slot] >= 0 { slot = (slot + 1) & (slots.count - 1) }
            slots[slot] = Int32(wordCount)
            (words + wordCount).initialize(to: word)
            wordCount += 1
            return slots[slot]
        }

        /// Has the input filled: gives the rows of tables of each new word, and where its input goes.
        func withNewWords(
            _ body: (_ words: UnsafeBufferPointer<Int32>, _ input: UnsafeMutablePointer<UInt8>) ->
                Void
        ) {
            UnsafeRawBufferPointer(
                start: words + firstNew,
                count: newWords.count * MemoryLayout<WordFeatures>.stride
            ).withMemoryRebound(to: Int32.self) { body($0, input.start) }
        }

        /// The new words of the pack.
        fileprivate var newWords: Range<Int> { firstNew..<wordCount }
    }

    /// Runs the network over a pack whose input is filled.
    package func run(_ pack: SentencePack, _ workspace: Workspace) {
        let rows = pack.count
        let hidden = Int(shape.hidden)
        var below = workspace.input
        var width = Int(shape.words)
        workspace.gates.reserve((pack.lengths.count + Self.chunk) * 4 * hidden)
        for (layer, sides) in layout.memories.enumerated() {
            let output = workspace.outputs[layer]
            output.reserve(rows * 2 * hidden)
            for (side, memory) in sides.enumerated() {
                let result = output.start + side * hidden
                if layer == 0 {
                    // The first product, once for each different word.
                    let words = workspace.newWords
                    let gates = workspace.wordGates[side].start
                    multiply(
                        below.start, width, words.count, memory.input,
                        gates + words.lowerBound * 4 * hidden)
                    workspace.places.withUnsafeBufferPointer { places in
                        recur(
                            pack, memory, .words(places.baseAddress!, gates), workspace, result,
                            isBackward: side == 1)
                    }
                } else {
                    recur(
                        pack, memory, .rows(below.start), workspace, result,
                        isBackward: side == 1)
                }
            }
            below = output
            width = 2 * hidden
        }
        workspace.top.reserve(rows * layout.top.columns)
        multiply(below.start, width, rows, layout.top, workspace.top.start)
        let arc = Int(shape.arc)
        workspace.dependents.reserve(rows * arc)
        workspace.queries.reserve(rows * arc)
        for row in 0..<rows {
            let top = workspace.top.start + row * layout.top.columns
            lb_rectify(top, Int64(arc), top)
            lb_rectify(top + layout.dependent, Int64(arc), workspace.dependents.start + row * arc)
        }
        let floats = floats.baseAddress!
        lb_affine(
            workspace.dependents.start, Int64(rows), Int64(arc), floats + layout.bilinear,
            floats + layout.bilinearBias, Int64(arc), workspace.queries.start)
    }

    /// The products of rows with a matrix, and its biases.
    private func multiply(
        _ input: UnsafePointer<UInt8>, _ stride: Int, _ rows: Int, _ matrix: ByteMatrix,
        _ output: UnsafeMutablePointer<Float>
    ) {
        lb_affine_bytes(
            input, Int64(stride), Int64(rows), Int64(matrix.rows),
            bytes.baseAddress! + matrix.weight, offsets.baseAddress! + matrix.column,
            scales.baseAddress! + matrix.column, biases.baseAddress! + matrix.column, 0, nil,
            Int64(matrix.columns), output)
    }

    /// What comes to a layer from below.
    private enum Input {
        /// For each row of the pack the row with the product of its word, and the first of these rows.
        case words(UnsafePointer<Int32>, UnsafePointer<Float>)
        /// The rows of the layer below.
        case rows(UnsafePointer<UInt8>)
    }

    /// How many rows are multiplied at a time: few enough for their products to stay in the cache.
    private static let chunk = 128

    /// Goes through the words of all sentences in one direction.
    private func recur(
        _ pack: SentencePack, _ memory: (input: ByteMatrix, recurrent: ByteMatrix), _ input: Input,
        _ workspace: Workspace, _ output: UnsafeMutablePointer<UInt8>, isBackward: Bool
    ) {
        let width = Int(shape.hidden)
        let recurrent = memory.recurrent
        workspace.cells.clear(pack.lengths.count * width)
        // The rows whose products with the input stand in `gates`.
        var ready = 0..<0
        for number in 0..<pack.lengths[0] {
            let step = pack.step(number, isBackward: isBackward)
            var gates = workspace.gates.start
            var base = UnsafePointer(gates)
            var places: UnsafePointer<Int32>?
            switch input {
            case .words(let all, let products):
                let own = all + step.first
                base = products
                places = own
                if number + 1 < pack.lengths[0] {
                    // The rows of the next step: what is kept of words is more than the cache holds.
                    let next = pack.step(number + 1, isBackward: isBackward)
                    lb_fetch_rows(products, Int64(4 * width), all + next.first, Int64(next.rows))
                }
                for row in step.continued..<step.rows {
                    (gates + row * 4 * width).update(
                        from: base + Int(own[row]) * 4 * width, count: 4 * width)
                }
            case .rows(let below):
                if !ready.contains(step.first) {
                    ready = pack.rows(from: number, isBackward: isBackward, count: Self.chunk)
                    multiply(
                        below + ready.lowerBound * memory.input.rows, memory.input.rows,
                        ready.count, memory.input, gates)
                }
                gates += (step.first - ready.lowerBound) * 4 * width
                base = UnsafePointer(gates)
            }
            if step.continued > 0 {
                lb_affine_bytes(
                    output + step.before * 2 * width, Int64(2 * width), Int64(step.continued),
                    Int64(recurrent.rows), bytes.baseAddress! + recurrent.weight,
                    offsets.baseAddress! + recurrent.column,
                    scales.baseAddress! + recurrent.column, base, Int64(4 * width), places,
                    Int64(recurrent.columns), gates)
            }
            lb_lstm_step_bytes(
                gates, Int64(step.rows), workspace.cells.start,
                output + step.first * 2 * width, Int64(2 * width), Int64(width))
        }
    }

    /// Leaves in `workspace.headScores` the scores of all words of a sentence as heads of each other:
    /// that of head h for the word d stands at `d * count + h`. Word 0 is the root, and nothing is its
    /// head.
    package func scoreHeads(_ pack: SentencePack, _ sentence: Int, _ workspace: Workspace) {
        let width = Int(shape.arc)
        let count = pack.lengths[sentence]
        let columns = (count + 15) & ~15
        workspace.headScores.reserve(count * count)
        workspace.heads.reserve(columns * width)
        workspace.sentenceQueries.reserve(count * width)
        workspace.products.reserve(count * columns)
        let heads = workspace.heads.start
        let top = workspace.top.start
        // The last columns, which no word has, are those of the last word again.
        func head(_ word: Int) -> UnsafePointer<Float> {
            UnsafePointer(top + pack.row(sentence, min(word, count - 1)) * layout.top.columns)
        }
        for word in stride(from: 0, to: columns, by: 4) {
            lb_columns(
                head(word), head(word + 1), head(word + 2), head(word + 3), Int64(width),
                heads + word, Int64(columns))
        }
        for word in 0..<count {
            (workspace.sentenceQueries.start + word * width).update(
                from: workspace.queries.start + pack.row(sentence, word) * width, count: width)
        }
        lb_products(
            workspace.sentenceQueries.start, Int64(width), Int64(count), Int64(width),
            heads, Int64(columns), workspace.products.start)
        distances.withUnsafeBufferPointer { distances in
            for word in 0..<count {
                let row = workspace.headScores.start + word * count
                let products = workspace.products.start + word * columns
                let distance = distances.baseAddress! + (Self.longest - word)
                for head in 0..<count { row[head] = products[head] + distance[head] }
                row[word] = -.infinity
            }
        }
    }

    /// No sentence of a pack is longer, with the word that stands for the root.
    package static let longest = 200

    /// Leaves in `workspace.relations` the scores of the relations of pairs of rows.
    package func scoreRelations(heads: [Int], dependents: [Int], _ workspace: Workspace) {
        let width = Int(shape.relation)
        workspace.relationLayer.reserve(heads.count * width)
        workspace.relations.reserve(heads.count * Int(shape.relations))
        for pair in heads.indices {
            lb_rectify_sum(
                workspace.top.start + heads[pair] * layout.top.columns + layout.relationHead,
                workspace.top.start + dependents[pair] * layout.top.columns
                    + layout.relationDependent, Int64(width),
                workspace.relationLayer.start + pair * width)
        }
        let floats = floats.baseAddress!
        lb_affine(
            workspace.relationLayer.start, Int64(heads.count), Int64(width),
            floats + layout.relationOut, floats + layout.relationOutBias,
            Int64(shape.relations), workspace.relations.start)
    }
}
