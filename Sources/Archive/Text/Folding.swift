import Text

/// Words in the form in which the archive compares them: lower case, `ä ö ü ß` as `ae oe ue ss`, other
/// marks on Latin letters gone. What is no letter and no digit parts words.
///
/// Both sides of every comparison are folded, the stored text and the query, so `Muenchen` finds
/// *München* and `strasse` finds *Straße*.
struct FoldedText {
    struct Word {
        /// Where the folded word stands in `bytes`.
        var folded: Range<Int>
        /// The bytes of the text that it was read from.
        var source: Range<Int>
    }

    /// The folded words with a blank after each.
    private(set) var bytes: [UInt8] = []
    private(set) var words: [Word] = []

    /// - Complexity: O(n).
    init(_ text: String) { self.init(utf8: Array(text.utf8)) }

    init(utf8: some Collection<UInt8>) {
        let source = Array(utf8)
        bytes.reserveCapacity(source.count + source.count / 16)
        source.withUnsafeBufferPointer { fold($0) }
    }

    private mutating func fold(_ source: UnsafeBufferPointer<UInt8>) {
        var index = 0
        var start = 0
        var from = 0
        while index < source.count {
            let byte = source[index]
            var length = 1
            if byte < 0x80 {
                let lower = byte &- 65 < 26 ? byte | 0x20 : byte
                if lower &- 97 < 26 || byte &- 48 < 10 {
                    if start == bytes.count { from = index }
                    bytes.append(lower)
                } else {
                    close(from..<index, &start)
                }
            } else {
                let (scalar, count) = decodeScalar(source, index)
                length = count
                let open = start == bytes.count
                if appendFolded(scalar) {
                    if open { from = index }
                } else {
                    close(from..<index, &start)
                }
            }
            index += length
        }
        close(from..<source.count, &start)
    }

    private mutating func close(_ source: Range<Int>, _ start: inout Int) {
        guard start < bytes.count else { return }
        words.append(Word(folded: start..<bytes.count, source: source))
        bytes.append(0x20)
        start = bytes.count
    }

    /// Appends the folded letters of a scalar beyond ASCII; false where it parts words.
    private mutating func appendFolded(_ scalar: UInt32) -> Bool {
        let lower = lowercased(scalar)
        if lower < 0x180 {
            guard lower >= 0xC0, lower != 0xD7, lower != 0xF7 else { return false }
            let letters = Self.latin[Int(lower - 0xC0)]
            bytes.append(contentsOf: letters)
            return true
        }
        // Punctuation, symbols and white space of the general blocks.
        if 0x2000..<0x2C00 ~= lower || 0x3000..<0x3004 ~= lower || 0x3008..<0x3021 ~= lower
            || 0xFE30..<0xFE50 ~= lower || 0xFF00..<0xFF10 ~= lower || lower >= 0x1F000
            || lower == 0xFFFD || lower == 0xFEFF
        {
            return false
        }
        // A combining mark belongs to the letter before it.
        if 0x300..<0x370 ~= lower { return !(bytes.isEmpty || bytes.last == 0x20) }
        guard let letter = Unicode.Scalar(lower) else { return false }
        bytes.append(contentsOf: String(letter).utf8)
        return true
    }

    /// What U+00C0 to U+017F stand for, in order.
    private static let latin: [[UInt8]] = {
        let first = """
            a a a a ae a ae c e e e e i i i i d n o o o o oe x oe u u u ue y th ss \
            a a a a ae a ae c e e e e i i i i d n o o o o oe x oe u u u ue y th y
            """
        let second = """
            a a a a a a c c c c c c c c d d d d e e e e e e e e e e g g g g g g g g h h h h \
            i i i i i i i i i i ij ij j j k k k l l l l l l l l l l n n n n n n n n n o o o o \
            o o oe oe r r r r r r s s s s s s s s t t t t t t u u u u u u u u u u u u w w y y \
            y z z z z z z s
            """
        return (first + " " + second).split(separator: " ").map { Array($0.utf8) }
    }()

    /// The folded words as one text, a blank between two.
    var text: String { String(decoding: bytes.dropLast(), as: UTF8.self) }

    func word(_ index: Int) -> ArraySlice<UInt8> { bytes[words[index].folded] }
    func string(_ index: Int) -> String { String(decoding: word(index), as: UTF8.self) }
    var strings: [String] { words.indices.map(string) }
}

/// The folded words of a text, a blank between two.
func folded(_ text: String) -> String { FoldedText(text).text }

/// FNV-1a over bytes.
func hashed(_ bytes: some Sequence<UInt8>, seed: UInt64 = 0xcbf2_9ce4_8422_2325) -> UInt64 {
    var hash = seed
    for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
    return hash
}

/// Spreads the bits of a hash evenly (the finaliser of MurmurHash3, Appleby 2011).
func mixed(_ hash: UInt64) -> UInt64 {
    var hash = hash
    hash = (hash ^ (hash >> 33)) &* 0xff51_afd7_ed55_8ccd
    hash = (hash ^ (hash >> 33)) &* 0xc4ce_b9fe_1a85_ec53
    return hash ^ (hash >> 33)
}
