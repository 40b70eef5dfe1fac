import Language
import Text

/// What verbs and nouns above a trigger say of its event.
extension StandingFinder {
    /// What verbs and nouns above say of an event: "agreed to", "the plan to", "refused to", "if".
    func climb(
        from token: Int, _ limits: (Int) -> Bool, _ isDenied: Bool, _ isSameEvent: (Int) -> Bool,
        _ standing: inout Standing, _ tense: inout Event.Tense?
    ) {
        var current = token
        for step in 0..<8 {
            guard let above = graph.head(current), limits(above) else { return }
            let relation = graph.relation(current)
            let isClausal =
                [.xcomp, .ccomp, .advcl, .acl, .csubj, .relativeClause].contains(relation)
            let isKeptFrom =
                relation == .advcl
                && (isKeptFrom(current, by: above) || isAccused(of: current, by: above))
            if isClausal, isUnproven(current, above, isDenied) { standing.weaken(to: .open) }
            // "rejected a motion to supply X": what is refused is not what was told.
            if isDenied, relation == .acl, graph.morphology(current).verbForm == .infinitive,
                graph.child(of: current, .mark) != nil, !words.has(above, .claim)
            {
                standing.weaken(to: .open)
                tense = .future
            }
            if relation == .advcl, graph.morphology(current).verbForm != .finite {
                // "did not rule out attacking", "stopped short of attacking", where the parser takes it for a circumstance
                let mark = graph.child(of: current, .mark, .adposition)
                if mark == nil, words.has(above, .leavesOpen) { standing.weaken(to: .open) }
                if let mark, mark > above + 1, words.has(mark - 1, .prevent) {
                    standing.isNegative.toggle()
                }
            }
            if relation == .relativeClause || relation == .parataxis { return }
            if relation == .advcl,
                graph.children(of: current).contains(where: { words.has($0, .purpose) })
            {
                if !isSameEvent(above) {
                    standing.weaken(to: .open)
                    tense = .future
                }
            } else if graph.isVerb(above) || words.word(above)?.governs != nil {
                let governs = words.word(above)?.governs
                let isArgument =
                    isClausal
                    || [.obj, .obl, .nsubj, .passiveSubject, .nmod, .argument, .iobj].contains(
                        relation) && !isCircumstance(current, relation)
                if isArgument, relation != .advcl || isKeptFrom {
                    apply(governs, at: above, isClausal: isClausal, relation, &standing, &tense)
                }
                if step > 0 || isClausal || graph.isVerb(token) {
                    for child in graph.children(of: above) where relation != .advcl {
                        if graph.relation(child) == .mark, words.has(child, .conditional) {
                            standing.weaken(to: .open)
                        }
                    }
                }
            }
            if isClausal, isUntrue(above) || relation == .xcomp && isStillToCome(above) {
                standing.isNegative.toggle()
            }
            current = above
        }
    }

    /// "decided at its session", "threatened sanctions over the attack": what was there before the decision and the threat.
    private func isCircumstance(_ noun: Int, _ relation: Relation) -> Bool {
        guard relation == .obl, let preposition = graph.preposition(of: noun) else { return false }
        return graph.tellsOccasion(preposition, of: noun)
            || words.lexicon.isConditionMarker(preposition) && !graph.isIndefinite(noun)
    }

    /// "It is not true that …", "It is false that …"
    func isUntrue(_ above: Int) -> Bool {
        if graph.isVerb(above) { return false }
        if words.has(above, .untruth) { return true }
        return words.has(above, .truth)
            && graph.children(of: above).contains { words.has($0, .negationWord) }
    }

    /// "suspected of attacking": a deed behind its preposition.
    private func isAccused(of verb: Int, by above: Int) -> Bool {
        words.word(above)?.governs == .accuse && graph.morphology(verb).verbForm != .finite
            && graph.child(of: verb, .mark, .adposition) != nil
    }

    /// "considered invading", "plante, … anzugreifen": whether the clause that a statement tells, without a finite verb and no
    /// perfect, is one that its verb leaves open.
    func isLeftOpen(_ token: Int, _ limits: (Int) -> Bool, isCue: (Int) -> Bool) -> Bool {
        var top = token
        for _ in 0..<8 {
            guard let above = graph.head(top) else { return false }
            if limits(above) {
                top = above
                continue
            }
            guard isCue(above) else { return false }
            // "is considering sanctions"
            let governs = words.word(above)?.governs
            if !graph.isVerb(top) {
                // "claimed responsibility for the attack", "claimed the attack"; "agreed to the sale"
                return
                    (words.has(above, .leavesOpen) && !words.has(above, .ownDeed)
                    || governs == .agree)
                    && [.obj, .obl, .iobj, .argument].contains(graph.relation(top))
            }
            return [.xcomp, .ccomp, .advcl, .obj, .acl].contains(graph.relation(top))
                && graph.morphology(top).verbForm != .finite
                && !graph.children(of: top).contains {
                    [.aux, .passiveAuxiliary].contains(graph.relation($0))
                        && (text.has($0, .perfectAuxiliary)
                            || graph.morphology($0).verbForm == .finite)
                }
                && (words.has(above, .leavesOpen)
                    || governs == .agree || governs == .request || governs == .threaten)
        }
        return false
    }

