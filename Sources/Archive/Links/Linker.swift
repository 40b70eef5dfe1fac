import GRDB

extension Archive {
    /// Compares the documents that are new with the others: puts them into stories, links answers to
    /// claims, and follows what was announced. It can be stopped and goes on where it was.
    ///
    /// - Throws: `ArchiveError`.
    public func link(lexicon: LinkLexicon) throws(ArchiveError) {
        var linker = Linker(path: path, lexicon: lexicon)
        let preparer = LinkPreparer(archive: self, lexicon: lexicon)
        while true {
            let ids = try write { try linker.unlinked($0) }
            guard !ids.isEmpty else { return }
            let batches = stride(from: 0, to: ids.count, by: Linker.batch).map {
                Array(ids[$0..<min($0 + Linker.batch, ids.count)])
            }
            var next = preparer.start(batches[0])
            for index in batches.indices {
                let documents = next.documents()
                // The next ones are read while these are written.
                if index + 1 < batches.count { next = preparer.start(batches[index + 1]) }
                try write { db in
                    let loader = try ReadingLoader(Snapshot(db: db, path: path))
                    for id in batches[index] {
                        try linker.link(id, prepared: documents[id], loader, db)
                    }
                }
            }
        }
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
    /// Documents of one transaction: many, since in the order of their days they and their links lie all
    /// over the tables. What is lost by a kill is found again.
    static let batch = 400
    /// Reports further apart are of different stories.
    private static let storyDays = 150
    /// A name is rare that stands in at most so many reports.
    private static let rareLimit = 20
    /// Reports whose day is looked up, and those that are compared.
    private static let likelyLimit = 100
    private static let candidateLimit = 8
    private static let postingLimit = 60
    private static let storyLimit = 30
    /// Claims that a statement is told to repeat, beside the first one.
    private static let repeatLimit = 2

    let path: String
    private let words: LinkWords
    private var storyKeys = LayeredTable.storyKeys
    private var documents = RecentValues<LinkDocument>(limit: 1000)
    private var outlines = RecentValues<StoryOutline>(limit: 12_000)

    init(path: String, lexicon: LinkLexicon) {
        self.path = path
        words = LinkWords(lexicon)
    }

    /// The documents that are not compared yet, in the order of their days. The names by which those were
    /// found that have been compared before are taken out, in one go over the table.
    mutating func unlinked(_ db: Database) throws -> [Int64] {
        let again = "SELECT id FROM document WHERE islinked = 0 AND story IS NOT NULL"
        if try Int64.fetchOne(db, sql: again + " LIMIT 1") != nil {
            try storyKeys.removeAll(again, db)
        }
        return try Int64.fetchAll(
            db, sql: "SELECT id FROM document WHERE islinked = 0 ORDER BY ifnull(firstday, 0), id")
    }

    private mutating func document(
        _ id: Int64, _ loader: ReadingLoader, _ db: Database
    ) throws -> LinkDocument? {
        if let document = documents[id] { return document }
        guard let document = try LinkDocument(id, loader, words, db) else { return nil }
        documents[id] = document
        outlines[id] = document.outline
        return document
    }

    private mutating func outline(
        _ id: Int64, _ loader: ReadingLoader, _ db: Database
    ) throws -> StoryOutline? {
        if let outline = outlines[id] { return outline }
        return try document(id, loader, db)?.outline
    }

    /// Links one document.
    /// - Parameter prepared: the document as it was a moment ago.
    mutating func link(
        _ id: Int64, prepared: LinkDocument?, _ loader: ReadingLoader, _ db: Database
    ) throws {
        let find = try RawStatement(
            db, "SELECT reading, original, ifnull(story, 0) FROM document WHERE id = ?")
        find.bind(1, id)
        guard let row = try find.firstIntegers(3) else { return }
        documents[id] = prepared?.reading == row[0] ? prepared : nil
        guard let document = try document(id, loader, db) else { return }
        outlines[id] = document.outline
        let original = row[1]
        let story = try row[2] != 0 ? row[2] : story(of: document, original: original, loader, db)
        let update = try RawStatement(
            db, "UPDATE document SET story = ?, islinked = 1 WHERE id = ?")
        update.bind(1, story)
        update.bind(2, id)
        try update.run()
        guard original == id else { return }
        for key in document.storyKeys { storyKeys.add(key, id) }
        try storyKeys.write(db)
        let others = try RawStatement(
            db,
            """
            SELECT id FROM document WHERE story = ? AND id <> ? AND original = id
            ORDER BY id DESC LIMIT \(Self.storyLimit)
            """)
        others.bind(1, story)
        others.bind(2, id)
        var family: [LinkDocument] = []
        for other in try others.allIntegers() {
            if let other = try self.document(other, loader, db) { family.append(other) }
        }
        try linkClaims(document, with: family + [document], db)
        try ExpectationTracker(db: db, story: story).follow(document, family)
    }

    // MARK: Stories

    private mutating func story(
        of document: LinkDocument, original: Int64, _ loader: ReadingLoader, _ db: Database
    ) throws -> Int64 {
        let findStory = try RawStatement(db, "SELECT ifnull(story, 0) FROM document WHERE id = ?")
        if original != document.id {
            findStory.bind(1, original)
            if let story = try findStory.firstInteger(), story != 0 { return story }
        }
        var scores: [Int64: (score: Double, rare: Int)] = [:]
        try storyKeys.refresh(db)
        for key in document.storyKeys {
            let found = try storyKeys.documents(of: key, limit: Self.postingLimit, db)
            let weight = 1 / (1 + Double(found.count) / 8)
            let rare = found.count <= Self.rareLimit ? 1 : 0
            for id in found {
                let known = scores[id] ?? (0, 0)
                scores[id] = (known.score + weight, known.rare + rare)
            }
        }
        var best: (score: Double, story: Int64)?
        let candidates = scores.filter { $0.value.score >= 0.5 }
            .sorted { ($1.value.score, $0.key) < ($0.value.score, $1.key) }
            .prefix(Self.likelyLimit)
        let findDay = try RawStatement(
            db, "SELECT ifnull(firstday, ?), ifnull(story, 0) FROM document WHERE id = ?")
        var compared = 0
        for (id, shared) in candidates {
            findDay.bind(1, document.day ?? 0)
            findDay.bind(2, id)
            guard let row = try findDay.firstIntegers(2), row[1] != 0 else { continue }
            if let day = document.day, abs(Int64(day) - row[0]) > Self.storyDays { continue }
            guard compared < Self.candidateLimit, let other = try outline(id, loader, db) else {
                break
            }
            compared += 1
            let score = document.outline.overlap(other)
            let threshold = shared.rare >= 2 ? Self.rareStoryThreshold : Self.storyThreshold
            if score >= threshold, score > best?.score ?? 0 { best = (score, row[1]) }
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
                    if ours.isDenial ? !theirs.isDeniable : theirs.isDenial && !ours.isDeniable {
                        continue
                    }
                    let overlap = document.sketch.overlap(ours, theirs, of: other.sketch)
                    // Plain numbers rule out nearly all.
                    let isDenied = ours.isDenial || theirs.isDenial
                    if isDenied
                        ? overlap + max(ours.bonus, theirs.bonus) < Self.answerThreshold
                        : overlap < Self.repeatThreshold
                    {
                        continue
                    }
                    let claim = document.claims[index]
                    let answered = other.claims[second]
                    let isLater =
                        (document.day ?? 0, document.id, ours.id)
                        > (other.day ?? 0, other.id, theirs.id)
                    if isDenied ? ours.isDenial : isLater {
                        links += AnswerLink(
                            claim, answered, overlap, of: other.day, isSameDocument: isSame,
                            isLater: isLater)
                    }
                    if !isSame, isDenied ? theirs.isDenial : !isLater {
                        links += AnswerLink(
                            answered, claim, overlap, of: document.day, isSameDocument: false,
                            isLater: !isLater)
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
        links = Self.withoutNeedlessRepeats(links)
        let insert = try RawStatement(
            db,
            """
            INSERT OR REPLACE INTO link(later, earlier, kind, score, evidence)
            VALUES(?, ?, ?, ?, ?)
            """)
        let deny = try RawStatement(
            db,
            """
            INSERT INTO denied(claim, day)
            VALUES(?, ifnull((SELECT lastday FROM statement WHERE id = ?), 0))
            ON CONFLICT(claim) DO UPDATE SET day = max(day, excluded.day)
            """)
        for link in links {
            insert.bind(1, link.later)
            insert.bind(2, link.earlier)
            insert.bind(3, link.kind.number)
            insert.bind(4, Int(link.score * 1000))
            insert.bind(5, LinkEvidence.packed(link.evidence()))
            try insert.run()
            guard link.kind == .denies else { continue }
            deny.bind(1, link.earlier)
            deny.bind(2, link.later)
            try deny.run()
        }
    }

    /// Of the claims that a statement repeats, the first one and those that fit best: what a hundred reports
    /// tell is a chain and not every pair of them.
    private static func withoutNeedlessRepeats(_ links: [AnswerLink]) -> [AnswerLink] {
        var kept = links.filter { $0.kind != .repeats }
        let repeats = Dictionary(grouping: links.filter { $0.kind == .repeats }, by: \.later)
        for (_, links) in repeats.sorted(by: { $0.key < $1.key }) {
            let first = links.min { ($0.day, $0.earlier) < ($1.day, $1.earlier) }!
            kept.append(first)
            kept += links.filter { $0.earlier != first.earlier }
                .sorted { ($1.score, $0.earlier) < ($0.score, $1.earlier) }.prefix(repeatLimit)
        }
        return kept
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
    /// What speaks for it beside what both share.
    private var reasons: [LinkEvidence] = []
    private let answer: LinkClaim
    private let claim: LinkClaim
    /// Of the report of the claim; 0 where it has none.
    let day: Int

    /// Nil where the first claim does not answer the second.
    ///
    /// - Parameters:
    ///   - overlap: the share of their features that both have.
    ///   - day: of the report of the claim.
    ///   - isLater: whether the answer came after the claim; a denial may answer a claim that is told again
    ///     later, but that needs more evidence.
    init?(
        _ answer: LinkClaim, _ claim: LinkClaim, _ overlap: Double, of day: Int?,
        isSameDocument: Bool, isLater: Bool
    ) {
        guard !claim.isDenial else { return nil }
        self.day = day ?? 0
        later = answer.id
        earlier = claim.id
        self.answer = answer
        self.claim = claim
        if answer.isDenial {
            // Nobody denies what they said themselves; two people of one country are not one source.
            let isOwnClaim =
                !answer.source.isEmpty
                && (answer.source == claim.source
                    || !answer.personalSource.isDisjoint(with: claim.personalSource))
            guard !isOwnClaim else { return nil }
            guard claim.isDeniable else { return nil }
            // Allegations are of what is or was, not of what somebody is going to do.
            if answer.isReference, answer.preceding != claim.id, claim.isExpectation { return nil }
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
                reasons.append(
                    LinkEvidence(kind: "accused", text: "the denier is named in the claim"))
            }
            if !claim.sourceNames.isDisjoint(with: answer.words) {
                score += 0.15
                reasons.append(
                    LinkEvidence(kind: "claimant", text: "the denial names who claimed it"))
            }
            if claim.act == "accuse" { score += 0.15 }
            if answer.isReference {
                reasons.append(
                    LinkEvidence(kind: "reference", text: "the denial points at what was said"))
            }
            kind = .denies
            self.score = min(1, score)
            guard score >= Linker.answerThreshold else { return nil }
            return
        }
        guard !isSameDocument, overlap >= Linker.repeatThreshold, answer.features.total >= 2 else {
            return nil
        }
        score = min(1, overlap)
        if answer.act == "confirm" {
            kind = .confirms
        } else if Self.isNarrower(answer.figures, claim.figures) {
            kind = .narrows
        } else {
            kind = .repeats
        }
    }

    /// What speaks for it: what both share, and what else was found.
    func evidence() -> [LinkEvidence] { answer.features.evidence(claim.features) + reasons }

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
