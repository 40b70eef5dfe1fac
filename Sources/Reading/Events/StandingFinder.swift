import Language
import Text

/// Reads from the words around a trigger whether its event is sure, denied, to come or long past.
///
/// The levels are those of FactBank (Saurí and Pustejovsky 2009). What stands outside of a statement's
/// content says nothing of the event to that statement's source, so the way up ends there.
struct StandingFinder {
    let graph: SentenceGraph
    var words: EventWords { graph.words }
    var text: AnalysedText { graph.text }

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
        let verb = isNoun ? trigger.carrier ?? graph.verb(above: trigger.token) : trigger.token
        var tense: Event.Tense?
        if let verb, limits(verb) {
            tense = readVerb(
                verb, of: trigger.partner ?? trigger.token,
                isOwn: !isNoun || trigger.carrier != nil, &standing)
            readSubjunctive(verb, isAuthors: statement == nil, &standing, &tense)
            if isNoun {
                readCarrier(verb, &standing)
                standing.isDone = false
            }
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
            words.has(mark - 1, .leavesOpen), graph.isIndefinite(noun)
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
        var hasModal = false
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
                    hasModal = true
                    readModal(child, &standing, &tense)
                } else if graph.relation(child) == .aux, isProgressive(verb),
                    !text.has(child, .perfectAuxiliary)
                {
                    // "is withdrawing"; "has been withdrawing" is past as "has withdrawn".
                    if tense == nil {
                        tense = graph.morphology(child).tense == .past ? .past : .present
                    }
                } else if graph.relation(child) == .aux {
                    hasPerfect = true
                    auxiliaryIsPast = graph.morphology(child).tense == .past
                    if tense != .future { tense = .past }
                } else if tense == nil || tense == .present {
                    // "sind getötet worden"
                    let form = graph.morphology(child)
                    let isPast =
                        form.tense == .past
                        || form.verbForm == .participle && text.pack.wordOrder == .verbSecond
                    tense = isPast ? .past : tense ?? .present
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
        // "soll getötet worden sein", "may have attacked"
        if hasModal, hasPerfect, form.verbForm == .participle {
            tense = .past
            standing.isDone = isOwn
        }
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

    func readModal(_ modal: Int, _ standing: inout Standing, _ tense: inout Event.Tense?) {
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
}
