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
    private(set) var roleNouns: [Bool] = []

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
        return withoutHeadlineWords(withoutNouns(found))
    }

    /// "laut Airbus Bestellungen": without the nouns behind a name that stands alone elsewhere.
    private func withoutNouns(_ found: [NameMention]) -> [NameMention] {
        guard wordOrder == .verbSecond, !text.analysis.universalTags.isEmpty else { return found }
        var alone: Set<UInt64> = []
        for mention in found where mention.tokens.count == 1 {
            if case .organization(nil) = mention.kind {
                alone.insert(text.tokens[mention.tokens.lowerBound].hash)
            }
        }
        return found.map { mention in
            let first = mention.tokens.lowerBound
            guard case .organization(nil) = mention.kind, mention.tokens.count > 1,
                alone.contains(text.tokens[first].hash),
                mention.tokens.dropFirst().allSatisfy({
                    text.analysis.universalTags[$0] == .noun
                        && !text.has($0, [.organizationNoun, .outlet])
                })
            else { return mention }
            var short = mention
            short.tokens = first..<first + 1
            return short
        }
    }

    /// - Parameter phrase: the tagged name that covers the token.
    private func name(
        at index: Int, from start: Int, _ limit: Int, _ phrase: NamePhrase?
    ) -> NameMention? {
        guard text.tokens[index].isCapitalised, text.tokens[index].kind == .word else { return nil }
        // A tagged name that begins here, and how far it goes.
        let tagged = phrase.flatMap { $0.name.lowerBound == index ? $0 : nil }
        let reach = tagged.map { $0.kind == .other ? index : $0.name.upperBound } ?? index
        if let organization = organization(behindNoun: index, limit)
            ?? joinedName(index, max(reach, index), limit)
        {
            return organization
        }
        if let listed = dictionary?.match(text.tokens, at: index, limit: limit), listed.end >= reach
        {
            return NameMention(tokens: index..<listed.end, kind: .listed(listed.entry))
        }
        if let known = words.organization(text, at: index, limit: limit), known.end >= reach {
            if let other = otherBody(index..<known.end, known.number, from: start) {
                return NameMention(tokens: other, kind: .organization(nil))
            }
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
            (tagged?.kind == .organization || tagged.map(isBareName) ?? false) && index > 0
            && !text.analysis.universalTags.isEmpty
            && (ends(index - 1, with: words.naming) || text.has(index - 1, .outlet))
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
        case .person where isBehindNoun:
            return NameMention(tokens: tagged.name, kind: .organization(nil))
        case .person:
            guard !text.has(index, [.personNoun, .organizationNoun, .title, .document, .outlet]),
                !isOffice(tagged.name, limit),
                // "Su-27"
                !hasDigit(tagged.name)
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
            if let number = figure(in: tagged.name) {
                return NameMention(
                    tokens: tagged.name.lowerBound..<number, kind: .organization(nil))
            }
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

    /// "the National Security Council", "der iranische Sicherheitsrat": with the adjectives of a country or capitalised ones
    /// before it, a noun for organisations names another one.
    private func otherBody(
        _ name: Range<Int>, _ organization: Int, from start: Int
    ) -> Range<Int>? {
        let noun = name.upperBound - 1
        // "der deutsche Bundestag": only what is short for another name may be that of others, and not the usual one itself.
        let span = text.span(name)
        let usual = words.organizations[organization].utf8
        guard text.analysis.hasTrees,
            !usual.starts(with: text.bytes[span.start..<span.end].prefix(5)),
            text.has(noun, .organizationNoun) || !words.kinds(text, noun).isEmpty
                || text.analysis.universalTags[noun] == .noun
        else { return nil }
        var low = name.lowerBound
        while low - 1 > start, text.tokens[low - 1].kind == .word,
            name.contains(Int(text.analysis.heads[low - 1])),
            text.analysis.relations[low - 1] == .amod || wordOrder == .subjectVerb,
            text.tokens[low - 1].isCapitalised
                || text.pack.countries.match(text.tokens, at: low - 1, limit: name.lowerBound)?
                    .kind == .adjective
        { low -= 1 }
        return low < name.lowerBound ? low..<name.upperBound : nil
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

    /// "fordert Airbus 5,3 Milliarden Euro": a number with what it counts behind a name.
    private func figure(in name: Range<Int>) -> Int? {
        name.dropFirst().dropLast().first {
            text.tokens[$0].kind == .number && !text.analysis.universalTags.isEmpty
                && text.analysis.universalTags[$0 + 1] == .noun
        }
    }

    /// "beim Landgericht Berufung eingelegt": two nouns of the sentence, side by side.
    private func isTwoNouns(_ tokens: Range<Int>) -> Bool {
        let (first, second) = (tokens.lowerBound, tokens.upperBound - 1)
        guard wordOrder == .verbSecond, text.analysis.hasTrees, tokens.count == 2,
            text.analysis.universalTags[first] == .noun,
            text.analysis.universalTags[second] == .noun
        else { return false }
        return Int(text.analysis.heads[first]) == Int(text.analysis.heads[second])
            && text.analysis.relations[second] != .flat
    }

    /// Whether the tree takes a name for the subject: an ending -s is its own there ("Adams").
    func isSubject(_ tokens: Range<Int>) -> Bool {
        text.analysis.hasTrees
            && tokens.contains { text.analysis.relations[$0].isSubject }
    }

    /// "der Autobauer Velotec", "die Zeitung The Guardian": what a tagger takes for a person behind a noun for firms or
    /// newspapers, and may be one of these.
    private func isBareName(_ phrase: NamePhrase) -> Bool {
        let first = phrase.name.lowerBound
        return phrase.kind == .person && !isGivenName(first)
            && (phrase.name.count == 1
                || phrase.name.count == 2 && first > 0 && text.has(first - 1, .outlet))
    }

    private func hasDigit(_ tokens: Range<Int>) -> Bool {
        let span = text.span(tokens)
        return text.bytes[span.start..<span.end].contains { $0 &- 48 < 10 }
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
}
