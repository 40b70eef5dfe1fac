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

    private let patterns: [(type: String, text: String)]

    /// - Throws: `DataError` where the file cannot be read or names an unknown type.
    init(_ file: DataFile) throws {
        patterns = try file.lines.map { line in
            let fields = line.text.split(separator: "\t").map(String.init)
            guard fields.count == 2, PairModel.types.contains(fields[0]),
                fields[1].contains("S"), fields[1].contains("T")
            else {
                throw DataError.malformed(
                    path: file.path, line: line.number,
                    expected: "a type of PLOVER 2018, tab, a sentence with S and T")
            }
            return (fields[0], fields[1])
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
        let first = Self.names[Int(random.next() % UInt64(Self.names.count))]
        var second = first
        while second.name == first.name {
            second = Self.names[Int(random.next() % UInt64(Self.names.count))]
        }
        var out = Self.openings[Int(random.next() % UInt64(Self.openings.count))]
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
                    out += form + Self.offices[Int(random.next() % UInt64(Self.offices.count))]
                    isStart = false
                    continue
                }
            }
            let start = out.unicodeScalars.count
            spans[character] = spans[character] ?? Span(start, start + form.unicodeScalars.count)
            out += form
            isStart = false
        }
        out += Self.endings[Int(random.next() % UInt64(Self.endings.count))]
        guard let source = spans["S"], let target = spans["T"] else { return nil }
        return CodedPair(text: out, source: source, target: target)
    }

    private static let names: [(name: String, adjective: String)] = [
        ("Peru", "Peruvian"), ("Israel", "Israeli"), ("Iran", "Iranian"), ("Russia", "Russian"),
        ("China", "Chinese"), ("Turkey", "Turkish"), ("Greece", "Greek"), ("Egypt", "Egyptian"),
        ("Sudan", "Sudanese"), ("Ethiopia", "Ethiopian"), ("Kenya", "Kenyan"), ("India", "Indian"),
        ("Pakistan", "Pakistani"), ("Japan", "Japanese"), ("Vietnam", "Vietnamese"),
        ("Cambodia", "Cambodian"), ("Germany", "German"), ("France", "French"),
        ("Britain", "British"),
        ("Spain", "Spanish"), ("Poland", "Polish"), ("Ukraine", "Ukrainian"),
        ("Georgia", "Georgian"),
        ("Armenia", "Armenian"), ("Iraq", "Iraqi"), ("Syria", "Syrian"), ("Lebanon", "Lebanese"),
        ("Jordan", "Jordanian"), ("Libya", "Libyan"), ("Algeria", "Algerian"),
        ("Morocco", "Moroccan"),
        ("Nigeria", "Nigerian"), ("Rwanda", "Rwandan"), ("Uganda", "Ugandan"),
        ("Mexico", "Mexican"),
        ("Cuba", "Cuban"), ("Colombia", "Colombian"), ("Venezuela", "Venezuelan"),
        ("Brazil", "Brazilian"), ("Serbia", "Serbian"), ("Bosnia", "Bosnian"), ("Washington", "US"),
        ("Moscow", "Russian"), ("Beijing", "Chinese"), ("NATO", "NATO"),
        ("the United States", "American"),
        ("the European Union", "EU"), ("the United Nations", "UN"), ("the rebels", "rebel"),
        ("the government", "government"), ("the Taliban", "Taliban"), ("Hamas", "Hamas"),
        ("the opposition", "opposition"), ("Indonesia", "Indonesian"), ("Thailand", "Thai"),
    ]
    private static let offices = [
        " President Alan Moreno", " Foreign Minister Karim Aziz", " officials", " troops",
        " forces",
        " Prime Minister Tomas Varga", " police", " authorities", " leaders", "'s government",
        " government",
        " Defence Minister Luis Ortega",
    ]
    private static let openings = [
        "", "", "", "", "", "On Monday, ", "Earlier, ", "In Geneva, ", "Meanwhile, ",
        "In a new twist, ",
    ]
    private static let endings = [
        ".", ".", ".", ".", ", officials said on Friday.", ", state media reported.",
        " on Tuesday.", " last week.",
        ", according to diplomats.", " in the capital.", ", a spokesman said.",
        " despite the crisis.",
    ]
}