    /// "warned of a Russian attack": whether a noun without a definite determiner is all that a statement tells.
    func isBareContent(_ token: Int, _ limits: (Int) -> Bool) -> Bool {
        guard !graph.isVerb(token), let above = graph.head(token), !limits(above) else {
            return false
        }
        return [.obj, .obl, .argument].contains(graph.relation(token)) && graph.isIndefinite(token)
    }

    /// "dismissed claims that …", "rumours that …", "is said to have …", "there is no evidence that …": what is for others to hold.
    private func isUnproven(_ clause: Int, _ above: Int, _ isDenied: Bool) -> Bool {
        func isMissing(_ noun: Int) -> Bool {
            words.has(noun, .evidence)
                && graph.children(of: noun).contains { words.has($0, .negationWord) }
        }
        let governs = words.word(above)?.governs
        if graph.isVerb(above) {
            return governs == .say && graph.relation(clause) == .xcomp && graph.isPassive(above)
                || graph.children(of: above).contains(where: isMissing)
                || governs == nil && isSuspected(clause, above)
        }
        if isMissing(above) { return true }
        let opensClause =
            graph.child(of: clause, .mark) != nil
            || above + 1 < text.tokens.count && text.has(above + 1, .complementizer)
        return !isDenied && opensClause && (governs == .say || governs == .accuse)
    }

    /// "steht im Verdacht, … zu haben", "hat die Fähigkeit, … anzugreifen": the word beside the verb says what the
    /// infinitive is.
    private func isSuspected(_ clause: Int, _ above: Int) -> Bool {
        graph.relation(clause) != .relativeClause && graph.morphology(clause).verbForm != .finite
            && graph.children(of: above).contains { word in
                guard [.obl, .obj, .argument, .advmod, .particle].contains(graph.relation(word)),
                    word < clause, !graph.isVerb(word), let governs = words.word(word)?.governs
                else { return false }
                return governs == .accuse || governs == .agree
            }
    }

    /// "has yet to release"
    private func isStillToCome(_ above: Int) -> Bool {
        text.has(above, [.auxiliary, .perfectAuxiliary])
            && graph.children(of: above).contains { words.has($0, .notYet) }
    }

    /// "refrained from attacking": what the parser takes for a circumstance is what is not done.
    private func isKeptFrom(_ verb: Int, by above: Int) -> Bool {
        guard words.has(above, .prevent) || words.word(above)?.governs == .reject,
            let mark = graph.child(of: verb, .mark, .adposition)
        else { return false }
        return words.lexicon.isOriginMarker(words.keys[mark])
    }

    private func apply(
        _ governs: TriggerLexicon.Operator?, at above: Int, isClausal: Bool, _ relation: Relation,
        _ standing: inout Standing, _ tense: inout Event.Tense?
    ) {
        let isSubject = relation == .nsubj
        if words.has(above, .probableWord) || text.has(above, .probable) {
            standing.weaken(to: .probable)
        }
        // "tried to storm the base", "allowed X to bomb Y", "claims to have withdrawn"
        if isClausal, words.has(above, .leavesOpen) { standing.weaken(to: .open) }
        // Of a verb that rejects and prevents ("fail", "verzichten") one is enough.
        if isClausal, words.has(above, .prevent), governs != .reject {
            standing.isNegative.toggle()
        }
        let isNegated = graph.children(of: above).contains {
            graph.relation($0) == .advmod && words.has($0, .negationWord)
        }
        // "would not confirm that", "has never denied that": nobody says it.
        if isClausal, isNegated, governs == .say || governs == .reject {
            standing.weaken(to: .open)
            return
        }
        // Negation and mood of the verb above are the event's where it only carries it.
        for child in graph.children(of: above) {
            if graph.relation(child) == .aux, text.has(child, .modal) {
                readModal(child, &standing, &tense)
            } else if graph.relation(child) == .aux, words.has(child, .futureAuxiliary),
                graph.morphology(child).tense != .past
            {
                tense = .future
            }
        }
        if isClausal, isNegated { standing.isNegative.toggle() }
        guard let governs, !isSubject || isClausal else { return }
        // "was called off": with its particle the verb asks for nothing.
        if !isClausal, words.has(above, [.cancel, .postpone]),
            graph.child(of: above, .particle) != nil
        {
            return
        }
        switch governs {
        case .agree where !isClausal && relation == .passiveSubject:
            // "is planned", "was announced"
            standing.weaken(to: .probable)
            tense = .future
        case .agree, .request, .threaten:
            standing.weaken(to: .open)
            tense = .future
        case .reject:
            if isClausal { standing.isNegative.toggle() } else { standing.weaken(to: .open) }
        case .accuse:
            if isClausal { standing.weaken(to: .open) }
        case .cease:
            // "has stopped selling drones"
            if relation == .xcomp || relation == .ccomp { standing.isNegative.toggle() }
        case .consult, .support, .concede, .start, .say: break
        }
    }
}
