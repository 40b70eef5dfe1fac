import Language
import Text

/// Where the name of a person begins and ends, and which nouns say what somebody is.
extension NameFinder {
    /// The person of a name, without the office before it and the thing behind it that a tagger took into it.
    func person(
        _ name: Range<Int>, _ phrase: NamePhrase?, from start: Int, _ limit: Int
    ) -> NameMention {
        // "Pres. Obama", "Major Valeri Trojanow"
        let offices = name.dropLast().prefix { token in
            words.shortOffices[text.tokens[token].hash] != nil
                || token + 2 < name.upperBound && isGivenName(token + 1)
                    && (text.has(token, .personNoun)
                        // "Democrat Alan Grayson"
                        || words.epithets.contains(text.tokens[token].hash))
        }
        var tokens = name.dropFirst(offices.count)
        let isOwner = hasThingBehind(tokens)
        if isOwner { tokens.removeLast() }
        var mention = NameMention(
            tokens: tokens, kind: .person,
            role: role(of: tokens, from: start, limit) ?? taggedRole(phrase),
            isGenitive: isOwner || (phrase?.hasGenitiveEnding ?? false) && !isSubject(tokens))
        // "die Tochter John Kennedys", but "Außenminister Müllers Plan"
        if mention.isGenitive, let role = mention.role, role.upperBound == tokens.lowerBound,
            role.lowerBound > start, text.has(role.lowerBound - 1, [.article, .possessive])
        {
            mention.role = nil
        }
        return mention
    }

    /// "Secretary of State Henry Cole", "Cole (a former aide)"
    private func taggedRole(_ phrase: NamePhrase?) -> Range<Int>? {
        guard let phrase, let role = phrase.role else { return nil }
        let isBefore = role.upperBound <= phrase.name.lowerBound
        return isBefore || text.tokens[phrase.name.upperBound].kind == .openBracket ? role : nil
    }

    /// "Major General" before "Yaw Darko": words that say what the bearer of the name behind them is.
    func isOffice(_ tokens: Range<Int>, _ limit: Int) -> Bool {
        tokens.upperBound < limit && text.tokens[tokens.upperBound].isCapitalised
            && text.analysis.entityKind(tokens.upperBound) == .person
            && isRoleNoun(tokens.upperBound - 1)
    }

    /// "Theresa Mays EU-Abkommen": a common noun behind a genitive, which the tagger took for a part of the name.
    private func hasThingBehind(_ name: Range<Int>) -> Bool {
        guard wordOrder == .verbSecond, name.count > 1, !text.analysis.universalTags.isEmpty,
            let thing = name.last, text.analysis.universalTags[thing] == .noun,
            text.analysis.universalTags[thing - 1] == .properNoun
        else { return false }
        let owner = text.tokens[thing - 1].span
        return text.bytes[owner.end - 1] == UInt8(ascii: "s")
    }

    static let functionWords: WordClasses = [
        .article, .pronoun, .possessive, .personalPronoun, .preposition, .conjunction, .adverb,
        .complementizer, .subordinator, .auxiliary, .modal, .weekday, .month, .quantifier,
        .negation,
    ]

    func isGivenName(_ token: Int) -> Bool {
        text.has(token, [.maleName, .femaleName]) && text.tokens[token].isCapitalised
            && !text.has(token, Self.functionWords) && text.tokens[token].kind == .word
    }

    /// A capitalised word that can be a part of a name.
    func isNamePart(_ token: Int) -> Bool {
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

    func personName(at index: Int, from start: Int, _ limit: Int) -> Range<Int>? {
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
            // "Major der Luftstreitkräfte"
            if end > particles, text.has(index, .personNoun) { return nil }
            if end < limit,
                isNamePart(end) || isJoinedParticle(end)
                    || text.has(end, .personNoun) && end == index + 1
                        && text.tokens[end].isCapitalised
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

    func findRoleNouns() -> [Bool] {
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
