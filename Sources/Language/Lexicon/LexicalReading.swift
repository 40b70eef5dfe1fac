/// One thing that a form can be.
public struct LexicalReading: Sendable, BitwiseCopyable {
    public var morphology: Morphology
    /// The way from the form to its lemma: an index of the lexicon's rules.
    package var rule: UInt16
    /// The tag, index of `Lexicon.tagNames`.
    public var tag: UInt8
    /// 1 where the lemma is written small though the form is not.
    private var small: UInt8

    package var isSmall: Bool { small == 1 }

    package init(morphology: Morphology, rule: UInt16, tag: UInt8, isSmall: Bool) {
        self.morphology = morphology
        self.rule = rule
        self.tag = tag
        small = isSmall ? 1 : 0
    }
}

/// What an entry comes to, for those who need no single reading.
package struct EntrySummary: Sendable, BitwiseCopyable {
    /// The tags of its readings.
    package var tags: UInt64
    package var firstReading: UInt32
    package var readingCount: UInt16
    /// Equal for entries that differ only in their lemmas.
    package var kind: UInt16

    package init(tags: UInt64, firstReading: UInt32, readingCount: UInt16, kind: UInt16) {
        self.tags = tags
        self.firstReading = firstReading
        self.readingCount = readingCount
        self.kind = kind
    }
}

/// The way from a form to its lemma: two bytes are taken out (the "ge" of "aufgemacht"), some are
/// cut from the end, and a text is put there.
package struct LemmaRule: Hashable, Sendable, BitwiseCopyable {
    /// Where the two bytes stand; 255 for nowhere.
    package var infix: UInt8
    package var cut: UInt8
    package var textCount: UInt8
    private var filling: UInt8 = 0
    package var text: UInt32

    package init(infix: UInt8, cut: UInt8, text: UInt32, textCount: UInt8) {
        self.infix = infix
        self.cut = cut
        self.text = text
        self.textCount = textCount
    }

    func apply(to form: [UInt8], text all: UnsafeBufferPointer<UInt8>) -> [UInt8] {
        var result = form
        if infix != 255, Int(infix) + 2 <= result.count {
            result.removeSubrange(Int(infix)..<Int(infix) + 2)
        }
        result.removeLast(min(Int(cut), result.count))
        return result + all[Int(text)..<Int(text) + Int(textCount)]
    }
}
