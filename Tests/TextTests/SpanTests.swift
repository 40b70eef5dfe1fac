import Testing
import Text

@Suite struct SpanTests {
    @Test(arguments: [("abc", 2, 2), ("äbc", 2, 1), ("a😀b", 5, 2), ("", 0, 0)])
    func bytesBecomeCodePoints(text: String, byte: Int, codePoint: Int) {
        #expect(CodePointMap(Array(text.utf8)).codePoint(at: byte) == codePoint)
    }

    @Test func longTextsKeepTheirCount() {
        let text = String(repeating: "ü", count: 1000)
        #expect(CodePointMap(Array(text.utf8)).codePoint(at: 2000) == 1000)
    }
}
