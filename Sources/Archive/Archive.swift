import CSQLite
import Foundation
import GRDB

/// A record that grows: readings in one SQLite file, and what they say of each other.
///
/// One program writes at a time, any number read. Reading happens in a `Snapshot`: what it returns is
/// of one moment, whatever is added meanwhile. All values that come back are plain and `Sendable`.
///
///     let archive = try Archive(path: path, access: .readOnly)
///     let page = try archive.read { try $0.find(Query("who:Voinescu act:deny"), page: PageRequest()) }
public final class Archive: Sendable {
    public enum Access: Sendable {
        /// The file must be there; nothing is changed.
        case readOnly
        /// The file must be there; an older one is brought to the present schema.
        case readWrite
        /// The file is made where it is missing, with its folder.
        case create
    }

    public let path: String
    public let access: Access
    let pool: DatabasePool
    private let cache = ReadingCache()

    /// Opens an archive.
    /// - Throws: `ArchiveError`; a file that is not ours or is newer than this program is left as it
    ///   is.
    public init(path: String, access: Access) throws(ArchiveError) {
        self.path = path
        self.access = access
        _ = Self.memoryIsNotCounted
        try Self.prepareFile(path, access)
        do {
            var configuration = Configuration()
            configuration.readonly = access == .readOnly
            configuration.busyMode = .timeout(10)
            configuration.maximumReaderCount = 6
            configuration.prepareDatabase { db in
                try db.execute(sql: "PRAGMA cache_size = -16000")
                try db.execute(sql: "PRAGMA temp_store = MEMORY")
            }
            if access != .readOnly { try Self.makeFile(path) }
            pool = try DatabasePool(path: path, configuration: configuration)
            if access != .readOnly {
                try pool.writeWithoutTransaction { db in
                    // A commit is acknowledged only when it is on the disk. GRDB opens with NORMAL.
                    try db.execute(sql: "PRAGMA synchronous = FULL")
                    try db.execute(sql: "PRAGMA cache_size = -64000")
                    try db.execute(sql: "PRAGMA wal_autocheckpoint = 4000")
                }
                try Schema.check(pool, path: path)
                try Schema.migrator(path: path).migrate(pool)
            } else {
                try Schema.check(pool, path: path)
                guard try pool.read({ try Schema.migrator(path: path).hasCompletedMigrations($0) })
                else {
                    throw ArchiveError.older(path: path)
                }
            }
        } catch {
            throw ArchiveError(error, path: path)
        }
    }

    /// Once, before the first file is opened.
    private static let memoryIsNotCounted: Void = lb_sqlite_count_no_memory()

    /// What can be told before SQLite opens the file.
    private static func prepareFile(_ path: String, _ access: Access) throws(ArchiveError) {
        var isFolder: ObjCBool = false
        let exists = FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
        if exists, isFolder.boolValue { throw .foreign(path: path) }
        if exists {
            guard FileManager.default.isReadableFile(atPath: path) else {
                throw .readOnly(path: path)
            }
            guard access == .readOnly || FileManager.default.isWritableFile(atPath: path) else {
                throw .readOnly(path: path)
            }
            guard let file = FileHandle(forReadingAtPath: path) else {
                throw .readOnly(path: path)
            }
            defer { try? file.close() }
            let head = (try? file.read(upToCount: 100)) ?? Data()
            // An empty file is what a run leaves that was killed at its first step.
            if head.isEmpty {
                if access == .readOnly { throw .missing(path: path) }
                return
            }
            // Told by its head: SQLite would already change the file of another program when it opens it.
            guard head.starts(with: Data("SQLite format 3\0".utf8)), head.count == 100,
                head[68..<72].reduce(0, { $0 << 8 | Int32($1) }) == Schema.applicationID
            else { throw .foreign(path: path) }
            return
        }
        guard access == .create else { throw .missing(path: path) }
        let folder = (path as NSString).deletingLastPathComponent
        guard !folder.isEmpty else { return }
        do {
            try FileManager.default.createDirectory(
                atPath: folder, withIntermediateDirectories: true)
        } catch {
            throw .folderMissing(path: folder)
        }
    }

    /// Gives an empty file its page size, which cannot be changed later in WAL mode.
    private static func makeFile(_ path: String) throws {
        let size = try? FileManager.default.attributesOfItem(atPath: path)[.size] as? Int
        guard size ?? 0 == 0 else { return }
        let queue = try DatabaseQueue(path: path)
        try queue.writeWithoutTransaction { db in
            try db.execute(sql: "PRAGMA page_size = 8192")
            try db.execute(sql: "PRAGMA application_id = \(Schema.applicationID)")
            try db.execute(sql: "VACUUM")
        }
        try queue.close()
    }

    /// Runs `body` on a view of the archive that does not change while it runs.
    /// - Throws: `ArchiveError`, and what `body` throws.
    public func read<Result>(_ body: (Snapshot) throws -> Result) throws -> Result {
        do {
            return try pool.read { try body(Snapshot(db: $0, path: path, cache: cache)) }
        } catch let error as DatabaseError {
            throw ArchiveError(error, path: path)
        }
    }

    /// The same without blocking a thread of the caller.
    /// - Throws: `ArchiveError`, and what `body` throws.
    public func read<Result: Sendable>(
        _ body: @escaping @Sendable (Snapshot) throws -> Result
    ) async throws -> Result {
        let (path, cache) = (path, cache)
        do {
            return try await pool.read { try body(Snapshot(db: $0, path: path, cache: cache)) }
        } catch let error as DatabaseError {
            throw ArchiveError(error, path: path)
        }
    }

    /// Runs `body` in one transaction: all of it is stored, or nothing.
    func write<Result>(_ body: (Database) throws -> Result) throws(ArchiveError) -> Result {
        guard access != .readOnly else { throw .readOnly(path: path) }
        do {
            return try pool.writeWithoutTransaction { db in
                var result: Result?
                // IMMEDIATE: another writer is noticed before work is done.
                try db.inTransaction(.immediate) {
                    result = try body(db)
                    return .commit
                }
                return result!
            }
        } catch {
            throw ArchiveError(error, path: path)
        }
    }

    /// Closes the file; the log is written back into it.
    /// - Throws: `ArchiveError.locked` where somebody still reads.
    public func close() throws(ArchiveError) {
        do {
            if access != .readOnly {
                // Left to SQLite, the log stays where a reading connection happens to close last.
                try? pool.writeWithoutTransaction { db in _ = try db.checkpoint(.truncate) }
            }
            try pool.close()
        } catch {
            throw ArchiveError(error, path: path)
        }
    }
}

/// A view of an archive at one moment. It holds in the closure of `Archive.read` and not beyond it.
public struct Snapshot {
    let db: Database
    let path: String
    var cache: ReadingCache?
}
