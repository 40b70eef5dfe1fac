import Language
import Text

/// What keeps general statements from being taken for events: habits, rules, definitions, and what people and firms do
/// among themselves.
extension EventGuards {
    /// "Soldiers guard the gates", "the law lets officials seize cars": nobody in particular does it at no time in
    /// particular.
    func isGeneral(_ draft: EventDraft, _ trigger: Trigger, _ actors: [Actor]) -> Bool {
        guard draft.time == nil || recurs(draft.sentence), draft.places.isEmpty,
            draft.frame != .normBreach,
            draft.participants.allSatisfy({ isUnnamed(actors[$0]) }),
            !isHeadline(draft.sentence),
            let verb = trigger.carrier ?? verb(over: trigger.token)
        else { return false }
        // Strikes and marches are told in the present.
        guard let mood = timelessness(of: verb),
            mood == .conditional || draft.type != .protest || recurs(draft.sentence)
        else { return false }
        return graph.isVerb(trigger.token) || !hasDefinite(trigger.token)
    }

    /// "Her plan would displace workers", "if he attacks his rivals": a conflict that is only thought of, and of no country.
    func isHypothetical(_ draft: EventDraft, _ trigger: Trigger, _ actors: [Actor]) -> Bool {
        guard draft.type.quad == .materialConflict, draft.time == nil, draft.places.isEmpty,
            draft.participants.allSatisfy({
                actors[$0].country == nil && actors[$0].kind != .place
            }), graph.isVerb(trigger.token), let mood = timelessness(of: trigger.token)
        else { return false }
        // "Soll abgeschoben werden" is a plan.
        return mood == .conditional || mood == .modal && text.pack.wordOrder == .subjectVerb
    }

    /// What neither a country nor anybody in office takes part in, in a text that names no country: people meet, firms
    /// sell and clubs help.
    func isPrivate(_ draft: EventDraft, _ filler: RoleFiller, _ actors: [Actor]) -> Bool {
        switch draft.type {
        case .consult, .cooperate, .aid, .agree, .support, .request, .accuse, .reject: break
        default: return false
        }
        guard isDomestic else { return false }
        guard draft.frame != .normBreach, draft.frame != .sanction, draft.frame != .visit
        else { return false }
        // Who meets or praises whom may be known to the reader without an office.
        if draft.type == .consult || draft.type == .support,
            draft.participants.allSatisfy({ actors[$0].kind == .person }),
            domainWords(draft.sentence) == 0
        {
            return false
        }
        if isAmong(.stateAgent, filler) { return false }
        return draft.participants.allSatisfy { row in
            switch actors[row].kind {
            case .country, .group, .role: false
            case .person, .organization, .outlet, .place:
                actors[row].country == nil && actors[row].role == nil
            }
        }
    }

    /// "trains its recruits": who is helped are one's own people.
    func isForOwn(_ draft: EventDraft, _ filler: RoleFiller) -> Bool {
        guard draft.type == .aid, draft.frame == nil, draft.places.isEmpty else { return false }
        return filler.fillers([.object, .indirect]).contains { filled in
            graph.words.has(filled.token, .agent)
                && graph.children(of: filled.token).contains { child in
                    text.has(child, .possessive) && graph.tag(child) != .noun
                        && graph.tag(child) != .properNoun
                }
        }
    }

    /// "The campaign is a battle of posters", "sees them as a threat": a noun that only says what something is like.
    func isPredicate(_ draft: EventDraft, _ trigger: Trigger) -> Bool {
        if draft.type == .threaten, !graph.isVerb(trigger.token) {
            let marker = graph.child(of: trigger.token, .adposition, .mark)
            return graph.child(of: trigger.token, .copula) != nil
                || marker.map { text.has($0, [.asWord, .predicative]) } ?? false
        }
        guard draft.frame == nil, draft.type.quad == .materialConflict,
            !graph.isVerb(trigger.token), graph.child(of: trigger.token, .copula) != nil,
            graph.child(of: trigger.token, .adposition) == nil,
            let subject = graph.child(of: trigger.token, .nsubj), graph.tag(subject) == .noun
        else { return false }
        if isTime(subject) || graph.words.word(subject).map({ !$0.nouns.isEmpty }) ?? false {
            return false
        }
        return graph.children(of: trigger.token).contains { child in
            (graph.relation(child) == .nmod || graph.relation(child) == .possessor)
                && graph.tag(child) == .noun && child > trigger.token
                && !graph.words.has(child, [.target, .agent, .stateAgent, .weapon, .quantity])
        }
    }

    /// "The film tells of the occupation of …": what a work is about.
    func isOfWork(_ trigger: Trigger) -> Bool {
        if isOfWorksHero(trigger.token) { return true }
        guard !graph.isVerb(trigger.token), let verb = verb(over: trigger.token),
            let subject = graph.child(of: verb, .nsubj), subject != trigger.token
        else { return false }
        return graph.words.has(subject, [.domain, .game])
    }

    /// "The series follows an agent who is arrested": what a relative clause tells of somebody in a work.
    private func isOfWorksHero(_ token: Int) -> Bool {
        var current = token
        var isRelative = false
        for _ in 0..<6 {
            if [.relativeClause, .acl].contains(graph.relation(current)) { isRelative = true }
            guard let head = graph.head(current) else { return false }
            current = head
            if isRelative, graph.isVerb(current) {
                guard let subject = graph.child(of: current, .nsubj) else { return false }
                return graph.tag(subject) == .noun && graph.words.has(subject, .work)
            }
        }
        return false
    }

