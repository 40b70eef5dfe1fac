import Language
import Text

/// Finds which actors the words around an event mean; adds those that nobody has named yet.
struct ParticipantFinder {
    let graph: SentenceGraph
    private let text: AnalysedText
    private let peoples: PeopleNouns
    private(set) var actors: [Actor]
    /// The row of the actor that each token belongs to; -1 for none.
    private var rows: [Int32]
    private var countryRows: [String: Int] = [:]
    private var groupRows: [String: Int] = [:]
    /// Who a pronoun cannot mean, because he takes part already.
    var excluded: [Int] = []
    /// Whom the statement accuses that a trigger stands in: "accused Washington of …, by its …".
    var accused: Int?
    /// How many rows the reading had.
    let given: Int

    /// - Complexity: O(n) in tokens and mentions.
    init(_ graph: SentenceGraph, actors: [Actor], _ peoples: PeopleNouns) {
        self.graph = graph
        self.peoples = peoples
        text = graph.text
        self.actors = actors
        given = actors.count
        rows = Array(repeating: -1, count: graph.text.tokens.count)
        for (row, actor) in actors.enumerated() {
            if actor.kind == .country, let code = actor.country { countryRows[code] = row }
            for mention in actor.mentions {
                for token in text.tokens(in: mention) where rows[token] < 0 || actor.kind != .role {
                    rows[token] = Int32(row)
                }
            }
        }
    }

    // MARK: Who is meant

    /// The rows of the actors that a noun and what is coordinated with it mean.
    mutating func rows(of token: Int, depth: Int = 3) -> [Int] {
        var found: [Int] = []
        for row in direct(token, depth: depth) where !found.contains(row) { found.append(row) }
        guard depth > 0 else { return found }
        for child in graph.children(of: token) where graph.relation(child) == .conj {
            for row in rows(of: child, depth: depth - 1) where !found.contains(row) {
                found.append(row)
            }
        }
        return found
    }

    private mutating func direct(_ token: Int, depth: Int) -> [Int] {
        if graph.tag(token) == .pronoun { return pronoun(token, excluding: excluded) }
        if graph.words.has(token, .bothNoun),
            graph.children(of: token).contains(where: { graph.words.has($0, .both) })
        {
            let rows = lastTwoCountries(before: token)
            if !rows.isEmpty { return rows }
        }
        if graph.words.has(token, .stateAgent),
            rows[token] < 0 || actors[Int(rows[token])].kind == .role,
            !isFaction(token)
        {
            // "dem polnischen und dem litauischen Präsidenten": one office, two holders.
            let states = owners(of: token)
            if states.count > 1 { return states }
        }
        if depth > 0, graph.words.has(token, .quantity) {
            // "hundreds of teachers", "Dutzende Lehrer"
            for child in graph.children(of: token) where graph.relation(child) == .nmod {
                let rows = direct(child, depth: depth - 1)
                if !rows.isEmpty { return rows }
            }
        }
        if let row = named(token) { return [row] }
        // The name beside a title: "President X", "der Präsident, X,".
        for child in graph.children(of: token) {
            switch graph.relation(child) {
            case .appos, .flat, .descriptor, .unmarkedModifier:
                if let row = named(child), actors[row].kind != .country { return [row] }
            case .nmod, .compound:
                if abs(child - token) == 1, let row = named(child), actors[row].kind == .person {
                    return [row]
                }
            default: continue
            }
        }
        // "Generalsekretär X", wherever the parser hangs the name.
        if token + 1 < rows.count, graph.words.has(token, .agent), rows[token + 1] >= 0,
            [.person, .organization].contains(actors[Int(rows[token + 1])].kind)
        {
            return [Int(rows[token + 1])]
        }
        if graph.words.has(token, .stateAgent), !isFaction(token) {
            let rows = owners(of: token)
            if !rows.isEmpty { return rows }
        }
        if let row = entity(token) { return [row] }
        // "Thousands protested"
        let isMany =
            graph.words.has(token, .quantity) && graph.relation(token).isSubject
            && graph.morphology(token).number == .plural
        guard graph.words.has(token, .agent) || isMany || people(token) != nil else { return [] }
        if graph.relation(token) == .appos, let head = graph.head(token), let row = named(head),
            actors[row].kind == .person
        {
            // "X, a 54-year-old businessman,"
            return [row]
        }
        return [group(token)]
    }

    /// The row of a name at a token.
    private mutating func named(_ token: Int) -> Int? {
        if rows[token] >= 0 {
            // A role that is named with its country is the country's where nobody is named.
            return Int(rows[token])
        }
        guard text.tokens[token].isCapitalised else { return nil }
        for start in [token, token - 1, token - 2] where start >= 0 {
            guard
                let match = text.pack.countries.match(
                    text.tokens, at: start, limit: text.tokens.count),
                start + match.length > token, match.kind != .adjective
            else { continue }
            return country(match.code, start..<start + match.length)
        }
        return nil
    }

