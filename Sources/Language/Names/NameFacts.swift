package import Text

/// What the gazetteer and the word lists of a language say of a word or of a phrase.
package struct NameFacts: OptionSet, Hashable, Sendable, BitwiseCopyable {
    package let rawValue: UInt32
    package init(rawValue: UInt32) { self.rawValue = rawValue }

    /// The kinds in the gazetteer, in the order of their bits.
    package static let names = [
        "given", "surname", "country", "region", "city", "town", "village", "landscape",
        "organization", "party", "company", "media", "club", "event", "work", "product", "noun",
        "word", "demonym", "person", "acronym", "suffix", "compound",
    ]

    /// A given name.
    static let given = NameFacts(rawValue: 1)
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

    /// What can be a name although it is written small: organisations, companies, media, products.
    static let written = NameFacts(rawValue: 1 << 8 | 1 << 10 | 1 << 11 | 1 << 15)

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

/// Phrases and what is known of them: an open-addressing table by the hash of a phrase, read in place.
///
/// A row is three bytes, lowest first: ten bits for the number of a set of facts and a fingerprint of
/// fourteen, 0 where the row is empty. One look-up of an unknown phrase in a thousand finds another's.
package struct NameFactTable: Sendable {
    /// `nonisolated(unsafe)`: point into the mapped model file, which is never written and which the
    /// tagger keeps alive.
    nonisolated(unsafe) private let rows: UnsafeBufferPointer<UInt8>
    private let count: Int
    nonisolated(unsafe) private let sets: UnsafeBufferPointer<UInt32>

    /// - Parameters:
    ///   - rows: as `layOut` made them.
    ///   - sets: the sets of facts that the rows number.
    /// - Returns: `nil` where there are no rows, or no whole ones.
    init?(rows: UnsafeBufferPointer<UInt8>, sets: UnsafeBufferPointer<UInt32>) {
        guard !rows.isEmpty, rows.count % 3 == 0, rows.count < 1 << 31 else { return nil }
        self.rows = rows
        count = rows.count / 3
        self.sets = sets
    }

    /// What is known of the phrase with this hash.
    /// - Complexity: O(1); a damaged table costs 64 probes at most.
    @inline(__always)
    func facts(_ hash: UInt64) -> NameFacts {
        var (slot, fingerprint) = Self.place(hash, count)
        for _ in 0..<64 {
            let row =
                UInt32(rows[slot * 3]) | UInt32(rows[slot * 3 + 1]) << 8
                | UInt32(rows[slot * 3 + 2]) << 16
            if row >> 10 == fingerprint {
                let number = Int(row & 0x3FF)
                return NameFacts(rawValue: number < sets.count ? sets[number] : 0)
            }
            if row == 0 { return [] }
            slot += 1
            if slot == count { slot = 0 }
        }
        return []
    }

    @inline(__always)
    private static func place(_ hash: UInt64, _ count: Int) -> (home: Int, fingerprint: UInt32) {
        let mixed = mix(hash)
        return (
            Int(truncatingIfNeeded: ((mixed >> 32) &* UInt64(count)) >> 32),
            max(1, UInt32(truncatingIfNeeded: mixed & 0x3FFF))
        )
    }

    /// The hash of a phrase that goes on with a word.
    @inline(__always)
    package static func extend(_ phrase: UInt64, with word: UInt64) -> UInt64 {
        mix(phrase &* 31 &+ word)
    }

    /// Lays a table out, in the order of the entries: at most four fifths full, and no row further
    /// than 64 places from its home. There must be no more than 1024 different sets of facts.
    package static func layOut(
        _ entries: [(hash: UInt64, facts: UInt32)]
    ) -> (rows: [UInt8], sets: [UInt32]) {
        let sets = Set(entries.map(\.facts)).sorted()
        precondition(sets.count <= 1024, "a row has ten bits for the number of its facts")
        let numbers = Dictionary(uniqueKeysWithValues: sets.enumerated().map { ($1, UInt32($0)) })
        var capacity = max(64, entries.count * 5 / 4)
        while true {
            if let rows = layOut(entries, numbers, capacity: capacity) { return (rows, sets) }
            capacity = capacity * 9 / 8
        }
    }

    private static func layOut(
        _ entries: [(hash: UInt64, facts: UInt32)], _ numbers: [UInt32: UInt32], capacity: Int
    ) -> [UInt8]? {
        var rows = [UInt32](repeating: 0, count: capacity)
        for entry in entries {
            var (slot, fingerprint) = place(entry.hash, capacity)
            var probes = 1
            while rows[slot] != 0 {
                slot += 1
                if slot == capacity { slot = 0 }
                probes += 1
            }
            guard probes <= 64 else { return nil }
            rows[slot] = fingerprint << 10 | numbers[entry.facts]!
        }
        return rows.flatMap { row in (0..<3).map { UInt8(truncatingIfNeeded: row >> (8 * $0)) } }
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
