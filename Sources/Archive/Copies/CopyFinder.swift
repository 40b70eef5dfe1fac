import Foundation
import GRDB

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
    /// Documents that are looked up for one gram: what stands in more of them is boilerplate.
    static let postingLimit = 64
    private static let candidateLimit = 8

    /// Samples of this batch that are not in the file yet, in one sorted run when it ends.
    private var pending: [Int64: [Int64]] = [:]

    /// - Parameter report: versions of the same report are no copies.
    func original(
        of document: PreparedDocument, besides report: Int64?, _ db: Database
    ) throws -> Match? {
        var shared: [Int64: Int] = [:]
        let find = try RawStatement(
            db,
            "SELECT document FROM fingerprint WHERE hash = ? ORDER BY document DESC LIMIT \(Self.postingLimit)"
        )
        for hash in document.hashes {
            find.bind(1, hash)
            try find.integers {
                shared[$0, default: 0] += 1
                return true
            }
            for id in pending[hash] ?? [] { shared[id, default: 0] += 1 }
        }
        let likely = shared.filter { $0.value >= 2 || document.hashes.count < 8 }
            .sorted { ($1.value, $0.key) < ($0.value, $1.key) }.prefix(Self.candidateLimit)
        let candidates = try likely.filter { id, count in
            // Well below the threshold, so that no copy is lost to the chance of the sample.
            let size = try Int.fetchOne(
                db.cachedStatement(sql: "SELECT samples FROM document WHERE id = ?"),
                arguments: [id])
            return Double(count) >= Self.sampleThreshold
                * Double(min(size ?? 0, document.hashes.count))
        }
        guard !candidates.isEmpty else { return nil }
        let text = String(
            decoding: try Compression.unpacked(document.packedText), as: UTF8.self)
        let own = Set(Fingerprint.grams(FoldedText(text)))
        var best: Match?
        for (id, _) in candidates {
            guard
                let row = try Row.fetchOne(
                    db,
                    sql: """
                        SELECT d.report, d.original, t.packed FROM document d
                        JOIN text t ON t.document = d.id WHERE d.id = ?
                        """, arguments: [id])
            else { continue }
            let other: Int64 = row["report"]
            if let report, other == report { continue }
            let packed: Data = row["packed"]
            let grams = Set(
                Fingerprint.grams(FoldedText(utf8: try Compression.unpacked(Array(packed)))))
            let containment = Fingerprint.containment(own, grams)
            if containment >= Self.threshold, containment > best?.containment ?? 0 {
                best = Match(id: id, root: row["original"], containment: containment)
            }
        }
        return best
    }

    mutating func remember(_ document: PreparedDocument, id: Int64) {
        for hash in document.hashes { pending[hash, default: []].append(id) }
    }

    /// Writes the samples of a batch in the order of the table, which keeps its pages together.
    mutating func flush(_ db: Database) throws {
        let insert = try RawStatement(
            db, "INSERT OR IGNORE INTO fingerprint(hash, document) VALUES(?, ?)")
        for (hash, documents) in pending.sorted(by: { $0.key < $1.key }) {
            for id in documents {
                insert.bind(1, hash)
                insert.bind(2, id)
                try insert.run()
            }
        }
        pending = [:]
    }
}
