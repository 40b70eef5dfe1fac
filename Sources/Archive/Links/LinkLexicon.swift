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
        var infixes: [(part: [UInt8], name: String)] = []
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
                case (true, true): table.infixes.append((Array(core.utf8), name))
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

    /// The concepts of a folded word.
    func concepts(_ word: String, language: String) -> [String] {
        concepts[language].map { Self.names(word, $0) } ?? []
    }

    /// What a single word says of how something ended.
    func outcomes(_ word: String, language: String) -> [Outcome] {
        outcomes[language].map { Self.names(word, $0).compactMap(Outcome.init) } ?? []
    }

    /// What phrases of several words say of it.
    func outcomes(ofPhrasesIn words: [String], language: String) -> [Outcome] {
        guard let table = outcomes[language] else { return [] }
        let present = Set(words)
        return table.phrases.compactMap { pattern, name in
            // Most phrases are ruled out by their first whole word.
            if let whole = pattern.first(where: { !$0.hasSuffix("*") }), !present.contains(whole) {
                return nil
            }
            return Self.contains(words, pattern) ? Outcome(rawValue: name) : nil
        }
    }

    private static func names(_ word: String, _ table: Table) -> [String] {
        var names = table.exact[word] ?? []
        let bytes = Array(word.utf8)
        // Nothing longer is a word of a language.
        if bytes.count >= 3, bytes.count <= 120 {
            for length in 2...bytes.count {
                let part = String(decoding: bytes[..<length], as: UTF8.self)
                if let found = table.prefixes[part] { names += found }
                if length < bytes.count - 1 {
                    let end = String(decoding: bytes[length...], as: UTF8.self)
                    if let found = table.suffixes[end] { names += found }
                }
            }
            for (part, name) in table.infixes where bytes[...].firstRange(of: part) != nil {
                names.append(name)
            }
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

/// What the lexicon says of words, kept for those that were asked for: the same words come again and
/// again.
final class LinkWords {
    private let lexicon: LinkLexicon
    private var concepts: [String: [String: [String]]] = [:]
    private var outcomes: [String: [String: [LinkLexicon.Outcome]]] = [:]
    private static let limit = 200_000

    init(_ lexicon: LinkLexicon) { self.lexicon = lexicon }

    func concepts(_ word: String, language: String) -> [String] {
        if let known = concepts[language]?[word] { return known }
        if concepts[language]?.count ?? 0 > Self.limit { concepts[language] = nil }
        let found = lexicon.concepts(word, language: language)
        concepts[language, default: [:]][word] = found
        return found
    }

    func outcomes(_ words: [String], language: String) -> Set<LinkLexicon.Outcome> {
        if outcomes[language]?.count ?? 0 > Self.limit { outcomes[language] = nil }
        var all = Set(lexicon.outcomes(ofPhrasesIn: words, language: language))
        for word in words {
            if let known = outcomes[language]?[word] {
                all.formUnion(known)
                continue
            }
            let found = lexicon.outcomes(word, language: language)
            outcomes[language, default: [:]][word] = found
            all.formUnion(found)
        }
        return all
    }
}
