import Foundation
import GRDB

extension Archive {
    /// Compares the documents that are new with the others: puts them into stories, links answers to
    /// claims, and follows what was announced. It can be stopped and goes on where it was.
    ///
    /// - Throws: `ArchiveError`.
    public func link(lexicon: LinkLexicon) throws(ArchiveError) {
        var isDone = false
        var linker = Linker(path: path, lexicon: lexicon)
        while !isDone { isDone = try write { try linker.batch($0) } }
    }
}

/// Finds for each document its story and its links.
struct Linker {
    /// How much two reports must share to be of one story; chosen on the stories that were not kept aside.
    static let storyThreshold = 0.3
    /// The same where they share at least two rare names.
    static let rareStoryThreshold = 0.15
    static let answerThreshold = 0.38
    static let repeatThreshold = 0.62
    static let outcomeThreshold = 0.3
    /// Reports further apart are of different stories.
    static let storyDays = 150
    /// A name is rare that stands in at most so many reports.
    private static let rareLimit = 20
    private static let candidateLimit = 8
    private static let keyLimit = 24
    private static let postingLimit = 60
    private static let storyLimit = 30

    let path: String
    private let words: LinkWords
    private var cache: [Int64: LinkDocument] = [:]
    private static let cacheLimit = 1500

    init(path: String, lexicon: LinkLexicon) {
        self.path = path
        words = LinkWords(lexicon)
    }

    /// Links some documents; true when none is left.
    mutating func batch(_ db: Database) throws -> Bool {
        let ids = try Int64.fetchAll(
            db,
            sql: """
                SELECT id FROM document WHERE islinked = 0
                ORDER BY ifnull(firstday, 0), id LIMIT 50
                """)
        guard !ids.isEmpty else { return true }
        let loader = try ReadingLoader(Snapshot(db: db, path: path))
        for id in ids { try link(id, loader, db) }
        return false
    }

    private mutating func document(
        _ id: Int64, _ loader: ReadingLoader, _ db: Database
    ) throws -> LinkDocument? {
        if let document = cache[id] { return document }
        guard
            let row = try Row.fetchOne(
                db.cachedStatement(
                    sql: "SELECT reading, original, firstday FROM document WHERE id = ?"),
                arguments: [id])
        else { return nil }
        let reader = LinkReader(
            loaded: try loader.reading(row["reading"]), words: words, day: row["firstday"])
        let document = reader.document(id: id, original: row["original"])
        if cache.count >= Self.cacheLimit {
            // The newest are asked for most.
            let oldest = cache.keys.sorted().prefix(Self.cacheLimit / 2)
            for id in oldest { cache[id] = nil }
        }
        cache[id] = document
        return document
    }

    private mutating func link(_ id: Int64, _ loader: ReadingLoader, _ db: Database) throws {
        cache[id] = nil
        guard let document = try document(id, loader, db) else { return }
        let story = try story(of: document, loader, db)
        try db.cachedStatement(sql: "UPDATE document SET story = ?, islinked = 1 WHERE id = ?")
            .execute(arguments: [story, id])
        try db.execute(sql: "DELETE FROM storykey WHERE document = ?", arguments: [id])
        guard document.original == id else { return }
        for key in keys(document) {
            try db.cachedStatement(
                sql: "INSERT OR IGNORE INTO storykey(key, document) VALUES(?, ?)"
            ).execute(arguments: [key, id])
        }
        let others = try Int64.fetchAll(
            db.cachedStatement(
                sql: """
                    SELECT id FROM document WHERE story = ? AND id <> ? AND original = id
                    ORDER BY id DESC LIMIT \(Self.storyLimit)
                    """), arguments: [story, id])
        var family: [LinkDocument] = []
        for other in others {
            if let other = try self.document(other, loader, db) { family.append(other) }
        }
        try linkClaims(document, with: family + [document], db)
        try ExpectationTracker(db: db, story: story).follow(document, family)
    }

    // MARK: Stories

    /// The hashes by which a document is found: its rarest features.
    private func keys(_ document: LinkDocument) -> [Int64] {
        let usable = document.features.features.filter { _, feature in
            switch feature.kind {
            case .actor: feature.weight >= 1
            case .figure: feature.weight >= 1
            case .name: feature.weight >= 0.7
            case .concept, .word: false
            }
        }
        return usable.sorted { ($1.value.weight, $0.key) < ($0.value.weight, $1.key) }
            .prefix(Self.keyLimit).map { Int64(bitPattern: $0.key) }
    }

