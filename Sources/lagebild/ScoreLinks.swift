import Archive
import ArgumentParser
import Foundation
import Reading

/// `lagebild score links`: how well denials, expectations and stories are found across reports.
struct ScoreLinks: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "links",
        abstract: "Compare the links between reports with stories in which they are marked.")

    @Argument(help: "Stories in the form that docs/archive.md describes.")
    var stories: String

    @Flag(help: "Tell what is missing and what is wrong.")
    var errors = false

    @Option(help: "The folder of language data.")
    var data: String?

    func run() throws {
        guard let text = try? String(contentsOfFile: stories, encoding: .utf8) else {
            throw InputError.missing(name: stories)
        }
        let root = try findLanguageData(data)
        let reader = try Reader(dataRoot: root)
        let folder = FileManager.default.temporaryDirectory.appending(
            path: "lagebild-" + UUID().uuidString)
        defer { try? FileManager.default.removeItem(at: folder) }
        let archive = try Archive(
            path: folder.appending(path: "stories.lagebild").path, access: .create)
        let scorer = try StoryScorer(
            try StoryFile(text, name: stories), archive: archive, reader: reader,
            lexicon: LinkLexicon(dataRoot: root, languages: reader.languages))
        let output = StandardOutput()
        for (name, score) in [
            ("denials", scorer.denials), ("states", scorer.states), ("stories", scorer.stories),
        ] {
            let figures = [score.precision, score.recall, score.f1].map {
                String(format: "%.3f", $0)
            }
            try output.write(
                "\(name): precision \(figures[0]), recall \(figures[1]), F1 \(figures[2]) "
                    + "(\(score.right) right of \(score.found) found and \(score.marked) marked)\n")
        }
        if errors { try output.write(scorer.errors.map { $0 + "\n" }.joined()) }
    }
}
