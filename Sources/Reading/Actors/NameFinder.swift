import Language
import Text

/// A name in the text.
struct NameMention {
    enum Kind {
        case person
        /// ISO 3166-1 alpha-2.
        case country(String)
        /// The seat of a government, by the code of its country.
        case seat(String)
        /// An organisation; its number where the language lists it.
        case organization(Int?)
        case place
        /// An entry of the user's dictionaries.
        case listed(Int)
    }
    var tokens: Range<Int>
    var kind: Kind
    /// What the text says that a person is: "stellvertretender Außenminister Südkoreas".
    var role: Range<Int>?
    /// The name stands in the genitive.
    var isGenitive = false
}

/// Finds the names of people, organisations, countries and places: by the tags of the text where it has them, by
/// given names, titles, roles and the lists of the language in any case.
struct NameFinder {
    let text: AnalysedText
    private let reader: ActorReader
    var words: ActorWords { reader.words }
    private var dictionary: DictionaryNames? { reader.dictionary }
    let wordOrder: WordOrder
    /// Which tokens name what a person is.
    private var roleNouns: [Bool] = []

    init(_ text: AnalysedText, reader: ActorReader) {
        self.text = text
        self.reader = reader
        wordOrder = text.pack.wordOrder
        roleNouns = findRoleNouns()
    }

    /// All names in the order of the text.
    /// - Complexity: O(n).
    func names() -> [NameMention] {
        let phrases = NamePhraseFinder(text).phrases()
        var next = 0
        var found: [NameMention] = []
        for sentence in text.sentences {
            var index = sentence.tokens.lowerBound
            let limit = sentence.tokens.upperBound
            while index < limit {
                while next < phrases.count, phrases[next].name.upperBound <= index { next += 1 }
                let phrase =
                    next < phrases.count && phrases[next].name.lowerBound <= index
                    ? phrases[next] : nil
                if let name = name(at: index, from: sentence.tokens.lowerBound, limit, phrase) {
                    found.append(name)
                    index = name.tokens.upperBound
                } else {
                    index += 1
                }
            }
        }
        return found
    }

    /// - Parameter phrase: the tagged name that covers the token.
    private func name(
        at index: Int, from start: Int, _ limit: Int, _ phrase: NamePhrase?
    ) -> NameMention? {
        guard text.tokens[index].isCapitalised, text.tokens[index].kind == .word else { return nil }
        // A tagged name that begins here, and how far it goes.
        let tagged = phrase.flatMap { $0.name.lowerBound == index ? $0 : nil }
        let reach = tagged.map { $0.kind == .other ? index : $0.name.upperBound } ?? index
        if let organization = organization(behindNoun: index, limit) ?? joinedName(index, limit) {
            return organization
        }
        if let listed = dictionary?.match(text.tokens, at: index, limit: limit), listed.end >= reach
        {
            return NameMention(tokens: index..<listed.end, kind: .listed(listed.entry))
        }
        if let known = words.organization(text, at: index, limit: limit), known.end >= reach {
            return NameMention(tokens: index..<known.end, kind: .organization(known.number))
        }
        if let country = text.pack.countries.match(text.tokens, at: index, limit: limit),
            index + country.length >= reach || tagged?.kind == .location
                || isCountry(from: index + country.length, upTo: reach),
            !isGivenNameOfPerson(index, limit)
        {
            let tokens = index..<index + country.length
            switch country.kind {
            case .name: return NameMention(tokens: tokens, kind: .country(country.code))
            case .seat: return NameMention(tokens: tokens, kind: .seat(country.code))
            case .adjective: return nil
            }
        }
        // "der Autobauer Velotec": a maker of cars is no person.
        let isBehindNoun =
            tagged?.kind == .organization && index > 0 && ends(index - 1, with: words.naming)
        if !isBehindNoun, let run = personName(at: index, from: start, limit),
            tagged.map({ $0.kind == .person || run.count >= $0.name.count }) ?? true
        {
            let end = max(run.upperBound, tagged?.kind == .person ? reach : index)
            return person(index..<end, tagged, from: start, limit)
        }
        if tagged == nil, text.has(index, .organizationNoun), isShortForm(index) {
            return NameMention(tokens: index..<index + 1, kind: .organization(nil))
        }
        guard let tagged, isNameLike(tagged.name), !isDescription(tagged.name) else { return nil }
        if let longer = withKind(tagged, limit) {
            return NameMention(tokens: longer, kind: .organization(nil))
        }
        switch tagged.kind {
        case .person:
            guard !text.has(index, [.personNoun, .organizationNoun, .title, .document, .outlet]),
                !isOffice(tagged.name, limit)
            else { return nil }
            return person(tagged.name, tagged, from: start, limit)
        case .organization:
            // A noun alone is no name ("Regierung"), but where nouns are not written so ("the Treasury").
            guard
                tagged.name.count > 1 || !text.has(index, [.organizationNoun, .outlet])
                    || isShortForm(index)
                    || wordOrder == .subjectVerb && index > start
                        && words.definite.contains(text.tokens[index - 1].hash)
                        && !words.government.contains(text.tokens[index].hash)
            else { return nil }
            guard tagged.name.count > 1 || !isPeople(index) else { return nil }
            if isTwoNouns(tagged.name) {
                return text.has(index, .organizationNoun)
                    ? nil : NameMention(tokens: index..<index + 1, kind: .organization(nil))
            }
            return NameMention(
                tokens: tagged.name, kind: .organization(nil), isGenitive: tagged.hasGenitiveEnding)
        case .location where isBehindRole(tagged.name, from: start, limit):
            return person(tagged.name, tagged, from: start, limit)
        case .location:
            // "Der Este" is no place.
            guard !isDerived(tagged.name, limit),
                tagged.name.count > 1
                    || words.peoples.country(ofNoun: text.tokens[index].hash) == nil
            else { return nil }
            return NameMention(
                tokens: tagged.name, kind: .place, isGenitive: tagged.hasGenitiveEnding)
        case .other: return nil
        }
    }

