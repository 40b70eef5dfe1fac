public import Text

extension AnalysedText {
    /// A text whose tokens are exactly the words of some sentences; the columns that are filled
    /// become its analysis: UPOS, XPOS, FEATS, HEAD with DEPREL, and `NER=` in MISC.
    ///
    /// A part of the analysis is taken where every word has it, and a tree where each sentence has
    /// one root and no cycle.
    public init(_ sentences: [CoNLLUSentence], pack: LanguagePack) {
        let words = sentences.map(\.words)
        self.init(
            words: words.map { $0.map(\.form) }, spaceAfter: words.map { $0.map(\.hasSpaceAfter) },
            pack: pack)
        let all = words.flatMap { $0 }
        guard !all.isEmpty else { return }
        let universal = all.compactMap { UniversalTag(name: $0.columns[3]) }
        if universal.count == all.count { analysis.universalTags = universal }
        if all.allSatisfy({ $0.columns[4] != "_" }) {
            let names = Set(all.map { $0.columns[4] }).sorted()
            if names.count < 255 {
                let places = Dictionary(uniqueKeysWithValues: names.enumerated().map { ($1, $0) })
                analysis.tagNames = names
                analysis.tags = all.map { UInt8(places[$0.columns[4]]!) }
            }
        }
        if all.contains(where: { $0.columns[5] != "_" }) {
            analysis.morphology = all.map { Morphology(conllu: $0.columns[5]) }
        }
        if all.contains(where: { $0.columns[9].contains("NER=") }) {
            analysis.entities = all.map { row in
                row.columns[9].split(separator: "|").first { $0.hasPrefix("NER=") }
                    .flatMap { EntityTag(label: $0.dropFirst(4)) } ?? .outside
            }
        }
        guard words.allSatisfy({ Self.isTree($0.map(\.head)) }) else { return }
        for (rows, sentence) in zip(words, self.sentences) {
            let first = sentence.tokens.lowerBound
            for row in rows {
                let head = row.head ?? 0
                analysis.heads.append(head == 0 ? -1 : Int32(first + head - 1))
                analysis.relations.append(
                    head == 0 ? .root : Relation(label: row.columns[7]))
            }
        }
    }

    /// Whether every word leads to one root.
    private static func isTree(_ heads: [Int?]) -> Bool {
        guard heads.filter({ $0 == 0 }).count == 1 else { return false }
        // 0: not seen, otherwise the walk on which it was seen.
        var seen = [Int](repeating: 0, count: heads.count + 1)
        for start in 1...heads.count {
            var word = start
            while word > 0, seen[word] == 0 {
                seen[word] = start
                guard let head = heads[word - 1] else { return false }
                word = head
            }
            if word > 0, seen[word] == start { return false }
        }
        return true
    }

    /// A sentence of the text in CoNLL-U. Columns that the core did not fill are `_`.
    /// - Parameters:
    ///   - number: the index of the sentence.
    ///   - given: the sentence as it came, whose comments, ranges and lemmas stay.
    ///   - lemma: the lemma of a token, where it is known.
    public func conllu(
        _ number: Int, given: CoNLLUSentence? = nil, lemma: (Int) -> String?
    ) -> String {
        let tokens = sentences[number].tokens
        var lines = given?.comments ?? []
        if given == nil, let first = tokens.first, let last = tokens.last {
            lines.append("# sent_id = \(number + 1)")
            let span = Span(Int(self.tokens[first].start), Int(self.tokens[last].end))
            lines.append(
                "# text = "
                    + string(span).split(whereSeparator: \.isWhitespace).joined(separator: " "))
        }
        let rows = given?.rows ?? []
        var position = 0
        for row in rows where row.number == nil {
            // Ranges and empty nodes keep their place before and behind words.
            let before = row.range?.lowerBound ?? (Int(row.id.prefix { $0 != "." }) ?? 0) + 1
            while position < before - 1, position < tokens.count {
                lines.append(self.row(tokens.lowerBound + position, tokens, given, lemma))
                position += 1
            }
            lines.append(row.columns.joined(separator: "\t"))
        }
        while position < tokens.count {
            lines.append(self.row(tokens.lowerBound + position, tokens, given, lemma))
            position += 1
        }
        return lines.joined(separator: "\n") + "\n\n"
    }

    private func row(
        _ token: Int, _ tokens: Range<Int>, _ given: CoNLLUSentence?, _ lemma: (Int) -> String?
    ) -> String {
        let known = given?.words[token - tokens.lowerBound].columns
        var misc = known.map { $0[9].split(separator: "|").map(String.init) } ?? []
        misc.removeAll { $0 == "_" || $0.hasPrefix("NER=") }
        if known == nil, token + 1 < self.tokens.count,
            !self.tokens[token + 1].flags.contains(.spaceBefore)
        {
            misc.append("SpaceAfter=No")
        }
        if !analysis.entities.isEmpty, analysis.entities[token] != .outside {
            misc.append("NER=" + analysis.entities[token].label)
        }
        let head =
            !analysis.hasTrees
            ? "_"
            : analysis.heads[token] < 0
                ? "0" : String(Int(analysis.heads[token]) - tokens.lowerBound + 1)
        let givenLemma = known.flatMap { $0[2] == "_" && $0[1] != "_" ? nil : $0[2] }
        return [
            String(token - tokens.lowerBound + 1),
            known?[1] ?? string(token).split(whereSeparator: \.isWhitespace).joined(),
            givenLemma ?? lemma(token) ?? "_",
            analysis.universalTags.isEmpty ? "_" : analysis.universalTags[token].name,
            analysis.tags.isEmpty ? "_" : analysis.tagNames[Int(analysis.tags[token])],
            analysis.morphology.isEmpty ? "_" : analysis.morphology[token].conllu,
            head, analysis.hasTrees ? analysis.relations[token].rawValue : "_", "_",
            misc.isEmpty ? "_" : misc.joined(separator: "|"),
        ].joined(separator: "\t")
    }
}
