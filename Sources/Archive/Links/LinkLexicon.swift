import Foundation
import Text

/// The words by which reports of several languages are compared: concepts, and how announced events end.
/// They are data of the languages, `concepts.tsv` and `outcomes.tsv`; a language without them is compared
/// by names and figures alone.
public struct LinkLexicon: Sendable {
    /// What a report says of an announced event.
    enum Outcome: String, CaseIterable { case cancelled, missed, met, planned }

    private struct Table: Sendable {
        /// Whole words and the beginnings that stand before a `*`.
        var exact: [String: [String]] = [:]
        var prefixes: [String: [String]] = [:]
        var suffixes: [String: [String]] = [:]
        var infixes: [(part: String, name: String)] = []
        /// Phrases of several words.
        var phrases: [(words: [String], name: String)] = []
    }

    private var concepts: [String: Table] = [:]
    private var outcomes: [String: Table] = [:]

    /// A lexicon that knows no word.
    public init() {}

    /// Reads what the languages have; a missing file is no error.
    public init(dataRoot: String, languages: [String]) {
        for language in languages {
            concepts[language] = Self.table("\(dataRoot)/\(language)/concepts.tsv")
            outcomes[language] = Self.table("\(dataRoot)/\(language)/outcomes.tsv")
        }
    }

    private static func table(_ path: String) -> Table? {
        guard let text = try? String(contentsOfFile: path, encoding: .utf8) else { return nil }
        var table = Table()
        for line in text.split(separator: "\n") where !line.hasPrefix("#") {
            let columns = line.split(separator: "\t")
            guard columns.count == 2 else { continue }
            let name = String(columns[0])
            for entry in columns[1].split(separator: " ") {
                let words = entry.split(separator: "_").map(String.init)
                if words.count > 1 {
                    table.phrases.append((words.map(Self.foldedPattern), name))
                    continue
                }
                let core = FoldedText(String(entry.filter { $0 != "*" })).text
                switch (entry.hasPrefix("*"), entry.hasSuffix("*")) {
                case (true, true): table.infixes.append((core, name))
                case (true, false): table.suffixes[core, default: []].append(name)
                case (false, true): table.prefixes[core, default: []].append(name)
                case (false, false): table.exact[core, default: []].append(name)
                }
            }
        }
        return table
    }

    private static func foldedPattern(_ word: String) -> String {
        FoldedText(word).text + (word.hasSuffix("*") ? "*" : "")
    }

    /// The concepts of each word of a text, by word.
    func concepts(_ words: [String], language: String) -> [[String]] {
        guard let table = concepts[language] else { return words.map { _ in [] } }
        return words.map { Self.names($0, table) }
    }

    /// What the words of a sentence say of how something ended.
    func outcomes(_ words: [String], language: String) -> Set<Outcome> {
        guard let table = outcomes[language] else { return [] }
        var found: Set<Outcome> = []
        for word in words { found.formUnion(Self.names(word, table).compactMap(Outcome.init)) }
        for (pattern, name) in table.phrases where Self.contains(words, pattern) {
            if let outcome = Outcome(rawValue: name) { found.insert(outcome) }
        }
        return found
    }

    private static func names(_ word: String, _ table: Table) -> [String] {
        var names = table.exact[word] ?? []
        let bytes = Array(word.utf8)
        if bytes.count >= 3 {
            for length in 2...bytes.count {
                let part = String(decoding: bytes[..<length], as: UTF8.self)
                if let found = table.prefixes[part] { names += found }
                if length < bytes.count - 1 {
                    let end = String(decoding: bytes[length...], as: UTF8.self)
                    if let found = table.suffixes[end] { names += found }
                }
            }
            for (part, name) in table.infixes where word.contains(part) { names.append(name) }
        }
        return names
    }

    /// Whether the words of a pattern stand in a sentence in their order, at most six words apart:
    /// German parts its verbs.
    private static func contains(_ words: [String], _ pattern: [String]) -> Bool {
        func matches(_ word: String, _ wanted: String) -> Bool {
            wanted.hasSuffix("*") ? word.hasPrefix(wanted.dropLast()) : word == wanted
        }
        for start in words.indices where matches(words[start], pattern[0]) {
            var position = start
            var isFound = true
            for wanted in pattern.dropFirst() {
                let window = words[(position + 1)...].prefix(6)
                guard let next = window.firstIndex(where: { matches($0, wanted) }) else {
                    isFound = false
                    break
                }
                position = next
            }
            if isFound { return true }
        }
        return false
    }
}
