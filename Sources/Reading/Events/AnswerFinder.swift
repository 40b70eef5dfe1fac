import Language
import Text

/// Finds what somebody answers who only points at it: "Moscow denied the allegations", "was Teheran bestreitet", "said this
/// was untrue". The words that point are data (`pointer`, `claim`, `part`, `baseless` of `events/words.tsv`).
struct AnswerFinder {
    /// Who answers what.
    struct Answer {
        /// The place of the statement that answers.
        var statement: Int
        var answered: Answered
        /// The rows of those who answer, and of the countries that they speak for.
        var speakers: Set<Int>
        var isDenial: Bool
        /// Whether only the part that the speaker took is denied: "denied any involvement".
        var isOfPart: Bool
    }

    enum Answered {
        /// The place of a statement.
        case statement(Int)
        /// Tokens of what the author tells.
        case told(Range<Int>)
    }

    /// What the words of a content point at.
    private struct Pointer {
        enum Kind {
            /// "which", ", a claim": what stands before it in its sentence.
            case clause
            /// "it", "das": what was said last.
            case last
            /// "the allegations": what somebody holds against the speaker.
            case claim
            /// "any involvement"
            case part
        }
        var kind: Kind
        var isDenial: Bool
    }

    private let graph: SentenceGraph
    private let reading: Reading
    private let text: AnalysedText
    private let actorRows: [String: Int]
    private let countryRows: [String: Int]

    /// How many statements and sentences back what is answered may stand.
    private static let reach = (statements: 8, sentences: 4)
    /// In words; what is longer tells something of its own.
    private static let longest = 10

    /// - Parameter actorRows: the rows of the reading's actors by their ids.
    init(_ graph: SentenceGraph, _ reading: Reading, _ actorRows: [String: Int]) {
        self.graph = graph
        self.reading = reading
        text = graph.text
        self.actorRows = actorRows
        countryRows = reading.actors.countryRows
    }

    /// - Complexity: O(n log n) in statements and mentions.
    func answers() -> [Answer] {
        reading.statements.indices.compactMap { place in
            guard let source = reading.statements[place].source,
                let pointer = pointer(reading.statements[place]),
                let answered = answered(by: place, pointer.kind)
            else { return nil }
            return Answer(
                statement: place, answered: answered, speakers: Set(source.actors.flatMap(rows)),
                isDenial: pointer.isDenial, isOfPart: pointer.kind == .part)
        }
    }

    // MARK: What points

    private func pointer(_ statement: Statement) -> Pointer? {
        guard let tokens = pointing(statement), tokens.count <= Self.longest else { return nil }
        switch statement.act {
        case .deny: return kind(of: tokens).map { Pointer(kind: $0, isDenial: true) }
        case .confirm: return kind(of: tokens).map { Pointer(kind: $0, isDenial: false) }
        case .state, .criticize, .accuse, .think: return verdict(tokens)
        default: return nil
        }
    }

    /// The words of a content that may point, without marks at their ends.
    private func pointing(_ statement: Statement) -> Range<Int>? {
        guard let last = statement.content.last else { return nil }
        var tokens = text.tokens(in: last)
        while let first = tokens.first, text.tokens[first].kind != .word { tokens.removeFirst() }
        while let last = tokens.last, text.tokens[last].kind != .word { tokens.removeLast() }
        guard !tokens.isEmpty else { return nil }
        // "Das dementierte Moskau": the sentence before and the pronoun that takes it up
        let isTakenUp =
            statement.content.count == 2 && tokens.count == 1
            && graph.words.has(tokens.lowerBound, .pointer)
        return statement.content.count == 1 || isTakenUp ? tokens : nil
    }

    private func kind(of tokens: Range<Int>) -> Pointer.Kind? {
        let first = tokens.lowerBound
        let isJoined = first > 0 && text.tokens[first - 1].kind == .comma
        if tokens.count == 1, graph.words.has(first, .pointer) {
            guard isJoined, text.has(first, .relativePronoun) else { return .last }
            // "the allegations, which Moscow denied"
            return first > 1 && graph.words.has(first - 2, .claim) ? .claim : .clause
        }
        guard let head = tokens.first(where: { graph.words.has($0, [.claim, .part]) }),
            !tokens.contains(where: { $0 != head && tellsMore($0) })
        else { return nil }
        if graph.words.has(head, .part) { return .part }
        let isAside =
            isJoined && tokens.upperBound < text.tokens.count
            && text.tokens[tokens.upperBound].kind == .word
        return isAside ? .clause : .claim
    }

