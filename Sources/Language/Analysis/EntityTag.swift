/// What kind of name a token belongs to, and whether a name begins with it (IOB2).
public struct EntityTag: Hashable, Sendable, BitwiseCopyable {
    /// The kinds of names that German and English corpora mark.
    public enum Kind: UInt8, CaseIterable, Sendable {
        case person, organization, location, other

        /// `PER`, `ORG`, `LOC` or `MISC`.
        public var label: String { ["PER", "ORG", "LOC", "MISC"][Int(rawValue)] }

        /// Reads a label of a corpus; `OTH` and `MISC` are the same.
        public init?(label: some StringProtocol) {
            switch label {
            case "PER": self = .person
            case "ORG": self = .organization
            case "LOC": self = .location
            case "MISC", "OTH": self = .other
            default: return nil
            }
        }
    }

    /// 0 outside of names, otherwise 1 + 2 × kind, and one more inside the name.
    public var rawValue: UInt8

    @inlinable public init(rawValue: UInt8 = 0) { self.rawValue = rawValue }

    /// Outside of names.
    public static let outside = EntityTag()

    @inlinable
    public init(_ kind: Kind, begins: Bool) { rawValue = 1 + 2 * kind.rawValue + (begins ? 0 : 1) }

    @inlinable public var kind: Kind? {
        rawValue == 0 ? nil : Kind(rawValue: (rawValue - 1) / 2)
    }
    @inlinable public var begins: Bool { rawValue & 1 == 1 }

    /// `B-PER`, `I-ORG`, `O`.
    public var label: String {
        guard let kind else { return "O" }
        return (begins ? "B-" : "I-") + kind.label
    }

    /// Reads an IOB2 label; `nil` where it is none.
    public init?(label: some StringProtocol) {
        if label == "O" {
            self = .outside
            return
        }
        guard label.hasPrefix("B-") || label.hasPrefix("I-"),
            let kind = Kind(label: label.dropFirst(2))
        else { return nil }
        self.init(kind, begins: label.hasPrefix("B-"))
    }
}
