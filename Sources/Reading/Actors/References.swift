import Language
import Text

/// Where a text means somebody, by name or by another word.
struct Occurrence {
    /// The first token of the name, or the noun or pronoun that stands for it.
    var token: Int
    var entry: Int
    var isSubject: Bool
    /// The verb that it belongs to; -1 for none.
    var verb: Int
}

/// Words that stand for somebody whom the document names: offices, nouns for organisations, governments, pronouns.
extension ActorCollector {
    /// Ties them in the order of the text, so that each can point to what stands before it.
    /// - Complexity: O(n): each looks back over a limited stretch.
    mutating func collectReferences() {
        guard !text.analysis.morphology.isEmpty else { return }
        var covered = [Bool](repeating: false, count: text.tokens.count)
        for item in names {
            for token in item.mention.tokens { covered[token] = true }
            for token in item.mention.role ?? 0..<0 { covered[token] = true }
        }
        indexHolders()
        var next = 0
        for (index, sentence) in text.sentences.enumerated() {
            for token in sentence.tokens {
                while next < names.count, names[next].mention.tokens.lowerBound <= token {
                    noteName(names[next])
                    next += 1
                }
                guard text.tokens[token].kind == .word else { continue }
                if text.tokens[token].isCapitalised { notePrefix(token) }
                // "Sein Verteidiger Jan Brodersen"
                guard
                    !covered[token]
                        || text.has(token, .possessive) && text.tokens[token].span.count > 2
                else { continue }
                if words.demonstratives.contains(text.tokens[token].hash) {
                    collectDemonstrative(token, index)
                } else if text.has(token, [.personalPronoun, .possessive]) {
                    if collectPluralOwner(token, index) { continue }
                    collectPronoun(token, index)
                    if references[token] == nil { collectThing(token, index) }
                    if references[token] == nil { collectOwner(token, index) }
                } else if text.analysis.universalTags[token] == .noun,
                    collectMembers(token, index) || collectRelative(token, index)
                {
                    continue
                } else if finder.isRoleNoun(token)
                    || words.generalWords.contains(text.tokens[token].hash)
                    || longOffice(token) != nil
                {
                    collectOffice(token, index)
                } else if text.analysis.universalTags[token] == .noun
                    || text.analysis.universalTags[token] == .properNoun
                    || text.analysis.universalTags[token] == .adjective
                {
                    if !collectOwnCountry(token), !collectOrganizationNoun(token, index),
                        !collectPeople(token, index)
                    {
                        collectDemonym(token, index)
                    }
                    if references[token] == nil { collectDescribed(token, index) }
                    if references[token] == nil { collectEpithet(token, index) }
                }
            }
        }
    }

    /// "Voltara-Chefin Ines Mohr" speaks of Voltara too.
    private mutating func notePrefix(_ token: Int) {
        guard words.hasCompounds, text.tokens[token].span.count > 7,
            let front = text.front(of: token),
            let entry = ledger.entry(named: [foldedHash(front)]), isOrganization(entry)
        else { return }
        occurrences.append(
            Occurrence(token: token, entry: entry, isSubject: false, verb: verb(above: token)))
    }

    private mutating func noteName(_ item: (mention: NameMention, entry: Int)) {
        let tokens = item.mention.tokens
        occurrences.append(
            Occurrence(
                token: tokens.lowerBound, entry: item.entry,
                isSubject: isSubject(tokens) || item.mention.role.map(isSubject) ?? false
                    || isBehindSubject(tokens),
                verb: verb(above: tokens.lowerBound)))
    }

    /// "Die Gewerkschaft NGG ruft …": the noun before the name is the subject.
    private func isBehindSubject(_ name: Range<Int>) -> Bool {
        let noun = name.lowerBound - 1
        guard text.analysis.hasTrees, noun >= 0, text.analysis.universalTags[noun] == .noun,
            name.contains(where: { Int(text.analysis.heads[$0]) == noun })
        else { return false }
        return text.analysis.relations[noun].isSubject
    }

    /// Who is a subject from a token on, each once.
    func subjects(since start: Int, where isMeant: (Occurrence) -> Bool) -> [Int] {
        var found: [Int] = []
        for item in occurrences(since: start)
        where item.isSubject && isMeant(item) && !found.contains(item.entry) {
            found.append(item.entry)
        }
        return found
    }

