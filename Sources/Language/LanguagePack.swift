import Foundation
import Text

/// What is known about one language: the files of its folder, read once.
public struct LanguagePack: Sendable {
    /// BCP 47.
    public let language: String
    /// Where its files lie, for readers that have tables of their own there.
    public let folder: String
    /// The word lists of `words/`.
    public let words: WordTable
    /// Abbreviations whose full stop ends no sentence, by folded hash of the form with its stop.
    let abbreviations: Set<UInt64>
    /// Endings that are tokens of their own after an apostrophe ("'s"), by folded hash.
    let clitics: Set<UInt64>
    /// Beginnings with an apostrophe that are tokens of their own ("l'"), by folded hash.
    let proclitics: Set<UInt64>
    /// Whether a full stop makes an ordinal of a number ("am 14. August").
    let hasOrdinalStop: Bool
    /// Where the finite verb stands in a main clause.
    public let wordOrder: WordOrder
    /// Whether a quotation in a paragraph of its own goes on with the words before it.
    public let quotationsCrossParagraphs: Bool
    /// The reporting verbs, nouns and phrases of `cues.tsv`.
    public let cues: CueLexicon
    /// The nouns of `media.tsv`.
    public let media: MediumLexicon
    /// The genitive endings of names, UTF-8.
    public let nameEndings: [[UInt8]]
    /// The names of countries, their seats of government and adjectives.
    public let countries: CountryLexicon

    /// Reads the folder of a language.
    /// - Throws: `DataError` where a file is missing or a line of it cannot be read.
    public init(language: String, root: String) throws {
        self.language = language
        folder = root + "/" + language
        words = try WordTable(folder: folder + "/words")
        let segmentation = try SegmentationData(DataFile(folder + "/segmentation.tsv"))
        abbreviations = segmentation.abbreviations
        clitics = segmentation.clitics
        proclitics = segmentation.proclitics
        hasOrdinalStop = segmentation.hasOrdinalStop
        wordOrder = segmentation.wordOrder
        quotationsCrossParagraphs = segmentation.quotationsCrossParagraphs
        cues = try CueLexicon(DataFile(folder + "/cues.tsv"))
        media = try MediumLexicon(DataFile(folder + "/media.tsv"))
        nameEndings = segmentation.nameEndings.map { Array($0.utf8) }
        countries = try CountryLexicon(
            countries: DataFile(folder + "/countries.tsv"),
            words: DataFile(folder + "/country-words.tsv"),
            nameEndings: segmentation.nameEndings, adjectiveEndings: segmentation.adjectiveEndings)
    }

    /// The languages that the data folder holds.
    public static func languages(in root: String) throws -> [String] {
        guard let names = try? FileManager.default.contentsOfDirectory(atPath: root) else {
            throw DataError.missing(path: root)
        }
        return names.filter {
            FileManager.default.fileExists(atPath: root + "/" + $0 + "/segmentation.tsv")
        }.sorted()
    }
}

/// Where the finite verb stands in a main clause: behind its subject as in English, or second as
/// in German, whatever comes first.
public enum WordOrder: Sendable {
    case subjectVerb, verbSecond
}

/// The lines of `segmentation.tsv`: a keyword and, after a tab, forms separated by blanks.
struct SegmentationData {
    var abbreviations: Set<UInt64> = []
    var clitics: Set<UInt64> = []
    var proclitics: Set<UInt64> = []
    var hasOrdinalStop = false
    var wordOrder = WordOrder.subjectVerb
    var quotationsCrossParagraphs = false
    /// What a name takes as its genitive, and an adjective as its inflection.
    var nameEndings: [String] = []
    var adjectiveEndings: [String] = []

    init(_ file: DataFile) throws {
        for line in file.lines {
            let fields = line.text.split(separator: "\t", maxSplits: 1)
            guard fields.count == 2 else {
                throw DataError.malformed(
                    path: file.path, line: line.number, expected: "keyword, tab, forms")
            }
            let hashes = fields[1].utf8.split(separator: 32).map { foldedHash(Array($0)) }
            switch fields[0] {
            case "abbreviation": abbreviations.formUnion(hashes)
            case "clitic": clitics.formUnion(hashes)
            case "proclitic": proclitics.formUnion(hashes)
            case "ordinal-stop": hasOrdinalStop = fields[1] == "yes"
            case "word-order": wordOrder = fields[1] == "verb-second" ? .verbSecond : .subjectVerb
            case "quotations-cross-paragraphs": quotationsCrossParagraphs = fields[1] == "yes"
            case "name-ending": nameEndings = fields[1].split(separator: " ").map(String.init)
            case "adjective-ending":
                adjectiveEndings = fields[1].split(separator: " ").map(String.init)
            default:
                throw DataError.malformed(
                    path: file.path, line: line.number,
                    expected: "a keyword of docs/adding-a-language.md")
            }
        }
    }
}

/// A text file of a language folder: UTF-8, `#` begins a comment line, blank lines do not count.
public struct DataFile: Sendable {
    public let path: String
    public let lines: [(number: Int, text: String)]

    /// - Throws: `DataError.missing` where it cannot be read.
    public init(_ path: String) throws {
        guard let data = FileManager.default.contents(atPath: path) else {
            throw DataError.missing(path: path)
        }
        self.path = path
        var lines: [(number: Int, text: String)] = []
        for (index, raw) in data.split(separator: 10, omittingEmptySubsequences: false).enumerated()
        where !raw.isEmpty && raw.first != UInt8(ascii: "#") {
            lines.append((index + 1, String(decoding: raw, as: UTF8.self)))
        }
        self.lines = lines
    }
}

extension DataFile {
    init(path: String, lines: [(number: Int, text: String)]) {
        self.path = path
        self.lines = lines
    }

    /// The lines whose fields, separated by tabs, fulfil a condition.
    public func selecting(_ condition: ([String]) -> Bool) -> DataFile {
        DataFile(
            path: path,
            lines: lines.filter {
                condition(
                    $0.text.split(separator: "\t", omittingEmptySubsequences: false).map(
                        String.init))
            })
    }

    /// The same lines without their first field, where it is `field`.
    public func droppingFirstField(of field: String) -> DataFile {
        DataFile(
            path: path,
            lines: lines.map { line in
                line.text.hasPrefix(field + "\t")
                    ? (line.number, String(line.text.dropFirst(field.count + 1))) : line
            })
    }
}

/// What can be wrong with the language data of an installation.
public enum DataError: Error, CustomStringConvertible, Equatable {
    case missing(path: String)
    case malformed(path: String, line: Int, expected: String)
    case damaged(path: String, reason: String)
    case noData(tried: [String])
    case unknownLanguage(String, known: [String])

    public var description: String {
        switch self {
        case .missing(let path):
            "\(path): language data is missing; install lagebild again or name its folder with --data"
        case .malformed(let path, let line, let expected):
            "\(path):\(line): expected \(expected)"
        case .damaged(let path, let reason):
            "\(path): \(reason); install lagebild again, or build the file anew as docs/training.md says"
        case .noData(let tried):
            "no language data found; name its folder with --data or LAGEBILD_DATA (tried: \(tried.joined(separator: ", ")))"
        case .unknownLanguage(let language, let known):
            "language '\(language)' is not known; use one of: \(known.joined(separator: ", "))"
        }
    }
}
