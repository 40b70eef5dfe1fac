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

/// What of a word enters features with other words or with tags.
package struct JointWord: Sendable, BitwiseCopyable {
    var form: UInt64
    /// The hash of the last three bytes.
    var ending: UInt64
    var shape: UInt64
    var lexicon: UInt64
}

extension TaggedWord {
    package var joint: JointWord {
        JointWord(form: form, ending: endings.1, shape: shape, lexicon: lexicon)
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
    /// The number of static features that depend on several words.
    static let jointCount = 6

    /// Writes the keys of the static features of the word at `index`; there are two words of padding
    /// before and behind the words of the sentence.
    @inline(__always)
    package static func writeStatic(
        _ words: UnsafePointer<TaggedWord>, _ index: Int, to keys: UnsafeMutablePointer<UInt64>
    ) {
        let word = words + index
        func write(_ place: Int, _ key: UInt64) { keys[place] = key }
        forEachOwn(word[0], write)
        forEachBefore(word[-1], write)
        forEachBehind(word[1], write)
        forEachSecondBehind(word[2], write)
        forEachSecondBefore(word[-2], write)
        forEachJoint(word[-1].joint, word[0].joint, word[1].joint, word[2].joint, write)
    }

    // What depends on one word alone is known as soon as the form is: these are apart.

    /// The features of a word that depend on it alone, and their places among the static ones.
    @inline(__always)
    static func forEachOwn(_ word: TaggedWord, _ body: (Int, UInt64) -> Void) {
        body(0, key(1, word.form))
        body(1, key(2, word.endings.0, word.shape))
        body(2, key(3, word.endings.1))
        body(3, key(4, word.endings.2))
        body(4, key(5, word.endings.3))
        body(5, key(6, word.beginning))
        body(6, key(7, word.shape))
        body(7, key(8, word.lexicon, word.shape & 7))
        body(19, key(20, word.lexicon, word.endings.0))
        body(21, key(22, word.form, word.shape & 4))
    }

    /// The features of a word that depend on the word before it alone.
    @inline(__always)
    static func forEachBefore(_ before: TaggedWord, _ body: (Int, UInt64) -> Void) {
        body(8, key(9, before.form))
        body(17, key(18, before.endings.1, before.shape))
    }

    @inline(__always)
    static func forEachBehind(_ behind: TaggedWord, _ body: (Int, UInt64) -> Void) {
        body(9, key(10, behind.form))
        body(16, key(17, behind.endings.1, behind.shape))
    }

    @inline(__always)
    static func forEachSecondBehind(_ second: TaggedWord, _ body: (Int, UInt64) -> Void) {
        body(10, key(11, second.form))
    }

    @inline(__always)
    static func forEachSecondBefore(_ second: TaggedWord, _ body: (Int, UInt64) -> Void) {
        body(11, key(12, second.form))
    }

    /// The static features that depend on several words.
    @inline(__always)
    static func forEachJoint(
        _ before: JointWord, _ current: JointWord, _ behind: JointWord, _ second: JointWord,
        _ body: (Int, UInt64) -> Void
    ) {
        body(12, key(13, before.lexicon, current.lexicon))
        body(13, key(14, current.lexicon, behind.lexicon))
        body(14, key(15, before.form, current.form))
        body(15, key(16, current.form, behind.form))
        body(18, key(19, behind.lexicon, second.lexicon))
        body(20, key(21, before.shape, current.shape &* 31 &+ behind.shape))
    }

    /// Writes the keys of the features that depend on the two tags before.
    @inline(__always)
    package static func writeDynamic(
        _ word: JointWord, _ behind: JointWord, last: UInt64, lastButOne: UInt64,
        to keys: UnsafeMutablePointer<UInt64>
    ) {
        keys[0] = key(40, last)
        keys[1] = key(41, last, lastButOne)
        keys[2] = key(42, last, word.form)
        keys[3] = key(
            43, last &* 64 &+ lastButOne, behind.lexicon == 0 ? behind.ending : behind.lexicon)
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
