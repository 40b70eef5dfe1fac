import Kernels

/// What the parser says of a word beside its place in the tree: a tag of the language, and the
/// features of its form, and whether it is part of a name. Each group is one choice.
package struct WordAttributes: Sendable {
    /// The columns of each group in the scores of attributes: morphology, the tag, the name.
    package let groups: [Range<Int>]
    /// The first column of each group, and the end: the same without a look at the heap.
    private let starts: SIMD16<Int32>

    /// The groups of morphology, in the order of `values(of:)`: how many values each has.
    private static let sizes = [5, 4, 3, 4, 3, 4, 5, 4]
    /// The groups of the tag and of the label of a name, whose values are those of `EntityTag`.
    package static let tagGroup = sizes.count
    package static let nameGroup = sizes.count + 1

    package init(tags: Int) {
        var groups: [Range<Int>] = []
        var next = 0
        for size in Self.sizes + [tags, NameTransitions.labelCount] {
            groups.append(next..<next + size)
            next += size
        }
        self.groups = groups
        var starts = SIMD16<Int32>()
        for (index, group) in groups.enumerated() { starts[index] = Int32(group.lowerBound) }
        starts[groups.count] = Int32(next)
        self.starts = starts
    }

    /// The number of columns.
    package var count: Int { groups.last?.upperBound ?? 0 }

    /// The values of the groups of morphology.
    package static func values(of morphology: Morphology) -> [Int] {
        [
            Int(morphology.grammaticalCase.rawValue), Int(morphology.gender.rawValue),
            Int(morphology.number.rawValue), Int(morphology.person),
            Int(morphology.tense.rawValue), Int(morphology.mood.rawValue),
            Int(morphology.verbForm.rawValue), Int(morphology.degree.rawValue),
        ]
    }

    /// The best value of a group in a row of scores.
    @inline(__always)
    func best(_ group: Int, _ scores: UnsafePointer<Float>) -> Int {
        let start = Int(starts[group])
        return Int(lb_greatest(scores + start, Int64(Int(starts[group + 1]) - start)))
    }

    /// How well a morphology agrees with a row of scores.
    @inline(__always)
    func score(_ morphology: Morphology, _ scores: UnsafePointer<Float>) -> Float {
        scores[Int(starts[0]) + Int(morphology.grammaticalCase.rawValue)]
            + scores[Int(starts[1]) + Int(morphology.gender.rawValue)]
            + scores[Int(starts[2]) + Int(morphology.number.rawValue)]
            + scores[Int(starts[3]) + Int(morphology.person)]
            + scores[Int(starts[4]) + Int(morphology.tense.rawValue)]
            + scores[Int(starts[5]) + Int(morphology.mood.rawValue)]
            + scores[Int(starts[7]) + Int(morphology.degree.rawValue)]
    }

    /// The morphology that a row of scores says is likeliest.
    func morphology(_ scores: UnsafePointer<Float>) -> Morphology {
        var result = Morphology()
        func value<Value: RawRepresentable>(_ group: Int, _ none: Value) -> Value
        where Value.RawValue == UInt8 {
            Value(rawValue: UInt8(best(group, scores))) ?? none
        }
        result.grammaticalCase = value(0, .unknown)
        result.gender = value(1, .unknown)
        result.number = value(2, .unknown)
        result.person = UInt8(best(3, scores))
        result.tense = value(4, .unknown)
        result.mood = value(5, .unknown)
        result.verbForm = value(6, .unknown)
        result.degree = value(7, .unknown)
        return result
    }

    /// What a row of scores says of each label of a name.
    func names(_ scores: UnsafePointer<Float>) -> NameEvidence {
        var evidence = NameEvidence()
        withUnsafeMutableBytes(of: &evidence) { evidence in
            lb_lead(
                scores + Int(starts[Self.nameGroup]), Int64(NameTransitions.labelCount),
                NameEvidenceUnit.perOne, -8000,
                evidence.baseAddress!.assumingMemoryBound(to: Int16.self))
        }
        return evidence
    }
}

/// What speaks for each label of `EntityTag`, relative to the best.
package typealias NameEvidence = SIMD16<Int16>

package enum NameEvidenceUnit {
    /// How many units a natural logarithm of odds has: those of the weights of names.
    package static let perOne: Float = 40
}
