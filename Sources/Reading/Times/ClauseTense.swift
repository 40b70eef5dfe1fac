import Language
import Text

/// When the clause around an expression takes place, as its verb says.
enum ClauseTime: Int, CaseIterable {
    case past, present, future
    /// The verb is an infinitive: "to meet on Friday".
    case infinitive
    /// No verb says anything.
    case unknown
}

/// Finds the tense of the clause that an expression stands in.
///
/// The expression is followed up the tree to its verb; the auxiliaries, the mood and the form of
/// that verb decide. Where there is no tree, the nearest verb of the tables does. What a form means
/// stands in `times/words.tsv`: `tense` (1 for verbs and participles that look ahead: "wird", "will",
/// "geplant"; -1 for verbs of the past) and `perfect` ("haben", "have").
struct ClauseTense {
    let text: AnalysedText
    let lexicon: PatternLexicon
    private let perfectClass: UInt8?

    init(text: AnalysedText, lexicon: PatternLexicon) {
        self.text = text
        self.lexicon = lexicon
        perfectClass = lexicon.wordClass("perfect")
    }

    /// How far verbs and their auxiliaries are looked for, in tokens: what keeps a text that is one
    /// long sentence linear.
    private static let reach = 14
    private static let deepest = 12

    func time(around tokens: ClosedRange<Int>) -> ClauseTime {
        if text.analysis.hasTrees, !text.analysis.morphology.isEmpty {
            return byTree(tokens)
        }
        return byWords(tokens)
    }

    // MARK: With a tree

    private func byTree(_ tokens: ClosedRange<Int>) -> ClauseTime {
        let heads = text.analysis.heads
        // The word of the expression that the others depend on.
        var word = tokens.upperBound
        for token in tokens.reversed() {
            let head = Int(heads[token])
            if head < 0 || !tokens.contains(head) {
                word = token
                break
            }
        }
        if heads[word] < 0 { return verbTime(word) }
        // "Friday's vote" may lie ahead or back, whatever the clause says of it.
        if text.analysis.relations[word] == .possessor { return .unknown }
        let modifiesNoun = [.nmod, .compound].contains(text.analysis.relations[word])
        for _ in 0..<Self.deepest {
            let head = Int(heads[word])
            guard head >= 0 else { return .unknown }
            word = head
            let found = verbTime(word)
            // "Das Ergebnis vom Sonntag zeigt": the present is that of the verb only, and so is
            // what is still to be done ("to make the November trip").
            if found == .present || found == .infinitive, modifiesNoun { return .unknown }
            if found == .infinitive, isPlanned(word) { return .future }
            if found != .unknown { return found }
        }
        return .unknown
    }

    /// The time of the verb group at a word; unknown where it has no verb, or one that only says
    /// what its own governor says (a gerund).
    private func verbTime(_ head: Int) -> ClauseTime {
        let analysis = text.analysis
        let isVerb = isVerbal(analysis.universalTags[head])
        var finite = -1
        var auxiliaries = 0
        var hasMarker = false
        var hasPerfect = false
        let low = max(0, head - Self.reach)
        let high = min(text.tokens.count - 1, head + Self.reach)
        for token in low...high where Int(analysis.heads[token]) == head {
            switch analysis.relations[token] {
            case .aux, .passiveAuxiliary, .copula:
                auxiliaries += 1
                if finite < 0, isFinite(token) {
                    finite = token
                } else if has(token, perfectClass) {
                    hasPerfect = true
                }
            case .mark:
                if analysis.universalTags[token] == .particle { hasMarker = true }
            default: break
            }
        }
        if finite < 0, isVerb, isFinite(head) { finite = head }
        let form = analysis.morphology[head].verbForm
        // "is scheduled for", "due on", "ist geplant": ahead, whatever the auxiliary says.
        if finite != head, direction(head) > 0, form != .infinitive || auxiliaries == 0 {
            return .future
        }
        guard finite >= 0 else {
            guard isVerb else { return .unknown }
            // "expected to be completed by May"
            if hasMarker, !hasPerfect { return .infinitive }
            switch form {
            case .infinitive: return hasPerfect ? .past : .infinitive
            case .participle:
                return analysis.morphology[head].tense == .present ? .unknown : .past
            default: return .unknown
            }
        }
        let morphology = analysis.morphology[finite]
        if direction(finite) > 0, finite != head {
            // "soll … getötet haben", "may have met".
            return hasPerfect ? .past : .future
        }
        if hasMarker, form == .infinitive { return .future }
        if has(finite, perfectClass), form == .participle,
            analysis.relations[finite] == .aux
        {
            return .past
        }
        switch morphology.tense {
        // "Er käme am Montag", "hätte viel zu tun": the form of the past, but not its time.
        case .past where morphology.mood == .subjunctive && auxiliaries == 0: return .unknown
        case .past: return .past
        case .present: return .present
        case .unknown: return direction(finite) < 0 ? .past : .unknown
        }
    }

    /// Whether an infinitive depends on a word that looks ahead: "is scheduled to close on Monday",
    /// but not "had been scheduled", whose day may be over.
    private func isPlanned(_ infinitive: Int) -> Bool {
        let head = Int(text.analysis.heads[infinitive])
        guard head >= 0, direction(head) > 0 else { return false }
        return !(max(0, head - Self.reach)..<head).contains {
            Int(text.analysis.heads[$0]) == head && has($0, perfectClass)
                && text.analysis.morphology[$0].tense == .past
        }
    }

    private func isVerbal(_ tag: UniversalTag) -> Bool { tag == .verb || tag == .auxiliary }

    private func isFinite(_ token: Int) -> Bool {
        let morphology = text.analysis.morphology[token]
        return morphology.verbForm == .finite
            || (morphology.verbForm == .unknown && text.analysis.universalTags[token] == .auxiliary)
    }

    // MARK: By words

    /// The time of the verb that stands nearest.
    private func byWords(_ tokens: ClosedRange<Int>) -> ClauseTime {
        let all = text.tokens
        var back = tokens.lowerBound - 1
        var ahead = tokens.upperBound + 1
        for _ in 0..<Self.reach {
            if back >= 0, all[back].kind != .sentenceEnd {
                let found = wordTime(back)
                if found != .unknown { return found }
                back -= 1
            } else {
                back = -1
            }
            if ahead < all.count, all[ahead].kind != .sentenceEnd {
                let found = wordTime(ahead)
                if found != .unknown { return found }
                ahead += 1
            } else {
                ahead = all.count
            }
        }
        return .unknown
    }

    private func wordTime(_ token: Int) -> ClauseTime {
        guard text.tokens[token].kind == .word else { return .unknown }
        let direction = direction(token)
        if direction != 0 { return direction > 0 ? .future : .past }
        let forms = text.cueForms(token)
        return forms?.contains { $0.shape == .infinitive } == false ? .past : .unknown
    }

    /// What the tables say of a form: 1 ahead, -1 back, 0 nothing.
    private func direction(_ token: Int) -> Int {
        let entry = lexicon.entry(of: text.tokens[token].hash)
        guard entry >= 0, lexicon.tenseClass != 255,
            lexicon.heads[Int(entry)].mask & 1 << ClassMask(lexicon.tenseClass) != 0
        else { return 0 }
        return Int(lexicon.value(ofEntry: entry, lexicon.tenseClass))
    }

    private func has(_ token: Int, _ wordClass: UInt8?) -> Bool {
        guard let wordClass else { return false }
        let entry = lexicon.entry(of: text.tokens[token].hash)
        return entry >= 0 && lexicon.heads[Int(entry)].mask & 1 << ClassMask(wordClass) != 0
    }
}
