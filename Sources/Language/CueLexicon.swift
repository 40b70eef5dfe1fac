import Text

/// A reporting verb, noun or preposition: what announces that somebody said something.
public struct CueEntry: Sendable {
    public enum Kind: String, Sendable {
        case verb, noun, preposition, postposition
        /// It marks by itself that somebody else says so: "reportedly".
        case adverb
    }
    /// The act that it stands for, one of those of the reading format.
    public let act: String
    public let kind: Kind
    public let lemma: String
    /// Folded hash of a separable particle ("mit" of "mitteilen") or of a preposition that follows
    /// the verb ("call for"); 0 where there is none.
    public let particle: UInt64
    /// The particle stands apart before the participle as well ("bekannt gegeben").
    public var isWrittenApart: Bool { lemma.contains(" ") }
    /// Takes a clause as its content.
    public let takesClause: Bool
    /// Takes quoted words.
    public let takesQuotation: Bool
    /// Takes an infinitive clause.
    public let takesInfinitive: Bool
    /// Takes a noun phrase, which alone is a reported act ("dementierte Waffengeschäfte").
    public let takesNoun: Bool
    /// Takes an addressee before its content ("told reporters that").
    public let takesAddressee: Bool
    /// A noun that gives a source behind a preposition: "nach Angaben".
    public let marksSource: Bool
    /// Takes an object before an infinitive ("urged Congress to act").
    public let takesObject: Bool
    /// The subject of its passive is who speaks ("der Minister wird zitiert").
    public let passiveSubjectSpeaks: Bool
    /// Its perfect is made with "to be" ("ist davon ausgegangen"), so that is no passive.
    public let perfectWithBe: Bool
    /// Between countries it is a deed: "Russia attacked Poland".
    public let isDeedOfCountries: Bool
    /// Whether it denies or confirms what others say.
    public var deniesOrConfirms: Bool { act == "deny" || act == "confirm" }
    /// Its negation is one of its content: "does not believe that".
    public let raisesNegation: Bool
    /// Its content is held for improbable: "doubts that".
    public let isDoubt: Bool
}

/// One way in which a form can be a cue.
public struct CueForm: Sendable {
    public enum Shape: Sendable {
        /// A finite form; its particle, if any, stands apart.
        case finite
        case participle
        case infinitive
        /// A finite form written together with its particle, as verb-final clauses have it.
        case joined
        /// "saying", "adding".
        case presentParticiple
    }
    /// Index of the entry in `CueLexicon.entries`.
    public let entry: Int
    public let shape: Shape
}

/// The reporting words of a language: the lines of its `cues.tsv`.
///
/// Nine columns: act, kind, complements (c clause, d direct, z infinitive, n noun, a addressee before
/// the content, o object before an infinitive, s the subject of the passive speaks,
/// p a noun that gives a source behind a preposition,
/// b perfect with "to be", w between countries a deed), particle, lemma, finite forms, participles,
/// infinitives, joined finite forms; a tenth where the language has them: present participles.
/// A line of two columns names the prepositions of sources, or a phrase of a `chain`.
public struct CueLexicon: Sendable {
    public let entries: [CueEntry]
    /// For each entry the place of its act in `acts`, from 1; 0 for another.
    package let actNumbers: [Int]
    /// The acts of the reading format.
    private static let acts = [
        "state", "confirm", "deny", "announce", "expect", "promise", "demand", "propose", "ask",
        "warn", "threaten", "accuse", "criticize", "praise", "agree", "decline", "think",
    ]
    /// What all forms can be, one form after the other, and where that stands for each: one array, because each that is
    /// handed out is counted as a reference.
    private let forms: [CueForm]
    private let places: FoldedTable<Range<Int32>>
    private let sourcePrepositions: FoldedSet
    /// Phrases by which somebody says from whom they have it ("unter Berufung auf"): folded hashes.
    public let chains: [[UInt64]]

    init(_ file: DataFile) throws {
        var entries: [CueEntry] = []
        var forms: [UInt64: [CueForm]] = [:]
        var sourcePrepositions: FoldedSet = []
        var chains: [[UInt64]] = []
        for line in file.lines {
            let fields = line.text.pieces(between: "\t", keepsEmpty: true)
            if fields.count == 2, fields[0] == "source-preposition" {
                sourcePrepositions.formUnion(
                    fields[1].utf8.split(separator: 32).map { foldedHash(Array($0)) })
                continue
            }
            if fields.count == 2, fields[0] == "chain" {
                chains.append(fields[1].utf8.split(separator: 32).map { foldedHash(Array($0)) })
                continue
            }
            guard (9...10).contains(fields.count),
                let kind = CueEntry.Kind(rawValue: String(fields[1]))
            else {
                throw DataError.malformed(
                    path: file.path, line: line.number,
                    expected:
                        "nine or ten columns with a kind of verb, noun, preposition, postposition or adverb"
                )
            }
            for (column, shape) in [
                (5, CueForm.Shape.finite), (6, .participle), (7, .infinitive), (8, .joined),
                (9, .presentParticiple),
            ] where column < fields.count {
                for form in fields[column].utf8.split(separator: 32) {
                    forms[foldedHash(Array(form)), default: []]
                        .append(CueForm(entry: entries.count, shape: shape))
                }
            }
            entries.append(
                CueEntry(
                    act: String(fields[0]), kind: kind, lemma: String(fields[4]),
                    particle: fields[3].isEmpty ? 0 : foldedHash(Array(fields[3].utf8)),
                    takesClause: fields[2].contains("c"), takesQuotation: fields[2].contains("d"),
                    takesInfinitive: fields[2].contains("z"), takesNoun: fields[2].contains("n"),
                    takesAddressee: fields[2].contains("a"),
                    marksSource: fields[2].contains("p"), takesObject: fields[2].contains("o"),
                    passiveSubjectSpeaks: fields[2].contains("s"),
                    perfectWithBe: fields[2].contains("b"),
                    isDeedOfCountries: fields[2].contains("w"),
                    raisesNegation: fields[2].contains("r"), isDoubt: fields[2].contains("u")))
        }
        self.entries = entries
        actNumbers = entries.map { (Self.acts.firstIndex(of: $0.act) ?? -1) + 1 }
        var all: [CueForm] = []
        places = FoldedTable(
            forms.mapValues { own in
                all += own
                return Int32(all.count - own.count)..<Int32(all.count)
            })
        self.forms = all
        self.sourcePrepositions = sourcePrepositions
        self.chains = chains
    }

    /// Whether a preposition introduces a source before a noun cue ("nach Angaben").
    public func isSourcePreposition(_ hash: UInt64) -> Bool { sourcePrepositions.contains(hash) }

    /// The ways in which a form can be a cue; nil where it cannot.
    @inline(__always)
    public func forms(of hash: UInt64) -> ArraySlice<CueForm>? {
        places[hash].map { forms[Int($0.lowerBound)..<Int($0.upperBound)] }
    }

    /// Whether a form can be a cue.
    @inline(__always)
    public func contains(_ hash: UInt64) -> Bool { places.contains(hash) }
}
