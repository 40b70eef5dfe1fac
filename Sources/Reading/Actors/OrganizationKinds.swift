import Language
import Text

/// What organisations are called, and which of them a noun for one of a kind means: "das Unternehmen", "the authority".
extension ActorCollector {
    /// The lines of nouns that a noun, or its last part, belongs to.
    func kinds(_ token: Int) -> [Int] { words.kinds(text, token) }

    /// Keeps by which nouns an organisation is called: before its name, behind it (", a department store chain,"), and in it.
    mutating func noteKinds(_ item: (mention: NameMention, entry: Int)) {
        guard isOrganization(item.entry) else { return }
        let tokens = item.mention.tokens
        var before = tokens.lowerBound - 1
        // "its supplier, Brembax"
        if before > 0, text.tokens[before].kind == .comma { before -= 1 }
        var found: [Int] = []
        if before >= 0,
            text.analysis.universalTags[before] == .noun
                // "Danish drugmaker Novilex"
                || text.pack.wordOrder == .subjectVerb && !text.tokens[before].isCapitalised
                    && !kinds(before).isEmpty
        {
            keepDescriber(before)
            found += kinds(before)
            noteCountry(item.entry, before: before)
        }
        if before >= 0, isClitic(before) { noteCountry(item.entry, before: tokens.lowerBound) }
        if let noun = nounBehind(tokens.upperBound), !kinds(noun).isEmpty {
            found += kinds(noun)
            noteCountry(item.entry, before: noun)
            ledger.mention(item.entry, text.span(tokens.upperBound + 1..<noun + 1))
        }
        // "Union" and "Group" are in all kinds of names.
        for token in tokens {
            let kinds = kinds(token)
            if kinds.contains(where: words.closedKinds.contains) { found += kinds }
        }
        guard !found.isEmpty else { return }
        pointedAs[item.entry] = Array(Set(pointedAs[item.entry] ?? []).union(found))
    }

    private mutating func keepDescriber(_ noun: Int) {
        guard describers.insert(text.tokens[noun].hash).inserted, words.hasCompounds,
            compoundDescribers.count < 32
        else { return }
        let span = text.tokens[noun].span
        compoundDescribers.append(smallLetters(Array(text.bytes[span.start..<span.end])))
    }

    /// "The insurer", "der Investor" after "dem Finanzinvestor Arctos".
    func isDescriber(_ token: Int) -> Bool {
        if describers.contains(text.tokens[token].hash) { return true }
        let span = text.tokens[token].span
        guard !compoundDescribers.isEmpty, span.count > 4 else { return false }
        let word = smallLetters(Array(text.bytes[span.start..<span.end]))
        return compoundDescribers.contains {
            $0.count > word.count + 2 && $0.suffix(word.count).elementsEqual(word)
        }
    }

    /// "The German carmaker X", "X, a Swiss holding company": the country of the adjective.
    private mutating func noteCountry(_ entry: Int, before noun: Int) {
        guard ledger.entries[entry].key.first ?? 0 > 3 else { return }
        for token in stride(from: noun - 1, through: max(noun - 4, 0), by: -1) {
            // "Japan's Nagano Group"
            if let match = text.pack.countries.match(text.tokens, at: token, limit: noun),
                match.kind == .adjective || isClitic(token + match.length)
            {
                ledger.describe(entry, role: nil, holder: nil, country: match.code)
                return
            }
            guard
                [.adjective, .noun, .properNoun].contains(text.analysis.universalTags[token])
                    || isClitic(token)
            else { return }
        }
    }

