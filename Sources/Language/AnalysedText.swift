public import Text

/// A text with everything that the language core knows of it; every reader takes this.
///
/// All rows are fixed-width and point into `bytes`; nothing here is a `String`.
public struct AnalysedText: Sendable {
    /// In two pieces: texts are handed on and copied all the time, and their parts are thirty references.
    @usableFromInline let contents: Contents
    @usableFromInline var found = Found(Analysis())

    @inlinable public var document: Document { contents.document }
    /// The UTF-8 of `document.text`.
    @inlinable public var bytes: [UInt8] { contents.bytes }
    @inlinable public var pack: LanguagePack { contents.pack }
    @inlinable public var tokens: [Token] { contents.tokens }
    /// The word classes of each token, same indices as `tokens`.
    @inlinable public var classes: [WordClasses] { contents.classes }
    @inlinable public var sentences: [Sentence] { contents.sentences }
    @inlinable public var quotations: [Quotation] { contents.quotations }
    /// The publication date, EDTF, as far as it is known.
    @inlinable public var published: String? { contents.document.published }
    /// Tags, forms, trees and names, as far as the core was asked for them.
    @inlinable public var analysis: Analysis {
        get { found.analysis }
        set { found = Found(newValue) }
    }

    @usableFromInline final class Found: Sendable {
        @usableFromInline let analysis: Analysis
        @usableFromInline init(_ analysis: Analysis) { self.analysis = analysis }
    }

    /// Segments and tags `document` with what `pack` knows.
    /// - Complexity: O(n) in the length of the text.
    public init(_ document: Document, pack: LanguagePack) {
        let bytes = Array(document.text.utf8)
        let segmenter = Segmenter(pack: pack)
        let segmentation: Segmenter.Segmentation
        if let words = document.words {
            segmentation = segmenter.take(words, bytes)
        } else {
            segmentation = segmenter.segment(bytes)
        }
        contents = Contents(document, bytes, pack, segmentation)
    }

    @usableFromInline final class Contents: Sendable {
        @usableFromInline let document: Document
        @usableFromInline let bytes: [UInt8]
        @usableFromInline let pack: LanguagePack
        @usableFromInline let tokens: [Token]
        @usableFromInline let classes: [WordClasses]
        @usableFromInline let isCue: [Bool]
        @usableFromInline let sentences: [Sentence]
        @usableFromInline let quotations: [Quotation]

        init(
            _ document: Document, _ bytes: [UInt8], _ pack: LanguagePack,
            _ segmentation: Segmenter.Segmentation
        ) {
            self.document = document
            self.bytes = bytes
            self.pack = pack
            tokens = segmentation.tokens
            sentences = segmentation.sentences
            quotations = segmentation.quotations
            let words = segmentation.tokens
            classes = words.indices.map { token in
                let classes = pack.words.classes(of: words[token].hash)
                // Two tests that nearly every word fails: this runs for each of them.
                guard classes.contains(.month), classes.contains(.auxiliary),
                    Self.isName(token, words, pack)
                else { return classes }
                return classes.subtracting([.auxiliary, .modal, .possible, .finiteVerb])
            }
            isCue = segmentation.tokens.map { pack.cues.contains($0.hash) }
        }

        /// Whether a month that is an auxiliary too is written as a name: "in May", "Theresa May", "May said".
        private static func isName(_ token: Int, _ words: [Token], _ pack: LanguagePack) -> Bool {
            guard words[token].isCapitalised else { return false }
            if token > 0, words[token - 1].kind == .word { return true }
            return token + 1 < words.count && pack.cues.contains(words[token + 1].hash)
        }
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

    /// The tokens that a span of bytes covers.
    /// - Complexity: O(log n).
    public func tokens(in span: Span) -> Range<Int> {
        let low = tokens.partitionPoint { Int($0.end) > span.start }
        let high = tokens.partitionPoint { Int($0.start) >= span.end }
        return low..<max(low, high)
    }

    /// The place of the sentence that a token stands in; nil behind the last.
    /// - Complexity: O(log n).
    public func sentence(at token: Int) -> Int? {
        let index = sentences.partitionPoint { $0.tokens.upperBound > token }
        return index < sentences.count ? index : nil
    }

    /// What stands before the first hyphen of a word: "US" of "US-Außenminister"; nil where nothing does.
    public func front(of token: Int) -> ArraySlice<UInt8>? {
        let span = tokens[token].span
        guard let hyphen = bytes[span.start..<span.end].firstIndex(of: UInt8(ascii: "-")),
            hyphen > span.start
        else { return nil }
        return bytes[span.start..<hyphen]
    }

    /// The country before the first hyphen of a word: "US-Außenminister", "Kreml-Sprecher".
    public func frontCountry(of token: Int) -> String? {
        front(of: token).flatMap { pack.countries.match(form: foldedHash($0))?.code }
    }

    @inlinable
    public func has(_ token: Int, _ wanted: WordClasses) -> Bool {
        !classes[token].isDisjoint(with: wanted)
    }

    /// The ways in which a token can be a cue; nil where it cannot.
    @inlinable
    public func cueForms(_ token: Int) -> ArraySlice<CueForm>? {
        contents.isCue[token] ? pack.cues.forms(of: tokens[token].hash) : nil
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
