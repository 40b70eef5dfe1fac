import ArgumentParser
import Foundation
import Language
import Reading
import Text

/// `lagebild read`: from articles to a ledger, JSON, CSV or a page.
struct Read: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Read articles and print who said what, and what happened.",
        discussion: """
            Articles are plain text (a first line ' date 2024-06 Headline' or a front matter between
            '---' lines may give the date) or JSON Lines with "text", "id", "title", "date", "lang".
            Exit status: 0, 1 where an article could not be read, 2 for a wrong command line.
            """)

    @Argument(
        help: ArgumentHelp("Files, folders, or - for the standard input.", valueName: "file"))
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
        help: "Print only these rows: statements, events, times, actors, quantities (with commas).")
    var only: PartList?

    @Option(help: "How many documents are read at the same time.")
    var jobs: Int = ProcessInfo.processInfo.activeProcessorCount

    @Option(help: "The folder of language data.")
    var data: String?

    @Flag(help: "Tell the rules behind each statement.")
    var explain = false

    func validate() throws {
        guard (1...1024).contains(jobs) else {
            throw ValidationError("--jobs must be between 1 and 1024")
        }
        if let published, !isValidEDTF(published) {
            throw ValidationError(
                "--published: '\(published)' is no date of the calendar; "
                    + "write it as 2024-06-14, 2024-06 or 2024 (EDTF)")
        }
        if format == .csv, let only, only.parts != .events, !only.parts.contains(.statements) {
            throw ValidationError(
                "csv holds statements, or events with --only events; choose json for other rows")
        }
        if inputs.isEmpty, isatty(STDIN_FILENO) == 1 {
            throw ValidationError("name files or folders to read, or - for the standard input")
        }
    }

    func run() async throws {
        let reader = try Reader(dataRoot: try findLanguageData(data))
        let language = language.map(primaryLanguage)
        if let language, !reader.languages.contains(language) {
            throw ValidationError(
                DataError.unknownLanguage(language, known: reader.languages).description)
        }
        let output = StandardOutput()
        let writer = ReadingWriter(
            format: format, parts: only?.parts ?? .all, explain: explain,
            ledger: Ledger(
                width: output.columns, styled: output.wantsStyle, parts: only?.parts ?? .all,
                explain: explain))
        var run = ReadingRun(
            reader: reader, writer: writer, output: output, jobs: jobs, published: published,
            language: language, explain: explain)
        do {
            try await run.read(
                DocumentStream(paths: inputs.isEmpty ? ["-"] : inputs, format: input?.format))
        } catch OutputError.closed {
            // Nobody wants the rest.
        }
        if run.failures > 0 { throw ExitCode(1) }
    }
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
