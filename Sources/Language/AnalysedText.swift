public import Text

/// A text with everything that the language core knows of it; every reader takes this.
///
/// All rows are fixed-width and point into `bytes`; nothing here is a `String`.
public struct AnalysedText: Sendable {
    public var document: Document { head.document }
    /// In one piece: texts are handed on and copied all the time, and a document is ten references.
    private let head: Head
    /// The UTF-8 of `document.text`.
    public let bytes: [UInt8]
    public let pack: LanguagePack
    public let tokens: [Token]
    /// The word classes of each token, same indices as `tokens`.
    public let classes: [WordClasses]
    public let sentences: [Sentence]
    public let quotations: [Quotation]
    /// The publication date, EDTF, as far as it is known.
    public var published: String? { head.document.published }
    /// Tags, forms, trees and names, as far as the core was asked for them.
    public var analysis = Analysis()

    /// Segments and tags `document` with what `pack` knows.
    /// - Complexity: O(n) in the length of the text.
    public init(_ document: Document, pack: LanguagePack) {
        head = Head(document)
        self.pack = pack
        bytes = Array(document.text.utf8)
        let segmenter = Segmenter(pack: pack)
        let segmentation: Segmenter.Segmentation
        if let words = document.words {
            segmentation = segmenter.take(words, bytes)
        } else {
            segmentation = segmenter.segment(bytes)
        }
        tokens = segmentation.tokens
        sentences = segmentation.sentences
        quotations = segmentation.quotations
        classes = tokens.map { pack.words.classes(of: $0.hash) }
    }

    private final class Head: Sendable {
        let document: Document
        init(_ document: Document) { self.document = document }
    }

    /// A text of words that are given, one array of forms a sentence, as a treebank has them: exactly
    /// these become the tokens, whatever the segmenter would make of them.
    /// - Parameter spaceAfter: whether a blank follows a form; a blank follows all where it is `nil`.
    public init(words: [[String]], spaceAfter: [[Bool]]? = nil, pack: LanguagePack) {
        self.init(
            Document(name: "", words: GivenWords(forms: words, spaceAfter: spaceAfter)), pack: pack)
    }

    /// The words of a stretch of bytes.
    public func string(_ span: Span) -> String {
        String(decoding: bytes[span.start..<span.end], as: UTF8.self)
    }

    /// The words of a token.
    public func string(_ token: Int) -> String { string(tokens[token].span) }

    /// The bytes that a run of tokens covers. The run must not be empty.
    @inlinable
    public func span(_ range: Range<Int>) -> Span {
        Span(Int(tokens[range.lowerBound].start), Int(tokens[range.upperBound - 1].end))
    }

    @inlinable
    public func has(_ token: Int, _ wanted: WordClasses) -> Bool {
        !classes[token].isDisjoint(with: wanted)
    }

    /// Whether a token is an infinitive with its marker inside: "vorzulegen".
    public func isJoinedInfinitive(_ token: Int) -> Bool {
        let span = tokens[token].span
        guard tokens[token].kind == .word, !tokens[token].isCapitalised, span.end - span.start > 6,
            bytes[span.end - 1] == UInt8(ascii: "n")
        else { return false }
        // The marker has two letters in the languages that join it.
        for start in (span.start + 2)..<(span.end - 4)
        where pack.words.classes(of: foldedHash(bytes[start..<start + 2])).contains(
            .infinitiveMarker)
            && pack.words.classes(of: foldedHash(bytes[span.start..<start])).contains(
                .separablePrefix)
        {
            return true
        }
        return false
    }
}
