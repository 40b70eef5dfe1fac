import ArgumentParser
import Foundation
import Reading
import Text
import Training

/// `lagebild score events`: events in short texts with reviewed answers.
struct ScoreEvents: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "events", abstract: "Score events: kind and participants, direction, views.",
        discussion: "docs/events.md explains the files.")

    @Argument(help: "Files of texts with the events that they tell.")
    var files: [String]

    @Option(help: "The language of the texts.")
    var language: String

    @Option(help: "Which texts: dev (every first of two), test (every second) or all.")
    var half: Half = .all

    @Flag(help: "Print each text that went wrong.")
    var faults = false

    @Option(help: "The folder of language data.")
    var data: String?

    enum Half: String, CaseIterable, ExpressibleByArgument { case dev, test, all }

    func run() throws {
        let reader = try Reader(dataRoot: try findLanguageData(data))
        var scores = EventScores()
        for file in files {
            for (index, fixture) in try EventFixture.load(file).enumerated()
            where half == .all || (index % 2 == 0) == (half == .dev) {
                var document = Document(
                    name: "\(file):\(fixture.line)", published: fixture.published,
                    text: fixture.text)
                document.language = language
                scores.add(fixture, try reader.read(document, explain: true))
            }
        }
        if faults { for fault in scores.faults { print(fault) } }
        print(scores.table, terminator: "")
    }
}
