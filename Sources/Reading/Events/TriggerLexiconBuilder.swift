import Language
import Text

/// The tables of events while they are read.
struct TriggerLexiconBuilder {
    typealias Entry = TriggerLexicon.Entry

    var verbs: [UInt64: [Entry]] = [:]
    var nouns: [UInt64: [Entry]] = [:]
    var operators: [UInt64: TriggerLexicon.Operator] = [:]
    var light: [UInt64] = []
    /// Forms that the lexicon of the language does not lead to their lemma, and the lemma.
    var forms: [(form: UInt64, lemma: UInt64)] = []
    var plainForms: [UInt64: UInt64] = [:]
    /// Prepositions that name who does what a noun tells, and nobody else.
    var nounAgents: Set<UInt64> = []
    /// Prepositions by what they mark: agent, place, route, carrier, cause, circumstance, condition.
    var markers: [String: Set<UInt64>] = [:]
    /// The nouns that are looked up at the ends of longer ones.
    var compoundHeads: [String] = []
    /// Whether the language writes compounds in one word.
    private var hasJoinedCompounds = false
    private(set) var defaults: [String: TriggerLexicon.Roles] = [:]
    /// Nouns that many entries share, by the name of the list.
    private var lists: [Substring: [UInt64]] = [:]

    // MARK: triggers.tsv

    mutating func readTriggers(_ file: DataFile) throws {
        for line in file.lines {
            let fields = line.text.pieces(between: "\t", keepsEmpty: true)
            func malformed(_ expected: String) -> DataError {
                .malformed(path: file.path, line: line.number, expected: expected)
            }
            guard fields.count >= 3 else {
                throw malformed("kind, type, options, entries, separated by tabs")
            }
            let kind = String(fields[0])
            let texts = fields.count > 3 ? entries(of: fields[3]) : []
            switch kind {
            case "default-verb", "default-noun":
                let none = TriggerLexicon.Roles(actor: [], recipient: [])
                defaults[kind] = roles(fields[2], from: none)
            case "operator":
                guard let governs = Self.operators[String(fields[1])] else {
                    throw malformed(
                        "one of \(Self.operators.keys.sorted().joined(separator: ", "))")
                }
                for text in texts { operators[eventKey(text)] = governs }
            case "noun-agent": nounAgents.formUnion(texts.map { eventKey($0) })
            case "agent", "place", "route", "carrier", "origin", "cause", "circumstance",
                "condition":
                markers[kind, default: []].formUnion(texts.map { eventKey($0) })
            case "contraction":
                for text in texts { plainForms[eventKey(text)] = eventKey(fields[1]) }
            case "form": for text in texts { forms.append((eventKey(text), eventKey(fields[1]))) }
            case "list":
                lists[fields[1]] = texts.map { eventKey($0) }
                if fields[2] == "compounds" { compoundHeads += texts.filter { $0.count > 4 } }
            case "light": light += texts.map { eventKey($0) }
            case "verb", "noun":
                let isNone = fields[1] == "-"
                let type = (isNone ? Substring(EventType.consult.rawValue) : fields[1])
                    .split(separator: "/", maxSplits: 1).map(String.init)
                guard let first = type.first, let category = EventType(rawValue: first) else {
                    throw malformed("a type of PLOVER in the second field, or -")
                }
                let mode = type.count > 1 ? type[1] : nil
                if let mode, EventType.modes[category]?.contains(mode) != true {
                    throw malformed("a mode of \(first) behind the slash")
                }
                var model = Entry(
                    type: category, mode: mode, cameo: category.cameo(mode: mode),
                    roles: defaults["default-" + kind]
                        ?? TriggerLexicon.Roles(actor: [], recipient: []), text: "")
                model.isNone = isNone
                guard apply(fields[2], to: &model) else {
                    throw malformed("options of docs/events.md")
                }
                for text in texts {
                    guard add(text, kind: kind, like: model) else {
                        throw malformed("an entry as docs/events.md says, not '\(text)'")
                    }
                }
            default:
                throw malformed(
                    "verb, noun, list, operator, form, light, agent, noun-agent, place, route, carrier, origin, cause, circumstance, condition, contraction, default-verb or default-noun"
                )
            }
        }
    }

    private static let operators: [String: TriggerLexicon.Operator] = [
        "AGREE": .agree, "REQUEST": .request, "REJECT": .reject, "THREATEN": .threaten,
        "ACCUSE": .accuse, "SUPPORT": .support, "CONSULT": .consult, "CONCEDE": .concede,
        "CEASE": .cease, "START": .start, "SAY": .say,
    ]

    private func entries(of field: Substring) -> [String] {
        field.pieces(between: ",").map { $0.trimmed }.filter { !$0.isEmpty }
    }

