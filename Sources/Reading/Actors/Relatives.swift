import Language
import Text

/// People who are told by whose they are: "his guest", "ihr Bruder".
extension ActorCollector {
    /// The only other person of that sex whom this sentence and the one before mean; of relatives only who has the same
    /// family name.
    /// - Returns: whether the noun tells somebody in this way.
    mutating func collectRelative(_ token: Int, _ sentence: Int) -> Bool {
        let low = text.sentences[sentence].tokens.lowerBound
        var owner = token - 1
        if owner > low, text.analysis.universalTags[owner] == .adjective { owner -= 1 }
        guard owner >= low, text.has(owner, .possessive),
            text.analysis.morphology[token].number != .plural
        else { return false }
        let office = office(at: token, text.sentences[sentence].tokens)
        let isKin = words.kin.contains(text.tokens[token].hash)
        let isRelation =
            isKin || words.relations.contains(text.tokens[token].hash)
            || office.isSuccessor || office.isPredecessor
            || words.relations.contains(foldedHash(office.noun))
        if isRelation || finder.isRoleNoun(token), let named = named(behind: token) {
            refer(token, to: named, owner..<token + 1)
            return true
        }
        guard let possessor = references[owner], office.country == nil || !office.isCounterpart
        else { return false }
        guard isRelation else {
            guard finder.isRoleNoun(token), !office.isCounterpart else { return false }
            // "Her lawyer": the one who is named, or nobody who has a name.
            let known = Set(
                (holders[foldedHash(office.noun)] ?? []).filter { item in
                    office.canMean(item.office, words)
                }.map { ledger.resolved($0.entry) }
            ).filter { $0 != possessor }
            if known.count == 1 {
                refer(token, to: known.first!, owner..<token + 1)
            } else if known.isEmpty {
                referToNobody(token, of: possessor, office, owner..<token + 1)
            }
            return true
        }
        let family = ledger.entries[possessor].key.last
        for back in 1...(office.isSuccessor || office.isPredecessor ? 4 : 2) {
            let start = isKin ? 0 : text.sentences[max(sentence - back, 0)].tokens.lowerBound
            var found: [Int] = []
            for item in occurrences(since: start)
            where item.entry != possessor && !found.contains(item.entry) {
                let entry = ledger.entries[item.entry]
                guard isPersonOrRole(item.entry),
                    office.isMale == nil || sex(item.entry).map({ $0 == office.isMale }) ?? true,
                    !isKin || entry.key.count > 1 && entry.key.last == family
                else { continue }
                found.append(item.entry)
            }
            if found.count == 1 { refer(token, to: found[0], owner..<token + 1) }
            if !found.isEmpty { return true }
        }
        referToNobody(token, of: possessor, office, owner..<token + 1)
        return true
    }

    /// "Her colleague Olaf Lang", "his rival, Joe Kant,"
    private func named(behind token: Int) -> Int? {
        let index = position(of: token + 1)
        guard index < names.count else { return nil }
        let start = names[index].mention.tokens.lowerBound
        let isBehind =
            start == token + 1 || start == token + 2 && text.tokens[token + 1].kind == .comma
        switch names[index].mention.kind {
        case .person, .organization, .place: return isBehind ? names[index].entry : nil
        default: return nil
        }
    }

    /// "His mother", of whom the text does not tell the name: a row for her role.
    private mutating func referToNobody(
        _ token: Int, of possessor: Int, _ office: Office, _ tokens: Range<Int>
    ) {
        let name = baseForm(token..<token + 1)
        let entry = ledger.other(.role, [1, UInt64(possessor)] + roleKey(name), name: name)
        ledger.hold(entry, for: possessor)
        if sexes[entry] == nil { sexes[entry] = office.isMale }
        hold(office, entry)
        refer(token, to: entry, tokens)
    }
}
