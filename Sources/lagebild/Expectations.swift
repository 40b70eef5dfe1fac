public import Archive
public import ArgumentParser
import Foundation
import Text

/// `lagebild expectations`: what was announced, and what became of it.
struct Expectations: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "List what was announced or expected, and what became of it.")

    @Argument(help: "The query that an announcement must meet, as for lagebild find.")
    var query: [String] = []

    @OptionGroup var archive: ArchiveOptions
    @OptionGroup var page: PageOptions

    @Option(help: "Only those that are open, met, missed, cancelled or unclear.")
    var state: ExpectationState?

    @Option(help: "The day of asking, 2024-06-14. Today where not given.")
    var today: String?

    func run() throws {
        let query = try parsedQuery(query)
        let day = try dayNumber(today)
        let archive = try archive.open(.readOnly)
        let found = try archive.read {
            try $0.expectations(query, state: state, today: day, page: page.page)
        }
        try ListOutput(format: page.format).write(
            found,
            header: [
                "expectation", "window", "state", "words", "document", "moved_by", "moved_words",
            ],
            cells: {
                [
                    $0.id, $0.window ?? "", $0.state.rawValue, $0.words, $0.document.id,
                    $0.movedBy?.id ?? "", $0.movedWords ?? "",
                ]
            },
            entry: { row in
                let moved = row.movedBy.map {
                    "\n  \(row.state.rawValue): \(row.movedWords ?? "")\n    \($0.line)"
                }
                return "\(row.window ?? "no date")  \(row.state.rawValue)\n  │ "
                    + row.words.replacing("\n", with: " ")
                    + "\n    \(row.document.line)\n    \(row.id.prefix(12))"
                    + (moved ?? "") + "\n"
            })
    }
}

extension ExpectationState: ExpressibleByArgument {}

/// The number of a day that was given, or of today.
func dayNumber(_ text: String?) throws -> Int {
    guard let text else { return Int(Date().timeIntervalSince1970) / 86_400 }
    guard let range = DayRange(edtf: text), range.first == range.last else {
        throw ValidationError("'\(text)' is no day; write it as 2024-06-14")
    }
    return range.first
}
