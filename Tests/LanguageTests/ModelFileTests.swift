import Foundation
import Testing

@testable import Language

@Suite struct ModelFileTests {
    private func temporary() -> String {
        FileManager.default.temporaryDirectory.appending(path: "\(UUID()).model").path()
    }

    @Test func sectionsComeBackAsTheyWereWritten() throws {
        let path = temporary()
        defer { try? FileManager.default.removeItem(atPath: path) }
        var writer = ModelFileWriter(kind: "test", manifest: [("language", "de")])
        writer.add("numbers", [Int32(1), -2, 3])
        writer.add("words", lines: ["eins", "zwei"])
        try writer.write(to: path)
        let file = try ModelFile(path, kind: "test")
        #expect(file.manifest == "kind: test\nlanguage: de\n")
        #expect(try Array(file.section("numbers", of: Int32.self)) == [1, -2, 3])
        #expect(try file.strings("words") == ["eins", "zwei"])
        #expect(writer.bytes() == writer.bytes())
    }

    @Test func aDamagedFileIsRefused() throws {
        let path = temporary()
        defer { try? FileManager.default.removeItem(atPath: path) }
        var writer = ModelFileWriter(kind: "test", manifest: [])
        writer.add("numbers", Array(Int32(0)..<100))
        let bytes = writer.bytes()
        #expect(throws: DataError.missing(path: path)) { try ModelFile(path, kind: "test") }
        for place in stride(from: 0, to: bytes.count, by: 7) {
            var damaged = bytes
            damaged[place] ^= 0x55
            try Data(damaged).write(to: URL(fileURLWithPath: path))
            // Bytes 48 to 63 are filling that nothing reads.
            if (48..<64).contains(place) { continue }
            #expect(throws: DataError.self) { try ModelFile(path, kind: "test") }
        }
        for length in [0, 1, 63, 64, 100, bytes.count - 1] {
            try Data(bytes[..<length]).write(to: URL(fileURLWithPath: path))
            #expect(throws: DataError.self) { try ModelFile(path, kind: "test") }
        }
        try Data(bytes).write(to: URL(fileURLWithPath: path))
        #expect(throws: DataError.self) { try ModelFile(path, kind: "other") }
        let file = try ModelFile(path, kind: "test")
        #expect(throws: DataError.self) { try file.section("letters", of: UInt8.self) }
        #expect(throws: DataError.self) {
            try file.section("numbers", of: (Int64, Int64, Int64).self)
        }
    }
}
