public import Reading
public import Text

/// Reads documents on several threads and stores them with one writer.
public struct Ingest: Sendable {
    /// Documents of one transaction: few enough that a kill costs little, enough to pay for the wait for
    /// the disk.
    public static let batch = 100

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
    /// - Throws: `ArchiveError`; what `stored` was told of stays.
    public func run<Failure: Error & CustomStringConvertible>(
        _ documents: some Sequence<Result<Document, Failure>>,
        stored: ([AddOutcome]) throws -> Void, failed: (String) -> Void
    ) async throws {
        let writer = try ArchiveWriter(
            archive, reader: version, matcher: SpelledNames(try reader.nameMatcher()))
        var stream = documents.makeIterator()
        var upcoming = stream.next()
        var batch: [PreparedDocument] = []
        var known: [AddOutcome] = []
        func flush() throws {
            if !batch.isEmpty { try stored(try writer.add(batch)) }
            if !known.isEmpty { try stored(known) }
            batch = []
            known = []
        }
        try await withThrowingTaskGroup(of: (Int, Prepared).self) { group in
            var started = 0
            var running = 0
            var next = 0
            var waiting: [Int: Prepared] = [:]
            while upcoming != nil || running > 0 {
                while running < jobs, started - next < jobs * 8, let item = upcoming {
                    let number = started
                    started += 1
                    upcoming = stream.next()
                    switch item {
                    case .failure(let error): waiting[number] = .failed("\(error)")
                    case .success(let document):
                        let work = Work(reader: reader, archive: archive, document: document)
                        group.addTask { (number, work.result()) }
                        running += 1
                    }
                }
                if running > 0, waiting[next] == nil, let (number, result) = try await group.next()
                {
                    waiting[number] = result
                    running -= 1
                }
                while let result = waiting.removeValue(forKey: next) {
                    next += 1
                    switch result {
                    case .failed(let message): failed(message)
                    case .known(let outcome): known.append(outcome)
                    case .ready(let document): batch.append(document)
                    }
                    if batch.count + known.count >= Self.batch { try flush() }
                }
            }
        }
        try flush()
    }

    fileprivate enum Prepared: Sendable {
        case ready(PreparedDocument)
        case known(AddOutcome)
        case failed(String)
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
            } catch {
                return .failed("\(document.name): \(error)")
            }
        }
    }
}
