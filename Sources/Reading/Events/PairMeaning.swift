import Language
import Text

/// What a verb or noun, with all that it governs, says that one does to another.
struct PairMeaning {
    var type: EventType?
    var entry: Int?
    /// How it was found, for features and `--explain`.
    var way = ""
}

/// Puts meanings together: what a verb says of the event that it governs. The rules are those of PLOVER's
/// codebook: acts to come are agreement or threat, what is asked for is a request, and so on.
struct MeaningComposer {
    let graph: SentenceGraph
    let finder: TriggerFinder
    private var words: EventWords { graph.words }

    init(_ graph: SentenceGraph) {
        self.graph = graph
        finder = TriggerFinder(graph)
    }

    /// The meaning of a verb with its complements.
    func meaning(of verb: Int, source: Int, target: Int, depth: Int = 5) -> PairMeaning {
        guard depth > 0 else { return PairMeaning() }
        let word = words.word(verb)
        let trigger = word.flatMap { word in
            word.verbs.isEmpty ? nil : finder.verbTrigger(verb, word.verbs)
        }
        let entry = trigger.map { words.lexicon.entries[$0.entry] }
        let isSpecific = (entry?.conditions ?? 0) > 0
        let inner = complement(of: verb, source, target, depth)
        let noun = nounMeaning(of: verb, trigger, onlyObject: word?.governs == .cease)
        var found = PairMeaning(type: entry?.type, entry: trigger?.entry, way: "verb")
        if let governs = word?.governs ?? copulaOperator(verb), !isSpecific || inner.type != nil {
            if let composed = compose(governs, entry, inner, noun) { found = composed }
        } else if entry == nil || !isSpecific && word?.marks.contains(.light) == true {
            if let type = noun.type {
                found = PairMeaning(type: type, entry: noun.entry, way: "noun")
            } else if let type = inner.type {
                found = PairMeaning(type: type, entry: inner.entry, way: "inner")
            }
        }
        return shifted(found, by: mood(of: verb))
    }

    // MARK: Complements

    /// The clause that a verb governs.
    private func complement(of verb: Int, _ source: Int, _ target: Int, _ depth: Int) -> PairMeaning
    {
        for child in graph.children(of: verb) {
            switch graph.relation(child) {
            case .xcomp, .ccomp, .advcl, .parataxis:
                guard graph.isVerb(child) || graph.tag(child) == .adjective, child > verb else {
                    continue
                }
                if graph.relation(child) == .advcl, !hasInfinitiveMarker(child),
                    graph.preposition(of: child) == nil
                {
                    continue
                }
                let inner = meaning(of: child, source: source, target: target, depth: depth - 1)
                if inner.type != nil { return inner }
            case .obj, .obl:
                // "has plans to …"
                for deeper in graph.children(of: child)
                where graph.relation(deeper) == .acl && graph.isVerb(deeper) {
                    let inner = meaning(
                        of: deeper, source: source, target: target, depth: depth - 1)
                    if inner.type != nil { return inner }
                }
            default: continue
            }
        }
        return PairMeaning()
    }

    private func hasInfinitiveMarker(_ verb: Int) -> Bool {
        graph.children(of: verb).contains { graph.relation($0) == .mark && words.has($0, .purpose) }
    }

    /// The meaning of the nouns that a verb governs: its object first.
    private func nounMeaning(of verb: Int, _ trigger: Trigger?, onlyObject: Bool) -> PairMeaning {
        let frame = trigger?.frame ?? graph.frame(of: verb)
        let objects = [frame.object, frame.indirect].compactMap { $0 }
        for token in objects + (onlyObject ? [] : frame.obliques.map(\.token)) {
            if let found = meaning(ofNoun: token) { return found }
        }
        return PairMeaning()
    }

    /// The meaning of a noun; of a plan, threat or demand the noun itself, whatever is planned.
    func meaning(ofNoun token: Int) -> PairMeaning? {
        guard let word = words.word(token), !word.nouns.isEmpty,
            graph.tag(token) == .noun || graph.tag(token) == .properNoun
        else { return nil }
        for index in word.nouns {
            let entry = words.lexicon.entries[Int(index)]
            guard entry.objects.isEmpty, entry.words.isEmpty || matches(entry, at: token) else {
                continue
            }
            if !entry.prepositions.isEmpty {
                guard
                    graph.children(of: token).contains(where: {
                        graph.preposition(of: $0).map(entry.prepositions.contains) ?? false
                    })
                else { continue }
            }
            return PairMeaning(type: entry.type, entry: Int(index), way: "noun")
        }
        return nil
    }

