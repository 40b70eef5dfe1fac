import ArgumentParser
import Foundation
import Kernels

/// The command line: one file a subcommand.
@main
struct Lagebild: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "lagebild",
        abstract: "Reads the news and keeps the record: who said what, to whom, when.",
        version: version,
        subcommands: [
            Read.self,
            Times.self,
            Parse.self,
            Match.self,
            Code.self,
            Extract.self,
            FeedCommand.self,
            WatchFolder.self,
            Score.self,
            Train.self,
            Languages.self,
            Add.self,
            Status.self,
            Remove.self,
            Reread.self,
            Find.self,
            Show.self,
            Actors.self,
            Timeline.self,
            DeskCommand.self,
            Stories.self,
            Disputes.self,
            Expectations.self,
            Correct.self,
            Watch.self,
            Briefing.self,
            Export.self,
            Import.self,
            Backup.self,
        ])

    /// The version of the program; readings of one version are the same, byte for byte.
    static let version = "0.1.0"

    /// Runs the command. Exits with 0, with 1 where something could not be read or written, with 2
    /// where the command line itself is wrong.
    static func main() async {
        lb_keep_memory()
        // A reader that goes away shows as an error of the write instead of killing the process.
        signal(SIGPIPE, SIG_IGN)
        do {
            var command = try parseAsRoot()
            if var asynchronous = command as? any AsyncParsableCommand {
                try await asynchronous.run()
            } else {
                try command.run()
            }
        } catch {
            Foundation.exit(status(after: error))
        }
    }

    /// Says what went wrong, in one line where it is an error of the run, and gives the status.
    private static func status(after error: any Error) -> Int32 {
        // Whoever read the output wants no more of it.
        if case OutputError.closed = error { return 0 }
        let code = exitCode(for: error)
        if code == .validationFailure || code.isSuccess {
            let message = fullMessage(for: error)
            if !message.isEmpty {
                if code.isSuccess {
                    try? StandardOutput().write(message + "\n")
                } else {
                    writeToStandardError(message + "\n")
                }
            }
            return code.isSuccess ? 0 : 2
        }
        if error is ExitCode { return code.rawValue }
        writeToStandardError("lagebild: \(singleLine(message(for: error)))\n")
        return 1
    }
}
