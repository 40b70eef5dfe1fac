import Foundation
import Language

/// A word of a treebank, as training needs it.
struct TreebankWord {
    var form: String
    var lemma: String
    var universalTag: UniversalTag?
    var tag: String
    var morphology: Language.Morphology
    /// The position of its head, counted from 1; 0 for the root, -1 where it is not known.
    var head: Int
    var relation: Relation
    /// Whether a blank follows.
    var hasSpaceAfter = true
}

/// A sentence of a treebank.
struct TreebankSentence {
    var id: String
    var words: [TreebankWord]
    /// Runs of words that are written as one ("zu dem": "zum"), counted from 0, and how.
    var contractions: [(range: Range<Int>, form: String)] = []
}

/// Trees of Universal Dependencies in CoNLL-U, and trees in the older scheme of Foth 2006 in the
/// same columns.
enum Treebank {
    /// The columns of each sentence of a file, with its comments.
    /// - Throws: `GoldError` where the file cannot be read or a line has not ten columns.
    static func rows(_ path: String) throws -> [(comments: [String], rows: [[String]])] {
        guard let data = FileManager.default.contents(atPath: path) else {
            throw GoldError.unreadable(path: path)
        }
        var result: [(comments: [String], rows: [[String]])] = []
        var comments: [String] = []
        var rows: [[String]] = []
        var number = 0
        for line in data.split(separator: 10, omittingEmptySubsequences: false) {
            number += 1
            if line.isEmpty {
                if !rows.isEmpty { result.append((comments, rows)) }
                comments = []
                rows = []
            } else if line.first == UInt8(ascii: "#") {
                comments.append(String(decoding: line, as: UTF8.self))
            } else {
                let columns = line.split(separator: 9, omittingEmptySubsequences: false).map {
                    String(decoding: $0, as: UTF8.self)
                }
                guard columns.count == 10 else {
                    throw GoldError.malformed(
                        path: path, line: number, reason: "a word has ten columns")
                }
                rows.append(columns)
            }
        }
        if !rows.isEmpty { result.append((comments, rows)) }
        return result
    }

    /// The sentences of a CoNLL-U file.
    /// - Throws: `GoldError`.
    static func universal(_ path: String) throws -> [TreebankSentence] {
        try rows(path).map { comments, rows in
            var sentence = TreebankSentence(id: identifier(comments), words: [])
            var pending: (first: Int, last: Int, form: String, hasSpaceAfter: Bool)?
            for columns in rows where !columns[0].contains(".") {
                let hasSpace = !columns[9].contains("SpaceAfter=No")
                if columns[0].contains("-") {
                    let ends = columns[0].split(separator: "-").compactMap { Int($0) }
                    if ends.count == 2 { pending = (ends[0], ends[1], columns[1], hasSpace) }
                    continue
                }
                var word = TreebankWord(
                    form: columns[1], lemma: columns[2],
                    universalTag: UniversalTag(name: columns[3]),
                    tag: columns[4], morphology: Language.Morphology(conllu: columns[5]),
                    head: Int(columns[6]) ?? -1, relation: Relation(label: columns[7]),
                    hasSpaceAfter: hasSpace)
                if let range = pending, sentence.words.count + 1 == range.last {
                    word.hasSpaceAfter = range.hasSpaceAfter
                    sentence.contractions.append(((range.first - 1)..<range.last, range.form))
                    pending = nil
                }
                sentence.words.append(word)
            }
            return sentence
        }
    }

    static func identifier(_ comments: [String]) -> String {
        comments.first { $0.hasPrefix("# sent_id = ") }.map { String($0.dropFirst(12)) } ?? ""
    }
}

extension TreebankSentence {
    /// The sentence with its contractions as single words, as running text has them: "zum" is a
    /// preposition with an article (APPRART), and depends as the preposition does.
    /// - Parameter tag: the tag of a contraction of a preposition and an article.
    func contracted(tag: String) -> TreebankSentence {
        guard !contractions.isEmpty else { return self }
        // The words of a contraction come to stand for its first one.
        var target = Array(words.indices)
        for contraction in contractions {
            for index in contraction.range { target[index] = contraction.range.lowerBound }
        }
        let kept = words.indices.filter { target[$0] == $0 }
        var position = [Int](repeating: 0, count: words.count)
        for (new, old) in kept.enumerated() { position[old] = new + 1 }
        var result = TreebankSentence(id: id, words: [])
        for old in kept {
            var word = words[old]
            if let contraction = contractions.first(where: { $0.range.lowerBound == old }) {
                let parts = contraction.range.map { words[$0] }
                word.form = contraction.form
                word.hasSpaceAfter = parts.last!.hasSpaceAfter
                if parts.count == 2, parts[0].universalTag == .adposition,
                    parts[1].universalTag == .determiner
                {
                    word.tag = tag
                }
            }
            if word.head > 0 { word.head = position[target[word.head - 1]] }
            result.words.append(word)
        }
        return result
    }
}
