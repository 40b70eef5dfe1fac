import Language
import Text

/// The trees of a text with what is asked of them again and again: children, the first and the last
/// word below each word, the quotation it stands in.
///
/// A class, because many small parts hold it and none changes it: a copy of its arrays and its text is twenty
/// counts of references.
final class SentenceTree: Sendable {
    let text: AnalysedText
    let heads: [Int32]
    let relations: [Relation]
    let tags: [UInt8]
    let universal: [UniversalTag]
    let morphology: [Morphology]
    let firstChild: [Int32]
    let nextSibling: [Int32]
    /// The first word below a word, and the one behind the last.
    let left: [Int32]
    let right: [Int32]
    /// What is asked of single words again and again.
    private let facts: [Facts]
    /// For each token what stands before it, so that no stretch is counted word by word; one more at the end.
    private let tallies: [Tally]

    struct Facts: OptionSet {
        let rawValue: UInt8
        static let mark = Facts(rawValue: 1)
        static let finite = Facts(rawValue: 2)
        static let subject = Facts(rawValue: 4)
        /// A finite verb in the subjunctive.
        static let subjunctive = Facts(rawValue: 8)
        /// A verb that can be a cue.
        static let cueVerb = Facts(rawValue: 16)
        /// Inside an outer quotation.
        static let quoted = Facts(rawValue: 32)
        /// A noun or a name.
        static let noun = Facts(rawValue: 64)
        /// A comma, colon, semicolon or dash.
        static let clauseMark = Facts(rawValue: 128)
    }

    /// How many words of each kind there are in a stretch.
    struct Tally {
        /// One for each fact, in the order of their bits.
        fileprivate var counts = SIMD8<UInt32>()

        var finite: Int { Int(counts[1]) }
        var subjects: Int { Int(counts[2]) }
        var subjunctives: Int { Int(counts[3]) }
        var cueVerbs: Int { Int(counts[4]) }
        var quoted: Int { Int(counts[5]) }
        var nouns: Int { Int(counts[6]) }
        var clauseMarks: Int { Int(counts[7]) }

        static func += (sum: inout Tally, other: Tally) { sum.counts &+= other.counts }
    }

    /// A chain longer than this is noise.
    private static let deepest = 48

    init(_ text: AnalysedText) {
        self.text = text
        let heads = text.analysis.heads
        self.heads = heads
        relations = text.analysis.relations
        tags = text.analysis.tags
        universal = text.analysis.universalTags
        morphology = text.analysis.morphology
        let count = heads.count
        var firstChild = [Int32](repeating: -1, count: count)
        var nextSibling = firstChild
        var left = (0..<count).map(Int32.init)
        var right = (0..<count).map { Int32($0 + 1) }
        linkChildren(of: heads, in: heads.indices, first: &firstChild, next: &nextSibling)
        for token in 0..<count where text.tokens[token].kind != .sentenceEnd {
            var up = Int(heads[token])
            var steps = 0
            while up >= 0, steps < Self.deepest {
                let low = left[up] > Int32(token)
                let high = right[up] <= Int32(token)
                if !low && !high { break }
                if low { left[up] = Int32(token) }
                if high { right[up] = Int32(token + 1) }
                up = Int(heads[up])
                steps += 1
            }
        }
        self.firstChild = firstChild
        self.nextSibling = nextSibling
        self.left = left
        self.right = right
        var facts = (0..<count).map { Self.facts(of: $0, in: text) }
        for quotation in text.quotations where quotation.depth == 0 {
            for token in quotation.tokens { facts[token].insert(.quoted) }
        }
        self.facts = facts
        let bits = SIMD8<UInt32>(0, 1, 2, 3, 4, 5, 6, 7)
        var tally = Tally()
        var tallies = [tally]
        tallies.reserveCapacity(count + 1)
        for fact in facts {
            tally.counts &+= SIMD8(repeating: UInt32(fact.rawValue)) &>> bits & 1
            tallies.append(tally)
        }
        self.tallies = tallies
    }

