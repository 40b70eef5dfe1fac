import Foundation
import Synchronization
import Text

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// Answers that hold as long as the archive is not written. They are kept without a session in them: where
/// its token goes, a page holds `placeholder`.
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

    /// As long as a token, and as hard to guess, so that no text of an article can hold it.
    let placeholder: String

    private let path: String
    private let state = Mutex(State())

    init(path: String) {
        self.path = path
        placeholder = hexDigits((0..<16).map { _ in UInt8.random(in: 0...255) })
    }

    /// A page with the token of a session in the places that are kept for it.
    /// - Complexity: O(n).
    func filled(_ response: DeskResponse, token: String) -> DeskResponse {
        let mark = Array(placeholder.utf8)
        let token = Array(token.utf8)
        guard mark.count == token.count, response.body.count >= mark.count else { return response }
        var response = response
        response.body.withUnsafeMutableBufferPointer { body in
            var index = 0
            while index <= body.count - mark.count {
                guard body[index] == mark[0], body[index..<(index + mark.count)].elementsEqual(mark)
                else {
                    index += 1
                    continue
                }
                for offset in token.indices { body[index + offset] = token[offset] }
                index += mark.count
            }
        }
        return response
    }

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
