public import Language
import Text

/// Finds who said what: direct, indirect, mixed and reported statements with source, cue, content,
/// addressee and medium, by rules over segments, cues and noun phrases.
///
/// The rules know word order and word classes; the words themselves stand in the language pack.
public struct StatementReader: Sendable {
    /// In tokens. What is longer is no sentence but a table or noise, and is read in pieces.
    private static let longestSentence = 400

    private let confidence: ConfidenceTable
    /// Scores what the rules propose; `nil` where the language has no model.
    private var model: AttributionModel?

    /// - Throws: `DataError` where the language's `confidence.tsv` cannot be read.
    public init(pack: LanguagePack) throws {
        do {
            let file = try ModelFile(
                pack.folder + "/models/attribution.model", kind: "attribution")
            try self.init(pack: pack, model: AttributionModel(file))
        } catch DataError.missing {
            try self.init(pack: pack, model: nil)
        }
    }

    /// With a given model, whatever lies in the pack: its file may be older than the program.
    package init(pack: LanguagePack, model: AttributionModel?) throws {
        confidence = try ConfidenceTable(DataFile(ifPresent: pack.folder + "/confidence.tsv"))
        self.model = model
    }

    /// The same with another model, or with none.
    package func with(_ model: AttributionModel?) -> StatementReader {
        var copy = self
        copy.model = model
        return copy
    }

    /// Appends the statements of `text` to `reading`, in the order of their first words.
    /// - Parameter words: in which the strongest evidence is told; without them only rules are named.
    /// - Complexity: O(n) in the tokens of the text.
    public func read(
        _ text: AnalysedText, into reading: inout Reading, explainIn words: ExplanationWords? = nil
    ) {
        let pieces = Self.pieces(of: text)
        if let model, text.analysis.hasTrees {
            append(
                ScoredStatements.read(
                    text, pieces: pieces, model: model, explain: words != nil),
                text, words, into: &reading)
            return
        }
        var rules = StatementRules(text)
        for piece in pieces { rules.read(piece) }
        append(rules.state.drafts, text, words, into: &reading)
    }

    /// The statements of a text alone; spans count code points.
    package func reading(of text: AnalysedText, language: String) -> Reading {
        var reading = Reading(
            document: DocumentRow(
                id: "", name: text.document.name, language: language, text: text.document.text))
        read(text, into: &reading)
        reading.countInCodePoints(CodePointMap(text.bytes))
        return reading
    }

    /// The sentences of a text; what is too long for one comes in pieces.
    package static func pieces(of text: AnalysedText) -> [Range<Int>] {
        text.sentences.flatMap { sentence in
            stride(
                from: sentence.tokens.lowerBound, to: sentence.tokens.upperBound,
                by: longestSentence
            ).map { $0..<min($0 + longestSentence, sentence.tokens.upperBound) }
        }
    }

    private func append(
        _ drafts: [Draft], _ text: AnalysedText, _ words: ExplanationWords?,
        into reading: inout Reading
    ) {
        let links = StatementLinks(text: text)
        var drafts = drafts
        links.addChains(to: &drafts)
        var times: [String?] = []
        for draft in drafts {
            let own = time(in: draft.frame, text, reading.times)
            times.append(own ?? (draft.sharesFrame ? times.last ?? nil : nil))
        }
        let first = drafts.map { ($0.content + $0.cue).map(\.lowerBound).min() ?? 0 }
        let order = drafts.indices.sorted { (first[$0], $0) < (first[$1], $1) }
        links.carryMedia(&drafts, in: order)
        let inside = links.nesting(drafts, in: order)
        var place = Array(repeating: 0, count: drafts.count)
        for (new, old) in order.enumerated() { place[old] = new }
        let acts = SpeechActs(text: text)
        for (number, index) in order.enumerated() {
            let draft = drafts[index]
            let spans: ([Range<Int>]) -> [Span] = { ranges in
                ranges.filter { !$0.isEmpty }.sorted { $0.lowerBound < $1.lowerBound }
                    .map(text.span)
            }
            let (act, factuality) =
                acts.isNegated(draft)
                ? acts.negated(draft) : (draft.act, acts.factuality(of: draft))
            var statement = Statement(
                id: "s\(number + 1)", form: draft.form, act: act,
                factuality: factuality, cue: spans(draft.cue),
                content: spans(draft.content), frame: spans(draft.frame), time: times[index],
                confidence: draft.confidence ?? confidence.of(draft), why: draft.why(words))
            if let source = draft.source, !source.isEmpty {
                statement.source = Statement.Party(
                    spans: [text.span(source)],
                    anonymous: source.contains { text.has($0, .unnamed) })
                statement.source?.antecedent = draft.antecedent.map(text.span)
            }
            statement.via = draft.via.map { "s\(place[$0] + 1)" }
            statement.inside = inside[number].map { "s\($0 + 1)" }
            if let addressee = draft.addressee, !addressee.isEmpty {
                statement.addressee = Statement.Party(spans: [text.span(addressee)])
            }
            if let medium = draft.medium {
                statement.medium = Statement.Medium(span: text.span(medium.noun), kind: medium.kind)
            }
            reading.statements.append(statement)
        }
    }

    /// The first time of the calendar that stands in a frame.
    /// - Complexity: O(log n) in the number of times, for each part of the frame.
    private func time(
        in frame: [Range<Int>], _ text: AnalysedText, _ times: [TimeExpression]
    ) -> String? {
        for range in frame where !range.isEmpty {
            let span = text.span(range)
            var low = times.partitionPoint { $0.span.start >= span.start }
            while low < times.count, times[low].span.end <= span.end {
                if times[low].type == .date || times[low].type == .time { return times[low].id }
                low += 1
            }
        }
        return nil
    }
}

/// What the rules remember from sentence to sentence.
struct DocumentState {
    var drafts: [Draft] = []
    /// The last sentence that has statements: where it ends, and which.
    var spoken: (end: Int, drafts: Range<Int>)?
    /// Which quotations stand in a statement already.
    var used: [Bool]
    /// The last speaker, and whether the sentence before was his words.
    var lastSource: Range<Int>?
    var speechGoesOn = false
}
