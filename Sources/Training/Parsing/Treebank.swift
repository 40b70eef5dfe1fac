import Language
import Text

/// A word of a treebank, as training needs it.
struct TreebankWord {
    var form: String
    var lemma: String
    var universalTag: UniversalTag?
    var tag: String
    var morphology: Morphology
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
    /// The sentences of a file in ten columns.
    /// - Throws: `GoldError` where the file cannot be read, `DataError` where a line is malformed.
    static func rows(_ path: String) throws -> [CoNLLUSentence] {
        guard let file = MappedFile(path) else { throw GoldError.unreadable(path: path) }
        return try CoNLLUSentence.read(file.bytes, path: path)
    }

    /// The sentences of a CoNLL-U file.
    /// - Throws: `GoldError`.
    static func universal(_ path: String) throws -> [TreebankSentence] {
        try rows(path).map { given in
            var sentence = TreebankSentence(id: given.value(of: "sent_id") ?? "", words: [])
            var pending: (range: ClosedRange<Int>, row: CoNLLUSentence.Row)?
            for row in given.rows {
                if let range = row.range { pending = (range, row) }
                guard row.number != nil else { continue }
                var word = TreebankWord(
                    form: row.form, lemma: row.columns[2],
                    universalTag: UniversalTag(name: row.columns[3]), tag: row.columns[4],
                    morphology: Morphology(conllu: row.columns[5]), head: row.head ?? -1,
                    relation: Relation(label: row.columns[7]), hasSpaceAfter: row.hasSpaceAfter)
                if let (range, row) = pending, sentence.words.count + 1 == range.upperBound {
                    word.hasSpaceAfter = row.hasSpaceAfter
                    sentence.contractions.append(
                        ((range.lowerBound - 1)..<range.upperBound, row.form))
                    pending = nil
                }
                sentence.words.append(word)
            }
            return sentence
        }
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
