import Text

/// What a pattern found: its rule and the cells of its steps.
struct PatternMatch {
    var rule: Int32 = -1
    /// The cell behind the last step, context included.
    var end = 0
    var steps: [PatternStep] = []

    /// The first and the last cell that are no context; nil where nothing was found.
    var core: (first: Int, last: Int)? {
        guard rule >= 0, let first = steps.first(where: { !$0.isContext && $0.cell >= 0 }),
            let last = steps.last(where: { !$0.isContext && $0.cell >= 0 })
        else { return nil }
        return (Int(first.cell), Int(last.cell))
    }
}

/// One step of a match: a cell in one of its classes.
struct PatternStep {
    var cell: Int32
    /// 255 where a literal or a dash was matched.
    var wordClass: UInt8
    var isContext: Bool
}

/// Walks the trie of rules from a cell; the longest match wins, then the first rule of the file.
///
/// - Complexity: at most `mostSteps` steps a starting cell, whatever the text.
struct PatternMatcher {
    let trie: PatternTrie
    /// Whose words are tested.
    private let words: PatternWords
    private var path: [PatternStep] = []
    var best = PatternMatch()
    private var budget = 0
    private var isBehind = false
    private static let mostSteps = 3000

    init(trie: PatternTrie, words: PatternWords) {
        self.trie = trie
        self.words = words
        path.reserveCapacity(PatternTrie.longest)
    }

    /// The match that begins at a cell; `best.rule` is -1 where there is none.
    /// - Parameter isBehind: whether the cell follows the date read last (rules with `behind=1`).
    mutating func match(
        _ cells: UnsafeBufferPointer<PatternCell>, from start: Int, isBehind: Bool = false
    ) {
        self.isBehind = isBehind
        best.rule = -1
        best.end = start
        path.removeAll(keepingCapacity: true)
        budget = Self.mostSteps
        extend(0, start, start, cells, isJoined: true)
    }

    private mutating func extend(
        _ nodeIndex: Int, _ index: Int, _ start: Int, _ cells: UnsafeBufferPointer<PatternCell>,
        isJoined: Bool
    ) {
        let node = trie.nodes[nodeIndex]
        let rule = isBehind && node.ruleBehind >= 0 ? node.ruleBehind : node.rule
        if rule >= 0,
            index > best.end || (index == best.end && (best.rule < 0 || rule < best.rule)),
            index >= cells.count || !cells[index].flags.contains(.piece)
        {
            best.rule = rule
            best.end = index
            best.steps.removeAll(keepingCapacity: true)
            best.steps.append(contentsOf: path)
        }
        guard index < cells.count, index == start || !cells[index].flags.contains(.paragraph),
            node.mask & cells[index].mask != 0
                || node.mask & PatternLexicon.hyphenBit != 0
        else { return }
        budget -= 1
        guard budget > 0 else { return }
        if nodeIndex == 0 {
            extendFromRoot(node.mask & cells[index].mask, index, cells)
            return
        }
        for edge in Int(node.firstEdge)..<Int(node.lastEdge) {
            follow(trie.edges[edge], index, start, cells, isJoined: isJoined)
        }
    }

    /// Follows only those edges of the root that the first cell can take.
    private mutating func extendFromRoot(
        _ shared: ClassMask, _ start: Int, _ cells: UnsafeBufferPointer<PatternCell>
    ) {
        if shared & PatternLexicon.literalBit != 0,
            let edges = trie.rootOfLiteral[cells[start].hash]
        {
            followFromRoot(edges, start, cells)
        }
        if !cells[start].flags.isDisjoint(with: [.hyphenBefore, .dash]) {
            followFromRoot(trie.rootOfHyphen, start, cells)
        }
        var left = shared & ~(PatternLexicon.literalBit | PatternLexicon.hyphenBit)
        while left != 0 {
            followFromRoot(trie.rootOfClass[left.trailingZeroBitCount], start, cells)
            left &= left - 1
        }
    }

    private mutating func followFromRoot(
        _ edges: Range<Int>, _ start: Int, _ cells: UnsafeBufferPointer<PatternCell>
    ) {
        for edge in edges { follow(trie.rootEdges[edge], start, start, cells, isJoined: true) }
    }

    /// Takes one edge where the cell is what it asks for.
    private mutating func follow(
        _ edge: PatternTrie.Edge, _ index: Int, _ start: Int,
        _ cells: UnsafeBufferPointer<PatternCell>, isJoined: Bool
    ) {
        let element = edge.element
        // A piece behind a hyphen is reached by the step for hyphens only.
        if element.kind != .hyphen, !isJoined, cells[index].flags.contains(.hyphenBefore) { return }
        if element.isGlued, cells[index].flags.contains(.spaced) { return }
        var next = index + 1
        var matchedClass: UInt8 = 255
        switch element.kind {
        case .wordClass(let id):
            guard cells[index].mask & 1 << ClassMask(id) != 0 else { return }
            matchedClass = id
        case .literal(let hash):
            guard cells[index].hash == hash else { return }
        case .hyphen:
            if cells[index].flags.contains(.hyphenBefore) {
                next = index
            } else if !cells[index].flags.contains(.dash) {
                return
            }
        }
        if element.test >= 0,
            !words.meets(trie.tests[Int(element.test)], cells[index], matchedClass)
        {
            return
        }
        path.append(
            PatternStep(
                cell: next == index ? -1 : Int32(index), wordClass: matchedClass,
                isContext: element.isContext))
        extend(Int(edge.child), next, start, cells, isJoined: next == index)
        path.removeLast()
    }
}
