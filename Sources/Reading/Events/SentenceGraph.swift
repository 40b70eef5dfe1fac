import Language
import Text

/// The trees of a text, walked from heads to dependents. A class, because many small parts hold it.
final class SentenceGraph {
    let text: AnalysedText
    let words: EventWords
    private let firstChild: [Int32]
    private let nextSibling: [Int32]

    /// - Complexity: O(n) in the tokens.
    init(_ text: AnalysedText, words: EventWords) {
        self.text = text
        self.words = words
        var first = [Int32](repeating: -1, count: text.tokens.count)
        var next = first
        linkChildren(
            of: text.analysis.heads, in: text.analysis.heads.indices, first: &first, next: &next)
        firstChild = first
        nextSibling = next
    }

    /// The dependents of a token in the order of the text.
    func children(of token: Int) -> Children {
        Children(following: firstChild[token], siblings: nextSibling)
    }

    struct Children: Sequence, IteratorProtocol {
        fileprivate var following: Int32
        fileprivate let siblings: [Int32]
        /// A hostile text can hang everything on one word.
        fileprivate var left = 128

        mutating func next() -> Int? {
            guard following >= 0, left > 0 else { return nil }
            left -= 1
            let token = Int(following)
            following = siblings[token]
            return token
        }
    }

    func relation(_ token: Int) -> Relation { text.analysis.relations[token] }
    func tag(_ token: Int) -> UniversalTag { text.analysis.universalTags[token] }
    func morphology(_ token: Int) -> Morphology { text.analysis.morphology[token] }

    /// The token that another depends on.
    func head(_ token: Int) -> Int? {
        let head = text.analysis.heads[token]
        return head >= 0 ? Int(head) : nil
    }

    func child(of token: Int, _ relations: Relation...) -> Int? {
        children(of: token).first { relations.contains(relation($0)) }
    }

    /// The key of the preposition of a token; of the word before it where the tree gives none.
    func preposition(of token: Int) -> UInt64? {
        for child in children(of: token) where relation(child) == .adposition && child < token {
            return words.lexicon.preposition(words.keys[child])
        }
        return nil
    }

    func isVerb(_ token: Int) -> Bool {
        tag(token) == .verb || tag(token) == .auxiliary || isPerfect(token)
    }

    /// "haben Palästina anerkannt", "angegriffen zu haben", where the tagger takes the participle for an adjective.
    private func isPerfect(_ token: Int) -> Bool {
        guard tag(token) == .adjective else { return false }
        let hasObject = child(of: token, .obj) != nil
        if hasObject, relation(token) == .xcomp, let head = head(token), tag(head) == .auxiliary {
            return true
        }
        return (hasObject || morphology(token).verbForm == .participle)
            && children(of: token).contains {
                (relation($0) == .aux || relation($0) == .passiveAuxiliary)
                    && text.has($0, .perfectAuxiliary)
            }
    }

    /// "Raketen zu liefern", "Raketen geliefert zu haben": an infinitive with its marker, which has no subject of its own
    /// where verbs stand behind their objects.
    func isOpenInfinitive(_ verb: Int) -> Bool {
        guard text.pack.wordOrder == .verbSecond else { return false }
        if child(of: verb, .mark, .particle).map({ text.has($0, .infinitiveMarker) }) != true {
            return false
        }
        if morphology(verb).verbForm == .infinitive { return true }
        return children(of: verb).contains {
            (relation($0) == .aux || relation($0) == .passiveAuxiliary)
                && text.has($0, .perfectAuxiliary)
        }
    }

    /// "Quito eased restrictions on …", where the parser makes one noun phrase of a sentence: who does it, and what hangs
    /// on the verb as its head.
    func fused(_ verb: Int) -> (subject: Int, object: Int)? {
        guard relation(verb) == .amod, tag(verb) == .verb, morphology(verb).tense == .past,
            let noun = head(verb), noun > verb, verb > 0, tag(verb - 1) == .properNoun,
            text.tokens[verb].kind == .word, !text.tokens[verb].isCapitalised
        else { return nil }
        var subject = verb - 1
        while let above = head(subject), above < verb { subject = above }
        guard head(subject) == noun || head(subject) == verb,
            child(of: subject, .adposition) == nil,
            !children(of: subject).contains(where: { $0 > subject && relation($0) != .conj })
        else { return nil }
        switch relation(noun) {
        case .root, .ccomp, .parataxis, .conj: return (subject, noun)
        case .obj:
            let first = extent(of: subject, limit: 40).lowerBound
            return first > 0 && relation(first - 1) == .mark ? (subject, noun) : nil
        default: return nil
        }
    }

    /// "Suspected rebels killed 15 soldiers", where the parser takes the only verb of a sentence for a participle
    /// behind its noun.
    func isMainVerb(_ verb: Int) -> Bool {
        guard relation(verb) == .acl, tag(verb) == .verb, let noun = head(verb), noun < verb,
            head(noun) == nil, tag(noun) == .noun || tag(noun) == .properNoun,
            child(of: noun, .copula, .nsubj) == nil, child(of: verb, .agent) == nil
        else { return false }
        return child(of: verb, .obj) != nil
            || children(of: verb).contains {
                $0 > verb && relation($0) == .obl && tag($0) == .noun
                    && children(of: $0).contains { relation($0) == .nummod }
            }
    }

