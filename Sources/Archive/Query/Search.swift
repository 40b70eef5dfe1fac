import Foundation
import GRDB

extension Snapshot {
    /// Of so many of the newest matches the best come first; the ones behind them follow in later
    /// pages. It keeps an answer fast however many rows hold a common word.
    static let window = 2000

    /// What a query finds. Statements and documents of older versions and of copies are left out; each
    /// document tells how many copies it has.
    ///
    /// - Throws: `ArchiveError.badQuery` where the query cannot be answered.
    public func find(_ query: Query, page: PageRequest = PageRequest()) throws -> Page<Hit> {
        try search(query, page: page).page
    }

    /// The same with what the newest matches are made of: the index is asked once for both.
    ///
    /// - Throws: `ArchiveError.badQuery` where the query cannot be answered.
    public func findWithFacets(
        _ query: Query, page: PageRequest = PageRequest()
    ) throws -> (page: Page<Hit>, facets: Facets) {
        let found = try search(query, page: page)
        // Facets are of the newest statements: the rows of another order, or of documents, are not those.
        guard query.scope == .statements, page.cursor == nil, query.value(of: .sort) != "date"
        else { return (found.page, try facets(query)) }
        return (found.page, try facets(of: found.candidates))
    }

    private func search(
        _ query: Query, page: PageRequest
    ) throws -> (page: Page<Hit>, candidates: [Candidate]) {
        let plan = try QueryPlan(query, self)
        let cursor = try SearchCursor(page.cursor)
        let byDate = query.value(of: .sort) == "date"
        let candidates = try candidates(plan, cursor: cursor, byDate: byDate)
        let ranked = try rank(candidates, plan, byDate: byDate)
        let start = min(cursor.offset, ranked.count)
        let chosen = ranked[start..<min(start + page.limit, ranked.count)]
        let matcher = WordMatcher(query)
        let rows: [Hit] =
            plan.scope == .statements
            ? try statementHits(chosen, matcher) : try documentHits(chosen, matcher)
        let isFull = candidates.count >= Self.window
        var next: String?
        if start + chosen.count < ranked.count {
            next =
                "\(cursor.below ?? candidates.map(\.id).max().map { $0 + 1 } ?? 0):\(start + chosen.count)"
        } else if isFull, !byDate, let last = candidates.map(\.id).min() {
            next = "\(last):0"
        }
        let isFirst = cursor.below == nil || cursor.offset > 0
        let found = Page(
            rows: rows, next: next, total: isFirst ? candidates.count : nil, isMore: isFull)
        return (found, candidates)
    }

    /// How many rows a query finds, counted up to `limit`.
    public func count(_ query: Query, limit: Int = 100_000) throws -> Int {
        let plan = try QueryPlan(query, self)
        let sql = sql(plan, columns: "1", below: nil, order: "", limit: limit)
        return try Int.fetchOne(
            db, sql: "SELECT count(*) FROM (\(sql.sql))", arguments: sql.arguments) ?? 0
    }

    /// What a query finds in documents that were added after another, the newest first.
    func find(_ query: Query, addedAfter document: Int64) throws -> [Hit] {
        var plan = try QueryPlan(query, self)
        plan.limit(toDocumentsAfter: document)
        let rows = try allCandidates(plan, limit: 500)
        let matcher = WordMatcher(query)
        return plan.scope == .statements
            ? try statementHits(rows[...], matcher) : try documentHits(rows[...], matcher)
    }

    /// The newest statements that a plan finds.
    func statementRows(_ plan: QueryPlan, limit: Int) throws -> [Candidate] {
        try allCandidates(plan, limit: limit)
    }

    /// The newest rows that a plan finds.
    func allCandidates(_ plan: QueryPlan, limit: Int) throws -> [Candidate] {
        try candidates(
            sql(
                plan, columns: Candidate.columns(plan.scope), below: nil, order: "newest",
                limit: limit))
    }

    /// The newest documents that a plan finds.
    func documentRows(_ plan: QueryPlan, limit: Int) throws -> [Int64] {
        let sql = sql(plan, columns: "d.id", below: nil, order: "newest", limit: limit)
        return try Int64.fetchAll(db, sql: sql.sql, arguments: sql.arguments)
    }

    struct Candidate {
        var id: Int64
        var day: Int?
        var confidence: Int
        /// Of statements: their places in the vocabulary.
        var act: Int
        var form: Int

        static func columns(_ scope: Query.Scope) -> String {
            scope == .statements
                ? "s.id, s.firstday, s.confidence, s.act, s.form" : "d.id, d.firstday, 0, 0, 0"
        }
    }

    private func candidates(
        _ sql: (sql: String, arguments: StatementArguments)
    ) throws -> [Candidate] {
        var found: [Candidate] = []
        let rows = try Row.fetchCursor(db, sql: sql.sql, arguments: sql.arguments)
        while let row = try rows.next() {
            found.append(
                Candidate(
                    id: row[0], day: row[1], confidence: row[2], act: row[3], form: row[4]))
        }
        return found
    }

    private func candidates(
        _ plan: QueryPlan, cursor: SearchCursor, byDate: Bool
    ) throws -> [Candidate] {
        try candidates(
            sql(
                plan, columns: Candidate.columns(plan.scope), below: cursor.below,
                order: byDate ? "date" : "newest", limit: byDate ? 10_000 : Self.window))
    }

