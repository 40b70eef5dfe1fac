import Language
import Text

/// How a language names actors: `actors.tsv`.
struct ActorWords: Sendable {
    private struct Form: Sendable {
        var words: [UInt64]
        var organization: Int
        /// Written in capitals, and only so: "WHO" is not "who".
        var isCapitals: Bool
    }

    /// Prepositions behind which a capital is a place and no government.
    private(set) var locative: FoldedSet = []
    /// Determiners that point to somebody known.
    private(set) var definite: FoldedSet = []
    /// Prepositions with such a determiner: "im", "vom".
    private(set) var contracted: FoldedSet = []
    /// Words that keep two holders of one office apart, by the hashes of their stems.
    private(set) var former: FoldedSet = []
    /// Those of them that say "no longer", and those for who stands in for the holder, by the hashes of their stems: one of a
    /// set is as good as the other.
    private var past: FoldedSet = []
    private var deputy: FoldedSet = []
    /// What says so at the beginning of a noun: "Altkanzler", "Vizekanzler".
    private(set) var modifierPrefixes: [(prefix: [UInt8], modifier: OfficeModifier)] = []
    /// Nouns that describe people whom the text has named, without an office: "the businessman".
    private(set) var epithets: FoldedSet = []
    /// Adjectives of nouns that mean nobody who was named: "the same candidate"; the hashes of their stems.
    private(set) var generic: FoldedSet = []
    /// Nouns for offices that somebody may hold whom the text names without one: "the senator".
    private(set) var untitled: FoldedSet = []
    /// Prepositions that do not say which one is meant: "the group for".
    private(set) var apart: FoldedSet = []
    /// Endings that make the noun for a woman of one for a man.
    private(set) var roleEndings: [[UInt8]] = []
    /// Endings of nouns for people in other cases than the nominative.
    private(set) var nounEndings: [[UInt8]] = []
    /// The strong endings of an adjective in the nominative: masculine, feminine, neuter, plural; empty where adjectives
    /// have no endings.
    private(set) var nominativeEndings: [[UInt8]] = []
    /// The names of international organisations, the usual one of each.
    private(set) var organizations: [String] = []
    /// Seats that stand for an organisation where the text names it: "Brüssel".
    private(set) var metonyms: [UInt64: Int] = [:]
    /// Nouns that stand for listed organisations where the text names one of them: "Bündnis" for NATO.
    private(set) var bynames: [UInt64: [Int]] = [:]
    /// A noun that points to an organisation.
    struct Pointer: Sendable {
        /// The noun that the name must hold; empty for any organisation.
        var noun: [UInt8]
        /// The lines of the table that have it: nouns of one line go together.
        var kinds: [Int]
    }
    private(set) var pointers: [UInt64: Pointer] = [:]
    /// How many lines of such nouns there are.
    private var kindCount = 0
    /// Lines of nouns for outlets, and lines of which only those are meant who were called so.
    private(set) var outletKinds: Set<Int> = []
    private(set) var closedKinds: Set<Int> = []
    /// The lines of nouns by which organisations are called, also of those that point to none.
    private(set) var kinds: [UInt64: [Int]] = [:]
    /// Nouns for those who belong to an organisation, in the plural: "the rebels".
    private(set) var members: [UInt64: [Int]] = [:]
    /// Nouns and adjectives that some countries are told by, with their codes: "kingdom", "Caribbean".
    private(set) var realms: [UInt64: Set<String>] = [:]
    private(set) var regions: [UInt64: Set<String>] = [:]
    /// Nouns before the name of a place that they say no more than: "die Stadt Bochum".
    private(set) var localities: FoldedSet = []
    /// Those of them that mean the place that was named last.
    private(set) var towns: FoldedSet = []
    /// Nouns for people who are somebody's, and another: "his guest".
    private(set) var relations: FoldedSet = []
    /// Those of them who have the same family name.
    private(set) var kin: FoldedSet = []
    /// Last words of the names of newspapers: "Daily Courier".
    private(set) var press: FoldedSet = []
    /// Names of organisations that are nouns of the language too: "die Grünen".
    private(set) var ownNames: FoldedSet = []
    /// Nouns for those before a court, and for those who hold an office there.
    private(set) var accused: FoldedSet = []
    private(set) var jurists: Set<UInt64> = []
    /// Verbs after which an office is held no longer.
    private(set) var dismissals: FoldedSet = []
    /// Nouns for a country that the text has named, and prepositions before them that speak of no country.
    private(set) var states: FoldedSet = []
    private(set) var rural: FoldedSet = []
    /// Nouns before the place where an organisation sits, both its name: "Landgericht Hamburg"; in small letters.
    private(set) var seated: [UInt64: [UInt8]] = [:]
    /// Possessives of several, and pronouns for who was named last.
    private(set) var pluralPossessives: FoldedSet = []
    private(set) var demonstratives: FoldedSet = []
    /// Endings of nouns for people of an age: "-Jährige".
    private(set) var ageEndings: [[UInt8]] = []
    /// Articles before such nouns, with endings, that tell whether it is a man.
    private(set) var ageForms: [(article: UInt64, ending: [UInt8], isMale: Bool)] = []
    /// Nouns behind which the name of an organisation stands ("Reederei Hansen"), in small letters.
    private(set) var naming: [UInt64: [UInt8]] = [:]
    /// Nouns for documents and meetings, which speak for those who made them; those of them that a compound may end with, in
    /// small letters; and prepositions before the makers.
    private(set) var works: FoldedSet = []
    private(set) var compoundWorks: [UInt64: [UInt8]] = [:]
    private(set) var makers: FoldedSet = []
    /// Nouns for organisations that mean a post where they are no subject: "aus dem Amt".
    private(set) var posts: FoldedSet = []
    /// Nouns for those who hold the same office elsewhere.
    private(set) var counterparts: FoldedSet = []
    /// Nouns for those who hold an office after somebody, and before.
    private(set) var successors: FoldedSet = []
    private(set) var predecessors: FoldedSet = []
    /// Nouns for the government of a country.
    private(set) var government: FoldedSet = []
    /// Governments that are called so in few countries, "Bundesregierung": the word before it and the codes of these
    /// countries, the first for a text that names none of them; empty for none.
    private(set) var nationals: [UInt64: (before: UInt64?, codes: [String])] = [:]
    /// Titles and nouns of women, and of men.
    private(set) var female: FoldedSet = []
    private(set) var male: FoldedSet = []
    /// Possessives, and whether they are a man's.
    private(set) var possessives: [UInt64: Bool] = [:]
    /// Verbs whose pronoun stands for nobody: "it emerged that …".
    private(set) var impersonalVerbs: FoldedSet = []
    /// Possessives of organisations and countries; those that tell the gender are among `possessives` too.
    private(set) var thingPossessives: FoldedSet = []
    /// Offices of several words by their first one, with the last one and the noun that they stand for: "head of state".
    private(set) var longOffices: [UInt64: [(last: UInt64, noun: [UInt8])]] = [:]
    /// Nouns for people that need the preposition behind them: "head of".
    private(set) var headings: Set<[UInt64]> = []
    /// Offices written short, "Sen.", with their nouns.
    private(set) var shortOffices: [UInt64: [UInt8]] = [:]
    /// The hashes of the more general words below.
    private(set) var generalWords: FoldedSet = []
    /// More general words for offices, with those that they can stand for.
    private(set) var general: [[UInt8]: [NamedOffice]] = [:]
    /// Nouns for the people of countries.
    private(set) var peoples: PeopleNouns
    /// Whether the last part of a compound is its head.
    let hasCompounds: Bool
    private var forms: [UInt64: [Form]] = [:]

