import Text

/// Verbs, their patterns and agents of the user's dictionaries, as entries of the lexicon.
///
/// A CAMEO code gives the type by its root (Schrodt 2012). Of the patterns those are taken that say what stands behind the
/// verb: one noun, a preposition, or both; what they say of the words before it, of synsets within phrases and of joined
/// actors has no counterpart here.
extension TriggerLexiconBuilder {
    mutating func add(_ dictionaries: EventDictionaries) {
        let model = defaults["default-verb"] ?? TriggerLexicon.Roles(actor: [], recipient: [])
        for block in dictionaries.verbs {
            for verb in block.verbs {
                let words = verb.forms[0].lowercased().split(separator: " ").map(String.init)
                guard verb.head < words.count else { continue }
                let lemma = words[verb.head]
                for form in verb.forms.dropFirst() {
                    let forms = form.lowercased().split(separator: " ")
                    if verb.head < forms.count {
                        self.forms.append((eventKey(forms[verb.head]), eventKey(lemma)))
                    }
                }
                var group: [Entry] = []
                for pattern in block.patterns {
                    guard let code = pattern.code,
                        let entry = entry(code, model, verb, pattern, dictionaries)
                    else { continue }
                    group.append(entry)
                }
                if let code = verb.code ?? block.code, let entry = entry(code, model, verb) {
                    group.append(entry)
                }
                // What the user says comes before what the language has.
                for index in group.indices {
                    group[index].words = words.indices.filter { $0 > verb.head }.map {
                        eventKey(words[$0])
                    }
                }
                if !group.isEmpty {
                    verbs[eventKey(lemma), default: []].insert(contentsOf: group, at: 0)
                }
            }
        }
    }

    /// The marks of nouns for those who act; those of the state stand for their country.
    func marks(of dictionaries: EventDictionaries) -> [UInt64: TriggerLexicon.Marks] {
        var found: [UInt64: TriggerLexicon.Marks] = [:]
        let state: Set<String> = ["GOV", "MIL", "COP", "JUD", "LEG", "SPY"]
        for agent in dictionaries.agents {
            for name in agent.names {
                // Of several words the last is the head.
                guard let head = name.lowercased().split(separator: " ").last else { continue }
                var marks: TriggerLexicon.Marks = .agent
                if state.contains(String(agent.role.prefix(3))) { marks.insert(.stateAgent) }
                found[eventKey(head), default: []].formUnion(marks)
            }
        }
        return found
    }

    private func entry(
        _ code: String, _ roles: TriggerLexicon.Roles, _ verb: DictionaryVerb,
        _ pattern: DictionaryPattern? = nil, _ dictionaries: EventDictionaries? = nil
    ) -> Entry? {
        guard let (type, mode) = Self.type(ofCAMEO: code) else { return nil }
        var entry = Entry(
            type: type, mode: mode, cameo: String(code.prefix(2)), roles: roles,
            text: verb.forms[0].lowercased() + " [\(code)]")
        for element in pattern?.behind ?? [] {
            switch element {
            case .word(let word):
                guard entry.objects.isEmpty else { return nil }
                entry.objects = [eventKey(word.lowercased())]
            case .phrase(_, let head):
                guard entry.objects.isEmpty else { return nil }
                entry.objects = [eventKey(head.lowercased())]
            case .synset(let name):
                guard entry.objects.isEmpty, let phrases = dictionaries?.synsets[name] else {
                    return nil
                }
                entry.objects = phrases.compactMap { $0.lowercased().split(separator: " ").last }
                    .map { eventKey($0) }
            case .preposition(let word, let nouns):
                guard entry.prepositions.isEmpty else { return nil }
                entry.prepositions = [eventKey(word.lowercased())]
                if entry.objects.isEmpty,
                    let noun = nouns.last(where: { $0.first?.isLetter ?? false })
                {
                    entry.objects = [eventKey(noun.lowercased())]
                }
            case .source, .target, .skip: continue
            case .compound: return nil
            }
        }
        // A pattern that asks for nothing behind the verb asks for something before it.
        if pattern != nil, entry.objects.isEmpty, entry.prepositions.isEmpty { return nil }
        return entry
    }

    /// The type of a CAMEO code; `nil` for statements (01) and what is no code.
    static func type(ofCAMEO code: String) -> (EventType, mode: String?)? {
        switch code.prefix(3) {
        case "084": return (.retreat, "release")
        case "087": return (.retreat, "withdraw")
        case "042": return (.consult, "visit")
        case "041": return (.consult, "phone")
        case "173": return (.coerce, "arrest")
        case "171": return (.coerce, "seize")
        case "195": return (.assault, "aerial")
        case "193": return (.assault, "firearms")
        case "194": return (.assault, "heavy-weapons")
        case "181": return (.assault, "abduct")
        default: break
        }
        switch code.prefix(2) {
        case "02", "10": return (.request, nil)
        case "03": return (.agree, nil)
        case "04": return (.consult, nil)
        case "05": return (.support, nil)
        case "06": return (.cooperate, nil)
        case "07": return (.aid, nil)
        case "08": return (.concede, nil)
        case "09": return (.accuse, "investigate")
        case "11": return (.accuse, nil)
        case "12": return (.reject, nil)
        case "13": return (.threaten, nil)
        case "14": return (.protest, nil)
        case "15": return (.mobilize, nil)
        case "16": return (.sanction, nil)
        case "17": return (.coerce, nil)
        case "18", "19": return (.assault, nil)
        case "20": return (.assault, "unconventional")
        default: return nil
        }
    }
}