    /// The organisation that is meant by a noun for one of some kinds: the only one of this sentence and the one before, else
    /// the subject of the one before. Where there is none, up to two sentences more are looked at. Who was called so
    /// comes first; who was called otherwise is not meant.
    /// - Parameters:
    ///   - country: where the text says of which country it is.
    ///   - isKnown: whether only those are meant who were called so.
    mutating func pointed(
        _ token: Int, _ sentence: Int, as kinds: [Int], country: String? = nil,
        isKnown: Bool = false
    ) -> Int? {
        var found = called(token, sentence, kinds, country)
        if let known = found {
            found = nearest(known, sentence, kinds, country)
            if found == nil { return nil }
        }
        let open = country == nil ? phrase(sentence, as: kinds) : []
        if let last = open.last {
            let place = found.flatMap { known in
                occurrences.suffix(64).last { $0.entry == known }?.token
            }
            if last.token > place ?? -1 {
                guard found == nil, open.count == 1 else { return nil }
                found = realize(last)
            }
        }
        if found == nil, !isKnown, !kinds.allSatisfy(words.closedKinds.contains) {
            found = uncalled(token, sentence, kinds, country)
        }
        if let found {
            let before = pointedAs[found]?.filter(kinds.contains) ?? []
            pointedAs[found] = before.isEmpty ? kinds : before
            ledger.describe(found, role: nil, holder: nil, country: country)
        }
        return found
    }

    /// Whether somebody was called by a noun of the kinds, or by none.
    private func isMeant(_ entry: Int, _ kinds: [Int]) -> Bool {
        pointedAs[entry]?.contains(where: kinds.contains) ?? true
    }

    /// Whether somebody has a name of the text's own, and is of no other country.
    private func isOf(_ country: String?, _ entry: Int) -> Bool {
        let known = ledger.entries[entry]
        return known.hasOwnName && (country == nil || known.country ?? country == country)
    }

    /// The one who was called so and not otherwise, else the one who was called so too, as near as there is one.
    private func called(
        _ token: Int, _ sentence: Int, _ kinds: [Int], _ country: String?
    ) -> Int? {
        for back in 1...3 {
            for isStrict in [true, false] {
                let found = last(token, sentence, back) { item, _ in
                    guard let called = pointedAs[item.entry], isOrganization(item.entry),
                        isOf(country, item.entry)
                    else { return false }
                    return isStrict
                        ? called.allSatisfy(kinds.contains) : called.contains(where: kinds.contains)
                }
                if let found { return found }
            }
        }
        return nil
    }

    /// "Norvia has bought the supplier Delmont. The firm …": the only subject of the sentence before, rather than who is
    /// called so there. Nil where nothing tells of which country another one is that may be meant as well.
    private mutating func nearest(
        _ known: Int, _ sentence: Int, _ kinds: [Int], _ country: String?
    ) -> Int? {
        guard sentence > 0 else { return known }
        let low = text.sentences[max(sentence - 3, 0)].tokens.lowerBound
        let fitting = occurrences(since: low).filter {
            isOrganization($0.entry) && isOf(country, $0.entry) && isMeant($0.entry, kinds)
        }
        // "Apple and Samsung … The South Korean company"
        if country != nil, ledger.entries[known].country == nil,
            fitting.contains(where: {
                $0.entry != known && ledger.entries[$0.entry].country == nil
            })
        {
            return nil
        }
        let near = fitting.filter { text.sentences[sentence - 1].tokens.contains($0.token) }
        guard near.contains(where: { $0.entry == known }) else { return known }
        let subjects = Set(near.filter(\.isSubject).map(\.entry))
        if subjects.isEmpty, country == nil { return misnamed(sentence, known) ?? known }
        return subjects.count == 1 ? subjects.first : known
    }

    /// The one who may have been called so, where nobody was.
    private mutating func uncalled(
        _ token: Int, _ sentence: Int, _ kinds: [Int], _ country: String?
    ) -> Int? {
        if kinds.contains(where: words.outletKinds.contains) {
            // A newspaper that the tagger takes for any organisation.
            return near(token, sentence, kinds, country, [.outlet])
                ?? near(token, sentence, kinds, country, [.organization])
        }
        let known = near(token, sentence, kinds, country, [.organization, .outlet])
        return misnamed(sentence, known) ?? known ?? onlyOrganization(before: sentence, kinds)
    }

    private func near(
        _ token: Int, _ sentence: Int, _ kinds: [Int], _ country: String?, _ wanted: [Actor.Kind]
    ) -> Int? {
        last(token, sentence, 3) { item, _ in
            wanted.contains(ledger.entries[item.entry].kind) && isOf(country, item.entry)
                && isMeant(item.entry, kinds)
        }
    }

