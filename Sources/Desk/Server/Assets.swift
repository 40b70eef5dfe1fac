import Crypto
import Foundation
import Text

/// A file of the desk is missing or cannot be used.
public enum DeskResourceError: Error, Hashable, Sendable, CustomStringConvertible {
    case missing(path: String)
    case malformed(path: String, problem: String)
    case notFound(tried: [String])

    public var description: String {
        switch self {
        case .missing(let path): "\(path): the file cannot be read"
        case .malformed(let path, let problem): "\(path): \(problem)"
        case .notFound(let tried):
            "the files of the desk are not found; looked in \(tried.joined(separator: ", ")); "
                + "install them beside the program or set LAGEBILD_DESK"
        }
    }
}

/// Style, script and icon: read once and served from memory, so that no path of a request ever names a
/// file.
struct Assets: Sendable {
    struct Asset: Sendable {
        var type: String
        var body: [UInt8]
        var hash: String
    }
    private var files: [String: Asset] = [:]

    /// - Throws: `DeskResourceError.missing`.
    init(folder: String) throws(DeskResourceError) {
        let types = [
            "desk.css": "text/css; charset=utf-8", "desk.js": "text/javascript; charset=utf-8",
            "icon.svg": "image/svg+xml",
        ]
        for (name, type) in types {
            let path = folder + "/" + name
            guard let data = FileManager.default.contents(atPath: path) else {
                throw .missing(path: path)
            }
            files[name] = Asset(
                type: type, body: Array(data), hash: hexDigits(SHA256.hash(data: data).prefix(8)))
        }
    }

    /// The address of a file; it changes with the file, which can so be kept for ever.
    func link(_ name: String) -> Link { Link(["assets", files[name]?.hash ?? "0", name]) }

    func response(_ path: [String], _ request: DeskRequest) throws(DeskError) -> DeskResponse {
        guard request.method != "POST", path.count == 3, let file = files[path[2]] else {
            throw .notFound("page")
        }
        var response = DeskResponse(type: file.type, body: file.body)
        response.headers["cache-control"] =
            path[1] == file.hash ? "public, max-age=31536000, immutable" : "no-cache"
        return response
    }
}
