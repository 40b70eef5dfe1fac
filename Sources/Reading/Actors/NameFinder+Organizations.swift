import Language
import Text

/// Names of organisations behind nouns that say what bears them.
extension NameFinder {
    /// "die Reederei Hansen & Söhne", "the Treasury": the name behind a noun that says what it is, and a noun that is a
    /// name by its capital.
    func organization(behindNoun index: Int, _ limit: Int) -> NameMention? {
        if let outlet = outletInQuotes(index, limit) ?? newspaper(index, limit) { return outlet }
        guard !text.analysis.universalTags.isEmpty, index > 0,
            text.analysis.universalTags[index] == .properNoun || isNameInNouns(index, limit)
        else { return nil }
        if wordOrder == .subjectVerb {
            let end = capitalised(from: index, limit)
            if isNamed(index..<end) {
                return NameMention(tokens: index..<end, kind: .organization(nil))
            }
            guard words.definite.contains(text.tokens[index - 1].hash),
                text.has(index, .organizationNoun),
                !words.government.contains(text.tokens[index].hash),
                index + 1 >= limit
                    || !text.tokens[index + 1].isCapitalised
                        && !text.has(index + 1, .preposition),
                text.analysis.entityKind(index) == nil
            else { return nil }
            return NameMention(tokens: index..<index + 1, kind: .organization(nil))
        }
        if ends(index - 1, with: words.seated), index + 1 >= limit || !isNameStart(index + 1) {
            // "Landgericht Hamburg"
            return NameMention(tokens: index - 1..<index + 1, kind: .organization(nil))
        }
        guard index > 1, isNaming(index - 1),
            text.has(index - 2, [.article, .preposition])
                || text.analysis.universalTags[index - 2] == .adjective,
            text.analysis.entityKind(index) != .organization,
            // "der Airline Norair", but not "der Konzern Peter Weber"
            !text.has(index, [.maleName, .femaleName])
                || text.analysis.entityKind(index) != .person
                    && (index + 1 >= limit || !text.tokens[index + 1].isCapitalised),
            text.pack.countries.match(text.tokens, at: index, limit: limit) == nil
        else { return nil }
        var end = index + (text.analysis.universalTags[index] == .noun ? 1 : 0)
        while end < limit, text.analysis.universalTags[end] == .properNoun,
            text.tokens[end].isCapitalised
                || text.tokens[end].span.count == 1 && end + 1 < limit
                    && text.tokens[end + 1].isCapitalised
        { end += 1 }
        return NameMention(tokens: index..<end, kind: .organization(nil))
    }

    /// "die Zeitung "Nordblatt""
    private func outletInQuotes(_ index: Int, _ limit: Int) -> NameMention? {
        guard index > 1, text.tokens[index - 1].kind == .openQuote, text.has(index - 2, .outlet),
            let end = (index..<min(index + 6, limit)).first(where: {
                text.tokens[$0].kind == .closeQuote
            }), end > index
        else { return nil }
        return NameMention(tokens: index..<end, kind: .organization(nil))
    }

    /// "The Daily Courier": capitalised words behind a definite article of which the last one is that of a newspaper.
    private func newspaper(_ index: Int, _ limit: Int) -> NameMention? {
        guard index > 0, words.definite.contains(text.tokens[index - 1].hash),
            wordOrder == .subjectVerb || text.analysis.universalTags.isEmpty
                || text.analysis.universalTags[index] != .noun
        else { return nil }
        var end = index
        while end < limit, end - index < 4, text.tokens[end].isCapitalised,
            text.tokens[end].kind == .word
        { end += 1 }
        guard end - index > 1, words.press.contains(text.tokens[end - 1].hash) else { return nil }
        return NameMention(tokens: index..<end, kind: .organization(nil))
    }

    /// "die Modekette Halo": a noun directly behind one that says what bears the name, and in its case.
    private func isNameInNouns(_ index: Int, _ limit: Int) -> Bool {
        wordOrder == .verbSecond && text.analysis.universalTags[index] == .noun
            && text.tokens[index].isCapitalised && index > 1
            && text.has(index - 2, .article) && ends(index - 1, with: words.naming)
            && !text.has(index, [.commonNoun, .personNoun, .organizationNoun])
            && text.analysis.morphology[index].grammaticalCase
                == text.analysis.morphology[index - 1].grammaticalCase
            && (index + 1 >= limit || !text.tokens[index + 1].isCapitalised)
    }

    /// The end of the capitalised words from a token on.
    private func capitalised(from index: Int, _ limit: Int) -> Int {
        var end = index + 1
        while end < limit, text.tokens[end].isCapitalised, text.tokens[end].kind == .word {
            end += 1
        }
        return end
    }

