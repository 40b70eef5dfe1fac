import Language
import Text

/// Offices and who holds them.
extension ActorCollector {
    /// Ties the roles of people to the organisations that they name.
    mutating func tieRoles() {
        for item in names {
            guard case .person = item.mention.kind, let role = item.mention.role,
                let holder = holder(in: role)
            else { continue }
            ledger.hold(item.entry, for: holder)
        }
    }

    /// The first organisation or country that a stretch names.
    func holder(in range: Range<Int>) -> Int? {
        var index = position(of: range.lowerBound)
        while index < names.count, range.contains(names[index].mention.tokens.lowerBound) {
            switch names[index].mention.kind {
            case .organization, .country, .listed: return names[index].entry
            default: index += 1
            }
        }
        return nil
    }

    /// An office as a text names it: "der frühere russische Präsident".
    private struct Office {
        var tokens: Range<Int>
        /// The noun, without the ending for women and without what a hyphen joins to it.
        var noun: UInt64
        var country: String?
        /// What keeps it apart from the office itself: "former", "deputy".
        var modifiers: Set<UInt64> = []
        var isDefinite = false
    }

    /// Holders of offices that are named by their office alone: the person of the document who holds it, or a row of
    /// its own where the country is known and the person is not.
    mutating func collectRoles() {
        guard !text.analysis.morphology.isEmpty else { return }
        var covered = [Bool](repeating: false, count: text.tokens.count)
        var offices: [Int: [Office]] = [:]
        for item in names {
            for token in item.mention.tokens { covered[token] = true }
            guard case .person = item.mention.kind, let role = item.mention.role else { continue }
            for token in role {
                covered[token] = true
                if finder.isRoleNoun(token), let office = office(at: token, role) {
                    offices[item.entry, default: []].append(office)
                }
            }
        }
        // More holders of one kind of office than these are a list.
        var holders: [UInt64: [Int]] = [:]
        for entry in offices.keys.sorted() {
            for noun in Set(offices[entry]!.map(\.noun)) {
                if holders[noun, default: []].count < 32 {
                    holders[noun, default: []].append(entry)
                }
            }
        }
        for sentence in text.sentences {
            for token in sentence.tokens
            where !covered[token] && finder.isRoleNoun(token)
                && text.analysis.morphology[token].number != .plural
                && text.tokens[token].kind == .word
            {
                guard let office = office(at: token, sentence.tokens), office.isDefinite else {
                    continue
                }
                let same = (holders[office.noun] ?? []).filter { entry in
                    offices[entry]!.prefix(8).contains {
                        $0.noun == office.noun && $0.modifiers == office.modifiers
                    }
                }
                var fitting = same
                if let country = office.country {
                    // Whose country the text does not tell may be the one who is meant, if nobody else is.
                    fitting = same.filter { ledger.entries[$0].country == country }
                    if fitting.isEmpty {
                        fitting = same.filter { ledger.entries[$0].country == nil }
                    }
                }
                if fitting.count == 1 {
                    ledger.mention(fitting[0], text.span(office.tokens))
                } else if fitting.isEmpty, let country = office.country {
                    let name = baseForm(office.tokens)
                    let entry = ledger.other(.role, roleKey(name), name: name)
                    ledger.mention(entry, text.span(office.tokens))
                    ledger.describe(
                        entry, role: nil, holder: ledger.country(country), country: country)
                }
            }
        }
    }

    /// The office whose noun is a token.
    private func office(at token: Int, _ range: Range<Int>) -> Office? {
        var office = Office(tokens: token..<token + 1, noun: officeNoun(token))
        office.country = prefixCountry(token)
        var start = token
        while start > range.lowerBound, token - start < 5 {
            let before = start - 1
            guard text.tokens[before].kind == .word else { break }
            if words.definite.contains(text.tokens[before].hash) {
                office.isDefinite = true
                break
            }
            let stem = inflectionHash(text, before)
            if words.former.contains(stem) { office.modifiers.insert(stem) }
            // A country of two words: "North Korean".
            for length in [2, 1] where before - length + 1 >= range.lowerBound {
                if let match = text.pack.countries.match(
                    text.tokens, at: before - length + 1, limit: start), match.length == length
                {
                    office.country = match.code
                    if match.kind != .adjective { office.isDefinite = true }
                }
            }
            let tag =
                text.analysis.universalTags.isEmpty ? nil : text.analysis.universalTags[before]
            guard
                tag == .adjective || office.country != nil && tag == .properNoun
                    || tag == .noun
                        && text.pack.wordOrder == .subjectVerb
            else { break }
            start = before
        }
        // "Präsident Russlands", "president of Russia"
        var next = token + 1
        if next < range.upperBound, text.has(next, .preposition),
            !words.locative.contains(text.tokens[next].hash)
        {
            next += 1
        }
        if next < range.upperBound, office.country == nil,
            let match = text.pack.countries.match(text.tokens, at: next, limit: range.upperBound),
            match.kind == .name
        {
            office.country = match.code
            office.tokens = start..<next + match.length
        } else {
            office.tokens = start..<token + 1
        }
        return office
    }

    private func officeNoun(_ token: Int) -> UInt64 {
        let span = text.tokens[token].span
        var bytes = Array(text.bytes[span.start..<span.end])
        if let hyphen = bytes.lastIndex(of: UInt8(ascii: "-")), hyphen + 4 < bytes.count {
            bytes.removeFirst(hyphen + 1)
        }
        let lemma =
            reader.core.lexicon == nil ? nil : Array(reader.core.lemma(of: token, in: text).utf8)
        if let lemma, bytes.count == span.end - span.start, lemma.count > 3 { bytes = lemma }
        for ending in words.roleEndings
        where bytes.count > ending.count + 4 && bytes.suffix(ending.count).elementsEqual(ending) {
            bytes.removeLast(ending.count)
        }
        return foldedHash(bytes)
    }

