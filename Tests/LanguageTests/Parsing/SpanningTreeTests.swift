import TestSupport
import Testing

@testable import Language

@Suite struct SpanningTreeTests {
    /// All trees over few words, to compare with.
    private func bestByTrying(_ count: Int, _ scores: [Float]) -> Float {
        var best = -Float.infinity
        var heads = [Int](repeating: 0, count: count)
        func score() -> Float? {
            guard heads[1...].filter({ $0 == 0 }).count == 1 else { return nil }
            for start in 1..<count {
                var word = start
                var steps = 0
                while word != 0 {
                    word = heads[word]
                    steps += 1
                    if steps > count { return nil }
                }
            }
            return (1..<count).reduce(0) { $0 + scores[$1 * count + heads[$1]] }
        }
        func go(_ word: Int) {
            if word == count {
                if let value = score() { best = max(best, value) }
                return
            }
            for head in 0..<count where head != word {
                heads[word] = head
                go(word + 1)
            }
        }
        go(1)
        return best
    }

    @Test(arguments: 2...5)
    func isATreeWithOneRootAndAlmostAlwaysTheBest(count: Int) {
        var state: UInt64 = 7
        var matches = 0
        for _ in 0..<60 {
            var scores = [Float](repeating: 0, count: count * count)
            for index in scores.indices {
                state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                scores[index] = Float(state >> 40) / 1_000_000
            }
            for word in 0..<count { scores[word * count + word] = -.infinity }
            let heads = SpanningTree.heads(count: count, scores: scores)
            #expect(heads.count == count && heads[0] == -1)
            #expect(heads[1...].filter { $0 == 0 }.count == 1)
            for start in 1..<count {
                var word = start
                var steps = 0
                while word > 0, steps <= count {
                    word = heads[word]
                    steps += 1
                }
                #expect(word == 0)
            }
            let total = (1..<count).reduce(Float(0)) { $0 + scores[$1 * count + heads[$1]] }
            if abs(total - bestByTrying(count, scores)) < 1e-4 { matches += 1 }
        }
        // Which of several roots stays is decided before the rest; that is not always the best.
        #expect(matches >= 50)
    }

    /// Every two neighbours are each other's best head: pairs, then pairs of pairs, and so on.
    @Test func nestedCyclesStayCheap() {
        let count = 1024
        var scores = [Float](repeating: 0, count: count * count)
        for word in 0..<count {
            for head in 0..<count {
                let level =
                    word == 0 || head == 0
                    ? 64 : 64 - (UInt64(word) ^ UInt64(head)).leadingZeroBitCount
                scores[word * count + head] = word == head ? -.infinity : -Float(level)
            }
        }
        var heads: [Int] = []
        // The least of three: other work on the machine takes the caches.
        func least(_ body: () -> Void) -> Double {
            (0..<3).map { _ in processorTime(body) }.min()!
        }
        let all = least { heads = SpanningTree.heads(count: count, scores: scores) }
        #expect(heads[1...].filter { $0 == 0 }.count == 1)
        var few: [Int] = []
        let half = 256
        let part = (0..<half).flatMap { Array(scores[($0 * count)..<($0 * count + half)]) }
        let quarter = least { few = SpanningTree.heads(count: half, scores: part) }
        #expect(few.count == half)
        // Four times the words: 16 times the work if square, 64 times if cubic.
        #expect(all < quarter * 40)
    }

    @Test func packsKeepRowsOfAPositionTogether() {
        let pack = SentencePack(lengths: [4, 2, 1])
        #expect(pack.starts == [0, 3, 5, 6, 7])
        #expect(pack.count == 7)
        #expect(pack.row(1, 1) == 4)
        #expect((0..<4).map(pack.active) == [3, 2, 1, 1])
        let backward = pack.step(2, isBackward: true)
        #expect(backward.first == 3 && backward.rows == 2)
        #expect(backward.before == 5 && backward.continued == 1)
    }
}
