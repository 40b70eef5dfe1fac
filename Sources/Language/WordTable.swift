import Foundation
import Text

/// The classes a word form can belong to. Each case is a file in the folder `words` of a language,
/// named as the case's raw value; a language may leave files out.
public enum WordClass: String, CaseIterable, Sendable {
    case article, pronoun, possessive, quantifier
    case personalPronoun = "personal-pronoun"
    case relativePronoun = "relative-pronoun"
    case impersonal
    case preposition, conjunction, complementizer, subordinator
    case finiteVerb = "finite-verb"
    case nounOrVerb = "noun-or-verb"
    case auxiliary
    case subjunctive
    case modal
    case negation, adverb
    case month, weekday
    case title
    case commonNoun = "common-noun"
    case maleName = "male-name"
    case femaleName = "female-name"
    case malePronoun = "male-pronoun"
    case femalePronoun = "female-pronoun"
    case outlet
    case document
    case probable, possible, expected, obligation, permission
    /// A verb that marks what somebody else says ("soll").
    case hearsay
    /// A modal by which a plan is told ("will").
    case volition
    case personNoun = "person-noun"
    case organizationNoun = "organization-noun"
    case unnamed
    /// A word that takes up the sentence before ("dies", "davon").
    case anaphoric
    case nameParticle = "name-particle"
    case familyFirst = "family-first"
    case relation
    case quotative
    case predicative
    case agentMarker = "agent-marker"
    case asWord = "as-word"
    case separablePrefix = "separable-prefix"
    case infinitiveMarker = "infinitive-marker"
    case perfectAuxiliary = "perfect-auxiliary"
    case passiveAuxiliary = "passive-auxiliary"
    case nominative, dative, genitive, accusative
    /// A subject pronoun that is joined behind its verb ("-il").
    case encliticPronoun = "enclitic-pronoun"
}

/// A set of word classes: one bit a class.
public struct WordClasses: OptionSet, Sendable, Hashable {
    public let rawValue: UInt64
    @inlinable public init(rawValue: UInt64) { self.rawValue = rawValue }

    public init(_ wordClass: WordClass) {
        rawValue = 1 << UInt64(WordClass.allCases.firstIndex(of: wordClass)!)
    }
}

extension WordClasses {
    public static let article = WordClasses(.article)
    public static let pronoun = WordClasses(.pronoun)
    public static let possessive = WordClasses(.possessive)
    public static let quantifier = WordClasses(.quantifier)
    public static let personalPronoun = WordClasses(.personalPronoun)
    public static let relativePronoun = WordClasses(.relativePronoun)
    public static let impersonal = WordClasses(.impersonal)
    public static let preposition = WordClasses(.preposition)
    public static let conjunction = WordClasses(.conjunction)
    public static let complementizer = WordClasses(.complementizer)
    public static let subordinator = WordClasses(.subordinator)
    public static let finiteVerb = WordClasses(.finiteVerb)
    public static let nounOrVerb = WordClasses(.nounOrVerb)
    public static let auxiliary = WordClasses(.auxiliary)
    public static let subjunctive = WordClasses(.subjunctive)
    public static let modal = WordClasses(.modal)
    public static let negation = WordClasses(.negation)
    public static let adverb = WordClasses(.adverb)
    public static let month = WordClasses(.month)
    public static let weekday = WordClasses(.weekday)
    public static let title = WordClasses(.title)
    public static let commonNoun = WordClasses(.commonNoun)
    public static let maleName = WordClasses(.maleName)
    public static let femaleName = WordClasses(.femaleName)
    public static let malePronoun = WordClasses(.malePronoun)
    public static let femalePronoun = WordClasses(.femalePronoun)
    public static let outlet = WordClasses(.outlet)
    public static let document = WordClasses(.document)
    public static let probable = WordClasses(.probable)
    public static let possible = WordClasses(.possible)
    public static let expected = WordClasses(.expected)
    public static let obligation = WordClasses(.obligation)
    public static let permission = WordClasses(.permission)
    public static let hearsay = WordClasses(.hearsay)
    public static let volition = WordClasses(.volition)
    public static let personNoun = WordClasses(.personNoun)
    public static let organizationNoun = WordClasses(.organizationNoun)
    public static let unnamed = WordClasses(.unnamed)
    public static let anaphoric = WordClasses(.anaphoric)
    public static let nameParticle = WordClasses(.nameParticle)
    public static let familyFirst = WordClasses(.familyFirst)
    public static let relation = WordClasses(.relation)
    public static let quotative = WordClasses(.quotative)
    public static let agentMarker = WordClasses(.agentMarker)
    public static let predicative = WordClasses(.predicative)
    public static let asWord = WordClasses(.asWord)
    public static let separablePrefix = WordClasses(.separablePrefix)
    public static let infinitiveMarker = WordClasses(.infinitiveMarker)
    public static let perfectAuxiliary = WordClasses(.perfectAuxiliary)
    public static let passiveAuxiliary = WordClasses(.passiveAuxiliary)
    public static let encliticPronoun = WordClasses(.encliticPronoun)
    public static let nominative = WordClasses(.nominative)
    public static let accusative = WordClasses(.accusative)
    public static let dative = WordClasses(.dative)
    public static let genitive = WordClasses(.genitive)
}

/// Word forms and their classes: an open-addressing table by folded hash.
public struct WordTable: Sendable {
    private var keys: [UInt64]
    private var values: [WordClasses]
    private var mask: Int

    /// Reads `<class>.txt`, written by hand, and `<class>.counted.txt`, counted in treebanks, for each
    /// word class: forms separated by white space, `#` for comments.
    /// A form of several words is not looked up here.
    /// - Parameter wanted: the classes whose lists are read; all where it is `nil`.
    public init(folder: String, only wanted: WordClasses? = nil) throws {
        var entries: [UInt64: WordClasses] = [:]
        for wordClass in WordClass.allCases
        where wanted?.isSuperset(of: WordClasses(wordClass)) ?? true {
            for ending in [".txt", ".counted.txt"] {
                let path = "\(folder)/\(wordClass.rawValue)\(ending)"
                guard FileManager.default.fileExists(atPath: path) else { continue }
                for line in try DataFile(path).lines {
                    for form in line.text.utf8.split(whereSeparator: { $0 == 32 || $0 == 9 }) {
                        entries[foldedHash(Array(form)), default: []].insert(WordClasses(wordClass))
                    }
                }
            }
        }
        self.init(entries)
    }

    public init(_ entries: [UInt64: WordClasses]) {
        var capacity = 16
        while capacity < entries.count * 2 { capacity *= 2 }
        keys = Array(repeating: 0, count: capacity)
        values = Array(repeating: [], count: capacity)
        mask = capacity - 1
        for (key, value) in entries {
            var slot = Int(truncatingIfNeeded: key) & mask
            while keys[slot] != 0 { slot = (slot + 1) & mask }
            keys[slot] = key
            values[slot] = value
        }
    }

    /// The classes of the form with this folded hash; empty where it stands in no list.
    /// - Complexity: O(1).
    public func classes(of hash: UInt64) -> WordClasses {
        var slot = Int(truncatingIfNeeded: hash) & mask
        while keys[slot] != 0 {
            if keys[slot] == hash { return values[slot] }
            slot = (slot + 1) & mask
        }
        return []
    }
}
