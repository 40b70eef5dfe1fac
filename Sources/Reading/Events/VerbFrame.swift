import Language
import Text

/// Who and what stands around a verb, whatever its voice and wherever in the sentence.
struct VerbFrame {
    /// Who does it: the subject of the active, the agent of the passive.
    var subject: Int?
    var object: Int?
    var indirect: Int?
    /// Nouns behind prepositions, by the key of the preposition.
    var obliques: [(preposition: UInt64, token: Int)] = []
    var isPassive = false
    /// Whether the subject came from another verb.
    var isInherited = false
}

extension SentenceGraph {
    /// What stands around a verb.
    /// - Parameter depth: how many verbs above it may lend their subject.
    func frame(of verb: Int, depth: Int = 4) -> VerbFrame {
        var frame = VerbFrame()
        if let fused = fused(verb) {
            (frame.subject, frame.object) = (fused.subject, fused.object)
            addInner(fused.object, to: &frame, depth: 3)
            return frame
        }
        frame.isPassive = isPassive(verb)
        let isOpen = !frame.isPassive && isOpenInfinitive(verb)
        // "are close to a treaty": what belongs to the copula hangs on the word that it carries.
        let carried = relation(verb) == .copula ? head(verb) : nil
        for child in children(of: carried ?? verb) where child != verb {
            switch relation(child) {
            case .nsubj where isOpen, .passiveSubject where isOpen:
                // The parser calls the object of such a verb its subject.
                if frame.object == nil {
                    frame.object = child
                } else if frame.indirect == nil {
                    frame.indirect = child
                }
            case .nsubj, .outerSubject, .csubj:
                if frame.isPassive {
                    frame.object = frame.object ?? child
                } else if frame.subject == nil || child < verb {
                    // Of two the one that stands closer before the verb.
                    frame.subject = child
                }
            case .passiveSubject, .passiveClausalSubject:
                if frame.isPassive {
                    frame.object = child
                } else {
                    frame.subject = frame.subject ?? child
                }
            case .agent:
                if let preposition = preposition(of: child),
                    !words.lexicon.isAgentMarker(preposition)
                {
                    addOblique(child, to: &frame)
                } else {
                    frame.subject = child
                }
            case .obj where text.has(child, [.weekday, .month]):
                // "released Friday": a day is nobody.
                continue
            case .obj:
                if isOpen, let name = frame.object {
                    // "Pakistan Raketen geliefert zu haben"
                    (frame.object, frame.indirect) = (child, name)
                } else if frame.object == nil {
                    frame.object = child
                } else {
                    frame.indirect = frame.indirect ?? child
                }
            case .iobj: frame.indirect = child
            case .obl, .argument, .nmod, .advmod, .unmarkedOblique:
                addOblique(child, to: &frame)
            case .xcomp where child == verb + 1 && tag(child) == .adjective:
                // "were shot dead by …"
                for inner in children(of: child) where relation(inner) == .obl {
                    addOblique(inner, to: &frame)
                }
            default: continue
            }
        }
        repair(verb, &frame)
        // "Object of the object": "erhielt Haubitzen von Deutschland".
        if let object = frame.object { addInner(object, to: &frame, depth: 3) }
        // "kam der Premier mit den Staatschefs zusammen": behind a verb, what hangs on the subject may be the verb's.
        if let subject = frame.subject, subject > verb { addInner(subject, to: &frame, depth: 1) }
        findAgent(verb, &frame)
        replaceRelative(verb, &frame)
        if depth > 0 { inherit(verb, &frame, depth) }
        return frame
    }

    private func addOblique(_ child: Int, to frame: inout VerbFrame) {
        guard tag(child) != .adverb else { return }
        guard let preposition = preposition(of: child) else {
            // A dative without a preposition.
            if relation(child) == .argument || morphology(child).grammaticalCase == .dative,
                relation(child) != .nmod, frame.indirect == nil, tag(child) != .adverb
            {
                frame.indirect = child
            }
            if relation(child) == .unmarkedOblique, let object = frame.object,
                frame.indirect == nil,
                words.word(child).map({ !$0.nouns.isEmpty }) ?? false,
                tag(object) == .properNoun || words.has(object, [.agent, .stateAgent])
            {
                // "gave the rebels an ultimatum"
                (frame.object, frame.indirect) = (child, object)
            }
            addInner(child, to: &frame, depth: 1)
            return
        }
        if frame.isPassive, frame.subject == nil, words.lexicon.isAgentMarker(preposition) {
            frame.subject = child
            frame.obliques.append((preposition, child))
            return
        }
        frame.obliques.append((preposition, child))
        addInner(child, to: &frame, depth: 2)
    }

    /// The agent of a passive that the parser has hung on a noun: "ist ein Ingenieur von Bewaffneten entführt worden".
    private func findAgent(_ verb: Int, _ frame: inout VerbFrame) {
        guard frame.isPassive, frame.subject == nil,
            let finite = children(of: verb).first(where: {
                relation($0) == .aux || relation($0) == .passiveAuxiliary
            })
        else { return }
        for oblique in frame.obliques
        where words.lexicon.isAgentMarker(oblique.preposition) && oblique.token > finite
            && oblique.token != frame.object && !tellsWhere(oblique.token, frame)
            && (words.has(oblique.token, [.agent, .stateAgent, .weapon])
                || tag(oblique.token) == .properNoun)
        {
            frame.subject = oblique.token
            return
        }
    }

