import Reading

/// The closed lists of the reading format, in the order in which the file numbers them.
///
/// Numbers stand in the file: entries are only ever appended. A value that this version does not know
/// is kept in the stored reading and numbered `other`.
public enum Vocabulary {
    public static let acts = Statement.Act.allCases.map(\.rawValue)
    public static let forms = Statement.Form.allCases.map(\.rawValue)
    public static let factualities = Statement.Factuality.allCases.map(\.rawValue)
    public static let media = Statement.Medium.Kind.allCases.map(\.rawValue)
    public static let actorKinds = Actor.Kind.allCases.map(\.rawValue)

    static let links = LinkKind.allCases.map(\.rawValue)
    /// Kinds of `LinkEvidence`.
    static let evidence = [
        "actor", "figure", "concept", "name", "word", "accused", "claimant", "reference",
    ]

    static let other = 255

    static func number(_ value: String?, in list: [String]) -> Int {
        value.flatMap { list.firstIndex(of: $0) } ?? other
    }
    static func name(_ number: Int, in list: [String]) -> String {
        list.indices.contains(number) ? list[number] : "other"
    }
}
