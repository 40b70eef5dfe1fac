import Foundation
import Text

/// The dictionary files of TABARI and PETRARCH that a user has: actors, agents, verb patterns, phrases to discard.
///
/// Read leniently: a line that cannot be read is a `Problem` with file and line, and the rest goes on. The grammar
/// was counted in the public files of the CAMEO coders (Schrodt 2012; Norris, Schrodt and Beieler 2017).
public struct EventDictionaries: Sendable {
    /// A line that cannot be read.
    public struct Problem: Hashable, Sendable, CustomStringConvertible {
        public var file: String
        public var line: Int
        public var reason: String

        public var description: String { "\(file):\(line): \(reason)" }
    }

    public internal(set) var actors: [DictionaryActor] = []
    public internal(set) var agents: [DictionaryAgent] = []
    public internal(set) var verbs: [DictionaryVerbBlock] = []
    /// Synsets of verb patterns by name: the phrases that "&NAME" stands for.
    public internal(set) var synsets: [String: [String]] = [:]
    /// Phrases that discard a sentence, or the whole story where they begin with "+".
    public internal(set) var discards: [String] = []
    public internal(set) var problems: [Problem] = []

    public init() {}

    /// Reads all `.txt` files of a folder, in the order of their names. What a file is, its lines tell.
    /// - Throws: `DictionaryError.unreadable` where the folder cannot be read or has no such file.
    public init(folder: String) throws {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        let files = names.filter { $0.hasSuffix(".txt") }.sorted()
        guard !files.isEmpty else { throw DictionaryError.unreadable(path: folder) }
        for file in files {
            guard let data = FileManager.default.contents(atPath: "\(folder)/\(file)") else {
                throw DictionaryError.unreadable(path: "\(folder)/\(file)")
            }
            read(String(decoding: data, as: UTF8.self), file: file)
        }
    }

    /// Reads the text of one file.
    public mutating func read(_ text: String, file: String) {
        let lines = DictionaryLines(text)
        switch lines.kind(file: file) {
        case .actors: readActors(lines, file)
        case .agents: readAgents(lines, file)
        case .verbs: readVerbs(lines, file)
        case .discards: discards += lines.rows.map { $0.text.trimmed }.filter { !$0.isEmpty }
        case .issues: break
        }
    }

    mutating func report(_ file: String, _ line: Int, _ reason: String) {
        problems.append(Problem(file: file, line: line, reason: reason))
    }
}

/// What is wrong with a folder of dictionaries as a whole.
public enum DictionaryError: Error, CustomStringConvertible, Equatable {
    case unreadable(path: String)

    public var description: String {
        switch self {
        case .unreadable(let path):
            "\(path): no dictionary can be read here; name a folder with the .txt files of TABARI or PETRARCH"
        }
    }
}

/// The lines of a file without comments and blank lines.
struct DictionaryLines {
    enum Kind {
        case actors, agents, verbs, discards, issues
    }
    struct Row {
        var number: Int
        var text: String
        /// Of verb patterns: what stands behind `#`.
        var remark: String?
    }
    private(set) var rows: [Row] = []

    /// `#` and `;` begin a comment, `<!-- … -->` is one, over several lines too.
    init(_ text: String) {
        var isComment = false
        for (index, raw) in text.split(
            omittingEmptySubsequences: false, whereSeparator: \.isNewline
        )
        .enumerated() {
            var line = Substring(raw)
            var kept = ""
            while !line.isEmpty {
                if isComment {
                    guard let end = line.range(of: "-->") else { break }
                    line = line[end.upperBound...]
                    isComment = false
                } else if let start = line.range(of: "<!--") {
                    kept += line[..<start.lowerBound]
                    line = line[start.upperBound...]
                    isComment = true
                } else {
                    kept += line
                    break
                }
            }
            let cut = kept.firstIndex { $0 == "#" || $0 == ";" } ?? kept.endIndex
            let body = kept[..<cut]
            guard body.contains(where: { !$0.isWhitespace }) else { continue }
            rows.append(
                Row(
                    number: index + 1, text: String(body),
                    remark: cut < kept.endIndex ? String(kept[kept.index(after: cut)...]) : nil))
        }
    }

    /// What the file is: by its name where that tells, otherwise by its lines.
    func kind(file: String) -> Kind {
        let name = file.lowercased()
        if name.contains("actor") { return .actors }
        if name.contains("agent") { return .agents }
        if name.contains("discard") { return .discards }
        if name.contains("issue") { return .issues }
        if name.contains("verb") || rows.contains(where: { $0.text.hasPrefix("---") }) {
            return .verbs
        }
        if rows.contains(where: { $0.text.contains("~") && $0.text.contains("[") }) {
            return .agents
        }
        return rows.contains { $0.text.contains("[") } ? .actors : .discards
    }
}

extension StringProtocol {
    var trimmed: String {
        // Nearly all texts begin and end with a letter of ASCII, of which no character need be made.
        let text = String(self)
        if let first = text.utf8.first, let last = text.utf8.last, 0x21...0x7E ~= first,
            0x21...0x7E ~= last
        {
            return text
        }
        var view = text[...]
        while view.first?.isWhitespace == true { view.removeFirst() }
        while view.last?.isWhitespace == true { view.removeLast() }
        return String(view)
    }
}
