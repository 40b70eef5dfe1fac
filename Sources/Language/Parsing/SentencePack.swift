/// Sentences that go through the network together, longest first.
///
/// The rows of a pack stand position by position, and at one position sentence by sentence: the
/// sentences that still go on at a position are a run of rows, so that one step of the recurrence
/// is one product of matrices.
package struct SentencePack: Sendable {
    /// The lengths of the sentences, falling.
    package let lengths: [Int]
    /// The first row of each position, and the number of rows at the end.
    package let starts: [Int]

    /// - Parameter lengths: at least one, each at least 1, falling.
    package init(lengths: [Int]) {
        self.lengths = lengths
        var starts = [0]
        var active = lengths.count
        for position in 0..<(lengths.first ?? 0) {
            while lengths[active - 1] <= position { active -= 1 }
            starts.append(starts[position] + active)
        }
        self.starts = starts
    }

    /// The number of rows.
    package var count: Int { starts.last ?? 0 }

    /// The row of a word.
    @inlinable
    package func row(_ sentence: Int, _ position: Int) -> Int { starts[position] + sentence }

    /// The number of sentences that reach a position.
    @inlinable
    package func active(_ position: Int) -> Int { starts[position + 1] - starts[position] }
}

extension SentencePack {
    /// The rows of one step of the recurrence.
    package struct Step {
        /// The first row of the position, and the number of sentences that reach it.
        package var first: Int
        package var rows: Int
        /// The first row of the position before, and how many sentences have a row there.
        package var before: Int
        package var continued: Int
    }

    /// The rows of a step and of those behind it, of as many whole steps as have no more than `count` rows together,
    /// but of one at least.
    func rows(from number: Int, isBackward: Bool, count: Int) -> Range<Int> {
        var first = isBackward ? lengths[0] - 1 - number : number
        var last = first
        if isBackward {
            while first > 0, starts[last + 1] - starts[first - 1] <= count { first -= 1 }
        } else {
            while last + 1 < lengths[0], starts[last + 2] - starts[first] <= count { last += 1 }
        }
        return starts[first]..<starts[last + 1]
    }

    /// The step with this number, counted from the end where it goes backward.
    package func step(_ number: Int, isBackward: Bool) -> Step {
        let position = isBackward ? lengths[0] - 1 - number : number
        let rows = active(position)
        guard number > 0 else {
            return Step(first: starts[position], rows: rows, before: 0, continued: 0)
        }
        let before = isBackward ? position + 1 : position - 1
        return Step(
            first: starts[position], rows: rows, before: starts[before],
            continued: min(rows, active(before)))
    }
}
