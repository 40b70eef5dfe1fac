import Language
import Text

/// "It", "its", "sie", "ihr": pronouns and possessives that stand for an organisation or a country.
extension ActorCollector {
    /// "It blamed …", "Sie fordert …": the organisation or country that is the only one to be the subject of the sentence
    /// before; of the pronoun's gender, where the noun before its name has one.
    mutating func collectThing(_ token: Int, _ sentence: Int) {
        let low = text.sentences[sentence].tokens.lowerBound
        let isFirst = token == low
        if collectSpeaking(token, low) || collectAsked(token, sentence) { return }
        guard text.analysis.hasTrees,
            isFirst ? sentence > 0 : text.tokens[token - 1].kind == .colon,
            text.analysis.relations[token] == .nsubj
                || !words.impersonalVerbs.isEmpty && text.analysis.relations[token] == .expl,
            text.analysis.morphology[token].number != .plural
        else { return }
        let verb = Int(text.analysis.heads[token])
        guard verb > token, text.analysis.universalTags[verb] == .verb,
            text.analysis.morphology[verb].number != .plural, !isImpersonal(verb)
        else { return }
        let start = isFirst ? text.sentences[sentence - 1].tokens.lowerBound : low
        let end = isFirst ? low : token
        let found = subjects(since: start) { $0.token < end }
        if found.count == 1, !isFirst { turnIntoThing(found[0], start) }
        if found.count == 1, fits(found[0], token, start..<end) {
            refer(token, to: found[0], token..<token + 1)
        } else if let only = onlyThing(token, start..<end) {
            refer(token, to: only, token..<token + 1)
        }
    }

    /// The only organisation or country whose gender is that of a pronoun, where nobody else can be meant.
    private func onlyThing(_ token: Int, _ tokens: Range<Int>) -> Int? {
        let gender = text.analysis.morphology[token].gender
        guard words.hasCompounds, gender != .unknown else { return nil }
        var found: Int?
        for item in occurrences(since: tokens.lowerBound) where item.token < tokens.upperBound {
            if isPersonOrRole(item.entry) {
                guard let sex = sex(item.entry), sex != (gender == .masculine) else { return nil }
                continue
            }
            guard isOrganization(item.entry), fits(item.entry, token, tokens) else { continue }
            guard found == nil || found == item.entry else { return nil }
            found = item.entry
        }
        return found
    }

    /// Takes a name of one word for that of an organisation where "it" stands for it.
    private mutating func turnIntoThing(_ number: Int, _ low: Int) {
        let entry = ledger.entries[number]
        guard !words.hasCompounds,
            entry.kind == .place && entry.country == nil
                || isBareName(number, among: names[position(of: low)...].prefix(16))
        else { return }
        ledger.turn(number, into: .organization)
    }

    /// "The company says it will wait": the organisation or country that says so, where the pronoun is the subject of what it says.
    private mutating func collectSpeaking(_ token: Int, _ low: Int) -> Bool {
        guard text.analysis.hasTrees, text.has(token, .personalPronoun),
            text.analysis.relations[token].isSubject,
            text.analysis.morphology[token].number != .plural,
            text.analysis.morphology[token].gender == .neuter
                || words.hasCompounds && text.analysis.morphology[token].gender != .unknown
        else { return false }
        let verb = Int(text.analysis.heads[token])
        guard verb > token, text.analysis.relations[verb] == .ccomp, !isImpersonal(verb) else {
            return false
        }
        let speech = Int(text.analysis.heads[verb])
        let found = subjects(since: low) { $0.verb == speech && $0.token < token }
        guard speech >= low, found.count == 1 else { return false }
        // "Norton said it would …": no person.
        turnIntoThing(found[0], low)
        guard fits(found[0], token, low..<token) else { return false }
        refer(token, to: found[0], token..<token + 1)
        return true
    }

    /// "Diese will den Behörden helfen": who is named last in the sentence before, and is no subject there.
    mutating func collectDemonstrative(_ token: Int, _ sentence: Int) {
        guard text.analysis.hasTrees, sentence > 0,
            token == text.sentences[sentence].tokens.lowerBound,
            text.analysis.universalTags[token] == .pronoun,
            text.analysis.relations[token].isSubject,
            text.analysis.morphology[token].number == .singular
        else { return }
        let gender = text.analysis.morphology[token].gender
        let before = text.sentences[sentence - 1].tokens
        let item = occurrences(since: before.lowerBound).last { item in
            guard item.token < before.upperBound else { return false }
            if isThing(item.entry) { return self.gender(of: item, before.lowerBound) == gender }
            return sex(item.entry).map { $0 == (gender == .masculine) } ?? false
        }
        guard let item, gender != .unknown, !item.isSubject else { return }
        refer(token, to: item.entry, token..<token + 1)
    }

