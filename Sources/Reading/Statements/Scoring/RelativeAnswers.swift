import Language
import Text

/// Denials and confirmations that hang on what they answer: "a charge that Tehran has denied", "an allegation denied
/// by Tehran".
extension ScoredStatements {
    /// The statement of a verb in a relative clause, with the noun or pronoun before it as what is answered.
    func relativeAnswer(_ anchor: Anchor) -> Choice? {
        guard anchor.kind == .verb, let entry = anchor.entry,
            text.pack.cues.entries[entry].deniesOrConfirms, let content = answered(anchor.token),
            !walk.tree.hasNegation(below: anchor.token)
        else { return nil }
        return Choice(
            anchor: anchor, content: ContentCandidate(kind: .object, first: content),
            isStatement: 1, score: 1)
    }

    private func answered(_ verb: Int) -> Range<Int>? {
        let tree = walk.tree
        let head = Int(tree.heads[verb])
        let subject = tree.child(verb) { child, relation in
            relation == .nsubj && child < verb && !text.has(child, .relativePronoun)
        }
        let object = tree.child(verb) { _, relation in relation == .obj }
        let isRelative = object.map { text.has($0, .relativePronoun) } ?? false
        switch tree.relations[verb] {
        case .acl, .relativeClause:
            if head >= 0, head < verb {
                let isPassive = tree.child(verb) { _, relation in relation == .agent } != nil
                let isActive =
                    tree.relations[verb] == .relativeClause && subject != nil
                    && (object == nil || isRelative)
                if isPassive || isActive, let phrase = apposed(head) { return phrase }
            }
        default:
            // "a claim Tehran denies", where the parser makes one clause of it
            if let object, let subject, object < subject, object + 1 == Int(tree.left[subject]),
                let phrase = apposed(object)
            {
                return phrase
            }
        }
        // "which Tehran denied", "was Teheran bestreitet"
        guard let object, isRelative, let subject, object < subject, object > 0,
            !text.has(object, .article), text.tokens[object - 1].kind == .comma
        else { return nil }
        return object..<object + 1
    }

    /// A noun with what stands before it, where a comma sets it off: ", a charge".
    private func apposed(_ noun: Int) -> Range<Int>? {
        let tree = walk.tree
        guard tree.universal[noun] == .noun,
            tree.child(noun, where: { _, relation in relation == .adposition }) == nil
        else { return nil }
        let phrase = tree.trimmed(Int(tree.left[noun])..<noun + 1)
        guard !phrase.isEmpty, phrase.count <= 6, phrase.lowerBound > 0,
            text.tokens[phrase.lowerBound - 1].kind == .comma
        else { return nil }
        return phrase
    }

    /// A content ends where somebody's answer to it hangs on: "accused Iran of attacking it |, which Tehran denied".
    func upToAnswer(_ choice: Choice, _ others: [Choice]) -> Choice {
        let first = choice.content.first
        guard choice.content.second.isEmpty,
            let answer = others.first(where: { other in
                let words = other.content.first
                guard words.lowerBound > first.lowerBound, words.upperBound < first.upperBound,
                    first.contains(other.anchor.token), other.anchor.token > words.lowerBound,
                    text.tokens[words.lowerBound - 1].kind == .comma,
                    let entry = other.anchor.entry
                else { return false }
                return text.pack.cues.entries[entry].deniesOrConfirms
                    && (other.content.kind == .object
                        || text.has(words.lowerBound, .relativePronoun))
            })
        else { return choice }
        let rest = walk.tree.trimmed(first.lowerBound..<answer.content.first.lowerBound)
        guard !rest.isEmpty else { return choice }
        var cut = choice
        cut.content.first = rest
        return cut
    }
}
