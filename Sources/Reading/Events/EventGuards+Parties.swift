import Language
import Text

/// What some kinds of events ask of those who take part: that states are among them, that people and no things are freed
/// or travel.
extension EventGuards {
    /// Whether somebody or something takes part who cannot, or the words tell an event only between states.
    func isAmongOthers(
        _ draft: EventDraft, _ trigger: Trigger, _ filler: RoleFiller, _ actors: [Actor]
    ) -> Bool {
        let entry = filler.entry
        if isManner(trigger) || isOrdinaryCrime(draft, trigger, filler, actors)
            || isOrdinaryJustice(draft, filler, actors)
        {
            return true
        }
        // "The article demonstrates …"
        if let subject = draft.subject, text.has(subject, .document), draft.frame == nil {
            return true
        }
        switch draft.frame {
        case .visit: return isTravelOfThing(draft, trigger, entry, actors)
        case .transfer: return isTrade(draft, trigger, actors)
        case .agreement:
            // Deals of people among themselves.
            return draft.participants.allSatisfy {
                actors[$0].kind == .person && actors[$0].country == nil && actors[$0].role == nil
            }
        case nil: break
        default: return false
        }
        if isOfWords(draft, trigger, filler, actors) || isHypothetical(draft, trigger, actors) {
            return true
        }
        switch draft.type {
        case .agree, .request, .reject, .threaten, .support:
            return !isBetweenStates(draft, actors)
        case .accuse:
            return draft.mode == "investigate"
                ? draft.participants.allSatisfy { actors[$0].country == nil }
                    && draft.recipients.allSatisfy { actors[$0].kind == .group }
                : !isBetweenStates(draft, actors)
        case .concede:
            return entry.objects.isEmpty && graph.isVerb(trigger.token)
                && !isBetweenStates(draft, actors)
        case .consult:
            return isInterview(draft, trigger, actors) || isWelcome(trigger)
        case .aid:
            return entry.objects.isEmpty && graph.isVerb(trigger.token) && draft.places.isEmpty
                && draft.participants.allSatisfy { actors[$0].country == nil }
        case .cooperate: return draft.participants.allSatisfy { actors[$0].country == nil }
        case .protest: return isNoProtest(draft, trigger, actors)
        case .assault:
            return isOnThing(draft, trigger, actors)
                || isAgainstThing(trigger, entry) || isAgainstIdea(trigger, filler)
        case .coerce:
            return isOnThing(draft, trigger, actors) || isRule(draft, trigger)
                || draft.mode == "restrict" && graph.isVerb(trigger.token)
                    && isAmongThemselves(draft, filler, actors)
        case .mobilize:
            // "the region, which surrounds the capital"
            return graph.isVerb(trigger.token) && !draft.actors.isEmpty
                && draft.actors.allSatisfy { actors[$0].kind == .place }
        case .retreat:
            return isOnThing(draft, trigger, actors) || isPublication(draft, trigger, filler)
                || isOffer(draft, trigger, actors)
        default: return false
        }
    }

    /// The rallies of a campaign, a candidate who defies somebody, and those who police a march.
    private func isNoProtest(_ draft: EventDraft, _ trigger: Trigger, _ actors: [Actor]) -> Bool {
        func areAll(_ mark: TriggerLexicon.Marks) -> Bool {
            draft.actors.allSatisfy { isNamed(actors[$0], mark, draft.sentence) }
        }
        if draft.mode == "demo" {
            if graph.words.has(trigger.token, .rhetorical), isContest(draft.sentence),
                areAll(.contest)
            {
                return true
            }
            let who = draft.actors.isEmpty ? draft.recipients : draft.actors
            if !who.isEmpty, who.allSatisfy({ actors[$0].kind == .person }) { return true }
        }
        return !graph.isVerb(trigger.token) && !draft.actors.isEmpty && areAll(.stateAgent)
    }

    /// Whether a sentence names somebody by a word of a class.
    private func isNamed(_ actor: Actor, _ mark: TriggerLexicon.Marks, _ sentence: Int) -> Bool {
        tokens(of: actor, sentence).contains { graph.words.has($0, mark) }
    }

