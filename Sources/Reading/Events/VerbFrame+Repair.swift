import Language
import Text

/// What parsers often get wrong around verbs.
extension SentenceGraph {
    /// Puts right what parsers often get wrong where names stand side by side: "lieferte Russland Munition" is no
    /// name of two words, and in "besucht am Montag Lettland" the country is no second name of the day.
    func repair(_ verb: Int, _ frame: inout VerbFrame) {
        if frame.isPassive, let subject = frame.object, let thing = child(of: verb, .obj),
            thing != subject
        {
            // "Kyiv was given 31 tanks": the subject is the one who gets them.
            (frame.object, frame.indirect) = (thing, subject)
        }
        if frame.object == nil, let open = child(of: verb, .xcomp), open > verb,
            child(of: open, .mark) == nil, morphology(open).verbForm != .participle,
            let subject = child(of: open, .nsubj), subject > verb
        {
            // "let the hostages go": whose deed the inner verb is.
            frame.object = subject
        }
        if frame.object == nil, !frame.isPassive, let thing = frame.indirect, tag(thing) == .noun,
            !words.has(thing, .agent)
        {
            (frame.object, frame.indirect) = (thing, nil)
        }
        if let object = frame.object, tag(object) == .noun, frame.indirect == nil,
            let name = children(of: object).first(where: { child in
                child < object && tag(child) == .properNoun && isCountry(child)
                    && [.nmod, .compound, .flat, .appos, .dep].contains(relation(child))
                    && preposition(of: child) == nil && self.child(of: child, .adposition) == nil
                    && (morphology(child).grammaticalCase == .dative
                        || text.pack.wordOrder == .verbSecond
                            && morphology(child).grammaticalCase != .genitive
                            && text.bytes[Int(text.tokens[child].end) - 1] != UInt8(ascii: "s")
                        || child == verb + 1
                            && [.adjective, .numeral, .determiner, .pronoun].contains(
                                tag(child + 1)))
            })
        {
            // "hat dem Iran Raketen verkauft", "send Ukraine more systems": the parser makes one phrase of the two.
            frame.indirect = name
        }
        if let name = frame.object, tag(name) == .properNoun, isCountry(name),
            frame.indirect == nil,
            let thing = children(of: name).first(where: { child in
                // A noun that hangs on a name is tagged as a part of it.
                child == name + 1 && [.noun, .properNoun].contains(tag(child))
                    && !text.analysis.entities.isEmpty && text.analysis.entities[child].kind == nil
                    && [.nmod, .compound, .flat, .appos, .dep].contains(relation(child))
                    && preposition(of: child) == nil
            })
        {
            // "hat Togo Panzer geliefert", where the parser makes one name of the two.
            (frame.object, frame.indirect) = (thing, name)
        }
        if let object = frame.object, tag(object) == .noun, frame.indirect == nil, !frame.isPassive,
            let name = children(of: verb).first(where: { child in
                child < object && [.obl, .unmarkedOblique].contains(relation(child))
                    && tag(child) == .properNoun && isCountry(child)
                    && preposition(of: child) == nil && self.child(of: child, .adposition) == nil
            })
        {
            // "haben Bulgarien zwei Boote übergeben": a country without a preposition is who gets them.
            frame.indirect = name
        }
        if frame.object == nil, relation(verb) == .xcomp, isGerund(verb), let above = head(verb),
            let thing = child(of: above, .obj), thing > verb
        {
            // "denied supplying rockets", where the parser hangs the rockets on the denial.
            frame.object = thing
        }
        if let subject = frame.subject, words.has(subject, .quantity), frame.object == subject + 1,
            preposition(of: subject + 1) == nil
        {
            // "Tausende Studenten", where the parser takes the count for the subject and the counted for the object.
            (frame.subject, frame.object) = (subject + 1, nil)
        }
        if let subject = frame.subject, tag(subject) == .properNoun,
            let name = child(of: subject, .flat, .appos), name == subject + 1,
            isCountry(subject), isCountry(name)
        {
            // "verkaufte Polen Estland Panzer": two countries side by side are two.
            if frame.object == nil {
                frame.object = name
            } else {
                frame.indirect = frame.indirect ?? name
            }
        }
        if let object = frame.object, tag(object) == .properNoun, frame.indirect == nil,
            let open = child(of: verb, .xcomp), open > object, let thing = child(of: open, .obj),
            child(of: open, .mark) == nil
        {
            // "send Lima its remaining jets", where the parser takes the participle for a verb of its own.
            (frame.object, frame.indirect) = (thing, object)
        }
        if frame.indirect == nil, let object = frame.object, tag(object) == .properNoun,
            let thing = children(of: object).first(where: { child in
                [.flat, .appos, .conj, .compound, .unmarkedModifier].contains(relation(child))
                    && tag(child) == .noun
                    && child > object && self.child(of: child, .coordinator) == nil
                    && text.tokens[child - 1].kind != .comma
            })
        {
            frame.indirect = object
            frame.object = thing
        }
        if frame.subject == nil, !frame.isPassive, let above = head(verb),
            mainVerb(behind: above) == verb
        {
            frame.subject = child(of: above, .nsubj, .passiveSubject)
        }
        if frame.object == nil, let thing = counted(behind: verb) { frame.object = thing }
        if frame.object == nil, let thing = object(behindParticleOf: verb) { frame.object = thing }
        if let count = frame.object, let thing = compared(count, verb) { frame.object = thing }
        if !frame.isPassive, let second = frame.subject, second > verb, isCountry(second),
            let object = frame.object, object > second,
            let first = children(of: verb).first(where: { child in
                child < verb && relation(child) == .obl && tag(child) == .properNoun
                    && isCountry(child) && preposition(of: child) == nil
                    && morphology(child).grammaticalCase != .dative
            }), frame.indirect == nil || frame.indirect == first
        {
            // "Japan gewährt Vietnam einen Kredit": of two names that may be either the first is the subject.
            (frame.subject, frame.indirect) = (first, second)
        }
        guard frame.object == nil else { return }
        for oblique in frame.obliques where tag(oblique.token) == .noun {
            if let name = children(of: oblique.token).first(where: { child in
                (relation(child) == .appos || relation(child) == .flat) && tag(child) == .properNoun
                    && text.tokens[child - 1].kind != .comma
                    || relation(child) == .nmod && child > oblique.token
                        && preposition(of: child) == nil
                        && (morphology(child).grammaticalCase == .accusative || isCountry(child))
            }) {
                frame.object = name
                return
            }
        }
    }

