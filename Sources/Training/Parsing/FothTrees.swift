import Language

/// Turns trees of the scheme of Foth (2006), which ParZu and the Hamburg treebank use, into
/// Universal Dependencies.
///
/// There function words head their phrases: prepositions, auxiliaries, conjunctions, the copula.
/// Here the word of content takes the place of the whole chain, and they depend on it.
struct FothTree {
    private let rows: [[String]]
    private let heads: [Int]
    private let relations: [String]
    private let tags: [String]
    /// The child that takes the place of a function word; -1 for words of content.
    private var promoted: [Int]

    /// - Parameter sentence: a sentence in that scheme.
    init(_ sentence: CoNLLUSentence) {
        let rows = sentence.words.map(\.columns)
        self.rows = rows
        heads = rows.map { (Int($0[6]) ?? 0) - 1 }
        relations = rows.map { $0[7] }
        tags = rows.map { $0[4] }
        promoted = Array(repeating: -1, count: rows.count)
        for child in rows.indices where heads[child] >= 0 {
            let head = heads[child]
            let takesPlace =
                switch relations[child] {
                case "pn": tags[head].hasPrefix("AP")
                case "cj": ["KON", "KOKOM", "KOUS"].contains(tags[head])
                case "aux": tags[head].hasPrefix("V")
                case "pred": rows[head][2] == "sein" && tags[head].hasPrefix("VA")
                default: false
                }
            // Of two, an auxiliary's verb goes before a predicate, otherwise the first.
            if takesPlace,
                promoted[head] < 0
                    || relations[child] == "aux" && relations[promoted[head]] != "aux"
            {
                promoted[head] = child
            }
        }
    }

    /// The word of content that stands for a word.
    private func content(_ word: Int) -> Int {
        var word = word
        var steps = 0
        while promoted[word] >= 0, steps < rows.count {
            word = promoted[word]
            steps += 1
        }
        return word
    }

    /// The words of the sentence with heads and relations of Universal Dependencies. Marks, and
    /// fragments that the parser left alone, have no known head.
    func universal() -> [TreebankWord] {
        var words = rows.map { columns in
            TreebankWord(
                form: columns[1], lemma: columns[2], universalTag: nil,
                tag: FothTree.tag(columns), morphology: FothTree.morphology(columns), head: -1,
                relation: .dep, hasSpaceAfter: !columns[9].contains("SpaceAfter=No"))
        }
        let root = mainRoot()
        for word in rows.indices where !tags[word].hasPrefix("$") {
            if promoted[word] >= 0 {
                words[word].head = content(word) + 1
                words[word].relation = functionRelation(word)
                continue
            }
            // The highest function word whose place this word takes.
            var top = word
            while heads[top] >= 0, promoted[heads[top]] == top { top = heads[top] }
            guard heads[top] >= 0 else {
                if top == root {
                    words[word].head = 0
                    words[word].relation = .root
                }
                continue
            }
            var head = heads[top]
            var relation = relations[top]
            if relation == "cj" { relation = "kon" }
            if relation == "kon", tags[word] == "KON", promoted[word] < 0 { relation = "cc" }
            // A later member of a coordination depends on its first one.
            var steps = 0
            while relation == "kon", heads[head] >= 0, steps < rows.count,
                relations[head] == "kon" || relations[head] == "cj"
            {
                head = heads[head]
                steps += 1
            }
            words[word].head = content(head) + 1
            words[word].relation = relationOf(word, relation, top: top, to: head)
        }
        return isTree(words)
            ? words
            : words.map { word in
                var word = word
                word.head = -1
                return word
            }
    }

    /// The finite verb that stands at the top, or else the first word that does.
    private func mainRoot() -> Int {
        let roots = rows.indices.filter { heads[$0] < 0 && !tags[$0].hasPrefix("$") }
        return roots.first { tags[$0].hasSuffix("FIN") } ?? roots.first ?? 0
    }

    private func isTree(_ words: [TreebankWord]) -> Bool {
        for start in words.indices {
            var word = start
            var steps = 0
            while words[word].head > 0, steps <= words.count {
                word = words[word].head - 1
                steps += 1
            }
            if steps > words.count { return false }
        }
        return true
    }

    /// The relation of a function word to the word of content that took its place.
    private func functionRelation(_ word: Int) -> Relation {
        let child = promoted[word]
        switch relations[child] {
        case "pn": return .adposition
        case "cj": return tags[word] == "KOKOM" ? .adposition : .coordinator
        case "pred": return .copula
        default:
            return isPassive(word) ? .passiveAuxiliary : .aux
        }
    }