    /// "CDU", "AfD", "die Grünen": nouns in capitals, and adjectives that are names, are those of one organisation.
    private func isShortForm(_ token: Int) -> Bool {
        guard wordOrder == .verbSecond, text.tokens[token].kind == .word else { return false }
        let span = text.tokens[token].span
        let capitals = text.bytes[span.start..<span.end].count { $0 &- 65 < 26 }
        return capitals > 1 || words.ownNames.contains(text.tokens[token].hash)
    }

    /// "the Filipinos"
    private func isPeople(_ token: Int) -> Bool {
        guard token > 0, words.definite.contains(text.tokens[token - 1].hash) else { return false }
        let span = text.tokens[token].span
        return words.peoples.isPluralOfNoun(text.bytes[span.start..<span.end])
    }

    /// "Sofia Prado": a given name with a family name behind it, and no capital.
    private func isGivenNameOfPerson(_ index: Int, _ limit: Int) -> Bool {
        index + 1 < limit && isGivenName(index) && isNamePart(index + 1)
            && !text.has(index + 1, [.commonNoun, .maleName, .femaleName]) && text.analysis.hasTrees
            && text.analysis.universalTags[index + 1] == .properNoun
            && (Int(text.analysis.heads[index + 1]) == index
                || Int(text.analysis.heads[index]) == index + 1)
            && text.pack.countries.match(text.tokens, at: index + 1, limit: limit) == nil
    }

    /// "Sollte China Taiwan angreifen": two countries side by side, which the tagger takes for one name.
    private func isCountry(from index: Int, upTo reach: Int) -> Bool {
        guard index < reach,
            let country = text.pack.countries.match(text.tokens, at: index, limit: reach)
        else { return false }
        return index + country.length >= reach
    }

    private func person(
        _ name: Range<Int>, _ phrase: NamePhrase?, from start: Int, _ limit: Int
    ) -> NameMention {
        // "Pres. Obama"
        let offices = name.dropLast().prefix {
            words.shortOffices[text.tokens[$0].hash] != nil
        }
        let tokens = name.dropFirst(offices.count)
        return NameMention(
            tokens: tokens, kind: .person,
            role: role(of: tokens, from: start, limit) ?? phrase?.role,
            isGenitive: (phrase?.hasGenitiveEnding ?? false) && !isSubject(tokens))
    }

    /// "beim Landgericht Berufung eingelegt": two nouns of the sentence, side by side.
    private func isTwoNouns(_ tokens: Range<Int>) -> Bool {
        let (first, second) = (tokens.lowerBound, tokens.upperBound - 1)
        guard wordOrder == .verbSecond, text.analysis.hasTrees, tokens.count == 2,
            text.analysis.universalTags[first] == .noun,
            text.analysis.universalTags[second] == .noun
        else { return false }
        let heads = text.analysis.heads
        return Int(heads[first]) == Int(heads[second]) && text.analysis.relations[second] != .flat
    }

    /// Whether the tree takes a name for the subject: an ending -s is its own there ("Adams").
    private func isSubject(_ tokens: Range<Int>) -> Bool {
        text.analysis.hasTrees
            && tokens.contains { text.analysis.relations[$0].isSubject }
    }

