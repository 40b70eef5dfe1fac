import Foundation
import Text

/// A set of classes that a word form can belong to: one bit a class. The bits are part of the features of models: a
/// class keeps its own.
public struct WordClasses: OptionSet, Sendable, Hashable {
    public let rawValue: UInt64
    @inlinable public init(rawValue: UInt64) { self.rawValue = rawValue }
    @inlinable init(bit: UInt64) { rawValue = 1 << bit }
}

// Computed, not stored: what is stored is asked for its value with every use in another module.
extension WordClasses {
    @inlinable public static var article: Self { Self(bit: 0) }
    @inlinable public static var pronoun: Self { Self(bit: 1) }
    @inlinable public static var possessive: Self { Self(bit: 2) }
    @inlinable public static var quantifier: Self { Self(bit: 3) }
    @inlinable public static var personalPronoun: Self { Self(bit: 4) }
    @inlinable public static var relativePronoun: Self { Self(bit: 5) }
    @inlinable public static var impersonal: Self { Self(bit: 6) }
    @inlinable public static var preposition: Self { Self(bit: 7) }
    @inlinable public static var conjunction: Self { Self(bit: 8) }
    @inlinable public static var complementizer: Self { Self(bit: 9) }
    @inlinable public static var subordinator: Self { Self(bit: 10) }
    @inlinable public static var finiteVerb: Self { Self(bit: 11) }
    @inlinable public static var nounOrVerb: Self { Self(bit: 12) }
    @inlinable public static var auxiliary: Self { Self(bit: 13) }
    @inlinable public static var subjunctive: Self { Self(bit: 14) }
    @inlinable public static var modal: Self { Self(bit: 15) }
    @inlinable public static var negation: Self { Self(bit: 16) }
    @inlinable public static var adverb: Self { Self(bit: 17) }
    @inlinable public static var month: Self { Self(bit: 18) }
    @inlinable public static var weekday: Self { Self(bit: 19) }
    @inlinable public static var title: Self { Self(bit: 20) }
    @inlinable public static var commonNoun: Self { Self(bit: 21) }
    @inlinable public static var maleName: Self { Self(bit: 22) }
    @inlinable public static var femaleName: Self { Self(bit: 23) }
    @inlinable public static var malePronoun: Self { Self(bit: 24) }
    @inlinable public static var femalePronoun: Self { Self(bit: 25) }
    @inlinable public static var outlet: Self { Self(bit: 26) }
    @inlinable public static var document: Self { Self(bit: 27) }
    @inlinable public static var probable: Self { Self(bit: 28) }
    @inlinable public static var possible: Self { Self(bit: 29) }
    @inlinable public static var expected: Self { Self(bit: 30) }
    @inlinable public static var obligation: Self { Self(bit: 31) }
    @inlinable public static var permission: Self { Self(bit: 32) }
    /// A verb that marks what somebody else says ("soll").
    @inlinable public static var hearsay: Self { Self(bit: 33) }
    /// A modal by which a plan is told ("will").
    @inlinable public static var volition: Self { Self(bit: 34) }
    @inlinable public static var personNoun: Self { Self(bit: 35) }
    @inlinable public static var organizationNoun: Self { Self(bit: 36) }
    @inlinable public static var unnamed: Self { Self(bit: 37) }
    /// A word that takes up the sentence before ("dies", "davon").
    @inlinable public static var anaphoric: Self { Self(bit: 38) }
    @inlinable public static var nameParticle: Self { Self(bit: 39) }
    @inlinable public static var familyFirst: Self { Self(bit: 40) }
    @inlinable public static var relation: Self { Self(bit: 41) }
    @inlinable public static var quotative: Self { Self(bit: 42) }
    @inlinable public static var predicative: Self { Self(bit: 43) }
    @inlinable public static var agentMarker: Self { Self(bit: 44) }
    @inlinable public static var asWord: Self { Self(bit: 45) }
    @inlinable public static var separablePrefix: Self { Self(bit: 46) }
    @inlinable public static var infinitiveMarker: Self { Self(bit: 47) }
    @inlinable public static var perfectAuxiliary: Self { Self(bit: 48) }
    @inlinable public static var passiveAuxiliary: Self { Self(bit: 49) }
    @inlinable public static var nominative: Self { Self(bit: 50) }
    @inlinable public static var dative: Self { Self(bit: 51) }
    @inlinable public static var genitive: Self { Self(bit: 52) }
    @inlinable public static var accusative: Self { Self(bit: 53) }
    /// A subject pronoun that is joined behind its verb ("-il").
    @inlinable public static var encliticPronoun: Self { Self(bit: 54) }

