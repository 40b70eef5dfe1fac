import Language
import Text

/// Organisations and what users name.
extension ActorCollector {
    mutating func collectOrganization(_ mention: NameMention, _ number: Int?) {
        let tokens = mention.tokens
        let entry: Int
        let name = organizationName(mention)
        // "Reuters Partei", where the text knows somebody of the name Reuter.
        let first = tokens.lowerBound
        let isNounAlone = tokens.dropFirst().allSatisfy {
            !text.analysis.universalTags.isEmpty && text.analysis.universalTags[$0] == .noun
        }
        if number == nil, isNounAlone,
            let person = (tokens.count == 1 ? ledger.person(called: text.tokens[first].hash) : nil)
                ?? genitive(first).flatMap({ ledger.person(called: $0) })
        {
            ledger.mention(person, text.span(first..<first + 1))
            names.append((NameMention(tokens: first..<first + 1, kind: .person), person))
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
        } else if let rest = nameBehindNoun(tokens), let known = ledger.entry(named: key(rest)),
            isOrganization(known)
        {
            // "der Chiphersteller Lumatek", where the tagger takes the noun for a part of the name.
            entry = known
            ledger.also(nameKey(mention), entry)
        } else if let known = longerOrganization(than: mention) {
            // "Amnesty" after "Amnesty International", "Golden Anchor" after "Golden Anchor Shipping"
            entry = known
            ledger.also(nameKey(mention), entry)
        } else if let known = singular(tokens) {
            entry = known
            ledger.also(nameKey(mention), entry)
        } else if tokens.count == 1, first > 0,
            words.definite.contains(text.tokens[first - 1].hash),
            !text.has(first, .commonNoun),
            text.pack.wordOrder == .subjectVerb
                || !text.has(first, .organizationNoun) && kinds(first).isEmpty,
            let known = byLastWord[text.tokens[first].hash] ?? nil
        {
            // "The Treasury" after "the US Treasury"
            entry = known
        } else if let known = bracketed(tokens) {
            entry = known
            ledger.also(nameKey(mention), entry)
        } else if let known = spelledOut(tokens) {
            entry = known
            ledger.also(nameKey(mention), entry)
        } else {
            entry = ledger.other(
                isOutlet(tokens) ? .outlet : .organization, nameKey(mention), name: name)
        }
        // "the Senate in Bogota"
        let isNoun = number == nil && tokens.count == 1 && text.has(first, .organizationNoun)
        ledger.mention(entry, text.span(isNoun ? whole(tokens) : tokens), as: name)
        if let noun = nounBeforeBracket(tokens) {
            // "die Freiheitspartei (FPX)"
            ledger.mention(entry, text.span(noun))
            // A place in the genitive that was found before it stands behind it.
            let isBefore =
                names.last.map { $0.mention.tokens.lowerBound > noun.lowerBound } ?? false
            names.insert(
                (NameMention(tokens: noun, kind: .organization(nil)), entry),
                at: names.count - (isBefore ? 1 : 0))
        }
        names.append((mention, entry))
        if let rest = nameBehindNoun(tokens), ledger.entry(named: key(rest)) == nil {
            ledger.also(key(rest), entry)
        }
        if tokens.count > 1, number == nil {
            byLastWord.claim(text.tokens[tokens.upperBound - 1].hash, for: entry)
        }
        guard tokens.count >= 3 else { return }
        let initials = tokens.filter { text.tokens[$0].isCapitalised }
            .map { text.bytes[Int(text.tokens[$0].start)] }
        if byInitials[initials] == nil { byInitials[initials] = entry }
    }

    /// "The Houthis", after "Yemen's Houthi rebels".
    private func singular(_ tokens: Range<Int>) -> Int? {
        let token = tokens.lowerBound
        guard text.pack.wordOrder == .subjectVerb, tokens.count == 1, isPluralName(token) else {
            return nil
        }
        let span = text.tokens[token].span
        return ledger.organization(first: foldedHash(text.bytes[span.start..<span.end - 1]))
    }

    /// The noun for an organisation that a short name in brackets stands behind.
    private func nounBeforeBracket(_ tokens: Range<Int>) -> Range<Int>? {
        let bracket = tokens.lowerBound - 1
        guard tokens.count == 1, bracket > 1, !text.analysis.universalTags.isEmpty,
            text.tokens[bracket].kind == .openBracket,
            text.tokens[tokens.lowerBound].flags.contains(.allCaps)
        else { return nil }
        var noun = bracket - 1
        if let place = names.last, place.mention.tokens.upperBound == bracket {
            // "die Arbeiterpartei Litauens (APL)", "the Workers' Party of Korea (WPK)"
            switch place.mention.kind {
            case .country, .place, .seat: noun = place.mention.tokens.lowerBound - 1
            default: return nil
            }
            while noun > 0, text.has(noun, [.preposition, .article]) { noun -= 1 }
        }
        guard noun >= 0, [.noun, .properNoun].contains(text.analysis.universalTags[noun]),
            isOrganizationNoun(noun),
            names.last.map({
                $0.mention.tokens.upperBound <= noun || $0.mention.tokens.lowerBound > noun
            }) ?? true
        else { return nil }
        return noun..<bracket
    }

