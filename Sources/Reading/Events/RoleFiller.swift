import Language
import Text

/// Who and what fills the places of an entry around a trigger.
struct RoleFiller {
    let graph: SentenceGraph
    let trigger: Trigger
    let entry: TriggerLexicon.Entry
    private var words: EventWords { graph.words }

    /// A place that is filled, and the token there.
    struct Filler {
        var slot: TriggerLexicon.Slot
        var token: Int
    }

    /// The nouns in the places of a role, in the order of the places.
    func fillers(_ slots: [TriggerLexicon.Slot]) -> [Filler] {
        var found: [Filler] = []
        let isVerb = graph.isVerb(trigger.token) || graph.tag(trigger.token) == .adjective
        for slot in slots {
            for token in isVerb ? aroundVerb(slot) : aroundNoun(slot)
            where token != trigger.token && (token != trigger.partner || isSomebody(token)) {
                found.append(Filler(slot: slot, token: token))
            }
        }
        return found
    }

    /// "bildet Soldaten aus", "joined NATO": the noun of an expression can be who it is done to.
    private func isSomebody(_ token: Int) -> Bool {
        if graph.tag(token) == .properNoun { return true }
        switch entry.type {
        case .aid, .coerce, .assault, .sanction:
            return words.has(token, [.agent, .stateAgent, .target])
        case .consult: return words.has(token, [.agent, .stateAgent])
        case .retreat: return entry.mode == "release" && words.has(token, [.agent, .stateAgent])
        default: return false
        }
    }

    private func aroundVerb(_ slot: TriggerLexicon.Slot) -> [Int] {
        guard let frame = trigger.frame else { return [] }
        switch slot {
        case .subject: return frame.subject.map { [$0] } ?? []
        case .object: return frame.object.map { [$0] } ?? []
        case .indirect: return frame.indirect.map { [$0] } ?? []
        case .agent: return frame.isPassive ? frame.subject.map { [$0] } ?? [] : []
        case .possessor: return possessors(of: trigger.partner ?? frame.object ?? trigger.token)
        // "died in a Russian attack"
        case .compound: return trigger.partner.map { children(of: $0, .compound) } ?? []
        case .adjective: return trigger.partner.map { children(of: $0, .amod) } ?? []
        case .itself: return [trigger.token]
        case .preposition(let key):
            // "beschloss Sanktionen gegen X wegen des Vorgehens gegen Y": what hangs on the noun of the expression comes first.
            let own = trigger.partner.map { inside($0, key, depth: 1) } ?? []
            let others =
                frame.obliques.filter { $0.preposition == key }.map(\.token)
                + (trigger.partner.map { inside($0, key) } ?? [])
            return own + others.filter { !own.contains($0) }
        }
    }

    private func aroundNoun(_ slot: TriggerLexicon.Slot) -> [Int] {
        let noun = trigger.token
        switch slot {
        case .possessor: return possessors(of: noun)
        case .compound: return children(of: noun, .compound)
        case .adjective: return children(of: noun, .amod)
        case .itself: return [noun]
        case .subject: return carrierSubject
        case .object: return []
        case .indirect: return trigger.frame?.indirect.map { [$0] } ?? []
        case .agent: return []
        case .preposition(let key):
            var found = inside(noun, key)
            for oblique in trigger.frame?.obliques ?? []
            where oblique.preposition == key && oblique.token != noun
                && !found.contains(oblique.token)
            {
                found.append(oblique.token)
            }
            return found.isEmpty ? behind(noun, key) : found
        }
    }

