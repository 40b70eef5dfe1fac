import Foundation
import Testing
import Text

@testable import Reading

/// Sentences with a given source, marked `<S>…</S>`, and target, `<T>…</T>`.
@Suite struct PairCoderTests {
    private static let coder = Result {
        try PairCoder(
            language: "en", dataRoot: repository.appending(path: "Sources/Language/Data").path)
    }

    private func pair(_ marked: String) -> CodedPair {
        var text = ""
        var spans: [Character: Span] = [:]
        var rest = marked[...]
        while !rest.isEmpty {
            if rest.hasPrefix("<S>") || rest.hasPrefix("<T>") {
                let count = text.unicodeScalars.count
                spans[rest.dropFirst().first!] = Span(count, count)
                rest = rest.dropFirst(3)
            } else if rest.hasPrefix("</S>") || rest.hasPrefix("</T>") {
                spans[rest.dropFirst(2).first!]?.end = text.unicodeScalars.count
                rest = rest.dropFirst(4)
            } else {
                text.append(rest.removeFirst())
            }
        }
        return CodedPair(text: text, source: spans["S"]!, target: spans["T"]!)
    }

    @Test(arguments: [
        ("<S>Ghana</S> accused <T>Togo</T> of arming rebels.", "ACCUSE"),
        ("<T>Togo</T> was accused by <S>Ghana</S> of arming rebels.", "ACCUSE"),
        ("<S>Ghana</S> threatened to attack <T>Togo</T>.", "THREATEN"),
        ("<S>Ghana</S> refused to negotiate with <T>Togo</T>.", "REJECT"),
        ("<S>Ghana</S> urged <T>Togo</T> to release the prisoners.", "REQUEST"),
        ("<S>Ghana</S> will send aid to <T>Togo</T>.", "AGREE"),
        ("<S>Ghana</S> sent aid to <T>Togo</T>.", "AID"),
        ("<S>Ghanaian</S> troops attacked <T>Togolese</T> positions.", "ASSAULT"),
        ("<S>Ghana</S> imposed sanctions on <T>Togo</T>.", "SANCTION"),
        ("<S>Ghana</S> lifted sanctions on <T>Togo</T>.", "CONCEDE"),
        ("<S>Ghana</S> withdrew its troops from <T>Togo</T>.", "RETREAT"),
    ])
    func rootsAreRight(marked: String, root: String) throws {
        #expect(try Self.coder.get().code(pair(marked)).type.rawValue == root)
    }

    @Test func sameInputSameAnswer() throws {
        let pair = pair("<S>Ghana</S> met <T>Togo</T> in Accra.")
        let coder = try Self.coder.get()
        #expect(coder.code(pair) == coder.code(pair))
    }

    /// A span in the middle of a word, at the end of the text, or twice the same: an answer, no crash.
    @Test func strangeSpansAreNoCrash() throws {
        let coder = try Self.coder.get()
        for span in [Span(0, 1), Span(3, 4), Span(5, 10), Span(9, 10)] {
            let coding = coder.code(CodedPair(text: "Ghana 💥!", source: span, target: Span(0, 5)))
            #expect((0...1).contains(coding.confidence))
        }
    }
}
