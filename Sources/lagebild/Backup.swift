import Archive
import ArgumentParser

/// `lagebild backup`: a checked copy of the archive while it is in use.
struct Backup: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Make a copy of the archive, also while it is written to, and check the copy.")

    @Argument(help: "The file to make.")
    var target: String

    @OptionGroup var archive: ArchiveOptions

    func run() throws {
        let archive = try archive.open(.readOnly)
        try archive.backUp(to: target)
        try StandardOutput().write("\(target): a sound copy of \(archive.path)\n")
    }
}
