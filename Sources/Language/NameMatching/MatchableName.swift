/// What a name is the name of.
public enum NameKind: String, Sendable, CaseIterable {
    case person, company, vessel
    /// Anything else: places, works, laws.
    case other

    /// Reads the kinds that other programs use as well ("organization", "ship").
    public init(label: some StringProtocol) {
        switch label.lowercased() {
        case "person", "people", "individual", "per": self = .person
        case "company", "organization", "organisation", "org", "legalentity", "entity",
            "publicbody", "business":
            self = .company
        case "vessel", "ship", "airplane", "aircraft", "vehicle": self = .vessel
        default: self = .other
        }
    }
}

/// A name taken apart for `NameMatcher`: its words as sounds, its numbers, its legal form. Make it once
/// and compare it often.
public struct MatchableName: Sendable {
    struct Token: Sendable {
        var start: UInt16
        var end: UInt16
        var role: NameWords.Role
        /// Written without short vowels.
        var isConsonantal: Bool
        /// The number, or the identity of a generic word.
        var value: Int32
        /// Which consonants it has, one bit a sound.
        var consonants: UInt32
        /// Of its spelling.
        var hash: UInt64
        var weight: Float
    }

    public let kind: NameKind
    /// The sounds of all words, one after the other.
    var sounds: [UInt8] = []
    var tokens: [Token] = []
    /// The classes of its legal forms.
    var legal: UInt16 = 0
    var numbers: [Int32] = []
    /// 0 where none is named.
    var generation: Int32 = 0
    var hasHangul = false
    /// The letters of a single word of capitals, which can be an acronym.
    var acronym: [UInt8] = []
    /// The first letters of its words: of all, without stop words, without legal forms.
    var initials: [[UInt8]] = []

    init(kind: NameKind) { self.kind = kind }

    /// Whether there is nothing to compare.
    public var isEmpty: Bool { tokens.isEmpty && numbers.isEmpty }
}
