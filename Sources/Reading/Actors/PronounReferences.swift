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
        // Who was "he" is no woman later.
        if sexes[entry] == nil, sex(entry) == nil { sexes[entry] = isMale }
        refer(token, to: entry, token..<token + 1)
    }

    func isPossessor(_ token: Int) -> Bool {
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

    /// "Sein Verteidiger": things have none.
    private func isOfPerson(_ noun: Int) -> Bool {
        guard noun >= 0 else { return false }
        let hash = text.tokens[noun].hash
        return words.kin.contains(hash) || words.relations.contains(hash)
            || words.jurists.contains(hash)
    }

    /// The person meant: the only one who fits in this sentence and the one before; of several the subject of this
    /// sentence, else that of the one before. Where nobody fits, up to two sentences more are looked at.
    func antecedent(
        of token: Int, _ sentence: Int, isMale: Bool, _ isPossessive: Bool,
        except isExcluded: (Int) -> Bool = { _ in false }
    ) -> Int? {
        let start = text.sentences[sentence].tokens.lowerBound
        let verb = verb(above: token)
        let isSubject = text.analysis.relations[token].isSubject
        let isPersons = isPossessive && isOfPerson(Int(text.analysis.heads[token]))
        for back in 1...3 where sentence - back >= 0 || back == 1 {
            let before = text.sentences[max(sentence - back, 0)].tokens.lowerBound
            var candidates = Candidates()
            var isThing = false
            var isDoneByOther = false
            for item in occurrences(since: before) {
                // Who does it is not whom it is done to.
                if item.token >= start, item.verb == verb, verb >= 0, !isPossessive,
                    item.isSubject != isSubject
                {
                    candidates.excluded.append(item.entry)
                }
                guard isPersonOrRole(item.entry) else {
                    if item.isSubject, isPossessive, words.hasCompounds, !isPersons {
                        let gender = gender(of: item, before)
                        isThing = isThing || gender == .unknown || (gender == .feminine) != isMale
                    }
                    continue
                }
                let sex = sex(item.entry)
                let isClause = item.token >= start && item.verb == verb && verb >= 0
                if isClause, item.isSubject, sex == !isMale { isDoneByOther = true }
                guard sex ?? isMale == isMale, !isExcluded(item.entry) else { continue }
                candidates.add(item, isCertain: sex != nil, isHere: item.token >= start)
                if isClause, sex != nil { candidates.inClause.insert(item.entry) }
            }
            // "Er dankte der Königin für ihren Einsatz"
            if isPossessive, isDoneByOther, candidates.inClause.count == 1 {
                return candidates.inClause.first
            }
            // "ihre", "seine" may be those of a thing.
            if isPossessive, words.hasCompounds, isThing { return candidates.onlySubjectHere }
            if let one = candidates.best { return one }
            if !candidates.isEmpty { return nil }
        }
        return nil
    }
}

/// Whom a pronoun may mean.
private struct Candidates {
    var excluded: [Int] = []
    /// Those of known sex whom the same verb has before the pronoun.
    var inClause: Set<Int> = []
    private var fitting: [Int] = []
    /// Those whose sex is known.
    private var certain: [Int] = []
    /// Subjects of this sentence, and of those before.
    private var here: [Int] = []
    private var subjects: [Int] = []

    mutating func add(_ item: Occurrence, isCertain: Bool, isHere: Bool) {
        if !fitting.contains(item.entry) { fitting.append(item.entry) }
        if isCertain, !certain.contains(item.entry) { certain.append(item.entry) }
        guard item.isSubject else { return }
        if isHere {
            if !here.contains(item.entry) { here.append(item.entry) }
        } else if !subjects.contains(item.entry) {
            subjects.append(item.entry)
        }
    }

    /// "X sagte, sein Land …"
    var onlySubjectHere: Int? { here.count == 1 ? here[0] : nil }

    var isEmpty: Bool { fitting.allSatisfy(excluded.contains) }

    /// The only one of all, of those who are certain, of the subjects.
    var best: Int? {
        for people in [fitting, certain, here, subjects] {
            let open = people.filter { !excluded.contains($0) }
            if open.count == 1 { return open[0] }
        }
        return nil
    }
}
