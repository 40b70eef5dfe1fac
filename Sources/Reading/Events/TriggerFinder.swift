import Language
import Text

/// A word that tells an event.
struct Trigger {
    var token: Int
    /// The place in the lexicon's `entries`.
    var entry: Int
    /// A noun that belongs to the expression ("impose sanctions"), or a particle.
    var partner: Int?
    /// What stands around the verb; for a noun around the verb that carries it ("hold talks").
    var frame: VerbFrame?
    /// The verb that carries a noun.
    var carrier: Int?
}

/// Finds the words that tell events.
struct TriggerFinder {
    let graph: SentenceGraph
    private var words: EventWords { graph.words }
    private var lexicon: TriggerLexicon { graph.words.lexicon }

    init(_ graph: SentenceGraph) { self.graph = graph }

    /// The triggers of a sentence. A noun that an expression of a verb took is none of its own.
    /// - Parameter isUsed: the tokens that expressions have taken.
    func triggers(in sentence: Range<Int>) -> [Trigger] {
        var found: [Trigger] = []
        var taken: Set<Int> = []
        for token in sentence {
            guard let word = words.word(token) else { continue }
            if !word.verbs.isEmpty, graph.isVerb(token) || isAttribute(token) {
                if let trigger = verbTrigger(token, word.verbs) {
                    // "postponed a visit": the visit is the event, put off.
                    if trigger.partner != nil,
                        word.marks.contains(.postpone) || word.marks.contains(.cancel),
                        lexicon.entries[trigger.entry].type == .reject
                    {
                        continue
                    }
                    // "imposed a travel ban": a noun of several words says more than the verb with its last one.
                    if let partner = trigger.partner, word.marks.contains(.light),
                        lexicon.entries[trigger.entry].frame == nil,
                        let nouns = words.word(partner)?.nouns,
                        let noun = nounTrigger(partner, nouns, in: sentence),
                        !lexicon.entries[noun.entry].words.isEmpty
                    {
                        continue
                    }
                    found.append(trigger)
                    if let partner = trigger.partner, !lexicon.entries[trigger.entry].hasOccasion {
                        taken.insert(partner)
                    }
                    // "took delivery of": a noun that is part of the expression.
                    for key in lexicon.entries[trigger.entry].words {
                        for next in token + 1..<min(token + 4, sentence.upperBound)
                        where words.keys[next] == key && isNoun(next) { taken.insert(next) }
                    }
                }
            }
        }
        for token in sentence {
            guard let word = words.word(token), !word.nouns.isEmpty, !taken.contains(token),
                graph.tag(token) == .noun || graph.tag(token) == .properNoun,
                graph.relation(token) != .compound || graph.head(token).map({ isNoun($0) }) == false
            else { continue }
            if let trigger = nounTrigger(token, word.nouns, in: sentence) { found.append(trigger) }
        }
        guard !found.isEmpty else { return [] }
        let tokens = Set(found.map(\.token))
        return found.filter { !taken.contains($0.token) && !onlyGoverns($0, tokens) }
    }

    /// "denied that …", "talks planned for Friday": a verb of what somebody says or plans is no event beside the event
    /// that it governs.
    /// - Parameter triggers: the tokens of all triggers of the sentence.
    private func onlyGoverns(_ trigger: Trigger, _ triggers: Set<Int>) -> Bool {
        let verb = trigger.token
        // "are about to sign": what is to come hangs on the word that the copula carries.
        let isCopula = graph.tag(verb) == .auxiliary
        let carried = graph.relation(verb) == .copula ? graph.head(verb) ?? verb : verb
        guard words.word(verb)?.governs != nil || isCopula, graph.isVerb(verb) else { return false }
        switch lexicon.entries[trigger.entry].type {
        case .agree, .request, .reject, .accuse, .threaten, .support, .consult: break
        default: return false
        }
        guard lexicon.entries[trigger.entry].frame == nil else { return false }
        let isGoverning = graph.children(of: carried).contains { child in
            child != verb && triggers.contains(child)
                && [.ccomp, .xcomp, .advcl, .obj, .passiveSubject].contains(graph.relation(child))
        }
        return isGoverning
            || graph.relation(verb) == .acl
                && graph.head(verb).map { $0 != carried && triggers.contains($0) } ?? false
    }

    private func isNoun(_ token: Int) -> Bool {
        graph.tag(token) == .noun || graph.tag(token) == .properNoun
    }

