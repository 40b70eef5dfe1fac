import Language
import Testing
import Text

@Suite struct FormMemoryTests {
    /// A text of forms with a blank behind each, and its tokens.
    private func text(_ forms: [String]) -> (bytes: [UInt8], tokens: [Token]) {
        var bytes: [UInt8] = []
        var tokens: [Token] = []
        for form in forms {
            let start = Int32(bytes.count)
            bytes += Array(form.utf8)
            tokens.append(
                Token(
                    start: start, end: Int32(bytes.count), kind: .word, flags: [],
                    hash: foldedHash(Array(form.utf8))))
            bytes.append(UInt8(ascii: " "))
        }
        return (bytes, tokens)
    }

    @Test func formsAndMarksAreToldApart() {
        let (bytes, tokens) = text(["Rat", "rat", "Rat", "Ratte", "Rat"])
        let memory = FormMemory<Int>()
        var made = 0
        let values = tokens.enumerated().map { index, token in
            bytes.withUnsafeBufferPointer { bytes in
                memory.value(token, mark: index == 4 ? 1 : 0, bytes) {
                    made += 1
                    return made
                }
            }
        }
        // "Rat" and "rat" share a hash, hence a place, but are two forms; the mark makes a third.
        #expect(values == [1, 2, 3, 4, 5])
    }

    @Test func eachFormHasItsOwnValue() {
        // More forms than places, of all lengths, twice, the last at the end of the text.
        let forms = (0..<20_000).map { String(repeating: "ä", count: $0 % 17) + String($0 * 7919) }
        let (bytes, tokens) = text(forms + forms)
        let memory = FormMemory<Int32>()
        bytes.dropLast().withUnsafeBufferPointer { bytes in
            for token in tokens {
                let length = memory.value(token, mark: 3, bytes) { token.end - token.start }
                #expect(length == token.end - token.start)
                let first = memory.value(token, mark: 4, bytes) { Int32(bytes[Int(token.start)]) }
                #expect(first == Int32(bytes[Int(token.start)]))
            }
        }
    }

    @Test func aFormThatComesAgainIsFoundOnce() {
        // The last one stands where no whole words can be read.
        let (bytes, tokens) = text(["Hafen", "Hafen", "Verwaltungsgerichtshof", "Hafen"])
        let memory = FormMemory<Int>()
        var made = 0
        bytes.withUnsafeBufferPointer { bytes in
            for token in tokens {
                _ = memory.value(token, mark: 0, bytes) {
                    made += 1
                    return made
                }
            }
        }
        #expect(made == 2)
    }
}
