import Language
import Text

/// Collects the actors of one document: first all names, then those who speak and are spoken to.
struct ActorCollector {
    let text: AnalysedText
    let reader: ActorReader
    let finder: NameFinder
    var words: ActorWords { reader.words }
    var ledger = ActorLedger()
    /// The names found, in text order, with their entries.
    var names: [(mention: NameMention, entry: Int)] = []
    /// The last person who spoke, and where.
    private(set) var lastSpeaker: (entry: Int, token: Int)?

    init(_ text: AnalysedText, reader: ActorReader) {
        self.text = text
        self.reader = reader
        finder = NameFinder(text, reader: reader)
        collectNames()
        mergeSpellings()
        tieRoles()
        collectRoles()
        collectPronouns()
    }

    // MARK: Names

    private mutating func collectNames() {
        for mention in finder.names() {
            switch mention.kind {
            case .person: collectPerson(mention)
            case .country(let code): names.append((mention, country(code, mention.tokens)))
            case .seat(let code): collectSeat(mention, code)
            case .organization(let number): collectOrganization(mention, number)
            case .listed(let entry): collectListed(mention, entry)
            case .place:
                let entry = ledger.other(
                    isOutlet(mention.tokens) ? .outlet : .place, nameKey(mention),
                    name: nameString(mention))
                ledger.mention(entry, text.span(mention.tokens))
                names.append((mention, entry))
            }
        }
        collectSurnames()
    }

    private mutating func collectPerson(_ mention: NameMention) {
        let tokens = mention.tokens
        let single = tokens.lowerBound
        let entry: Int
        if tokens.count == 1, ledger.isShared(text.tokens[single].hash) {
            // Whose family name it is, only the words around it can tell.
            guard let near = nearest(text.tokens[single].hash, before: single) else { return }
            entry = near
        } else if tokens.count == 1, ledger.person(called: text.tokens[single].hash) == nil,
            let known = genitive(single).flatMap({ ledger.person(called: $0) })
        {
            ledger.mention(known, text.span(tokens))
            names.append((mention, known))
            return
        } else {
            entry = ledger.person(nameKey(mention), name: nameString(mention))
        }
        ledger.mention(entry, text.span(tokens), as: nameString(mention))
        if let role = mention.role {
            let country = countryMention(in: role)
            ledger.describe(
                entry, role: baseForm(role), holder: country?.entry, country: country?.code)
        }
        names.append((mention, entry))
    }

    /// The person of a family name who was named last, in this sentence or the one before.
    private func nearest(_ word: UInt64, before token: Int) -> Int? {
        guard let sentence = sentence(of: token) else { return nil }
        let start = text.sentences[max(sentence - 1, 0)].tokens.lowerBound
        var found: Set<Int> = []
        for item in names.reversed() {
            guard item.mention.tokens.lowerBound >= start else { break }
            if ledger.entries[item.entry].kind == .person,
                ledger.entries[item.entry].key.contains(word)
            {
                found.insert(item.entry)
            }
        }
        return found.count == 1 ? found.first : nil
    }

    /// A capital behind a preposition of place is a place; elsewhere it stands for the government there.
    private mutating func collectSeat(_ mention: NameMention, _ code: String) {
        let entry: Int
        if isLocative(mention.tokens.lowerBound) {
            entry = ledger.other(.place, nameKey(mention), name: nameString(mention))
            ledger.describe(entry, role: nil, holder: nil, country: code)
            ledger.mention(entry, text.span(mention.tokens))
        } else {
            guard !text.analysis.relations.isEmpty else { return }
            entry = country(code, mention.tokens)
            ledger.mention(entry, text.span(mention.tokens), as: nameString(mention))
        }
        names.append((mention, entry))
    }

