import Foundation
public import Language

/// Text with marked names: the sentences of an IOB2 file.
public struct NameCorpus: Sendable {
    /// The words of each sentence.
    public var words: [[String]] = []
    /// The tags of each sentence, one a word.
    public var tags: [[EntityTag]] = []
    /// Where the corpus does not say what a word is: labels that it marks but that are no kind here.
    public var isOpen: [[Bool]] = []

    public init() {}

    /// Reads a file of one word a line: the word, a tab or a blank, the tag; a blank line ends a
    /// sentence. `I-` without a name of its kind before begins a name, so that IOB1 and IO can be read.
    /// - Parameter labels: the kind that each label of the file stands for, beside those of
    ///   `EntityTag`; `?` leaves its words open, `O` takes them as no name.
    /// - Throws: `DataError.missing`, or `DataError.malformed` for a line that is neither, or for an
    ///   unknown label.
    public init(path: String, labels: [String: String] = [:]) throws {
        guard let data = FileManager.default.contents(atPath: path) else {
            throw DataError.missing(path: path)
        }
        var sentence = Sentence()
        for (number, raw) in data.split(separator: 10, omittingEmptySubsequences: false)
            .enumerated()
        {
            let line = String(decoding: raw, as: UTF8.self)
            if line.allSatisfy(\.isWhitespace) {
                append(&sentence)
                continue
            }
            let fields = line.split(whereSeparator: { $0 == "\t" || $0 == " " })
            guard fields.count >= 2, let mark = fields.last,
                let tag = Self.tag(mark, labels, after: sentence)
            else {
                throw DataError.malformed(
                    path: path, line: number + 1, expected: "a word, a tab and an IOB2 tag")
            }
            sentence.words.append(String(fields[0]))
            sentence.tags.append(tag.tag)
            sentence.isOpen.append(tag.isOpen)
        }
        append(&sentence)
    }

    private struct Sentence {
        var words: [String] = []
        var tags: [EntityTag] = []
        var isOpen: [Bool] = []
    }

    private mutating func append(_ sentence: inout Sentence) {
        guard !sentence.words.isEmpty else { return }
        if sentence.words != ["-DOCSTART-"] {
            words.append(sentence.words)
            tags.append(sentence.tags)
            isOpen.append(sentence.isOpen)
        }
        sentence = Sentence()
    }

    private static func tag(
        _ mark: Substring, _ labels: [String: String], after sentence: Sentence
    ) -> (tag: EntityTag, isOpen: Bool)? {
        if mark == "O" { return (.outside, false) }
        guard mark.hasPrefix("B-") || mark.hasPrefix("I-") else { return nil }
        let label = String(mark.dropFirst(2))
        switch labels[label] {
        case "?": return (.outside, true)
        case "O": return (.outside, false)
        case let name:
            guard let kind = EntityTag.Kind(label: name ?? label) else { return nil }
            let goesOn = mark.hasPrefix("I-") && sentence.tags.last?.kind == kind
            return (EntityTag(kind, begins: !goesOn), false)
        }
    }

    /// The sentences that fulfil a condition on their number.
    public func selecting(_ condition: (Int) -> Bool) -> NameCorpus {
        var selected = NameCorpus()
        for index in words.indices where condition(index) {
            selected.words.append(words[index])
            selected.tags.append(tags[index])
            selected.isOpen.append(isOpen[index])
        }
        return selected
    }
}
