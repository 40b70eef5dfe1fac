public import Language
import Text

/// Trains the parser of a language.
public struct ParserTask {
    private let pack: LanguagePack
    private let recipe: TrainingRecipe

    public init(pack: LanguagePack, recipe: TrainingRecipe) {
        self.pack = pack
        self.recipe = recipe
    }

    /// Trains on everything, and writes the model. The parser learns with the tags of taggers that
    /// did not see the sentence.
    /// - Throws: `GoldError`, `DataError`, and what Foundation throws where it cannot be written.
    public func train(
        to output: String, options: ParserTrainingOptions, report: (String) -> Void
    ) throws {
        let tagging = try TaggerTraining(pack: pack, recipe: recipe)
        let seen = try tagging.jackknife(5, scratch: output, report: report)
        let corpora = try zip(recipe.train, seen).map { part, tags in
            ParserCorpus(
                sentences: try recipe.sentences(part), domain: part.domain, copies: part.copies,
                isSilver: part.scheme == .foth, seenTags: tags)
        }
        let training = ParserTraining(
            corpora, pack: pack, lexicon: try LanguageCore(pack: pack).lexicon, options: options)
        report("\(training.wordCount) words an epoch")
        training.train { epoch, loss in report("epoch \(epoch): loss \(loss) a word") }
        try training.file(domain: recipe.expected, manifest: recipe.manifest).write(to: output)
        try score(parser: DependencyParser(ModelFile(output, kind: "parser")), report: report)
    }

    /// Scores a parser, with the tagger and lexicon that the language has.
    public func score(parser: DependencyParser, report: (String) -> Void) throws {
        var core = try LanguageCore(pack: pack)
        core.use(parser)
        for part in recipe.dev {
            let scores = try LanguageScorer(pack: pack, core: core).score(Treebank.rows(part.path))
            report(
                part.path + ": "
                    + scores.figures.prefix(9).map { "\($0.name) \(percent($0.value))" }
                    .joined(separator: ", "))
        }
    }
}