    /// Whether an auxiliary makes the passive: a form of "werden" over a participle.
    private func isPassive(_ word: Int) -> Bool {
        rows[word][2] == "werden" && promoted[word] >= 0 && tags[promoted[word]].hasSuffix("PP")
    }

    /// Whether a chain of auxiliaries makes the passive.
    private func chainIsPassive(_ word: Int) -> Bool {
        var word = word
        var steps = 0
        while promoted[word] >= 0, steps < rows.count {
            if isPassive(word) { return true }
            word = promoted[word]
            steps += 1
        }
        return false
    }

    private func relationOf(_ word: Int, _ relation: String, top: Int, to head: Int) -> Relation {
        let tag = tags[word]
        let isNominal =
            !tags[head].hasPrefix("V")
            && tags[content(head)].first.map { "NPCXF".contains($0) }
                ?? false
        switch relation {
        case "subj": return chainIsPassive(head) ? .passiveSubject : .nsubj
        case "subjc": return chainIsPassive(head) ? .passiveClausalSubject : .csubj
        case "obja": return .obj
        case "objd", "objg": return .argument
        case "objp", "zeit": return .obl
        case "objc", "s": return .ccomp
        case "obji": return isNominal ? .acl : .xcomp
        case "pred": return .xcomp
        case "det": return tag == "PPOSAT" ? .possessiveDeterminer : .det
        case "attr":
            if tag == "CARD" { return .nummod }
            return tag.hasPrefix("P") ? .det : .amod
        case "gmod": return .nmod
        case "app":
            let isName = tag == "NE" && tags[head] == "NE" || tags[head] == "FM"
            return isName && head == word - 1 ? .flat : .appos
        case "pp":
            if tag == "PAV" || tag == "PWAV" || tag.hasPrefix("ADV") { return .advmod }
            return isNominal ? .nmod : .obl
        case "pn": return .obl
        case "adv":
            if tag.hasPrefix("N") { return isNominal ? .nmod : .obl }
            return .advmod
        case "grad": return isNominal ? .nmod : .obl
        case "kom":
            if tag.hasSuffix("FIN") { return .advcl }
            return isNominal ? .nmod : .obl
        case "avz": return .particle
        case "part":
            if tag == "PTKZU" { return .mark }
            return tag == "APZR" ? .adposition : .advmod
        case "konj": return .mark
        case "kon": return .conj
        case "cc", "koord": return .coordinator
        case "rel": return .acl
        case "neb": return isNominal ? .acl : .advcl
        case "par": return .parataxis
        case "expl": return .expl
        case "vok": return .vocative
        case "aux": return .aux
        default: return .dep
        }
    }

    private static func tag(_ columns: [String]) -> String {
        // Contractions are tagged as prepositions there.
        columns[4] == "APPR" && contractions.contains(columns[1].lowercased())
            ? "APPRART" : columns[4]
    }

    private static let contractions: Set<String> = [
        "am", "ans", "aufs", "beim", "durchs", "fürs", "hinterm", "hinters", "im", "ins", "ums",
        "überm", "übers", "unterm", "unters", "vom", "vorm", "vors", "zum", "zur",
    ]

    /// The features of a row: person, number, tense and mood of a finite verb, gender, case and
    /// number of a noun, at the places where that format has them.
    private static func morphology(_ columns: [String]) -> Morphology {
        var result = Morphology()
        let tag = columns[4]
        if tag.hasSuffix("FIN") {
            result.verbForm = .finite
        } else if tag.hasSuffix("INF") || tag == "VVIZU" {
            result.verbForm = .infinitive
        } else if tag.hasSuffix("PP"), tag.hasPrefix("V") {
            result.verbForm = .participle
        }
        for value in columns[5].split(separator: "|") {
            switch value {
            case "Nom": result.grammaticalCase = .nominative
            case "Gen": result.grammaticalCase = .genitive
            case "Dat": result.grammaticalCase = .dative
            case "Acc": result.grammaticalCase = .accusative
            case "Masc": result.gender = .masculine
            case "Fem": result.gender = .feminine
            case "Neut": result.gender = .neuter
            case "Sg": result.number = .singular
            case "Pl": result.number = .plural
            case "1", "2", "3": result.person = UInt8(value)!
            case "Pres": result.tense = .present
            case "Past": result.tense = .past
            case "Ind" where !columns[9].contains("MoodAmbig"): result.mood = .indicative
            case "Subj": result.mood = .subjunctive
            default: break
            }
        }
        return result
    }
}
