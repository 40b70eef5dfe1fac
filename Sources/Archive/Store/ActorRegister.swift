import GRDB

/// Finds for the actors of documents those of the archive, and makes the ones that are new.
///
/// An actor of the archive has a key that is the same in every archive: kind and folded name, for
/// countries the code. Names that were joined or parted by hand lead to where the correction says.
final class ActorRegister {
    private let matcher: any ActorMatching
    private var known: [String: Int64] = [:]
    private var documents: [Int64: Int] = [:]
    private var aliases: [Alias: Int] = [:]
    /// `part` corrections: folded alias and the key that it was parted from.
    private let parted: [String: String]

    private struct Alias: Hashable {
        var folded: String
        var actor: Int64
        var name: String
    }

    /// What is kept in memory is dropped when there is more of it than this.
    private static let cacheLimit = 200_000

    init(matcher: any ActorMatching, parted: [String: String]) {
        self.matcher = matcher
        self.parted = parted
    }

    /// The actor of the archive for an actor of a document; nil for unnamed holders of a role.
    func actor(for actor: PreparedDocument.Actor, in db: Database) throws -> Int64? {
        guard actor.kind != "role", !actor.folded.isEmpty else { return nil }
        var key = Self.key(actor)
        if let from = parted[actor.folded] {
            let other = try existing(actor, in: db)
            if from == key || from == other {
                key = Self.partedKey(alias: actor.folded, kind: actor.kind)
            }
        }
        if let id = known[key] {
            try count(actor, id)
            return id
        }
        if known.count > Self.cacheLimit { known = [:] }
        let find = try RawStatement(db, "SELECT id FROM actor WHERE key = ?")
        find.bind(1, key)
        var id = try find.firstInteger()
        if id == nil, !key.contains("~"), let match = try match(actor, in: db) { id = match }
        if id == nil {
            let insert = try RawStatement(
                db, "INSERT INTO actor(key, kind, name, country) VALUES(?, ?, ?, ?)")
            insert.bind(1, key)
            insert.bind(2, actor.kind)
            insert.bind(3, actor.name)
            insert.bind(4, actor.country)
            try insert.run()
            id = db.lastInsertedRowID
        }
        known[key] = id
        try count(actor, id!)
        return id
    }

    /// The key of the actor that an alias leads to by matching.
    private func existing(_ actor: PreparedDocument.Actor, in db: Database) throws -> String? {
        guard let id = try match(actor, in: db) else { return nil }
        return try String.fetchOne(db, sql: "SELECT key FROM actor WHERE id = ?", arguments: [id])
    }

    /// An actor of the same kind that has one of the names as its own or as an alias. Where two have,
    /// it is neither: what is not known is not guessed.
    private func match(_ actor: PreparedDocument.Actor, in db: Database) throws -> Int64? {
        let find = try RawStatement(
            db,
            "SELECT a.actor FROM alias a JOIN actor o ON o.id = a.actor WHERE a.folded = ? AND o.kind = ?"
        )
        var found: Set<Int64> = []
        for name in matcher.names(
            kind: actor.kind, name: actor.folded, aliases: actor.aliases.map(\.folded))
        {
            find.bind(1, name)
            find.bind(2, actor.kind)
            try find.integers {
                found.insert($0)
                return true
            }
            if !found.isEmpty { break }
        }
        return found.count == 1 ? found.first : nil
    }

    private func count(_ actor: PreparedDocument.Actor, _ id: Int64) throws {
        documents[id, default: 0] += 1
        aliases[Alias(folded: actor.folded, actor: id, name: actor.name), default: 0] += 1
        for alias in actor.aliases
        where alias.folded != actor.folded
            && matcher.isName(kind: actor.kind, folded: alias.folded)
        {
            aliases[Alias(folded: alias.folded, actor: id, name: alias.name), default: 0] += 1
        }
    }

    /// Writes what was counted since the last time, once for a whole batch.
    func flush(_ db: Database) throws {
        let update = try RawStatement(
            db, "UPDATE actor SET documents = documents + ? WHERE id = ?")
        for (id, count) in documents.sorted(by: { $0.key < $1.key }) {
            update.bind(1, count)
            update.bind(2, id)
            try update.run()
        }
        let insert = try RawStatement(
            db,
            """
            INSERT INTO alias(folded, actor, name, documents) VALUES(?, ?, ?, ?)
            ON CONFLICT DO UPDATE SET documents = documents + excluded.documents
            """)
        for (alias, count) in aliases.sorted(by: {
            ($0.key.folded, $0.key.actor) < ($1.key.folded, $1.key.actor)
        }) {
            insert.bind(1, alias.folded)
            insert.bind(2, alias.actor)
            insert.bind(3, alias.name)
            insert.bind(4, count)
            try insert.run()
        }
        documents = [:]
        aliases = [:]
    }

    static func key(_ actor: PreparedDocument.Actor) -> String {
        if actor.kind == "country", let country = actor.country {
            return "country:" + country.lowercased()
        }
        return actor.kind + ":" + actor.folded.replacing(" ", with: "-")
    }

    static func partedKey(alias: String, kind: String) -> String {
        kind + ":" + alias.replacing(" ", with: "-") + "~"
    }
}

/// Whether two names may be one actor: what the register asks before it makes a new one.
///
/// The library's matcher across scripts can stand behind this; the one here takes names that are equal
/// once they are folded.
public protocol ActorMatching: Sendable {
    /// The folded names by which an actor is looked for, the surest first.
    func names(kind: String, name: String, aliases: [String]) -> [String]
    /// Whether a folded alias names its actor outside its own document as well: a surname does not.
    func isName(kind: String, folded: String) -> Bool
}

/// Equal once folded.
public struct FoldedNames: ActorMatching {
    public init() {}

    public func names(kind: String, name: String, aliases: [String]) -> [String] {
        ([name] + aliases).filter { isName(kind: kind, folded: $0) }
    }

    public func isName(kind: String, folded: String) -> Bool {
        kind == "person" ? folded.contains(" ") : folded.utf8.count >= 2
    }
}
