import Archive
import ArgumentParser
import Text

/// `lagebild brief`: a sourced briefing.
struct Briefing: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "brief",
        abstract:
            "Write a briefing: chronology, claims and denials, figures, expectations, footnotes.")

    @Argument(help: "The query, as for lagebild find.")
    var query: [String]

    @OptionGroup var archive: ArchiveOptions

    @Option(help: "The first day, month or year.")
    var from: String?

    @Option(help: "The last day, month or year.")
    var to: String?

    @Option(help: "What is written: markdown, html or json.")
    var format: BriefFormat = .markdown

    @Option(help: "The day of asking for the state of expectations. Today where not given.")
    var today: String?

    func run() throws {
        var query = try parsedQuery(query)
        for (field, value) in [(Query.Field.from, from), (.to, to)] {
            guard let value else { continue }
            guard DayRange(edtf: value) != nil else {
                throw ValidationError("'\(value)' is no date; write 2024-06-14, 2024-06 or 2024")
            }
            query = query.setting(field, to: value)
        }
        let day = try dayNumber(today)
        let wanted = query
        let archive = try archive.open(.readOnly)
        let brief = try archive.read { try $0.brief(wanted, today: day) }
        let output = StandardOutput()
        switch format {
        case .markdown: try output.write(brief.markdown)
        case .html: try output.write(brief.html)
        case .json: try output.write(try ListOutput(format: .json).json(brief) + "\n")
        }
    }
}

/// How a briefing is written.
enum BriefFormat: String, CaseIterable, ExpressibleByArgument {
    case markdown, html, json
}