    /// "opposition leader": whose office is none of the state's.
    private func isFaction(_ token: Int) -> Bool {
        graph.children(of: token).contains {
            graph.relation($0) == .compound && graph.words.has($0, .agent)
                && !graph.words.has($0, .stateAgent)
        }
    }

    /// The countries of ministers, troops: of several where the adjectives are coordinated.
    private mutating func owners(of token: Int) -> [Int] {
        guard let first = owner(of: token) else { return [] }
        var found = [first]
        for child in graph.children(of: token)
        where graph.relation(child) == .amod
            || graph.relation(child) == .nmod && countryRow(child) == first
        {
            for other in [child] + graph.children(of: child).filter({ graph.relation($0) == .conj })
            {
                if let row = countryRow(other), !found.contains(row) { found.append(row) }
            }
        }
        return found
    }

    /// The country of a government, an army, a minister: by name, seat, adjective, or the front of a compound.
    mutating func owner(of token: Int) -> Int? {
        if let code = text.frontCountry(of: token) { return country(code, token..<token + 1) }
        for child in graph.children(of: token) {
            switch graph.relation(child) {
            case .amod, .compound, .possessor, .nmod, .det, .appos, .descriptor, .dep,
                .unmarkedModifier:
                if let row = countryRow(child) { return row }
            default: continue
            }
        }
        if token > 0, let row = adjacent(token - 1) { return row }
        guard graph.words.has(token, .weapon) else { return nil }
        // "aus dem Jemen gestartete Drohnen", "rockets fired from Lebanon"
        for child in graph.children(of: token)
        where graph.relation(child) == .amod || graph.relation(child) == .acl {
            for place in graph.children(of: child) {
                if let preposition = graph.preposition(of: place),
                    graph.words.lexicon.isOriginMarker(preposition), let row = countryRow(place)
                {
                    return row
                }
            }
        }
        return nil
    }

    /// "US-Angriff": the country whose short form stands before the hyphen. A name there tells the place: "Gaza-Krieg".
    mutating func frontState(of token: Int) -> Int? {
        guard let front = text.front(of: token), front.allSatisfy({ $0 &- 65 < 26 }),
            let code = text.frontCountry(of: token)
        else { return nil }
        return country(code, token..<token + 1)
    }

    /// A country by name, seat or adjective at a token.
    mutating func countryRow(_ token: Int) -> Int? {
        if rows[token] >= 0, actors[Int(rows[token])].kind == .country { return Int(rows[token]) }
        return adjacent(token)
    }

    private mutating func adjacent(_ token: Int) -> Int? {
        for start in [token, token - 1] where start >= 0 {
            if let match = text.pack.countries.match(
                text.tokens, at: start, limit: text.tokens.count),
                start + match.length > token
            {
                return country(match.code, start..<start + match.length)
            }
        }
        return nil
    }

    /// The country that an adjective or the first part of a compound names.
    mutating func owner(ofModifier token: Int) -> Int? {
        if let row = countryRow(token) { return row }
        return rows[token] >= 0 ? Int(rows[token]) : entity(token)
    }

    /// The country or place that a thing belongs to: "targets in Ukraine", "the city of X".
    /// - Parameter isAnything: whether any thing counts, not only one that can be hit or taken.
    mutating func holder(of token: Int, isAnything: Bool = false, depth: Int = 2) -> Int? {
        guard
            isAnything && !graph.words.has(token, .abstract)
                || graph.words.has(token, [.target, .agent, .stateAgent, .weapon])
        else { return nil }
        for child in graph.children(of: token) {
            switch graph.relation(child) {
            case .nmod, .obl, .possessor, .amod, .compound, .appos, .flat:
                if let row = countryRow(child) ?? placeRow(child) ?? named(child) ?? entity(child) {
                    return row
                }
                if graph.words.has(child, .stateAgent), let row = owner(of: child) { return row }
                if graph.words.has(child, .agent) { return group(child) }
                if depth > 0, let row = holder(of: child, isAnything: isAnything, depth: depth - 1)
                {
                    return row
                }
            default: continue
            }
        }
        return nil
    }

    /// Whether a token is the name of somebody.
    func isParticipant(_ token: Int) -> Bool {
        rows[token] >= 0 || graph.words.has(token, .agent)
    }

    // MARK: Rows

    mutating func country(_ code: String, _ tokens: Range<Int>) -> Int {
        let row: Int
        if let known = countryRows[code] {
            row = known
        } else {
            row = actors.count
            actors.append(
                Actor(
                    id: "", kind: .country,
                    name: text.pack.countries.names[code] ?? text.string(text.span(tokens)),
                    country: code, mentions: []))
            countryRows[code] = row
        }
        mention(row, tokens)
        return row
    }

    /// A name that the core has found and no other reader has made an actor of.
    private mutating func entity(_ token: Int) -> Int? {
        guard let kind = text.analysis.entityKind(token), kind != .other
        else { return nil }
        var low = token
        while low > 0, text.analysis.entities[low].kind == kind, !text.analysis.entities[low].begins
        {
            low -= 1
        }
        var high = token + 1
        while high < text.tokens.count, text.analysis.entities[high].kind == kind,
            !text.analysis.entities[high].begins
        { high += 1 }
        guard high - low < 12 else { return nil }
        if let row = rows[low..<high].first(where: { $0 >= 0 }) { return Int(row) }
        let kinds: [Actor.Kind] = [.person, .organization, .place, .group]
        return add(kinds[Int(kind.rawValue)], low..<high, name: text.string(text.span(low..<high)))
    }