    /// "handed over two hostages", "killing at least five people", "arrested more than 100 people": what is counted directly
    /// behind a verb, where the parser takes the words before the number for a preposition.
    private func counted(behind verb: Int) -> Int? {
        children(of: verb).first { thing in
            guard relation(thing) == .obl, tag(thing) == .noun, thing > verb,
                let number = child(of: thing, .nummod)
            else { return false }
            if let preposition = child(of: thing, .adposition) {
                return preposition == verb + 1 && preposition + 1 < number
                    && morphology(preposition + 1).degree == .superlative
            }
            return child(of: number, .advmod) == verb + 1
                || children(of: thing).contains { $0 == verb + 1 && relation($0) == .amod }
        }
    }

    /// "shot down a jet", where the parser takes the particle for a preposition.
    private func object(behindParticleOf verb: Int) -> Int? {
        guard text.pack.wordOrder == .subjectVerb, verb + 1 < text.tokens.count,
            words.has(verb + 1, .openParticle)
        else { return nil }
        return children(of: verb).first {
            relation($0) == .obl && tag($0) == .noun && child(of: $0, .adposition) == verb + 1
        }
    }

    /// "nahm mehr als 100 Demonstranten fest": what is compared with the count that the parser takes for the object.
    private func compared(_ count: Int, _ verb: Int) -> Int? {
        guard [.determiner, .pronoun, .adjective, .adverb].contains(tag(count)),
            count + 2 < text.tokens.count, relation(count + 1) == .adposition,
            let thing = head(count + 1), tag(thing) == .noun,
            head(thing) == verb || head(thing) == count, child(of: thing, .nummod) != nil
        else { return nil }
        return thing
    }

    func isCountry(_ token: Int) -> Bool {
        text.pack.countries.match(text.tokens, at: token, limit: token + 1).map {
            $0.kind != .adjective
        } ?? false
    }
}
