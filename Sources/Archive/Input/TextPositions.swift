import Text

/// A text whose stretches can be cut by code points.
struct TextPositions {
    let bytes: [UInt8]
    /// The byte of every code point and the end; nil where each code point is one byte.
    private let offsets: [Int32]?
    /// The number of code points.
    let count: Int

    /// - Complexity: O(n).
    init(_ bytes: [UInt8]) {
        self.bytes = bytes
        guard bytes.contains(where: { $0 >= 0x80 }) else {
            offsets = nil
            count = bytes.count
            return
        }
        var offsets: [Int32] = []
        offsets.reserveCapacity(bytes.count + 1)
        for (index, byte) in bytes.enumerated() where byte & 0xC0 != 0x80 {
            offsets.append(Int32(index))
        }
        count = offsets.count
        offsets.append(Int32(bytes.count))
        self.offsets = offsets
    }

    /// The bytes of a span; a span outside the text is cut to it.
    func slice(_ span: Span) -> ArraySlice<UInt8> {
        let start = min(max(span.start, 0), count)
        let end = min(max(span.end, start), count)
        guard let offsets else { return bytes[start..<end] }
        return bytes[Int(offsets[start])..<Int(offsets[end])]
    }

    func string(_ span: Span) -> String { String(decoding: slice(span), as: UTF8.self) }

    /// The words of several spans, with an ellipsis where something stands between them.
    func string(_ spans: [Span]) -> String { spans.map(string).joined(separator: " … ") }

    /// The number of code points of some bytes.
    static func count(_ bytes: ArraySlice<UInt8>) -> Int { bytes.count { $0 & 0xC0 != 0x80 } }

    /// The code point that the byte at `offset` belongs to.
    func codePoint(ofByte offset: Int) -> Int {
        guard let offsets else { return min(offset, count) }
        var low = 0
        var high = offsets.count
        while low < high {
            let middle = (low + high) / 2
            if Int(offsets[middle]) <= offset { low = middle + 1 } else { high = middle }
        }
        return max(0, min(low - 1, count))
    }
}
