import Foundation
import Testing

/// `lagebild match`, and what `read` takes of the user's own files.
@Suite struct MatchCommandTests {
    private static let repository = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "../..").standardized

    private func run(_ arguments: [String]) throws -> (
        status: Int32, output: String, errors: String
    ) {
        let process = Process()
        process.executableURL = URL(filePath: CommandLine.arguments[0]).resolvingSymlinksInPath()
            .deletingLastPathComponent().appending(path: "lagebild")
        process.arguments = arguments
        process.environment = [
            "LAGEBILD_DATA": Self.repository.appending(path: "Sources/Language/Data").path
        ]
        let (output, errors) = (Pipe(), Pipe())
        process.standardOutput = output
        process.standardError = errors
        try process.run()
        let text = output.fileHandleForReading.readDataToEndOfFile()
        let problems = errors.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return (
            process.terminationStatus, String(decoding: text, as: UTF8.self),
            String(decoding: problems, as: UTF8.self)
        )
    }

    private func write(_ text: String, _ name: String) throws -> URL {
        let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let file = folder.appending(path: name)
        try text.write(to: file, atomically: true, encoding: .utf8)
        return file
    }

    @Test func pairsAreAnswered() throws {
        let file = try write(
            """
            {"a":"Wladimir Sorokin","b":"Владимир Сорокин","kind":"person"}
            {"a":"Ocean Star 1","b":"Ocean Star 2","kind":"vessel"}

            """, "pairs.jsonl")
        let result = try run(["match", "--pairs", file.path])
        let lines = result.output.split(separator: "\n")
        #expect(result.status == 0)
        #expect(lines.count == 2)
        #expect(
            lines[0].hasPrefix(
                "{\"a\":\"Wladimir Sorokin\",\"b\":\"Владимир Сорокин\",\"kind\":\"person\",\"same\":true,\"score\":"
            ))
        #expect(lines[1].contains("\"same\":false"))
        let table = try run(["match", "--pairs", file.path, "--format", "table"])
        #expect(table.output.hasPrefix("same\t"))
    }

    @Test func aBadLineIsNamed() throws {
        let file = try write("{\"a\":\"X\",\"b\":\"Y\"}\nno json\n", "pairs.jsonl")
        let result = try run(["match", "--pairs", file.path])
        #expect(result.status == 1)
        #expect(result.errors.contains("pairs.jsonl:2:"))
    }

    @Test func badLinesOfDictionariesAreNoEnd() throws {
        let file = try write("NORDLAND [NRD\nBROTHERHOOD_OF_THE_TIDE [DEUREB]\n", "own.actors.txt")
        let article = Self.repository.appending(path: "examples/ferry-inspectors.txt").path
        let result = try run([
            "read", "--format", "jsonl", "--dictionaries",
            file.deletingLastPathComponent().path, article,
        ])
        #expect(result.status == 0)
        #expect(result.errors.contains("own.actors.txt:1:"))
        let none = try run(["read", "--dictionaries", "/nowhere/at/all", article])
        #expect(none.status == 1)
    }
}
