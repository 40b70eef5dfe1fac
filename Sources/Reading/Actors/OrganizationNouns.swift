import Language
import Text

/// Nouns that stand for an organisation or a government: "das Unternehmen", "the bloc", "die polnische Regierung".
extension ActorCollector {
    /// - Returns: whether the noun stands for somebody whom the text names.
    mutating func collectOrganizationNoun(_ token: Int, _ sentence: Int) -> Bool {
        let hash = text.tokens[token].hash
        guard text.analysis.morphology[token].number != .plural else { return false }
        let low = text.sentences[sentence].tokens.lowerBound
        guard let start = definiteStart(token, low) else {
            // "A court in Rostock … the court"
            if words.pointers[hash] == nil, isOrganizationNoun(token),
                let article = indefiniteArticle(token, low) ?? clitic(before: token, low)
            {
                notePhrase(token, article)
            }
            return false
        }
        if words.states.contains(hash) { return collectState(token, start, sentence) }
        if let national = national(token) {
            if collectGovernment(token, start) { return true }
            guard let code = ruled(by: national) else { return false }
            refer(token, toCountry: code, start + 1..<token + 1)
            return true
        }
        // "the energy giant Valtor"
        if token + 1 < text.tokens.count, text.analysis.universalTags[token + 1] == .properNoun,
            text.tokens[token + 1].isCapitalised, text.pack.wordOrder == .subjectVerb
        {
            return false
        }
        guard
            words.pointers[hash] != nil || words.bynames[hash] != nil
                || words.government.contains(hash) || describers.contains(hash)
                || isOrganizationNoun(token) || lastNouns.contains(hash)
        else { return false }
        if words.government.contains(hash) {
            if collectGovernment(token, start) { return true }
            return collectState(token, start, sentence)
        }
        if let entry = bynamed(hash, token), !isSpecified(token, start, byPlace: false) {
            refer(token, to: entry, start + 1..<token + 1)
            return true
        }
        if isSpecified(token, start) {
            // "der Verband der Müller … der Verband", "the ministry in Wellington … the ministry"
            if isOrganizationNoun(token), words.pointers[hash] == nil || words.hasCompounds {
                notePhrase(token, start)
            }
            return false
        }
        // "the bakers' union": whose it is, and no company that was named.
        let isOwned = (start + 1..<token).contains(where: isClitic)
        if !isOwned, let entry = described(token) {
            refer(token, to: entry, start + 1..<token + 1)
            return true
        }
        if collectPhrase(token, start, sentence, isNew: false) { return true }
        if !isOwned, let pointer = words.pointers[hash], pointer.noun.isEmpty,
            let entry = pointed(sentence, as: pointer.kind)
        {
            refer(token, to: entry, start + 1..<token + 1)
            return true
        }
        return collectPhrase(token, start, sentence, isNew: true)
    }

    /// "Partei", "Gerechtigkeitspartei"
    func isOrganizationNoun(_ token: Int) -> Bool {
        text.has(token, .organizationNoun) || isCompound(token)
    }

    /// Whether the last part of a word is a noun for organisations.
    private func isCompound(_ token: Int) -> Bool {
        let span = text.tokens[token].span
        guard words.hasCompounds, span.count > 7, text.tokens[token].isCapitalised else {
            return false
        }
        // No noun for an organisation is shorter than five letters or longer than twenty.
        for start in max(span.start + 3, span.end - 20)..<max(span.end - 4, span.start + 3)
        where text.bytes[start] & 0xC0 != 0x80 {
            if text.pack.words.classes(of: foldedHash(text.bytes[start..<span.end])).contains(
                .organizationNoun)
            {
                return true
            }
        }
        return false
    }

    /// The definite determiner of a noun, with at most two adjectives between.
    private func definiteStart(_ token: Int, _ low: Int) -> Int? {
        var before = token - 1
        while before >= low, token - before < 4 {
            if words.definite.contains(text.tokens[before].hash) { return before }
            let isJoined =
                text.pack.wordOrder == .subjectVerb
                && (text.analysis.universalTags[before] == .noun
                    || isClitic(before))
            guard
                isJoined || text.analysis.universalTags[before] == .adjective
                    || text.pack.countries.match(text.tokens, at: before, limit: token) != nil
            else { return nil }
            before -= 1
        }
        return nil
    }

    /// The article of a noun that is not known yet, with at most two adjectives between.
    private func indefiniteArticle(_ token: Int, _ low: Int) -> Int? {
        for before in stride(from: token - 1, through: max(low, token - 3), by: -1) {
            if text.has(before, .article) {
                return words.definite.contains(text.tokens[before].hash) ? nil : before
            }
            guard text.analysis.universalTags[before] == .adjective else { return nil }
        }
        return nil
    }

