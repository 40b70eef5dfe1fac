import Language
import Text

/// An event while it is put together; actors are rows of `ParticipantFinder`.
struct EventDraft {
    var type: EventType
    var mode: String?
    var frame: Event.Frame?
    var cameo: String
    /// The token of the first trigger.
    var token: Int
    var sentence: Int
    /// The place of the statement in whose content it stands.
    var statement: Int?
    /// The subject of a verb that tells it.
    var subject: Int?
    var triggers: [Span]
    var span: Span
    var actors: [Int] = []
    var recipients: [Int] = []
    var places: [Int] = []
    var item: Span?
    var route: Span?
    var carrier: Span?
    var time: String?
    var standing = Standing()
    var state: Event.State?
    var quantities: [String] = []
    var norms: [String] = []
    var views: [Event.View] = []
    /// Between whom weapons have changed hands, as far as this says so; nobody where it says nothing of weapons.
    var armsParties: [Int] = []
    var confidence = 0.8
    var why: [String] = []

    var participants: [Int] { actors + recipients }
}

/// How an event stands in the words around it, before anybody's name is put to it.
struct Standing {
    enum Level: Int, Comparable {
        case certain, probable, possible, open
        static func < (a: Level, b: Level) -> Bool { a.rawValue < b.rawValue }
    }
    var level = Level.certain
    var isNegative = false
    var tense = Event.Tense.past
    var isBackground = false
    /// Whether words say that it was put off or called off.
    var isPostponed = false
    var isCancelled = false
    var isUnderWay = false
    /// Whether it is told as done, however unsure: "may have sold".
    var isDone = false

    mutating func weaken(to level: Level) { self.level = max(self.level, level) }

    /// What is to come cannot be certain.
    var factuality: Statement.Factuality {
        var level = level
        if tense == .future, level == .certain { level = .probable }
        return switch (level, isNegative) {
        case (.open, _): .unknown
        case (.certain, false): .certain
        case (.probable, false): .probable
        case (.possible, false): .possible
        case (.certain, true): .certainNot
        case (.probable, true): .probableNot
        case (.possible, true): .possibleNot
        }
    }
}
