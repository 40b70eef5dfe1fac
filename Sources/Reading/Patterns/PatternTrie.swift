import Language
import Text

/// One line of a table of rules.
struct PatternRule {
    /// What is done with what was found; the reader knows what the name means.
    var operation: String
    var constants: [(slot: PatternSlot, value: Double)]
    var line: Int
}

/// One step of a pattern.
struct PatternElement: Hashable {
    enum Kind: Hashable {
        case wordClass(UInt8)
        case literal(UInt64)
        /// A dash, or the hyphen inside a word.
        case hyphen
    }
    var kind: Kind
    /// No white space may stand before it.
    var isGlued = false
    /// It must be there but belongs to no span.
    var isContext = false
    /// What else its token has to be: index of `PatternTrie.tests`, -1 for nothing.
    var test: Int16 = -1

    /// The classes of cells that it can match.
    var mask: ClassMask {
        switch kind {
        case .wordClass(let id): 1 << ClassMask(id)
        case .literal: PatternLexicon.literalBit
        case .hyphen: PatternLexicon.hyphenBit
        }
    }
}

/// The rules of a language as one trie: rules that begin alike share their first steps.
struct PatternTrie {
    struct Edge {
        var element: PatternElement
        var child: Int32
    }
    struct Node {
        /// The classes with which it can go on.
        var mask: ClassMask = 0
        /// Index of the rule that ends here; -1 for none.
        var rule: Int32 = -1
        /// The rule that ends here if the match begins right behind the date read last.
        var ruleBehind: Int32 = -1
        /// Its steps are `edges[firstEdge..<lastEdge]`.
        var firstEdge: Int32 = 0
        var lastEdge: Int32 = 0
    }
    private(set) var nodes = [Node()]
    private(set) var edges: [Edge] = []
    /// The edges of each node while the trie grows.
    private var growing: [[Edge]] = [[]]
    /// The edges of the root by what they ask for, since every cell is tried there and most rules
    /// begin in a way of their own.
    private(set) var rootEdges: [Edge] = []
    /// Where in `rootEdges` those stand that ask for a class, for a literal, and for a hyphen.
    private(set) var rootOfClass = [Range<Int>](repeating: 0..<0, count: ClassMask.bitWidth)
    private(set) var rootOfLiteral = FoldedTable<Range<Int>>()
    private(set) var rootOfHyphen = 0..<0
    private(set) var rules: [PatternRule] = []
    private(set) var tests: [PatternTest] = []

    /// The longest pattern, in steps.
    static let longest = 18
    /// The most sequences that one line may stand for.
    static let mostSequences = 20_000

    init(_ file: DataFile, operations: [String], _ lexicon: inout PatternLexicon) throws {
        var macros: [String: String] = [:]
        for line in file.lines {
            let fields = line.text.split(separator: "\t").map(String.init)
            let fail = { (expected: String) in
                DataError.malformed(path: file.path, line: line.number, expected: expected)
            }
            guard fields.count >= 2 else { throw fail("operation, pattern, constants") }
            if fields[0] == "define", fields.count == 3 {
                macros[fields[1]] = fields[2]
                continue
            }
            guard operations.contains(fields[0]) else {
                throw fail("a known operation instead of '\(fields[0])'")
            }
            var constants: [(slot: PatternSlot, value: Double)] = []
            for field in fields.dropFirst(2).flatMap({ $0.split(separator: " ") }) {
                let pair = field.split(separator: "=").map(String.init)
                guard pair.count == 2, let slot = PatternSlot(className: pair[0]),
                    let value = PatternSlot.value(pair[1], of: pair[0])
                else { throw fail("slot=value instead of '\(field)'") }
                constants.append((slot, value))
            }
            var parser = PatternParser(text: fields[1], macros: macros, tests: tests)
            let sequences: [[PatternElement]]
            do {
                sequences = try parser.sequences(&lexicon)
                tests = parser.tests
            } catch let error as PatternParser.Problem {
                throw fail(error.expected)
            }
            rules.append(PatternRule(operation: fields[0], constants: constants, line: line.number))
            for sequence in sequences where sequence.contains(where: { !$0.isContext }) {
                insert(sequence, rule: Int32(rules.count - 1))
            }
        }
        for (index, own) in growing.enumerated() {
            nodes[index].firstEdge = Int32(edges.count)
            edges += own
            nodes[index].lastEdge = Int32(edges.count)
        }
        var literals: [UInt64: Range<Int>] = [:]
        for (kind, own) in Dictionary(grouping: growing[0], by: \.element.kind) {
            let range = rootEdges.count..<rootEdges.count + own.count
            rootEdges += own
            switch kind {
            case .wordClass(let id): rootOfClass[Int(id)] = range
            case .literal(let hash): literals[hash] = range
            case .hyphen: rootOfHyphen = range
            }
        }
        rootOfLiteral = FoldedTable(literals)
        growing = []
    }

    private mutating func insert(_ sequence: [PatternElement], rule: Int32) {
        var node = 0
        for element in sequence {
            if let edge = growing[node].first(where: { $0.element == element }) {
                node = Int(edge.child)
                continue
            }
            nodes.append(Node())
            growing.append([])
            growing[node].append(Edge(element: element, child: Int32(nodes.count - 1)))
            nodes[node].mask |= element.mask
            node = nodes.count - 1
        }
        if rules[Int(rule)].constants.contains(where: { $0.slot == .behind }) {
            if nodes[node].ruleBehind < 0 { nodes[node].ruleBehind = rule }
        } else if nodes[node].rule < 0 {
            nodes[node].rule = rule
        }
    }
}

