import Language
import Text

/// What keeps words from being taken for events that tell none: sports and weather, figures of speech, words in
/// scare quotes, and words with nobody there who could do it.
final class EventGuards {
    let graph: SentenceGraph
    /// Whether it names no country, and nobody of one.
    let isDomestic: Bool
    var text: AnalysedText { graph.text }

    let isTime: (Int) -> Bool
    /// Whether a time is so long ago that it is history and no news.
    private let isHistory: (String) -> Bool
    /// Whether all times that some tokens name are such; nil where they name none.
    private let tellsHistory: (Range<Int>) -> Bool?
    /// Whether a sentence names a time that comes again.
    let recurs: (Int) -> Bool

    init(
        _ graph: SentenceGraph, actors: [Actor], isTime: @escaping (Int) -> Bool,
        isHistory: @escaping (String) -> Bool, tellsHistory: @escaping (Range<Int>) -> Bool?,
        recurs: @escaping (Int) -> Bool
    ) {
        self.graph = graph
        self.isTime = isTime
        self.isHistory = isHistory
        self.tellsHistory = tellsHistory
        self.recurs = recurs
        isDomestic = actors.allSatisfy { $0.country == nil }
    }

    /// "3-1", "2:0"
    private func isScore(_ token: Int) -> Bool {
        func isDigit(_ byte: UInt8) -> Bool { byte &- 48 < 10 }
        func isMark(_ byte: UInt8) -> Bool {
            byte == UInt8(ascii: "-") || byte == UInt8(ascii: ":")
        }
        let start = Int(text.tokens[token].start)
        guard isDigit(text.bytes[start]), start + 2 < text.bytes.count,
            isMark(text.bytes[start + 1]), isDigit(text.bytes[start + 2])
        else { return false }
        let next = start + 3
        return (start == 0 || !isDigit(text.bytes[start - 1]) && !isMark(text.bytes[start - 1]))
            && (next >= text.bytes.count
                || !isDigit(text.bytes[next]) && !isMark(text.bytes[next])
                    && text.bytes[next] != UInt8(ascii: "%"))
    }

    /// Whether a sentence and its neighbours speak of a game, a film or the weather.
    func isOtherDomain(_ sentence: Int) -> Bool {
        let low = max(0, sentence - 1)
        let high = min(text.sentences.count - 1, sentence + 1)
        return (low...high).reduce(0) { $0 + domainWords($1) } >= 2
    }

    /// How many words of sports, weather, culture and markets a sentence has; those that leave no doubt count twice.
    func domainWords(_ sentence: Int) -> Int {
        var count = 0
        for token in text.sentences[sentence].tokens {
            if text.tokens[token].kind != .word {
                if isScore(token) { count += 2 }
            } else if graph.words.has(token, [.domain, .game]) {
                count += graph.words.has(token, .game) ? 2 : 1
            }
        }
        return count
    }