    /// What stands behind the common noun that a name begins with.
    func nameBehindNoun(_ tokens: Range<Int>) -> Range<Int>? {
        guard tokens.count > 1, !text.analysis.universalTags.isEmpty,
            text.analysis.universalTags[tokens.lowerBound] == .noun,
            tokens.dropFirst().allSatisfy({ text.analysis.universalTags[$0] == .properNoun })
        else { return nil }
        return tokens.dropFirst()
    }

    /// An actor of the user's dictionaries: a country where its code is that of one, a person where its first word
    /// is a given name, an organisation otherwise.
    mutating func collectListed(_ mention: NameMention, _ number: Int) {
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
    func isOutlet(_ tokens: Range<Int>) -> Bool {
        if tokens.count > 1,
            words.press.contains(text.tokens[tokens.upperBound - 1].hash)
                // "Financial Times Deutschland"
                || tokens.count > 2 && words.press.contains(text.tokens[tokens.upperBound - 2].hash)
                    && text.pack.countries.match(
                        text.tokens, at: tokens.upperBound - 1, limit: tokens.upperBound) != nil
                || words.hasCompounds && text.has(tokens.upperBound - 1, .outlet)
        {
            return true
        }
        let before = tokens.lowerBound - 1
        guard before > 0 else { return before == 0 && text.has(before, .outlet) }
        return text.has(before, .outlet)
            || text.tokens[before].kind == .openQuote && text.has(before - 1, .outlet)
    }

    /// ", a department store chain,": what is said behind a name is a noun for firms and other organisations.
    func isFirm(describedAt comma: Int) -> Bool {
        nounBehind(comma).map { words.pointers[text.tokens[$0].hash]?.noun.isEmpty ?? false }
            ?? false
    }

    /// The noun that says behind a comma what somebody is: "chain" of ", a department store chain,".
    func nounBehind(_ comma: Int) -> Int? {
        guard comma + 2 < text.tokens.count, text.tokens[comma].kind == .comma,
            text.has(comma + 1, .article), !text.analysis.universalTags.isEmpty
        else { return nil }
        var head: Int?
        for token in comma + 2..<min(comma + 7, text.tokens.count) {
            switch text.analysis.universalTags[token] {
            case .adjective, .properNoun: continue
            // "the Munich-based arms maker"
            case .verb where text.analysis.morphology[token].verbForm == .participle && head == nil:
                continue
            case .noun: head = token
            default: return head
            }
        }
        return nil
    }

    func isOrganization(_ entry: Int) -> Bool {
        ledger.entries[entry].kind == .organization || ledger.entries[entry].kind == .outlet
    }

    /// The organisation behind whose name a word of capitals stood in brackets.
    private func bracketed(_ tokens: Range<Int>) -> Int? {
        guard tokens.count == 1, text.tokens[tokens.lowerBound].flags.contains(.allCaps) else {
            return nil
        }
        return names.suffix(64).last { item in
            let bracket = item.mention.tokens.upperBound
            return isOrganization(item.entry) && bracket + 2 < text.tokens.count
                && text.tokens[bracket].kind == .openBracket
                && text.tokens[bracket + 1].hash == text.tokens[tokens.lowerBound].hash
                && text.tokens[bracket + 2].kind == .closeBracket
        }?.entry
    }

    /// The organisation whose first letters a word of capitals is.
    func spelledOut(_ tokens: Range<Int>) -> Int? {
        guard tokens.count == 1, text.tokens[tokens.lowerBound].flags.contains(.allCaps) else {
            return nil
        }
        let span = text.tokens[tokens.lowerBound].span
        guard span.end - span.start >= 3 else { return nil }
        let letters = text.bytes[span.start..<span.end]
        return byInitials[Array(letters)]
    }

    /// The only organisation whose name begins with that of a mention and has more: "Nagano" of "Nagano Group".
    func longerOrganization(than mention: NameMention) -> Int? {
        mention.tokens.count == 1
            ? ledger.organization(first: text.tokens[mention.tokens.lowerBound].hash)
            : ledger.organization(beginning: nameKey(mention))
    }
}
