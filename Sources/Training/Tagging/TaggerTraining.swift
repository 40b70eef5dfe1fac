public import Language
import Text

/// Trains the tagger of a language.
public struct TaggerTraining {
    let pack: LanguagePack
    let lexicon: Lexicon?
    let recipe: TrainingRecipe
    private let parts: [(part: TrainingRecipe.Part, sentences: [TreebankSentence])]
    private let tagNames: [String]
    /// How many features a tagger keeps.
    private let features: Int
    /// How many copies of gold a tagger is shown for one of what a program made.
    private static let goldCopies = 3

    /// - Parameter features: how many features a tagger keeps, the strongest.
    /// - Throws: `GoldError`, `DataError`.
    public init(pack: LanguagePack, recipe: TrainingRecipe, features: Int = 20_000) throws {
        self.features = features
        self.pack = pack
        self.recipe = recipe
        lexicon = try LanguageCore(pack: pack).lexicon
        parts = try recipe.train.map { ($0, try recipe.sentences($0)) }
        tagNames = Set(parts.flatMap { $0.sentences.flatMap { $0.words.map(\.tag) } }).sorted()
    }

    /// Trains on everything, and writes the model.
    /// - Throws: what Foundation throws where it cannot be written.
    public func train(to output: String, report: (String) -> Void) throws {
        try file(leavingOut: nil, report: report).write(to: output)
        let tagger = try Tagger(ModelFile(output, kind: "tagger"))
        for part in recipe.dev {
            let sentences = try recipe.sentences(part)
            report("\(part.path): \(percent(accuracy(tagger, sentences)))")
        }
    }

    /// The accuracy on gold news of taggers that did not see it: each of four parts in turn is left
    /// out, of gold sentences only.
    public func crossValidate(scratch: String, report: (String) -> Void) throws {
        var right = 0.0
        var total = 0.0
        for fold in 0..<4 {
            try file(leavingOut: (fold, 4), report: { _ in }).write(to: scratch)
            let tagger = try Tagger(ModelFile(scratch, kind: "tagger"))
            for (part, sentences) in parts where part.scheme == .universal {
                let held = sentences.enumerated().filter {
                    $0.offset % 4 == fold && recipe.isNews($0.element.id)
                }.map(\.element)
                let words = Double(held.reduce(0) { $0 + $1.words.count })
                let share = accuracy(tagger, held)
                report("part \(fold + 1): \(percent(share)) of \(Int(words)) words")
                right += share * words
                total += words
            }
        }
        report("news, four parts: \(percent(right / max(1, total)))")
    }

    /// The tags that taggers give to sentences which they did not learn from, for each part of gold.
    func jackknife(_ folds: Int, scratch: String, report: (String) -> Void) throws -> [[[String]]?]
    {
        var result: [[[String]]?] = parts.map {
            $0.part.scheme == .foth
                ? nil : $0.sentences.map { $0.words.map(\.tag) }
        }
        for fold in 0..<folds {
            try file(leavingOut: (fold, folds), report: { _ in }).write(to: scratch)
            let tagger = try Tagger(ModelFile(scratch, kind: "tagger"))
            for (number, (part, sentences)) in parts.enumerated() where part.scheme != .foth {
                let held = sentences.indices.filter { $0 % folds == fold }
                let tags = tags(tagger, held.map { sentences[$0] })
                for (place, index) in held.enumerated() { result[number]![index] = tags[place] }
            }
            report("tagged part \(fold + 1) of \(folds) for the parser")
        }
        return result
    }

    private func file(leavingOut fold: (Int, Int)?, report: (String) -> Void) -> ModelFileWriter {
        var examples: [TaggerTrainer.Example] = []
        for (part, sentences) in parts {
            let isGold = part.scheme != .foth
            let seen = sentences.enumerated().filter { index, _ in
                fold.map { !isGold || index % $0.1 != $0.0 } ?? true
            }.map(\.element)
            let made = self.examples(seen)
            let copies = isGold && parts.contains { $0.part.scheme == .foth } ? Self.goldCopies : 1
            for _ in 0..<copies { examples += made }
        }
        return TaggerTrainer(tagNames: tagNames, limit: features).train(
            examples, manifest: recipe.manifest, report: report)
    }

    private func examples(_ sentences: [TreebankSentence]) -> [TaggerTrainer.Example] {
        let index = Dictionary(uniqueKeysWithValues: tagNames.enumerated().map { ($1, $0) })
        let text = Self.treebankText(sentences, pack)
        let kinds = lexicon.map { $0.lookUps(text).map(\.kind) } ?? []
        return zip(sentences, text.sentences).map { sentence, range in
            var words: [TaggedWord] = []
            Tagger.fill(&words, text, range, lexicon: kinds)
            return TaggerTrainer.Example(
                words: words, tags: sentence.words.map { UInt8(index[$0.tag]!) })
        }
    }

    func tags(_ tagger: Tagger, _ sentences: [TreebankSentence]) -> [[String]] {
        let text = Self.treebankText(sentences, pack)
        let tags = tagger.tag(text, lexicon: lexicon.map { $0.lookUps(text).map(\.kind) } ?? [])
        return text.sentences.map { $0.tokens.map { tagger.tagNames[Int(tags[$0])] } }
    }

    private func accuracy(_ tagger: Tagger, _ sentences: [TreebankSentence]) -> Double {
        let found = tags(tagger, sentences).joined()
        let gold = sentences.flatMap { $0.words.map(\.tag) }
        return Double(zip(found, gold).filter { $0 == $1 }.count) / Double(max(1, gold.count))
    }

    /// The words of trees as a text.
    static func treebankText(_ sentences: [TreebankSentence], _ pack: LanguagePack) -> AnalysedText
    {
        AnalysedText(
            words: sentences.map { $0.words.map(\.form) },
            spaceAfter: sentences.map { $0.words.map(\.hasSpaceAfter) }, pack: pack)
    }
}

/// A share as a percentage with two places.
func percent(_ share: Double) -> String { "\((share * 10000).rounded() / 100) %" }
