import Language

/// How well trees agree with gold ones; marks do not count.
public struct TreeScore: Sendable {
    public var words = 0
    public var heads = 0
    public var labelled = 0
    public var tags = 0
    public var subjects = Counts()
    public var objects = Counts()
    public var subjunctives = Counts()

    public struct Counts: Sendable {
        public var gold = 0
        public var found = 0
        public var right = 0
        public var f1: Double { gold + found == 0 ? 0 : 2 * Double(right) / Double(gold + found) }
    }

    mutating func add(_ gold: [TreebankWord], _ found: [TreebankWord]) {
        var pairs: [Set<[Int]>] = []
        for words in [gold, found] {
            pairs.append(Self.subjects(words))
        }
        subjects.gold += pairs[0].count
        subjects.found += pairs[1].count
        subjects.right += pairs[0].intersection(pairs[1]).count
        for (a, b) in zip(gold, found) {
            if a.tag == b.tag { tags += 1 }
            let isObject = (a.relation == .obj, b.relation == .obj)
            if isObject.0 { objects.gold += 1 }
            if isObject.1 { objects.found += 1 }
            if isObject.0, isObject.1, a.head == b.head { objects.right += 1 }
            let isSubjunctive = (a.morphology.mood == .subjunctive, b.morphology.mood == .subjunctive)
            if isSubjunctive.0 { subjunctives.gold += 1 }
            if isSubjunctive.1 { subjunctives.found += 1 }
            if isSubjunctive.0, isSubjunctive.1 { subjunctives.right += 1 }
            guard a.universalTag != .punctuation else { continue }
            words += 1
            if a.head == b.head {
                heads += 1
                if a.relation == b.relation { labelled += 1 }
            }
        }
    }

    /// Pairs of a subject and the finite verb of its clause.
    private static func subjects(_ words: [TreebankWord]) -> Set<[Int]> {
        func isFinite(_ word: TreebankWord) -> Bool {
            word.morphology.verbForm == .finite || word.tag.hasSuffix("FIN")
                || ["VBD", "VBZ", "VBP", "MD"].contains(word.tag)
        }
        var result: Set<[Int]> = []
        for (index, word) in words.enumerated()
        where [.nsubj, .passiveSubject].contains(word.relation) && word.head > 0 {
            var verb = word.head
            if !isFinite(words[verb - 1]),
                let finite = words.indices.first(where: {
                    words[$0].head == verb && isFinite(words[$0])
                        && [.aux, .passiveAuxiliary, .copula].contains(words[$0].relation)
                })
            {
                verb = finite + 1
            }
            result.insert([index + 1, verb])
        }
        return result
    }
}

extension TreeScore: CustomStringConvertible {
    public var description: String {
        func share(_ count: Int, _ of: Int) -> String {
            String(Double(count * 10000 / max(1, of)) / 100)
        }
        return "words \(words) UAS \(share(heads, words)) LAS \(share(labelled, words)) "
            + "subj \(Int(subjects.f1 * 10000)) obj \(Int(objects.f1 * 10000)) "
            + "mood \(subjunctives.right)/\(subjunctives.found)/\(subjunctives.gold) tags \(tags)"
    }
}
