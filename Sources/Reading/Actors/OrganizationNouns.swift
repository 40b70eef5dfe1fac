import Language
import Text

/// Nouns that stand for an organisation or a government: "das Unternehmen", "the bloc", "die polnische Regierung".
extension ActorCollector {
    /// - Returns: whether the noun stands for somebody whom the text names.
    mutating func collectOrganizationNoun(_ token: Int, _ sentence: Int) -> Bool {
        // "Die UN-Behörde" is a Behörde.
        let hash = headAfterHyphen(token) ?? text.tokens[token].hash
        guard text.analysis.morphology[token].number != .plural || words.kinds[hash] != nil else {
            return false
        }
        if words.posts.contains(hash), !isSubject(token..<token + 1) { return false }
        let low = text.sentences[sentence].tokens.lowerBound
        guard let start = definiteStart(token, low) else {
            // "Niger's junta"
            if words.government.contains(hash), token > 1, isClitic(token - 1),
                let name = names[..<position(of: token - 1)].last,
                case .country(let code) = name.mention.kind,
                name.mention.tokens.upperBound == token - 1
            {
                refer(token, toCountry: code, name.mention.tokens.lowerBound..<token + 1)
                return true
            }
            // "Parliament can overrule her."
            if text.pack.wordOrder == .subjectVerb, text.analysis.relations[token].isSubject,
                kinds(token).contains(where: words.closedKinds.contains),
                let start = startOfBareNoun(token, low), nameBefore(token, low) == nil,
                !hasNameBehind(token), text.analysis.entityKind(token) == nil
            {
                if collectPhrase(token, start, sentence, isNew: false) { return true }
                notePhrase(token, start)
                return false
            }
            // "A court in Rostock … the court"
            if words.pointers[hash].map({ $0.kinds.allSatisfy(words.closedKinds.contains) })
                ?? true,
                let before = indefiniteArticle(token, low) ?? clitic(before: token, low)
                    ?? nameBefore(token, low),
                isOrganizationNoun(token), !hasNameBehind(token)
            {
                notePhrase(token, before)
            }
            return false
        }
        if words.localities.contains(hash), collectLocality(token, start, sentence) { return true }
        if prefix(token) == nil, words.states.contains(hash) || words.realms[hash] != nil,
            collectState(token, start, sentence)
        {
            return true
        }
        if let national = national(token) {
            if collectGovernment(token, start) { return true }
            guard let code = ruled(by: national) else { return false }
            refer(token, toCountry: code, start + 1..<token + 1)
            return true
        }
        if isModifier(token) { return false }
        if hasNameBehind(token) {
            // "Die Gewerkschaft Metallbund ist entsetzt": the noun is the subject.
            let entry = names[position(of: token + 1)].entry
            if isOrganization(entry) {
                occurrences.append(
                    Occurrence(
                        token: token, entry: entry, isSubject: isSubject(token..<token + 1),
                        verb: verb(above: token)))
            }
            return false
        }
        if let entry = nameSetOff(behind: token) {
            refer(token, to: entry, start + 1..<token + 1)
            return true
        }
        if let prefix = prefix(token) { return collectPrefixed(token, start, prefix, sentence) }
        // "the Cobra cartel"
        if text.pack.wordOrder == .subjectVerb, isNamed(start + 1..<token) {
            return collectPhrase(token, start, sentence, isNew: true)
        }
        // "the energy giant Valtor"
        if token + 1 < text.tokens.count, text.analysis.universalTags[token + 1] == .properNoun,
            text.tokens[token + 1].isCapitalised, text.pack.wordOrder == .subjectVerb
        {
            return false
        }
        guard
            words.pointers[hash] != nil || words.bynames[hash] != nil
                || words.government.contains(hash) || isDescriber(token)
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
        // "accused the company of fraud"
        let isVague =
            text.pack.wordOrder == .subjectVerb && words.pointers[hash] != nil
            && isVague(behind: token) && !(start + 1..<token).contains(where: { isClitic($0) })
            && country(before: token, start) == nil
        if !isVague, isSpecified(token, start) || text.frontCountry(of: token) != nil {
            // "The Italian firm", "der Konzern aus Linz"
            let country = country(before: token, start) ?? text.frontCountry(of: token)
            let isOfPlace = country == nil && !isSpecified(token, start, byPlace: false)
            if country != nil || isOfPlace, let pointer = words.pointers[hash],
                pointer.noun.isEmpty,
                let entry = pointed(
                    token, sentence, as: pointer.kinds, country: country, isKnown: isOfPlace)
            {
                refer(token, to: entry, start + 1..<token + 1)
                return true
            }
            if let country, let entry = national(token, start, country) {
                refer(token, to: entry, start + 1..<token + 1)
                return true
            }
            // "der Verband der Müller … der Verband", "the ministry in Wellington … the ministry"
            if isOrganizationNoun(token), !hasNameBehind(token) { notePhrase(token, start) }
            return false
        }
        // "the bakers' union": whose it is, and no company that was named.
        let isOwned = (start + 1..<token).contains(where: isClitic)
        if !isOwned, let entry = described(token) {
            refer(token, to: entry, start + 1..<token + 1)
            return true
        }
        if collectPhrase(token, start, sentence, isNew: false) { return true }
        if !isOwned, let pointer = words.pointers[hash],
            let entry = pointed(token, sentence, as: pointer.kinds)
        {
            refer(token, to: entry, start + 1..<token + 1)
            return true
        }
        return collectPhrase(token, start, sentence, isNew: true)
    }

