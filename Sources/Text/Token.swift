/// What a token is made of.
public enum TokenKind: UInt8, Sendable {
    case word, number, url, openQuote, closeQuote, comma, colon, semicolon
    case sentenceEnd  // . ! ? …
    case openBracket, closeBracket, dash, other
}

/// A word, number or mark of a text: a fixed-width row that points into the bytes.
public struct Token: Sendable {
    /// Byte offsets, end exclusive.
    public var start: Int32
    public var end: Int32
    public var kind: TokenKind
    public var flags: TokenFlags
    /// `foldedHash` of the token's bytes: equal for forms that differ in case only.
    public var hash: UInt64

    @inlinable
    public init(start: Int32, end: Int32, kind: TokenKind, flags: TokenFlags, hash: UInt64) {
        self.start = start
        self.end = end
        self.kind = kind
        self.flags = flags
        self.hash = hash
    }

    @inlinable public var span: Span { Span(Int(start), Int(end)) }
    @inlinable public var isCapitalised: Bool { flags.contains(.capitalised) }
}

/// How a token looks and what stands before it.
public struct TokenFlags: OptionSet, Sendable {
    public let rawValue: UInt8
    @inlinable public init(rawValue: UInt8) { self.rawValue = rawValue }

    /// Begins with an upper-case letter.
    @inlinable public static var capitalised: Self { Self(rawValue: 1) }
    /// Has at least two letters and no lower-case one.
    @inlinable public static var allCaps: Self { Self(rawValue: 2) }
    /// White space stands before it, or the text begins with it.
    @inlinable public static var spaceBefore: Self { Self(rawValue: 4) }
    /// It is the first token after a blank line, or after a line break that ends a paragraph.
    @inlinable public static var paragraphStart: Self { Self(rawValue: 8) }
    /// It is the first token of its line.
    @inlinable public static var lineStart: Self { Self(rawValue: 16) }
    /// A full stop belongs to it ("Dr.", "14.").
    @inlinable public static var hasStop: Self { Self(rawValue: 32) }
}

/// A sentence: a range of tokens.
public struct Sentence: Sendable {
    public var tokens: Range<Int>
    public init(tokens: Range<Int>) { self.tokens = tokens }
}

/// A stretch in quotation marks, marks included.
public struct Quotation: Sendable {
    /// The token of the opening mark and the one behind the closing mark. A quotation that goes
    /// on in the next paragraph without being closed ends with the paragraph.
    public var tokens: Range<Int>
    /// 0 for an outer quotation, 1 for one inside it.
    public var depth: Int
    /// The quotation of the paragraph before, of which this one is the continuation.
    public var continues: Int?

    public init(tokens: Range<Int>, depth: Int, continues: Int? = nil) {
        self.tokens = tokens
        self.depth = depth
        self.continues = continues
    }
}
