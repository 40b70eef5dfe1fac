import Language
import Text

/// Compiles readings into the file of a `Lexicon`.
public struct LexiconBuilder {
    private var tagIndex: [String: UInt8] = [:]
    private var tagNames: [String] = []
    private var morphologies: [ArraySlice<UInt8>: Language.Morphology] = [:]
    private var rules: [LemmaRule: UInt16] = [:]
    private var ruleList: [LemmaRule] = []
    private var ruleText: [UInt8] = []
    private var texts: [[UInt8]: UInt32] = [:]
    private var entries: [[UInt64]: UInt32] = [:]
    private var summaries: [EntrySummary] = []
    private var readings: [LexicalReading] = []
    private var kinds: [[UInt64]: UInt16] = [:]
    private var automaton = AutomatonBuilder()
    /// For each ending and capital letter, how many forms of each kind have it.
    private var endings: [UInt64: [UInt32: Int]] = [:]
    private var openTags: UInt64 = 0

    /// What came out, for a report.
    public struct Figures: Sendable {
        public var forms: Int
        public var entries: Int
        public var states: Int
        public var bytes: Int
    }

    private init() {}

    /// Compiles a table of form, lemma, tag and features, separated by tabs, in the order of the
    /// bytes of the forms. A fifth field "+" marks readings that came later: what only they bring is numbered behind all
    /// else, so that models that were trained before them still fit.
    /// - Throws: `GoldError` where the table cannot be read.
    public static func build(
        table path: String, manifest: [(key: String, value: String)], output: String
    ) throws -> Figures {
        guard let file = MappedFile(path) else { throw GoldError.unreadable(path: path) }
        var builder = LexiconBuilder()
        // What tells kinds of forms apart is numbered first, for all but the readings that came later.
        try builder.forEachForm(file, path, withLater: false) { builder, _, group in
            _ = builder.kind(of: group)
        }
        try builder.forEachForm(file, path, withLater: true) { $0.add($1, $2) }
        var writer = ModelFileWriter(kind: "lexicon", manifest: manifest)
        builder.write(to: &writer)
        let bytes = writer.bytes()
        try writer.write(to: output)
        return Figures(
            forms: builder.automaton.formCount, entries: builder.summaries.count,
            states: builder.automaton.stateCount, bytes: bytes.count)
    }

    private mutating func forEachForm(
        _ file: MappedFile, _ path: String, withLater: Bool,
        _ body: (inout LexiconBuilder, _ form: [UInt8], _ readings: Set<UInt64>) -> Void
    ) throws {
        let bytes = file.bytes
        var start = 0
        var number = 0
        var form: [UInt8] = []
        var group: Set<UInt64> = []
        while start < bytes.count {
            var end = start
            var tabs: [Int] = []
            while end < bytes.count, bytes[end] != 10 {
                if bytes[end] == 9 { tabs.append(end) }
                end += 1
            }
            number += 1
            let isLater = tabs.count == 4
            guard tabs.count == 3 || isLater && bytes[(tabs[3] + 1)..<end].elementsEqual([43]),
                tabs[0] > start
            else {
                throw GoldError.malformed(
                    path: path, line: number,
                    reason: "a reading has four fields, and a fifth one \"+\" where it came later")
            }
            let here = Array(bytes[start..<tabs[0]])
            if here != form {
                if !group.isEmpty { body(&self, form, group) }
                form = here
                group = []
            }
            defer { start = end + 1 }
            if isLater, !withLater { continue }
            let last = isLater ? tabs[3] : end
            let lemma = Array(bytes[(tabs[0] + 1)..<tabs[1]])
            let tag = String(decoding: bytes[(tabs[1] + 1)..<tabs[2]], as: UTF8.self)
            group.insert(reading(form, lemma, tag, Array(bytes[(tabs[2] + 1)..<last])[...]))
        }
        if !group.isEmpty { body(&self, form, group) }
    }

    /// The number of what a set of readings says but for the lemmas.
    private mutating func kind(of group: Set<UInt64>) -> UInt16 {
        let key = Set(group.map { $0 & 0xFFFF_FFFF_0000_00FF }).sorted()
        if let known = kinds[key] { return known }
        let kind = UInt16(clamping: kinds.count)
        kinds[key] = kind
        return kind
    }

    /// A reading in one number: morphology, rule, case of the lemma and tag.
    private mutating func reading(
        _ form: [UInt8], _ lemma: [UInt8], _ tag: String, _ features: ArraySlice<UInt8>
    ) -> UInt64 {
        let morphology: Language.Morphology
        if let known = morphologies[features] {
            morphology = known
        } else {
            morphology = Language.Morphology(conllu: String(decoding: features, as: UTF8.self))
            morphologies[features] = morphology
        }
        let index: UInt8
        if let known = tagIndex[tag] {
            index = known
        } else {
            index = UInt8(tagNames.count)
            tagIndex[tag] = index
            tagNames.append(tag)
            if ["NN", "NE", "VV", "AD", "VB", "JJ", "RB"].contains(where: { tag.hasPrefix($0) }) {
                openTags |= 1 << UInt64(index)
            }
        }
        let isSmall = isCapital(form) && !isCapital(lemma)
        let rule = rule(isSmall ? small(form) : form, lemma)
        return UInt64(morphology.rawValue) << 32 | UInt64(rule) << 16 | (isSmall ? 256 : 0)
            | UInt64(index)
    }