    private func roles(
        _ options: Substring, from base: TriggerLexicon.Roles
    ) -> TriggerLexicon.Roles {
        var roles = base
        for option in options.split(separator: " ") {
            let pair = option.split(separator: "=", maxSplits: 1)
            guard pair.count == 2 else { continue }
            let slots = pair[1].split(separator: ",").map(slot)
            switch pair[0] {
            case "actor": (roles.actor, roles.isOwn) = (slots, true)
            case "recipient": (roles.recipient, roles.isOwn) = (slots, true)
            case "item": roles.item = slots
            default: continue
            }
        }
        return roles
    }

    private func slot(_ name: Substring) -> TriggerLexicon.Slot {
        switch name {
        case "subject": .subject
        case "object": .object
        case "indirect": .indirect
        case "possessor": .possessor
        case "agent": .agent
        case "compound": .compound
        case "adjective": .adjective
        case "self": .itself
        default: .preposition(eventKey(name))
        }
    }

    private func apply(_ options: Substring, to entry: inout Entry) -> Bool {
        entry.roles = roles(options, from: entry.roles)
        for option in options.split(separator: " ") where option != "-" {
            let pair = option.split(separator: "=", maxSplits: 1)
            let value = pair.count > 1 ? String(pair[1]) : ""
            switch pair[0] {
            case "actor", "recipient", "item": continue
            case "compounds": entry.compounds = true
            case "pairs": entry.isForPairs = true
            case "occasion": entry.hasOccasion = true
            case "cameo": entry.cameo = value
            case "needs":
                entry.needsBoth = value == "both" || value == "states"
                entry.needsStates = value == "states"
            case "frame":
                guard let frame = Event.Frame(rawValue: value) else { return false }
                entry.frame = frame
            default: return false
            }
        }
        return true
    }

    /// Adds one entry as the file writes it.
    private mutating func add(_ text: String, kind: String, like model: Entry) -> Bool {
        var entry = model
        entry.text = text
        var plain: [String] = []
        for part in text.pieces(between: " ") {
            if part.hasPrefix("~") {
                entry.prepositions = part.dropFirst().split(separator: "|").map { eventKey($0) }
            } else if part.hasPrefix("=") || part.hasPrefix("^") {
                guard let keys = keys(of: part.dropFirst()) else { return false }
                if part.hasPrefix("=") { entry.objects += keys } else { entry.subjects += keys }
            } else {
                plain.append(String(part))
            }
        }
        guard let first = plain.first, let last = plain.last else { return false }
        if kind == "verb" {
            entry.words = plain.dropFirst().map { eventKey($0) }
            verbs[eventKey(first), default: []].append(entry)
            return true
        }
        // "exchange of fire" has its head in front, "arms deal" at the end.
        let isHeadFirst = plain.count > 2 && plain[1] == "of"
        entry.wordsFollow = isHeadFirst
        entry.words = (isHeadFirst ? plain.dropFirst() : plain.dropLast()).map { eventKey($0) }
        nouns[eventKey(isHeadFirst ? first : last), default: []].append(entry)
        if entry.compounds, plain.count == 1 { compoundHeads.append(first) }
        return true
    }

    /// The keys of nouns with `|` between them; `nil` where a list is not known.
    private func keys(of nouns: Substring) -> [UInt64]? {
        var keys: [UInt64] = []
        for noun in nouns.split(separator: "|") {
            if noun == "@people" {
                keys.append(TriggerLexicon.people)
            } else if noun == "@thing" {
                keys.append(TriggerLexicon.thing)
            } else if noun.first == "@" {
                guard let list = lists[noun.dropFirst()] else { return nil }
                keys += list
            } else {
                keys.append(eventKey(noun))
            }
        }
        // What stands for any noun for people comes last.
        let others = keys.filter { $0 != TriggerLexicon.people }
        return others.count == keys.count ? keys : others + [TriggerLexicon.people]
    }

    // MARK: words.tsv

    mutating func readWords(_ file: DataFile) throws -> [UInt64: TriggerLexicon.Marks] {
        var marks: [UInt64: TriggerLexicon.Marks] = [:]
        for line in file.lines {
            let fields = line.text.pieces(between: "\t")
            if fields.count == 2, fields[0] == "joined-compounds" {
                hasJoinedCompounds = fields[1] == "yes"
                continue
            }
            guard fields.count == 2, let mark = TriggerLexicon.Marks.names[String(fields[0])]
            else {
                throw DataError.malformed(
                    path: file.path, line: line.number,
                    expected: "one of "
                        + TriggerLexicon.Marks.names.keys.sorted().joined(separator: ", ")
                        + ", tab, words")
            }
            for word in entries(of: fields[1]) {
                marks[eventKey(word), default: []].insert(mark)
                // Most of those who act can be the head of a compound: "Regierungstruppe".
                if hasJoinedCompounds,
                    mark == .agent || mark == .target || mark == .stateAgent || mark == .weapon,
                    word.count > 4
                {
                    compoundHeads.append(word)
                }
            }
        }
        return marks
    }
}
