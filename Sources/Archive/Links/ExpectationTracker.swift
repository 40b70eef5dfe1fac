import GRDB
import Text

/// Follows announced events: what later reports of the story say of them.
///
/// The file holds what reports say. What the calendar says — a window is over and no report told of it —
/// is added when the state is asked for, because it depends on the day of asking.
struct ExpectationTracker {
    let db: Database
    let story: Int64

    func follow(_ document: LinkDocument, _ family: [LinkDocument]) throws {
        for claim in document.claims where claim.isExpectation {
            try db.cachedStatement(
                sql: """
                    INSERT OR REPLACE INTO expectation(
                      isevent, id, story, firstday, lastday, window, state)
                    VALUES(?, ?, ?, ?, ?, ?, 'open')
                    """
            ).execute(arguments: [
                claim.isEvent, claim.id, story, claim.window?.first, claim.window?.last,
                claim.windowText,
            ])
            for other in family { try apply(other, to: claim, of: document) }
        }
        for other in family {
            for claim in other.claims where claim.isExpectation {
                try apply(document, to: claim, of: other)
            }
        }
    }

    /// Moves an expectation by what a later report says, unless a still later one has moved it.
    private func apply(
        _ report: LinkDocument, to claim: LinkClaim, of announced: LinkDocument
    ) throws {
        guard (report.day ?? 0, report.id) > (announced.day ?? 0, announced.id) else { return }
        var best: (sentence: LinkSentence, state: ExpectationState, score: Double)?
        for sentence in report.sentences {
            guard let state = Self.state(sentence.outcomes) else { continue }
            let shared = claim.features.shared(sentence.features)
            let least = min(claim.features.total, sentence.features.total)
            let score = least > 0 ? shared / least : 0
            if score >= Linker.outcomeThreshold, shared >= 0.5, score > best?.score ?? 0 {
                best = (sentence, state, score)
            }
        }
        guard let best else { return }
        try db.cachedStatement(
            sql: """
                UPDATE expectation SET state = ?, movedby = ?, movedstart = ?, movedend = ?,
                  movedday = ?
                WHERE isevent = ? AND id = ? AND ifnull(movedday, -1) <= ?
                """
        ).execute(arguments: [
            best.state.rawValue, report.id, best.sentence.span.start, best.sentence.span.end,
            report.day ?? 0, claim.isEvent, claim.id, report.day ?? 0,
        ])
    }

    /// What a sentence says of what it is about; nil where it only announces again.
    private static func state(_ outcomes: Set<LinkLexicon.Outcome>) -> ExpectationState? {
        if outcomes.contains(.cancelled) { return .cancelled }
        if outcomes.contains(.missed) { return .missed }
        if outcomes.contains(.met), !outcomes.contains(.planned) { return .met }
        return nil
    }
}
