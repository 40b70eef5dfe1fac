import Language
import Text

/// Nouns that stand for people whom the text has named: "die Dänin", "der 54-Jährige", "die Kämmerin".
extension ActorCollector {
    /// "Kämmerin Jule Arnold": the noun before the name of a person.
    mutating func noteDescriber(_ item: (mention: NameMention, entry: Int)) {
        let noun = item.mention.tokens.lowerBound - 1
        guard noun >= 0, item.mention.role == nil, !item.mention.isGenitive,
            text.analysis.universalTags[noun] == .noun,
            text.analysis.morphology[noun].number != .plural, text.tokens[noun].span.count > 3,
            text.analysis.hasTrees,
            item.mention.tokens.contains(where: {
                Int(text.analysis.heads[$0]) == noun || Int(text.analysis.heads[noun]) == $0
            })
        else { return }
        personNouns.claim(text.tokens[noun].hash, for: item.entry)
    }

    /// "Die Kämmerin": who was called by the noun before the name.
    mutating func collectDescribed(_ token: Int, _ sentence: Int) {
        guard let entry = personNouns[text.tokens[token].hash] ?? nil, token > 0,
            words.definite.contains(text.tokens[token - 1].hash),
            text.analysis.morphology[token].number != .plural,
            !isSpecified(token, token - 1),
            occurrences.contains(where: { $0.entry == entry })
        else { return }
        refer(token, to: entry, token..<token + 1)
    }

    /// "Die Dänin", "the Dane": the only person of that country whom the text before means.
    mutating func collectDemonym(_ token: Int, _ sentence: Int) {
        if collectAge(token, sentence) { return }
        guard text.tokens[token].isCapitalised, text.analysis.morphology[token].number != .plural,
            token > text.sentences[sentence].tokens.lowerBound,
            words.definite.contains(text.tokens[token - 1].hash),
            let demonym = demonym(token, text.sentences[sentence].tokens.upperBound)
        else { return }
        var found: [Int] = []
        for item in occurrences.suffix(64).reversed() {
            let entry = ledger.entries[item.entry]
            guard entry.kind == .person, entry.country == demonym.country,
                demonym.isMale == nil || sex(item.entry).map({ $0 == demonym.isMale }) ?? true
            else { continue }
            if !found.contains(item.entry) { found.append(item.entry) }
        }
        if found.isEmpty {
            // Where nobody is told to be of that country: whom a pronoun would mean.
            let sexes = demonym.isMale.map { [$0] } ?? [true, false]
            found = Set(sexes.compactMap { antecedent(of: token, sentence, isMale: $0, false) })
                .filter { ledger.entries[$0].country == nil }
        }
        if found.count == 1 { refer(token, to: found[0], token..<token + 1) }
    }

    /// "Der 54-Jährige": whom a pronoun there would mean.
    private mutating func collectAge(_ token: Int, _ sentence: Int) -> Bool {
        let span = text.tokens[token].span
        guard span.count > 7, text.bytes[span.start] &- 48 < 10, token > 0,
            words.definite.contains(text.tokens[token - 1].hash)
        else { return false }
        let word = smallLetters(Array(text.bytes[span.start..<span.end]))
        // "der 49-Jährigen Betrug vorwerfen": where nouns are written so, it is one whatever stands behind it.
        let isNoun =
            words.hasCompounds
            && zip(text.bytes[span.start...], text.bytes[(span.start + 1)..<span.end])
                .contains { $0 == UInt8(ascii: "-") && $1 &- 65 < 26 }
        guard
            words.ageEndings.contains(where: { word.suffix($0.count).elementsEqual($0) }),
            isNoun || text.analysis.universalTags[token] == .noun || token + 1 >= text.tokens.count
                || ![.noun, .properNoun, .adjective].contains(
                    text.analysis.universalTags[token + 1])
        else { return false }
        let known = words.ageForms.filter {
            $0.article == text.tokens[token - 1].hash
                && word.suffix($0.ending.count).elementsEqual($0.ending)
        }
        let sexes = known.isEmpty ? [true, false] : known.map(\.isMale)
        // In a report from a court it is rarely the judge.
        let jurists = jurists
        func meant(_ isExcluded: (Int) -> Bool) -> Set<Int> {
            Set(
                sexes.compactMap {
                    antecedent(of: token, sentence, isMale: $0, false, except: isExcluded)
                })
        }
        var found = meant(jurists.contains)
        if found.isEmpty { found = meant { _ in false } }
        guard found.count == 1 else { return false }
        refer(token, to: found.first!, token..<token + 1)
        return true
    }

    private func demonym(_ token: Int, _ limit: Int) -> (country: String, isMale: Bool?)? {
        if let known = words.peoples.country(ofNoun: text.tokens[token].hash) {
            return (known, nil)
        }
        if !words.hasCompounds {
            // "the Russian" with no noun behind
            guard
                let match = text.pack.countries.match(text.tokens, at: token, limit: token + 1),
                match.kind == .adjective, !isBeforeNoun(token, limit)
            else { return nil }
            return (match.code, nil)
        }
        // Nouns that share the stem of an adjective: "norwegisch", "Norweger", "Norwegerin".
        let span = text.tokens[token].span
        return words.peoples.person(text.bytes[span.start..<span.end]).map {
            ($0.country, $0.isMale)
        }
    }
}
