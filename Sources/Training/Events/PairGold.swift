import Foundation
public import Reading
import Text

/// A pair of a gold file with the type that annotators gave it.
public struct PairGold: Sendable {
    public var pair: CodedPair
    /// A type of PLOVER 0.8 or 2018; `nil` where the file has none.
    public var root: String?
    /// The line as it was.
    public var line: String

    /// Reads JSON Lines: `text`, `source` and `target` (code points), and `root`.
    /// - Throws: `GoldError` with the line that is wrong.
    public static func load(_ path: String) throws -> [PairGold] {
        let data: Data
        if path == "-" {
            data = FileHandle.standardInput.readDataToEndOfFile()
        } else {
            guard let found = FileManager.default.contents(atPath: path) else {
                throw GoldError.unreadable(path: path)
            }
            data = found
        }
        var pairs: [PairGold] = []
        for (index, line) in data.split(separator: 10, omittingEmptySubsequences: false)
            .enumerated()
        where line.contains(where: { $0 != 32 && $0 != 13 && $0 != 9 }) {
            func malformed(_ reason: String) -> GoldError {
                .malformed(path: path, line: index + 1, reason: reason)
            }
            let row: Row
            do {
                row = try JSONDecoder().decode(Row.self, from: Data(line))
            } catch {
                throw malformed("expected \"text\", \"source\": [s, e] and \"target\": [s, e]")
            }
            let length = row.text.unicodeScalars.count
            for span in [row.source, row.target] {
                guard span.count == 2, span[0] >= 0, span[0] < span[1], span[1] <= length else {
                    throw malformed(
                        "a span must be [start, end] inside the text of \(length) code points")
                }
            }
            pairs.append(
                PairGold(
                    pair: CodedPair(
                        text: row.text, source: Span(row.source[0], row.source[1]),
                        target: Span(row.target[0], row.target[1])),
                    root: row.root, line: String(decoding: line, as: UTF8.self)))
        }
        return pairs
    }

    private struct Row: Decodable {
        var text: String
        var source: [Int]
        var target: [Int]
        var root: String?
    }
}