    /// "Norway's foreign ministry": the clitic, with at most two words between.
    private func clitic(before token: Int, _ low: Int) -> Int? {
        guard text.pack.wordOrder == .subjectVerb else { return nil }
        for before in stride(from: token - 1, through: max(low, token - 3), by: -1) {
            if isClitic(before) { return before }
            guard [.adjective, .noun].contains(text.analysis.universalTags[before]) else {
                return nil
            }
        }
        return nil
    }

    /// "'s", "'"
    private func isClitic(_ token: Int) -> Bool {
        let span = text.tokens[token].span
        return text.bytes[span.start] == UInt8(ascii: "'") && span.count < 3
            || text.bytes[span.start..<span.end].starts(with: [0xE2, 0x80, 0x99])
    }

    /// Whether words around a noun say which one it is: "die Partei des Präsidenten", "the French company". A stem like
    /// "central" of "central bank" is part of what it is.
    /// - Parameter byPlace: whether a place says so: "the court in The Hague".
    func isSpecified(_ token: Int, _ start: Int, byPlace: Bool = true) -> Bool {
        for before in start + 1..<token
        where text.pack.countries.match(text.tokens, at: before, limit: token) != nil
            || words.former.contains(inflectionHash(text, before))
        {
            return true
        }
        guard text.analysis.hasTrees else { return false }
        let next = token + 1
        guard next < text.tokens.count, Int(text.analysis.heads[next]) >= 0 else { return false }
        for behind in next..<min(next + 3, text.tokens.count)
        where Int(text.analysis.heads[behind]) == token
            && text.analysis.universalTags[behind] != .numeral
            && (byPlace || !isLocative(behind)) && !isApart(behind)
        {
            switch text.analysis.relations[behind] {
            case .nmod, .possessor, .appos, .flat, .descriptor, .unmarkedModifier, .relativeClause,
                .compound:
                return true
            default: continue
            }
        }
        // "die Partei des Präsidenten": the preposition or article hangs on what follows it.
        return text.has(next, .article)
            && text.analysis.morphology[next].grammaticalCase == .genitive
    }

    /// "asked the group for proof": a preposition that tells nothing of which one it is.
    private func isApart(_ token: Int) -> Bool {
        guard
            let child = text.tokens.indices[max(0, token - 4)..<token].first(where: {
                Int(text.analysis.heads[$0]) == token && text.analysis.relations[$0] == .adposition
            })
        else { return false }
        return words.apart.contains(text.tokens[child].hash)
    }

    /// A listed organisation that the noun can stand for, and that the text has named last.
    func bynamed(_ noun: UInt64, _ token: Int) -> Int? {
        guard let numbers = words.bynames[noun] else { return nil }
        let known = numbers.compactMap { ledger.entry(named: [0, UInt64($0)]) }
        guard !known.isEmpty else { return nil }
        for item in occurrences.suffix(32).reversed() where isOrganization(item.entry) {
            return known.contains(item.entry) ? item.entry : nil
        }
        return nil
    }

    /// The organisation whose name holds the noun, or that was called so: "the aid group X", "die Notenbank" of
    /// "Bundesbank".
    private func described(_ token: Int) -> Int? {
        let span = text.tokens[token].span
        var stem = smallLetters(Array(text.bytes[span.start..<span.end]))
        if let other = words.pointers[text.tokens[token].hash]?.noun, !other.isEmpty {
            stem = other
        }
        if words.hasCompounds, stem.last == UInt8(ascii: "s"),
            text.analysis.morphology[token].grammaticalCase == .genitive
        {
            stem.removeLast()
        }
        guard stem.count > 3 else { return nil }
        var index = min(position(of: token), names.count)
        let low = max(0, index - 48)
        while index > low {
            index -= 1
            let item = names[index]
            guard isOrganization(item.entry) else { continue }
            let tokens = item.mention.tokens
            if holds(stem, max(tokens.lowerBound - 1, 0)..<tokens.upperBound, name: tokens) {
                return item.entry
            }
        }
        return nil
    }

    /// Whether words of a name, or the noun before it, are a noun or end with it.
    private func holds(_ stem: [UInt8], _ range: Range<Int>, name: Range<Int>) -> Bool {
        range.contains { token in
            guard name.contains(token) || text.analysis.universalTags[token] == .noun else {
                return false
            }
            let span = text.tokens[token].span
            let word = smallLetters(Array(text.bytes[span.start..<span.end]))
            if word == stem { return true }
            guard words.hasCompounds else { return false }
            return word.count > stem.count + 1 && word.suffix(stem.count).elementsEqual(stem)
        }
    }

