import ArgumentParser
import Dispatch
import Foundation
import Language
import Reading
import Synchronization
import Text
import Training

/// `lagebild score`: how well the reader does on annotated text.
struct Score: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Compare what is read with gold annotations.",
        subcommands: [ScoreAttribution.self, ScoreTime.self, ScoreLanguage.self, ScoreLinks.self])
}

/// What both scorers are asked for.
struct ScoreOptions: ParsableArguments {
    @Argument(help: "Gold: JSON Lines, one document a line, offsets in code points.")
    var gold: String

    @Option(help: "Score the predictions of this file instead of reading the texts.")
    var predicted: String?

    @Option(help: "Write the predictions to this file as JSON Lines.")
    var write: String?

    @Flag(help: "Print unrounded figures as JSON.")
    var json = false

    @Option(help: "The folder of language data.")
    var data: String?

    @Option(help: "How many documents are read at the same time.")
    var jobs: Int = ProcessInfo.processInfo.activeProcessorCount

    func validate() throws {
        guard jobs > 0 else { throw ValidationError("--jobs must be at least 1") }
    }

    /// The predictions for the gold documents: from the file, or read now.
    func predictions(for documents: [GoldDocument], times: Bool) throws -> [GoldDocument] {
        let found: [GoldDocument]
        if let predicted {
            found = try GoldDocument.load(predicted)
        } else {
            let reader = try Reader(dataRoot: try findLanguageData(data))
            found = try readAll(documents, with: reader)
        }
        if let write {
            let lines = try GoldDocument.predictions(found, times: times)
            try Data(lines.utf8).write(to: URL(filePath: write))
        }
        return found
    }

    /// Reads the documents on as many threads as asked for; the order stays.
    private func readAll(_ documents: [GoldDocument], with reader: Reader) throws -> [GoldDocument]
    {
        let results = Mutex<[Result<GoldDocument, any Error>?]>(
            Array(repeating: nil, count: documents.count))
        DispatchQueue.concurrentPerform(iterations: jobs) { job in
            for index in stride(from: job, to: documents.count, by: jobs) {
                let result = Result {
                    let document = documents[index]
                    return GoldDocument(
                        id: document.id, reading: try reader.read(document.document, explain: true))
                }
                results.withLock { $0[index] = result }
            }
        }
        return try results.withLock { try $0.compactMap { try $0?.get() } }
    }
}

/// `lagebild score attribution`: who said what.
struct ScoreAttribution: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "attribution", abstract: "Score statements: content, cue, source, addressee.")

    @OptionGroup var options: ScoreOptions

    @Option(help: "Score only attributions of this type.")
    var only: String?

    func run() throws {
        let gold = try GoldDocument.load(options.gold)
        let scores = try AttributionScorer(only: only).score(
            gold: gold, predicted: try options.predictions(for: gold, times: false))
        print(options.json ? try scores.json() : scores.table, terminator: "")
    }
}

/// `lagebild score time`: time expressions.
struct ScoreTime: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "time", abstract: "Score time expressions: extent, type and value.")

    @OptionGroup var options: ScoreOptions

    func run() throws {
        let gold = try GoldDocument.load(options.gold)
        let scores = try TimeScorer().score(
            gold: gold, predicted: try options.predictions(for: gold, times: true))
        print(options.json ? try scores.json() : scores.table, terminator: "")
    }
}

/// `lagebild score language`: tags, forms, trees and clauses.
struct ScoreLanguage: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "language", abstract: "Score tags, forms, trees and clauses on gold trees.")

    @Argument(help: "Gold trees in CoNLL-U.")
    var gold: [String]

    @Option(help: "The language, as its folder is named: de, en.")
    var language: String

    @Option(help: "Score the trees of this file (CoNLL-U, same words) instead of parsing.")
    var predicted: String?

    @Flag(help: "Print unrounded figures as JSON.")
    var json = false

    @Option(help: "The folder of language data.")
    var data: String?

    func validate() throws {
        if gold.isEmpty { throw ValidationError("name a file of gold trees (CoNLL-U)") }
    }

    func run() throws {
        let pack = try LanguagePack(language: language, root: try findLanguageData(data))
        let sentences = try gold.flatMap { try ConlluFile.sentences($0) }
        let scores: LanguageScores
        if let predicted {
            var found = LanguageScores()
            try found.add(gold: sentences, found: ConlluFile.sentences(predicted))
            scores = found
        } else {
            scores = try LanguageScorer(pack: pack, core: LanguageCore(pack: pack))
                .score(sentences)
        }
        if json {
            let object = Dictionary(
                uniqueKeysWithValues: scores.figures.map { ($0.name, $0.value) })
            let data = try JSONSerialization.data(
                withJSONObject: object, options: [.prettyPrinted, .sortedKeys])
            print(String(decoding: data, as: UTF8.self))
        } else {
            print("\(scores.words) words, \(sentences.count) sentences")
            for (name, value) in scores.figures {
                let figure = String(format: "%.4f", value)
                print(name + String(repeating: " ", count: 22 - name.count) + figure)
            }
        }
    }
}
