import Archive
import ArgumentParser
import Foundation

/// Which archive is meant.
struct ArchiveOptions: ParsableArguments {
    @Option(
        name: .customLong("archive"),
        help: "The archive. LAGEBILD_ARCHIVE or the user's data folder where not given.")
    var path: String?

    /// Opens it; one of an older version is brought to the present form first, whatever it is opened for.
    /// - Throws: `ArchiveError`.
    func open(_ access: Archive.Access) throws -> Archive {
        do {
            return try opened(access)
        } catch ArchiveError.older(let file) {
            FileHandle.standardError.write(
                Data("bringing \(file) to the form of this version\n".utf8))
            try opened(.readWrite).close()
            return try opened(access)
        }
    }

    private func opened(_ access: Archive.Access) throws -> Archive {
        try Archive(path: path ?? Archive.defaultPath(), access: access)
    }
}

/// How a list is printed.
enum ListFormat: String, CaseIterable, ExpressibleByArgument {
    case table, json, csv
}

/// Which part of a list is printed.
struct PageOptions: ParsableArguments {
    @Option(help: "What is printed: table, json or csv.")
    var format: ListFormat = .table

    @Option(help: "At most so many rows, 1 to 500.")
    var limit: Int = 20

    @Option(help: "Where to go on: the cursor that the page before gave.")
    var cursor: String?

    func validate() throws {
        guard (1...500).contains(limit) else {
            throw ValidationError("--limit must be between 1 and 500")
        }
    }

    var page: PageRequest { PageRequest(cursor: cursor, limit: limit) }
}

/// Reads the words of a command line as one query: words that hold blanks are phrases.
func parsedQuery(_ words: [String]) throws -> Query {
    do {
        return try Query(words.joined(separator: " "))
    } catch {
        throw ValidationError(error.description)
    }
}