    /// "Told reporters", "sagte im Gespräch mit dem Blatt": the medium of what is said.
    private func isInterview(_ draft: EventDraft, _ trigger: Trigger, _ actors: [Actor]) -> Bool {
        guard !draft.recipients.isEmpty else { return false }
        let isPress = draft.recipients.allSatisfy { row in
            [.group, .role].contains(actors[row].kind)
                && isNamed(actors[row], .press, draft.sentence)
        }
        if isPress { return true }
        guard graph.relation(trigger.token) == .obl || graph.relation(trigger.token) == .nmod,
            let preposition = graph.child(of: trigger.token, .adposition),
            graph.words.has(preposition, .joining)
        else { return false }
        return areOrganizations(draft.recipients, actors)
    }

    /// "Fought against the oppression of …": what is fought is no enemy.
    private func isAgainstThing(_ trigger: Trigger, _ entry: TriggerLexicon.Entry) -> Bool {
        guard !entry.prepositions.isEmpty, entry.objects.isEmpty, graph.isVerb(trigger.token),
            let noun = trigger.frame?.obliques.first(where: {
                entry.prepositions.contains($0.preposition)
            })?.token, graph.tag(noun) == .noun
        else { return false }
        return isThing(noun) && !text.has(noun, .organizationNoun)
            && !graph.words.has(noun, [.target, .weapon])
    }

    /// "The fight against corruption in …", "attacked the decision"
    private func isAgainstIdea(_ trigger: Trigger, _ filler: RoleFiller) -> Bool {
        if graph.isVerb(trigger.token) {
            guard graph.words.has(trigger.token, .rhetorical),
                let object = trigger.frame?.object, object != trigger.partner
            else { return false }
            return graph.words.has(object, .abstract)
        }
        return filler.fillers(filler.entry.roles.recipient).contains { filled in
            guard case .preposition(let key) = filled.slot,
                !graph.words.lexicon.isPlaceMarker(key), graph.head(filled.token) == trigger.token
            else { return false }
            return graph.words.has(filled.token, .abstract)
        }
    }

    /// "The plan was met with doubts": nobody meets.
    private func isWelcome(_ trigger: Trigger) -> Bool {
        text.pack.wordOrder == .subjectVerb && trigger.partner == nil
            && graph.isVerb(trigger.token) && trigger.frame?.isPassive == true
    }

    /// What people say, want or think of each other is an event where states do it: a country on one side, a country
    /// or an organisation on the other.
    private func isBetweenStates(_ draft: EventDraft, _ actors: [Actor]) -> Bool {
        func hasState(_ rows: [Int]) -> Bool { rows.contains { actors[$0].country != nil } }
        func isPublic(_ rows: [Int]) -> Bool {
            rows.contains { actors[$0].country != nil || actors[$0].kind == .organization }
        }
        return hasState(draft.actors) && isPublic(draft.recipients)
            || isPublic(draft.actors) && hasState(draft.recipients)
    }

    /// "The senator attacked her rival", "beat the other candidates": between people and parties, and beside words of
    /// elections between groups, a fight of words or votes, where no weapon is named.
    private func isOfWords(
        _ draft: EventDraft, _ trigger: Trigger, _ filler: RoleFiller, _ actors: [Actor]
    ) -> Bool {
        guard [.assault, .coerce, .sanction, .mobilize, .aid].contains(draft.type),
            graph.words.has(trigger.token, .rhetorical), !draft.participants.isEmpty,
            !text.sentences[draft.sentence].tokens.contains(where: {
                graph.words.has($0, .weapon)
            })
        else { return false }
        // "attacked rivals from China in an interview"
        if graph.isVerb(trigger.token), draft.type == .assault,
            graph.children(of: trigger.token).contains(where: {
                graph.relation($0) == .obl && graph.words.has($0, .utterance)
            })
        {
            return true
        }
        let isVote = isContest(draft.sentence) && !isAmong(.stateAgent, filler)
        return draft.participants.allSatisfy {
            switch actors[$0].kind {
            case .person, .organization, .outlet, .role: true
            case .group: isVote
            case .place: isVote && graph.isVerb(trigger.token)
            case .country: false
            }
        }
    }

    /// Whether a sentence or one beside it speaks of an election.
    private func isContest(_ sentence: Int) -> Bool {
        let near = max(0, sentence - 1)...min(text.sentences.count - 1, sentence + 1)
        return near.contains { sentence in
            text.sentences[sentence].tokens.contains { graph.words.has($0, .contest) }
        }
    }

