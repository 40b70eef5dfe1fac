import Language
import Text

/// The words of events in a language: `events/triggers.tsv` and `events/words.tsv`, compiled.
///
/// `docs/events.md` explains the files. Everything is looked up by `eventKey`. A class, because many small parts hold it.
final class TriggerLexicon: Sendable {
    /// A word, or several that belong together, that tells an event.
    struct Entry: Sendable {
        var type: EventType
        var mode: String?
        var frame: Event.Frame?
        var cameo: String
        var roles: Roles
        /// The other words of an expression: a particle, or words of a noun in order.
        var words: [UInt64] = []
        /// Whether `words` stand behind the first one; before it otherwise.
        var wordsFollow = true
        /// Prepositions of which one must be there; none for any.
        var prepositions: [UInt64] = []
        /// Nouns of which one must be the object; none for any.
        var objects: [UInt64] = []
        /// Nouns of which one must be the subject.
        var subjects: [UInt64] = []
        /// Whether it also is the head of compounds.
        var compounds = false
        /// Whether it says something only with both actor and recipient.
        var needsBoth = false
        /// Only between countries.
        var needsStates = false
        /// Whether it only says something of a source and a target that are given (`lagebild code`).
        var isForPairs = false
        /// Whether the noun of the expression is an event of its own, at which this happens: "died in an attack".
        var hasOccasion = false
        /// An expression that tells no event: it keeps those with fewer conditions from doing so.
        var isNone = false
        /// How the file writes it, for `--explain`.
        var text: String
        /// The more conditions, the better.
        var conditions: Int {
            words.count * 3 + (objects.isEmpty ? 0 : 3) + (subjects.isEmpty ? 0 : 3)
                + (prepositions.isEmpty ? 0 : 2)
        }
    }

    /// Where a participant stands.
    enum Slot: Hashable, Sendable {
        case subject, object, indirect, possessor, agent, compound, adjective, itself
        case preposition(UInt64)
    }

    /// Who takes which part, in the order in which the places are tried.
    struct Roles: Sendable {
        var actor: [Slot]
        var recipient: [Slot]
        var item: [Slot] = []
        /// Whether the entry says more than the language's defaults.
        var isOwn = false
    }

    /// What a word that governs others says of them.
    enum Operator: UInt8, Sendable {
        case agree, request, reject, threaten, accuse, support, consult, concede, cease, start, say
    }

    /// What a word is, beside telling events.
    struct Marks: OptionSet, Sendable {
        let rawValue: UInt64

        static let futureAuxiliary = Marks(rawValue: 1 << 0)
        static let futureWord = Marks(rawValue: 1 << 1)
        static let possibleWord = Marks(rawValue: 1 << 2)
        static let probableWord = Marks(rawValue: 1 << 3)
        static let negationWord = Marks(rawValue: 1 << 4)
        static let conditional = Marks(rawValue: 1 << 5)
        static let purpose = Marks(rawValue: 1 << 6)
        static let backgroundWord = Marks(rawValue: 1 << 7)
        static let postpone = Marks(rawValue: 1 << 8)
        static let cancel = Marks(rawValue: 1 << 9)
        static let underWay = Marks(rawValue: 1 << 10)
        static let arrived = Marks(rawValue: 1 << 11)
        static let prevent = Marks(rawValue: 1 << 12)
        static let both = Marks(rawValue: 1 << 13)
        static let bothNoun = Marks(rawValue: 1 << 14)
        static let agent = Marks(rawValue: 1 << 15)
        static let stateAgent = Marks(rawValue: 1 << 16)
        static let target = Marks(rawValue: 1 << 17)
        static let weapon = Marks(rawValue: 1 << 18)
        static let domain = Marks(rawValue: 1 << 19)
        static let light = Marks(rawValue: 1 << 20)
        /// What nobody can hit or take: "inflation".
        static let abstract = Marks(rawValue: 1 << 21)
        /// Who is set free, not handed over as goods are.
        static let captive = Marks(rawValue: 1 << 22)
        /// What counts those who act: "hundreds", "Tausende".
        static let quantity = Marks(rawValue: 1 << 23)
        /// Relatives, whom to meet is no affair of states.
        static let kin = Marks(rawValue: 1 << 24)
        /// Firms, which buy and sell without states.
        static let firm = Marks(rawValue: 1 << 25)
        /// Particles that leave a verb its meaning: "struck back".
        static let openParticle = Marks(rawValue: 1 << 26)
        /// Words of games and shows that leave no doubt.
        static let game = Marks(rawValue: 1 << 27)
        /// What makes a figure of speech of a noun: "price war", "heart attack".
        static let figure = Marks(rawValue: 1 << 28)
        /// Accidents and disasters, which nobody does.
        static let accident = Marks(rawValue: 1 << 29)
        /// Articles that point to nobody in particular.
        static let indefinite = Marks(rawValue: 1 << 30)
        /// Wars, by which times are named.
        static let era = Marks(rawValue: 1 << 31)
        /// Weapons that change hands: "arms deal".
        static let armsDeal = Marks(rawValue: 1 << 32)
        /// Verbs whose past is no other form: "hit".
        static let unchanged = Marks(rawValue: 1 << 33)
        /// Animals, which attack on nobody's behalf.
        static let animal = Marks(rawValue: 1 << 34)

