import Archive
import ArgumentParser

/// `lagebild remove`: takes documents out of the archive.
struct Remove: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Take documents out of the archive.",
        discussion: "What is removed cannot be brought back but by adding the document again.")

    @Argument(help: "The ids of documents, or their first 8 digits or more.")
    var documents: [String]

    @OptionGroup var archive: ArchiveOptions

    func run() throws {
        let archive = try archive.open(.readWrite)
        for document in documents {
            let id = try archive.remove(document)
            try StandardOutput().write("removed \(id)\n")
        }
        try archive.close()
    }
}
