package import Text

/// What the tagger sees of a word, before any tag is known.
package struct TaggedWord: Sendable, BitwiseCopyable {
    /// The folded hash of its form, with a bit for its capital letter.
    package var form: UInt64 = 1
    /// Hashes of its last two to five bytes and of its first three.
    package var endings: (UInt64, UInt64, UInt64, UInt64) = (1, 1, 1, 1)
    package var beginning: UInt64 = 1
    /// The kind of token, capital letters, digits, hyphens, and whether a sentence begins with it.
    package var shape: UInt64 = 0
    /// What the lexicon says of it: equal numbers for equal readings; 0 where it says nothing.
    package var lexicon: UInt64 = 0

    package init() {}

    package init(
        _ token: Token, bytes: UnsafeBufferPointer<UInt8>, lexicon: UInt32, isInitial: Bool
    ) {
        let start = Int(token.start)
        let end = Int(token.end)
        form = token.hash &* 2 &+ (token.isCapitalised ? 1 : 0)
        func ending(_ length: Int) -> UInt64 {
            foldedHash(buffer: UnsafeBufferPointer(rebasing: bytes[max(start, end - length)..<end]))
        }
        endings = (ending(2), ending(3), ending(4), ending(5))
        beginning = foldedHash(
            buffer: UnsafeBufferPointer(rebasing: bytes[start..<min(end, start + 3)]))
        var marks: UInt64 = 0
        for index in start..<end {
            switch bytes[index] {
            case 0x30...0x39: marks |= 1
            case 0x2D: marks |= 2
            case 0x2E: marks |= 4
            case 0x80...: marks |= 8
            default: break
            }
        }
        shape =
            UInt64(token.kind.rawValue) << 8 | UInt64(token.isCapitalised ? 1 : 0)
            | UInt64(token.flags.contains(.allCaps) ? 2 : 0) | (isInitial ? 4 : 0) | marks << 3
        self.lexicon = UInt64(lexicon)
    }
}

/// The features of the tagger: templates over the words around a word and the tags before it.
///
/// Templates as in Ratnaparkhi 1996 and Collins 2002, with readings of the lexicon.
package enum TaggerFeatures {
    /// The number of features of a word that do not depend on tags.
    package static let staticCount = 22
    /// The number of features that do.
    package static let dynamicCount = 4

    /// Writes the keys of the static features of the word at `index`; there are two words of padding
    /// before and behind the words of the sentence.
    @inline(__always)
    package static func writeStatic(
        _ words: UnsafePointer<TaggedWord>, _ index: Int, to keys: UnsafeMutablePointer<UInt64>
    ) {
        let word = words + index
        let before = word[-1]
        let behind = word[1]
        let current = word[0]
        keys[0] = key(1, current.form)
        keys[1] = key(2, current.endings.0, current.shape)
        keys[2] = key(3, current.endings.1)
        keys[3] = key(4, current.endings.2)
        keys[4] = key(5, current.endings.3)
        keys[5] = key(6, current.beginning)
        keys[6] = key(7, current.shape)
        keys[7] = key(8, current.lexicon, current.shape & 7)
        keys[8] = key(9, before.form)
        keys[9] = key(10, behind.form)
        keys[10] = key(11, word[2].form)
        keys[11] = key(12, word[-2].form)
        keys[12] = key(13, before.lexicon, current.lexicon)
        keys[13] = key(14, current.lexicon, behind.lexicon)
        keys[14] = key(15, before.form, current.form)
        keys[15] = key(16, current.form, behind.form)
        keys[16] = key(17, behind.endings.1, behind.shape)
        keys[17] = key(18, before.endings.1, before.shape)
        keys[18] = key(19, behind.lexicon, word[2].lexicon)
        keys[19] = key(20, current.lexicon, current.endings.0)
        keys[20] = key(21, before.shape, current.shape &* 31 &+ behind.shape)
        keys[21] = key(22, current.form, current.shape & 4)
    }

    /// Writes the keys of the features that depend on the two tags before.
    @inline(__always)
    package static func writeDynamic(
        _ word: TaggedWord, _ behind: TaggedWord, last: UInt64, lastButOne: UInt64,
        to keys: UnsafeMutablePointer<UInt64>
    ) {
        keys[0] = key(40, last)
        keys[1] = key(41, last, lastButOne)
        keys[2] = key(42, last, word.form)
        keys[3] = key(
            43, last &* 64 &+ lastButOne, behind.lexicon == 0 ? behind.endings.1 : behind.lexicon)
    }

    @inline(__always)
    private static func key(_ template: UInt64, _ a: UInt64, _ b: UInt64 = 0) -> UInt64 {
        var hash = (template &* 0x9E37_79B9_7F4A_7C15) ^ a
        hash = (hash ^ (hash >> 29)) &* 0xBF58_476D_1CE4_E5B9
        hash ^= b &* 0x94D0_49BB_1331_11EB
        hash = (hash ^ (hash >> 32)) &* 0x2545_F491_4F6C_DD1D
        return hash ^ (hash >> 28)
    }
}
