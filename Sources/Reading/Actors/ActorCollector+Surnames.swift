import Language
import Text

/// Short names: family names, first words of firms, names that were found elsewhere.
extension ActorCollector {
    /// Single words that name a person whom the document names in full elsewhere, or an organisation or place that was
    /// found elsewhere.
    mutating func collectSurnames() {
        var shorts: [UInt64: Int?] = [:]
        for item in names {
            for word in shortNames(item.mention) { shorts.claim(word, for: item.entry) }
        }
        collectBareNames { shorts[$0] == nil }
        var found: [(mention: NameMention, entry: Int)] = []
        var single: [UInt64: (kind: NameMention.Kind, entry: Int)] = [:]
        // "Luftbrücke" of "Luftbrücke AG", which may be a noun of the language.
        var firms: [UInt64: Int] = [:]
        for item in names {
            if case .organization(nil) = item.mention.kind, item.mention.tokens.count == 2,
                endsWithLegalForm(item.mention.tokens)
            {
                firms[text.tokens[item.mention.tokens.lowerBound].hash] = item.entry
            }
            if case .organization = item.mention.kind,
                let rest = nameBehindNoun(item.mention.tokens), rest.count == 1
            {
                single[text.tokens[rest.lowerBound].hash] = (item.mention.kind, item.entry)
            }
            guard item.mention.tokens.count == 1 else { continue }
            switch item.mention.kind {
            case .organization, .place:
                single[text.tokens[item.mention.tokens.lowerBound].hash] = (
                    item.mention.kind, item.entry
                )
            default: break
            }
        }
        var next = 0
        for token in text.tokens.indices {
            while next < names.count, names[next].mention.tokens.upperBound <= token { next += 1 }
            if next < names.count, names[next].mention.tokens.contains(token) { continue }
            guard text.tokens[token].isCapitalised, text.tokens[token].kind == .word,
                !text.has(token, [.article, .pronoun, .personalPronoun, .preposition]),
                !text.has(token, .commonNoun) || isBareNoun(token)
                    // "die Guerilla ELF … die ELF"
                    || text.tokens[token].flags.contains(.allCaps)
                        && text.tokens[token].span.count > 2
            else { continue }
            // "Hanley & Sons"
            if token + 1 < text.tokens.count, text.tokens[token + 1].span.count == 1,
                text.bytes[Int(text.tokens[token + 1].start)] == UInt8(ascii: "&")
            {
                continue
            }
            if let known = single[text.tokens[token].hash] {
                ledger.mention(known.entry, text.span(token..<token + 1))
                found.append(
                    (NameMention(tokens: token..<token + 1, kind: known.kind), known.entry))
                continue
            }
            let short =
                (shorts[text.tokens[token].hash] ?? nil).flatMap { isAlone(token) ? $0 : nil }
                ?? firms[text.tokens[token].hash].flatMap { isBareNoun(token) ? $0 : nil }
            if let known = short {
                ledger.mention(known, text.span(token..<token + 1))
                found.append(
                    (NameMention(tokens: token..<token + 1, kind: .organization(nil)), known))
                continue
            }
            guard
                let entry = ledger.person(called: text.tokens[token].hash)
                    ?? genitive(token).flatMap({ ledger.person(called: $0) })
            else { continue }
            let isGenitive = ledger.person(called: text.tokens[token].hash) == nil
            ledger.mention(
                entry, text.span(token..<token + 1), as: isGenitive ? nil : text.string(token))
            found.append((NameMention(tokens: token..<token + 1, kind: .person), entry))
        }
        insert(found)
    }

    /// The words by which an organisation may be called: the first and the last of its name, or what stands behind a short form
    /// in capitals: "Amnesty", "Rovers" of "Almdale Rovers", "Nordstern" of "FC Nordstern".
    private func shortNames(_ mention: NameMention) -> [UInt64] {
        guard case .organization(nil) = mention.kind, mention.tokens.count > 1,
            !text.analysis.universalTags.isEmpty
        else { return [] }
        let (first, last) = (mention.tokens.lowerBound, mention.tokens.upperBound - 1)
        let isForm =
            text.tokens[first].flags.contains(.allCaps) && text.tokens[first].span.count < 4
        let isPair = mention.tokens.count == 2
        return ((isForm ? [] : [first]) + (isPair ? [last] : [])).filter { word in
            if word == last, text.tokens[word].flags.contains(.allCaps),
                text.tokens[word].span.count > 1
            {
                // "Guerilla ELF"
                return true
            }
            return text.tokens[word].span.count > 3
                && (text.analysis.universalTags[word] == .properNoun
                    // "Aegean Lines"
                    || word == first && text.analysis.universalTags[word] == .adjective
                        && text.pack.wordOrder == .subjectVerb && !isKnownWord(word))
                && !text.has(
                    word, [.commonNoun, .organizationNoun, .personNoun, .maleName, .femaleName])
                && (word == first || kinds(word).isEmpty)
                && text.pack.countries.match(text.tokens, at: word, limit: word + 1) == nil
        }.map { text.tokens[$0].hash }
    }

    /// Whether a name stands for itself and is no part of a longer one.
    private func isAlone(_ token: Int) -> Bool {
        guard
            text.analysis.universalTags[token] == .properNoun
                || text.tokens[token].flags.contains(.allCaps)
                // "Rovers are looking for …"
                || text.pack.wordOrder == .subjectVerb
                    && (text.analysis.universalTags[token] == .noun
                        || text.analysis.universalTags[token] == .adjective
                            && text.analysis.relations[token].isSubject)
                    && isBareNoun(token, isPlural: true)
        else { return false }
        return
            (token == 0 || !text.tokens[token - 1].isCapitalised
            || text.has(token - 1, [.article, .preposition]))
            && (token + 1 >= text.tokens.count || !text.tokens[token + 1].isCapitalised)
    }

    /// A noun in the singular without any word that belongs to it is a name where the text knows one: "Vogel nickte".
    func isBareNoun(_ token: Int, isPlural: Bool = false) -> Bool {
        guard text.analysis.hasTrees,
            isPlural || text.analysis.morphology[token].number != .plural
        else { return false }
        if token > 0, text.has(token - 1, [.article, .possessive, .quantifier]) { return false }
        let near = max(0, token - 4)..<min(token + 5, text.tokens.count)
        return !near.contains { other in
            Int(text.analysis.heads[other]) == token
                && [.det, .amod, .nummod, .possessor, .possessiveDeterminer].contains(
                    text.analysis.relations[other])
        }
    }
}
