import Language
import Text

/// Nouns for the people of a country as a whole: "die Briten", "the French".
extension ActorCollector {
    /// Ties them to the country, where nothing says which of its people are meant.
    /// - Returns: whether the noun stands for a country.
    mutating func collectPeople(_ token: Int, _ sentence: Int) -> Bool {
        let tokens = text.sentences[sentence].tokens
        guard text.tokens[token].isCapitalised, token > tokens.lowerBound,
            words.definite.contains(text.tokens[token - 1].hash)
        else { return false }
        // "the Europeans", where the text names their union
        if isPlural(token),
            let union = bynamed(text.tokens[token].hash, token, isMembers: true),
            !isSpecified(token, token - 1)
        {
            refer(token, to: union, token..<token + 1)
            return true
        }
        guard
            let code = people(token, tokens.upperBound), !isSpecified(token, token - 1)
        else { return false }
        // "Die Japaner" are a firm where the text names no Japan but only that.
        let firms = Set(occurrences.suffix(64).map(\.entry)).filter {
            isOrganization($0) && ledger.entries[$0].country == code
        }
        if ledger.country(code) == nil, firms.count == 1 {
            refer(token, to: firms.first!, token..<token + 1)
        } else {
            refer(token, toCountry: code, token..<token + 1)
        }
        return true
    }

    private func people(_ token: Int, _ limit: Int) -> String? {
        let span = text.tokens[token].span
        let word = text.bytes[span.start..<span.end]
        if isBeforeNoun(token, limit),
            text.analysis.universalTags[token] == .adjective || !words.hasCompounds
        {
            return nil
        }
        if let code = words.peoples.country(ofAdjective: word), !isSubjectOfOne(token) {
            return code
        }
        guard isPlural(token) || !words.hasCompounds else { return nil }
        if words.hasCompounds, let code = words.peoples.country(ofNoun: text.tokens[token].hash) {
            return code
        }
        return words.peoples.country(ofPlural: word)
    }

    /// Whether what follows a word in its sentence can be the noun that it belongs to.
    func isBeforeNoun(_ token: Int, _ limit: Int) -> Bool {
        let next = token + 1
        return next < limit && text.tokens[next].kind == .word
            && [.noun, .properNoun, .adjective, .numeral].contains(
                text.analysis.universalTags[next])
    }

    /// "Die Schweizer" may be an adjective for the tagger; then the article tells.
    private func isPlural(_ token: Int) -> Bool {
        switch text.analysis.morphology[token].number {
        case .plural: true
        case .singular: false
        case .unknown: text.analysis.morphology[token - 1].number == .plural
        }
    }

    /// "The Swiss has won": one person.
    private func isSubjectOfOne(_ token: Int) -> Bool {
        guard text.analysis.hasTrees, text.analysis.relations[token].isSubject else { return false }
        let head = Int(text.analysis.heads[token])
        guard head >= 0 else { return false }
        return ([head] + text.tokens.indices[token..<min(head + 1, text.tokens.count)]).contains {
            ($0 == head || Int(text.analysis.heads[$0]) == head)
                && text.analysis.morphology[$0].number == .singular
                && text.analysis.morphology[$0].tense == .present
                && [.verb, .auxiliary].contains(text.analysis.universalTags[$0])
        }
    }
}
