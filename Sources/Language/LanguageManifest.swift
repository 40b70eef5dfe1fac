/// What a language pack says of itself: the lines of its `manifest.tsv`, a keyword, a tab and a value.
///
/// `docs/adding-a-language.md` explains the keywords.
public struct LanguageManifest: Sendable {
    /// What a pack can offer by its tables. What it offers by models are the files in `models`.
    public enum Part: String, CaseIterable, Sendable {
        case segmentation, times, quantities, statements, actors, events
    }

    /// BCP 47; the name of the folder.
    public let language: String
    /// The name of the language in English and in itself.
    public let name: String
    public let ownName: String
    /// The version of the tables.
    public let version: String
    /// In the order of `Part.allCases`.
    public let parts: [Part]
    /// Who made the tables, and the licences under which they stand.
    public let authors: [String]
    public let licences: [String]
    /// Where the finite verb stands in a main clause.
    public let wordOrder: WordOrder
    /// Whether a quotation in a paragraph of its own goes on with the words before it.
    public let quotationsCrossParagraphs: Bool
    /// Whether the whole verb, auxiliaries included, can stand before its subject behind what was said
    /// ("…, a déclaré le maire").
    public let invertsWholeVerb: Bool

    /// The name of the file in the folder of a pack.
    static let fileName = "manifest.tsv"

    /// Reads the manifest of a pack.
    /// - Parameter folder: the folder of the language, named by its tag.
    /// - Throws: `DataError.missing`, or `DataError.malformed` with the line that is wrong.
    public init(folder: String) throws {
        let file = try DataFile(folder + "/" + Self.fileName)
        var values: [String: [(text: String, line: Int)]] = [:]
        for line in file.lines {
            let fields = line.text.split(separator: "\t", maxSplits: 1).map(String.init)
            guard fields.count == 2, Self.keywords.contains(fields[0]) else {
                throw DataError.malformed(
                    path: file.path, line: line.number,
                    expected: "a keyword (\(Self.keywords.joined(separator: ", "))), tab, value")
            }
            values[fields[0], default: []].append((fields[1], line.number))
        }
        let end = file.lines.last?.number ?? 1
        func all(_ keyword: String) throws -> [String] {
            guard let found = values[keyword] else {
                throw DataError.malformed(
                    path: file.path, line: end, expected: "a line with '\(keyword)', there is none")
            }
            return found.map(\.text)
        }
        func one(_ keyword: String) throws -> String {
            let found = try all(keyword)
            guard found.count == 1 else {
                throw DataError.malformed(
                    path: file.path, line: values[keyword]?.last?.line ?? end,
                    expected: "one line with '\(keyword)'")
            }
            return found[0]
        }
        func choice<Value>(_ keyword: String, _ meanings: [(String, Value)]) throws -> Value {
            guard values[keyword] != nil else { return meanings[0].1 }
            let text = try one(keyword)
            guard let meaning = meanings.first(where: { $0.0 == text }) else {
                throw DataError.malformed(
                    path: file.path, line: values[keyword]?[0].line ?? end,
                    expected: meanings.map(\.0).joined(separator: " or "))
            }
            return meaning.1
        }
        language = try one("language")
        guard language == folder.split(separator: "/").last.map(String.init) else {
            throw DataError.malformed(
                path: file.path, line: values["language"]?[0].line ?? end,
                expected: "the language that the folder is named by")
        }
        name = try one("name")
        ownName = try one("own-name")
        version = try one("version")
        let offered = try one("parts").split(separator: " ").map(String.init)
        let known = Part.allCases.map(\.rawValue)
        guard offered.contains(Part.segmentation.rawValue),
            offered.allSatisfy(known.contains)
        else {
            throw DataError.malformed(
                path: file.path, line: values["parts"]?[0].line ?? end,
                expected: "segmentation, and those that are there of "
                    + known.dropFirst().joined(separator: ", "))
        }
        parts = Part.allCases.filter { offered.contains($0.rawValue) }
        authors = try all("author")
        licences = try all("licence")
        wordOrder = try choice(
            "word-order", [("subject-verb", .subjectVerb), ("verb-second", .verbSecond)])
        let answers = [("no", false), ("yes", true)]
        quotationsCrossParagraphs = try choice("quotations-cross-paragraphs", answers)
        invertsWholeVerb = try choice("inverts-whole-verb", answers)
    }

    private static let keywords = [
        "language", "name", "own-name", "version", "parts", "author", "licence", "word-order",
        "quotations-cross-paragraphs", "inverts-whole-verb",
    ]
}

/// Where the finite verb stands in a main clause: behind its subject as in English, or second as
/// in German, whatever comes first.
public enum WordOrder: Sendable {
    case subjectVerb, verbSecond
}