    /// The only organisation that the text has named so far; where it has named none, the only name that can be one.
    private mutating func onlyOrganization(before sentence: Int, _ kinds: [Int]) -> Int? {
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
        guard found.count == 1, isOf(nil, found[0]), isMeant(found[0], kinds) else { return nil }
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
    func isBareName(
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

    /// The only one of a kind whom this sentence and the one before mean, else the subject of the one before.
    /// Who does something is not whom it is done to.
    /// - Parameter token: the noun for somebody of the kind.
    func last(
        _ token: Int, _ sentence: Int, _ limit: Int,
        _ fits: (Occurrence, ActorCollector) -> Bool
    ) -> Int? {
        let verb = verb(above: token)
        let isSubject = isSubject(token..<token + 1)
        let low = text.sentences[sentence].tokens.lowerBound
        let others = Set(
            occurrences(since: low).filter { item in
                verb >= 0 && item.verb == verb && item.isSubject && !isSubject
            }.map(\.entry))
        for back in 1...limit where sentence - back >= 0 || back == 1 {
            let start = text.sentences[max(sentence - back, 0)].tokens.lowerBound
            var all: [Int] = []
            var subjects: [Int] = []
            for item in occurrences(since: start)
            where !others.contains(item.entry) && fits(item, self) {
                if !all.contains(item.entry) { all.append(item.entry) }
                if item.isSubject, !subjects.contains(item.entry) { subjects.append(item.entry) }
            }
            if all.count == 1 { return all[0] }
            if !all.isEmpty { return subjects.count == 1 && back == 1 ? subjects[0] : nil }
        }
        return nil
    }

    // MARK: Organisations without a name

    /// Those of the last three sentences that are named by a noun of some kinds alone.
    private func phrase(_ sentence: Int, as kinds: [Int]) -> [OrganizationPhrase] {
        guard !phrases.isEmpty else { return [] }
        let low = text.sentences[max(sentence - 3, 0)].tokens.lowerBound
        return phrases.suffix(16).filter { phrase in
            phrase.token >= low && phrase.entry == nil
                && self.kinds(phrase.token).contains(where: kinds.contains)
        }
    }

    /// "Die Gerechtigkeitspartei … die Partei", "the central bank … the bank": who is named by a noun alone gets a row
    /// where the text comes back to it.
    /// - Parameter isNew: whether it is kept for what follows.
    mutating func collectPhrase(
        _ token: Int, _ start: Int, _ sentence: Int, isNew: Bool
    ) -> Bool {
        let noun = phraseNoun(token)
        let low = text.sentences[max(sentence - 8, 0)].tokens.lowerBound
        let isLong =
            words.hasCompounds
            ? isCompound(token)
                || words.pointers[text.tokens[token].hash] == nil && !kinds(token).isEmpty
            : token > start + 1
        let known = phrases.suffix(16).filter { phrase in
            phrase.token >= low
                && (phrase.noun == noun
                    && (!isLong
                        || phrase.name.count >= token - start
                            && (words.hasCompounds || phrase.name.count == token - start)
                            && zip(phrase.name.suffix(token - start).dropLast(), start + 1..<token)
                                .allSatisfy {
                                    inflectionHash(text, $0) == inflectionHash(text, $1)
                                })
                    || !isLong && words.hasCompounds && phrase.noun.count > noun.count + 2
                        && phrase.noun.suffix(noun.count).elementsEqual(noun))
        }
        guard known.count == 1 else {
            if isLong, isNew, known.isEmpty { notePhrase(token, start) }
            return false
        }
        refer(token, to: known[0].entry ?? realize(known[0]), start + 1..<token + 1)
        return true
    }

    /// "Das russische Außenministerium", where the text has called it so before.
    mutating func national(_ token: Int, _ start: Int, _ country: String) -> Int? {
        let noun = phraseNoun(token)
        let known = phrases.suffix(16).last { phrase in
            phrase.noun == noun && phrase.name.count == token - start
                && zip(phrase.name.dropLast(), start + 1..<token).allSatisfy {
                    inflectionHash(text, $0) == inflectionHash(text, $1)
                }
                && self.country(before: phrase.token, phrase.name.lowerBound - 1) == country
        }
        return known.map { $0.entry ?? realize($0) }
    }

    /// Makes a row of who was named by a noun alone.
    private mutating func realize(_ phrase: OrganizationPhrase) -> Int {
        let mention = NameMention(tokens: phrase.name, kind: .organization(nil))
        let name = organizationName(mention)
        let short = shortName(behind: phrase.token)
        if let short { ledger.rename(short, name) }
        let entry =
            short
            ?? ledger.other(
                words.hasCompounds && text.has(phrase.token, .outlet) ? .outlet : .organization,
                nameKey(mention),
                name: name)
        let own = kinds(phrase.token)
        if !own.isEmpty { pointedAs[entry] = own }
        if let country = country(before: phrase.token, phrase.name.lowerBound - 1) {
            ledger.describe(entry, role: nil, holder: nil, country: country)
        }
        refer(phrase.token, to: entry, withOwner(whole(phrase.name)))
        for index in phrases.indices.suffix(16) where phrases[index].token == phrase.token {
            phrases[index].entry = entry
        }
        return entry
    }

    /// The organisation whose short name stands in brackets behind a noun: "die Freiheitspartei (FPX)".
    private func shortName(behind noun: Int) -> Int? {
        guard noun + 3 < text.tokens.count, text.tokens[noun + 1].kind == .openBracket,
            text.tokens[noun + 2].flags.contains(.allCaps),
            text.tokens[noun + 3].kind == .closeBracket,
            let known = ledger.entry(named: key(noun + 2..<noun + 3)), isOrganization(known)
        else { return nil }
        return known
    }

    /// "Norway's foreign ministry": a phrase with the name in the genitive before it.
    private func withOwner(_ phrase: Range<Int>) -> Range<Int> {
        let before = phrase.lowerBound - 1
        guard before > 0, let name = names[..<position(of: phrase.lowerBound)].last,
            isClitic(before)
                ? name.mention.tokens.upperBound == before
                : words.hasCompounds && name.mention.tokens.upperBound == before + 1
        else { return phrase }
        return name.mention.tokens.lowerBound..<phrase.upperBound
    }

    /// A phrase with the place that belongs to its noun behind it: "court in Rostock".
    func whole(_ phrase: Range<Int>) -> Range<Int> {
        let (noun, place) = (phrase.upperBound - 1, phrase.upperBound + 1)
        guard text.analysis.hasTrees, place < text.tokens.count,
            words.locative.contains(text.tokens[place - 1].hash),
            text.analysis.universalTags[place] == .properNoun,
            Int(text.analysis.heads[place]) == noun
        else {
            let isNamed =
                text.analysis.hasTrees && place - 1 < text.tokens.count
                && text.analysis.universalTags[place - 1] == .properNoun
                && Int(text.analysis.heads[place - 1]) == noun
            return isNamed ? phrase.lowerBound..<place : phrase
        }
        return phrase.lowerBound..<place + 1
    }

    /// Keeps who is named by a noun and what belongs to it.
    mutating func notePhrase(_ token: Int, _ start: Int) {
        phrases.append(
            OrganizationPhrase(token: token, noun: phraseNoun(token), name: start + 1..<token + 1))
    }

    /// A noun in small letters and without the ending of the genitive.
    func phraseNoun(_ token: Int) -> [UInt8] {
        let span = text.tokens[token].span
        var noun = smallLetters(Array(text.bytes[span.start..<span.end]))
        if words.hasCompounds, noun.last == UInt8(ascii: "s"),
            text.analysis.morphology[token].grammaticalCase == .genitive
        {
            noun.removeLast()
        }
        return noun
    }
}

/// An organisation that is named by a noun alone.
struct OrganizationPhrase {
    var token: Int
    /// In small letters.
    var noun: [UInt8]
    /// The noun with the words before it.
    var name: Range<Int>
    /// Its row, once the text has come back to it.
    var entry: Int?
}
