import ArgumentParser
import Foundation
import Language
import Reading
import Text

/// Where articles come from, as the commands that read articles share it.
struct InputOptions: ParsableArguments {
    @Argument(
        help: ArgumentHelp(
            "Files, folders, web addresses, or - for the standard input.", valueName: "file"))
    var inputs: [String] = []

    @Option(
        name: [.long, .customLong("from")],
        help: "How the input is written: text, jsonl or conllu. Recognised where not given.")
    var input: InputKind?

    @Option(help: "How many documents are read at the same time.")
    var jobs: Int = ProcessInfo.processInfo.activeProcessorCount

    @Option(help: "A host that may be private or local, with its port (may be repeated).")
    var allowHost: [String] = []

    @Option(help: "The folder of language data.")
    var data: String?

    func validate() throws {
        guard (1...1024).contains(jobs) else {
            throw ValidationError("--jobs must be between 1 and 1024")
        }
        if inputs.isEmpty, isatty(STDIN_FILENO) == 1 {
            throw ValidationError("name files or folders to read, or - for the standard input")
        }
    }

    /// All documents that are named; web addresses are fetched first.
    func documents() async throws -> InputDocuments {
        InputDocuments(
            inputs, format: input?.format, data: data,
            fetched: try await InputDocuments.fetched(inputs, allowHost: allowHost, data: data))
    }
}

/// What the commands that print readings are told of their articles.
struct ReadingOptions: ParsableArguments {
    @OptionGroup var source: InputOptions

    @Option(help: "The publication date of what is read, EDTF: 2024-06-14, 2024-06, 2024.")
    var published: String?

    @Option(help: "The language of what is read (BCP 47). Recognised where not given.")
    var language: String?

    func validate() throws {
        if let published, !isValidEDTF(published) {
            throw ValidationError(
                "--published: '\(published)' is no date of the calendar; "
                    + "write it as 2024-06-14, 2024-06 or 2024 (EDTF)")
        }
    }

    /// Reads everything that is named and prints it.
    func run(
        _ reader: Reader, writer: any DocumentWriter, output: StandardOutput, parts: ReadingParts,
        explain: Bool = false
    ) async throws {
        var run = ReadingRun(
            reader: reader, writer: writer, output: output, jobs: source.jobs, published: published,
            language: try language.map { try knownLanguage($0, of: reader) }, parts: parts,
            explain: explain)
        try await run.readAll(try await source.documents())
    }
}

/// The pack for a language tag of the command line.
/// - Throws: `ValidationError` where the reader has none.
private func knownLanguage(_ tag: String, of reader: Reader) throws -> String {
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
