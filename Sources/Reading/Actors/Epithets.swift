import Language
import Text

/// Words that only describe somebody whom the text has named: "the businessman", "it".
extension ActorCollector {
    /// "Der Unternehmer": whom a pronoun there would mean, where nobody is called so.
    mutating func collectEpithet(_ token: Int, _ sentence: Int) {
        let low = text.sentences[sentence].tokens.lowerBound
        guard token > low else { return }
        let hasAge = isAge(token - 1)
        // "the Labour politician"
        let isParty =
            text.pack.wordOrder == .subjectVerb && token - 1 > low
            && text.tokens[token - 1].isCapitalised
            && text.pack.countries.match(text.tokens, at: token - 1, limit: token) == nil
        // "the veteran politician", "der linke Senator"
        let isDescribed =
            token - 1 > low && text.analysis.universalTags[token - 1] == .adjective
            && !words.former.contains(inflectionHash(text, token - 1))
            && !words.generic.contains(inflectionHash(text, token - 1))
            && text.pack.countries.match(text.tokens, at: token - 1, limit: token) == nil
        guard
            hasAge || isParty || isDescribed
                || words.definite.contains(text.tokens[token - 1].hash),
            text.analysis.morphology[token].number != .plural, isAlone(token)
        else { return }
        let article = hasAge || isParty || isDescribed ? token - 2 : token - 1
        guard article >= low, words.definite.contains(text.tokens[article].hash) else { return }
        let office = office(at: token, text.sentences[sentence].tokens)
        guard office.country == nil, isEpithet(token, office) || hasAge && finder.isRoleNoun(token)
        else { return }
        let sexes = office.isMale.map { [$0] } ?? [true, false]
        // "Der Angeklagte" is neither judge nor prosecutor.
        let isAccused =
            words.accused.contains(text.tokens[token].hash)
            || words.accused.contains(foldedHash(office.noun))
        let jurists = isAccused || hasAge ? self.jurists : []
        let found = Set(
            sexes.compactMap {
                antecedent(of: token, sentence, isMale: $0, false, except: jurists.contains)
            })
        if found.count == 1 {
            refer(token, to: found.first!, token..<token + 1)
        } else if isAccused, let only = onlyPerson(except: jurists, office.isMale) {
            refer(token, to: only, token..<token + 1)
        }
    }

    /// The only person of a sex whom the text has named, but some.
    private func onlyPerson(except others: Set<Int>, _ isMale: Bool?) -> Int? {
        var found: Int?
        for item in occurrences.suffix(64)
        where ledger.entries[item.entry].kind == .person && !others.contains(item.entry) {
            guard isMale == nil || sex(item.entry).map({ $0 == isMale }) ?? true else { continue }
            guard found == nil || found == item.entry else { return nil }
            found = item.entry
        }
        return found
    }

    /// Who holds an office of a court.
    var jurists: Set<Int> {
        Set(words.jurists.flatMap { holders[$0]?.map { ledger.resolved($0.entry) } ?? [] })
    }

    /// "44-year-old", "44-jährige"
    private func isAge(_ token: Int) -> Bool {
        let span = text.tokens[token].span
        guard span.count > 5, text.bytes[span.start] &- 48 < 10 else { return false }
        let word = smallLetters(Array(text.bytes[span.start..<span.end]))
        return words.ageEndings.contains { word.suffix($0.count).elementsEqual($0) }
    }

    /// "Die Umweltministerin zögert. Svenja Brandt will erst Zahlen sehen.": who is named for the first time as the
    /// subject of the sentence behind the one that says only the office.
    func introduced(_ token: Int, _ office: Office, _ sentence: Int) -> Int? {
        guard text.analysis.hasTrees, isSubject(office.tokens),
            sentence + 1 < text.sentences.count
        else { return nil }
        let (here, next) = (text.sentences[sentence].tokens, text.sentences[sentence + 1].tokens)
        let start = position(of: here.lowerBound)
        var found: Int?
        for item in names[start...].prefix(12) {
            let place = item.mention.tokens.lowerBound
            guard place < next.upperBound else { break }
            guard case .person = item.mention.kind else { continue }
            if here.contains(place) { return nil }
            if found != nil { continue }
            let entry = ledger.entries[item.entry]
            let span = text.span(item.mention.tokens)
            guard item.mention.role == nil, item.mention.tokens.count > 1, entry.role == nil,
                isSubject(item.mention.tokens),
                !entry.mentions.contains(where: { $0.start < span.start })
            else { return nil }
            if let isMale = office.isMale, sex(item.entry).map({ $0 != isMale }) ?? false {
                return nil
            }
            found = item.entry
        }
        return found
    }