    /// - Throws: `DataError` where a line has another shape.
    init(_ pack: LanguagePack) throws {
        hasCompounds = pack.wordOrder == .verbSecond
        peoples = PeopleNouns(pack.countries)
        let file = try DataFile(ifPresent: pack.folder + "/actors.tsv")
        for line in file.lines {
            let fields = line.text.split(separator: "\t")
            guard fields.count == 2 else {
                throw DataError.malformed(
                    path: file.path, line: line.number, expected: "keyword, tab, words")
            }
            if let problem = add(fields[0], fields[1].split(separator: " "), pack) {
                throw DataError.malformed(
                    path: file.path, line: line.number, expected: problem)
            }
        }
        forms = forms.mapValues { $0.sorted { $0.words.count > $1.words.count } }
    }

    /// Adds a line.
    /// - Returns: what was expected, where the line has another shape.
    private mutating func add(
        _ keyword: Substring, _ items: [Substring], _ pack: LanguagePack
    ) -> String? {
        func hashes(_ items: some Sequence<Substring>) -> [UInt64] {
            items.map { foldedHash(Array($0.utf8)) }
        }
        if peoples.add(keyword, items) { return nil }
        switch keyword {
        case "former":
            former.formUnion(items.map { inflectionHash(Array($0.utf8)[...], pack) })
        case "past":
            let stems = items.map { inflectionHash(Array($0.utf8)[...], pack) }
            past.formUnion(stems)
            former.formUnion(stems)
        case "deputy":
            let stems = items.map { inflectionHash(Array($0.utf8)[...], pack) }
            deputy.formUnion(stems)
            former.formUnion(stems)
        case "past-prefix":
            modifierPrefixes += items.map { (smallLetters(Array($0.utf8)), OfficeModifier.past) }
        case "deputy-prefix":
            modifierPrefixes += items.map { (smallLetters(Array($0.utf8)), OfficeModifier.deputy) }
        case "apart": apart.formUnion(hashes(items))
        case "epithet": epithets.formUnion(hashes(items))
        case "generic": generic.formUnion(items.map { inflectionHash(Array($0.utf8)[...], pack) })
        case "untitled": untitled.formUnion(hashes(items))
        case "press": press.formUnion(hashes(items))
        case "locative": locative.formUnion(hashes(items))
        case "definite": definite.formUnion(hashes(items))
        case "government": government.formUnion(hashes(items))
        case "successor": successors.formUnion(hashes(items))
        case "predecessor": predecessors.formUnion(hashes(items))
        case "counterpart": counterparts.formUnion(hashes(items))
        case "naming":
            for item in items {
                naming[foldedHash(Array(item.utf8))] = smallLetters(Array(item.utf8))
            }
        case "work":
            for item in items {
                let noun = smallLetters(Array(item.utf8))
                works.insert(foldedHash(noun))
                // "Soldaten" are no "Daten".
                if noun.count > 5 { compoundWorks[foldedHash(noun)] = noun }
            }
        case "post": posts.formUnion(hashes(items))
        case "maker": makers.formUnion(hashes(items))
        case "female": female.formUnion(hashes(items))
        case "male": male.formUnion(hashes(items))
        case "female-possessive": for hash in hashes(items) { possessives[hash] = false }
        case "male-possessive": for hash in hashes(items) { possessives[hash] = true }
        case "plural-possessive": pluralPossessives.formUnion(hashes(items))
        case "demonstrative": demonstratives.formUnion(hashes(items))
        case "impersonal-verb": impersonalVerbs.formUnion(hashes(items))
        case "thing-possessive": thingPossessives.formUnion(hashes(items))
        case "nominative-ending" where items.count == 4:
            nominativeEndings = items.map { Array($0.utf8) }
        case "noun-end": nounEndings += items.map { Array($0.utf8) }
        case "role-end": roleEndings += items.map { Array($0.utf8) }
        case "national" where items.count > 1:
            let name = hashes(items[0].split(separator: "_"))
            nationals[name.last!] = (
                name.count > 1 ? name.first : nil,
                items.dropFirst().map { $0 == "-" ? "" : String($0) }
            )
        case "general" where items.count > 1:
            generalWords.formUnion(hashes(items.prefix(1)))
            general[smallLetters(Array(items[0].utf8)), default: []] += items.dropFirst().map {
                let words = $0.split(separator: "_")
                return NamedOffice(
                    noun: smallLetters(Array(words.last!.utf8)),
                    specifiers: Set(hashes(words.dropLast())))
            }
        case "pointer" where items.count > 1: addPointers(items)
        case "kind", "member":
            guard let kinds = items.first.flatMap({ kinds[foldedHash(Array($0.utf8))] }) else {
                return "a noun of a line `pointer` before, then nouns"
            }
            for hash in hashes(items.dropFirst()) {
                if keyword == "kind" {
                    self.kinds[hash, default: []] += kinds
                } else {
                    members[hash, default: []] += kinds
                }
            }
        case "realm", "region":
            let isCode = { (item: Substring) in
                item.utf8.count == 2 && item.utf8.allSatisfy { $0 &- 65 < 26 }
            }
            let codes = Set(items.filter(isCode).map(String.init))
            for item in items where !isCode(item) {
                if keyword == "realm" {
                    realms[foldedHash(Array(item.utf8)), default: []].formUnion(codes)
                } else {
                    let words = item.split(separator: "_").map {
                        inflectionHash(Array($0.utf8)[...], pack)
                    }
                    regions[words.reduce(0) { $0 &* 31 &+ $1 }, default: []].formUnion(codes)
                }
            }
        case "relation": relations.formUnion(hashes(items))
        case "own-name": ownNames.formUnion(hashes(items))
        case "locality": localities.formUnion(hashes(items))
        case "town":
            towns.formUnion(hashes(items))
            localities.formUnion(hashes(items))
        case "contracted": contracted.formUnion(hashes(items))
        case "accused": accused.formUnion(hashes(items))
        case "jurist": jurists.formUnion(hashes(items))
        case "long-office" where items.count > 1:
            for item in items.dropFirst() {
                let words = hashes(item.split(separator: "_"))
                guard words.count == 3 else { return "offices of three words" }
                longOffices[words[0], default: []].append(
                    (words[2], smallLetters(Array(items[0].utf8))))
            }
        case "heading":
            headings.formUnion(items.map { hashes($0.split(separator: "_")) })
        case "short-office" where items.count > 1:
            for hash in hashes(items.dropFirst()) {
                shortOffices[hash] = smallLetters(Array(items[0].utf8))
            }
        case "kin": kin.formUnion(hashes(items))
        case "dismissal": dismissals.formUnion(hashes(items))
        case "state": states.formUnion(hashes(items))
        case "rural": rural.formUnion(hashes(items))
        case "age-end": ageEndings += items.map { smallLetters(Array($0.utf8)) }
        case "age-male", "age-female":
            for parts in items.map({ $0.split(separator: "_") }) where parts.count == 2 {
                ageForms.append(
                    (
                        foldedHash(Array(parts[0].utf8)), smallLetters(Array(parts[1].utf8)),
                        keyword == "age-male"
                    ))
            }
        case "seated":
            for item in items {
                seated[foldedHash(Array(item.utf8))] = smallLetters(Array(item.utf8))
            }
        case "organization": addOrganization(items, pack)
        case "metonym", "byname":
            guard let name = items.first?.replacing("_", with: " "),
                let number = organizations.firstIndex(of: String(name))
            else { return "an organisation of a line before, then its seats or nouns" }
            for hash in hashes(items.dropFirst()) {
                if keyword == "metonym" {
                    metonyms[hash] = number
                } else {
                    bynames[hash, default: []].append(number)
                }
            }
        default: return "a keyword of docs/actors.md"
        }
        return nil
    }

