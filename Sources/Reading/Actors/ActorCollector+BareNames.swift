import Language
import Text

/// Names of organisations that the tagger did not find.
extension ActorCollector {
    /// Adds names that the tagger did not find, those of several words wherever they stand again.
    /// - Parameter isNew: whether a word is no short name of an organisation that was found.
    /// - Complexity: O(n).
    mutating func collectBareNames(_ isNew: (UInt64) -> Bool) {
        guard text.analysis.hasTrees else { return }
        var found: [(mention: NameMention, entry: Int)] = []
        var known: [UInt64: [(key: [UInt64], entry: Int)]] = [:]
        var next = 0
        var token = 0
        func note(_ tokens: Range<Int>, _ entry: Int) {
            ledger.mention(entry, text.span(tokens))
            found.append((NameMention(tokens: tokens, kind: .organization(nil)), entry))
            token = tokens.upperBound
        }
        while token < text.tokens.count {
            while next < names.count, names[next].mention.tokens.upperBound <= token { next += 1 }
            let isTaken = next < names.count && names[next].mention.tokens.contains(token)
            if !isTaken, text.tokens[token].isCapitalised,
                let name = known[text.tokens[token].hash]?.first(where: {
                    matches($0.key, at: token)
                }),
                position(of: token) == position(of: token + name.key.count)
            {
                note(token..<token + name.key.count, name.entry)
                continue
            }
            guard !isTaken, let name = titleName(token) ?? bareName(token),
                names[..<next].last.map({ $0.mention.tokens.upperBound <= name.lowerBound })
                    ?? true,
                next >= names.count || names[next].mention.tokens.lowerBound >= name.upperBound,
                ledger.person(called: text.tokens[token].hash) == nil,
                ledger.person(called: text.tokens[name.upperBound - 1].hash) == nil,
                name.count > 1
                    || isNew(text.tokens[token].hash)
                        && ledger.organization(first: text.tokens[token].hash) == nil
            else {
                token += 1
                continue
            }
            let mention = NameMention(tokens: name, kind: .organization(nil))
            // "Golden Anchor" and "Golden Anchor Shipping", whichever of them was found
            let same =
                name.count > 1
                ? longerOrganization(than: mention) ?? organization(begun: mention)
                : nil
            let entry = same ?? ledger.other(.organization, nameKey(mention), name: string(name))
            note(name, entry)
            let key = key(name)
            if key.count > 1, known[key[0], default: []].count < 8 {
                known[key[0], default: []].append((key, entry))
            }
        }
        if !found.isEmpty { insert(found) }
    }

    /// The organisation whose name of two words or more a longer name begins with.
    private func organization(begun mention: NameMention) -> Int? {
        let key = nameKey(mention)
        for count in stride(from: key.count - 1, through: 2, by: -1) {
            if let known = ledger.entry(named: Array(key.prefix(count))), isOrganization(known) {
                return known
            }
        }
        return nil
    }

    /// "Human Rights Monitor criticised …": a subject of several words that are all written as names and are all words of
    /// the language, none of them a name or a noun for people.
    private func titleName(_ token: Int) -> Range<Int>? {
        guard text.pack.wordOrder == .subjectVerb, isTitleWord(token),
            token == 0 || text.tokens[token - 1].kind != .word
                || !text.tokens[token - 1].isCapitalised
                    && !text.has(token - 1, [.article, .possessive])
        else { return nil }
        var end = token + 1
        while end < text.tokens.count, end - token < 5, isTitleWord(end) { end += 1 }
        guard end - token > 1, end < text.tokens.count, text.tokens[end].kind == .word,
            !text.tokens[end].isCapitalised,
            let head = (token..<end).first(where: { text.analysis.relations[$0].isSubject }),
            (token..<end).allSatisfy(isKnownWord), !isPluralForm(end - 1),
            // "Georgia's 11th Congressional District"
            !(max(0, token - 4)..<token).contains(where: {
                Int(text.analysis.heads[$0]) == head
            })
        else { return nil }
        return token..<end
    }

    private func isPluralForm(_ token: Int) -> Bool {
        text.analysis.morphology[token].number == .plural
            && text.bytes[Int(text.tokens[token].end) - 1] == UInt8(ascii: "s")
    }

    private func isTitleWord(_ token: Int) -> Bool {
        text.tokens[token].kind == .word && text.tokens[token].isCapitalised
            && text.analysis.entityKind(token) == nil
            && [.noun, .properNoun, .adjective].contains(text.analysis.universalTags[token])
            && !text.has(
                token,
                [
                    .personNoun, .title, .maleName, .femaleName, .month, .weekday, .article,
                    .pronoun, .personalPronoun, .possessive, .preposition, .adverb, .conjunction,
                    .quantifier, .subordinator, .modal, .auxiliary, .outlet, .document,
                ])
            && text.pack.countries.match(text.tokens, at: token, limit: token + 1) == nil
    }

