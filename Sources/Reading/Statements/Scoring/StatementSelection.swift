import Language
import Text

/// Which statements of a sentence stand beside each other.
extension ScoredStatements {
    /// The surest first; what has the words of a surer one as its own is left out.
    func select(_ choices: [Choice]) -> [Choice] {
        guard choices.count > 1 else { return choices }
        let drafts = walk.context.drafts
        let values = choices.map { choice -> Float in
            // A signature leaves no doubt whose words they are.
            if let draft = choice.anchor.draft, drafts[draft].rule == .signature { return 2 }
            return choice.isStatement + (choice.anchor.kind.hasCue ? 0.4 : 0)
        }
        let order = choices.indices.sorted { (values[$1], $0) < (values[$0], $1) }
        var taken: [Int] = []
        for index in order {
            let choice = choices[index]
            let clashes = taken.contains { other in
                let other = choices[other]
                let shared = Self.shared(choice.content, other.content)
                if !choice.anchor.kind.hasCue || !other.anchor.kind.hasCue { return shared > 0 }
                if isInfinitive(choice, of: other) || isInfinitive(other, of: choice) {
                    return true
                }
                if isNested(choice, other) || isNested(other, choice) { return false }
                // Verbs that are coordinated may share their auxiliary.
                return 10 * shared > 3 * (choice.content.length + other.content.length)
                    || choice.anchor.cue.contains(other.anchor.token)
                    || other.anchor.cue.contains(choice.anchor.token)
            }
            if !clashes { taken.append(index) }
        }
        return taken.sorted().map { choices[$0] }
    }

    /// ", adding that": the same speaker goes on.
    func isAdding(_ token: Int) -> Bool {
        !output.verbSecond && text.tokens[token - 1].kind == .comma
            && (text.cueForms(token)?.contains {
                $0.shape == .presentParticiple && text.pack.cues.entries[$0.entry].takesClause
            } ?? false)
    }

    /// A content ends where its verb is coordinated with another that is a cue: "confirmed the meeting | but
    /// denied any failure".
    func upToNext(_ choice: Choice, _ others: [Choice]) -> Choice {
        let tree = walk.tree
        let first = choice.content.first
        guard choice.content.second.isEmpty,
            let next = others.map { $0.anchor.token }.first(where: {
                first.contains($0) && $0 > choice.anchor.token
                    && (Int(tree.heads[$0]) == choice.anchor.token && tree.relations[$0] == .conj
                        || isAdding($0))
            })
        else { return choice }
        var end = next
        // The words between conjunction and verb go with the verb: "but later denied".
        if let word = clampedRange(max(first.lowerBound, next - 3), next).last(where: {
            text.has($0, .conjunction)
        }), !isAdding(next) {
            end = word
        }
        while end > first.lowerBound, tree.isMark(end - 1) { end -= 1 }
        guard end > first.lowerBound else { return choice }
        var cut = choice
        cut.content.first = first.lowerBound..<end
        return cut
    }

    /// A content ends where a statement ends that holds all of it: "expects profits to fall |, Berg told analysts".
    func upToFrame(_ choice: Choice, _ others: [Choice]) -> Choice {
        let first = choice.content.first
        guard choice.content.second.isEmpty,
            let around = others.first(where: {
                let whole = $0.content.first
                return $0.content.second.isEmpty && $0.content.rest.isEmpty
                    && whole.contains(choice.anchor.token) && whole.contains(first.lowerBound)
                    && whole.upperBound <= $0.anchor.token && first.contains($0.anchor.token)
            })
        else { return choice }
        var cut = choice
        cut.content.first = first.lowerBound..<around.content.first.upperBound
        return cut
    }

    /// "declined to comment on it" is one act.
    func isInfinitive(_ inner: Choice, of outer: Choice) -> Bool {
        let tree = walk.tree
        return inner.anchor.kind == .verb && tree.relations[inner.anchor.token] == .xcomp
            && Int(tree.heads[inner.anchor.token]) == outer.anchor.token
            && outer.content.contains(inner.anchor.token)
    }

    /// Whether a statement stands with its cue in the content of another: "said that he had promised to go".
    func isNested(_ inner: Choice, _ outer: Choice) -> Bool {
        outer.content.contains(inner.anchor.token) && !outer.anchor.cue.contains(inner.anchor.token)
            && !inner.content.contains(outer.anchor.token)
            && Self.shared(inner.content, outer.content) == inner.content.length
            && inner.content.length + inner.anchor.cue.count < outer.content.length
    }

    static func shared(_ a: ContentCandidate, _ b: ContentCandidate) -> Int {
        var shared = 0
        for part in a.parts {
            for other in b.parts { shared += part.clamped(to: other).count }
        }
        return shared
    }
}
