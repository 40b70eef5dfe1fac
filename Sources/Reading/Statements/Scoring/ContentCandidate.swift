import Language
import Text

/// What could be the content of an anchor: one or two stretches of tokens, or all that a rule took.
package struct ContentCandidate: Sendable {
    package enum Kind: Int, Sendable {
        case none
        /// What depends on the cue: a clause, an infinitive, an object, words of another relation.
        case clause, infinitive, object, other
        /// A quotation before or behind the cue, or on both sides.
        case quotationBefore, quotationBehind, quotationAround
        /// The sentence up to the frame, from the frame on, or around it.
        case before, behind, around
        case rule
        /// Without a cue: the words themselves, or the statement before that goes on.
        case own, goesOn
        /// The sentence before, which a pronoun takes up: "Das teilte die Polizei mit."
        case sentenceBefore

        /// How many there are, for pairs of kinds.
        static let count = 15
    }

    package var kind: Kind
    package var first: Range<Int>
    package var second: Range<Int> = 0..<0
    /// More parts than two, as a rule has them.
    package var rest: [Range<Int>] = []
    /// The reporting clause of a reported act, from its first word to its last.
    package var frame: Range<Int> = 0..<0

    package var parts: [Range<Int>] { (second.isEmpty ? [first] : [first, second]) + rest }

    /// Behind its last word.
    package var end: Int {
        rest.last?.upperBound ?? (second.isEmpty ? first.upperBound : second.upperBound)
    }

    /// Calls a function for each part, without an array of them.
    @inline(__always)
    func forEachPart(_ body: (Range<Int>) -> Void) {
        body(first)
        if !second.isEmpty { body(second) }
        for part in rest { body(part) }
    }

    @inline(__always)
    package func contains(_ token: Int) -> Bool {
        first.contains(token) || second.contains(token)
            || !rest.isEmpty && rest.contains { $0.contains(token) }
    }

    package var length: Int { first.count + second.count + rest.reduce(0) { $0 + $1.count } }

    func sameWords(as other: ContentCandidate) -> Bool {
        first == other.first && second == other.second && rest == other.rest
    }
}
