import Foundation
import Synchronization

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// Answers that hold as long as the archive is not written: those without a session in them (JSON,
/// feeds, citations).
final class ResponseCache: Sendable {
    /// When the archive was written last, as the file system tells.
    struct Generation: Hashable, Sendable {
        var size: Int64
        var seconds: Int
        var nanoseconds: Int
        var logSize: Int64
        var logSeconds: Int
        var logNanoseconds: Int
    }
    private struct State {
        var generation: Generation?
        var answers: [String: DeskResponse] = [:]
        var bytes = 0
    }

    /// The memory that answers may take.
    static let limit = 32_000_000

    private let path: String
    private let state = Mutex(State())

    init(path: String) { self.path = path }

    /// Nil where the archive was written so lately that the time stamp may not tell two states apart.
    func generation() -> Generation? {
        var file = stat()
        var log = stat()
        guard stat(path, &file) == 0 else { return nil }
        if stat(path + "-wal", &log) != 0 { log = stat() }
        let generation = Generation(
            size: Int64(file.st_size), seconds: file.modified.tv_sec,
            nanoseconds: file.modified.tv_nsec,
            logSize: Int64(log.st_size), logSeconds: log.modified.tv_sec,
            logNanoseconds: log.modified.tv_nsec)
        var now = timespec()
        clock_gettime(CLOCK_REALTIME, &now)
        let last = max(
            (generation.seconds, generation.nanoseconds),
            (generation.logSeconds, generation.logNanoseconds),
            by: <)
        let age = Double(now.tv_sec - last.0) + Double(now.tv_nsec - last.1) / 1e9
        return age > 0.05 ? generation : nil
    }

    func answer(_ key: String, _ generation: Generation) -> DeskResponse? {
        state.withLock { $0.generation == generation ? $0.answers[key] : nil }
    }

    func store(_ response: DeskResponse, _ key: String, _ generation: Generation) {
        guard response.body.count < Self.limit / 20 else { return }
        state.withLock { state in
            if state.generation != generation || state.bytes > Self.limit {
                state = State(generation: generation)
            }
            if state.answers.updateValue(response, forKey: key) == nil {
                state.bytes += response.body.count + 500
            }
        }
    }
}

extension stat {
    fileprivate var modified: timespec {
        #if canImport(Darwin)
            st_mtimespec
        #else
            st_mtim
        #endif
    }
}

private func max<T>(_ first: T, _ second: T, by less: (T, T) -> Bool) -> T {
    less(first, second) ? second : first
}
