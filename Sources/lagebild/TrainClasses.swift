import ArgumentParser
import Foundation
import Training

/// `lagebild train classes`: learns classes of words from raw text.
struct TrainClasses: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "classes", abstract: "Learn classes of words from text.")

    @Argument(help: "Files of one word a line: CoNLL-U, or the word in the first column.")
    var files: [String]

    @Option(help: "Where the classes are written: word, class, count.")
    var output: String

    @Option(help: "How many classes.")
    var classes = 256

    @Option(help: "Words seen more rarely get no class.")
    var minimum = 4

    @Option(help: "How often each word may move.")
    var rounds = 12

    func run() throws {
        var clustering = ExchangeClustering(
            try RawText.sentences(files), classCount: classes, minimum: minimum)
        let rows = clustering.run(rounds: rounds)
        let lines = rows.map { "\($0.word)\t\($0.number)\t\($0.count)\n" }.joined()
        try Data(lines.utf8).write(to: URL(filePath: output))
        print("\(rows.count) words in \(classes) classes")
    }
}
