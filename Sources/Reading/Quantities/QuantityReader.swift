public import Language
import Text

/// Finds figures and what they count: "bis zu 4,8 Millionen Granaten", "about 20 people", "$3 bn".
///
/// Number words, scales, bounds and units are tables of the language; patterns put them together.
/// What is part of a time expression, an ordinal, or the number of something ("Artikel 51") is no
/// quantity; "several" and "dozens" name no figure.
public struct QuantityReader: Sendable {
    let lexicon: PatternLexicon
    let trie: PatternTrie
    let units: UnitNames
    let slots: [PatternSlot?]
    /// Classes behind which the whole follows: "a quarter of the votes".
    let takesWhole: [Bool]
    let core: LanguageCore

    /// Reads `numbers.tsv`, `quantities.tsv` and its `rule` lines.
    /// - Parameter core: gives the base forms of what is counted, where the language has a lexicon.
    /// - Throws: `DataError` where one of them is missing or a line cannot be read.
    public init(pack: LanguagePack, core: LanguageCore) throws {
        self.core = core
        let file = try DataFile(pack.folder + "/quantities.tsv")
        var units = UnitNames()
        let words = file.selecting { !units.read($0) && $0[0] != "rule" && $0[0] != "define" }
        var lexicon = try PatternLexicon([DataFile(pack.folder + "/numbers.tsv"), words])
        let rules = file.selecting { $0[0] == "rule" || $0[0] == "define" }
        trie = try PatternTrie(
            rules.droppingFirstField(of: "rule"), operations: ["quantity", "none"], &lexicon)
        lexicon.seal()
        self.lexicon = lexicon
        self.units = units
        slots = lexicon.classNames.map { PatternSlot(className: $0) }
        takesWhole = lexicon.classNames.map { $0.hasSuffix("-part") || $0.hasSuffix("-many") }
    }

    /// Appends the quantities of `text` to `reading`, in text order; spans count bytes. The times of
    /// the text must be in `reading` already.
    /// - Complexity: O(n) in the length of the text.
    public func read(_ text: AnalysedText, into reading: inout Reading) {
        text.bytes.withUnsafeBufferPointer { buffer in
            var builder = PatternCellBuilder(
                lexicon: lexicon, buffer: buffer, capacity: text.tokens.count)
            builder.build(text.tokens)
            builder.cells.withUnsafeBufferPointer { cells in
                var run = QuantityRun(reader: self, text: text, times: reading.times.map(\.span))
                run.read(cells)
                reading.quantities.append(contentsOf: run.rows)
            }
        }
    }
}

/// One text being read.
struct QuantityRun {
    let reader: QuantityReader
    let text: AnalysedText
    /// The spans of its times, in order.
    let times: [Span]
    var rows: [Quantity] = []
    private var nextTime = 0

    init(reader: QuantityReader, text: AnalysedText, times: [Span]) {
        self.reader = reader
        self.text = text
        self.times = times
    }

    mutating func read(_ cells: UnsafeBufferPointer<PatternCell>) {
        var matcher = PatternMatcher(
            trie: reader.trie, words: PatternWords(lexicon: reader.lexicon, text: text, core: nil))
        let rootMask = reader.trie.nodes[0].mask
        var index = 0
        while index < cells.count {
            guard cells[index].mask & rootMask != 0 else {
                index += 1
                continue
            }
            matcher.match(cells, from: index)
            guard let (first, last) = matcher.best.core else {
                index += 1
                continue
            }
            let rule = reader.trie.rules[Int(matcher.best.rule)]
            if rule.operation == "quantity" {
                append(rule, matcher.best.steps, cells, first, last)
            }
            index = last + 1
        }
    }

