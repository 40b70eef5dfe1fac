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
    /// Organisations by the first letters of their names.
    var byInitials: [[UInt8]: Int] = [:]
    /// The last person who spoke, and where.
    var lastSpeaker: (entry: Int, token: Int)?
    /// Where the text means somebody, in its order.
    var occurrences: [Occurrence] = []
    /// Whom nouns and pronouns mean, by their tokens.
    var references: [Int: Int] = [:]
    /// Who holds which office, by the noun and its last parts.
    var holders: [UInt64: [(entry: Int, office: Office)]] = [:]
    /// Nouns that stand before names of organisations: "the insurer X".
    var describers: Set<UInt64> = []
    /// Those of them that may be compounds, in small letters.
    var compoundDescribers: [[UInt8]] = []
    /// Organisations by the last words of their names; nil for one of two.
    var byLastWord: [UInt64: Int?] = [:]
    /// The last words of names of organisations: "Bahn" of "Deutsche Bahn".
    var lastNouns: Set<UInt64> = []
    /// The lines of nouns by which organisations were called.
    var pointedAs: [Int: [Int]] = [:]
    /// People who were named by a noun alone: "ein hoher Beamter".
    var unnamed: [(token: Int, noun: [UInt8], name: Range<Int>)] = []
    /// Places by the nouns before their names: "die Stadt Bochum".
    var places: [UInt64: Int] = [:]
    /// Nouns before the names of people that are no offices; nil for one of two people.
    var personNouns: [UInt64: Int?] = [:]
    /// Organisations that were named by a noun alone.
    var phrases: [OrganizationPhrase] = []
    /// The last words of the full names of people, wherever the text has them: "Pen" and "Le Pen".
    private var familyNames: Set<[UInt64]> = []
    /// Countries by the last word of a name of several: "Kongo" after "Demokratische Republik Kongo".
    var byLastOfCountry: [UInt64: String] = [:]
    /// Whether people are men, where offices and titles tell.
    var sexes: [Int: Bool] = [:]

    /// - Parameter norms: what of the text names norms, in its order: "UN-Charta" is no organisation.
    init(_ text: AnalysedText, reader: ActorReader, norms: [Span]) {
        self.text = text
        self.reader = reader
        finder = NameFinder(text, reader: reader)
        collectNames(outside: norms)
        mergeSpellings()
        tieRoles()
        collectReferences()
    }

    // MARK: Names

    private mutating func collectNames(outside norms: [Span]) {
        let mentions = completed(finder.names())
        for mention in mentions {
            guard case .person = mention.kind, mention.tokens.count > 1 else { continue }
            let name = key(mention.tokens.prefix(8))
            for start in 1..<name.count { familyNames.insert(Array(name[start...])) }
        }
        for mention in mentions where !isInside(mention, norms) {
            let mention = corrected(mention)
            switch mention.kind {
            case .person: collectPerson(mention)
            case .country(let code):
                names.append((mention, country(code, mention.tokens)))
                if mention.tokens.count > 1 {
                    byLastOfCountry[text.tokens[mention.tokens.upperBound - 1].hash] = code
                }
            case .seat(let code): collectSeat(mention, code)
            case .organization(let number): collectOrganization(mention, number)
            case .listed(let entry): collectListed(mention, entry)
            case .place: collectPlace(mention)
            }
        }
        collectSurnames()
    }

    /// A mention as the rest of the text tells of it: a place that is the family name of somebody, and no genitive of a name
    /// that ends so ("Airbus").
    private func corrected(_ mention: NameMention) -> NameMention {
        var mention = mention
        if mention.isGenitive, ledger.entry(named: key(mention.tokens)) != nil {
            mention.isGenitive = false
        }
        let first = mention.tokens.lowerBound
        let end = mention.tokens.upperBound
        if case .place = mention.kind, familyNames.contains(key(mention.tokens)),
            // "to Trump's demand"
            !isLocative(first) || end < text.tokens.count && isClitic(end)
        {
            mention.kind = .person
        }
        return mention
    }

    /// Whether a name that no list has stands inside another name: "Charter" of "UN Charter".
    private func isInside(_ mention: NameMention, _ spans: [Span]) -> Bool {
        switch mention.kind {
        case .organization(nil), .place, .person: break
        default: return false
        }
        let name = text.span(mention.tokens)
        let next = spans.partitionPoint { $0.end >= name.end }
        return next < spans.count && spans[next].start <= name.start
    }

    /// Names of several words wherever they stand again, also where the tagger took a part of one for a name of its own,
    /// and those of companies without their legal form.
    private func completed(_ mentions: [NameMention]) -> [NameMention] {
        var known: [UInt64: [(key: [UInt64], kind: NameMention.Kind)]] = [:]
        for mention in mentions where mention.tokens.count > 1 && mention.tokens.count < 8 {
            let key = key(mention.tokens)
            switch mention.kind {
            case .person: break
            case .organization(nil):
                if key.count > 2, endsWithLegalForm(mention.tokens) {
                    known[key[0], default: []].append((Array(key.dropLast()), mention.kind))
                }
            default: continue
            }
            if known[key[0], default: []].count < 8 {
                known[key[0], default: []].append((key, mention.kind))
            }
        }
        guard !known.isEmpty else { return mentions }
        var found: [NameMention] = []
        var next = 0
        var token = 0
        while token < text.tokens.count {
            while next < mentions.count, mentions[next].tokens.lowerBound < token { next += 1 }
            let here = next < mentions.count && mentions[next].tokens.lowerBound == token
            if text.tokens[token].isCapitalised, let names = known[text.tokens[token].hash],
                let name = names.filter({ matches($0.key, at: token) })
                    .max(by: { $0.key.count < $1.key.count }),
                !here || mentions[next].tokens.count < name.key.count
            {
                var mention = NameMention(
                    tokens: token..<token + name.key.count, kind: name.kind)
                if here { mention.role = mentions[next].role }
                found.append(mention)
                token += name.key.count
            } else if here {
                found.append(mentions[next])
                token = mentions[next].tokens.upperBound
            } else {
                token += 1
            }
        }
        return found
    }

    /// "Nordsee Energie AG"
    func endsWithLegalForm(_ name: Range<Int>) -> Bool {
        name.count > 1 && text.tokens[name.upperBound - 1].span.count < 5
            && reader.matcher.match(string(name), string(name.dropLast()), kind: .company).score
                > 0.95
    }

    func matches(_ key: [UInt64], at token: Int) -> Bool {
        token + key.count <= text.tokens.count
            && key.indices.allSatisfy { text.tokens[token + $0].hash == key[$0] }
    }

    /// "Prado hopes for May", after Ana Prado was named: no place.
    mutating func collectKnownSurname(_ mention: NameMention) -> Bool {
        let token = mention.tokens.lowerBound
        guard mention.tokens.count == 1, !isLocative(token),
            let person = ledger.person(called: text.tokens[token].hash),
            ledger.entries[person].key.count > 1
        else { return false }
        ledger.mention(person, text.span(mention.tokens), as: text.string(token))
        names.append((NameMention(tokens: mention.tokens, kind: .person), person))
        return true
    }

    mutating func collectPerson(_ mention: NameMention) {
        let tokens = mention.tokens
        let single = tokens.lowerBound
        // A word behind a preposition of place that is nobody's name is a place that the tagger took for a person.
        if tokens.count == 1, mention.role == nil, isLocative(single),
            !text.has(single, [.maleName, .femaleName]),
            ledger.person(called: text.tokens[single].hash) == nil
        {
            var place = mention
            place.kind = .place
            collectPlace(place)
            return
        }
        let isMale = isMaleTitle(before: single)
        if tokens.count == 1, mention.role == nil, isMale == nil,
            isFirm(describedAt: tokens.upperBound)
        {
            var firm = mention
            firm.kind = .organization(nil)
            collectOrganization(firm, nil)
            return
        }
        if tokens.count == 1, mention.role == nil, isMale == nil,
            let known = organization(called: mention)
        {
            collectAgain(known, tokens)
            return
        }
        if tokens.count > 1, mention.role == nil, isMale == nil {
            // "Golden Anchor" after "Golden Anchor Shipping", and the same name again.
            let named = ledger.entry(named: nameKey(mention))
            if let known = named.map({ isUnlisted($0) ? $0 : nil })
                ?? ledger.organization(beginning: nameKey(mention))
            {
                collectAgain(known, tokens, as: nameString(mention))
                return
            }
        }
        let entry: Int
        if tokens.count == 1, let isMale,
            let known = ledger.person(called: text.tokens[single].hash),
            let other = sex(known), other != isMale
        {
            // "Frau Schneider" is not the Herr Schneider of before.
            entry = ledger.namesake(nameKey(mention), name: nameString(mention))
        } else if tokens.count == 1, ledger.isShared(text.tokens[single].hash) {
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
            let isMan = isMale ?? sex(ofName: text.tokens[single].hash)
            let sexes = sexes
            entry = ledger.person(nameKey(mention), name: nameString(mention)) { other in
                isMan == nil || sexes[other] == nil || sexes[other] == isMan
            } isFamilyFirst: {
                text.has(single, .familyFirst)
            } isGiven: {
                text.has(single, [.maleName, .femaleName])
            }
        }
        ledger.mention(entry, text.span(tokens), as: nameString(mention))
        if let isMale { sexes[entry] = isMale }
        if let role = mention.role {
            let country = countryMention(in: role) ?? country(before: role)
            ledger.describe(
                entry, role: baseForm(role), holder: country?.entry, country: country?.code)
        }
        names.append((mention, entry))
    }

    /// The organisation that a name of one word stands for, whatever the tagger takes it for: "the chipmaker Lumatek …
    /// Lumatek", "Baltex" after "die Baltex Bank".
    private func organization(called mention: NameMention) -> Int? {
        let hash = text.tokens[mention.tokens.lowerBound].hash
        if let known = ledger.entry(named: nameKey(mention))
            ?? ledger.entry(named: [inflectionHash(text, mention.tokens.lowerBound)]),
            isUnlisted(known),
            ledger.entries[known].kind == .organization || !familyNames.contains([hash])
        {
            return known
        }
        guard ledger.entry(named: [hash]) == nil, ledger.person(called: hash) == nil,
            !text.has(mention.tokens.lowerBound, [.maleName, .femaleName]),
            // "Trump Tower … Trump … Donald Trump"
            !familyNames.contains([hash])
        else { return nil }
        return ledger.organization(first: hash)
    }

    /// Notes another mention of an organisation.
    mutating func collectAgain(_ entry: Int, _ tokens: Range<Int>, as name: String? = nil) {
        ledger.mention(entry, text.span(tokens), as: name)
        names.append((NameMention(tokens: tokens, kind: .organization(nil)), entry))
    }

    /// Adds names that were found after the others.
    mutating func insert(_ found: [(mention: NameMention, entry: Int)]) {
        names = (names + found).sorted {
            $0.mention.tokens.lowerBound < $1.mention.tokens.lowerBound
        }
    }

    /// "Taiwan's defence minister, Lin Wei-chen"
    private func country(before role: Range<Int>) -> (entry: Int?, code: String)? {
        let clitic = role.lowerBound - 1
        guard clitic > 0, isClitic(clitic), let owner = names.last,
            owner.mention.tokens.upperBound == clitic,
            ledger.entries[owner.entry].kind == .country,
            let code = ledger.entries[owner.entry].country
        else { return nil }
        return (owner.entry, code)
    }

    /// Whether an entry is an organisation, or a place that no list has.
    private func isUnlisted(_ entry: Int) -> Bool {
        let known = ledger.entries[entry]
        return known.kind == .organization || known.kind == .place && known.country == nil
    }

    /// "Frau", "Mr."
    func isMaleTitle(before token: Int) -> Bool? {
        guard token > 0 else { return nil }
        if words.male.contains(text.tokens[token - 1].hash) { return true }
        return words.female.contains(text.tokens[token - 1].hash) ? false : nil
    }

    /// The person of a family name who was named last, in this sentence or the one before.
    func nearest(_ word: UInt64, before token: Int) -> Int? {
        guard let sentence = text.sentence(at: token) else { return nil }
        let start = text.sentences[max(sentence - 1, 0)].tokens.lowerBound
        var found: Set<Int> = []
        for item in names.suffix(64).reversed() {
            guard item.mention.tokens.lowerBound >= start else { break }
            if ledger.entries[item.entry].kind == .person,
                ledger.entries[item.entry].key.contains(word)
            {
                found.insert(item.entry)
            }
        }
        return found.count == 1 ? found.first : nil
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
            var code = text.frontCountry(of: token)
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
}
