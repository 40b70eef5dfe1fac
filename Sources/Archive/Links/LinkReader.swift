import Text

/// Makes of a stored reading what it is compared by.
struct LinkReader {
    /// More statements and sentences of one report are not compared: the work stays in bounds for texts
    /// that are no reports.
    static let claimLimit = 200
    static let sentenceLimit = 400

    let loaded: LoadedReading
    let lexicon: LinkLexicon
    let day: Int?
    /// Where actors, times and figures stand, by position.
    private let mentions: [(span: Span, actor: Int)]
    private let quantities: [StoredReading.Quantity]
    /// The actors as features, with their weights, and what each may be known by in another report.
    private let actors: [(feature: LinkFeatures.Key, weight: Double, keys: [String])]
    /// The words of the text in their order.
    private let words: [Word]

    private struct Word {
        var word: LinkWord
        /// Its first code point in the text.
        var place: Int
        var isUpper: Bool
        /// It belongs to a time: when something happens is compared by the window, not by its words.
        var isTime: Bool
    }

    init(loaded: LoadedReading, words: LinkWords, day: Int?) {
        self.loaded = loaded
        lexicon = words.lexicon
        self.day = day
        mentions = loaded.reading.actors.enumerated().flatMap { index, actor in
            actor.mentions.map { ($0, index) }
        }.sorted { $0.span < $1.span }
        quantities = loaded.reading.quantities.sorted { $0.span < $1.span }
        actors = loaded.reading.actors.map { actor in
            let weight: Double =
                switch actor.kind {
                case "person": 2
                case "organization", "group": 1.5
                case "place": 1.3
                case "country": 0.8
                default: 0.3
                }
            let own = loaded.actorKey(actor)
            // What it stands for, its country.
            let country = actor.country.map { "country:" + $0.lowercased() }
            let key = actor.kind == "country" ? country ?? own : own
            return (
                LinkFeatures.Key(.actor, key, label: actor.name), weight,
                [own] + (country.map { [$0] } ?? [])
            )
        }
        self.words = Self.words(loaded, words)
    }

    private static func words(_ loaded: LoadedReading, _ known: LinkWords) -> [Word] {
        let bytes = loaded.text.bytes
        let text = FoldedText(utf8: bytes)
        let times = loaded.reading.times.map(\.span).sorted()
        var place = 0
        var counted = 0
        var next = 0
        return zip(text.words, known.words(text, language: loaded.reading.language)).map {
            let start = $0.source.lowerBound
            place += TextPositions.count(bytes[counted..<start])
            counted = start
            while next < times.count, times[next].end <= place { next += 1 }
            let first = bytes[start]
            return Word(
                word: $1, place: place, isUpper: first &- 65 < 26 || first >= 0xC3,
                isTime: next < times.count && times[next].start <= place)
        }
    }

    private var language: String { loaded.reading.language }

    func document(id: Int64) -> LinkDocument {
        var whole = LinkFeatures()
        var endings: [LinkSentence] = []
        for span in sentenceSpans().prefix(Self.sentenceLimit) {
            let features = features([span])
            whole.merge(features)
            guard let state = Self.state(outcomes([span])) else { continue }
            endings.append(LinkSentence(span: span, features: features, state: state))
        }
        return LinkDocument(
            id: id, reading: loaded.id, day: day, features: whole, claims: claims(),
            endings: endings)
    }

    /// What a sentence says of what it is about; nil where it only announces again.
    private static func state(_ outcomes: Set<LinkLexicon.Outcome>) -> ExpectationState? {
        if outcomes.contains(.cancelled) { return .cancelled }
        if outcomes.contains(.missed) { return .missed }
        if outcomes.contains(.met), !outcomes.contains(.planned) { return .met }
        return nil
    }

    private func claims() -> [LinkClaim] {
        let claims = loaded.reading.statements.prefix(Self.claimLimit).compactMap(claim)
        for index in claims.indices.dropFirst() where !claims[index].isDenial {
            let before = claims[index - 1]
            let isSame = claims[index].source == before.source || claims[index].sourceNames.isEmpty
            claims[index].continuesDenial = isSame && (before.isDenial || before.continuesDenial)
        }
        // "The company denied it": what was said before in the same report is what is denied.
        for index in claims.indices where claims[index].isReference {
            let known = claims[index].preceding
            guard
                let before = claims[..<index].last(where: {
                    known == nil ? !$0.isDenial : $0.id == known
                })
            else { continue }
            claims[index].features.merge(before.features)
            claims[index].preceding = before.id
        }
        return claims + loaded.reading.events.prefix(Self.claimLimit).compactMap(claim)
    }

