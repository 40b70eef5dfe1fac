public import Language
import Text

/// Makes one row of each speaker and addressee, joining a surname with the full name before it.
public struct ActorReader: Sendable {
    let pack: LanguagePack

    public init(pack: LanguagePack) { self.pack = pack }

    /// Appends actors to `reading` and ties its statements to them.
    public func read(_ text: AnalysedText, into reading: inout Reading) {
        var ledger = ActorLedger(text: text)
        for index in reading.statements.indices {
            if let spans = reading.statements[index].source?.spans {
                reading.statements[index].source?.actors = spans.flatMap { ledger.actors(in: $0) }
            }
            if let spans = reading.statements[index].addressee?.spans {
                reading.statements[index].addressee?.actors = spans.flatMap { ledger.actors(in: $0) }
            }
        }
        reading.actors = ledger.actors
    }
}

/// The actors found so far, by the hash of their names' words.
private struct ActorLedger {
    let text: AnalysedText
    private(set) var actors: [Actor] = []
    private var byName: [[UInt64]: Int] = [:]
    /// Full names by their last word; nil where two people share it.
    private var bySurname: [UInt64: Int?] = [:]

    init(text: AnalysedText) { self.text = text }

    /// The ids of the actors that a source span names; makes a row for a new one.
    mutating func actors(in span: Span) -> [String] {
        let range = tokens(of: span)
        guard !range.isEmpty else { return [] }
        if range.count == 1, text.has(range.lowerBound, .personalPronoun) { return [] }
        let parts = NameParts(range, text)
        let named = parts.name ?? parts.role
        guard let named else { return [] }
        let key = named.map { text.tokens[$0].hash }
        if let index = byName[key] ?? surname(key, parts) {
            mention(index, span, parts)
            return [actors[index].id]
        }
        var actor = Actor(
            id: "a\(actors.count + 1)", kind: parts.kind, name: text.string(text.span(named)),
            mentions: [span])
        if parts.name != nil, let role = parts.role { actor.role = text.string(text.span(role)) }
        byName[key] = actors.count
        if parts.name != nil, named.count > 1, let last = key.last {
            bySurname[last] = bySurname.keys.contains(last) ? .some(nil) : .some(actors.count)
        }
        actors.append(actor)
        return [actor.id]
    }

    private func surname(_ key: [UInt64], _ parts: NameParts) -> Int? {
        guard parts.name != nil, key.count == 1 else { return nil }
        if let known = bySurname[key[0]] { return known }
        // East Asian order: the family name stands first.
        let first = actors.indices.filter { index in
            actors[index].kind == .person
                && byName.first { $0.value == index }?.key.first == key[0]
        }
        return first.count == 1 ? first[0] : nil
    }

    private mutating func mention(_ index: Int, _ span: Span, _ parts: NameParts) {
        if !actors[index].mentions.contains(span) { actors[index].mentions.append(span) }
        let name = parts.name.map { text.string(text.span($0)) }
        if let name, name != actors[index].name, !actors[index].aliases.contains(name) {
            actors[index].aliases.append(name)
        }
        if actors[index].role == nil, parts.name != nil, let role = parts.role {
            actors[index].role = text.string(text.span(role))
        }
    }

    private func tokens(of span: Span) -> Range<Int> {
        var low = 0
        var high = text.tokens.count
        while low < high {
            let middle = (low + high) / 2
            if Int(text.tokens[middle].end) <= span.start { low = middle + 1 } else { high = middle }
        }
        var end = low
        while end < text.tokens.count, Int(text.tokens[end].end) <= span.end { end += 1 }
        return low..<end
    }
}

/// A source phrase taken apart: the name at its end, the role before it.
private struct NameParts {
    var name: Range<Int>?
    var role: Range<Int>?
    var kind: Actor.Kind

    init(_ range: Range<Int>, _ text: AnalysedText) {
        var start = range.lowerBound
        while start < range.upperBound - 1,
            text.has(start, [.article, .pronoun, .possessive, .preposition])
        { start += 1 }
        let body = start..<range.upperBound
        let person = body.last { text.has($0, .personNoun) }
        let isName: (Int) -> Bool = {
            text.tokens[$0].kind == .word && text.tokens[$0].isCapitalised
                && !text.has($0, [.personNoun, .organizationNoun, .article, .outlet, .unnamed])
        }
        // A name is a run of capitalised words at the end, particles included.
        var first = body.upperBound
        while first > body.lowerBound,
            isName(first - 1) || (text.has(first - 1, .nameParticle) && first < body.upperBound)
        { first -= 1 }
        while first < body.upperBound, text.has(first, .nameParticle) { first += 1 }
        let run = first..<body.upperBound
        if let person, run.count >= 1, person < run.lowerBound, run.lowerBound > body.lowerBound,
            !text.has(run.lowerBound - 1, [.preposition, .article])
        {
            name = run
            var end = run.lowerBound
            while end > body.lowerBound, text.tokens[end - 1].kind == .comma { end -= 1 }
            role = body.lowerBound..<end
            kind = .person
        } else if run == body, !run.isEmpty {
            name = run
            kind = run.count > 1 ? .person : .organization
        } else {
            role = body
            kind =
                person != nil || body.contains { text.has($0, .unnamed) } ? .role
                : body.contains { text.has($0, .outlet) } ? .outlet : .organization
        }
    }
}
