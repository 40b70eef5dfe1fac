public import Language
public import Text

/// How tokens and sentences agree with those that are right.
///
/// A token or sentence is right where both its ends are; a boundary is the end of a sentence, the last
/// of a text left out. As in the evaluation of the CoNLL 2018 shared task (Zeman et al. 2018).
public struct SegmentationScores: Sendable, Equatable {
    public var tokens = MatchCounts()
    public var sentences = MatchCounts()
    public var boundaries = MatchCounts()

    public init() {}

    /// The counts with their names, in the order in which they are printed.
    public var figures: [(name: String, counts: MatchCounts)] {
        [("tokens", tokens), ("sentences", sentences), ("boundaries", boundaries)]
    }

    public static func += (all: inout SegmentationScores, one: SegmentationScores) {
        for path in [\SegmentationScores.tokens, \.sentences, \.boundaries] {
            all[keyPath: path].gold += one[keyPath: path].gold
            all[keyPath: path].found += one[keyPath: path].found
            all[keyPath: path].right += one[keyPath: path].right
        }
    }
}

/// A text with the tokens and sentences that are right in it; spans count bytes.
public struct SegmentedText: Sendable {
    public var bytes: [UInt8] = []
    /// In order.
    public var tokens: [Span] = []
    public var sentences: [Span] = []

    public init() {}

    /// The text of a treebank's sentences in their order; paragraphs and documents begin behind a blank
    /// line. Of words that are written as one ("don't", "zum"), those are tokens that stand in what is
    /// written; where they do not, the whole is one token.
    public init(_ sentences: [CoNLLUSentence]) {
        for sentence in sentences { append(sentence) }
    }

    private mutating func append(_ sentence: CoNLLUSentence) {
        let opensParagraph = sentence.comments.contains {
            $0.hasPrefix("# newpar") || $0.hasPrefix("# newdoc")
        }
        if opensParagraph, !bytes.isEmpty {
            while bytes.last == 32 { bytes.removeLast() }
            bytes += [10, 10]
        }
        let start = bytes.count
        var covered = 0
        for row in sentence.rows {
            if let range = row.range {
                let parts = sentence.words.filter { range.contains($0.number ?? 0) }.map(\.form)
                append(parts.joined() == row.form ? parts : [row.form], row.hasSpaceAfter)
                covered = range.upperBound
            } else if let number = row.number, number > covered {
                append([row.form], row.hasSpaceAfter)
            }
        }
        if let last = tokens.last, last.start >= start {
            self.sentences.append(Span(start, last.end))
        }
    }

    private mutating func append(_ parts: [String], _ hasSpaceAfter: Bool) {
        for part in parts {
            let start = bytes.count
            bytes += part.utf8
            tokens.append(Span(start, bytes.count))
        }
        if hasSpaceAfter { bytes.append(32) }
    }
}

/// Measures the segmenter of a language on texts whose tokens and sentences are known.
public struct SegmentationScorer: Sendable {
    private let segmenter: Segmenter

    public init(pack: LanguagePack) { segmenter = Segmenter(pack: pack) }

    /// Segments a text and compares.
    /// - Complexity: O(n).
    public func score(_ gold: SegmentedText) -> SegmentationScores {
        let found = segmenter.segment(gold.bytes)
        let sentences = found.sentences.map {
            Span(
                Int(found.tokens[$0.tokens.lowerBound].start),
                Int(found.tokens[$0.tokens.upperBound - 1].end))
        }
        var scores = SegmentationScores()
        scores.tokens = matches(Set(gold.tokens), Set(found.tokens.map(\.span)))
        scores.sentences = matches(Set(gold.sentences), Set(sentences))
        scores.boundaries = matches(
            Set(gold.sentences.dropLast().map(\.end)), Set(sentences.dropLast().map(\.end)))
        return scores
    }

    /// Measures tokens in each sentence of a treebank by itself, sentences in all of them in a row.
    public func score(_ sentences: [CoNLLUSentence]) -> SegmentationScores {
        var scores = score(SegmentedText(sentences))
        scores.tokens = MatchCounts()
        for sentence in sentences {
            var own = SegmentationScores()
            own.tokens = score(SegmentedText([sentence])).tokens
            scores += own
        }
        return scores
    }

    private func matches<Part: Hashable>(_ gold: Set<Part>, _ found: Set<Part>) -> MatchCounts {
        MatchCounts(
            gold: gold.count, found: found.count, right: gold.intersection(found).count)
    }
}
