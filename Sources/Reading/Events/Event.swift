public import Text

/// What happened, is expected or is disputed, with those who took part in it.
public struct Event: Hashable, Sendable {
    /// Where PLOVER is too coarse.
    public enum Frame: String, Sendable, CaseIterable {
        case visit, transfer, agreement, sanction
        case normBreach = "norm_breach"
    }
    /// How far it has come.
    public enum State: String, Sendable, CaseIterable {
        case planned
        case underWay = "under_way"
        case held, postponed, cancelled
    }
    /// As seen from the publication date.
    public enum Tense: String, Sendable, CaseIterable { case past, present, future }
    /// How sure somebody is of it.
    public struct View: Hashable, Sendable {
        /// A statement (id) or `"author"`.
        public var by: String
        public var factuality: Statement.Factuality
        public init(by: String, factuality: Statement.Factuality) {
            self.by = by
            self.factuality = factuality
        }
    }

    public var id: String
    public var type: EventType
    /// A mode of PLOVER.
    public var mode: String?
    public var frame: Frame?
    public var state: State?
    /// The CAMEO root, two digits.
    public var cameo: String
    /// The words that tell it, one span for each time that it is told.
    public var trigger: [Span]
    /// The clause of the first trigger.
    public var span: Span
    /// Ids of actors: who does it, and to or for whom.
    public var actor: [String]
    public var recipient: [String]
    /// Ids of actors that are places or countries.
    public var place: [String]
    /// What changes hands, by which way and by whose hand.
    public var item: Span?
    public var route: Span?
    public var carrier: Span?
    /// The id of a row of `times`.
    public var time: String?
    public var tense: Tense
    /// Whether it is older than the occasion of the text.
    public var background: Bool
    public var quantities: [String]
    public var norms: [String]
    public var views: [View]
    /// 0 to 1.
    public var confidence: Double
    /// The rules behind the row.
    public var why: [String]

    public init(
        id: String, type: EventType, mode: String? = nil, frame: Frame? = nil,
        state: State? = nil, cameo: String? = nil, trigger: [Span], span: Span,
        actor: [String] = [], recipient: [String] = [], place: [String] = [], item: Span? = nil,
        route: Span? = nil, carrier: Span? = nil, time: String? = nil, tense: Tense,
        background: Bool = false, quantities: [String] = [], norms: [String] = [],
        views: [View] = [], confidence: Double, why: [String] = []
    ) {
        self.id = id
        self.type = type
        self.mode = mode
        self.frame = frame
        self.state = state
        self.cameo = cameo ?? type.cameo(mode: mode)
        self.trigger = trigger
        self.span = span
        self.actor = actor
        self.recipient = recipient
        self.place = place
        self.item = item
        self.route = route
        self.carrier = carrier
        self.time = time
        self.tense = tense
        self.background = background
        self.quantities = quantities
        self.norms = norms
        self.views = views
        self.confidence = confidence
        self.why = why
    }
}
