import Language
import Text

/// Learns the weights of a `Tagger`: an averaged perceptron (Collins 2002) that follows its own
/// tags while it learns, and of which only the features stay that were seen often enough.
struct TaggerTrainer {
    /// A sentence with the tags that are right.
    struct Example {
        /// With two words of padding at each end.
        var words: [TaggedWord]
        var tags: [UInt8]
    }

    let tagNames: [String]
    var epochs = 6
    /// Features that were seen less often are left out.
    var minimum = 3
    /// At most so many features stay.
    var limit: Int
    var seed: UInt64 = 1

    /// The tags that go with forms that were seen often enough to trust that list.
    private func formTags(_ examples: [Example]) -> [UInt64: UInt64] {
        var counts: [UInt64: (count: Int, tags: [UInt8: Int])] = [:]
        for example in examples {
            for (position, tag) in example.tags.enumerated() {
                let form = example.words[position + 2].form
                counts[form, default: (0, [:])].count += 1
                counts[form]!.tags[tag, default: 0] += 1
            }
        }
        var result: [UInt64: UInt64] = [:]
        for (form, entry) in counts where entry.count >= 30 {
            var tags: UInt64 = 0
            for (tag, count) in entry.tags where count * 500 >= entry.count {
                tags |= 1 << UInt64(tag)
            }
            result[form] = tags
        }
        return result
    }

    /// The file of the tagger.
    func train(
        _ examples: [Example], manifest: [(key: String, value: String)],
        report: (String) -> Void
    ) -> ModelFileWriter {
        let formTags = formTags(examples)
        var rows = countedFeatures(examples)
        report("\(rows.count) features, \(formTags.count) forms with known tags")
        var learner = PerceptronWeights(rows: rows.count, columns: tagNames.count)
        run(examples, rows, formTags, &learner, report)
        if rows.count > limit {
            // The features that moved the scores most stay, and learn once more without the others.
            let kept = learner.strongest(limit)
            var fresh: [UInt64: Int32] = [:]
            for (key, row) in rows where kept.contains(Int(row)) { fresh[key] = 0 }
            for (index, key) in fresh.keys.sorted().enumerated() { fresh[key] = Int32(index) }
            rows = fresh
            learner = PerceptronWeights(rows: rows.count, columns: tagNames.count)
            report("\(rows.count) features stay")
            run(examples, rows, formTags, &learner, report)
        }
        var writer = ModelFileWriter(kind: "tagger", manifest: manifest)
        writer.add("tags", lines: tagNames)
        let places = HashIndex.write(rows.keys.sorted(), "features", to: &writer)
        var weights = [Int8](repeating: 0, count: Set(places.values).count * Tagger.columns)
        let quantized = learner.quantized()
        for (key, row) in rows {
            for column in tagNames.indices {
                weights[places[key]! * Tagger.columns + column] =
                    quantized[Int(row) * tagNames.count + column]
            }
        }
        writer.add("weights", weights)
        let formPlaces = HashIndex.write(formTags.keys.sorted(), "forms", to: &writer)
        var tags = [UInt64](repeating: 0, count: Set(formPlaces.values).count)
        for (form, place) in formPlaces { tags[place] |= formTags[form]! }
        writer.add("form.tags", tags)
        return writer
    }

    private func countedFeatures(_ examples: [Example]) -> [UInt64: Int32] {
        var counts: [UInt64: Int32] = [:]
        var keys = [UInt64](
            repeating: 0, count: TaggerFeatures.staticCount + TaggerFeatures.dynamicCount)
        for example in examples {
            for position in example.tags.indices {
                write(
                    example, position, last: tag(example, position - 1),
                    lastButOne: tag(example, position - 2), to: &keys)
                for key in keys { counts[key, default: 0] += 1 }
            }
        }
        let kept = counts.filter { $0.value >= minimum }.keys.sorted()
        return Dictionary(uniqueKeysWithValues: kept.enumerated().map { ($1, Int32($0)) })
    }

    private func tag(_ example: Example, _ position: Int) -> UInt64 {
        position < 0 ? 63 : UInt64(example.tags[position])
    }

    private func write(
        _ example: Example, _ position: Int, last: UInt64, lastButOne: UInt64,
        to keys: inout [UInt64]
    ) {
        example.words.withUnsafeBufferPointer { words in
            keys.withUnsafeMutableBufferPointer { keys in
                TaggerFeatures.writeStatic(
                    words.baseAddress!, position + 2, to: keys.baseAddress!)
                TaggerFeatures.writeDynamic(
                    words[position + 2].joint, words[position + 3].joint, last: last,
                    lastButOne: lastButOne, to: keys.baseAddress! + TaggerFeatures.staticCount)
            }
        }
    }

