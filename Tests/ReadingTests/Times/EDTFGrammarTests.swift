import Foundation
import Reading
import Testing
import Text

/// What is given as EDTF is EDTF (ISO 8601-2, levels 0 to 2, as far as it is used here), by a grammar
/// that shares nothing with the reader.
@Suite struct EDTFGrammarTests {
    private static let year = "-?[0-9X]{4}"
    private static let clock = "T([01][0-9]|2[0-3]):[0-5][0-9](Z|[+-][01][0-9]:[0-5][0-9])?"
    private static let day =
        "\(year)-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])(\(clock))?"
    private static let date =
        "(\(year)|\(year)-(0[1-9]|1[0-2])|\(year)-(2[1-4]|3[3-9]|4[01])|\(year)-W(0[1-9]|[1-4][0-9]|5[0-3])|\(day))[~?%]?"
    private static let interval = "(\(date)|\\.\\.)/(\(date)|\\.\\.)"
    private static let set = "\\[\(date)((,|\\.\\.)\(date))*\\]"
    private static let grammar = "^(\(date)|\(interval)|\(set))$"

    private func isEDTF(_ text: String) -> Bool {
        text.range(of: Self.grammar, options: .regularExpression) != nil && text != "../.."
    }

    /// Every sentence of the tables, with every kind of publication date.
    @Test(
        arguments: ["de", "en"],
        [nil, "2024-06-14", "2024-06", "2024", "2024-06-12/2024-06-16", "2024-06~", "../2024"])
    func everyDate(language: String, published: String?) throws {
        let reader = try sharedReader.get()
        var count = 0
        for sentence in MarkedTimes.sentences(of: language) {
            let reading = try reader.read(
                Document(
                    name: "edtf", language: language, published: published, text: sentence.text),
                parts: .times)
            for row in reading.times {
                guard let edtf = row.edtf else { continue }
                count += 1
                #expect(isEDTF(edtf), "\(edtf) in \(sentence.text)")
                #expect(isValidEDTF(edtf), "\(edtf) in \(sentence.text)")
            }
        }
        #expect(count > 50)
    }

    @Test(arguments: [
        "2024-06-14", "-0043", "2024-W24", "199X", "2024-06~", "[2024-06-07,2024-06-14]",
        "[2024-05-31..2024-06-29]", "../2024-06-14", "2024-06-14/..", "2024-06-14T15:00+01:00",
    ])
    func grammarAccepts(edtf: String) { #expect(isEDTF(edtf)) }

    @Test(arguments: [
        "", "2024-13", "2024-06-32", "2024-06-14T24:00", "../..", "[2024", "24", "2024-W54",
    ])
    func grammarRefuses(edtf: String) { #expect(!isEDTF(edtf)) }
}
