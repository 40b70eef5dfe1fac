package import Text

/// What the parser sees of a word: rows of its tables of embeddings.
package struct WordFeatures: Sendable, BitwiseCopyable {
    /// Rows of the tables `WordFeatures.fields`, in their order.
    package var rows: Rows
    package typealias Rows = (
        Int32, Int32, Int32, Int32, Int32, Int32, Int32, Int32, Int32
    )

    /// A table of embeddings: a row a value, `width` numbers a row.
    package struct Field: Sendable {
        package let name: String
        package let rows: Int
        package let width: Int
    }

    /// Row 0 of a table is for what is not known. Widths are multiples of eight.
    package static let fields = [
        Field(name: "form", rows: 0, width: 48),
        Field(name: "prefix", rows: Int(prefixRows), width: 16),
        Field(name: "suffix", rows: Int(suffixRows), width: 16),
        Field(name: "tag", rows: 80, width: 16),
        Field(name: "shape", rows: 128, width: 8),
        Field(name: "lexicon", rows: Int(lexiconRows), width: 16),
        Field(name: "class", rows: Int(classRows), width: 24),
        Field(name: "way", rows: 258, width: 8),
        Field(name: "facts", rows: Int(factRows), width: 16),
    ]

    /// The width of what is known of a word, with the kind of its text behind it.
    package static let width = fields.reduce(domainWidth) { $0 + $1.width }
    package static let domainWidth = 8
    /// The kinds of text that a parser may have learned from.
    package static let domains = 8

    /// The features of the word that stands for the root.
    package static let root = WordFeatures(rows: (1, 1, 1, 1, 1, 1, 1, 1, 1))

    @inlinable
    package init(rows: Rows) { self.rows = rows }

    /// The rows as they lie in memory, two and two.
    @inline(__always)
    private var words: SIMD8<UInt64> {
        func pair(_ first: Int32, _ second: Int32) -> UInt64 {
            UInt64(UInt32(bitPattern: first)) << 32 | UInt64(UInt32(bitPattern: second))
        }
        return SIMD8(
            pair(rows.0, rows.1), pair(rows.2, rows.3), pair(rows.4, rows.5),
            pair(rows.6, rows.7), UInt64(UInt32(bitPattern: rows.8)), 0, 0, 0)
    }

    /// Whether the parser sees the same word.
    @inline(__always)
    package static func == (one: WordFeatures, other: WordFeatures) -> Bool {
        one.words == other.words
    }

    @inline(__always)
    package var hash: UInt64 {
        let words = words
        var hash: UInt64 = 0
        for lane in 0..<5 { hash = (hash ^ words[lane]) &* 0x9E37_79B9_7F4A_7C15 }
        return hash ^ hash >> 32
    }

    /// What a form alone tells.
    /// - Parameter form: the row of the form, 0 where it is not known.
    package init(_ token: Token, bytes: UnsafeBufferPointer<UInt8>, form: Int32) {
        let start = Int(token.start)
        let end = Int(token.end)
        let prefix = UnsafeBufferPointer(rebasing: bytes[start..<min(end, start + 5)])
        let suffix = UnsafeBufferPointer(rebasing: bytes[max(start, end - 4)..<end])
        rows = (
            form, Self.row(foldedHash(buffer: prefix), of: Self.prefixRows),
            Self.row(foldedHash(buffer: suffix), of: Self.suffixRows), 0, 0, 0, 0, 0, 0
        )
    }

    /// Adds what the model of names knows: the word class and the gazetteer's facts.
    package mutating func take(_ atoms: NameAtoms) {
        rows.6 = 0
        rows.7 = 0
        if atoms.wordClass != 0 {
            rows.6 = Self.row(mix(UInt64(atoms.wordClass)), of: Self.classRows)
            rows.7 = Int32(atoms.classPrefix(7)) + 2
        }
        rows.8 = atoms.known.map { Self.row($0, of: Self.factRows) } ?? 0
    }

    /// Adds what a token is in its place.
    /// - Parameters:
    ///   - tag: its tag; `lexicon`: a number for what the lexicon says of it.
    package mutating func place(_ token: Token, tag: UInt8, lexicon: UInt32, isInitial: Bool) {
        var shape = Int32(token.kind.rawValue) * 8
        if token.isCapitalised { shape += 1 }
        if token.flags.contains(.allCaps) { shape += 2 }
        if isInitial { shape += 4 }
        rows.3 = Int32(tag) + 2
        rows.4 = shape + 2
        rows.5 =
            lexicon == 0
            ? 0 : Self.row(UInt64(lexicon) &* 0x9E37_79B9_7F4A_7C15, of: Self.lexiconRows)
    }

    /// A row that is neither that of the root nor that of the unknown.
    @inline(__always)
    private static func row(_ hash: UInt64, of rows: UInt64) -> Int32 {
        Int32((hash >> 20) % (rows - 2)) + 2
    }

    private static let prefixRows: UInt64 = 8192
    private static let suffixRows: UInt64 = 4096
    private static let lexiconRows: UInt64 = 2048
    private static let classRows: UInt64 = 4096
    private static let factRows: UInt64 = 2048
}
