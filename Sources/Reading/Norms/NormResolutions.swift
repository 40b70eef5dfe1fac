import Language
import Text

/// Resolutions of the Security Council and of the General Assembly.
extension NormRun {
    mutating func resolution(_ index: Int, _ range: Range<Int>) -> Int? {
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
            let last =
                place == numbers.count - 1
                ? max(end, number.span.upperBound) : number.span.upperBound
            guard
                let reference = reference(number.text, number.year, isCouncil, isUnited, isAssembly)
            else { return nil }
            add([text.span(first..<last)], reference: reference)
        }
        return end
    }

    static let genitive = foldedHash(Array("'s".utf8))

    func reference(
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
    func resolutionNumber(
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
    func figure(_ index: Int) -> (text: String, end: Int)? {
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
    mutating func symbol(_ index: Int, _ range: Range<Int>) -> Int? {
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
}
