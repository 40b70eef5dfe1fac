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
        var tags = [UInt8](repeating: 0, count: text.tokens.count)
        var words: [TaggedWord] = []
        var scores = [Int16](repeating: 0, count: Self.columns)
        let known = tagNames.count == 64 ? UInt64.max : (1 << UInt64(tagNames.count)) - 1
        withUnsafeTemporaryAllocation(
            of: UInt64.self, capacity: TaggerFeatures.staticCount + TaggerFeatures.dynamicCount
        ) { keys in
            for sentence in text.sentences {
                Self.fill(&words, text, sentence, lexicon: lexicon)
                words.withUnsafeBufferPointer { words in
                    var last: UInt64 = 63
                    var lastButOne: UInt64 = 63
                    for (position, token) in sentence.tokens.enumerated() {
                        var allowed = known
                        if let row = forms.row(of: words[position + 2].form) {
                            allowed = formTags[row]
                        }
                        let tag: UInt8
                        if allowed != 0, allowed & (allowed &- 1) == 0 {
                            // A form with one tag has it.
                            tag = UInt8(allowed.trailingZeroBitCount)
                        } else {
                            TaggerFeatures.writeStatic(
                                words.baseAddress!, position + 2, to: keys.baseAddress!)
                            TaggerFeatures.writeDynamic(
                                words[position + 2], words[position + 3], last: last,
                                lastButOne: lastButOne,
                                to: keys.baseAddress! + TaggerFeatures.staticCount)
                            tag = best(keys, allowed: allowed, &scores)
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

    /// The words of a sentence with two words of padding at each end.
    package static func fill(
        _ words: inout [TaggedWord], _ text: AnalysedText, _ sentence: Sentence, lexicon: [UInt32]
    ) {
        words.removeAll(keepingCapacity: true)
        words.append(TaggedWord())
        words.append(TaggedWord())
        text.bytes.withUnsafeBufferPointer { bytes in
            for token in sentence.tokens {
                words.append(
                    TaggedWord(
                        text.tokens[token], bytes: bytes,
                        lexicon: lexicon.isEmpty ? 0 : lexicon[token],
                        isInitial: token == sentence.tokens.lowerBound))
            }
        }
        words.append(TaggedWord())
        words.append(TaggedWord())
    }

    private func best(
        _ keys: UnsafeMutableBufferPointer<UInt64>, allowed: UInt64, _ scores: inout [Int16]
    ) -> UInt8 {
        scores.withUnsafeMutableBufferPointer { scores in
            withUnsafeTemporaryAllocation(of: Int32.self, capacity: keys.count) { rows in
                let count = features.rows(of: keys, into: rows.baseAddress!)
                lb_sum_rows(
                    weights.baseAddress!, rows.baseAddress!, Int64(count), scores.baseAddress!)
            }
            var best = -1
            var rest = allowed
            while rest != 0 {
                let tag = rest.trailingZeroBitCount
                rest &= rest - 1
                if best < 0 || scores[tag] > scores[best] { best = tag }
            }
            return UInt8(max(0, best))
        }
    }
}