    /// Who is a subject of the sentence before one that is not the first, each once.
    func subjects(ofSentenceBefore sentence: Int) -> [Int] {
        let tokens = text.sentences[sentence - 1].tokens
        return subjects(since: tokens.lowerBound) { $0.token < tokens.upperBound }
    }

    /// Whom the text means from a token on, at most 64.
    func occurrences(since start: Int) -> ArraySlice<Occurrence> {
        var low = occurrences.count
        while low > 0, occurrences.count - low < 64, occurrences[low - 1].token >= start {
            low -= 1
        }
        return occurrences[low...]
    }

    /// Says that a word means an entry.
    mutating func refer(_ token: Int, to entry: Int, _ tokens: Range<Int>) {
        ledger.mention(entry, text.span(tokens))
        references[token] = entry
        // What the text comes back to is behind us already.
        guard occurrences.last.map({ $0.token < token }) ?? true else { return }
        occurrences.append(
            Occurrence(
                token: token, entry: entry, isSubject: isSubject(tokens), verb: verb(above: token)))
    }

    mutating func refer(_ token: Int, toCountry code: String, _ tokens: Range<Int>) {
        let entry = ledger.country(code, name: text.pack.countries.names[code] ?? code)
        refer(token, to: entry, tokens)
    }

    // MARK: Offices

    /// Lists who holds which office, under its noun and the last parts of its noun.
    private mutating func indexHolders() {
        var last: [Office] = []
        for item in names {
            noteKinds(item)
            if case .organization(nil) = item.mention.kind, item.mention.tokens.count > 1 {
                lastNouns.insert(text.tokens[item.mention.tokens.upperBound - 1].hash)
            }
            guard case .person = item.mention.kind else { continue }
            noteDescriber(item)
            // "Amir Haddad, a Syrian activist,"
            if let noun = nounBehind(item.mention.tokens.upperBound),
                finder.isRoleNoun(noun) || words.epithets.contains(text.tokens[noun].hash)
            {
                ledger.mention(
                    item.entry, text.span(item.mention.tokens.upperBound + 1..<noun + 1))
            }
            guard let role = item.mention.role else { continue }
            var own = offices(in: role)
            if let counterpart = own.first, counterpart.isCounterpart {
                // "his Turkish counterpart" holds the office of the one who was named before.
                own = last.map { office in
                    var office = office
                    office.country = counterpart.country
                    office.isMale = counterpart.isMale
                    return office
                }
            }
            if let relative = own.first, relative.isSuccessor || relative.isPredecessor {
                own = inherited(from: last, by: relative)
            }
            for office in own {
                hold(office, item.entry)
                if sexes[item.entry] == nil { sexes[item.entry] = office.isMale }
            }
            if !own.isEmpty { last = own }
        }
    }

    /// "The former chancellor and his successor X": the one who came after holds the office that is former with the other,
    /// and who came before holds it no longer.
    private func inherited(from offices: [Office], by relative: Office) -> [Office] {
        offices.compactMap { office in
            var office = office
            office.isMale = relative.isMale
            if relative.isPredecessor {
                office.modifiers.insert(.past)
            } else {
                guard office.modifiers.contains(.past) else { return nil }
                office.modifiers.remove(.past)
            }
            return office
        }
    }

    mutating func hold(_ office: Office, _ entry: Int) {
        let noun = office.noun
        for start in noun.indices where start == 0 || words.hasCompounds {
            guard start == 0 || start > 2 && noun.count - start > 3 else { continue }
            let key = foldedHash(noun[start...])
            guard start == 0 || text.pack.words.classes(of: key).contains(.personNoun) else {
                continue
            }
            // More holders of one kind of office than these are a list.
            if holders[key, default: []].count < 32 {
                holders[key, default: []].append((entry, office))
            }
        }
    }

