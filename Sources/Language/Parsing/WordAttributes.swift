/// What the parser says of a word beside its place in the tree: a tag of the language, and the
/// features of its form, and whether it is part of a name. Each group is one choice.
package struct WordAttributes: Sendable {
    /// The columns of each group in the scores of attributes: morphology, the tag, the name.
    package let groups: [Range<Int>]

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
        let range = groups[group]
        var best = range.lowerBound
        for column in range where scores[column] > scores[best] { best = column }
        return best - range.lowerBound
    }

    /// How well a morphology agrees with a row of scores.
    @inline(__always)
    func score(_ morphology: Morphology, _ scores: UnsafePointer<Float>) -> Float {
        scores[groups[0].lowerBound + Int(morphology.grammaticalCase.rawValue)]
            + scores[groups[1].lowerBound + Int(morphology.gender.rawValue)]
            + scores[groups[2].lowerBound + Int(morphology.number.rawValue)]
            + scores[groups[3].lowerBound + Int(morphology.person)]
            + scores[groups[4].lowerBound + Int(morphology.tense.rawValue)]
            + scores[groups[5].lowerBound + Int(morphology.mood.rawValue)]
            + scores[groups[7].lowerBound + Int(morphology.degree.rawValue)]
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
        let range = groups[Self.nameGroup]
        var best = -Float.infinity
        for column in range { best = max(best, scores[column]) }
        var evidence = NameEvidence()
        for column in range {
            evidence[column - range.lowerBound] = Int16(
                max(-8000, (scores[column] - best) * NameEvidenceUnit.perOne))
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
