import Language
import Text

/// What a parser is trained on: sentences of trees, and where they come from.
struct ParserCorpus {
    var sentences: [TreebankSentence]
    /// The kind of text and of annotation: an index below `WordFeatures.domains`.
    var domain: Int
    /// How often its sentences are seen in an epoch.
    var copies = 1
    /// Whether the annotation was made by a program: what it left open is not learned.
    var isSilver = false
    /// The tags that the parser sees, one array a sentence; those of the trees where it is `nil`.
    var seenTags: [[String]]?
    /// Labels of names, one array a sentence, -1 where a word may have any; empty where the corpus
    /// marks no names. A corpus with names has nothing else.
    var names: [[Int]] = []
}

/// Turns trees into examples, trains, and writes the model.
struct ParserTraining {
    private let tagNames: [String]
    private let relations: [Relation]
    private let universalTags: [UInt8]
    private let forms: [UInt64]
    private let examples: [ParserExample]
    private let learnsNames: Bool
    private let trainer: ParserTrainer

    init(
        _ corpora: [ParserCorpus], pack: LanguagePack, lexicon: Lexicon?, names: NameTagger?,
        options: ParserTrainingOptions
    ) {
        let words = corpora.filter(\.names.isEmpty).flatMap { $0.sentences.flatMap(\.words) }
        learnsNames = corpora.contains { !$0.names.isEmpty }
        tagNames = Set(words.map(\.tag)).sorted()
        let labels = Set(words.filter { $0.head >= 0 }.map(\.relation.rawValue)).sorted()
        relations = labels.map { Relation(label: $0) }
        universalTags = Self.universalTags(words, tagNames)
        let texts = corpora.map { TaggerTraining.treebankText($0.sentences, pack) }
        var counts: [UInt64: Int] = [:]
        for text in texts {
            for token in text.tokens { counts[token.hash, default: 0] += 1 }
        }
        forms = counts.filter { $0.value >= options.minimumCount }.keys.sorted()
        // The index that the parser looks up decides about the rows; two go before them.
        var scratch = ModelFileWriter(kind: "parser", manifest: [])
        let rows = HashIndex.write(forms, "forms", to: &scratch).mapValues { $0 + 2 }
        var formCounts = [Int](repeating: 0, count: Set(rows.values).count + 2)
        for (hash, row) in rows { formCounts[row] += counts[hash]! }
        var examples: [ParserExample] = []
        for (corpus, text) in zip(corpora, texts) {
            let kinds = lexicon.map { $0.lookUps(text).map(\.kind) } ?? []
            let made = Self.examples(
                corpus, text, kinds: kinds, atoms: names?.atoms(of: text) ?? [],
                tagNames: tagNames, labels: labels, formRows: rows)
            for _ in 0..<corpus.copies { examples += made }
        }
        self.examples = examples
        trainer = ParserTrainer(
            options: options, forms: formCounts, relations: relations.count,
            attributes: WordAttributes(tags: tagNames.count))
    }

    /// The number of words of all examples, as often as they are seen in an epoch.
    var wordCount: Int { examples.reduce(0) { $0 + $1.features.count - 1 } }

    /// For each tag and relation the commonest universal tag; that of the tag where the two were
    /// never seen together.
    private static func universalTags(_ words: [TreebankWord], _ tagNames: [String]) -> [UInt8] {
        let index = Dictionary(uniqueKeysWithValues: tagNames.enumerated().map { ($1, $0) })
        let columns = Relation.allCases.count
        let kinds = UniversalTag.allCases.count
        var counts = [Int](repeating: 0, count: tagNames.count * columns * kinds)
        var totals = [Int](repeating: 0, count: tagNames.count * kinds)
        for word in words {
            guard let universal = word.universalTag else { continue }
            let tag = index[word.tag]!
            totals[tag * kinds + Int(universal.rawValue)] += 1
            counts[(tag * columns + word.relation.index) * kinds + Int(universal.rawValue)] += 1
        }
        func commonest(_ counts: ArraySlice<Int>) -> UInt8? {
            guard let most = counts.max(), most > 0 else { return nil }
            return UInt8(counts.firstIndex(of: most)! - counts.startIndex)
        }
        return tagNames.indices.flatMap { tag in
            let usual = commonest(totals[tag * kinds..<(tag + 1) * kinds]) ?? 0
            return (0..<columns).map { column in
                let start = (tag * columns + column) * kinds
                return commonest(counts[start..<start + kinds]) ?? usual
            }
        }
    }