    /// Whether a draft says enough to be a row.
    func accepts(
        _ draft: EventDraft, _ trigger: Trigger, _ entry: TriggerLexicon.Entry,
        _ filler: RoleFiller,
        _ actors: [Actor], _ triggers: [Trigger]
    ) -> Bool {
        if isInScareQuotes(trigger.token) { return false }
        if draft.time.map(isHistory) ?? tellsHistory(clause(of: trigger.token, draft.sentence))
            ?? tellsHistory(text.sentences[draft.sentence].tokens) ?? false
        {
            return false
        }
        if isFigureOfSpeech(draft, trigger) || isPredicate(draft, trigger)
            || isForOwn(draft, filler)
            || isEra(draft, trigger) || isOfWork(trigger)
            || isGeneral(draft, trigger, actors) || isPrivate(draft, filler, actors)
            || isOrdinaryVisit(draft, filler, actors, triggers)
            || isAmongOthers(draft, trigger, filler, actors)
        {
            return false
        }
        let acting = draft.actors.filter { canAct(actors[$0]) }
        let acted = draft.recipients.filter { canAct(actors[$0]) || actors[$0].kind == .place }
        if entry.needsStates {
            return acting.contains { actors[$0].kind == .country }
                && acted.contains { actors[$0].kind == .country }
        }
        if entry.needsBoth { return !acting.isEmpty && !acted.isEmpty }
        switch draft.frame {
        case .visit:
            if isAmong(.kin, filler) || isByVehicle(filler) { return false }
            return !acting.isEmpty && !draft.recipients.isEmpty || isAnaphoric(trigger, entry)
        case .transfer:
            if !acting.isEmpty, draft.recipients.isEmpty, isForThing(filler) { return false }
            // Shops and companies buy and sell; only where arms go to somebody else it is told.
            if isAmong(.firm, filler), acting.isEmpty || acted.isEmpty || !holdsWeapon(filler) {
                return false
            }
            if acting.isEmpty, isByThing(trigger), !holdsWeapon(filler) { return false }
            if !acting.isEmpty && !acted.isEmpty { return true }
            if draft.type == .cooperate, !holdsWeapon(filler) { return false }
            // A place alone gets what any firm sends.
            return draft.item != nil
                && (!acting.isEmpty || draft.recipients.contains { canAct(actors[$0]) })
        case .agreement: return (acting + acted).count > 1 && !isAmong(.firm, filler)
        case .sanction:
            return !acted.isEmpty || acting.contains { actors[$0].country != nil }
                || acting.contains { actors[$0].kind == .organization }
        case .normBreach:
            // "The law breaches the constitution": nobody does it.
            let isSomebody = draft.subject.map {
                graph.tag($0) != .noun || graph.words.has($0, [.bothNoun, .agent, .stateAgent])
            }
            return !draft.participants.isEmpty || isSomebody ?? !draft.norms.isEmpty
        case nil: break
        }
        switch draft.type {
        case .support:
            // Guests of a zoo are welcomed too.
            return !acting.isEmpty && acted.contains { actors[$0].kind != .group }
                && !isAmong(.kin, filler)
        case .agree, .request, .accuse, .reject, .threaten: return !acting.isEmpty && !acted.isEmpty
        case .consult, .aid:
            if isAmong(.kin, filler) { return false }
            // "in an interview with the agency" is the medium of what is said.
            if draft.type == .consult, acted.allSatisfy({ actors[$0].kind == .outlet }) {
                return false
            }
            return !acting.isEmpty && !acted.isEmpty
        case .concede: return !acting.isEmpty
        case .cooperate: return (acting + acted).count > 1
        case .protest:
            return !acting.isEmpty
                || !acted.isEmpty && !isFigure(trigger, entry, filler, draft)
        case .retreat, .mobilize:
            return !(acting + acted).isEmpty && !isFigure(trigger, entry, filler, draft)
                && !isDoneByThing(draft, trigger)
        case .sanction:
            return !acted.isEmpty && (!acting.isEmpty || isOfPublic(draft, trigger))
        case .coerce, .assault:
            if isAmong(.animal, filler) { return false }
            // "A bus crash claimed the lives of …"
            if let subject = draft.subject, graph.words.has(subject, .accident) { return false }
            return !(acting + acted).isEmpty && !isFigure(trigger, entry, filler, draft)
                && !isAccident(draft, trigger, triggers, actors) && !isDoneByThing(draft, trigger)
        }
    }

    /// "An opposition leader was sentenced to …": nobody has to say by whom, where the text is about some country.
    private func isOfPublic(_ draft: EventDraft, _ trigger: Trigger) -> Bool {
        guard draft.mode == "convict", graph.isVerb(trigger.token), !isDomestic,
            let who = trigger.frame?.object
        else { return false }
        return graph.words.has(who, [.press, .fighter, .stateAgent])
    }

    /// The words around a token up to the next commas, at most sixty on each side.
    private func clause(of token: Int, _ sentence: Int) -> Range<Int> {
        let sentence = text.sentences[sentence].tokens
        let tokens = text.tokens
        let isBound: (Int) -> Bool = {
            tokens[$0].kind == .comma || tokens[$0].kind == .semicolon
        }
        let low = max(sentence.lowerBound, token - 60)
        let high = min(sentence.upperBound, token + 60)
        let start = (low..<token).last(where: isBound).map { $0 + 1 } ?? low
        let end = (token..<high).first(where: isBound) ?? high
        return start..<end
    }

