import ArgumentParser
import Language
import Reading
import Training

/// `lagebild train pairs`: learns to weigh what tells a type between two actors.
struct TrainPairs: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "pairs", abstract: "Train the coder of pairs on the patterns of a language.")

    @OptionGroup var options: TrainOptions

    @Option(help: "Rounds of training.")
    var rounds = PairTrainer().rounds

    @Option(help: "How often a feature is left out, 0 to 1.")
    var dropout = PairTrainer().dropout

    func run() throws {
        let root = try findLanguageData(options.packs)
        var trainer = PairTrainer()
        trainer.rounds = rounds
        trainer.dropout = dropout
        let coder = try PairCoder(language: options.language, dataRoot: root)
        let model = try trainer.train(
            coder: coder,
            patterns: DataFile("\(root)/\(options.language)/events/pair-patterns.tsv"),
            report: options.report)
        try model.write(to: options.output, language: options.language)
    }
}
