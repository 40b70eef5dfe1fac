import Archive
import Text

/// Claims against denials, side by side, with why they were linked.
struct DisputesPage: PageContent {
    let body: Page<DisputeRecord>

    init(_ parameters: Parameters, _ snapshot: Snapshot) throws {
        body = try snapshot.disputes(
            try parameters.query(), page: parameters.page(standard: 10), answers: 5)
    }

    func title(_ wording: Wording) -> String { wording("nav.disputes") }

    func write(_ page: inout HTML, _ view: View) {
        let wording = view.wording
        page.heading(title(wording), lead: wording("disputes.lead"))
        page.queryForm(view)
        if body.rows.isEmpty { page.nothing(wording("nothing.disputes")) }
        for (number, dispute) in body.rows.enumerated() {
            page.element(
                "section", .class("dispute"),
                .id(dispute.claim.reference.document.prefix(8) + "-" + dispute.claim.reference.row),
                Attribute("data-item"), Attribute("tabindex", "-1"),
                Attribute("data-open", Address.statement(dispute.claim.reference).link().address),
                Attribute("aria-label", wording("dispute", String(number + 1)))
            ) { page in
                page.element("div", .class("half")) { page in
                    page.element(
                        "h2", .class("over"),
                        text: wording("claim") + " · "
                            + wording.count("independent", dispute.independentClaims))
                    page.statement(dispute.claim, wording)
                    for answer in dispute.answers
                    where answer.kind == .repeats || answer.kind == .confirms {
                        page.answer(answer, wording)
                    }
                }
                page.element("div", .class("half against")) { page in
                    page.element(
                        "h2", .class("over"),
                        text: wording("denial") + " · "
                            + wording.count("independent", dispute.independentDenials))
                    for answer in dispute.answers
                    where answer.kind == .denies || answer.kind == .narrows {
                        page.answer(answer, wording)
                    }
                }
            }
        }
        page.more(body.next, view)
    }

    /// A row for each answer, beside its claim.
    func content(_ format: Format, _ view: View) throws -> [UInt8]? {
        guard format == .csv else { return nil }
        let head = ["claim", "claimed_by", "claim_words", "kind", "score"]
        return body.rows.reduce(into: csvBytes(head + StatementRecord.csvColumns)) { table, row in
            for answer in row.answers {
                let claim = row.claim
                table += csvBytes(
                    [
                        claim.reference.description,
                        claim.source.map(\.name).joined(separator: "; "),
                        claim.content.isEmpty ? claim.frame : claim.content, answer.kind.rawValue,
                        String(answer.score),
                    ] + answer.statement.csvCells)
            }
        }
    }
}

/// What was announced, and what became of it.
struct ExpectationsPage: PageContent {
    let body: Page<ExpectationRecord>
    private let state: ExpectationState?
    private let today: Day

    /// - Parameter isFeed: everything in one, for a calendar.
    init(_ parameters: Parameters, today: String, isFeed: Bool = false, _ snapshot: Snapshot) throws
    {
        let newest = try snapshot.extent().last.flatMap { Day($0) }
        let now = Day(today) ?? Day(year: 2000, month: 1, day: 1)
        // A record that ends long ago is judged at its end: nothing in it is overdue for that alone.
        self.today = min(now, newest ?? now)
        state = parameters["state"].flatMap { ExpectationState(rawValue: $0) }
        body = try snapshot.expectations(
            try parameters.query(), state: state, today: self.today.number,
            page: isFeed ? PageRequest(limit: 500) : parameters.page(standard: 50))
    }

    func title(_ wording: Wording) -> String { wording("nav.expectations") }

