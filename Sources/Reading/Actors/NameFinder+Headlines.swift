import Language
import Text

/// Names in headlines that write all words with capitals: "Carson Slams Clinton".
extension NameFinder {
    /// Takes of what looks like the name of one person in such a headline only the names that the rest of the text knows.
    /// - Complexity: O(n).
    func withoutHeadlineWords(_ found: [NameMention]) -> [NameMention] {
        guard wordOrder == .subjectVerb, !text.analysis.universalTags.isEmpty else {
            return found
        }
        let headlines = text.sentences.map(\.tokens).filter(isHeadline)
        guard !headlines.isEmpty else { return found }
        let isInHeadline = { (name: Range<Int>) in
            headlines.contains { $0.contains(name.lowerBound) }
        }
        var known = KnownPeople()
        for mention in found where !isInHeadline(mention.tokens) {
            guard case .person = mention.kind else { continue }
            known.add(mention.tokens.map { text.tokens[$0].hash })
        }
        guard !known.words.isEmpty else { return found }
        return found.flatMap { mention -> [NameMention] in
            guard mention.tokens.count > 1, isInHeadline(mention.tokens) else { return [mention] }
            var isPerson = false
            switch mention.kind {
            case .person: isPerson = true
            case .organization(nil): break
            default: return [mention]
            }
            var names = known.names(in: mention.tokens.map { text.tokens[$0].hash })
            if !isPerson {
                // "Marine Le Pen Backs", but not "Donald Trump Foundation"
                names.removeAll { $0.count < 2 }
                if mention.tokens.contains(where: { text.has($0, .organizationNoun) }) {
                    return [mention]
                }
            }
            let start = mention.tokens.lowerBound
            let isLeftOut = { (token: Int) in !names.contains { $0.contains(token - start) } }
            guard !names.isEmpty,
                !mention.tokens.contains(where: { isLeftOut($0) && isGivenName($0) })
            else { return [mention] }
            return names.map { name in
                var part = mention
                part.kind = .person
                part.tokens = start + name.lowerBound..<start + name.upperBound
                if name.lowerBound > 0 { part.role = nil }
                return part
            }
        }
    }

    /// Whether all nouns, verbs and adjectives begin with a capital, and there are some.
    private func isHeadline(_ sentence: Range<Int>) -> Bool {
        var count = 0
        for token in sentence
        where text.tokens[token].kind == .word
            && [.noun, .properNoun, .verb, .adjective].contains(
                text.analysis.universalTags[token])
        {
            guard text.tokens[token].isCapitalised else { return false }
            count += 1
        }
        return count > 3
    }
}

/// The people whom a text names outside its headlines.
private struct KnownPeople {
    private var full: Set<[UInt64]> = []
    /// The first and the last words of their names.
    private(set) var words: Set<UInt64> = []

    mutating func add(_ name: [UInt64]) {
        if name.count > 1 { full.insert(name) }
        words.formUnion([name[0], name[name.count - 1]])
    }

    /// Where such names stand in a row of words, the longest first.
    func names(in row: [UInt64]) -> [Range<Int>] {
        var found: [Range<Int>] = []
        var start = 0
        while start < row.count {
            let end = (start + 1...row.count).last { end in
                end == start + 1
                    ? words.contains(row[start]) : full.contains(Array(row[start..<end]))
            }
            if let end { found.append(start..<end) }
            start = end ?? start + 1
        }
        return found
    }
}
