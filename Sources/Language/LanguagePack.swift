import Foundation
import Text

/// What is known about one language: the files of its folder, read once. A class, because every text of the
/// language holds it.
public final class LanguagePack: Sendable {
    /// What it says of itself.
    public let manifest: LanguageManifest
    /// BCP 47.
    public var language: String { manifest.language }
    /// Where its files lie, for readers that have tables of their own there.
    public let folder: String
    /// The word lists of `words/`.
    public let words: WordTable
    /// Abbreviations whose full stop ends no sentence, by folded hash of the form with its stop.
    let abbreviations: Set<UInt64>
    /// Endings that are tokens of their own ("'s", "n't", "-il"), by folded hash; all have an
    /// apostrophe or a hyphen.
    let clitics: Set<UInt64>
    /// The most bytes that such an ending has, however its apostrophe is written.
    let longestClitic: Int
    /// Words that are two tokens without any mark between them ("can|not"): by folded hash, how many
    /// bytes the first one has.
    let contractions: FoldedTable<Int>
    /// The most bytes that such a word has.
    let longestContraction: Int
    /// Beginnings with an apostrophe that are tokens of their own ("l'"), by folded hash.
    let proclitics: Set<UInt64>
    /// Whether a full stop makes an ordinal of a number ("am 14. August").
    let hasOrdinalStop: Bool
    /// Where the finite verb stands in a main clause.
    public var wordOrder: WordOrder { manifest.wordOrder }
    /// Whether a quotation in a paragraph of its own goes on with the words before it.
    public var quotationsCrossParagraphs: Bool { manifest.quotationsCrossParagraphs }
    /// The reporting verbs, nouns and phrases of `cues.tsv`.
    public let cues: CueLexicon
    /// The nouns of `media.tsv`.
    public let media: MediumLexicon
    /// The genitive endings of names, UTF-8.
    public let nameEndings: [[UInt8]]
    /// The endings of adjectives, UTF-8, longest first; empty where they have none.
    public let adjectiveEndings: [[UInt8]]
    /// The names of countries, their seats of government and adjectives.
    public let countries: CountryLexicon

    /// Reads the folder of a language: the files of the parts that its manifest names.
    /// - Throws: `DataError` where one of them is missing or a line of it cannot be read.
    public init(language: String, root: String) throws {
        folder = root + "/" + language
        manifest = try LanguageManifest(folder: folder)
        words = try WordTable(folder: folder + "/words")
        let segmentation = try SegmentationData(DataFile(folder + "/segmentation.tsv"))
        abbreviations = segmentation.abbreviations
        clitics = Set(segmentation.clitics.map { foldedHash(Array($0.utf8)) })
        longestClitic = segmentation.clitics.map(writtenLength).max() ?? 0
        proclitics = segmentation.proclitics
        contractions = FoldedTable(segmentation.contractions)
        longestContraction = segmentation.longestContraction
        hasOrdinalStop = segmentation.hasOrdinalStop
        let cues = folder + "/cues.tsv"
        self.cues = try CueLexicon(
            manifest.parts.contains(.statements) ? DataFile(cues) : DataFile(path: cues, lines: []))
        media = try MediumLexicon(DataFile(ifPresent: folder + "/media.tsv"))
        nameEndings = segmentation.nameEndings.map { Array($0.utf8) }
        adjectiveEndings = segmentation.adjectiveEndings.map { Array($0.utf8) }
            .sorted { $0.count > $1.count }
        countries = try CountryLexicon(
            countries: DataFile(ifPresent: folder + "/countries.tsv"),
            words: [
                DataFile(ifPresent: folder + "/country-words.tsv"),
                DataFile(ifPresent: folder + "/seats.counted.tsv"),
            ],
            nameEndings: segmentation.nameEndings, adjectiveEndings: segmentation.adjectiveEndings)
    }

    /// The languages that the data folder holds: its folders with a manifest.
    public static func languages(in root: String) throws -> [String] {
        guard let names = try? FileManager.default.contentsOfDirectory(atPath: root) else {
            throw DataError.missing(path: root)
        }
        return names.filter {
            FileManager.default.fileExists(atPath: "\(root)/\($0)/\(LanguageManifest.fileName)")
        }.sorted()
    }

    /// What a part of the language learned: the manifests of the files in `models`, by their names.
    /// - Throws: `DataError.damaged` where a file does not hold together.
    public static func models(
        of language: String, in root: String
    ) throws -> [(kind: String, manifest: String)] {
        let folder = "\(root)/\(language)/models"
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        return try names.filter { $0.hasSuffix(".model") }.sorted().map {
            let kind = String($0.dropLast(".model".count))
            return (kind, try ModelFile("\(folder)/\($0)", kind: kind).manifest)
        }
    }
}

/// How many bytes a form has where its apostrophe is written as U+2019.
private func writtenLength(_ form: String) -> Int {
    form.utf8.reduce(0) { $0 + ($1 == UInt8(ascii: "'") ? 3 : 1) }
}

/// The lines of `segmentation.tsv`: a keyword and, after a tab, forms separated by blanks.
struct SegmentationData {
    var abbreviations: Set<UInt64> = []
    var clitics: [String] = []
    var proclitics: Set<UInt64> = []
    var contractions: [UInt64: Int] = [:]
    var longestContraction = 0
    var hasOrdinalStop = false
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
            case "clitic":
                clitics += fields[1].split(separator: " ").map(String.init)
                guard clitics.allSatisfy({ $0.contains { "'-".contains($0) } }) else {
                    throw DataError.malformed(
                        path: file.path, line: line.number,
                        expected: "endings with an apostrophe or a hyphen")
                }
            case "contraction":
                for form in fields[1].split(separator: " ") {
                    let parts = form.utf8.split(separator: UInt8(ascii: "|"))
                    guard parts.count == 2 else {
                        throw DataError.malformed(
                            path: file.path, line: line.number,
                            expected: "words with one | where they are cut")
                    }
                    contractions[foldedHash(Array(parts.joined()))] = parts[0].count
                    longestContraction = max(longestContraction, form.utf8.count - 1)
                }
            case "proclitic": proclitics.formUnion(hashes)
            case "ordinal-stop": hasOrdinalStop = fields[1] == "yes"
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
        let raws = Array(data).split(separator: 10, omittingEmptySubsequences: false)
        for (index, raw) in raws.enumerated()
        where !raw.isEmpty && raw.first != UInt8(ascii: "#") {
            lines.append((index + 1, String(decoding: raw, as: UTF8.self)))
        }
        self.lines = lines
    }
}

extension DataFile {
    /// A file that a language need not have; without lines where it is not there.
    public init(ifPresent path: String) throws {
        guard FileManager.default.fileExists(atPath: path) else {
            self.init(path: path, lines: [])
            return
        }
        try self.init(path)
    }

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
                    $0.text.pieces(between: "\t", keepsEmpty: true).map(String.init))
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
