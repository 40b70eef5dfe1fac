/// A block of a verb dictionary: the verbs of one meaning, their code and their patterns.
public struct DictionaryVerbBlock: Hashable, Sendable {
    public var name: String
    /// The CAMEO code of the block; nil for none.
    public var code: String?
    public var verbs: [DictionaryVerb] = []
    public var patterns: [DictionaryPattern] = []
}

/// A verb with its forms, in capitals.
public struct DictionaryVerb: Hashable, Sendable {
    /// Words with blanks between them; the first is the form that the file has.
    public var forms: [String]
    /// The place of the verb in forms of several words.
    public var head: Int
    public var code: String?
}

/// A pattern round a verb: what stands before it and behind it, and the code.
///
/// PETRARCH-2 and the linear patterns of TABARI and PETRARCH-1 have the same shape here: `isLinear` tells them apart.
public struct DictionaryPattern: Hashable, Sendable {
    public enum Element: Hashable, Sendable {
        /// A word, or the head of a noun phrase.
        case word(String)
        /// `{MODIFIER … HEAD}`, or alternatives of a linear pattern.
        case phrase([String], head: String)
        /// `(PREPOSITION noun …)`
        case preposition(String, [String])
        /// `&SYNSET`
        case synset(String)
        /// `$`
        case source
        /// `+`
        case target
        /// `%`: both actors, joined.
        case compound
        /// `^`: anything up to the end of the noun phrase.
        case skip
    }
    public var before: [Element]
    public var behind: [Element]
    /// The code from source to target; nil for none ("---").
    public var code: String?
    /// The code of the event in the other direction.
    public var reversed: String?
    public var isLinear: Bool
}

extension EventDictionaries {
    mutating func readVerbs(_ lines: DictionaryLines, _ file: String) {
        var block: DictionaryVerbBlock?
        var synset: String?
        for row in lines.rows {
            let text = row.text.trimmed
            if text.hasPrefix("---") {
                if let block { verbs.append(block) }
                synset = nil
                let inner = text.drop { $0 == "-" || $0.isWhitespace }
                let name = inner.prefix { $0 != "[" && $0 != "-" }.trimmed
                block = DictionaryVerbBlock(
                    name: name, code: bracketed(String(inner)).flatMap(plainCode))
            } else if text.first == "&" {
                let name = text.dropFirst().trimmed
                synset = name
                synsets[name, default: []] = []
            } else if text.first == "+", let name = synset {
                let phrase = text.dropFirst().replacing("_", with: " ").trimmed
                if phrase.isEmpty {
                    report(file, row.number, "an empty phrase")
                } else {
                    synsets[name]?.append(phrase)
                }
            } else if text.first == "-" {
                guard block != nil else {
                    report(file, row.number, "a pattern without a block before it")
                    continue
                }
                do {
                    block?.patterns.append(try pattern(String(text.dropFirst())))
                } catch {
                    report(file, row.number, error.reason)
                }
            } else if text.first == "~" {
                // Transformations of PETRARCH-2 change events, not words; they are left out.
                continue
            } else {
                synset = nil
                guard let verb = verb(text) else {
                    report(file, row.number, "expected a verb, a pattern or a block")
                    continue
                }
                if block == nil {
                    block = DictionaryVerbBlock(name: verb.forms[0], code: verb.code)
                }
                block?.verbs.append(verb)
            }
        }
        if let block { verbs.append(block) }
    }

    private func bracketed(_ text: String) -> String? {
        guard let start = text.firstIndex(of: "["), let end = text[start...].firstIndex(of: "]")
        else {
            return nil
        }
        return text[text.index(after: start)..<end].trimmed
    }

    private func plainCode(_ text: String) -> String? {
        text.isEmpty || text == "---" ? nil : text
    }

    /// "GIVE {GAVE GIVEN GIVES GIVING} [070]", "+BEEF_UP"
    private func verb(_ text: String) -> DictionaryVerb? {
        let end = text.firstIndex { $0 == "{" || $0 == "[" } ?? text.endIndex
        guard let base = text[..<end].split(whereSeparator: \.isWhitespace).first else {
            return nil
        }
        guard base.allSatisfy({ $0.isLetter || $0.isNumber || "_+-'.".contains($0) }) else {
            return nil
        }
        let words = base.split(separator: "_")
        guard !words.isEmpty else { return nil }
        let head = words.firstIndex { $0.first == "+" } ?? 0
        let plain = words.map { $0.filter { $0 != "+" }.uppercased() }
        var forms = [plain.joined(separator: " ")]
        if let start = text.firstIndex(of: "{"), let close = text[start...].firstIndex(of: "}") {
            forms += text[text.index(after: start)..<close].split(whereSeparator: \.isWhitespace)
                .map { $0.filter { $0 != "+" }.replacing("_", with: " ").uppercased() }
        } else {
            forms += Self.inflections(plain[head]).map { form in
                var words = plain
                words[head] = form
                return words.joined(separator: " ")
            }
        }
        return DictionaryVerb(
            forms: forms, head: head, code: bracketed(text).flatMap(plainCode))
    }

