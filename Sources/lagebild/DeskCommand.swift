import Archive
import ArgumentParser
import Desk
import Foundation
import Intake
import Reading
import Text

/// `lagebild desk`: the archive in a browser.
struct DeskCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "desk",
        abstract: "Open the archive in the browser.",
        discussion: """
            Serves this machine alone. An empty archive offers sample articles. To serve others, name the
            address, the host name and a file of tokens: lagebild desk --listen 0.0.0.0 --host desk.example
            --tokens FILE; --new-token adds a token to that file and prints it once.
            """)

    @OptionGroup var archive: ArchiveOptions

    @Option(help: "The port; the next free one is taken where none is named.")
    var port: Int?

    @Flag(inversion: .prefixedNo, help: "Open the browser.")
    var open = true

    @Option(help: "The address that is listened on.")
    var listen: String = "127.0.0.1"

    @Option(help: "A further name by which the desk may be called. May be given several times.")
    var host: [String] = []

    @Option(help: "The file of tokens that open the desk to others.")
    var tokens: String?

    @Flag(help: "Add a token to the file of tokens, print it and end.")
    var newToken = false

    @Option(help: "A header in which a proxy names the user. Only with --proxy.")
    var userHeader: String?

    @Option(
        help:
            "The address of a proxy that is trusted with --user-header. May be given several times."
    )
    var proxy: [String] = []

    @Option(help: "The day that is taken for today, YYYY-MM-DD.")
    var today: String?

    @Option(help: "The folder of language data.")
    var data: String?

    private static let standardPort = 4747
    private var isLocal: Bool { ["127.0.0.1", "::1", "localhost"].contains(listen) }

    @OptionGroup var feeds: FeedCommand.Store

    func validate() throws {
        if let port, !(0...65535).contains(port) {
            throw ValidationError("--port must be between 0 and 65535")
        }
        if newToken, tokens == nil { throw ValidationError("--new-token needs --tokens FILE") }
        if !isLocal, tokens == nil {
            throw ValidationError("--listen \(listen) reaches others: name a file of --tokens")
        }
        if (userHeader == nil) != proxy.isEmpty {
            throw ValidationError("--user-header and --proxy stand together")
        }
        if userHeader != nil, tokens == nil {
            throw ValidationError(
                "--user-header needs --tokens, which opens the desk without the proxy")
        }
        if let today, today.utf8.count != 10 || DayRange(edtf: today) == nil {
            throw ValidationError("--today is no day; write YYYY-MM-DD")
        }
    }

    func run() async throws {
        if newToken {
            try addToken()
            return
        }
        let archive = try openArchive()
        let root = try findLanguageData(data)
        var configuration = Desk.Configuration(
            resources: try findDeskResources(), version: Lagebild.version)
        configuration.hosts.formUnion(host.map { $0.lowercased() })
        if !isLocal { configuration.hosts.insert(listen) }
        configuration.access = try tokens.map { try AccessList(file: $0) }
        configuration.today = today
        let list = feeds.file
        configuration.feeds = { (try? list.sources())?.map(FeedHealth.init) ?? [] }
        if let userHeader { configuration.proxy = (userHeader.lowercased(), Set(proxy)) }
        let desk = try Desk(
            configuration, archive: archive, reader: try Reader(dataRoot: root), dataRoot: root)
        let listen = listen.contains(":") ? "[\(listen)]" : listen
        let opensBrowser = open && isLocal
        try await serve(desk) { port in
            let address = "http://\(listen):\(port)/"
            try? StandardOutput().write(
                "The desk is open: \(address)\nEnd it with Control-C.\n")
            if opensBrowser { openBrowser(address) }
        }
    }

    /// Takes the named port; else the usual one or, where that is taken, any.
    private func serve(_ desk: Desk, started: @escaping @Sendable (Int) async -> Void) async throws
    {
        do {
            try await DeskServer(desk, host: listen, port: port ?? Self.standardPort).run(
                started: started)
        } catch  where port == nil {
            try await DeskServer(desk, host: listen, port: 0).run(started: started)
        } catch {
            throw DeskCommandError.port(port ?? Self.standardPort)
        }
    }

    private func openArchive() throws -> Archive {
        do { return try archive.open(.create) } catch ArchiveError.readOnly {
            return try archive.open(.readOnly)
        }
    }

    private func addToken() throws {
        let file = tokens ?? ""
        let (token, line) = AccessList.makeToken()
        let known = (try? String(contentsOfFile: file, encoding: .utf8)) ?? ""
        guard
            FileManager.default.createFile(
                atPath: file, contents: Data((known + line + "\n").utf8),
                attributes: [.posixPermissions: 0o600])
        else { throw DeskResourceError.missing(path: file) }
        try StandardOutput().write(token + "\n")
    }
}

extension FeedHealth {
    /// What the list of feeds knows of one.
    init(_ source: FeedSource) {
        func moment(_ unix: Int?) -> String? {
            unix.map { Date(timeIntervalSince1970: TimeInterval($0)).formatted(.iso8601) }
        }
        self.init(
            url: source.url, title: source.title, visited: moment(source.lastVisit),
            worked: moment(source.lastSuccess),
            due: source.isGone ? nil : moment(source.nextVisit), error: source.error,
            failures: source.failures, isGone: source.isGone, taken: source.taken,
            skipped: source.skipped)
    }
}

/// The desk cannot be opened.
enum DeskCommandError: Error, CustomStringConvertible {
    case port(Int)

    var description: String {
        switch self {
        case .port(let port): "port \(port) is taken; choose another with --port"
        }
    }
}

/// Finds the files of the desk: `LAGEBILD_DESK`, beside the executable, or in `share/lagebild/desk`.
/// - Throws: `DeskResourceError.notFound` with the places tried.
func findDeskResources() throws -> String {
    func isThere(_ folder: String) -> Bool {
        FileManager.default.fileExists(atPath: folder + "/desk.css")
    }
    if let named = ProcessInfo.processInfo.environment["LAGEBILD_DESK"] {
        guard isThere(named) else { throw DeskResourceError.notFound(tried: [named]) }
        return named
    }
    let executable = Bundle.main.executableURL?.resolvingSymlinksInPath()
        .deletingLastPathComponent()
    let places = ["lagebild_Desk.resources/Resources", "Desk", "../share/lagebild/desk"].compactMap
    {
        executable?.appending(path: $0).standardized.path
    }
    guard let found = places.first(where: isThere) else {
        throw DeskResourceError.notFound(tried: places)
    }
    return found
}

/// Opens an address in the browser of the user, where there is a screen.
private func openBrowser(_ address: String) {
    #if os(macOS)
        let program = "/usr/bin/open"
    #else
        let environment = ProcessInfo.processInfo.environment
        guard environment["DISPLAY"] != nil || environment["WAYLAND_DISPLAY"] != nil else { return }
        let program = "/usr/bin/xdg-open"
    #endif
    guard FileManager.default.isExecutableFile(atPath: program) else { return }
    let process = Process()
    process.executableURL = URL(fileURLWithPath: program)
    process.arguments = [address]
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    try? process.run()
}
