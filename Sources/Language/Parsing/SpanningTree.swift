import Kernels

/// The best tree over the words of a sentence: the maximum spanning arborescence.
///
/// Method: Chu and Liu 1965, Edmonds 1967, as McDonald et al. 2005 use it for parsing; arcs may
/// cross. Cycles are contracted in place as in Tarjan 1977 for dense graphs. One word depends on the
/// root: of several candidates the one whose loss is least.
enum SpanningTree {
    /// Heads of the words 1..<count; word 0 is the root and gets -1.
    /// - Parameter scores: `count` × `count`, the score of head h for word d at `d * count + h`; that of
    ///   a word for itself is the least of its row.
    /// - Complexity: O(n²).
    static func heads(count: Int, scores start: UnsafePointer<Float>) -> [Int] {
        guard count > 1 else { return [-1] }
        let best = UnsafeBufferPointer(start: start, count: count * count)
        let greedy = bestHeads(count, best)
        var roots = 0
        for word in 1..<count where greedy[word] == 0 { roots += 1 }
        if roots == 1, isTree(greedy) { return greedy }
        let heads = contracted(count, best, root: nil)
        let candidates = (1..<count).filter { heads[$0] == 0 }
        guard candidates.count > 1 else { return heads }
        // Of several roots that one stays which gains most by it.
        let root = candidates.max { gain($0, count, best) < gain($1, count, best) }
        return contracted(count, best, root: root)
    }

    private static func gain(_ word: Int, _ count: Int, _ scores: UnsafeBufferPointer<Float>)
        -> Float
    {
        var other = -Float.infinity
        for head in 1..<count where head != word { other = max(other, scores[word * count + head]) }
        return scores[word * count] - max(other, -1e9)
    }

    private static func bestHeads(_ count: Int, _ scores: UnsafeBufferPointer<Float>) -> [Int] {
        var heads = [-1]
        heads.reserveCapacity(count)
        for word in 1..<count {
            heads.append(
                Int(lb_greatest(scores.baseAddress! + word * count, Int64(count))))
        }
        return heads
    }

    /// Whether every word leads to the root.
    private static func isTree(_ heads: [Int]) -> Bool {
        var seen = [Int](repeating: 0, count: heads.count)
        for start in 1..<heads.count where seen[start] == 0 {
            var word = start
            while word > 0, seen[word] == 0 {
                seen[word] = start
                word = heads[word]
            }
            if word > 0, seen[word] == start { return false }
        }
        return true
    }

    /// The best heads by contraction; only the word `root`, if given, may depend on the root.
    private static func contracted(
        _ count: Int, _ scores: UnsafeBufferPointer<Float>, root: Int?
    ) -> [Int] {
        var graph = ContractedGraph(count: count, scores: scores, root: root)
        return graph.heads()
    }
}

/// A dense graph whose cycles become nodes one after the other.
private struct ContractedGraph {
    /// An arc between words of the sentence.
    private struct Arc {
        var head: Int32
        var word: Int32
    }

    private let count: Int
    /// Scores between places; at first each place is that of a word. A cycle takes over the place of its first node,
    /// and no arc leaves from the places of the others.
    private var scores: [Float]
    /// The arc of the sentence that stands behind each score.
    private var arcs: [Arc]
    /// The node at each place: a word, or from `count` on a cycle.
    private var node: [Int]
    /// The arc chosen into each node, and the cycle that the node became part of.
    private var incoming: [Arc]
    private var parent: [Int]
    /// The score of the arc chosen at each place.
    private var chosen: [Float]

    init(count: Int, scores given: UnsafeBufferPointer<Float>, root: Int?) {
        self.count = count
        scores = Array(given)
        arcs = []
        arcs.reserveCapacity(count * count)
        for word in 0..<count {
            for head in 0..<count { arcs.append(Arc(head: Int32(head), word: Int32(word))) }
            scores[word * count + word] = -.infinity
            if let root, word != root { scores[word * count] = -1e9 }
        }
        node = Array(0..<count)
        incoming = Array(repeating: Arc(head: -1, word: 0), count: count)
        parent = Array(repeating: -1, count: count)
        chosen = Array(repeating: 0, count: count)
    }

    /// Follows the best heads from every word; a path that bites its tail is contracted and goes on.
    mutating func heads() -> [Int] {
        var isDone = [Bool](repeating: false, count: count)
        isDone[0] = true
        var position = [Int](repeating: -1, count: count)
        var path: [Int] = []
        for start in 1..<count where !isDone[start] {
            var place = start
            while !isDone[place] {
                if position[place] >= 0 {
                    let members = Array(path[position[place]...])
                    path.removeLast(members.count)
                    contract(members)
                    for member in members { isDone[member] = member != place }
                    position[place] = -1
                    continue
                }
                position[place] = path.count
                path.append(place)
                let head = bestHead(of: place)
                incoming[node[place]] = arcs[place * count + head]
                chosen[place] = scores[place * count + head]
                place = head
            }
            for place in path { isDone[place] = true }
            path.removeAll(keepingCapacity: true)
        }
        return expanded()
    }

    private func bestHead(of place: Int) -> Int {
        scores.withUnsafeBufferPointer {
            Int(lb_greatest($0.baseAddress! + place * count, Int64(count)))
        }
    }

    /// Makes the nodes at these places one, at the first of them.
    private mutating func contract(_ members: [Int]) {
        let cycle = parent.count
        let first = members[0]
        for member in members { parent[node[member]] = cycle }
        parent.append(-1)
        incoming.append(Arc(head: -1, word: 0))
        node[first] = cycle
        var isMember = [Bool](repeating: false, count: count)
        for member in members { isMember[member] = true }
        let losses = members.map { chosen[$0] }
        for other in 0..<count where !isMember[other] {
            var leaving = first
            var entering = first
            var gain = scores[first * count + other] - losses[0]
            for (member, loss) in zip(members, losses).dropFirst() {
                if scores[other * count + member] > scores[other * count + leaving] {
                    leaving = member
                }
                let change = scores[member * count + other] - loss
                if change > gain {
                    gain = change
                    entering = member
                }
            }
            scores[other * count + first] = scores[other * count + leaving]
            arcs[other * count + first] = arcs[other * count + leaving]
            scores[first * count + other] = gain
            arcs[first * count + other] = arcs[entering * count + other]
        }
        for row in 0..<count {
            for member in members.dropFirst() { scores[row * count + member] = -.infinity }
        }
        for member in members { scores[first * count + member] = -.infinity }
    }

    /// Opens the cycles from the last to the first: the arc into a cycle replaces one of its own.
    private mutating func expanded() -> [Int] {
        for cycle in (count..<max(count, parent.count)).reversed() {
            let arc = incoming[cycle]
            var inner = Int(arc.word)
            while parent[inner] != cycle { inner = parent[inner] }
            incoming[inner] = arc
        }
        return (0..<count).map { $0 == 0 ? -1 : Int(incoming[$0].head) }
    }
}
