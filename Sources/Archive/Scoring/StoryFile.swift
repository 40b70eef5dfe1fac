public import Text

/// Stories of several reports in which claims, denials and announcements are marked, to measure the
/// links that are found.
///
///     # story ferry
///     today 2025-06-30
///     @ 2025-02-10 Harbour News en
///     {c1|The union accused the company of cutting wages.} A sentence without a mark.
///     @ 2025-02-12 Harbour News en
///     {d1|The company denied it.} {x1|It will publish its books on 1 March.}
///     > d1 denies c1
///     > x1 met 3
public struct StoryFile: Sendable {
    public struct Report: Sendable {
        public var document: Document
        /// The marked stretches of its text, in code points, by label.
        public var marks: [String: Span]
    }
    public struct Story: Sendable {
        public var name: String
        public var today: Int
        public var reports: [Report]
        /// Denial and claim.
        public var denials: [(String, String)]
        public var states: [(label: String, state: ExpectationState)]
    }
    public var stories: [Story]

    /// - Throws: `ArchiveError.malformed`, which names the line.
    public init(_ text: String, name: String) throws(ArchiveError) {
        stories = []
        for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false)
            .enumerated()
        {
            guard take(line) else {
                throw .malformed(
                    what: "\(name): line \(index + 1)", problem: "it is not understood")
            }
        }
    }

    private mutating func take(_ line: Substring) -> Bool {
        if line.hasPrefix("# story ") {
            stories.append(
                Story(
                    name: String(line.dropFirst(8)), today: 0, reports: [], denials: [],
                    states: []))
            return true
        }
        if line.isEmpty || line.hasPrefix("#") { return true }
        guard let last = stories.indices.last else { return false }
        let words = line.split(separator: " ")
        if line.hasPrefix("today "), words.count == 2, let day = DayRange(edtf: String(words[1])) {
            stories[last].today = day.first
            return true
        }
        if line.hasPrefix("@ "), words.count >= 4 {
            let number = stories[last].reports.count + 1
            stories[last].reports.append(
                Report(
                    document: Document(
                        name: "\(stories[last].name)/\(number)", language: String(words.last!),
                        published: String(words[1]),
                        outlet: words[2..<(words.count - 1)].joined(separator: " "), text: ""),
                    marks: [:]))
            return true
        }
        if line.hasPrefix("> ") {
            guard words.count >= 3 else { return false }
            let label = String(words[1])
            if words[2] == "denies" {
                for claim in words[3...] { stories[last].denials.append((label, String(claim))) }
                return true
            }
            guard let state = ExpectationState(rawValue: String(words[2])) else { return false }
            stories[last].states.append((label, state))
            return true
        }
        guard let report = stories[last].reports.indices.last else { return false }
        return addText(line, to: &stories[last].reports[report])
    }

    private func addText(_ line: Substring, to report: inout Report) -> Bool {
        var text = report.document.text.unicodeScalars
        if !text.isEmpty { text.append("\n") }
        var label: String?
        var start = 0
        var rest = Array(line.unicodeScalars)[...]
        while let scalar = rest.popFirst() {
            if scalar == "{", let bar = rest.firstIndex(of: "|") {
                var name = String.UnicodeScalarView()
                name.append(contentsOf: rest[..<bar])
                label = String(name)
                rest = rest[(bar + 1)...]
                start = text.count
            } else if scalar == "}", let open = label {
                report.marks[open] = Span(start, text.count)
                label = nil
            } else {
                text.append(scalar)
            }
        }
        report.document.text = String(text)
        return label == nil
    }
}
