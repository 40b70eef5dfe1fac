public import Language
import Text

/// Finds the norms that a text names: resolutions of the Security Council, articles of charters, treaties and laws,
/// regulations of the EU, regimes and lists of sanctions.
///
/// A norm that is named without a number ("the resolutions of the Security Council") has a row without reference.
public struct NormReader: Sendable {
    let words: NormWords
    let register: NormRegister

    /// Reads `norms.tsv` of a language.
    /// - Throws: `DataError` where a line cannot be read.
    public init(pack: LanguagePack, register: NormRegister) throws {
        self.register = register
        words = try NormWords(
            DataFile(ifPresent: pack.folder + "/norms.tsv"), register: register,
            language: pack.language)
    }

    /// Appends the norms of `text` to `reading` in the order of their first mention; spans count bytes.
    /// - Complexity: O(n) in the length of the text.
    public func read(_ text: AnalysedText, into reading: inout Reading) {
        var run = NormRun(text: text, words: words, register: register)
        run.read()
        reading.norms = run.rows
    }
}

/// One text being read.
struct NormRun {
    let text: AnalysedText
    let words: NormWords
    let register: NormRegister
    var rows: [Norm] = []
    private var byKey: [String: Int] = [:]
    /// The treaty or law that was named last, and the token behind it.
    var lastInstrument: (entry: Int, end: Int)?
    /// Whether the Security Council was named so far.
    var namesCouncil = false

    init(text: AnalysedText, words: NormWords, register: NormRegister) {
        self.text = text
        self.words = words
        self.register = register
    }

    mutating func read() {
        for sentence in text.sentences {
            let range = sentence.tokens
            var index = range.lowerBound
            while index < range.upperBound { index = step(index, range) }
        }
    }

    /// Reads what begins at a token; returns the token to go on with.
    mutating func step(_ index: Int, _ range: Range<Int>) -> Int {
        let token = text.tokens[index]
        if let match = words.match(text.tokens, at: index, limit: range.upperBound) {
            switch match.role {
            case .resolution: return resolution(index, range) ?? match.end
            case .article where token.isCapitalised, .section:
                return provision(index, match.role == .section, range) ?? match.end
            case .name(let entry): return instrument(entry, index..<match.end, range)
            case .regulation(let kind): return regulation(kind, match.end, from: index) ?? match.end
            case .order: return order(match.end, from: index, range) ?? match.end
            case .sanction: return sanctions(index, range, prefix: nil) ?? match.end
            case .council:
                namesCouncil = true
                return match.end
            default: return index + 1
            }
        }
        if token.kind == .word, token.end - token.start > 6 {
            if words.resolutionEndings.contains(where: { ends(token.span, $0) }) {
                return resolution(index, range) ?? index + 1
            }
            if words.sanctionEndings.contains(where: { ends(token.span, $0, behindHyphen: true) }) {
                let bytes = lowered(token.span)
                let hyphen = bytes.lastIndex(of: UInt8(ascii: "-")) ?? 0
                return sanctions(index, range, prefix: Array(bytes[...hyphen])) ?? index + 1
            }
        }
        if token.end - token.start <= 12, text.bytes[Int(token.start)] == UInt8(ascii: "S"),
            let found = symbol(index, range)
        {
            return found
        }
        return index + 1
    }

    // MARK: Rows

    /// Adds a mention of a norm; those of one reference share a row.
    mutating func add(_ spans: [Span], reference: String?, key: String? = nil) {
        let key = reference ?? key ?? "words " + spans.map(text.string).joined(separator: " ")
        if let known = byKey[key] {
            // Those of one citation may share the words of its treaty.
            for span in spans where !rows[known].spans.suffix(8).contains(span) {
                rows[known].spans.append(span)
            }
            return
        }
        byKey[key] = rows.count
        let name = spans.map { text.string($0).split(whereSeparator: \.isWhitespace) }.joined()
            .joined(separator: " ")
        rows.append(
            Norm(id: "n\(rows.count + 1)", spans: spans, name: name, reference: reference))
    }

    // MARK: Bytes

    func lowered(_ span: Span) -> [UInt8] {
        text.bytes[span.start..<span.end].map { $0 &- 65 < 26 ? $0 | 32 : $0 }
    }

    /// Whether a word is longer than an ending of small letters and ends so.
    func ends(_ span: Span, _ ending: [UInt8], behindHyphen: Bool = false) -> Bool {
        let start = span.end - ending.count
        guard start > span.start, !behindHyphen || text.bytes[start - 1] == UInt8(ascii: "-") else {
            return false
        }
        for offset in ending.indices {
            let byte = text.bytes[start + offset]
            guard (byte &- 65 < 26 ? byte | 32 : byte) == ending[offset] else { return false }
        }
        return true
    }

    func contains(_ bytes: [UInt8], _ part: [UInt8]) -> Bool {
        guard bytes.count >= part.count else { return false }
        return (0...bytes.count - part.count).contains {
            bytes[$0..<$0 + part.count].elementsEqual(part)
        }
    }
}
