import Language
import Text

/// Nouns for those who belong to an organisation, and names set off behind nouns for one.
extension ActorCollector {
    /// "The pilots' union, Cockpit North,": the organisation whose name stands between commas behind a noun for one.
    func nameSetOff(behind token: Int) -> Int? {
        let index = position(of: token + 1)
        guard index < names.count, isOrganization(names[index].entry), isOrganizationNoun(token),
            names[index].mention.tokens.lowerBound == token + 2,
            text.tokens[token + 1].kind == .comma
        else { return nil }
        let tokens = names[index].mention.tokens
        let isClosed =
            tokens.upperBound >= text.tokens.count
            || [.comma, .sentenceEnd].contains(text.tokens[tokens.upperBound].kind)
        let isTied = tokens.contains { Int(text.analysis.heads[$0]) == token }
        return isClosed && isTied ? names[index].entry : nil
    }

    /// "The rebels", "die Beamten": the organisation that they belong to.
    mutating func collectMembers(_ token: Int, _ sentence: Int) -> Bool {
        guard
            let kinds = words.members[text.tokens[token].hash]
                ?? (prefix(token) == nil
                    ? nil : headAfterHyphen(token).flatMap { words.members[$0] }),
            text.analysis.morphology[token].number != .singular
        else { return false }
        // "Officers found the work": of those only who were called so.
        if text.pack.wordOrder == .subjectVerb, text.analysis.relations[token].isSubject,
            kinds.allSatisfy(words.closedKinds.contains), isBareNoun(token, isPlural: true),
            let entry = pointed(token, sentence, as: kinds)
        {
            refer(token, to: entry, token..<token + 1)
            return true
        }
        guard
            let start = definiteStart(token, text.sentences[sentence].tokens.lowerBound),
            start == token - 1, !isSpecified(token, start)
        else { return false }
        // "Die Huthi-Rebellen … die Miliz"
        if prefix(token) != nil {
            return collectPhrase(token, start, sentence, isNew: false)
                || collectPhrase(token, start, sentence, isNew: true)
        }
        guard let entry = pointed(token, sentence, as: kinds) else { return false }
        refer(token, to: entry, token..<token + 1)
        return true
    }
}