        /// Attacks and fights that between people and parties are of words.
        static let rhetorical = Marks(rawValue: 1 << 35)
        /// Who asks and listens for others: "reporters".
        static let press = Marks(rawValue: 1 << 36)
        /// Prepositions behind which an event stands that one takes part in: "zum Streik aufrufen".
        static let joining = Marks(rawValue: 1 << 37)
        /// Conjunctions behind which a negation ends: "but".
        static let adversative = Marks(rawValue: 1 << 38)
        /// The auxiliary of perfects and of states: "sein".
        static let stateAuxiliary = Marks(rawValue: 1 << 39)
        /// Those whose arrest and sentence is ordinary justice: "pickpocket".
        static let offender = Marks(rawValue: 1 << 40)
        /// Words of elections, beside which people beat each other without blows: "candidate".
        static let contest = Marks(rawValue: 1 << 41)

        /// In which somebody speaks or writes: "interview".
        static let utterance = Marks(rawValue: 1 << 42)
        /// Which tell a story: "series".
        static let work = Marks(rawValue: 1 << 43)
        /// Punishments of small offences: "fine".
        static let petty = Marks(rawValue: 1 << 44)
        /// What makes a negation of "have to": "has yet to".
        static let notYet = Marks(rawValue: 1 << 45)
        /// What a clause is said to be that is so, and that is not so: "true", "false".
        static let truth = Marks(rawValue: 1 << 46)
        static let untruth = Marks(rawValue: 1 << 47)
        /// What is done all but: "fast", beside a subjunctive.
        static let almost = Marks(rawValue: 1 << 48)
        /// Of which there is none, where something is not known to be so: "evidence".
        static let evidence = Marks(rawValue: 1 << 49)
        /// Verbs that leave open whether what their clause tells has happened: "try".
        static let leavesOpen = Marks(rawValue: 1 << 50)
        /// What makes "no more" of a negation: "longer".
        static let longer = Marks(rawValue: 1 << 51)
        /// Words by which somebody answers what was told: pronouns, nouns for what others say ("allegations"), nouns for
        /// the part that one took ("involvement").
        static let pointer = Marks(rawValue: 1 << 52)
        static let claim = Marks(rawValue: 1 << 53)
        static let part = Marks(rawValue: 1 << 54)
        /// What claims are said to be that are not so: "unfounded".
        static let baseless = Marks(rawValue: 1 << 55)
        /// Verbs by which somebody says that a deed is his own: "claim the attack".
        static let ownDeed = Marks(rawValue: 1 << 56)
        /// Verbs for killing and wounding.
        static let kill = Marks(rawValue: 1 << 57)
        static let wound = Marks(rawValue: 1 << 59)
        /// Those who are killed in wars and attacks rather than by chance.
        static let fighter = Marks(rawValue: 1 << 58)

