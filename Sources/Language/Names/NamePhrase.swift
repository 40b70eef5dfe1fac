public import Text

/// A name with what stands around it: the title, the role and the nationality of a person.
public struct NamePhrase: Hashable, Sendable {
    /// The tokens of the name itself, without titles and roles.
    public var name: Range<Int>
    public var kind: EntityTag.Kind
    /// "Dr.", "Herr".
    public var title: Range<Int>?
    /// What the text says that a person is, before the name or behind it in commas or brackets:
    /// "Südkoreas stellvertretender Außenminister".
    public var role: Range<Int>?
    /// The country of the person, an adjective or a genitive: "Südkoreas", "French".
    public var nationality: Range<Int>?
    /// The family name of a person, its particles included: "von der Leyen"; the first word of an
    /// East Asian name ("Kim Hong-kyun").
    public var familyName: Range<Int>?
    /// The name stands in the genitive: "Merkels", "Carter's".
    public var hasGenitiveEnding = false

    /// Everything from the first token to the last one.
    public var tokens: Range<Int> {
        [title, role, nationality].compactMap { $0 }.reduce(name) {
            min($0.lowerBound, $1.lowerBound)..<max($0.upperBound, $1.upperBound)
        }
    }
}

/// Finds the names of a text by its tags, and what stands around them.
public struct NamePhraseFinder {
    private let text: AnalysedText
    private let entities: [EntityTag]

    /// - Parameter entities: one tag a token; `text.analysis.entities` where the text has them.
    public init(_ text: AnalysedText, entities: [EntityTag]? = nil) {
        self.text = text
        self.entities = entities ?? text.analysis.entities
    }

    /// All names in the order of the text.
    /// - Complexity: O(n): no role is longer than twelve words.
    public func phrases() -> [NamePhrase] {
        guard entities.count == text.tokens.count else { return [] }
        var phrases: [NamePhrase] = []
        for sentence in text.sentences {
            var index = sentence.tokens.lowerBound
            while index < sentence.tokens.upperBound {
                guard let kind = entities[index].kind else {
                    index += 1
                    continue
                }
                var end = index + 1
                while end < sentence.tokens.upperBound, entities[end].kind == kind,
                    !entities[end].begins
                { end += 1 }
                phrases.append(phrase(index..<end, kind, in: sentence.tokens))
                index = end
            }
        }
        return phrases
    }

    private func phrase(
        _ span: Range<Int>, _ kind: EntityTag.Kind, in sentence: Range<Int>
    ) -> NamePhrase {
        var phrase = NamePhrase(name: span, kind: kind)
        phrase.hasGenitiveEnding = isGenitive(span, sentence)
        guard kind == .person else { return phrase }
        // A title or a role that the tags took into the name.
        var start = span.lowerBound
        while start + 1 < span.upperBound,
            text.has(start, .title)
                || isRoleNoun(start) && !text.has(start, [.maleName, .femaleName])
        { start += 1 }
        phrase.name = start..<span.upperBound
        phrase.familyName = familyName(phrase.name)
        var low = start
        while low > sentence.lowerBound, text.has(low - 1, .title), !isRoleNoun(low - 1) {
            low -= 1
        }
        if low < start { phrase.title = low..<start }
        phrase.role = roleBefore(low, sentence) ?? roleBehind(span.upperBound, sentence)
        phrase.nationality = nationality(phrase, before: low, sentence)
        return phrase
    }

    // MARK: The name itself

    private func familyName(_ name: Range<Int>) -> Range<Int> {
        let first = name.lowerBound
        let last = name.upperBound - 1
        guard name.count > 1 else { return name }
        let span = text.tokens[first + 1].span
        let isHyphenated = text.bytes[span.start..<span.end].contains(UInt8(ascii: "-"))
        if text.has(first, .familyFirst), !text.has(first + 1, .nameParticle),
            isHyphenated || name.count == 3 || !text.has(first, [.maleName, .femaleName])
        {
            return first..<first + 1
        }
        var start = last
        while start - 1 > first, text.has(start - 1, .nameParticle) { start -= 1 }
        // A name that begins with its particle: "von der Leyen".
        if start - 1 == first, text.has(first, .nameParticle), !text.tokens[first].isCapitalised {
            start = first
        }
        return start..<name.upperBound
    }

    /// Whether a name ends in a genitive: a clitic follows, or the form without its ending stands
    /// elsewhere in the text as a name, or a noun follows that the name belongs to.
    private func isGenitive(_ span: Range<Int>, _ sentence: Range<Int>) -> Bool {
        let last = span.upperBound - 1
        let next = span.upperBound
        if next < sentence.upperBound, text.tokens[next].start == text.tokens[last].end,
            text.pack.clitics.contains(text.tokens[next].hash)
        {
            return true
        }
        // "Lukas" is a name as it stands.
        guard !text.has(last, [.maleName, .femaleName]) else { return false }
        let token = text.tokens[last].span
        for ending in text.pack.nameEndings
        where token.end - token.start > ending.count + 2
            && text.bytes[token.start..<token.end].suffix(ending.count).elementsEqual(ending)
        {
            let stem = text.bytes[token.start..<token.end - ending.count]
            guard let letter = stem.last, letter != UInt8(ascii: "s") else { continue }
            let classes = text.pack.words.classes(of: foldedHash(stem))
            // "die Tochter John Kennedys"
            if isPossessor(span) { return true }
            // "Annas", but "Damian Hinds"
            if span.count == 1, !classes.isDisjoint(with: [.maleName, .femaleName]) { return true }
            if text.pack.countries.match(text.tokens, at: last, limit: next) != nil { return true }
            if next < sentence.upperBound, entities[next].kind == nil,
                text.tokens[next].kind == .word,
                text.tokens[next].isCapitalised, text.pack.wordOrder == .verbSecond
            {
                return true
            }
        }
        return false
    }

