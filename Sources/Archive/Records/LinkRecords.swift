/// Reports about the same happening.
public struct StoryRecord: Hashable, Sendable, Codable, Identifiable {
    /// The id of its first document.
    public var id: String
    public var title: String
    public var documents: [DocumentSummary]
    /// Documents that are no copies of each other.
    public var independent: Int
    public var languages: [String]
    public var first: String?
    public var last: String?
}

/// How one statement stands to another.
public enum LinkKind: String, Hashable, Sendable, Codable, CaseIterable {
    case denies, confirms, narrows, repeats

    /// As it lies in the file.
    init?(number: Int) {
        guard let kind = Vocabulary.links.indices.contains(number) ? Self.allCases[number] : nil
        else { return nil }
        self = kind
    }
    var number: Int { Vocabulary.number(rawValue, in: Vocabulary.links) }
}

/// Why two rows were linked: shown, so that a reader can judge.
public struct LinkEvidence: Hashable, Sendable, Codable {
    /// One of `Vocabulary.evidence`.
    public var kind: String
    public var text: String
    public init(kind: String, text: String) {
        self.kind = kind
        self.text = text
    }

    /// As it lies in the file: a line each, the kind as a letter (`a` the first of the vocabulary) before the
    /// text.
    static func packed(_ evidence: [LinkEvidence]) -> String {
        var packed = ""
        for one in evidence {
            if !packed.isEmpty { packed += "\n" }
            let kind = Vocabulary.evidence.firstIndex(of: one.kind) ?? 25
            packed.unicodeScalars.append(Unicode.Scalar(UInt8(97 + kind)))
            let isOneLine = !one.text.utf8.contains(10)
            packed += isOneLine ? one.text : one.text.replacing("\n", with: " ")
        }
        return packed
    }

    static func unpacked(_ text: String) -> [LinkEvidence] {
        text.split(separator: "\n").compactMap { line in
            guard let letter = line.utf8.first, letter >= 97 else { return nil }
            return LinkEvidence(
                kind: Vocabulary.name(Int(letter) - 97, in: Vocabulary.evidence),
                text: String(line.dropFirst()))
        }
    }
}

/// A statement that answers another.
public struct AnswerRecord: Hashable, Sendable, Codable {
    public var kind: LinkKind
    public var statement: StatementRecord
    /// 0 to 1.
    public var score: Double
    public var evidence: [LinkEvidence]
}

/// A claim with what denies, confirms, narrows or repeats it.
public struct DisputeRecord: Hashable, Sendable, Codable, Identifiable {
    /// The reference of the claim.
    public var id: String
    public var claim: StatementRecord
    public var answers: [AnswerRecord]
    /// Reports behind the claim and behind the denials that are no copies of each other.
    public var independentClaims: Int
    public var independentDenials: Int
}

/// What became of something announced.
public enum ExpectationState: String, Hashable, Sendable, Codable, CaseIterable {
    case open, met, missed, cancelled, unclear
}

/// An announced or expected event with its window.
public struct ExpectationRecord: Hashable, Sendable, Codable, Identifiable {
    /// The reference of the row that announced it.
    public var id: String
    public var statement: StatementRecord?
    public var event: EventRecord?
    /// The announced words.
    public var words: String
    public var document: DocumentSummary
    /// EDTF; nil where the text gives none.
    public var window: String?
    public var state: ExpectationState
    /// The report that moved it from open, with the words that did; nil where the calendar did.
    public var movedBy: DocumentSummary?
    public var movedWords: String?
    public var movedOn: String?
    /// Where the same is announced again, by other reports or in other words of this one.
    public var others: [Announcement]

    /// A row that announces what another announced before it.
    public struct Announcement: Hashable, Sendable, Codable, Identifiable {
        /// The reference of the row.
        public var id: String
        public var words: String
        public var document: DocumentSummary
    }
}

/// Different figures for the same thing.
public struct FigureConflict: Hashable, Sendable, Codable {
    public struct Figure: Hashable, Sendable, Codable {
        public var words: String
        public var value: Double?
        public var low: Double?
        public var high: Double?
        public var source: String?
        public var document: DocumentSummary
        /// The sentence that it stands in.
        public var context: String
    }
    public var unit: String
    public var story: String
    public var figures: [Figure]
}

/// Where a claim first appeared and who repeats it.
public struct SourceChain: Hashable, Sendable, Codable {
    public struct Step: Hashable, Sendable, Codable {
        public var statement: StatementRecord
        /// The outlet or source that the step names as its own source.
        public var through: String?
        public var copies: Int
    }
    /// The earliest first.
    public var steps: [Step]
    public var independent: Int
}

/// A saved query.
public struct WatchRecord: Hashable, Sendable, Codable, Identifiable {
    public var id: Int
    public var name: String
    public var query: Query
    public var command: String?
    /// When it was made and last run, ISO 8601 UTC.
    public var created: String
    public var lastRun: String?
}