        static let names: [String: Marks] = [
            "future-auxiliary": .futureAuxiliary, "future-word": .futureWord,
            "possible-word": .possibleWord, "probable-word": .probableWord,
            "negation-word": .negationWord, "conditional": .conditional, "purpose": .purpose,
            "background-word": .backgroundWord, "postpone": .postpone, "cancel": .cancel,
            "not-yet": .notYet, "truth": .truth, "untruth": .untruth,
            "almost": .almost, "evidence": .evidence, "leaves-open": .leavesOpen, "longer": .longer,
            "under-way": .underWay, "arrived": .arrived, "prevent": .prevent, "both": .both,
            "both-noun": .bothNoun, "agent": .agent, "state-agent": .stateAgent,
            "target": .target, "weapon": .weapon, "domain": .domain,
            "abstract": .abstract, "captive": .captive, "quantity": .quantity,
            "kin": .kin, "firm": .firm, "open-particle": .openParticle,
            "game": .game, "figure": .figure, "accident": .accident, "indefinite": .indefinite,
            "era": .era, "arms-deal": .armsDeal, "unchanged": .unchanged,
            "animal": .animal, "rhetorical": .rhetorical, "press": .press, "joining": .joining,
            "adversative": .adversative, "state-auxiliary": .stateAuxiliary,
            "offender": .offender, "contest": .contest, "utterance": .utterance, "work": .work,
            "petty": .petty, "pointer": .pointer, "claim": .claim, "part": .part,
            "baseless": .baseless, "own-deed": .ownDeed, "kill": .kill, "wound": .wound,
            "fighter": .fighter,
        ]
    }

    /// All that is known of one word.
    struct Word: Sendable {
        /// The key of its lemma.
        var key: UInt64 = 0
        var verbs: Range<Int32> = 0..<0
        var nouns: Range<Int32> = 0..<0
        var governs: Operator?
        var marks: Marks = []
    }

    /// Stands among the objects of an entry for any noun for people, and for any other noun.
    static let people = eventKey("@people")
    static let thing = eventKey("@thing")

    let entries: [Entry]
    let words: [Word]
    private let places: FoldedTable<Int32>
    /// The heads of compounds, by `backwardKey`.
    private let heads: FoldedTable<Int32>
    /// The fewest letters of such a head.
    let shortestHead: Int
    /// The places of those who do what a noun tells: "durch", "by".
    let agentSlots: [Slot]
    /// What a form stands for that is a preposition and an article in one ("im").
    private let plainForms: FoldedTable<UInt64>
    private let agentMarkers: Set<UInt64>
    private let placeMarkers: Set<UInt64>
    private let originMarkers: Set<UInt64>
    private let routeMarkers: Set<UInt64>
    private let carrierMarkers: Set<UInt64>
    private let causeMarkers: Set<UInt64>
    private let circumstanceMarkers: Set<UInt64>
    private let conditionMarkers: Set<UInt64>

    /// Reads the files of a language.
    /// - Parameter dictionaries: verbs and agents of the user's, before those of the language.
    /// - Throws: `DataError` where one is missing or a line of it cannot be read.
    init(pack: LanguagePack, dictionaries: EventDictionaries? = nil) throws {
        var builder = TriggerLexiconBuilder()
        try builder.readTriggers(DataFile(pack.folder + "/events/triggers.tsv"))
        var marks = try builder.readWords(DataFile(pack.folder + "/events/words.tsv"))
        let people = try DataFile(ifPresent: pack.folder + "/events/people.tsv")
        marks.merge(try builder.readWords(people)) { $0.union($1) }
        if let dictionaries {
            builder.add(dictionaries)
            marks.merge(builder.marks(of: dictionaries)) { $0.union($1) }
        }
        var entries: [Entry] = []
        var words: [Word] = []
        var places: [UInt64: Int32] = [:]
        func place(of key: UInt64) -> Int {
            if let known = places[key] { return Int(known) }
            words.append(Word(key: key))
            places[key] = Int32(words.count - 1)
            return words.count - 1
        }
        /// Of two entries that fit the one with more conditions wins, then the one that the file has first.
        func add(_ group: [Entry]) -> Range<Int32> {
            let first = Int32(entries.count)
            entries += group.enumerated().sorted {
                ($1.element.conditions, $0.offset) < ($0.element.conditions, $1.offset)
            }.map(\.element)
            return first..<Int32(entries.count)
        }
        for (key, group) in builder.verbs.sorted(by: { $0.key < $1.key }) {
            words[place(of: key)].verbs = add(group)
        }
        for (key, group) in builder.nouns.sorted(by: { $0.key < $1.key }) {
            words[place(of: key)].nouns = add(group)
        }
        for (key, governs) in builder.operators { words[place(of: key)].governs = governs }
        for (key, mark) in marks { words[place(of: key)].marks.formUnion(mark) }
        for key in builder.light { words[place(of: key)].marks.insert(.light) }
        for (form, lemma) in builder.forms where places[form] == nil {
            places[form] = places[lemma]
        }
        self.places = FoldedTable(places)
        plainForms = FoldedTable(builder.plainForms)
        agentMarkers = builder.markers["agent"] ?? []
        agentSlots = builder.nounAgents.sorted().map(Slot.preposition)
        placeMarkers = builder.markers["place"] ?? []
        originMarkers = builder.markers["origin"] ?? []
        routeMarkers = builder.markers["route"] ?? []
        carrierMarkers = builder.markers["carrier"] ?? []
        causeMarkers = builder.markers["cause"] ?? []
        circumstanceMarkers = builder.markers["circumstance"] ?? []
        conditionMarkers = builder.markers["condition"] ?? []
        var heads: [UInt64: Int32] = [:]
        for name in builder.compoundHeads { heads[backwardKey(name)] = places[eventKey(name)] }
        self.heads = FoldedTable(heads)
        shortestHead = builder.compoundHeads.map(\.unicodeScalars.count).min() ?? .max
        self.entries = entries
        self.words = words
    }

