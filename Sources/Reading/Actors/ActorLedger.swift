import Language
import Text

/// The actors of a document while they are being collected: one entry for each, however it is named.
struct ActorLedger {
    struct Entry {
        var kind: Actor.Kind
        var name: String
        /// The folded hashes of the name's words.
        var key: [UInt64]
        var aliases: [String] = []
        var role: String?
        /// The entry that the role is held for.
        var holder: Int?
        var country: String?
        var mentions: [Span] = []
        /// The entry that this one turned out to be.
        var same: Int?

        var isNamed: Bool { kind != .role && kind != .group }

        /// Whether its name is one of the text's words, and not that of a list, by its number.
        var hasOwnName: Bool { key.first ?? 0 != 0 }
    }

    private(set) var entries: [Entry] = []
    private var byKey: [[UInt64]: Int] = [:]
    /// People by their last and by their first word; nil where two share it.
    private var bySurname: [UInt64: Int?] = [:]
    private var byFirst: [UInt64: Int?] = [:]
    private var byCountry: [String: Int] = [:]
    /// People of a family name that somebody else had before, while only that is known.
    private var namesakes: [UInt64: [Int]] = [:]

    // MARK: Finding

    /// The entry of exactly this name.
    func entry(named key: [UInt64]) -> Int? { byKey[key].map(resolved) }

    /// The entry that stands for another one since they turned out to be the same.
    func resolved(_ entry: Int) -> Int {
        var entry = entry
        while let same = entries[entry].same { entry = same }
        return entry
    }

    /// Whether several people of the document have this family name.
    func isShared(_ word: UInt64) -> Bool {
        if let known = bySurname[word] { return known == nil }
        // In East Asia the family name stands first.
        if let known = byFirst[word] { return known == nil }
        return false
    }

    /// The only organisation whose name of several words begins with a word.
    func organization(first word: UInt64) -> Int? {
        organization(beginning: CollectionOfOne(word))
    }

    /// The only organisation whose name begins with some words and has more: "Neue Bank" of "Neue Bank Zürich".
    func organization(beginning words: some Collection<UInt64>) -> Int? {
        var found: Int?
        for (index, entry) in entries.enumerated().suffix(256)
        where entry.kind == .organization && entry.key.count > words.count && entry.same == nil
            && entry.key.starts(with: words)
        {
            guard found == nil else { return nil }
            found = index
        }
        return found
    }

    /// The person whom a single word names beyond doubt: by the last word of a name, or by the first,
    /// which is the family name in East Asia. Words that two people share name nobody.
    func person(called word: UInt64) -> Int? {
        if let known = bySurname[word] { return known.map(resolved) }
        return (byFirst[word] ?? nil).map(resolved)
    }

    func country(_ code: String) -> Int? { byCountry[code] }

    // MARK: Adding

    /// Adds a person, or finds who is meant.
    /// - Parameter fits: whether somebody who was named by family name alone can be who is meant.
    /// - Parameter isFamilyFirst: whether the family name stands first.
    /// - Parameter isGiven: whether the first word is a given name.
    mutating func person(
        _ key: [UInt64], name: String, fits: (Int) -> Bool = { _ in true },
        isFamilyFirst: () -> Bool = { false }, isGiven: () -> Bool = { false }
    ) -> Int {
        if let known = byKey[key].map(resolved), entries[known].kind == .person { return known }
        if key.count == 1, let known = person(called: key[0]) {
            byKey[key] = known
            return known
        }
        guard let last = key.last, let first = key.first else { return add(.person, key, name) }
        let family = key.count > 1 && isFamilyFirst() ? first : last
        if key.count > 1,
            let short =
                ([byKey[[family]]] + (namesakes[family] ?? [])
                // "her husband Dmitri … Dmitri Petrov"
                + [isGiven() && byFirst[first] == nil ? byKey[[first]] : nil]).lazy.compactMap({
                    $0
                })
                .first(
                    where: { known in
                        entries[known].kind == .person && entries[known].key.count == 1
                            && (entries[known].key == [family] || entries[known].role != nil)
                            && fits(known)
                    })
        {
            // The full name of somebody who was named by surname before.
            alias(entries[short].name, of: short)
            entries[short].name = name
            entries[short].key = key
            byKey[key] = short
            index(short, last, first, key.count)
            return short
        }
        let new = add(.person, key, name)
        index(new, last, first, key.count)
        return new
    }

    /// Adds another person of a family name that the document knows already.
    mutating func namesake(_ key: [UInt64], name: String) -> Int {
        entries.append(Entry(kind: .person, name: name, key: key))
        let new = entries.count - 1
        if let last = key.last, let first = key.first {
            index(new, last, first, key.count)
            namesakes[last, default: []].append(new)
        }
        return new
    }

