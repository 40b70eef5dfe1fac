import Language
import Text

/// Reads from the words around a trigger whether its event is sure, denied, to come or long past.
///
/// The levels are those of FactBank (Saurí and Pustejovsky 2009). What stands outside of a statement's
/// content says nothing of the event to that statement's source, so the way up ends there.
struct StandingFinder {
    let graph: SentenceGraph
    private var words: EventWords { graph.words }
    private var text: AnalysedText { graph.text }

    init(_ graph: SentenceGraph) { self.graph = graph }

    /// - Parameters:
    ///   - limits: whether a token still belongs to the same content.
    ///   - statement: the statement whose content that is; `nil` for what the author says.
    ///   - isSameEvent: whether a verb above tells the same kind of event.
    func standing(
        of trigger: Trigger, sentence: Range<Int>, limits: (Int) -> Bool, in statement: Statement?,
        isSameEvent: (Int) -> Bool
    ) -> Standing {
        var standing = Standing()
        let isNoun = !graph.isVerb(trigger.token) && graph.tag(trigger.token) != .adjective
        if isNoun {
            readModifiers(of: trigger.token, &standing)
        } else if let partner = trigger.partner {
            readModifiers(of: partner, &standing)
        }
        let verb = isNoun ? trigger.carrier ?? verbAbove(trigger.token) : trigger.token
        var tense: Event.Tense?
        if let verb, limits(verb) {
            tense = readVerb(
                verb, of: trigger.partner ?? trigger.token,
                isOwn: !isNoun || trigger.carrier != nil, &standing)
            readSubjunctive(verb, isAuthors: statement == nil, &standing, &tense)
            if isNoun { readCarrier(verb, &standing) }
            readFirst(of: verb, &standing, &tense)
        }
        if let verb, isInverted(verb, sentence) { standing.weaken(to: .open) }
        // What a statement denies, it denies with all that others claim.
        let isDenied = statement?.act == .deny
        climb(from: trigger.token, limits, isDenied, isSameEvent, &standing, &tense)
        if let last = sentence.last, text.tokens[last].kind == .sentenceEnd,
            text.bytes[Int(text.tokens[last].start)] == UInt8(ascii: "?")
        {
            standing.weaken(to: .open)
        }
        standing.tense = tense ?? (standing.tense == .future ? .future : .past)
        return standing
    }

    /// "Had Ankara sold …", "Sollte China angreifen, …": a verb in front that asks nothing sets a condition.
    private func isInverted(_ verb: Int, _ sentence: Range<Int>) -> Bool {
        guard let first = sentence.first,
            graph.tag(first) == .auxiliary
                || text.has(first, [.auxiliary, .modal, .perfectAuxiliary])
        else { return false }
        // Where the tree is wrong: what stands before the comma behind an auxiliary of the past or the subjunctive.
        if let comma = sentence.first(where: { text.tokens[$0].kind == .comma }), verb < comma,
            graph.morphology(first).mood == .subjunctive
                || text.pack.wordOrder == .subjectVerb && graph.morphology(first).tense == .past
        {
            return true
        }
        guard
            let subject = graph.child(of: verb, .nsubj, .passiveSubject), subject < verb
        else { return false }
        return graph.head(first) == verb
    }

    private func verbAbove(_ noun: Int) -> Int? {
        var token = noun
        for _ in 0..<4 {
            guard let head = graph.head(token) else { return nil }
            if graph.isVerb(head) { return head }
            token = head
        }
        return nil
    }

    // MARK: Nouns

    /// "a possible visit", "kein Besuch", "der geplante Besuch".
    private func readModifiers(of noun: Int, _ standing: inout Standing) {
        for child in graph.children(of: noun) {
            switch graph.relation(child) {
            case .amod, .advmod, .det, .nmod, .acl, .adposition: readWord(child, &standing)
            default: continue
            }
        }
        // "fears of a Russian invasion", wherever the tree ties it
        if let mark = graph.child(of: noun, .adposition), mark > 0, !graph.isVerb(mark - 1),
            words.has(mark - 1, .leavesOpen), isIndefinite(noun)
        {
            standing.weaken(to: .open)
        }
    }

    private func readWord(_ token: Int, _ standing: inout Standing) {
        guard let marks = words.word(token)?.marks else {
            if text.has(token, .possible) { standing.weaken(to: .possible) }
            if text.has(token, .probable) { standing.weaken(to: .probable) }
            return
        }
        if marks.contains(.possibleWord) || text.has(token, .possible) {
            standing.weaken(to: .possible)
        }
        if marks.contains(.probableWord) || text.has(token, .probable) {
            standing.weaken(to: .probable)
        }
        // "the attempted assassination"; what is planned is to come.
        if marks.contains(.leavesOpen), words.word(token)?.governs != .agree {
            standing.weaken(to: .open)
        }
        if marks.contains(.futureWord) { standing.tense = .future }
        if marks.contains(.negationWord) { standing.isNegative.toggle() }
        if marks.contains(.backgroundWord) { standing.isBackground = true }
        if marks.contains(.underWay) { standing.isUnderWay = true }
    }