    /// A participle before its noun: "die von Moskau gelieferten Drohnen".
    private func isAttribute(_ token: Int) -> Bool {
        graph.tag(token) == .adjective && graph.relation(token) == .amod
            && graph.children(of: token).contains {
                graph.relation($0) == .obl || graph.relation($0) == .agent
            }
    }

    // MARK: Verbs

    func verbTrigger(_ token: Int, _ entries: Range<Int32>) -> Trigger? {
        // Many verbs fail by their particles, which asks for no frame.
        lazy var frame = graph.frame(of: token)
        lazy var particles = particles(of: token)
        // An entry is looked at where it stands: a copy counts the references of all its parts.
        let all = lexicon.entries
        for index in entries.lazy.map(Int.init) {
            guard all[index].words.isEmpty || all[index].words.allSatisfy(particles.contains)
            else { continue }
            // "kicked off"
            if all[index].words.isEmpty, hasOtherParticle(token) { continue }
            var prepositional: Int?
            if !all[index].prepositions.isEmpty {
                let prepositions = all[index].prepositions
                let oblique = frame.obliques.first { prepositions.contains($0.preposition) }
                guard oblique != nil || followsPreposition(token, prepositions) else { continue }
                prepositional = oblique?.token
            }
            if !all[index].subjects.isEmpty {
                guard let subject = frame.subject, matches(subject, all[index].subjects)
                else { continue }
            }
            var partner: Int?
            if !all[index].objects.isEmpty {
                guard let object = object(among: all[index].objects, frame, prepositional) else {
                    continue
                }
                partner = object
            }
            if all[index].isNone { return nil }
            // What a norm breach breaches is no event of its own.
            if all[index].frame == .normBreach { partner = partner ?? prepositional }
            return Trigger(token: token, entry: index, partner: partner, frame: frame)
        }
        return nil
    }

    /// The keys of the words that belong to a verb as its particles may, or stand close behind it.
    private func particles(of verb: Int) -> [UInt64] {
        var keys = Array(words.keys[verb + 1..<max(verb + 1, min(verb + 3, words.keys.count))])
        for child in graph.children(of: verb) {
            switch graph.relation(child) {
            case .particle, .advmod, .xcomp, .obl, .mark, .adposition, .obj, .advcl, .amod:
                keys.append(words.keys[child])
            default: continue
            }
        }
        // "be ready", "be concerned": the adjective is the head, the copula hangs on it.
        if graph.relation(verb) == .copula, let head = graph.head(verb) {
            keys.append(words.keys[head])
        }
        return keys
    }

    /// Whether a particle of its own gives a verb another meaning. Where particles are written at the verb, the
    /// tables have them.
    private func hasOtherParticle(_ verb: Int) -> Bool {
        guard graph.text.pack.wordOrder == .subjectVerb else { return false }
        return graph.children(of: verb).contains {
            graph.relation($0) == .particle && !words.has($0, .openParticle)
        }
    }

    private func followsPreposition(_ verb: Int, _ prepositions: [UInt64]) -> Bool {
        let next = verb + 1
        if next < words.keys.count, prepositions.contains(lexicon.preposition(words.keys[next])) {
            return true
        }
        for child in graph.children(of: verb) {
            switch graph.relation(child) {
            case .adposition, .particle:
                if prepositions.contains(words.keys[child]) { return true }
            case .xcomp, .advcl, .ccomp:
                for mark in graph.children(of: child)
                where graph.relation(mark) == .mark || graph.relation(mark) == .adposition {
                    if prepositions.contains(words.keys[mark]) { return true }
                }
            default: continue
            }
        }
        return false
    }

    /// The noun of an expression, as object, behind a preposition, or coordinated with such a noun.
    private func object(among keys: [UInt64], _ frame: VerbFrame, _ prepositional: Int?) -> Int? {
        if let prepositional, let found = noun(prepositional, among: keys) { return found }
        for candidate in [frame.object, frame.indirect] {
            if let candidate, let found = noun(candidate, among: keys) { return found }
        }
        guard keys.first != TriggerLexicon.thing else { return nil }
        for oblique in frame.obliques {
            if let found = noun(oblique.token, among: keys) { return found }
        }
        return nil
    }

    private func noun(_ token: Int, among keys: [UInt64]) -> Int? {
        if matches(token, keys) { return token }
        // "dismissed the finance minister": what stands before somebody makes no thing of him.
        if keys.first == TriggerLexicon.thing { return nil }
        for child in graph.children(of: token) {
            switch graph.relation(child) {
            case .conj, .nmod, .appos, .compound:
                if matches(child, keys) { return child }
                // "in Richtung Japanisches Meer"
                if let last = graph.child(of: child, .flat), matches(last, keys) { return last }
            default: continue
            }
        }
        return nil
    }

