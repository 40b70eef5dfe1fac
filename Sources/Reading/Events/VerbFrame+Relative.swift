import Language
import Text

/// Who and what relative clauses and participles speak of.
extension SentenceGraph {
    /// In a relative clause the pronoun stands for the noun that the clause belongs to.
    func replaceRelative(_ verb: Int, _ frame: inout VerbFrame) {
        if relation(verb) == .amod, isVerb(verb), frame.subject != nil, !frame.isPassive,
            let noun = head(verb)
        {
            frame.object = frame.object ?? noun
            addInner(noun, to: &frame, depth: 3)
            return
        }
        if tag(verb) == .adjective, relation(verb) == .amod, let noun = head(verb) {
            // "die von X gelieferten Drohnen"
            frame.object = noun
            return
        }
        if relation(verb) == .compound || relation(verb) == .amod, isGerund(verb),
            let noun = head(verb),
            let above = head(noun), isVerb(above)
        {
            // "accused X of shelling villages", where the parser takes the verb for a part of a noun.
            frame.object = frame.object ?? noun
            let outer = self.frame(of: above, depth: 1)
            frame.subject =
                frame.subject ?? (controlsByObject(above) ? outer.object : outer.subject)
            return
        }
        guard let noun = antecedent(of: verb) else { return }
        if isMainVerb(verb) {
            frame.subject = noun
            if frame.object == nil {
                frame.object = children(of: verb).first {
                    $0 > verb && relation($0) == .obl && tag($0) == .noun
                }
            }
            return
        }
        func replaced(_ token: Int?) -> Int? {
            token.map { text.has($0, .relativePronoun) && tag($0) == .pronoun ? noun : $0 }
        }
        frame.subject = replaced(frame.subject)
        frame.object = replaced(frame.object)
        frame.indirect = replaced(frame.indirect)
        for index in frame.obliques.indices {
            frame.obliques[index].token = replaced(frame.obliques[index].token)!
        }
        if relation(verb) == .acl {
            // "drones delivered by …", "officials visiting …"
            if frame.isPassive {
                frame.object = frame.object ?? noun
            } else if morphology(verb).verbForm == .participle || isGerund(verb) {
                frame.subject = frame.subject ?? noun
            }
        } else if frame.subject != nil, frame.object == nil, frame.subject != noun {
            frame.object = noun
        } else if frame.subject == nil {
            if frame.isPassive { frame.object = frame.object ?? noun } else { frame.subject = noun }
        }
    }

    /// The noun that a relative clause belongs to. Where the parser hangs the clause on a verb, it is the last noun
    /// before it of the pronoun's gender and number.
    private func antecedent(of verb: Int) -> Int? {
        if relation(verb) == .relativeClause || relation(verb) == .acl { return head(verb) }
        guard relation(verb) == .advcl,
            let pronoun = children(of: verb).first(where: {
                text.has($0, .relativePronoun) && tag($0) == .pronoun
            }), pronoun > 1, text.tokens[pronoun - 1].kind == .comma
        else { return nil }
        let (gender, number) = (morphology(pronoun).gender, morphology(pronoun).number)
        for token in stride(from: pronoun - 2, through: max(0, pronoun - 9), by: -1) {
            if text.tokens[token].kind == .comma || isVerb(token) && token + 1 < pronoun - 1 {
                return nil
            }
            guard tag(token) == .noun else { continue }
            let form = morphology(token)
            if form.number == number || number == .unknown || form.number == .unknown,
                form.gender == gender || gender == .unknown || form.gender == .unknown
            {
                return token
            }
        }
        return nil
    }

    func isGerund(_ verb: Int) -> Bool {
        morphology(verb).verbForm == .gerund
            || morphology(verb).verbForm == .participle && morphology(verb).tense == .present
    }

    /// ", killing five": a gerund that tells what comes of the main verb.
    func isGerundBehindComma(_ verb: Int) -> Bool {
        verb > 0 && isGerund(verb) && text.tokens[verb - 1].kind == .comma
    }

    /// The verb that a noun belongs to, a few steps up.
    func verb(above noun: Int) -> Int? {
        var token = noun
        for _ in 0..<4 {
            guard let head = head(token) else { return nil }
            if isVerb(head) { return head }
            token = head
        }
        return nil
    }
}
