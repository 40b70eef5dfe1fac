import Foundation
import Language
import Text

/// The actors of the user's dictionaries, to be found in texts.
struct DictionaryNames: Sendable {
    private struct Form: Sendable {
        var words: [UInt64]
        var entry: Int
    }

    private var forms: [UInt64: [Form]] = [:]
    let entries: [DictionaryActor]
    private let countries: [String: String]

    /// - Throws: `DataError` where `iso3.counted.tsv` is missing.
    init(_ dictionaries: EventDictionaries, dataRoot: String) throws {
        entries = dictionaries.actors
        var countries: [String: String] = [:]
        for line in try DataFile(dataRoot + "/iso3.counted.tsv").lines {
            let fields = line.text.split(separator: "\t").map(String.init)
            if fields.count == 2 { countries[fields[0]] = fields[1] }
        }
        self.countries = countries
        for (index, entry) in entries.enumerated() {
            for name in entry.names {
                let words = name.split(separator: " ")
                add(words.map { Substring($0) }, index)
                // Names that texts join with a hyphen.
                if words.count == 2 { add([words.joined(separator: "-")[...]], index) }
            }
        }
        for key in forms.keys { forms[key]?.sort { $0.words.count > $1.words.count } }
    }

    private mutating func add(_ words: [Substring], _ entry: Int) {
        let hashes = words.map { foldedHash(Array($0.utf8)) }
        guard let first = hashes.first else { return }
        forms[first, default: []].append(Form(words: hashes, entry: entry))
    }

    /// The actor that the tokens from `index` on name, and the token behind its name.
    func match(_ tokens: [Token], at index: Int, limit: Int) -> (entry: Int, end: Int)? {
        guard let candidates = forms[tokens[index].hash] else { return nil }
        for form in candidates where index + form.words.count <= limit {
            if form.words.indices.allSatisfy({ tokens[index + $0].hash == form.words[$0] }) {
                return (form.entry, index + form.words.count)
            }
        }
        return nil
    }

    /// The code of an actor on a day, EDTF; that of no day where only a month is known.
    func code(of entry: Int, published: String?) -> String? {
        let day = published.flatMap { date in
            date.count == 10 ? Int(date.filter { $0 != "-" }) : nil
        }
        return entries[entry].code(on: day) ?? entries[entry].codes.first?.code
    }

    /// The country with whose code a code begins, ISO 3166-1 alpha-2.
    func country(of code: String) -> String? { countries[String(code.prefix(3))] }

    /// Whether a code is that of a country and nothing more.
    func isCountry(_ code: String) -> Bool { code.count == 3 && countries[code] != nil }
}