    /// "The memo was released", "a bear was captured": what is freed, taken or led away is nobody.
    private func isOnThing(_ draft: EventDraft, _ trigger: Trigger, _ actors: [Actor]) -> Bool {
        let modes = ["release", "arrest", "abduct", "deport"]
        guard let mode = draft.mode, modes.contains(mode), graph.isVerb(trigger.token),
            let patient = trigger.frame?.object, patient != trigger.token,
            graph.tag(patient) == .noun
        else { return false }
        if graph.words.has(patient, .animal) { return true }
        if !isThing(patient) { return false }
        guard !draft.recipients.isEmpty else { return mode == "release" }
        // Whoever the thing belongs to is not whom it is done to, and no organisation is freed or led away.
        return draft.recipients.allSatisfy { row in
            switch actors[row].kind {
            case .person, .place, .group, .role:
                !tokens(of: actors[row], draft.sentence).contains(patient)
            // "six French nuns"
            case .country:
                !graph.children(of: patient).contains { child in
                    [.amod, .compound, .possessor].contains(graph.relation(child))
                        && text.pack.countries.match(text.tokens, at: child, limit: patient) != nil
                }
            case .organization, .outlet: true
            }
        }
    }

    /// "The release of his tax returns": nobody is set free.
    private func isPublication(_ draft: EventDraft, _ trigger: Trigger, _ filler: RoleFiller)
        -> Bool
    {
        guard draft.mode == "release", !graph.isVerb(trigger.token),
            let thing = filler.fillers(filler.entry.roles.recipient).first?.token,
            graph.tag(thing) == .noun
        else { return false }
        return isThing(thing)
    }

    /// "Überlebte schwer verletzt": a participle beside another verb says how, and tells nothing itself.
    private func isManner(_ trigger: Trigger) -> Bool {
        let token = trigger.token
        guard text.pack.wordOrder == .verbSecond, graph.morphology(token).verbForm == .participle,
            graph.morphology(token).tense != .present,
            [.advmod, .xcomp, .ccomp, .advcl].contains(graph.relation(token)),
            graph.child(of: token, .aux, .passiveAuxiliary, .copula, .obj, .mark) == nil
        else { return false }
        return graph.head(token).map { graph.tag($0) == .verb } ?? false
    }

    /// "Es ist verboten, …", "the bus is full": a rule, or a state of a thing, and nobody does it.
    private func isRule(_ draft: EventDraft, _ trigger: Trigger) -> Bool {
        guard let frame = trigger.frame, graph.isStateParticiple(trigger.token) || frame.isPassive,
            let patient = frame.isPassive ? frame.object : frame.subject
        else { return false }
        if graph.tag(patient) == .pronoun { return text.has(patient, .impersonal) }
        return graph.isStateParticiple(trigger.token) && draft.mode == "seize"
            && graph.children(of: trigger.token).contains {
                graph.relation($0) == .obl && graph.child(of: $0, .adposition) != nil
                    && isSomebody($0)
            }
    }

    /// "The campaign kept firms from bidding": nobody takes part who is of a state.
    private func isAmongThemselves(
        _ draft: EventDraft, _ filler: RoleFiller, _ actors: [Actor]
    ) -> Bool {
        !draft.participants.isEmpty && draft.places.isEmpty && !isAmong(.stateAgent, filler)
            && draft.participants.allSatisfy {
                actors[$0].country == nil && actors[$0].kind != .place && actors[$0].kind != .role
            }
    }

    /// "Two pickpockets were arrested", "killed his wife": crime and justice that are of no state.
    private func isOrdinaryCrime(
        _ draft: EventDraft, _ trigger: Trigger, _ filler: RoleFiller, _ actors: [Actor]
    ) -> Bool {
        guard [.coerce, .sanction, .assault, .accuse].contains(draft.type), draft.frame == nil,
            draft.participants.allSatisfy({ actors[$0].country == nil })
        else { return false }
        if isAmong(.offender, filler) { return true }
        guard draft.type == .assault, graph.isVerb(trigger.token), !isAmong(.stateAgent, filler),
            let victim = trigger.frame?.object
        else { return false }
        return graph.words.has(victim, .kin)
            && graph.children(of: victim).contains { text.has($0, .possessive) }
    }

