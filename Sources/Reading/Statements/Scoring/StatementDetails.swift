import Language
import Text

/// What completes a statement that was chosen: its form, rule, addressee and frame.
extension ScoredStatements {
    /// What stands before the verb of a main clause is one phrase where the verb comes second: a source
    /// that opens the sentence goes up to it ("Anna Berg vom Amt | sagte").
    func upToVerb(_ source: Range<Int>, _ choice: Choice) -> Range<Int> {
        let tree = walk.tree
        let high = source.upperBound
        guard output.verbSecond, source.lowerBound == walk.context.tokens.lowerBound,
            let verb = choice.anchor.cue.first(where: tree.isFinite), verb > high,
            verb - high < 9, text.has(high, .preposition), !choice.content.contains(high),
            !(high..<verb).contains(where: {
                tree.isMark($0) || tree.universal[$0] == .verb || text.has($0, [.weekday, .month])
                    || choice.content.contains($0)
            })
        else { return source }
        return source.lowerBound..<verb
    }

    /// "nannte den Plan": an accusative is what is spoken of, where the verb takes nobody in that case.
    func isObject(_ phrase: Range<Int>, of anchor: Anchor) -> Bool {
        guard output.verbSecond, let index = anchor.entry else { return false }
        let entry = text.pack.cues.entries[index]
        let head = walk.sources.head(of: phrase)
        return !entry.takesAddressee && !entry.takesObject
            && walk.tree.morphology[head].grammaticalCase == .accusative
    }

    /// Of the entries of a verb the one that has such a content: "called on him to go", "called it dull".
    func fitting(_ entry: Int, _ content: ContentCandidate, of anchor: Anchor) -> Int {
        let entries = text.pack.cues.entries
        let found = entries[entry]
        guard found.kind == .verb, found.takesInfinitive, !found.takesNoun, !found.takesClause,
            !content.parts.contains(where: { $0.contains { text.has($0, .infinitiveMarker) } }),
            let forms = text.cueForms(anchor.token)
        else { return entry }
        return forms.map(\.entry).first {
            entries[$0].kind == .verb && entries[$0].particle == found.particle
                && (entries[$0].takesNoun || entries[$0].takesQuotation)
        } ?? entry
    }

    func form(_ choice: Choice, _ ruleDraft: Draft?) -> Statement.Form {
        if choice.content.kind == .rule, let ruleDraft { return ruleDraft.form }
        let form = output.form(of: choice.content.parts)
        return choice.content.kind == .object && form != .direct ? .reported : form
    }

    func rule(_ choice: Choice, _ ruleDraft: Draft?) -> Rule {
        switch choice.content.kind {
        case .rule: return ruleDraft?.rule ?? .contentBehind
        case .object:
            return output.form(of: choice.content.parts) == .direct ? .quotedWords : .reportedAct
        case .own, .goesOn:
            return choice.anchor.kind == .quotation ? .ownQuotation : .freeIndirect
        default: break
        }
        switch choice.anchor.kind {
        case .preposition, .postposition: return .sourcePhrase
        case .noun, .unlistedNoun: return .nounOfSaying
        case .adverb: return .quotative
        case .colon: return .colon
        default:
            return choice.content.first.lowerBound < choice.anchor.token
                ? .contentBefore : .contentBehind
        }
    }

    /// To whom it was said: an object of the cue that is somebody, outside of content and source.
    func addressee(_ choice: Choice, _ draft: Draft) -> Range<Int>? {
        guard choice.anchor.kind == .verb, let index = choice.anchor.entry else { return nil }
        let entry = text.pack.cues.entries[index]
        let tree = walk.tree
        let token = tree.child(choice.anchor.token) { child, relation in
            switch relation {
            case .iobj:
                // "nannte den Plan": whoever is spoken to stands in the dative.
                guard
                    entry.takesAddressee || !output.verbSecond
                        || tree.morphology[child].grammaticalCase != .accusative
                else { return false }
            case .argument:
                guard tree.morphology[child].grammaticalCase == .dative else { return false }
            case .obj: guard entry.takesAddressee || entry.takesObject else { return false }
            case .obl:
                guard
                    tree.child(
                        child,
                        where: { word, relation in
                            relation == .adposition
                                && text.pack.media.isAddresseePreposition(text.tokens[word].hash)
                        }) != nil
                else { return false }
            default: return false
            }
            return tree.isSomebody(child)
                && !choice.content.contains(child) && !(draft.source?.contains(child) ?? false)
                && !text.has(child, [.weekday, .month])
        }
        return token.map { walk.sources.phrase($0, walk.context.tokens) }
    }

    /// The words around the cue up to the content; of a phrase with a preposition only the phrase.
    func frame(_ choice: Choice, _ draft: Draft) -> [Range<Int>] {
        let anchor = choice.anchor
        guard anchor.kind.hasCue else { return [] }
        if !choice.content.frame.isEmpty { return [choice.content.frame] }
        var low = anchor.token
        var high = anchor.token + 1
        let sentence = walk.context.tokens
        switch anchor.kind {
        case .preposition, .postposition, .noun, .unlistedNoun:
            for range in draft.cue + [draft.source].compactMap({ $0 })
            where sentence.contains(range.lowerBound) {
                low = min(low, range.lowerBound)
                high = max(high, range.upperBound)
            }
        default:
            while low > sentence.lowerBound, !choice.content.contains(low - 1) { low -= 1 }
            while high < sentence.upperBound, !choice.content.contains(high) { high += 1 }
        }
        return [output.trimmed(low..<high)]
    }
}
