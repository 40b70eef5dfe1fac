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

    @OptionGroup var reading: ReadingOptions

    @Option(help: "What is printed: table, json, jsonl or timeml (TIMEX3 in the text).")
    var format: TimesFormat = .table

    func run() async throws {
        try await reading.run(
            Reader(dataRoot: try findLanguageData(reading.source.data)),
            writer: TimesWriter(format: format), output: StandardOutput(), parts: .times)
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