    /// "Major General" before "Yaw Darko": words that say what the bearer of the name behind them is.
    private func isOffice(_ tokens: Range<Int>, _ limit: Int) -> Bool {
        tokens.upperBound < limit && text.tokens[tokens.upperBound].isCapitalised
            && text.analysis.entityKind(tokens.upperBound) == .person
            && isRoleNoun(tokens.upperBound - 1)
    }

    private func isNameLike(_ tokens: Range<Int>) -> Bool {
        guard let last = tokens.last else { return false }
        // What a tagger takes for a name has letters, and no function word or number alone.
        return text.tokens[tokens.lowerBound].kind == .word
            && text.tokens[last].end - text.tokens[tokens.lowerBound].start > 1
            && (tokens.count > 1 || !text.has(last, Self.functionWords))
    }

    /// "The Bulgarian club": an adjective of a country and a noun in small letters.
    private func isDescription(_ tokens: Range<Int>) -> Bool {
        guard wordOrder == .subjectVerb, tokens.count == 2,
            !text.tokens[tokens.upperBound - 1].isCapitalised
        else { return false }
        return text.pack.countries.match(
            text.tokens, at: tokens.lowerBound, limit: tokens.upperBound)?.kind == .adjective
    }

    /// "Berliner Polizei": an adjective made of a place.
    private func isDerived(_ tokens: Range<Int>, _ limit: Int) -> Bool {
        guard wordOrder == .verbSecond, tokens.count == 1, tokens.upperBound < limit else {
            return false
        }
        let span = text.tokens[tokens.lowerBound].span
        return text.bytes[span.end - 1] == UInt8(ascii: "r")
            && text.bytes[span.end - 2] == UInt8(ascii: "e")
            && text.tokens[tokens.upperBound].kind == .word
            && text.tokens[tokens.upperBound].isCapitalised
    }

    // MARK: People

    private static let functionWords: WordClasses = [
        .article, .pronoun, .possessive, .personalPronoun, .preposition, .conjunction, .adverb,
        .complementizer, .subordinator, .auxiliary, .modal, .weekday, .month, .quantifier,
        .negation,
    ]

    private func isGivenName(_ token: Int) -> Bool {
        text.has(token, [.maleName, .femaleName]) && text.tokens[token].isCapitalised
            && !text.has(token, Self.functionWords) && text.tokens[token].kind == .word
    }

    /// A capitalised word that can be a part of a name.
    private func isNamePart(_ token: Int) -> Bool {
        text.tokens[token].kind == .word && text.tokens[token].isCapitalised
            && !text.has(token, Self.functionWords)
            && !text.has(token, [.personNoun, .organizationNoun, .outlet, .title, .document])
    }

    /// "al-Hakim": a particle and a name in one token.
    private func isJoinedParticle(_ token: Int) -> Bool {
        guard text.tokens[token].kind == .word, let front = text.front(of: token),
            front.endIndex + 1 < text.tokens[token].span.end,
            text.bytes[front.endIndex + 1] &- 65 < 26
        else { return false }
        return text.pack.words.classes(of: foldedHash(front)).contains(.nameParticle)
    }

    /// An initial: "J.", "W.".
    private func isInitial(_ token: Int) -> Bool {
        text.tokens[token].isCapitalised && text.tokens[token].flags.contains(.hasStop)
            && text.tokens[token].end - text.tokens[token].start <= 3
    }

    /// "Hyun-jin": two parts of a few letters, the second one small.
    private func hasSmallPart(_ token: Int) -> Bool {
        guard let front = text.front(of: token), front.count < 7 else { return false }
        let rest = text.bytes[front.endIndex + 1..<text.tokens[token].span.end]
        return rest.count > 1 && rest.count < 7 && rest.allSatisfy { $0 &- 97 < 26 }
    }

