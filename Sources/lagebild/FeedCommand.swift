import ArgumentParser
import Foundation
import Intake

/// `lagebild feed`: the list of feeds, and visits to them.
struct FeedCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "feed", abstract: "Keep a list of feeds and fetch what is new.",
        subcommands: [Add.self, List.self, Remove.self, Fetch.self, Import.self, Export.self],
        defaultSubcommand: List.self)

    /// Where the list is.
    struct Store: ParsableArguments {
        @Option(
            help: "The file with the list of feeds. Default: feeds.json in the user's data folder.")
        var feeds: String?

        var file: FeedFile {
            let environment = ProcessInfo.processInfo.environment
            let home =
                environment["XDG_DATA_HOME"] ?? (environment["HOME"] ?? ".") + "/.local/share"
            return FeedFile(path: feeds ?? home + "/lagebild/feeds.json")
        }
    }

    struct Add: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Add feeds by their addresses.")
        @Argument var addresses: [String]
        @Flag(help: "Never fetch the linked pages.") var teasersOnly = false
        @OptionGroup var store: Store

        func run() throws {
            var sources = try store.file.sources()
            for text in addresses {
                guard text.lowercased().hasPrefix("http"), ArticleSource.isAddress(text) else {
                    throw IntakeError.badAddress(text)
                }
                if sources.contains(where: { $0.url == text }) { continue }
                var source = FeedSource(url: text)
                source.wantsFullText = !teasersOnly
                sources.append(source)
            }
            try store.file.keep(sources)
        }
    }

    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Show all feeds: last visit, next visit, what was taken, what went wrong.")
        @OptionGroup var store: Store

        func run() throws {
            let output = StandardOutput()
            for source in try store.file.sources() {
                var text =
                    singleLine("\(source.title ?? source.url)\n".trimmingCharacters(in: .newlines))
                    + "\n"
                text += "  address  \(singleLine(source.url))\n"
                text +=
                    "  last     \(time(source.lastVisit)), worked \(time(source.lastSuccess)), \(source.taken) articles taken\n"
                text +=
                    "  next     \(source.isGone ? "never: gone for good" : time(source.nextVisit))\n"
                if let error = source.error {
                    text += "  error    \(singleLine(error)) (\(source.failures) in a row)\n"
                }
                for reason in source.skipped { text += "  skipped  \(singleLine(reason))\n" }
                try output.write(text)
            }
        }

        private func time(_ unix: Int?) -> String {
            guard let unix else { return "never" }
            return Date(timeIntervalSince1970: TimeInterval(unix)).formatted(.iso8601)
        }
    }

    struct Remove: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Take feeds off the list.")
        @Argument var addresses: [String]
        @OptionGroup var store: Store

        func run() throws {
            var sources = try store.file.sources()
            for address in addresses {
                guard let index = sources.firstIndex(where: { $0.url == address }) else {
                    throw IntakeError.unknownFeed(address)
                }
                sources.remove(at: index)
            }
            try store.file.keep(sources)
        }
    }

    struct Fetch: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract:
                "Visit the feeds that are due; print their new entries as JSON Lines, or store them."
        )
        @Argument(help: "Only these feeds; all that are due where none is given.") var addresses:
            [String] = []
        @Flag(help: "Visit them even if they are not due yet.") var now = false
        @OptionGroup var store: Store
        @OptionGroup var articles: ArticleOptions
        @OptionGroup var intake: IntakeOptions

        func run() async throws {
            var target = try articles.store(data: intake.data)
            let run = FeedVisits(
                store: store.file,
                fetcher: FeedFetcher(client: intake.client(), extractor: try intake.extractor()))
            let failures = try await run.visit(
                addresses: addresses, evenIfNotDue: now, target: &target)
            try target.compare()
            try target.finish()
            if failures + target.failures > 0 { throw ExitCode(1) }
        }
    }

    struct Import: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Add the feeds of an OPML file.")
        @Argument var file: String
        @OptionGroup var store: Store

        func run() throws {
            guard let data = FileManager.default.contents(atPath: file) else {
                throw IntakeError.unreadable(name: file)
            }
            var sources = try store.file.sources()
            for feed in try OPML.feeds([UInt8](data), name: file)
            where !sources.contains(where: { $0.url == feed.url }) {
                sources.append(FeedSource(url: feed.url, title: feed.title))
            }
            try store.file.keep(sources)
        }
    }

    struct Export: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Print the list as OPML.")
        @OptionGroup var store: Store

        func run() throws { try StandardOutput().write(OPML.text(of: try store.file.sources())) }
    }
}

/// Visits to the feeds of a store, one after the other, a second between two requests to one host.
struct FeedVisits {
    let store: FeedFile
    let fetcher: FeedFetcher

    /// - Parameter target: takes the articles; the list is kept only after it has those of a feed.
    /// - Returns: how many visits failed.
    func visit(
        addresses: [String], evenIfNotDue: Bool, target: inout ArticleStore
    ) async throws -> Int {
        var sources = try store.sources()
        for address in addresses where !sources.contains(where: { $0.url == address }) {
            throw IntakeError.unknownFeed(address)
        }
        var failures = 0
        var lastVisit: [String: ContinuousClock.Instant] = [:]
        for index in sources.indices {
            let source = sources[index]
            let now = Int(Date().timeIntervalSince1970)
            guard addresses.isEmpty || addresses.contains(source.url),
                evenIfNotDue || source.isDue(at: now)
            else { continue }
            let host = URL(string: source.url)?.host() ?? ""
            if let last = lastVisit[host] {
                let wait = .seconds(fetcher.spacing) - (ContinuousClock.now - last)
                if wait > .zero { try await Task.sleep(for: wait) }
            }
            let visit = await fetcher.visit(source, at: now, jitter: Double.random(in: 0...1))
            lastVisit[host] = .now
            try await target.take(visit.articles)
            sources[index] = visit.source
            try store.keep(sources)
            if let error = visit.source.error {
                failures += 1
                let name = error.contains(source.url) ? "" : source.url + ": "
                writeToStandardError("lagebild: \(singleLine(name + error))\n")
            }
        }
        return failures
    }
}
