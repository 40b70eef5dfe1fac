import Foundation
import Reading
import Text

/// A text whose marks show the answer in the sentence: `[S Anna Klein] [C sagte], [Q sie komme].`
///
/// `S` is the source, `A` the addressee, `C` the cue, `M` the medium, `Q` the content; parts of one
/// row may be marked several times, and marks may stand inside each other.
struct MarkedText {
    /// The text without its marks.
    private(set) var text = ""
    /// The marked words, by letter, in the order of the text.
    private(set) var parts: [Character: [String]] = [:]

    init(_ marked: String) {
        var open: [(letter: Character, start: String.Index)] = []
        var found: [(letter: Character, start: Int, words: String)] = []
        var rest = Substring(marked)
        while let character = rest.first {
            rest = rest.dropFirst()
            if character == "[", let letter = rest.first, rest.dropFirst().first == " " {
                open.append((letter, text.endIndex))
                rest = rest.dropFirst(2)
            } else if character == "]", let (letter, start) = open.popLast() {
                let place = text.distance(from: text.startIndex, to: start)
                found.append((letter, place, String(text[start...])))
            } else {
                text.append(character)
            }
        }
        for part in found.sorted(by: { $0.start < $1.start }) {
            parts[part.letter, default: []].append(part.words)
        }
    }
}

extension Statement {
    /// The words of the row's parts, by the letters of `MarkedText`.
    func parts(of text: String) -> [Character: [String]] {
        let scalars = Array(text.unicodeScalars)
        let spans: [Character: [Span]] = [
            "S": source?.spans ?? [], "A": addressee?.spans ?? [], "C": cue, "Q": content,
            "M": medium.map { [$0.span] } ?? [],
        ]
        return spans.filter { !$0.value.isEmpty }.mapValues { $0.map { words($0, of: scalars) } }
    }
}