    private mutating func addPointers(_ items: [Substring]) {
        let kind = kindCount
        kindCount += 1
        if items[0] == "outlet" { outletKinds.insert(kind) }
        if !["*", "outlet"].contains(items[0]) { closedKinds.insert(kind) }
        let held =
            ["*", "=", "outlet"].contains(items[0]) ? [] : smallLetters(Array(items[0].utf8))
        for item in items.dropFirst() {
            let hash = foldedHash(Array(item.utf8))
            kinds[hash, default: []].append(kind)
            // Whoever holds a noun in the name is tried before those who are called so.
            let noun = pointers[hash].map { $0.noun.isEmpty ? held : $0.noun } ?? held
            pointers[hash] = Pointer(noun: noun, kinds: (pointers[hash]?.kinds ?? []) + [kind])
        }
    }

    private mutating func addOrganization(_ items: [Substring], _ pack: LanguagePack) {
        for item in items {
            let words = item.split(separator: "_").map {
                inflectionHash(Array($0.utf8)[...], pack)
            }
            forms[words[0], default: []].append(
                Form(
                    words: words, organization: organizations.count,
                    isCapitals: item.utf8.count > 1 && item.utf8.allSatisfy { $0 &- 65 < 26 }))
        }
        organizations.append(String(items[0]).replacing("_", with: " "))
    }

