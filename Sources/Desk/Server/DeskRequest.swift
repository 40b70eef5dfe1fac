/// A request as the desk sees it, whoever serves it.
public struct DeskRequest: Sendable {
    public var method: String
    /// The path as it was sent, still encoded.
    public var path: String
    /// What stands behind the question mark.
    public var query: String
    /// By their names in lower case.
    public var headers: [String: String]
    public var body: [UInt8]
    /// The address of the other end of the connection, never what a header says of it.
    public var peer: String

    public init(
        method: String = "GET", path: String, query: String = "", headers: [String: String] = [:],
        body: [UInt8] = [], peer: String = "127.0.0.1"
    ) {
        self.method = method
        self.path = path
        self.query = query
        self.headers = headers
        self.body = body
        self.peer = peer
    }

    /// The value of a cookie.
    func cookie(_ name: String) -> String? {
        guard let all = headers["cookie"] else { return nil }
        for part in all.split(separator: ";") {
            let pair = part.split(separator: "=", maxSplits: 1)
            guard pair.count == 2, pair[0].trimmingBlanks == name else { continue }
            return String(pair[1].trimmingBlanks)
        }
        return nil
    }
}

extension Substring {
    var trimmingBlanks: Substring {
        var text = self
        while let first = text.first, first == " " { text.removeFirst() }
        while let last = text.last, last == " " { text.removeLast() }
        return text
    }
}

/// An answer.
public struct DeskResponse: Sendable {
    public var status: Int
    /// Names in lower case.
    public var headers: [String: String]
    public var body: [UInt8]

    public init(status: Int = 200, headers: [String: String] = [:], body: [UInt8] = []) {
        self.status = status
        self.headers = headers
        self.body = body
    }

    init(status: Int = 200, type: String, body: [UInt8]) {
        self.init(status: status, headers: ["content-type": type], body: body)
    }

    /// Sends the browser to another page of the desk: a `Link` cannot name another host.
    static func seeOther(_ link: Link) -> DeskResponse {
        DeskResponse(status: 303, headers: ["location": link.address])
    }
}

/// What is answered instead of a page. Only the words chosen here reach the other end.
enum DeskError: Error {
    case badRequest(String)
    case unauthorized
    case forbidden(String)
    case notFound(String)
    case methodNotAllowed(String)
    case notAcceptable
    case conflict(String)
    case tooLarge
    case tooMany(seconds: Int)
    case misdirected
    case `internal`

    var status: Int {
        switch self {
        case .badRequest: 400
        case .unauthorized: 401
        case .forbidden: 403
        case .notFound: 404
        case .methodNotAllowed: 405
        case .notAcceptable: 406
        case .conflict: 409
        case .tooLarge: 413
        case .misdirected: 421
        case .tooMany: 429
        case .internal: 500
        }
    }
}
