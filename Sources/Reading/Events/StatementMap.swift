import Language
import Text

/// Which statement each word of a text is the content of.
struct StatementMap {
    /// The innermost statement, by its place in the reading; -1 for none.
    private var contents: [Int32]
    private var cues: [Int32]
    /// The statement whose source a word belongs to; -1 for none.
    private var sources: [Int32]

    /// - Complexity: O(n) in tokens and contents.
    init(_ statements: [Statement], _ text: AnalysedText) {
        contents = Array(repeating: -1, count: text.tokens.count)
        cues = Array(repeating: -1, count: text.tokens.count)
        sources = Array(repeating: -1, count: text.tokens.count)
        func mark(_ spans: [Span], _ statement: Int, _ rows: inout [Int32]) {
            for span in spans {
                for token in text.tokens(in: span) { rows[token] = Int32(statement) }
            }
        }
        // Longer contents first, so that what stands inside wins.
        let order = statements.indices.sorted { first, second in
            (Self.length(statements[second]), first) < (Self.length(statements[first]), second)
        }
        for index in order {
            mark(statements[index].content, index, &contents)
        }
        for (index, statement) in statements.enumerated() {
            mark(statement.cue, index, &cues)
            mark(statement.source?.spans ?? [], index, &sources)
        }
    }

    private static func length(_ statement: Statement) -> Int {
        statement.content.reduce(0) { $0 + $1.count }
    }

    /// The innermost statement whose content a token stands in.
    func content(at token: Int) -> Int? { contents[token] >= 0 ? Int(contents[token]) : nil }

    /// Whether a word names who says what another one is part of: "exploded, according to the agency".
    func isSource(_ token: Int, of other: Int) -> Bool {
        sources[token] >= 0 && contents[token] != sources[token]
            && contents[other] == sources[token]
    }

    /// The statement whose cue a token is.
    func cue(at token: Int) -> Int? { cues[token] >= 0 ? Int(cues[token]) : nil }
}
