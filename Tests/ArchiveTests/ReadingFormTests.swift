import Testing

@testable import Archive

/// The form in which readings lie in the file.
@Suite struct ReadingFormTests {
    /// Readings come back with the same bytes, whatever numbers they hold; damage is told.
    @Test func readingsAreParted() throws {
        let texts = [
            #"{"spans":[[0,12],[12,7]],"id":"a3","of":"a1","value":2.5,"low":-4,"year":"2024","big":123456789012345678}"#,
            #"{"id":"a007","zero":[0,00,1],"text":"um 10:12, [7] und \u0001"}"#, "", "{}", "[1]",
            "7",
            "{\"raw\":\"\u{1}\"}",
        ]
        for text in texts {
            let packed = Compression.packedReading(Array(text.utf8))
            #expect(
                String(decoding: try Compression.unpackedReading(packed), as: UTF8.self) == text)
        }
        let parted = try #require(ReadingForm.parted(Array(texts[0].utf8)))
        for cut in 0..<parted.count {
            let joined = ReadingForm.joined(Array(parted[..<cut]))
            #expect(joined.map { $0 != Array(texts[0].utf8) } ?? true)
        }
        #expect(ReadingForm.joined(Array(parted + [1])) == nil)
        #expect(ReadingForm.joined([2, 0, 2]) == nil)
        #expect(ReadingForm.joined([1, 0, 1]) == nil)
    }
}