    /// Whether a preposition of place stands before a token, with articles between; a list counts as its first.
    private func isLocative(_ token: Int) -> Bool {
        var before = token - 1
        while before >= 0, token - before < 6 {
            if words.locative.contains(text.tokens[before].hash) { return true }
            let isBetween =
                text.has(before, [.article, .conjunction]) || text.tokens[before].kind == .comma
                || names.last.map { $0.mention.tokens.contains(before) } ?? false
            guard isBetween else { return false }
            before -= 1
        }
        return false
    }

    private mutating func collectOrganization(_ mention: NameMention, _ number: Int?) {
        let tokens = mention.tokens
        let entry: Int
        let name = organizationName(mention)
        // "Reuters Partei", where the text knows somebody of the name Reuter.
        if number == nil, tokens.count == 1,
            let person = ledger.person(called: text.tokens[tokens.lowerBound].hash)
                ?? genitive(tokens.lowerBound).flatMap({ ledger.person(called: $0) })
        {
            ledger.mention(person, text.span(tokens))
            names.append((NameMention(tokens: tokens, kind: .person), person))
            return
        }
        if let number {
            // Its key is its number: all its names are one.
            entry = ledger.other(
                .organization, [0, UInt64(number)], name: words.organizations[number])
        } else if let before = names.last, isOrganization(before.entry),
            before.mention.tokens.upperBound + 1 == tokens.lowerBound,
            text.tokens[tokens.lowerBound - 1].kind == .openBracket,
            tokens.count == 1 || before.mention.tokens.count == 1
        {
            // "Baltischer Hafenverband (BHV)"
            entry = before.entry
            ledger.also(nameKey(mention), entry)
        } else if let known = ledger.entry(named: nameKey(mention)) {
            entry = known
        } else if let known = spelledOut(tokens) {
            entry = known
            ledger.also(nameKey(mention), entry)
        } else {
            entry = ledger.other(
                isOutlet(tokens) ? .outlet : .organization, nameKey(mention), name: name)
        }
        ledger.mention(entry, text.span(tokens), as: name)
        names.append((mention, entry))
    }

    /// An actor of the user's dictionaries: a country where its code is that of one, a person where its first word
    /// is a given name, an organisation otherwise.
    private mutating func collectListed(_ mention: NameMention, _ number: Int) {
        guard let dictionary = reader.dictionary else { return }
        let code = dictionary.code(of: number, published: text.published) ?? ""
        let land = dictionary.country(of: code)
        let tokens = mention.tokens
        let entry: Int
        if dictionary.isCountry(code), let land {
            entry = country(land, tokens)
        } else if text.has(tokens.lowerBound, [.maleName, .femaleName]), tokens.count > 1 {
            entry = ledger.person(key(tokens), name: string(tokens))
        } else {
            entry = ledger.other(.organization, [2, UInt64(number)], name: string(tokens))
        }
        ledger.mention(entry, text.span(tokens), as: string(tokens))
        if let land { ledger.describe(entry, role: nil, holder: nil, country: land) }
        names.append((mention, entry))
    }

    /// "die Zeitung Nordblatt"
    private func isOutlet(_ tokens: Range<Int>) -> Bool {
        tokens.lowerBound > 0 && text.has(tokens.lowerBound - 1, .outlet)
    }

    func isOrganization(_ entry: Int) -> Bool {
        ledger.entries[entry].kind == .organization || ledger.entries[entry].kind == .outlet
    }

    /// The organisation whose first letters a word of capitals is.
    private func spelledOut(_ tokens: Range<Int>) -> Int? {
        guard tokens.count == 1, text.tokens[tokens.lowerBound].flags.contains(.allCaps) else {
            return nil
        }
        let span = text.tokens[tokens.lowerBound].span
        guard span.end - span.start >= 3 else { return nil }
        let letters = text.bytes[span.start..<span.end]
        for item in names where isOrganization(item.entry) && item.mention.tokens.count >= 3 {
            let initials = item.mention.tokens.filter { text.tokens[$0].isCapitalised }
                .map { text.bytes[Int(text.tokens[$0].start)] }
            if letters.elementsEqual(initials) { return item.entry }
        }
        return nil
    }