    /// Whether those who take part are named by a noun of a class.
    func isAmong(_ mark: TriggerLexicon.Marks, _ filler: RoleFiller) -> Bool {
        let slots = filler.entry.roles.actor + filler.entry.roles.recipient.prefix(3)
        return filler.fillers(slots).contains { graph.words.has($0.token, mark) }
    }

    /// "A fire destroyed a factory", "captured by the beauty": what does it is nobody, no weapon and no attack.
    private func isDoneByThing(_ draft: EventDraft, _ trigger: Trigger) -> Bool {
        guard draft.actors.isEmpty, graph.isVerb(trigger.token),
            let subject = trigger.frame?.subject, subject != trigger.token,
            graph.tag(subject) == .noun
        else { return false }
        func canDoIt(_ token: Int) -> Bool {
            graph.words.has(token, [.agent, .stateAgent, .weapon, .target, .quantity])
                || isTrigger(token)
        }
        return !canDoIt(subject)
            && !graph.children(of: subject).contains {
                graph.relation($0) != .relativeClause && canDoIt($0)
            }
    }

    /// "The roaster supplies hotels in …": who gives is nobody who acts for a state.
    private func isByThing(_ trigger: Trigger) -> Bool {
        guard graph.isVerb(trigger.token), let frame = trigger.frame, !frame.isPassive,
            !frame.isInherited, let subject = frame.subject
        else { return false }
        return graph.tag(subject) == .noun
            && !graph.words.has(subject, [.agent, .stateAgent, .target, .weapon, .quantity])
    }

    /// "A plane landed in …"
    private func isByVehicle(_ filler: RoleFiller) -> Bool {
        filler.fillers(filler.entry.roles.actor).contains {
            graph.words.has($0.token, [.target, .weapon]) && !graph.words.has($0.token, .agent)
        }
    }

    private func holdsWeapon(_ filler: RoleFiller) -> Bool {
        filler.fillers(filler.entry.roles.item).contains { graph.words.has($0.token, .weapon) }
    }

    /// "deliver drugs to the brain": what gets it is nobody.
    private func isForThing(_ filler: RoleFiller) -> Bool {
        filler.fillers(filler.entry.roles.recipient).contains { candidate in
            guard case .preposition = candidate.slot else { return false }
            return graph.tag(candidate.token) == .noun && !isTime(candidate.token)
                && !graph.words.has(candidate.token, [.target, .agent, .stateAgent])
        }
    }

    /// Whether a noun tells an event by itself.
    private func isTrigger(_ token: Int) -> Bool {
        graph.words.word(token).map { word in
            word.nouns.contains { graph.words.lexicon.entries[Int($0)].words.isEmpty }
        } ?? false
    }

    private func canAct(_ actor: Actor) -> Bool { actor.kind != .place }

    /// "ein möglicher Besuch": which one, the text said before.
    private func isAnaphoric(_ trigger: Trigger, _ entry: TriggerLexicon.Entry) -> Bool {
        !graph.isVerb(trigger.token) && !graph.words.isCompound[trigger.token]
    }

    /// "attack on inflation": done to something that is neither somebody nor a thing that can be hit.
    private func isFigure(
        _ trigger: Trigger, _ entry: TriggerLexicon.Entry, _ filler: RoleFiller, _ draft: EventDraft
    ) -> Bool {
        guard draft.recipients.isEmpty else { return false }
        if let partner = trigger.partner,
            graph.children(of: partner).contains(where: {
                graph.relation($0) == .nmod
                    && (graph.words.has($0, .abstract) || isAtThing($0, entry))
            })
                || trigger.frame?.obliques.contains(where: {
                    $0.token > partner && $0.token < partner + 4
                        && (graph.words.has($0.token, .abstract) || isAtThing($0.token, entry))
                }) ?? false
        {
            return true
        }
        guard entry.objects.isEmpty else { return false }
        for candidate in filler.fillers(Array(entry.roles.recipient.prefix(5))) {
            if candidate.slot == .adjective || candidate.slot == .compound
                || isTime(candidate.token)
            {
                continue
            }
            let token = candidate.token
            let tag = graph.tag(token)
            guard tag == .noun else { continue }
            return !graph.words.has(token, [.target, .agent, .stateAgent, .weapon])
        }
        return false
    }

