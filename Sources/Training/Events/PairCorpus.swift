import Language
import Reading
import Text

/// Sentences with source and target made from patterns: `events/pair-patterns.tsv`, one a line with
/// alternatives in brackets, `S`, `T` for names and `S'`, `T'` for adjectives.
struct PairCorpus {
    /// A sentence with its type.
    struct Example {
        var pair: CodedPair
        var type: String
    }

    private var patterns: [(type: String, text: String)] = []
    private var names: [(name: String, adjective: String)] = []
    /// What may stand behind an adjective, before a sentence, and at its end.
    private var offices: [String] = []
    private var openings: [String] = []
    private var endings: [String] = []

    /// - Throws: `DataError` where the file cannot be read, names an unknown type or lacks a list.
    init(_ file: DataFile) throws {
        for line in file.lines {
            let fields = line.text.split(separator: "\t", omittingEmptySubsequences: false).map(
                String.init)
            func malformed(_ expected: String) -> DataError {
                .malformed(path: file.path, line: line.number, expected: expected)
            }
            guard fields.count >= 2 else { throw malformed("a type or a list, tab, a text") }
            switch fields[0] {
            case "name":
                guard fields.count == 3 else { throw malformed("name, tab, its adjective") }
                names.append((fields[1], fields[2]))
            case "office": offices.append(fields[1])
            case "opening": openings.append(fields[1])
            case "ending": endings.append(fields[1])
            default:
                guard PairModel.types.contains(fields[0]), fields[1].contains("S"),
                    fields[1].contains("T")
                else {
                    throw malformed("a type of PLOVER 2018, tab, a sentence with S and T")
                }
                patterns.append((fields[0], fields[1]))
            }
        }
        guard names.count > 1, !offices.isEmpty, !openings.isEmpty, !endings.isEmpty else {
            throw DataError.malformed(
                path: file.path, line: file.lines.last?.number ?? 1,
                expected: "lines of 'name', 'office', 'opening' and 'ending'")
        }
    }

    /// At most so many sentences of each pattern, chosen and filled at random.
    func examples(perPattern: Int, seed: UInt64) -> [Example] {
        var random = SplitMix(seed)
        var examples: [Example] = []
        for pattern in patterns {
            var seen: Set<String> = []
            for _ in 0..<perPattern * 2 where seen.count < perPattern {
                let expanded = expand(pattern.text, &random)
                guard seen.insert(expanded).inserted else { continue }
                if let pair = filled(expanded, &random) {
                    examples.append(Example(pair: pair, type: pattern.type))
                }
            }
        }
        return examples
    }

    /// Takes one of each group of alternatives.
    private func expand(_ pattern: String, _ random: inout SplitMix) -> String {
        var out = ""
        var rest = pattern[...]
        while let open = rest.firstIndex(of: "["), let close = rest[open...].firstIndex(of: "]") {
            out += rest[..<open]
            let choices = rest[rest.index(after: open)..<close].split(
                separator: "|", omittingEmptySubsequences: false)
            out += choices[Int(random.next() % UInt64(choices.count))]
            rest = rest[rest.index(after: close)...]
        }
        return out + rest
    }

    /// Puts names for `S` and `T`, and sometimes words around the sentence.
    private func filled(_ text: String, _ random: inout SplitMix) -> CodedPair? {
        let first = names[Int(random.next() % UInt64(names.count))]
        var second = first
        while second.name == first.name {
            second = names[Int(random.next() % UInt64(names.count))]
        }
        var out = openings[Int(random.next() % UInt64(openings.count))]
        var spans: [Character: Span] = [:]
        var characters = Array(text)[...]
        var isStart = true
        while let character = characters.first {
            characters = characters.dropFirst()
            let isWord =
                (character == "S" || character == "T")
                && !(characters.first?.isLetter ?? false) && !(out.last?.isLetter ?? false)
            guard isWord else {
                out.append(character)
                isStart = false
                continue
            }
            let name = character == "S" ? first : second
            var form: String
            if characters.first == "'", characters.dropFirst().first != "s" {
                characters = characters.dropFirst()
                form = name.adjective
            } else {
                form = name.name
                // "The S' president": a name with an office.
                if isStart, random.unit() < 0.3, name.adjective != name.name {
                    form = name.adjective
                    let start = out.unicodeScalars.count
                    spans[character] =
                        spans[character] ?? Span(start, start + form.unicodeScalars.count)
                    out += form + offices[Int(random.next() % UInt64(offices.count))]
                    isStart = false
                    continue
                }
            }
            let start = out.unicodeScalars.count
            spans[character] = spans[character] ?? Span(start, start + form.unicodeScalars.count)
            out += form
            isStart = false
        }
        out += endings[Int(random.next() % UInt64(endings.count))]
        guard let source = spans["S"], let target = spans["T"] else { return nil }
        return CodedPair(text: out, source: source, target: target)
    }
}
