import Foundation
import Reading
import Testing
import Text

/// The JSON of a reading holds to `docs/reading.schema.json`, and the schema refuses what does not.
@Suite struct SchemaTests {
    private func schema() throws -> JSONSchema {
        try JSONSchema(repository.appending(path: "docs/reading.schema.json"))
    }

    /// Every article of the repository.
    private static var articles: [String] {
        let folders = ["examples", "Tests/Golden"]
        return folders.flatMap { folder in
            let names =
                try? FileManager.default.contentsOfDirectory(
                    atPath: repository.appending(path: folder).path)
            return (names ?? []).filter { $0.hasSuffix(".txt") }.sorted().map { "\(folder)/\($0)" }
        }
    }

    private func reading(of path: String) throws -> Reading {
        let bytes = try Data(contentsOf: repository.appending(path: path))
        let document = try Document(plainText: Array(bytes), name: path)
        return try sharedReader.get().read(document, explain: true)
    }

    @Test(arguments: articles)
    func readingsAreValid(article: String) throws {
        let reading = try reading(of: article)
        for explain in [true, false] {
            let json = Data(reading.json(explain: explain).utf8)
            #expect(try schema().faults(in: json) == [], "\(article)")
        }
    }

    /// What is made wrong in a right reading, as the JSON and what stands there instead.
    @Test(arguments: [
        ("\"format\":\"lagebild.reading/1\"", "\"format\":\"lagebild.reading/2\""),
        ("\"norms\":[]", "\"norms\":null"),
        ("\"events\":[", "\"more\":1,\"events\":["),
        ("\"id\":\"s1\"", "\"id\":\"1\""),
        ("\"form\":\"indirect\"", "\"form\":\"oblique\""),
        ("\"anonymous\":false", "\"anonymous\":0.5"),
        ("\"confidence\":0.", "\"confidence\":7."),
        ("\"cue\":[[", "\"cue\":[[1,"),
        ("\"language\":\"de\"", "\"language\":\"\""),
    ])
    func brokenReadingsAreRefused(right: String, wrong: String) throws {
        let json = try reading(of: "examples/hafen-von-tarvo.txt").json()
        let range = try #require(json.range(of: right), "\(right) is not in the reading")
        let broken = json.replacingCharacters(in: range, with: wrong)
        #expect(try schema().faults(in: Data(broken.utf8)) != [])
    }

    @Test func keysStandInOrder() throws {
        let json = try reading(of: "examples/hafen-von-tarvo.txt").json()
        var place = json.startIndex
        for key in [
            "format", "document", "id", "language", "published", "text", "actors", "times",
            "quantities", "norms", "statements", "form", "act", "factuality", "source", "cue",
            "content", "frame", "confidence", "events",
        ] {
            let found = try #require(json.range(of: "\"\(key)\":", range: place..<json.endIndex))
            place = found.upperBound
        }
        #expect(!json.contains("null"))
    }
}