    /// What a word says of an office that keeps its holder apart from others, by the hash of its stem.
    func modifier(_ stem: UInt64) -> OfficeModifier? {
        guard former.contains(stem) else { return nil }
        if past.contains(stem) { return .past }
        return deputy.contains(stem) ? .deputy : OfficeModifier(stem: stem)
    }

    /// The lines of nouns that a noun, or its last part, belongs to: "Pilotengewerkschaft".
    func kinds(_ text: AnalysedText, _ token: Int) -> [Int] {
        if let known = kinds[text.tokens[token].hash] { return known }
        let span = text.tokens[token].span
        guard hasCompounds, span.count > 7 else { return [] }
        for start in span.start + 3..<span.end - 3 where text.bytes[start] & 0xC0 != 0x80 {
            if let known = kinds[foldedHash(text.bytes[start..<span.end])] { return known }
        }
        return []
    }

    /// The organisation that the tokens from `index` on name, however inflected.
    func organization(_ text: AnalysedText, at index: Int, limit: Int) -> (number: Int, end: Int)? {
        guard !forms.isEmpty,
            let candidates = forms[inflectionHash(text, index)]
        else { return nil }
        for form in candidates
        where index + form.words.count <= limit
            && (!form.isCapitals || text.tokens[index].flags.contains(.allCaps))
        {
            if form.words.indices.allSatisfy({ inflectionHash(text, index + $0) == form.words[$0] })
            {
                return (form.organization, index + form.words.count)
            }
        }
        return nil
    }
}

/// The hash of a word without the ending of its case: equal for "Europäische" and "Europäischen".
func inflectionHash(_ text: AnalysedText, _ token: Int) -> UInt64 {
    let span = text.tokens[token].span
    return inflectionHash(text.bytes[span.start..<span.end], text.pack)
}

private func inflectionHash(_ word: ArraySlice<UInt8>, _ pack: LanguagePack) -> UInt64 {
    guard word.count > 6 else { return foldedHash(word) }
    for ending in pack.adjectiveEndings
    where word.count > ending.count + 5 && word.suffix(ending.count).elementsEqual(ending) {
        return foldedHash(word.dropLast(ending.count))
    }
    return foldedHash(word)
}
