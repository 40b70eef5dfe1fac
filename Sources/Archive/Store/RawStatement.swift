import GRDB
import GRDBSQLite

/// A prepared statement that is run many times a document. GRDB's own arguments are boxed one by one,
/// which costs more than the step itself where a batch binds a hundred thousand of them.
struct RawStatement {
    /// Keeps the statement alive; GRDB owns it.
    private let statement: Statement
    private var handle: OpaquePointer { statement.sqliteStatement }
    private let db: Database

    init(_ db: Database, _ sql: String) throws {
        self.db = db
        statement = try db.cachedStatement(sql: sql)
    }

    /// SQLite copies what is bound, so that it may go away before the step.
    private static let copied = unsafeBitCast(-1, to: sqlite3_destructor_type.self)

    func bind(_ index: Int32, _ value: Int64) { sqlite3_bind_int64(handle, index, value) }
    func bind(_ index: Int32, _ value: Int) { sqlite3_bind_int64(handle, index, Int64(value)) }
    func bind(_ index: Int32, _ value: Int?) {
        if let value { bind(index, value) } else { sqlite3_bind_null(handle, index) }
    }
    func bind(_ index: Int32, _ value: String?) {
        guard var value else {
            sqlite3_bind_null(handle, index)
            return
        }
        value.withUTF8 { bytes in
            _ = bytes.withMemoryRebound(to: CChar.self) {
                sqlite3_bind_text(
                    handle, index, $0.baseAddress ?? UnsafePointer(bitPattern: 1)!,
                    Int32($0.count), Self.copied)
            }
        }
    }
    func bind(_ index: Int32, _ value: Double?) {
        if let value {
            sqlite3_bind_double(handle, index, value)
        } else {
            sqlite3_bind_null(handle, index)
        }
    }
    func bind(_ index: Int32, _ value: [UInt8]?) {
        guard let value else {
            sqlite3_bind_null(handle, index)
            return
        }
        _ = value.withUnsafeBytes {
            sqlite3_bind_blob(handle, index, $0.baseAddress, Int32($0.count), Self.copied)
        }
    }

    /// Runs a statement that returns nothing.
    func run() throws {
        let code = sqlite3_step(handle)
        sqlite3_reset(handle)
        guard code == SQLITE_DONE || code == SQLITE_ROW else { throw failure(code) }
    }

    /// Runs a statement and hands over each row, until `body` returns false.
    private func rows(_ body: (OpaquePointer) throws -> Bool) throws {
        defer { sqlite3_reset(handle) }
        while true {
            switch sqlite3_step(handle) {
            case SQLITE_DONE: return
            case SQLITE_ROW: guard try body(handle) else { return }
            case let code: throw failure(code)
            }
        }
    }

    /// The first column of each row.
    func integers(_ body: (Int64) -> Void) throws {
        try rows {
            body(sqlite3_column_int64($0, 0))
            return true
        }
    }

    /// The first two columns of each row.
    func pairs(_ body: (Int64, Int64) -> Void) throws {
        try rows {
            body(sqlite3_column_int64($0, 0), sqlite3_column_int64($0, 1))
            return true
        }
    }

    func allIntegers() throws -> [Int64] {
        var all: [Int64] = []
        try integers { all.append($0) }
        return all
    }

    func firstInteger() throws -> Int64? { try first { sqlite3_column_int64($0, 0) } }

    /// The first columns of the first row; a NULL is 0.
    func firstIntegers(_ count: Int32) throws -> [Int64]? {
        try first { handle in (0..<count).map { sqlite3_column_int64(handle, $0) } }
    }

    func firstBlob() throws -> [UInt8]? { try first { Self.blob($0, 0) } }

    func first<Result>(_ body: (OpaquePointer) throws -> Result) throws -> Result? {
        var result: Result?
        try rows {
            result = try body($0)
            return false
        }
        return result
    }

    /// The first column of each row.
    func allStrings() throws -> [String] {
        var all: [String] = []
        try rows {
            all.append(Self.string($0, 0))
            return true
        }
        return all
    }

    private static func string(_ handle: OpaquePointer, _ column: Int32) -> String {
        sqlite3_column_text(handle, column).map { String(cString: $0) } ?? ""
    }

    static func blob(_ handle: OpaquePointer, _ column: Int32) -> [UInt8] {
        let count = Int(sqlite3_column_bytes(handle, column))
        guard count > 0, let bytes = sqlite3_column_blob(handle, column) else { return [] }
        return Array(UnsafeRawBufferPointer(start: bytes, count: count))
    }

    private func failure(_ code: Int32) -> DatabaseError {
        DatabaseError(
            resultCode: ResultCode(rawValue: code), message: db.lastErrorMessage)
    }
}
