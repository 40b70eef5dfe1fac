import Foundation
import Language
import Testing
import Text

@testable import Training

@Suite struct ParserTrainingTests {
    /// Sentences of subject, verb and object in a made-up language of few words.
    private func sentences() -> [TreebankSentence] {
        func word(_ form: String, _ tag: String, _ head: Int, _ relation: Relation) -> TreebankWord
        {
            TreebankWord(
                form: form, lemma: form, universalTag: tag == "V" ? .verb : .noun, tag: tag,
                morphology: Language.Morphology(), head: head, relation: relation)
        }
        var result: [TreebankSentence] = []
        for first in ["mo", "ka", "ti"] {
            for verb in ["rul", "dag"] {
                for second in ["pe", "so"] {
                    result.append(
                        TreebankSentence(
                            id: "",
                            words: [
                                word(first, "N", 2, .nsubj), word(verb, "V", 0, .root),
                                word(second, "N", 2, .obj),
                            ]))
                }
            }
        }
        return result
    }

    private func pack() throws -> LanguagePack {
        let root = URL(filePath: #filePath).deletingLastPathComponent()
            .appending(path: "../../../Sources/Language/Data").standardized.path
        return try LanguagePack(language: "de", root: root)
    }

    private func trained(epochs: Int) throws -> (bytes: [UInt8], losses: [Float]) {
        var options = ParserTrainingOptions()
        options.hidden = 16
        options.arc = 8
        options.relation = 8
        options.epochs = epochs
        options.batchWords = 24
        options.rate = 0.02
        options.inputDropout = 0
        options.outputDropout = 0
        let training = ParserTraining(
            [ParserCorpus(sentences: sentences(), domain: 0)], pack: try pack(), lexicon: nil,
            names: nil, options: options)
        var losses: [Float] = []
        training.train { losses.append($1) }
        return (training.file(domain: 0, manifest: []).bytes(), losses)
    }

    @Test func theSameDataGiveTheSameBytesAndTheLossFalls() throws {
        let first = try trained(epochs: 12)
        let second = try trained(epochs: 12)
        #expect(first.bytes == second.bytes)
        #expect(first.losses.last! < first.losses.first! * 0.8)
    }

    @Test func aTrainedParserFindsTheTreesItLearned() throws {
        let path = FileManager.default.temporaryDirectory.appending(path: "\(UUID()).model").path()
        defer { try? FileManager.default.removeItem(atPath: path) }
        try Data(trained(epochs: 40).bytes).write(to: URL(fileURLWithPath: path))
        let parser = try DependencyParser(ModelFile(path, kind: "parser"))
        let text = TaggerTraining.treebankText(sentences(), try pack())
        let tags = sentences().flatMap {
            $0.words.map { UInt8(parser.tagNames.firstIndex(of: $0.tag)!) }
        }
        let trees = parser.parse(text, tags: tags, atoms: [], lexicon: nil)
        #expect(Array(trees.relations[0..<3]) == [.nsubj, .root, .obj])
        #expect(Array(trees.heads[0..<3]) == [1, -1, 1])
    }

    /// The gradients of the network against differences of its loss.
    @Test func gradientsAreThoseOfTheLoss() {
        let network = ParserNetwork(
            ParserShape(
                input: 5, hidden: 3, layers: 2, arc: 4, relation: 4, relations: 3, attributes: 2))
        var random = SplitMix(5)
        var weights = (0..<network.layout.count).map { _ in random.uniform(0.5) }
        let pack = SentencePack(lengths: [4, 3])
        let input = (0..<pack.count * 5).map { _ in random.uniform(1) }
        let masks = (0..<2).map { _ in [Float](repeating: 1, count: 2 * 6) }
        let workspace = ParserNetwork.Workspace(network.shape)
        func loss(_ gradient: ParserGradient) -> Float {
            workspace.reserve(pack.count)
            for index in input.indices { workspace.input[index] = input[index] }
            gradient.clear(rows: pack.count, network.shape)
            var transposed = weights
            network.transpose(weights, into: &transposed)
            return weights.withUnsafeBufferPointer { weights in
                transposed.withUnsafeBufferPointer { transposed in
                    network.run(
                        pack, weights: weights.baseAddress!, workspace: workspace, masks: masks)
                    var loss: Float = 0
                    for (sentence, heads) in [[-1, 2, 0, 2], [-1, 0, 1]].enumerated() {
                        loss += network.addHeadLoss(
                            pack, sentence: sentence, heads: heads.map { Int32($0) },
                            weights: weights.baseAddress!, workspace: workspace,
                            gradient: gradient)
                    }
                    loss += network.addRelationLoss(
                        heads: [pack.row(0, 2), pack.row(1, 1)],
                        dependents: [pack.row(0, 1), pack.row(1, 2)], relations: [1, 2], known: 3,
                        weights: weights.baseAddress!, transposed: transposed.baseAddress!,
                        workspace: workspace, gradient: gradient)
                    network.goBack(
                        pack, workspace: workspace, transposed: transposed.baseAddress!,
                        masks: masks, gradient: gradient)
                    return loss
                }
            }
        }
        let gradient = ParserGradient(network)
        _ = loss(gradient)
        var compared = 0
        for index in stride(from: 0, to: weights.count, by: 23) {
            let kept = weights[index]
            weights[index] = kept + 0.01
            let above = loss(ParserGradient(network))
            weights[index] = kept - 0.01
            let below = loss(ParserGradient(network))
            weights[index] = kept
            let slope = (above - below) / 0.02
            #expect(
                abs(slope - gradient.weights[index]) < 0.01 + 0.05 * abs(slope),
                "weight \(index): \(gradient.weights[index]) for \(slope)")
            compared += 1
        }
        #expect(compared > 50)
    }
}
