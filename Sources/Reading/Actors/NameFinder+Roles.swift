import Language
import Text

/// What the words around the name of a person say that the person is.
extension NameFinder {
    /// The words before or behind a name that say what its bearer is.
    func role(of name: Range<Int>, from start: Int, _ limit: Int) -> Range<Int>? {
        roleBefore(name, from: start) ?? roleBehind(name, limit)
    }

    private func roleBefore(_ name: Range<Int>, from start: Int) -> Range<Int>? {
        var end = name.lowerBound
        while end > start, text.has(end - 1, .title), !isRoleNoun(end - 1) { end -= 1 }
        let isSetOff = end > start && text.tokens[end - 1].kind == .comma
        if isSetOff {
            end -= 1
            // "Präsident der Afrikanischen Union (AU), X"
            if let bracket = bracket(before: end, from: start) { end = bracket }
        }
        let noun = isSetOff ? describedRole(of: name, before: end, from: start) : nil
        var low = noun ?? end
        let last = low
        var hasNoun = noun != nil
        while low > start, last - low < 10 {
            let token = low - 1
            guard text.tokens[token].kind == .word,
                !text.has(token, [.auxiliary, .modal, .personalPronoun, .relativePronoun])
                    || text.has(token, .article)
            else { break }
            // "Nachfolgerin der Amtsinhaberin X": the noun before the article is what somebody else is.
            if text.has(token, [.article, .possessive]), hasNoun || !isInside(token, end) { break }
            if hasNoun, text.has(token, .conjunction), token > start, joinsRoles(token, end) {
                low = token
                continue
            }
            if text.has(
                token, [.preposition, .conjunction, .adverb, .subordinator, .complementizer]),
                !text.has(token, .nameParticle) || text.has(token, .article)
            {
                break
            }
            // "nach Angaben von Außenminister X", "der Berater von Präsident X": what stands before is no part of his role.
            if text.has(token, .preposition), hasNoun || token == start || !isRoleNoun(token - 1) {
                break
            }
            // "take up President Holt's offer"
            if !text.analysis.universalTags.isEmpty,
                [.adposition, .particle].contains(text.analysis.universalTags[token])
            {
                break
            }
            if text.has(token, .finiteVerb) || isFiniteVerb(token),
                !text.tokens[token].isCapitalised
            {
                break
            }
            if isRoleNoun(token) { hasNoun = true }
            low = token
        }
        while low < end, text.has(low, [.preposition, .article]) { low += 1 }
        low = behindParticiple(low, end, from: start)
        guard hasNoun, low < end else { return nil }
        return low..<end
    }

    /// The opening bracket of a short name in brackets that ends before a token.
    private func bracket(before end: Int, from start: Int) -> Int? {
        guard end - 3 > start, text.tokens[end - 1].kind == .closeBracket,
            text.tokens[end - 3].kind == .openBracket
        else { return nil }
        return end - 3
    }

    /// "die aus Kenia stammende | Politikerin X": behind the participle to which the words before a role belong, where a
    /// preposition stands before these.
    private func behindParticiple(_ low: Int, _ end: Int, from start: Int) -> Int {
        guard low > start, low < end, text.analysis.hasTrees, text.has(low - 1, .preposition),
            Int(text.analysis.heads[low - 1]) == low
        else { return low }
        let participle = Int(text.analysis.heads[low])
        guard participle > low, participle < end,
            [.adjective, .verb].contains(text.analysis.universalTags[participle])
        else { return low }
        return participle + 1
    }

    /// The noun of a role that other words describe, before the comma in front of a name: "the president of Kenya, William
    /// Ruto,", "der Minister für Arbeit, Jan Krol,".
    private func describedRole(of name: Range<Int>, before comma: Int, from start: Int) -> Int? {
        guard text.analysis.hasTrees, isClosed(name.upperBound) else { return nil }
        var found: Int?
        var token = comma - 1
        while token >= start, comma - token < 13, text.tokens[token].kind == .word,
            !text.has(token, [.auxiliary, .modal, .relativePronoun, .conjunction])
                || text.has(token, .article)
        {
            if isRoleNoun(token), text.has(token + 1, .preposition),
                (token + 1..<comma).allSatisfy({ hangs($0, on: token, before: comma) })
            {
                found = token
                if name.contains(where: { Int(text.analysis.heads[$0]) == token }) { break }
            }
            token -= 1
        }
        return found
    }

