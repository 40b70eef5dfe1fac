import Language
import Text

/// One text being read: patterns find expressions, and each is resolved in the order of the text,
/// since a date counts for those that follow it.
struct TimeRun {
    let reader: TimeReader
    let text: AnalysedText
    let published: PublicationDays?
    var rows: [TimeExpression] = []
    private var context = TimeContext()
    private let clauseTense: ClauseTense
    /// Whether the text speaks of days by their place in the week or from today.
    private var countsDays = false
    /// The sentence of the expression that is read, and how many paragraphs began before it.
    private var sentence = 0
    private var paragraph = 0
    private var scanned = 0

    init(reader: TimeReader, text: AnalysedText, published: PublicationDays?) {
        self.reader = reader
        self.text = text
        self.published = published
        clauseTense = ClauseTense(text: text, lexicon: reader.lexicon)
    }

    mutating func read(_ cells: UnsafeBufferPointer<PatternCell>) {
        // The cell behind the date read last: where lists and ranges go on.
        var behind = -1
        var matcher = PatternMatcher(
            trie: reader.trie,
            words: PatternWords(lexicon: reader.lexicon, text: text, core: reader.core))
        let rootMask = reader.trie.nodes[0].mask
        countsDays = cells.contains { $0.mask & reader.dayMask != 0 }
        var index = 0
        while index < cells.count {
            guard cells[index].mask & rootMask != 0, !cells[index].flags.contains(.piece) else {
                index += 1
                continue
            }
            matcher.match(cells, from: index, isBehind: index == behind)
            guard matcher.best.rule >= 0 else {
                index += 1
                continue
            }
            guard let (first, end) = matcher.best.core else {
                index += 1
                continue
            }
            var last = end
            // What begins behind the context may reach further.
            if first > index {
                let found = matcher.best
                matcher.match(cells, from: first)
                if let other = matcher.best.core, other.first == first,
                    (other.last, matcher.best.end) > (last, found.end)
                {
                    last = other.last
                } else {
                    matcher.best = found
                }
            }
            // "MIP-Montag" is a name.
            guard !isEndOfName(cells, first) else {
                index = first + 1
                continue
            }
            let rule = reader.trie.rules[Int(matcher.best.rule)]
            let operation = reader.operations[Int(matcher.best.rule)]
            if operation != .none {
                append(
                    operation, rule, matcher.best.steps, cells,
                    Span(Int(cells[first].start), Int(cells[last].end)),
                    tokens: Int(cells[first].token)...Int(cells[last].token))
            }
            index = last + 1
            if operation == .date || operation == .time || operation == .set { behind = index }
        }
    }

    private mutating func append(
        _ operation: TimeOperation, _ rule: PatternRule, _ steps: [PatternStep],
        _ cells: UnsafeBufferPointer<PatternCell>, _ span: Span,
        tokens: ClosedRange<Int>
    ) {
        var frame = PatternFrame()
        for step in steps where step.wordClass != 255 && step.cell >= 0 {
            guard let slot = reader.slots[Int(step.wordClass)] else { continue }
            frame.add(reader.lexicon.value(of: cells[Int(step.cell)], step.wordClass), to: slot)
        }
        for constant in rule.constants { frame[constant.slot] = constant.value }
        move(to: tokens.lowerBound)
        let time: ClauseTime
        switch frame.int(.tense) {
        case 1: time = .future
        case -1: time = .past
        case let fixed:
            let found = clauseTense.time(around: tokens)
            time = fixed == 2 && found != .past ? .future : found
        }
        // "every Monday and Thursday"
        let goesOn =
            frame[.behind] != nil && frame[.weekday] != nil && rows.last?.type == .set
        guard var row = resolve(goesOn ? .set : operation, frame, time, span, tokens)
        else { return }
        row.id = "t\(rows.count + 1)"
        if let modifier = frame.int(.modifier) {
            row.mod = PatternSymbols.modifiers[modifier]
            row.edtf = row.edtf.map { bounded($0, PatternSymbols.modifiers[modifier]) }
        }
        rows.append(row)
    }

    /// Whether a cell is the last part of a word with hyphens whose other parts are no time words.
    private func isEndOfName(_ cells: UnsafeBufferPointer<PatternCell>, _ index: Int) -> Bool {
        guard index > 0, cells[index].flags.contains(.hyphenBefore) else { return false }
        let before = cells[index - 1]
        return before.entry < 0
            && before.mask & ~(PatternLexicon.Builtin.word.bit | PatternLexicon.Builtin.any.bit)
                == 0
    }

    /// What a modifier makes of a date.
    private func bounded(_ edtf: String, _ modifier: String) -> String {
        guard !edtf.contains(where: { "[/~".contains($0) }) else { return edtf }
        switch modifier {
        case "APPROX": return edtf + "~"
        case "ON_OR_AFTER", "AFTER": return edtf + "/.."
        case "ON_OR_BEFORE", "BEFORE": return "../" + edtf
        default: return edtf
        }
    }

