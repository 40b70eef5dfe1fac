import Archive
import ArgumentParser
import Foundation

/// `lagebild watch`: saved queries that tell what is new.
struct Watch: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Save queries and tell what is new since the last time.",
        subcommands: [AddWatch.self, ListWatches.self, RunWatches.self, RemoveWatch.self])
}

struct AddWatch: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "add", abstract: "Save a query under a name.")

    @Argument(help: "The name of the watch.")
    var name: String

    @Argument(help: "The query, as for lagebild find.")
    var query: [String]

    @OptionGroup var archive: ArchiveOptions

    @Option(help: "A command of the shell that gets the matches as JSON on its standard input.")
    var command: String?

    @Flag(help: "Only tell how many matches a month the query would have given.")
    var preview = false

    func run() throws {
        let query = try parsedQuery(query)
        let output = StandardOutput()
        let archive = try archive.open(preview ? .readOnly : .create)
        let months = try archive.read { try $0.preview(query) }
        for (month, count) in months.sorted(by: { $0.key < $1.key }) {
            try output.write("\(month)  \(count)\n")
        }
        if preview { return }
        try archive.addWatch(name, query: query, command: command)
        try archive.close()
        try output.write("watching \(name): \(query)\n")
    }
}

struct ListWatches: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "List the saved queries.")

    @OptionGroup var archive: ArchiveOptions

    @Option(help: "What is printed: table, json or csv.")
    var format: ListFormat = .table

    func run() throws {
        let archive = try archive.open(.readOnly)
        let watches = try archive.read { try $0.watches() }
        try ListOutput(format: format).write(
            Page(rows: watches), header: ["name", "query", "command", "created", "last_run"],
            cells: {
                [$0.name, $0.query.description, $0.command ?? "", $0.created, $0.lastRun ?? ""]
            },
            entry: {
                "\($0.name)  \($0.query) · \($0.lastRun.map { "last run \($0)" } ?? "never run")"
            })
    }
}

struct RemoveWatch: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "remove", abstract: "Remove a saved query.")

    @Argument(help: "The name of the watch.")
    var name: String

    @OptionGroup var archive: ArchiveOptions

    func run() throws {
        let archive = try archive.open(.readWrite)
        try archive.removeWatch(name)
        try archive.close()
    }
}

struct RunWatches: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "run",
        abstract: "Tell what is new since the last run, and run the commands of the watches.",
        discussion:
            "A watch whose command fails is not marked as told; the next run tells it again.")

    @Argument(help: "The names of watches; all where none is given.")
    var names: [String] = []

    @OptionGroup var archive: ArchiveOptions

    @Option(help: "What is printed: table, json or atom.")
    var format: WatchFormat = .table

    func run() throws {
        let archive = try archive.open(.readWrite)
        let output = StandardOutput()
        let list = ListOutput(format: .json)
        let chosen =
            try names.isEmpty
            ? archive.read { try $0.watches().map(\.name) } : names
        var failed = false
        for name in chosen {
            let result = try archive.read { try $0.matches(of: name) }
            switch format {
            case .json: try output.write(try list.json(result) + "\n")
            case .atom: try output.write(result.atom)
            case .table:
                try output.write(terminalText("\(name): \(result.hits.count) new\n"))
                for case .statement(let row) in result.hits {
                    try output.write(terminalText(row.entry) + "\n")
                }
                for case .document(let row) in result.hits {
                    try output.write(terminalText(row.document.line) + "\n")
                }
            }
            if let command = result.watch.command, !result.hits.isEmpty {
                guard try run(command, input: try list.json(result)) else {
                    writeToStandardError(
                        "lagebild: the command of '\(singleLine(name))' failed; it is told again next time\n"
                    )
                    failed = true
                    continue
                }
            }
            try archive.markDelivered(result)
        }
        try archive.close()
        if failed { throw ExitCode(1) }
    }

    private func run(_ command: String, input: String) throws -> Bool {
        let process = Process()
        process.executableURL = URL(filePath: "/bin/sh")
        process.arguments = ["-c", command]
        let pipe = Pipe()
        process.standardInput = pipe
        try process.run()
        // A command that does not read its input is no failure.
        try? pipe.fileHandleForWriting.write(contentsOf: Data(input.utf8))
        try? pipe.fileHandleForWriting.close()
        process.waitUntilExit()
        return process.terminationStatus == 0
    }
}

/// How new matches are printed.
enum WatchFormat: String, CaseIterable, ExpressibleByArgument {
    case table, json, atom
}
