import Foundation
import GRDB
import Text

extension Snapshot {
    /// Stories, the one with the newest report first. A query limits them to those of the documents that
    /// it finds.
    public func stories(
        _ query: Query = Query(), page: PageRequest = PageRequest()
    ) throws -> Page<StoryRecord> {
        let offset = Int(page.cursor ?? "0") ?? 0
        let (filter, arguments) = try storyFilter(query)
        let ids = try Int64.fetchAll(
            db,
            sql: """
                SELECT d.story FROM document d WHERE d.story IS NOT NULL\(filter)
                GROUP BY d.story HAVING count(*) > 1
                ORDER BY max(ifnull(d.lastday, 0)) DESC, d.story DESC
                LIMIT \(page.limit + 1) OFFSET \(offset)
                """, arguments: arguments)
        return Page(
            rows: try ids.prefix(page.limit).map(story),
            next: ids.count > page.limit ? String(offset + page.limit) : nil)
    }

    /// A story by the id of its first document.
    /// - Throws: `ArchiveError.unknown`.
    public func story(_ id: String) throws -> StoryRecord {
        guard let row = try storyRow(id) else {
            throw ArchiveError.unknown(what: "story", name: id)
        }
        return try story(row)
    }

    private func story(_ row: Int64) throws -> StoryRecord {
        let documents = try DocumentRow.fetchAll(
            db,
            sql: """
                SELECT \(DocumentRow.columns) FROM document d WHERE d.story = ? AND d.islatest = 1
                ORDER BY ifnull(d.firstday, 0), d.id LIMIT 500
                """, arguments: [row])
        let days = documents.compactMap(\.summary.published)
        return StoryRecord(
            id: documents.first?.summary.story ?? "", title: documents.first?.summary.title ?? "",
            documents: documents.map(\.summary), independent: Set(documents.map(\.original)).count,
            languages: Set(documents.map(\.summary.language)).sorted(), first: days.min(),
            last: days.max())
    }

    /// A condition on `d` for the stories of what a query finds; none for an empty query.
    private func storyFilter(_ query: Query) throws -> (String, StatementArguments) {
        guard !query.isEmpty else { return ("", []) }
        let plan = try QueryPlan(query, self)
        let ids: [Int64]
        if plan.scope == .statements {
            let readings = Set(
                try statementRows(plan, limit: 5000).map { $0.id / Int64(rowsPerReading) })
            ids = try readings.sorted().compactMap(document(ofReading:))
        } else {
            ids = try documentRows(plan, limit: 5000)
        }
        let list = ids.map(String.init).joined(separator: ",")
        return (" AND d.story IN (SELECT story FROM document WHERE id IN (\(list)))", [])
    }

    // MARK: Disputes

    /// Claims that are denied, with what answers them, the newest first.
    /// - Parameter answers: at most so many of each claim; the counts are of all.
    public func disputes(
        _ query: Query = Query(), page: PageRequest = PageRequest(), answers: Int = 200
    ) throws -> Page<DisputeRecord> {
        let offset = max(0, Int(page.cursor ?? "0") ?? 0)
        let ids = try deniedClaims(query, limit: offset + page.limit + 1).dropFirst(offset)
        let loader = try ReadingLoader(self)
        return Page(
            rows: try ids.prefix(page.limit).compactMap {
                try dispute($0, loader, limit: answers)
            },
            next: ids.count > page.limit ? String(offset + page.limit) : nil)
    }

    /// Claims in the order of their newest denial, which `denied` has them in: no more are looked at than are
    /// asked for.
    private func deniedClaims(_ query: Query, limit: Int) throws -> [Int64] {
        var filter = ""
        if !query.isEmpty {
            let plan = try QueryPlan(query.setting(.within, to: "statements"), self)
            let list = try statementRows(plan, limit: 5000).map { String($0.id) }
                .joined(separator: ",")
            filter = """
                 AND (n.claim IN (\(list))
                  OR n.claim IN (SELECT earlier FROM link WHERE later IN (\(list))))
                """
        }
        return try Int64.fetchAll(
            db,
            sql: """
                SELECT n.claim FROM denied n CROSS JOIN statement s ON s.id = n.claim AND s.flags = 0
                WHERE EXISTS (
                  SELECT 1 FROM link l CROSS JOIN statement t ON t.id = l.later AND t.flags = 0
                  WHERE l.earlier = n.claim AND l.kind = \(LinkKind.denies.number))\(filter)
                ORDER BY n.day DESC, n.claim DESC LIMIT \(limit)
                """)
    }

