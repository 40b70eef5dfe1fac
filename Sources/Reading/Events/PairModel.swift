import Language

/// Weights that turn the evidence of a pair into a type: multinomial logistic regression over hashed features.
public struct PairModel: Sendable {
    /// The types that are told apart: those of PLOVER 2018, in the order of the columns.
    public static let types = [
        "AGREE", "CONSULT", "SUPPORT", "COOPERATE", "AID", "YIELD", "REQUEST", "ACCUSE", "REJECT",
        "THREATEN",
        "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT",
    ]
    /// Rows of weights; a power of two.
    public static let rowCount = 1 << 14
    /// The kind of the model's file.
    public static let kind = "pairs"

    /// `rowCount` rows of one weight a type.
    public var weights: [Float]

    public init() { weights = Array(repeating: 0, count: Self.rowCount * Self.types.count) }

    /// - Throws: `DataError` where the file is missing or does not hold together.
    public init(path: String) throws {
        let file = try ModelFile(path, kind: Self.kind)
        // The rows lie in the mapped file, which must outlive the copy.
        weights = try withExtendedLifetime(file) {
            Array(try file.section("weights", of: Float.self))
        }
        guard weights.count == Self.rowCount * Self.types.count else {
            throw DataError.damaged(path: path, reason: "its weights have another shape")
        }
    }

    /// How likely each type is.
    public func probabilities(_ features: [UInt32]) -> [Double] {
        let count = Self.types.count
        var scores = [Double](repeating: 0, count: count)
        for feature in features {
            let row = Int(feature & UInt32(Self.rowCount - 1)) * count
            for index in 0..<count { scores[index] += Double(weights[row + index]) }
        }
        let top = scores.max() ?? 0
        let powers = scores.map { exponential($0 - top) }
        let sum = powers.reduce(0, +)
        return powers.map { $0 / sum }
    }
}

/// e to a power of at most 0, by the series after halving: the same on every machine.
private func exponential(_ power: Double) -> Double {
    if power < -40 { return 0 }
    let part = power / 64
    var term = 1.0
    var sum = 1.0
    for index in 1..<12 {
        term *= part / Double(index)
        sum += term
    }
    for _ in 0..<6 { sum *= sum }
    return sum
}
