import ArgumentParser
import Foundation
import Intake

/// `lagebild watch-folder`: articles of files as they come into a folder.
struct WatchFolder: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "watch-folder",
        abstract:
            "Print or store the articles of files that come into a folder, until it is stopped."
    )

    @Argument(help: "The folder.") var folder: String
    @Option(help: "Seconds between two looks.") var every: Int = 5
    @Flag(help: "Look once and stop.") var once = false
    @Option(help: "The file that remembers what was read. Default: .lagebild-seen in the folder.")
    var seen: String?
    @OptionGroup var articles: ArticleOptions
    @OptionGroup var intake: IntakeOptions

    func run() async throws {
        var target = try articles.store(data: intake.data)
        var watch = FolderWatch(folder: folder, memory: seen ?? folder + "/.lagebild-seen")
        let extractor = try intake.extractor()
        let mapping = try intake.mapping()
        while true {
            let files = try watch.settled()
            for file in files {
                var found: [Article] = []
                for result in FileArticles(
                    paths: [file], kind: intake.from, mapping: mapping, extractor: extractor)
                {
                    switch result {
                    case .success(let article): found.append(article)
                    case .failure(let error):
                        writeToStandardError("lagebild: \(singleLine(error.description))\n")
                    }
                }
                try await target.take(found)
                try watch.remember(file)
            }
            if !files.isEmpty { try target.compare() }
            if once { return try target.finish() }
            try await Task.sleep(for: .seconds(max(every, 1)))
        }
    }
}