    /// "after the war", "während des Bürgerkriegs": a time and not what is told.
    func isEra(_ draft: EventDraft, _ trigger: Trigger) -> Bool {
        guard draft.type == .assault, trigger.carrier == nil,
            graph.words.has(trigger.token, .era)
        else { return false }
        switch graph.relation(trigger.token) {
        case .obl, .nmod, .agent, .argument:
            return graph.child(of: trigger.token, .adposition) != nil
        default: return false
        }
    }

    /// "heart attack", "price war", "verbaler Angriff"
    func isFigureOfSpeech(_ draft: EventDraft, _ trigger: Trigger) -> Bool {
        guard draft.type == .assault else { return false }
        let noun = graph.isVerb(trigger.token) ? trigger.partner : trigger.token
        guard let noun else { return false }
        return graph.children(of: noun).contains { child in
            graph.words.has(child, .figure)
                && (graph.relation(child) == .amod || graph.relation(child) == .compound)
        } || noun > 0 && text.pack.wordOrder == .subjectVerb && graph.words.has(noun - 1, .figure)
    }

    /// Ordinary people who travel are no guests of a state: tourists, students.
    func isOrdinaryVisit(
        _ draft: EventDraft, _ filler: RoleFiller, _ actors: [Actor], _ triggers: [Trigger]
    ) -> Bool {
        guard draft.frame == .visit, !draft.actors.isEmpty else { return false }
        // "flew to X for talks with …"
        let entries = graph.words.lexicon.entries
        if triggers.contains(where: {
            entries[$0.entry].type == .consult && entries[$0.entry].frame == nil
        }) {
            return false
        }
        let fillers = filler.fillers(filler.entry.roles.actor).map(\.token)
        let isOfState = fillers.contains { graph.words.has($0, .stateAgent) }
        return draft.actors.allSatisfy { row in
            let actor = actors[row]
            guard actor.country == nil, actor.of == nil, !isOfState else { return false }
            switch actor.kind {
            case .group: return true
            case .person:
                return actor.role == nil
                    && draft.recipients.allSatisfy {
                        actors[$0].kind != .country && actors[$0].country == nil
                    }
            default: return false
            }
        }
    }

    // MARK: Who and when

    private func isUnnamed(_ actor: Actor) -> Bool {
        (actor.kind == .group || actor.kind == .role) && actor.country == nil && actor.of == nil
    }

    /// Whether a sentence is a headline, which tells in the present what has happened.
    private func isHeadline(_ sentence: Int) -> Bool {
        text.sentences[sentence].tokens.last.map { text.tokens[$0].kind != .sentenceEnd } ?? true
    }

    func mentions(of actor: Actor, _ sentence: Int) -> [Span] {
        let span = text.span(text.sentences[sentence].tokens)
        return actor.mentions.filter { $0.start >= span.start && $0.end <= span.end }
    }

    /// "the murders of …", "their attack"
    private func hasDefinite(_ noun: Int) -> Bool {
        graph.children(of: noun).contains { child in
            switch graph.relation(child) {
            case .det, .possessor, .possessiveDeterminer:
                !graph.words.has(child, .indefinite)
            default: false
            }
        }
    }

    private func verb(over token: Int) -> Int? {
        var current = token
        for _ in 0..<5 {
            if graph.isVerb(current) { return current }
            guard let head = graph.head(current) else { return nil }
            current = head
        }
        return nil
    }

    /// The auxiliary of a perfect or a future, of a passive in the perfect, or of a state: "sind verletzt".
    private func isPerfect(_ auxiliary: Int) -> Bool {
        switch graph.relation(auxiliary) {
        case .aux: return !isModal(auxiliary)
        case .passiveAuxiliary:
            return graph.morphology(auxiliary).verbForm == .participle
                || text.pack.wordOrder == .verbSecond
                    && !graph.words.has(auxiliary, .futureAuxiliary)
        default: return false
        }
    }

    /// "can", and "lets" where the parser makes an auxiliary of it.
    private func isModal(_ auxiliary: Int) -> Bool {
        text.has(auxiliary, .modal) || graph.words.word(auxiliary)?.governs == .concede
    }

    private enum Timelessness { case present, modal, conditional }

    /// Whether a verb stands in the simple present, or only says what may be or what is if; `nil` for all that is told
    /// of a time.
    private func timelessness(of verb: Int) -> Timelessness? {
        var current = verb
        for _ in 0..<4 {
            // "may have been smuggled", "seien freigelassen worden"
            if graph.children(of: current).contains(where: isPerfect) { return nil }
            var isConditional = false
            var auxiliaries = 0
            for child in graph.children(of: current) {
                switch graph.relation(child) {
                case .mark: isConditional = isConditional || graph.words.has(child, .conditional)
                case .aux, .passiveAuxiliary, .copula:
                    auxiliaries += 1
                    if isModal(child) {
                        let isPast =
                            graph.morphology(child).tense == .past
                            && graph.morphology(child).mood != .subjunctive
                        return isPast || text.has(child, .volition) ? nil : .modal
                    }
                    if graph.morphology(child).tense == .past { return nil }
                default: continue
                }
            }
            if isConditional {
                return graph.morphology(current).tense == .past ? nil : .conditional
            }
            // "Police beat protesters and fired …": a form that may be either is what the verb beside it is.
            let form = graph.morphology(current)
            if current == verb, graph.words.has(current, .unchanged) { return nil }
            if graph.children(of: current).contains(where: {
                graph.relation($0) == .conj && graph.morphology($0).tense == .past
            }) {
                return nil
            }
            if auxiliaries > 0 { return .present }
            if form.verbForm == .finite { return form.tense == .present ? .present : nil }
            guard form.verbForm == .infinitive || form.verbForm == .unknown,
                let above = graph.head(current), graph.isVerb(above)
            else { return nil }
            current = above
        }
        return nil
    }
}