    /// Counts sentences and paragraphs up to a token.
    private mutating func move(to token: Int) {
        while scanned < token {
            scanned += 1
            if text.tokens[scanned].flags.contains(.paragraphStart) { paragraph += 1 }
        }
        while sentence + 1 < text.sentences.count,
            text.sentences[sentence + 1].tokens.lowerBound <= token
        {
            sentence += 1
        }
    }

    // MARK: From a frame to a row

    private mutating func resolve(
        _ operation: TimeOperation, _ frame: PatternFrame, _ time: ClauseTime, _ span: Span,
        _ tokens: ClosedRange<Int>
    ) -> TimeExpression? {
        var row = TimeExpression(id: "", span: span, type: .date, value: nil)
        let resolver = TimeResolver(
            context: context, conventions: reader.conventions, time: time)
        switch operation {
        case .none: return nil
        case .now:
            guard countsDays || isReported(tokens) else {
                row.value = PatternSymbols.references[0]
                row.edtf = published.map { TimeWindow.edtf(reference: 0, from: $0) }
                row.isRelative = true
                break
            }
            return resolve(.date, frame, time, span, tokens)
        case .reference:
            guard let index = frame.int(.reference) else { return nil }
            // "Soon he left": soon after something else, nothing that lies ahead.
            if index == 2, frame.unit == nil, time == .past { return nil }
            row.value = PatternSymbols.references[index]
            row.isRelative = true
            row.edtf = anchor.flatMap {
                frame.unit != nil && index > 0
                    ? TimeWindow.edtf(frame, direction: index == 1 ? -1 : 1, from: $0)
                    : TimeWindow.edtf(reference: index, from: $0)
            }
        case .duration:
            row.type = .duration
            row.value = length(frame)
            row.edtf = otherEnd(frame, time)
            if frame.int(.relation) == 0 { context.speaksOfLength = true }
        case .set:
            row.type = .set
            row.value = TimeDuration.set(frame)
        case .date, .time:
            row.isRelative =
                [.year, .calendar, .years, .era].allSatisfy { frame[$0 as PatternSlot] == nil }
            if operation == .time || frame[.daypart] != nil { row.type = .time }
            guard let found = calendar({ resolver.date(frame, today: $0) }) else {
                return frame[.day] == nil && frame[.calendar] == nil && frame[.ordinal] == nil
                    ? nil : row
            }
            row.value = found.value
            row.edtf = found.edtf
            if let years = frame.int(.years), frame[.month] == nil, frame[.season] == nil {
                row.edtf = "\(padded(years / 10_000, 4))/\(padded(years % 10_000, 4))"
                if !Text.isValidEDTF(row.edtf!) { row.edtf = nil }
            }
            // "1989-90"
            if let year = frame.int(.year), let short = frame.int(.year2), frame[.month] == nil,
                short > year % 100
            {
                row.edtf = "\(padded(year, 4))/\(padded(year / 100 * 100 + short, 4))"
            }
            remember(found.single, frame)
        case .shift:
            row.isRelative = true
            let found = calendar {
                resolver.shifted(frame, by: frame.int(.shift) ?? -1, from: $0)
            }
            guard let found else {
                row.type = .duration
                row.value = length(frame)
                break
            }
            row.value = found.value
            row.edtf = found.edtf
        case .from, .edge:
            row.isRelative = frame[.year] == nil && frame[.calendar] == nil
            let found = calendar {
                operation == .from
                    ? resolver.distant(frame, today: $0) : resolver.edge(frame, today: $0)
            }
            guard let found else {
                row.value = CalendarValue(.day, CalendarValue.unknown).timex
                break
            }
            if found.single.map({ $0.daypart >= 0 || $0.minute >= 0 }) ?? false { row.type = .time }
            row.value = found.value
            row.edtf = found.edtf
            remember(found.single, frame)
        case .follow:
            row.isRelative = true
            guard let found = follow(frame, resolver) else {
                guard frame.unit?.isClock == false, let unit = frame.unit,
                    let open = resolver.moved(unit, by: 0, today: nil)
                else {
                    row.type = .duration
                    row.value = length(frame)
                    break
                }
                row.value = open.timex
                break
            }
            row.value = found.timex
            row.edtf = found.edtf
            if found.daypart >= 0 { row.type = .time }
            remember(found, frame)
        case .period:
            row.isRelative = true
            guard let found = period(frame, resolver) else { return nil }
            row.value = found.timex
            row.edtf = found.edtf
        }
        return row
    }

    private func length(_ frame: PatternFrame) -> String? {
        TimeDuration.value(frame, keepsDecimals: reader.conventions.keepsDecimals)
    }