    func write(_ page: inout HTML, _ view: View) {
        let wording = view.wording
        page.heading(title(wording), lead: wording("expectations.lead", wording.date(today.text)))
        page.queryForm(view)
        page.element("nav", .class("steps"), Attribute("aria-label", wording("state"))) { page in
            page.element(
                "a", .href(view.link(setting: ["state": nil, "cursor": nil])),
                state == nil ? Attribute("aria-current", "true") : nil, text: wording("all"))
            for one in ExpectationState.allCases {
                page.element(
                    "a", .href(view.link(setting: ["state": one.rawValue, "cursor": nil])),
                    state == one ? Attribute("aria-current", "true") : nil,
                    text: wording("state." + one.rawValue))
            }
            page.link(view.link(.calendar), text: wording("format.calendar"))
        }
        if body.rows.isEmpty { page.nothing(wording("nothing.due")) }
        months(&page, wording)
        for expectation in body.rows { write(expectation, &page, wording) }
        page.more(body.next, view)
    }

    private func write(_ expectation: ExpectationRecord, _ page: inout HTML, _ wording: Wording) {
        page.element(
            "article", .class("expectation statement"), .id(anchor(expectation)),
            Attribute("data-item"),
            Attribute("tabindex", "-1"), Attribute("data-open", expectation.link.address)
        ) { page in
            page.element("p", .class("who")) { page in
                page.element(
                    "span", .class("state state-" + expectation.state.rawValue),
                    text: wording("state." + expectation.state.rawValue))
                page.text(" ")
                if let window = expectation.window {
                    page.date(window, wording)
                } else {
                    page.text(wording("window.none"))
                }
                if let statement = expectation.statement {
                    page.text(" · ")
                    page.actors(statement.source, words: statement.sourceWords, wording)
                    page.text(" ")
                    page.act(statement, wording)
                }
            }
            page.element("blockquote", .lang(expectation.document.language)) {
                $0.link(expectation.link, class: "words", text: expectation.words)
            }
            page.where(expectation.document, wording)
            if let mover = expectation.movedBy {
                page.element("div", .class("moved")) { page in
                    page.element(
                        "p", .class("over"), text: wording("moved." + expectation.state.rawValue))
                    if let words = expectation.movedWords {
                        page.element("blockquote", .lang(mover.language), text: words)
                    }
                    page.where(mover, wording)
                }
            } else if expectation.state == .missed {
                page.element("p", .class("why"), text: wording("moved.calendar"))
            }
        }
    }

    private func anchor(_ expectation: ExpectationRecord) -> String {
        expectation.document.id.prefix(8) + "-"
            + (expectation.statement?.reference.row ?? expectation.event?.reference.row ?? "")
    }

    /// A leaf of the calendar for each month in which something is due, six at most.
    private func months(_ page: inout HTML, _ wording: Wording) {
        var due: [Int: [ExpectationRecord]] = [:]
        for one in body.rows {
            guard let window = one.window, let days = DayRange(edtf: window),
                days.last - days.first < 10
            else { continue }
            for day in days.first...days.last { due[day, default: []].append(one) }
        }
        var months: [Day] = []
        for day in due.keys.sorted() {
            var month = Day(number: day)
            month.day = 1
            if months.last != month { months.append(month) }
        }
        guard !months.isEmpty else { return }
        page.element("div", .class("months")) { page in
            for month in months.suffix(6) { leaf(month, due, &page, wording) }
        }
    }

    private func leaf(
        _ month: Day, _ due: [Int: [ExpectationRecord]], _ page: inout HTML, _ wording: Wording
    ) {
        page.element("table", .class("month")) { table in
            table.element("caption", text: wording("month.\(month.month)") + " \(month.year)")
            table.element("thead") { head in
                head.element("tr") { row in
                    for weekday in 1...7 {
                        row.element(
                            "th", Attribute("scope", "col"),
                            Attribute("abbr", wording("weekday.\(weekday)")),
                            text: String(wording("weekday.\(weekday)").prefix(2)))
                    }
                }
            }
            table.element("tbody") { body in
                let first = month.number
                var next = month
                next.month = month.month == 12 ? 1 : month.month + 1
                next.year = month.month == 12 ? month.year + 1 : month.year
                let last = next.number - 1
                // Weeks begin on Monday; 1970-01-01 was a Thursday.
                var monday = first - ((first + 3) % 7 + 7) % 7
                while monday <= last {
                    body.element("tr") { row in
                        for day in monday..<(monday + 7) {
                            guard (first...last).contains(day) else {
                                row.element("td") { _ in }
                                continue
                            }
                            let number = String(Day(number: day).day)
                            if let what = due[day], let one = what.first {
                                row.element("td", .class("due state-" + one.state.rawValue)) {
                                    cell in
                                    cell.element(
                                        "a", .href(Link(fragment: anchor(one))),
                                        Attribute(
                                            "title", what.map(\.words).joined(separator: "\n")),
                                        text: number)
                                }
                            } else {
                                row.element(
                                    "td", day == today.number ? .class("today") : nil, text: number)
                            }
                        }
                    }
                    monday += 7
                }
            }
        }
    }

