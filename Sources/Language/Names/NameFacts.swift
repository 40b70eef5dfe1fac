package import Text

/// What the gazetteer and the word lists of a language say of a word or of a phrase.
package struct NameFacts: OptionSet, Hashable, Sendable {
    package let rawValue: UInt32
    package init(rawValue: UInt32) { self.rawValue = rawValue }

    /// The kinds in the gazetteer, in the order of their bits.
    package static let names = [
        "given", "surname", "country", "region", "city", "town", "village", "landscape",
        "organization", "party", "company", "media", "club", "event", "work", "product", "noun",
        "word", "demonym", "person", "acronym", "suffix", "compound",
    ]

    /// A noun of the dictionary.
    static let noun = NameFacts(rawValue: 1 << 16)
    /// Ends in a noun of the dictionary; found when the text is read.
    static let compound = NameFacts(rawValue: 1 << 22)

    /// Whether a longer phrase of the gazetteer begins with this one.
    package static let continues = NameFacts(rawValue: 1 << 31)
    /// What can stand in a dictionary: nouns and other words.
    static let dictionary = NameFacts(rawValue: 1 << 16 | 1 << 17 | 1 << 22)
    /// Everything that makes a name.
    static let name = NameFacts(rawValue: (1 << 22) - 1).subtracting(.dictionary)

    /// Reads the names of kinds, separated by commas; `nil` where one is unknown.
    package init?(names: some StringProtocol) {
        var bits: UInt32 = 0
        for name in names.split(separator: ",") {
            guard let bit = Self.names.firstIndex(of: String(name)) else { return nil }
            bits |= 1 << UInt32(bit)
        }
        self.init(rawValue: bits)
    }
}

/// A row of the table of facts: a fingerprint of the phrase, and what is known of it.
package struct NameFactRow: BitwiseCopyable, Sendable {
    package var fingerprint: UInt32
    package var facts: UInt32

    package init(fingerprint: UInt32, facts: UInt32) {
        self.fingerprint = fingerprint
        self.facts = facts
    }
}

/// Phrases and what is known of them: an open-addressing table by the hash of a phrase, read in
/// place. Two phrases in 2³² share a fingerprint.
package struct NameFactTable: Sendable {
    /// `nonisolated(unsafe)`: points into the mapped model file, which is never written and which the
    /// tagger keeps alive.
    nonisolated(unsafe) private let rows: UnsafeBufferPointer<NameFactRow>
    private let mask: Int

    /// - Parameter rows: as `layOut` made them; a number of rows that is no power of two is refused.
    init?(_ rows: UnsafeBufferPointer<NameFactRow>) {
        guard rows.count > 0, rows.count & (rows.count - 1) == 0 else { return nil }
        self.rows = rows
        mask = rows.count - 1
    }

    /// What is known of the phrase with this hash.
    /// - Complexity: O(1); a damaged table costs 64 probes at most.
    @inline(__always)
    func facts(_ hash: UInt64) -> NameFacts {
        let (home, fingerprint) = Self.place(hash)
        var slot = home & mask
        for _ in 0..<64 {
            let row = rows[slot]
            if row.fingerprint == fingerprint { return NameFacts(rawValue: row.facts) }
            if row.fingerprint == 0 { return [] }
            slot = (slot + 1) & mask
        }
        return []
    }

    @inline(__always)
    private static func place(_ hash: UInt64) -> (home: Int, fingerprint: UInt32) {
        let mixed = mix(hash)
        return (Int(truncatingIfNeeded: mixed >> 33), UInt32(truncatingIfNeeded: mixed) | 1)
    }

    /// The hash of a phrase that goes on with a word.
    @inline(__always)
    package static func extend(_ phrase: UInt64, with word: UInt64) -> UInt64 {
        mix(phrase &* 31 &+ word)
    }

    /// Lays a table out, in the order of the entries: at most seven eighths full, and no row further
    /// than 64 places from its home.
    package static func layOut(_ entries: [(hash: UInt64, facts: UInt32)]) -> [NameFactRow] {
        var capacity = 64
        while capacity * 7 < entries.count * 8 { capacity *= 2 }
        while true {
            if let rows = layOut(entries, capacity: capacity) { return rows }
            capacity *= 2
        }
    }

    private static func layOut(
        _ entries: [(hash: UInt64, facts: UInt32)], capacity: Int
    ) -> [NameFactRow]? {
        var rows = [NameFactRow](
            repeating: NameFactRow(fingerprint: 0, facts: 0), count: capacity)
        for entry in entries {
            let (home, fingerprint) = place(entry.hash)
            var slot = home & (capacity - 1)
            var probes = 1
            while rows[slot].fingerprint != 0, rows[slot].fingerprint != fingerprint {
                slot = (slot + 1) & (capacity - 1)
                probes += 1
            }
            guard probes <= 64 else { return nil }
            rows[slot].fingerprint = fingerprint
            rows[slot].facts |= entry.facts
        }
        return rows
    }
}

/// Mixes the bits of a hash (the finaliser of MurmurHash3, Appleby 2011).
@inline(__always)
package func mix(_ value: UInt64) -> UInt64 {
    var hash = value
    hash = (hash ^ hash >> 33) &* 0xff51_afd7_ed55_8ccd
    hash = (hash ^ hash >> 33) &* 0xc4ce_b9fe_1a85_ec53
    return hash ^ hash >> 33
}
