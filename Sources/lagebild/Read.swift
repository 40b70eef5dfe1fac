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

    @OptionGroup var reading: ReadingOptions

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
            dataRoot: try findLanguageData(reading.source.data), norms: norms,
            dictionaries: dictionaries)
        let output = StandardOutput()
        let writer = ReadingWriter(
            format: format, parts: only?.parts ?? .all, explain: explain,
            ledger: Ledger(
                width: output.columns, styled: output.wantsStyle, parts: only?.parts ?? .all,
                explain: explain))
        try await reading.run(reader, writer: writer, output: output, parts: .all, explain: explain)
    }
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
