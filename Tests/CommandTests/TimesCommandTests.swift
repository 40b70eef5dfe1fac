import Foundation
import Testing

/// `lagebild times` as a person uses it.
@Suite struct TimesCommandTests {
    private static let data = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "../../Sources/Language/Data").standardized.path

    /// What the program that was built with the tests prints, and its status.
    private func run(_ arguments: [String], input: String) throws -> (status: Int32, output: String)
    {
        let process = Process()
        process.executableURL = URL(filePath: CommandLine.arguments[0]).resolvingSymlinksInPath()
            .deletingLastPathComponent().appending(path: "lagebild")
        process.arguments = ["times"] + arguments
        process.environment = ["LAGEBILD_DATA": Self.data, "PATH": "/usr/bin:/bin"]
        let files = (0..<2).map { _ in
            FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
        }
        defer { for file in files { try? FileManager.default.removeItem(at: file) } }
        try Data(input.utf8).write(to: files[0])
        _ = FileManager.default.createFile(atPath: files[1].path, contents: nil)
        process.standardInput = try FileHandle(forReadingFrom: files[0])
        process.standardOutput = try FileHandle(forWritingTo: files[1])
        process.standardError = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        return (
            process.terminationStatus, try String(contentsOf: files[1], encoding: .utf8)
        )
    }

    private static let english = ["--language", "en", "--published", "2024-06-14"]

    @Test func printsATable() throws {
        let result = try run(Self.english + ["-"], input: "She left on Friday, at about 8:30.\n")
        #expect(result.status == 0)
        #expect(
            result.output == """
                words   type  value             mod  edtf
                Friday  DATE  2024-06-14        -    2024-06-14
                8:30    TIME  2024-06-14T08:30  -    2024-06-14T08:30

                """)
        #expect(try run(Self.english + ["-"], input: "She left.\n").output == "no times\n")
    }

    @Test func printsOnlyTimesAsJSON() throws {
        let result = try run(
            Self.english + ["--format", "jsonl", "-"], input: "Lee said he left on Friday.\n")
        #expect(result.output.contains(#""value":"2024-06-14""#))
        #expect(!result.output.contains("statements"))
    }

    /// The marks are well-formed XML, whatever the text.
    @Test func marksTheText() throws {
        let result = try run(
            Self.english + ["--format", "timeml", "-"],
            input: "A & B <said> \"Friday\", Feb. 31, 2023 and early 1996.\n")
        #expect(
            result.output.contains(
                "&lt;said&gt; &quot;<TIMEX3 tid=\"t1\" type=\"DATE\" value=\"2024-06-14\" "
                    + "temporalFunction=\"true\" functionInDocument=\"NONE\">Friday</TIMEX3>"))
        #expect(result.output.contains("value=\"\" temporalFunction=\"false\""))
        #expect(result.output.contains("value=\"1996\" mod=\"START\""))
        #expect(result.output.contains("functionInDocument=\"CREATION_TIME\">2024-06-14</TIMEX3>"))
        #expect(result.output.hasSuffix("</TEXT>\n</TimeML>\n"))
    }

    @Test func refusesADateThatIsNone() throws {
        #expect(try run(["--published", "2023-02-29", "-"], input: "x").status == 2)
    }
}
