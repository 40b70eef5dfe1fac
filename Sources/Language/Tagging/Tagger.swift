import Kernels
package import Text

/// Gives each word the tag of its language's own tag set: STTS for German, Penn tags for English.
///
/// Method: a greedy averaged perceptron (Collins 2002) from left to right, over forms, endings,
/// neighbours and readings of the lexicon; the choice is limited to tags that were seen with the
/// form or that the lexicon gives.
public struct Tagger: Sendable {
    private let file: ModelFile
    public let tagNames: [String]
    private let features: HashIndex
    /// Forms whose tags are known, and those tags: one bit a tag.
    private let forms: HashIndex
    /// `nonisolated(unsafe)`: mapped, never written, and `file` keeps them.
    private nonisolated(unsafe) let formTags: UnsafeBufferPointer<UInt64>
    /// `columns` weights a feature.
    private nonisolated(unsafe) let weights: UnsafeBufferPointer<Int8>
    private let memories = MemoryPool { Memory() }

    private final class Memory: Sendable {
        let words = FormMemory<KnownWord>()
        let sums = FormMemory<Sums>()
    }

    /// The number of weights of a feature: a row of one cache line.
    package static let columns = 64

    /// - Throws: `DataError.damaged` where the file does not hold together.
    public init(_ file: ModelFile) throws {
        self.file = file
        tagNames = try file.strings("tags")
        features = try HashIndex(file, "features")
        forms = try HashIndex(file, "forms")
        formTags = try file.section("form.tags", of: UInt64.self)
        weights = try file.section("weights", of: Int8.self)
        guard tagNames.count <= Self.columns, formTags.count == forms.count,
            weights.count == features.count * Self.columns
        else { throw DataError.damaged(path: file.path, reason: "its tables do not fit") }
    }

    /// The tag of each token, index of `tagNames`.
    /// - Parameters:
    ///   - lexicon: for each token, a number for what the lexicon says of it; empty without lexicon.
    /// - Complexity: O(n).
    package func tag(_ text: AnalysedText, lexicon: [UInt32]) -> [UInt8] {
        memories.withMemory { tag(text, lexicon: lexicon, $0) }
    }

    /// What a word brings along, wherever it stands.
    private struct KnownWord: BitwiseCopyable {
        var joint: JointWord
        /// The tags that it may have.
        var allowed: UInt64
        /// The rows of the features that it is for its neighbours, -1 where there is none: for the word behind it, for
        /// the word before it, for the second before and the second behind.
        var before: (Int32, Int32)
        var behind: (Int32, Int32)
        var secondBehind: Int32
        var secondBefore: Int32
    }

    /// Sums of weights by tags.
    private typealias Sums = (SIMD32<Int16>, SIMD32<Int16>)

    private func tag(_ text: AnalysedText, lexicon: [UInt32], _ memory: Memory) -> [UInt8] {
        var tags = [UInt8](repeating: 0, count: text.tokens.count)
        let padding = know(TaggedWord())
        var words: [KnownWord] = []
        text.bytes.withUnsafeBufferPointer { bytes in
            for sentence in text.sentences {
                let first = sentence.tokens.lowerBound
                func tagged(_ index: Int) -> TaggedWord {
                    TaggedWord(
                        text.tokens[index], bytes: bytes,
                        lexicon: lexicon.isEmpty ? 0 : lexicon[index], isInitial: index == first)
                }
                func mark(_ index: Int) -> UInt64 {
                    let mark = FormMemory<KnownWord>.mark(text.tokens[index])
                    return mark | (index == first ? 1 << 16 : 0)
                        | (lexicon.isEmpty ? 0 : UInt64(lexicon[index]) << 32)
                }
                words.removeAll(keepingCapacity: true)
                words.append(padding)
                words.append(padding)
                for index in sentence.tokens {
                    let next = index + FormMemory<KnownWord>.ahead
                    if next < text.tokens.count {
                        memory.words.fetch(text.tokens[next], mark: mark(next))
                        memory.sums.fetch(text.tokens[next], mark: mark(next))
                    }
                    words.append(
                        memory.words.value(text.tokens[index], mark: mark(index), bytes) {
                            know(tagged(index))
                        })
                }
                words.append(padding)
                words.append(padding)
                words.withUnsafeBufferPointer { words in
                    var last: UInt64 = 63
                    var lastButOne: UInt64 = 63
                    for (position, token) in sentence.tokens.enumerated() {
                        let word = words.baseAddress! + (position + 2)
                        let allowed = word.pointee.allowed
                        let tag: UInt8
                        if allowed != 0, allowed & (allowed &- 1) == 0 {
                            // A form with one tag has it.
                            tag = UInt8(allowed.trailingZeroBitCount)
                        } else {
                            let own = memory.sums.value(
                                text.tokens[token], mark: mark(token), bytes
                            ) {
                                sums(tagged(token))
                            }
                            tag = best(word, own, last: last, lastButOne: lastButOne)
                        }
                        tags[token] = tag
                        lastButOne = last
                        last = UInt64(tag)
                    }
                }
            }
        }
        return tags
    }

