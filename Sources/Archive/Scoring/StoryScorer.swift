public import Reading
import Text

/// Measures what is linked in stories against what is marked in them.
public struct StoryScorer {
    /// Precision, recall and their mean, of counted pairs.
    public struct Score: Sendable {
        public var right = 0
        public var found = 0
        public var marked = 0
        public var precision: Double { found > 0 ? Double(right) / Double(found) : 0 }
        public var recall: Double { marked > 0 ? Double(right) / Double(marked) : 0 }
        public var f1: Double {
            right > 0 ? 2 * precision * recall / (precision + recall) : 0
        }
    }

    /// Pairs of a denial and a claim.
    public private(set) var denials = Score()
    /// Announcements with their state on the day of asking.
    public private(set) var states = Score()
    /// Pairs of reports of one story.
    public private(set) var stories = Score()
    /// What is missing or too much, a line each.
    public private(set) var errors: [String] = []

    /// Reads all reports into one archive, in the order of their publication, and compares.
    /// - Parameter archive: an empty archive.
    public init(
        _ file: StoryFile, archive: Archive, reader: Reader, lexicon: LinkLexicon
    ) throws {
        let reports = file.stories.flatMap(\.reports)
            .sorted {
                ($0.document.published ?? "", $0.document.name) < (
                    $1.document.published ?? "", $1.document.name
                )
            }
        let writer = try ArchiveWriter(archive, reader: "score")
        for report in reports {
            _ = try writer.add([try PreparedDocument(try reader.read(report.document))])
            // One after the other, as news come in.
            try archive.link(lexicon: lexicon)
        }
        let marks = Dictionary(uniqueKeysWithValues: reports.map { ($0.document.name, $0.marks) })
        try archive.read { snapshot in
            try compareDenials(file, marks, snapshot)
            try compareStates(file, marks, snapshot)
            try compareStories(file, snapshot)
        }
    }

    /// The mark that a row stands in, with its story; where it stands in none, the row itself.
    private func label(
        _ row: StatementRecord, _ marks: [String: [String: Span]]
    ) -> String {
        let story = row.document.name.prefix { $0 != "/" }
        let spans = row.contentSpans.map { Span($0[0], $0[1]) }
        for (label, mark) in marks[row.document.name] ?? [:] {
            if spans.contains(where: { $0.overlaps(mark) }) { return "\(story) \(label)" }
        }
        return "\(row.document.name) \(row.reference.row)"
    }

    private mutating func compare(
        _ found: Set<String>, _ marked: Set<String>, _ score: WritableKeyPath<StoryScorer, Score>,
        _ what: String
    ) {
        self[keyPath: score].found += found.count
        self[keyPath: score].marked += marked.count
        self[keyPath: score].right += found.intersection(marked).count
        errors += marked.subtracting(found).sorted().map { "\(what) missing: \($0)" }
        errors += found.subtracting(marked).sorted().map { "\(what) wrong: \($0)" }
    }

    private mutating func compareDenials(
        _ file: StoryFile, _ marks: [String: [String: Span]], _ snapshot: Snapshot
    ) throws {
        var found: Set<String> = []
        var page = PageRequest(limit: 500)
        repeat {
            let disputes = try snapshot.disputes(page: page)
            for dispute in disputes.rows {
                for answer in dispute.answers where answer.kind == .denies {
                    found.insert(
                        label(answer.statement, marks) + " denies " + label(dispute.claim, marks))
                }
            }
            page.cursor = disputes.next
        } while page.cursor != nil
        let marked = file.stories.flatMap { story in
            story.denials.map { "\(story.name) \($0.0) denies \(story.name) \($0.1)" }
        }
        compare(found, Set(marked), \.denials, "denial")
    }

    private mutating func compareStates(
        _ file: StoryFile, _ marks: [String: [String: Span]], _ snapshot: Snapshot
    ) throws {
        var found: Set<String> = []
        let marked = Set(
            file.stories.flatMap { story in story.states.map { "\(story.name) \($0.label)" } })
        let today = file.stories.map(\.today).max() ?? 0
        var page = PageRequest(limit: 500)
        repeat {
            let rows = try snapshot.expectations(today: today, page: page)
            for row in rows.rows {
                guard let statement = row.statement else { continue }
                // One that several reports announce goes by the mark of any of them.
                let labels =
                    try [label(statement, marks)]
                    + row.others.compactMap { other in
                        guard let reference = RowReference(other.id), reference.row.hasPrefix("s")
                        else { return nil }
                        return label(try snapshot.statement(reference), marks)
                    }
                let known = labels.filter(marked.contains)
                for label in known.isEmpty ? labels.prefix(1) : known[...] {
                    found.insert(label + " \(row.state.rawValue)")
                }
            }
            page.cursor = rows.next
        } while page.cursor != nil
        let states = file.stories.flatMap { story in
            story.states.map { "\(story.name) \($0.label) \($0.state.rawValue)" }
        }
        compare(found, Set(states), \.states, "state")
    }

    private mutating func compareStories(_ file: StoryFile, _ snapshot: Snapshot) throws {
        var found: Set<String> = []
        var page = PageRequest(limit: 500)
        func pairs(_ names: [String]) -> [String] {
            let names = names.sorted()
            return names.indices.flatMap { first in
                names[(first + 1)...].map { "\(names[first]) + \($0)" }
            }
        }
        repeat {
            let stories = try snapshot.stories(page: page)
            for story in stories.rows { found.formUnion(pairs(story.documents.map(\.name))) }
            page.cursor = stories.next
        } while page.cursor != nil
        let marked = file.stories.flatMap { pairs($0.reports.map(\.document.name)) }
        compare(found, Set(marked), \.stories, "story")
    }
}
