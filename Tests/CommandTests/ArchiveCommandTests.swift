import Foundation
import Testing

/// The commands of the archive as a person uses them.
@Suite struct ArchiveCommandTests {
    private static let repository = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "../..").standardized
    private let folder: URL

    init() throws {
        folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    }

    private func run(_ arguments: String...) throws -> (
        status: Int32, output: String, errors: String
    ) {
        let process = Process()
        process.executableURL = URL(filePath: CommandLine.arguments[0]).resolvingSymlinksInPath()
            .deletingLastPathComponent().appending(path: "lagebild")
        process.arguments = arguments
        process.environment = [
            "LAGEBILD_DATA": Self.repository.appending(path: "Sources/Language/Data").path,
            "LAGEBILD_ARCHIVE": folder.appending(path: "a.lagebild").path, "PATH": "/usr/bin:/bin",
        ]
        let files = ["out", "err"].map { folder.appending(path: $0) }
        for file in files { FileManager.default.createFile(atPath: file.path, contents: nil) }
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = try FileHandle(forWritingTo: files[0])
        process.standardError = try FileHandle(forWritingTo: files[1])
        try process.run()
        process.waitUntilExit()
        return (
            process.terminationStatus, try String(contentsOf: files[0], encoding: .utf8),
            try String(contentsOf: files[1], encoding: .utf8)
        )
    }

    @Test func addsFindsExportsAndTakesBack() throws {
        let examples = Self.repository.appending(path: "examples").path
        #expect(try run("add", examples).output.hasPrefix("2 new, 0 version, 0 copy, 0 known"))
        #expect(try run("add", examples).output.hasPrefix("0 new, 0 version, 0 copy, 2 known"))
        let lines = try run("add", "--format", "jsonl", examples).output.split(separator: "\n")
        #expect(lines.count == 2 && lines.allSatisfy { $0.contains("\"kind\":\"known\"") })
        #expect(try run("status", "--check").output.contains("the file is sound"))
        let found = try run("find", "act:deny", "about:nebenabsprachen", "--format", "csv")
        #expect(found.output.split(separator: "\r\n").count == 2)
        #expect(try run("find", "act:shout").status == 2)
        let export = try run("export").output
        let file = folder.appending(path: "all.jsonl")
        try export.write(to: file, atomically: true, encoding: .utf8)
        let other = folder.appending(path: "b.lagebild").path
        #expect(try run("import", file.path, "--archive", other).status == 0)
        #expect(try run("export", "--archive", other).output == export)
        for command in ["actors", "timeline", "disputes", "expectations", "stories"] {
            for format in ["table", "json", "csv"] {
                let result = try run(command, "--format", format)
                #expect(result.status == 0, "\(command) \(format): \(result.errors)")
            }
        }
        #expect(try run("brief", "hafen", "--from", "2025").output.contains("## Chronology"))
        #expect(try run("watch", "add", "w", "hafen").status == 0)
        #expect(try run("watch", "run").output.contains("w: 0 new"))
        #expect(try run("watch", "list").output.contains("hafen"))
        #expect(try run("backup", folder.appending(path: "copy").path).status == 0)
    }

    @Test func oneLineTellsWhatIsWrong() throws {
        let missing = try run("find", "hafen")
        #expect(missing.status == 1)
        #expect(missing.errors.split(separator: "\n").count == 1)
        #expect(missing.errors.contains("no archive here"))
        try "no database".write(
            to: folder.appending(path: "a.lagebild"), atomically: true, encoding: .utf8)
        let foreign = try run("status")
        #expect(foreign.status == 1)
        #expect(foreign.errors.contains("no archive of Lagebild"))
    }
}
