import Language
import Text

/// What a sentence holds of what its source does to its target: the answer of the rules, and features.
struct PairEvidence {
    /// What the rules say; `nil` where they find nothing.
    var rule: PairMeaning?
    /// Hashes of features, each once.
    var features: [UInt32] = []

    private var seen: Set<UInt32> = []

    fileprivate mutating func add(_ name: String, _ value: some CustomStringConvertible = "") {
        var hash: UInt32 = 0x811c_9dc5
        for byte in "\(name)=\(value)".utf8 { hash = (hash ^ UInt32(byte)) &* 0x0100_0193 }
        hash ^= hash >> 15
        if seen.insert(hash).inserted { features.append(hash) }
    }
}

/// Collects the evidence of a pair.
struct PairReader {
    let graph: SentenceGraph
    let source: Range<Int>
    let target: Range<Int>
    private let composer: MeaningComposer
    private var words: EventWords { graph.words }

    init(_ graph: SentenceGraph, source: Range<Int>, target: Range<Int>) {
        self.graph = graph
        self.source = source
        self.target = target
        composer = MeaningComposer(graph)
    }

    /// The word of a range that the others depend on.
    private func headWord(_ range: Range<Int>) -> Int {
        range.first { token in graph.head(token).map { !range.contains($0) } ?? true }
            ?? range.lowerBound
    }

    /// From a word up to the last noun of its phrase, with all in between: "the <Syrian> president".
    private func phrase(_ token: Int) -> [Int] {
        var path = [token]
        for _ in 0..<6 {
            let last = path[path.count - 1]
            guard let head = graph.head(last), !graph.isVerb(head) else { return path }
            switch graph.relation(last) {
            case .compound, .amod, .nmod, .possessor, .flat, .appos, .conj, .det, .descriptor,
                .unmarkedModifier, .nummod, .dep:
                path.append(head)
            default: return path
            }
        }
        return path
    }

    func evidence() -> PairEvidence {
        var evidence = PairEvidence()
        let sourceHead = headWord(source)
        let targetHead = headWord(target)
        let sourcePath = phrase(sourceHead)
        let targetPath = phrase(targetHead)
        evidence.rule = rule(sourceHead, targetHead, sourcePath, targetPath, &evidence)
        addWords(sourceHead, targetHead, sourcePath, targetPath, &evidence)
        return evidence
    }

    // MARK: Rules

    private func rule(
        _ source: Int, _ target: Int, _ sourcePath: [Int], _ targetPath: [Int],
        _ evidence: inout PairEvidence
    ) -> PairMeaning? {
        // A noun that both hang on: "talks between S and T", "S' attack on T".
        for token in sourcePath.dropFirst() {
            if let found = composer.meaning(ofNoun: token), graph.extent(of: token).contains(target)
            {
                return note(found, "noun", &evidence)
            }
        }
        var verbs: [(verb: Int, depth: Int)] = []
        let sentence =
            graph.text.sentences.first { $0.tokens.contains(source) }?.tokens
            ?? graph.text.tokens.indices
        for token in sentence
        where graph.isVerb(token)
            || words.word(token)?.governs != nil && graph.tag(token) == .adjective
        {
            let frame = graph.frame(of: token)
            if let subject = frame.subject
                ?? (frame.isPassive ? nil : graph.child(of: token, .nsubj)),
                sourcePath.contains(subject)
            {
                verbs.append((token, depth(token)))
            }
        }
        if let outer = verbs.min(by: { ($0.depth, $0.verb) < ($1.depth, $1.verb) }) {
            addVerb(outer.verb, &evidence)
            if words.word(outer.verb)?.governs == .say,
                let found = said(outer.verb, source, target, targetPath)
            {
                return note(found, "said", &evidence)
            }
            // The verb that also governs the target says most; otherwise the outermost.
            for verb in verbs.sorted(by: { ($0.depth, $0.verb) < ($1.depth, $1.verb) })
            where graph.extent(of: verb.verb).contains(target) {
                let found = composer.meaning(of: verb.verb, source: source, target: target)
                if found.type != nil {
                    addVerb(verb.verb, &evidence)
                    return note(found, "subject", &evidence)
                }
            }
            for verb in verbs {
                let found = composer.meaning(of: verb.verb, source: source, target: target)
                if found.type != nil { return note(found, "other", &evidence) }
            }
        }
        // "T received aid from S", "T was hit by S".
        for token in sentence where graph.isVerb(token) {
            let frame = graph.frame(of: token)
            guard let subject = frame.subject ?? frame.object,
                targetPath.contains(subject) || frame.object.map(targetPath.contains) ?? false
            else { continue }
            let found = composer.meaning(of: token, source: source, target: target)
            if found.type != nil {
                addVerb(token, &evidence)
                return note(found, "reverse", &evidence)
            }
        }
        for token in sourcePath + targetPath {
            if let found = composer.meaning(ofNoun: token) { return note(found, "near", &evidence) }
        }
        // Any verb above the source.
        var above = source
        while let head = graph.head(above) {
            if graph.isVerb(head), words.word(head)?.governs != .say {
                let found = composer.meaning(of: head, source: source, target: target)
                if found.type != nil {
                    addVerb(head, &evidence)
                    return note(found, "above", &evidence)
                }
            }
            above = head
        }
        return nil
    }

