import Text

/// Finds the clauses of an analysed text.
///
/// Every finite verb makes a clause, and so does an infinitive with its marker. The tree says which
/// words belong to which; where there is no tree, or two verbs share what it calls one clause, the
/// marks, conjunctions and relative pronouns of the sentence decide.
public struct ClauseFinder: Sendable {
    private let tagClasses: [String: TagClass]

    /// - Throws: `DataError` where the table of tags is there and cannot be read.
    public init(pack: LanguagePack) throws {
        do {
            tagClasses = try TagClass.read(DataFile(pack.folder + "/tag-classes.tsv"))
        } catch DataError.missing {
            tagClasses = [:]
        }
    }

    /// The clauses of a text whose tags are known.
    /// - Complexity: O(n) in the length of the text.
    public func find(in text: AnalysedText) -> Clauses {
        let count = text.tokens.count
        guard !text.analysis.tags.isEmpty else {
            return Clauses(all: [], ofToken: Array(repeating: -1, count: count))
        }
        let kinds = text.analysis.tagNames.map { tagClasses[$0] ?? [] }
        var work = ClauseWork(
            text: text, classes: text.analysis.tags.map { kinds[Int($0)] })
        for sentence in text.sentences where !sentence.tokens.isEmpty {
            work.read(sentence.tokens)
        }
        return Clauses(all: work.clauses, ofToken: work.ofToken)
    }
}

/// The clauses of a text while they are being found.
struct ClauseWork {
    let text: AnalysedText
    let classes: [TagClass]
    private(set) var clauses: [Clause] = []
    private(set) var ofToken: [Int32]
    private var isQuoted: [Bool]

    init(text: AnalysedText, classes: [TagClass]) {
        self.text = text
        self.classes = classes
        ofToken = Array(repeating: -1, count: text.tokens.count)
        isQuoted = Array(repeating: false, count: text.tokens.count)
        for quotation in text.quotations where quotation.depth == 0 {
            for token in quotation.tokens { isQuoted[token] = true }
        }
    }

    mutating func read(_ tokens: Range<Int>) {
        let first = clauses.count
        if text.analysis.hasTrees {
            makeClauses(tokens)
            assignByTree(tokens, first)
        } else {
            assignByMarks(tokens, first)
        }
        returnIntroducers(tokens, first)
        complete(tokens, first)
    }

    // MARK: With a tree

    /// The heads of clauses, in the order of the text.
    private mutating func makeClauses(_ tokens: Range<Int>) {
        let analysis = text.analysis
        var heads: [Int: Int] = [:]
        for token in tokens where classes[token].contains(.finite) {
            var head = token
            var steps = 0
            while isAuxiliary(analysis.relations[head]), analysis.heads[head] >= 0, steps < 8 {
                head = Int(analysis.heads[head])
                steps += 1
            }
            // Of two finite verbs that claim one head, the second keeps to itself.
            if heads[head] != nil { head = token }
            guard heads[head] == nil else { continue }
            heads[head] = clauses.count
            add(head: head, finite: token, kind: .main)
        }
        for token in tokens where heads[token] == nil {
            guard let kind = nonfiniteKind(token, tokens) else { continue }
            heads[token] = clauses.count
            add(head: token, finite: nil, kind: kind)
        }
    }

    private func isAuxiliary(_ relation: Relation) -> Bool {
        relation == .aux || relation == .passiveAuxiliary || relation == .copula
    }

    /// Whether a verb that is not finite makes a clause of its own.
    private func nonfiniteKind(_ token: Int, _ tokens: Range<Int>) -> Clause.Kind? {
        let relation = text.analysis.relations[token]
        if isAuxiliary(relation) || relation == .amod || relation == .compound { return nil }
        if classes[token].contains(.joinedInfinitive) { return .infinitive }
        let isClausal = [.advcl, .acl, .xcomp, .ccomp, .csubj, .relativeClause, .parataxis]
            .contains(relation)
        if classes[token].contains(.infinitive) {
            return isClausal && hasMarker(token, tokens) ? .infinitive : nil
        }
        if classes[token].contains(.participle) {
            return relation == .advcl || relation == .acl ? .participle : nil
        }
        return nil
    }

    /// Whether "zu" or "to" stands before an infinitive, with at most adverbs and auxiliaries between.
    private func hasMarker(_ token: Int, _ tokens: Range<Int>) -> Bool {
        for before in stride(from: token - 1, through: max(tokens.lowerBound, token - 4), by: -1) {
            if classes[before].contains(.infinitiveMarker) { return true }
            if text.tokens[before].kind == .comma { return false }
        }
        return false
    }

