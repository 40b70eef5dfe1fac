import ArgumentParser
import Foundation
import Language
import Reading
import Text

/// `lagebild times`: only the time expressions.
struct Times: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Print the time expressions of articles and what they mean.",
        discussion: """
            Input as in 'lagebild read'. Without a publication date, what is said relative to it
            stays open. Exit status: 0, 1 where an article could not be read, 2 for a wrong command
            line.
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

    @Option(help: "What is printed: table, json, jsonl or timeml (TIMEX3 in the text).")
    var format: TimesFormat = .table

    @Option(help: "How many documents are read at the same time.")
    var jobs: Int = ProcessInfo.processInfo.activeProcessorCount

    @Option(help: "The folder of language data.")
    var data: String?

    func validate() throws {
        try checkReadingOptions(jobs: jobs, published: published, inputs: inputs)
    }

    func run() async throws {
        let reader = try Reader(dataRoot: try findLanguageData(data))
        let language = try language.map { try knownLanguage($0, of: reader) }
        var run = ReadingRun(
            reader: reader, writer: TimesWriter(format: format), output: StandardOutput(),
            jobs: jobs, published: published, language: language, parts: .times, explain: false)
        try await run.readAll(
            InputDocuments(inputs, format: input?.format, data: data))
    }
}

/// What `lagebild times` prints.
enum TimesFormat: String, CaseIterable, ExpressibleByArgument {
    case table, json, jsonl, timeml
}

/// Turns the times of readings into the text of the chosen format.
struct TimesWriter: DocumentWriter {
    let format: TimesFormat

    func text(of reading: Reading) -> String {
        switch format {
        case .table: reading.timeTable
        case .json: reading.json(parts: .times, pretty: true)
        case .jsonl: reading.json(parts: .times) + "\n"
        case .timeml: reading.timeML
        }
    }

    func frame(isMany: Bool) -> (before: String, between: String, after: String) {
        switch format {
        case .table: ("", "\n", "")
        case .json: isMany ? ("[\n", ",\n", "\n]\n") : ("", "", "\n")
        case .jsonl, .timeml: ("", "", "")
        }
    }
}