    /// What answers one statement.
    /// - Parameter answers: at most so many; the counts are of all.
    /// - Throws: `ArchiveError.unknown`.
    public func dispute(_ claim: RowReference, answers: Int = 200) throws -> DisputeRecord {
        let row = try requireDocument(claim.document)
        guard let number = rowNumber(claim.row),
            let dispute = try dispute(
                row.reading * Int64(rowsPerReading) + Int64(number), try ReadingLoader(self),
                limit: answers)
        else { throw ArchiveError.unknown(what: "statement", name: claim.description) }
        return dispute
    }

    private func dispute(
        _ claim: Int64, _ loader: ReadingLoader, limit: Int
    ) throws -> DisputeRecord? {
        guard let statement = try loader.statement(claim) else { return nil }
        // Independent: reports that are told apart, the claim's own among them.
        let reports = try Row.fetchAll(
            db.cachedStatement(
                sql: """
                    SELECT DISTINCT l.kind = \(LinkKind.denies.number), r.document FROM link l
                    JOIN statement s ON s.id = l.later AND s.flags = 0
                    JOIN reading r ON r.id = l.later / \(rowsPerReading) WHERE l.earlier = ?
                    """), arguments: [claim])
        let own = try Int64.fetchOne(
            db.cachedStatement(sql: "SELECT document FROM reading WHERE id = ?"),
            arguments: [claim / Int64(rowsPerReading)])
        let denials = Set(reports.filter { $0[0] }.map { $0[1] as Int64 })
        var claims = Set(reports.filter { !($0[0] as Bool) }.map { $0[1] as Int64 })
        if let own { claims.insert(own) }
        let rows = try Row.fetchAll(
            db,
            sql: """
                SELECT l.later, l.kind, l.score, l.evidence FROM link l
                JOIN statement s ON s.id = l.later AND s.flags = 0 WHERE l.earlier = ?
                ORDER BY l.kind <> \(LinkKind.denies.number), ifnull(s.firstday, 0), l.later LIMIT ?
                """, arguments: [claim, limit])
        var answers: [AnswerRecord] = []
        for row in rows {
            guard let kind = LinkKind(number: row["kind"]),
                let answer = try loader.statement(row["later"])
            else { continue }
            answers.append(
                AnswerRecord(
                    kind: kind, statement: answer, score: Double(row["score"] as Int) / 1000,
                    evidence: LinkEvidence.unpacked(row["evidence"])))
        }
        return DisputeRecord(
            id: statement.reference.description, claim: statement, answers: answers,
            independentClaims: claims.count, independentDenials: denials.count)
    }

    // MARK: Expectations

    /// What was announced, and what became of it.
    ///
    /// - Parameters:
    ///   - state: only those in this state.
    ///   - today: the day of asking, since 1970-01-01: an expectation whose window lies before it and
    ///     that no report moved is unclear.
    public func expectations(
        _ query: Query = Query(), state: ExpectationState? = nil, today: Int,
        page: PageRequest = PageRequest()
    ) throws -> Page<ExpectationRecord> {
        let offset = Int(page.cursor ?? "0") ?? 0
        var conditions = ["1"]
        var arguments: StatementArguments = []
        if !query.isEmpty {
            let plan = try QueryPlan(query.setting(.within, to: "statements"), self)
            let list = try statementRows(plan, limit: 5000).map { String($0.id) }
                .joined(separator: ",")
            conditions.append(
                """
                (x.headisevent, x.head) IN (
                  SELECT ifnull(headisevent, isevent), ifnull(head, id) FROM expectation
                  WHERE isevent = 0 AND id IN (\(list)))
                """)
        }
        switch state {
        case .open:
            conditions.append("x.state = 'open' AND (x.lastday IS NULL OR x.lastday >= ?)")
            arguments += [today]
        case .unclear:
            conditions.append("(x.state = 'unclear' OR x.state = 'open' AND x.lastday < ?)")
            arguments += [today]
        case .some(let state):
            conditions.append("x.state = ?")
            arguments += [state.rawValue]
        case nil: break
        }
        let rows = try Row.fetchAll(
            db,
            sql: """
                \(Self.groupedExpectations)
                SELECT x.* FROM x WHERE \(conditions.joined(separator: " AND "))
                ORDER BY ifnull(x.lastday, 9999999), x.id
                LIMIT \(page.limit + 1) OFFSET \(offset)
                """, arguments: arguments)
        let loader = try ReadingLoader(self)
        return Page(
            rows: try rows.prefix(page.limit).compactMap {
                try expectation($0, today: today, loader)
            }, next: rows.count > page.limit ? String(offset + page.limit) : nil)
    }

