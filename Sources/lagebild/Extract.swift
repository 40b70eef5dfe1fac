import ArgumentParser
import Foundation
import Intake

/// `lagebild extract`: what can be taken from pages, feeds and archives, without storing it.
struct Extract: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Print what a page, a feed or an archive holds.")

    @Argument(help: ArgumentHelp("Files, folders, web addresses, or - for the standard input.", valueName: "file"))
    var inputs: [String] = []

    @Option(help: "What is printed: text or json (one line an article).")
    var format: ExtractFormat = .text

    @Option(help: "The folder of language data.")
    var data: String?

    func run() async throws {
        let extractor = try ArticleExtractor(dataRoot: findLanguageData(data))
        let output = StandardOutput()
        for path in inputs {
            let bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: path)))
            let article = try extractor.article(html: bytes, name: path)
            try output.write(format == .json ? article.json + "\n" : article.text + "\n")
        }
    }
}

enum ExtractFormat: String, CaseIterable, ExpressibleByArgument { case text, json }