    private mutating func story(
        of document: LinkDocument, _ loader: ReadingLoader, _ db: Database
    ) throws -> Int64 {
        let known = try Int64.fetchOne(
            db, sql: "SELECT story FROM document WHERE id = ?", arguments: [document.id])
        if let known { return known }
        if document.original != document.id,
            let story = try Int64.fetchOne(
                db, sql: "SELECT story FROM document WHERE id = ?", arguments: [document.original])
        {
            return story
        }
        var scores: [Int64: Double] = [:]
        var rare: [Int64: Int] = [:]
        let find = try RawStatement(
            db,
            "SELECT document FROM storykey WHERE key = ? ORDER BY document DESC LIMIT \(Self.postingLimit)"
        )
        for key in keys(document) {
            var found: [Int64] = []
            find.bind(1, key)
            try find.integers {
                found.append($0)
                return true
            }
            let weight = 1 / (1 + Double(found.count) / 8)
            for id in found {
                scores[id, default: 0] += weight
                if found.count <= Self.rareLimit { rare[id, default: 0] += 1 }
            }
        }
        var best: (score: Double, story: Int64)?
        let candidates = scores.filter { $0.value >= 0.5 }
            .sorted { ($1.value, $0.key) < ($0.value, $1.key) }.prefix(Self.candidateLimit)
        for (id, _) in candidates {
            guard let other = try self.document(id, loader, db) else { continue }
            if let day = document.day, let theirs = other.day, abs(day - theirs) > Self.storyDays {
                continue
            }
            let score = document.features.overlap(other.features)
            let threshold =
                rare[id] ?? 0 >= 2 ? Self.rareStoryThreshold : Self.storyThreshold
            guard score >= threshold, score > best?.score ?? 0,
                let story = try Int64.fetchOne(
                    db, sql: "SELECT story FROM document WHERE id = ?", arguments: [id])
            else { continue }
            best = (score, story)
        }
        return best?.story ?? document.id
    }

    // MARK: Answers

    /// Links the claims of a document with those of its story, in both directions: what was added later
    /// need not be what was said later.
    private func linkClaims(
        _ document: LinkDocument, with family: [LinkDocument], _ db: Database
    ) throws {
        var links: [AnswerLink] = []
        for (index, ours) in document.sketch.claims.enumerated() where !ours.isEvent {
            for other in family {
                let isSame = other.id == document.id
                for (second, theirs) in other.sketch.claims.enumerated()
                where !theirs.isEvent && theirs.id != ours.id {
                    guard ours.isDenial != theirs.isDenial || !ours.isDenial && !isSame else {
                        continue
                    }
                    // Without a denial only what is much the same is linked; that rules out nearly all.
                    if !ours.isDenial, !theirs.isDenial,
                        document.sketch.overlap(ours, theirs, of: other.sketch)
                            < Self.repeatThreshold - 1e-6
                    {
                        continue
                    }
                    let claim = document.claims[index]
                    let answered = other.claims[second]
                    let isLater =
                        (document.day ?? 0, document.id, ours.id)
                        > (other.day ?? 0, other.id, theirs.id)
                    if isLater || ours.isDenial {
                        links += AnswerLink(
                            claim, answered, isSameDocument: isSame, isLater: isLater)
                    }
                    if !isSame, !isLater || theirs.isDenial {
                        links += AnswerLink(
                            answered, claim, isSameDocument: false, isLater: !isLater)
                    }
                }
            }
        }
        // Of the claims of one report, a denial answers those that fit about as well as the best.
        var best: [DenialTarget: Double] = [:]
        for link in links where link.kind == .denies {
            let target = DenialTarget(link)
            best[target] = max(best[target] ?? 0, link.score)
        }
        links.removeAll {
            $0.kind == .denies && $0.score < 0.8 * (best[DenialTarget($0)] ?? 0)
        }
        let insert = try db.cachedStatement(
            sql: """
                INSERT OR REPLACE INTO link(later, earlier, kind, score, evidence)
                VALUES(?, ?, ?, ?, ?)
                """)
        for link in links {
            let evidence = String(decoding: try Self.encoder.encode(link.evidence), as: UTF8.self)
            try insert.execute(arguments: [
                link.later, link.earlier, link.kind.rawValue, Int(link.score * 1000), evidence,
            ])
        }
    }

