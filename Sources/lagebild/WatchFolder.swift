import ArgumentParser
import Foundation
import Intake

/// `lagebild watch-folder`: articles of files as they come into a folder.
struct WatchFolder: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "watch-folder",
        abstract:
            "Print the articles of files that come into a folder, as JSON Lines, until it is stopped."
    )

    @Argument(help: "The folder.") var folder: String
    @Option(help: "Seconds between two looks.") var every: Int = 5
    @Flag(help: "Look once and stop.") var once = false
    @Option(help: "The file that remembers what was read. Default: .lagebild-seen in the folder.")
    var seen: String?
    @OptionGroup var intake: IntakeOptions

    func run() async throws {
        var watch = FolderWatch(folder: folder, memory: seen ?? folder + "/.lagebild-seen")
        let extractor = try intake.extractor()
        let mapping = try intake.mapping()
        let output = StandardOutput()
        while true {
            for file in try watch.settled() {
                for result in FileArticles(
                    paths: [file], kind: intake.from, mapping: mapping, extractor: extractor)
                {
                    switch result {
                    case .success(let article): try output.write(article.json + "\n")
                    case .failure(let error):
                        writeToStandardError("lagebild: \(singleLine(error.description))\n")
                    }
                }
                try watch.remember(file)
            }
            if once { return }
            try await Task.sleep(for: .seconds(max(every, 1)))
        }
    }
}
