public import Language
import Reading
import Text

/// Learns the attribution model of a language from annotated news.
public struct AttributionTrainer: Sendable {
    private let pack: LanguagePack
    private let core: LanguageCore
    public var options = EvidenceTrainingOptions()
    /// In how many parts the documents are left out in turn; 1 for none.
    public var folds = 4
    /// From which probability on a row is printed, where no part is left out.
    public var threshold: Float = 0.45

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

    /// Trains on all documents and writes the model. Before that each part is left out once, to find
    /// from which score on a row is worth printing and how often rows of a score are right.
    /// - Throws: what the writing throws.
    public func train(
        _ documents: [GoldDocument], sources: [String], to path: String,
        report: (String) -> Void
    ) throws {
        let prepared = prepare(documents, report)
        var model = learn(prepared)
        model.threshold = threshold
        model.thresholdWithoutCue = threshold
        if folds > 1 {
            var parts: [(model: AttributionModel, documents: [Prepared])] = []
            for fold in 0..<folds {
                let rest = prepared.indices.filter { $0 % folds == fold }.map { prepared[$0] }
                let part = prepared.indices.filter { $0 % folds != fold }.map { prepared[$0] }
                parts.append((learn(part), rest))
                report("left out part \(fold + 1) of \(folds)")
            }
            try choose(&model, parts, report)
        }
        try model.write(
            to: path,
            manifest: [("language", pack.language)]
                + sources.map { ("source", $0) }
                + [
                    (
                        "licence",
                        "Apache-2.0; the weights hold no words of the sources"
                    )
                ])
    }

    // MARK: Thresholds and confidence

    /// Chooses the thresholds with the best triples on what was left out, then measures how often
    /// rows of a score are right.
    private func choose(
        _ model: inout AttributionModel,
        _ parts: [(model: AttributionModel, documents: [Prepared])], _ report: (String) -> Void
    ) throws {
        let base = try StatementReader(pack: pack, model: nil)
        let steps: [Float] = [0.25, 0.3, 0.35, 0.4, 0.45, 0.5, 0.55, 0.6, 0.65]
        let score: (Float, Float, Float) throws -> Double = { withCue, without, floor in
            let gold = parts.flatMap { $0.documents.map(\.document) }
            let predicted = parts.flatMap { part in
                var partial = part.model
                partial.threshold = withCue
                partial.thresholdWithoutCue = without
                partial.floor = floor
                let reader = base.with(partial)
                return part.documents.map { read($0, reader) }
            }
            return try AttributionScorer().score(gold: gold, predicted: predicted)
                .overall.first { $0.name == "full_triple" }?.ratio.f1 ?? 0
        }
        func best(
            of steps: [Float], _ value: (Float) throws -> Double
        ) rethrows -> Float {
            var found: (step: Float, value: Double) = (0.5, -1)
            for step in steps {
                let value = try value(step)
                if value > found.value { found = (step, value) }
            }
            return found.step
        }
        model.thresholdWithoutCue = 0.5
        // Each is chosen again with the others as they are now.
        for _ in 0..<2 {
            model.threshold = try best(of: steps) {
                try score($0, model.thresholdWithoutCue, model.floor)
            }
            model.thresholdWithoutCue = try best(of: steps) {
                try score(model.threshold, $0, model.floor)
            }
            model.floor = try best(of: [0, 0.05, 0.1, 0.15, 0.2, 0.25, 0.3]) {
                try score(model.threshold, model.thresholdWithoutCue, $0)
            }
        }
        report(
            "thresholds \(model.threshold) with a cue, \(model.thresholdWithoutCue) without, floor \(model.floor): "
                + "full triple \(try score(model.threshold, model.thresholdWithoutCue, model.floor)) "
                + "on what was left out")
        report(try speed(model, parts.flatMap(\.documents), base))
        var judged: [(score: Double, isRight: Bool)] = []
        for part in parts {
            var partial = part.model
            partial.threshold = model.threshold
            partial.thresholdWithoutCue = model.thresholdWithoutCue
            partial.floor = model.floor
            let reader = base.with(partial)
            for document in part.documents {
                let predicted = read(document, reader)
                let right = try AttributionScorer.rightTriples(document.document, predicted)
                for (row, isRight) in zip(predicted.attributions, right) {
                    judged.append((row.confidence ?? 0, isRight))
                }
            }
        }
        model.calibration = Calibration.fit(judged)
        report("confidence at scores of 0, 0.05 … 1: \(model.calibration)")
    }

    /// How many words a second the statements of analysed texts are read, on this thread.
    private func speed(
        _ model: AttributionModel, _ documents: [Prepared], _ base: StatementReader
    ) throws -> String {
        let reader = base.with(model)
        let words = documents.reduce(0) { count, document in
            count + document.text.tokens.count { $0.kind == .word || $0.kind == .number }
        }
        var rows = 0
        let time = ContinuousClock().measure {
            for document in documents {
                var reading = Reading(
                    document: DocumentRow(
                        id: "", name: "", language: pack.language, text: ""))
                reader.read(document.text, into: &reading)
                rows += reading.statements.count
            }
        }
        return "\(rows) statements, \(Int(Double(words) / (time / .seconds(1)))) words a second"
    }

    private func read(_ document: Prepared, _ reader: StatementReader) -> GoldDocument {
        GoldDocument(
            id: document.document.id,
            reading: reader.reading(of: document.text, language: pack.language))
    }

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