    /// Single words that name a person whom the document names in full elsewhere, or an organisation or place that was
    /// found elsewhere.
    private mutating func collectSurnames() {
        var found: [(mention: NameMention, entry: Int)] = []
        var single: [UInt64: (kind: NameMention.Kind, entry: Int)] = [:]
        for item in names where item.mention.tokens.count == 1 {
            switch item.mention.kind {
            case .organization, .place:
                single[text.tokens[item.mention.tokens.lowerBound].hash] = (
                    item.mention.kind, item.entry
                )
            default: break
            }
        }
        var next = 0
        for token in text.tokens.indices {
            while next < names.count, names[next].mention.tokens.upperBound <= token { next += 1 }
            if next < names.count, names[next].mention.tokens.contains(token) { continue }
            guard text.tokens[token].isCapitalised, text.tokens[token].kind == .word,
                !text.has(
                    token, [.article, .pronoun, .personalPronoun, .preposition, .commonNoun])
            else { continue }
            if let known = single[text.tokens[token].hash] {
                ledger.mention(known.entry, text.span(token..<token + 1))
                found.append((NameMention(tokens: token..<token + 1, kind: known.kind), known.entry))
                continue
            }
            guard let entry = ledger.person(called: text.tokens[token].hash)
                    ?? genitive(token).flatMap({ ledger.person(called: $0) })
            else { continue }
            let isGenitive = ledger.person(called: text.tokens[token].hash) == nil
            ledger.mention(
                entry, text.span(token..<token + 1), as: isGenitive ? nil : text.string(token))
            found.append((NameMention(tokens: token..<token + 1, kind: .person), entry))
        }
        names = (names + found).sorted {
            $0.mention.tokens.lowerBound < $1.mention.tokens.lowerBound
        }
    }

    /// The hash of a name without its genitive ending.
    func genitive(_ token: Int) -> UInt64? {
        let span = text.tokens[token].span
        for ending in text.pack.nameEndings where span.end - span.start > ending.count + 2 {
            let stem = text.bytes[span.start..<span.end]
            if stem.suffix(ending.count).elementsEqual(ending) {
                return foldedHash(stem.dropLast(ending.count))
            }
        }
        return nil
    }

    mutating func country(_ code: String, _ tokens: Range<Int>) -> Int {
        let name = text.pack.countries.names[code] ?? string(tokens)
        let entry = ledger.country(code, name: name)
        ledger.mention(entry, text.span(tokens))
        return entry
    }

    /// The country that a role names, by name, seat or adjective; with its entry where by name; nil
    /// where it names none or several.
    mutating func countryMention(in range: Range<Int>) -> (entry: Int?, code: String)? {
        var found: (entry: Int?, code: String)?
        var token = range.lowerBound
        while token < range.upperBound {
            var code = prefixCountry(token)
            var entry: Int?
            var length = 1
            if let match = text.pack.countries.match(
                text.tokens, at: token, limit: range.upperBound)
            {
                code = match.code
                length = match.length
                if match.kind == .name { entry = country(match.code, token..<token + length) }
            }
            if let code {
                if let before = found, before.code != code { return nil }
                found = (found?.entry ?? entry, code)
            }
            token += length
        }
        return found
    }

    /// "US-Außenminister", "Kreml-Sprecher": the country before the hyphen.
    func prefixCountry(_ token: Int) -> String? {
        let span = text.tokens[token].span
        guard let hyphen = text.bytes[span.start..<span.end].firstIndex(of: UInt8(ascii: "-")),
            hyphen > span.start
        else { return nil }
        var prefix = text.tokens[token]
        prefix.hash = foldedHash(text.bytes[span.start..<hyphen])
        return text.pack.countries.match([prefix], at: 0, limit: 1)?.code
    }

    // MARK: Speakers and addressees

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

