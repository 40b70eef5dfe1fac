import Language
import Text

/// Finds through what somebody speaks ("in einem Interview mit X") and, behind it, to whom.
struct MediumFinder {
    let text: AnalysedText

    struct Found {
        /// The noun with its determiners and adjectives.
        var noun: Range<Int>
        var kind: Statement.Medium.Kind
        var addressee: Range<Int>?
    }

    /// Looks in the frame of a statement, its source left out.
    func medium(in frame: Range<Int>, source: Range<Int>?) -> Found? {
        for token in frame {
            if let source, source.contains(token) { continue }
            let previous = token > frame.lowerBound ? text.tokens[token - 1].hash : nil
            guard let name = text.pack.media.kind(of: text.tokens[token].hash, after: previous),
                let kind = Statement.Medium.Kind(rawValue: name),
                let start = nounStart(token, frame)
            else { continue }
            return Found(
                noun: start..<token + 1, kind: kind,
                addressee: addressee(behind: token + 1, frame.upperBound, source))
        }
        return nil
    }

    /// Where the phrase of a medium begins, behind the preposition that governs it; nil where none
    /// does: then the noun is an object, not a medium.
    private func nounStart(_ noun: Int, _ frame: Range<Int>) -> Int? {
        var start = noun
        while start > frame.lowerBound, noun - start < 6 {
            let before = start - 1
            if text.has(before, .preposition) {
                return text.has(before, .article) || start == noun ? before + 1 : start
            }
            guard text.tokens[before].kind == .word, !text.has(before, [.auxiliary, .modal]) else {
                return nil
            }
            start = before
        }
        return nil
    }

    /// "mit X", "before Congress": right behind the medium or behind a time that stands between.
    private func addressee(behind start: Int, _ limit: Int, _ source: Range<Int>?) -> Range<Int>? {
        var token = start
        while token < min(limit, start + 4) {
            if text.pack.media.isAddresseePreposition(text.tokens[token].hash) {
                let phrase =
                    text.pack.wordOrder == .verbSecond
                    ? NounPhrases(text: text).forward(from: token + 1, limit: limit, isSource: true)
                    : SubjectVerbPhrases(text: text).forward(from: token + 1, limit: limit)
                guard let phrase, source.map({ !$0.overlaps(phrase) }) ?? true,
                    !phrase.contains(where: { text.has($0, [.weekday, .month]) })
                else { return nil }
                return phrase
            }
            token += 1
        }
        return nil
    }
}
