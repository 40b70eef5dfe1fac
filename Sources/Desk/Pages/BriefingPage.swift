import Archive

/// A sourced briefing of a query, to be read on paper.
struct BriefingPage: PageContent {
    /// Nil where nothing is asked for yet.
    let body: Brief?
    /// Lines of a section on the page, footnotes of a line and of all; the twins have more.
    private static let shown = 18
    private static let notesOfLine = 6
    private static let notesOfPage = 72

    /// - Parameter isWhole: for the twins, which hold more than a page can show.
    init(
        _ parameters: Parameters, today: String, isWhole: Bool, _ snapshot: Snapshot
    ) throws {
        let query = try parameters.query()
        let newest = try snapshot.extent().last.flatMap { Day($0) }
        let now = Day(today) ?? Day(year: 2000, month: 1, day: 1)
        body =
            query.isEmpty
            ? nil
            : try snapshot.brief(
                query, today: min(now, newest ?? now).number, lines: isWhole ? 120 : 40)
    }

    func title(_ wording: Wording) -> String {
        body.map { wording("nav.briefing") + ": " + $0.title } ?? wording("nav.briefing")
    }

    func write(_ page: inout HTML, _ view: View) {
        let wording = view.wording
        guard let brief = body else {
            page.heading(wording("nav.briefing"), lead: wording("briefing.lead"))
            page.queryForm(view)
            return
        }
        page.element("div", .class("heading")) { page in
            page.element(
                "p", .class("over"),
                text: wording("nav.briefing") + " · " + wording.date(view.today))
            page.element("h1", text: brief.title)
        }
        page.queryForm(view)
        page.element("article", .class("briefing")) { page in
            if brief.sections.allSatisfy(\.lines.isEmpty) { page.nothing(wording("nothing.found")) }
            let (sections, used) = Self.shown(of: brief)
            for section in sections where !section.lines.isEmpty {
                page.element("section") { page in
                    page.element("h2", text: wording.name("brief", section.title))
                    page.element("ul", .class("brief-lines")) { list in
                        for line in section.lines {
                            list.element("li") { item in
                                write(line, &item, wording)
                                for note in line.notes {
                                    item.element("sup") {
                                        $0.link(Link(fragment: "n\(note)"), text: String(note))
                                    }
                                }
                            }
                        }
                    }
                }
            }
            let isWhole = zip(sections, brief.sections).allSatisfy {
                $0.lines.count == $1.lines.count
            }
            if brief.isCut || !isWhole {
                page.element("p", .class("nothing"), text: wording("briefing.cut"))
            }
            page.element("section", .class("footnotes")) { page in
                page.element("h2", text: wording("footnotes"))
                page.element("ol") { list in
                    for (index, note) in brief.notes.enumerated() where used.contains(index + 1) {
                        list.element("li", .id("n\(index + 1)"), Attribute("value", "\(index + 1)"))
                        { item in
                            item.element(
                                "q", .lang(note.document.language), text: Self.short(note.words))
                            item.text(" ")
                            item.where(note.document, wording)
                            if let reference = RowReference(note.reference) {
                                item.link(
                                    Address.statement(reference).link(), class: "ref",
                                    text: reference.short)
                            }
                        }
                    }
                }
            }
        }
    }

    /// As much of each section as a page of 100 KB can hold, and the footnotes that it needs.
    private static func shown(of brief: Brief) -> (sections: [Brief.Section], notes: Set<Int>) {
        var used: Set<Int> = []
        let share = notesOfPage / max(brief.sections.count, 1)
        let sections = brief.sections.enumerated().map { index, section in
            var kept = section
            kept.lines = []
            for var line in section.lines.prefix(shown) {
                line.notes = Array(line.notes.prefix(notesOfLine))
                let all = used.union(line.notes)
                guard all.count <= share * (index + 1) else { break }
                used = all
                kept.lines.append(line)
            }
            return kept
        }
        return (sections, used)
    }

    private func write(_ line: Brief.Line, _ item: inout HTML, _ wording: Wording) {
        if let date = line.date, date != "no date" {
            let isPublished = date.hasSuffix(" (published)")
            item.element("span", .class("when")) {
                $0.date(isPublished ? String(date.dropLast(12)) : date, wording)
            }
            item.text(" ")
        }
        if let label = line.label {
            let key = ["link.", "state."].map { $0 + label }.first(where: wording.keys.contains)
            item.element("span", .class("label"), text: wording(key ?? label))
            item.text(" ")
        }
        guard let said = line.said else {
            item.text(Self.short(line.words.map { "“\($0)”" } ?? line.text))
            return
        }
        item.element("strong", text: said.who.isEmpty ? wording("unnamed") : said.who)
        item.text(" ")
        item.element("span", .class("act"), text: wording.name("act", said.act))
        if !said.to.isEmpty { item.text(" " + wording("to") + " " + said.to) }
        if said.factuality != "CT+" {
            item.text(" (" + wording.name("factuality", said.factuality) + ")")
        }
        if let through = said.through { item.text(" · " + wording("via", through)) }
        item.text(": “" + Self.short(said.words) + "”")
    }

    private static func short(_ text: String) -> String {
        text.count > 400 ? text.prefix(400) + "…" : text
    }

    func content(_ format: Format, _ view: View) throws -> [UInt8]? {
        guard format == .markdown else { return nil }
        return Array((body?.markdown ?? "").utf8)
    }
}