    /// What is known of a single word.
    private static func facts(of token: Int, in text: AnalysedText) -> Facts {
        var facts: Facts = []
        let universal = text.analysis.universalTags[token]
        let morphology = text.analysis.morphology[token]
        let isMark =
            switch text.tokens[token].kind {
            case .word, .number, .url, .openQuote, .closeQuote, .openBracket, .closeBracket: false
            case .other: universal == .punctuation
            default: true
            }
        if isMark { facts.insert(.mark) }
        if universal == .verb || universal == .auxiliary,
            morphology.verbForm == .finite || morphology.verbForm == .unknown
                || morphology.mood != .unknown
        {
            facts.insert(.finite)
            if morphology.mood == .subjunctive { facts.insert(.subjunctive) }
        }
        if text.analysis.relations[token].isSubject { facts.insert(.subject) }
        if universal == .verb, text.cueForms(token) != nil {
            facts.insert(.cueVerb)
        }
        if universal == .noun || universal == .properNoun { facts.insert(.noun) }
        if text.tokens[token].kind.isClauseMark { facts.insert(.clauseMark) }
        return facts
    }

    @inline(__always)
    func has(_ token: Int, _ wanted: Facts) -> Bool { !facts[token].isDisjoint(with: wanted) }

    /// What a stretch of tokens has.
    @inline(__always)
    func tally(_ tokens: Range<Int>) -> Tally {
        Tally(counts: tallies[tokens.upperBound].counts &- tallies[tokens.lowerBound].counts)
    }

    @inline(__always)
    func range(_ token: Int) -> Range<Int> { Int(left[token])..<Int(right[token]) }

    /// The first child with one of the relations.
    @inline(__always)
    func child(_ token: Int, where fits: (Int, Relation) -> Bool) -> Int? {
        var child = Int(firstChild[token])
        while child >= 0 {
            if fits(child, relations[child]) { return child }
            child = Int(nextSibling[child])
        }
        return nil
    }

    @inline(__always)
    func forEachChild(_ token: Int, _ body: (Int, Relation) -> Void) {
        var child = Int(firstChild[token])
        while child >= 0 {
            body(child, relations[child])
            child = Int(nextSibling[child])
        }
    }

    @inline(__always)
    func isMark(_ token: Int) -> Bool { has(token, .mark) }

    /// A range without marks at its edges; quotation marks and brackets stay.
    func trimmed(_ range: Range<Int>) -> Range<Int> {
        var low = range.lowerBound
        var high = max(low, range.upperBound)
        while low < high, isMark(low) || text.tokens[low].kind == .closeQuote { low += 1 }
        while high > low, isMark(high - 1) || text.tokens[high - 1].kind == .openQuote { high -= 1 }
        return low..<high
    }

    @inline(__always)
    func isFinite(_ token: Int) -> Bool { has(token, .finite) }

    /// What kind of somebody a word names, as a number below 16.
    func nounKind(_ token: Int) -> Int {
        if text.has(token, .impersonal) { return 1 }
        if text.has(token, .relativePronoun), universal[token] == .pronoun { return 2 }
        if universal[token] == .pronoun {
            return text.has(token, .personalPronoun) ? 3 : 4
        }
        if text.has(token, .personNoun) { return 5 }
        if text.has(token, .organizationNoun) { return 6 }
        if text.has(token, .outlet) { return 7 }
        if text.has(token, .document) { return 8 }
        if text.has(token, .unnamed) { return 9 }
        if let kind = text.analysis.entityKind(token) {
            switch kind {
            case .person: return 10
            case .organization: return 11
            case .location: return 12
            case .other: return 13
            }
        }
        if universal[token] == .properNoun { return 14 }
        return 15
    }

    /// Whether a word can stand for somebody to whom something is said: a pronoun, a noun for people or organisations, a
    /// name; no document.
    func isSomebody(_ token: Int) -> Bool {
        let kind = nounKind(token)
        return (3...14).contains(kind) && kind != 8
    }

    func hasNegation(below token: Int) -> Bool {
        child(token) { child, _ in text.has(child, .negation) } != nil
    }
}