    /// "The minister": the person of the document who holds that office, or a row of its own where the country is known
    /// and the person is not.
    private mutating func collectOffice(_ token: Int, _ sentence: Int) {
        guard text.analysis.morphology[token].number != .plural else { return }
        let office = office(at: token, text.sentences[sentence].tokens)
        guard office.isDefinite else {
            noteUnnamed(token, sentence)
            return
        }
        var keys = [foldedHash(office.noun)]
        keys += words.general[office.noun]?.map { foldedHash($0.noun) } ?? []
        var fitting: [Int] = []
        for key in keys {
            for item in holders[key] ?? [] {
                let entry = ledger.resolved(item.entry)
                if !fitting.contains(entry), office.canMean(item.office, words),
                    office.isMale == nil || sex(entry).map({ $0 == office.isMale }) ?? true
                {
                    fitting.append(entry)
                }
            }
        }
        if let country = office.country {
            let same = fitting.filter { ledger.entries[$0].country == country }
            // Whose country the text does not tell may be the one who is meant, if nobody else is.
            fitting =
                same.isEmpty ? fitting.filter { ledger.entries[$0].country == nil } : same
        }
        if fitting.isEmpty, let entry = dismissed(office, keys, sentence) { fitting = [entry] }
        if !fitting.isEmpty { fitting = withoutAgents(fitting, office, sentence) }
        if fitting.count > 1 { fitting = recent(fitting, sentence) }
        if fitting.isEmpty, let entry = introduced(token, office, sentence) {
            let country = office.country
            ledger.describe(
                entry, role: baseForm(office.tokens),
                holder: country.flatMap { ledger.country($0) },
                country: country)
            if sexes[entry] == nil { sexes[entry] = office.isMale }
            hold(office, entry)
            refer(token, to: entry, office.tokens)
        } else if fitting.count == 1 {
            refer(token, to: fitting[0], office.tokens)
        } else if fitting.isEmpty, let country = office.country {
            let name = baseForm(office.tokens)
            let entry = ledger.other(.role, roleKey(name), name: name)
            ledger.describe(entry, role: nil, holder: ledger.country(country), country: country)
            if sexes[entry] == nil { sexes[entry] = office.isMale }
            hold(office, entry)
            refer(token, to: entry, office.tokens)
        } else if fitting.isEmpty {
            collectUnnamed(token, office, sentence)
            if references[token] == nil { collectEpithet(token, sentence) }
            if references[token] == nil { collectUntitled(token, office, sentence) }
            // "Die frühere Regierungschefin", where the text tells no office of hers.
            if references[token] == nil, office.modifiers == [.past], let isMale = office.isMale,
                let person = antecedent(of: token, sentence, isMale: isMale, false),
                ledger.entries[person].role == nil
            {
                refer(token, to: person, office.tokens)
            }
        }
    }

    /// "Carlos Mendoza leads the polls. The senator …": the only subject of the sentence before, a full name of whom the
    /// text tells no office.
    private mutating func collectUntitled(_ token: Int, _ office: Office, _ sentence: Int) {
        guard sentence > 0, office.modifiers.isEmpty, isSubject(office.tokens),
            words.untitled.contains(text.tokens[token].hash)
                || words.untitled.contains(foldedHash(office.noun)),
            !isSpecifiedBehind(token)
        else { return }
        let low = text.sentences[sentence].tokens.lowerBound
        let found = subjects(ofSentenceBefore: sentence)
        guard found.count == 1, ledger.entries[found[0]].kind == .person,
            !occurrences(since: low).contains(where: {
                $0.entry != found[0] && ledger.entries[$0.entry].kind == .person
            }),
            ledger.entries[found[0]].role == nil, ledger.entries[found[0]].key.count > 1,
            office.isMale == nil || sex(found[0]).map({ $0 == office.isMale }) ?? true
        else { return }
        refer(token, to: found[0], office.tokens)
    }

    /// "The former minister": the only one who holds the office, where the text has told that somebody is to leave one.
    private func dismissed(_ office: Office, _ keys: [UInt64], _ sentence: Int) -> Int? {
        guard office.modifiers == [.past], !words.dismissals.isEmpty else { return nil }
        var present = office
        present.modifiers = []
        var found: [Int] = []
        for key in keys {
            for item in holders[key] ?? [] {
                let entry = ledger.resolved(item.entry)
                if !found.contains(entry), present.canMean(item.office, words),
                    office.country == nil
                        || ledger.entries[entry].country ?? office.country == office.country,
                    office.isMale == nil || sex(entry).map({ $0 == office.isMale }) ?? true
                {
                    found.append(entry)
                }
            }
        }
        guard found.count == 1 else { return nil }
        let low = text.sentences[max(sentence - 5, 0)].tokens.lowerBound
        let isTold = (low..<office.tokens.lowerBound).contains { token in
            text.analysis.universalTags[token] == .verb
                && words.dismissals.contains(
                    foldedHash(Array(reader.core.lemma(of: token, in: text).utf8)))
        }
        return isTold ? found[0] : nil
    }

