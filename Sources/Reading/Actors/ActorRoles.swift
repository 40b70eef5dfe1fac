import Language
import Text

/// What the roles of people say, and names in their base form.
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
            let isFirst = text.sentence(at: token).map {
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
        if let ending = ["en", "er", "em", "e"].first(where: word.hasSuffix) {
            let stem = String(word.dropLast(ending.count - 1))
            if isNoun(stem + "r"), isNoun(stem + "n"), isNoun(stem),
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
            return text.analysis.morphology[tokens.lowerBound].number == .plural
                ? nominativePlural(tokens.lowerBound) : lemma(tokens.lowerBound)
        }
        guard tokens.count > 1, !words.nominativeEndings.isEmpty, !text.analysis.morphology.isEmpty,
            let first = tokens.first(where: { !isNameAdjective($0) }), first > tokens.lowerBound
        else { return nameString(mention) }
        // "Deutsche Fußball Liga": the last of the nouns is what the adjective belongs to.
        let nouns = tokens[first...].prefix {
            [.noun, .properNoun].contains(text.analysis.universalTags[$0])
        }
        guard
            let noun = nouns.last(where: { text.analysis.universalTags[$0] == .noun })
                ?? nouns.last, text.analysis.morphology[noun].gender != .unknown
        else { return nameString(mention) }
        let morphology = text.analysis.morphology[noun]
        let ending =
            words.nominativeEndings[
                morphology.number == .plural
                    ? 3 : morphology.gender == .feminine ? 1 : morphology.gender == .neuter ? 2 : 0]
        var out: [String] = []
        for token in tokens {
            out.append(
                token < first
                    ? adjective(token, ending)
                    : token == noun && morphology.number != .plural
                        ? lemma(token) : text.string(token))
        }
        return out.joined(separator: " ")
    }

    /// An adjective, or the one of a country that a tagger takes for a noun: "Deutschen" of "Deutschen Bank".
    private func isNameAdjective(_ token: Int) -> Bool {
        text.analysis.universalTags[token] == .adjective
            || text.pack.countries.match(text.tokens, at: token, limit: token + 1)?.kind
                == .adjective
    }

    /// "Streitkräfte" of "Streitkräften"; "Huthi-Rebellen" stays.
    private func nominativePlural(_ token: Int) -> String {
        let form = text.string(token)
        guard text.analysis.morphology[token].grammaticalCase == .dative, form.hasSuffix("n") else {
            return form
        }
        let short = String(form.dropLast())
        return isNoun(short) ? short : form
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
