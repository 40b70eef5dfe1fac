import ArgumentParser
import Foundation
import Intake
import Language
import Reading
import Text

/// `lagebild read`: from articles to a ledger, JSON, CSV or a page.
struct Read: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Read articles and print who said what, and what happened.",
        discussion: """
            Articles are plain text (a first line ' date 2024-06 Headline' or a front matter between
            '---' lines may give the date) or JSON Lines with "text", "id", "title", "date", "lang";
            files with HTML, feeds, mail and web archives are read as 'lagebild extract' reads them.
            Exit status: 0, 1 where an article could not be read, 2 for a wrong command line.
            """)

    @Argument(
        help: ArgumentHelp(
            "Files, folders, web addresses, or - for the standard input.", valueName: "file"))
    var inputs: [String] = []

    @Option(
        name: [.long, .customLong("from")],
        help: "How the input is written: text, jsonl or conllu. Recognised where not given.")
    var input: InputKind?

    @Option(help: "The publication date of what is read, EDTF: 2024-06-14, 2024-06, 2024.")
    var published: String?

    @Option(help: "The language of what is read (BCP 47). Recognised where not given.")
    var language: String?

    @Option(
        help:
            "What is printed: ledger, json, jsonl, html, csv (statements, or events with --only events) or plover."
    )
    var format: OutputFormat = .ledger

    @Option(
        help: ArgumentHelp(
            "Print only these rows (with commas): "
                + "statements, events, times, actors, quantities, norms."))
    var only: PartList?

    @Option(help: "How many documents are read at the same time.")
    var jobs: Int = ProcessInfo.processInfo.activeProcessorCount

    @Option(help: "A host that may be private or local, with its port (may be repeated).")
    var allowHost: [String] = []

    @Option(help: "The folder of language data.")
    var data: String?

    @Option(
        help: ArgumentHelp(
            "A register of norms of your own (YAML, docs/norms.md), before the one that ships.",
            valueName: "file"))
    var norms: String?

    @Option(
        help: ArgumentHelp(
            "A folder with dictionaries of TABARI or PETRARCH: their actors are found as well.",
            valueName: "folder"))
    var dictionaries: String?

    @Flag(help: "Tell the rules behind each statement.")
    var explain = false

    func validate() throws {
        try checkReadingOptions(jobs: jobs, published: published, inputs: inputs)
        if format == .csv, let only, only.parts != .events, !only.parts.contains(.statements) {
            throw ValidationError(
                "csv holds statements, or events with --only events; choose json for other rows")
        }
    }

    func run() async throws {
        let dictionaries = try dictionaries.map { try EventDictionaries(folder: $0) }
        for problem in dictionaries?.problems ?? [] {
            writeToStandardError("lagebild: \(singleLine(problem.description))\n")
        }
        let reader = try Reader(
            dataRoot: try findLanguageData(data), norms: norms, dictionaries: dictionaries)
        let language = try language.map { try knownLanguage($0, of: reader) }
        let output = StandardOutput()
        let writer = ReadingWriter(
            format: format, parts: only?.parts ?? .all, explain: explain,
            ledger: Ledger(
                width: output.columns, styled: output.wantsStyle, parts: only?.parts ?? .all,
                explain: explain))
        var run = ReadingRun(
            reader: reader, writer: writer, output: output, jobs: jobs, published: published,
            language: language, parts: .all, explain: explain)
        try await run.readAll(
            InputDocuments(
                inputs, format: input?.format, data: data,
                fetched: try await InputDocuments.fetched(
                    inputs, allowHost: allowHost, data: data)))
    }
}

/// What is wrong with options that several commands share.
/// - Throws: `ValidationError`.
func checkReadingOptions(jobs: Int, published: String?, inputs: [String]) throws {
    guard (1...1024).contains(jobs) else {
        throw ValidationError("--jobs must be between 1 and 1024")
    }
    if let published, !isValidEDTF(published) {
        throw ValidationError(
            "--published: '\(published)' is no date of the calendar; "
                + "write it as 2024-06-14, 2024-06 or 2024 (EDTF)")
    }
    if inputs.isEmpty, isatty(STDIN_FILENO) == 1 {
        throw ValidationError("name files or folders to read, or - for the standard input")
    }
}

/// The pack for a language tag of the command line.
/// - Throws: `ValidationError` where the reader has none.
func knownLanguage(_ tag: String, of reader: Reader) throws -> String {
    let language = primaryLanguage(tag)
    guard reader.languages.contains(language) else {
        throw ValidationError(
            DataError.unknownLanguage(language, known: reader.languages).description)
    }
    return language
}

/// How the input is written.
enum InputKind: String, CaseIterable, ExpressibleByArgument {
    case text, jsonl, conllu

    var format: InputFormat? { InputFormat(rawValue: rawValue) }
}

/// What is printed.
enum OutputFormat: String, CaseIterable, ExpressibleByArgument {
    case ledger, json, jsonl, html, csv, plover
}

/// The value of `--only`.
struct PartList: ExpressibleByArgument {
    let parts: ReadingParts

    init?(argument: String) {
        var parts: ReadingParts = []
        for name in argument.split(separator: ",") {
            guard let known = ReadingParts.names.first(where: { $0.name == name }) else {
                return nil
            }
            parts.insert(known.part)
        }
        guard !parts.isEmpty else { return nil }
        self.parts = parts
    }
}
