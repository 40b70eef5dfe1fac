import Archive
import ArgumentParser

/// `lagebild stories`: reports about the same happening.
struct Stories: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "List stories: reports about the same happening, in all languages.")

    @Argument(help: "The query that a report must meet, as for lagebild find.")
    var query: [String] = []

    @OptionGroup var archive: ArchiveOptions
    @OptionGroup var page: PageOptions

    @Flag(help: "Print different figures for the same thing.")
    var figures = false

    func run() throws {
        let query = try parsedQuery(query)
        let archive = try archive.open(.readOnly)
        let found = try archive.read { try $0.stories(query, page: page.page) }
        if figures {
            try writeFigures(found, archive)
            return
        }
        try ListOutput(format: page.format).write(
            found,
            header: ["story", "title", "reports", "independent", "languages", "first", "last"],
            cells: {
                [
                    $0.id, $0.title, String($0.documents.count), String($0.independent),
                    $0.languages.joined(separator: " "), $0.first ?? "", $0.last ?? "",
                ]
            },
            entry: { story in
                "\(story.title)  \(story.documents.count) reports, \(story.independent) independent · "
                    + "\(story.languages.joined(separator: ", ")) · \(story.id.prefix(12))\n"
                    + story.documents.map { "  \($0.shortID)  \($0.line)\n" }.joined()
            })
    }

    private func writeFigures(_ stories: Page<StoryRecord>, _ archive: Archive) throws {
        let conflicts = try archive.read { snapshot in
            try stories.rows.flatMap { try snapshot.figureConflicts(story: $0.id) }
        }
        try ListOutput(format: page.format).write(
            Page(rows: conflicts), header: ["story", "unit", "figures"],
            cells: { [$0.story, $0.unit, $0.figures.map(\.words).joined(separator: "; ")] },
            entry: { conflict in
                conflict.unit + "\n"
                    + conflict.figures.map {
                        "  \($0.words) · \($0.source ?? "the report") · \($0.document.line)\n"
                    }.joined()
            })
    }
}
