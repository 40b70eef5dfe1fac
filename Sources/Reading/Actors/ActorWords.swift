import Language
import Text

/// How a language names actors: `actors.tsv`.
struct ActorWords: Sendable {
    private struct Form: Sendable {
        var words: [UInt64]
        var organization: Int
        /// Written in capitals, and only so: "WHO" is not "who".
        var isCapitals: Bool
    }

    /// Prepositions behind which a capital is a place and no government.
    let locative: Set<UInt64>
    /// Determiners that point to somebody known.
    let definite: Set<UInt64>
    /// Words that keep two holders of one office apart, by the hashes of their stems.
    let former: Set<UInt64>
    /// Endings that make the noun for a woman of one for a man.
    let roleEndings: [[UInt8]]
    /// The strong endings of an adjective in the nominative: masculine, feminine, neuter, plural; empty where adjectives
    /// have no endings.
    let nominativeEndings: [[UInt8]]
    /// The names of international organisations, the usual one of each.
    let organizations: [String]
    /// Seats that stand for an organisation where the text names it: "Brüssel".
    let metonyms: [UInt64: Int]
    private let forms: [UInt64: [Form]]

    /// - Throws: `DataError` where a line has another shape.
    init(_ pack: LanguagePack) throws {
        let file = try DataFile(ifPresent: pack.folder + "/actors.tsv")
        var sets: [String: Set<UInt64>] = [:]
        var roleEndings: [[UInt8]] = []
        var nominativeEndings: [[UInt8]] = []
        var organizations: [String] = []
        var forms: [UInt64: [Form]] = [:]
        var metonyms: [UInt64: Int] = [:]
        for line in file.lines {
            let fields = line.text.split(separator: "\t")
            guard fields.count == 2 else {
                throw DataError.malformed(
                    path: file.path, line: line.number, expected: "keyword, tab, words")
            }
            let items = fields[1].split(separator: " ")
            switch fields[0] {
            case "former":
                sets["former", default: []].formUnion(
                    items.map { inflectionHash(Array($0.utf8)[...], pack) })
            case "locative", "definite":
                sets[String(fields[0]), default: []].formUnion(
                    items.map { foldedHash(Array($0.utf8)) })
            case "nominative-ending" where items.count == 4:
                nominativeEndings = items.map { Array($0.utf8) }
            case "role-end": roleEndings += items.map { Array($0.utf8) }
            case "organization":
                for item in items {
                    let words = item.split(separator: "_").map {
                        inflectionHash(Array($0.utf8)[...], pack)
                    }
                    forms[words[0], default: []].append(
                        Form(
                            words: words, organization: organizations.count,
                            isCapitals: item.utf8.count > 1
                                && item.utf8.allSatisfy { $0 &- 65 < 26 }))
                }
                organizations.append(String(items[0]).replacing("_", with: " "))
            case "metonym":
                guard let name = items.first?.replacing("_", with: " "),
                    let number = organizations.firstIndex(of: String(name))
                else {
                    throw DataError.malformed(
                        path: file.path, line: line.number,
                        expected: "an organisation of a line before, then its seats")
                }
                for item in items.dropFirst() { metonyms[foldedHash(Array(item.utf8))] = number }
            default:
                throw DataError.malformed(
                    path: file.path, line: line.number, expected: "a keyword of docs/actors.md")
            }
        }
        locative = sets["locative"] ?? []
        definite = sets["definite"] ?? []
        former = sets["former"] ?? []
        self.roleEndings = roleEndings
        self.nominativeEndings = nominativeEndings
        self.organizations = organizations
        self.metonyms = metonyms
        self.forms = forms.mapValues { $0.sorted { $0.words.count > $1.words.count } }
    }

    /// The organisation that the tokens from `index` on name, however inflected.
    func organization(_ text: AnalysedText, at index: Int, limit: Int) -> (number: Int, end: Int)? {
        guard !forms.isEmpty,
            let candidates = forms[inflectionHash(text, index)]
        else { return nil }
        for form in candidates
        where index + form.words.count <= limit
            && (!form.isCapitals || text.tokens[index].flags.contains(.allCaps))
        {
            if form.words.indices.allSatisfy({ inflectionHash(text, index + $0) == form.words[$0] })
            {
                return (form.organization, index + form.words.count)
            }
        }
        return nil
    }
}

/// The hash of a word without the ending of its case: equal for "Europäische" and "Europäischen".
func inflectionHash(_ text: AnalysedText, _ token: Int) -> UInt64 {
    let span = text.tokens[token].span
    return inflectionHash(text.bytes[span.start..<span.end], text.pack)
}

private func inflectionHash(_ word: ArraySlice<UInt8>, _ pack: LanguagePack) -> UInt64 {
    guard word.count > 6 else { return foldedHash(word) }
    for ending in pack.adjectiveEndings
    where word.count > ending.count + 5 && word.suffix(ending.count).elementsEqual(ending) {
        return foldedHash(word.dropLast(ending.count))
    }
    return foldedHash(word)
}