    private func row(_ key: UInt64) -> Int32 { features.row(of: key).map { Int32($0) } ?? -1 }

    private func know(_ word: TaggedWord) -> KnownWord {
        let all = tagNames.count == 64 ? UInt64.max : (1 << UInt64(tagNames.count)) - 1
        var known = KnownWord(
            joint: word.joint, allowed: forms.row(of: word.form).map { formTags[$0] } ?? all,
            before: (-1, -1), behind: (-1, -1), secondBehind: -1, secondBefore: -1)
        TaggerFeatures.forEachBefore(word) { place, key in
            if place == 8 { known.before.0 = row(key) } else { known.before.1 = row(key) }
        }
        TaggerFeatures.forEachBehind(word) { place, key in
            if place == 9 { known.behind.0 = row(key) } else { known.behind.1 = row(key) }
        }
        TaggerFeatures.forEachSecondBehind(word) { _, key in known.secondBehind = row(key) }
        TaggerFeatures.forEachSecondBefore(word) { _, key in known.secondBefore = row(key) }
        return known
    }

    /// The sums of the weights of a word's own features.
    private func sums(_ word: TaggedWord) -> Sums {
        var sums: Sums = (SIMD32(), SIMD32())
        withUnsafeTemporaryAllocation(of: Int32.self, capacity: TaggerFeatures.staticCount) {
            rows in
            var count = 0
            TaggerFeatures.forEachOwn(word) { _, key in
                rows[count] = row(key)
                if rows[count] >= 0 { count += 1 }
            }
            add(rows, count, to: &sums)
        }
        return sums
    }

    private func add(
        _ rows: UnsafeMutableBufferPointer<Int32>, _ count: Int, to sums: inout Sums
    ) {
        withUnsafeMutableBytes(of: &sums) {
            lb_add_rows(
                weights.baseAddress!, rows.baseAddress!, Int64(count),
                $0.baseAddress!.assumingMemoryBound(to: Int16.self))
        }
    }

    /// The words of a sentence with two words of padding at each end.
    package static func fill(
        _ words: inout [TaggedWord], _ text: AnalysedText, _ sentence: Sentence, lexicon: [UInt32]
    ) {
        words.removeAll(keepingCapacity: true)
        words.append(TaggedWord())
        words.append(TaggedWord())
        text.bytes.withUnsafeBufferPointer { bytes in
            for index in sentence.tokens {
                words.append(
                    TaggedWord(
                        text.tokens[index], bytes: bytes,
                        lexicon: lexicon.isEmpty ? 0 : lexicon[index],
                        isInitial: index == sentence.tokens.lowerBound))
            }
        }
        words.append(TaggedWord())
        words.append(TaggedWord())
    }

    /// The tag of a word that has two words before it and behind it.
    private func best(
        _ word: UnsafePointer<KnownWord>, _ own: Sums, last: UInt64, lastButOne: UInt64
    ) -> UInt8 {
        let (current, behind) = (word[0].joint, word[1].joint)
        let joint = TaggerFeatures.jointCount + TaggerFeatures.dynamicCount
        var scores = own
        withUnsafeTemporaryAllocation(of: UInt64.self, capacity: joint) { keys in
            var count = 0
            TaggerFeatures.forEachJoint(word[-1].joint, current, behind, word[2].joint) { _, key in
                keys[count] = key
                count += 1
            }
            TaggerFeatures.writeDynamic(
                current, behind, last: last, lastButOne: lastButOne, to: keys.baseAddress! + count)
            withUnsafeTemporaryAllocation(of: Int32.self, capacity: joint + 6) { rows in
                var count = features.rows(of: keys, into: rows.baseAddress!)
                func add(_ row: Int32) {
                    rows[count] = row
                    count += row >= 0 ? 1 : 0
                }
                add(word[-1].before.0)
                add(word[-1].before.1)
                add(word[1].behind.0)
                add(word[1].behind.1)
                add(word[2].secondBehind)
                add(word[-2].secondBefore)
                self.add(rows, count, to: &scores)
            }
        }
        return withUnsafeBytes(of: &scores) { scores in
            let scores = scores.baseAddress!.assumingMemoryBound(to: Int16.self)
            var best = -1
            var rest = word.pointee.allowed
            while rest != 0 {
                let tag = rest.trailingZeroBitCount
                rest &= rest - 1
                if best < 0 || scores[tag] > scores[best] { best = tag }
            }
            return UInt8(max(0, best))
        }
    }
}
