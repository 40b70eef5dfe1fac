import Language
import Text

/// Nouns for the people of countries: "Syrer", "the British". What `actors.tsv` says of them, together with the adjectives of
/// the countries.
struct PeopleNouns: Sendable {
    private let countries: CountryLexicon
    /// Those that the adjective of the country does not give.
    private var nouns: [UInt64: String] = [:]
    /// Endings of nouns for a people as a whole: "Briten", "Mexicans".
    private var endings: [[UInt8]] = []
    /// Endings of adjectives that name the people as they stand: "the British".
    private var adjectives: [[UInt8]] = []
    /// Endings that make the noun for one of the people of the stem of an adjective, and whether for a woman.
    private var personEndings: [(bytes: [UInt8], isFemale: Bool)] = []
    /// What the adjective has behind that stem.
    private var adjectiveEnding: [UInt8] = []

    init(_ countries: CountryLexicon) { self.countries = countries }

    /// Reads the lines of `actors.tsv` that are about them.
    /// - Throws: `DataError` where the file cannot be read.
    init(_ pack: LanguagePack) throws {
        self.init(pack.countries)
        for line in try DataFile(ifPresent: pack.folder + "/actors.tsv").lines {
            let fields = line.text.split(separator: "\t")
            if fields.count == 2 { _ = add(fields[0], fields[1].split(separator: " ")) }
        }
    }

    /// Adds a line.
    /// - Returns: whether it is about them.
    mutating func add(_ keyword: Substring, _ items: [Substring]) -> Bool {
        switch keyword {
        case "demonym-end" where items.count > 1:
            // The ending of the adjective, then those of the nouns; "-" for none, "*" before those of women.
            adjectiveEnding = Array(items[0].utf8)
            personEndings += items.dropFirst().map { item in
                let isFemale = item.hasPrefix("*")
                return (item == "-" ? [] : Array(item.drop { $0 == "*" }.utf8), isFemale)
            }
            personEndings.sort { $0.bytes.count > $1.bytes.count }
        case "people-end": endings += items.map { $0 == "-" ? [] : Array($0.utf8) }
        case "people-adjective": adjectives += items.map { Array($0.utf8) }
        case "demonym" where items.count > 1:
            for item in items.dropFirst() {
                nouns[foldedHash(Array(item.utf8))] = String(items[0])
            }
        default: return false
        }
        return true
    }

    /// The country of a noun that its adjective does not give: "Finn".
    func country(ofNoun hash: UInt64) -> String? { nouns[hash] }

    /// The country whose people an adjective names as it stands: "British".
    func country(ofAdjective word: ArraySlice<UInt8>) -> String? {
        guard adjectives.contains(where: { word.suffix($0.count).elementsEqual($0) }) else {
            return nil
        }
        return adjective(foldedHash(word))
    }

    /// The country whose people a noun in the plural names: "Mexicans".
    func country(ofPlural word: ArraySlice<UInt8>) -> String? {
        for stem in stems(of: word) {
            if let code = nouns[foldedHash(stem)] { return code }
            if let code = adjective(foldedHash(stem + adjectiveEnding)) { return code }
        }
        return nil
    }

    /// Whether a word is the plural of a noun that no adjective gives: "Finns".
    func isPluralOfNoun(_ word: ArraySlice<UInt8>) -> Bool {
        stems(of: word).contains { nouns[foldedHash($0)] != nil }
    }

    /// Of nouns that share the stem of an adjective, "Norweger", "Norwegerin", the country and whether it is a man.
    func person(_ word: ArraySlice<UInt8>) -> (country: String, isMale: Bool)? {
        for ending in personEndings
        where word.count > ending.bytes.count + 2
            && word.suffix(ending.bytes.count).elementsEqual(ending.bytes)
        {
            let stem = word.dropLast(ending.bytes.count)
            if let code = adjective(foldedHash(stem + adjectiveEnding)) {
                return (code, !ending.isFemale)
            }
        }
        return nil
    }

    /// A word without each ending that nouns for peoples have and it has too: "Brit" of "Briten".
    private func stems(of word: ArraySlice<UInt8>) -> [ArraySlice<UInt8>] {
        endings.filter { ending in
            word.count > ending.count + 2 && word.suffix(ending.count).elementsEqual(ending)
        }.map { word.dropLast($0.count) }
    }

    private func adjective(_ hash: UInt64) -> String? {
        countries.match(form: hash).flatMap { $0.kind == .adjective ? $0.code : nil }
    }
}
