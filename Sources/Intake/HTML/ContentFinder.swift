/// Finds the element that holds the main text.
///
/// Each element is weighed by its prose minus its links and other short text: the densest large element wins,
/// as in Finn, Kushmerick and Smyth, "Fact or fiction" (2001), where text and tags are weighed. Names and tags
/// that say "this is the article" count as a bonus, never as proof.
struct ContentFinder {
    let page: PageAnalysis
    /// Prose that the structured data of the page has too, by node; empty where there is none.
    let confirmed: [Int32]

    /// The elements with the main text, in reading order; empty where the page has no prose.
    func roots() -> [Int] {
        let tree = page.tree
        guard let all = page.prose.first, all > 0 else { return [] }
        let total = confirmed.isEmpty ? all : max(confirmed[0], 1)
        var best = -1
        var bestScore = 0.0
        var articles = countArticles()
        for node in tree.nodes.indices where tree.isElement(node) && !page.isLeftOut[node] {
            let prose = confirmed.isEmpty ? page.prose[node] : confirmed[node]
            guard prose * 8 > total else { continue }
            let score = score(node, prose: Double(prose), articles: articles[node])
            // The later of two equal ones is the smaller: it stands inside.
            if score >= bestScore * 0.999 {
                bestScore = score
                best = node
            }
        }
        articles = []
        guard best >= 0 else { return [] }
        return joined(best)
    }

    /// How many `article` elements stand below each node.
    private func countArticles() -> [Int32] {
        let tree = page.tree
        var count = Array(repeating: Int32(0), count: tree.nodes.count)
        for node in tree.nodes.indices.reversed() where !page.isLeftOut[node] {
            let parent = Int(tree.nodes[node].parent)
            guard parent >= 0 else { continue }
            count[parent] += count[node] + (page.tag(node) == .article ? 1 : 0)
        }
        return count
    }

    private func score(_ node: Int, prose: Double, articles: Int32) -> Double {
        let text = Double(page.textLength[node])
        let other = max(text - Double(page.prose[node]), 0)
        let foreign = max(Double(page.prose[node]) - prose, 0)
        var score = prose - 0.35 * Double(page.linkLength[node]) - 0.2 * other - 0.5 * foreign
        if articles > 1 { score *= 0.85 }
        let hints = page.hints[node]
        let tag = page.tag(node)
        if hints.contains(.body) {
            score *= 1.4
        } else if hints.contains(.subject), hints.contains(.content) {
            score *= 1.25
        } else if tag == .article {
            score *= 1.25
        } else if tag == .main || hints.contains(.content) {
            score *= 1.1
        }
        switch tag {
        case .html, .body: score *= 0.9
        // A single paragraph is no article while its parent has more of them.
        case .p, .li, .td, .blockquote: score *= 0.7
        default: break
        }
        if hints.contains(.foreign) || hints.contains(.addition) { score *= 0.5 }
        return score
    }

    /// The element, or all its fellows where the text was cut into several of them: the same tag and class, the
    /// same parent, prose in each.
    private func joined(_ best: Int) -> [Int] {
        let tree = page.tree
        let parent = Int(tree.nodes[best].parent)
        guard parent >= 0, page.tag(best) != .article, let name = tree.attribute(.class, of: best)
        else {
            return [best]
        }
        let fellows = tree.children(of: parent).filter {
            tree.nodes[$0].tag == tree.nodes[best].tag && !page.isLeftOut[$0]
                && tree.attribute(.class, of: $0) == name
                && ($0 == best || (page.prose[$0] > 0 && page.linkDensity($0) < 0.25))
        }
        return fellows.isEmpty ? [best] : fellows
    }
}

/// The five-word pieces of a text, to tell whether another text has the same words.
struct WordPieces {
    private var pieces: Set<UInt64> = []
    static let width = 4

    var isEmpty: Bool { pieces.isEmpty }
    var count: Int { pieces.count }

    init(_ text: String) { Self.each(in: text) { pieces.insert($0) } }

    /// The part of the pieces of `text` that are here too.
    func share(of text: String) -> Double {
        var all = 0
        var known = 0
        Self.each(in: text) {
            all += 1
            if pieces.contains($0) { known += 1 }
        }
        return all == 0 ? 0 : Double(known) / Double(all)
    }

    /// FNV-1a over the letters and digits of `width` words, folded to lower case in ASCII.
    private static func each(in text: String, do body: (UInt64) -> Void) {
        var window: [UInt64] = []
        var hash = Fingerprint.empty
        var isInWord = false
        var words = 0
        func close() {
            words += 1
            window.append(hash)
            if window.count > width { window.removeFirst() }
            if window.count == width {
                var sum: UInt64 = 0
                for (index, word) in window.enumerated() {
                    sum = sum &* Fingerprint.prime &+ word &+ UInt64(index)
                }
                body(sum)
            }
            hash = Fingerprint.empty
            isInWord = false
        }
        for byte in text.utf8 {
            let isWord =
                byte >= 0x80 || (byte >= 0x30 && byte <= 0x39)
                || ((byte | 0x20) >= 0x61 && (byte | 0x20) <= 0x7A)
            if isWord {
                hash = Fingerprint.adding(byte < 0x80 ? byte | 0x20 : byte, to: hash)
                isInWord = true
            } else if isInWord {
                close()
            }
        }
        if isInWord { close() }
        if words > 0, words < width {
            var sum: UInt64 = UInt64(words)
            for word in window { sum = sum &* Fingerprint.prime &+ word }
            body(sum)
        }
    }
}