    /// "an attack on the rules"
    private func isAtThing(_ noun: Int, _ entry: TriggerLexicon.Entry) -> Bool {
        guard entry.type == .assault, graph.tag(noun) == .noun, !isTime(noun),
            let preposition = graph.preposition(of: noun),
            !graph.words.lexicon.isPlaceMarker(preposition),
            entry.roles.recipient.contains(.preposition(preposition))
        else { return false }
        return !graph.words.has(noun, [.target, .agent, .stateAgent, .weapon, .quantity])
    }

    /// People who are killed or hurt without anybody who does it, and where nothing says that somebody did.
    private func isAccident(
        _ draft: EventDraft, _ trigger: Trigger, _ triggers: [Trigger], _ actors: [Actor]
    ) -> Bool {
        if draft.mode == "destroy", draft.actors.isEmpty, hasDisaster(draft.sentence) {
            return true
        }
        // "starben bei einem Anschlag"
        if let partner = trigger.partner,
            isTrigger(partner) || graph.words.lexicon.entries[trigger.entry].hasOccasion
        {
            return false
        }
        guard draft.type == .assault, draft.mode == nil, graph.isVerb(trigger.token),
            draft.actors.isEmpty
                || trigger.frame?.object == nil
                    && text.sentences[draft.sentence].tokens.contains(where: {
                        graph.words.has($0, .accident)
                    }),
            trigger.frame?.subject.map({ graph.words.has($0, .weapon) }) != true
        else {
            return false
        }
        let entries = graph.words.lexicon.entries
        return !triggers.contains {
            $0.token != trigger.token && entries[$0.entry].type == .assault
                && !graph.isVerb($0.token)
        } && !isViolent(draft, trigger, actors)
    }

    /// "In X wurden drei Soldaten getötet": where no accident is near, those who fight or are of some country are killed
    /// by others, and anybody is beside sentences that tell an attack.
    private func isViolent(_ draft: EventDraft, _ trigger: Trigger, _ actors: [Actor]) -> Bool {
        let near = tokens(near: draft.sentence, behind: 1)
        if near.contains(where: { graph.words.has($0, .accident) }) { return false }
        let sentence = text.sentences[draft.sentence].tokens
        if graph.words.has(trigger.token, [.kill, .wound]),
            near.contains(where: isAssault) || sentence.contains(where: isProtest)
        {
            return true
        }
        guard graph.words.has(trigger.token, .kill), let victim = trigger.frame?.object,
            !graph.words.has(victim, .kin)
        else { return false }
        return graph.words.has(victim, .fighter)
            || draft.recipients.contains { actors[$0].country != nil }
    }

    /// The tokens of a sentence, of the two before and of so many behind.
    private func tokens(near sentence: Int, behind: Int) -> [Int] {
        let last = min(sentence + behind, text.sentences.count - 1)
        return (max(0, sentence - 2)...last).flatMap { text.sentences[$0].tokens }
    }

    /// Whether a sentence or the two before speak of an earthquake, a fire, and of no weapon.
    private func hasDisaster(_ sentence: Int) -> Bool {
        let tokens = tokens(near: sentence, behind: 0)
        return tokens.contains { graph.words.has($0, .accident) }
            && !tokens.contains { graph.words.has($0, .weapon) || isAssault($0) }
    }

    private func isAssault(_ token: Int) -> Bool { names(token, .assault) }

    private func isProtest(_ token: Int) -> Bool { names(token, .protest) }

    /// Whether a noun can tell an event of a type.
    private func names(_ token: Int, _ type: EventType) -> Bool {
        graph.words.word(token)?.nouns.contains {
            graph.words.lexicon.entries[Int($0)].type == type
        } ?? false
    }

    /// A word or two in quotation marks that nobody is quoted with.
    private func isInScareQuotes(_ token: Int) -> Bool {
        let index = text.quotations.partitionPoint { $0.tokens.upperBound > token }
        guard index < text.quotations.count else { return false }
        let range = text.quotations[index].tokens
        return range.contains(token) && range.count <= 4
    }
}
