import Language
import Reading
import Text

/// An analysed sentence for people: a line a word, its place in the tree shown by indentation.
struct SentenceTable {
    let styled: Bool

    /// The table of a sentence, with a blank line behind it.
    func text(of text: AnalysedText, _ number: Int, lemma: (Int) -> String) -> String {
        let tokens = text.sentences[number].tokens
        guard let first = tokens.first, let last = tokens.last else { return "" }
        let words = text.string(Span(Int(text.tokens[first].start), Int(text.tokens[last].end)))
            .split(whereSeparator: \.isWhitespace).joined(separator: " ")
        let analysis = text.analysis
        var rows: [[String]] = []
        for token in tokens {
            var row = [String(token - first + 1), text.string(token), lemma(token)]
            row.append(
                analysis.tags.isEmpty ? "" : analysis.tagNames[Int(analysis.tags[token])])
            row.append(features(analysis, token))
            if analysis.hasTrees {
                let head = analysis.heads[token]
                row.append(
                    String(repeating: "· ", count: depth(analysis, token))
                        + analysis.relations[token].rawValue)
                row.append(head < 0 ? "" : "← " + text.string(Int(head)))
            }
            if !analysis.entities.isEmpty {
                row.append(
                    analysis.entities[token] == .outside ? "" : analysis.entities[token].label)
            }
            rows.append(row.map { $0.split(whereSeparator: \.isWhitespace).joined(separator: " ") })
        }
        let widths = (0..<(rows[0].count)).map { column in
            min(36, rows.map { displayWidth($0[column]) }.max() ?? 0)
        }
        var lines = [styled ? "\u{1B}[1m\(words)\u{1B}[0m" : words]
        for row in rows {
            var line = ""
            for (column, cell) in row.enumerated() {
                let space = max(0, widths[column] - displayWidth(cell))
                let filling = String(repeating: " ", count: space)
                line += (column == 0 ? filling + cell : cell + filling) + "  "
            }
            while line.last == " " { line.removeLast() }
            lines.append(line)
        }
        return lines.joined(separator: "\n") + "\n\n"
    }

    /// The features, without their names: `Nom Sing Masc`.
    private func features(_ analysis: Analysis, _ token: Int) -> String {
        guard !analysis.morphology.isEmpty else { return "" }
        let all = analysis.morphology[token].conllu
        guard all != "_" else { return "" }
        return all.split(separator: "|").compactMap { $0.split(separator: "=").last }
            .joined(separator: " ")
    }

    private func depth(_ analysis: Analysis, _ token: Int) -> Int {
        var depth = 0
        var word = token
        while analysis.heads[word] >= 0, depth < 12 {
            word = Int(analysis.heads[word])
            depth += 1
        }
        return depth
    }
}
