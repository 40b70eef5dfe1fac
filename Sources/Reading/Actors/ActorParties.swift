import Language
import Text

/// Whom the sources and addressees of statements name.
extension ActorCollector {
    /// The entries that a party names.
    mutating func actors(of party: Statement.Party, isSource: Bool) -> [Int] {
        var found: [Int] = []
        for span in party.antecedent.map({ [$0] }) ?? party.spans {
            let range = tokens(of: span)
            guard !range.isEmpty else { continue }
            for entry in actors(in: range) where !found.contains(entry) { found.append(entry) }
            if isSource, let entry = found.last, ledger.entries[entry].kind == .person {
                lastSpeaker = (entry, range.lowerBound)
            }
        }
        return found
    }

    mutating func actors(in range: Range<Int>) -> [Int] {
        let range = withoutBrackets(range)
        guard !range.isEmpty else { return [] }
        let first = range.lowerBound
        if range.count == 1, text.has(first, [.personalPronoun, .relativePronoun]) {
            guard text.has(first, .personalPronoun) else { return [] }
            return (references[first] ?? referent(of: first)).map { [$0] } ?? []
        }
        if let governments = governments(in: range) { return governments }
        let organization = organization(in: range)
        if organization == nil, let several = coordinated(range) { return several }
        if let people = people(in: range) { return people }
        if let countries = countries(in: range) { return countries }
        if let organization {
            describe(organization, range)
            return [organization]
        }
        if let organization = headOrganization(in: range) { return [organization] }
        if let makers = makers(ofDocument: range) { return makers }
        if let known = reference(in: range) ?? nameBehind(range) ?? nameBeforeNouns(range) {
            return [known]
        }
        return other(range).map { [$0] } ?? []
    }

    /// "Israel and Hamas": those whose names are all that stands on both sides of the "and".
    private mutating func coordinated(_ range: Range<Int>) -> [Int]? {
        guard
            let middle = range.dropFirst().dropLast().last(where: { text.has($0, .conjunction) })
        else { return nil }
        let before = text.tokens[middle - 1].kind == .comma ? middle - 1 : middle
        guard before > range.lowerBound else { return nil }
        let (left, right) = (range.lowerBound..<before, middle + 1..<range.upperBound)
        if let several = listed(left, right) { return several }
        var (first, second) = (named(left), named(right))
        // "the State Department and other parts of his administration"
        if (first == nil) != (second == nil), isList(left, right) {
            first = first ?? other(left).map { [$0] }
            second = second ?? other(right).map { [$0] }
        }
        guard let first, let second else { return nil }
        return first + second.filter { !first.contains($0) }
    }

    /// "MSNBC, CNN and Fox News": a list with commas, where one part is a known name and the others look like names.
    private mutating func listed(_ left: Range<Int>, _ last: Range<Int>) -> [Int]? {
        let commas = left.filter { text.tokens[$0].kind == .comma }
        guard !commas.isEmpty else { return nil }
        let starts = [left.lowerBound] + commas.map { $0 + 1 }
        let parts = zip(starts, commas + [left.upperBound]).map { $0..<max($0, $1) } + [last]
        guard parts.allSatisfy({ !$0.isEmpty }) else { return nil }
        let known = parts.map { named($0) }
        guard known.contains(where: { $0 != nil }) else { return nil }
        var found: [Int] = []
        for (part, entries) in zip(parts, known) {
            let isName = part.allSatisfy { text.tokens[$0].isCapitalised }
            guard let entries = entries ?? (isName ? other(part).map { [$0] } : nil) else {
                return nil
            }
            for entry in entries where !found.contains(entry) { found.append(entry) }
        }
        return found
    }

    /// Whether what hangs together on the right side is a member of a list that begins with the head of the left one.
    private func isList(_ left: Range<Int>, _ right: Range<Int>) -> Bool {
        guard let first = head(of: left), let second = head(of: right) else { return false }
        return text.analysis.relations[second] == .conj
            && Int(text.analysis.heads[second]) == first
    }

    private mutating func named(_ range: Range<Int>) -> [Int]? {
        if let organization = organization(in: range) { return [organization] }
        return people(in: range) ?? countries(in: range)
    }

    /// Whom the noun means that is the head of all that a range says: "der Minister".
    private func reference(in range: Range<Int>) -> Int? {
        let body = phrase(skipDeterminers(range)..<range.upperBound)
        return body.prefix(6).first { references[$0] != nil }.flatMap { references[$0] }
    }

    /// "(EZB)", and "EZB)" where the cut went through it.
    func withoutBrackets(_ range: Range<Int>) -> Range<Int> {
        var (low, high) = (range.lowerBound, range.upperBound)
        while low < high, text.tokens[low].kind == .openBracket { low += 1 }
        let opens = (low..<high).contains { text.tokens[$0].kind == .openBracket }
        while high > low, text.tokens[high - 1].kind == .closeBracket, !opens { high -= 1 }
        return low..<high
    }

