import Text

/// An attribution with the sets of characters that the measures compare. White space is left out.
struct ScoredAttribution {
    let type: String
    let content: PositionSet
    let trimmedContent: PositionSet
    let cue: PositionSet
    let source: PositionSet
    let head: PositionSet
    let addressee: PositionSet

    init(_ attribution: Attribution, in text: ScoredText) throws {
        type = attribution.type.flatMap { $0.isEmpty ? nil : $0 } ?? "untyped"
        content = try text.characters(attribution.content)
        trimmedContent = text.trimmed(content)
        cue = try text.characters(attribution.cue)
        source = try text.characters(attribution.source)
        if let head = attribution.sourceHead {
            self.head = try text.characters([head])
        } else {
            head =
                attribution.source.isEmpty
                ? PositionSet() : try text.head(of: attribution.source)
        }
        addressee = try text.characters(attribution.addressee)
    }
}

/// A set of positions in a text, kept in rising order.
struct PositionSet: Hashable {
    private(set) var positions: [Int] = []

    init() {}

    /// - Parameter positions: in any order, with or without repetitions.
    init(_ positions: [Int]) {
        let sorted = positions.sorted()
        self.positions.reserveCapacity(sorted.count)
        for position in sorted where position != self.positions.last {
            self.positions.append(position)
        }
    }

    var isEmpty: Bool { positions.isEmpty }
    var count: Int { positions.count }

    /// How many positions both have.
    func shared(with other: PositionSet) -> Int {
        var (a, b, shared) = (0, 0, 0)
        while a < positions.count, b < other.positions.count {
            if positions[a] == other.positions[b] {
                shared += 1
                a += 1
                b += 1
            } else if positions[a] < other.positions[b] {
                a += 1
            } else {
                b += 1
            }
        }
        return shared
    }

    func overlaps(_ other: PositionSet) -> Bool { shared(with: other) > 0 }

    /// The Dice coefficient: the F1 of one set against the other.
    func dice(_ other: PositionSet) -> Double {
        let sum = count + other.count
        return sum > 0 ? Double(2 * shared(with: other)) / Double(sum) : 0
    }
}

/// A text as the scorers see it: an array of code points.
struct ScoredText {
    let document: String
    let scalars: [Unicode.Scalar]

    init(_ document: GoldDocument) {
        self.document = document.id
        scalars = Array(document.text.unicodeScalars)
    }

    /// The positions that the spans cover, without white space.
    func characters(_ spans: [Span]) throws -> PositionSet {
        var positions: [Int] = []
        for span in spans {
            guard 0 <= span.start, span.start <= span.end, span.end <= scalars.count else {
                throw GoldError.spanOutside(
                    document: document, start: span.start, end: span.end, length: scalars.count)
            }
            positions.append(contentsOf: (span.start..<span.end).filter { !isSpace(scalars[$0]) })
        }
        return PositionSet(positions)
    }

    /// The set without its outer positions that are neither letter nor digit.
    func trimmed(_ set: PositionSet) -> PositionSet {
        let kept = set.positions
        guard let first = kept.firstIndex(where: { isAlphanumeric(scalars[$0]) }),
            let last = kept.lastIndex(where: { isAlphanumeric(scalars[$0]) })
        else { return PositionSet() }
        return PositionSet(Array(kept[first...last]))
    }

    /// The head word of a noun phrase, by rule: the last word before the first comma, bracket,
    /// preposition, genitive article or relative pronoun.
    func head(of spans: [Span]) throws -> PositionSet {
        var last: Range<Int>?
        for span in spans {
            var previousEnd = span.start
            for word in words(in: span) {
                let gap = scalars[previousEnd..<word.lowerBound]
                let folded = string(word).lowercased()
                let cuts = Self.cutting.contains(folded)
                if let last, cuts || gap.contains(where: Self.gapMarks.contains) {
                    return PositionSet(Array(last))
                }
                if !Self.determiners.contains(folded), !(last == nil && cuts) { last = word }
                previousEnd = word.upperBound
            }
            if last != nil { break }
        }
        if let last { return PositionSet(Array(last)) }
        return try characters(spans)
    }

    /// The letters at the positions, in lower case.
    func word(at set: PositionSet) -> String {
        var string = String.UnicodeScalarView()
        for position in set.positions { string.append(scalars[position]) }
        return String(string).lowercased()
    }

    private func string(_ range: Range<Int>) -> String {
        var string = String.UnicodeScalarView()
        string.append(contentsOf: scalars[range])
        return String(string)
    }

    /// The words of a span: letters, digits, hyphens, apostrophes, and one full stop inside.
    private func words(in span: Span) -> [Range<Int>] {
        var found: [Range<Int>] = []
        var index = span.start
        while index < span.end {
            guard isWord(scalars[index]) else {
                index += 1
                continue
            }
            let start = index
            while index < span.end, isWord(scalars[index]) || Self.joiners.contains(scalars[index])
            { index += 1 }
            if index + 1 < span.end, scalars[index] == ".", isWord(scalars[index + 1]) {
                index += 1
            }
            while index < span.end, isWord(scalars[index]) { index += 1 }
            found.append(start..<index)
        }
        return found
    }

    private static let joiners: Set<Unicode.Scalar> = ["'", "’", "-"]
    private static let gapMarks: Set<Unicode.Scalar> = [
        ",", ";", ":", "(", ")", "[", "]", "–", "—",
    ]
    private static let determiners = Set(
        "a an the der die das den dem des ein eine einer eines einem einen".split(separator: " ")
            .map(String.init))
    private static let cutting = Set(
        """
        of in from for at on with by to who whom whose which that as said von vom des der dem den \
        im in aus für bei beim zu zum zur auf an am mit unter über nach gegen die das deren dessen \
        welche welcher
        """.split(separator: " ").map(String.init))
}

/// White space as the scorers count it: Unicode's, and the four separators of ASCII.
func isSpace(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.isWhitespace || (0x1C...0x1F).contains(scalar.value)
}

/// A letter of any script, or anything with a numeric value.
func isAlphanumeric(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter: true
    default: scalar.properties.numericType != nil
    }
}

private func isWord(_ scalar: Unicode.Scalar) -> Bool {
    scalar == "_" || isAlphanumeric(scalar)
}