    /// Whether an announcement counts: it is not marked wrong, of an older version, or of a copy.
    private static func counts(_ row: String) -> String {
        """
        iif(\(row).isevent,
          EXISTS (SELECT 1 FROM reading r JOIN document d ON d.id = r.document AND d.reading = r.id
            WHERE r.id = \(row).id / \(rowsPerReading) AND d.islatest = 1 AND d.original = d.id),
          EXISTS (SELECT 1 FROM statement s WHERE s.id = \(row).id AND s.flags = 0))
        """
    }

    /// `x`: of each group of announcements of the same the one that stands for it, in the state in which
    /// the latest report left one of them. It is the head of the group, or the first one that counts
    /// where the head does not.
    private static let groupedExpectations = """
        WITH moved AS (
          SELECT ifnull(headisevent, isevent) AS headisevent, ifnull(head, id) AS head, state,
            movedby, movedstart, movedend, max(movedday) AS movedday
          FROM expectation WHERE movedday IS NOT NULL GROUP BY 1, 2),
        x AS (
          SELECT e.isevent, e.id, e.firstday, e.lastday, e.window,
            ifnull(e.headisevent, e.isevent) AS headisevent, ifnull(e.head, e.id) AS head,
            ifnull(m.state, 'open') AS state, m.movedby, m.movedstart, m.movedend, m.movedday
          FROM expectation e
          LEFT JOIN moved m ON m.headisevent = ifnull(e.headisevent, e.isevent)
            AND m.head = ifnull(e.head, e.id)
          WHERE \(counts("e")) AND (e.head IS NULL OR NOT EXISTS (
            SELECT 1 FROM expectation o WHERE \(counts("o")) AND (
              o.isevent = e.headisevent AND o.id = e.head
              OR o.head = e.head AND o.headisevent = e.headisevent
                AND (o.isevent, o.id) < (e.isevent, e.id)))))
        """

    private func expectation(
        _ row: Row, today: Int, _ loader: ReadingLoader
    ) throws -> ExpectationRecord? {
        let id: Int64 = row["id"]
        guard let head = try announcement(id, isEvent: row["isevent"], loader) else { return nil }
        var state = ExpectationState(rawValue: row["state"]) ?? .unclear
        if state == .open, let last = row["lastday"] as Int?, last < today { state = .unclear }
        var moved: DocumentRow?
        var words: String?
        if let id = row["movedby"] as Int64?, let found = try documentRows([id])[id] {
            moved = found
            words = TextPositions(try text(of: id)).string(
                Span(row["movedstart"], row["movedend"])
            ).split(whereSeparator: \.isWhitespace).joined(separator: " ")
        }
        let others = try Row.fetchAll(
            db.cachedStatement(
                sql: """
                    SELECT x.isevent, x.id FROM expectation x
                    WHERE x.head = ?1 AND x.headisevent = ?2 AND (x.isevent, x.id) <> (?3, ?4)
                      AND \(Self.counts("x")) ORDER BY x.id LIMIT 50
                    """),
            arguments: [
                row["head"] as Int64, row["headisevent"] as Bool, row["isevent"] as Bool, id,
            ]
        ).compactMap { try announcement($0["id"], isEvent: $0["isevent"], loader) }
        return ExpectationRecord(
            id: head.record.id, statement: head.statement, event: head.event,
            words: head.record.words, document: head.record.document, window: row["window"],
            state: state, movedBy: moved?.summary, movedWords: words,
            movedOn: (row["movedday"] as Int?).map(isoDay), others: others.map(\.record))
    }

    /// A row that announces something; nil where it is not there any more.
    private func announcement(
        _ id: Int64, isEvent: Bool, _ loader: ReadingLoader
    ) throws -> (
        record: ExpectationRecord.Announcement, statement: StatementRecord?, event: EventRecord?
    )? {
        if isEvent {
            guard let event = try loader.event(id) else { return nil }
            let record = ExpectationRecord.Announcement(
                id: event.reference.description, words: event.words, document: event.document)
            return (record, nil, event)
        }
        guard let statement = try loader.statement(id) else { return nil }
        let record = ExpectationRecord.Announcement(
            id: statement.reference.description,
            words: statement.content.isEmpty ? statement.frame : statement.content,
            document: statement.document)
        return (record, statement, nil)
    }

    // MARK: Figures and chains

