/// Decides together which of the words at a head is its subject and which its object.
///
/// The network scores each pair of words for itself. Grammar says more: a head has one subject and one
/// object at most, a finite verb has a subject as a rule, a subject stands in the nominative and agrees
/// with its verb in number, an object stands in the accusative. All assignments of the two places
/// are compared (constraints as in Klenner 2007), with what breaks a rule paying for it.
struct ArgumentChoice {
    /// A word that can take a place.
    struct Candidate {
        var token: Int
        /// The scores of the best relation beside subject and object, and of the best of these.
        var other: Float
        var subject: Float
        var object: Float
    }

    /// What breaking a rule costs, in the unit of the scores: natural logarithms of odds. Chosen on
    /// development trees.
    struct Costs {
        var wrongCase: Float = 6
        var wrongNumber: Float = 5
        var noSubject: Float = 2
    }

    /// More candidates than this are not compared.
    static let limit = 12

    /// The positions in `candidates` of the subject and of the object, -1 for none.
    /// - Parameter noSubject: what it costs that there is none.
    static func best(_ candidates: [Candidate], noSubject: Float) -> (subject: Int, object: Int) {
        var best = (subject: -1, object: -1)
        var bestScore = -noSubject
        for subject in -1..<candidates.count {
            let first =
                subject < 0
                ? -noSubject : candidates[subject].subject - candidates[subject].other
            for object in -1..<candidates.count where object < 0 || object != subject {
                let second =
                    object < 0 ? 0 : candidates[object].object - candidates[object].other
                if first + second > bestScore {
                    bestScore = first + second
                    best = (subject, object)
                }
            }
        }
        return best
    }
}

/// The children of the words of a sentence, and room for candidates: reused from sentence to sentence.
struct ArgumentScratch {
    var candidates: [ArgumentChoice.Candidate] = []
    private var first: [Int32] = []
    private var sibling: [Int32] = []
    private var start = 0

    /// Links the words of a sentence with their heads.
    mutating func link(_ tokens: Range<Int>, _ heads: [Int32]) {
        start = tokens.lowerBound
        first.removeAll(keepingCapacity: true)
        sibling.removeAll(keepingCapacity: true)
        let none = repeatElement(Int32(-1), count: tokens.count)
        first.append(contentsOf: none)
        sibling.append(contentsOf: none)
        linkChildren(of: heads, in: tokens, first: &first, next: &sibling)
    }

    /// The first word that depends on a word; -1 for none.
    func firstChild(_ token: Int) -> Int { Int(first[token - start]) }

    /// The next word with the same head; -1 for none.
    func next(_ token: Int) -> Int { Int(sibling[token - start]) }
}

/// Strings the words that hang on each word together, the first before the next.
/// - Parameters:
///   - heads: the token that each token depends on, less than 0 for none.
///   - tokens: which of them; their heads stand among them.
///   - first: for each of `tokens` the first token that depends on it; comes in with -1 for all.
///   - next: for each of `tokens` the next one with the same head; comes in with -1 for all.
package func linkChildren(
    of heads: [Int32], in tokens: Range<Int>, first: inout [Int32], next: inout [Int32]
) {
    let start = tokens.lowerBound
    first.withUnsafeMutableBufferPointer { first in
        next.withUnsafeMutableBufferPointer { next in
            for token in tokens.reversed() where heads[token] >= 0 {
                let head = Int(heads[token]) - start
                // A buffer does not look where it is written.
                precondition(first.indices.contains(head))
                next[token - start] = first[head]
                first[head] = Int32(token)
            }
        }
    }
}
