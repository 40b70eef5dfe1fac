/// A stretch of a text: a half-open range of positions.
///
/// While a text is being read, positions are bytes of its UTF-8; in a finished `Reading` they are
/// Unicode code points, as in the W3C Web Annotation `TextPositionSelector`. `CodePointMap` turns
/// the one into the other, once.
public struct Span: Hashable, Sendable, Comparable {
    /// The first position.
    public var start: Int
    /// The position behind the last one.
    public var end: Int

    @inlinable
    public init(_ start: Int, _ end: Int) {
        self.start = start
        self.end = end
    }

    /// The number of positions.
    @inlinable public var count: Int { end - start }
    @inlinable public var isEmpty: Bool { end <= start }

    @inlinable
    public static func < (a: Span, b: Span) -> Bool { (a.start, a.end) < (b.start, b.end) }

    /// Whether the two share at least one position.
    @inlinable
    public func overlaps(_ other: Span) -> Bool { start < other.end && other.start < end }

    /// Whether every position of `other` lies in this span.
    @inlinable
    public func contains(_ other: Span) -> Bool { start <= other.start && other.end <= end }
}

/// Turns byte offsets of a UTF-8 text into code point offsets.
///
/// One cumulative count is kept for each block of 64 bytes, so a text of n bytes costs n/16 bytes.
///
/// - Complexity: O(n) to make, O(1) a look-up (at most 64 bytes are counted).
public struct CodePointMap: Sendable {
    private let bytes: [UInt8]
    private let blocks: [Int32]

    public init(_ bytes: [UInt8]) {
        self.bytes = bytes
        var blocks: [Int32] = []
        blocks.reserveCapacity(bytes.count / 64 + 1)
        var count: Int32 = 0
        for (index, byte) in bytes.enumerated() {
            if index & 63 == 0 { blocks.append(count) }
            if byte & 0xC0 != 0x80 { count += 1 }
        }
        if bytes.count & 63 == 0 { blocks.append(count) }
        self.blocks = blocks
    }

    /// The number of code points before the byte at `offset`.
    public func codePoint(at offset: Int) -> Int {
        let block = offset >> 6
        var count = Int(blocks[block])
        for index in (block << 6)..<offset where bytes[index] & 0xC0 != 0x80 { count += 1 }
        return count
    }

    /// The same stretch of text, counted in code points.
    public func codePoints(_ span: Span) -> Span {
        Span(codePoint(at: span.start), codePoint(at: span.end))
    }
}

/// The range from `low` to `high`; empty at `low` where `high` stands before it.
@inlinable
public func clampedRange(_ low: Int, _ high: Int) -> Range<Int> { low..<max(low, high) }
