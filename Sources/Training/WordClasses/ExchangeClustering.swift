import Foundation
import Language

/// Learns classes of words from raw text: words that stand between the same classes get one.
///
/// The exchange algorithm for bigrams (Martin, Liermann and Ney 1998): each word in turn moves to the
/// class that makes the text most likely, until the rounds are over. Deterministic.
public struct ExchangeClustering {
    /// A word, its class from 1 on, and how often it was seen.
    public struct Row: Sendable {
        public var word: String
        public var number: Int
        public var count: Int
    }

    /// The class of the edges of sentences and of rare words.
    private static let edge = 0
    private static let rare = 1

    private let words: [String]
    private let counts: [Int]
    /// For each word its neighbours to the left and to the right, with counts; -1 is the edge, -2 a rare
    /// word.
    private let left: [[(word: Int, count: Int)]]
    private let right: [[(word: Int, count: Int)]]
    private var classes: [Int]
    private var pairs: [[Int]]
    private var leftTotals: [Int]
    private var rightTotals: [Int]
    private let classCount: Int

    /// - Parameters:
    ///   - sentences: the text; figures in words must be written as 0 already.
    ///   - classCount: how many classes are learned.
    ///   - minimum: words seen more rarely get no class.
    public init(_ sentences: [[String]], classCount: Int, minimum: Int) {
        var seen: [String: Int] = [:]
        for sentence in sentences { for word in sentence { seen[word, default: 0] += 1 } }
        let words = seen.filter { $0.value >= minimum }
            .sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map(\.key)
        let ids = Dictionary(uniqueKeysWithValues: words.enumerated().map { ($1, $0) })
        var pairs: [Int64: Int] = [:]
        for sentence in sentences {
            var last = -1
            for id in sentence.map({ ids[$0] ?? -2 }) + [-1] {
                pairs[Int64(last + 2) << 32 | Int64(id + 2), default: 0] += 1
                last = id
            }
        }
        var left = [[(word: Int, count: Int)]](repeating: [], count: words.count)
        var right = left
        for (key, count) in pairs.sorted(by: { $0.key < $1.key }) {
            let first = Int(key >> 32) - 2
            let second = Int(key & 0xFFFF_FFFF) - 2
            if first >= 0 { right[first].append((second, count)) }
            if second >= 0 { left[second].append((first, count)) }
        }
        self.words = words
        counts = words.map { seen[$0]! }
        self.left = left
        self.right = right
        self.classCount = classCount + 2
        classes = words.indices.map { 2 + $0 % classCount }
        self.pairs = Array(
            repeating: Array(repeating: 0, count: classCount + 2), count: classCount + 2)
        leftTotals = Array(repeating: 0, count: classCount + 2)
        rightTotals = leftTotals
        for (key, count) in pairs {
            let first = number(Int(key >> 32) - 2)
            let second = number(Int(key & 0xFFFF_FFFF) - 2)
            self.pairs[first][second] += count
            leftTotals[first] += count
            rightTotals[second] += count
        }
    }

    private func number(_ word: Int) -> Int {
        word >= 0 ? classes[word] : word == -1 ? Self.edge : Self.rare
    }

    /// Moves words for some rounds and gives the result, the most frequent word first.
    public mutating func run(rounds: Int) -> [Row] {
        for _ in 0..<rounds {
            var moved = 0
            for word in words.indices where move(word) { moved += 1 }
            if moved == 0 { break }
        }
        return words.indices.map {
            Row(word: words[$0], number: classes[$0] - 1, count: counts[$0])
        }
    }

    /// Moves a word to its best class; whether that is another one.
    private mutating func move(_ word: Int) -> Bool {
        let own = classes[word]
        var before = [Int](repeating: 0, count: classCount)
        var behind = before
        var itself = 0
        for (other, count) in left[word] where other != word { before[number(other)] += count }
        for (other, count) in right[word] {
            if other == word { itself += count } else { behind[number(other)] += count }
        }
        let befores = before.indices.filter { before[$0] > 0 }
        let behinds = behind.indices.filter { behind[$0] > 0 }
        change(own, befores, behinds, before, behind, itself, by: -1)
        var best = own
        var most = -Double.infinity
        for candidate in 2..<classCount {
            var gain = 0.0
            for other in befores where other != candidate {
                gain += rise(pairs[other][candidate], before[other])
            }
            for other in behinds where other != candidate {
                gain += rise(pairs[candidate][other], behind[other])
            }
            gain += rise(
                pairs[candidate][candidate], itself + before[candidate] + behind[candidate])
            gain -= rise(leftTotals[candidate], counts[word])
            gain -= rise(rightTotals[candidate], counts[word])
            if gain > most + 1e-9 {
                most = gain
                best = candidate
            }
        }
        classes[word] = best
        change(best, befores, behinds, before, behind, itself, by: 1)
        return best != own
    }

    private mutating func change(
        _ own: Int, _ befores: [Int], _ behinds: [Int], _ before: [Int], _ behind: [Int],
        _ itself: Int, by sign: Int
    ) {
        var total = itself
        for other in befores { pairs[other][own] += sign * before[other] }
        for other in behinds {
            pairs[own][other] += sign * behind[other]
            total += behind[other]
        }
        pairs[own][own] += sign * itself
        leftTotals[own] += sign * total
        rightTotals[own] += sign * (itself + befores.reduce(0) { $0 + before[$1] })
    }

    /// The rise of x log x.
    private func rise(_ value: Int, _ step: Int) -> Double {
        func entropy(_ value: Int) -> Double { value > 1 ? Double(value) * log(Double(value)) : 0 }
        return step == 0 ? 0 : entropy(value + step) - entropy(value)
    }
}

/// The sentences of annotated files, their words only.
public enum RawText {
    /// Reads files of one word a line, in the second column of CoNLL-U or in the first of others; figures
    /// become 0.
    /// - Throws: `DataError.missing` where one cannot be read.
    public static func sentences(_ paths: [String]) throws -> [[String]] {
        var sentences: [[String]] = []
        for path in paths {
            guard let data = FileManager.default.contents(atPath: path) else {
                throw DataError.missing(path: path)
            }
            var sentence: [String] = []
            for raw in data.split(separator: 10, omittingEmptySubsequences: false) {
                let fields = raw.split(whereSeparator: { $0 == 9 || $0 == 32 })
                if fields.isEmpty {
                    if !sentence.isEmpty { sentences.append(sentence) }
                    sentence = []
                    continue
                }
                guard fields[0].first != UInt8(ascii: "#") || fields.count == 2 else { continue }
                let hasTree = fields.count > 6
                if hasTree, !fields[0].allSatisfy({ $0 >= 0x30 && $0 <= 0x39 }) { continue }
                let word = fields[hasTree ? 1 : 0].map { $0 >= 0x30 && $0 <= 0x39 ? 0x30 : $0 }
                sentence.append(String(decoding: word, as: UTF8.self))
            }
            if !sentence.isEmpty { sentences.append(sentence) }
        }
        return sentences
    }
}
