public import Language
import Text

/// Finds the norms that a text names: resolutions of the Security Council, articles of charters, treaties and laws,
/// regulations of the EU, regimes and lists of sanctions.
///
/// A norm that is named without a number ("the resolutions of the Security Council") has a row without reference.
public struct NormReader: Sendable {
    let words: NormWords
    let register: NormRegister

    /// Reads `norms.tsv` of a language.
    /// - Throws: `DataError` where a line cannot be read.
    public init(pack: LanguagePack, register: NormRegister) throws {
        self.register = register
        words = try NormWords(
            DataFile(ifPresent: pack.folder + "/norms.tsv"), register: register,
            language: pack.language)
    }

    /// Appends the norms of `text` to `reading` in the order of their first mention; spans count bytes.
    /// - Complexity: O(n) in the length of the text.
    public func read(_ text: AnalysedText, into reading: inout Reading) {
        var run = NormRun(text: text, words: words, register: register)
        run.read()
        reading.norms = run.rows
    }
}

/// One text being read.
struct NormRun {
    let text: AnalysedText
    let words: NormWords
    let register: NormRegister
    var rows: [Norm] = []
    private var byKey: [String: Int] = [:]
    /// The treaty or law that was named last, and the token behind it.
    private(set) var lastInstrument: (entry: Int, end: Int)?
    /// Whether the Security Council was named so far.
    private var namesCouncil = false

    init(text: AnalysedText, words: NormWords, register: NormRegister) {
        self.text = text
        self.words = words
        self.register = register
    }

    mutating func read() {
        for sentence in text.sentences {
            let range = sentence.tokens
            var index = range.lowerBound
            while index < range.upperBound { index = step(index, range) }
        }
    }

    /// Reads what begins at a token; returns the token to go on with.
    private mutating func step(_ index: Int, _ range: Range<Int>) -> Int {
        let token = text.tokens[index]
        if let match = words.match(text.tokens, at: index, limit: range.upperBound) {
            switch match.role {
            case .resolution: return resolution(index, range) ?? match.end
            case .article where token.isCapitalised, .section:
                return provision(index, match.role == .section, range) ?? match.end
            case .name(let entry): return instrument(entry, index..<match.end, range)
            case .regulation(let kind): return regulation(kind, match.end, from: index) ?? match.end
            case .order: return order(match.end, from: index, range) ?? match.end
            case .sanction: return sanctions(index, range, prefix: nil) ?? match.end
            case .council:
                namesCouncil = true
                return match.end
            default: return index + 1
            }
        }
        if token.kind == .word, token.end - token.start > 6 {
            let bytes = lowered(token.span)
            if words.resolutionEndings.contains(where: { bytes.count > $0.count && ends(bytes, $0) })
            {
                return resolution(index, range) ?? index + 1
            }
            if let hyphen = bytes.lastIndex(of: UInt8(ascii: "-")),
                words.sanctionEndings.contains(where: { bytes[(hyphen + 1)...].elementsEqual($0) })
            {
                return sanctions(index, range, prefix: Array(bytes[...hyphen])) ?? index + 1
            }
        }
        if token.end - token.start <= 12, text.bytes[Int(token.start)] == UInt8(ascii: "S"),
            let found = symbol(index, range)
        {
            return found
        }
        return index + 1
    }

    // MARK: Rows

    /// Adds a mention of a norm; those of one reference share a row.
    mutating func add(_ spans: [Span], reference: String?, key: String? = nil) {
        let key = reference ?? key ?? "words " + spans.map(text.string).joined(separator: " ")
        if let known = byKey[key] {
            for span in spans where !rows[known].spans.contains(span) {
                rows[known].spans.append(span)
            }
            return
        }
        byKey[key] = rows.count
        let name = spans.map { text.string($0).split(whereSeparator: \.isWhitespace) }.joined()
            .joined(separator: " ")
        rows.append(
            Norm(id: "n\(rows.count + 1)", spans: spans, name: name, reference: reference))
    }

    // MARK: Resolutions

