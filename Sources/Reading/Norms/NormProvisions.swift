import Language
import Text

/// Treaties and laws, and their articles.
extension NormRun {
    mutating func instrument(_ entry: Int, _ tokens: Range<Int>, _ range: Range<Int>) -> Int {
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

    func reference(_ entry: Int, _ provision: String, _ isSection: Bool) -> String {
        register.entries[entry].reference + (isSection ? " § " : " art. ") + provision
    }

    struct Provisions {
        var items: [(text: String, tokens: Range<Int>)] = []
        var end: Int
    }

    /// "2(4)", "2 Absatz 4", "51 and 53", "16a".
    func provisions(_ index: Int, _ range: Range<Int>) -> Provisions? {
        var list = Provisions(end: index)
        var index = index
        while index < range.upperBound, list.items.count < 8 {
            let token = text.tokens[index]
            guard text.bytes[Int(token.start)] &- 48 < 10, token.end - token.start <= 8 else {
                break
            }
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

    mutating func provision(_ index: Int, _ isSection: Bool, _ range: Range<Int>) -> Int? {
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
    func isLawAbbreviation(_ token: Int) -> Bool {
        guard text.tokens[token].kind == .word else { return false }
        let bytes = text.bytes[text.tokens[token].span.start..<text.tokens[token].span.end]
        return bytes.count <= 12 && bytes.count { $0 &- 65 < 26 } >= 2 && !bytes.contains(45)
    }
}
