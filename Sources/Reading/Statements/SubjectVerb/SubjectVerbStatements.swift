import Language
import Text

/// Cue verbs of languages whose verb stands behind its subject.
extension StatementRules {
    mutating func applySubjectVerb(_ cue: Cue) -> Int? {
        let entry = text.pack.cues.entries[cue.entry]
        let previous = state.drafts[firstDraft...].last?.source
        let clause = SubjectVerbClause(
            text: text, sentence: sentence, quotationAt: quotationAt, contentEnd: contentEnd,
            previous: previous)
        guard let found = clause.read(cue, entry) else {
            guard cue.chained > 0 else { return nil }
            var alone = cue
            alone.tokens.removeLast(cue.chained)
            alone.chained = 0
            return applySubjectVerb(alone)
        }
        let segment = sentence.segments[cue.segment]
        var draft = Draft(
            form: form(of: found.content), act: act(cue.entry), source: found.source,
            antecedent: found.antecedent, addressee: found.addressee, cue: cue.ranges,
            content: found.content, frame: [segment],
            rule: found.isBefore ? .contentBefore : .contentBehind,
            lemma: entry.lemma)
        let isInfinitive = text.has(found.content[0].lowerBound, .infinitiveMarker)
        if draft.form == .indirect, found.isNominal || draft.act.isCommitment && isInfinitive {
            draft.form = .reported
        }
        draft.isImpersonal = found.isImpersonal
        draft.sharesFrame = found.source != nil && found.source == previous
        add(draft)
        return draft.content.map(\.upperBound).max()
    }
}
