import ArgumentParser
import Foundation
import Language
import Reading
import Text

/// Reads a stream of documents on several threads and writes the results in their order.
struct ReadingRun {
    let reader: Reader
    let writer: any DocumentWriter
    let output: StandardOutput
    let jobs: Int
    /// What the command line says of every document.
    let published: String?
    let language: String?
    /// What has to be read.
    let parts: ReadingParts
    let explain: Bool
    /// The number of documents that could not be read.
    private(set) var failures = 0

    init(
        reader: Reader, writer: any DocumentWriter, output: StandardOutput, jobs: Int,
        published: String?, language: String?, parts: ReadingParts, explain: Bool
    ) {
        self.reader = reader
        self.writer = writer
        self.output = output
        self.jobs = jobs
        self.published = published
        self.language = language
        self.parts = parts
        self.explain = explain
    }

    /// Reads to the end of the stream. At most `jobs` documents are being read and four times as many
    /// wait for their turn to be written, so memory stays the same for every number of documents.
    /// - Throws: `OutputError`, and `Failure` where the language data are damaged.
    mutating func read(_ documents: InputDocuments) async throws {
        var documents = documents
        var sequence = OutputSequence(writer: writer, output: output)
        var progress = Progress()
        var upcoming = documents.next()
        var isMany = false
        try await withThrowingTaskGroup(of: (Int, Result<String, Failure>).self) { group in
            var started = 0
            var running = 0
            var waiting: [Int: Result<String, Failure>] = [:]
            var written = 0
            while upcoming != nil || running > 0 {
                while running < jobs, started - written < jobs * 4, let item = upcoming {
                    let number = started
                    started += 1
                    upcoming = documents.next()
                    isMany = isMany || upcoming != nil
                    switch item {
                    case .failure(let error):
                        waiting[number] = .failure(error)
                    case .success(let document):
                        let work = DocumentWork(
                            reader: reader, writer: writer, parts: parts, explain: explain,
                            document: prepared(document))
                        group.addTask { (number, work.result()) }
                        running += 1
                    }
                }
                if running > 0, waiting[written] == nil,
                    let (number, result) = try await group.next()
                {
                    waiting[number] = result
                    running -= 1
                }
                while let result = waiting.removeValue(forKey: written) {
                    written += 1
                    switch result {
                    case .success(let text): try sequence.write(text, isMany: isMany)
                    case .failure(let failure):
                        if failure.endsRun { throw failure }
                        failures += 1
                        progress.clear()
                        writeToStandardError("lagebild: \(singleLine(failure.message))\n")
                    }
                    if isMany { progress.show(written) }
                }
            }
        }
        progress.clear()
        try sequence.end(isMany: isMany)
    }

    /// Reads to the end of the stream and leaves with status 1 where something could not be read.
    /// - Throws: `OutputError`, `Failure`, `ExitCode`.
    mutating func readAll(_ documents: InputDocuments) async throws {
        do {
            try await read(documents)
        } catch OutputError.closed {
            // Nobody wants the rest.
        }
        if failures > 0 { throw ExitCode(1) }
    }

    private func prepared(_ document: Document) -> Document {
        var document = document
        document.published = published ?? document.published
        document.language = language ?? document.language
        return document
    }
}

/// Why a document could not be read.
struct Failure: Error, CustomStringConvertible {
    let message: String
    /// Every other document would fail for the same reason.
    var endsRun = false
    var description: String { message }
}

/// One document's way from text to output.
private struct DocumentWork: Sendable {
    let reader: Reader
    let writer: any DocumentWriter
    let parts: ReadingParts
    let explain: Bool
    let document: Document

    func result() -> Result<String, Failure> {
        do {
            return .success(
                writer.text(of: try reader.read(document, parts: parts, explain: explain)))
        } catch DataError.unknownLanguage(let language, let known) {
            let error = InputError.unknownLanguage(
                name: document.name, language: language, known: known)
            return .failure(Failure(message: error.description))
        } catch let error as DataError {
            return .failure(Failure(message: error.description, endsRun: true))
        } catch {
            return .failure(Failure(message: "\(document.name): \(error)"))
        }
    }
}

/// A count on the standard error, where that is a terminal.
struct Progress {
    private let isShown = isatty(STDERR_FILENO) == 1 && isatty(STDOUT_FILENO) == 0
    private var last = ContinuousClock.now
    private var isOnScreen = false

    mutating func show(_ count: Int) {
        guard isShown, ContinuousClock.now - last > .milliseconds(200) else { return }
        last = .now
        isOnScreen = true
        writeToStandardError("\r\(count) documents read")
    }

    mutating func clear() {
        if isOnScreen { writeToStandardError("\r\u{1B}[K") }
        isOnScreen = false
    }
}