    private func matches(_ entry: TriggerLexicon.Entry, at token: Int) -> Bool {
        let start = entry.wordsFollow ? token + 1 : token - entry.words.count
        guard start >= 0, start + entry.words.count <= words.keys.count else { return false }
        return entry.words.indices.allSatisfy { entry.words[$0] == words.keys[start + $0] }
    }

    /// "is ready to", "is willing to": the adjective governs.
    private func copulaOperator(_ verb: Int) -> TriggerLexicon.Operator? {
        for child in graph.children(of: verb) where graph.relation(child) == .xcomp {
            if graph.tag(child) == .adjective { return words.word(child)?.governs }
        }
        return nil
    }

    // MARK: Rules

    private func compose(
        _ governs: TriggerLexicon.Operator, _ entry: TriggerLexicon.Entry?, _ inner: PairMeaning,
        _ noun: PairMeaning
    ) -> PairMeaning? {
        let what = inner.type ?? noun.type
        func result(_ type: EventType) -> PairMeaning {
            PairMeaning(type: type, entry: inner.entry ?? noun.entry, way: "\(governs)")
        }
        switch governs {
        case .agree:
            guard let what else { return entry.map { PairMeaning(type: $0.type, way: "verb") } }
            return result(
                what.quad == .materialConflict
                    ? .threaten : what == .threaten || what == .reject ? what : .agree)
        case .request:
            return entry.map {
                $0.type == .request ? result(.request) : PairMeaning(type: $0.type, way: "verb")
            } ?? (inner.type == nil ? nil : result(.request))
        case .reject: return result(.reject)
        case .threaten: return result(.threaten)
        case .accuse: return result(entry?.type == .sanction ? .sanction : .accuse)
        case .support: return result(.support)
        case .consult: return result(.consult)
        case .concede: return inner.type == nil ? nil : result(.concede)
        case .cease:
            guard let what else { return nil }
            switch what.quad {
            case .materialConflict, .verbalConflict: return result(.retreat)
            case .materialCooperation, .verbalCooperation: return result(.sanction)
            }
        case .start: return what.map(result)
        case .say: return what.map(result)
        }
    }

    /// Tense and mood around a verb.
    struct Mood {
        var isFuture = false
        var isNegative = false
        var isConditional = false
        var isObligation = false
    }

    func mood(of verb: Int) -> Mood {
        var mood = Mood()
        for child in graph.children(of: verb) {
            switch graph.relation(child) {
            case .aux, .passiveAuxiliary, .copula:
                if words.has(child, .futureAuxiliary) {
                    mood.isFuture = true
                } else if graph.text.has(child, .possible) {
                    mood.isConditional = true
                } else if graph.text.has(child, .obligation) {
                    mood.isObligation = true
                } else if graph.text.has(child, .modal) {
                    mood.isConditional = true
                }
            case .obj:
                // "has shown no interest"
                for inner in graph.children(of: child) where graph.relation(inner) == .det {
                    if words.has(inner, .negationWord) { mood.isNegative = true }
                }
            case .advmod, .det:
                if words.has(child, .negationWord) { mood.isNegative = true }
            default: continue
            }
        }
        return mood
    }

    private func shifted(_ meaning: PairMeaning, by mood: Mood) -> PairMeaning {
        guard let type = meaning.type else { return meaning }
        var shifted = meaning
        if mood.isNegative, type.quad == .verbalCooperation || type.quad == .materialCooperation {
            shifted.type = .reject
            shifted.way += " not"
        } else if mood.isFuture || mood.isConditional {
            switch type.quad {
            case .verbalCooperation, .materialCooperation:
                shifted.type = .agree
                shifted.way += " to come"
            case .materialConflict:
                shifted.type = .threaten
                shifted.way += " to come"
            case .verbalConflict: break
            }
        } else if mood.isObligation {
            shifted.type = .request
            shifted.way += " must"
        }
        return shifted
    }
}
