import Archive
import ArgumentParser

/// `lagebild actors`: who occurs, under which names and in which roles.
struct Actors: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "List the actors of the archive, or tell of one its names and roles.")

    @Argument(help: "A part of a name.")
    var name: String?

    @OptionGroup var archive: ArchiveOptions
    @OptionGroup var page: PageOptions

    @Option(help: "Only one kind: person, organization, country, place, group, outlet.")
    var kind: String?

    @Flag(help: "Tell of the actor with this name or id its aliases and roles over time.")
    var roles = false

    func run() throws {
        let archive = try archive.open(.readOnly)
        if roles, let name {
            let actor = try archive.read { try $0.actor(name) }
            try write(actor)
            return
        }
        let found = try archive.read {
            try $0.actors(matching: name, kind: kind, page: page.page)
        }
        try ListOutput(format: page.format).write(
            found, header: ["id", "kind", "name", "country", "documents", "independent"],
            cells: {
                [
                    $0.id, $0.kind, $0.name, $0.country ?? "", String($0.documents),
                    String($0.independentDocuments),
                ]
            },
            entry: {
                "\($0.name)  \($0.kind)\($0.country.map { " " + $0 } ?? "") · "
                    + "\($0.documents) documents, \($0.independentDocuments) independent · \($0.id)"
            })
    }

    private func write(_ actor: ActorRecord) throws {
        let output = StandardOutput()
        if page.format == .json {
            try output.write(try ListOutput(format: .json).json(actor) + "\n")
            return
        }
        var lines = ["\(actor.summary.name)  \(actor.summary.kind) · \(actor.summary.id)"]
        lines += actor.aliases.map { "  called  \($0.name) (\($0.documents))" }
        lines += actor.roles.map { role in
            let time = [role.first, role.last].compactMap { $0 }
            return "  role    \(role.role) (\(role.documents)) \(time.joined(separator: " to "))"
        }
        lines += actor.joined.map { "  joined  \($0)" }
        try output.write(terminalText(lines.joined(separator: "\n")) + "\n")
    }
}
