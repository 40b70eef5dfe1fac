import Foundation
import Language
import Testing
import Text

@testable import Reading

/// What `--explain` says: the strongest evidence in words, not in names of the program.
@Suite struct ExplanationTests {
    private static let text = "Der Minister sagte, dass die Brücke sicher sei."

    private func why(_ wording: String) throws -> [String] {
        let document = Document(name: "test", language: "de", text: Self.text)
        let reading = try sharedReader.get().read(document, explain: true, wording: wording)
        return try #require(reading.statements.first?.why)
    }

    @Test(arguments: [
        ("en", ["cue: ", "content: ", "source: "]), ("de", ["Signal: ", "Inhalt: ", "Quelle: "]),
        // Where there is no table it is English.
        ("fr", ["cue: ", "content: ", "source: "]),
    ])
    func evidenceIsToldInTheWordsOfTheInterface(wording: String, parts: [String]) throws {
        let why = try why(wording)
        for part in parts { #expect(why.contains { $0.hasPrefix(part) }, "\(why)") }
        // A name of the program has a capital inside a word.
        #expect(!why.contains { $0.contains(/[a-z][A-Z]/) }, "\(why)")
    }

    @Test func rulesHaveWordsToo() throws {
        #expect(try why("en").contains("content behind the cue"))
        #expect(try why("de").contains("Inhalt hinter dem Signal"))
    }

    @Test(arguments: ["de", "en"]) func everyKindOfEvidenceHasWords(language: String) throws {
        let root = repository.appending(path: "Sources/Language/Data").path
        let words = try #require(try ExplanationWords.all(dataRoot: root)[language])
        #expect(words.silent.isEmpty)
    }

    @Test func aLineOfAnotherShapeIsRefused() throws {
        let path = FileManager.default.temporaryDirectory.appending(path: "\(UUID()).tsv")
        try Data("evidence\tcueKind\n".utf8).write(to: path)
        defer { try? FileManager.default.removeItem(at: path) }
        #expect(throws: DataError.self) { try ExplanationWords(DataFile(path.path)) }
    }
}
