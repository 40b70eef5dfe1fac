import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdCore
import Logging
import NIOCore

/// Serves a desk over HTTP.
public struct DeskServer: Sendable {
    let desk: Desk
    let host: String
    let port: Int

    public init(_ desk: Desk, host: String = "127.0.0.1", port: Int) {
        self.desk = desk
        self.host = host
        self.port = port
    }

    /// Serves until the process is told to stop.
    /// - Parameter started: is told the port when the first request can come.
    /// - Throws: what the socket says, where the port is taken.
    public func run(started: @escaping @Sendable (Int) async -> Void) async throws {
        var logger = Logger(label: "lagebild")
        logger.logLevel = .error
        let limits = HTTP1Channel.Configuration(idleTimeout: .seconds(30))
        let desk = desk
        let application = Application(
            responder: CallbackResponder<PeerContext> { request, context in
                await Self.respond(to: request, context, desk)
            },
            server: .http1(configuration: limits),
            configuration: ApplicationConfiguration(
                address: .hostname(host, port: port),
                availableConnectionsDelegate: MaximumAvailableConnections(512)),
            onServerRunning: { channel in await started(channel.localAddress?.port ?? 0) },
            logger: logger)
        try await application.runService()
    }

    private static func respond(
        to request: Request, _ context: PeerContext, _ desk: Desk
    ) async -> Response {
        var headers: [String: String] = [:]
        for field in request.headers {
            let name = field.name.canonicalName
            // Several lines of one name mean one list (RFC 9110, 5.3); cookies are joined by semicolons.
            headers[name] =
                headers[name].map { $0 + (name == "cookie" ? "; " : ", ") + field.value }
                ?? field.value
        }
        headers["host"] = request.head.authority ?? headers["host"]
        var body: [UInt8] = []
        var isTooLarge = false
        var isTooSlow = false
        if request.method == .post {
            let limit = desk.configuration.bodyLimit
            let stream = request.body
            do {
                // Who sends slowly is not waited for.
                body = try await withThrowingTaskGroup(of: [UInt8].self) { group in
                    group.addTask { Array(buffer: try await stream.collect(upTo: limit)) }
                    group.addTask {
                        try await Task.sleep(for: .seconds(20))
                        throw SlowClient()
                    }
                    defer { group.cancelAll() }
                    return try await group.next() ?? []
                }
            } catch is SlowClient {
                isTooSlow = true
            } catch {
                isTooLarge = true
            }
        }
        if isTooSlow { return Response(status: .requestTimeout, headers: [.connection: "close"]) }
        let target = (request.head.path ?? "/").split(
            separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
        let asked = DeskRequest(
            method: request.method.rawValue, path: target.first.map(String.init) ?? "/",
            query: target.count > 1 ? String(target[1]) : "",
            headers: headers, body: body, peer: context.peer)
        let answer =
            isTooLarge ? desk.refusal(of: asked) : await desk.respond(to: asked)
        var fields = HTTPFields()
        for (name, value) in answer.headers {
            if let name = HTTPField.Name(name) { fields[name] = value }
        }
        if isTooLarge { fields[.connection] = "close" }
        return Response(
            status: .init(code: answer.status), headers: fields,
            body: ResponseBody(byteBuffer: ByteBuffer(bytes: answer.body)))
    }

    private struct SlowClient: Error {}
}

/// A request with the address that it came from.
struct PeerContext: RequestContext {
    var coreContext: CoreRequestContextStorage
    let peer: String

    init(source: ApplicationRequestContextSource) {
        coreContext = .init(source: source)
        peer = source.channel.remoteAddress?.ipAddress ?? ""
    }
}

extension Desk {
    /// The answer to a body that is too long to be read.
    func refusal(of request: DeskRequest) -> DeskResponse { failure(.tooLarge, request) }
}
