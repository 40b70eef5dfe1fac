/// The best tree over the words of a sentence: the maximum spanning arborescence.
///
/// Method: Chu and Liu 1965, Edmonds 1967, as McDonald et al. 2005 use it for parsing; arcs may
/// cross. One word depends on the root: of several candidates the one whose loss is least.
enum SpanningTree {
    /// Heads of the words 1..<count; word 0 is the root and gets -1.
    /// - Parameter scores: `count` × `count`, the score of head h for word d at `d * count + h`; that of
    ///   a word for itself is the least of its row.
    /// - Complexity: O(n²) where the best heads are a tree already, O(n³) at worst.
    static func heads(count: Int, scores start: UnsafePointer<Float>) -> [Int] {
        guard count > 1 else { return [-1] }
        let best = UnsafeBufferPointer(start: start, count: count * count)
        var heads = bestHeads(count, best)
        var roots = 0
        for word in 1..<count where heads[word] == 0 { roots += 1 }
        if roots == 1, isTree(heads) { return heads }
        var scores = Array(best)
        for word in 0..<count { scores[word * count + word] = -.infinity }
        heads = contract(count, scores)
        let candidates = (1..<count).filter { heads[$0] == 0 }
        guard candidates.count > 1 else { return heads }
        // Of several roots that one stays which gains most by it.
        let root = candidates.max { gain($0, count, scores) < gain($1, count, scores) }!
        for word in 1..<count where word != root { scores[word * count] = -1e9 }
        return contract(count, scores)
    }

    private static func gain(_ word: Int, _ count: Int, _ scores: [Float]) -> Float {
        let row = scores[(word * count + 1)..<((word + 1) * count)]
        return scores[word * count] - (row.max() ?? 0)
    }

    private static func bestHeads(_ count: Int, _ scores: UnsafeBufferPointer<Float>) -> [Int] {
        var heads = [-1]
        heads.reserveCapacity(count)
        for word in 1..<count {
            var best = 0
            for head in 1..<count
            where scores[word * count + head] > scores[word * count + best] { best = head }
            heads.append(best)
        }
        return heads
    }

    /// Whether every word leads to the root.
    private static func isTree(_ heads: [Int]) -> Bool { cycle(in: heads) == nil }

    /// The words of a cycle.
    private static func cycle(in heads: [Int]) -> [Int]? {
        var seen = [Int](repeating: 0, count: heads.count)
        for start in 1..<max(1, heads.count) where seen[start] == 0 {
            var word = start
            while word > 0, seen[word] == 0 {
                seen[word] = start
                word = heads[word]
            }
            if word > 0, seen[word] == start {
                var members = [word]
                var next = heads[word]
                while next != word {
                    members.append(next)
                    next = heads[next]
                }
                return members
            }
        }
        return nil
    }

    /// Contracts one cycle after the other, each into one word.
    private static func contract(_ count: Int, _ scores: [Float]) -> [Int] {
        let heads = scores.withUnsafeBufferPointer { bestHeads(count, $0) }
        guard let members = cycle(in: heads) else { return heads }
        var isMember = [Bool](repeating: false, count: count)
        for word in members { isMember[word] = true }
        let outside = (0..<count).filter { !isMember[$0] }
        let small = outside.count + 1
        let merged = outside.count
        var reduced = [Float](repeating: -.infinity, count: small * small)
        // The word of the cycle through which an arc enters or leaves it.
        var entry = [Int](repeating: 0, count: small)
        var exit = [Int](repeating: 0, count: small)
        for (row, word) in outside.enumerated() {
            for (column, head) in outside.enumerated() where row != column {
                reduced[row * small + column] = scores[word * count + head]
            }
            var best = -Float.infinity
            for member in members where scores[word * count + member] > best || best == -.infinity {
                best = scores[word * count + member]
                exit[row] = member
            }
            reduced[row * small + merged] = best
            best = -.infinity
            for member in members {
                let change =
                    scores[member * count + word] - scores[member * count + heads[member]]
                if change > best || best == -.infinity {
                    best = change
                    entry[row] = member
                }
            }
            reduced[merged * small + row] = best
        }
        let solved = contract(small, reduced)
        var result = heads
        for (row, word) in outside.enumerated() where row > 0 {
            result[word] = solved[row] == merged ? exit[row] : outside[solved[row]]
        }
        let from = solved[merged]
        result[entry[from]] = outside[from]
        return result
    }
}