    /// The number of a row among those of all readings.
    private func claimID(_ number: Int) -> Int64 {
        loaded.id * Int64(rowsPerReading) + Int64(number)
    }

    private func claim(_ row: StoredReading.Statement) -> LinkClaim? {
        guard let number = rowNumber(row.id) else { return nil }
        let spans = row.content.isEmpty ? row.frame : row.content
        guard !spans.isEmpty else { return nil }
        // Who is accused stands beside the content in German ("warf der Klinik vor, …").
        let about = row.act == "accuse" ? spans + (row.addressee?.spans ?? []) : spans
        let features = features(about)
        let source = actorKeys(row.source?.actors ?? [])
        let window = window(in: spans)
        let isDenial = row.act == "deny" || row.factuality == "CT-" || row.factuality == "PR-"
        let outcomes = outcomes(spans)
        let isPlanned = outcomes.contains(.planned)
        let isExpectation: Bool =
            switch row.act {
            case "announce", "promise", "expect": true
            case "state", "confirm", "agree": isPlanned && window != nil
            default: false
            }
        let heavy = features.features.values.filter { $0.label != "allegation" }
        let isPointer =
            heavy.count <= 5 && features.features.values.contains { $0.label == "allegation" }
            || features.total < 1.5
        let claim = LinkClaim(
            id: claimID(number), isEvent: false, act: row.act,
            isDenial: isDenial,
            isReference: isDenial && (row.answers != nil || isPointer),
            isExpectation: isExpectation && !isDenial && !outcomes.contains(.cancelled),
            window: window?.days,
            windowText: window?.text, source: source,
            named: Set(namedActors(in: about).flatMap { actors[$0].keys }),
            sourceNames: names(of: row.source), words: tokens(about), features: features,
            figures: figures(in: spans))
        claim.preceding = row.answers.flatMap(rowNumber).map(claimID)
        return claim
    }

    private func claim(_ row: StoredReading.Event) -> LinkClaim? {
        guard let number = rowNumber(row.id) else { return nil }
        let spans = row.span.map { [$0] } ?? row.trigger
        guard !spans.isEmpty else { return nil }
        var features = features(spans)
        features.add(
            LinkFeatures.Key(
                .concept, "event:" + row.type + ":" + (row.mode ?? ""),
                label: row.type.lowercased()), weight: 1.2)
        let time = loaded.reading.time(row.time)
        let days = time?.edtf.flatMap { DayRange(edtf: $0) }
        let isPositive = row.views.contains { $0.factuality.hasSuffix("+") }
        return LinkClaim(
            id: claimID(number), isEvent: true, act: "event",
            isDenial: false, isReference: false,
            isExpectation: row.tense == "future" && (isPositive || row.views.isEmpty),
            window: days, windowText: time?.edtf, source: actorKeys(row.actor),
            named: actorKeys(row.actor + row.recipient), sourceNames: [],
            words: tokens(spans), features: features,
            figures: loaded.reading.quantities.filter { row.quantities.contains($0.id) })
    }

    /// The latest time in a content that does not lie before the document.
    private func window(in spans: [Span]) -> (days: DayRange, text: String)? {
        var best: (days: DayRange, text: String)?
        for time in loaded.reading.times {
            guard spans.contains(where: { $0.contains(time.span) }), let edtf = time.edtf,
                let days = DayRange(edtf: edtf), day == nil || days.last >= day!
            else { continue }
            if days.last > best?.days.last ?? .min { best = (days, edtf) }
        }
        return best
    }

    private func words(in spans: [Span]) -> [ArraySlice<Word>] {
        spans.map { span in
            let start = words.partitionPoint { $0.place >= span.start }
            let end = words[start...].partitionPoint { $0.place >= span.end }
            return words[start..<end]
        }
    }

    private func tokens(_ spans: [Span]) -> [String] {
        words(in: spans).flatMap { $0.map(\.word.text) }
    }

    /// What the words say of how something ended.
    private func outcomes(_ spans: [Span]) -> Set<LinkLexicon.Outcome> {
        var outcomes: Set<LinkLexicon.Outcome> = []
        var phrases: [Int] = []
        for part in words(in: spans) {
            for entry in part {
                for outcome in entry.word.outcomes { outcomes.insert(outcome) }
                phrases += entry.word.phrases
            }
        }
        guard !phrases.isEmpty || lexicon.hasOpenPhrases(language: language) else {
            return outcomes
        }
        return outcomes.union(
            lexicon.outcomes(ofPhrases: phrases, in: tokens(spans), language: language))
    }

