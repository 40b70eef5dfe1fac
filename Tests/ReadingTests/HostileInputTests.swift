import Foundation
import Reading
import TestSupport
import Testing
import Text

/// Texts that no newsroom writes: the reader neither stops nor slows down, and its spans stay sound.
///
/// The sizes suit a debug build; `scripts/hostile.sh` gives the release binary the big ones.
@Suite(.serialized) struct HostileInputTests {
    private func read(_ text: String, language: String? = "de") throws -> Reading {
        try sharedReader.get().read(
            Document(name: "hostile", language: language, published: "2025-03", text: text))
    }

    @Test(arguments: 0..<24)
    func randomBytes(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let bytes = (0..<3_000).map { _ in UInt8.random(in: 0...255, using: &random) }
        #expect(brokenSpans(of: try read(String(decoding: bytes, as: UTF8.self))) == [])
    }

    @Test(arguments: 0..<24)
    func randomUnicode(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        var view = String.UnicodeScalarView()
        while view.count < 2_000 {
            if let scalar = Unicode.Scalar(UInt32.random(in: 0...0x10FFFF, using: &random)) {
                view.append(scalar)
            }
        }
        #expect(
            brokenSpans(of: try read(String(view), language: seed % 2 == 0 ? "de" : "en")) == [])
    }

    /// Words and marks that mean something to the reader, in no order at all.
    @Test(arguments: 0..<48)
    func randomWords(seed: UInt64) throws {
        let words = [
            "sagte", "said", "dass", "that", "„", "“", "\"", "»", "«", "‚", "‘", ",", ".", ":", "–",
            "laut", "wie", "so", "er", "Merz", "am", "14.", "März", "bis", "zu", "4,8", "Millionen",
            "teilte", "mit", "forderte", "auf", "habe", "sei", "according", "to", "\n\n", "\n", "?",
            "(", ")", "Dr.", "told", "Freitag", "vor", "zwei", "Jahren", "🙂", "e\u{301}", "\u{0}",
        ]
        var random = SeededGenerator(seed: seed)
        let text = (0..<600).map { _ in words.randomElement(using: &random)! }
            .joined(separator: seed % 3 == 0 ? "" : " ")
        #expect(brokenSpans(of: try read(text, language: seed % 2 == 0 ? "de" : "en")) == [])
    }

    @Test(arguments: ["", " ", "\n", ".", "„", "\"", "\u{FEFF}", "sagte", "14.", "so", "\u{0}"])
    func tinyTexts(text: String) throws {
        #expect(brokenSpans(of: try read(text)) == [])
    }

    /// Twice the text may take twice the time, with room for noise; a quadratic step takes four.
    @Test(arguments: [
        "„", "\"", "“x” ", "»a« ", "Er sagte, ", "laut ", "am 14. ", "und 4 ", "(", ", dass ", "a",
        "Er sagte: „Nein", "Müller, Sprecher von ", "er habe ", "1.", "so ", ": ", "\n\n„x",
    ])
    func timeIsLinear(piece: String) throws {
        try timeIsLinear(piece, "de", 12_000)
    }

    /// A name that only the noun behind it tells, again and again.
    @Test func timeIsLinearInNames() throws {
        try timeIsLinear("Vakox Invest, a Swiss holding company, will pay. ", "en", 48_000)
    }

    private func timeIsLinear(_ piece: String, _ language: String, _ size: Int) throws {
        let reader = try sharedReader.get()
        let seconds: (Int) throws -> Double = { size in
            let document = Document(
                name: "long", language: language, published: "2025-03",
                text: String(repeating: piece, count: size / piece.utf8.count))
            return try (0..<2).map { _ in
                try processorTime { _ = try reader.read(document) }
            }.min() ?? 0
        }
        let (small, large) = (try seconds(size), try seconds(4 * size))
        // Four times the text: linear takes 4, quadratic 16.
        #expect(large < small * 9 + 0.2, "\(piece): \(small) s, then \(large) s")
    }
}
