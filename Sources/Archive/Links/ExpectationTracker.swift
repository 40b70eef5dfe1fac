import GRDB
import Text

/// Follows announced events: what later reports of the story say of them.
///
/// The file holds what reports say. What the calendar says — a window is over and no report told of it —
/// is added when the state is asked for, because it depends on the day of asking.
struct ExpectationTracker {
    let db: Database
    let story: Int64

    /// Two announcements whose windows meet are one from this overlap on.
    private static let sameWindowThreshold = 0.45

    func follow(_ document: LinkDocument, _ family: [LinkDocument]) throws {
        var earlier: [LinkClaim] = []
        for claim in document.expectations {
            let insert = try RawStatement(
                db,
                """
                INSERT OR REPLACE INTO expectation(
                  isevent, id, story, firstday, lastday, window, state)
                VALUES(?, ?, ?, ?, ?, ?, 'open')
                """)
            insert.bind(1, claim.isEvent ? 1 : 0)
            insert.bind(2, claim.id)
            insert.bind(3, story)
            insert.bind(4, claim.window?.first)
            insert.bind(5, claim.window?.last)
            insert.bind(6, claim.windowText)
            try insert.run()
            for other in family { try apply(other, to: claim, of: document) }
            try group(claim, of: document, earlier, family)
            earlier.append(claim)
        }
        for other in family {
            for claim in other.expectations {
                try apply(document, to: claim, of: other)
            }
        }
    }

    // MARK: One expectation of several reports

    /// Puts an announcement with the one that it repeats, of this report or another of the story.
    private func group(
        _ claim: LinkClaim, of document: LinkDocument, _ earlier: [LinkClaim],
        _ family: [LinkDocument]
    ) throws {
        var best: (claim: LinkClaim, score: Double)?
        for other in earlier + family.flatMap(\.expectations) {
            let score = Self.sameness(claim, other)
            if score > best?.score ?? 0, try !isOver(other, before: document.day) {
                best = (other, score)
            }
        }
        guard let same = best?.claim else { return }
        let find = try RawStatement(
            db,
            """
            SELECT ifnull(h.isevent, x.isevent), ifnull(h.id, x.id),
              CASE WHEN h.id IS NULL THEN x.window ELSE h.window END IS NOT NULL
            FROM expectation x
            LEFT JOIN expectation h ON h.isevent = x.headisevent AND h.id = x.head
            WHERE x.isevent = ? AND x.id = ?
            """)
        find.bind(1, same.isEvent ? 1 : 0)
        find.bind(2, same.id)
        guard let row = try find.firstIntegers(3) else { return }
        let head = Row(isEvent: row[0] != 0, id: row[1])
        let own = Row(isEvent: claim.isEvent, id: claim.id)
        guard head != own else { return }
        let hasWindow = row[2] != 0
        if head.isEvent, !own.isEvent {
            // A statement stands for an event, unless it would lose the window.
            if claim.window != nil || !hasWindow { try put(head, under: own) }
        } else if claim.window != nil, !hasWindow, own.isEvent == head.isEvent {
            try put(head, under: own)
        } else {
            try put(own, under: head)
        }
    }

    private struct Row: Equatable {
        var isEvent: Bool
        var id: Int64
    }

    /// A row and those that it stood for.
    private func put(_ row: Row, under head: Row) throws {
        let update = try RawStatement(
            db,
            """
            UPDATE expectation SET headisevent = ?, head = ?
            WHERE (isevent = ? AND id = ?) OR (headisevent = ? AND head = ?)
            """)
        update.bind(1, head.isEvent ? 1 : 0)
        update.bind(2, head.id)
        for place: Int32 in [3, 5] {
            update.bind(place, row.isEvent ? 1 : 0)
            update.bind(place + 1, row.id)
        }
        try update.run()
    }

    /// How much two announcements share where they can be of one happening; 0 where not.
    private static func sameness(_ first: LinkClaim, _ second: LinkClaim) -> Double {
        guard min(first.features.total, second.features.total) >= 2 else { return 0 }
        var threshold = Linker.repeatThreshold
        if let own = first.window, let other = second.window {
            guard own.first <= other.last, other.first <= own.last else { return 0 }
            threshold = sameWindowThreshold
        }
        let overlap = first.features.overlap(second.features)
        return overlap >= threshold ? overlap : 0
    }

    /// Whether an expectation had ended when a report came: what is announced after that is another.
    private func isOver(_ claim: LinkClaim, before day: Int?) throws -> Bool {
        let find = try RawStatement(
            db, "SELECT ifnull(movedday, 9999999) FROM expectation WHERE isevent = ? AND id = ?")
        find.bind(1, claim.isEvent ? 1 : 0)
        find.bind(2, claim.id)
        guard let moved = try find.firstInteger() else { return true }
        return moved < Int64(day ?? 0)
    }

    // MARK: What became of it

    /// Moves an expectation by what a later report says, unless a still later one has moved it.
    private func apply(
        _ report: LinkDocument, to claim: LinkClaim, of announced: LinkDocument
    ) throws {
        guard (report.day ?? 0, report.id) > (announced.day ?? 0, announced.id) else { return }
        var best: (sentence: LinkSentence, score: Double)?
        for sentence in report.endings {
            let shared = claim.features.shared(sentence.features)
            let least = min(claim.features.total, sentence.features.total)
            let score = least > 0 ? shared / least : 0
            if score >= Linker.outcomeThreshold, shared >= 0.5, score > best?.score ?? 0 {
                best = (sentence, score)
            }
        }
        guard let best else { return }
        let update = try RawStatement(
            db,
            """
            UPDATE expectation SET state = ?, movedby = ?, movedstart = ?, movedend = ?,
              movedday = ?5
            WHERE isevent = ? AND id = ? AND ifnull(movedday, -1) <= ?5
            """)
        update.bind(1, best.sentence.state.rawValue)
        update.bind(2, report.id)
        update.bind(3, best.sentence.span.start)
        update.bind(4, best.sentence.span.end)
        update.bind(5, report.day ?? 0)
        update.bind(6, claim.isEvent ? 1 : 0)
        update.bind(7, claim.id)
        try update.run()
    }
}