    /// Whether a name in the genitive tells whose the noun right before it is.
    private func isPossessor(_ name: Range<Int>) -> Bool {
        let noun = name.lowerBound - 1
        guard text.pack.wordOrder == .verbSecond, text.analysis.hasTrees, noun >= 0,
            entities[name.lowerBound].kind == .person
        else { return false }
        let last = text.analysis.morphology[name.upperBound - 1]
        return text.analysis.universalTags[noun] == .noun && last.grammaticalCase == .genitive
            && text.analysis.morphology[noun].grammaticalCase != .genitive
    }

    // MARK: Roles

    /// Whether a token names what a person is: "Minister", "Kreml-Sprecher", "Vizeaußenminister".
    private func isRoleNoun(_ token: Int) -> Bool {
        guard text.tokens[token].kind == .word else { return false }
        if text.has(token, .personNoun) { return true }
        let span = text.tokens[token].span
        guard span.end - span.start > 6, span.end - span.start < 60,
            text.pack.wordOrder == .verbSecond
                || text.bytes[span.start..<span.end].contains(UInt8(ascii: "-"))
        else { return false }
        // The last part of a compound is its head.
        for start in (span.start + 2)..<(span.end - 3) where text.bytes[start] & 0xC0 != 0x80 {
            let hash = foldedHash(text.bytes[start..<span.end])
            if text.pack.words.classes(of: hash).contains(.personNoun) { return true }
        }
        return false
    }

    private static let linkWords: WordClasses = [
        .conjunction, .adverb, .subordinator, .complementizer, .preposition,
    ]
    /// No role is longer.
    private static let longestRole = 12

    /// "Südkoreas stellvertretender Außenminister Kim", "US Secretary of State Antony Blinken".
    private func roleBefore(_ end: Int, _ sentence: Range<Int>) -> Range<Int>? {
        var low = end
        var hasNoun = false
        while low > sentence.lowerBound, end - low < Self.longestRole {
            let token = low - 1
            guard text.tokens[token].kind == .word, entities[token].kind != .person,
                !text.has(token, [.auxiliary, .modal, .personalPronoun, .relativePronoun])
                    || text.has(token, .article)
            else { break }
            // An article or a preposition goes on only inside a role: "Sprecher der Regierung".
            if text.has(token, [.article, .possessive, .preposition]),
                !(token > sentence.lowerBound && low < end
                    && (isRoleNoun(token - 1)
                        || text.has(token - 1, .preposition)
                            && token - 1 > sentence.lowerBound && isRoleNoun(token - 2)))
            {
                break
            }
            if text.has(token, Self.linkWords), !text.has(token, [.preposition, .article]) {
                break
            }
            if text.has(token, .finiteVerb), !text.tokens[token].isCapitalised { break }
            if isRoleNoun(token) { hasNoun = true }
            low = token
        }
        guard hasNoun, low < end else { return nil }
        return low..<end
    }

    /// "Kim, Südkoreas stellvertretender Außenminister,", "Smith (a former aide)".
    private func roleBehind(_ start: Int, _ sentence: Range<Int>) -> Range<Int>? {
        var low = start
        guard low + 1 < sentence.upperBound,
            text.tokens[low].kind == .comma || text.tokens[low].kind == .openBracket
        else { return nil }
        let isBracket = text.tokens[low].kind == .openBracket
        low += 1
        while low < sentence.upperBound, text.has(low, [.article, .possessive]) { low += 1 }
        var end = low
        var hasNoun = false
        while end < sentence.upperBound, end - low < Self.longestRole,
            text.tokens[end].kind == .word || text.tokens[end].kind == .number
        {
            if text.has(end, .relativePronoun), !text.has(end, .article) { return nil }
            if text.has(end, [.auxiliary, .modal]), !text.has(end, [.article, .possessive]) {
                return nil
            }
            // Another person begins: a list.
            if entities[end].kind == .person { return nil }
            if end - low < 6, isRoleNoun(end) { hasNoun = true }
            end += 1
        }
        guard hasNoun, end > low else { return nil }
        let isClosed =
            end == sentence.upperBound
            || text.tokens[end].kind == (isBracket ? .closeBracket : .comma)
            || !isBracket && text.tokens[end].kind == .sentenceEnd
        return isClosed ? low..<end : nil
    }

    /// A country in the role, or an adjective right before the name.
    private func nationality(
        _ phrase: NamePhrase, before low: Int, _ sentence: Range<Int>
    ) -> Range<Int>? {
        let places = phrase.role.map { Array($0) } ?? [low - 1]
        for index in places where index >= sentence.lowerBound && index < sentence.upperBound {
            guard
                let country = text.pack.countries.match(
                    text.tokens, at: index, limit: phrase.role?.upperBound ?? low),
                country.kind != .seat, phrase.role != nil || country.kind == .adjective
            else { continue }
            return index..<index + country.length
        }
        return nil
    }
}
