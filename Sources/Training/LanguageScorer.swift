public import Language
import Text

/// Right, found and gold counts of something that may be missed or made up.
public struct MatchCounts: Sendable, Equatable {
    public var gold = 0
    public var found = 0
    public var right = 0

    public init(gold: Int = 0, found: Int = 0, right: Int = 0) {
        self.gold = gold
        self.found = found
        self.right = right
    }

    public var precision: Double { found == 0 ? 0 : Double(right) / Double(found) }
    public var recall: Double { gold == 0 ? 0 : Double(right) / Double(gold) }
    public var f1: Double {
        gold + found == 0 ? 0 : 2 * Double(right) / Double(gold + found)
    }

    mutating func add(gold isGold: Bool, found isFound: Bool, right isRight: Bool) {
        if isGold { gold += 1 }
        if isFound { found += 1 }
        if isRight { right += 1 }
    }
}

/// How well the core agrees with gold trees, on gold tokens.
///
/// UAS and LAS do not count marks (UPOS `PUNCT`). A subject pair is a subject (`nsubj`,
/// `nsubj:pass`) with the finite verb of its clause: its head, or a finite auxiliary or copula of
/// it. An object is a word with `obj` and its head.
public struct LanguageScores: Sendable {
    public var words = 0
    public var tags = 0
    public var universalTags = 0
    public var lemmas = 0
    /// Words that are no marks, those with the right head, and with the right relation too.
    public var attached = (words: 0, heads: 0, labelled: 0)
    public var subjects = MatchCounts()
    public var objects = MatchCounts()
    /// Finite verbs in the subjunctive.
    public var subjunctives = MatchCounts()
    /// By the name of the feature.
    public var features: [String: MatchCounts] = [:]
    /// Finite verbs with all other parts of their verb, and with the first and last word of their
    /// clause.
    public var verbGroups = MatchCounts()
    public var clauseExtents = MatchCounts()
    /// Words with letters, those whose form stands in the lexicon (a capital of the beginning of a
    /// sentence aside), and those whose head does, as the last part of a compound.
    public var lexicon = (words: 0, exact: 0, compounds: 0)

    public init() {}

    public var tagAccuracy: Double { share(tags, words) }
    public var universalTagAccuracy: Double { share(universalTags, words) }
    public var lemmaAccuracy: Double { share(lemmas, words) }
    public var unlabelledAttachment: Double { share(attached.heads, attached.words) }
    public var labelledAttachment: Double { share(attached.labelled, attached.words) }

    private func share(_ part: Int, _ whole: Int) -> Double {
        whole == 0 ? 0 : Double(part) / Double(whole)
    }

    /// Compares sentences in CoNLL-U, word by word.
    /// - Throws: `GoldError` where the two have not the same words.
    public mutating func add(gold: [CoNLLUSentence], found: [CoNLLUSentence]) throws {
        guard gold.count == found.count else {
            throw GoldError.differentWords(sentence: "all", gold: gold.count, found: found.count)
        }
        for (gold, found) in zip(gold, found) {
            let words = (gold.words, found.words)
            guard words.0.map(\.form) == words.1.map(\.form) else {
                throw GoldError.differentWords(
                    sentence: gold.value(of: "sent_id") ?? "", gold: words.0.count,
                    found: words.1.count)
            }
            add(words.0, words.1)
        }
    }

    private mutating func add(_ gold: [CoNLLUSentence.Row], _ found: [CoNLLUSentence.Row]) {
        for (a, b) in zip(gold, found) {
            words += 1
            if a.columns[4] == b.columns[4] { tags += 1 }
            if a.columns[3] == b.columns[3] { universalTags += 1 }
            if a.columns[2] == b.columns[2] { lemmas += 1 }
            addFeatures(a.columns[5], b.columns[5])
            let isObject = (a.columns[7] == "obj", b.columns[7] == "obj")
            objects.add(
                gold: isObject.0, found: isObject.1,
                right: isObject.0 && isObject.1 && a.head == b.head)
            guard a.columns[3] != "PUNCT" else { continue }
            attached.words += 1
            if a.head == b.head {
                attached.heads += 1
                if a.columns[7] == b.columns[7] { attached.labelled += 1 }
            }
        }
        let pairs = (subjectPairs(gold), subjectPairs(found))
        subjects.gold += pairs.0.count
        subjects.found += pairs.1.count
        subjects.right += pairs.0.intersection(pairs.1).count
    }

    private mutating func addFeatures(_ gold: String, _ found: String) {
        let values = (dictionary(gold), dictionary(found))
        for name in ["Case", "Degree", "Gender", "Mood", "Number", "Person", "Tense", "VerbForm"] {
            let pair = (values.0[name], values.1[name])
            guard pair.0 != nil || pair.1 != nil else { continue }
            features[name, default: MatchCounts()].add(
                gold: pair.0 != nil, found: pair.1 != nil, right: pair.0 == pair.1)
        }
        let isSubjunctive = (values.0["Mood"] == "Sub", values.1["Mood"] == "Sub")
        subjunctives.add(
            gold: isSubjunctive.0, found: isSubjunctive.1,
            right: isSubjunctive.0 && isSubjunctive.1)
    }

    private func dictionary(_ features: String) -> [String: String] {
        var result: [String: String] = [:]
        for pair in features.split(separator: "|") {
            let parts = pair.split(separator: "=", maxSplits: 1)
            if parts.count == 2 { result[String(parts[0])] = String(parts[1]) }
        }
        return result
    }

