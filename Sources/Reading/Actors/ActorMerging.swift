import Language
import Text

/// Names of one document that are spellings of one another.
extension ActorCollector {
    /// Takes people and organisations as one whose names are the same by rule: "Lawrow" and "Lavrov", "Kim Jong Un"
    /// and "Kim Dschong-un", "Nordmetall" and "Nordmetall GmbH".
    /// - Complexity: O(n) but for names that share a key, of which at most 16 are compared.
    mutating func mergeSpellings() {
        mergeGivenNames()
        mergeFamilyNames()
        merge(.person, as: .person, from: 0.72)
        merge(.organization, as: .company, from: 0.9)
        for index in names.indices { names[index].entry = ledger.resolved(names[index].entry) }
    }

    /// "Carson Slams Hillary", before Hillary Clinton is named: the only one of that given name, which is nobody's family name.
    private mutating func mergeGivenNames() {
        let people = openPeople
        var byFirst: [UInt64: [Int]] = [:]
        var families: Set<UInt64> = []
        for entry in people where ledger.entries[entry].key.count > 1 {
            byFirst[ledger.entries[entry].key[0], default: []].append(entry)
            families.insert(ledger.entries[entry].key.last!)
        }
        for entry in people where ledger.entries[entry].key.count == 1 {
            let word = ledger.entries[entry].key[0]
            guard !families.contains(word), ledger.entries[entry].role == nil else { continue }
            mergeOnly(of: byFirst[word], into: entry)
        }
    }

    /// "Le Pen", where Marine Le Pen is the only one whose name ends so.
    private mutating func mergeFamilyNames() {
        let people = openPeople.filter { ledger.entries[$0].key.count > 1 }
        var byEnd: [[UInt64]: [Int]] = [:]
        for entry in people {
            let key = ledger.entries[entry].key
            for start in 1..<key.count - 1 {
                byEnd[Array(key[start...]), default: []].append(entry)
            }
        }
        for entry in people { mergeOnly(of: byEnd[ledger.entries[entry].key], into: entry) }
    }

    /// The people who are not yet taken as somebody else.
    private var openPeople: [Int] {
        ledger.entries.indices.filter {
            ledger.entries[$0].kind == .person && ledger.entries[$0].same == nil
        }
    }

    /// Takes somebody who has a part of a name as the only one whose full name has it.
    private mutating func mergeOnly(of full: [Int]?, into entry: Int) {
        guard let full, full.count == 1 else { return }
        let name = ledger.entries[full[0]].name
        ledger.merge(full[0], into: entry)
        ledger.rename(entry, name)
    }

    private mutating func merge(_ kind: Actor.Kind, as nameKind: NameKind, from least: Double) {
        let matcher = reader.matcher
        let entries = ledger.entries.indices.filter {
            ledger.entries[$0].kind == kind && ledger.entries[$0].same == nil
        }
        guard entries.count > 1 else { return }
        var byKey: [UInt64: [(entry: Int, name: MatchableName)]] = [:]
        for entry in entries {
            let name = matcher.prepare(ledger.entries[entry].name, kind: nameKind)
            for key in matcher.blockingKeys(of: name) {
                for other in byKey[key, default: []].prefix(16) {
                    let (a, b) = (ledger.resolved(other.entry), ledger.resolved(entry))
                    guard a != b else { continue }
                    if isSame(a, b, other.name, name, nameKind, least) {
                        // The longer name is the usual one.
                        let isLonger = ledger.entries[b].key.count > ledger.entries[a].key.count
                        let full = ledger.entries[b].name
                        ledger.merge(b, into: a)
                        if isLonger { ledger.rename(a, full) }
                    }
                }
                byKey[key, default: []].append((entry, name))
            }
        }
    }

    private func isSame(
        _ a: Int, _ b: Int, _ nameA: MatchableName, _ nameB: MatchableName, _ kind: NameKind,
        _ least: Double
    ) -> Bool {
        let (keyA, keyB) = (ledger.entries[a].key, ledger.entries[b].key)
        if kind == .company {
            // Known organisations have keys of their own.
            if keyA.first ?? 0 < 3 || keyB.first ?? 0 < 3 { return false }
            return reader.matcher.match(nameA, nameB).score >= least
        }
        if keyA.count > 1, keyB.count > 1 {
            return reader.matcher.match(nameA, nameB).score >= least
        }
        // A family name alone, written otherwise than in the full name.
        let (short, long) = keyA.count < keyB.count ? (a, b) : (b, a)
        if keyA.count == keyB.count {
            return reader.matcher.match(nameA, nameB).score >= 0.85
        }
        guard let family = ledger.entries[long].name.split(separator: " ").last else {
            return false
        }
        let name = ledger.entries[short].name
        for ending in text.pack.nameEndings
        where name.utf8.count > ending.count + 2
            && name.utf8.suffix(ending.count).elementsEqual(ending)
            && name.dropLast(ending.count) == family
        {
            return !ledger.isShared(foldedHash(Array(family.utf8)))
        }
        return reader.matcher.match(name, String(family), kind: .person).score >= 0.85
            && !ledger.isShared(foldedHash(Array(family.utf8)))
    }
}
