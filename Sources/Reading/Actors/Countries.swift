import Language
import Text

/// Nouns that stand for a country which the text names: "das Land", "the kingdom", "his country".
extension ActorCollector {
    /// "Das Land", "the West African country", "the island": the country that the text speaks of, of those that can be called so.
    mutating func collectState(_ token: Int, _ start: Int, _ sentence: Int) -> Bool {
        // "auf dem Land"
        if start > 0, words.rural.contains(text.tokens[start - 1].hash) { return false }
        guard !isSpecifiedBehind(token) || isVague(behind: token) else { return false }
        var codes = words.realms[text.tokens[token].hash]
        var before = start + 1
        while before < token {
            if let region = region(before, token) {
                codes = codes.map { $0.intersection(region.codes) } ?? region.codes
                before += region.length
                continue
            }
            guard text.analysis.universalTags[before] == .adjective,
                !words.former.contains(inflectionHash(text, before)),
                text.pack.countries.match(text.tokens, at: before, limit: token) == nil
            else { return false }
            before += 1
        }
        let fits: (Occurrence, ActorCollector) -> Bool = { item, collector in
            let entry = collector.ledger.entries[item.entry]
            return entry.kind == .country
                && entry.country.map { codes?.contains($0) ?? true } ?? false
        }
        var found: [Int] = []
        if codes != nil {
            for item in occurrences.suffix(64) where fits(item, self) && !found.contains(item.entry)
            {
                found.append(item.entry)
            }
        }
        guard
            let entry = found.count == 1
                ? found[0]
                : speakers(found, token, sentence) ?? last(token, sentence, 3, fits)
                    ?? (codes == nil ? onlyCountry() : nil)
        else { return false }
        refer(token, to: entry, start + 1..<token + 1)
        return true
    }

    /// "The Thai minister said the kingdom would …": of several countries that of the person who says so.
    private func speakers(_ countries: [Int], _ token: Int, _ sentence: Int) -> Int? {
        guard countries.count > 1 else { return nil }
        let verb = verb(above: token)
        let people = subjects(since: text.sentences[sentence].tokens.lowerBound) {
            $0.verb != verb && ledger.entries[$0.entry].kind == .person
        }
        guard people.count == 1, let code = ledger.entries[people[0]].country else { return nil }
        return countries.first { ledger.entries[$0].country == code }
    }

    /// "Die Stadt Bochum … die Stadt": the place whose name stands behind the noun, or stood behind it.
    mutating func collectLocality(_ token: Int, _ start: Int, _ sentence: Int) -> Bool {
        let index = position(of: token + 1)
        let hash = text.tokens[token].hash
        // "the state of Ohio"
        let isOf =
            text.pack.wordOrder == .subjectVerb && token + 1 < text.tokens.count
            && text.has(token + 1, .preposition) && !isLocative(token + 2)
        if index < names.count, names[index].mention.tokens.lowerBound == token + (isOf ? 2 : 1),
            ledger.entries[names[index].entry].kind == .place
        {
            places[hash] = names[index].entry
            refer(
                token, to: names[index].entry, start + 1..<names[index].mention.tokens.upperBound)
            return true
        }
        // "the state Department": what only says of which kind another noun is.
        guard start == token - 1, !isSpecifiedBehind(token),
            !text.analysis.hasTrees || text.analysis.relations[token] != .compound,
            words.towns.contains(hash) || places[hash] != nil,
            let place = places[hash]
                ?? last(
                    token, sentence, 3,
                    { item, collector in
                        let entry = collector.ledger.entries[item.entry]
                        return entry.kind == .place
                            && collector.text.tokens[item.token].isCapitalised
                    })
        else { return false }
        refer(token, to: place, token..<token + 1)
        return true
    }

    /// "Accused the island of provocation": a noun without any word before it tells nothing of which one is meant.
    func isVague(behind token: Int) -> Bool {
        token + 2 < text.tokens.count && text.has(token + 1, .preposition)
            && text.analysis.universalTags[token + 2] == .noun
            && !text.tokens[token + 2].isCapitalised
    }

    /// "Bulgaria is selling arms. Defence minister Petar Ganev …": the only country that is a subject in the last sentence with
    /// such a one, of three before the one that names somebody first.
    private func countryBefore(_ person: Int) -> Int? {
        guard let first = ledger.entries[person].mentions.map(\.start).min() else { return nil }
        let token = text.tokens.partitionPoint { Int($0.end) > first }
        guard let sentence = text.sentence(at: token), sentence > 0 else { return nil }
        for before in stride(from: sentence - 1, through: max(sentence - 3, 0), by: -1) {
            let range = text.sentences[before].tokens
            let found = Set(
                occurrences(since: range.lowerBound).filter { item in
                    item.token < range.upperBound && item.isSubject
                        && ledger.entries[item.entry].kind == .country
                }.map(\.entry))
            if !found.isEmpty { return found.count == 1 ? found.first : nil }
        }
        return nil
    }

    /// The only country that the text has named so far.
    private func onlyCountry() -> Int? {
        var found: Int?
        for item in occurrences.suffix(64) where ledger.entries[item.entry].kind == .country {
            guard found ?? item.entry == item.entry else { return nil }
            found = item.entry
        }
        return found
    }

    /// The countries of the region that one or two words from a token on name.
    func region(_ token: Int, _ limit: Int) -> (codes: Set<String>, length: Int)? {
        guard !words.regions.isEmpty else { return nil }
        let first = inflectionHash(text, token)
        if token + 1 < limit,
            let codes = words.regions[first &* 31 &+ inflectionHash(text, token + 1)]
        {
            return (codes, 2)
        }
        return words.regions[first].map { ($0, 1) }
    }

    /// "Brüssel erpresse sein Land, sagte Farkas": the only person whom a sentence names, of that sex.
    private func onlyPerson(around token: Int) -> Int? {
        guard let isMale = words.possessives[text.tokens[token - 1].hash],
            let sentence = text.sentence(at: token)
        else { return nil }
        let tokens = text.sentences[sentence].tokens
        let inside = names[position(of: tokens.lowerBound)...].prefix {
            $0.mention.tokens.lowerBound < tokens.upperBound
        }
        let found = Set(inside.map(\.entry).filter { ledger.entries[$0].kind == .person })
        return found.count == 1
            ? found.first.flatMap { sex($0) ?? isMale == isMale ? $0 : nil } : nil
    }

    /// "Her country", "sein Land": that of the person whom the possessive means.
    mutating func collectOwnCountry(_ token: Int) -> Bool {
        guard words.states.contains(text.tokens[token].hash), token > 0,
            text.has(token - 1, .possessive),
            let owner = references[token - 1].flatMap({ isPersonOrRole($0) ? $0 : nil })
                ?? onlyPerson(around: token),
            let code = ledger.entries[owner].country
                ?? (ledger.entries[owner].role == nil
                    ? nil
                    : (countryBefore(owner) ?? onlyCountry()).flatMap { ledger.entries[$0].country })
        else { return false }
        refer(token, toCountry: code, token - 1..<token + 1)
        return true
    }
}
