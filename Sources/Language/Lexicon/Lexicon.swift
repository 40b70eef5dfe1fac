/// All forms of the words of a language that are known, with what each can be.
///
/// Forms lead to *entries*: an entry is a set of readings (tag, inflection, the way from the form
/// to its lemma), and forms that are inflected alike share one. The file is read in place.
///
/// A class: it never changes, and is handed on with every token that is looked at.
public final class Lexicon: Sendable {
    /// The manifest of the file: sources and licence.
    public var manifest: String { file.manifest }
    /// The tags of the language; a set of them is a bit set over these indices.
    public let tagNames: [String]

    private let file: ModelFile
    private let automaton: Automaton
    /// `nonisolated(unsafe)`: mapped, never written, and `file` keeps them.
    private nonisolated(unsafe) let entries: UnsafeBufferPointer<EntrySummary>
    private nonisolated(unsafe) let readings: UnsafeBufferPointer<LexicalReading>
    private nonisolated(unsafe) let rules: UnsafeBufferPointer<LemmaRule>
    private nonisolated(unsafe) let ruleText: UnsafeBufferPointer<UInt8>
    private let endings: HashIndex
    private nonisolated(unsafe) let endingEntries: UnsafeBufferPointer<UInt32>
    /// The first letter of each tag.
    private let families: [UInt8]
    /// Tags that the head of a compound has to have: nouns, and what is written small.
    private let nounTags: UInt64
    let memories = MemoryPool { FormMemory<Lookup>() }

    /// - Throws: `DataError.damaged` where the file does not hold together.
    public init(_ file: ModelFile) throws {
        self.file = file
        tagNames = try file.strings("tags")
        automaton = try Automaton(file)
        entries = try file.section("entries", of: EntrySummary.self)
        readings = try file.section("readings", of: LexicalReading.self)
        rules = try file.section("rules", of: LemmaRule.self)
        ruleText = try file.section("rule.text", of: UInt8.self)
        endings = try HashIndex(file, "endings")
        endingEntries = try file.section("ending.entries", of: UInt32.self)
        var nouns: UInt64 = 0
        for (index, name) in tagNames.enumerated() where name.hasPrefix("NN") && index < 64 {
            nouns |= 1 << UInt64(index)
        }
        nounTags = nouns
        families = tagNames.map { $0.utf8.first ?? 0 }
        guard tagNames.count <= 64, endingEntries.count == endings.count,
            endingEntries.allSatisfy({ $0 < entries.count }),
            entries.allSatisfy({ Int($0.firstReading) + Int($0.readingCount) <= readings.count }),
            readings.allSatisfy({ Int($0.rule) < rules.count && $0.tag < 64 }),
            rules.allSatisfy({ Int($0.text) + Int($0.textCount) <= ruleText.count })
        else { throw DataError.damaged(path: file.path, reason: "its tables do not fit") }
    }

    /// How a form was found.
    public enum Origin: UInt8, Sendable, BitwiseCopyable {
        case unknown
        /// The form stands in the lexicon.
        case exact
        /// It stands there with a small first letter, as at the beginning of a sentence.
        case small
        /// Its last part stands there: the head of a compound, or a verb behind a prefix.
        case compound
        /// Only its ending is known.
        case ending
    }

    /// What the lexicon says of a form.
    public struct Lookup: Sendable, BitwiseCopyable {
        /// The entry, and a second one for a form that begins a sentence; -1 for none.
        var entry: Int32 = -1
        var other: Int32 = -1
        public var origin = Origin.unknown
        /// Where the part that was found begins, in bytes.
        var start: UInt16 = 0
        /// The tags it can have, as a bit set over `tagNames`.
        public var tags: UInt64 = 0
        /// Equal for forms that can be the same; 0 where nothing is known.
        package var kind: UInt32 = 0
    }

