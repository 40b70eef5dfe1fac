import Archive
import ArgumentParser
import Foundation

/// `lagebild export`: the archive for other programs.
struct Export: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Write the archive as JSON Lines, or what a query finds in another form.",
        discussion: """
            jsonl holds everything and can be imported again. csv, annotations (W3C Web Annotation), csl
            (CSL-JSON), ical (expectations) and plover (events) hold what the query finds.
            """)

    @Argument(help: "The query, as for lagebild find; everything where none is given.")
    var query: [String] = []

    @OptionGroup var archive: ArchiveOptions

    @Option(help: "What is written: jsonl, csv, annotations, csl, ical or plover.")
    var format: ExportFormat = .jsonl

    @Option(help: "The day of asking for the state of expectations. Today where not given.")
    var today: String?

    func validate() throws {
        if format == .jsonl, !query.isEmpty {
            throw ValidationError("jsonl is the whole archive; leave the query out or choose csv")
        }
    }

    func run() throws {
        let query = try parsedQuery(query)
        let day = try dayNumber(today)
        let archive = try archive.open(.readOnly)
        let output = StandardOutput()
        do {
            if let exchange = ExchangeFormat(rawValue: format.rawValue) {
                try archive.export(query, as: exchange, today: day) { try output.write($0) }
            } else {
                try archive.export { try output.write($0) }
            }
        } catch OutputError.closed {
            // Nobody wants the rest.
        }
    }
}

/// What `lagebild export` writes.
enum ExportFormat: String, CaseIterable, ExpressibleByArgument {
    case jsonl, csv, annotations, csl, ical, plover
}
