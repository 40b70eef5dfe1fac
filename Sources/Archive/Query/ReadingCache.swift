import Synchronization
import Text

/// Readings that were taken apart not long ago. What is stored of a reading never changes and its number is never
/// given again, so it serves every snapshot of a file; whether the reading is still there is asked each time.
final class ReadingCache: Sendable {
    /// A reading with its text.
    final class Entry: Sendable {
        let text: TextPositions
        let json: ReadingJSON
        let reading: StoredReading

        /// - Throws: `ArchiveError.malformed` where the bytes are not what was stored.
        init(packedText: [UInt8], packedReading: [UInt8]) throws(ArchiveError) {
            let bytes = try Compression.unpacked(packedText)
            let frame = try Compression.unpackedReading(packedReading)
            text = TextPositions(bytes)
            json = ReadingJSON(text: bytes, frame: frame)
            reading = try StoredReading(try JSONTree(frame))
        }
    }

    /// About a hundred megabytes of articles.
    private static let limit = 1000
    /// A longer one is not kept, bytes of its JSON.
    private static let longest = 200_000
    private let entries = Mutex(RecentValues<Entry>(limit: ReadingCache.limit))

    func entry(_ id: Int64) -> Entry? { entries.withLock { $0[id] } }

    func keep(_ entry: Entry, _ id: Int64) {
        guard entry.json.frame.count <= Self.longest else { return }
        entries.withLock { $0[id] = entry }
    }
}