    /// Looks a form up.
    /// - Parameter isInitial: whether its capital letter may be that of a sentence.
    /// - Complexity: O(n²) in the length of a form that is not known, which is at most 200 bytes.
    public func lookUp(_ form: UnsafeBufferPointer<UInt8>, isInitial: Bool) -> Lookup {
        var result = Lookup()
        let isCapital =
            form.first.map { $0 &- 0x41 < 26 || $0 == 0xC3 && startsWithCapital(form) }
            ?? false
        if let number = entry(automaton.number(of: form)) {
            result.entry = Int32(number)
            result.origin = .exact
        }
        if isInitial, isCapital,
            let number = entry(automaton.number(of: form, firstLetter: .small))
        {
            if result.entry < 0 {
                result.entry = Int32(number)
                result.origin = .small
            } else if Int32(number) != result.entry {
                result.other = Int32(number)
            }
        }
        if result.entry < 0 { findHead(form, isCapital: isCapital, &result) }
        if result.entry < 0 { findEnding(form, isCapital: isCapital, &result) }
        guard result.entry >= 0 else { return result }
        let first = entries[Int(result.entry)]
        result.tags = first.tags
        result.kind = UInt32(first.kind) + 1
        if result.other >= 0 {
            let second = entries[Int(result.other)]
            result.tags |= second.tags
            result.kind = result.kind &* 0x10001 ^ (UInt32(second.kind) + 1) << 8
        }
        // What was only guessed is not what was found.
        if result.origin == .ending { result.kind ^= 0x4000_0000 }
        if result.origin == .compound { result.kind ^= 0x2000_0000 }
        return result
    }

    /// The readings of a form.
    public func readings(of lookup: Lookup) -> [LexicalReading] {
        [lookup.entry, lookup.other].filter { $0 >= 0 }.flatMap { number in
            let entry = entries[Int(number)]
            return readings[
                Int(entry.firstReading)..<Int(entry.firstReading) + Int(entry.readingCount)]
        }
    }

    /// The inflections that a form can have with one of these tags.
    /// - Parameter body: is told each of them.
    @inline(__always)
    package func forEachReading(of lookup: Lookup, _ body: (LexicalReading) -> Void) {
        forEachReading(ofEntry: lookup.entry, body)
        forEachReading(ofEntry: lookup.other, body)
    }

    @inline(__always)
    private func forEachReading(ofEntry number: Int32, _ body: (LexicalReading) -> Void) {
        guard number >= 0 else { return }
        let entry = entries[Int(number)]
        for index in 0..<Int(entry.readingCount) {
            body(readings[Int(entry.firstReading) + index])
        }
    }

    /// The lemma of a form that was looked up; `nil` where it has no reading with such a tag.
    public func lemma(
        of form: UnsafeBufferPointer<UInt8>, _ lookup: Lookup, tag: UInt8, morphology: Morphology
    ) -> String? {
        guard let best = reading(of: lookup, tag: tag, morphology: morphology) else { return nil }
        let rule = rules[Int(best.rule)]
        var part = Array(form[Int(lookup.start)...])
        // The part of a compound was found with a letter of the other case.
        if lookup.origin == .compound, tagNames[Int(tag)].hasPrefix("NN") {
            part = changed(part, toCapital: true)
        }
        if lookup.origin == .small || best.isSmall { part = changed(part, toCapital: false) }
        let text = rule.apply(to: part, text: ruleText)
        guard lookup.start > 0 else { return String(decoding: text, as: UTF8.self) }
        return String(
            decoding: form[..<Int(lookup.start)] + changed(text, toCapital: false), as: UTF8.self)
    }

    /// Writes the bytes of the lemma of a form that was looked up; the letters keep the case that they
    /// have in the form. The form itself is written where it has no reading with such a tag.
    /// - Parameter buffer: at least 256 bytes longer than the form.
    /// - Returns: the number of bytes.
    package func writeLemma(
        of form: UnsafeBufferPointer<UInt8>, _ lookup: Lookup, tag: UInt8, morphology: Morphology,
        to buffer: UnsafeMutableBufferPointer<UInt8>
    ) -> Int {
        for index in form.indices { buffer[index] = form[index] }
        guard let best = reading(of: lookup, tag: tag, morphology: morphology) else {
            return form.count
        }
        let rule = rules[Int(best.rule)]
        var count = form.count
        let infix = Int(lookup.start) + Int(rule.infix)
        if rule.infix != 255, infix + 2 <= count {
            for index in infix..<(count - 2) { buffer[index] = buffer[index + 2] }
            count -= 2
        }
        count -= min(Int(rule.cut), count - Int(lookup.start))
        for index in 0..<Int(rule.textCount) {
            buffer[count + index] = ruleText[Int(rule.text) + index]
        }
        return count + Int(rule.textCount)
    }

