import Foundation
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
        var corpora = try zip(recipe.train, seen).map { part, tags in
            ParserCorpus(
                sentences: try recipe.sentences(part), domain: part.domain, copies: part.copies,
                isSilver: part.scheme == .foth, seenTags: tags)
        }
        corpora += try namesOf(recipe, tagging)
        let core = try LanguageCore(pack: pack)
        let training = ParserTraining(
            corpora, pack: pack, lexicon: core.lexicon, names: core.names, options: options)
        report("\(training.wordCount) words an epoch")
        training.train { epoch, loss in report("epoch \(epoch): loss \(loss) a word") }
        try training.file(domain: recipe.expected, manifest: recipe.manifest).write(to: output)
        try score(parser: DependencyParser(ModelFile(output, kind: "parser")), report: report)
    }

    /// Sentences with names, where the language has a recipe for them: the parser learns to tell names
    /// beside its trees. What the model of names is for counts as the kind of text to expect, other
    /// corpora as kinds of their own.
    private func namesOf(_ recipe: TrainingRecipe, _ tagging: TaggerTraining) throws
        -> [ParserCorpus]
    {
        let path = pack.folder + "/gazetteer/corpora.tsv"
        guard FileManager.default.fileExists(atPath: path),
            let tagger = try LanguageCore(pack: pack).tagger
        else { return [] }
        let first = (recipe.train.map(\.domain).max() ?? 0) + 1
        return try NameRecipe(path: path, folder: recipe.root).sets.map { set in
            let sentences = set.corpus.words.map { words in
                TreebankSentence(
                    id: "",
                    words: words.map {
                        TreebankWord(
                            form: $0, lemma: $0, universalTag: nil, tag: "", morphology: .init(),
                            head: -1, relation: .dep)
                    })
            }
            return ParserCorpus(
                sentences: sentences,
                domain: set.domain == 0 ? recipe.expected : first + set.domain - 1,
                seenTags: tagging.tags(tagger, sentences),
                names: zip(set.corpus.tags, set.corpus.isOpen).map { tags, isOpen in
                    zip(tags, isOpen).map { $1 ? -1 : Int($0.rawValue) }
                })
        }
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
