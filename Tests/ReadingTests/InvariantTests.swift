import Foundation
import Reading
import Testing
import Text

/// What holds of every reading, on texts that nobody wrote for a test.
@Suite struct InvariantTests {
    /// The team's gold lies beside the repository on some machines only.
    private static let files = [
        "attribution/de-dev", "attribution/en-dev", "time/de-dev", "time/en-dev",
    ]

    /// `GOLD` names the folder; without it, it is looked for beside the repository.
    private static var gold: URL {
        ProcessInfo.processInfo.environment["GOLD"].map { URL(filePath: $0) }
            ?? repository.appending(path: "../shared/gold").standardized
    }

    private struct Row: Decodable {
        var id, text, lang: String
        var date: String?
    }

    @Test(arguments: files)
    func spansAreSound(file: String) throws {
        let path = Self.gold.appending(path: file + ".jsonl").path
        guard let data = FileManager.default.contents(atPath: path) else {
            print("skipped: \(file): no \(path)")
            return
        }
        let reader = try sharedReader.get()
        let lines = data.split(separator: 10)
        for line in lines {
            let row = try JSONDecoder().decode(Row.self, from: line)
            let document = Document(
                name: row.id, language: row.lang, published: row.date, text: row.text)
            let reading = try reader.read(document, explain: true)
            #expect(brokenSpans(of: reading) == [], "\(file) \(row.id)")
            #expect(try reader.read(document, explain: true) == reading, "\(file) \(row.id)")
        }
    }

    @Test(arguments: ["hafen-von-tarvo", "ferry-inspectors"])
    func examplesAreSound(name: String) throws {
        let file = repository.appending(path: "examples/\(name).txt")
        let text = try String(contentsOf: file, encoding: .utf8)
        let document = Document(name: name, published: "2025-03", text: text)
        let reader = try sharedReader.get()
        let reading = try reader.read(document)
        #expect(brokenSpans(of: reading) == [])
        #expect(try reader.read(document) == reading)
        #expect(!reading.statements.isEmpty)
    }
}
