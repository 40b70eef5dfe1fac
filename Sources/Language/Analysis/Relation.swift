/// A grammatical relation of a word to its head: the relations of Universal Dependencies with the
/// subtypes that the treebanks of the shipped languages use.
///
/// Source: Universal Dependencies v2, https://universaldependencies.org/u/dep/.
public enum Relation: String, CaseIterable, Sendable {
    case acl, advcl, advmod, amod, appos, aux, ccomp, compound, conj, csubj, dep, det
    case discourse, dislocated, expl, fixed, flat, goeswith, iobj, list, mark, nmod, nsubj, nummod
    case obj, obl, orphan, parataxis, punct, reparandum, root, vocative, xcomp
    case adposition = "case"
    case classifier = "clf"
    case coordinator = "cc"
    case copula = "cop"
    case relativeClause = "acl:relcl"
    case freeRelative = "advcl:relcl"
    case passiveAuxiliary = "aux:pass"
    case preconjunct = "cc:preconj"
    case particle = "compound:prt"
    case passiveClausalSubject = "csubj:pass"
    case outerClausalSubject = "csubj:outer"
    case possessiveDeterminer = "det:poss"
    case predeterminer = "det:predet"
    case reflexive = "expl:pv"
    case descriptor = "nmod:desc"
    case possessor = "nmod:poss"
    case unmarkedModifier = "nmod:unmarked"
    case outerSubject = "nsubj:outer"
    case passiveSubject = "nsubj:pass"
    case agent = "obl:agent"
    case argument = "obl:arg"
    case time = "obl:tmod"
    case unmarkedOblique = "obl:unmarked"

    /// The relation for a label of a treebank; without its subtype where that is not known, `dep`
    /// where nothing is.
    public init(label: some StringProtocol) {
        if let relation = Relation(rawValue: String(label)) {
            self = relation
        } else if let universal = label.split(separator: ":").first {
            self = Relation(rawValue: String(universal)) ?? .dep
        } else {
            self = .dep
        }
    }

    /// Its place in `allCases`.
    package var index: Int { Int(unsafeBitCast(self, to: UInt8.self)) }

    /// Whether it is a subject of a verb, nominal or clausal, active or passive.
    public var isSubject: Bool {
        switch self {
        case .nsubj, .passiveSubject, .outerSubject, .csubj, .passiveClausalSubject,
            .outerClausalSubject:
            true
        default: false
        }
    }
}