    /// The organisation that is meant by a noun for any: the only one of this sentence and the one before, else the
    /// subject of the one before. Where there is none, up to two sentences more are looked at.
    /// - Parameter kind: the line of nouns; who was called by one of a line is not called by one of another.
    private mutating func pointed(_ sentence: Int, as kind: Int) -> Int? {
        let isOutlet = words.outletKinds.contains(kind)
        func known(_ fits: @escaping (Actor.Kind) -> Bool) -> Int? {
            last(sentence) { item, collector in
                let entry = collector.ledger.entries[item.entry]
                guard fits(entry.kind) else { return false }
                return entry.key.first ?? 0 != 0
                    && collector.pointedAs[item.entry].map { $0 == kind } ?? true
            }
        }
        // A newspaper that the tagger takes for any organisation.
        let found =
            (isOutlet ? known { $0 == .outlet } : nil)
            ?? (isOutlet ? nil : misnamed(sentence, known { $0 == .organization || $0 == .outlet }))
            ?? known { $0 == .organization || $0 == .outlet && !isOutlet }
            ?? (isOutlet ? nil : onlyOrganization(before: sentence, as: kind))
        if let found { pointedAs[found] = kind }
        return found
    }

    /// The only organisation that the text has named so far; where it has named none, the only name that can be one.
    private mutating func onlyOrganization(before sentence: Int, as kind: Int) -> Int? {
        let limit = text.sentences[sentence].tokens.upperBound
        var found: [Int] = []
        var bare: [Int] = []
        for item in names.prefix(64) where item.mention.tokens.lowerBound < limit {
            let entry = ledger.resolved(item.entry)
            if ledger.entries[entry].kind == .organization {
                if !found.contains(entry) { found.append(entry) }
            } else if !bare.contains(entry), isBareName(entry, among: names.prefix(64)) {
                bare.append(entry)
            }
        }
        if found.isEmpty, bare.count == 1 {
            ledger.turn(bare[0], into: .organization)
            return bare[0]
        }
        guard found.count == 1, ledger.entries[found[0]].key.first ?? 0 != 0,
            pointedAs[found[0]].map({ $0 == kind }) ?? true
        else { return nil }
        return found[0]
    }

    /// "Norvia has bought a rival. The firm …": a name of one word without title, office and given name, the only subject of
    /// the sentence before, whom the tagger takes for a person. A firm is called so, and it becomes one.
    private mutating func misnamed(_ sentence: Int, _ known: Int?) -> Int? {
        guard sentence > 0 else { return nil }
        let range = text.sentences[sentence - 1].tokens
        let subjects = subjects(since: range.lowerBound) { range.contains($0.token) }
        guard subjects.count == 1, subjects[0] != known else { return nil }
        guard
            isBareName(
                subjects[0], among: names[position(of: range.lowerBound)...].prefix(16))
        else { return nil }
        ledger.turn(subjects[0], into: .organization)
        return subjects[0]
    }

    /// Whether somebody has only a name of one word, and no title, office or given name.
    private func isBareName(
        _ number: Int, among names: ArraySlice<(mention: NameMention, entry: Int)>
    ) -> Bool {
        let entry = ledger.entries[number]
        guard entry.kind == .person, entry.key.count == 1, entry.role == nil,
            sexes[number] == nil
        else { return false }
        let classes = text.pack.words.classes(of: entry.key[0])
        guard !classes.contains(.maleName), !classes.contains(.femaleName) else { return false }
        return names.contains { item in
            item.entry == number && item.mention.tokens.count == 1 && item.mention.role == nil
                && isMaleTitle(before: item.mention.tokens.lowerBound) == nil
        }
    }

    /// "Das Land": the country that the text speaks of.
    private mutating func collectState(_ token: Int, _ start: Int, _ sentence: Int) -> Bool {
        // "auf dem Land"
        if start > 0, words.rural.contains(text.tokens[start - 1].hash) { return false }
        // "the West African country"
        guard (start + 1..<token).allSatisfy({ text.analysis.universalTags[$0] == .adjective }),
            !isSpecified(token, start),
            let entry = last(
                sentence,
                { item, collector in collector.ledger.entries[item.entry].kind == .country })
        else { return false }
        refer(token, to: entry, token..<token + 1)
        return true
    }

