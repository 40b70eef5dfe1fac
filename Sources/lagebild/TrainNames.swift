import ArgumentParser
import Foundation
import Language
import Training

/// `lagebild train names`: learns to find names, and says how well.
struct TrainNames: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "names", abstract: "Learn to find names from annotated text.")

    @Option(help: "The language, as its folder of data is named.")
    var language: String

    @Option(name: .customLong("data"), help: "The folder of annotated corpora.")
    var gold: String

    @Option(help: "The gazetteer that scripts/build_gazetteer.py wrote.")
    var gazetteer: String

    @Option(help: "The word classes that scripts/build_word_classes.py wrote.")
    var classes: String

    @Option(help: "Where the model is written.")
    var output: String?

    @Option(help: "Cross-validate with this many parts before.")
    var folds = 5

    @Option(help: "Score only the first parts of the cross-validation.")
    var only: Int?

    @Option(help: "Take so many sentences as one text when cross-validating.")
    var together = 1

    @Option(help: "Write words, gold tags and found tags of the cross-validation to this file.")
    var predictions: String?

    @Option(help: "A group of features that is left out; may be repeated.")
    var without: [String] = []

    @Option(help: "Take no corpus of this domain; may be repeated.")
    var withoutDomain: [Int] = []

    @Option(help: "Rounds of training.")
    var epochs = NameTrainingSettings().epochs

    @Option(help: "How many times the weights are learned; their mean ships.")
    var rounds = NameTrainingSettings().rounds

    @Option var rate: Float = 0.05
    @Option var prior: Float = 0.3
    @Option var dropout: Float = 0.3
    @Option var formDropout: Float = 0.4
    @Option var recall = NameTrainingSettings().recall
    @Option(help: "What the parser's evidence counts, in hundredths.")
    var evidence = NameTrainingSettings().evidence
    @Option var rows = NameTrainingSettings().rows
    @Option var minimum = 2

    @Option(name: .customLong("language-data"), help: "The folder of language data.")
    var data: String?

    func run() throws {
        let root = try findLanguageData(data)
        let pack = try LanguagePack(language: language, root: root)
        var settings = NameTrainingSettings()
        settings.epochs = epochs
        settings.rounds = rounds
        settings.rate = rate
        settings.prior = prior
        settings.dropout = dropout
        settings.formDropout = formDropout
        settings.recall = recall
        settings.rows = rows
        settings.minimumCount = minimum
        settings.without = without
        settings.evidence = evidence
        let trainer = try NameTrainer(
            pack: pack, gazetteer: gazetteer,
            wordClasses: classes, settings: settings)
        let recipe = try NameRecipe(
            path: pack.folder + "/gazetteer/corpora.tsv", folder: gold,
            without: withoutDomain)
        if folds > 1 {
            let scores = try recipe.crossValidate(
                trainer, folds: folds, only: only ?? folds, together: together,
                predictions: predictions)
            print(scores.table, terminator: "")
        }
        guard let output else { return }
        let model = try trainer.train(recipe.sets, manifest: recipe.manifest(language: language))
        try model.write(to: output)
    }
}