    private func personName(at index: Int, from start: Int, _ limit: Int) -> Range<Int>? {
        // "Park Jin-ho": the family name stands first, the given name has a hyphen.
        if text.has(index, .familyFirst), index + 1 < limit, isNamePart(index + 1),
            text.bytes[text.tokens[index + 1].span.start..<text.tokens[index + 1].span.end]
                .contains(UInt8(ascii: "-"))
        {
            return index..<index + 2
        }
        // "Hyun-jin Park": the same the other way round.
        if index + 1 < limit, text.has(index + 1, .familyFirst), isNamePart(index),
            text.tokens[index + 1].isCapitalised, hasSmallPart(index)
        {
            return index..<index + 2
        }
        if isGivenName(index) {
            var end = index + 1
            while end < limit, isGivenName(end) || isInitial(end) { end += 1 }
            let particles = end
            while end < limit, end - particles < 3, text.has(end, .nameParticle),
                !text.tokens[end].isCapitalised || text.has(end, .nameParticle)
            { end += 1 }
            if end < limit,
                isNamePart(end) || isJoinedParticle(end)
                    || text.has(end, .personNoun) && end == index + 1
                        && !isOffice(index..<end + 1, limit)
            {
                return index..<end + 1
            }
            // Two given names: "Paul Martin".
            return particles - index > 1 ? index..<particles : nil
        }
        guard index > start, isNamePart(index),
            !text.has(index, .commonNoun)
                || index + 1 < limit && isNamePart(index + 1) && !text.has(index + 1, .commonNoun)
        else { return nil }
        let before = index - 1
        guard text.has(before, .title) || isRoleNoun(before) && !isOtherNoun(index) else {
            return nil
        }
        var end = index + 1
        while end < limit, end - index < 3, isNamePart(end), !text.has(end, .commonNoun) {
            end += 1
        }
        return index..<end
    }

    /// "warf der Regierungschefin Wortbruch vor": a noun that is no name for the tagger stands in another place of the
    /// sentence than the role before it.
    private func isOtherNoun(_ token: Int) -> Bool {
        guard wordOrder == .verbSecond, text.analysis.hasTrees, !text.analysis.entities.isEmpty,
            text.analysis.universalTags[token] == .noun, text.analysis.entities[token].kind == nil
        else { return false }
        let head = Int(text.analysis.heads[token])
        return head == Int(text.analysis.heads[token - 1]) && head != token - 1
    }

    /// Whether a token names what a person is: "Minister", "Kreml-Sprecher", "Vizeaußenminister".
    func isRoleNoun(_ token: Int) -> Bool { roleNouns[token] }

    private func findRoleNouns() -> [Bool] {
        var known: [UInt64: Bool] = [:]
        return text.tokens.indices.map { token in
            guard text.tokens[token].kind == .word else { return false }
            let isLong = text.tokens[token].span.count > 6
            guard isLong, text.tokens[token].isCapitalised || wordOrder == .subjectVerb else {
                return isShortRoleNoun(token)
            }
            let hash = text.tokens[token].hash
            if let known = known[hash] { return known }
            let isRole = isShortRoleNoun(token) || isLongRoleNoun(token)
            known[hash] = isRole
            return isRole
        }
    }

    private func isShortRoleNoun(_ token: Int) -> Bool {
        text.has(token, .personNoun) || words.counterparts.contains(text.tokens[token].hash)
            || words.successors.contains(text.tokens[token].hash)
            || words.predecessors.contains(text.tokens[token].hash)
            || words.shortOffices[text.tokens[token].hash] != nil
            || token + 1 < text.tokens.count
                && words.headings.contains([text.tokens[token].hash, text.tokens[token + 1].hash])
    }

    /// A compound, or a noun with the ending of a case or of one for women.
    private func isLongRoleNoun(_ token: Int) -> Bool {
        let span = text.tokens[token].span
        guard
            wordOrder == .verbSecond
                || text.bytes[span.start..<span.end].contains(UInt8(ascii: "-"))
        else { return false }
        // "des Kronprinzen", "des Ministers", "Ministerin": the endings that the word has, and how many bytes of the
        // noun have to stand before them.
        let word = text.bytes[span.start..<span.end]
        var endings: [(length: Int, stem: Int)] = [(0, 0)]
        for (list, stem) in [(words.nounEndings, 4), (words.roleEndings, 3)] {
            for ending in list where word.suffix(ending.count).elementsEqual(ending) {
                endings.append((ending.count, stem))
            }
        }
        let table = text.pack.words
        return text.bytes.withUnsafeBufferPointer { bytes in
            func isPersonNoun(from start: Int) -> Bool {
                endings.contains { ending in
                    let end = span.end - ending.length
                    guard end - start > ending.stem else { return false }
                    let noun = UnsafeBufferPointer(rebasing: bytes[start..<end])
                    return table.classes(of: foldedHash(buffer: noun)).contains(.personNoun)
                }
            }
            if isPersonNoun(from: span.start) { return true }
            // The last part of a compound is its head; no noun for a person is longer than forty bytes.
            let first = max(span.start + 2, span.end - 40)
            return (first..<(span.end - 3)).contains { start in
                bytes[start] & 0xC0 != 0x80 && isPersonNoun(from: start)
            }
        }
    }
}