    /// The key of a role: its words in their base form.
    func roleKey(_ name: String) -> [UInt64] {
        [1] + name.utf8.split(separator: 32).map { foldedHash(Array($0)) }
    }

    // MARK: Base forms

    /// The words of a role in the nominative: "stellvertretender Außenminister Südkoreas".
    ///
    /// Its adjectives take the strong ending of the gender and number of the noun, the noun that of the nominative; what
    /// follows stays as it stands.
    func baseForm(_ range: Range<Int>) -> String {
        guard !words.nominativeEndings.isEmpty, !text.analysis.morphology.isEmpty,
            let noun = range.first(where: {
                text.tokens[$0].isCapitalised
                    && (finder.isRoleNoun($0) || text.has($0, .unnamed))
            })
        else { return string(range) }
        let morphology = text.analysis.morphology[noun]
        let isPlural = morphology.number == .plural
        let ending =
            words.nominativeEndings[
                isPlural
                    ? 3 : morphology.gender == .feminine ? 1 : morphology.gender == .neuter ? 2 : 0]
        var out = ""
        for token in range {
            if token > range.lowerBound, text.tokens[token].flags.contains(.spaceBefore) {
                out += " "
            }
            if token < noun, text.analysis.universalTags[token] == .adjective {
                out += adjective(token, ending)
            } else if token == noun {
                out += nominative(noun, isPlural, morphology)
            } else {
                out += text.string(token)
            }
        }
        return out.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }

    private func adjective(_ token: Int, _ nominative: [UInt8]) -> String {
        let span = text.tokens[token].span
        var bytes = Array(text.bytes[span.start..<span.end])
        // "Hamburger" has no endings.
        if text.tokens[token].isCapitalised, reader.core.lexicon != nil,
            reader.core.lemma(of: token, in: text).lowercased() == text.string(token).lowercased()
        {
            return text.string(token)
        }
        for ending in text.pack.adjectiveEndings
        where bytes.count > ending.count + 2 && bytes.suffix(ending.count).elementsEqual(ending) {
            bytes.removeLast(ending.count)
            let word = String(decoding: bytes + nominative, as: UTF8.self)
            let isFirst = sentence(of: token).map {
                text.sentences[$0].tokens.lowerBound == token
            }
            return isFirst == true && text.analysis.entities[token].kind == nil
                ? word.lowercased() : word
        }
        return text.string(token)
    }

    private func nominative(_ token: Int, _ isPlural: Bool, _ morphology: Morphology) -> String {
        let word = text.string(token)
        guard reader.core.lexicon != nil else { return word }
        // Adjectives that are nouns: "die Beamten", but "Beamte", "ein Beamter".
        if word.hasSuffix("n") || word.hasSuffix("r") || word.hasSuffix("m") {
            let stem = word.hasSuffix("e" + word.suffix(1)) ? String(word.dropLast()) : ""
            if !stem.isEmpty, isNoun(stem + "r"), isNoun(stem + "n"), isNoun(stem),
                !isNoun(stem + "rn")
            {
                return isPlural || morphology.gender == .feminine ? stem : stem + "r"
            }
        }
        if isPlural {
            let isDative = morphology.grammaticalCase == .dative
            return isDative && (word.hasSuffix("ern") || word.hasSuffix("eln"))
                ? String(word.dropLast()) : word
        }
        return lemma(token)
    }

    /// The lemma of a noun, written as the text writes the part that both share.
    private func lemma(_ token: Int) -> String {
        let word = text.string(token)
        let lemma = reader.core.lemma(of: token, in: text)
        let shared = zip(word.lowercased(), lemma.lowercased()).prefix { $0 == $1 }.count
        guard shared >= 4 || shared == lemma.count else { return word }
        return String(word.prefix(shared)) + String(lemma.dropFirst(shared))
    }

    /// The name of an organisation in the nominative: "Europäische Zentralbank".
    func organizationName(_ mention: NameMention) -> String {
        let tokens = mention.tokens
        if tokens.count == 1, !text.analysis.universalTags.isEmpty, reader.core.lexicon != nil,
            text.analysis.universalTags[tokens.lowerBound] == .noun,
            text.pack.wordOrder == .verbSecond
        {
            return lemma(tokens.lowerBound)
        }
        guard tokens.count > 1, !words.nominativeEndings.isEmpty, !text.analysis.morphology.isEmpty,
            let noun = tokens.first(where: { text.analysis.universalTags[$0] != .adjective }),
            noun > tokens.lowerBound, text.analysis.universalTags[noun] == .noun
        else { return nameString(mention) }
        let morphology = text.analysis.morphology[noun]
        let ending =
            words.nominativeEndings[
                morphology.number == .plural
                    ? 3 : morphology.gender == .feminine ? 1 : morphology.gender == .neuter ? 2 : 0]
        var out: [String] = []
        for token in tokens {
            out.append(
                token < noun
                    ? adjective(token, ending)
                    : token == noun && morphology.number != .plural
                        ? lemma(token) : text.string(token))
        }
        return out.joined(separator: " ")
    }

    /// Whether a form stands in the lexicon.
    private func isNoun(_ form: String) -> Bool {
        guard let lexicon = reader.core.lexicon else { return false }
        return Array(form.utf8).withUnsafeBufferPointer {
            let origin = lexicon.lookUp($0, isInitial: false).origin
            return origin == .exact || origin == .compound
        }
    }
}
