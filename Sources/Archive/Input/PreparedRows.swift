import Text

/// Makes the rows of a prepared document.
struct PreparedRows {
    let reading: StoredReading
    let text: TextPositions
    let actors: [PreparedDocument.Actor]
    private let keys: String
    private let indices: [String: Int]
    /// Where actors are named, by position.
    private let mentions: [(span: Span, actor: Int)]

    /// - Parameter keys: `SearchKeys` of the document, which all its statements have.
    init(
        reading: StoredReading, text: TextPositions, actors: [PreparedDocument.Actor], keys: String
    ) {
        self.keys = keys
        self.reading = reading
        self.text = text
        self.actors = actors
        indices = Dictionary(
            actors.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
        var mentions: [(span: Span, actor: Int)] = []
        for (index, actor) in reading.actors.enumerated() {
            for span in actor.mentions { mentions.append((span, index)) }
        }
        mentions.sort { $0.span < $1.span }
        self.mentions = mentions
    }

    func statements() -> [PreparedDocument.Statement] {
        let published = reading.published.flatMap { DayRange(edtf: $0) }
        return reading.statements.compactMap { row in
            guard let number = rowNumber(row.id) else { return nil }
            let time = reading.time(row.time)
            let source = party(row.source)
            let addressee = party(row.addressee)
            let form = Vocabulary.number(row.form, in: Vocabulary.forms)
            let factuality = Vocabulary.number(row.factuality, in: Vocabulary.factualities)
            let medium = Vocabulary.number(row.medium, in: Vocabulary.media)
            let days = time?.edtf.flatMap { DayRange(edtf: $0) } ?? published
            return PreparedDocument.Statement(
                number: number, act: Vocabulary.number(row.act, in: Vocabulary.acts), form: form,
                factuality: factuality,
                confidence: Int((min(max(row.confidence, 0), 1) * 1000).rounded()), days: days,
                source: source.actors, addressee: addressee.actors, named: named(in: row.content),
                sourceText: source.text, addresseeText: addressee.text,
                contentText: foldedWords(row.content), frameText: foldedWords(row.frame),
                normText: norms(in: row.content + row.frame),
                keyText: SearchKeys.statement(
                    form: form, factuality: factuality, medium: medium, days: days) + keys,
                spans: row.content.isEmpty ? row.frame : row.content)
        }
    }

    func events() -> [PreparedDocument.Event] {
        reading.events.compactMap { row in
            guard let number = rowNumber(row.id) else { return nil }
            let time = reading.time(row.time)?.edtf ?? reading.published
            return PreparedDocument.Event(
                number: number, type: row.type, mode: row.mode, tense: row.tense,
                days: time.flatMap { DayRange(edtf: $0) })
        }
    }

    private func foldedWords(_ spans: [Span]) -> String {
        spans.map { FoldedText(utf8: text.slice($0)).text }.joined(separator: " ")
    }

    /// The actors of a source or addressee, and all words by which it may be searched: its own, the
    /// names, and the roles.
    private func party(_ party: StoredReading.Party?) -> (actors: [Int], text: String) {
        guard let party else { return ([], "") }
        let found = party.actors.compactMap { indices[$0] }
        var words = [foldedWords(party.spans)]
        for index in found {
            let actor = actors[index]
            if !words[0].contains(actor.folded) { words.append(actor.folded) }
            if let role = actor.role {
                let role = folded(role)
                if !words[0].contains(role) { words.append(role) }
            }
        }
        return (found, words.joined(separator: " "))
    }

    private func named(in spans: [Span]) -> [Int] {
        var found: [Int] = []
        for span in spans {
            let start = mentions.partitionPoint { $0.span.start >= span.start }
            for mention in mentions[start...] {
                if mention.span.start >= span.end { break }
                if !found.contains(mention.actor) { found.append(mention.actor) }
            }
        }
        return found
    }

    private func norms(in spans: [Span]) -> String {
        reading.norms.filter { norm in
            norm.spans.contains { own in spans.contains { $0.overlaps(own) } }
        }.map { PreparedDocument.words(of: $0) }.joined(separator: " ")
    }
}
