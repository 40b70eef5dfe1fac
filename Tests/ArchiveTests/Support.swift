import Foundation
import Reading
import Testing
import Text

@testable import Archive

/// A reader over the language data of the repository; made once for all tests.
let testData = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "../../Sources/Language/Data").standardized.path

let testReader: Result<Reader, any Error> = Result { try Reader(dataRoot: testData) }

/// Gives each test a folder, which goes when the test ends.
struct TemporaryFolder: SuiteTrait, TestTrait, TestScoping {
    @TaskLocal static var current: URL?

    var isRecursive: Bool { true }

    func provideScope(
        for test: Test, testCase: Test.Case?, performing function: @Sendable () async throws -> Void
    ) async throws {
        let folder = FileManager.default.temporaryDirectory.appending(
            path: "archive-" + UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        try await Self.$current.withValue(folder) { try await function() }
    }
}

extension Trait where Self == TemporaryFolder {
    static var temporaryFolder: TemporaryFolder { TemporaryFolder() }
}

/// A new folder in that of the test, which must have one.
func temporaryFolder() throws -> URL {
    let folder = try #require(TemporaryFolder.current).appending(path: UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    return folder
}

/// An archive in a folder of its own.
func temporaryArchive() throws -> Archive {
    try Archive(path: temporaryFolder().appending(path: "a.lagebild").path, access: .create)
}

func document(
    _ text: String, name: String = "note", published: String? = nil, outlet: String? = nil,
    url: String? = nil, language: String? = nil, title: String? = nil
) -> Document {
    Document(
        name: name, title: title, language: language, published: published, outlet: outlet,
        url: url, text: text)
}

extension Archive {
    /// Reads and stores documents, and compares them.
    @discardableResult
    func store(_ documents: [Document], version: String = "1") throws -> [AddOutcome] {
        let reader = try testReader.get()
        let writer = try ArchiveWriter(self, reader: version)
        let outcomes = try writer.add(
            documents.map { try PreparedDocument(try reader.read($0)) },
            added: "2025-01-01T00:00:00Z")
        try link(lexicon: LinkLexicon(dataRoot: testData, languages: reader.languages))
        return outcomes
    }

    func statements(_ query: String) throws -> [StatementRecord] {
        let query = try Query(query)
        return try read { snapshot in
            try snapshot.find(query.setting(.within, to: "statements")).rows.compactMap { hit in
                if case .statement(let row) = hit { row } else { nil }
            }
        }
    }

    func documents(_ query: String) throws -> [String] {
        let query = try Query(query)
        return try read { snapshot in
            try snapshot.find(query.setting(.within, to: "documents")).rows.compactMap { hit in
                if case .document(let row) = hit { row.document.name } else { nil }
            }
        }
    }

    func exported() throws -> String {
        var text = ""
        try export { text += $0 }
        return text
    }
}
