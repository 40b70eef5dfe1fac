import Foundation
import Reading
import Testing
import Text

/// Quotation marks around titles, names, terms and signs are no speech.
@Suite struct QuotationProbeTests {
    /// The most false statements that are let through, as a share of the sentences.
    private static let most = 0.03

    @Test(arguments: ["de", "en"])
    func titlesAndNamesSayNothing(language: String) throws {
        let path = repository.appending(path: "Tests/Probes/quotation-marks.\(language).txt")
        let sentences = try String(contentsOf: path, encoding: .utf8)
            .split(separator: "\n").filter { !$0.hasPrefix("#") }.map(String.init)
        #expect(sentences.count >= 100)
        let reader = try sharedReader.get()
        let wrong = try sentences.filter {
            let reading = try reader.read(Document(name: "probe", language: language, text: $0))
            let scalars = Array($0.unicodeScalars)
            return reading.statements.contains { statement in
                statement.content.contains { span in
                    words(span, of: scalars).contains { "„“”".contains($0) }
                }
            }
        }
        let rate = Double(wrong.count) / Double(sentences.count)
        print(
            "probe \(language): \(wrong.count) of \(sentences.count) sentences gave a statement "
                + "(\((rate * 1000).rounded() / 10) %)")
        for sentence in wrong { print("  \(sentence)") }
        #expect(rate <= Self.most)
    }
}