    private func note(_ meaning: PairMeaning, _ scene: String, _ evidence: inout PairEvidence)
        -> PairMeaning
    {
        let name = meaning.type?.name2018 ?? "none"
        evidence.add("rule", name)
        evidence.add("rule-scene", name + scene)
        evidence.add("rule-way", name + meaning.way)
        return meaning
    }

    private func depth(_ token: Int) -> Int {
        var steps = 0
        var current = token
        while let head = graph.head(current), steps < 60 {
            current = head
            steps += 1
        }
        return steps
    }

    /// What somebody says of another: blame, praise, or what the other must do.
    private func said(_ verb: Int, _ source: Int, _ target: Int, _ targetPath: [Int])
        -> PairMeaning?
    {
        guard
            let content = graph.children(of: verb).first(where: { child in
                [.ccomp, .parataxis, .xcomp].contains(graph.relation(child))
                    && graph.extent(of: child).contains(target)
            })
        else { return nil }
        let frame = graph.frame(of: content)
        let inner = composer.meaning(of: content, source: source, target: target)
        let isOfTarget = (frame.subject ?? frame.object).map(targetPath.contains) ?? false
        guard isOfTarget else { return inner.type == nil ? nil : inner }
        if composer.mood(of: content).isObligation {
            return PairMeaning(type: .request, way: "said must")
        }
        switch inner.type?.quad {
        case .materialConflict, .verbalConflict: return PairMeaning(type: .accuse, way: "said bad")
        case .materialCooperation, .verbalCooperation:
            return PairMeaning(type: .support, way: "said good")
        case nil: return PairMeaning(type: .accuse, way: "said")
        }
    }

    // MARK: Features

    private func addVerb(_ verb: Int, _ evidence: inout PairEvidence) {
        evidence.add("verb", words.keys[verb])
        if let governs = words.word(verb)?.governs { evidence.add("governs", governs.rawValue) }
        let mood = composer.mood(of: verb)
        if mood.isFuture { evidence.add("future") }
        if mood.isNegative { evidence.add("negative") }
        if mood.isConditional { evidence.add("conditional") }
        let frame = graph.frame(of: verb)
        for token in [frame.object, frame.obliques.first?.token].compactMap({ $0 }) {
            evidence.add("object", words.keys[token])
            if let type = composer.meaning(ofNoun: token)?.type {
                evidence.add("object-type", type.rawValue)
            }
        }
        for child in graph.children(of: verb)
        where [.xcomp, .ccomp].contains(graph.relation(child)) {
            evidence.add("inner", words.keys[child])
        }
    }

    /// Words between and around the two, and the types of all triggers there.
    private func addWords(
        _ source: Int, _ target: Int, _ sourcePath: [Int], _ targetPath: [Int],
        _ evidence: inout PairEvidence
    ) {
        let sentence =
            graph.text.sentences.first { $0.tokens.contains(source) }?.tokens
            ?? graph.text.tokens.indices
        let low = min(self.source.lowerBound, self.target.lowerBound)
        let high = max(self.source.upperBound, self.target.upperBound)
        var previous: UInt64 = 0
        for token in sentence.clamped(to: max(0, low - 10)..<high + 14) {
            guard !self.source.contains(token), !self.target.contains(token),
                graph.text.tokens[token].kind == .word
            else { continue }
            let key = words.keys[token]
            let isBetween = (low..<high).contains(token)
            let place = isBetween ? "between" : token < low ? "before" : "behind"
            let tag = graph.tag(token)
            if tag == .verb || tag == .noun || tag == .adjective || tag == .adverb {
                evidence.add("word", key)
                if isBetween { evidence.add("between", key) }
                if let type = type(of: token) { evidence.add("type-\(place)", type.rawValue) }
            }
            if isBetween {
                evidence.add("pair", previous &* 31 &+ key)
                previous = key
            }
        }
        if let preposition = graph.preposition(of: targetPath.last ?? target) {
            evidence.add("before-target", preposition)
        }
        evidence.add(
            "order",
            self.source.lowerBound < self.target.lowerBound ? "source first" : "target first")
    }

    private func type(of token: Int) -> EventType? {
        guard let word = words.word(token) else { return nil }
        if graph.isVerb(token) {
            return word.verbs.isEmpty
                ? nil
                : composer.finder.verbTrigger(token, word.verbs).map {
                    words.lexicon.entries[$0.entry].type
                }
        }
        return composer.meaning(ofNoun: token)?.type
    }
}
