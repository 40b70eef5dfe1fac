import Foundation
import Language
import Reading
import TestSupport
import Testing
import Text

/// Texts that are nothing but parts of times.
@Suite struct HostileTimeTests {
    /// How long the times of a text of digits, full stops and one word take, in seconds.
    private func seconds(_ length: Int, _ piece: String, _ language: String) throws -> Double {
        let pack = try LanguagePack(
            language: language, root: repository.appending(path: "Sources/Language/Data").path)
        let reader = try TimeReader(pack: pack)
        let text = AnalysedText(
            Document(
                name: "hostile", published: "2024-06-14",
                text: String(repeating: piece, count: length / piece.utf8.count)),
            pack: pack)
        var reading = Reading(document: DocumentRow(id: "", name: "", language: language, text: ""))
        return processorTime { reader.read(text, into: &reading) }
    }

    /// Four times the text takes about four times as long; a quadratic scan would take sixteen times.
    /// `scripts/hostile.sh` gives the release binary more.
    @Test(arguments: [
        ("de", "am 1. 2. 12.3. am 31.12. 2024 am am 7 "),
        ("en", "am 1.2 3 am 12:30 am 1999 . am 4 "),
        ("de", "am "), ("de", "1.2.3.4.5.6.7.8.9."), ("en", "8 am 9.30 am 10 am, "), ("de", "9., "),
    ])
    func timeIsLinear(language: String, piece: String) throws {
        let short = try (0..<2).map { _ in try seconds(1 << 14, piece, language) }.min() ?? 0
        let long = try seconds(1 << 16, piece, language)
        #expect(long < max(short, 0.01) * 9, "\(short) s and \(long) s")
    }

    /// 1 MB of digits, full stops and the word "am". The bound is for a debug build on a busy
    /// machine; a quadratic scan would need hours.
    @Test func aMegabyteIsRead() throws {
        #expect(try seconds(1 << 20, "am 1. 2. 12.3. am 31.12. 2024 am am 7 ", "de") < 120)
    }
}
