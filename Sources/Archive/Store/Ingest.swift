import Dispatch
import Language
public import Reading
public import Text

/// Reads documents on several threads and stores them with one writer, which has a thread of its own:
/// nobody who reads waits for the disk.
public struct Ingest: Sendable {
    /// Documents of one transaction: few enough that a kill costs little, enough to pay for the wait for
    /// the disk.
    public static let batch = 100
    /// Documents that are on their way at most: one batch is written, one is full, one is read.
    private static let underway = 3 * batch

    let archive: Archive
    let reader: Reader
    let version: String
    let jobs: Int

    /// - Parameters:
    ///   - version: the version of the reader, which is stored with its readings.
    ///   - jobs: documents that are read at the same time.
    public init(archive: Archive, reader: Reader, version: String, jobs: Int) {
        self.archive = archive
        self.reader = reader
        self.version = version
        self.jobs = jobs
    }

    /// Reads and stores a stream of documents; those that are stored already are not read again.
    ///
    /// - Parameters:
    ///   - documents: one after the other; a failure in the place of one is reported and passed.
    ///   - stored: is told of every batch when it is on the disk.
    ///   - failed: is told of every document that cannot be read.
    /// - Throws: `ArchiveError`, and `DataError` where the data of a language are damaged, which every
    ///   other document would meet as well; what `stored` was told of stays.
    public func run<Failure: Error & CustomStringConvertible>(
        _ documents: some Sequence<Result<Document, Failure>>,
        stored: ([AddOutcome]) throws -> Void, failed: (String) -> Void
    ) async throws {
        let writer = BatchWriter(
            try ArchiveWriter(
                archive, reader: version, matcher: SpelledNames(try reader.nameMatcher())))
        var stream = documents.makeIterator()
        var upcoming = stream.next()
        var batch = Batch()
        var damage: (any Error)?
        try await withThrowingTaskGroup(of: Event.self) { group in
            var started = 0
            var ended = 0
            var running = 0
            var isWriting = false
            var next = 0
            var waiting: [Int: Prepared] = [:]
            while upcoming != nil || running > 0 || isWriting || !waiting.isEmpty || !batch.isEmpty
            {
                while running < jobs, started - ended < Self.underway, let item = upcoming {
                    let number = started
                    started += 1
                    upcoming = stream.next()
                    switch item {
                    case .failure(let error): waiting[number] = .failed("\(error)")
                    case .success(let document):
                        let work = Work(reader: reader, archive: archive, document: document)
                        group.addTask { .prepared(number, work.result()) }
                        running += 1
                    }
                }
                while batch.count < Self.batch, let result = waiting.removeValue(forKey: next) {
                    next += 1
                    switch result {
                    case .failed(let message):
                        ended += 1
                        failed(message)
                    case .known(let outcome): batch.known.append(outcome)
                    case .ready(let document): batch.documents.append(document)
                    case .damaged(let error):
                        // What came before it is stored.
                        damage = error
                        upcoming = nil
                        waiting = [:]
                    }
                }
                let isLast = upcoming == nil && running == 0 && waiting.isEmpty
                if !isWriting, batch.count >= Self.batch || isLast && !batch.isEmpty {
                    let full = batch
                    batch = Batch()
                    isWriting = true
                    group.addTask { .stored(try await writer.add(full)) }
                }
                guard running > 0 || isWriting else { continue }
                switch try await group.next() {
                case .prepared(let number, let result):
                    running -= 1
                    if damage == nil { waiting[number] = result }
                case .stored(let outcomes):
                    isWriting = false
                    ended += outcomes.count
                    try stored(outcomes)
                case nil: break
                }
            }
        }
        if let damage { throw damage }
    }

    private enum Event: Sendable {
        case prepared(Int, Prepared)
        case stored([AddOutcome])
    }

    fileprivate enum Prepared: Sendable {
        case ready(PreparedDocument)
        case known(AddOutcome)
        case failed(String)
        /// Every other document would fail for the same reason.
        case damaged(DataError)
    }

    /// Documents of one transaction, and those between them that are there already.
    fileprivate struct Batch: Sendable {
        var documents: [PreparedDocument] = []
        var known: [AddOutcome] = []
        var count: Int { documents.count + known.count }
        var isEmpty: Bool { count == 0 }
    }

    private struct Work: Sendable {
        let reader: Reader
        let archive: Archive
        let document: Document

        func result() -> Prepared {
            do {
                if let key = try archive.knownKey(of: document) {
                    return .known(
                        AddOutcome(kind: .known, document: key, name: document.name))
                }
                return .ready(try PreparedDocument(try reader.read(document)))
            } catch let error as DataError {
                if case .unknownLanguage = error { return .failed("\(document.name): \(error)") }
                return .damaged(error)
            } catch {
                return .failed("\(document.name): \(error)")
            }
        }
    }
}

/// The writer on a thread of its own.
private final class BatchWriter: @unchecked Sendable {
    /// Touched on `queue` alone.
    private let writer: ArchiveWriter
    private let queue = DispatchQueue(label: "lagebild.archive.writer")

    init(_ writer: ArchiveWriter) { self.writer = writer }

    /// Returns when the batch is on the disk.
    func add(_ batch: Ingest.Batch) async throws -> [AddOutcome] {
        try await withCheckedThrowingContinuation { continuation in
            queue.async {
                continuation.resume(
                    with: Result {
                        (batch.documents.isEmpty ? [] : try self.writer.add(batch.documents))
                            + batch.known
                    })
            }
        }
    }
}
