/// What an analyst can say of a row or an actor.
public enum Correction: Hashable, Sendable {
    /// The row is wrong and counts no more.
    case wrong(RowReference)
    /// The act of a statement is another.
    case act(RowReference, String)
    /// The source of a statement is another actor: its id.
    case source(RowReference, String)
    /// Two actors are one; the second stands for both.
    case join(String, into: String)
    /// A name is an actor of its own.
    case part(alias: String, from: String)
    /// An earlier correction does not hold.
    case undo(Int)

    /// The row that it is about.
    public var row: RowReference? {
        switch self {
        case .wrong(let row), .act(let row, _), .source(let row, _): row
        case .join, .part, .undo: nil
        }
    }
}

extension Correction: Codable {
    private enum Key: String, CodingKey {
        case kind, row, act, actor, into, alias, from, correction
    }

    public init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: Key.self)
        let kind = try fields.decode(String.self, forKey: .kind)
        switch kind {
        case "wrong": self = .wrong(try fields.decode(RowReference.self, forKey: .row))
        case "act":
            self = .act(
                try fields.decode(RowReference.self, forKey: .row),
                try fields.decode(String.self, forKey: .act))
        case "source":
            self = .source(
                try fields.decode(RowReference.self, forKey: .row),
                try fields.decode(String.self, forKey: .actor))
        case "join":
            self = .join(
                try fields.decode(String.self, forKey: .actor),
                into: try fields.decode(String.self, forKey: .into))
        case "part":
            self = .part(
                alias: try fields.decode(String.self, forKey: .alias),
                from: try fields.decode(String.self, forKey: .from))
        case "undo": self = .undo(try fields.decode(Int.self, forKey: .correction))
        default:
            throw ArchiveError.malformed(
                what: "correction", problem: "its kind '\(kind.prefix(40))' is not known")
        }
    }

    public func encode(to encoder: any Encoder) throws {
        var fields = encoder.container(keyedBy: Key.self)
        switch self {
        case .wrong(let row):
            try fields.encode("wrong", forKey: .kind)
            try fields.encode(row, forKey: .row)
        case .act(let row, let act):
            try fields.encode("act", forKey: .kind)
            try fields.encode(row, forKey: .row)
            try fields.encode(act, forKey: .act)
        case .source(let row, let actor):
            try fields.encode("source", forKey: .kind)
            try fields.encode(row, forKey: .row)
            try fields.encode(actor, forKey: .actor)
        case .join(let actor, let into):
            try fields.encode("join", forKey: .kind)
            try fields.encode(actor, forKey: .actor)
            try fields.encode(into, forKey: .into)
        case .part(let alias, let from):
            try fields.encode("part", forKey: .kind)
            try fields.encode(alias, forKey: .alias)
            try fields.encode(from, forKey: .from)
        case .undo(let correction):
            try fields.encode("undo", forKey: .kind)
            try fields.encode(correction, forKey: .correction)
        }
    }
}
