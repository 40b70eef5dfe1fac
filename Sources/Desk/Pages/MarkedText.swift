/// A text with its marks, cut at every place where one begins or ends: each piece is one element that
/// carries all its marks, so marks may cross.
struct MarkedText {
    struct Mark {
        var start: Int
        var end: Int
        var role: String
        /// The row of the reading: `s3`, `t1`.
        var row: String?
        /// Whether the row can be opened.
        var isStatement = false
        var label: String?
    }

    let scalars: [Unicode.Scalar]
    let marks: [Mark]
    let language: String

    init(_ rows: ReadingRows, _ wording: Wording) {
        scalars = Array(rows.document.text.unicodeScalars)
        language = rows.document.language
        var marks: [Mark] = []
        func add(
            _ spans: [[Int]]?, _ role: String, _ row: String, isStatement: Bool = false,
            label: String? = nil
        ) {
            for span in spans ?? [] where span.count == 2 && span[0] < span[1] {
                marks.append(
                    Mark(
                        start: span[0], end: span[1], role: role, row: row,
                        isStatement: isStatement,
                        label: label))
            }
        }
        for row in rows.statements ?? [] {
            add(row.content, "content", row.id, isStatement: true)
            add(row.source?.spans, "source", row.id, isStatement: true)
            add(row.cue, "cue", row.id, isStatement: true)
            add(row.addressee?.spans, "addressee", row.id, isStatement: true)
            add(row.medium.map { [$0.span] }, "medium", row.id, isStatement: true)
        }
        for row in rows.times ?? [] {
            add([row.span], "time", row.id, label: row.edtf.map(wording.date) ?? row.value)
        }
        for row in rows.quantities ?? [] {
            add([row.span], "figure", row.id, label: row.figure(wording))
        }
        for row in rows.norms ?? [] {
            add(row.spans, "norm", row.id, label: row.reference ?? row.name)
        }
        for row in rows.events ?? [] {
            add(
                row.trigger ?? row.span.map { [$0] }, "event", row.id,
                label: wording.name("event", row.type))
        }
        let count = scalars.count
        self.marks = marks.filter { $0.start < count }
            .map { mark in
                var mark = mark
                mark.end = min(mark.end, count)
                return mark
            }
            .sorted { ($0.start, $1.end) < ($1.start, $0.end) }
    }

    /// The lines of the text that are not blank, as ranges of code points.
    var paragraphs: [Range<Int>] {
        var paragraphs: [Range<Int>] = []
        var start = 0
        for index in 0...scalars.count where index == scalars.count || scalars[index] == "\n" {
            if scalars[start..<index].contains(where: { !$0.properties.isWhitespace }) {
                paragraphs.append(start..<index)
            }
            start = index + 1
        }
        return paragraphs
    }

    func string(_ range: Range<Int>) -> String {
        var view = String.UnicodeScalarView()
        view.append(contentsOf: scalars[range])
        return String(view)
    }

    /// Writes a paragraph.
    /// - Parameter marks: the marks that touch it, in their order.
    func write(_ page: inout HTML, _ paragraph: Range<Int>, _ marks: [Mark]) {
        var cuts: Set<Int> = [paragraph.lowerBound, paragraph.upperBound]
        for mark in marks {
            for cut in [mark.start, mark.end]
            where paragraph.lowerBound < cut && cut < paragraph.upperBound {
                cuts.insert(cut)
            }
        }
        let places = cuts.sorted()
        var active: [Mark] = []
        var next = 0
        for (start, end) in zip(places, places.dropFirst()) {
            active.removeAll { $0.end <= start }
            while next < marks.count, marks[next].start <= start {
                if marks[next].end > start { active.append(marks[next]) }
                next += 1
            }
            let words = string(start..<end)
            if active.isEmpty {
                page.text(words)
                continue
            }
            var roles: [String] = []
            for mark in active where !roles.contains(mark.role) { roles.append(mark.role) }
            var rows: [String] = []
            for mark in active where mark.isStatement {
                if let row = mark.row, !rows.contains(row) { rows.append(row) }
            }
            let labels = active.compactMap(\.label)
            page.element(
                "span", .class(roles.map { "m-" + $0 }.joined(separator: " ")),
                rows.isEmpty ? nil : Attribute("data-s", rows.joined(separator: " ")),
                labels.isEmpty ? nil : Attribute("title", labels.joined(separator: "; ")),
                text: words)
        }
    }

    /// The marks that touch each paragraph.
    /// - Complexity: O(n) in marks and paragraphs, and the marks that reach over several.
    func marksByParagraph(_ paragraphs: [Range<Int>]) -> [[Mark]] {
        var next = 0
        var open: [Mark] = []
        return paragraphs.map { paragraph in
            open.removeAll { $0.end <= paragraph.lowerBound }
            while next < marks.count, marks[next].start < paragraph.upperBound {
                if marks[next].end > paragraph.lowerBound { open.append(marks[next]) }
                next += 1
            }
            return open
        }
    }
}

extension ReadingRows.Quantity {
    /// The figure with its bounds: `≤ 4 800 000`, `≥ 3`, `10–20`, `≈ 500`.
    func figure(_ wording: Wording) -> String {
        figureText(value: value, low: low, high: high, isApproximate: approximate == true, wording)
            + (unit.map { " " + $0 } ?? "")
    }
}

func figureText(
    value: Double?, low: Double?, high: Double?, isApproximate: Bool = false, _ wording: Wording
) -> String {
    let about = isApproximate ? "≈ " : ""
    if let value { return about + wording.figure(value) }
    return switch (low, high) {
    case (let low?, let high?): about + wording.figure(low) + "–" + wording.figure(high)
    case (let low?, nil): "≥ " + about + wording.figure(low)
    case (nil, let high?): "≤ " + about + wording.figure(high)
    case (nil, nil): ""
    }
}