    /// "the fashion chain Halo", "the union Educators United"
    private func isNamed(_ name: Range<Int>) -> Bool {
        let index = name.lowerBound
        // "Airline Aerolux"
        let isFirst = index == 1 || text.tokens[index - 2].kind != .word
        let head = Int(text.analysis.heads[index - 1])
        // "Tobacco company Brandon": a noun without an article before a name is one phrase with it.
        let isBare =
            !isFirst
            && !(max(0, index - 4)..<index - 1).contains { text.has($0, [.article, .possessive]) }
        let isTied =
            isBare || name.contains { Int(text.analysis.heads[$0]) == index - 1 }
            || name.contains(head)
        let isKind =
            text.analysis.hasTrees && !words.kinds(text, index - 1).isEmpty
            && (isTied || text.analysis.relations[index - 1] == .compound)
        return (words.naming[text.tokens[index - 1].hash] != nil || isKind)
            && (isFirst || !text.tokens[index - 1].isCapitalised)
            && (isFirst || text.has(index - 2, .article)
                || [.noun, .adjective, .properNoun].contains(
                    text.analysis.universalTags[index - 2]))
            && !text.has(index, [.month, .weekday])
            // "Tobacco company Brandon", but not "sued the company Brandon founded"
            && (!text.has(index, [.maleName, .femaleName]) || name.count == 1 && isTied)
            && name.count < 5
            && (name.count == 1
                || !name.contains {
                    text.analysis.entityKind($0) == .person || text.has($0, .personNoun)
                })
            && text.pack.countries.match(text.tokens, at: index, limit: name.upperBound) == nil
    }

    /// "Nagano Group", where the tagger takes "Nagano" alone for a name: with the capitalised noun for organisations that
    /// stands behind it.
    func withKind(_ phrase: NamePhrase, _ limit: Int) -> Range<Int>? {
        let noun = phrase.name.upperBound
        guard wordOrder == .subjectVerb, phrase.kind == .location || phrase.kind == .organization,
            phrase.name.count == 1, noun < limit, text.tokens[noun].isCapitalised,
            text.tokens[noun].kind == .word, !text.has(noun, .personNoun),
            text.analysis.entityKind(noun) == nil,
            text.has(noun, .organizationNoun) || !words.kinds(text, noun).isEmpty,
            noun + 1 >= limit || !text.tokens[noun + 1].isCapitalised
        else { return nil }
        return phrase.name.lowerBound..<noun + 1
    }

    /// "Hanley & Sons Shipping": capitalised words around the sign, but no couple ("Brad & Angelina").
    /// - Parameter reach: how far the tags say that it goes ("Lund & Poor's").
    func joinedName(_ index: Int, _ reach: Int, _ limit: Int) -> NameMention? {
        let isPart = { (token: Int) in
            token < limit && text.tokens[token].kind == .word && text.tokens[token].isCapitalised
        }
        let isSign = { (token: Int) in
            token + 1 < limit && text.tokens[token].span.count == 1
                && text.bytes[text.tokens[token].span.start] == UInt8(ascii: "&")
        }
        guard isSign(index + 1), isPart(index + 2),
            !text.has(index, .article),
            !text.has(index, [.maleName, .femaleName])
                || !text.has(index + 2, [.maleName, .femaleName])
        else { return nil }
        var end = index + 3
        while isPart(end) || isSign(end) && isPart(end + 1) { end += 1 }
        return NameMention(tokens: index..<max(end, reach), kind: .organization(nil))
    }

    /// Whether the name of an organisation can stand behind a noun.
    private func isNaming(_ token: Int) -> Bool {
        ends(token, with: words.naming)
            || text.analysis.universalTags[token] == .noun
                && words.kinds(text, token).contains { !words.closedKinds.contains($0) }
                && !ends(token, with: words.seated)
    }

    private func isNameStart(_ token: Int) -> Bool {
        text.analysis.universalTags[token] == .properNoun
    }

    /// Whether a noun is one of a list, or a compound that ends with one: "Reederei", "Autohersteller".
    func ends(_ token: Int, with nouns: [UInt64: [UInt8]]) -> Bool {
        guard text.analysis.universalTags[token] == .noun else { return false }
        if nouns[text.tokens[token].hash] != nil { return true }
        let span = text.tokens[token].span
        let word = text.bytes[span.start..<span.end]
        return nouns.values.contains {
            word.count > $0.count + 2 && word.suffix($0.count).elementsEqual($0)
        }
    }
}
