import Language
import Text

/// An office as a text names it: "der frühere russische Präsident", "the foreign minister".
struct Office {
    var tokens: Range<Int>
    /// The noun in its base form and in small letters, without the ending for women and without what a hyphen joins to it.
    var noun: [UInt8]
    var country: String?
    /// What keeps it apart from the office itself: "former", "deputy"; see ``ActorWords/modifier(_:)``.
    var modifiers: Set<OfficeModifier> = []
    /// Which office it is, where words of their own say so: "foreign", "finance".
    var specifiers: Set<UInt64> = []
    var isDefinite = false
    /// Whether it is only the office of somebody else: "his counterpart".
    var isCounterpart = false
    /// Whether it is the office that somebody else had before, and has had since: "his successor", "her predecessor".
    var isSuccessor = false
    var isPredecessor = false
    /// Whether the noun is one for men; nil where it does not tell.
    var isMale: Bool?

    /// Whether a text that says this can mean the holder of an office: "der Minister" a minister of defence, "the
    /// premier" a prime minister.
    func canMean(_ held: Office, _ words: ActorWords) -> Bool {
        guard modifiers == held.modifiers else { return false }
        if noun == held.noun || isHead(of: held.noun, words) {
            return specifiers.isSubset(of: held.specifiers)
        }
        // A more general word comes back to somebody.
        return specifiers.isEmpty && held.tokens.lowerBound < tokens.lowerBound
            && words.general[noun]?.contains { $0.fits(held, words) } ?? false
    }

    /// "Minister" of "Verteidigungsminister".
    private func isHead(of compound: [UInt8], _ words: ActorWords) -> Bool {
        words.hasCompounds && compound.count > noun.count + 2 && noun.count > 3
            && compound.suffix(noun.count).elementsEqual(noun)
    }
}

/// A word that keeps the holder of an office apart from others: "former", "deputy", "acting".
struct OfficeModifier: Hashable, Sendable {
    /// The hash of its stem, or a number for words that are as good as each other.
    private let mark: UInt64

    init(stem: UInt64) { mark = stem }

    static let past = OfficeModifier(stem: 1)
    static let deputy = OfficeModifier(stem: 2)
}

/// An office that a more general word can stand for: "premier" for "prime minister".
struct NamedOffice: Sendable {
    var noun: [UInt8]
    /// The words before the noun.
    var specifiers: Set<UInt64>

    func fits(_ held: Office, _ words: ActorWords) -> Bool {
        let isNoun =
            noun == held.noun
            || words.hasCompounds && held.noun.count > noun.count + 2
                && held.noun.suffix(noun.count).elementsEqual(noun)
        return isNoun && specifiers.isSubset(of: held.specifiers)
    }
}

extension ActorCollector {
    /// The offices that the role of a person names, without those of others ("Sprecher des Präsidenten").
    func offices(in role: Range<Int>) -> [Office] {
        var found: [Office] = []
        var isJoined = false
        for token in role {
            if text.has(token, .conjunction) || text.tokens[token].kind == .comma {
                isJoined = true
            }
            let isOther =
                text.has(token, [.preposition, .article]) && !text.has(token, .conjunction)
            if isOther, !found.isEmpty, !isJoined { break }
            guard finder.isRoleNoun(token) else { continue }
            if !isJoined { found.removeAll() }
            found.append(office(at: token, role))
        }
        return found
    }