    /// The reading of a form that fits a tag and an inflection best; `nil` where none has such a tag.
    private func reading(
        of lookup: Lookup, tag: UInt8, morphology: Morphology
    ) -> LexicalReading? {
        var best: LexicalReading?
        var bestScore = -1
        // A reading of a tag that begins alike is better than none: a participle's for an adjective.
        let family = families[Int(tag)]
        let isParticiple = morphology.verbForm == .participle
        forEachReading(of: lookup) { reading in
            var score = reading.tag == tag ? 32 : 0
            if families[Int(reading.tag)] == family {
                score += 16
            } else if isParticiple, reading.morphology.degree == .positive {
                // Of "gefordert" the table has the adjective alone, whose lemma is the verb.
                score += 8
            }
            if reading.morphology == morphology { score += 4 }
            if reading.morphology.number == morphology.number { score += 2 }
            if reading.morphology.grammaticalCase == morphology.grammaticalCase { score += 1 }
            if score > bestScore {
                best = reading
                bestScore = score
            }
        }
        return bestScore >= 8 ? best : nil
    }

    // MARK: Forms that are not there

    private func entry(_ number: Int?) -> Int? {
        guard let number, number < entries.count else { return nil }
        return number
    }

    private func startsWithCapital(_ form: UnsafeBufferPointer<UInt8>) -> Bool {
        form.count > 1 && form[1] >= 0x80 && form[1] < 0x9F
    }

    private func changed(_ form: [UInt8], toCapital: Bool) -> [UInt8] {
        var form = form
        guard let first = form.first else { return form }
        if toCapital {
            if first &- 0x61 < 26 { form[0] = first - 0x20 }
            if first == 0xC3, form.count > 1, form[1] >= 0xA0, form[1] < 0xBF { form[1] -= 0x20 }
        } else {
            if first &- 0x41 < 26 { form[0] = first + 0x20 }
            if first == 0xC3, form.count > 1, form[1] >= 0x80, form[1] < 0x9F { form[1] += 0x20 }
        }
        return form
    }

    /// Finds the longest end of a form that is a word: of a capitalised one a noun.
    private func findHead(
        _ form: UnsafeBufferPointer<UInt8>, isCapital: Bool, _ result: inout Lookup
    ) {
        guard form.count >= 7, form.count < 200 else { return }
        if let hyphen = form.lastIndex(of: 0x2D), hyphen > 0, hyphen + 2 < form.count {
            let part = UnsafeBufferPointer(rebasing: form[(hyphen + 1)...])
            if let number = entry(automaton.number(of: part)) {
                result.entry = Int32(number)
                result.origin = .compound
                result.start = UInt16(hyphen + 1)
            }
            return
        }
        for start in 3...(form.count - 4) where form[start] & 0xC0 != 0x80 {
            let length = form.count - start
            let part = UnsafeBufferPointer(rebasing: form[start...])
            guard
                let number = entry(
                    automaton.number(of: part, firstLetter: isCapital ? .capital : .asItIs)),
                isCapital ? entries[number].tags & nounTags != 0 : length >= 5
            else { continue }
            if length < 6, !isKnown(UnsafeBufferPointer(rebasing: form[..<start])) { continue }
            result.entry = Int32(number)
            result.origin = .compound
            result.start = UInt16(start)
            return
        }
    }

    /// Whether the first part of a compound is a word, with or without a letter that joins.
    private func isKnown(_ part: UnsafeBufferPointer<UInt8>) -> Bool {
        for cut in 0...2 where part.count - cut >= 3 {
            let stem = UnsafeBufferPointer(rebasing: part[..<(part.count - cut)])
            if automaton.number(of: stem) != nil
                || automaton.number(of: stem, firstLetter: .small) != nil
            {
                return true
            }
        }
        return false
    }

    /// The lengths of endings that are looked up, longest first.
    package static let endingLengths = [7, 6, 5, 4, 3]

    private func findEnding(
        _ form: UnsafeBufferPointer<UInt8>, isCapital: Bool, _ result: inout Lookup
    ) {
        for length in Self.endingLengths where form.count > length + 1 {
            let ending = UnsafeBufferPointer(rebasing: form[(form.count - length)...])
            if let row = endings.row(of: Self.endingKey(ending, isCapital: isCapital)) {
                result.entry = Int32(endingEntries[row])
                result.origin = .ending
                return
            }
        }
    }

    package static func endingKey(_ ending: UnsafeBufferPointer<UInt8>, isCapital: Bool) -> UInt64 {
        var hash: UInt64 = isCapital ? 0x1234_5678_9ABC_DEF1 : 0xcbf2_9ce4_8422_2325
        for byte in ending { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
        return hash
    }
}