    private func run(
        _ examples: [Example], _ rows: [UInt64: Int32], _ formTags: [UInt64: UInt64],
        _ learner: inout PerceptronWeights, _ report: (String) -> Void
    ) {
        var random = SplitMix(seed)
        var order = Array(examples.indices)
        var keys = [UInt64](
            repeating: 0, count: TaggerFeatures.staticCount + TaggerFeatures.dynamicCount)
        let all: UInt64 = (1 << UInt64(tagNames.count)) - 1
        // Rows of the static features of all words, looked up once.
        let count = TaggerFeatures.staticCount
        var statics: [[Int32]] = []
        for example in examples {
            var found = [Int32](repeating: -1, count: example.tags.count * count)
            for position in example.tags.indices {
                write(example, position, last: 0, lastButOne: 0, to: &keys)
                for index in 0..<count { found[position * count + index] = rows[keys[index]] ?? -1 }
            }
            statics.append(found)
        }
        var active: [Int32] = []
        for epoch in 1...epochs {
            random.shuffle(&order)
            var wrong = 0
            var seen = 0
            for number in order {
                let example = examples[number]
                var last: UInt64 = 63
                var lastButOne: UInt64 = 63
                for position in example.tags.indices {
                    let gold = Int(example.tags[position])
                    var allowed = formTags[example.words[position + 2].form] ?? all
                    var guess = gold
                    if allowed & (allowed &- 1) != 0 || allowed == 0 {
                        if allowed == 0 { allowed = all }
                        active.removeAll(keepingCapacity: true)
                        for index in 0..<count {
                            let row = statics[number][position * count + index]
                            if row >= 0 { active.append(row) }
                        }
                        keys.withUnsafeMutableBufferPointer { keys in
                            TaggerFeatures.writeDynamic(
                                example.words[position + 2].joint,
                                example.words[position + 3].joint,
                                last: last, lastButOne: lastButOne, to: keys.baseAddress! + count)
                        }
                        for index in count..<keys.count {
                            if let row = rows[keys[index]] { active.append(row) }
                        }
                        guess = learner.best(active, allowed: allowed)
                        learner.step()
                        if guess != gold { learner.update(active, up: gold, down: guess) }
                    } else {
                        guess = allowed.trailingZeroBitCount
                    }
                    if guess != gold { wrong += 1 }
                    seen += 1
                    lastButOne = last
                    last = UInt64(guess)
                }
            }
            report("epoch \(epoch): \(seen) words, \(wrong) wrong")
        }
    }
}

/// The weights of a perceptron and what is needed to average them over all its steps.
struct PerceptronWeights {
    private let columns: Int
    private var values: [Float]
    private var totals: [Float]
    private var stamps: [Int32]
    private var time: Int32 = 0
    private var scores: [Float]

    init(rows: Int, columns: Int) {
        self.columns = columns
        values = Array(repeating: 0, count: rows * columns)
        totals = values
        stamps = Array(repeating: 0, count: rows * columns)
        scores = Array(repeating: 0, count: columns)
    }

    mutating func step() { time += 1 }

    mutating func best(_ rows: [Int32], allowed: UInt64) -> Int {
        for column in 0..<columns { scores[column] = 0 }
        values.withUnsafeBufferPointer { values in
            scores.withUnsafeMutableBufferPointer { scores in
                for row in rows {
                    let from = values.baseAddress! + Int(row) * columns
                    for column in 0..<columns { scores[column] += from[column] }
                }
            }
        }
        var best = -1
        for column in 0..<columns where allowed >> UInt64(column) & 1 == 1 {
            if best < 0 || scores[column] > scores[best] { best = column }
        }
        return max(0, best)
    }

    mutating func update(_ rows: [Int32], up: Int, down: Int) {
        for row in rows {
            change(Int(row) * columns + up, 1)
            change(Int(row) * columns + down, -1)
        }
    }

    private mutating func change(_ index: Int, _ amount: Float) {
        totals[index] += Float(time - stamps[index]) * values[index]
        stamps[index] = time
        values[index] += amount
    }

    private func average(_ index: Int) -> Float {
        (totals[index] + Float(time - stamps[index]) * values[index]) / Float(max(1, time))
    }

    /// The rows whose averages are farthest from zero.
    func strongest(_ count: Int) -> Set<Int> {
        let rows = values.count / columns
        var strengths: [(Float, Int)] = []
        for row in 0..<rows {
            var sum: Float = 0
            for column in 0..<columns { sum += abs(average(row * columns + column)) }
            strengths.append((sum, row))
        }
        strengths.sort { ($0.0, $1.1) > ($1.0, $0.1) }
        return Set(strengths.prefix(count).map(\.1))
    }

    /// The averages in eight bits: all in the same unit, so that sums compare; the largest are cut.
    func quantized() -> [Int8] {
        let averages = values.indices.map(average)
        let magnitudes = averages.map { abs($0) }.filter { $0 > 0 }.sorted()
        guard !magnitudes.isEmpty else { return averages.map { _ in 0 } }
        let large = magnitudes[Int(Double(magnitudes.count - 1) * 0.9995)]
        return averages.map { Int8(max(-127, min(127, ($0 / large * 127).rounded()))) }
    }
}
