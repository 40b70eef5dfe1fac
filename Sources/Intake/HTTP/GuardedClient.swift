import AsyncHTTPClient
import Foundation
import NIOCore
import NIOHTTP1

/// What a server answered.
public struct FetchedPage: Sendable {
    public var status: Int
    /// The address that answered, behind all redirects.
    public var url: String
    /// Where the address has moved for good, if it has.
    public var movedTo: String?
    /// Names in lower case.
    public var fields: [String: String]
    public var body: [UInt8]
    public var isTruncated = false
}

/// Fetches pages and feeds, and nothing else: http and https only, no addresses of the own network, bounded in
/// size, time, redirects and expansion.
///
/// The host is resolved once for each hop, the addresses are checked, and the connection goes to a checked
/// address and no other: an answer of the name server that changes in between changes nothing.
public struct GuardedClient: Sendable {
    public typealias Resolver = @Sendable (_ host: String, _ url: String) async throws -> [String]

    private let limits: IntakeLimits
    /// Hosts (`intranet.example` or `intranet.example:8080`) that may be private and on any port.
    private let allowed: Set<String>
    private let resolver: Resolver

    public static let userAgent = "Lagebild/0.1 (news reader; respects Retry-After)"

    public init(
        limits: IntakeLimits = IntakeLimits(), allowedHosts: [String] = [],
        resolver: Resolver? = nil
    ) {
        self.limits = limits
        allowed = Set(allowedHosts.map { $0.lowercased() })
        self.resolver = resolver ?? { host, url in try await AddressGuard.resolve(host, url: url) }
    }

    /// - Parameter fields: further fields of the request, such as `If-None-Match`.
    /// - Throws: `IntakeError`.
    public func fetch(_ text: String, fields: [String: String] = [:]) async throws(IntakeError)
        -> FetchedPage
    {
        let seconds = limits.seconds
        do {
            return try await withThrowingTaskGroup(of: FetchedPage.self) { group in
                group.addTask { try await follow(text, fields) }
                group.addTask {
                    try await Task.sleep(for: .seconds(seconds))
                    throw IntakeError.timedOut(url: text, seconds: seconds)
                }
                defer { group.cancelAll() }
                return try await group.next()!
            }
        } catch let error as IntakeError {
            throw error
        } catch {
            throw .connection(url: text, reason: reason(error))
        }
    }

    private func follow(_ text: String, _ fields: [String: String]) async throws -> FetchedPage {
        guard var address = WebAddress(text) else {
            if let scheme = text.split(separator: ":").first, text.contains("://"),
                !scheme.lowercased().hasPrefix("http")
            {
                throw IntakeError.refusedScheme(url: text)
            }
            throw IntakeError.badAddress(text)
        }
        var moved: String?
        var isPermanent = true
        for _ in 0...limits.redirects {
            var page = try await once(address, fields)
            guard [301, 302, 303, 307, 308].contains(page.status) else {
                page.movedTo = moved
                return page
            }
            guard let location = page.fields["location"], !location.isEmpty else {
                throw IntakeError.redirectWithoutTarget(url: address.text)
            }
            guard let next = address.resolving(location) else {
                throw IntakeError.refusedScheme(url: String(location.prefix(200)))
            }
            isPermanent = isPermanent && (page.status == 301 || page.status == 308)
            if isPermanent { moved = next.text }
            address = next
        }
        throw IntakeError.tooManyRedirects(url: text, limit: limits.redirects)
    }

    /// One exchange with one checked address.
    private func once(_ address: WebAddress, _ fields: [String: String]) async throws -> FetchedPage
    {
        let port = address.port ?? (address.scheme == "https" ? 443 : 80)
        let isAllowed =
            allowed.contains(address.host) || allowed.contains("\(address.host):\(port)")
        if !isAllowed, port != 80, port != 443, port < 1024 {
            throw IntakeError.refusedAddress(
                url: address.text, host: "\(address.host):\(port)", address: "port \(port)")
        }
        let found = try await resolver(address.host, address.text)
        guard let target = found.first(where: { isAllowed || AddressGuard.isPublic($0) }) else {
            throw IntakeError.refusedAddress(
                url: address.text, host: address.host, address: found.first ?? "unknown")
        }
        var configuration = HTTPClient.Configuration()
        configuration.redirectConfiguration = .disallow
        configuration.timeout.connect = .seconds(Int64(min(limits.seconds, 10)))
        configuration.timeout.read = .seconds(Int64(limits.seconds))
        configuration.httpVersion = .http1Only
        // A literal is its own address; a name is pinned to the one that was checked.
        if target != address.host {
            let raw = URL(string: address.text)?.host(percentEncoded: false) ?? address.host
            configuration.dnsOverride[address.host] = target
            configuration.dnsOverride[raw] = target
        }
        let client = HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration)
        do {
            let page = try await exchange(client, address, fields)
            try? await client.shutdown()
            return page
        } catch {
            try? await client.shutdown()
            throw error
        }
    }

    private func exchange(
        _ client: HTTPClient, _ address: WebAddress, _ fields: [String: String]
    ) async throws -> FetchedPage {
        var request = HTTPClientRequest(url: address.withoutFragment)
        request.headers.add(name: "User-Agent", value: Self.userAgent)
        request.headers.add(
            name: "Accept", value: "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
        )
        request.headers.add(name: "Accept-Encoding", value: ContentEncoding.accepted)
        for (name, value) in fields.sorted(by: { $0.key < $1.key })
        where value.utf8.allSatisfy({ $0 >= 0x20 && $0 != 0x7F }) {
            request.headers.add(name: name, value: value)
        }
        let response = try await client.execute(request, timeout: .seconds(Int64(limits.seconds)))
        var known: [String: String] = [:]
        for field in response.headers.prefix(200) where known[field.name.lowercased()] == nil {
            known[field.name.lowercased()] = String(field.value.prefix(4000))
        }
        var body: [UInt8] = []
        var isTruncated = false
        let isRedirect = (300..<400).contains(response.status.code)
        if !isRedirect {
            if let length = known["content-length"].flatMap({ Int($0) }), length > limits.size {
                throw IntakeError.tooLarge(name: address.text, limit: limits.size)
            }
            do {
                for try await part in response.body {
                    body += part.readableBytesView
                    if body.count > limits.size {
                        throw IntakeError.tooLarge(name: address.text, limit: limits.size)
                    }
                }
            } catch let error as HTTPClientError
                where !body.isEmpty && error != .readTimeout && error != .deadlineExceeded
            {
                // The connection broke: what came may still be an article, and is marked.
                isTruncated = true
            } catch let error as HTTPParserError where !body.isEmpty {
                _ = error
                isTruncated = true
            }
        }
        var page = FetchedPage(
            status: Int(response.status.code), url: address.text, fields: known, body: body,
            isTruncated: isTruncated)
        let decoded = try ContentEncoding.decoded(
            body, field: known["content-encoding"], name: page.url, limits: limits)
        page.body = decoded.bytes
        page.isTruncated = isTruncated || decoded.isTruncated
        return page
    }

    private func reason(_ error: any Error) -> String {
        switch error {
        case let error as HTTPClientError:
            switch error {
            case .connectTimeout: "the server did not take the connection"
            case .readTimeout, .deadlineExceeded: "the server stopped answering"
            case .remoteConnectionClosed: "the server closed the connection"
            default: "\(error)"
            }
        case is CancellationError: "cancelled"
        default: String("\(error)".prefix(200))
        }
    }
}