    /// The countries of which the range is a list; a seat of government stands for its country.
    mutating func countries(in range: Range<Int>) -> [Int]? {
        var entries: [Int] = []
        var token = skipDeterminers(range)
        while token < range.upperBound {
            if let match = text.pack.countries.match(
                text.tokens, at: token, limit: range.upperBound),
                match.kind != .adjective
            {
                let tokens = token..<token + match.length
                let entry = country(match.code, tokens)
                if match.kind == .seat {
                    ledger.mention(entry, text.span(tokens), as: string(tokens))
                }
                entries.append(entry)
                token += match.length
            } else if text.has(token, [.conjunction, .article]) || text.tokens[token].kind == .comma
            {
                token += 1
            } else {
                return nil
            }
        }
        return entries.isEmpty ? nil : entries
    }

    /// The organisation or place whose name is all that the range says.
    func organization(in range: Range<Int>) -> Int? {
        let start = describedName(skipDeterminers(range), range.upperBound)
        let index = position(of: start)
        guard index < names.count, names[index].mention.tokens.lowerBound == start else {
            return nil
        }
        switch names[index].mention.kind {
        case .organization, .place, .listed: break
        default: return nil
        }
        let end = names[index].mention.tokens.upperBound
        let isAll =
            end >= range.upperBound || isSetOff(behind: end, range.upperBound)
            || text.tokens[end].kind == .openBracket
            || end + 1 == range.upperBound && text.tokens[end].kind == .closeQuote
            // "Time magazine"
            || end + 1 == range.upperBound && text.has(end, .outlet)
            || end + 1 == range.upperBound && text.tokens[end].kind == .word
                && reader.matcher.match(
                    string(start..<end), string(start..<end + 1), kind: .company
                ).score > 0.95
        return isAll ? names[index].entry : nil
    }

    /// "die kasachische Zeitung Steppenbote", "Danish drugmaker Novilex": keeps what the words before a name say.
    private mutating func describe(_ organization: Int, _ range: Range<Int>) {
        let start = skipDeterminers(range)
        let name = describedName(start, range.upperBound)
        guard name > start else { return }
        let country = countryMention(in: start..<name)
        ledger.describe(
            organization, role: baseForm(trimmedQuotes(start..<name)), holder: nil,
            country: country?.code)
    }

    /// "the militant group Haras": where the name begins that nouns in small letters describe.
    private func describedName(_ start: Int, _ limit: Int) -> Int {
        var token = start
        if text.pack.wordOrder == .verbSecond {
            // "die maltesische Reederei Blue Anchor"
            guard !text.analysis.universalTags.isEmpty else { return start }
            while token < limit, text.analysis.universalTags[token] == .adjective { token += 1 }
            guard token + 1 < limit,
                finder.ends(token, with: words.naming)
                    // "des Nachrichtenmagazins DER SPIEGEL"
                    || text.analysis.universalTags[token] == .noun && isNameToEnd(token + 1, limit)
            else { return start }
            return token + (text.tokens[token + 1].kind == .openQuote ? 2 : 1)
        }
        let isInitial =
            start == 0 || text.tokens[start - 1].kind == .sentenceEnd
        while token < limit, token - start < 5,
            !text.tokens[token].isCapitalised
                || token == start && isInitial && text.analysis.universalTags[token] == .noun
                // "Danish drugmaker Novilex", "Amnesty group Lifeline"
                || token + 1 < limit && token - start < 2
                    && !text.tokens[token + 1].isCapitalised && !kinds(token + 1).isEmpty,
            text.tokens[token].kind == .word,
            !text.has(token, [.preposition, .article, .conjunction, .relativePronoun])
        { token += 1 }
        guard token < limit, token > start else { return start }
        return text.has(token - 1, .organizationNoun)
            || words.naming[text.tokens[token - 1].hash] != nil || !kinds(token - 1).isEmpty
            ? token : start
    }

    /// Whether the name of an organisation begins at a token and goes to the end of a range.
    private func isNameToEnd(_ token: Int, _ limit: Int) -> Bool {
        let name = trimmedQuotes(token..<limit)
        let index = position(of: name.lowerBound)
        return index < names.count && names[index].mention.tokens == name
            && isOrganization(names[index].entry)
    }

    /// Somebody who is no named person: a role, an outlet, an organisation.
    mutating func other(_ range: Range<Int>) -> Int? {
        let body = phrase(skipDeterminers(range)..<range.upperBound)
        // "another", "no group"
        guard !body.isEmpty, !isPronoun(body), !text.has(body.lowerBound, .negation) else {
            return nil
        }
        var name = apposedName(behind: body, range.upperBound) ?? body
        var kind = Actor.Kind.organization
        if name.lowerBound >= body.upperBound {
            kind = .organization
        } else if body.contains(where: { text.has($0, .unnamed) || finder.isRoleNoun($0) })
            || words.epithets.contains(text.tokens[body.upperBound - 1].hash)
        {
            kind = .role
        } else if let noun = body.first(where: { text.has($0, .outlet) }) {
            kind = .outlet
            let behind = noun + 1
            if behind < body.upperBound,
                text.tokens[behind].isCapitalised
                    || text.tokens[behind].kind == .openQuote
            {
                name = trimmedQuotes(behind..<body.upperBound)
            }
        } else if body.count == 1, text.has(body.lowerBound, [.maleName, .femaleName]) {
            kind = .person
        } else if isNounAlone(body) || isCommonNoun(headOf: body) {
            kind = .group
        }
        guard !name.isEmpty else { return nil }
        let mention = NameMention(
            tokens: name, kind: kind == .person ? .person : .organization(nil))
        let title = kind == .role ? baseForm(name) : organizationName(mention)
        let entry = ledger.other(
            kind, kind == .role ? roleKey(title) : nameKey(mention), name: title)
        ledger.mention(entry, text.span(name))
        if name != body {
            ledger.describe(
                entry, role: baseForm(body.lowerBound..<min(name.lowerBound, body.upperBound)),
                holder: nil, country: nil)
        }
        if let country = countryMention(in: body),
            kind == .role || kind == .group || country.entry == nil || isOfCountry(body)
        {
            ledger.describe(entry, role: nil, holder: country.entry, country: country.code)
        }
        if kind == .role, let holder = holder(in: body) { ledger.hold(entry, for: holder) }
        return entry
    }

