/// Phrases in lower case that are looked for at the beginning or at the end of many lines: kept by their first and
/// by their last byte, so that most lines are compared with none.
struct Phrases: Sendable {
    private var byFirst: [UInt8: [[UInt8]]] = [:]
    private var byLast: [UInt8: [[UInt8]]] = [:]

    init(_ phrases: [String] = []) {
        for phrase in phrases.map({ Array($0.utf8) }) {
            guard let first = phrase.first, let last = phrase.last else { continue }
            byFirst[first, default: []].append(phrase)
            byLast[last, default: []].append(phrase)
        }
    }

    /// The lengths of the phrases that a text in lower case begins with.
    func starts(of text: ArraySlice<UInt8>) -> [Int] {
        guard let first = text.first, let phrases = byFirst[first] else { return [] }
        return phrases.filter { text.starts(with: $0) }.map(\.count)
    }

    /// The lengths of the phrases that a text in lower case ends in.
    func ends(of text: ArraySlice<UInt8>) -> [Int] {
        guard let last = text.last, let phrases = byLast[last] else { return [] }
        return phrases.filter { text.suffix($0.count).elementsEqual($0) }.map(\.count)
    }

    /// Whether a line that begins with a byte, in capitals or not, may begin with a phrase. Of bytes beyond ASCII it
    /// is not told: a blank may be among them.
    func mayStart(with byte: UInt8) -> Bool {
        byte >= 0x80 || byFirst[byte &- 65 < 26 ? byte | 0x20 : byte] != nil
    }

    /// Whether a line begins with a phrase. Case is folded in ASCII and in the letters of Latin 1.
    func hasStart(of line: [UInt8]) -> Bool {
        guard let first = line.first, let phrases = byFirst[first &- 65 < 26 ? first | 0x20 : first]
        else { return false }
        return phrases.contains { phrase in
            guard phrase.count <= line.count else { return false }
            for index in phrase.indices {
                let byte = line[index]
                if byte == phrase[index] { continue }
                let isLatin = index > 0 && line[index - 1] == 0xC3 && 0x80...0x9E ~= byte
                guard (byte &- 65 < 26 || isLatin) && byte | 0x20 == phrase[index] else {
                    return false
                }
            }
            return true
        }
    }
}