    /// A name that the tagger did not find: a proper noun that is the subject of a verb ("Apple settled …"), or one that an
    /// organisation is called by before or behind it ("Alpin Invest, a holding company").
    func bareName(_ token: Int) -> Range<Int>? {
        guard text.analysis.hasTrees, isPartOfBareName(token),
            token == 0 || !isPartOfBareName(token - 1)
        else { return nil }
        var end = token + 1
        while end < text.tokens.count, end - token < 4, isPartOfBareName(end) { end += 1 }
        // "Japan's Nagano Group"
        let hasNoun =
            text.pack.wordOrder == .subjectVerb && end < text.tokens.count
            && text.tokens[end].isCapitalised && text.analysis.universalTags[end] == .properNoun
            && text.analysis.entityKind(end) == nil
            && (text.has(end, .organizationNoun) || !kinds(end).isEmpty)
        if hasNoun { end += 1 }
        // "Human Rights Monitor"
        var token = token
        while token > 0, end - token < 5, text.tokens[token - 1].isCapitalised,
            text.tokens[token - 1].kind == .word,
            [.noun, .adjective].contains(text.analysis.universalTags[token - 1]),
            (token..<end).contains(Int(text.analysis.heads[token - 1])),
            text.pack.wordOrder == .subjectVerb
        { token -= 1 }
        guard end >= text.tokens.count || !text.tokens[end].isCapitalised,
            text.pack.countries.match(text.tokens, at: token, limit: end) == nil
        else { return nil }
        if let noun = nounBehind(end) { return kinds(noun).isEmpty ? nil : token..<end }
        if hasNoun { return isWhole(from: token) ? token..<end : nil }
        if end - token > 1, !kinds(end - 1).isEmpty { return token..<end }
        // "the pilots' union, Cockpit North,"
        if token > 1, end < text.tokens.count, text.tokens[token - 1].kind == .comma,
            text.tokens[end].kind == .comma, text.analysis.universalTags[token - 2] == .noun,
            !kinds(token - 2).isEmpty
        {
            return token..<end
        }
        guard end - token == 1, text.analysis.relations[token].isSubject, isBareNoun(token),
            !isKnownWord(token)
        else { return nil }
        return token..<end
    }

    /// Whether no part of a name can stand before a token: "Japan's Nagano Group", but not "Anselm's College Institute".
    private func isWhole(from token: Int) -> Bool {
        guard token > 0 else { return true }
        return !text.tokens[token - 1].isCapitalised
            && (!isClitic(token - 1)
                || token > 1
                    && text.pack.countries.match(text.tokens, at: token - 2, limit: token - 1)
                        != nil)
    }

    /// Whether the language has a word that is written so in small letters, or one with digits or a hyphen.
    func isKnownWord(_ token: Int) -> Bool {
        let span = text.tokens[token].span
        var letters = smallLetters(Array(text.bytes[span.start..<span.end]))
        guard let lexicon = reader.core.lexicon else { return true }
        // "Sogaz-Plus": the first part of several that are all written as names.
        let parts = text.bytes[span.start..<span.end].split(separator: UInt8(ascii: "-"))
        if parts.count > 1, parts.allSatisfy({ $0.count > 2 && $0.first! &- 65 < 26 }) {
            letters = smallLetters(Array(parts[0]))
        }
        guard letters.allSatisfy({ $0 &- 97 < 26 || $0 > 127 }) else { return true }
        return letters.withUnsafeBufferPointer {
            lexicon.lookUp($0, isInitial: false).origin == .exact
        }
            || letters.last == UInt8(ascii: "s")
                && words.epithets.contains(foldedHash(letters.dropLast()))
    }

    /// A proper noun, or at the beginning of a sentence a noun that no lexicon has: "Krantz, the arms maker, …".
    private func isTaggedAsName(_ token: Int) -> Bool {
        switch text.analysis.universalTags[token] {
        case .properNoun: true
        case .noun:
            text.pack.wordOrder == .subjectVerb
                && (token == 0 || text.tokens[token - 1].kind == .sentenceEnd)
                && text.analysis.morphology[token].number == .singular && !isKnownWord(token)
        default: false
        }
    }

    private func isPartOfBareName(_ token: Int) -> Bool {
        isTaggedAsName(token)
            && text.analysis.entityKind(token) == nil
            && text.tokens[token].kind == .word && text.tokens[token].isCapitalised
            && text.analysis.morphology[token].number != .plural
            && text.tokens[token].span.count > 2
            && !text.has(
                token,
                [
                    .commonNoun, .personNoun, .outlet, .title, .document, .month, .weekday,
                    .maleName, .femaleName, .article, .pronoun, .personalPronoun,
                    .preposition, .adverb, .conjunction, .quantifier, .subordinator, .modal,
                    .auxiliary,
                ])
            && text.pack.countries.match(text.tokens, at: token, limit: token + 1) == nil
            // "Greenpeace" is no noun for organisations but one.
            && (!text.has(token, .organizationNoun) || !isKnownWord(token))
    }
}