    /// What the verb that a noun belongs to does with it: "was cancelled", "verhinderte", "dauert an".
    private func readCarrier(_ verb: Int, _ standing: inout Standing) {
        guard let word = words.word(verb) else { return }
        if word.marks.contains(.postpone) { standing.isPostponed = true }
        if word.marks.contains(.cancel) { standing.isCancelled = true }
        if word.marks.contains(.underWay) { standing.isUnderWay = true }
        if word.marks.contains(.prevent) { standing.isNegative.toggle() }
    }

    // MARK: Verbs

    /// Tense, mood and negation of a verb.
    /// - Parameter isOwn: whether it tells the event itself, so that its negation is the event's.
    private func readVerb(_ verb: Int, of trigger: Int, isOwn: Bool, _ standing: inout Standing)
        -> Event.Tense?
    {
        let form = graph.morphology(verb)
        var tense: Event.Tense? =
            switch form.tense {
            case .past: form.verbForm == .participle ? nil : .past
            case .present: form.verbForm == .finite ? .present : nil
            case .unknown: nil
            }
        var hasPerfect = false
        var auxiliaryIsPast = false
        for child in graph.children(of: verb) {
            switch graph.relation(child) {
            case .aux, .passiveAuxiliary, .copula:
                let isModal = text.has(child, .modal)
                if words.has(child, .futureAuxiliary),
                    form.verbForm != .participle || !isPassiveBecome(child),
                    graph.relation(child) == .aux, graph.morphology(child).tense != .past
                {
                    tense = .future
                } else if isModal {
                    readModal(child, &standing, &tense)
                } else if graph.relation(child) == .aux {
                    hasPerfect = true
                    auxiliaryIsPast = graph.morphology(child).tense == .past
                    if tense != .future { tense = .past }
                } else if tense == nil {
                    tense = graph.morphology(child).tense == .past ? .past : .present
                }
            case .mark:
                if words.has(child, .conditional) { standing.weaken(to: .open) }
                // "without attacking", "statt anzugreifen"
                if isOwn, words.has(child, .negationWord) { standing.isNegative.toggle() }
            case .advmod, .det, .obl, .unmarkedOblique, .time, .argument, .xcomp, .amod:
                if isOwn {
                    readWord(child, &standing)
                    if isAlmost(child) && form.mood != .subjunctive || isNoLonger(child) {
                        standing.isNegative.toggle()
                    }
                    if opensInfinitive(child, verb) { standing.isNegative.toggle() }
                } else if words.has(child, .futureWord) {
                    standing.tense = .future
                } else if graph.relation(child) == .obl, child > trigger,
                    words.has(child, .underWay)
                {
                    // "discovered containers on their way to X"
                    standing.isUnderWay = true
                }
            case .obj, .nsubj, .passiveSubject:
                // "arrested no protester", "arrested nobody", "neither X nor Y attacked"
                if isOwn, child != trigger,
                    words.has(child, .negationWord)
                        || graph.children(of: child).contains(where: {
                            [.det, .coordinator, .preconjunct].contains(graph.relation($0))
                                && words.has($0, .negationWord) || isNoLonger($0)
                        })
                {
                    standing.isNegative.toggle()
                }
            default:
                if isOwn, words.has(child, .negationWord) { standing.isNegative.toggle() }
            }
        }
        if standing.tense == .future, tense == .present || tense == nil { tense = .future }
        standing.tense = .past
        // "had delivered": the past of the past. "has been delivering" goes on.
        if hasPerfect, auxiliaryIsPast, form.verbForm == .participle, !isProgressive(verb) {
            standing.isBackground = true
        }
        if tense == .present || isProgressive(verb) {
            standing.isUnderWay = standing.isUnderWay || isProgressive(verb)
        }
        return tense
    }

    /// "Israel habe angegriffen", "hätte angegriffen", "würde angreifen": outside of what somebody says, the subjunctive tells what
    /// the author does not vouch for, or what is not so.
    private func readSubjunctive(
        _ verb: Int, isAuthors: Bool, _ standing: inout Standing, _ tense: inout Event.Tense?
    ) {
        let finite =
            graph.morphology(verb).verbForm == .finite
            ? verb
            : graph.children(of: verb).first {
                [.aux, .passiveAuxiliary, .copula].contains(graph.relation($0))
                    && graph.morphology($0).verbForm == .finite
            }
        guard let finite, !text.has(finite, .modal), graph.morphology(finite).mood == .subjunctive
        else { return }
        if words.has(finite, .futureAuxiliary), graph.morphology(verb).verbForm == .infinitive {
            tense = .future
            standing.isBackground = false
        }
        guard isAuthors else { return }
        if graph.children(of: verb).contains(where: isAlmost) {
            standing.isNegative = true
        } else {
            standing.weaken(to: .open)
        }
    }

    /// "no longer sells", "liefert nicht länger"
    private func isNoLonger(_ token: Int) -> Bool {
        words.has(token, .longer)
            && graph.children(of: token).contains { words.has($0, .negationWord) }
    }