    private mutating func resolution(_ index: Int, _ range: Range<Int>) -> Int? {
        let own = lowered(text.tokens[index].span)
        var isCouncil = words.councilParts.contains { contains(own, $0) }
        var isUnited = words.unitedParts.contains { own.starts(with: $0) }
        var isAssembly = false
        var start = index
        // "UN Security Council's resolutions"
        var before = index
        while before > range.lowerBound, index - before < 6 {
            if text.tokens[before - 1].start == text.tokens[before - 1].end { break }
            var taken = false
            for length in [3, 2, 1] where before - length >= range.lowerBound {
                guard
                    let match = words.match(
                        text.tokens, at: before - length, limit: before,
                        where: { $0 == .council || $0 == .united || $0 == .assembly }),
                    match.end == before
                else { continue }
                switch match.role {
                case .council: isCouncil = true
                case .assembly: isAssembly = true
                default: isUnited = true
                }
                before -= length
                start = before
                taken = true
                break
            }
            if taken { continue }
            guard text.tokens[before - 1].hash == Self.genitive, before == index else { break }
            before -= 1
        }
        var end = index + 1
        var numbers: [(text: String, year: Int?, span: Range<Int>)] = []
        while let number = resolutionNumber(end, range, isFirst: numbers.isEmpty) {
            numbers.append((number.text, number.year, number.start..<number.end))
            end = number.end
        }
        // "… of the UN Security Council", "… des UN-Sicherheitsrats"
        var behind = end
        while behind < range.upperBound, behind - end < 4,
            let match = words.match(
                text.tokens, at: behind, limit: range.upperBound,
                where: { [.link, .council, .united, .assembly].contains($0) })
        {
            behind = match.end
            if match.role == .council { isCouncil = true }
            if match.role == .united { isUnited = true }
            if match.role == .assembly { isAssembly = true }
            if match.role != .link { end = behind }
        }
        if isCouncil { namesCouncil = true }
        if numbers.isEmpty {
            guard isCouncil || isAssembly || isUnited else { return nil }
            add(
                [text.span(start..<end)], reference: nil,
                key: isCouncil || !isAssembly ? "resolutions SC" : "resolutions GA")
            return end
        }
        for (place, number) in numbers.enumerated() {
            let first = place == 0 ? start : number.span.lowerBound
            let last = place == numbers.count - 1 ? max(end, number.span.upperBound) : number.span.upperBound
            guard let reference = reference(number.text, number.year, isCouncil, isUnited, isAssembly)
            else { return nil }
            add([text.span(first..<last)], reference: reference)
        }
        return end
    }

    private static let genitive = foldedHash(Array("'s".utf8))

    private func reference(
        _ number: String, _ year: Int?, _ isCouncil: Bool, _ isUnited: Bool, _ isAssembly: Bool
    ) -> String? {
        if isAssembly || number.contains("/") {
            return isAssembly || isUnited ? "UNGA res. \(number)" : nil
        }
        guard let value = Int(number) else { return nil }
        let known = register.resolutions[value].map { register.entries[$0].reference }
        guard isCouncil || isUnited || namesCouncil || known != nil && value >= 100 else {
            return nil
        }
        if let known { return known }
        return year.map { "UNSCR \(value) (\($0))" } ?? "UNSCR \(value)"
    }

    /// A number, with what stands before it ("Nr.", "and", a comma) and its year in brackets.
    private func resolutionNumber(
        _ index: Int, _ range: Range<Int>, isFirst: Bool
    ) -> (text: String, year: Int?, start: Int, end: Int)? {
        var index = index
        if !isFirst {
            guard index < range.upperBound,
                text.tokens[index].kind == .comma
                    || words.match(
                        text.tokens, at: index, limit: range.upperBound,
                        where: { $0 == .conjunction }) != nil
            else { return nil }
            index += 1
            // ", and"
            if index < range.upperBound,
                words.match(
                    text.tokens, at: index, limit: range.upperBound, where: { $0 == .conjunction })
                    != nil
            {
                index += 1
            }
        }
        if let match = words.match(
            text.tokens, at: index, limit: range.upperBound, where: { $0 == .number })
        {
            index = match.end
        }
        guard index < range.upperBound, let digits = figure(index) else { return nil }
        guard digits.text.utf8.count <= 8 else { return nil }
        var end = digits.end
        var year: Int?
        if end + 2 < range.upperBound, text.tokens[end].kind == .openBracket,
            let value = Int(text.string(end + 1)), (1946...2199).contains(value),
            text.tokens[end + 2].kind == .closeBracket
        {
            year = value
            end += 3
        }
        return (digits.text, year, index, end)
    }

