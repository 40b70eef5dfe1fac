import Foundation
import Language
import Testing

/// Manifests of language packs, and packs with few files.
@Suite struct ManifestTests {
    private static let whole = """
        language\txx
        name\tExample
        own-name\texample
        version\t1
        parts\tsegmentation
        author\tsomebody
        licence\tApache-2.0

        """

    /// A folder of data with one pack.
    private func root(_ files: [String: String]) throws -> String {
        let root = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
        for (name, text) in files {
            let file = root.appending(path: "xx/" + name)
            try FileManager.default.createDirectory(
                at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data(text.utf8).write(to: file)
        }
        return root.path
    }

    @Test(arguments: ["de", "en", "fr"])
    func shippedPacksAreDescribed(language: String) throws {
        let manifest = try LanguageManifest(folder: dataRoot + "/" + language)
        #expect(manifest.language == language)
        // Events are read from trees, which French has not.
        let parts = LanguageManifest.Part.allCases.filter { language != "fr" || $0 != .events }
        #expect(manifest.parts == parts)
        #expect(!manifest.licences.isEmpty)
    }

    @Test func packsAreFoundByTheirManifests() throws {
        #expect(try LanguagePack.languages(in: dataRoot) == ["de", "en", "fr"])
        let root = try root(["segmentation.tsv": ""])
        #expect(try LanguagePack.languages(in: root) == [])
    }

    /// Nothing but segmentation is asked of a pack that offers nothing else.
    @Test func fewFilesAreEnough() throws {
        let root = try root([
            "manifest.tsv": Self.whole, "segmentation.tsv": "ordinal-stop\tno\n",
            "words/article.txt": "ka\n",
        ])
        let pack = try LanguagePack(language: "xx", root: root)
        #expect(pack.manifest.parts == [.segmentation])
        #expect(pack.wordOrder == .subjectVerb)
    }

    @Test(arguments: [
        ("name\tExample\n", "", 6, "a line with 'name', there is none"),
        ("version\t1\n", "version\t1\nversion\t2\n", 5, "one line with 'version'"),
        ("language\txx\n", "language\tyy\n", 1, "the language that the folder is named by"),
        (
            "parts\tsegmentation\n", "parts\tsegmentation tiems\n", 5,
            "segmentation, and those that are there of times, quantities, statements, actors, events"
        ),
        ("licence\tA", "word-order\tsome\nlicence\tA", 7, "subject-verb or verb-second"),
        (
            "author\tsome", "colour\tsome", 6,
            "a keyword (language, name, own-name, version, parts, author, licence, word-order, quotations-cross-paragraphs, inverts-whole-verb), tab, value"
        ),
    ])
    func brokenManifestsAreOneLine(old: String, new: String, line: Int, expected: String) throws {
        let root = try root(["manifest.tsv": Self.whole.replacing(old, with: new)])
        let path = root + "/xx/manifest.tsv"
        #expect(throws: DataError.malformed(path: path, line: line, expected: expected)) {
            try LanguageManifest(folder: root + "/xx")
        }
    }

    @Test func missingFilesOfAPartAreNamed() throws {
        let manifest = Self.whole.replacing(
            "parts\tsegmentation", with: "parts\tsegmentation statements")
        let root = try root(["manifest.tsv": manifest, "segmentation.tsv": ""])
        #expect(throws: DataError.missing(path: root + "/xx/cues.tsv")) {
            try LanguagePack(language: "xx", root: root)
        }
    }
}
