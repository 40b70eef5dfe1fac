import Foundation
import Testing

/// What a run of the program left behind.
private struct Run {
    var status: Int32
    var output: String
    var errors: String
}

/// The program as a person uses it: what it prints, what it says on errors, how it exits.
@Suite struct ReadCommandTests {
    private static let repository = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "../..").standardized
    private static let article = repository.appending(path: "examples/hafen-von-tarvo.txt").path
    private static let data = repository.appending(path: "Sources/Language/Data").path

    /// The program that was built with the tests.
    private static var program: URL {
        URL(filePath: CommandLine.arguments[0]).resolvingSymlinksInPath()
            .deletingLastPathComponent().appending(path: "lagebild")
    }

    private func run(_ arguments: [String], input: String = "") throws -> Run {
        let process = Process()
        process.executableURL = Self.program
        process.arguments = arguments
        process.environment = ["LAGEBILD_DATA": Self.data, "PATH": "/usr/bin:/bin"]
        let files = (0..<3).map { _ in
            FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
        }
        defer { for file in files { try? FileManager.default.removeItem(at: file) } }
        try Data(input.utf8).write(to: files[0])
        for file in files[1...] { FileManager.default.createFile(atPath: file.path, contents: nil) }
        process.standardInput = try FileHandle(forReadingFrom: files[0])
        process.standardOutput = try FileHandle(forWritingTo: files[1])
        process.standardError = try FileHandle(forWritingTo: files[2])
        try process.run()
        process.waitUntilExit()
        return Run(
            status: process.terminationStatus,
            output: try String(contentsOf: files[1], encoding: .utf8),
            errors: try String(contentsOf: files[2], encoding: .utf8))
    }

    /// A folder with files, by name and content.
    private func folder(_ files: [String: Data]) throws -> URL {
        let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
        for (name, content) in files {
            let file = folder.appending(path: name)
            try FileManager.default.createDirectory(
                at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
            try content.write(to: file)
        }
        return folder
    }

    @Test func parsesATextAndTakesItsOwnTreesBack() throws {
        let parsed = try run(
            ["parse", "--language", "de", "--format", "conllu", "-"],
            input: "Die Reederei hat das Schiff verkauft.\n")
        #expect(parsed.status == 0)
        #expect(parsed.output.contains("\tReederei\tReederei\tNOUN\tNN\t"))
        #expect(parsed.output.contains("\tnsubj\t"))
        let again = try run(
            ["parse", "--language", "de", "--from", "conllu", "--format", "conllu", "-"],
            input: parsed.output)
        #expect(again.output == parsed.output)
        let table = try run(["parse", "--language", "de", "-"], input: "Sie kam.\n")
        #expect(table.output.contains("← kam"))
    }

    @Test func readsWordsThatAreGiven() throws {
        let rows = ["Der", "Minister", "sagte", ",", "es", "sei", "spät", "."].enumerated().map {
            "\($0 + 1)\t\($1)" + String(repeating: "\t_", count: 8)
        }
        let result = try run(
            ["read", "--from", "conllu", "--language", "de", "--format", "jsonl", "-"],
            input: "# newdoc id = eins\n" + rows.joined(separator: "\n") + "\n\n")
        #expect(result.status == 0)
        #expect(result.output.contains("es sei spät"))
        let broken = try run(["read", "--from", "conllu", "-"], input: "1\tDer\n\n")
        #expect(broken.status == 1)
        #expect(broken.errors.contains("stdin:1: expected ten columns"))
        #expect(broken.errors.split(separator: "\n").count == 1)
    }

    @Test func printsALedger() throws {
        let result = try run(["read", Self.article])
        #expect(result.status == 0)
        #expect(result.errors == "")
        #expect(result.output.contains("Statements ─"))
        #expect(result.output.contains("Lewan Lomtadse"))
        #expect(!result.output.contains("\u{1B}"))
    }

    @Test(arguments: ["json", "jsonl", "html", "csv", "ledger"])
    func sameBytesWithOneThreadAndWithTwo(format: String) throws {
        let english = Self.repository.appending(path: "examples/ferry-inspectors.txt").path
        let files = [Self.article, english, Self.article, english, english]
        let one = try run(["read", "--format", format, "--jobs", "1"] + files)
        let two = try run(["read", "--format", format, "--jobs", "2"] + files)
        #expect(one.status == 0)
        #expect(one.output == two.output)
        #expect(!one.output.isEmpty)
    }

    @Test func jsonOfOneDocumentIsAnObjectAndOfTwoAnArray() throws {
        let one = try run(["read", "--format", "json", Self.article])
        let two = try run(["read", "--format", "json", Self.article, Self.article])
        #expect(try JSONSerialization.jsonObject(with: Data(one.output.utf8)) is [String: Any])
        let array = try JSONSerialization.jsonObject(with: Data(two.output.utf8)) as? [Any]
        #expect(array?.count == 2)
    }

    @Test func readsTheStandardInput() throws {
        let line = #"{"id":"x","date":"2024-06-14","text":"Anna Klein sagte: „Nein, danke.“"}"#
        let result = try run(["read", "-", "--format", "jsonl"], input: line + "\n" + line + "\n")
        #expect(result.status == 0)
        #expect(result.output.split(separator: "\n").count == 2)
        #expect(result.output.contains("\"published\":\"2024-06-14\""))
    }

    @Test func theCommandLineOverrulesTheFile() throws {
        let result = try run(
            ["read", "--published", "2020", "--language", "de", "--format", "jsonl", Self.article])
        #expect(result.output.contains("\"published\":\"2020\""))
    }

    @Test func onlySomeRows() throws {
        let result = try run(["read", "--only", "actors", "--format", "jsonl", Self.article])
        let object = try #require(
            try JSONSerialization.jsonObject(with: Data(result.output.utf8)) as? [String: Any])
        #expect(object.keys.sorted() == ["actors", "document", "format"])
    }

    @Test func foldersKeepTheirOrderAndGoOnBehindFaults() throws {
        let folder = try folder([
            "b.txt": Data("Bert Klein sagte, er sei krank.".utf8),
            "a.txt": Data([0x41, 0x00, 0x42]),
            "c/d.txt": Data("Dora Lang sagte, sie sei gesund.".utf8),
            "leer.txt": Data(), ".git/x.txt": Data("Nein sagte er.".utf8),
            "bild.png": Data([0x89, 0x50]),
            "falsch.txt": Data([0x41, 0xFF, 0x42]),
        ])
        defer { try? FileManager.default.removeItem(at: folder) }
        let result = try run(["read", "--format", "csv", folder.path])
        #expect(result.status == 1)
        let lines = result.output.split(separator: "\r\n")
        #expect(lines.count == 3)
        #expect(lines.last?.contains("Dora Lang") == true)
        let errors = result.errors.split(separator: "\n")
        #expect(errors.count == 3)
        #expect(errors.contains { $0.contains("a.txt") && $0.contains("binary") })
        #expect(errors.contains { $0.contains("leer.txt") && $0.contains("no text") })
        #expect(errors.contains { $0.contains("falsch.txt") && $0.contains("not UTF-8") })
    }

    @Test(arguments: [
        (["read", "/does/not/exist.txt"], "no such file"),
        (["read", "--data", "/does/not/exist", "x"], "no language data"),
    ])
    func faultsOfTheRunExitWithOne(arguments: [String], message: String) throws {
        let result = try run(arguments)
        #expect(result.status == 1)
        #expect(result.output == "")
        #expect(result.errors.split(separator: "\n").count == 1)
        #expect(result.errors.contains(message))
    }

    @Test func aFolderWithoutArticles() throws {
        let folder = try folder(["x.png": Data([1])])
        defer { try? FileManager.default.removeItem(at: folder) }
        let result = try run(["read", folder.path])
        #expect(result.status == 1)
        #expect(result.errors.contains("no articles in this folder"))
    }

    @Test(arguments: [
        ["read", "--published", "2024-02-31", "x.txt"], ["read", "--format", "pdf", "x.txt"],
        ["read", "--language", "xx", Self.article], ["read", "--only", "words", "x.txt"],
        ["read", "--jobs", "0", "x.txt"], ["wrong"], ["read", "--nothing"],
        ["read", "--format", "csv", "--only", "times", "x.txt"],
    ])
    func faultsOfUsageExitWithTwo(arguments: [String]) throws {
        let result = try run(arguments)
        #expect(result.status == 2)
        #expect(result.output == "")
        #expect(!result.errors.isEmpty)
    }

    @Test(arguments: [["--help"], ["read", "--help"], ["--version"], []])
    func helpExitsWithZero(arguments: [String]) throws {
        let result = try run(arguments)
        #expect(result.status == 0)
        #expect(!result.output.isEmpty)
    }

    @Test func languagesAreListed() throws {
        let table = try run(["languages"])
        #expect(table.status == 0)
        #expect(table.output.contains("fr  French (français), version 1\n"))
        #expect(table.output.contains("    tables    segmentation, times, quantities"))
        let json = try run(["languages", "--format", "json"])
        let packs =
            try JSONSerialization.jsonObject(with: Data(json.output.utf8)) as? [[String: Any]]
        #expect(packs?.compactMap { $0["language"] as? String } == ["de", "en", "fr"])
        #expect(packs?.allSatisfy { ($0["licences"] as? [String])?.isEmpty == false } == true)
    }

    @Test func aBrokenManifestIsOneLine() throws {
        let folder = try folder(["xx/manifest.tsv": Data("language\txx\ncolour\tred\n".utf8)])
        let result = try run(["languages", "--data", folder.path])
        #expect(result.status == 1)
        #expect(result.output.isEmpty)
        #expect(result.errors.split(separator: "\n").count == 1)
        #expect(result.errors.contains("xx/manifest.tsv:2: expected a keyword"))
    }
}