    /// Each class and the name of its lists in the folder `words` of a language, which may leave them out.
    package static let named: [(name: String, classes: WordClasses)] = [
        ("article", .article),
        ("pronoun", .pronoun),
        ("possessive", .possessive),
        ("quantifier", .quantifier),
        ("personal-pronoun", .personalPronoun),
        ("relative-pronoun", .relativePronoun),
        ("impersonal", .impersonal),
        ("preposition", .preposition),
        ("conjunction", .conjunction),
        ("complementizer", .complementizer),
        ("subordinator", .subordinator),
        ("finite-verb", .finiteVerb),
        ("noun-or-verb", .nounOrVerb),
        ("auxiliary", .auxiliary),
        ("subjunctive", .subjunctive),
        ("modal", .modal),
        ("negation", .negation),
        ("adverb", .adverb),
        ("month", .month),
        ("weekday", .weekday),
        ("title", .title),
        ("common-noun", .commonNoun),
        ("male-name", .maleName),
        ("female-name", .femaleName),
        ("male-pronoun", .malePronoun),
        ("female-pronoun", .femalePronoun),
        ("outlet", .outlet),
        ("document", .document),
        ("probable", .probable),
        ("possible", .possible),
        ("expected", .expected),
        ("obligation", .obligation),
        ("permission", .permission),
        ("hearsay", .hearsay),
        ("volition", .volition),
        ("person-noun", .personNoun),
        ("organization-noun", .organizationNoun),
        ("unnamed", .unnamed),
        ("anaphoric", .anaphoric),
        ("name-particle", .nameParticle),
        ("family-first", .familyFirst),
        ("relation", .relation),
        ("quotative", .quotative),
        ("predicative", .predicative),
        ("agent-marker", .agentMarker),
        ("as-word", .asWord),
        ("separable-prefix", .separablePrefix),
        ("infinitive-marker", .infinitiveMarker),
        ("perfect-auxiliary", .perfectAuxiliary),
        ("passive-auxiliary", .passiveAuxiliary),
        ("nominative", .nominative),
        ("dative", .dative),
        ("genitive", .genitive),
        ("accusative", .accusative),
        ("enclitic-pronoun", .encliticPronoun),
    ]
}

/// Word forms and their classes, by folded hash.
public struct WordTable: Sendable {
    private let table: FoldedTable<WordClasses>

    /// Reads `<class>.txt`, written by hand, and `<class>.counted.txt`, counted in treebanks, for each
    /// word class: forms separated by white space, `#` for comments.
    /// A form of several words is not looked up here.
    /// - Parameter wanted: the classes whose lists are read; all where it is `nil`.
    public init(folder: String, only wanted: WordClasses? = nil) throws {
        var entries: [UInt64: WordClasses] = [:]
        for (name, classes) in WordClasses.named where wanted?.isSuperset(of: classes) ?? true {
            for ending in [".txt", ".counted.txt"] {
                let path = "\(folder)/\(name)\(ending)"
                guard FileManager.default.fileExists(atPath: path) else { continue }
                for line in try DataFile(path).lines {
                    Array(line.text.utf8).withUnsafeBufferPointer { bytes in
                        for form in bytes.split(whereSeparator: { $0 == 32 || $0 == 9 }) {
                            let hash = foldedHash(buffer: UnsafeBufferPointer(rebasing: form))
                            entries[hash, default: []].formUnion(classes)
                        }
                    }
                }
            }
        }
        self.init(entries)
    }

    public init(_ entries: [UInt64: WordClasses]) { table = FoldedTable(entries) }

    /// The classes of the form with this folded hash; empty where it stands in no list.
    /// - Complexity: O(1).
    public func classes(of hash: UInt64) -> WordClasses { table[hash] ?? [] }
}
