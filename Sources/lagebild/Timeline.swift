import Archive
import ArgumentParser

/// `lagebild timeline`: what a query finds, in the order of time.
struct Timeline: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Print what a query finds in the order of time.")

    @Argument(help: "The query, as for lagebild find.")
    var query: [String] = []

    @OptionGroup var archive: ArchiveOptions
    @OptionGroup var page: PageOptions

    func run() throws {
        let query = try parsedQuery(query)
        let archive = try archive.open(.readOnly)
        let found = try archive.read { try $0.timeline(query, page: page.page) }
        try ListOutput(format: page.format).write(
            found, header: ["date", "dated", "kind"] + StatementRecord.header,
            cells: { entry in
                [entry.date, entry.isDated ? "yes" : "no", entry.kind.rawValue]
                    + (entry.statement?.cells ?? entry.event?.cells ?? [])
            },
            entry: { entry in
                entry.date + (entry.isDated ? "" : " (published)") + "  "
                    + (entry.statement?.entry ?? entry.event?.entry ?? "") + "\n"
            })
    }
}

extension EventRecord {
    var entry: String {
        let names = [actor, recipient].map { $0.map(\.name).joined(separator: ", ") }
        return
            "\(type)\(mode.map { "/" + $0 } ?? "")  \(names.filter { !$0.isEmpty }.joined(separator: " → "))"
            + "\n  │ \(words.replacing("\n", with: " "))\n    \(document.line)\n    "
            + "\(document.shortID)/\(reference.row)@\(reference.reader)"
    }

    /// In the columns of statements: who, to whom and the words stand in theirs.
    var cells: [String] {
        [
            reference.description, document.id, document.published ?? "", document.outlet ?? "",
            "event", [type, mode].compactMap { $0 }.joined(separator: "/"),
            views.map { "\($0.by) \($0.factuality)" }.joined(separator: "; "), "",
            actor.map { $0.actor ?? $0.name }.joined(separator: "; "),
            recipient.map { $0.actor ?? $0.name }.joined(separator: "; "), words, time ?? "", "",
            "no", String(confidence),
        ]
    }
}
