import Foundation
import Reading
import Text

/// An article of `Tests/Golden` with what is right to read in it.
struct GoldenArticle: Sendable, CustomStringConvertible {
    /// A row, as it is written in the file: the parts behind `|`, edge marks dropped.
    struct Row: Hashable, CustomStringConvertible {
        var kind: String
        var parts: [String]

        init(kind: String, parts: [String]) {
            self.kind = kind
            self.parts = parts.map(Self.trimmed)
        }

        /// Without commas, full stops and quotation marks at the edges of each piece.
        private static func trimmed(_ part: String) -> String {
            if part == "-" || part.isEmpty { return "-" }
            return part.components(separatedBy: " … ").map {
                $0.trimmingCharacters(
                    in: .whitespacesAndNewlines.union(.init(charactersIn: ",.;:!?\"„“”‚‘’'«»")))
            }.joined(separator: " … ")
        }

        var description: String { "\(kind) | \(parts.joined(separator: " | "))" }
    }

    /// A row of the file with its mark.
    struct Expectation {
        enum Mark {
            case required
            /// Right, but not read yet.
            case knownMiss
            /// Wrong, but still read.
            case knownWrong
        }
        var mark: Mark
        var row: Row

        /// Reads a line; nil for one that expects nothing.
        init?(line: Substring) {
            guard line.contains("|"), !line.hasPrefix("#") else { return nil }
            mark = line.hasPrefix("?-") ? .knownWrong : line.hasPrefix("?") ? .knownMiss : .required
            let parts = line.drop { $0 == "?" || $0 == "-" }.split(
                separator: "|", omittingEmptySubsequences: false
            ).map { $0.trimmingCharacters(in: .whitespaces) }
            row = Row(kind: parts[0], parts: Array(parts.dropFirst()))
        }
    }

    let name: String
    let text: String
    let published: String?
    let expectations: [Expectation]

    var description: String { name }

    static var folder: URL { repository.appending(path: "Tests/Golden") }

    /// The names of all articles.
    static func names() -> [String] {
        let files = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
        return files.filter { $0.hasSuffix(".expected") }.map { String($0.dropLast(9)) }.sorted()
    }

    init(name: String) throws {
        self.name = name
        text = try String(contentsOf: Self.folder.appending(path: name + ".txt"), encoding: .utf8)
        let lines = try String(
            contentsOf: Self.folder.appending(path: name + ".expected"), encoding: .utf8)
        var published: String?
        var expectations: [Expectation] = []
        for line in lines.split(separator: "\n") {
            if line.hasPrefix("published ") {
                published = String(line.dropFirst(10))
            } else if let expectation = Expectation(line: line) {
                expectations.append(expectation)
            }
        }
        self.published = published
        self.expectations = expectations
    }

    /// Writes the file anew: right rows that are not read get `?`, rows that are read lose it,
    /// and wrong statements that are read stand at its end with `?-`.
    func rewriteMarks(found: [Row]) throws {
        let file = Self.folder.appending(path: name + ".expected")
        var lines: [Substring] = []
        var unexplained = found.filter { $0.kind == "statement" }
        for line in try String(contentsOf: file, encoding: .utf8).split(separator: "\n") {
            guard let expectation = Expectation(line: line) else {
                lines.append(line)
                continue
            }
            let isThere = found.contains(expectation.row)
            unexplained.removeAll { $0 == expectation.row }
            let bare = line.drop { $0 == "?" || $0 == "-" || $0 == " " }
            switch expectation.mark {
            case .knownWrong: if isThere { lines.append(line) }
            case .required, .knownMiss: lines.append(isThere ? bare : "? " + bare)
            }
        }
        for row in unexplained { lines.append("?- \(row)") }
        try Data((lines.joined(separator: "\n") + "\n").utf8).write(to: file)
    }

    /// The document, in the language that its name begins with.
    var document: Document {
        Document(name: name, language: String(name.prefix(2)), published: published, text: text)
    }
}

extension Reading {
    /// The rows in the words of the golden files.
    var goldenRows: [GoldenArticle.Row] {
        let scalars = Array(document.text.unicodeScalars)
        let join: ([Span]) -> String = { spans in
            spans.map { words($0, of: scalars) }.joined(separator: " … ")
        }
        let figure: (Double?) -> String = { number in
            number.map { $0 == $0.rounded() ? String(Int64($0)) : String($0) } ?? "-"
        }
        return statements.map {
            GoldenArticle.Row(
                kind: "statement",
                parts: [
                    $0.act.rawValue, join($0.source?.spans ?? []), join($0.cue), join($0.content),
                ])
        }
            + times.map {
                GoldenArticle.Row(kind: "time", parts: [join([$0.span]), $0.value ?? "-"])
            }
            + quantities.map {
                GoldenArticle.Row(
                    kind: "quantity",
                    parts: [join([$0.span]), figure($0.low), figure($0.high), figure($0.value)])
            }
    }
}
