import Language
import Text

/// The rules by which statements are found; `confidence.tsv` of a language says how often each is
/// right.
enum Rule: String {
    case contentBehind = "content behind the cue"
    case contentBefore = "content before the cue"
    case asClause = "as-clause"
    case quotedWords = "quoted words"
    case reportedAct = "reported act"
    case sourcePhrase = "source phrase"
    case quotative = "quotative particle"
    case colon
    case ownQuotation = "quotation of its own"
    case freeIndirect = "free-indirect"
    case nounOfSaying = "noun of saying"
    case chain = "named as its source"
    /// „Wir gehen.“ – Anna Klein
    case signature

    /// Whether it stands for itself: it needs no support of a model, and its source is sure.
    var isSure: Bool { self == .colon || self == .signature }

    /// Its number, from 1.
    var number: Int {
        switch self {
        case .contentBehind: 1
        case .contentBefore: 2
        case .asClause: 3
        case .quotedWords: 4
        case .reportedAct: 5
        case .sourcePhrase: 6
        case .quotative: 7
        case .colon: 8
        case .ownQuotation: 9
        case .freeIndirect: 10
        case .nounOfSaying: 11
        case .chain: 12
        case .signature: 13
        }
    }
}

/// A statement while it is being found: token ranges instead of spans.
struct Draft {
    var form: Statement.Form
    var act: Statement.Act
    var source: Range<Int>?
    /// What a relative pronoun in `source` stands for.
    var antecedent: Range<Int>?
    var addressee: Range<Int>?
    var cue: [Range<Int>] = []
    var content: [Range<Int>]
    var frame: [Range<Int>] = []
    var medium: MediumFinder.Found?
    /// The subject was said with the cue before ("lehnte ab, sagte aber"): what stands beside that cue
    /// holds for this one too.
    var sharesFrame = false
    /// The frame asks for no source ("es hieß"), so none is to be borrowed.
    var isImpersonal = false
    /// The rule that found it, and the lemma of the cue where it has one.
    var rule: Rule
    var lemma: String?
    /// The draft through which this one reached the text.
    var via: Int?
    /// How often rows like this one are right, where a model says so.
    var confidence: Double?
    /// What spoke most for cue, content and source, where a model chose them.
    var reasons: [Reason] = []

    /// What `--explain` tells of a row; without words only its rule.
    func why(_ words: ExplanationWords?) -> [String] {
        (lemma.map { [$0] } ?? []) + [words?.rule(rule) ?? rule.rawValue]
            + (words.map { reasons.compactMap($0.evidence) } ?? [])
    }

    /// A kind of evidence and its value, and which part of the statement it spoke for.
    struct Reason {
        enum Part: String {
            case cue, content, source
        }
        var part: Part
        var evidence: Evidence
        var value: Int
    }
}

/// A cue found in a sentence.
struct Cue {
    /// Index into the pack's cue entries.
    var entry: Int
    /// The token that carries the finiteness: the verb itself or its auxiliary.
    var verb: Int
    /// All tokens of the cue, ascending.
    var tokens: [Int]
    /// How many of `tokens` belong to a second verb ("declined to say"), which is a cue only where it
    /// has a content of its own.
    var chained = 0
    /// The segment (clause between marks) in which it stands.
    var segment: Int
    var isPassive: Bool
    var isVerbFinal: Bool
    /// "saying": the subject stands in another clause.
    var isParticiple = false

    /// The runs of adjacent tokens.
    var ranges: [Range<Int>] { Self.ranges(of: tokens) }

    /// The runs of adjacent tokens among some in ascending order.
    static func ranges(of tokens: [Int]) -> [Range<Int>] {
        var ranges: [Range<Int>] = []
        for token in tokens {
            if let last = ranges.last, last.upperBound == token {
                ranges[ranges.count - 1] = last.lowerBound..<token + 1
            } else {
                ranges.append(token..<token + 1)
            }
        }
        return ranges
    }
}

/// A sentence cut at its commas, colons, semicolons, dashes, brackets and quotations.
struct SegmentedSentence {
    private(set) var tokens = 0..<0
    /// Token ranges without the marks between them; a quotation is a segment of its own.
    private(set) var segments: [Range<Int>] = []
    /// For each segment, the index of the outer quotation that it is, or nil.
    private(set) var quotation: [Int?] = []
    /// The cues of each segment; none where it is a quotation.
    private(set) var cues: [[Cue]] = []
    /// For each segment, the first segment at or behind it that ends a content before it: one that
    /// begins with a quotative or with a cue whose subject stands elsewhere.
    private(set) var nextBreak: [Int] = []

    init() {}

    init(_ sentence: Range<Int>, _ text: AnalysedText, quotationAt: [Int32]) {
        tokens = sentence
        var start = sentence.lowerBound
        var index = start
        func flush(_ end: Int, into segments: inout [Range<Int>], _ quotation: inout [Int?]) {
            if end > start {
                segments.append(start..<end)
                quotation.append(nil)
            }
        }
        while index < sentence.upperBound {
            let inside = quotationAt[index]
            if inside >= 0 {
                flush(index, into: &segments, &quotation)
                var end = index
                while end < sentence.upperBound, quotationAt[end] == inside { end += 1 }
                segments.append(index..<end)
                quotation.append(Int(inside))
                index = end
                start = end
                continue
            }
            switch text.tokens[index].kind {
            case .comma, .colon, .semicolon, .dash, .sentenceEnd:
                flush(index, into: &segments, &quotation)
                start = index + 1
            default: break
            }
            index += 1
        }
        flush(sentence.upperBound, into: &segments, &quotation)
    }

    /// Fills `cues`, a list a segment.
    mutating func setCues(_ cues: [[Cue]]) { self.cues = cues }

    /// Fills `nextBreak`, from whether each segment ends a content before it.
    mutating func setBreaks(_ isBreak: [Bool]) {
        nextBreak = Array(repeating: segments.count, count: segments.count)
        var next = segments.count
        for index in segments.indices.reversed() {
            if isBreak[index] { next = index }
            nextBreak[index] = next
        }
    }
}