    private func isCapital(_ form: [UInt8]) -> Bool {
        guard let first = form.first else { return false }
        return first &- 0x41 < 26
            || first == 0xC3 && form.count > 1 && form[1] >= 0x80 && form[1] < 0x9F
    }

    private func small(_ form: [UInt8]) -> [UInt8] {
        var form = form
        if form[0] < 0x80 { form[0] += 0x20 } else { form[1] += 0x20 }
        return form
    }

    private mutating func rule(_ form: [UInt8], _ lemma: [UInt8]) -> UInt16 {
        func suffixRule(_ form: [UInt8]) -> (cut: Int, text: [UInt8]) {
            var common = 0
            while common < min(form.count, lemma.count), form[common] == lemma[common] {
                common += 1
            }
            return (form.count - common, Array(lemma[common...]))
        }
        var best = suffixRule(form)
        var infix = 255
        if best.cut > 3, form.count > 4 {
            // "gemacht", "aufgemacht", "aufzumachen": without the syllable the rest is regular.
            for at in 0..<min(12, form.count - 3) {
                var shorter = form
                shorter.removeSubrange(at..<at + 2)
                let candidate = suffixRule(shorter)
                if candidate.cut + 2 < best.cut {
                    best = candidate
                    infix = at
                }
            }
        }
        var text = texts[best.text]
        if text == nil {
            text = UInt32(ruleText.count)
            ruleText += best.text
            texts[best.text] = text
        }
        let rule = LemmaRule(
            infix: UInt8(infix), cut: UInt8(clamping: best.cut), text: text!,
            textCount: UInt8(clamping: best.text.count))
        if let known = rules[rule] { return known }
        // So many rules are not there; the rest keeps its form as lemma.
        guard ruleList.count < Int(UInt16.max) else { return 0 }
        rules[rule] = UInt16(ruleList.count)
        ruleList.append(rule)
        return UInt16(ruleList.count - 1)
    }

    private mutating func add(_ form: [UInt8], _ group: Set<UInt64>) {
        guard !form.isEmpty, form.count < 120, !form.contains(0) else { return }
        let key = group.sorted()
        let number: UInt32
        if let known = entries[key] {
            number = known
        } else {
            number = UInt32(summaries.count)
            entries[key] = number
            let kind = kind(of: group)
            var tags: UInt64 = 0
            for value in key { tags |= 1 << (value & 0xFF) }
            summaries.append(
                EntrySummary(
                    tags: tags, firstReading: UInt32(readings.count),
                    readingCount: UInt16(key.count), kind: kind))
            readings += key.map {
                LexicalReading(
                    morphology: Language.Morphology(rawValue: UInt32($0 >> 32)),
                    rule: UInt16(truncatingIfNeeded: $0 >> 16), tag: UInt8($0 & 0xFF),
                    isSmall: $0 & 256 != 0)
            }
        }
        automaton.add(form[...], number: number)
        countEndings(form, number)
    }

    private mutating func countEndings(_ form: [UInt8], _ number: UInt32) {
        let summary = summaries[Int(number)]
        guard summary.tags & ~openTags == 0, form.count >= 6 else { return }
        let capital = isCapital(form)
        form.withUnsafeBufferPointer { form in
            for length in Lexicon.endingLengths where form.count > length + 1 {
                let key = Lexicon.endingKey(
                    UnsafeBufferPointer(rebasing: form[(form.count - length)...]),
                    isCapital: capital)
                endings[key, default: [:]][number, default: 0] += 1
            }
        }
    }

    private mutating func write(to writer: inout ModelFileWriter) {
        writer.add("tags", lines: tagNames)
        writer.add("automaton.roots", automaton.finish())
        writer.add("automaton", automaton.bytes)
        writer.add("entries", summaries)
        writer.add("readings", readings)
        writer.add("rules", ruleList)
        writer.add("rule.text", ruleText)
        // Endings that mostly mean one thing.
        var kept: [UInt64: UInt32] = [:]
        for (key, counts) in endings {
            let total = counts.values.reduce(0, +)
            guard total >= 80,
                let best = counts.max(by: { ($0.value, $1.key) < ($1.value, $0.key) }),
                best.value * 10 >= total * 6
            else { continue }
            kept[key] = best.key
        }
        let places = HashIndex.write(kept.keys.sorted(), "endings", to: &writer)
        var rows = [UInt32](repeating: 0, count: Set(places.values).count)
        for (key, place) in places { rows[place] = kept[key]! }
        writer.add("ending.entries", rows)
    }
}
