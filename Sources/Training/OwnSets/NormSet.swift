public import Reading

/// A short text with the references of the norms in it (`evaluation/norms.jsonl`); a norm without one is "-".
public struct NormCase: Codable, Sendable {
    public var set: String?
    public var language: String
    public var text: String
    public var norms: [String]

    public static func load(_ path: String) throws -> [NormCase] {
        try loadLines(path, expected: "\"language\", \"text\" and \"norms\"")
    }

    /// What is right, missed and wrong in a reading.
    public func compare(_ found: [Norm]) -> (right: Int, missed: [String], wrong: [String]) {
        var rest = found.map { $0.reference ?? "-" }
        var missed: [String] = []
        for norm in norms {
            if let index = rest.firstIndex(of: norm) {
                rest.remove(at: index)
            } else {
                missed.append(norm)
            }
        }
        return (norms.count - missed.count, missed, rest)
    }
}