    /// Whether a noun describes people without an office: also as a noun for women, or in another case.
    func isEpithet(_ token: Int, _ office: Office) -> Bool {
        words.epithets.contains(text.tokens[token].hash)
            || words.epithets.contains(foldedHash(office.noun))
    }

    /// Whether nothing behind a noun says who is meant: "the author of the report", "the Republican party".
    private func isAlone(_ token: Int) -> Bool {
        let next = token + 1
        guard next < text.tokens.count, text.tokens[next].kind == .word else { return true }
        // "the Republican who wrote the speech"
        if text.has(next, .relativePronoun), !words.hasCompounds { return false }
        switch text.analysis.universalTags[next] {
        case .noun where words.hasCompounds && text.analysis.hasTrees:
            // "hatte der 49-Jährigen Betrug vorgeworfen"
            return Int(text.analysis.heads[next]) != token
        case .noun, .properNoun, .adjective, .numeral: return false
        default: break
        }
        guard text.has(next, [.preposition, .article]), text.analysis.hasTrees else { return true }
        return !(next..<min(next + 4, text.tokens.count)).contains {
            Int(text.analysis.heads[$0]) == token
        }
    }

    /// "It blamed …", "Sie fordert …": the organisation or country that is the only one to be the subject of the sentence
    /// before; of the pronoun's gender, where the noun before its name has one.
    mutating func collectThing(_ token: Int, _ sentence: Int) {
        let low = text.sentences[sentence].tokens.lowerBound
        let isFirst = token == low
        if collectSpeaking(token, low) { return }
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
            let kind = ledger.entries[item.entry].kind
            if kind == .person || kind == .role {
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

    /// "Palmgren moves its head office": the organisation or country that is the subject of the same verb.
    mutating func collectOwner(_ token: Int, _ sentence: Int) {
        guard text.has(token, .possessive), isPossessor(token),
            words.thingPossessives.contains(text.tokens[token].hash)
        else { return }
        // "wants to strengthen its presence": also the verb that an infinitive belongs to.
        var verb = verb(above: token)
        let start = text.sentences[sentence].tokens.lowerBound
        while verb >= start, text.analysis.relations[verb] == .xcomp,
            Int(text.analysis.heads[verb]) >= start
        { verb = Int(text.analysis.heads[verb]) }
        let found = subjects(since: start) { $0.verb == verb }
        if let isMale = words.possessives[text.tokens[token].hash], !isMale, sentence > 0,
            !found.contains(where: { isOrganization($0) || ledger.entries[$0].kind == .country }),
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
            isOrganization(found[0]) || ledger.entries[found[0]].kind == .country
        else { return }
        if let isMale = words.possessives[text.tokens[token].hash] {
            let gender = gender(of: item, start)
            // Of people the pronoun would have told, had it been sure.
            let isPersons = occurrences(since: start).contains {
                let kind = ledger.entries[$0.entry].kind
                return (kind == .person || kind == .role) && sex($0.entry) ?? isMale == isMale
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
        func isThing(_ entry: Int) -> Bool {
            isOrganization(entry) || ledger.entries[entry].kind == .country
        }
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
        let before = text.sentences[sentence - 1].tokens.lowerBound
        let found = subjects(since: before) { $0.token < start }
        return found.count == 1 && isThing(found[0]) ? found[0] : nil
    }

    /// "Die Gruppe fordert … Maier wies ihre Kritik zurück": the only subject of the sentence before, an organisation whose noun
    /// is feminine, where no woman can be meant.
    private func lastThing(_ sentence: Int) -> Int? {
        let start = text.sentences[sentence - 1].tokens.lowerBound
        let end = text.sentences[sentence].tokens.lowerBound
        let found = subjects(since: start) { $0.token < end }
        guard found.count == 1, isOrganization(found[0]),
            !occurrences(since: start).contains(where: { item in
                let kind = ledger.entries[item.entry].kind
                return (kind == .person || kind == .role) && sex(item.entry) != true
            }),
            let item = occurrences(since: start).first(where: { $0.entry == found[0] })
        else { return nil }
        return gender(of: item, start) == .feminine ? found[0] : nil
    }

    /// "the Houthis": a name of several, which is not "it".
    private func isPluralName(_ token: Int) -> Bool {
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
        let isThing = isOrganization(entry) || ledger.entries[entry].kind == .country
        guard isThing else { return false }
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
}
