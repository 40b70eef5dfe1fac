import Crypto
import Foundation
import Synchronization
import Text

/// A browser that came by: it is known by a cookie, and proves with a token that a form was ours.
struct Session: Sendable {
    let id: String
    /// Goes into every form; another site can send the cookie along but cannot know this.
    let token: String
    let isNew: Bool

    static let cookieName = "lagebild"

    var cookie: String {
        "\(Self.cookieName)=\(id); Path=/; HttpOnly; SameSite=Strict; Max-Age=31536000"
    }
}

/// The sessions of this run. Nothing is stored: a token holds as long as the program runs.
final class Sessions: Sendable {
    private struct State {
        var entered: Set<String> = []
        /// Failures by address, and until when no more are taken.
        var failures: [String: (count: Int, until: ContinuousClock.Instant)] = [:]
    }

    private let secret = SymmetricKey(size: .bits256)
    private let state = Mutex(State())

    /// The session that a request belongs to, or a new one.
    func session(of request: DeskRequest) -> Session {
        if let id = request.cookie(Session.cookieName), id.utf8.count == 48,
            id.utf8.allSatisfy({ (0x30...0x39).contains($0) || (0x61...0x66).contains($0) })
        {
            return Session(id: id, token: token(of: id), isNew: false)
        }
        let bytes = (0..<24).map { _ in UInt8.random(in: 0...255) }
        let id = hexDigits(bytes)
        return Session(id: id, token: token(of: id), isNew: true)
    }

    private func token(of id: String) -> String {
        hexDigits(HMAC<SHA256>.authenticationCode(for: Data(id.utf8), using: secret).prefix(16))
    }

    /// Whether a form was made for this session.
    func isOurs(_ token: String?, _ session: Session) -> Bool {
        guard let token else { return false }
        return isEqual(Array(token.utf8), Array(session.token.utf8))
    }

    /// Whether a request may see anything.
    func mayEnter(
        _ request: DeskRequest, _ session: Session, _ configuration: Desk.Configuration
    ) -> Bool {
        guard let access = configuration.access else { return true }
        if let proxy = configuration.proxy, proxy.peers.contains(request.peer),
            request.headers[proxy.header]?.isEmpty == false
        {
            return true
        }
        if state.withLock({ $0.entered.contains(session.id) }) { return true }
        guard let header = request.headers["authorization"],
            header.lowercased().hasPrefix("bearer "),
            !isBlocked(request.peer)
        else { return false }
        return access.knows(String(header.dropFirst(7)))
    }

    func enter(_ session: Session) { state.withLock { _ = $0.entered.insert(session.id) } }
    func leave(_ session: Session) { state.withLock { _ = $0.entered.remove(session.id) } }

    private func isBlocked(_ peer: String) -> Bool {
        state.withLock { state in
            guard let failure = state.failures[peer] else { return false }
            return failure.count >= 5 && ContinuousClock.now < failure.until
        }
    }

    /// - Throws: `DeskError.tooMany` from the fifth wrong token on; the wait doubles, up to ten minutes.
    func checkFailures(of peer: String) throws(DeskError) {
        let seconds = state.withLock { state -> Int? in
            guard let failure = state.failures[peer], failure.count >= 5 else { return nil }
            let left = failure.until - ContinuousClock.now
            return left > .zero ? Int(left.components.seconds) + 1 : nil
        }
        if let seconds { throw .tooMany(seconds: seconds) }
    }

    func countFailure(of peer: String) throws(DeskError) {
        try checkFailures(of: peer)
        state.withLock { state in
            if state.failures.count > 10_000 { state.failures = [:] }
            let count = (state.failures[peer]?.count ?? 0) + 1
            let wait = count < 5 ? 0 : min(600, 1 << min(count - 5, 10))
            state.failures[peer] = (count, ContinuousClock.now + .seconds(wait))
        }
    }

    func forgetFailures(of peer: String) { state.withLock { state in state.failures[peer] = nil } }
}

/// The tokens that open a desk that others can reach. A file of lines `salt:hash`; the tokens themselves
/// are nowhere.
public struct AccessList: Sendable {
    private var entries: [(salt: [UInt8], hash: [UInt8])]

    /// - Throws: `DeskResourceError` where the file cannot be read or holds no token.
    public init(file: String) throws(DeskResourceError) {
        guard let text = try? String(contentsOfFile: file, encoding: .utf8) else {
            throw .missing(path: file)
        }
        entries = []
        for line in text.split(whereSeparator: \.isNewline) {
            let parts = line.split(separator: ":")
            guard parts.count == 2, let salt = Self.bytes(parts[0]),
                let hash = Self.bytes(parts[1]),
                hash.count == 32
            else { throw .malformed(path: file, problem: "a line is no salt:hash") }
            entries.append((salt, hash))
        }
        guard !entries.isEmpty else { throw .malformed(path: file, problem: "it holds no token") }
    }

    /// A new token and the line that stands for it in the file.
    public static func makeToken() -> (token: String, line: String) {
        let token = hexDigits((0..<20).map { _ in UInt8.random(in: 0...255) })
        let salt = (0..<16).map { _ in UInt8.random(in: 0...255) }
        return (token, hexDigits(salt) + ":" + hexDigits(hash(token, salt)))
    }

    /// Compares in the same time whatever is wrong.
    func knows(_ token: String) -> Bool {
        var isKnown = false
        for entry in entries where isEqual(Self.hash(token, entry.salt), entry.hash) {
            isKnown = true
        }
        return isKnown
    }

    /// The tokens are random, 160 bits, so one round of SHA-256 is enough.
    private static func hash(_ token: String, _ salt: [UInt8]) -> [UInt8] {
        Array(SHA256.hash(data: Data(salt + Array(token.utf8))))
    }

    private static func bytes(_ hex: Substring) -> [UInt8]? {
        guard hex.utf8.count % 2 == 0 else { return nil }
        var bytes: [UInt8] = []
        var rest = hex
        while !rest.isEmpty {
            guard let byte = UInt8(rest.prefix(2), radix: 16) else { return nil }
            bytes.append(byte)
            rest = rest.dropFirst(2)
        }
        return bytes
    }
}

/// Whether two byte strings are the same, in a time that depends on their length alone.
func isEqual(_ first: [UInt8], _ second: [UInt8]) -> Bool {
    guard first.count == second.count else { return false }
    return zip(first, second).reduce(UInt8(0)) { $0 | ($1.0 ^ $1.1) } == 0
}
