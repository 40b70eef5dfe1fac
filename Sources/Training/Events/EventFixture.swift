import Foundation
public import Reading

/// A short text with the events that it tells, as a file of `docs/events.md` writes it.
public struct EventFixture: Sendable {
    /// An event that is expected.
    public struct Expected: Sendable {
        /// A frame in small letters, or a type of PLOVER.
        public var kind: String
        /// For each side the names or country codes of which one must fit; empty for anybody.
        public var sides: [[String]]
        /// Whether the sides do it together, so that no direction counts.
        public var isMutual: Bool
        /// `+`, `-` and `0` (left open), one for each sign that the views have.
        public var views: Set<Character>
        public var isBackground: Bool
    }

    public var line: Int
    public var published: String
    public var text: String
    /// Empty where the text tells none.
    public var events: [Expected]

    /// Reads a file: `= date`, the text, then one line `> kind: A > B ; signs` an event (`A <> B` where both do it, `*`
    /// for anybody, `b` behind the signs for background), or the line `none`.
    /// - Throws: `GoldError` with the line that is wrong.
    public static func load(_ path: String) throws -> [EventFixture] {
        guard let data = FileManager.default.contents(atPath: path) else {
            throw GoldError.unreadable(path: path)
        }
        var fixtures: [EventFixture] = []
        for (index, raw) in String(decoding: data, as: UTF8.self).split(
            separator: "\n", omittingEmptySubsequences: false
        ).enumerated() {
            let line = raw.trimmingCharacters(in: .whitespaces)
            if line.isEmpty || line.hasPrefix("#") || line == "none" { continue }
            if line.hasPrefix("=") {
                fixtures.append(
                    EventFixture(
                        line: index + 1,
                        published: line.dropFirst().trimmingCharacters(in: .whitespaces), text: "",
                        events: []))
            } else if fixtures.isEmpty {
                throw GoldError.malformed(
                    path: path, line: index + 1, reason: "expected '= date' before a text")
            } else if line.hasPrefix(">") {
                guard let event = expected(line.dropFirst()) else {
                    throw GoldError.malformed(
                        path: path, line: index + 1, reason: "expected '> kind: A > B ; +'")
                }
                fixtures[fixtures.count - 1].events.append(event)
            } else {
                fixtures[fixtures.count - 1].text +=
                    (fixtures[fixtures.count - 1].text.isEmpty ? "" : "\n") + line
            }
        }
        return fixtures
    }

    private static func expected(_ line: Substring) -> Expected? {
        let halves = line.split(separator: ";")
        guard halves.count == 2, let colon = halves[0].firstIndex(of: ":") else { return nil }
        let who = halves[0][halves[0].index(after: colon)...]
        let isMutual = who.contains("<>")
        let sides = who.replacing("<>", with: ">").split(separator: ">").map { side -> [String] in
            let text = side.trimmingCharacters(in: .whitespaces)
            return text == "*"
                ? [] : text.split(separator: "/").map { $0.trimmingCharacters(in: .whitespaces) }
        }
        let signs = halves[1].filter { "+-0".contains($0) }
        guard sides.count > 1, !signs.isEmpty else { return nil }
        return Expected(
            kind: halves[0][..<colon].trimmingCharacters(in: .whitespaces), sides: sides,
            isMutual: isMutual,
            views: Set(signs), isBackground: halves[1].contains("b"))
    }
}
