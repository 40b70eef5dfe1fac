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
        guard isKin || words.relations.contains(text.tokens[token].hash)
            || office.isSuccessor || office.isPredecessor
            || words.relations.contains(foldedHash(office.noun)),
            let possessor = references[owner]
        else { return false }
        let family = ledger.entries[possessor].key.last
        for back in 1...(office.isSuccessor || office.isPredecessor ? 4 : 2) {
            let start = isKin ? 0 : text.sentences[max(sentence - back, 0)].tokens.lowerBound
            var found: [Int] = []
            for item in occurrences(since: start)
            where item.entry != possessor && !found.contains(item.entry) {
                let entry = ledger.entries[item.entry]
                guard entry.kind == .person || entry.kind == .role,
                    office.isMale == nil || sex(item.entry).map({ $0 == office.isMale }) ?? true,
                    !isKin || entry.key.count > 1 && entry.key.last == family
                else { continue }
                found.append(item.entry)
            }
            if found.count == 1 { refer(token, to: found[0], owner..<token + 1) }
            if !found.isEmpty { break }
        }
        return true
    }

}