    /// The only one of a kind whom this sentence and the one before mean, else the subject of the one before.
    private func last(_ sentence: Int, _ fits: (Occurrence, ActorCollector) -> Bool) -> Int? {
        for back in 1...3 where sentence - back >= 0 || back == 1 {
            let start = text.sentences[max(sentence - back, 0)].tokens.lowerBound
            var all: [Int] = []
            var subjects: [Int] = []
            for item in occurrences(since: start) where fits(item, self) {
                if !all.contains(item.entry) { all.append(item.entry) }
                if item.isSubject, !subjects.contains(item.entry) { subjects.append(item.entry) }
            }
            if all.count == 1 { return all[0] }
            if !all.isEmpty { return subjects.count == 1 ? subjects[0] : nil }
        }
        return nil
    }

    // MARK: Organisations without a name

    /// "Die Gerechtigkeitspartei … die Partei", "the central bank … the bank": who is named by a noun alone gets a row
    /// where the text comes back to it.
    /// - Parameter isNew: whether it is kept for what follows.
    private mutating func collectPhrase(
        _ token: Int, _ start: Int, _ sentence: Int, isNew: Bool
    ) -> Bool {
        let span = text.tokens[token].span
        let noun = smallLetters(Array(text.bytes[span.start..<span.end]))
        let low = text.sentences[max(sentence - 3, 0)].tokens.lowerBound
        let isLong = words.hasCompounds ? isCompound(token) : token > start + 1
        let known = phrases.suffix(16).filter { phrase in
            phrase.token >= low
                && (phrase.noun == noun
                    && (!isLong
                        || phrase.name.count == token - start
                            && zip(phrase.name, start + 1...token).allSatisfy {
                                text.tokens[$0].hash == text.tokens[$1].hash
                            })
                    || !isLong && words.hasCompounds && phrase.noun.count > noun.count + 2
                        && phrase.noun.suffix(noun.count).elementsEqual(noun))
        }
        guard known.count == 1 else {
            if isLong, isNew, known.isEmpty { phrases.append((token, noun, start + 1..<token + 1)) }
            return false
        }
        let mention = NameMention(tokens: known[0].name, kind: .organization(nil))
        let name = organizationName(mention)
        let entry = ledger.other(.organization, nameKey(mention), name: name)
        refer(known[0].token, to: entry, known[0].name)
        refer(token, to: entry, start + 1..<token + 1)
        phrases.removeAll { $0.token == known[0].token }
        return true
    }

    /// Keeps who is named by a noun and what belongs to it.
    private mutating func notePhrase(_ token: Int, _ start: Int) {
        let span = text.tokens[token].span
        phrases.append(
            (
                token, smallLetters(Array(text.bytes[span.start..<span.end])),
                start + 1..<token + 1
            ))
    }

    /// The countries whose governments a noun names: "Bundesregierung", "federal government".
    private func national(_ token: Int) -> [String]? {
        guard let known = words.nationals[text.tokens[token].hash],
            known.before.map({ token > 0 && text.tokens[token - 1].hash == $0 }) ?? true
        else { return nil }
        return known.codes
    }

    /// Of these countries the one that the text has named last, else the only one that it names at all, else the first.
    private func ruled(by codes: [String]) -> String? {
        for item in occurrences.suffix(64).reversed() {
            if ledger.entries[item.entry].kind == .country,
                let code = ledger.entries[item.entry].country, codes.contains(code)
            {
                return code
            }
        }
        let named = codes.filter { ledger.country($0) != nil }
        if named.count == 1 { return named[0] }
        return codes.first.flatMap { $0.isEmpty ? nil : $0 }
    }

    /// "Die polnische Regierung", "the government of Poland", "die Regierung Polens": the country.
    private mutating func collectGovernment(_ token: Int, _ start: Int) -> Bool {
        var code: String?
        for before in start + 1..<max(token, start + 1) where code == nil {
            code = text.pack.countries.match(text.tokens, at: before, limit: token)?.code
        }
        var end = token + 1
        if code == nil, end < text.tokens.count {
            var next = end
            if text.has(next, [.preposition, .article]),
                !words.locative.contains(text.tokens[next].hash)
            {
                next += 1
            }
            if next < text.tokens.count,
                let match = text.pack.countries.match(
                    text.tokens, at: next, limit: text.tokens.count), match.kind != .adjective
            {
                code = match.code
                end = next + match.length
            }
        }
        guard let code else { return false }
        refer(token, toCountry: code, start + 1..<end)
        return true
    }
}
