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
        /// Phrases of several words, and where those are that hold a whole word and no beginning alone: by
        /// the first such word. The others are looked for everywhere.
        var phrases: [(words: [String], name: String)] = []
        var phrasesOfWord: [String: [Int]] = [:]
        var openPhrases: [Int] = []
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
                    let pattern = words.map(Self.foldedPattern)
                    let number = table.phrases.count
                    table.phrases.append((pattern, name))
                    if let whole = pattern.first(where: { !$0.hasSuffix("*") }) {
                        table.phrasesOfWord[whole, default: []].append(number)
                    } else {
                        table.openPhrases.append(number)
                    }
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

    /// The phrases about how something ended that a folded word belongs to.
    func phrases(_ word: String, language: String) -> [Int] {
        outcomes[language]?.phrasesOfWord[word] ?? []
    }

    func hasOpenPhrases(language: String) -> Bool {
        outcomes[language]?.openPhrases.isEmpty == false
    }

    /// What phrases of several words say of it.
    /// - Parameter candidates: the phrases whose first whole word is among the words.
    func outcomes(ofPhrases candidates: [Int], in words: [String], language: String) -> [Outcome] {
        guard let table = outcomes[language] else { return [] }
        return (candidates + table.openPhrases).compactMap { number in
            let phrase = table.phrases[number]
            return Self.contains(words, phrase.words) ? Outcome(rawValue: phrase.name) : nil
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

/// What is known of a folded word of a language.
final class LinkWord: Sendable {
    let text: String
    let concepts: [LinkFeatures.Key]
    let outcomes: [LinkLexicon.Outcome]
    /// Phrases that it is the first whole word of.
    let phrases: [Int]
    let isNumber: Bool
    let count: Int
    /// The word as a figure, as a name, and by its first letters.
    let figure: LinkFeatures.Key
    let name: LinkFeatures.Key
    let stem: LinkFeatures.Key

    init(_ text: String, language: String, lexicon: LinkLexicon) {
        self.text = text
        concepts = lexicon.concepts(text, language: language).map {
            LinkFeatures.Key(.concept, $0, label: $0)
        }
        outcomes = lexicon.outcomes(text, language: language)
        phrases = lexicon.phrases(text, language: language)
        isNumber = text.allSatisfy(\.isNumber)
        count = text.utf8.count
        figure = LinkFeatures.Key(.figure, text, label: text)
        name = LinkFeatures.Key(.name, text, label: text)
        stem = LinkFeatures.Key(.word, String(text.prefix(7)), label: text)
    }
}

/// What is known of words, kept for those that were asked for: the same words come again and again.
final class LinkWords {
    let lexicon: LinkLexicon
    private var known: [UInt64: LinkWord] = [:]
    /// About 25 MB.
    private static let limit = 40_000

    init(_ lexicon: LinkLexicon) { self.lexicon = lexicon }

    /// The words of a text.
    func words(_ text: FoldedText, language: String) -> [LinkWord] {
        if known.count > Self.limit { known = [:] }
        let seed = hashed(language.utf8)
        return text.words.indices.map { index in
            let hash = hashed(text.word(index), seed: seed)
            if let word = known[hash] { return word }
            let word = LinkWord(text.string(index), language: language, lexicon: lexicon)
            known[hash] = word
            return word
        }
    }
}