    /// People who are named by what they are: "protesters", "die Rebellen".
    private mutating func group(_ token: Int) -> Int {
        var low = token
        for child in graph.children(of: token)
        where child < token
            && (graph.relation(child) == .amod || graph.relation(child) == .compound)
        {
            low = min(low, child)
        }
        if token - low > 4 { low = token }
        let home = owner(of: token).flatMap { actors[$0].country } ?? people(token)
        let row = add(.group, low..<token + 1, name: text.string(text.span(low..<token + 1)))
        if row >= given, actors[row].country == nil { actors[row].country = home }
        return row
    }

    /// "Moldovans", "three Lebanese": the country whose people a noun names.
    private func people(_ token: Int) -> String? {
        guard text.tokens[token].isCapitalised,
            [.noun, .properNoun, .adjective].contains(graph.tag(token))
        else { return nil }
        let span = text.tokens[token].span
        let word = text.bytes[span.start..<span.end]
        if let code = peoples.country(ofNoun: text.tokens[token].hash)
            ?? peoples.person(word)?.country ?? peoples.country(ofPlural: word)
        {
            return code
        }
        switch graph.relation(token) {
        case .amod, .compound, .flat, .nmod: return nil
        default: return peoples.country(ofAdjective: word)
        }
    }

    private mutating func add(_ kind: Actor.Kind, _ tokens: Range<Int>, name: String) -> Int {
        let key = kind.rawValue + " " + name.lowercased()
        let row: Int
        if let known = groupRows[key] {
            row = known
        } else {
            row = actors.count
            actors.append(Actor(id: "", kind: kind, name: name, mentions: []))
            groupRows[key] = row
        }
        mention(row, tokens)
        return row
    }

    private mutating func mention(_ row: Int, _ tokens: Range<Int>) {
        guard row >= given || actors[row].mentions.isEmpty else { return }
        let span = text.span(tokens)
        if actors[row].mentions.last != span { actors[row].mentions.append(span) }
    }

    // MARK: Words that point back

    /// Whom "he" or "es" means: the one that the reader of actors has found, else the person or country named last before it.
    private func pronoun(_ token: Int, excluding: [Int]) -> [Int] {
        guard text.has(token, .personalPronoun) else { return [] }
        // "I", "we" and "you" are no country that was named before.
        let form = graph.morphology(token)
        if form.person == 1 || form.person == 2 { return [] }
        if rows[token] >= 0 {
            return excluding.contains(Int(rows[token])) ? [] : [Int(rows[token])]
        }
        let isMany = text.pack.wordOrder == .verbSecond && isPlural(token)
        let isPerson = text.has(token, [.malePronoun, .femalePronoun]) && !isMany
        if !isPerson, let accused, !excluding.contains(accused), actors[accused].kind != .person,
            graph.relation(token).isSubject
        {
            return [accused]
        }
        for before in stride(from: token - 1, through: max(0, token - 80), by: -1)
        where rows[before] >= 0 && !excluding.contains(Int(rows[before])) {
            let kind = actors[Int(rows[before])].kind
            // "sie" in the plural: no country of one, but "die USA", "Anhänger".
            if isMany, kind != .group, graph.morphology(before).number != .plural { continue }
            if isPerson
                ? kind == .person : kind == .country || kind == .organization || kind == .group
            {
                return [Int(rows[before])]
            }
        }
        return []
    }

    /// "sanktionierten sie ihn": a pronoun that can be one woman or many, with the verb of many.
    private func isPlural(_ token: Int) -> Bool {
        guard graph.relation(token).isSubject, let verb = graph.head(token) else {
            return graph.morphology(token).number == .plural
        }
        let finite = graph.child(of: verb, .aux, .passiveAuxiliary)
        return graph.morphology(finite ?? verb).number == .plural
    }

    /// "the two countries": the two named last, by name or by adjective.
    private mutating func lastTwoCountries(before token: Int) -> [Int] {
        var found: [Int] = []
        for before in stride(from: token - 1, through: max(0, token - 120), by: -1)
        where found.count < 2 {
            var row: Int?
            if rows[before] >= 0, actors[Int(rows[before])].kind == .country {
                row = Int(rows[before])
            } else if let match = text.pack.countries.match(
                text.tokens, at: before, limit: text.tokens.count)
            {
                row = country(match.code, before..<before + match.length)
            }
            if let row, !found.contains(row) { found.append(row) }
        }
        return found.reversed()
    }

    /// Where something happens: a country or place at a token.
    mutating func placeRow(_ token: Int) -> Int? {
        if let row = named(token), actors[row].kind == .country || actors[row].kind == .place {
            return row
        }
        guard text.analysis.entityKind(token) == .location else { return nil }
        return entity(token)
    }
}
