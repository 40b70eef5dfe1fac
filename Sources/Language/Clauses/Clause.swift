/// A clause: a verb with all its parts, and the words that belong to it.
public struct Clause: Sendable {
    public enum Kind: String, Sendable {
        /// It stands by itself or beside another main clause.
        case main
        /// It depends on another: "dass er kommt", "because he came".
        case subordinate
        /// It says something of a noun: "der gekommen ist", "who came".
        case relative
        /// "um zu helfen", "to help".
        case infinitive
        /// "driving home, …".
        case participle
        /// It has no verb: a headline, an exclamation.
        case fragment
    }

    public var kind: Kind
    /// From its first word to its last; clauses inside it lie within.
    public var extent: Range<Int>
    /// The word that the tree has as its head: a verb, or the predicate of a copula.
    public var head: Int
    /// The finite verb.
    public var finiteVerb: Int?
    /// All parts of the verb in order: "hat … gekauft", "teilte … mit", "has been told".
    public var verbGroup: [Int]
    /// The conjunction or relative pronoun that it begins with.
    public var introducer: Int?
    public var subject: Int?
    public var mood: Morphology.Mood
    /// The clause that it depends on, or the one that it goes on with "und".
    public var parent: Int?
    public var isCoordinated: Bool
    public var isNegated: Bool
    /// Its verb stands in quotation marks.
    public var isQuoted: Bool
    /// It is pushed into another: between dashes or brackets, or as ", sagte er,".
    public var isParenthesis: Bool
}

/// The clauses of a text.
public struct Clauses: Sendable {
    public let all: [Clause]
    /// For each token the clause that it belongs to, -1 for none.
    public let ofToken: [Int32]

    /// The tokens of a clause without those of the clauses inside it.
    public func tokens(of clause: Int) -> [Int] {
        all[clause].extent.filter { ofToken[$0] == clause }
    }
}
