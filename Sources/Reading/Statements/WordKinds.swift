import Language
import Text

/// What more than one reader asks of a word.
extension AnalysedText {
    /// Whether a token is a finite verb in a language that writes nouns with capitals.
    func isFiniteVerb(_ token: Int) -> Bool {
        tokens[token].kind == .word && !tokens[token].isCapitalised
            && has(token, [.finiteVerb, .auxiliary, .modal])
    }

    /// Whether a token is a noun of saying: "Angaben", "Darstellung".
    func isCueNoun(_ token: Int) -> Bool {
        cueForms(token)?.contains {
            pack.cues.entries[$0.entry].kind == .noun
        } ?? false
    }
}

extension TokenKind {
    /// A mark between clauses: comma, colon, semicolon or dash.
    var isClauseMark: Bool {
        switch self {
        case .comma, .colon, .semicolon, .dash: true
        default: false
        }
    }
}
