import Text

/// What the first pass said of the words in the sentences around one, so that the second pass can use
/// it: a full name seen once labels the bare surname, and the same word mostly gets the same label.
///
/// Only sentences that are not far away count: who is named "Weber" in one part of a long text, or of
/// many texts that were put together, need not be meant in another.
struct NameMemory {
    /// How many sentences before and behind count.
    static let reach = 40

    /// Votes for the four kinds, and for being no name.
    private struct Row {
        var hash: UInt64 = 0
        var votes = SIMD8<Int32>()
    }
    private static let outside = 4

    private var rows: [Row]
    private let mask: Int

    /// A memory for texts of so many tokens, with no votes yet.
    init(capacity tokens: Int) {
        var capacity = 16
        while capacity < tokens * 2 { capacity *= 2 }
        rows = Array(repeating: Row(), count: capacity)
        mask = capacity - 1
    }

    /// Counts the votes of the tags of a sentence, or takes them back.
    ///
    /// A name of one word speaks for that word; the name of a person of several words for its first and
    /// its last one, with double weight, because full names are rarely mistaken. Words of longer names of
    /// other kinds ("Deutsche Bank") say nothing.
    /// - Parameter sign: 1 to count, -1 to take back.
    /// - Complexity: O(n).
    mutating func count(
        _ sentence: Range<Int>, of text: AnalysedText, tags: [EntityTag], sign: Int32
    ) {
        var index = sentence.lowerBound
        while index < sentence.upperBound {
            guard let kind = tags[index].kind else {
                if text.tokens[index].isCapitalised {
                    add(text.tokens[index].hash, Self.outside, sign)
                }
                index += 1
                continue
            }
            var end = index + 1
            while end < sentence.upperBound, tags[end].kind == kind, !tags[end].begins { end += 1 }
            if end == index + 1 {
                add(text.tokens[index].hash, Int(kind.rawValue), sign)
            } else if kind == .person {
                add(text.tokens[index].hash, 0, 2 * sign)
                add(text.tokens[end - 1].hash, 0, 2 * sign)
            }
            index = end
        }
    }

    private func slot(_ hash: UInt64) -> Int {
        var slot = Int(truncatingIfNeeded: mix(hash)) & mask
        while rows[slot].hash != 0, rows[slot].hash != hash { slot = (slot + 1) & mask }
        return slot
    }

    private mutating func add(_ hash: UInt64, _ kind: Int, _ votes: Int32) {
        let slot = slot(hash)
        rows[slot].hash = hash
        rows[slot].votes[kind] += votes
    }

    /// The kind that the text gives a word where it does not have the tag at hand; `nil` where the rest
    /// of the text says nothing, or not clearly.
    func advice(_ token: Token, tag: EntityTag) -> (kind: EntityTag.Kind, votes: Int)? {
        guard token.isCapitalised, tag.kind != .person || tag.begins else { return nil }
        var votes = rows[slot(token.hash)].votes
        let own = tag.kind.map { Int($0.rawValue) } ?? Self.outside
        votes[own] = max(0, votes[own] - 1)
        var best = 0
        for kind in 1..<4 where votes[kind] > votes[best] { best = kind }
        guard best != own, votes[best] > votes[own] + 1, votes[best] > votes[Self.outside],
            let kind = EntityTag.Kind(rawValue: UInt8(best)), kind != .other
        else { return nil }
        return (kind, Int(votes[best] - votes[own]))
    }
}
