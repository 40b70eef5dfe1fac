public import Language
import Text

/// Trains the parser of a language from the folder of language data.
public struct ParserExperiment {
    public static func run(
        language: String, data: String, pack: LanguagePack, options: ParserTrainingOptions,
        output: String, report: (String) -> Void
    ) throws {
        var corpora: [ParserCorpus] = []
        var dev: [(String, [TreebankSentence])] = []
        if language == "de" {
            for name in ["germeval", "smartdata-news", "ntrex", "speeches", "xquad"] {
                let rows = try Treebank.rows("\(data)/trees-de-silver/\(name).conll")
                corpora.append(
                    ParserCorpus(
                        sentences: rows.map {
                            TreebankSentence(
                                id: Treebank.identifier($0.comments),
                                words: FothTree($0.rows).universal())
                        }, domain: 0, isSilver: true))
            }
            let gold = try Treebank.universal("\(data)/trees-de/train.conllu")
            corpora.append(ParserCorpus(sentences: gold, domain: 1, copies: 2))
            corpora.append(
                ParserCorpus(
                    sentences: gold.filter { !$0.contractions.isEmpty }.map {
                        $0.contracted(tag: "APPRART")
                    }, domain: 1))
            dev.append(("gsd", try Treebank.universal("\(data)/trees-de/dev.conllu")))
        } else {
            for name in ["ewt-train", "ewt-test"] {
                corpora.append(
                    ParserCorpus(
                        sentences: try Treebank.universal("\(data)/trees-en/\(name).conllu"),
                        domain: 0))
            }
            corpora.append(
                ParserCorpus(
                    sentences: try Treebank.universal("\(data)/trees-en/gum-free-train.conllu"),
                    domain: 1))
            for name in ["ewt-dev", "gum-free-dev"] {
                dev.append((name, try Treebank.universal("\(data)/trees-en/\(name).conllu")))
            }
        }
        let training = ParserTraining(corpora, pack: pack, options: options)
        report("\(training.wordCount) words an epoch, \(training.relations.count) relations")
        training.train { epoch, loss in report("epoch \(epoch) loss \(loss)") }
        for domain in 0..<2 {
            let path = output + ".\(domain)"
            try training.file(domain: domain, manifest: [("language", language)]).write(to: path)
            let parser = try DependencyParser(ModelFile(path, kind: "parser"))
            for (name, sentences) in dev {
                let score = score(parser, sentences, pack)
                report("domain \(domain) \(name) \(score)")
            }
        }
    }

    static func score(
        _ parser: DependencyParser, _ sentences: [TreebankSentence], _ pack: LanguagePack
    ) -> TreeScore {
        let text = AnalysedText(
            words: sentences.map { $0.words.map(\.form) },
            spaceAfter: sentences.map { $0.words.map(\.hasSpaceAfter) }, pack: pack)
        let index = Dictionary(uniqueKeysWithValues: parser.tagNames.enumerated().map { ($1, $0) })
        let tags = sentences.flatMap { $0.words.map { UInt8(index[$0.tag] ?? 0) } }
        let trees = parser.parse(text, tags: tags, lexicon: [])
        var score = TreeScore()
        for (sentence, range) in zip(sentences, text.sentences) {
            let first = range.tokens.lowerBound
            let found = zip(sentence.words, range.tokens).map { word, token in
                var word = word
                word.head = trees.heads[token] < 0 ? 0 : Int(trees.heads[token]) - first + 1
                word.relation = trees.relations[token]
                word.morphology = trees.morphology[token]
                word.tag = parser.tagNames[Int(trees.tags[token])]
                return word
            }
            score.add(sentence.words, found)
        }
        return score
    }
}
