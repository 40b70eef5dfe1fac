import Archive
import ArgumentParser
import Intake
import Reading
import Text

/// Where the articles of a feed or a folder go: to the standard output as JSON Lines, or into the archive.
struct ArticleOptions: ParsableArguments {
    @Flag(help: "Read the articles and store them in the archive instead of printing them.")
    var add = false

    @OptionGroup var archive: ArchiveOptions

    /// - Parameter data: the folder of language data that the command line names.
    func store(data: String?) throws -> ArticleStore {
        add ? try ArticleStore(archive: archive.open(.create), data: data) : ArticleStore()
    }
}

/// Takes articles as they come.
struct ArticleStore {
    private struct Target {
        let archive: Archive
        let ingest: Ingest
        let reader: Reader
        let root: String
    }

    private let target: Target?
    private let output = StandardOutput()
    private var counts: [AddOutcome.Kind: Int] = [:]
    /// Articles that could not be read.
    private(set) var failures = 0

    /// Prints what it is given.
    init() { target = nil }

    init(archive: Archive, data: String?) throws {
        let root = try findLanguageData(data)
        let reader = try Reader(dataRoot: root)
        target = Target(
            archive: archive,
            ingest: Ingest(archive: archive, reader: reader, version: Lagebild.version, jobs: 2),
            reader: reader, root: root)
    }

    /// Returns when the articles are printed or safely on the disk.
    mutating func take(_ articles: [Article]) async throws {
        guard let target else {
            for article in articles { try output.write(article.json + "\n") }
            return
        }
        guard !articles.isEmpty else { return }
        var counts = counts
        var failures = failures
        try await target.ingest.run(
            articles.map { Result<Document, Failure>.success(Document($0)) }
                as [Result<Document, Failure>],
            stored: { for outcome in $0 { counts[outcome.kind, default: 0] += 1 } },
            failed: { message in
                failures += 1
                writeToStandardError("lagebild: \(singleLine(message))\n")
            })
        self.counts = counts
        self.failures = failures
    }

    /// Compares what was stored with the rest of the archive.
    func compare() throws {
        guard let target else { return }
        try target.archive.link(
            lexicon: LinkLexicon(dataRoot: target.root, languages: target.reader.languages))
    }

    /// Says what was stored.
    func finish() throws {
        guard let target else { return }
        let kinds: [AddOutcome.Kind] = [.new, .version, .copy, .known]
        let line = kinds.map { "\(counts[$0, default: 0]) \($0.rawValue)" }.joined(separator: ", ")
        try output.write("\(line), \(failures) not read: \(target.archive.path)\n")
        try target.archive.close()
    }
}