    /// "A court fined a pensioner", "a teenager was arrested": one person who is told by a noun alone that is none for an
    /// office, and only a fine, or a text that names no country.
    private func isOrdinaryJustice(
        _ draft: EventDraft, _ filler: RoleFiller, _ actors: [Actor]
    ) -> Bool {
        let sentence = text.sentences[draft.sentence].tokens
        guard draft.type == .coerce || draft.type == .sanction,
            draft.recipients.allSatisfy({ [.group, .role].contains(actors[$0].kind) })
        else { return false }
        let isPetty = sentence.contains { graph.words.has($0, .petty) }
        // "eines kanadischen Geschäftsmanns"
        guard isPetty || isDomestic,
            !sentence.contains(where: {
                text.pack.countries.match(text.tokens, at: $0, limit: sentence.upperBound) != nil
            })
        else { return false }
        return filler.fillers(filler.entry.roles.recipient)
            .contains { filled in
                graph.tag(filled.token) == .noun
                    && graph.morphology(filled.token).number != .plural
                    && !graph.words.has(filled.token, [.stateAgent, .captive, .press, .quantity])
                    && (isPetty || !text.has(filled.token, .personNoun))
                    && (filled.token > 0 && graph.words.has(filled.token - 1, .indefinite)
                        || graph.children(of: filled.token).contains {
                            graph.words.has($0, .indefinite)
                        })
            }
    }

    /// "Withdrew its bid": no troops, and nobody of a state who gives something back.
    private func isOffer(_ draft: EventDraft, _ trigger: Trigger, _ actors: [Actor]) -> Bool {
        guard draft.mode == "withdraw", graph.isVerb(trigger.token),
            let thing = trigger.frame?.object, graph.tag(thing) == .noun,
            draft.actors.allSatisfy({ actors[$0].country == nil })
        else { return false }
        return isThing(thing) && !graph.words.has(thing, [.weapon, .target])
    }

    private func isSomebody(_ token: Int) -> Bool {
        graph.words.has(token, [.agent, .stateAgent, .captive, .quantity, .kin])
    }

    private func isThing(_ noun: Int) -> Bool {
        !isSomebody(noun) && !text.has(noun, .personNoun)
    }

    /// Organisations that are of no state.
    private func areOrganizations(_ rows: [Int], _ actors: [Actor]) -> Bool {
        rows.allSatisfy {
            [.organization, .outlet].contains(actors[$0].kind) && actors[$0].country == nil
        }
    }

    /// "Money goes to …", "when it comes to …": what travels is nobody.
    private func isTravelOfThing(
        _ draft: EventDraft, _ trigger: Trigger, _ entry: TriggerLexicon.Entry, _ actors: [Actor]
    ) -> Bool {
        // Organisations do not travel.
        if !draft.actors.isEmpty, areOrganizations(draft.actors, actors) { return true }
        // "Left for a speech at a foundation"
        if !draft.recipients.isEmpty, areOrganizations(draft.recipients, actors),
            draft.actors.allSatisfy({ actors[$0].country == nil && actors[$0].role == nil })
        {
            return true
        }
        guard graph.isVerb(trigger.token), entry.roles.actor.first == .subject,
            let subject = trigger.frame?.subject
        else { return false }
        if graph.tag(subject) == .pronoun {
            // "You can also go to …"
            if graph.morphology(subject).person == 2 { return true }
            return text.has(subject, .personalPronoun)
                && !text.has(subject, [.malePronoun, .femalePronoun])
                && graph.morphology(subject).number == .singular
                && graph.morphology(subject).person == 3
        }
        return graph.tag(subject) == .noun && isThing(subject)
            && !draft.actors.contains { tokens(of: actors[$0], draft.sentence).contains(subject) }
    }

    /// Firms, people and places trade with each other without states, but for weapons that are not just somebody's own.
    private func isTrade(_ draft: EventDraft, _ trigger: Trigger, _ actors: [Actor]) -> Bool {
        draft.participants.allSatisfy { row in
            switch actors[row].kind {
            case .country, .group, .role: false
            case .person, .organization, .outlet, .place: actors[row].country == nil
            }
        }
            && (draft.participants.allSatisfy { actors[$0].kind == .person }
                || !text.sentences[draft.sentence].tokens.contains {
                    graph.words.has($0, .weapon)
                })
    }

    /// The tokens of a sentence by which it means somebody.
    private func tokens(of actor: Actor, _ sentence: Int) -> [Int] {
        let here = mentions(of: actor, sentence)
        return text.sentences[sentence].tokens.filter { token in
            here.contains {
                $0.start <= Int(text.tokens[token].start) && Int(text.tokens[token].end) <= $0.end
            }
        }
    }
}