    private func subjectPairs(_ rows: [CoNLLUSentence.Row]) -> Set<[Int]> {
        var result: Set<[Int]> = []
        for (index, row) in rows.enumerated()
        where ["nsubj", "nsubj:pass"].contains(row.columns[7]) {
            guard let head = row.head, head > 0 else { continue }
            result.insert([index + 1, Self.finiteVerb(of: head, rows)])
        }
        return result
    }

    /// The finite verb of the clause that a word heads, numbers counted from 1.
    static func finiteVerb(of head: Int, _ rows: [CoNLLUSentence.Row]) -> Int {
        if isFinite(rows[head - 1]) { return head }
        let auxiliary = rows.indices.first {
            rows[$0].head == head && isFinite(rows[$0])
                && ["aux", "aux:pass", "cop"].contains(rows[$0].columns[7])
        }
        return auxiliary.map { $0 + 1 } ?? head
    }

    static func isFinite(_ row: CoNLLUSentence.Row) -> Bool {
        row.columns[5].contains("VerbForm=Fin") || row.columns[4].hasSuffix("FIN")
            || ["VBD", "VBZ", "VBP", "MD"].contains(row.columns[4])
    }
}

extension LanguageScores {
    /// The figures as rows of a name and a value between 0 and 1; a pair of precision and recall
    /// comes as two rows.
    public var figures: [(name: String, value: Double)] {
        var rows: [(String, Double)] = [
            ("XPOS", tagAccuracy), ("UPOS", universalTagAccuracy), ("lemma", lemmaAccuracy),
            ("UAS", unlabelledAttachment), ("LAS", labelledAttachment),
            ("subject pairs F1", subjects.f1), ("objects F1", objects.f1),
            ("subjunctive P", subjunctives.precision), ("subjunctive R", subjunctives.recall),
        ]
        if verbGroups.gold > 0 {
            rows.append(("verb groups F1", verbGroups.f1))
            rows.append(("clause extents F1", clauseExtents.f1))
        }
        if lexicon.words > 0 {
            rows.append(("in the lexicon", share(lexicon.exact, lexicon.words)))
            rows.append(
                ("… or a compound", share(lexicon.exact + lexicon.compounds, lexicon.words)))
        }
        for (name, counts) in features.sorted(by: { $0.key < $1.key }) {
            rows.append(("\(name) F1", counts.f1))
        }
        return rows.map { (name: $0.0, value: $0.1) }
    }
}

/// Runs a core over gold sentences and scores what it finds.
public struct LanguageScorer: Sendable {
    private let pack: LanguagePack
    private let core: LanguageCore

    public init(pack: LanguagePack, core: LanguageCore) {
        self.pack = pack
        self.core = core
    }

    /// What the core makes of the words of some sentences, whose other columns it does not see.
    public func analyse(_ sentences: [CoNLLUSentence]) throws -> [CoNLLUSentence] {
        var text = AnalysedText(sentences.map(\.blind), pack: pack)
        core.analyse(&text)
        let output = text.sentences.indices.map { number in
            text.conllu(number) { core.lemma(of: $0, in: text) }
        }.joined()
        return try CoNLLUSentence.read(Array(output.utf8), path: "analysis")
    }

    /// The scores of the core on gold sentences, with those of its clauses on the gold trees' own.
    public func score(_ gold: [CoNLLUSentence]) throws -> LanguageScores {
        var scores = LanguageScores()
        try scores.add(gold: gold, found: analyse(gold))
        try addClauses(gold, to: &scores)
        return scores
    }

    /// Counts what the lexicon knows of the words of a text.
    private func addCoverage(_ text: AnalysedText, to scores: inout LanguageScores) {
        guard let lexicon = core.lexicon else { return }
        for (token, lookUp) in zip(text.tokens, lexicon.lookUps(text)) where token.kind == .word {
            scores.lexicon.words += 1
            switch lookUp.origin {
            case .exact, .small: scores.lexicon.exact += 1
            case .compound: scores.lexicon.compounds += 1
            case .ending, .unknown: break
            }
        }
    }

    /// Compares the clauses in what the core finds with those in the gold trees.
    private func addClauses(_ gold: [CoNLLUSentence], to scores: inout LanguageScores) throws {
        let finder = try ClauseFinder(pack: pack)
        let right = AnalysedText(gold, pack: pack)
        guard right.analysis.hasTrees, !right.analysis.tags.isEmpty else { return }
        var found = AnalysedText(gold.map(\.blind), pack: pack)
        core.analyse(&found)
        addCoverage(found, to: &scores)
        let clauses = (finder.find(in: right), finder.find(in: found))
        func groups(_ clauses: Clauses) -> Set<[Int]> {
            Set(clauses.all.filter { $0.finiteVerb != nil }.map { $0.verbGroup })
        }
        func extents(_ clauses: Clauses) -> Set<[Int]> {
            Set(
                clauses.all.compactMap { clause in
                    clause.finiteVerb.map {
                        [$0, clause.extent.lowerBound, clause.extent.upperBound]
                    }
                })
        }
        for (path, sets) in [
            (\LanguageScores.verbGroups, (groups(clauses.0), groups(clauses.1))),
            (\LanguageScores.clauseExtents, (extents(clauses.0), extents(clauses.1))),
        ] {
            scores[keyPath: path].gold += sets.0.count
            scores[keyPath: path].found += sets.1.count
            scores[keyPath: path].right += sets.0.intersection(sets.1).count
        }
    }
}

extension CoNLLUSentence {
    /// The same words without any other column.
    var blind: CoNLLUSentence {
        var result = self
        result.rows = words.map { row in
            var columns = row.columns
            for column in 2..<9 { columns[column] = "_" }
            columns[9] = row.hasSpaceAfter ? "_" : "SpaceAfter=No"
            return Row(columns: columns)
        }
        return result
    }
}
