import Foundation

/// Which files of a folder are new, by name, size and time of change. What was read is remembered in a file, so
/// that a watch that was stopped goes on where it was.
public struct FolderWatch {
    private let folder: String
    private let memory: String
    private var read: Set<String>
    private var candidates: [String: String] = [:]

    public init(folder: String, memory: String) {
        self.folder = folder
        self.memory = memory
        let text =
            FileManager.default.contents(atPath: memory).map { String(decoding: $0, as: UTF8.self) }
            ?? ""
        read = Set(text.split(separator: "\n").map(String.init))
    }

    /// The files that are new and were not changed in the last two seconds or since the last look: a file that is
    /// being written is left for the next.
    /// - Throws: `IntakeError.missing`.
    public mutating func settled() throws(IntakeError) -> [String] {
        guard FileManager.default.fileExists(atPath: folder) else { throw .missing(name: folder) }
        var settled: [String] = []
        for path in FileArticles.files(in: folder) {
            guard let (mark, age) = state(path), !read.contains(mark) else { continue }
            if age > 2 || candidates[path] == mark { settled.append(path) }
            candidates[path] = mark
        }
        return settled
    }

    /// - Throws: `IntakeError.store`.
    public mutating func remember(_ path: String) throws(IntakeError) {
        guard let (mark, _) = state(path), read.insert(mark).inserted else { return }
        let line = Data((mark + "\n").utf8)
        if let handle = FileHandle(forWritingAtPath: memory) {
            defer { try? handle.close() }
            _ = try? handle.seekToEnd()
            guard (try? handle.write(contentsOf: line)) != nil else {
                throw .store(path: memory, reason: "it cannot be written")
            }
        } else if !FileManager.default.createFile(atPath: memory, contents: line) {
            throw .store(path: memory, reason: "it cannot be written")
        }
    }

    private func state(_ path: String) -> (mark: String, age: TimeInterval)? {
        guard let attributes = try? FileManager.default.attributesOfItem(atPath: path),
            let changed = attributes[.modificationDate] as? Date,
            let size = attributes[.size] as? Int
        else { return nil }
        let name = path.replacingOccurrences(of: "\n", with: " ")
        return (
            "\(size) \(Int(changed.timeIntervalSince1970 * 1000)) \(name)",
            -changed.timeIntervalSinceNow
        )
    }
}