    /// "Ein hoher Beamter": nobody whom the text names, unless it comes back to him.
    private mutating func noteUnnamed(_ token: Int, _ sentence: Int) {
        var start = token
        while start > text.sentences[sentence].tokens.lowerBound, token - start < 4 {
            start -= 1
            if text.has(start, .article), !words.definite.contains(text.tokens[start].hash) {
                let span = text.tokens[token].span
                unnamed.append(
                    (
                        token, smallLetters(Array(text.bytes[span.start..<span.end])),
                        start + 1..<token + 1
                    ))
                return
            }
            guard text.analysis.universalTags[start] == .adjective else { return }
        }
    }

    /// "Der Beamte", after "ein hoher Beamter" within three sentences.
    private mutating func collectUnnamed(_ token: Int, _ office: Office, _ sentence: Int) {
        guard office.tokens.count == 1, !unnamed.isEmpty else { return }
        let low = text.sentences[max(sentence - 3, 0)].tokens.lowerBound
        let known = unnamed.suffix(16).filter { item in
            item.token >= low && self.office(at: item.token, item.name).noun == office.noun
        }
        guard known.count == 1 else { return }
        let name = baseForm(known[0].name)
        let entry = ledger.other(.role, roleKey(name), name: name)
        if sexes[entry] == nil { sexes[entry] = office.isMale }
        refer(known[0].token, to: entry, known[0].name)
        refer(token, to: entry, office.tokens)
        unnamed.removeAll { $0.token == known[0].token }
        hold(office, entry)
    }

    /// "Präsident Hersi rief den türkischen Präsidenten an": who does something is not whom it is done to.
    private func withoutAgents(_ entries: [Int], _ office: Office, _ sentence: Int) -> [Int] {
        // "Hersi, the Somali president, said": no object.
        guard office.country != nil, text.analysis.hasTrees,
            let noun = office.tokens.first(where: {
                [.obj, .iobj, .obl, .argument, .agent].contains(text.analysis.relations[$0])
            })
        else { return entries }
        let verb = verb(above: noun)
        let low = text.sentences[sentence].tokens.lowerBound
        let agents = subjects(since: low) { $0.verb == verb }
        return entries.filter { !agents.contains($0) }
    }

    /// Those of some whom this sentence or the one before means, else those of the last one that means any of them.
    private func recent(_ entries: [Int], _ sentence: Int) -> [Int] {
        var start = text.sentences[max(sentence - 1, 0)].tokens.lowerBound
        var found: [Int] = []
        for item in occurrences.suffix(64).reversed() where entries.contains(item.entry) {
            if item.token < start {
                guard found.isEmpty, let near = text.sentence(at: item.token) else { break }
                start = text.sentences[near].tokens.lowerBound
            }
            if !found.contains(item.entry) { found.append(item.entry) }
        }
        return found
    }

    // MARK: The tree

    func isSubject(_ tokens: Range<Int>) -> Bool {
        text.analysis.hasTrees
            && tokens.contains { token in
                text.analysis.relations[token].isSubject
                    // "The buyer is Alpin Invest"
                    || text.analysis.relations[token] == .root
                        && text.analysis.universalTags[token] == .properNoun
            }
    }

    /// The verb that a token belongs to; -1 for none.
    func verb(above token: Int) -> Int {
        guard text.analysis.hasTrees else { return -1 }
        var current = token
        for _ in 0..<6 {
            let head = Int(text.analysis.heads[current])
            guard head >= 0 else { return -1 }
            let tag = text.analysis.universalTags[head]
            if tag == .verb || tag == .auxiliary { return head }
            current = head
        }
        return -1
    }

    /// Whether a person is a man, by the office, the title or the given name; nil where none of them tells.
    func sex(_ entry: Int) -> Bool? {
        if let known = sexes[entry] { return known }
        guard let given = ledger.entries[entry].key.first, ledger.entries[entry].key.count > 1,
            ledger.entries[entry].kind == .person
        else { return nil }
        return sex(ofName: given)
    }

    /// Whether a given name is a man's; nil for neither and for both.
    func sex(ofName given: UInt64) -> Bool? {
        let classes = text.pack.words.classes(of: given)
        let (male, female) = (classes.contains(.maleName), classes.contains(.femaleName))
        return male == female ? nil : male
    }
}