    private mutating func actors(in range: Range<Int>) -> [Int] {
        let range = withoutBrackets(range)
        guard !range.isEmpty else { return [] }
        let first = range.lowerBound
        if range.count == 1, text.has(first, [.personalPronoun, .relativePronoun]) {
            return text.has(first, .personalPronoun) ? referent(of: first).map { [$0] } ?? [] : []
        }
        if let people = people(in: range) { return people }
        if let countries = countries(in: range) { return countries }
        if let organization = organization(in: range) { return [organization] }
        return other(range).map { [$0] } ?? []
    }

    /// "(EZB)", and "EZB)" where the cut went through it.
    private func withoutBrackets(_ range: Range<Int>) -> Range<Int> {
        var (low, high) = (range.lowerBound, range.upperBound)
        while low < high, text.tokens[low].kind == .openBracket { low += 1 }
        let opens = (low..<high).contains { text.tokens[$0].kind == .openBracket }
        while high > low, text.tokens[high - 1].kind == .closeBracket, !opens { high -= 1 }
        return low..<high
    }

    /// The people whose name, with their role, is all that the range says.
    private func people(in range: Range<Int>) -> [Int]? {
        var inside: [(mention: NameMention, entry: Int)] = []
        var index = position(of: range.lowerBound)
        while index < names.count, range.contains(names[index].mention.tokens.lowerBound) {
            if case .person = names[index].mention.kind { inside.append(names[index]) }
            index += 1
        }
        guard let head = inside.first else { return nil }
        let start = skipDeterminers(range)
        let named = inside.filter { item in
            let low =
                item.mention.role.map { min($0.lowerBound, item.mention.tokens.lowerBound) }
                ?? item.mention.tokens.lowerBound
            return low <= start
                || text.has(low - 1, .conjunction)
                || (low - 1 > start && text.has(low - 1, .article)
                    && text.has(low - 2, .conjunction))
        }
        let isHead =
            head.mention.tokens.lowerBound <= start
            || (head.mention.role.map { $0.lowerBound <= start } ?? false)
            || (start..<head.mention.tokens.lowerBound).allSatisfy {
                !text.has($0, [.preposition, .article])
                    && (text.has($0, [.title, .commonNoun]) || finder.isRoleNoun($0)
                        || !text.tokens[$0].isCapitalised)
            }
        guard isHead else { return nil }
        var entries: [Int] = []
        for item in [head] + named where !entries.contains(item.entry) {
            entries.append(item.entry)
        }
        return entries
    }