    /// Who does what a noun with its verb tells: "Ankara held talks".
    var carrierSubject: [Int] {
        // "Dockers are on strike"
        if let subject = graph.child(of: trigger.token, .nsubj),
            graph.child(of: trigger.token, .copula) != nil
        {
            return [subject]
        }
        guard let frame = trigger.frame, let subject = frame.subject, subject != trigger.token,
            graph.relation(trigger.token) != .nsubj
        else { return [] }
        // "rejected a motion for the supply of …": it is the motion that somebody rejects.
        if entry.frame == .transfer, graph.relation(trigger.token) == .obl,
            let carrier = trigger.carrier, words.word(carrier)?.governs != nil,
            let object = graph.child(of: carrier, .obj), object != trigger.token
        {
            return []
        }
        // "reported on a massacre", "police were deployed at the march": who has only to do with it does not do it.
        guard isDeed, let carrier = trigger.carrier else { return [subject] }
        if entry.type.quad == .materialConflict, graph.isGiven(trigger.token) { return [] }
        // "Police prevented an attack"
        if words.has(carrier, .prevent), graph.relation(trigger.token) == .obj { return [] }
        let governs = words.word(carrier)?.governs
        guard graph.relation(trigger.token) == .obl,
            let preposition = graph.child(of: trigger.token, .adposition),
            !words.has(preposition, .joining)
        else {
            // "criticised the attack", "demanded the release": somebody else's deed.
            let isOthers = [.accuse, .say, .support, .consult].contains(governs)
            return isOthers && entry.type != .protest && entry.frame == nil ? [] : [subject]
        }
        if entry.type == .protest { return words.has(subject, .stateAgent) ? [] : [subject] }
        switch governs {
        case .agree, .request, .threaten, .support, .start, .cease, .concede: return [subject]
        case .reject, .accuse, .consult, .say, nil: return []
        }
    }

    /// Whether the noun tells what somebody does to others, or takes back.
    private var isDeed: Bool {
        switch entry.type {
        case .protest, .concede, .retreat: true
        default: entry.type.quad == .materialConflict
        }
    }

    private func children(of noun: Int, _ relation: Relation) -> [Int] {
        graph.children(of: noun).filter { graph.relation($0) == relation }
    }

    /// Genitives: "Ankara's visit", "der Besuch des Ministers".
    private func possessors(of noun: Int) -> [Int] {
        graph.children(of: noun).filter { child in
            switch graph.relation(child) {
            case .possessor: true
            case .nmod, .dep, .unmarkedModifier, .appos, .descriptor:
                graph.preposition(of: child) == nil
                    && (graph.morphology(child).grammaticalCase == .genitive
                        || child < noun && isGenitiveName(child))
            default: false
            }
        }
    }

    private func isGenitiveName(_ token: Int) -> Bool {
        let row = graph.text.tokens[token]
        return row.isCapitalised && graph.text.bytes[Int(row.end) - 1] == UInt8(ascii: "s")
    }

    /// Who stands behind a preposition a few words on, where the tree gives nobody: "Talks planned for Friday between Quito and
    /// Lima", where it is done together; of an attack that somebody acts upon, directly behind the noun.
    private func behind(_ noun: Int, _ key: UInt64) -> [Int] {
        let reach: Int
        switch entry.type {
        case .consult where entry.frame == nil, .agree, .cooperate: reach = 9
        case .assault where graph.isGiven(noun): reach = 2
        default: return []
        }
        let limit = min(noun + reach, words.keys.count)
        for token in noun + 1..<max(limit, noun + 1) {
            if graph.text.tokens[token].kind == .sentenceEnd { return [] }
            guard words.keys[token] == key, graph.relation(token) == .adposition,
                let head = graph.head(token), head > token
            else { continue }
            return [head]
        }
        return []
    }

    /// Nouns behind a preposition inside a noun, also a level or two deeper.
    private func inside(_ noun: Int, _ key: UInt64, depth: Int = 3) -> [Int] {
        guard depth > 0 else { return [] }
        var found: [Int] = []
        for child in graph.children(of: noun)
        where graph.relation(child) == .nmod || graph.relation(child) == .obl {
            if graph.preposition(of: child) == key { found.append(child) }
            found += inside(child, key, depth: depth - 1)
        }
        return found
    }
}
