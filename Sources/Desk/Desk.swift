public import Archive
import Crypto
import Foundation
public import Reading

/// The archive in a browser: pages, their JSON twins, and the API.
///
/// `respond(to:)` is the whole of it: a request in, an answer out. Whoever serves it (`DeskServer`, a
/// test) adds nothing.
public struct Desk: Sendable {
    public struct Configuration: Sendable {
        /// The folder of style, script, wording and sample articles.
        public var resources: String
        /// The version of the reader, which is stored with what is read here.
        public var version: String
        /// Names by which the desk may be called; the ones of this machine when it serves only itself.
        public var hosts: Set<String> = ["localhost", "127.0.0.1", "[::1]"]
        /// Who may come in; nil where only this machine can reach the desk.
        public var access: AccessList?
        /// A header in which a proxy names the user, and the addresses of the proxy.
        public var proxy: (header: String, peers: Set<String>)?
        /// How the feeds of the archive are doing, asked anew for each page.
        public var feeds: @Sendable () -> [FeedHealth] = { [] }
        /// The day that is taken for today, `2025-03-14`; the calendar's where nil.
        public var today: String?
        /// The longest body that is read, in bytes.
        public var bodyLimit = 2_000_000
        /// How long the archive may take for an answer.
        public var timeLimit: Duration = .seconds(10)

        public init(resources: String, version: String) {
            self.resources = resources
            self.version = version
        }
    }

    let configuration: Configuration
    let archive: Archive
    let reader: Reader
    let dataRoot: String
    let assets: Assets
    let wordings: [Wording]
    let outlines: Outlines
    let sessions: Sessions
    let cache: ResponseCache

    /// - Parameters:
    ///   - archive: what is shown; corrections and watches need write access.
    ///   - reader: reads what is handed in.
    ///   - dataRoot: the folder of language data, for the comparison of what is added.
    /// - Throws: `DeskResourceError` where a file of the desk is missing or malformed.
    public init(
        _ configuration: Configuration, archive: Archive, reader: Reader, dataRoot: String
    ) throws {
        self.configuration = configuration
        self.archive = archive
        self.reader = reader
        self.dataRoot = dataRoot
        assets = try Assets(folder: configuration.resources)
        wordings = try Wording.all(
            folder: configuration.resources + "/interface", dataRoot: dataRoot)
        outlines = try Outlines(path: configuration.resources + "/countries.tsv")
        sessions = Sessions()
        cache = ResponseCache(path: archive.path)
    }

    /// Whether corrections, watches and new articles can be stored.
    var canWrite: Bool { archive.access != .readOnly }

    /// Answers a request. Nothing that goes wrong gets out of it but as an answer.
    public func respond(to request: DeskRequest) async -> DeskResponse {
        var response: DeskResponse
        do {
            response = try await answer(request)
        } catch let error as DeskError {
            response = failure(error, request)
        } catch let error as ArchiveError {
            response = failure(DeskError(error), request)
        } catch {
            response = failure(.internal, request)
        }
        addSafetyHeaders(&response)
        if request.method == "HEAD" {
            response.headers["content-length"] = String(response.body.count)
            response.body = []
        }
        return response
    }

    private func answer(_ request: DeskRequest) async throws -> DeskResponse {
        guard let host = request.headers["host"], isAllowed(host: host) else {
            throw DeskError.misdirected
        }
        guard request.path.utf8.count <= 2048, request.query.utf8.count <= 8192 else {
            throw DeskError.badRequest("address")
        }
        guard ["GET", "HEAD", "POST"].contains(request.method) else {
            throw DeskError.methodNotAllowed("GET, HEAD, POST")
        }
        let path = try Self.parts(of: request.path)
        if path.first == "assets" { return try assets.response(path, request) }
        let session = sessions.session(of: request)
        let mayEnter = sessions.mayEnter(request, session, configuration)
        if path == ["login"] { return try logIn(request, session) }
        guard mayEnter else {
            if request.headers["authorization"] != nil {
                try sessions.countFailure(of: request.peer)
            }
            if request.method == "GET", !wantsJSON(request, path) {
                return Self.withCookie(loginPage(request, session, failed: false), session)
            }
            throw DeskError.unauthorized
        }
        if request.method == "POST" {
            try checkOrigin(of: request, host: host)
            return try await change(path, request, session)
        }
        let response = try await page(path, request, session, host: host)
        return Self.withCookie(response, session)
    }

