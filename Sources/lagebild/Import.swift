import Archive
import ArgumentParser
import Foundation
import Reading

/// `lagebild import`: takes in what `lagebild export` wrote.
struct Import: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Add what lagebild export wrote: documents, readings, corrections, watches.")

    @Argument(help: ArgumentHelp("The export, or - for the standard input.", valueName: "file"))
    var file: String

    @OptionGroup var archive: ArchiveOptions

    @Option(help: "The folder of language data.")
    var data: String?

    func run() throws {
        guard let lines = LineReader(file) else {
            throw InputError.missing(name: file)
        }
        let archive = try archive.open(.create)
        let root = try findLanguageData(data)
        let reader = try Reader(dataRoot: root)
        let start = ContinuousClock.now
        let count = try archive.importing(matcher: SpelledNames(reader.nameMatcher())) {
            try lines.next()
        }
        let stored = ContinuousClock.now
        try archive.link(lexicon: LinkLexicon(dataRoot: root, languages: reader.languages))
        let compared = ContinuousClock.now
        try archive.close()
        try StandardOutput().write(
            "\(count) documents imported in \(seconds(stored - start)), "
                + "compared in \(seconds(compared - stored)): \(archive.path)\n")
    }
}

/// Reads a file line by line; a line may be long, the file need not fit into memory.
private final class LineReader {
    private let handle: FileHandle
    private var buffer: [UInt8] = []
    private var position = 0
    private var isAtEnd = false

    init?(_ path: String) {
        guard let handle = path == "-" ? .standardInput : FileHandle(forReadingAtPath: path) else {
            return nil
        }
        self.handle = handle
    }

    func next() throws -> [UInt8]? {
        var searched = position
        while true {
            if let end = buffer[searched...].firstIndex(of: 10) {
                defer { position = end + 1 }
                return Array(buffer[position..<end])
            }
            if isAtEnd {
                guard position < buffer.count else { return nil }
                defer { position = buffer.count }
                return Array(buffer[position...])
            }
            let known = buffer.count - position
            buffer.removeSubrange(..<position)
            position = 0
            searched = known
            guard let data = try handle.read(upToCount: 1 << 18), !data.isEmpty else {
                isAtEnd = true
                continue
            }
            buffer.append(contentsOf: data)
        }
    }
}