    /// "Partei", "Gerechtigkeitspartei"
    func isOrganizationNoun(_ token: Int) -> Bool {
        text.has(token, .organizationNoun) || isCompound(token) || !kinds(token).isEmpty
    }

    /// "the campaign commercial": what only says of which kind another noun is.
    private func isModifier(_ token: Int) -> Bool {
        text.pack.wordOrder == .subjectVerb && text.analysis.hasTrees
            && text.analysis.relations[token] == .compound
            && words.pointers[text.tokens[token].hash] == nil
            && words.bynames[text.tokens[token].hash] == nil
    }

    /// The name before a hyphen; not "US" and "UN", which say no more than whose it is.
    func prefix(_ token: Int) -> UInt64? {
        guard words.hasCompounds, headAfterHyphen(token) != nil,
            text.frontCountry(of: token) == nil, let front = text.front(of: token), front.count > 3
        else { return nil }
        return foldedHash(front)
    }

    /// "Der Mannesmann-Konzern" is Mannesmann, "die Huthi-Miliz" nobody who was named otherwise.
    private mutating func collectPrefixed(
        _ token: Int, _ start: Int, _ prefix: UInt64, _ sentence: Int
    ) -> Bool {
        guard isOrganizationNoun(token), !isSpecifiedBehind(token) else { return false }
        if let entry = ledger.entry(named: [prefix]) ?? ledger.organization(first: prefix),
            isOrganization(entry)
        {
            refer(token, to: entry, start + 1..<token + 1)
            return true
        }
        return collectPhrase(token, start, sentence, isNew: false)
            || collectPhrase(token, start, sentence, isNew: true)
    }

    /// The noun behind a hyphen.
    func headAfterHyphen(_ token: Int) -> UInt64? {
        let span = text.tokens[token].span
        guard words.hasCompounds, span.count > 7,
            let hyphen = text.bytes[span.start..<span.end].lastIndex(of: UInt8(ascii: "-")),
            hyphen + 4 < span.end
        else { return nil }
        return foldedHash(text.bytes[hyphen + 1..<span.end])
    }

    /// Whether a proper noun that names no country stands right before a noun and belongs to it.
    private func isNamed(_ range: Range<Int>) -> Bool {
        guard let last = range.last, text.analysis.universalTags[last] == .properNoun,
            text.analysis.relations[last] == .compound,
            Int(text.analysis.heads[last]) == range.upperBound,
            text.tokens[last].isCapitalised
        else { return false }
        return text.pack.countries.match(text.tokens, at: last, limit: range.upperBound) == nil
            && region(last, range.upperBound) == nil
    }

    /// "The insurer X": who is meant has a name.
    private func hasNameBehind(_ token: Int) -> Bool {
        let index = position(of: token + 1)
        guard index < names.count,
            isOrganization(names[index].entry)
                || ledger.entries[names[index].entry].kind == .person
                    && names[index].mention.tokens.contains(where: {
                        Int(text.analysis.heads[$0]) == token
                    })
        else { return false }
        let start = names[index].mention.tokens.lowerBound
        return start == token + 1 && !isLocative(start)
            || start == token + 2 && text.tokens[token + 1].kind == .openQuote
    }

