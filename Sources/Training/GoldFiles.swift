import Foundation
public import Text

/// What can be wrong with a file of gold or of predictions.
public enum GoldError: Error, CustomStringConvertible, Equatable {
    case unreadable(path: String)
    case malformed(path: String, line: Int, reason: String)
    case documentTwice(path: String, line: Int, id: String)
    case spanOutside(document: String, start: Int, end: Int, length: Int)
    case unknownDocuments(count: Int, first: String)
    case differentWords(sentence: String, gold: Int, found: Int)

    public var description: String {
        switch self {
        case .unreadable(let path): "\(path): cannot be read"
        case .malformed(let path, let line, let reason): "\(path):\(line): \(reason)"
        case .documentTwice(let path, let line, let id): "\(path):\(line): document \(id) twice"
        case .spanOutside(let document, let start, let end, let length):
            "document \(document): span [\(start),\(end)] outside a text of \(length) code points"
        case .differentWords(let sentence, let gold, let found):
            "sentence \(sentence): gold and prediction have different words (\(gold) and \(found))"
        case .unknownDocuments(let count, let first):
            "\(count) predicted documents that gold lacks, first \(first)"
        }
    }
}

/// Who said what, as annotators or the reader mark it: spans count code points.
public struct Attribution: Hashable, Sendable {
    public var type: String?
    public var content: [Span]
    public var cue: [Span]
    public var source: [Span]
    public var addressee: [Span]
    public var frame: [Span]
    public var medium: String?
    /// The head word of the source, where it is known.
    public var sourceHead: Span?
    /// How sure the reader is; not part of the file.
    var confidence: Double?

    public init(
        type: String?, content: [Span], cue: [Span] = [], source: [Span] = [],
        addressee: [Span] = [], frame: [Span] = [], medium: String? = nil,
        sourceHead: Span? = nil
    ) {
        self.type = type
        self.content = content
        self.cue = cue
        self.source = source
        self.addressee = addressee
        self.frame = frame
        self.medium = medium
        self.sourceHead = sourceHead
    }
}

/// A time expression, as annotators or the reader mark it.
public struct Timex: Hashable, Sendable {
    public var span: Span
    /// DATE, TIME, DURATION or SET.
    public var type: String
    /// The TIMEX3 value; empty where there is none.
    public var value: String

    public init(span: Span, type: String, value: String) {
        self.span = span
        self.type = type
        self.value = value
    }
}

/// A document of a gold file, or what was predicted for one.
public struct GoldDocument: Sendable {
    public var id: String
    public var language: String?
    public var title: String?
    public var date: String?
    public var text: String
    /// The corpus's own tokens, which the paper metric counts in.
    public var tokens: [Span]?
    public var attributions: [Attribution]
    public var timexes: [Timex]

    public init(
        id: String, language: String? = nil, title: String? = nil, date: String? = nil,
        text: String = "", tokens: [Span]? = nil, attributions: [Attribution] = [],
        timexes: [Timex] = []
    ) {
        self.id = id
        self.language = language
        self.title = title
        self.date = date
        self.text = text
        self.tokens = tokens
        self.attributions = attributions
        self.timexes = timexes
    }
}

extension GoldDocument {
    /// Reads a JSON Lines file of gold or of predictions, one document a line.
    /// - Throws: `GoldError`.
    public static func load(_ path: String) throws -> [GoldDocument] {
        guard let data = FileManager.default.contents(atPath: path) else {
            throw GoldError.unreadable(path: path)
        }
        let decoder = JSONDecoder()
        var documents: [GoldDocument] = []
        var seen: Set<String> = []
        for (index, line) in data.split(separator: 10, omittingEmptySubsequences: false)
            .enumerated()
        where !line.allSatisfy({ $0 == 32 || $0 == 9 || $0 == 13 }) {
            let row: Row
            do {
                row = try decoder.decode(Row.self, from: line)
            } catch {
                throw GoldError.malformed(
                    path: path, line: index + 1, reason: "not a document: \(error)")
            }
            guard seen.insert(row.id).inserted else {
                throw GoldError.documentTwice(path: path, line: index + 1, id: row.id)
            }
            documents.append(row.document)
        }
        return documents
    }

    /// The documents as JSON Lines, in the shape that the scorers take as predictions.
    /// - Parameter times: whether the time expressions are written, or the attributions.
    public static func predictions(_ documents: [GoldDocument], times: Bool) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return try documents.map { document in
            let row = Row(document, times: times)
            return String(decoding: try encoder.encode(row), as: UTF8.self) + "\n"
        }.joined()
    }
}

/// A line of the file.
private struct Row: Codable {
    struct AttributionRow: Codable {
        var type: String?
        var content, cue, source, addressee, frame: [[Int]]?
        var medium: String?
        var sourceHead: [Int]?

        enum CodingKeys: String, CodingKey {
            case type, content, cue, source, addressee, frame, medium
            case sourceHead = "source_head"
        }
    }
    struct TimexRow: Codable {
        var start: Int
        var end: Int
        var type: String
        var value: String?
    }
    var id: String
    var lang, title, date, text: String?
    var tokens: [[Int]]?
    var attributions: [AttributionRow]?
    var timexes: [TimexRow]?

    init(_ document: GoldDocument, times: Bool) {
        id = document.id
        if times {
            timexes = document.timexes.map {
                TimexRow(start: $0.span.start, end: $0.span.end, type: $0.type, value: $0.value)
            }
        } else {
            let pairs: ([Span]) -> [[Int]] = { $0.map { [$0.start, $0.end] } }
            attributions = document.attributions.map {
                AttributionRow(
                    type: $0.type, content: pairs($0.content), cue: pairs($0.cue),
                    source: pairs($0.source), addressee: pairs($0.addressee),
                    frame: pairs($0.frame), medium: $0.medium,
                    sourceHead: $0.sourceHead.map { [$0.start, $0.end] })
            }
        }
    }

    var document: GoldDocument {
        let spans: ([[Int]]?) -> [Span] = { rows in
            (rows ?? []).filter { $0.count == 2 }.map { Span($0[0], $0[1]) }
        }
        return GoldDocument(
            id: id, language: lang, title: title, date: date, text: text ?? "",
            tokens: tokens.map(spans),
            attributions: (attributions ?? []).map { row in
                Attribution(
                    type: row.type, content: spans(row.content), cue: spans(row.cue),
                    source: spans(row.source), addressee: spans(row.addressee),
                    frame: spans(row.frame), medium: row.medium,
                    sourceHead: row.sourceHead.flatMap { $0.count == 2 ? Span($0[0], $0[1]) : nil }
                )
            },
            timexes: (timexes ?? []).map {
                Timex(span: Span($0.start, $0.end), type: $0.type, value: $0.value ?? "")
            })
    }
}
