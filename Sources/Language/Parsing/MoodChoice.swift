extension DependencyParser {
    /// Decides the mood of forms that are subjunctive in the third person and indicative in the first
    /// ("habe", "komme"): indicative where the subject is the first person singular, otherwise
    /// subjunctive, as in reported speech.
    ///
    /// The readings of the lexicon say which forms these are. All others keep what they have: a form
    /// with one mood has it from the lexicon, and between a preterite and a subjunctive ("sollte") the
    /// network chose.
    func chooseMoods(
        _ tokens: Range<Int>, _ lexicon: LexicalContext, _ scratch: ArgumentScratch,
        _ trees: inout Trees
    ) {
        for token in tokens where trees.isFinite(token) {
            guard let readings = ambiguous(token, lexicon, trees) else { continue }
            trees.morphology[token] =
                hasFirstPerson(token, tokens, scratch, trees)
                ? readings.indicative : readings.subjunctive
        }
    }

    /// The two readings of such a form; `nil` for others.
    private func ambiguous(
        _ token: Int, _ lexicon: LexicalContext, _ trees: Trees
    ) -> (indicative: Morphology, subjunctive: Morphology)? {
        var indicative: Morphology?
        var subjunctive: Morphology?
        var isOther = false
        lexicon.lexicon.forEachReading(of: lexicon.lookUps[token]) { reading in
            let morphology = reading.morphology
            guard lexicon.parserTags[Int(reading.tag)] == trees.tags[token] else { return }
            switch morphology.mood {
            case .subjunctive where morphology.person != 1: subjunctive = morphology
            case .subjunctive: break
            case .indicative where morphology.person == 1 && morphology.number == .singular:
                indicative = morphology
            default: isOther = true
            }
        }
        guard !isOther, let indicative, let subjunctive else { return nil }
        return (indicative, subjunctive)
    }

    /// Whether the subject of a finite verb is the first person singular, or is left out in front of
    /// it as in notes ("Habe nichts gehört").
    private func hasFirstPerson(
        _ verb: Int, _ tokens: Range<Int>, _ scratch: ArgumentScratch, _ trees: Trees
    ) -> Bool {
        // What the subject depends on: the word of content, or what it is coordinated with.
        var head = verb
        switch trees.relations[verb] {
        case .aux, .passiveAuxiliary, .copula:
            if trees.heads[verb] >= 0 { head = Int(trees.heads[verb]) }
        default: break
        }
        for _ in 0..<8 {
            var child = scratch.firstChild(head)
            while child >= 0 {
                if trees.relations[child].isSubject, isFirst(child, trees) { return true }
                if trees.relations[child].isSubject {
                    return stands(beside: verb, tokens, trees)
                }
                child = scratch.next(child)
            }
            guard trees.relations[head] == .conj, trees.heads[head] >= 0 else { break }
            head = Int(trees.heads[head])
        }
        return verb == tokens.lowerBound || stands(beside: verb, tokens, trees)
    }

    private func isFirst(_ token: Int, _ trees: Trees) -> Bool {
        let morphology = trees.morphology[token]
        return morphology.person == 1 && morphology.number == .singular
            && morphology.grammaticalCase == .nominative
    }

    /// Whether a pronoun of the first person singular stands in the stretch around a verb that has no
    /// mark and no other finite verb in it.
    private func stands(beside verb: Int, _ tokens: Range<Int>, _ trees: Trees) -> Bool {
        for step in [-1, 1] {
            var token = verb + step
            while tokens.contains(token), !trees.isFinite(token),
                trees.universalTags[token] != .punctuation
            {
                if isFirst(token, trees), trees.universalTags[token] == .pronoun { return true }
                token += step
            }
        }
        return false
    }
}
