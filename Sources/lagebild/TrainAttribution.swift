import ArgumentParser
import Foundation
import Language
import Training

/// `lagebild train attribution`: learns who said what from annotated news.
struct TrainAttribution: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "attribution", abstract: "Learn to attribute from annotated news.")

    @OptionGroup var options: TrainOptions

    @Argument(help: "Gold: JSON Lines, one document a line, offsets in code points.")
    var gold: [String]

    @Option(help: "How often all decisions are seen.")
    var epochs = EvidenceTrainingOptions().epochs

    @Option(help: "In how many parts the gold is left out in turn, for thresholds and confidence.")
    var folds = 4

    @Option(help: "How often a feature is left out while learning.")
    var dropout = EvidenceTrainingOptions().dropout

    @Option(help: "The rate of learning.")
    var rate = EvidenceTrainingOptions().rate

    @Option(help: "From this probability on a row is printed, where no part is left out.")
    var threshold: Float = 0.45

    @Option(help: "Where the gold is from and under which licence; stands in the model's manifest.")
    var source: [String] = []

    func run() throws {
        var trainer = try AttributionTrainer(pack: options.pack())
        trainer.options.epochs = epochs
        trainer.folds = folds
        trainer.options.dropout = dropout
        trainer.options.rate = rate
        trainer.threshold = threshold
        try trainer.train(
            try gold.flatMap { try GoldDocument.load($0) }, sources: source, to: options.output,
            report: options.report)
    }
}