    private static var encoder: JSONEncoder {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return encoder
    }
}

extension Array {
    fileprivate static func += (array: inout [Element], element: Element?) {
        if let element { array.append(element) }
    }
}

/// A denial and the reading whose claims it answers.
private struct DenialTarget: Hashable {
    let denial: Int64
    let reading: Int64

    init(_ link: AnswerLink) {
        denial = link.later
        reading = link.earlier / Int64(rowsPerReading)
    }
}

/// A link between two claims, with what speaks for it.
struct AnswerLink {
    var later: Int64
    var earlier: Int64
    var kind: LinkKind
    var score: Double
    var evidence: [LinkEvidence]

    /// Nil where the first claim does not answer the second.
    ///
    /// - Parameter isLater: whether the answer came after the claim; a denial may answer a claim that is
    ///   told again later, but that needs more evidence.
    init?(_ answer: LinkClaim, _ claim: LinkClaim, isSameDocument: Bool, isLater: Bool) {
        guard !claim.isDenial else { return nil }
        later = answer.id
        earlier = claim.id
        let overlap = answer.features.overlap(claim.features)
        evidence = []
        if answer.isDenial {
            // Nobody denies what they said themselves; two people of one country are not one source.
            let isOwnClaim =
                !answer.source.isEmpty
                && (answer.source == claim.source
                    || answer.source.intersection(claim.source)
                        .contains { !$0.hasPrefix("country:") })
            guard !isOwnClaim else { return nil }
            guard !claim.continuesDenial else { return nil }
            // Allegations are of what is or was, not of what somebody is going to do.
            if answer.isReference, answer.preceding != claim.id, claim.isExpectation { return nil }
            let isClaim = [
                "accuse", "state", "confirm", "warn", "criticize", "think", "announce",
            ].contains(claim.act)
            guard isClaim else { return nil }
            let isPreceding = answer.preceding == claim.id
            let coverage = answer.features.conceptCoverage(in: claim.features)
            // What is told later, or elsewhere than where the denial points, must be the same claim.
            if !isLater, coverage < 0.75 { return nil }
            if answer.preceding != nil, !isPreceding, overlap < 0.6 || claim.act == "announce" {
                return nil
            }
            let isAccused =
                !answer.source.isDisjoint(with: claim.named)
                || !answer.sourceNames.isDisjoint(with: claim.words)
            var score = overlap * (0.6 + 0.4 * coverage)
            if isPreceding { score = max(score, 0.5) }
            if answer.isReference, answer.preceding == nil, isAccused { score = max(score, 0.5) }
            if !isLater { score -= 0.12 }
            if isAccused {
                score += 0.2
                evidence.append(
                    LinkEvidence(kind: "accused", text: "the denier is named in the claim"))
            }
            if !claim.sourceNames.isDisjoint(with: answer.words) {
                score += 0.15
                evidence.append(
                    LinkEvidence(kind: "claimant", text: "the denial names who claimed it"))
            }
            if claim.act == "accuse" { score += 0.15 }
            if answer.isReference {
                evidence.append(
                    LinkEvidence(kind: "reference", text: "the denial points at what was said"))
            }
            kind = .denies
            self.score = min(1, score)
            guard score >= Linker.answerThreshold else { return nil }
            evidence = answer.features.evidence(claim.features) + evidence
            return
        }
        guard !isSameDocument, overlap >= Linker.repeatThreshold, answer.features.total >= 2 else {
            return nil
        }
        score = min(1, overlap)
        evidence = answer.features.evidence(claim.features)
        if answer.act == "confirm" {
            kind = .confirms
        } else if Self.isNarrower(answer.figures, claim.figures) {
            kind = .narrows
        } else {
            kind = .repeats
        }
    }

    /// Whether a figure of the answer lies within the bounds of one of the claim, and is no equal.
    private static func isNarrower(
        _ figures: [StoredReading.Quantity], _ claimed: [StoredReading.Quantity]
    ) -> Bool {
        for figure in figures {
            for other in claimed where other.unit == figure.unit && other.value == nil {
                let low = figure.value ?? figure.low ?? -.infinity
                let high = figure.value ?? figure.high ?? .infinity
                let isWithin =
                    low >= other.low ?? -.infinity && high <= other.high ?? .infinity
                if isWithin, low > other.low ?? -.infinity || high < other.high ?? .infinity {
                    return true
                }
            }
        }
        return false
    }
}