    /// "in der Nähe von Brüssel": a place that says where another noun is. Behind a day it may be who does it
    /// ("am Dienstag von Israel angegriffen").
    private func tellsWhere(_ token: Int, _ frame: VerbFrame) -> Bool {
        guard let above = head(token), above != frame.object, tag(above) == .noun,
            !text.has(above, [.weekday, .month])
        else { return false }
        return isCountry(token) || text.analysis.entityKind(token) == .location
    }

    /// Nouns behind prepositions inside a noun, which the parser may have put a level too deep.
    func addInner(_ noun: Int, to frame: inout VerbFrame, depth: Int) {
        guard depth > 0 else { return }
        for child in children(of: noun) where relation(child) == .nmod || relation(child) == .obl {
            if let preposition = preposition(of: child) {
                frame.obliques.append((preposition, child))
            }
            addInner(child, to: &frame, depth: depth - 1)
        }
    }

    /// The clause with a complementizer that stands before an infinitive at it or, where both hang on one verb,
    /// beside it.
    private func controllingClause(of infinitive: Int, _ above: Int) -> Int? {
        func controls(_ token: Int) -> Bool {
            [.advcl, .ccomp].contains(relation(token)) && token < infinitive && isVerb(token)
                && child(of: token, .mark).map { text.has($0, .complementizer) } ?? false
        }
        if relation(infinitive) == .xcomp,
            let beside = Array(children(of: above)).last(where: { $0 > above && controls($0) })
        {
            return beside
        }
        return Array(children(of: infinitive)).last(where: controls)
    }

    /// The subject of a verb that has none of its own.
    private func inherit(_ verb: Int, _ frame: inout VerbFrame, _ depth: Int) {
        guard let above = head(verb), isVerb(above) || relation(verb) != .relativeClause else {
            return
        }
        if frame.subject == nil, !frame.isPassive, isOpenInfinitive(verb),
            let control = controllingClause(of: verb, above)
        {
            // "dass X gezwungen worden sei, … zu …", where the parser hangs the clause on its infinitive or
            // both on the verb of saying.
            let outer = self.frame(of: control, depth: depth - 1)
            frame.subject = outer.isPassive ? outer.object : outer.subject
            frame.isInherited = true
            return
        }
        switch relation(verb) {
        case .conj:
            guard isVerb(above) else { return }
            let first = self.frame(of: above, depth: depth - 1)
            if frame.isPassive {
                if frame.object == nil {
                    frame.object = first.isPassive ? first.object : first.subject
                }
                if frame.subject == nil, first.isPassive { frame.subject = first.subject }
            } else if frame.subject == nil {
                frame.subject = first.isPassive ? first.object : first.subject
                frame.isInherited = true
            }
        case .xcomp, .advcl, .ccomp, .acl, .obl, .csubj, .parataxis, .nmod:
            let isOpen = frame.isPassive ? frame.object == nil : frame.subject == nil
            guard isOpen else { break }
            guard isVerb(above) else {
                if relation(verb) == .acl, isGerundBehindComma(verb) {
                    // "struck a building in Kharkiv, killing five": neither the building nor the town.
                    let main = self.verb(above: above).map { self.frame(of: $0, depth: depth - 1) }
                    frame.subject = main.flatMap { $0.isPassive ? nil : $0.subject }
                    frame.isInherited = true
                    break
                }
                // "the plan to send …": whoever has the plan.
                guard relation(verb) == .acl || relation(verb) == .nmod else { break }
                let owner = ownerOfNoun(above, depth - 1)
                if !frame.isPassive { frame.subject = owner }
                break
            }
            let outer = self.frame(of: above, depth: depth - 1)
            let controller: Int?
            if !isGerundBehindComma(verb), controlsByObject(above) {
                // "urged Washington to …", "warf Washington vor, …"
                controller =
                    outer.object ?? outer.indirect ?? (outer.isPassive ? nil : outer.subject)
            } else {
                controller = outer.isPassive ? outer.object ?? outer.subject : outer.subject
            }
            if frame.isPassive { frame.object = controller } else { frame.subject = controller }
            frame.isInherited = true
        default: break
        }
        // "attacked and burned the village"
        if frame.object == nil, !frame.isPassive, relation(verb) != .conj {
            for child in children(of: verb)
            where relation(child) == .conj && isVerb(child)
                && morphology(child).tense == morphology(verb).tense
            {
                frame.object = self.child(of: child, .obj)
                break
            }
        }
    }

    /// Whether the object of a verb is the subject of what follows.
    func controlsByObject(_ verb: Int) -> Bool {
        switch words.word(verb)?.governs {
        case .request, .accuse, .concede: true
        default: child(of: verb, .obj) != nil && words.word(verb)?.governs == nil
        }
    }

    /// Whose plan, threat or order it is: the possessor, or the subject of the verb that it is the object of.
    private func ownerOfNoun(_ noun: Int, _ depth: Int) -> Int? {
        if let owner = child(of: noun, .possessor) { return owner }
        guard depth > 0, let verb = head(noun), isVerb(verb),
            words.word(verb)?.governs != .reject
        else { return nil }
        let outer = frame(of: verb, depth: depth - 1)
        return outer.subject == noun ? nil : outer.subject
    }
}
