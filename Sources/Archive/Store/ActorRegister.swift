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
    }
    private var seen: Set<Alias> = []
    /// The names of actors that were looked at.
    private var aliasesOf = RecentValues<[String]>(limit: 20_000)
    private static let aliasLimit = 50
    /// Actors that are looked at for one key.
    private static let candidateLimit = 64

    /// What is kept in memory is dropped when there is more of it than this.
    private static let cacheLimit = 200_000

    init(matcher: any ActorMatching, parted: [String: String]) {
        self.matcher = matcher
        self.parted = parted
    }

    /// The actor of the archive for an actor of a document; nil for unnamed holders of a role.
    func actor(for actor: PreparedDocument.Actor, in db: Database) throws -> Int64? {
        guard actor.kind != "role", !actor.folded.isEmpty else { return nil }
        var key = actor.key
        if let from = parted[actor.folded] {
            let other = try existing(actor, in: db)
            if from == key || from == other {
                key = Self.partedKey(alias: actor.folded, kind: actor.kind)
            }
        }
        if let id = known[key] {
            try count(actor, id, in: db)
            return id
        }
        if known.count > Self.cacheLimit { known = [:] }
        let find = try RawStatement(db, "SELECT id FROM actor WHERE key = ?")
        find.bind(1, key)
        var id = try find.firstInteger()
        if id == nil, !key.contains("~"), let match = try match(actor, in: db) { id = match }
        if id == nil {
            let insert = try RawStatement(
                db,
                "INSERT INTO actor(key, kind, name, country, documents) VALUES(?, ?, ?, ?, 1)")
            insert.bind(1, key)
            insert.bind(2, actor.kind)
            insert.bind(3, actor.name)
            insert.bind(4, actor.country)
            try insert.run()
            let new = db.lastInsertedRowID
            known[key] = new
            // Its first document is written with it, which costs less than a change of the row.
            try countNames(of: actor, new, in: db)
            return new
        }
        known[key] = id
        try count(actor, id!, in: db)
        return id
    }

    /// The key of the actor that an alias leads to by matching.
    private func existing(_ actor: PreparedDocument.Actor, in db: Database) throws -> String? {
        guard let id = try match(actor, in: db) else { return nil }
        return try String.fetchOne(db, sql: "SELECT key FROM actor WHERE id = ?", arguments: [id])
    }

    /// An actor of the same kind one of whose names is the same as one of these. Where two have it, it is
    /// neither: what is not known is not guessed.
    private func match(_ actor: PreparedDocument.Actor, in db: Database) throws -> Int64? {
        let find = try RawStatement(
            db,
            """
            SELECT k.actor FROM aliaskey k JOIN actor o ON o.id = k.actor
            WHERE k.key = ? AND o.kind = ? ORDER BY k.actor LIMIT \(Self.candidateLimit)
            """)
        for (name, folded) in names(of: actor)
        where matcher.isName(kind: actor.kind, folded: folded) {
            var candidates: Set<Int64> = []
            for key in matcher.keys(kind: actor.kind, name: name) {
                find.bind(1, Int64(bitPattern: key))
                find.bind(2, actor.kind)
                try find.integers { candidates.insert($0) }
            }
            let found = try candidates.sorted().filter { candidate in
                matcher.isSame(kind: actor.kind, name, try names(of: candidate, in: db))
            }
            if !found.isEmpty { return found.count == 1 ? found[0] : nil }
        }
        return nil
    }

    /// The names of an actor of the archive, not more than tell who it is.
    private func names(of actor: Int64, in db: Database) throws -> [String] {
        if let known = aliasesOf[actor] { return known }
        let find = try RawStatement(
            db, "SELECT name FROM alias WHERE actor = ? LIMIT \(Self.aliasLimit)")
        find.bind(1, actor)
        let names = try find.allStrings()
        aliasesOf[actor] = names
        return names
    }

    private func count(_ actor: PreparedDocument.Actor, _ id: Int64, in db: Database) throws {
        documents[id, default: 0] += 1
        try countNames(of: actor, id, in: db)
    }

    private func countNames(
        of actor: PreparedDocument.Actor, _ id: Int64, in db: Database
    ) throws {
        for (name, folded) in names(of: actor) {
            try count(Alias(folded: folded, actor: id), name, actor.kind, in: db)
        }
    }

    /// The names by which the archive knows an actor of a document: its own, and those of its aliases that
    /// are names elsewhere too. What was counted by them is taken back by the same.
    func names(of actor: PreparedDocument.Actor) -> [(name: String, folded: String)] {
        [(actor.name, actor.folded)]
            + actor.aliases.filter { matcher.isName(kind: actor.kind, folded: $0.folded) }
    }

    /// Counts a name. A new one is written at once, so that the next document of the batch finds it: what
    /// becomes one actor must not depend on where a batch ends.
    private func count(_ alias: Alias, _ name: String, _ kind: String, in db: Database) throws {
        guard seen.insert(alias).inserted else {
            aliases[alias, default: 0] += 1
            return
        }
        if seen.count > Self.cacheLimit { seen = [alias] }
        let insert = try RawStatement(
            db,
            """
            INSERT INTO alias(folded, actor, name, documents) VALUES(?, ?, ?, 1)
            ON CONFLICT DO UPDATE SET documents = documents + 1
            """)
        insert.bind(1, alias.folded)
        insert.bind(2, alias.actor)
        insert.bind(3, name)
        try insert.run()
        aliasesOf[alias.actor] = nil
        let insertKey = try RawStatement(
            db, "INSERT OR IGNORE INTO aliaskey(key, actor) VALUES(?, ?)")
        guard matcher.isName(kind: kind, folded: alias.folded) else { return }
        for key in matcher.keys(kind: kind, name: name) {
            insertKey.bind(1, Int64(bitPattern: key))
            insertKey.bind(2, alias.actor)
            try insertKey.run()
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
        let add = try RawStatement(
            db, "UPDATE alias SET documents = documents + ? WHERE folded = ? AND actor = ?")
        for (alias, count) in aliases.sorted(by: {
            ($0.key.folded, $0.key.actor) < ($1.key.folded, $1.key.actor)
        }) {
            add.bind(1, count)
            add.bind(2, alias.folded)
            add.bind(3, alias.actor)
            try add.run()
        }
        documents = [:]
        aliases = [:]
    }

    static func key(kind: String, folded: String, country: String?) -> String {
        if kind == "country", let country { return "country:" + country.lowercased() }
        return kind + ":" + folded.replacing(" ", with: "-")
    }

    static func partedKey(alias: String, kind: String) -> String {
        kind + ":" + alias.replacing(" ", with: "-") + "~"
    }
}