    /// The other end of a length of time that goes back or forward from the day of speaking, or the
    /// stretch between both.
    private func otherEnd(_ frame: PatternFrame, _ time: ClauseTime) -> String? {
        guard frame.secondUnit == nil else { return nil }
        if let anchor = frame.int(.anchor) {
            let resolver = TimeResolver(
                context: context, conventions: reader.conventions, time: time)
            return anchor == 1 ? follow(frame, resolver)?.edtf : nil
        }
        if let relation = frame.int(.relation), relation != 0 {
            return anchor.flatMap { TimeWindow.edtf(frame, direction: relation, from: $0) }
        }
        // "in zwei Jahren baute er" does not lie ahead.
        guard let shift = frame.int(.shift), shift < 0 || time != .past else { return nil }
        let resolver = TimeResolver(
            context: context, conventions: reader.conventions, time: time)
        return calendar { resolver.shifted(frame, by: shift, from: $0) }?.edtf
    }

    /// The day from which an expression looks back or ahead: the one named before in the same
    /// sentence, on which something was said ("Am Mittwoch hieß es, in den kommenden Tagen …"),
    /// otherwise the publication.
    private var anchor: PublicationDays? {
        if let day = context.lastDay, context.lastDaySentence == sentence,
            published.map({ day <= $0.last }) ?? true
        {
            return PublicationDays(day: day)
        }
        return published
    }

    /// What a frame means for every day on which the text may have been published.
    private func calendar(
        _ find: (Int?) -> CalendarValue?
    ) -> (value: String?, edtf: String?, single: CalendarValue?)? {
        guard let published else {
            guard let value = find(nil) else { return nil }
            return value.exists ? (value.timex, value.edtf, value) : nil
        }
        if published.isSingleDay {
            guard let value = find(published.first), value.exists else { return nil }
            return (value.timex, value.edtf, value)
        }
        return OpenDate(published, find).map { ($0.value, $0.edtf, $0.single) }
    }

    /// The point that lies a length of time from the date named last. That date must be known at
    /// least as exactly as the unit counts: "two days later" than a year is no day.
    private func follow(_ frame: PatternFrame, _ resolver: TimeResolver) -> CalendarValue? {
        if let weekday = frame.int(.weekday) {
            let today = published?.isSingleDay == true ? published?.first : nil
            guard let last = context.lastDay ?? today else {
                return CalendarValue(.weekday, CalendarValue.unknown, weekday)
            }
            if frame.int(.shift) == -1 {
                return CalendarValue(
                    day: last - (CivilCalendar.weekday(last) - weekday + 6) % 7 - 1)
            }
            return CalendarValue(
                day: last + (weekday - CivilCalendar.weekday(last) + 6) % 7 + 1)
        }
        guard let unit = frame.unit, !unit.isClock else { return nil }
        let today = published?.isSingleDay == true ? published?.first : nil
        let base: Int?
        if let last = context.lastDate {
            base = last.grain >= unit.grain ? last.firstDay : context.lastDay
        } else {
            base = today
        }
        guard var found = resolver.shifted(frame, by: frame.int(.shift) ?? -1, from: base) else {
            return nil
        }
        if found.grain == .day, let daypart = frame.int(.daypart) { found.daypart = daypart }
        return found
    }

    /// The quarter that is spoken of, or the same one of another year.
    private func period(_ frame: PatternFrame, _ resolver: TimeResolver) -> CalendarValue? {
        let relation = frame.int(.relation) ?? 0
        let today = published?.isSingleDay == true ? published?.first : nil
        if context.speaksOfLength, relation != 0, let today {
            return resolver.moved(TimeUnit(kind: .year, factor: 1), by: relation, today: today)
        }
        if var last = context.lastPeriod {
            last.year = frame.int(.year) ?? last.year + relation
            return last
        }
        if frame.unit?.kind == .quarter, let today {
            var quarter = resolver.moved(
                TimeUnit(kind: .quarter, factor: 1), by: -1, today: today)
            let year = quarter.map { frame.int(.year) ?? $0.year + relation }
            quarter?.year = year ?? CalendarValue.unknown
            return quarter
        }
        if let year = frame.int(.year) { return CalendarValue(.year, year) }
        return today.flatMap {
            resolver.moved(TimeUnit(kind: .year, factor: 1), by: relation, today: $0)
        }
    }

    private mutating func remember(_ value: CalendarValue?, _ frame: PatternFrame) {
        guard let value, value.year != CalendarValue.unknown, value.exists else { return }
        // A quarter that is not over has no results that could be spoken of.
        if value.grain == .quarter, frame[.ordinal] != nil,
            let first = value.firstDay, published.map({ first + 90 <= $0.last }) ?? true
        {
            context.lastPeriod = value
        }
        if value.grain == .quarter { context.speaksOfLength = false }
        context.lastDate = value
        if value.grain == .day {
            context.lastDay = value.firstDay
            context.lastDaySentence = sentence
            context.lastDayParagraph = paragraph
            context.lastDayHasWeekday = frame[.weekday] != nil
        }
    }

    /// Whether a reporting verb stands next to an expression ("sagte heute").
    private func isReported(_ tokens: ClosedRange<Int>) -> Bool {
        [tokens.lowerBound - 1, tokens.upperBound + 1].contains { index in
            text.tokens.indices.contains(index)
                && text.cueForms(index) != nil
        }
    }
}
