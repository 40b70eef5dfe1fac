import Foundation
import GRDB
import GRDBSQLite

/// Finds of what a text is a copy: candidates by shared sampled grams, certainty by all grams of both.
struct CopyFinder {
    struct Match {
        /// The document that shares most.
        var id: Int64
        /// The document that all copies of this text are counted as.
        var root: Int64
        var containment: Double
    }

    /// From this share of the shorter text on, two texts are copies.
    static let threshold = 0.5
    /// The share of the smaller sample from which on the texts themselves are compared. A short text's
    /// sample is up to twice as fine as a long one's, so half of it may be all that they can share.
    static let sampleThreshold = 0.18
    /// A gram that stands in more documents is boilerplate and tells nothing.
    static let postingLimit = 64
    private static let candidateLimit = 8

    private var fingerprints = LayeredTable.fingerprints
    /// Grams that were found to be boilerplate: they are not looked up again.
    private var boilerplate: Set<Int64> = []
    private static let boilerplateLimit = 100_000
    /// The grams of documents that came not long ago: copies follow each other closely.
    private var recent = RecentValues<[UInt64]>(limit: 2000)

    /// - Parameter report: versions of the same report are no copies.
    mutating func original(
        of document: PreparedDocument, besides report: Int64?, _ db: Database
    ) throws -> Match? {
        try fingerprints.refresh(db)
        var shared: [Int64: Int] = [:]
        for hash in document.hashes where !boilerplate.contains(hash) {
            let found = try fingerprints.documents(of: hash, limit: Self.postingLimit + 1, db)
            guard found.count <= Self.postingLimit else {
                if boilerplate.count < Self.boilerplateLimit { boilerplate.insert(hash) }
                continue
            }
            for id in found { shared[id, default: 0] += 1 }
        }
        let likely = shared.filter { $0.value >= 2 || document.hashes.count < 8 }
            .sorted { ($1.value, $0.key) < ($0.value, $1.key) }.prefix(Self.candidateLimit)
        let size = try RawStatement(db, "SELECT samples FROM document WHERE id = ?")
        let candidates = try likely.filter { id, count in
            // Well below the threshold, so that no copy is lost to the chance of the sample.
            size.bind(1, id)
            let samples = try size.firstInteger() ?? 0
            return Double(count) >= Self.sampleThreshold
                * Double(min(Int(samples), document.hashes.count))
        }
        guard !candidates.isEmpty else { return nil }
        var best: Match?
        for (id, _) in candidates {
            guard let other = try Self.place(of: id, db) else { continue }
            if let report, other.report == report { continue }
            let containment = Fingerprint.containment(
                document.grams, try grams(of: id, db))
            if containment >= Self.threshold, containment > best?.containment ?? 0 {
                best = Match(id: id, root: other.original, containment: containment)
            }
        }
        return best
    }

    private static func place(
        of id: Int64, _ db: Database
    ) throws -> (report: Int64, original: Int64)? {
        let find = try RawStatement(db, "SELECT report, original FROM document WHERE id = ?")
        find.bind(1, id)
        return try find.firstIntegers(2).map { ($0[0], $0[1]) }
    }

    private mutating func grams(of id: Int64, _ db: Database) throws -> [UInt64] {
        if let known = recent[id] { return known }
        let find = try RawStatement(db, "SELECT packed FROM text WHERE document = ?")
        find.bind(1, id)
        let text = try Compression.unpacked(try find.firstBlob() ?? [])
        let grams = Fingerprint(FoldedText(utf8: text)).grams
        recent[id] = grams
        return grams
    }

    /// Remembers the sample of a document. A copy adds only what its original has not: else a text that
    /// a hundred outlets print would be boilerplate.
    mutating func remember(
        _ document: PreparedDocument, id: Int64, root: Int64?, _ db: Database
    ) throws {
        recent[id] = document.grams
        for hash in document.hashes {
            if let root, try fingerprints.contains(hash, root, db) { continue }
            fingerprints.add(hash, id)
        }
    }

    /// Writes the samples of a batch.
    mutating func flush(_ db: Database) throws { try fingerprints.write(db) }
}
