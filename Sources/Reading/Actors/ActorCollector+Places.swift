import Language
import Text

/// Places, and capitals that stand for their governments.
extension ActorCollector {
    /// The seat of an organisation that the text has named stands for it, but not behind a preposition of place.
    /// - Returns: whether it does.
    mutating func collectMetonym(_ mention: NameMention) -> Bool {
        let token = mention.tokens.lowerBound
        guard mention.tokens.count == 1, let number = words.metonyms[text.tokens[token].hash],
            !isLocative(token), let known = ledger.entry(named: [0, UInt64(number)])
        else { return false }
        ledger.mention(known, text.span(mention.tokens), as: nameString(mention))
        names.append((mention, known))
        return true
    }

    mutating func collectPlace(_ mention: NameMention) {
        if collectMetonym(mention) { return }
        if collectKnownSurname(mention) { return }
        if isPartyMark(mention.tokens) { return }
        if mention.tokens.count == 1,
            let code = byLastOfCountry[text.tokens[mention.tokens.lowerBound].hash]
        {
            names.append((mention, country(code, mention.tokens)))
            return
        }
        let token = mention.tokens.lowerBound
        if !isLocative(token), ledger.entry(named: nameKey(mention)) == nil,
            let known = longerOrganization(than: mention)
        {
            // "Nagano" after "Nagano Group", "Golden Anchor" after "Golden Anchor Shipping"
            collectAgain(known, mention.tokens, as: nameString(mention))
            return
        }
        let entry = ledger.other(
            isOutlet(mention.tokens) ? .outlet : .place, nameKey(mention), name: nameString(mention)
        )
        ledger.mention(entry, text.span(mention.tokens))
        names.append((mention, entry))
    }

    /// "Sen. John Walker, R-Ariz.,": one letter for a party behind the name of a person.
    private func isPartyMark(_ tokens: Range<Int>) -> Bool {
        let comma = tokens.lowerBound - 1
        guard comma > 0, text.tokens[comma].kind == .comma, let before = names.last,
            case .person = before.mention.kind, before.mention.tokens.upperBound == comma
        else { return false }
        return text.front(of: tokens.lowerBound)?.count == 1
    }

    /// A capital behind a preposition of place is a place; elsewhere it stands for the government there.
    mutating func collectSeat(_ mention: NameMention, _ code: String) {
        let entry: Int
        if collectMetonym(mention) { return }
        if isLocative(mention.tokens.lowerBound) || isModifierOfThing(mention.tokens) {
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

    /// "the Paris attacks", "the Rome and Paris talks": before a noun for no people and no organisation.
    private func isModifierOfThing(_ name: Range<Int>) -> Bool {
        guard text.pack.wordOrder == .subjectVerb, text.analysis.hasTrees else { return false }
        var token = name.upperBound - 1
        if text.analysis.relations[token] == .conj { token = Int(text.analysis.heads[token]) }
        guard token >= 0, text.analysis.relations[token] == .compound else { return false }
        let thing = Int(text.analysis.heads[token])
        return text.analysis.universalTags[thing] == .noun && !finder.isRoleNoun(thing)
            && !text.has(thing, .unnamed) && !isOrganizationNoun(thing)
            && !words.government.contains(text.tokens[thing].hash)
            && !words.peoples.isPluralOfNoun(
                text.bytes[text.tokens[thing].span.start..<text.tokens[thing].span.end])
    }

    /// Whether a preposition of place stands before a token, with articles between; a list counts as its first.
    func isLocative(_ token: Int) -> Bool {
        if isDateline(token) { return true }
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

    /// "WASHINGTON — Sen. …", "Berlin (dpa) – Die …": a place at the beginning of a sentence with a dash behind it, brackets
    /// and the places of a list between.
    private func isDateline(_ token: Int) -> Bool {
        guard
            token == 0 || [.sentenceEnd, .closeQuote].contains(text.tokens[token - 1].kind)
                || text.sentence(at: token).map({ text.sentences[$0].tokens.lowerBound == token })
                    ?? false
        else { return false }
        for behind in token + 1..<min(token + 9, text.tokens.count) {
            if text.tokens[behind].kind == .dash {
                return text.tokens[behind].flags.contains(.spaceBefore)
            }
            guard
                text.tokens[behind].isCapitalised
                    || [.openBracket, .closeBracket, .comma].contains(text.tokens[behind].kind)
                    || text.tokens[behind - 1].kind == .openBracket
            else { return false }
        }
        return false
    }
}
