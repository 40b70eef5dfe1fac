import Language
import Text

/// Whether words around a noun for an organisation or a country say which one it is.
extension ActorCollector {
    /// Whether words around a noun say which one it is: "die Partei des Präsidenten", "the French company". A stem like
    /// "central" of "central bank" is part of what it is.
    /// - Parameter byPlace: whether a place says so: "the court in The Hague".
    func isSpecified(_ token: Int, _ start: Int, byPlace: Bool = true) -> Bool {
        for before in start + 1..<token
        where text.pack.countries.match(text.tokens, at: before, limit: token) != nil
            || words.former.contains(inflectionHash(text, before))
        {
            return true
        }
        return isSpecifiedBehind(token, byPlace: byPlace)
    }

    /// The country of which an adjective before a noun says that it is, where nothing else says so.
    func country(before token: Int, _ start: Int) -> String? {
        var found: String?
        var before = start + 1
        while before < token {
            if let match = text.pack.countries.match(text.tokens, at: before, limit: token) {
                guard found == nil, match.kind == .adjective else { return nil }
                found = match.code
                before += match.length
            } else {
                guard !words.former.contains(inflectionHash(text, before)) else { return nil }
                before += 1
            }
        }
        return isSpecifiedBehind(token) ? nil : found
    }

    /// Whether words behind a noun say which one it is.
    func isSpecifiedBehind(_ token: Int, byPlace: Bool = true) -> Bool {
        guard text.analysis.hasTrees else { return false }
        let next = token + 1
        guard next < text.tokens.count, Int(text.analysis.heads[next]) >= 0 else { return false }
        // "das zweite Land, das …"
        if next + 1 < text.tokens.count, text.tokens[next].kind == .comma,
            text.has(next + 1, .relativePronoun), words.hasCompounds
        {
            return true
        }
        for behind in next..<min(next + 3, text.tokens.count)
        where Int(text.analysis.heads[behind]) == token
            && text.analysis.universalTags[behind] != .numeral
            && (byPlace || !isLocative(behind)) && !isApart(behind)
        {
            // "hatte dem Konzern Lohnverzicht angeboten"
            if words.hasCompounds, text.analysis.universalTags[behind] == .noun,
                [.appos, .flat, .compound, .unmarkedModifier].contains(
                    text.analysis.relations[behind])
            {
                continue
            }
            switch text.analysis.relations[behind] {
            case .nmod, .possessor, .appos, .flat, .descriptor, .unmarkedModifier, .relativeClause,
                .compound:
                return true
            default: continue
            }
        }
        // "die Partei des Präsidenten": the preposition or article hangs on what follows it.
        return text.has(next, .article)
            && text.analysis.morphology[next].grammaticalCase == .genitive
    }

    /// "asked the group for proof": a preposition that tells nothing of which one it is.
    private func isApart(_ token: Int) -> Bool {
        guard
            let child = text.tokens.indices[max(0, token - 4)..<token].first(where: {
                Int(text.analysis.heads[$0]) == token && text.analysis.relations[$0] == .adposition
            })
        else { return false }
        return words.apart.contains(text.tokens[child].hash)
    }
}