/// Whether two names are one actor: what the register asks before it makes a new one.
///
/// A matcher that knows scripts and spellings can stand behind this; the one here takes names that are
/// equal once they are folded.
public protocol ActorMatching: Sendable {
    /// Whether a name names its actor outside its own document as well: a surname does not.
    /// - Parameter folded: the name as `folded(_:)` gives it.
    func isName(kind: String, folded: String) -> Bool
    /// Hashes, of which two names of one actor share at least one.
    func keys(kind: String, name: String) -> [UInt64]
    /// Whether a name is the same as one of others.
    func isSame(kind: String, _ name: String, _ others: [String]) -> Bool
}

/// Equal once folded.
public struct FoldedNames: ActorMatching {
    public init() {}

    public func isName(kind: String, folded: String) -> Bool {
        kind == "person" ? folded.utf8.contains(0x20) : !folded.isEmpty
    }

    public func keys(kind: String, name: String) -> [UInt64] {
        [Self.key(FoldedText(name).bytes)]
    }

    /// The key of a folded name.
    static func key(_ folded: [UInt8]) -> UInt64 { mixed(hashed(folded)) }

    public func isSame(kind: String, _ name: String, _ others: [String]) -> Bool {
        let name = folded(name)
        return others.contains { folded($0) == name }
    }
}
