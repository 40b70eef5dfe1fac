import Foundation

/// The standard output could not be written.
enum OutputError: Error, CustomStringConvertible {
    /// Whoever read it went away: no error of this program.
    case closed
    case failed(reason: String)

    var description: String {
        switch self {
        case .closed: "the output was closed"
        case .failed(let reason): "the output cannot be written: \(reason)"
        }
    }
}

/// The standard output, written without a buffer: each text goes out whole.
struct StandardOutput {
    var isTerminal: Bool { isatty(STDOUT_FILENO) == 1 }

    /// - Throws: `OutputError`.
    func write(_ text: String) throws(OutputError) {
        var text = text
        let problem: Int32 = text.withUTF8 { bytes in
            var rest = UnsafeRawBufferPointer(bytes)
            while !rest.isEmpty {
                // Foundation's write, so that the name does not mean this function.
                let count = Foundation.write(STDOUT_FILENO, rest.baseAddress, rest.count)
                if count < 0 {
                    if errno == EINTR { continue }
                    return errno
                }
                rest = UnsafeRawBufferPointer(rebasing: rest[count...])
            }
            return 0
        }
        if problem == EPIPE { throw .closed }
        if problem != 0 { throw .failed(reason: String(cString: strerror(problem))) }
    }

    /// The columns of the page, between 40 and 120: those of the terminal, else `COLUMNS`, else 100.
    var columns: Int {
        var size = winsize()
        var columns = 0
        if isTerminal, ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0 {
            columns = Int(size.ws_col)
        }
        if columns == 0 {
            columns = ProcessInfo.processInfo.environment["COLUMNS"].flatMap { Int($0) } ?? 100
        }
        return min(max(columns, 40), 120)
    }

    /// Whether styles are welcome: on a terminal that knows them, unless `NO_COLOR` is set.
    var wantsStyle: Bool {
        let environment = ProcessInfo.processInfo.environment
        return isTerminal && environment["NO_COLOR", default: ""].isEmpty
            && environment["TERM", default: ""] != "dumb"
    }
}

/// Writes to the standard error; what cannot be said there is lost.
func writeToStandardError(_ text: String) {
    try? FileHandle.standardError.write(contentsOf: Data(text.utf8))
}

/// A message in one line that cannot take over a terminal, whatever a file is called.
func singleLine(_ text: String) -> String {
    var line = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
        switch scalar.properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator: line.append("?")
        default: line.append(scalar)
        }
    }
    return String(line)
}
