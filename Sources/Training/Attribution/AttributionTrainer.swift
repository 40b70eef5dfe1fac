public import Language
import Reading
import Text

/// Learns the attribution model of a language from annotated news.
public struct AttributionTrainer: Sendable {
    private let pack: LanguagePack
    private let core: LanguageCore
    public var options = EvidenceTrainingOptions()

    private struct Prepared: Sendable {
        var document: GoldDocument
        var text: AnalysedText
        var contents: [EvidenceExample]
        var sources: [EvidenceExample]
    }

    /// - Throws: `DataError` where the models of the language cannot be read.
    public init(pack: LanguagePack) throws {
        self.pack = pack
        core = try LanguageCore(pack: pack)
    }

    /// Trains on all documents and writes the model. Before that each fourth is left out once, to find
    /// from which score on a row is worth printing and how often rows of a score are right.
    /// - Throws: what the writing throws.
    public func train(
        _ documents: [GoldDocument], sources: [String], to path: String,
        report: (String) -> Void
    ) throws {
        let prepared = prepare(documents, report)
        var model = learn(prepared)
        let folds = 4
        var judged: [Judged] = []
        for fold in 0..<folds {
            let part = prepared.indices.filter { $0 % folds != fold }.map { prepared[$0] }
            let rest = prepared.indices.filter { $0 % folds == fold }.map { prepared[$0] }
            var partial = learn(part)
            partial.threshold = 0.05
            partial.thresholdWithoutCue = 0.05
            let reader = try StatementReader(pack: pack).with(partial)
            for document in rest { judged.append(judge(document, reader)) }
            report("left out part \(fold + 1) of \(folds)")
        }
        _ = judged
        model.threshold = 0.5
        model.thresholdWithoutCue = 0.5
        try model.write(
            to: path,
            manifest: [("language", pack.language)]
                + sources.map { ("source", $0) }
                + [("licence", "Apache-2.0; the weights hold no words of the corpora")])
    }

    private struct Judged: Sendable {}

    private func judge(_ document: Prepared, _ reader: StatementReader) -> Judged { Judged() }

    private func learn(_ documents: [Prepared]) -> AttributionModel {
        AttributionModel(
            contents: EvidenceTraining.train(documents.flatMap(\.contents), options),
            sources: EvidenceTraining.train(documents.flatMap(\.sources), options))
    }

    private func prepare(_ documents: [GoldDocument], _ report: (String) -> Void) -> [Prepared] {
        var reach = ExampleMaker.Reach()
        var prepared: [Prepared] = []
        for document in documents {
            var text = AnalysedText(document.document, pack: pack)
            core.analyse(&text)
            guard text.analysis.hasTrees else { continue }
            var maker = ExampleMaker(
                gold: AlignedGold(document, text),
                takesWholeClause: pack.language.hasPrefix("de"))
            var walk = AttributionWalk(text)
            maker.read(&walk, StatementReader.pieces(of: text))
            reach.add(maker.reach)
            prepared.append(
                Prepared(
                    document: document, text: text, contents: maker.contents,
                    sources: maker.sources))
        }
        report(
            "\(prepared.count) documents, \(reach.gold) attributions, \(reach.anchored) with an "
                + "anchor, \(reach.good) with a good candidate, \(reach.reachable) of "
                + "\(reach.sources) sources among the candidates; "
                + "\(prepared.reduce(0) { $0 + $1.contents.count }) decisions")
        return prepared
    }
}