    /// -S, -ED, -ING, as PETRARCH-2 makes them.
    private static func inflections(_ verb: String) -> [String] {
        if verb.hasSuffix("E") { return [verb + "S", verb + "D", verb.dropLast() + "ING"] }
        if verb.hasSuffix("Y"), let before = verb.dropLast().last, !"AEIOU".contains(before) {
            return [verb.dropLast() + "IES", verb.dropLast() + "IED", verb + "ING"]
        }
        let hisses = ["S", "SH", "CH", "X", "Z"].contains { verb.hasSuffix($0) }
        return [verb + (hisses ? "ES" : "S"), verb + "ED", verb + "ING"]
    }

    private struct BadPattern: Error {
        var reason: String
    }

    private func pattern(_ text: String) throws(BadPattern) -> DictionaryPattern {
        guard let end = text.lastIndex(of: "["), let close = text[end...].firstIndex(of: "]") else {
            throw BadPattern(reason: "a pattern needs a code in square brackets")
        }
        let body = text[..<end]
        let sides = body.split(separator: "*", omittingEmptySubsequences: false)
        guard sides.count == 2 else {
            throw BadPattern(reason: "a pattern needs one * for its verb")
        }
        let code = text[text.index(after: end)..<close].trimmed
        let codes = code.split(separator: ":", omittingEmptySubsequences: false).map(\.trimmed)
        guard codes.count <= 2,
            codes.allSatisfy({ $0.allSatisfy { $0.isNumber || $0.isLetter || $0 == "-" } })
        else { throw BadPattern(reason: "'\(code)' is no code") }
        // Source and target are marked in the linear patterns only.
        let isLinear = body.contains("$") || body.contains("%")
        return DictionaryPattern(
            before: try elements(sides[0]), behind: try elements(sides[1]),
            code: codes.first.flatMap(plainCode),
            reversed: codes.count == 2 ? plainCode(codes[1]) : nil, isLinear: isLinear)
    }

    private func elements(_ side: Substring) throws(BadPattern) -> [DictionaryPattern.Element] {
        var found: [DictionaryPattern.Element] = []
        var rest = side.trimmed[...]
        while let first = rest.first {
            switch first {
            case "{":
                let words = try group(&rest, until: "}").split {
                    $0.isWhitespace || $0 == "|" || $0 == "_"
                }.map(String.init)
                guard let head = words.last else { throw BadPattern(reason: "{} is empty") }
                found.append(.phrase(words.dropLast(), head: head))
            case "(":
                let words = try group(&rest, until: ")").split { $0.isWhitespace || $0 == "_" }
                    .map(String.init)
                guard let preposition = words.first else { throw BadPattern(reason: "() is empty") }
                found.append(.preposition(preposition, Array(words.dropFirst())))
            case "}", ")": throw BadPattern(reason: "'\(first)' closes nothing")
            default:
                let word = rest.prefix { !$0.isWhitespace && !"{}()".contains($0) }
                rest = rest[word.endIndex...]
                switch word {
                case "$": found.append(.source)
                case "+": found.append(.target)
                case "%": found.append(.compound)
                case "^": found.append(.skip)
                default:
                    for part in word.split(separator: "_") {
                        found.append(
                            part.first == "&"
                                ? .synset(String(part.dropFirst()))
                                : part == "+"
                                    ? .target : part == "$" ? .source : .word(String(part)))
                    }
                }
            }
            rest = rest.trimmed[...]
        }
        return found
    }

    /// What stands in brackets, which may not be nested.
    private func group(_ rest: inout Substring, until close: Character) throws(BadPattern) -> String
    {
        guard let end = rest.firstIndex(of: close) else {
            throw BadPattern(reason: "'\(rest.prefix(1))' is not closed")
        }
        let inner = rest[rest.index(after: rest.startIndex)..<end]
        rest = rest[rest.index(after: end)...]
        return String(inner)
    }
}
