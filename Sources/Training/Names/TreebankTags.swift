import Foundation
public import Language
import Text

/// The tags of words (XPOS) that files of ten columns give to known sentences.
public struct TreebankTags: Sendable {
    private var tags: [String: [UInt8]] = [:]
    private var names: [String] = []

    /// Reads the fifth column of CoNLL-U files.
    /// - Throws: `DataError.missing` where one cannot be read.
    public init(_ paths: [String]) throws {
        var numbers: [Substring: UInt8] = [:]
        for path in paths {
            guard let data = FileManager.default.contents(atPath: path) else {
                throw DataError.missing(path: path)
            }
            var words: [Substring] = []
            var found: [UInt8] = []
            let text = String(decoding: data, as: UTF8.self)
            for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
                let fields = line.split(separator: "\t")
                if fields.count >= 5, fields[0].allSatisfy(\.isNumber) {
                    words.append(fields[1])
                    if numbers[fields[4]] == nil, numbers.count < 250 {
                        numbers[fields[4]] = UInt8(numbers.count)
                        names.append(String(fields[4]))
                    }
                    found.append(numbers[fields[4]] ?? 0)
                } else if line.isEmpty, !words.isEmpty {
                    tags[words.joined(separator: " ")] = found
                    words = []
                    found = []
                }
            }
        }
    }

    /// Adds the tags where every sentence of the text is known.
    public func add(to text: inout AnalysedText) {
        guard !tags.isEmpty else { return }
        var found: [UInt8] = []
        for sentence in text.sentences {
            let words = sentence.tokens.map { text.string($0) }.joined(separator: " ")
            found += tags[words] ?? Array(repeating: 255, count: sentence.tokens.count)
        }
        text.analysis.tags = found
        text.analysis.tagNames = names
    }
}
