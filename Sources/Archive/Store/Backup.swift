import Foundation
import GRDB

extension Archive {
    /// Reads the whole file and checks it.
    /// - Throws: `ArchiveError.corrupt`, which says what is wrong first.
    public func checkIntegrity() throws(ArchiveError) {
        do {
            try pool.read { db in
                let problems = try String.fetchAll(db, sql: "PRAGMA integrity_check(5)")
                guard problems == ["ok"] else {
                    throw ArchiveError.corrupt(path: path, detail: problems.first ?? "unknown")
                }
                let lost =
                    try Int.fetchOne(
                        db,
                        sql: """
                            SELECT count(*) FROM document d
                            WHERE NOT EXISTS (SELECT 1 FROM reading r WHERE r.id = d.reading)
                              OR NOT EXISTS (SELECT 1 FROM text t WHERE t.document = d.id)
                            """) ?? 0
                guard lost == 0 else {
                    throw ArchiveError.corrupt(
                        path: path, detail: "\(lost) documents without their text or reading")
                }
            }
        } catch {
            throw ArchiveError(error, path: path)
        }
    }

    /// Makes a copy while the archive is in use, and checks it. The copy appears under its name only
    /// when it is whole.
    /// - Throws: `ArchiveError`; where a file of the name is there already, too.
    public func backUp(to target: String) throws(ArchiveError) {
        guard !FileManager.default.fileExists(atPath: target) else {
            throw .refused("\(target): there is a file already; choose another name")
        }
        let draft = target + ".part"
        try? FileManager.default.removeItem(atPath: draft)
        do {
            let copy = try DatabaseQueue(path: draft)
            try pool.backup(to: copy)
            // One file, without a log beside it.
            try copy.writeWithoutTransaction { try $0.execute(sql: "PRAGMA journal_mode = DELETE") }
            try copy.close()
            let check = try Archive(path: draft, access: .readOnly)
            try check.checkIntegrity()
            try check.close()
            try FileManager.default.moveItem(atPath: draft, toPath: target)
        } catch {
            try? FileManager.default.removeItem(atPath: draft)
            throw ArchiveError(error, path: target)
        }
    }
}
