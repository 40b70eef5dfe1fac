import Archive
import ArgumentParser
import Foundation

/// `lagebild status`: what the archive holds.
struct Status: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Print what the archive holds.")

    @OptionGroup var archive: ArchiveOptions

    @Option(help: "What is printed: table or json.")
    var format: LanguagesFormat = .table

    @Flag(help: "Read the whole file and check that it is sound.")
    var check = false

    func run() throws {
        let archive = try archive.open(.readOnly)
        if check { try archive.checkIntegrity() }
        let status = try archive.read { try $0.status() }
        if format == .json {
            try StandardOutput().write(try ListOutput(format: .json).json(status) + "\n")
            return
        }
        func list(_ counts: [String: Int]) -> String {
            counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
                .map { "\($0.key) (\($0.value))" }.joined(separator: ", ")
        }
        let share = status.textBytes > 0 ? Double(status.bytes) / Double(status.textBytes) : 0
        let rows = [
            ("archive", status.path),
            ("documents", "\(status.documents), \(status.copies) of them copies"),
            ("reports", "\(status.reports)"), ("statements", "\(status.statements)"),
            ("events", "\(status.events)"), ("actors", "\(status.actors)"),
            ("stories", "\(status.stories)"),
            (
                "published",
                [status.firstPublished, status.lastPublished].compactMap { $0 }.joined(
                    separator: " to ")
            ),
            ("languages", list(status.languages)), ("read by", list(status.readers)),
            ("corrections", "\(status.corrections)"), ("watches", "\(status.watches)"),
            ("not compared", "\(status.unlinked)"),
            ("size", "\(status.bytes) bytes, \((share * 100).rounded() / 100) × the text"),
        ]
        let text = rows.map { $0.padding(toLength: 14, withPad: " ", startingAt: 0) + $1 + "\n" }
        try StandardOutput().write(text.joined() + (check ? "the file is sound\n" : ""))
    }
}
