import Dispatch
import Foundation
import GRDB
import Synchronization

/// Reads documents out of the archive as they are compared, on all cores.
final class LinkPreparer: Sendable {
    /// A batch that is being read.
    final class Run: Sendable {
        fileprivate let group = DispatchGroup()
        fileprivate let found = Mutex<[Int64: LinkDocument]>([:])

        /// Waits until all are read. One that could not be read is missing; whoever links it meets the
        /// reason.
        func documents() -> [Int64: LinkDocument] {
            group.wait()
            return found.withLock { $0 }
        }
    }

    private let archive: Archive
    private let workers: [Worker]

    init(archive: Archive, lexicon: LinkLexicon) {
        self.archive = archive
        workers = (0..<Self.workerCount).map { Worker(lexicon, number: $0) }
    }

    /// Fewer than an archive has connections for reading.
    private static let workerCount = min(ProcessInfo.processInfo.activeProcessorCount, 4)

    func start(_ ids: [Int64]) -> Run {
        let run = Run()
        for worker in workers {
            worker.queue.async(group: run.group) { [archive, count = workers.count] in
                let own = stride(from: worker.number, to: ids.count, by: count).map { ids[$0] }
                let documents = try? archive.pool.read { db in
                    let loader = try ReadingLoader(Snapshot(db: db, path: archive.path))
                    return try own.compactMap {
                        try LinkDocument($0, loader, worker.words, db)
                    }
                }
                run.found.withLock { found in
                    for document in documents ?? [] { found[document.id] = document }
                }
            }
        }
        return run
    }

    private final class Worker: @unchecked Sendable {
        let queue: DispatchQueue
        let number: Int
        /// Touched on `queue` alone.
        let words: LinkWords

        init(_ lexicon: LinkLexicon, number: Int) {
            queue = DispatchQueue(label: "lagebild.archive.links.\(number)")
            self.number = number
            words = LinkWords(lexicon)
        }
    }
}