    /// The verb that a token belongs to, of an infinitive the verb above it: "wants to strengthen its presence".
    private func mainVerb(above token: Int, _ start: Int) -> Int {
        var verb = verb(above: token)
        while verb >= start, text.analysis.relations[verb] == .xcomp,
            Int(text.analysis.heads[verb]) >= start
        { verb = Int(text.analysis.heads[verb]) }
        return verb
    }

    /// "The rebels will hand in their weapons", "Die Sozialdemokraten befragen ihre Mitglieder": who is the subject of the
    /// same verb by a noun for several.
    /// - Returns: whether there is one.
    mutating func collectPluralOwner(_ token: Int, _ sentence: Int) -> Bool {
        guard text.analysis.hasTrees, text.has(token, .possessive), isPossessor(token),
            words.pluralPossessives.contains(text.tokens[token].hash)
        else { return false }
        let start = text.sentences[sentence].tokens.lowerBound
        let verb = mainVerb(above: token, start)
        let owner = occurrences(since: start).first { item in
            item.isSubject && item.verb == verb && isThing(item.entry)
                && text.analysis.relations[item.token].isSubject
                && text.analysis.morphology[item.token].number == .plural
        }
        // "Die UN und andere"
        guard verb >= start, let owner,
            !(owner.token..<token).contains(where: {
                Int(text.analysis.heads[$0]) == owner.token && text.analysis.relations[$0] == .conj
            })
        else { return false }
        refer(token, to: owner.entry, token..<token + 1)
        return true
    }

    /// "Walker urged it to return to talks": the only subject of the sentence before, an organisation or country.
    private mutating func collectAsked(_ token: Int, _ sentence: Int) -> Bool {
        guard text.analysis.hasTrees, sentence > 0, text.analysis.relations[token] == .obj,
            text.analysis.morphology[token].gender == .neuter, !words.hasCompounds
        else { return false }
        let verb = Int(text.analysis.heads[token])
        let tokens = text.sentences[sentence].tokens
        guard verb >= tokens.lowerBound, verb < token,
            (token..<min(token + 6, tokens.upperBound)).contains(where: {
                Int(text.analysis.heads[$0]) == verb && text.analysis.relations[$0] == .xcomp
            }),
            !occurrences(since: tokens.lowerBound).contains(where: { isThing($0.entry) })
        else { return false }
        let found = subjects(ofSentenceBefore: sentence)
        guard found.count == 1, isThing(found[0]) else { return false }
        refer(token, to: found[0], token..<token + 1)
        return true
    }

    /// "Palmgren moves its head office": the organisation or country that is the subject of the same verb.
    mutating func collectOwner(_ token: Int, _ sentence: Int) {
        guard text.has(token, .possessive), isPossessor(token),
            words.thingPossessives.contains(text.tokens[token].hash)
        else { return }
        let start = text.sentences[sentence].tokens.lowerBound
        let verb = mainVerb(above: token, start)
        let found = subjects(since: start) { $0.verb == verb }
        if let isMale = words.possessives[text.tokens[token].hash], !isMale, sentence > 0,
            !found.contains(where: { isFeminineThing($0, start) }),
            let thing = lastThing(sentence)
        {
            refer(token, to: thing, token..<token + 1)
            return
        }
        if found.isEmpty, words.possessives[text.tokens[token].hash] == nil,
            let owner = outerThing(token, verb, sentence)
        {
            refer(token, to: owner, token..<token + 1)
            return
        }
        guard verb >= 0, found.count == 1,
            let item = occurrences(since: start).first(where: { $0.entry == found[0] }),
            !isPluralName(item.token),
            isThing(found[0])
        else { return }
        if let isMale = words.possessives[text.tokens[token].hash] {
            let gender = gender(of: item, start)
            // Of people the pronoun would have told, had it been sure.
            let isPersons = occurrences(since: start).contains {
                isPersonOrRole($0.entry) && sex($0.entry) ?? isMale == isMale
            }
            guard gender != .unknown, (gender == .feminine) != isMale, !isPersons else { return }
        }
        refer(token, to: found[0], token..<token + 1)
    }