    /// Whether the last part of a word is a noun for organisations.
    func isCompound(_ token: Int) -> Bool {
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
    func definiteStart(_ token: Int, _ low: Int) -> Int? {
        var before = token - 1
        while before >= low, token - before < 4 {
            let hash = text.tokens[before].hash
            if words.definite.contains(hash) || words.contracted.contains(hash) { return before }
            let isJoined =
                text.pack.wordOrder == .subjectVerb
                && (text.analysis.universalTags[before] == .noun
                    || isClitic(before) || region(before, token) != nil
                    || isNamed(before..<token))
            guard
                isJoined || text.analysis.universalTags[before] == .adjective
                    || text.pack.countries.match(text.tokens, at: before, limit: token) != nil
            else { return nil }
            before -= 1
        }
        return nil
    }

    /// The token before a noun that has no determiner, or before the adjective of a country that is all that it has:
    /// "Nigerian police".
    private func startOfBareNoun(_ token: Int, _ low: Int) -> Int? {
        var before = token - 1
        // "Lebanese security forces"
        if before > low, text.analysis.universalTags[before] == .noun,
            text.analysis.relations[before] == .compound, !text.tokens[before].isCapitalised
        {
            before -= 1
        }
        if before >= low,
            text.pack.countries.match(text.tokens, at: before, limit: token)?.kind == .adjective,
            before == low || !text.has(before - 1, [.article, .possessive, .quantifier])
        {
            return before - 1
        }
        return isBareNoun(token, isPlural: true) ? token - 1 : nil
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

    /// "Japans Notenbank", "Bristol city council": the name before the noun, but one token, where the noun stands.
    private func nameBefore(_ token: Int, _ low: Int) -> Int? {
        var start = token
        if text.pack.wordOrder == .subjectVerb {
            while start > low, token - start < 3,
                (start...token).contains(Int(text.analysis.heads[start - 1])),
                text.analysis.relations[start - 1] == .compound
            { start -= 1 }
            return start < token && text.analysis.universalTags[start] == .properNoun
                ? start - 1 : nil
        }
        guard start > low,
            let name = names[..<position(of: token)].last, name.mention.tokens.upperBound == token
        else { return nil }
        switch name.mention.kind {
        case .country, .place, .seat: return token - 1
        default: return nil
        }
    }

    /// "'s", "'"
    func isClitic(_ token: Int) -> Bool {
        let span = text.tokens[token].span
        return text.bytes[span.start] == UInt8(ascii: "'") && span.count < 3
            || text.bytes[span.start..<span.end].starts(with: [0xE2, 0x80, 0x99])
    }

    /// A listed organisation that the noun can stand for, and that the text has named last.
    /// - Parameter isMembers: whether the noun is one for its members, and no other organisation can be meant.
    func bynamed(_ noun: UInt64, _ token: Int, isMembers: Bool = false) -> Int? {
        guard let numbers = words.bynames[noun] else { return nil }
        let known = numbers.compactMap { ledger.entry(named: [0, UInt64($0)]) }
        guard !known.isEmpty else { return nil }
        if isMembers, known.count == 1 { return known[0] }
        for item in occurrences.suffix(32).reversed() where isOrganization(item.entry) {
            return known.contains(item.entry) ? item.entry : nil
        }
        return nil
    }

    /// The organisation whose name holds the noun, or that was called so: "the aid group X", "die Notenbank" of
    /// "Bundesbank".
    private func described(_ token: Int) -> Int? {
        var stem = phraseNoun(token)
        if let other = words.pointers[text.tokens[token].hash]?.noun, !other.isEmpty {
            stem = other
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
            // "the government in Kyiv"
            let isAtSeat = words.locative.contains(text.tokens[next].hash)
            if text.has(next, [.preposition, .article]) { next += 1 }
            if next < text.tokens.count,
                let match = text.pack.countries.match(
                    text.tokens, at: next, limit: text.tokens.count),
                isAtSeat
                    ? match.kind == .seat && isSpecifiedBehind(token) : match.kind != .adjective
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
