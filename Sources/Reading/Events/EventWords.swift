import Language
import Text

/// The words of a text as the tables of events know them, one row a token.
struct EventWords {
    let lexicon: TriggerLexicon
    /// The key of the lemma, of a verb with its separated particle; of the form where there is no lemma.
    private(set) var keys: [UInt64]
    /// Places in `lexicon.words`; -1 for words that the tables do not know.
    private var places: [Int32]
    /// Whether only the head of a compound is known.
    private(set) var isCompound: [Bool]
    /// Whether there is a word that may tell an event.
    private(set) var hasTriggers = false

    /// - Complexity: O(n) in the tokens; nothing is allocated for each.
    init(_ text: AnalysedText, lexicon: TriggerLexicon, forms: Lexicon?, tagPlaces: [UInt8]) {
        self.lexicon = lexicon
        let count = text.tokens.count
        keys = Array(repeating: 0, count: count)
        places = Array(repeating: -1, count: count)
        isCompound = Array(repeating: false, count: count)
        let analysis = text.analysis
        withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 1024) { buffer in
            text.bytes.withUnsafeBufferPointer { bytes in
                for sentence in text.sentences {
                    for token in sentence.tokens {
                        let row = text.tokens[token]
                        guard row.kind == .word else { continue }
                        let tag = analysis.universalTags[token]
                        guard
                            tag == .verb || tag == .noun || tag == .adjective || tag == .auxiliary
                                || tag == .properNoun, row.end - row.start < 256
                        else {
                            keys[token] = row.hash
                            places[token] = lexicon.place(of: row.hash)
                            continue
                        }
                        let form = UnsafeBufferPointer(
                            rebasing: bytes[Int(row.start)..<Int(row.end)])
                        var length = form.count
                        if let forms, tagPlaces[Int(analysis.tags[token])] != 255 {
                            length = forms.writeLemma(
                                of: form, analysis.lookUps[token],
                                tag: tagPlaces[Int(analysis.tags[token])],
                                morphology: analysis.morphology[token], to: buffer)
                        } else {
                            for index in form.indices { buffer[index] = form[index] }
                        }
                        note(token, UnsafeBufferPointer(rebasing: buffer[..<length]), tag)
                        // A participle that the tagger takes for an adjective is a verb all the same.
                        let isVerbal =
                            tag == .verb
                            || tag == .adjective
                                && analysis.morphology[token].verbForm == .participle
                        if places[token] < 0, isVerbal { note(token, form, tag) }
                        if places[token] < 0, isVerbal, let forms {
                            joinInnerParticle(
                                token, text, form, buffer, forms,
                                tagPlaces[Int(analysis.tags[token])])
                        }
                    }
                    joinParticles(text, sentence.tokens, bytes, buffer, forms, tagPlaces)
                }
            }
        }
    }

    private mutating func note(
        _ token: Int, _ lemma: UnsafeBufferPointer<UInt8>, _ tag: UniversalTag
    ) {
        let key = eventKey(lemma)
        keys[token] = key
        var place = lexicon.place(of: key)
        if place < 0, tag == .noun || tag == .properNoun, lemma.count > lexicon.shortestHead {
            place = lexicon.headPlace(of: lemma)
            isCompound[token] = place >= 0
        }
        places[token] = place
        guard place >= 0 else { return }
        let word = lexicon.words[Int(place)]
        if tag == .noun || tag == .properNoun ? !word.nouns.isEmpty : !word.verbs.isEmpty {
            hasTriggers = true
        }
    }

    /// Looks a verb up by its parts where the lexicon has not the whole: "an|gegriffen", "frei|gelassen".
    private mutating func joinInnerParticle(
        _ token: Int, _ text: AnalysedText, _ form: UnsafeBufferPointer<UInt8>,
        _ buffer: UnsafeMutableBufferPointer<UInt8>, _ forms: Lexicon, _ tag: UInt8
    ) {
        guard form.count > 6, tag != 255 else { return }
        for length in 2..<min(8, form.count - 3) where form[length] & 0xC0 != 0x80 {
            let prefix = UnsafeBufferPointer(rebasing: form[..<length])
            guard text.pack.words.classes(of: foldedHash(buffer: prefix)).contains(.separablePrefix)
            else { continue }
            var rest = UnsafeBufferPointer(rebasing: form[length...])
            // "an|zu|greifen"
            if rest.count > 5,
                text.pack.words.classes(
                    of: foldedHash(buffer: UnsafeBufferPointer(rebasing: rest[..<2]))
                )
                .contains(.infinitiveMarker)
            {
                rest = UnsafeBufferPointer(rebasing: rest[2...])
            }
            for index in prefix.indices { buffer[index] = prefix[index] }
            let count = forms.writeLemma(
                of: rest, forms.lookUp(rest, isInitial: false), tag: tag,
                morphology: text.analysis.morphology[token],
                to: UnsafeMutableBufferPointer(rebasing: buffer[length...]))
            let lemma = UnsafeBufferPointer(rebasing: buffer[..<(length + count)])
            guard lexicon.place(of: eventKey(lemma)) >= 0 else { continue }
            note(token, lemma, .verb)
            return
        }
    }

    /// Looks verbs up again together with the particle that stands apart ("griff … an").
    private mutating func joinParticles(
        _ text: AnalysedText, _ sentence: Range<Int>, _ bytes: UnsafeBufferPointer<UInt8>,
        _ buffer: UnsafeMutableBufferPointer<UInt8>, _ forms: Lexicon?, _ tagPlaces: [UInt8]
    ) {
        let analysis = text.analysis
        for particle in sentence
        where analysis.relations[particle] == .particle && text.has(particle, .separablePrefix) {
            let verb = Int(analysis.heads[particle])
            guard verb >= 0, let forms else { continue }
            let (first, second) = (text.tokens[particle], text.tokens[verb])
            let length = Int(first.end - first.start)
            guard length < 24, second.end - second.start < 256 else { continue }
            for index in 0..<length { buffer[index] = bytes[Int(first.start) + index] }
            let form = UnsafeBufferPointer(rebasing: bytes[Int(second.start)..<Int(second.end)])
            let tag = tagPlaces[Int(analysis.tags[verb])]
            guard tag != 255 else { continue }
            let rest = forms.writeLemma(
                of: form, analysis.lookUps[verb], tag: tag,
                morphology: analysis.morphology[verb],
                to: UnsafeMutableBufferPointer(rebasing: buffer[length...]))
            note(verb, UnsafeBufferPointer(rebasing: buffer[..<(length + rest)]), .verb)
        }
    }

    /// What the tables know of a token.
    func word(_ token: Int) -> TriggerLexicon.Word? {
        places[token] >= 0 ? lexicon.words[Int(places[token])] : nil
    }

    func has(_ token: Int, _ marks: TriggerLexicon.Marks) -> Bool {
        places[token] >= 0 && !lexicon.words[Int(places[token])].marks.isDisjoint(with: marks)
    }
}
