import Language
import Text

/// Regulations of the EU, executive orders, regimes of sanctions.
extension NormRun {
    /// "(EU) Nr. 833/2014", "2014/512/GASP": read from the bytes, whatever the tokens are.
    mutating func regulation(_ kind: String, _ index: Int, from start: Int) -> Int? {
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
        if place + 1 < limit, text.bytes[place] == UInt8(ascii: "/"),
            text.bytes[place + 1] &- 65 < 26
        {
            place += 1
            skip { $0 &- 65 < 26 }
        }
        add([Span(Int(text.tokens[start].start), place)], reference: "EU \(kind) \(number)")
        var next = index
        while next < text.tokens.count, Int(text.tokens[next].start) < place { next += 1 }
        return max(next, start + 1)
    }

    mutating func order(_ index: Int, from start: Int, _ range: Range<Int>) -> Int? {
        guard let number = resolutionNumber(index, range, isFirst: true),
            number.text.utf8.count >= 4
        else { return nil }
        add([text.span(start..<number.end)], reference: "Executive Order \(number.text)")
        return number.end
    }

    /// "EU-Sanktionen gegen Russland", "US sanctions against Iran", "Sanktionen der EU gegen …".
    mutating func sanctions(_ index: Int, _ range: Range<Int>, prefix: [UInt8]?) -> Int? {
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
        if body == nil,
            let link = words.match(
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
            let country = text.pack.countries.match(
                text.tokens, at: place, limit: range.upperBound),
            country.kind != .adjective
        else { return nil }
        add(
            [text.span(start..<place + country.length)],
            reference: "\(body) sanctions: \(country.code)")
        return place + country.length
    }
}