    private mutating func append(
        _ rule: PatternRule, _ steps: [PatternStep], _ cells: UnsafeBufferPointer<PatternCell>,
        _ first: Int, _ last: Int
    ) {
        var span = Span(Int(cells[first].start), Int(cells[last].end))
        while nextTime < times.count, times[nextTime].end <= span.start { nextTime += 1 }
        if nextTime < times.count, times[nextTime].overlaps(span) { return }
        // A number in a row of numbers is a telephone number or a table.
        if first > 0, cells[first - 1].mask & PatternLexicon.Builtin.int.bit != 0 { return }
        if last + 1 < cells.count, cells[last + 1].mask & PatternLexicon.Builtin.int.bit != 0 {
            return
        }
        if cells[first].flags.contains(.hyphenBefore) { return }
        // "35-Jährige", "4th": the number is a part of a word.
        if last + 1 < cells.count, cells[last + 1].token == cells[last].token { return }

        var frame = PatternFrame()
        var numberWord = false
        var takesWhole = false
        for step in steps where step.wordClass != 255 && step.cell >= 0 {
            guard let slot = reader.slots[Int(step.wordClass)] else { continue }
            let cell = cells[Int(step.cell)]
            if reader.takesWhole[Int(step.wordClass)] { takesWhole = true }
            if slot == .number,
                cell.entry >= 0 || cell.mask & PatternLexicon.Builtin.number.bit != 0
            {
                numberWord = true
            }
            frame.add(reader.lexicon.value(of: cell, step.wordClass), to: slot)
        }
        for constant in rule.constants { frame[constant.slot] = constant.value }
        guard var number = frame[.number] ?? (frame[.scale] != nil ? 1 : nil) else { return }
        var second = frame.second(.number)
        if let scale = frame[.scale] {
            number *= scale
            second = second.map { $0 * (frame.second(.scale) ?? scale) }
        }
        var row = Quantity(id: "q\(rows.count + 1)", span: span)
        var hasUnit = frame[.name] != nil
        if let name = frame.int(.name) {
            row.unit = reader.lexicon.names[name]
        } else if let unit = countedNoun(behind: cells[last], takesWhole) {
            // The time "drei Jahren" is not counted by the number before it.
            if nextTime < times.count, times[nextTime].overlaps(unit.span) { return }
            if isPostcode(cells[last], unit) { return }
            row.unit = unit.name
            span.end = unit.span.end
            row.span = span
            hasUnit = true
        }
        if !hasUnit {
            let isYear = cells[last].mask & PatternLexicon.Builtin.year.bit != 0
            guard
                frame[.scale] != nil && !takesWhole
                    || (frame[.modifier] != nil && !numberWord && !isYear)
            else { return }
        }
        // "one", "ein" count only what is measured.
        if number == 1, numberWord, frame[.name] == nil, frame[.scale] == nil { return }
        if takesWhole, !hasUnit { return }
        bound(&row, number, second, frame.int(.modifier))
        rows.append(row)
    }

    private func bound(_ row: inout Quantity, _ number: Double, _ second: Double?, _ modifier: Int?)
    {
        let symbol = modifier.map { PatternSymbols.modifiers[$0] }
        row.approximate = symbol == "APPROX" || symbol == "MANY"
        if let second {
            (row.low, row.high) = (min(number, second), max(number, second))
            return
        }
        switch symbol {
        case "MORE_THAN", "EQUAL_OR_MORE", "MANY": row.low = number
        case "LESS_THAN", "EQUAL_OR_LESS": row.high = number
        default: row.value = number
        }
    }

    // MARK: What is counted

    /// Words that end a noun phrase.
    private static let closed: WordClasses = [
        .article, .pronoun, .possessive, .personalPronoun, .relativePronoun, .preposition,
        .conjunction, .complementizer, .subordinator, .auxiliary, .modal, .negation, .finiteVerb,
        .impersonal, .adverb,
    ]

