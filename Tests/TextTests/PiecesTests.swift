import Testing
import Text

@Suite struct PiecesTests {
    @Test(arguments: ["", "a", "a\tb", "\ta\t\tb\t", "\t", "ä\t„b“\t🚲", "a\t\t"])
    func areThoseOfSplit(text: String) {
        #expect(text.pieces(between: "\t") == text.split(separator: "\t"))
        #expect(
            text.pieces(between: "\t", keepsEmpty: true)
                == text.split(separator: "\t", omittingEmptySubsequences: false))
    }
}