    /// "1718", "73/195", however it is cut into tokens.
    private func figure(_ index: Int) -> (text: String, end: Int)? {
        guard text.bytes[Int(text.tokens[index].start)] &- 48 < 10 else { return nil }
        var end = index + 1
        while end + 1 < text.tokens.count, text.tokens[end].start == text.tokens[end - 1].end,
            text.string(end) == "/" || text.bytes[Int(text.tokens[end].start)] &- 48 < 10
        { end += 1 }
        let string = text.string(text.span(index..<end))
        let isFigure = string.utf8.allSatisfy { $0 &- 48 < 10 || $0 == UInt8(ascii: "/") }
        guard isFigure else {
            // "1718." at the end of a sentence.
            let bare = string.hasSuffix(".") ? String(string.dropLast()) : string
            return bare.utf8.allSatisfy { $0 &- 48 < 10 } ? (bare, end) : nil
        }
        return (string, end)
    }

    /// "S/RES/1718 (2006)".
    private mutating func symbol(_ index: Int, _ range: Range<Int>) -> Int? {
        let start = Int(text.tokens[index].start)
        let prefix = Array("S/RES/".utf8)
        guard start + prefix.count + 1 < text.bytes.count,
            text.bytes[start..<start + prefix.count].elementsEqual(prefix)
        else { return nil }
        var end = start + prefix.count
        var number = 0
        while end < text.bytes.count, text.bytes[end] &- 48 < 10, number < 100_000 {
            number = number * 10 + Int(text.bytes[end] - 48)
            end += 1
        }
        guard number > 0 else { return nil }
        var next = index
        while next < range.upperBound, Int(text.tokens[next].start) < end { next += 1 }
        var year: Int?
        if next + 2 < range.upperBound, text.tokens[next].kind == .openBracket,
            let value = Int(text.string(next + 1)), (1946...2199).contains(value)
        {
            year = value
            next += 3
            end = Int(text.tokens[next - 1].end)
        }
        namesCouncil = true
        add([Span(start, end)], reference: reference(String(number), year, true, true, false))
        return max(next, index + 1)
    }

    // MARK: Treaties and laws

    private mutating func instrument(_ entry: Int, _ tokens: Range<Int>, _ range: Range<Int>) -> Int
    {
        lastInstrument = (entry, tokens.upperBound)
        // "the UN Charter's Article 51", "UN-Charta, Artikel 51"
        var index = tokens.upperBound
        while index < range.upperBound, index - tokens.upperBound < 2,
            text.tokens[index].kind == .comma || text.tokens[index].kind == .openBracket
                || text.tokens[index].hash == Self.genitive
        { index += 1 }
        if let match = words.match(
            text.tokens, at: index, limit: range.upperBound,
            where: { $0 == .article || $0 == .section }),
            let list = provisions(match.end, range), !list.items.isEmpty
        {
            for item in list.items {
                add(
                    [text.span(tokens.lowerBound..<item.tokens.upperBound)],
                    reference: reference(entry, item.text, match.role == .section))
            }
            return list.end
        }
        add([text.span(tokens)], reference: register.entries[entry].reference)
        return tokens.upperBound
    }

    private func reference(_ entry: Int, _ provision: String, _ isSection: Bool) -> String {
        register.entries[entry].reference + (isSection ? " § " : " art. ") + provision
    }

    private struct Provisions {
        var items: [(text: String, tokens: Range<Int>)] = []
        var end: Int
    }

