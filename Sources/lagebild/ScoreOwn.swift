import ArgumentParser
import Foundation
import Language
import Reading
import Text
import Training

/// What the scorers of short texts are asked for.
struct OwnSetOptions: ParsableArguments {
    @Argument(help: "Gold: JSON Lines, as the files of evaluation/.")
    var gold: String

    @Flag(help: "Print what is answered wrongly.")
    var errors = false

    @Option(help: "The folder of language data.")
    var data: String?

    func reader() throws -> Reader { try Reader(dataRoot: try findLanguageData(data)) }
}

/// `lagebild score figures`: values and bounds.
struct ScoreFigures: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "figures", abstract: "Score figures: value, bounds, unit.")
    @OptionGroup var options: OwnSetOptions

    func run() throws {
        let reader = try options.reader()
        var score = FigureScore()
        for item in try FigureCase.load(options.gold) {
            let reading = try reader.read(
                Document(
                    name: "", language: item.language, published: "2025-03-14", text: item.text))
            score.add(item, reading.quantities)
        }
        let lines = (options.errors ? score.errors : []) + score.lines
        try StandardOutput().write(lines.joined(separator: "\n") + "\n")
    }
}

/// `lagebild score actors`: which mentions are one actor.
struct ScoreActors: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "actors", abstract: "Score actors: which mentions are one.")
    @OptionGroup var options: OwnSetOptions

    func run() throws {
        let reader = try options.reader()
        var score = ActorScore()
        for item in try ActorCase.load(options.gold) {
            let reading = try reader.read(
                Document(name: "", language: item.language, text: item.content.text))
            score.add(item, reading.actors)
        }
        let lines = (options.errors ? score.errors : []) + score.lines
        try StandardOutput().write(lines.joined(separator: "\n") + "\n")
    }
}

/// `lagebild score norms`: references of norms.
struct ScoreNorms: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "norms", abstract: "Score norms: their references.")
    @OptionGroup var options: OwnSetOptions

    func run() throws {
        let reader = try options.reader()
        var counts: [String: (right: Int, missed: Int, wrong: Int)] = [:]
        var text = ""
        for item in try NormCase.load(options.gold) {
            let reading = try reader.read(
                Document(name: "", language: item.language, text: item.text))
            let result = item.compare(reading.norms)
            var count = counts[item.set ?? "all"] ?? (0, 0, 0)
            count.right += result.right
            count.missed += result.missed.count
            count.wrong += result.wrong.count
            counts[item.set ?? "all"] = count
            if options.errors, !result.missed.isEmpty || !result.wrong.isEmpty {
                text += "\(item.text)\n    missed \(result.missed)  wrong \(result.wrong)\n"
            }
        }
        for (set, count) in counts.sorted(by: { $0.key < $1.key }) {
            let precision = Double(count.right) / Double(max(count.right + count.wrong, 1))
            let recall = Double(count.right) / Double(max(count.right + count.missed, 1))
            text += "\(set)\tprecision \(String(format: "%.3f", precision))  "
            text +=
                "recall \(String(format: "%.3f", recall))  (\(count.right + count.missed) norms)\n"
        }
        try StandardOutput().write(text)
    }
}