    /// The decoded parts of a path. Empty parts, dots and controls are no part of any address here.
    static func parts(of path: String) throws(DeskError) -> [String] {
        guard path.utf8.first == UInt8(ascii: "/") else { throw .badRequest("address") }
        if path == "/" { return [] }
        var parts: [String] = []
        for part in path.dropFirst().split(separator: "/", omittingEmptySubsequences: false) {
            guard let decoded = percentDecoded(part), !decoded.isEmpty, decoded != ".",
                decoded != "..",
                !decoded.unicodeScalars.contains(where: { $0.value < 0x20 || $0.value == 0x7F })
            else { throw .notFound("page") }
            parts.append(decoded)
        }
        return parts
    }

    /// A name that leads here through somebody else's DNS is not answered (DNS rebinding).
    private func isAllowed(host: String) -> Bool {
        var name = host.lowercased()[...]
        if let colon = name.lastIndex(of: ":"), !name.hasSuffix("]"),
            name[name.index(after: colon)...].allSatisfy({ $0.isASCII && $0.isNumber })
        {
            name = name[..<colon]
        }
        return configuration.hosts.contains(String(name))
    }

    /// A change may only come from a page of the desk itself or from a program that is no browser.
    private func checkOrigin(of request: DeskRequest, host: String) throws(DeskError) {
        if let site = request.headers["sec-fetch-site"] {
            guard site == "same-origin" else { throw .forbidden("origin") }
        }
        if let origin = request.headers["origin"] {
            guard
                origin.lowercased() == "http://" + host.lowercased()
                    || origin.lowercased() == "https://" + host.lowercased()
            else { throw .forbidden("origin") }
        }
    }

    func wantsJSON(_ request: DeskRequest, _ path: [String]) -> Bool {
        path.first == "api" || path.last?.hasSuffix(".json") == true
            || request.headers["accept"].map { $0.hasPrefix("application/json") } == true
    }

    static func withCookie(_ response: DeskResponse, _ session: Session) -> DeskResponse {
        guard session.isNew, response.headers["content-type"]?.hasPrefix("text/html") == true else {
            return response
        }
        var response = response
        response.headers["set-cookie"] = session.cookie
        return response
    }

    private func addSafetyHeaders(_ response: inout DeskResponse) {
        let headers = [
            "content-security-policy":
                "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; "
                + "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
            "x-content-type-options": "nosniff", "x-frame-options": "DENY",
            // Not no-referrer: browsers would then send no origin with our own forms.
            "referrer-policy": "same-origin", "cross-origin-opener-policy": "same-origin",
            "cross-origin-resource-policy": "same-origin",
            "permissions-policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
        ]
        response.headers.merge(headers) { own, _ in own }
        if response.headers["cache-control"] == nil {
            response.headers["cache-control"] = "private, no-cache"
        }
    }

    /// Runs `body` on the archive, and no longer than is allowed.
    func read<Result: Sendable>(
        _ body: @escaping @Sendable (Snapshot) throws -> Result
    ) async throws -> Result {
        let (archive, limit) = (archive, configuration.timeLimit)
        return try await withThrowingTaskGroup(of: Result.self) { group in
            group.addTask { try await archive.read(body) }
            group.addTask {
                try await Task.sleep(for: limit)
                throw DeskError.internal
            }
            defer { group.cancelAll() }
            return try await group.next()!
        }
    }

    /// The day that is taken for today, EDTF.
    var today: String {
        if let today = configuration.today { return today }
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = .current
        let day = calendar.dateComponents([.year, .month, .day], from: Date())
        return Day(year: day.year ?? 1970, month: day.month ?? 1, day: day.day ?? 1).text
    }
}

extension DeskError {
    /// What of an error of the archive may be told: what was asked for, never where it lies.
    init(_ error: ArchiveError) {
        switch error {
        case .badQuery(let problem): self = .badRequest("query: " + problem)
        case .unknown(let what, _): self = .notFound(what)
        case .refused(let reason): self = .conflict(reason)
        case .malformed(let what, let problem): self = .badRequest("\(what.prefix(60)): \(problem)")
        case .readOnly: self = .forbidden("readonly")
        case .locked: self = .tooMany(seconds: 5)
        default: self = .internal
        }
    }
}
