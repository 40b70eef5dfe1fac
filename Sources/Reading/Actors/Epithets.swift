import Language
import Text

/// Words that only describe somebody whom the text has named: "the businessman".
extension ActorCollector {
    /// "Der Unternehmer": whom a pronoun there would mean, where nobody is called so.
    mutating func collectEpithet(_ token: Int, _ sentence: Int) {
        let low = text.sentences[sentence].tokens.lowerBound
        guard token > low else { return }
        let hasAge = isAge(token - 1)
        // "the Labour politician"
        let isParty =
            text.pack.wordOrder == .subjectVerb && token - 1 > low
            && text.tokens[token - 1].isCapitalised
            && text.pack.countries.match(text.tokens, at: token - 1, limit: token) == nil
        // "the veteran politician", "der linke Senator"
        let isDescribed =
            token - 1 > low
            && (text.analysis.universalTags[token - 1] == .adjective
                || text.pack.wordOrder == .subjectVerb
                    && words.epithets.contains(text.tokens[token - 1].hash))
            && !words.former.contains(inflectionHash(text, token - 1))
            && !words.generic.contains(inflectionHash(text, token - 1))
            && text.pack.countries.match(text.tokens, at: token - 1, limit: token) == nil
        guard
            hasAge || isParty || isDescribed
                || words.definite.contains(text.tokens[token - 1].hash),
            text.analysis.morphology[token].number != .plural, isAlone(token)
        else { return }
        var article = hasAge || isParty || isDescribed ? token - 2 : token - 1
        // "the New York businessman"
        if isParty, article > low, text.tokens[article].isCapitalised,
            !words.definite.contains(text.tokens[article].hash)
        {
            article -= 1
        }
        guard article >= low,
            words.definite.contains(text.tokens[article].hash)
                || isDescribed && isDescribedByParty(article, low)
        else { return }
        let office = office(at: token, text.sentences[sentence].tokens)
        guard office.country == nil, isEpithet(token, office) || hasAge && finder.isRoleNoun(token)
        else { return }
        let sexes = office.isMale.map { [$0] } ?? [true, false]
        // "Der Angeklagte" is neither judge nor prosecutor.
        let isAccused =
            words.accused.contains(text.tokens[token].hash)
            || words.accused.contains(foldedHash(office.noun))
        let jurists = isAccused || hasAge ? self.jurists : []
        let found = Set(
            sexes.compactMap {
                antecedent(of: token, sentence, isMale: $0, false, except: jurists.contains)
            })
        if found.count == 1 {
            refer(token, to: found.first!, token..<token + 1)
        } else if isAccused, let only = onlyPerson(except: jurists, office.isMale) {
            refer(token, to: only, token..<token + 1)
        }
    }

    /// "The GOP presidential | front-runner": a definite determiner and a party before an adjective.
    private func isDescribedByParty(_ token: Int, _ low: Int) -> Bool {
        token > low && text.tokens[token].isCapitalised
            && words.definite.contains(text.tokens[token - 1].hash)
            && text.pack.countries.match(text.tokens, at: token, limit: token + 1) == nil
    }

    /// The only person of a sex whom the text has named, but some.
    private func onlyPerson(except others: Set<Int>, _ isMale: Bool?) -> Int? {
        var found: Int?
        for item in occurrences.suffix(64)
        where ledger.entries[item.entry].kind == .person && !others.contains(item.entry) {
            guard isMale == nil || sex(item.entry).map({ $0 == isMale }) ?? true else { continue }
            guard found == nil || found == item.entry else { return nil }
            found = item.entry
        }
        return found
    }

    /// Who holds an office of a court.
    var jurists: Set<Int> {
        Set(words.jurists.flatMap { holders[$0]?.map { ledger.resolved($0.entry) } ?? [] })
    }

    /// "44-year-old", "44-jährige"
    private func isAge(_ token: Int) -> Bool {
        let span = text.tokens[token].span
        guard span.count > 5, text.bytes[span.start] &- 48 < 10 else { return false }
        let word = smallLetters(Array(text.bytes[span.start..<span.end]))
        return words.ageEndings.contains { word.suffix($0.count).elementsEqual($0) }
    }

    /// "Die Umweltministerin zögert. Svenja Brandt will erst Zahlen sehen.": who is named for the first time as the
    /// subject of the sentence behind the one that says only the office.
    func introduced(_ token: Int, _ office: Office, _ sentence: Int) -> Int? {
        guard text.analysis.hasTrees, isSubject(office.tokens),
            sentence + 1 < text.sentences.count
        else { return nil }
        let (here, next) = (text.sentences[sentence].tokens, text.sentences[sentence + 1].tokens)
        let start = position(of: here.lowerBound)
        var found: Int?
        for item in names[start...].prefix(12) {
            let place = item.mention.tokens.lowerBound
            guard place < next.upperBound else { break }
            guard case .person = item.mention.kind else { continue }
            if here.contains(place) { return nil }
            if found != nil { continue }
            let entry = ledger.entries[item.entry]
            let span = text.span(item.mention.tokens)
            guard item.mention.role == nil, item.mention.tokens.count > 1, entry.role == nil,
                isSubject(item.mention.tokens),
                !entry.mentions.contains(where: { $0.start < span.start })
            else { return nil }
            if let isMale = office.isMale, sex(item.entry).map({ $0 != isMale }) ?? false {
                return nil
            }
            found = item.entry
        }
        return found
    }

    /// Whether a noun describes people without an office: also as a noun for women, or in another case.
    func isEpithet(_ token: Int, _ office: Office) -> Bool {
        words.epithets.contains(text.tokens[token].hash)
            || words.epithets.contains(foldedHash(office.noun))
    }

    /// Whether nothing behind a noun says who is meant: "the author of the report", "the Republican party".
    private func isAlone(_ token: Int) -> Bool {
        let next = token + 1
        guard next < text.tokens.count, text.tokens[next].kind == .word else { return true }
        // "the Republican who wrote the speech"
        if text.has(next, .relativePronoun), !words.hasCompounds { return false }
        switch text.analysis.universalTags[next] {
        case .noun where words.hasCompounds && text.analysis.hasTrees:
            // "hatte der 49-Jährigen Betrug vorgeworfen"
            return Int(text.analysis.heads[next]) != token
        case .noun, .properNoun, .adjective, .numeral: return false
        default: break
        }
        guard text.has(next, [.preposition, .article]), text.analysis.hasTrees else { return true }
        return !(next..<min(next + 4, text.tokens.count)).contains {
            Int(text.analysis.heads[$0]) == token
        }
    }
}