    private mutating func index(
        _ entry: Int, _ last: UInt64, _ first: UInt64, _ count: Int
    ) {
        bySurname.claim(last, for: entry)
        if count > 1 { byFirst.claim(first, for: entry) }
    }

    /// Adds a country, or finds it.
    mutating func country(_ code: String, name: String) -> Int {
        if let known = byCountry[code] { return known }
        let new = add(.country, [], name)
        entries[new].country = code
        byCountry[code] = new
        return new
    }

    /// Adds an actor that is neither a person nor a country, or finds it.
    mutating func other(_ kind: Actor.Kind, _ key: [UInt64], name: String) -> Int {
        byKey[key].map(resolved) ?? add(kind, key, name)
    }

    private mutating func add(_ kind: Actor.Kind, _ key: [UInt64], _ name: String) -> Int {
        entries.append(Entry(kind: kind, name: name, key: key))
        if !key.isEmpty { byKey[key] = entries.count - 1 }
        return entries.count - 1
    }

    mutating func mention(_ entry: Int, _ span: Span, as name: String? = nil) {
        if entries[entry].mentions.last != span { entries[entry].mentions.append(span) }
        if let name { alias(name, of: entry) }
    }

    private mutating func alias(_ name: String, of entry: Int) {
        if name != entries[entry].name, !entries[entry].aliases.contains(name) {
            entries[entry].aliases.append(name)
        }
    }

    /// Says what an actor is, where that is not known yet.
    mutating func describe(_ entry: Int, role: String?, holder: Int?, country: String?) {
        if entries[entry].role == nil {
            entries[entry].role = role
            if holder != entry { entries[entry].holder = holder }
        }
        if entries[entry].country == nil { entries[entry].country = country }
    }

    /// Another key by which an entry is found: an acronym.
    mutating func also(_ key: [UInt64], _ entry: Int) { byKey[key] = entry }

    /// Takes two entries as one.
    mutating func merge(_ other: Int, into entry: Int) {
        let (other, entry) = (resolved(other), resolved(entry))
        guard other != entry else { return }
        entries[other].same = entry
        entries[entry].mentions += entries[other].mentions
        for name in [entries[other].name] + entries[other].aliases { alias(name, of: entry) }
        describe(
            entry, role: entries[other].role, holder: entries[other].holder,
            country: entries[other].country)
    }

    /// Takes a name as the usual one of an entry; the one that it had becomes another.
    mutating func rename(_ entry: Int, _ name: String) {
        let old = entries[entry].name
        guard old != name else { return }
        entries[entry].name = name
        entries[entry].aliases.removeAll { $0 == name }
        alias(old, of: entry)
    }

    /// Says that an entry is of another kind than its name looked like.
    mutating func turn(_ entry: Int, into kind: Actor.Kind) { entries[entry].kind = kind }

    mutating func hold(_ entry: Int, for holder: Int) {
        if entries[entry].holder == nil, entry != holder { entries[entry].holder = holder }
    }

    // MARK: Rows

    /// The rows in the order of first mention, and for each entry the id of its row.
    func rows() -> (actors: [Actor], ids: [String]) {
        let order = entries.indices
            .filter { entries[$0].same == nil && !entries[$0].mentions.isEmpty }
            .map { (first: first($0), entry: $0) }.sorted { $0 < $1 }.map(\.entry)
        var ids = Array(repeating: "", count: entries.count)
        for (place, entry) in order.enumerated() { ids[entry] = "a\(place + 1)" }
        for entry in entries.indices where entries[entry].same != nil {
            ids[entry] = ids[resolved(entry)]
        }
        let actors = order.map { index in
            let entry = entries[index]
            var seen: Set<Span> = []
            return Actor(
                id: ids[index], kind: entry.kind, name: entry.name,
                aliases: entry.aliases.filter { $0 != entry.name }, role: entry.role,
                of: entry.holder.map { ids[$0] }.flatMap { $0.isEmpty ? nil : $0 },
                country: entry.country,
                mentions: entry.mentions.filter { seen.insert($0).inserted }
                    .sorted { ($0.start, $0.end) < ($1.start, $1.end) })
        }
        return (actors, ids)
    }

    private func first(_ entry: Int) -> Int { entries[entry].mentions.map(\.start).min() ?? .max }
}

extension [UInt64: Int?] {
    /// Notes that a word is that of an entry: nil once it is that of two.
    mutating func claim(_ word: UInt64, for entry: Int) {
        let known = self[word]
        self[word] = known == nil || known == .some(entry) ? .some(entry) : .some(nil)
    }
}
