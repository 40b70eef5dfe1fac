import Archive

/// One thing, its figures by source and date, drawn with their bounds.
struct FiguresPage: PageContent {
    struct Body: Encodable, Sendable {
        var rows: [FigureConflict]
        /// The title of each story, by its id.
        var stories: [String: String]
        var next: String?
    }
    let body: Body
    /// Figures of one thing that the page draws; the JSON has those of the newest reports.
    private static let shown = 7

    init(_ parameters: Parameters, _ snapshot: Snapshot) throws {
        let stories = try snapshot.stories(
            try parameters.query(), page: parameters.page(standard: 3))
        var rows: [FigureConflict] = []
        var titles: [String: String] = [:]
        for story in stories.rows {
            let conflicts = try snapshot.figureConflicts(story: story.id, reports: 16)
            if !conflicts.isEmpty { titles[story.id] = story.title }
            // What differs most first, and no more than can be read.
            rows += conflicts.sorted { $0.figures.count > $1.figures.count }.prefix(3)
        }
        body = Body(rows: rows, stories: titles, next: stories.next)
    }

    func title(_ wording: Wording) -> String { wording("nav.figures") }

    func write(_ page: inout HTML, _ view: View) {
        let wording = view.wording
        page.heading(title(wording), lead: wording("figures.lead"))
        page.queryForm(view)
        if body.rows.isEmpty { page.nothing(wording("nothing.figures")) }
        for conflict in body.rows {
            page.element(
                "section", .class("conflict"), Attribute("data-item"), Attribute("tabindex", "-1")
            ) { page in
                page.element(
                    "h2", text: conflict.unit.isEmpty ? wording("figures.nounit") : conflict.unit)
                page.element("p", .class("where")) { page in
                    page.link(
                        Address(.articles).link(query: [("q", "story:" + conflict.story)]),
                        text: body.stories[conflict.story] ?? conflict.story)
                }
                page.element("ol", .class("figures")) { list in
                    let scale = Scale(conflict.figures)
                    for figure in conflict.figures.prefix(Self.shown) {
                        write(figure, scale, &list, wording)
                    }
                }
            }
        }
        page.more(body.next, view)
    }

    private func write(
        _ figure: FigureConflict.Figure, _ scale: Scale, _ list: inout HTML, _ wording: Wording
    ) {
        list.element("li") { item in
            item.element("p", .class("figure-value")) { page in
                page.element(
                    "strong",
                    text: figureText(
                        value: figure.value, low: figure.low, high: figure.high, wording))
                page.element("q", .lang(figure.document.language), text: figure.words)
                if let source = figure.source {
                    page.element("span", .class("actor"), text: source)
                }
            }
            scale.draw(figure, &item)
            item.element(
                "p", .class("snippet"), .lang(figure.document.language), text: figure.context)
            item.where(figure.document, wording)
        }
    }

    func content(_ format: Format, _ view: View) throws -> [UInt8]? {
        guard format == .csv else { return nil }
        let head = csvBytes([
            "story", "unit", "value", "low", "high", "words", "source", "published", "outlet",
            "document", "context",
        ])
        return body.rows.reduce(into: head) { table, conflict in
            for figure in conflict.figures {
                table += csvBytes([
                    conflict.story, conflict.unit, figure.value.map { String($0) } ?? "",
                    figure.low.map { String($0) } ?? "", figure.high.map { String($0) } ?? "",
                    figure.words, figure.source ?? "", figure.document.published ?? "",
                    figure.document.outlet ?? "", figure.document.id, figure.context,
                ])
            }
        }
    }

    /// The line on which the figures of a conflict are drawn.
    private struct Scale {
        let low: Double
        let high: Double

        init(_ figures: [FigureConflict.Figure]) {
            let all = figures.flatMap { [$0.value, $0.low, $0.high].compactMap { $0 } }.filter(
                \.isFinite)
            let top = all.max() ?? 1
            low = min(0, all.min() ?? 0)
            high = top > low ? top * 1.05 : low + 1
        }

        /// The figure as a point, or as a bar between its bounds; an open end fades out.
        func draw(_ figure: FigureConflict.Figure, _ page: inout HTML) {
            func place(_ value: Double) -> Double {
                ((value - low) / (high - low) * 1000).rounded() / 10 * 6
            }
            page.element(
                "svg", .class("scale"), Attribute("viewBox", "0 0 600 14"),
                Attribute("aria-hidden", "true"),
                Attribute("preserveAspectRatio", "none")
            ) { svg in
                svg.element(
                    "line", .class("axis"), Attribute("x1", "0"), Attribute("x2", "600"),
                    Attribute("y1", "7"),
                    Attribute("y2", "7")
                ) { _ in }
                if let value = figure.value {
                    svg.element(
                        "rect", .class("point"), Attribute("x", "\(max(0, place(value) - 4))"),
                        Attribute("y", "1"),
                        Attribute("width", "8"), Attribute("height", "12"), Attribute("rx", "2")
                    ) { _ in }
                } else {
                    let start = figure.low.map(place) ?? 0
                    let end = figure.high.map(place) ?? 600
                    svg.element(
                        "rect", .class("range"), Attribute("x", "\(start)"), Attribute("y", "3"),
                        Attribute("width", "\(max(4, end - start))"), Attribute("height", "8"),
                        Attribute("rx", "2")
                    ) { _ in }
                }
            }
        }
    }
}