    /// The statement of SQL for a plan.
    private func sql(
        _ plan: QueryPlan, columns: String, below: Int64?, order: String, limit: Int
    ) -> (sql: String, arguments: StatementArguments) {
        let isStatement = plan.scope == .statements
        var arguments: StatementArguments = []
        var conditions: [String] = []
        var from: String
        let words = isStatement ? "statement_words" : "document_words"
        let id: String
        if let match = plan.match {
            from =
                isStatement
                ? "statement_words w CROSS JOIN statement s ON s.id = w.rowid"
                : "document_words w CROSS JOIN document d ON d.id = w.rowid"
            conditions.append("w.\(words) MATCH ?")
            arguments += [match]
            id = "w.rowid"
        } else {
            from = isStatement ? "statement s" : "document d"
            id = isStatement ? "s.id" : "d.id"
        }
        if isStatement {
            let mask = RowFlags.superseded | RowFlags.copy | (plan.showsWrong ? 0 : RowFlags.wrong)
            conditions.append("s.flags & \(mask) = 0")
            if plan.needsDocument {
                from += " JOIN document d ON d.reading = s.id / \(rowsPerReading)"
            }
        } else {
            conditions.append("d.islatest = 1 AND d.original = d.id")
        }
        conditions += plan.conditions
        arguments += plan.arguments
        if let below {
            conditions.append("\(id) < ?")
            arguments += [below]
        }
        let day = isStatement ? "s.firstday" : "d.firstday"
        let sorting =
            switch order {
            case "newest": " ORDER BY \(id) DESC"
            case "date": " ORDER BY \(day) DESC, \(id) DESC"
            default: ""
            }
        return (
            "SELECT \(columns) FROM \(from) WHERE \(conditions.joined(separator: " AND "))\(sorting) LIMIT \(limit)",
            arguments
        )
    }

    /// Best first: rows that hold the words exactly and in their content or title, then the surer
    /// ones, then the newer ones.
    private func rank(
        _ candidates: [Candidate], _ plan: QueryPlan, byDate: Bool
    ) throws -> [Candidate] {
        if byDate || candidates.count < 2 { return candidates }
        var exact: Set<Int64> = []
        if let expression = plan.exact, let low = candidates.last?.id,
            let high = candidates.first?.id
        {
            let table = plan.scope == .statements ? "statement_words" : "document_words"
            exact = Set(
                try Int64.fetchAll(
                    db,
                    sql:
                        "SELECT rowid FROM \(table) WHERE \(table) MATCH ? AND rowid BETWEEN ? AND ?",
                    arguments: [expression, low, high]))
        }
        let newest = candidates.compactMap(\.day).max() ?? 0
        func score(_ row: Candidate) -> Double {
            let age = Double(max(0, newest - (row.day ?? newest - 3650)))
            return (exact.contains(row.id) ? 1 : 0) + Double(row.confidence) / 2000
                + 0.5 / (1 + age / 30)
        }
        return candidates.map { (score($0), $0) }
            .sorted { ($1.0, $1.1.id) < ($0.0, $0.1.id) }.map(\.1)
    }

    private func statementHits(
        _ candidates: ArraySlice<Candidate>, _ matcher: WordMatcher
    ) throws -> [Hit] {
        let loader = try ReadingLoader(self)
        return try candidates.compactMap {
            try loader.statement($0.id, matcher: matcher).map(Hit.statement)
        }
    }

    private func documentHits(
        _ candidates: ArraySlice<Candidate>, _ matcher: WordMatcher
    ) throws -> [Hit] {
        let rows = try documentRows(candidates.map(\.id))
        return try candidates.compactMap { candidate in
            guard let row = rows[candidate.id] else { return nil }
            let text = try text(of: candidate.id)
            let counts = try Row.fetchOne(
                db,
                sql: """
                    SELECT (SELECT count(*) FROM document WHERE original = ? AND original <> id),
                      (SELECT statements FROM document WHERE id = ?)
                    """, arguments: [candidate.id, candidate.id])
            return .document(
                DocumentHit(
                    document: row.summary,
                    snippet: matcher.snippet(String(decoding: text, as: UTF8.self)),
                    copies: counts?[0] ?? 0, statements: counts?[1] ?? 0))
        }
    }

    /// The text of a document, UTF-8.
    func text(of document: Int64) throws -> [UInt8] {
        guard
            let packed = try Row.fetchOne(
                db, sql: "SELECT packed FROM text WHERE document = ?", arguments: [document])
        else { throw ArchiveError.unknown(what: "document", name: String(document)) }
        return try Compression.unpacked(Array(packed[0] as Data))
    }
}

/// Where a page of matches begins: `below:offset`, rows under a number and the place in their window.
private struct SearchCursor {
    var below: Int64?
    var offset = 0

    init(_ text: String?) throws {
        guard let text else { return }
        let parts = text.split(separator: ":")
        guard parts.count == 2, let below = Int64(parts[0]), let offset = Int(parts[1]), offset >= 0
        else { throw ArchiveError.badQuery("the cursor '\(text.prefix(40))' is none of ours") }
        self.below = below
        self.offset = offset
    }
}
