import GRDB

/// What can be wrong with an archive or with what is asked of it: one line each, which says what to
/// do.
public enum ArchiveError: Error, Hashable, Sendable, CustomStringConvertible {
    case missing(path: String)
    case folderMissing(path: String)
    case readOnly(path: String)
    case locked(path: String)
    case corrupt(path: String, detail: String)
    case foreign(path: String)
    case newer(path: String)
    case older(path: String)
    case diskFull(path: String)
    case ioFailed(path: String, detail: String)
    case malformed(what: String, problem: String)
    case badQuery(String)
    case unknown(what: String, name: String)
    case refused(String)

    public var description: String {
        switch self {
        case .missing(let path):
            "\(path): no archive here; make one with lagebild add, or check --archive"
        case .folderMissing(let path):
            "\(path): the folder cannot be made or written; check its permissions"
        case .readOnly(let path):
            "\(path): the archive cannot be written; check the permissions of the file and its folder"
        case .locked(let path):
            "\(path): another program is writing to the archive; try again when it has finished"
        case .corrupt(let path, let detail):
            "\(path): the archive is damaged (\(detail)); restore a copy made with lagebild backup"
        case .foreign(let path):
            "\(path): this is no archive of Lagebild; nothing was changed, choose another --archive"
        case .newer(let path):
            "\(path): the archive was made by a newer version of Lagebild; update the program"
        case .older(let path):
            "\(path): the archive is from an older version; run lagebild status once with write access"
        case .diskFull(let path):
            "\(path): the disk is full; what was acknowledged is stored, free some space and go on"
        case .ioFailed(let path, let detail):
            "\(path): the archive cannot be read or written (\(detail))"
        case .malformed(let what, let problem): "\(what): \(problem)"
        case .badQuery(let problem): "the query is not understood: \(problem)"
        case .unknown(let what, let name): "there is no \(what) '\(name)' in the archive"
        case .refused(let reason): reason
        }
    }

    /// The error of the archive that an error of SQLite means.
    init(_ error: any Error, path: String) {
        if let error = error as? ArchiveError {
            self = error
            return
        }
        guard let error = error as? DatabaseError else {
            self = .ioFailed(path: path, detail: "\(error)")
            return
        }
        switch error.resultCode {
        case .SQLITE_BUSY, .SQLITE_LOCKED: self = .locked(path: path)
        case .SQLITE_READONLY, .SQLITE_PERM, .SQLITE_AUTH: self = .readOnly(path: path)
        case .SQLITE_FULL: self = .diskFull(path: path)
        case .SQLITE_NOTADB: self = .foreign(path: path)
        case .SQLITE_CORRUPT: self = .corrupt(path: path, detail: error.message ?? "corrupt")
        case .SQLITE_CANTOPEN: self = .folderMissing(path: path)
        default: self = .ioFailed(path: path, detail: error.message ?? "\(error.resultCode)")
        }
    }
}
