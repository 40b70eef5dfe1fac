import Archive
import Foundation
import Reading
import Text

@testable import Desk

let repository = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()
let resources = repository.appending(path: "Sources/Desk/Resources").path
let dataRoot = repository.appending(path: "Sources/Language/Data").path

private let sharedReader: Result<Reader, any Error> = Result { try Reader(dataRoot: dataRoot) }

/// A desk on an archive of its own, and a browser in front of it.
final class TestDesk: Sendable {
    let desk: Desk
    let archive: Archive
    private let folder: URL

    init(_ change: (inout Desk.Configuration) -> Void = { _ in }) throws {
        folder = FileManager.default.temporaryDirectory.appending(path: "desk-" + UUID().uuidString)
        archive = try Archive(path: folder.appending(path: "archive").path, access: .create)
        var configuration = Desk.Configuration(resources: resources, version: "0.1.0")
        // Tests run beside each other in debug builds: none is about waiting.
        configuration.timeLimit = .seconds(300)
        change(&configuration)
        desk = try Desk(
            configuration, archive: archive, reader: sharedReader.get(), dataRoot: dataRoot)
    }

    deinit { try? FileManager.default.removeItem(at: folder) }

    /// A desk with the story that is shipped.
    static func withStory(_ change: (inout Desk.Configuration) -> Void = { _ in }) async throws
        -> TestDesk
    {
        let desk = try TestDesk(change)
        try await desk.add(DocumentStream(paths: [resources + "/story"]))
        return desk
    }

    func add(_ documents: some Sequence<Result<Document, InputError>>) async throws {
        let ingest = Ingest(
            archive: archive, reader: try sharedReader.get(), version: "0.1.0", jobs: 2)
        try await ingest.run(documents, stored: { _ in }, failed: { _ in })
        try archive.link(lexicon: LinkLexicon(dataRoot: dataRoot, languages: ["de", "en"]))
    }

    func get(_ target: String, _ headers: [String: String] = [:]) async -> DeskResponse {
        let parts = target.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
        return await desk.respond(
            to: DeskRequest(
                path: String(parts[0]), query: parts.count > 1 ? String(parts[1]) : "",
                headers: ["host": "localhost:4747"].merging(headers) { $1 }))
    }

    func post(
        _ path: String, _ body: String, type: String = "application/x-www-form-urlencoded",
        _ headers: [String: String] = [:], peer: String = "127.0.0.1"
    ) async -> DeskResponse {
        await desk.respond(
            to: DeskRequest(
                method: "POST", path: path,
                headers: ["host": "localhost:4747", "content-type": type].merging(headers) { $1 },
                body: Array(body.utf8), peer: peer))
    }

    /// Opens a page and gives its cookie and the token of its forms.
    func session(_ path: String = "/") async -> (cookie: String, token: String) {
        let page = await get(path)
        let cookie = page.headers["set-cookie"].map { String($0.prefix { $0 != ";" }) } ?? ""
        let token =
            page.text.firstMatch(of: /name="token" value="([0-9a-f]+)"/).map { String($0.1) } ?? ""
        return (cookie, token)
    }

    /// Sends a form as the page itself would.
    func submit(_ path: String, _ fields: [String: String]) async -> DeskResponse {
        let (cookie, token) = await session()
        var bytes: [UInt8] = []
        for (name, value) in fields.merging(["token": token]) { $1 }.sorted(by: { $0.key < $1.key })
        {
            if !bytes.isEmpty { bytes.append(UInt8(ascii: "&")) }
            bytes.appendPercentEncoded(name)
            bytes.append(UInt8(ascii: "="))
            bytes.appendPercentEncoded(value)
        }
        return await post(
            path, String(decoding: bytes, as: UTF8.self),
            ["cookie": cookie, "sec-fetch-site": "same-origin", "origin": "http://localhost:4747"])
    }
}

extension DeskResponse {
    var text: String { String(decoding: body, as: UTF8.self) }
    var json: Any? {
        try? JSONSerialization.jsonObject(with: Data(body), options: .fragmentsAllowed)
    }
}