    func content(_ format: Format, _ view: View) throws -> [UInt8]? {
        if format == .csv { return table }
        guard format == .calendar else { return nil }
        let wording = view.wording
        let entries = body.rows.compactMap { row in
            ICalendar.Entry(
                row, state: wording("state." + row.state.rawValue),
                url: view.origin + row.link.address)
        }
        let name = "Lagebild: " + wording("nav.expectations")
        return Array(
            (ICalendar.head(name: name) + entries.map(ICalendar.text).joined() + ICalendar.end)
                .utf8)
    }
}

extension ExpectationsPage {
    private var table: [UInt8] {
        let head = csvBytes([
            "id", "state", "window", "words", "who", "published", "outlet", "document", "moved_on",
            "moved_by", "moved_words",
        ])
        return body.rows.reduce(into: head) { table, row in
            let who = row.statement?.source ?? row.event?.actor ?? []
            table += csvBytes([
                row.id, row.state.rawValue, row.window ?? "", row.words,
                who.map(\.name).joined(separator: "; "), row.document.published ?? "",
                row.document.outlet ?? "", row.document.id, row.movedOn ?? "",
                row.movedBy?.id ?? "", row.movedWords ?? "",
            ])
        }
    }
}

/// What analysts corrected, and what was taken back.
struct CorrectionsPage: PageContent {
    let body: [CorrectionRecord]

    init(_ snapshot: Snapshot) throws { body = try snapshot.corrections().reversed() }

    func title(_ wording: Wording) -> String { wording("nav.corrections") }

    func write(_ page: inout HTML, _ view: View) {
        page.heading(title(view.wording), lead: view.wording("corrections.lead"))
        if body.isEmpty { page.nothing(view.wording("nothing.corrections")) }
        for record in body.prefix(500) { page.correction(record, view) }
    }
}

/// Query language, keys, API.
struct HelpPage: PageContent {
    struct Body: Encodable, Sendable {
        var fields: [String]
        var acts: [String]
        var api: String
    }
    let body = Body(
        fields: Query.Field.allCases.map(\.rawValue), acts: Vocabulary.acts,
        api: "/api/v1/openapi.json")

    func title(_ wording: Wording) -> String { wording("nav.help") }

    func write(_ page: inout HTML, _ view: View) {
        let wording = view.wording
        page.heading(title(wording), lead: wording("help.lead"))
        SearchHelp.write(&page, wording)
        page.element("section", .id("keys"), .class("help")) { page in
            page.element("h2", text: wording("keys.title"))
            page.element("dl", .class("keys")) { Layout.keys(&$0, wording) }
            page.form(["preferences"], view) { form in
                form.hidden("keys", view.hasKeys ? "off" : "on")
                form.element("button", text: wording(view.hasKeys ? "keys.turnoff" : "keys.turnon"))
            }
        }
        page.element("section", .id("api"), .class("help")) { page in
            page.element("h2", text: wording("api.title"))
            page.element("p", text: wording("api.text"))
            page.element("p") {
                $0.link(Link(["api", "v1", "openapi.json"]), text: "/api/v1/openapi.json")
            }
            page.element("pre", Attribute("tabindex", "0")) {
                $0.element(
                    "code",
                    text:
                        "curl \(view.origin)/api/v1/read -H 'content-type: text/plain' -d 'Der Minister sagte, …'"
                )
            }
        }
    }
}