    /// The noun behind a number: with at most two adjectives before it.
    private func countedNoun(
        behind cell: PatternCell, _ takesWhole: Bool
    ) -> (name: String, span: Span)? {
        var index = Int(cell.token)
        while index < text.tokens.count, text.tokens[index].start < cell.end { index += 1 }
        if takesWhole {
            let start = index
            while index < text.tokens.count, index - start < 3,
                reader.units.partitives.contains(text.tokens[index].hash)
            { index += 1 }
            // The whole may be a mass: "a fifth of the land".
            if index > start, let noun = noun(at: index) { return noun }
        }
        var plural: Int?
        for offset in 0..<4 {
            let token = index + offset
            guard token < text.tokens.count, text.tokens[token].kind == .word,
                text.tokens[token].flags.contains(.spaceBefore),
                !text.tokens[token].flags.contains(.paragraphStart),
                isNoun(token) || !text.has(token, Self.closed),
                isNoun(token)
                    || text.cueForms(token)?
                        .contains(where: { $0.shape == .finite }) != true
            else { break }
            if reader.units.hasCapitalNouns {
                if text.tokens[token].isCapitalised { return unit(token) }
                if offset >= 3 { break }
            } else {
                if offset == 3 { break }
                let word = text.string(token)
                if reader.units.looksPlural(word) {
                    plural = token
                    if reader.units.isKnown(word) { break }
                } else if plural != nil {
                    break
                }
            }
        }
        return plural.map(unit)
    }

    /// Whether five figures in a row stand before a word of which no base form is known: the
    /// postcode of a town.
    private func isPostcode(
        _ cell: PatternCell, _ unit: (name: String, span: Span)
    ) -> Bool {
        let token = text.tokens.partitionPoint { Int($0.end) > unit.span.start }
        let isPlace =
            text.analysis.entities.isEmpty || text.analysis.entities[token].kind == .location
        return cell.end - cell.start == 5 && cell.number >= 1000 && cell.number < 100_000
            && text.bytes[Int(cell.start)..<Int(cell.end)].allSatisfy { $0 &- 0x30 < 10 }
            && reader.units.hasCapitalNouns && isPlace
            && (!reader.units.knowsBase(unit.name) || !text.analysis.entities.isEmpty)
    }

    /// Whether the tagger takes a token for a noun; false without tagger.
    private func isNoun(_ token: Int) -> Bool {
        !text.analysis.universalTags.isEmpty && text.analysis.universalTags[token] == .noun
    }

    /// The first noun at a token, behind at most two adjectives.
    private func noun(at index: Int) -> (name: String, span: Span)? {
        guard !text.analysis.universalTags.isEmpty else { return nil }
        for token in index..<min(index + 3, text.tokens.count) {
            switch text.analysis.universalTags[token] {
            case .noun:
                // The last of several nouns is the head.
                var head = token
                while head + 1 < text.tokens.count, head - token < 4, !reader.units.hasCapitalNouns,
                    text.analysis.universalTags[head + 1] == .noun
                { head += 1 }
                return unit(head)
            case .adjective: continue
            default: return nil
            }
        }
        return nil
    }

    private func unit(_ token: Int) -> (name: String, span: Span) {
        let word = text.string(token)
        return (reader.units.base(of: word, lemma: lemma(token, word)), text.tokens[token].span)
    }

    /// The lemma of a noun where the lexicon has it as a noun; nouns that are adjectives take the ending that they
    /// have without an article.
    private func lemma(_ token: Int, _ word: String) -> String? {
        guard let lexicon = reader.core.lexicon, !text.analysis.universalTags.isEmpty,
            text.analysis.universalTags[token] == .noun
        else { return nil }
        let origin = Array(word.utf8).withUnsafeBufferPointer {
            lexicon.lookUp($0, isInitial: false).origin
        }
        guard origin == .exact || origin == .compound else { return nil }
        let lemma = reader.core.lemma(of: token, in: text)
        // A unit of another first letter is none of this word.
        guard lemma.first?.lowercased() == word.first?.lowercased() else { return nil }
        return lemma
    }
}