    /// The words that begin with a capital letter in a source and in the names of its actors, without those of
    /// the places in it: "the operator of the depot in Lovisund" is not named by Lovisund.
    private func names(of source: StoredReading.Party?) -> Set<String> {
        guard let source else { return [] }
        let actors = source.actors.compactMap(loaded.reading.actor)
        let texts = source.spans.map(loaded.text.string) + actors.map(\.name)
        let places = namedActors(in: source.spans).map { loaded.reading.actors[$0] }.filter {
            ($0.kind == "place" || $0.kind == "country") && !source.actors.contains($0.id)
        }
        return Self.capitalized(texts).subtracting(Self.capitalized(places.map(\.name)))
    }

    private static func capitalized(_ texts: [String]) -> Set<String> {
        Set(
            texts.flatMap { $0.split(whereSeparator: { !$0.isLetter }) }
                .filter { $0.count >= 4 && $0.first!.isUppercase }.map { folded(String($0)) })
    }

    private func namedActors(in spans: [Span]) -> [Int] {
        var found: Set<Int> = []
        for span in spans {
            for mention in mentions[mentions.partitionPoint { $0.span.start >= span.start }...] {
                if mention.span.start >= span.end { break }
                found.insert(mention.actor)
            }
        }
        return found.sorted()
    }

    private func figures(in spans: [Span]) -> [StoredReading.Quantity] {
        spans.flatMap { span in
            quantities[quantities.partitionPoint { $0.span.start >= span.start }...]
                .prefix { $0.span.start < span.end }
        }
    }

    private func actorKeys(_ ids: [String]) -> Set<String> {
        var keys: Set<String> = []
        for id in ids {
            guard let index = loaded.reading.actors.firstIndex(where: { $0.id == id }) else {
                continue
            }
            keys.formUnion(actors[index].keys)
        }
        return keys
    }

    /// The features of some spans.
    private func features(_ spans: [Span]) -> LinkFeatures {
        var features = LinkFeatures()
        for index in namedActors(in: spans) {
            features.add(actors[index].feature, weight: actors[index].weight)
        }
        for quantity in figures(in: spans) {
            guard let value = quantity.value ?? quantity.high ?? quantity.low else { continue }
            let label = loaded.text.string(quantity.span)
            features.add(LinkFeatures.Key(.figure, "\(value)", label: label), weight: 1.2)
        }
        for part in words(in: spans) {
            for (index, entry) in zip(part.indices, part) where !entry.isTime {
                let word = entry.word
                for concept in word.concepts { features.add(concept, weight: 1.2) }
                if word.isNumber {
                    if word.count >= 2 { features.add(word.figure, weight: 0.8) }
                } else if entry.isUpper, word.count >= 4, language != "de" || word.concepts.isEmpty
                {
                    // A name that was not seen as one is still the same in both languages.
                    features.add(word.name, weight: index == part.startIndex ? 0.7 : 0.9)
                } else if word.count >= 5 {
                    features.add(word.stem, weight: word.concepts.isEmpty ? 0.5 : 0.3)
                }
            }
        }
        return features
    }

    /// Sentences, cut at full stops before a capital letter and at line ends. Simple on purpose: a cut
    /// too many costs a little evidence, never a span.
    private func sentenceSpans() -> [Span] {
        let bytes = loaded.text.bytes
        var spans: [Span] = []
        var start = 0
        func close(_ end: Int) {
            if end > start + 8 {
                spans.append(
                    Span(
                        loaded.text.codePoint(ofByte: start),
                        end == bytes.count
                            ? loaded.text.count : loaded.text.codePoint(ofByte: end)))
            }
            start = end
        }
        var index = 0
        while index < bytes.count {
            let byte = bytes[index]
            index += 1
            if byte == 10 {
                close(index)
            } else if byte == 0x2E || byte == 0x21 || byte == 0x3F, index + 1 < bytes.count,
                bytes[index] == 0x20, bytes[index + 1] &- 65 < 26 || bytes[index + 1] >= 0xC3,
                index < 3 || bytes[index - 2] &- 48 >= 10
            {
                close(index)
            }
        }
        close(bytes.count)
        return spans
    }
}

extension LoadedReading {
    /// The key of an actor in the archive, or its folded name where it has none.
    func actorKey(_ actor: StoredReading.Actor) -> String {
        actorLinks([actor.id]).first?.actor ?? "local:" + folded(actor.name)
    }
}
