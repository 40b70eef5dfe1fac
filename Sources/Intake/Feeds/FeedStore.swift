import Foundation

/// Where the list of feeds is kept.
public protocol FeedStore: Sendable {
    /// All feeds in the order of their addresses.
    func sources() throws(IntakeError) -> [FeedSource]
    /// Replaces what is kept of all feeds, whole or not at all.
    func keep(_ sources: [FeedSource]) throws(IntakeError)
}

/// The list of feeds in a JSON file of its own.
public struct FeedFile: FeedStore {
    public let path: String

    public init(path: String) { self.path = path }

    public func sources() throws(IntakeError) -> [FeedSource] {
        guard FileManager.default.fileExists(atPath: path) else { return [] }
        do {
            let data = try Data(contentsOf: URL(fileURLWithPath: path))
            return try JSONDecoder().decode([FeedSource].self, from: data).sorted {
                $0.url < $1.url
            }
        } catch {
            throw .store(path: path, reason: "this is no list of feeds")
        }
    }

    public func keep(_ sources: [FeedSource]) throws(IntakeError) {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
        do {
            let folder = URL(fileURLWithPath: path).deletingLastPathComponent()
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            try encoder.encode(sources.sorted { $0.url < $1.url }).write(
                to: URL(fileURLWithPath: path), options: .atomic)
        } catch {
            throw .store(path: path, reason: "the list of feeds cannot be written")
        }
    }
}