    /// "Drones launched from X struck a port", where the parser takes the participle for the verb of the sentence: the
    /// finite verb behind it, which has no subject of its own.
    func mainVerb(behind verb: Int) -> Int? {
        guard text.pack.wordOrder == .subjectVerb, tag(verb) == .verb,
            morphology(verb).verbForm == .participle, morphology(verb).tense == .past,
            let subject = child(of: verb, .nsubj, .passiveSubject), subject < verb,
            child(of: verb, .aux, .passiveAuxiliary, .copula) == nil
        else { return nil }
        return children(of: verb).first { child in
            guard child > verb, tag(child) == .verb, morphology(child).verbForm == .finite else {
                return false
            }
            switch relation(child) {
            case .advcl, .ccomp, .parataxis, .conj, .xcomp, .dep: break
            default: return false
            }
            return self.child(of: child, .nsubj, .passiveSubject, .mark, .coordinator) == nil
        }
    }

    /// "Zwei Männer festgenommen", "der Saal ist besetzt": a participle that tells what was done to its subject, without an
    /// auxiliary or only with the one of states.
    func isStateParticiple(_ verb: Int) -> Bool {
        guard text.pack.wordOrder == .verbSecond, tag(verb) == .verb,
            morphology(verb).verbForm == .participle, morphology(verb).tense != .present,
            child(of: verb, .obj, .passiveAuxiliary) == nil,
            child(of: verb, .nsubj, .passiveSubject) != nil
        else { return false }
        let auxiliaries = children(of: verb).filter {
            relation($0) == .aux || relation($0) == .copula
        }
        if auxiliaries.isEmpty { return relation(verb) == .root || relation(verb) == .parataxis }
        return auxiliaries.count == 1 && words.has(auxiliaries[0], .stateAuxiliary)
    }

    /// "Sind festgenommen und angeklagt worden": the auxiliary of the passive stands with the last of two participles.
    private func isSharedPassive(_ verb: Int) -> Bool {
        guard text.pack.wordOrder == .verbSecond, morphology(verb).verbForm == .participle,
            child(of: verb, .obj, .passiveAuxiliary) == nil
        else { return false }
        return children(of: verb).contains { other in
            other > verb && relation(other) == .conj && morphology(other).verbForm == .participle
                && child(of: other, .passiveAuxiliary).map {
                    morphology($0).verbForm == .participle
                } ?? false
        }
    }

    /// Whether a verb stands in the passive.
    func isPassive(_ verb: Int) -> Bool {
        // The parser calls subjects passive that are not, so the auxiliary decides.
        if isSharedPassive(verb) { return true }
        if isPerfect(verb) || isMainVerb(verb) || fused(verb) != nil { return false }
        if mainVerb(behind: verb) != nil { return true }
        if tag(verb) == .adjective { return true }
        if let auxiliary = child(of: verb, .passiveAuxiliary),
            !text.has(auxiliary, .perfectAuxiliary) || text.has(auxiliary, .passiveAuxiliary)
        {
            return true
        }
        // "X lifted travel restrictions", where the parser takes the verb for an attribute of its object.
        if relation(verb) == .amod, child(of: verb, .nsubj) != nil { return false }
        let isParticiple = morphology(verb).verbForm == .participle
        if relation(verb) == .acl || relation(verb) == .amod {
            return isParticiple && morphology(verb).tense != .present
        }
        if relation(verb) == .conj, isParticiple, child(of: verb, .nsubj, .aux) == nil,
            let first = head(verb), isVerb(first), morphology(first).verbForm == .participle
        {
            return isPassive(first)
        }
        return false
    }

    /// The words that a token governs, from the first to the last.
    func extent(of token: Int, limit: Int = 400) -> Range<Int> {
        var low = token
        var high = token
        var stack = [
            tag(token) == .verb && relation(token) == .amod ? fused(token)?.object ?? token : token
        ]
        var steps = 0
        while let next = stack.popLast(), steps < limit {
            steps += 1
            low = min(low, next)
            high = max(high, next)
            for child in children(of: next) { stack.append(child) }
        }
        return low..<high + 1
    }

    /// Whether no determiner says that it is known which one is meant.
    func isIndefinite(_ noun: Int) -> Bool {
        !children(of: noun).contains {
            [.det, .possessor, .possessiveDeterminer].contains(relation($0))
                && !words.has($0, .indefinite)
        }
    }

    /// "vowed retaliation after the attack", "demanded talks over the war": what a demand or a promise starts from.
    func isGiven(_ noun: Int) -> Bool {
        guard !isVerb(noun), [.obl, .nmod].contains(relation(noun)),
            let preposition = preposition(of: noun), !isIndefinite(noun)
        else { return false }
        // "denied any role in the attack"
        if let above = head(noun),
            words.has(above, [.part, .ownDeed])
                || child(of: above, .obj).map({ words.has($0, .part) }) ?? false
        {
            return false
        }
        return tellsOccasion(preposition, of: noun)
    }

    /// Whether a noun is why or on what occasion something is done, by the preposition before it; in German one of a place asks
    /// for the dative then.
    func tellsOccasion(_ preposition: UInt64, of noun: Int) -> Bool {
        words.lexicon.isCauseMarker(preposition)
            || words.lexicon.isCircumstanceMarker(preposition)
                && morphology(noun).grammaticalCase != .accusative
    }
}