    /// Whether a noun, or the head of a compound, is one of these.
    private func matches(_ token: Int, _ keys: [UInt64]) -> Bool {
        if keys.contains(words.keys[token]) { return true }
        if keys.last == TriggerLexicon.people, words.has(token, .agent) { return true }
        if keys.first == TriggerLexicon.thing {
            return graph.tag(token) == .noun && !words.has(token, [.agent, .stateAgent, .quantity])
                && !graph.text.has(token, .personNoun)
        }
        if words.isCompound[token], let head = words.word(token)?.key, keys.contains(head) {
            return true
        }
        guard graph.text.tokens[token].kind == .word else { return false }
        let span = graph.text.tokens[token].span
        return graph.text.bytes.withUnsafeBufferPointer { bytes in
            let form = UnsafeBufferPointer(rebasing: bytes[span.start..<span.end])
            guard let hyphen = form.lastIndex(of: 0x2D), hyphen + 3 < form.count else {
                return false
            }
            return keys.contains(eventKey(UnsafeBufferPointer(rebasing: form[(hyphen + 1)...])))
        }
    }

    // MARK: Nouns

    private func nounTrigger(
        _ token: Int, _ entries: Range<Int32>, in sentence: Range<Int>
    ) -> Trigger? {
        for index in entries {
            let entry = lexicon.entries[Int(index)]
            if words.isCompound[token], !entry.compounds { continue }
            let count = entry.words.count
            if count > 0 {
                let start = entry.wordsFollow ? token + 1 : token - count
                guard start >= sentence.lowerBound, start + count <= sentence.upperBound else {
                    continue
                }
                guard (0..<count).allSatisfy({ entry.words[$0] == words.keys[start + $0] }) else {
                    continue
                }
            }
            if !entry.prepositions.isEmpty {
                guard
                    graph.children(of: token).contains(where: { child in
                        graph.preposition(of: child).map(entry.prepositions.contains) ?? false
                    })
                else { continue }
            }
            if !entry.objects.isEmpty, !has(token, anyOf: entry.objects) { continue }
            if entry.isNone { return nil }
            let carrier = carrier(
                of: token,
                isAny: entry.needsBoth || entry.type == .consult || entry.type == .protest,
                isVisit: entry.frame == .visit)
            return Trigger(
                token: token, entry: Int(index), frame: carrier.map { graph.frame(of: $0) },
                carrier: carrier)
        }
        return nil
    }

    /// "The explosion of a car bomb": whether one of these belongs to a noun.
    private func has(_ noun: Int, anyOf keys: [UInt64]) -> Bool {
        graph.children(of: noun).contains { child in
            [.nmod, .possessor, .compound, .unmarkedModifier, .dep].contains(graph.relation(child))
                && matches(child, keys)
        }
    }

    /// The verb that adds nothing but tense and subject to a noun: "hold talks", "nahm Gespräche auf".
    /// - Parameter isAny: whether any verb counts: whoever does something "after talks" or "in protest" takes part.
    private func carrier(of noun: Int, isAny: Bool, isVisit: Bool) -> Int? {
        guard var verb = graph.head(noun), graph.isVerb(verb) else { return nil }
        // "said in a call with X, the visit must not lead to …": the call is part of the saying.
        if verb > noun, let above = graph.head(verb), above < noun, graph.isVerb(above),
            graph.text.tokens[noun..<verb].contains(where: { $0.kind == .comma })
        {
            verb = above
        }
        switch graph.relation(noun) {
        case .obl where graph.preposition(of: noun).map(lexicon.isCauseMarker) ?? false:
            return nil
        case .obl
        where isVisit && graph.child(of: noun, .adposition) != nil
            && graph.child(of: verb, .obj) != nil && !words.has(verb, .light):
            // "name a date for a visit": the date is what the verb carries.
            return nil
        case .obj, .passiveSubject, .argument, .obl, .nsubj: break
        default: return nil
        }
        guard
            isAny || words.has(verb, [.light, .postpone, .cancel])
                || words.word(verb)?.governs != nil
                || graph.relation(noun) == .obl && isImpersonal(verb)
        else {
            return nil
        }
        return verb
    }

    /// "Zu einem Angriff kam es nicht": a verb without anybody who does it.
    private func isImpersonal(_ verb: Int) -> Bool {
        graph.children(of: verb).contains {
            [.expl, .nsubj].contains(graph.relation($0)) && graph.text.has($0, .impersonal)
        }
    }
}
