import Language
import Text

/// What a chosen content has to pass, and what puts it right.
extension ScoredStatements {
    /// Whether a content is a title or name in quotation marks, and nothing that is said: "the play “No
    /// Way Back”". A name has no clause mark and no verb, and its longer words begin with capitals.
    /// Verbs of naming take names from somebody; where nobody names, it is a name: "is called “Dyke Lane”".
    func isNaming(
        _ anchor: Anchor, _ content: ContentCandidate, hasSource: Bool
    ) -> Bool {
        // Where all nouns have capitals they tell nothing.
        guard !output.verbSecond else { return false }
        guard content.kind != .around, content.kind != .quotationAround else {
            return false
        }
        if hasSource, let index = anchor.entry {
            let entry = text.pack.cues.entries[index]
            if entry.takesNoun && entry.takesQuotation { return false }
        }
        return content.parts.contains { isName(in: $0, content.kind) }
    }

    func isName(in words: Range<Int>, _ kind: ContentCandidate.Kind) -> Bool {
        let tree = walk.tree
        guard let open = words.first(where: { text.tokens[$0].kind == .openQuote }),
            !words.prefix(open - words.lowerBound).contains(where: tree.isFinite),
            open > 0, !text.tokens[open - 1].kind.isClauseMark,
            text.tokens[open - 1].kind == .word || kind == .own,
            output.quotationAt[open] >= 0
        else { return false }
        let quotation = text.quotations[Int(output.quotationAt[open])].tokens
        let quoted = quotation.dropFirst().dropLast()
        guard let first = quoted.first, quoted.count <= 8, text.tokens[first].isCapitalised else {
            return false
        }
        return quoted.allSatisfy { token in
            let row = text.tokens[token]
            return row.kind == .word && !tree.isFinite(token)
                && (row.isCapitalised || row.end - row.start < 5) || row.kind == .number
        }
    }

    /// Whether words are the name of a country or its seat of government and no more.
    func isCountry(_ words: Range<Int>) -> Bool {
        guard let start = words.first(where: { !text.has($0, .article) }),
            let match = text.pack.countries.match(text.tokens, at: start, limit: words.upperBound)
        else { return false }
        return match.kind != .adjective && start + match.length == words.upperBound
    }

    /// The content that a rule took, where the chosen one is the same without its first words: a tree
    /// that gives the subject to the wrong verb cuts them off.
    func whole(_ best: Int) -> Int? {
        let chosen = walk.contents[best]
        return walk.contents.indices.first {
            guard walk.contents[$0].kind == .rule else { return false }
            let other = walk.contents[$0]
            return scores[$0] >= 0.1 * scores[best]
                && other.parts.count == chosen.parts.count
                && other.parts.last?.upperBound == chosen.parts.last?.upperBound
                && (1...3).contains(chosen.first.lowerBound - other.first.lowerBound)
        }
    }

    /// Both parts of a quotation that its frame splits: “No,” she said, “not today.” The first part ends no
    /// sentence, and the second goes on behind a comma.
    func split(_ best: Int, _ anchor: Anchor) -> Int? {
        let chosen = walk.contents[best]
        guard anchor.kind.hasCue, chosen.second.isEmpty else { return nil }
        return walk.contents.indices.first {
            let kind = walk.contents[$0].kind
            guard kind == .quotationAround || kind == .rule else { return false }
            let both = walk.contents[$0]
            guard both.rest.isEmpty, !both.second.isEmpty,
                text.tokens[both.first.lowerBound].kind == .openQuote,
                text.tokens[both.second.lowerBound].kind == .openQuote,
                chosen.first == both.first || chosen.first == both.second,
                both.second.lowerBound > both.first.upperBound,
                text.tokens[both.second.lowerBound - 1].kind == .comma,
                both.first.count > 2
            else { return false }
            let last = text.tokens[both.first.upperBound - 2].kind
            let isOpen =
                last == .comma
                || text.tokens[both.first.upperBound].kind == .comma
                    && last != .sentenceEnd
            // Nothing but the frame stands between.
            return isOpen
                && (both.first.upperBound..<both.second.lowerBound).filter {
                    text.tokens[$0].kind.isClauseMark
                }.count <= 2
        }
    }
}
