public import Text

/// The words that stand for countries: names, seats of government, adjectives.
///
/// Read from `countries.tsv` (code, name), `country-words.tsv` and `seats.counted.tsv` (code, kind, forms; `_` joins the
/// words of a form). A name also stands with the endings of `country-endings` in `segmentation.tsv`,
/// an adjective with those of `adjective-endings`.
public struct CountryLexicon: Sendable {
    public enum Kind: Sendable {
        case name, seat, adjective
    }
    public struct Match: Sendable {
        /// ISO 3166-1 alpha-2.
        public let code: String
        public let kind: Kind
        /// How many tokens it covers.
        public let length: Int
    }
    private struct Form: Sendable {
        var words: [UInt64]
        var code: String
        var kind: Kind
    }

    /// The name of each country in this language, by code.
    public let names: [String: String]
    /// Forms by the hash of their first word, longest first.
    private let forms: FoldedTable<[Form]>

    init(
        countries: DataFile, words: [DataFile], nameEndings: [String], adjectiveEndings: [String]
    )
        throws
    {
        var names: [String: String] = [:]
        var forms: [UInt64: [Form]] = [:]
        func add(_ form: String, _ code: String, _ kind: Kind, _ endings: [String]) {
            for ending in [""] + endings {
                let words = (form + ending).split(whereSeparator: { $0 == "_" || $0 == " " })
                    .map { foldedHash(Array($0.utf8)) }
                guard let first = words.first else { continue }
                forms[first, default: []].append(Form(words: words, code: code, kind: kind))
            }
        }
        for line in countries.lines {
            let fields = line.text.pieces(between: "\t")
            guard fields.count == 2 else {
                throw DataError.malformed(
                    path: countries.path, line: line.number, expected: "code, tab, name")
            }
            names[String(fields[0])] = String(fields[1])
            add(String(fields[1]), String(fields[0]), .name, nameEndings)
        }
        for words in words {
            for line in words.lines {
                let fields = line.text.pieces(between: "\t")
                let kinds: [Substring: Kind] = [
                    "name": .name, "seat": .seat, "adjective": .adjective,
                ]
                guard fields.count == 3, let kind = kinds[fields[1]] else {
                    throw DataError.malformed(
                        path: words.path, line: line.number,
                        expected: "code, kind (name, seat or adjective), forms")
                }
                for form in fields[2].pieces(between: " ") {
                    add(
                        String(form), String(fields[0]), kind,
                        kind == .adjective ? adjectiveEndings : nameEndings)
                }
            }
        }
        self.names = names
        self.forms = FoldedTable(
            forms.mapValues { $0.sorted { $0.words.count > $1.words.count } })
    }

    /// The country that a form of one word names, by its folded hash; nil for none.
    public func match(form hash: UInt64) -> Match? {
        forms[hash]?.first { $0.words.count == 1 }.map {
            Match(code: $0.code, kind: $0.kind, length: 1)
        }
    }

    /// The country that the tokens from `index` on name; nil for none.
    public func match(_ tokens: [Token], at index: Int, limit: Int) -> Match? {
        guard let candidates = forms[tokens[index].hash] else { return nil }
        // "male troops" are not those of Malé.
        let isCapitalised = tokens[index].isCapitalised
        for form in candidates
        where index + form.words.count <= limit && (isCapitalised || form.kind == .adjective) {
            if form.words.indices.allSatisfy({ tokens[index + $0].hash == form.words[$0] }) {
                return Match(code: form.code, kind: form.kind, length: form.words.count)
            }
        }
        return nil
    }
}