    /// "the allegations were false", "das sei nicht wahr", "called the claim a lie": what somebody says of a claim.
    private func verdict(_ tokens: Range<Int>) -> Pointer? {
        guard let head = tokens.first(where: { graph.words.has($0, [.claim, .pointer]) }),
            let word = tokens.last(where: { graph.words.has($0, [.truth, .untruth, .baseless]) }),
            head < word,
            !tokens.contains(where: {
                $0 != head && $0 != word && graph.tag($0) != .auxiliary
                    && graph.tag($0) != .subordinator && tellsMore($0)
            })
        else { return nil }
        let isClaim = graph.words.has(head, .claim)
        if graph.words.has(word, .baseless), !isClaim { return nil }
        let isNegated = tokens.contains { graph.words.has($0, .negationWord) }
        return Pointer(
            kind: isClaim ? .claim : .last,
            isDenial: graph.words.has(word, .truth) == isNegated)
    }

    /// Whether a word beside the one that points says what is answered: "claims about its finances".
    private func tellsMore(_ token: Int) -> Bool {
        switch text.tokens[token].kind {
        case .word: break
        case .openQuote, .closeQuote: return false
        default: return true
        }
        switch graph.tag(token) {
        case .verb, .auxiliary, .numeral, .subordinator: return true
        // "accusations from Kyiv", "der Ermittler"
        case .noun:
            return !graph.words.has(token, [.claim, .part])
                && !text.has(
                    token, [.personNoun, .organizationNoun, .outlet, .unnamed, .weekday, .month])
        default: return false
        }
    }

    // MARK: What is answered

    private func answered(by place: Int, _ kind: Pointer.Kind) -> Answered? {
        let own = reading.statements[place]
        guard let start = pointing(own)?.lowerBound, let sentence = text.sentence(at: start) else {
            return nil
        }
        let speakers = own.source?.actors ?? []
        // Whose claim it is may be said: "Kyiv's claims".
        let claimants = kind == .claim ? own.content.flatMap { mentioned(in: $0) } : []
        let limit = kind == .clause ? 0 : kind == .last ? 1 : Self.reach.sentences
        var best: (place: Int, rank: Int)?
        for other in (max(0, place - Self.reach.statements)..<place).reversed() {
            let row = reading.statements[other]
            guard let first = row.content.first.map({ text.tokens(in: $0).lowerBound }),
                first < start, let its = text.sentence(at: first), sentence - its <= limit,
                isClaim(row), pointer(row) == nil
            else { continue }
            let claimers = row.source?.actors ?? []
            guard !claimers.contains(where: speakers.contains),
                claimants.isEmpty || claimers.contains(where: { claimants.contains(side(of: $0)) })
            else { continue }
            let isNear = sentence - its <= 1
            let rank =
                switch kind {
                case .clause, .last: 3
                case .claim, .part:
                    names(row, speakers) ? 3 : row.act == .accuse && isNear ? 2 : isNear ? 1 : 0
                }
            if rank > 0, rank > best?.rank ?? 0 { best = (other, rank) }
        }
        if let best { return .statement(best.place) }
        guard claimants.isEmpty else { return nil }
        let before = kind == .clause ? sentence : sentence - 1
        return before >= 0 ? .told(text.sentences[before].tokens.lowerBound..<start) : nil
    }

    /// Whether a statement says how things are, which others can deny and confirm.
    private func isClaim(_ statement: Statement) -> Bool {
        switch statement.act {
        case .state, .confirm, .announce, .accuse, .criticize, .warn, .expect: true
        default: false
        }
    }

    /// Whether a statement speaks of one of some actors, or of the country that he speaks for.
    private func names(_ statement: Statement, _ speakers: [String]) -> Bool {
        let spans = statement.content + statement.frame
        return speakers.contains { id in
            rows(id).contains { actor in spans.contains { isMentioned(actor, in: $0) } }
        }
    }

    /// The rows of those whom a span names, of countries for those who speak for one. A hostile text names as many as it
    /// likes: the first 64 are looked at.
    private func mentioned(in span: Span) -> [Int] {
        reading.actors.indices.prefix(64).filter { isMentioned($0, in: span) }
            .map { side(of: reading.actors[$0].id) }
    }

    private func isMentioned(_ actor: Int, in span: Span) -> Bool {
        let mentions = reading.actors[actor].mentions
        let next = mentions.partitionPoint { $0.start >= span.start }
        return next < mentions.count && mentions[next].start < span.end
    }

    /// The row of an actor and that of the country that he speaks for.
    private func rows(_ id: String) -> [Int] {
        guard let row = actorRows[id] else { return [] }
        return [row, side(of: id)]
    }

    /// The row of the country that somebody holds an office for; his own where he holds none.
    private func side(of id: String) -> Int {
        guard let row = actorRows[id] else { return -1 }
        return reading.actors[row].country.flatMap { countryRows[$0] } ?? row
    }
}