    /// "2(4)", "2 Absatz 4", "51 and 53", "16a".
    private func provisions(_ index: Int, _ range: Range<Int>) -> Provisions? {
        var list = Provisions(end: index)
        var index = index
        while index < range.upperBound, list.items.count < 8 {
            let token = text.tokens[index]
            guard text.bytes[Int(token.start)] &- 48 < 10, token.end - token.start <= 8 else { break }
            var name = text.string(index)
            if name.hasSuffix(".") { name.removeLast() }
            var end = index + 1
            // "16a" may be two tokens, "2(4)" may be one or four.
            if end < range.upperBound, text.tokens[end].kind == .word,
                text.tokens[end].start == text.tokens[end - 1].end,
                text.tokens[end].end - text.tokens[end].start == 1
            {
                name += text.string(end)
                end += 1
            }
            if end + 2 < range.upperBound, text.tokens[end].kind == .openBracket,
                text.tokens[end + 2].kind == .closeBracket,
                text.tokens[end + 1].end - text.tokens[end + 1].start <= 2
            {
                name += "(\(text.string(end + 1)))"
                end += 3
            } else if let match = words.match(
                text.tokens, at: end, limit: range.upperBound, where: { $0 == .paragraph }),
                match.end < range.upperBound,
                text.bytes[Int(text.tokens[match.end].start)] &- 48 < 10
            {
                var paragraph = text.string(match.end)
                if paragraph.hasSuffix(".") { paragraph.removeLast() }
                name += "(\(paragraph))"
                end = match.end + 1
            }
            guard name.utf8.allSatisfy({ $0 < 0x80 }) else { break }
            list.items.append((name, index..<end))
            list.end = end
            index = end
            guard index + 1 < range.upperBound,
                text.tokens[index].kind == .comma
                    || words.match(
                        text.tokens, at: index, limit: range.upperBound,
                        where: { $0 == .conjunction }) != nil
            else { break }
            index += 1
        }
        return list.items.isEmpty ? nil : list
    }

    private mutating func provision(_ index: Int, _ isSection: Bool, _ range: Range<Int>) -> Int? {
        guard let list = provisions(index + 1, range) else { return nil }
        var behind = list.end
        while behind < range.upperBound, behind - list.end < 3,
            let match = words.match(
                text.tokens, at: behind, limit: range.upperBound, where: { $0 == .link })
        { behind = match.end }
        var instrument: Range<Int>?
        var name: String?
        if let match = words.match(
            text.tokens, at: behind, limit: range.upperBound,
            where: { if case .name = $0 { true } else { false } }),
            case .name(let entry) = match.role
        {
            instrument = behind..<match.end
            name = register.entries[entry].reference
            lastInstrument = (entry, match.end)
        } else if let match = words.match(
            text.tokens, at: behind, limit: range.upperBound, where: { $0 == .generic }),
            let last = lastInstrument
        {
            instrument = behind..<match.end
            name = register.entries[last.entry].reference
        } else if behind == list.end, behind < range.upperBound, isLawAbbreviation(behind) {
            instrument = behind..<behind + 1
            name = text.string(behind)
        }
        for (place, item) in list.items.enumerated() {
            let first = place == 0 ? index : item.tokens.lowerBound
            var spans = [text.span(first..<item.tokens.upperBound)]
            if let instrument {
                if place == list.items.count - 1 {
                    spans = [text.span(first..<instrument.upperBound)]
                } else {
                    spans.append(text.span(instrument))
                }
            }
            add(
                spans,
                reference: name.map { $0 + (isSection ? " § " : " art. ") + item.text })
        }
        return instrument?.upperBound ?? list.end
    }

    /// "StGB", "AufenthG": at least two capitals.
    private func isLawAbbreviation(_ token: Int) -> Bool {
        guard text.tokens[token].kind == .word else { return false }
        let bytes = text.bytes[text.tokens[token].span.start..<text.tokens[token].span.end]
        return bytes.count <= 12 && bytes.count { $0 &- 65 < 26 } >= 2 && !bytes.contains(45)
    }

    // MARK: Regulations, orders, sanctions

