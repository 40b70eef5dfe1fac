public import Language
import Text

/// Finds time expressions and says what they mean: TIMEX3 (ISO-TimeML) and EDTF (ISO 8601-2).
///
/// The words and the patterns stand in the folder `times` of the language; the classes that they
/// fill and the calendar are here. After HeidelTime (Strötgen and Gertz 2013). A date never becomes
/// more exact than the text and the publication date allow: what is left open is a set of EDTF.
public struct TimeReader: Sendable {
    let pack: LanguagePack
    let lexicon: PatternLexicon
    let trie: PatternTrie
    /// The operation of each rule.
    let operations: [TimeOperation]
    let slots: [PatternSlot?]
    /// The classes of words that a text which counts days uses.
    let dayMask: ClassMask

    /// Reads `times/words.tsv` and `times/rules.tsv` of the language.
    /// - Throws: `DataError` where one of them is missing or a line cannot be read.
    public init(pack: LanguagePack) throws {
        self.pack = pack
        var lexicon = try PatternLexicon([
            DataFile(pack.folder + "/numbers.tsv"), DataFile(pack.folder + "/times/words.tsv"),
        ])
        trie = try PatternTrie(
            DataFile(pack.folder + "/times/rules.tsv"),
            operations: TimeOperation.allCases.map(\.rawValue), &lexicon)
        operations = trie.rules.map { TimeOperation(rawValue: $0.operation) ?? .none }
        lexicon.seal()
        self.lexicon = lexicon
        slots = lexicon.classNames.map { PatternSlot(className: $0) }
        dayMask = ["offset"].compactMap { lexicon.wordClass($0) }
            .reduce(0) { $0 | 1 << ClassMask($1) }
    }

    /// Appends the time expressions of `text` to `reading`, in text order; spans count bytes.
    /// - Complexity: O(n) in the length of the text.
    public func read(_ text: AnalysedText, into reading: inout Reading) {
        text.bytes.withUnsafeBufferPointer { buffer in
            var builder = PatternCellBuilder(
                lexicon: lexicon, buffer: buffer, capacity: text.tokens.count)
            builder.build(text.tokens)
            builder.cells.withUnsafeBufferPointer { cells in
                var run = TimeRun(
                    reader: self, text: text, published: PublicationDays(text.published))
                run.read(cells)
                reading.times.append(contentsOf: run.rows)
            }
        }
    }
}

/// One text being read.
struct TimeRun {
    let reader: TimeReader
    let text: AnalysedText
    let published: PublicationDays?
    var rows: [TimeExpression] = []
    private var context = TimeContext()
    /// Whether the text speaks of days by their place in the week or from today.
    private var countsDays = false

    init(reader: TimeReader, text: AnalysedText, published: PublicationDays?) {
        self.reader = reader
        self.text = text
        self.published = published
    }

    mutating func read(_ cells: UnsafeBufferPointer<PatternCell>) {
        var matcher = PatternMatcher(trie: reader.trie)
        let rootMask = reader.trie.nodes[0].mask
        countsDays = cells.contains { $0.mask & reader.dayMask != 0 }
        var index = 0
        while index < cells.count {
            guard cells[index].mask & rootMask != 0, !cells[index].flags.contains(.piece) else {
                index += 1
                continue
            }
            matcher.match(cells, from: index)
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
                if let other = matcher.best.core, other.first == first, other.last > last {
                    last = other.last
                } else {
                    matcher.best = found
                }
            }
            let operation = reader.operations[Int(matcher.best.rule)]
            if operation != .none {
                append(
                    operation, reader.trie.rules[Int(matcher.best.rule)], matcher.best.steps, cells,
                    Span(Int(cells[first].start), Int(cells[last].end)),
                    tokens: Int(cells[first].token)...Int(cells[last].token))
            }
            index = last + 1
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
        frame.tense = frame.int(.tense) ?? tense(around: tokens)
        guard var row = resolve(operation, frame, span, tokens) else { return }
        row.id = "t\(rows.count + 1)"
        if let modifier = frame.int(.modifier) {
            row.mod = PatternSymbols.modifiers[modifier]
            if modifier == 0, let edtf = row.edtf, !edtf.contains(where: { "[/~".contains($0) }) {
                row.edtf = edtf + "~"
            }
        }
        rows.append(row)
    }

    // MARK: From a frame to a row

