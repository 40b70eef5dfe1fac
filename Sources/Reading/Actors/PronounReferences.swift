import Language
import Text

/// Pronouns that stand for people, wherever they stand.
extension ActorCollector {
    /// Ties a pronoun, or a possessive, to the person of its sex whom this sentence and the one before mean.
    mutating func collectPronoun(_ token: Int, _ sentence: Int) {
        guard text.analysis.hasTrees else { return }
        let isPossessive = text.has(token, .possessive) && isPossessor(token)
        let isMale: Bool
        if isPossessive {
            guard let owner = words.possessives[text.tokens[token].hash] else { return }
            isMale = owner
        } else {
            isMale = text.has(token, .malePronoun)
            guard text.has(token, .personalPronoun), isMale != text.has(token, .femalePronoun),
                isSingular(token)
            else { return }
        }
        guard let entry = antecedent(of: token, sentence, isMale: isMale, isPossessive) else {
            return
        }
        refer(token, to: entry, token..<token + 1)
    }

    private func isPossessor(_ token: Int) -> Bool {
        switch text.analysis.relations[token] {
        case .possessor, .possessiveDeterminer, .det, .nmod: true
        default: text.analysis.universalTags[token] == .determiner
        }
    }

    /// "sie" is one woman where it is a singular, and its verb too.
    private func isSingular(_ token: Int) -> Bool {
        if text.analysis.morphology[token].number == .plural { return false }
        let head = Int(text.analysis.heads[token])
        guard head >= 0, text.analysis.relations[token].isSubject else { return true }
        return text.analysis.morphology[head].number != .plural
    }

    /// The person meant: the only one who fits; of several the subject of this sentence, else that of the one before.
    private func antecedent(
        of token: Int, _ sentence: Int, isMale: Bool, _ isPossessive: Bool
    ) -> Int? {
        let start = text.sentences[sentence].tokens.lowerBound
        let before = sentence > 0 ? text.sentences[sentence - 1].tokens.lowerBound : start
        let verb = verb(above: token)
        let isSubject = text.analysis.relations[token].isSubject
        var fitting: [Int] = []
        var certain: [Int] = []
        var here: [Int] = []
        var subjects: [Int] = []
        // Who does it is not whom it is done to.
        var excluded: [Int] = []
        var isThing = false
        for item in occurrences.suffix(64) where item.token >= before {
            let entry = ledger.entries[item.entry]
            if item.token >= start, item.verb == verb, verb >= 0, !isPossessive,
                item.isSubject != isSubject
            {
                excluded.append(item.entry)
            }
            guard entry.kind == .person || entry.kind == .role else {
                if item.isSubject { isThing = true }
                continue
            }
            let sex = sex(item.entry)
            guard sex ?? isMale == isMale else { continue }
            if !fitting.contains(item.entry) { fitting.append(item.entry) }
            if sex != nil, !certain.contains(item.entry) { certain.append(item.entry) }
            guard item.isSubject else { continue }
            if item.token >= start {
                if !here.contains(item.entry) { here.append(item.entry) }
            } else if !subjects.contains(item.entry) {
                subjects.append(item.entry)
            }
        }
        // "ihre", "seine" may be those of a thing.
        if isPossessive, words.hasCompounds, isThing { return nil }
        let isOpen: (Int) -> Bool = { !excluded.contains($0) }
        for people in [fitting, certain, here, subjects] {
            let people = people.filter(isOpen)
            if people.count == 1 { return people[0] }
        }
        return nil
    }
}
