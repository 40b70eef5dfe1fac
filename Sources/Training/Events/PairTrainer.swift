public import Language
public import Reading
import Text

/// Learns to weigh the evidence of pairs: multinomial logistic regression with AdaGrad and weight decay.
public struct PairTrainer {
    public var rounds = 12
    public var perPattern = 14
    public var rate: Float = 0.15
    /// Features of single words are left out so often, so that the model does not lean on words that the
    /// patterns happen to have.
    public var dropout: Float = 0.5
    public var decay: Float = 0.00002

    public init() {}

    /// Trains on the patterns of a language.
    /// - Throws: `DataError` where its patterns cannot be read.
    public func train(coder: PairCoder, patterns: DataFile, report: (String) -> Void) throws
        -> PairModel
    {
        let corpus = try PairCorpus(patterns)
        var examples = corpus.examples(perPattern: perPattern, seed: 1).map { example in
            (
                features: coder.features(of: example.pair),
                type: PairModel.types.firstIndex(of: example.type)!,
                rule: coder.rule(for: example.pair) == example.type
            )
        }
        report(
            "\(examples.count) sentences, \(examples.count { $0.rule }) right by the rules alone")
        var model = PairModel()
        let count = PairModel.types.count
        var squares = [Float](repeating: 0.1, count: model.weights.count)
        var random = SplitMix(2)
        for round in 1...rounds {
            random.shuffle(&examples)
            var right = 0
            for example in examples {
                let features = example.features.filter { _ in random.unit() >= dropout }
                let probabilities = model.probabilities(features)
                if probabilities.indices.max(by: { probabilities[$0] < probabilities[$1] })
                    == example.type
                {
                    right += 1
                }
                for feature in features {
                    let row = Int(feature & UInt32(PairModel.rowCount - 1)) * count
                    for type in 0..<count {
                        let place = row + type
                        let gradient =
                            Float(probabilities[type]) - (type == example.type ? 1 : 0) + decay
                            * model.weights[place]
                        squares[place] += gradient * gradient
                        model.weights[place] -= rate * gradient / squares[place].squareRoot()
                    }
                }
            }
            report("round \(round): \(right) of \(examples.count) right")
        }
        return model
    }
}

extension PairModel {
    /// Writes the model.
    /// - Throws: what Foundation throws where the place cannot be written.
    public func write(to path: String, language: String) throws {
        var writer = ModelFileWriter(
            kind: Self.kind,
            manifest: [
                ("language", language),
                ("source", "events/pair-patterns.tsv, written for this project"),
                ("licence", "Apache-2.0"),
            ])
        writer.add("weights", weights.map { $0.magnitude < 0.001 ? 0 : $0 })
        try writer.write(to: path)
    }
}