    /// Different figures with the same unit in the reports of a story that speak of the same thing.
    /// - Parameter reports: the newest reports that are compared, at most so many.
    /// - Throws: `ArchiveError.unknown`.
    public func figureConflicts(story id: String, reports: Int = 200) throws -> [FigureConflict] {
        guard let story = try storyRow(id) else {
            throw ArchiveError.unknown(what: "story", name: id)
        }
        let rows = try DocumentRow.fetchAll(
            db,
            sql: """
                SELECT \(DocumentRow.columns) FROM document d
                WHERE d.story = ? AND d.islatest = 1 AND d.original = d.id
                ORDER BY ifnull(d.firstday, 0) DESC, d.id DESC LIMIT ?
                """, arguments: [story, reports]
        ).reversed()
        let loader = try ReadingLoader(self)
        var byUnit: [String: [FigureConflict.Figure]] = [:]
        for row in rows {
            let loaded = try loader.reading(row.reading)
            for quantity in loaded.reading.quantities {
                guard let unit = quantity.unit, !unit.isEmpty else { continue }
                let source = loaded.reading.statements.first { statement in
                    statement.content.contains { $0.contains(quantity.span) }
                }?.source
                byUnit[folded(unit), default: []].append(
                    FigureConflict.Figure(
                        words: loaded.text.string(quantity.span), value: quantity.value,
                        low: quantity.low, high: quantity.high,
                        source: source.map { loaded.text.string($0.spans) },
                        document: row.summary, context: loaded.text.sentence(around: quantity.span))
                )
            }
        }
        let storyID = rows.first?.summary.story ?? id
        return byUnit.sorted { $0.key < $1.key }.compactMap { unit, figures in
            let values = Set(figures.map { [$0.value, $0.low, $0.high] })
            let documents = Set(figures.map(\.document.id))
            guard values.count > 1, documents.count > 1 else { return nil }
            return FigureConflict(unit: unit, story: storyID, figures: figures)
        }
    }

    /// Where a claim first appeared and who repeats it: the statements that repeat, confirm or narrow
    /// it, or that it repeats itself, in the order of their publication.
    /// - Parameter limit: the first ones, at most so many.
    /// - Throws: `ArchiveError.unknown`.
    public func chain(of reference: RowReference, limit: Int = 200) throws -> SourceChain {
        let row = try requireDocument(reference.document)
        guard let number = rowNumber(reference.row) else {
            throw ArchiveError.unknown(what: "statement", name: reference.description)
        }
        var members: Set<Int64> = [row.reading * Int64(rowsPerReading) + Int64(number)]
        var frontier = Array(members)
        while let id = frontier.popLast(), members.count < 200 {
            let next = try Int64.fetchAll(
                db,
                sql: """
                    SELECT earlier FROM link WHERE later = ? AND kind <> \(LinkKind.denies.number)
                    UNION SELECT later FROM link WHERE earlier = ? AND kind <> \(LinkKind.denies.number)
                    """, arguments: [id, id])
            for other in next where members.insert(other).inserted { frontier.append(other) }
        }
        let place = try RawStatement(
            db,
            """
            SELECT ifnull(d.firstday, \(Int32.max)), d.original, d.id FROM reading r
            JOIN document d ON d.id = r.document WHERE r.id = ?
            """)
        var places: [(day: Int64, id: Int64, original: Int64, document: Int64)] = []
        for id in members {
            place.bind(1, id / Int64(rowsPerReading))
            guard let row = try place.firstIntegers(3) else { continue }
            places.append((row[0], id, row[1], row[2]))
        }
        places.sort { ($0.day, $0.id) < ($1.day, $1.id) }
        let loader = try ReadingLoader(self)
        let copies = try RawStatement(
            db, "SELECT count(*) FROM document WHERE original = ? AND id <> original")
        let steps = try places.prefix(limit).compactMap { step -> SourceChain.Step? in
            guard let statement = try loader.statement(step.id) else { return nil }
            copies.bind(1, step.document)
            return SourceChain.Step(
                statement: statement, through: statement.via,
                copies: Int(try copies.firstInteger() ?? 0))
        }
        return SourceChain(steps: steps, independent: Set(places.map(\.original)).count)
    }
}

extension TextPositions {
    /// The sentence, or at most 200 characters, around a span.
    func sentence(around span: Span) -> String {
        let before = string(Span(max(0, span.start - 100), span.start))
        let after = string(Span(span.end, span.end + 100))
        let marks: Set<Character> = [".", "!", "?", "\n"]
        let head = before.lastIndex(where: marks.contains).map {
            before[before.index(after: $0)...]
        }
        let tail = after.firstIndex(where: marks.contains).map { after[...$0] }
        // Where no sentence ends in reach, whole words do.
        let start = head.map(String.init) ?? Self.cut(before, atStart: true)
        let end = tail.map(String.init) ?? Self.cut(after, atStart: false)
        return (start + string(span) + end)
            .split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }

    /// Up to 100 characters without the piece of a word at the far end; shorter ones reach the end of the text.
    private static func cut(_ text: String, atStart: Bool) -> String {
        guard text.count >= 100 else { return text }
        return atStart
            ? "…" + text.drop { !$0.isWhitespace }
            : text.prefix(upTo: text.lastIndex(where: \.isWhitespace) ?? text.endIndex) + "…"
    }
}
