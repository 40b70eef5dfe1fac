import ArgumentParser
import Foundation
import Language
import Training

/// `lagebild train`: learn the models of a language from annotated text.
struct Train: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Learn a model of a language from annotated text.",
        subcommands: [
            TrainLexicon.self, TrainTagger.self, TrainParser.self,
            TrainNames.self, TrainAttribution.self, TrainPairs.self,
        ])
}

/// What all trainings are told.
struct TrainOptions: ParsableArguments {
    @Option(help: "The language, as its folder is named: de, en.")
    var language: String

    @Option(help: "Write the model to this file.")
    var output: String

    @Option(help: "The folder of language data.")
    var packs: String?

    func pack() throws -> LanguagePack {
        try LanguagePack(language: language, root: try findLanguageData(packs))
    }

    /// Prints a line about the training, at once.
    func report(_ line: String) {
        FileHandle.standardError.write(Data((line + "\n").utf8))
    }
}

struct TrainLexicon: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "lexicon", abstract: "Compile a table of readings into a lexicon.")

    @OptionGroup var options: TrainOptions

    @Option(help: "Readings: form, lemma, tag and features, separated by tabs, sorted by bytes.")
    var table: String

    func run() throws {
        let recipe = try TrainingRecipe(pack: options.pack(), root: "")
        let figures = try LexiconBuilder.build(
            table: table, manifest: recipe.lexiconManifest, output: options.output)
        options.report(
            "\(figures.forms) forms, \(figures.entries) entries, \(figures.states) states, "
                + "\(figures.bytes) bytes")
    }
}

struct TrainTagger: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "tagger", abstract: "Train the tagger.")

    @OptionGroup var options: TrainOptions

    @Option(help: "The folder of training data that training.tsv of the language speaks of.")
    var data: String

    @Option(help: "How many features stay, the strongest.")
    var features = 20_000

    @Flag(help: "Before that, measure on gold news that is left out, in four parts.")
    var crossValidate = false

    func run() throws {
        let pack = try options.pack()
        let training = try TaggerTraining(
            pack: pack, recipe: TrainingRecipe(pack: pack, root: data), features: features)
        if crossValidate {
            try training.crossValidate(scratch: options.output, report: options.report)
        }
        try training.train(to: options.output, report: options.report)
    }
}

struct TrainParser: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "parser", abstract: "Train the parser.")

    @OptionGroup var options: TrainOptions

    @Option(help: "The folder of training data that training.tsv of the language speaks of.")
    var data: String

    @Option(help: "How often all sentences are seen.")
    var epochs = ParserTrainingOptions().epochs

    @Option(help: "The share of the input, of each layer's output that is left out at random.")
    var inputDropout = ParserTrainingOptions().inputDropout
    @Option var outputDropout = ParserTrainingOptions().outputDropout

    @Option(help: "The width of each direction of the network.")
    var hidden = ParserTrainingOptions().hidden

    @Option(help: "A form that was seen more rarely has no row of its own.")
    var minimum = ParserTrainingOptions().minimumCount

    func run() throws {
        let pack = try options.pack()
        let task = ParserTask(pack: pack, recipe: try TrainingRecipe(pack: pack, root: data))
        var settings = ParserTrainingOptions()
        settings.epochs = epochs
        settings.hidden = hidden
        settings.minimumCount = minimum
        settings.inputDropout = inputDropout
        settings.outputDropout = outputDropout
        try task.train(to: options.output, options: settings, report: options.report)
    }
}
