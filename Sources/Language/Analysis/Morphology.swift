/// The inflection of a word form: the features of Universal Dependencies that the core knows,
/// packed into four bytes. A feature that is not known, or that the word has not, is zero.
///
/// Source: Universal Dependencies v2, https://universaldependencies.org/u/feat/.
public struct Morphology: Hashable, Sendable, BitwiseCopyable {
    public var rawValue: UInt32

    @inlinable public init(rawValue: UInt32 = 0) { self.rawValue = rawValue }

    public enum Case: UInt8, Sendable { case unknown, nominative, genitive, dative, accusative }
    public enum Gender: UInt8, Sendable { case unknown, masculine, feminine, neuter }
    public enum Number: UInt8, Sendable { case unknown, singular, plural }
    public enum Tense: UInt8, Sendable { case unknown, present, past }
    public enum Mood: UInt8, Sendable { case unknown, indicative, subjunctive, imperative }
    public enum VerbForm: UInt8, Sendable { case unknown, finite, infinitive, participle, gerund }
    public enum Degree: UInt8, Sendable { case unknown, positive, comparative, superlative }

    public var grammaticalCase: Case {
        get { Case(rawValue: field(0, 7)) ?? .unknown }
        set { set(0, 7, newValue.rawValue) }
    }
    public var gender: Gender {
        get { Gender(rawValue: field(3, 3)) ?? .unknown }
        set { set(3, 3, newValue.rawValue) }
    }
    public var number: Number {
        get { Number(rawValue: field(5, 3)) ?? .unknown }
        set { set(5, 3, newValue.rawValue) }
    }
    /// 1 to 3; 0 where it is not known.
    public var person: UInt8 {
        get { field(7, 3) }
        set { set(7, 3, newValue) }
    }
    public var tense: Tense {
        get { Tense(rawValue: field(9, 3)) ?? .unknown }
        set { set(9, 3, newValue.rawValue) }
    }
    public var mood: Mood {
        get { Mood(rawValue: field(11, 3)) ?? .unknown }
        set { set(11, 3, newValue.rawValue) }
    }
    public var verbForm: VerbForm {
        get { VerbForm(rawValue: field(13, 7)) ?? .unknown }
        set { set(13, 7, newValue.rawValue) }
    }
    public var degree: Degree {
        get { Degree(rawValue: field(16, 3)) ?? .unknown }
        set { set(16, 3, newValue.rawValue) }
    }

    @inline(__always)
    private func field(_ shift: UInt32, _ mask: UInt32) -> UInt8 {
        UInt8(truncatingIfNeeded: (rawValue >> shift) & mask)
    }

    @inline(__always)
    private mutating func set(_ shift: UInt32, _ mask: UInt32, _ value: UInt8) {
        rawValue = rawValue & ~(mask << shift) | (UInt32(value) & mask) << shift
    }

    /// The features in the order of CoNLL-U, which is that of the alphabet.
    private static let features: [(name: String, shift: UInt32, mask: UInt32, values: [String])] = [
        ("Case", 0, 7, ["", "Nom", "Gen", "Dat", "Acc"]),
        ("Degree", 16, 3, ["", "Pos", "Cmp", "Sup"]),
        ("Gender", 3, 3, ["", "Masc", "Fem", "Neut"]),
        ("Mood", 11, 3, ["", "Ind", "Sub", "Imp"]),
        ("Number", 5, 3, ["", "Sing", "Plur"]),
        ("Person", 7, 3, ["", "1", "2", "3"]),
        ("Tense", 9, 3, ["", "Pres", "Past"]),
        ("VerbForm", 13, 7, ["", "Fin", "Inf", "Part", "Ger"]),
    ]

    /// Whether every feature that `other` names has the same value here.
    public func agrees(with other: Morphology) -> Bool {
        Self.features.allSatisfy {
            let wanted = other.field($0.shift, $0.mask)
            return wanted == 0 || wanted == field($0.shift, $0.mask)
        }
    }

    /// The column FEATS of CoNLL-U; `_` where nothing is known.
    public var conllu: String {
        let pairs = Self.features.compactMap { feature -> String? in
            let value = Int(field(feature.shift, feature.mask))
            return value > 0 && value < feature.values.count
                ? "\(feature.name)=\(feature.values[value])" : nil
        }
        return pairs.isEmpty ? "_" : pairs.joined(separator: "|")
    }

    /// Reads the column FEATS of CoNLL-U; features that the core does not know are left out.
    public init(conllu: some StringProtocol) {
        self.init()
        for pair in conllu.split(separator: "|") {
            let parts = pair.split(separator: "=", maxSplits: 1)
            guard parts.count == 2,
                let feature = Self.features.first(where: { $0.name == parts[0] }),
                let value = feature.values.firstIndex(of: String(parts[1]))
            else { continue }
            set(feature.shift, feature.mask, UInt8(value))
        }
    }
}
