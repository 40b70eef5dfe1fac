/// An actor of a dictionary: its names, and its codes with the dates for which they hold.
public struct DictionaryActor: Hashable, Sendable {
    /// A code with the days between which it holds, as `YYYYMMDD`, both inclusive.
    public struct Code: Hashable, Sendable {
        public var code: String
        public var from: Int?
        public var to: Int?
    }
    /// In capitals, words with blanks between them.
    public var names: [String]
    public var codes: [Code]

    /// The code on a day (`YYYYMMDD`): the first that is dated and fits, then the one without dates.
    public func code(on day: Int?) -> String? {
        if let day {
            for code in codes where code.from != nil || code.to != nil {
                if (code.from ?? 0) <= day, day <= (code.to ?? .max) { return code.code }
            }
        }
        return codes.first { $0.from == nil && $0.to == nil }?.code
    }
}

/// An agent of a dictionary: a noun that adds a role to a country's code.
public struct DictionaryAgent: Hashable, Sendable {
    /// Singular and plural forms, in capitals.
    public var names: [String]
    public var role: String
    /// The role stands before the code of the country.
    public var isPrefix: Bool
}

extension EventDictionaries {
    mutating func readActors(_ lines: DictionaryLines, _ file: String) {
        var open: DictionaryActor?
        for row in lines.rows {
            if row.text.first == "\t" || row.text.trimmed.first == "[" {
                guard open != nil else {
                    report(file, row.number, "a code without an actor before it")
                    continue
                }
                open?.codes += codes(row.text, file, row.number)
                continue
            }
            if row.text.first == "+" {
                guard open != nil else {
                    report(file, row.number, "a synonym without an actor before it")
                    continue
                }
                let (name, rest) = phrase(String(row.text.dropFirst()))
                if name.isEmpty {
                    report(file, row.number, "an empty name")
                } else {
                    open?.names.append(name)
                }
                open?.codes += codes(rest, file, row.number)
                continue
            }
            let (name, rest) = phrase(row.text)
            guard !name.isEmpty, name.contains(where: \.isLetter) else {
                report(
                    file, row.number, "expected the name of an actor, \"+\" and a name, or a code")
                continue
            }
            if let open { actors.append(open) }
            open = DictionaryActor(names: [name], codes: codes(rest, file, row.number))
        }
        if let open { actors.append(open) }
    }

    mutating func readAgents(_ lines: DictionaryLines, _ file: String) {
        var substitutions: [String: [String]] = [:]
        for row in lines.rows {
            let text = row.text.trimmed
            // "!PERSON! = MAN, WOMAN"
            if text.first == "!", let equals = text.firstIndex(of: "=") {
                let name = text[..<equals].trimmed
                substitutions[name] = text[text.index(after: equals)...].split(separator: ",")
                    .map { $0.trimmed.replacing("_", with: " ") }.filter { !$0.isEmpty }
                continue
            }
            guard let start = text.firstIndex(of: "["), text.last == "]" else {
                report(file, row.number, "expected a noun and its role in square brackets")
                continue
            }
            let role = text[text.index(after: start)...].dropLast().trimmed
            guard role.first == "~" || role.last == "~", role.count > 1 else {
                report(file, row.number, "expected ~ROLE or ROLE~ in square brackets")
                continue
            }
            var head = text[..<start].trimmed
            var plural: String??
            if let brace = head.firstIndex(of: "{"), head.last == "}" {
                let inner = head[head.index(after: brace)...].dropLast().trimmed
                plural = .some(inner.isEmpty ? nil : inner.replacing("_", with: " "))
                head = head[..<brace].trimmed
            }
            let (name, _) = phrase(head)
            guard !name.isEmpty else {
                report(file, row.number, "an empty name")
                continue
            }
            var names = [name]
            if let key = substitutions.keys.sorted().first(where: { name.contains($0) }) {
                names = substitutions[key]!.map { name.replacing(key, with: $0) }
            } else if let plural {
                if let plural { names.append(plural) }
            } else {
                names.append(Self.plural(name))
            }
            agents.append(
                DictionaryAgent(
                    names: names, role: role.trimmingTildes, isPrefix: role.last == "~"))
        }
    }

    private static func plural(_ name: String) -> String {
        if name.hasSuffix("Y") { return name.dropLast() + "IES" }
        return name + (name.hasSuffix("S") ? "ES" : "S")
    }

    /// The name at the beginning of a line, and what follows: `_` and blanks part its words.
    private func phrase(_ text: String) -> (name: String, rest: String) {
        let end = text.firstIndex(of: "[") ?? text.endIndex
        let words = text[..<end].split { $0 == "_" || $0.isWhitespace || $0 == "-" }
        return (words.joined(separator: " ").uppercased(), String(text[end...]))
    }

    /// "[RUSGOV 20000101-20080507] [RUS]"
    private mutating func codes(
        _ text: String, _ file: String, _ line: Int
    ) -> [DictionaryActor.Code] {
        var codes: [DictionaryActor.Code] = []
        var rest = text.trimmed[...]
        while let start = rest.first {
            guard start == "[", let end = rest.firstIndex(of: "]") else {
                report(file, line, "expected a code in square brackets")
                return codes
            }
            let inner = rest[rest.index(after: rest.startIndex)..<end].trimmed
            rest = rest[rest.index(after: end)...].trimmed[...]
            let parts = inner.split(maxSplits: 1, whereSeparator: \.isWhitespace)
            guard let code = parts.first,
                code.allSatisfy({ $0.isLetter || $0.isNumber || $0 == "-" })
            else {
                report(file, line, "expected a code of letters in square brackets")
                continue
            }
            var item = DictionaryActor.Code(code: String(code))
            if parts.count == 2 {
                guard let limits = limits(parts[1].trimmed) else {
                    report(file, line, "'\(parts[1].trimmed)' is no limit of dates")
                    continue
                }
                (item.from, item.to) = limits
            }
            codes.append(item)
        }
        return codes
    }

    /// "<19901231", "> 19900101", "19900101 - 19951231"
    private func limits(_ text: String) -> (from: Int?, to: Int?)? {
        let plain = text.filter { !$0.isWhitespace }
        if plain.first == "<" { return day(plain.dropFirst()).map { (nil, $0) } }
        if plain.first == ">" { return day(plain.dropFirst()).map { ($0, nil) } }
        let parts = plain.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count == 2, let from = day(parts[0]), let to = day(parts[1]) else { return nil }
        return (from, to)
    }

    /// Eight figures, or six with a year of two.
    private func day(_ text: some StringProtocol) -> Int? {
        guard text.allSatisfy({ $0.isASCII && $0.isNumber }), var value = Int(text) else {
            return nil
        }
        if text.count == 6 {
            value += (value / 10000 <= 30 ? 2000 : 1900) * 10000
        } else if text.count != 8 {
            return nil
        }
        let (month, day) = (value / 100 % 100, value % 100)
        return (1...12).contains(month) && (1...31).contains(day) ? value : nil
    }
}

extension String {
    fileprivate var trimmingTildes: String { filter { $0 != "~" } }
}