    /// "The charity said armed men had looted its clinic": where the subject of the verb is several or nobody, the
    /// organisation or country that is the subject of the verb around it; where there is none, the only subject of the
    /// sentence before.
    private func outerThing(_ token: Int, _ verb: Int, _ sentence: Int) -> Int? {
        let start = text.sentences[sentence].tokens.lowerBound
        var verb = verb
        var inner = token
        var hasSubject = true
        for _ in 0..<4 where verb >= start {
            // "allowed the group to continue its attacks": those of the object.
            if !hasSubject,
                clampedRange(verb + 1, inner).contains(where: {
                    Int(text.analysis.heads[$0]) == verb
                        && [.obj, .iobj].contains(text.analysis.relations[$0])
                })
            {
                return nil
            }
            let subject = (start..<token).first {
                Int(text.analysis.heads[$0]) == verb && text.analysis.relations[$0].isSubject
            }
            if let subject {
                let found = subjects(since: start) { $0.verb == verb && $0.token < token }
                if found.count == 1, isThing(found[0]) { return found[0] }
                // Things that are nobody have their own: "the plan has its flaws".
                let isSeveral = text.analysis.morphology[subject].number == .plural
                let isPerson = text.has(subject, [.personalPronoun, .personNoun])
                guard isSeveral || isPerson || found.count == 1 else { return nil }
            }
            hasSubject = subject != nil
            inner = verb
            verb = self.verb(above: verb)
        }
        guard sentence > 0, !occurrences(since: start).contains(where: { isThing($0.entry) }) else {
            return nil
        }
        let found = subjects(ofSentenceBefore: sentence)
        return found.count == 1 && isThing(found[0]) ? found[0] : nil
    }

    /// "Die Gruppe fordert … Maier wies ihre Kritik zurück": the only subject of the sentence before, an organisation whose noun
    /// is feminine, where no woman can be meant.
    private func lastThing(_ sentence: Int) -> Int? {
        let start = text.sentences[sentence - 1].tokens.lowerBound
        let found = subjects(ofSentenceBefore: sentence)
        guard found.count == 1, isOrganization(found[0]),
            !occurrences(since: start).contains(where: { item in
                isPersonOrRole(item.entry) && sex(item.entry) != true
            }),
            let item = occurrences(since: start).first(where: { $0.entry == found[0] })
        else { return nil }
        return gender(of: item, start) == .feminine ? found[0] : nil
    }

    /// "the Houthis": a name of several, which is not "it".
    func isPluralName(_ token: Int) -> Bool {
        let span = text.tokens[token].span
        return !words.hasCompounds && token > 0
            && words.definite.contains(text.tokens[token - 1].hash)
            && text.tokens[token].isCapitalised && span.count > 4
            && text.bytes[span.end - 1] == UInt8(ascii: "s")
            && text.bytes[span.end - 2] != UInt8(ascii: "s")
    }

    /// "It emerged that …", "it was said that …": the clause is the subject. Where the language lists verbs that are used so,
    /// any other verb with a clause has a subject of its own: "it said that …".
    private func isImpersonal(_ verb: Int) -> Bool {
        guard !words.impersonalVerbs.isEmpty else { return false }
        let relations = text.tokens.indices[max(0, verb - 6)..<min(verb + 12, text.tokens.count)]
            .filter { Int(text.analysis.heads[$0]) == verb }
            .map { text.analysis.relations[$0] }
        if relations.contains(where: { [.csubj, .passiveClausalSubject].contains($0) }) {
            return true
        }
        let isListed =
            reader.core.lexicon == nil
            || words.impersonalVerbs.contains(
                foldedHash(Array(reader.core.lemma(of: verb, in: text).utf8)))
        return isListed && relations.contains { [.expl, .ccomp, .xcomp].contains($0) }
            || relations.contains(.ccomp) && relations.contains(.passiveAuxiliary)
    }

    private func fits(_ entry: Int, _ pronoun: Int, _ tokens: Range<Int>) -> Bool {
        guard isThing(entry) else { return false }
        guard words.hasCompounds else { return true }
        let gender = text.analysis.morphology[pronoun].gender
        guard gender != .unknown,
            let item = occurrences(since: tokens.lowerBound).first(where: { $0.entry == entry })
        else { return false }
        return self.gender(of: item, tokens.lowerBound) == gender
    }

    /// The gender of the noun that stands for somebody, or of the noun or article before a name; that of the name of a
    /// country without either.
    func gender(of item: Occurrence, _ low: Int) -> Morphology.Gender {
        let tags = text.analysis.universalTags
        let rows = text.analysis.morphology
        if tags[item.token] == .noun { return rows[item.token].gender }
        let before = item.token - 1
        if before >= low, tags[before] == .noun || text.has(before, .article) {
            return rows[before].gender
        }
        return ledger.entries[item.entry].kind == .country ? rows[item.token].gender : .unknown
    }

    /// Whether "ihr" can be that of a thing: not in "Italien wies ihrem Schiff den Hafen zu".
    private func isFeminineThing(_ entry: Int, _ start: Int) -> Bool {
        guard isThing(entry),
            let item = occurrences(since: start).first(where: { $0.entry == entry })
        else { return false }
        let gender = gender(of: item, start)
        return gender == .unknown || gender == .feminine
    }

    /// Whether an entry is a person, named or told by an office alone.
    func isPersonOrRole(_ entry: Int) -> Bool {
        ledger.entries[entry].kind == .person || ledger.entries[entry].kind == .role
    }

    private func isThing(_ entry: Int) -> Bool {
        isOrganization(entry) || ledger.entries[entry].kind == .country
    }
}
