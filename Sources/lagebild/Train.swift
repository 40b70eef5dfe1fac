import ArgumentParser
import Foundation
import Language
import Training

/// `lagebild train`: learn the models of a language from annotated text.
struct Train: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Learn a model of a language.",
        subcommands: [TrainParser.self])
}

struct TrainParser: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "parser", abstract: "Parser.")
    @Option var language: String
    @Option var data: String
    @Option var output: String
    @Option var epochs = 12
    @Option var hidden = 64
    @Option var layers = 2
    @Option var rate: Float = 0.003
    @Option var inputDropout: Float = 0.15
    @Option var outputDropout: Float = 0.25
    @Option var batch = 700

    func run() throws {
        var options = ParserTrainingOptions()
        options.epochs = epochs
        options.hidden = hidden
        options.layers = layers
        options.rate = rate
        options.inputDropout = inputDropout
        options.outputDropout = outputDropout
        options.batchWords = batch
        let pack = try LanguagePack(language: language, root: findLanguageData(nil))
        try ParserExperiment.run(
            language: language, data: data, pack: pack, options: options, output: output
        ) { line in
            print(line, Date().timeIntervalSince1970)
            fflush(nil)
        }
    }
}