    /// Whether words only point to others.
    private func isPronoun(_ body: Range<Int>) -> Bool {
        !text.analysis.universalTags.isEmpty
            && body.allSatisfy {
                [.determiner, .pronoun].contains(text.analysis.universalTags[$0])
            }
    }

    /// Whether words are no name: nothing is capitalised, or, where all nouns are, none of them is a proper noun or one for
    /// organisations ("Spekulationen").
    private func isNounAlone(_ body: Range<Int>) -> Bool {
        if body.allSatisfy({ !text.tokens[$0].isCapitalised }) { return true }
        guard words.hasCompounds, !text.analysis.universalTags.isEmpty else { return false }
        let nouns = body.filter { text.analysis.universalTags[$0] == .noun }
        return !nouns.isEmpty
            && body.allSatisfy {
                [.noun, .adjective, .determiner, .adverb, .adposition, .numeral].contains(
                    text.analysis.universalTags[$0])
                    && !text.tokens[$0].flags.contains(.allCaps)
                    && text.pack.countries.match(
                        text.tokens, at: $0, limit: body.upperBound)?.kind ?? .adjective
                        == .adjective
            } && !isOrganizationNoun(nouns[0])
    }

    /// "the foreign ministry of Japan", "Außenministerium Russlands", but not "Priorities USA": a country behind a
    /// preposition, before a clitic or in the genitive.
    private func isOfCountry(_ body: Range<Int>) -> Bool {
        body.dropFirst().contains { token in
            text.pack.countries.match(text.tokens, at: token, limit: body.upperBound)?.kind == .name
                && (text.has(token - 1, [.preposition, .article])
                    || words.hasCompounds && genitive(token) != nil)
        } || body.contains(where: isClitic)
    }

    /// "the company, Baltline Ferries": the name behind a common noun.
    func apposedName(behind body: Range<Int>, _ limit: Int) -> Range<Int>? {
        let start = body.upperBound + 1
        guard start < limit, text.tokens[body.upperBound].kind == .comma else { return nil }
        let name = start..<limit
        let isName = name.allSatisfy { text.tokens[$0].isCapitalised && !text.has($0, .article) }
        return isName && !text.tokens[body.lowerBound].isCapitalised ? name : nil
    }

    /// The words that name an actor: without what a comma sets off, and without a noun of saying
    /// ("Angaben der Polizei").
    func phrase(_ range: Range<Int>) -> Range<Int> {
        let end = range.first { isSetOff(behind: $0, range.upperBound) } ?? range.upperBound
        var start = range.lowerBound
        if text.isCueNoun(start), start + 2 < end, text.has(start + 1, [.article, .preposition]) {
            start = skipDeterminers(start + 1..<end)
        }
        return start..<max(start, end)
    }

    /// Whether a comma sets off what follows it: a relative clause or an apposition, no enumeration.
    func isSetOff(behind comma: Int, _ limit: Int) -> Bool {
        // "Democrats -- including Clinton --"
        if text.tokens[comma].kind == .dash, text.tokens[comma].flags.contains(.spaceBefore) {
            return true
        }
        guard text.tokens[comma].kind == .comma else { return false }
        return !(comma + 1..<max(limit, comma + 1)).contains { text.has($0, .conjunction) }
            || text.has(comma + 1, [.article, .relativePronoun])
    }

    func trimmedQuotes(_ range: Range<Int>) -> Range<Int> {
        let isMark: (Int) -> Bool = {
            text.tokens[$0].kind == .openQuote || text.tokens[$0].kind == .closeQuote
        }
        var (low, high) = (range.lowerBound, range.upperBound)
        while low < high, isMark(low) { low += 1 }
        while high > low, isMark(high - 1) { high -= 1 }
        return low..<high
    }

    func skipDeterminers(_ range: Range<Int>) -> Int {
        var start = range.lowerBound
        while start < range.upperBound - 1,
            text.has(start, [.article, .pronoun, .possessive, .preposition])
                // "Senator Holt", but not "the secretary of state"
                || text.has(start, .title) && !text.has(start + 1, .preposition)
        { start += 1 }
        return start
    }
}