    /// The office whose noun is a token.
    func office(at token: Int, _ range: Range<Int>) -> Office {
        let noun = officeNoun(token)
        var office = Office(tokens: token..<token + 1, noun: noun.bytes)
        office.country = text.frontCountry(of: token) ?? noun.country
        office.isCounterpart = words.counterparts.contains(text.tokens[token].hash)
        office.isSuccessor = words.successors.contains(foldedHash(noun.bytes))
        office.isPredecessor = words.predecessors.contains(foldedHash(noun.bytes))
        office.isMale = isMaleNoun(token, isFeminine: noun.isFeminine)
        if let front = text.front(of: token), let modifier = words.modifier(foldedHash(front)) {
            // "Ex-Präsident", "Vize-Minister"
            office.modifiers.insert(modifier)
        }
        if let (noun, modifier) = withoutPrefix(office.noun) {
            // "Expräsident", "Vizeminister"
            office.noun = noun
            office.modifiers.insert(modifier)
        }
        var start = token
        while start > range.lowerBound, token - start < 5 {
            let before = start - 1
            guard text.tokens[before].kind == .word else { break }
            if words.definite.contains(text.tokens[before].hash) {
                office.isDefinite = true
                break
            }
            let stem = inflectionHash(text, before)
            let modifier = words.modifier(stem)
            let isModifier = modifier != nil
            if let modifier { office.modifiers.insert(modifier) }
            let hasCountry = readCountry(before, range.lowerBound, start, &office)
            let tag =
                text.analysis.universalTags.isEmpty ? nil : text.analysis.universalTags[before]
            guard
                tag == .adjective || isModifier || office.country != nil && tag == .properNoun
                    || (tag == .noun || tag == .properNoun) && text.pack.wordOrder == .subjectVerb
            else { break }
            if !isModifier, !hasCountry, text.pack.wordOrder == .subjectVerb {
                office.specifiers.insert(text.tokens[before].hash)
            }
            start = before
        }
        // "Saudi Arabia's crown prince"
        if office.country == nil, start - 2 >= range.lowerBound, text.has(start - 1, .possessive),
            text.tokens[start - 1].span.count <= 2
        {
            for length in [3, 2, 1] where start - 1 - length >= range.lowerBound {
                if let match = text.pack.countries.match(
                    text.tokens, at: start - 1 - length, limit: start), match.length == length
                {
                    office.country = match.code
                    office.isDefinite = true
                    break
                }
            }
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

    /// Reads the country that a word before the noun of an office names, also one of two words: "North Korean".
    private func readCountry(
        _ token: Int, _ low: Int, _ start: Int, _ office: inout Office
    ) -> Bool {
        for length in [2, 1] where token - length + 1 >= low {
            if let match = text.pack.countries.match(
                text.tokens, at: token - length + 1, limit: start), match.length == length
            {
                office.country = match.code
                if match.kind != .adjective { office.isDefinite = true }
                return true
            }
        }
        // The first word of two: the second was read with it.
        return text.pack.countries.match(text.tokens, at: token, limit: token + 2)?.length == 2
    }

    /// The noun of an office behind a prefix that keeps it apart from the office itself: "kanzler" of "altkanzler".
    private func withoutPrefix(_ noun: [UInt8]) -> (noun: [UInt8], modifier: OfficeModifier)? {
        for (prefix, modifier) in words.modifierPrefixes
        where noun.count > prefix.count + 4 && noun.starts(with: prefix) {
            let rest = Array(noun.dropFirst(prefix.count))
            if text.pack.words.classes(of: foldedHash(rest)).contains(.personNoun) {
                return (rest, modifier)
            }
        }
        return nil
    }

    /// "head of state": the noun that it stands for.
    func longOffice(_ token: Int) -> [UInt8]? {
        guard !words.longOffices.isEmpty,
            let known = words.longOffices[text.tokens[token].hash], token + 2 < text.tokens.count,
            text.has(token + 1, .preposition)
        else { return nil }
        return known.first { $0.last == text.tokens[token + 2].hash }?.noun
    }

    /// The noun of an office; "Kremlchef" is a chief, and that of a country.
    private func officeNoun(_ token: Int) -> (bytes: [UInt8], isFeminine: Bool, country: String?) {
        if let known = longOffice(token) ?? words.shortOffices[text.tokens[token].hash] {
            return (known, false, nil)
        }
        let span = text.tokens[token].span
        var bytes = Array(text.bytes[span.start..<span.end])
        if let hyphen = bytes.lastIndex(of: UInt8(ascii: "-")), hyphen + 4 < bytes.count {
            bytes.removeFirst(hyphen + 1)
        }
        let lemma =
            reader.core.lexicon == nil ? nil : Array(reader.core.lemma(of: token, in: text).utf8)
        if let lemma, bytes.count == span.end - span.start, lemma.count > 3 { bytes = lemma }
        var isFeminine = false
        for ending in words.roleEndings
        where bytes.count > ending.count + 4 && bytes.suffix(ending.count).elementsEqual(ending) {
            bytes.removeLast(ending.count)
            isFeminine = true
        }
        var country: String?
        if words.hasCompounds, let seat = seatBefore(bytes) {
            country = seat.code
            bytes.removeFirst(seat.length)
        }
        return (smallLetters(bytes), isFeminine, country)
    }

    /// The seat of government that a compound begins with.
    private func seatBefore(_ compound: [UInt8]) -> (code: String, length: Int)? {
        guard compound.count > 8 else { return nil }
        for length in 5...(compound.count - 4) where compound[length] & 0xC0 != 0x80 {
            if let match = text.pack.countries.match(form: foldedHash(compound[..<length])),
                match.kind == .seat,
                text.pack.words.classes(of: foldedHash(compound[length...])).contains(.personNoun)
            {
                return (match.code, length)
            }
        }
        return nil
    }

    /// Whether a noun for people is one for men.
    private func isMaleNoun(_ token: Int, isFeminine: Bool) -> Bool? {
        if isFeminine || words.female.contains(text.tokens[token].hash) { return false }
        if words.male.contains(text.tokens[token].hash) { return true }
        guard words.hasCompounds, !text.analysis.morphology.isEmpty else { return nil }
        switch text.analysis.morphology[token].gender {
        case .masculine: return true
        case .feminine: return false
        case .neuter, .unknown: return nil
        }
    }
}

/// The letters of a word in small ones.
func smallLetters(_ bytes: [UInt8]) -> [UInt8] {
    Array(String(decoding: bytes, as: UTF8.self).lowercased().utf8)
}