/// Reads a pattern: steps separated by blanks; `( a | b )`, `a?`, `[ context ]`, `+glued`, `-`,
/// `"word"` and `@macro`; behind a word or a class conditions on its token (`PatternTest`).
struct PatternParser {
    struct Problem: Error {
        let expected: String
    }
    private var tokens: [String]
    private var position = 0
    private let macros: [String: String]
    /// The conditions of all rules so far.
    private(set) var tests: [PatternTest]

    init(text: String, macros: [String: String], tests: [PatternTest] = []) {
        self.macros = macros
        self.tests = tests
        tokens = Self.split(text)
    }

    private static func split(_ text: String) -> [String] {
        var tokens: [String] = []
        var current = ""
        var isQuoted = false
        for character in text {
            if character == "\"" { isQuoted.toggle() }
            switch character {
            case _ where isQuoted: current.append(character)
            case " ", "(", ")", "[", "]", "|", "?":
                if !current.isEmpty { tokens.append(current) }
                current = ""
                if character != " " { tokens.append(String(character)) }
            default: current.append(character)
            }
        }
        if !current.isEmpty { tokens.append(current) }
        return tokens
    }

    /// All sequences of steps that the pattern stands for.
    mutating func sequences(_ lexicon: inout PatternLexicon) throws -> [[PatternElement]] {
        let result = try alternatives(&lexicon)
        guard position == tokens.count else { throw Problem(expected: "no '\(tokens[position])'") }
        return result
    }

    private mutating func alternatives(_ lexicon: inout PatternLexicon) throws -> [[PatternElement]]
    {
        var all: [[PatternElement]] = try sequence(&lexicon)
        while position < tokens.count, tokens[position] == "|" {
            position += 1
            all += try sequence(&lexicon)
        }
        return all
    }

    private mutating func sequence(_ lexicon: inout PatternLexicon) throws -> [[PatternElement]] {
        var all: [[PatternElement]] = [[]]
        while position < tokens.count, !isEnd(tokens[position]) {
            var item = try atom(&lexicon)
            if position < tokens.count, tokens[position] == "?" {
                position += 1
                item.append([])
            }
            if item.count == 1 {
                for index in all.indices { all[index] += item[0] }
            } else {
                all = all.flatMap { head in item.map { head + $0 } }
            }
            guard all.count <= PatternTrie.mostSequences else {
                throw Problem(expected: "a pattern of fewer than \(PatternTrie.mostSequences) ways")
            }
            guard all.allSatisfy({ $0.count <= PatternTrie.longest }) else {
                throw Problem(expected: "a pattern of at most \(PatternTrie.longest) steps")
            }
        }
        return all
    }

    /// Whether a token ends a sequence.
    private func isEnd(_ token: String) -> Bool { token == ")" || token == "]" || token == "|" }

    private mutating func atom(_ lexicon: inout PatternLexicon) throws -> [[PatternElement]] {
        let token = tokens[position]
        position += 1
        switch token {
        case "(", "[":
            let inner = try alternatives(&lexicon)
            guard position < tokens.count, tokens[position] == (token == "(" ? ")" : "]") else {
                throw Problem(expected: "a closing bracket")
            }
            position += 1
            guard token == "[" else { return inner }
            return inner.map { sequence in
                sequence.map { element in
                    var context = element
                    context.isContext = true
                    return context
                }
            }
        case "-": return [[PatternElement(kind: .hyphen)]]
        default: break
        }
        let isGlued = token.hasPrefix("+") && token.count > 1
        let name = isGlued ? String(token.dropFirst()) : token
        if name.hasPrefix("@") {
            guard let macro = macros[name] else {
                throw Problem(expected: "a macro that is defined: \(name)")
            }
            var parser = PatternParser(
                text: macro, macros: macros.filter { $0.key != name }, tests: tests)
            let inner = try parser.sequences(&lexicon)
            tests = parser.tests
            return inner
        }
        let (base, conditions) = try Self.parts(of: name)
        var element: PatternElement
        if base.hasPrefix("\""), base.count > 2 {
            let hash = lexicon.addLiteral(String(base.dropFirst().dropLast()))
            element = PatternElement(kind: .literal(hash), isGlued: isGlued)
        } else if let id = lexicon.wordClass(base) {
            element = PatternElement(kind: .wordClass(id), isGlued: isGlued)
        } else {
            throw Problem(expected: "a class of words.tsv instead of '\(base)'")
        }
        if !conditions.isEmpty {
            guard let test = PatternTest(conditions) else {
                throw Problem(expected: "a condition instead of '\(conditions)'")
            }
            if !tests.contains(test) { tests.append(test) }
            element.test = Int16(tests.firstIndex(of: test) ?? 0)
        }
        return [[element]]
    }

    /// A step without its conditions, and these: `word` and `/NOUN`, `int` and `{1..31}`.
    private static func parts(of name: String) throws -> (base: String, conditions: String) {
        let end: String.Index
        if name.hasPrefix("\"") {
            guard let quote = name.dropFirst().firstIndex(of: "\"") else {
                throw Problem(expected: "a closing quotation mark")
            }
            end = name.index(after: quote)
        } else {
            end = name.firstIndex { $0 == "/" || $0 == "{" } ?? name.endIndex
        }
        return (String(name[..<end]), String(name[end...]))
    }
}