    /// The place in `words` of what is known of a word, by its key; -1 for nothing.
    func place(of key: UInt64) -> Int32 { places[key] ?? -1 }

    /// The place in `words` of the longest head that a word ends with; -1 for none, and where the word before the head
    /// makes a figure of speech of it.
    func headPlace(of form: UnsafeBufferPointer<UInt8>) -> Int32 {
        var found: Int32 = -1
        var length = 0
        forEachEnd(of: form) { key, letters in
            if letters >= shortestHead, let place = heads[key] {
                (found, length) = (place, letters)
            }
            return letters < 24
        }
        guard found >= 0, !words[Int(found)].nouns.isEmpty else { return found }
        return isFigure(form, head: length) ? -1 : found
    }

    /// Whether what stands before the head of a compound, with or without a letter or two that join them, is a word of
    /// figures of speech.
    private func isFigure(_ form: UnsafeBufferPointer<UInt8>, head letters: Int) -> Bool {
        var end = form.count
        for _ in 0..<letters {
            end -= 1
            while end > 0, form[end] & 0xC0 == 0x80 { end -= 1 }
        }
        for length in stride(from: end, to: max(end - 3, 2), by: -1) {
            let key = eventKey(UnsafeBufferPointer(rebasing: form[..<length]))
            if let place = places[key], words[Int(place)].marks.contains(.figure) { return true }
        }
        return false
    }

    /// Whether a preposition names who does what is told in the passive.
    func isAgentMarker(_ preposition: UInt64) -> Bool { agentMarkers.contains(preposition) }

    /// Whether a preposition says where something happens, by which way it goes, or what carries it.
    func isPlaceMarker(_ preposition: UInt64) -> Bool { placeMarkers.contains(preposition) }
    func isOriginMarker(_ preposition: UInt64) -> Bool { originMarkers.contains(preposition) }
    func isRouteMarker(_ preposition: UInt64) -> Bool { routeMarkers.contains(preposition) }
    func isCarrierMarker(_ preposition: UInt64) -> Bool { carrierMarkers.contains(preposition) }

    /// Whether what stands behind a preposition is why or on what occasion somebody acts, and not what he does: "over the
    /// attack", "in its session". Behind some only what is known is told to be: "bei einem Angriff" is a condition.
    func isCauseMarker(_ preposition: UInt64) -> Bool { causeMarkers.contains(preposition) }
    func isCircumstanceMarker(_ preposition: UInt64) -> Bool {
        circumstanceMarkers.contains(preposition)
    }
    func isConditionMarker(_ preposition: UInt64) -> Bool { conditionMarkers.contains(preposition) }

    /// The preposition that a form stands for.
    func preposition(_ key: UInt64) -> UInt64 { plainForms[key] ?? key }
}
