import GRDB

extension Snapshot {
    /// What a query finds in the order of time: statements by the day on which they were said, events by
    /// the day on which they happen.
    ///
    /// - Throws: `ArchiveError.badQuery`.
    public func timeline(
        _ query: Query, page: PageRequest = PageRequest()
    ) throws -> Page<TimelineEntry> {
        let plan = try QueryPlan(query.setting(.within, to: "statements"), self)
        let offset = Int(page.cursor ?? "0") ?? 0
        let rows = try timelineRows(plan, days: query.days)
        let loader = try ReadingLoader(self)
        let matcher = WordMatcher(query)
        let chosen = rows.dropFirst(offset).prefix(page.limit)
        let entries: [TimelineEntry] = try chosen.compactMap { row in
            if row.isEvent {
                guard let event = try loader.event(row.id) else { return nil }
                return TimelineEntry(
                    kind: .event, date: event.time ?? event.document.published ?? "",
                    isDated: event.time != nil, event: event)
            }
            guard let statement = try loader.statement(row.id, matcher: matcher) else { return nil }
            return TimelineEntry(
                kind: .said, date: statement.said ?? statement.document.published ?? "",
                isDated: statement.said != nil, statement: statement)
        }
        let end = offset + chosen.count
        return Page(
            rows: entries, next: end < rows.count ? String(end) : nil, total: rows.count,
            isMore: rows.count >= Self.timelineLimit)
    }

    private static let timelineLimit = 4_000

    private struct TimelineRow {
        var id: Int64
        var day: Int?
        var isEvent: Bool
    }

    private func timelineRows(
        _ plan: QueryPlan, days: (first: Int?, last: Int?)
    ) throws -> [TimelineRow] {
        let statements = try statementRows(plan, limit: Self.timelineLimit)
        var rows = statements.map { TimelineRow(id: $0.id, day: $0.day, isEvent: false) }
        // Events of the documents that have a statement that was found, in the days that are asked for.
        let readings = Set(statements.map { $0.id / Int64(rowsPerReading) }).sorted()
        let list = jsonList(readings)
        let events = try Row.fetchCursor(
            db,
            sql: """
                SELECT e.id, e.firstday, e.lastday FROM json_each(?) j
                CROSS JOIN event e ON e.id >= j.value * \(rowsPerReading)
                  AND e.id < (j.value + 1) * \(rowsPerReading)
                """, arguments: [list])
        while let row = try events.next() {
            if let last = row[2] as Int?, let from = days.first, last < from { continue }
            if let first = row[1] as Int?, let to = days.last, first > to { continue }
            rows.append(TimelineRow(id: row[0], day: row[1], isEvent: true))
        }
        return rows.sorted { ($0.day ?? .max, $0.id) < ($1.day ?? .max, $1.id) }
    }
}