    private mutating func assignByTree(_ tokens: Range<Int>, _ first: Int) {
        var own: [Int: Int32] = [:]
        for index in first..<clauses.count {
            own[clauses[index].head] = Int32(index)
            if let finite = clauses[index].finiteVerb { own[finite] = Int32(index) }
        }
        if first == clauses.count {
            let root = tokens.first { text.analysis.heads[$0] < 0 } ?? tokens.lowerBound
            own[root] = Int32(clauses.count)
            add(head: root, finite: nil, kind: .fragment)
        }
        for token in tokens where ofToken[token] < 0 {
            var word = token
            var way: [Int] = []
            while ofToken[word] < 0, own[word] == nil, text.analysis.heads[word] >= 0,
                way.count < 200
            {
                way.append(word)
                word = Int(text.analysis.heads[word])
            }
            let clause = own[word] ?? (ofToken[word] >= 0 ? ofToken[word] : Int32(first))
            ofToken[word] = clause
            for step in way { ofToken[step] = clause }
        }
    }

    // MARK: Without a tree

    /// Cuts a sentence where marks, conjunctions and relative pronouns say that a clause begins, and
    /// lets a clause go on behind one that was pushed into it.
    private mutating func assignByMarks(_ tokens: Range<Int>, _ first: Int) {
        var open: [Int] = []
        var mayBegin = true
        for token in tokens {
            let kind = text.tokens[token].kind
            let isMark = kind != .word && kind != .number && kind != .url
            let introduces =
                mayBegin
                && (!classes[token].isDisjoint(with: [.subordinator, .relative])
                    || text.has(token, .complementizer) || text.has(token, .subordinator))
            if introduces || open.isEmpty {
                if introduces {
                    open = open.filter { clauses[$0].finiteVerb == nil || $0 == first }
                }
                // Deeper than this nobody nests; what stands further out is not gone back to.
                if open.count > 16 { open.removeFirst() }
                open.append(clauses.count)
                add(head: token, finite: nil, kind: introduces ? .subordinate : .main)
            } else if classes[token].contains(.finite), let top = open.last,
                clauses[top].finiteVerb != nil
            {
                // A second finite verb: an outer clause goes on, or a new one began behind the mark.
                while let last = open.last, clauses[last].finiteVerb != nil, open.count > 1 {
                    open.removeLast()
                }
                if let last = open.last, clauses[last].finiteVerb != nil {
                    open = [clauses.count]
                    add(head: token, finite: nil, kind: .main)
                }
                pullBack(to: open.last!, from: token, tokens, first)
            }
            let current = open.last!
            ofToken[token] = Int32(current)
            if classes[token].contains(.finite), clauses[current].finiteVerb == nil {
                clauses[current].finiteVerb = token
                clauses[current].head = token
            }
            mayBegin =
                isMark || classes[token].contains(.coordinator) || mayBegin && isPreposition(token)
        }
    }

    private func isPreposition(_ token: Int) -> Bool { text.has(token, .preposition) }

    /// Gives the words between the last mark and a verb to the verb's clause.
    private mutating func pullBack(
        to clause: Int, from token: Int, _ tokens: Range<Int>, _ first: Int
    ) {
        var word = token - 1
        while word > tokens.lowerBound {
            let kind = text.tokens[word].kind
            guard kind == .word || kind == .number, !classes[word].contains(.finite) else { break }
            ofToken[word] = Int32(clause)
            if classes[word].contains(.coordinator) { break }
            word -= 1
        }
    }

    // MARK: Both

    /// Conjunctions and relative pronouns belong to the clause of the next verb, whatever the tree says.
    private mutating func returnIntroducers(_ tokens: Range<Int>, _ first: Int) {
        var next: Int?
        var verbs: [Int: Int] = [:]
        for index in first..<clauses.count {
            if let verb = clauses[index].finiteVerb { verbs[verb] = index }
        }
        for token in tokens.reversed() {
            next = verbs[token] ?? next
            let kind = text.tokens[token].kind
            if kind == .semicolon || kind == .sentenceEnd { next = nil }
            guard !classes[token].isDisjoint(with: [.subordinator, .relative]), let clause = next
            else { continue }
            let own = Int(ofToken[token])
            if own >= 0, clauses[own].finiteVerb.map({ $0 < token }) ?? false {
                ofToken[token] = Int32(clause)
            }
        }
    }

    private mutating func complete(_ tokens: Range<Int>, _ first: Int) {
        var members: [Int: [Int]] = [:]
        for token in tokens { members[Int(ofToken[token]), default: []].append(token) }
        for index in first..<clauses.count {
            let words = (members[index] ?? []).filter { isInside($0) }
            guard let start = words.first, let end = words.last else { continue }
            clauses[index].extent = start..<end + 1
            complete(index, words)
        }
        for index in first..<clauses.count { setParent(index, first) }
        for index in first..<clauses.count {
            clauses[index].isParenthesis = isParenthesis(clauses[index])
        }
    }