    private static func examples(
        _ corpus: ParserCorpus, _ text: AnalysedText, kinds: [UInt32], atoms: [NameAtoms],
        tagNames: [String], labels: [String], formRows: [UInt64: Int]
    ) -> [ParserExample] {
        let tagIndex = Dictionary(uniqueKeysWithValues: tagNames.enumerated().map { ($1, $0) })
        let relationIndex = Dictionary(uniqueKeysWithValues: labels.enumerated().map { ($1, $0) })
        return corpus.sentences.indices.compactMap { number in
            let sentence = corpus.sentences[number]
            let range = text.sentences[number].tokens
            guard !sentence.words.isEmpty, sentence.words.count < 120 else { return nil }
            var example = ParserExample(
                features: [.root], heads: [-1], relations: [-1], attributes: [[]],
                domain: corpus.domain)
            for (position, token) in range.enumerated() {
                let word = sentence.words[position]
                let seen = corpus.seenTags?[number][position] ?? word.tag
                let row = text.tokens[token]
                var features = text.bytes.withUnsafeBufferPointer {
                    WordFeatures(row, bytes: $0, form: Int32(formRows[row.hash] ?? 0))
                }
                if !atoms.isEmpty { features.take(atoms[token]) }
                features.place(
                    row, tag: UInt8(tagIndex[seen] ?? tagIndex[word.tag] ?? 0),
                    lexicon: kinds.isEmpty ? 0 : kinds[token], isInitial: position == 0)
                example.features.append(features)
                example.heads.append(Int32(word.head))
                example.relations.append(
                    word.head < 0 ? -1 : relationIndex[word.relation.rawValue]!)
                if corpus.names.isEmpty {
                    example.attributes.append(
                        attributes(word, isSilver: corpus.isSilver) + [tagIndex[word.tag]!, -1])
                } else {
                    example.attributes.append(
                        Array(repeating: -1, count: WordAttributes.nameGroup)
                            + [corpus.names[number][position]])
                }
            }
            return example
        }
    }

    /// The values of the groups of morphology. What a program left open counts as not known.
    private static func attributes(_ word: TreebankWord, isSilver: Bool) -> [Int] {
        let values = WordAttributes.values(of: word.morphology)
        guard isSilver else { return values }
        return values.map { $0 == 0 ? -1 : $0 }
    }

    func train(report: (Int, Float) -> Void) { trainer.train(examples, report: report) }

    /// The file of the model.
    /// - Parameter domain: the kind of text that the parser is to expect.
    func file(domain: Int, manifest: [(key: String, value: String)]) -> ModelFileWriter {
        var writer = ModelFileWriter(kind: "parser", manifest: manifest)
        writer.add("shape", [trainer.network.shape])
        writer.add("tags", lines: tagNames)
        writer.add("learned", lines: ["trees"] + (learnsNames ? ["names"] : []))
        writer.add("relations", lines: relations.map(\.rawValue))
        writer.add("universal", universalTags)
        _ = HashIndex.write(forms, "forms", to: &writer)
        let tables = zip(WordFeatures.fields, trainer.tables).map { field, table in
            (field: field, quantized: table.quantized())
        }
        for table in tables {
            writer.add("embedding.\(table.field.name)", table.quantized.values)
        }
        let width = WordFeatures.domainWidth
        ByteNetworkWriter(
            trainer.network, trainer.weights,
            inputScales: tables.flatMap {
                Array(repeating: $0.quantized.scale, count: $0.field.width)
            },
            domain: Array(trainer.tables.last!.values[domain * width..<(domain + 1) * width])
        ).add(to: &writer)
        return writer
    }
}
