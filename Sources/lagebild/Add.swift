import Archive
import ArgumentParser
import Foundation
import Reading
import Text

/// `lagebild add`: reads articles and stores their readings.
struct Add: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Read articles and store them in the archive.",
        discussion: """
            The same document twice is one. A run that was stopped goes on where it was: what is in the
            archive is not read again. With --format jsonl every document is told in one line when it is
            safely on the disk.
            """)

    @OptionGroup var source: InputOptions

    @OptionGroup var archive: ArchiveOptions

    @Option(help: "What is printed: a summary, or jsonl, a line for each stored document.")
    var format: AddFormat = .summary

    func run() async throws {
        let archive = try archive.open(.create)
        let root = try findLanguageData(source.data)
        let reader = try Reader(dataRoot: root)
        let ingest = Ingest(
            archive: archive, reader: reader, version: Lagebild.version, jobs: source.jobs)
        var counts: [AddOutcome.Kind: Int] = [:]
        var failures = 0
        let output = StandardOutput()
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        let documents = try await source.documents()
        let start = ContinuousClock.now
        try await ingest.run(
            documents,
            stored: { outcomes in
                for outcome in outcomes { counts[outcome.kind, default: 0] += 1 }
                guard format == .jsonl else { return }
                let lines = try outcomes.map {
                    String(decoding: try encoder.encode($0), as: UTF8.self) + "\n"
                }
                try output.write(lines.joined())
            },
            failed: { message in
                failures += 1
                writeToStandardError("lagebild: \(singleLine(message))\n")
            })
        let stored = ContinuousClock.now
        try archive.link(lexicon: LinkLexicon(dataRoot: root, languages: reader.languages))
        let compared = ContinuousClock.now
        try archive.close()
        if format == .summary {
            let kinds: [AddOutcome.Kind] = [.new, .version, .copy, .known]
            let line = kinds.map { "\(counts[$0, default: 0]) \($0.rawValue)" }
                .joined(separator: ", ")
            try output.write(
                "\(line), \(failures) not read in \(seconds(stored - start)), "
                    + "compared in \(seconds(compared - stored)): \(archive.path)\n")
        }
        if failures > 0 { throw ExitCode(1) }
    }
}

/// A time in seconds, to the tenth.
func seconds(_ time: Duration) -> String {
    time.formatted(.units(allowed: [.seconds], fractionalPart: .show(length: 1)))
}

/// What `lagebild add` prints.
enum AddFormat: String, CaseIterable, ExpressibleByArgument {
    case summary, jsonl
}