    /// "(EU) Nr. 833/2014", "2014/512/GASP": read from the bytes, whatever the tokens are.
    private mutating func regulation(_ kind: String, _ index: Int, from start: Int) -> Int? {
        var place = Int(text.tokens[start].end)
        let limit = min(place + 40, text.bytes.count)
        func skip(_ allowed: (UInt8) -> Bool) {
            while place < limit, allowed(text.bytes[place]) { place += 1 }
        }
        // Everything up to the first figure is letters, brackets, blanks and full stops.
        let lead = place
        skip { $0 == 32 || $0 == 40 || $0 == 41 || $0 == 44 || $0 == 46 || $0 | 32 &- 97 < 26 }
        guard place - lead <= 24, place < limit else { return nil }
        let figures = place
        skip { $0 &- 48 < 10 }
        guard place > figures, place < limit, text.bytes[place] == UInt8(ascii: "/") else {
            return nil
        }
        place += 1
        let second = place
        skip { $0 &- 48 < 10 }
        guard place > second else { return nil }
        let number = text.string(Span(figures, place))
        if place + 1 < limit, text.bytes[place] == UInt8(ascii: "/"), text.bytes[place + 1] &- 65 < 26 {
            place += 1
            skip { $0 &- 65 < 26 }
        }
        add([Span(Int(text.tokens[start].start), place)], reference: "EU \(kind) \(number)")
        var next = index
        while next < text.tokens.count, Int(text.tokens[next].start) < place { next += 1 }
        return max(next, start + 1)
    }

    private mutating func order(_ index: Int, from start: Int, _ range: Range<Int>) -> Int? {
        guard let number = resolutionNumber(index, range, isFirst: true), number.text.utf8.count >= 4
        else { return nil }
        add([text.span(start..<number.end)], reference: "Executive Order \(number.text)")
        return number.end
    }

    /// "EU-Sanktionen gegen Russland", "US sanctions against Iran", "Sanktionen der EU gegen …".
    private mutating func sanctions(_ index: Int, _ range: Range<Int>, prefix: [UInt8]?) -> Int? {
        var body = prefix.flatMap { prefix in words.bodyParts.first { $0.bytes == prefix }?.code }
        var start = index
        if body == nil {
            for length in [2, 1] where index - length >= range.lowerBound && body == nil {
                if let match = words.match(
                    text.tokens, at: index - length, limit: index,
                    where: { if case .body = $0 { true } else { false } }),
                    match.end == index, case .body(let code) = match.role
                {
                    body = code
                    start = index - length
                }
            }
        }
        var end = index + 1
        if body == nil, let link = words.match(
            text.tokens, at: end, limit: range.upperBound, where: { $0 == .link }),
            let match = words.match(
                text.tokens, at: link.end, limit: range.upperBound,
                where: { if case .body = $0 { true } else { false } }),
            case .body(let code) = match.role
        {
            body = code
            end = match.end
        }
        guard let body,
            let against = words.match(
                text.tokens, at: end, limit: range.upperBound, where: { $0 == .against })
        else { return nil }
        var place = against.end
        while place < range.upperBound, text.has(place, .article), place - against.end < 2 {
            place += 1
        }
        guard place < range.upperBound,
            let country = text.pack.countries.match(text.tokens, at: place, limit: range.upperBound),
            country.kind != .adjective
        else { return nil }
        add(
            [text.span(start..<place + country.length)],
            reference: "\(body) sanctions: \(country.code)")
        return place + country.length
    }

    // MARK: Bytes

    private func lowered(_ span: Span) -> [UInt8] {
        text.bytes[span.start..<span.end].map { $0 &- 65 < 26 ? $0 | 32 : $0 }
    }

    private func ends(_ bytes: [UInt8], _ ending: [UInt8]) -> Bool {
        bytes.count >= ending.count && bytes.suffix(ending.count).elementsEqual(ending)
    }

    private func contains(_ bytes: [UInt8], _ part: [UInt8]) -> Bool {
        guard bytes.count >= part.count else { return false }
        return (0...bytes.count - part.count).contains {
            bytes[$0..<$0 + part.count].elementsEqual(part)
        }
    }
}