    private mutating func resolve(
        _ operation: TimeOperation, _ frame: PatternFrame, _ span: Span,
        _ tokens: ClosedRange<Int>
    ) -> TimeExpression? {
        var row = TimeExpression(id: "", span: span, type: .date, value: nil)
        switch operation {
        case .none: return nil
        case .now:
            guard countsDays || isReported(tokens) else {
                row.value = PatternSymbols.references[0]
                break
            }
            return resolve(.date, frame, span, tokens)
        case .reference:
            guard let index = frame.int(.reference) else { return nil }
            row.value = PatternSymbols.references[index]
        case .duration:
            row.type = .duration
            row.value = TimeDuration.value(frame)
            if let shift = frame.int(.shift), frame.secondUnit == nil,
                // "in zwei Jahren baute er" does not lie ahead.
                shift < 0 || frame.tense >= 0
            {
                let resolver = TimeResolver(context: context)
                row.edtf = calendar { resolver.shifted(frame, by: shift, from: $0) }?.edtf
            }
        case .set:
            row.type = .set
            row.value = TimeDuration.set(frame)
        case .date, .time:
            let resolver = TimeResolver(context: context)
            guard let found = calendar({ resolver.date(frame, today: $0) }) else {
                return frame.int(.day) == nil ? nil : row
            }
            row.value = found.value
            row.edtf = found.edtf
            if operation == .time || frame[.daypart] != nil { row.type = .time }
            if let years = frame.int(.years), frame[.month] == nil, frame[.season] == nil {
                row.edtf = "\(padded(years / 10_000, 4))/\(padded(years % 10_000, 4))"
                if !Text.isValidEDTF(row.edtf!) { row.edtf = nil }
            }
            remember(found.single, frame)
        case .shift:
            let resolver = TimeResolver(context: context)
            guard
                let found = calendar({
                    resolver.shifted(frame, by: frame.int(.shift) ?? -1, from: $0)
                })
            else {
                row.type = .duration
                row.value = TimeDuration.value(frame)
                break
            }
            row.value = found.value
            row.edtf = found.edtf
        case .follow:
            let resolver = TimeResolver(context: context)
            let found = resolver.shifted(
                frame, by: frame.int(.shift) ?? -1,
                from: context.lastDate?.firstDay
                    ?? (published?.isSingleDay == true ? published?.first : nil))
            guard let found else {
                row.type = .duration
                row.value = TimeDuration.value(frame)
                break
            }
            row.value = found.timex
            row.edtf = found.edtf
            remember(found, frame)
        case .period:
            guard let found = period(frame) else { return nil }
            row.value = found.timex
            row.edtf = found.edtf
        }
        return row
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

    /// The quarter that is spoken of, or the same one of another year.
    private func period(_ frame: PatternFrame) -> CalendarValue? {
        let relation = frame.int(.relation) ?? 0
        if var last = context.lastPeriod {
            last.year += relation
            return last
        }
        guard let published, published.isSingleDay else { return nil }
        let resolver = TimeResolver(context: context)
        if frame.unit?.kind == .quarter {
            var quarter = resolver.moved(
                TimeUnit(kind: .quarter, factor: 1), by: -1, today: published.first)
            quarter?.year += relation
            return quarter
        }
        return resolver.moved(
            TimeUnit(kind: .year, factor: 1), by: relation, today: published.first)
    }

    private mutating func remember(_ value: CalendarValue?, _ frame: PatternFrame) {
        guard let value, value.year != CalendarValue.unknown, value.exists else { return }
        if value.grain == .quarter {
            context.lastPeriod = value
        }
        context.lastDate = value
        if value.grain == .day { context.lastDay = value.firstDay }
    }

    // MARK: Tense

    /// Whether a reporting verb stands next to an expression ("sagte heute").
    private func isReported(_ tokens: ClosedRange<Int>) -> Bool {
        [tokens.lowerBound - 1, tokens.upperBound + 1].contains { index in
            text.tokens.indices.contains(index)
                && text.pack.cues.forms(of: text.tokens[index].hash) != nil
        }
    }

    /// How far verbs are looked for, in tokens.
    private static let reach = 14

    /// -1 where the verb next to an expression is in the past, 1 where it is in the future.
    private func tense(around tokens: ClosedRange<Int>) -> Int {
        let all = text.tokens
        var back = tokens.lowerBound - 1
        var ahead = tokens.upperBound + 1
        for _ in 0..<Self.reach {
            if back >= 0, all[back].kind != .sentenceEnd {
                let found = tense(of: all[back])
                if found != 0 { return found }
                back -= 1
            } else {
                back = -1
            }
            if ahead < all.count, all[ahead].kind != .sentenceEnd {
                let found = tense(of: all[ahead])
                if found != 0 { return found }
                ahead += 1
            } else {
                ahead = all.count
            }
        }
        return 0
    }

    private func tense(of token: Token) -> Int {
        guard token.kind == .word else { return 0 }
        let entry = reader.lexicon.entry(of: token.hash)
        guard entry >= 0, reader.lexicon.tenseClass != 255 else {
            let forms = text.pack.cues.forms(of: token.hash)
            return forms?.contains { $0.shape == .infinitive } == false ? -1 : 0
        }
        let senses = reader.lexicon.entries[Int(entry)]
        guard senses.mask & 1 << ClassMask(reader.lexicon.tenseClass) != 0 else { return 0 }
        return Int(reader.lexicon.value(ofEntry: entry, reader.lexicon.tenseClass))
    }
}
