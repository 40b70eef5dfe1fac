public import Language
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
}

/// Turns trees into examples, trains, and writes the model.
struct ParserTraining {
    let pack: LanguagePack
    let options: ParserTrainingOptions
    let tagNames: [String]
    let relations: [Relation]
    /// The hashes of the forms that get a row of their own, and that row.
    private let formRows: [UInt64: Int]
    private let formCounts: [Int]
    private let examples: [ParserExample]
    private let trainer: ParserTrainer
    private let forms: [UInt64]

    init(_ corpora: [ParserCorpus], pack: LanguagePack, options: ParserTrainingOptions) {
        self.pack = pack
        self.options = options
        var tags: Set<String> = []
        var labels: Set<String> = []
        var counts: [UInt64: Int] = [:]
        var texts: [AnalysedText] = []
        for corpus in corpora {
            let text = AnalysedText(
                words: corpus.sentences.map { $0.words.map(\.form) },
                spaceAfter: corpus.sentences.map { $0.words.map(\.hasSpaceAfter) }, pack: pack)
            for token in text.tokens { counts[token.hash, default: 0] += 1 }
            for sentence in corpus.sentences {
                for word in sentence.words {
                    tags.insert(word.tag)
                    if word.head >= 0 { labels.insert(word.relation.rawValue) }
                }
            }
            texts.append(text)
        }
        tagNames = tags.sorted()
        relations = labels.sorted().map { Relation(label: $0) }
        forms = counts.filter { $0.value >= 2 }.keys.sorted()
        // The index that the parser looks up decides about the rows; two go before them.
        var scratch = ModelFileWriter(kind: "parser", manifest: [])
        let rows = HashIndex.write(forms, "forms", to: &scratch)
        formRows = rows.mapValues { $0 + 2 }
        var formCounts = [Int](repeating: 0, count: Set(rows.values).count + 2)
        for (hash, row) in formRows { formCounts[row] += counts[hash]! }
        self.formCounts = formCounts
        var examples: [ParserExample] = []
        let attributes = WordAttributes(tags: tagNames.count)
        for (corpus, text) in zip(corpora, texts) {
            let made = Self.examples(
                corpus, text, tagNames: tagNames, relations: relations, formRows: formRows)
            for _ in 0..<corpus.copies { examples += made }
        }
        self.examples = examples
        trainer = ParserTrainer(
            options: options, forms: formCounts, relations: relations.count,
            attributes: attributes)
    }

    /// The number of words of all examples, as often as they are seen in an epoch.
    var wordCount: Int { examples.reduce(0) { $0 + $1.features.count - 1 } }

    private static func examples(
        _ corpus: ParserCorpus, _ text: AnalysedText, tagNames: [String], relations: [Relation],
        formRows: [UInt64: Int]
    ) -> [ParserExample] {
        let tagIndex = Dictionary(uniqueKeysWithValues: tagNames.enumerated().map { ($1, $0) })
        let relationIndex = Dictionary(
            uniqueKeysWithValues: relations.enumerated().map { ($1, $0) })
        return zip(corpus.sentences, text.sentences).compactMap { sentence, range in
            guard !sentence.words.isEmpty, sentence.words.count < 120 else { return nil }
            var example = ParserExample(
                features: [.root], heads: [-1], relations: [-1], attributes: [[]],
                domain: corpus.domain, weight: 1)
            for (word, token) in zip(sentence.words, range.tokens) {
                let row = text.tokens[token]
                example.features.append(
                    text.bytes.withUnsafeBufferPointer {
                        WordFeatures(
                            row, bytes: $0, form: Int32(formRows[row.hash] ?? 0),
                            tag: UInt8(tagIndex[word.tag]!), lexicon: 0,
                            isInitial: token == range.tokens.lowerBound)
                    })
                example.heads.append(Int32(word.head))
                example.relations.append(
                    word.head < 0 ? -1 : relationIndex[word.relation] ?? -1)
                example.attributes.append(
                    attributes(word, isSilver: corpus.isSilver) + [tagIndex[word.tag]!])
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
        writer.add("weights", trainer.weights)
        writer.add("tags", lines: tagNames)
        writer.add("relations", lines: relations.map(\.rawValue))
        _ = HashIndex.write(forms, "forms", to: &writer)
        var scales: [Float] = []
        for (field, table) in zip(WordFeatures.fields, trainer.tables) {
            let quantized = table.quantized()
            writer.add("embedding.\(field.name)", quantized.values)
            scales.append(quantized.scale)
        }
        writer.add("scales", scales)
        let width = WordFeatures.domainWidth
        writer.add(
            "domain",
            Array(trainer.tables.last!.values[(domain * width)..<((domain + 1) * width)]))
        return writer
    }
}