    /// The countries of which the range is a list; a seat of government stands for its country.
    private mutating func countries(in range: Range<Int>) -> [Int]? {
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
    private func organization(in range: Range<Int>) -> Int? {
        let start = skipDeterminers(range)
        let index = position(of: start)
        guard index < names.count, names[index].mention.tokens.lowerBound == start else { return nil }
        switch names[index].mention.kind {
        case .organization, .place, .listed: break
        default: return nil
        }
        let end = names[index].mention.tokens.upperBound
        let isAll =
            end >= range.upperBound || isSetOff(behind: end, range.upperBound)
            || text.tokens[end].kind == .openBracket
        return isAll ? names[index].entry : nil
    }

    /// Somebody who is no named person: a role, an outlet, an organisation.
    private mutating func other(_ range: Range<Int>) -> Int? {
        let body = phrase(skipDeterminers(range)..<range.upperBound)
        guard !body.isEmpty else { return nil }
        var name = apposedName(behind: body, range.upperBound) ?? body
        var kind = Actor.Kind.organization
        if name.lowerBound >= body.upperBound {
            kind = .organization
        } else if body.contains(where: { text.has($0, .unnamed) || finder.isRoleNoun($0) }) {
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
        } else if body.allSatisfy({ !text.tokens[$0].isCapitalised }) {
            kind = .group
        }
        guard !name.isEmpty else { return nil }
        let title = kind == .role ? baseForm(name) : string(name)
        let entry = ledger.other(kind, kind == .role ? roleKey(title) : key(name), name: title)
        ledger.mention(entry, text.span(name))
        if name != body {
            ledger.describe(
                entry, role: baseForm(body.lowerBound..<min(name.lowerBound, body.upperBound)),
                holder: nil, country: nil)
        }
        if let country = countryMention(in: body) {
            ledger.describe(entry, role: nil, holder: country.entry, country: country.code)
        }
        if kind == .role, let holder = holder(in: body) { ledger.hold(entry, for: holder) }
        return entry
    }

    /// "the company, Baltline Ferries": the name behind a common noun.
    private func apposedName(behind body: Range<Int>, _ limit: Int) -> Range<Int>? {
        let start = body.upperBound + 1
        guard start < limit, text.tokens[body.upperBound].kind == .comma else { return nil }
        let name = start..<limit
        let isName = name.allSatisfy { text.tokens[$0].isCapitalised && !text.has($0, .article) }
        return isName && !text.tokens[body.lowerBound].isCapitalised ? name : nil
    }

    /// The words that name an actor: without what a comma sets off, and without a noun of saying
    /// ("Angaben der Polizei").
    private func phrase(_ range: Range<Int>) -> Range<Int> {
        let end = range.first { isSetOff(behind: $0, range.upperBound) } ?? range.upperBound
        var start = range.lowerBound
        if text.isCueNoun(start), start + 2 < end, text.has(start + 1, [.article, .preposition]) {
            start = skipDeterminers(start + 1..<end)
        }
        return start..<max(start, end)
    }

    /// Whether a comma sets off what follows it: a relative clause or an apposition, no enumeration.
    private func isSetOff(behind comma: Int, _ limit: Int) -> Bool {
        guard text.tokens[comma].kind == .comma else { return false }
        return !(comma + 1..<max(limit, comma + 1)).contains { text.has($0, .conjunction) }
            || text.has(comma + 1, [.article, .relativePronoun])
    }

    private func trimmedQuotes(_ range: Range<Int>) -> Range<Int> {
        let isMark: (Int) -> Bool = {
            text.tokens[$0].kind == .openQuote || text.tokens[$0].kind == .closeQuote
        }
        var (low, high) = (range.lowerBound, range.upperBound)
        while low < high, isMark(low) { low += 1 }
        while high > low, isMark(high - 1) { high -= 1 }
        return low..<high
    }

    private func skipDeterminers(_ range: Range<Int>) -> Int {
        var start = range.lowerBound
        while start < range.upperBound - 1,
            text.has(start, [.article, .pronoun, .possessive, .preposition, .title])
        { start += 1 }
        return start
    }

    // MARK: Words

    func key(_ range: Range<Int>) -> [UInt64] { range.map { text.tokens[$0].hash } }

    /// The key of a name without the endings of its case.
    func nameKey(_ mention: NameMention) -> [UInt64] {
        if case .person = mention.kind {
            var key = key(mention.tokens)
            if mention.isGenitive, let last = genitive(mention.tokens.upperBound - 1) {
                key[key.count - 1] = last
            }
            return key
        }
        return mention.tokens.map { token in
            if token == mention.tokens.upperBound - 1, mention.isGenitive,
                let stem = genitive(token)
            {
                return stem
            }
            return inflectionHash(text, token)
        }
    }

    /// The words of a name without its genitive ending.
    func nameString(_ mention: NameMention) -> String {
        let words = string(mention.tokens)
        guard mention.isGenitive else { return words }
        for ending in text.pack.nameEndings where words.utf8.count > ending.count + 2 {
            if words.utf8.suffix(ending.count).elementsEqual(ending) {
                return String(words.dropLast(ending.count))
            }
        }
        return words
    }

    func string(_ range: Range<Int>) -> String {
        text.string(text.span(range)).split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }

    private func tokens(of span: Span) -> Range<Int> {
        let low = text.tokens.partitionPoint { Int($0.end) > span.start }
        var end = low
        while end < text.tokens.count, Int(text.tokens[end].end) <= span.end { end += 1 }
        return low..<end
    }
}
