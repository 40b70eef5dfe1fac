import Foundation

/// A file, or the standard input, that is read line by line through one buffer.
final class LineFile {
    enum Piece {
        case line([UInt8])
        case tooLong
        case unreadable
        case end
    }

    private let handle: FileHandle
    private var buffer: [UInt8] = []
    private var position = 0
    private var failed = false
    /// The number of the line that was read last.
    private(set) var number = 0

    /// Nil where the file cannot be opened.
    init?(_ path: String) {
        if path == "-" {
            handle = FileHandle.standardInput
        } else {
            guard let handle = FileHandle(forReadingAtPath: path) else { return nil }
            self.handle = handle
        }
        fill()
        if failed { return nil }
    }

    deinit { if handle.fileDescriptor != 0 { try? handle.close() } }

    /// Whether there is not a single byte.
    var isEmpty: Bool { buffer.isEmpty }

    /// The first bytes, before anything was read.
    func peek() -> ArraySlice<UInt8> { buffer[position...] }

    /// Reads on; false at the end.
    @discardableResult
    private func fill() -> Bool {
        do {
            guard let data = try handle.read(upToCount: 1 << 16), !data.isEmpty else {
                return false
            }
            if position > 0 {
                buffer.removeSubrange(..<position)
                position = 0
            }
            buffer.append(contentsOf: data)
            return true
        } catch {
            failed = true
            return false
        }
    }

    /// The next line without its end; a byte order mark before the first falls away.
    func nextLine(limit: Int) -> Piece {
        var searched = position
        var tooLong = false
        while true {
            if let end = buffer[searched...].firstIndex(of: 10) {
                let line = buffer[position..<end]
                position = end + 1
                return piece(line, tooLong)
            }
            if buffer.count - position > limit {
                tooLong = true
                position = buffer.count
            }
            let known = buffer.count - position
            guard fill() else {
                if failed { return .unreadable }
                guard position < buffer.count || tooLong else { return .end }
                let line = buffer[position...]
                position = buffer.count
                return piece(line, tooLong)
            }
            searched = position + known
        }
    }

    private func piece(_ line: ArraySlice<UInt8>, _ tooLong: Bool) -> Piece {
        number += 1
        if tooLong { return .tooLong }
        let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
        return .line(Array(number == 1 && line.starts(with: mark) ? line.dropFirst(3) : line))
    }

    /// All bytes.
    func everything(limit: Int) -> Piece {
        while fill() { if buffer.count > limit { return .tooLong } }
        if failed { return .unreadable }
        return buffer.isEmpty ? .end : .line(buffer)
    }
}