    /// "die Tochter des Gründers | und der Anwalt X": a conjunction and an article before another role.
    private func startsList(_ token: Int, _ limit: Int) -> Bool {
        token + 2 < limit && text.has(token, .conjunction) && text.has(token + 1, .article)
            && isRoleNoun(token + 2)
    }

    /// Whether a phrase ends before a token: the sentence does, or a comma, a dash or a bracket follows.
    private func isClosed(_ token: Int) -> Bool {
        token >= text.tokens.count || text.tokens[token].kind != .word
    }

    /// Whether a token belongs to a noun before it, by the words between.
    private func hangs(_ token: Int, on noun: Int, before limit: Int) -> Bool {
        var current = token
        for _ in 0..<8 {
            current = Int(text.analysis.heads[current])
            if current == noun { return true }
            guard current > noun, current < limit else { return false }
        }
        return false
    }

    /// "former mayor and presidential candidate Amy Holt", "die frühere Kanzlerin und jetzige Abgeordnete Petra Kuhn": two
    /// roles of one person, and not "the mayor and President Holt".
    private func joinsRoles(_ conjunction: Int, _ end: Int) -> Bool {
        guard isRoleNoun(conjunction - 1), !text.analysis.universalTags.isEmpty else {
            return false
        }
        return wordOrder == .verbSecond
            ? text.analysis.universalTags[conjunction + 1] == .adjective
            : (conjunction - 1..<end).allSatisfy { !text.tokens[$0].isCapitalised }
                // "Chairman and CEO Amy Holt"
                || text.tokens[conjunction - 1].isCapitalised
                    && !(max(0, conjunction - 5)..<conjunction - 1).contains {
                        text.has($0, [.article, .possessive])
                    }
    }

    /// "the opposition leader, Tendai Moyo,": a name of several words between commas behind a role is that of a person.
    func isBehindRole(_ name: Range<Int>, from start: Int, _ limit: Int) -> Bool {
        name.count > 1 && name.lowerBound > start + 1 && name.upperBound < limit
            && text.tokens[name.lowerBound - 1].kind == .comma
            && text.tokens[name.upperBound].kind == .comma
            && isRoleNoun(name.lowerBound - 2)
            && text.pack.countries.match(text.tokens, at: name.lowerBound, limit: name.upperBound)
                == nil
    }

    /// "accused leader Simon Holt", "has impeached President Luis Quispe": no part of a role.
    private func isFiniteVerb(_ token: Int) -> Bool {
        guard !text.analysis.universalTags.isEmpty, text.analysis.universalTags[token] == .verb
        else { return false }
        return text.analysis.morphology[token].verbForm == .finite
            || wordOrder == .subjectVerb && text.analysis.hasTrees
                && ![.amod, .compound].contains(text.analysis.relations[token])
    }

    /// An article of a genitive inside a role: "Sprecher der Regierung".
    private func isInside(_ token: Int, _ end: Int) -> Bool {
        token > 0 && token + 1 < end && isRoleNoun(token - 1)
    }

    /// "X, der Außenminister von Y,", "X, a former aide,".
    private func roleBehind(_ name: Range<Int>, _ limit: Int) -> Range<Int>? {
        var low = name.upperBound
        guard low + 1 < limit, text.tokens[low].kind == .comma else { return nil }
        low += 1
        guard !text.has(low, .conjunction) else { return nil }
        while low < limit, text.has(low, [.article, .possessive]) { low += 1 }
        var end = low
        var hasNoun = false
        while end < limit, end - low < 12, text.tokens[end].kind == .word {
            if text.has(end, .relativePronoun), !text.has(end, .article) { break }
            if text.has(end, [.auxiliary, .modal]), !text.has(end, [.article, .possessive]) {
                return nil
            }
            // "Obama, Asian leaders meet"
            if !text.analysis.universalTags.isEmpty, text.analysis.universalTags[end] == .verb,
                text.analysis.morphology[end].verbForm == .finite
            {
                return nil
            }
            if startsList(end, limit), hasNoun { return low..<end }
            if end - low < 6, isRoleNoun(end) {
                // "Obama, Asian leaders huddle"
                if !hasNoun, text.analysis.hasTrees,
                    text.analysis.morphology[end].number == .plural
                {
                    return nil
                }
                hasNoun = true
            }
            end += 1
        }
        guard hasNoun,
            end == limit || text.tokens[end].kind == .comma
                || text.tokens[end].kind == .sentenceEnd || text.has(end, .relativePronoun)
        else { return nil }
        return low..<end
    }
}
