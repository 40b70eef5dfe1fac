public import Text

/// What was read from one document: the value that the command line prints, the archive stores
/// and the API serves, in the shape of `docs/reading-format.md`.
///
/// While readers fill it, spans count bytes; `Reader.read` turns them into code points at the end.
public struct Reading: Hashable, Sendable {
    public var document: DocumentRow
    public var actors: [Actor] = []
    public var times: [TimeExpression] = []
    public var quantities: [Quantity] = []
    public var norms: [Norm] = []
    public var statements: [Statement] = []
    public var events: [Event] = []

    public init(document: DocumentRow) { self.document = document }
}

/// The head of a reading.
public struct DocumentRow: Hashable, Sendable {
    /// SHA-256 of the normalised text, hex.
    public var id: String
    /// The name under which the document was given (a file, an id); not part of the format.
    public var name: String
    public var title: String?
    public var language: String
    /// EDTF.
    public var published: String?
    public var outlet: String?
    public var url: String?
    public var author: String?
    public var text: String

    public init(
        id: String, name: String, title: String? = nil, language: String,
        published: String? = nil, outlet: String? = nil, url: String? = nil,
        author: String? = nil, text: String
    ) {
        self.id = id
        self.name = name
        self.title = title
        self.language = language
        self.published = published
        self.outlet = outlet
        self.url = url
        self.author = author
        self.text = text
    }
}

/// Somebody or something that acts, speaks or is acted upon: one row a document.
public struct Actor: Hashable, Sendable {
    public enum Kind: String, Sendable, CaseIterable {
        case person, organization, country, place, group, outlet, role
    }
    public var id: String
    public var kind: Kind
    public var name: String
    public var aliases: [String]
    public var role: String?
    /// The actor (id) that the role is held for.
    public var of: String?
    /// ISO 3166-1 alpha-2.
    public var country: String?
    public var mentions: [Span]

    public init(
        id: String, kind: Kind, name: String, aliases: [String] = [], role: String? = nil,
        of: String? = nil, country: String? = nil, mentions: [Span]
    ) {
        self.id = id
        self.kind = kind
        self.name = name
        self.aliases = aliases
        self.role = role
        self.of = of
        self.country = country
        self.mentions = mentions
    }
}

/// A time expression (TIMEX3, ISO-TimeML) with its EDTF.
public struct TimeExpression: Hashable, Sendable {
    public enum Kind: String, Sendable, CaseIterable {
        case date = "DATE"
        case time = "TIME"
        case duration = "DURATION"
        case set = "SET"
    }
    public var id: String
    public var span: Span
    public var type: Kind
    /// The TIMEX3 value; absent where the expression is impossible ("31. Februar") or open.
    public var value: String?
    /// START, MID, END, APPROX, MORE_THAN, LESS_THAN, EQUAL_OR_MORE, EQUAL_OR_LESS …
    public var mod: String?
    /// What is known of the calendar, EDTF level 1 or 2; absent for sets, and for durations that
    /// are tied to no day.
    public var edtf: String?
    /// Whether the value depends on the publication or on other dates of the text; not part of the
    /// format (`temporalFunction` of TimeML).
    public var isRelative = false

    public init(
        id: String, span: Span, type: Kind, value: String?, mod: String? = nil,
        edtf: String? = nil
    ) {
        self.id = id
        self.span = span
        self.type = type
        self.value = value
        self.mod = mod
        self.edtf = edtf
    }
}

/// A figure with what it counts.
public struct Quantity: Hashable, Sendable {
    public var id: String
    public var span: Span
    /// An exact figure.
    public var value: Double?
    /// Bounds: "bis zu" sets `high` alone, "mindestens" `low` alone.
    public var low: Double?
    public var high: Double?
    /// What is counted, in its base form.
    public var unit: String?
    public var approximate: Bool

    public init(
        id: String, span: Span, value: Double? = nil, low: Double? = nil, high: Double? = nil,
        unit: String? = nil, approximate: Bool = false
    ) {
        self.id = id
        self.span = span
        self.value = value
        self.low = low
        self.high = high
        self.unit = unit
        self.approximate = approximate
    }
}

/// A norm that the text names: a resolution, an article, a treaty, a law, a regime of sanctions.
public struct Norm: Hashable, Sendable {
    public var id: String
    /// All mentions.
    public var spans: [Span]
    /// In the words of its first mention.
    public var name: String
    /// The same in every language: `UNSCR 1718 (2006)`; absent where the text names no single one.
    public var reference: String?

    public init(id: String, spans: [Span], name: String, reference: String? = nil) {
        self.id = id
        self.spans = spans
        self.name = name
        self.reference = reference
    }
}

/// Who said what.
public struct Statement: Hashable, Sendable {
    public enum Form: String, Sendable, CaseIterable {
        case direct, indirect, mixed, reported
    }
    public enum Act: String, Sendable, CaseIterable {
        case state, confirm, deny, announce, expect, promise, demand, propose, ask, warn
        case threaten, accuse, criticize, praise, agree, decline, think
    }
    /// FactBank: how sure the source is of the content.
    public enum Factuality: String, Sendable, CaseIterable {
        case certain = "CT+"
        case probable = "PR+"
        case possible = "PS+"
        case certainNot = "CT-"
        case probableNot = "PR-"
        case possibleNot = "PS-"
        case unknown = "Uu"
    }
    public struct Party: Hashable, Sendable {
        public var spans: [Span]
        public var actors: [String]
        public var anonymous: Bool
        /// What a relative pronoun in `spans` stands for; bytes, while the chain runs.
        var antecedent: Span?
        public init(spans: [Span], actors: [String] = [], anonymous: Bool = false) {
            self.spans = spans
            self.actors = actors
            self.anonymous = anonymous
        }
    }
    public struct Medium: Hashable, Sendable {
        public enum Kind: String, Sendable, CaseIterable {
            case interview
            case phoneCall = "phone_call"
            case speech
            case pressConference = "press_conference"
            case writtenStatement = "written_statement"
            case testimony
            case socialMedia = "social_media"
            case broadcast, newspaper
            case newsAgency = "news_agency"
            case stateMedia = "state_media"
            case letter, meeting, other
        }
        public var span: Span
        public var kind: Kind
        public init(span: Span, kind: Kind) {
            self.span = span
            self.kind = kind
        }
    }
    public var id: String
    public var form: Form
    public var act: Act
    public var factuality: Factuality
    public var source: Party?
    public var addressee: Party?
    public var cue: [Span]
    public var content: [Span]
    public var frame: [Span]
    public var medium: Medium?
    /// The id of a row of `times`.
    public var time: String?
    public var via: String?
    public var inside: String?
    /// The statement before it that a denial or confirmation points at: "Moscow denied it".
    public var answers: String?
    /// 0 to 1.
    public var confidence: Double
    /// The rules behind the row.
    public var why: [String]

    public init(
        id: String, form: Form, act: Act, factuality: Factuality, source: Party? = nil,
        addressee: Party? = nil, cue: [Span] = [], content: [Span] = [], frame: [Span] = [],
        medium: Medium? = nil, time: String? = nil, via: String? = nil, inside: String? = nil,
        answers: String? = nil, confidence: Double, why: [String] = []
    ) {
        self.id = id
        self.form = form
        self.act = act
        self.factuality = factuality
        self.source = source
        self.addressee = addressee
        self.cue = cue
        self.content = content
        self.frame = frame
        self.medium = medium
        self.time = time
        self.via = via
        self.inside = inside
        self.answers = answers
        self.confidence = confidence
        self.why = why
    }
}
