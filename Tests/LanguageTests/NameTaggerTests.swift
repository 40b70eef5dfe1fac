import Foundation
import Language
import Testing
import Text

/// The models that ship, on sentences of our own; the people in them are invented.
@Suite struct NameTaggerTests {
    private func tag(_ language: String, _ text: String) throws -> String {
        let pack = try LanguagePack(language: language, root: dataRoot)
        let file = try ModelFile(pack.folder + "/models/names.model", kind: "names")
        let analysed = AnalysedText(Document(name: "test", text: text), pack: pack)
        let tags = try NameTagger(file).tag(analysed)
        #expect(tags.count == analysed.tokens.count)
        return tags.indices.filter { tags[$0] != .outside }
            .map { analysed.string($0) + "/" + tags[$0].label }.joined(separator: " ")
    }

    @Test(arguments: [
        ("de", "Angela Merkel sprach in Berlin.", "Angela/B-PER Merkel/I-PER Berlin/B-LOC"),
        ("de", "Die SPD schwieg.", "SPD/B-ORG"),
        ("de", "Er kaufte drei Brote und ging nach Hause.", ""),
        ("en", "Barack Obama spoke in Chicago.", "Barack/B-PER Obama/I-PER Chicago/B-LOC"),
        ("en", "They had a good time and went home.", ""),
    ])
    func namesAreFound(language: String, text: String, expected: String) throws {
        #expect(try tag(language, text) == expected)
    }

    /// The parser takes "bin" for a verb; its evidence must not cut the name in two.
    @Test func aParticleJoinsAName() throws {
        let pack = try LanguagePack(language: "de", root: dataRoot)
        var text = AnalysedText(
            Document(name: "test", text: "Abdullah bin Said sagte, er komme."), pack: pack)
        try LanguageCore(pack: pack).analyse(&text)
        #expect(
            text.analysis.entities.prefix(4).map(\.label) == ["B-PER", "I-PER", "I-PER", "O"])
    }

    /// What a name is in the sentences around decides where its own leaves it open; what it is far away
    /// does not.
    @Test(arguments: [(0, "B-PER"), (20, "B-PER"), (60, "B-LOC")])
    func onlyNearSentencesVote(between: Int, expected: String) throws {
        let pack = try LanguagePack(language: "de", root: dataRoot)
        let people =
            "Anna Kallmar kam. Peter Kallmar ging. Maria Kallmar lachte. Hans Kallmar schwieg. "
        let open = "Das Haus von Kallmar brannte. "
        let rain = String(repeating: "Es regnete. ", count: between)
        for (string, name) in [(people + rain + open, 4), (open + rain + people, 0)] {
            var text = AnalysedText(Document(name: "test", text: string), pack: pack)
            try LanguageCore(pack: pack).analyse(&text)
            let names = text.tokens.indices.filter { text.string($0) == "Kallmar" }
            #expect(text.analysis.entities[names[name]].label == expected)
        }
    }

    @Test(arguments: ["de", "en"])
    func hostileTextIsTagged(language: String) throws {
        for text in [
            "", " ", "\u{0}\u{1}", "„„„““", String(repeating: "A", count: 100_000),
            String(repeating: "Anna ", count: 20_000), String(repeating: "-", count: 3_000),
            "A-B-C-D-E-F-G-H-I-J-K-L-M-N-O-P-", "\u{1F600}\u{1F600} Ä-Ö",
        ] {
            _ = try tag(language, text)
        }
    }

    @Test func otherModelsAreRefused() throws {
        var writer = ModelFileWriter(kind: "names", manifest: [("language", "de")])
        writer.add("settings", [UInt32(1)])
        writer.add("weights", [UInt8(1)])
        let path = FileManager.default.temporaryDirectory.appending(
            path: "names-\(UUID().uuidString).model"
        ).path
        defer { try? FileManager.default.removeItem(atPath: path) }
        try writer.write(to: path)
        let file = try ModelFile(path, kind: "names")
        #expect(throws: DataError.self) { try NameTagger(file) }
    }
}
