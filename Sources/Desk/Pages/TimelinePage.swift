import Archive
import Text

/// What a query finds in the order of time: a list first, a drawing of it above.
struct TimelinePage: PageContent {
    let body: Page<TimelineEntry>
    private let query: Query

    init(_ parameters: Parameters, _ snapshot: Snapshot) throws {
        query = try parameters.query()
        body = try snapshot.timeline(query, page: parameters.page(standard: 50))
    }

    func title(_ wording: Wording) -> String { wording("nav.timeline") }

    func write(_ page: inout HTML, _ view: View) {
        let wording = view.wording
        page.heading(title(wording), lead: wording("timeline.lead"))
        page.queryForm(view)
        if body.rows.isEmpty { page.nothing(wording("nothing.found")) }
        draw(&page, view)
        zoom(&page, view)
        page.element("ol", .class("timeline")) { list in
            var shown = ""
            for (index, entry) in body.rows.enumerated() {
                list.element("li", .id("t\(index)"), .class("kind-" + entry.kind.rawValue)) {
                    item in
                    item.element("div", .class("when")) { cell in
                        if entry.date != shown {
                            cell.date(entry.date, wording)
                            if !entry.isDated {
                                cell.element(
                                    "span", .class("sure"), text: wording("timeline.published"))
                            }
                        }
                    }
                    shown = entry.date
                    item.element("div") { cell in
                        if let statement = entry.statement { cell.statement(statement, wording) }
                        if let event = entry.event { cell.event(event, wording) }
                    }
                }
            }
        }
        page.more(body.next, view)
    }

    /// The entries on an axis: a point for a day, a bar for what is no more exact; one row for what was
    /// said and one for what happens.
    private func draw(_ page: inout HTML, _ view: View) {
        let wording = view.wording
        let placed = body.rows.enumerated().compactMap { index, entry in
            DayRange(edtf: entry.date).map { (index: index, entry: entry, days: $0) }
        }
        guard placed.count > 1, let earliest = placed.map(\.days.first).min(),
            let latest = placed.map(\.days.last).max()
        else { return }
        // What is no more exact than a month reaches out of the days that are asked for; the axis does not.
        let first = max(earliest, query.days.first ?? earliest)
        let last = min(latest, query.days.last ?? latest)
        guard last > first else { return }
        let width = 960.0
        let scale = (width - 40) / Double(last - first + 1)
        func x(_ day: Int) -> Double {
            (20 + Double(min(max(day, first), last) - first) * scale).rounded()
        }
        page.element(
            "div", .class("scroll axis-box"), Attribute("tabindex", "0"),
            Attribute("role", "region"),
            Attribute("aria-label", wording("timeline.drawing"))
        ) { page in
            page.element(
                "svg", .class("axis-drawing"), Attribute("viewBox", "0 0 960 120"),
                Attribute("role", "group"),
                Attribute("aria-label", wording("timeline.drawing"))
            ) { svg in
                let span = last - first + 1
                let step =
                    [1, 2, 7, 14, 31, 92, 183, 366, 1830, 3660, 36600].first { span / $0 <= 10 }
                    ?? 366_000
                var day = first
                while day <= last {
                    svg.element(
                        "line", .class("tick"), Attribute("x1", "\(x(day))"),
                        Attribute("x2", "\(x(day))"),
                        Attribute("y1", "10"), Attribute("y2", "96")
                    ) { _ in }
                    let text = label(day, step, wording)
                    svg.element("a", .href(link(day, day + step - 1, view))) { link in
                        link.element("title", text: wording("timeline.closer"))
                        link.element(
                            "text", Attribute("x", "\(x(day))"), Attribute("y", "112"),
                            text: text)
                    }
                    day += step
                }
                // Entries of one day stand on each other, eight high.
                var heights: [String: Int] = [:]
                for (index, entry, days) in placed {
                    let isEvent = entry.kind == .event
                    let slot = "\(isEvent)-\(Int(x(days.first) / 9))"
                    let height = heights[slot, default: 0]
                    heights[slot] = height + 1
                    guard height < 8 else { continue }
                    let y = isEvent ? 22.0 + Double(height) * 4 : 90 - Double(height) * 7
                    svg.element("a", .href(Link(fragment: "t\(index)"))) { link in
                        link.element("title", text: wording.date(entry.date) + ": " + words(entry))
                        link.element(
                            "rect", .class(isEvent ? "event" : "said"),
                            Attribute("x", "\(x(days.first))"),
                            Attribute("y", "\(y - 3)"),
                            Attribute(
                                "width", "\(max(7, min(x(days.last) - x(days.first), width)))"),
                            Attribute("height", "6"), Attribute("rx", "3")
                        ) { _ in }
                    }
                }
            }
        }
    }

    /// The same query in other days.
    private func link(_ first: Int, _ last: Int, _ view: View) -> Link {
        view.link(setting: [
            "q": query.setting(.from, to: Day(number: first).text)
                .setting(.to, to: Day(number: last).text).description,
            "cursor": nil,
        ])
    }

    /// The ways to other days: closer is behind the marks of the axis.
    private func zoom(_ page: inout HTML, _ view: View) {
        let wording = view.wording
        let from = query.value(of: .from).flatMap { DayRange(edtf: $0)?.first }
        let to = query.value(of: .to).flatMap { DayRange(edtf: $0)?.last }
        guard from != nil || to != nil else { return }
        page.element("nav", .class("more"), Attribute("aria-label", wording("timeline.zoom"))) {
            page in
            if let from, let to, to >= from {
                let width = to - from + 1
                page.link(link(from - width, from - 1, view), text: wording("timeline.before"))
                page.link(link(from - width, to + width, view), text: wording("timeline.wider"))
                page.link(link(to + 1, to + width, view), text: wording("timeline.after"))
            }
            page.link(
                view.link(setting: [
                    "q": query.setting(.from, to: nil).setting(.to, to: nil).description,
                    "cursor": nil,
                ]), text: wording("timeline.whole"))
        }
    }

    func content(_ format: Format, _ view: View) throws -> [UInt8]? {
        guard format == .csv else { return nil }
        let head = csvBytes(["date", "kind", "dated", "who", "act", "words", "outlet", "reference"])
        return body.rows.reduce(into: head) { table, entry in
            let who = entry.statement?.source ?? entry.event?.actor ?? []
            let document = entry.statement?.document ?? entry.event?.document
            table += csvBytes([
                entry.date, entry.kind.rawValue, entry.isDated ? "yes" : "no",
                who.map(\.name).joined(separator: "; "),
                entry.statement?.act ?? entry.event?.type ?? "",
                entry.statement.map { $0.content.isEmpty ? $0.frame : $0.content }
                    ?? entry.event?.words ?? "",
                document?.outlet ?? "",
                (entry.statement?.reference ?? entry.event?.reference)?.description ?? "",
            ])
        }
    }

    private func label(_ day: Int, _ step: Int, _ wording: Wording) -> String {
        let date = Day(number: day)
        if step > 366 { return String(date.year) }
        if step > 28 { return wording("month.short.\(date.month)") + " \(date.year)" }
        return "\(date.day) " + wording("month.short.\(date.month)")
    }

    private func words(_ entry: TimelineEntry) -> String {
        let text =
            entry.statement.map { $0.content.isEmpty ? $0.frame : $0.content } ?? entry.event?.words
            ?? ""
        return String(text.prefix(120))
    }
}