    /// "nearly attacked", but not "killed nearly 100".
    private func isAlmost(_ token: Int) -> Bool {
        words.has(token, .almost)
            && (token + 1 >= text.tokens.count || graph.tag(token + 1) != .numeral)
    }

    /// "ohne das Schiff anzugreifen", where the parser takes the word that opens the clause for a preposition of
    /// its object.
    private func opensInfinitive(_ object: Int, _ verb: Int) -> Bool {
        graph.relation(object) == .obl && graph.relation(verb) == .advcl
            && graph.morphology(verb).verbForm == .infinitive
            && graph.child(of: verb, .mark) == nil
            && graph.child(of: object, .adposition).map { words.has($0, .negationWord) } ?? false
    }

    /// "could deepen ties and breach the embargo": a second verb without an auxiliary of its own has the mood of the first.
    private func readFirst(
        of verb: Int, _ standing: inout Standing, _ tense: inout Event.Tense?
    ) {
        guard graph.relation(verb) == .conj, graph.morphology(verb).verbForm != .finite,
            graph.child(of: verb, .aux, .passiveAuxiliary) == nil, var first = graph.head(verb),
            graph.isVerb(first)
        else { return }
        for _ in 0..<4 where graph.relation(first) == .conj {
            guard let before = graph.head(first), graph.isVerb(before) else { break }
            first = before
        }
        for child in graph.children(of: first) where graph.relation(child) == .aux && child < verb {
            if words.has(child, .futureAuxiliary), graph.morphology(child).tense != .past {
                tense = .future
            } else if text.has(child, .modal) {
                readModal(child, &standing, &tense)
            }
        }
        // "did not invade X and occupy Y"
        guard let auxiliary = graph.child(of: first, .aux), auxiliary < first,
            graph.child(of: verb, .nsubj) == nil,
            !graph.children(of: verb).contains(where: {
                words.has($0, [.negationWord, .adversative])
            })
        else { return }
        for child in graph.children(of: first)
        where child < first && graph.relation(child) == .advmod && words.has(child, .negationWord) {
            standing.isNegative.toggle()
        }
    }

    private func isPassiveBecome(_ auxiliary: Int) -> Bool {
        graph.relation(auxiliary) == .passiveAuxiliary
    }

    private func isProgressive(_ verb: Int) -> Bool {
        graph.morphology(verb).verbForm == .gerund
            || graph.morphology(verb).verbForm == .participle
                && graph.morphology(verb).tense == .present
    }

    private func readModal(_ modal: Int, _ standing: inout Standing, _ tense: inout Event.Tense?) {
        if text.has(modal, .possible) {
            standing.weaken(to: .possible)
        } else if text.has(modal, .probable) {
            standing.weaken(to: .probable)
        } else if words.word(modal)?.governs == .agree {
            standing.weaken(to: .probable)
        } else {
            standing.weaken(to: .open)
        }
        tense = .future
    }

    // MARK: The way up

    /// What verbs and nouns above say of an event: "agreed to", "the plan to", "refused to", "if".
    private func climb(
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
                        relation)
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
            let form = graph.morphology(top).verbForm
            let governs = words.word(above)?.governs
            // "is considering sanctions"
            if !graph.isVerb(top) {
                return isCue(above) && words.has(above, .leavesOpen)
                    && [.obj, .obl].contains(graph.relation(top))
            }
            return isCue(above)
                && [.xcomp, .ccomp, .advcl, .obj, .acl].contains(graph.relation(top))
                && form != .finite
                && !graph.children(of: top).contains {
                    [.aux, .passiveAuxiliary].contains(graph.relation($0))
                        && text.has($0, .perfectAuxiliary)
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
        return [.obj, .obl, .argument].contains(graph.relation(token)) && isIndefinite(token)
    }

    private func isIndefinite(_ noun: Int) -> Bool {
        !graph.children(of: noun).contains {
            [.det, .possessor, .possessiveDeterminer].contains(graph.relation($0))
                && !words.has($0, .indefinite)
        }
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

    /// "steht im Verdacht, … zu haben": the noun beside the verb says what the infinitive is.
    private func isSuspected(_ clause: Int, _ above: Int) -> Bool {
        graph.relation(clause) != .relativeClause && graph.morphology(clause).verbForm != .finite
            && graph.children(of: above).contains { noun in
                [.obl, .obj, .argument].contains(graph.relation(noun)) && noun < clause
                    && !graph.isVerb(noun) && words.word(noun)?.governs == .accuse
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
        // Negation and mood of the verb above are the event's where it only carries it.
        for child in graph.children(of: above) {
            if graph.relation(child) == .aux, text.has(child, .modal) {
                readModal(child, &standing, &tense)
            } else if graph.relation(child) == .aux, words.has(child, .futureAuxiliary),
                graph.morphology(child).tense != .past
            {
                tense = .future
            } else if isClausal, graph.relation(child) == .advmod, words.has(child, .negationWord),
                governs != .say
            {
                standing.isNegative.toggle()
            }
        }
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
