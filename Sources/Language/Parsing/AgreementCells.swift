/// The combinations of case, gender and number that a word or a phrase can have: one bit each.
///
/// The words of a noun phrase agree, so what the phrase can be is what all of them can be: "die" is
/// nominative or accusative, "alten" nearly everything, "Männern" a dative.
struct AgreementCells: Equatable, Sendable {
    private(set) var bits: UInt32

    /// Nothing is ruled out.
    static let all = AgreementCells(bits: (1 << 24) - 1)
    /// Nothing is possible.
    static let none = AgreementCells(bits: 0)
    static let nominative = AgreementCells(bits: 0x3F)
    static let accusative = AgreementCells(bits: 0x3F << 18)
    static let singular = AgreementCells(bits: 0x55_5555)
    static let plural = AgreementCells(bits: 0xAA_AAAA)

    private init(bits: UInt32) { self.bits = bits }

    /// The combinations that a reading stands for: a feature that it leaves open can be anything.
    init(_ morphology: Morphology) {
        bits = Self.all.bits
        let number = morphology.number.rawValue
        if number > 0 { bits &= number == 1 ? Self.singular.bits : Self.plural.bits }
        let gender = UInt32(morphology.gender.rawValue)
        if gender > 0 { bits &= 0x0C_30C3 << (2 * (gender - 1)) }
        let grammaticalCase = UInt32(morphology.grammaticalCase.rawValue)
        if grammaticalCase > 0 { bits &= 0x3F << (6 * (grammaticalCase - 1)) }
    }

    mutating func formUnion(_ other: AgreementCells) { bits |= other.bits }
    mutating func formIntersection(_ other: AgreementCells) { bits &= other.bits }
    func intersection(_ other: AgreementCells) -> AgreementCells {
        AgreementCells(bits: bits & other.bits)
    }
    var isEmpty: Bool { bits == 0 }
}

extension LexicalContext {
    /// What a token can be as a word with this tag; `all` where the lexicon does not know.
    func cells(of token: Int, tag: UInt8) -> AgreementCells {
        let lookUp = lookUps[token]
        guard lookUp.origin != .unknown, lookUp.origin != .ending else { return .all }
        var cells = AgreementCells.none
        lexicon.forEachReading(of: lookUp) { reading in
            if parserTags[Int(reading.tag)] == tag {
                cells.formUnion(AgreementCells(reading.morphology))
            }
        }
        return cells.isEmpty ? .all : cells
    }

    /// The numbers that a finite verb can have, in the cells of its subject.
    func numbers(of token: Int, tag: UInt8) -> AgreementCells {
        var cells = AgreementCells.none
        lexicon.forEachReading(of: lookUps[token]) { reading in
            if parserTags[Int(reading.tag)] == tag {
                switch reading.morphology.number {
                case .singular: cells.formUnion(.singular)
                case .plural: cells.formUnion(.plural)
                case .unknown: cells.formUnion(.all)
                }
            }
        }
        return cells.isEmpty ? .all : cells
    }
}
