import Language
import Text

/// What the noun on which a phrase hangs says about who speaks.
extension ActorCollector {
    /// The word on which all others of a stretch hang.
    func head(of range: Range<Int>) -> Int? {
        guard text.analysis.hasTrees else { return nil }
        return range.first {
            text.tokens[$0].kind == .word && !range.contains(Int(text.analysis.heads[$0]))
        }
    }

    /// "Die zur Universität X gehörende Hoover Institution": the organisation whose name ends a phrase and is its head.
    func headOrganization(in range: Range<Int>) -> Int? {
        guard let root = head(of: range) else { return nil }
        var index = position(of: range.lowerBound)
        while index < names.count, names[index].mention.tokens.lowerBound <= root {
            let name = names[index].mention
            if name.tokens.contains(root), isOrganization(names[index].entry) {
                let end = name.tokens.upperBound
                return end >= range.upperBound || isSetOff(behind: end, range.upperBound)
                    ? names[index].entry : nil
            }
            index += 1
        }
        return nil
    }

    /// "Regierungen von Deutschland und Frankreich", "the governments of Chad and Niger"
    mutating func governments(in range: Range<Int>) -> [Int]? {
        let noun = skipDeterminers(range)
        guard noun + 1 < range.upperBound, words.government.contains(text.tokens[noun].hash),
            text.analysis.hasTrees, text.analysis.morphology[noun].number == .plural
        else { return nil }
        return countries(in: noun + 1..<range.upperBound)
    }

    /// "the station | “Radio One”": the organisation whose name stands behind the noun that ends a phrase.
    func nameBehind(_ range: Range<Int>) -> Int? {
        let last = range.upperBound - 1
        guard isOrganizationNoun(last) || text.has(last, .outlet), last + 1 < text.tokens.count
        else { return nil }
        let start = last + (text.tokens[last + 1].kind == .openQuote ? 2 : 1)
        let index = position(of: start)
        guard index < names.count, names[index].mention.tokens.lowerBound == start,
            isOrganization(names[index].entry)
        else { return nil }
        return names[index].entry
    }

    /// "laut Airbus | Bestellungen", "fordert Airbus | 5,3 Milliarden Euro": the organisation whose name stands before nouns
    /// or a figure that were taken for a part of it.
    func nameBeforeNouns(_ range: Range<Int>) -> Int? {
        guard words.hasCompounds, !text.analysis.universalTags.isEmpty else { return nil }
        let index = position(of: range.lowerBound)
        guard index < names.count, names[index].mention.tokens.lowerBound == range.lowerBound,
            isOrganization(names[index].entry)
        else { return nil }
        let end = names[index].mention.tokens.upperBound
        let isFigure = end + 1 < range.upperBound && text.tokens[end].kind == .number
        let isNouns = (end..<max(end, range.upperBound)).allSatisfy {
            text.analysis.universalTags[$0] == .noun && !isOrganizationNoun($0)
        }
        return isFigure || isNouns ? names[index].entry : nil
    }

    /// Who made a document or has a part in a meeting: "a new poll by the University of X", "AP's count", "eine Umfrage der ARD"; nobody where the
    /// text does not say it, and nil where the phrase is about neither.
    func makers(ofDocument range: Range<Int>) -> [Int]? {
        guard let root = head(of: range),
            text.has(root, .document) || words.works.contains(text.tokens[root].hash)
                || words.hasCompounds && finder.ends(root, with: words.compoundWorks),
            // "The Post said"
            words.hasCompounds || !text.tokens[root].isCapitalised || root == 0
                || text.tokens[root - 1].kind != .word
        else { return nil }
        var index = position(of: range.lowerBound)
        while index < names.count, range.contains(names[index].mention.tokens.lowerBound) {
            if let name = head(of: names[index].mention.tokens), isMaker(name, of: root) {
                return [names[index].entry]
            }
            index += 1
        }
        return []
    }

    /// Whether a name belongs to a document as its maker, also behind a participle ("a poll conducted by X").
    private func isMaker(_ name: Int, of document: Int) -> Bool {
        var head = Int(text.analysis.heads[name])
        let isParticiple =
            head > document && text.analysis.universalTags[head] == .verb
            && Int(text.analysis.heads[head]) == document
        if isParticiple { head = document }
        guard head == document else { return false }
        switch text.analysis.relations[name] {
        case .possessor, .compound: return true
        case .nmod, .obl:
            let before = (document + 1..<max(name, document + 1)).last {
                Int(text.analysis.heads[$0]) == name && text.has($0, .preposition)
            }
            guard let before else { return words.hasCompounds && !isParticiple }
            return words.makers.contains(text.tokens[before].hash)
        default: return false
        }
    }

    /// "a crowd in Miami", "72 percent of Democrats": a head in small letters that is no organisation is one of people.
    func isCommonNoun(headOf range: Range<Int>) -> Bool {
        guard !words.hasCompounds, let root = head(of: range) else { return false }
        return !text.tokens[root].isCapitalised && !isOrganizationNoun(root)
    }
}