    /// Marks at the edge of a clause do not belong to it.
    private func isInside(_ token: Int) -> Bool {
        switch text.tokens[token].kind {
        case .word, .number, .url, .other: true
        default: false
        }
    }

    private mutating func complete(_ index: Int, _ words: [Int]) {
        let analysis = text.analysis
        var clause = clauses[index]
        for word in words {
            let kind = classes[word]
            let isVerb =
                !kind.isDisjoint(with: [
                    .finite, .infinitive, .joinedInfinitive, .participle, .infinitiveMarker,
                    .particle,
                ])
            let isPart =
                word == clause.head && isVerb || word == clause.finiteVerb
                || isVerb
                    && (!analysis.hasTrees
                        || Int(analysis.heads[word]) == clause.head
                            && ([.aux, .passiveAuxiliary, .copula, .particle, .mark].contains(
                                analysis.relations[word])))
            if isPart { clause.verbGroup.append(word) }
            if clause.introducer == nil, clause.finiteVerb.map({ word < $0 }) ?? true,
                !kind.isDisjoint(with: [.subordinator, .relative, .question])
                    || analysis.hasTrees && analysis.relations[word] == .mark
                        && !kind.contains(.infinitiveMarker)
                    || !analysis.hasTrees
                        && (text.has(word, .complementizer) || text.has(word, .subordinator))
            {
                clause.introducer = word
            }
            if analysis.hasTrees, clause.subject == nil, analysis.relations[word].isSubject,
                [clause.head, clause.finiteVerb].contains(Int(analysis.heads[word]))
            {
                clause.subject = word
            }
            if kind.contains(.negation) || text.has(word, .negation) { clause.isNegated = true }
        }
        if let finite = clause.finiteVerb {
            if !analysis.morphology.isEmpty { clause.mood = analysis.morphology[finite].mood }
            clause.kind = finiteKind(clause)
        }
        clause.isQuoted = isQuoted[clause.head]
        clauses[index] = clause
    }

    private func finiteKind(_ clause: Clause) -> Clause.Kind {
        let relation =
            text.analysis.hasTrees ? text.analysis.relations[clause.head] : nil
        if relation == .relativeClause { return .relative }
        guard let introducer = clause.introducer else {
            switch relation {
            case .acl: return .relative
            case .advcl, .csubj, .passiveClausalSubject: return .subordinate
            case .ccomp: return .subordinate
            default: return .main
            }
        }
        if classes[introducer].contains(.relative) { return .relative }
        if classes[introducer].contains(.question) {
            switch relation {
            case .root, .parataxis, .conj: return .main
            case .acl: return .relative
            default: return .subordinate
            }
        }
        return .subordinate
    }

    private mutating func setParent(_ index: Int, _ first: Int) {
        let head = clauses[index].head
        if text.analysis.hasTrees {
            let above = text.analysis.heads[head]
            guard above >= 0 else { return }
            let parent = Int(ofToken[Int(above)])
            guard parent != index, parent >= first else { return }
            clauses[index].parent = parent
            clauses[index].isCoordinated = text.analysis.relations[head] == .conj
            if clauses[index].isCoordinated, clauses[index].introducer == nil,
                clauses[index].finiteVerb != nil, clauses[parent].kind != .infinitive
            {
                clauses[index].kind = clauses[parent].kind
            }
        } else if index > first, clauses[index].kind != .main {
            clauses[index].parent = index - 1
        }
    }

    /// Whether a clause stands between dashes or brackets, or was pushed in between commas.
    private func isParenthesis(_ clause: Clause) -> Bool {
        let before = clause.extent.lowerBound - 1
        let behind = clause.extent.upperBound
        guard before >= 0, behind < text.tokens.count else { return false }
        let marks = (text.tokens[before].kind, text.tokens[behind].kind)
        switch marks {
        case (.openBracket, .closeBracket), (.dash, .dash): return true
        case (.comma, .comma), (.comma, .sentenceEnd), (.closeQuote, .comma),
            (.closeQuote, .sentenceEnd):
            // "…, sagte er, …": the verb comes first, and what is said stands around it.
            return clause.kind == .main && clause.finiteVerb == clause.extent.lowerBound
        default: return false
        }
    }

    private mutating func add(head: Int, finite: Int?, kind: Clause.Kind) {
        clauses.append(
            Clause(
                kind: kind, extent: head..<head + 1, head: head, finiteVerb: finite,
                verbGroup: [], introducer: nil, subject: nil, mood: .unknown, parent: nil,
                isCoordinated: false, isNegated: false, isQuoted: false, isParenthesis: false))
    }
}
