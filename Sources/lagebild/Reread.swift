import Archive
import ArgumentParser
import Reading

/// `lagebild reread`: a newer reader reads the stored texts.
struct Reread: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Read the stored texts again with this version of the reader.",
        discussion: "Old readings stay and can be addressed; corrections are carried over.")

    @OptionGroup var archive: ArchiveOptions

    @Flag(help: "Read documents too that this version has read.")
    var all = false

    @Option(help: "The folder of language data.")
    var data: String?

    func run() throws {
        let archive = try archive.open(.readWrite)
        let root = try findLanguageData(data)
        let reader = try Reader(dataRoot: root)
        var count = 0
        try archive.reread(with: reader, version: Lagebild.version, all: all) { count = $0 }
        try archive.link(lexicon: LinkLexicon(dataRoot: root, languages: reader.languages))
        try archive.close()
        try StandardOutput().write("\(count) documents read again\n")
    }
}
