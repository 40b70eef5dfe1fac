import Foundation
import Language
import Testing
import Text

@testable import Training

@Suite struct LexiconBuilderTests {
    private func built(_ table: String) throws -> Lexicon {
        let folder = FileManager.default.temporaryDirectory
        let source = folder.appending(path: "\(UUID()).tsv").path()
        let target = folder.appending(path: "\(UUID()).model").path()
        defer {
            for path in [source, target] { try? FileManager.default.removeItem(atPath: path) }
        }
        try Data(table.utf8).write(to: URL(fileURLWithPath: source))
        _ = try LexiconBuilder.build(table: source, manifest: [], output: target)
        return try Lexicon(ModelFile(target, kind: "lexicon"))
    }

    @Test func allFormsAreFoundWithTheirLemmasAndNoOthers() throws {
        var forms: Set<String> = []
        var random = SplitMix(11)
        for _ in 0..<400 {
            let length = 3 + Int(random.next() % 7)
            forms.insert(
                String((0..<length).map { _ in "abcäßop".randomElement(using: &random)! }))
        }
        let rows = forms.sorted { Array($0.utf8).lexicographicallyPrecedes(Array($1.utf8)) }
            .map { "\($0)\t\($0)en\tVVFIN\tPerson=3" }
        let lexicon = try built(rows.joined(separator: "\n") + "\n")
        for form in forms {
            var form = form
            let lemma = form.withUTF8 { bytes in
                lexicon.lemma(
                    of: bytes, lexicon.lookUp(bytes, isInitial: false), tag: 0,
                    morphology: Language.Morphology())
            }
            #expect(lemma == form + "en")
        }
        for form in ["x", "zz", "abx", ""] where !forms.contains(form) {
            var form = form
            let origin = form.withUTF8 { lexicon.lookUp($0, isInitial: false).origin }
            #expect(origin != .exact)
        }
    }

    @Test func formsWithTheSameEndingsShareStates() {
        var builder = AutomatonBuilder()
        for form in ["bauen", "baut", "schauen", "schaut", "trauen", "traut"] {
            builder.add(Array(form.utf8)[...], number: form.hasSuffix("t") ? 1 : 2)
        }
        _ = builder.finish()
        // Two ends, "n", "e" or "t", "u", "a" behind all beginnings, and "r", "c", "h" before that.
        #expect(builder.stateCount == 9)
        #expect(builder.formCount == 6)
    }

    /// What came later is found too, and all else has the numbers that it had before.
    @Test func readingsThatCameLaterAreNumberedLast() throws {
        let table = "musste\tmüssen\tVMFIN\tPerson=1%\nsagt\tsagen\tVVFIN\tPerson=3\n"
        let before = try built(table.replacing("%", with: "").replacing("musste", with: "mußte"))
        let after = try built(table.replacing("%", with: "\t+"))
        func kind(_ lexicon: Lexicon, _ form: String) -> UInt32 {
            var form = form
            return form.withUTF8 { lexicon.lookUp($0, isInitial: false).kind }
        }
        #expect(kind(before, "sagt") != kind(before, "mußte"))
        #expect(kind(after, "sagt") == kind(before, "mußte"))
        #expect(kind(after, "musste") == kind(before, "sagt"))
    }

    @Test func aTableWithoutFourFieldsIsNamedWithItsLine() {
        #expect(throws: GoldError.self) { try built("Haus\tHaus\tNN\n") }
    }
}

extension SplitMix: RandomNumberGenerator {}
