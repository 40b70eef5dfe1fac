/// What can be wrong with what somebody gives to read: one line each, which names the file and says
/// what to do.
public enum InputError: Error, Hashable, Sendable, CustomStringConvertible {
    case missing(name: String)
    case unreadable(name: String)
    case noArticles(folder: String)
    case empty(name: String)
    case binary(name: String)
    case notUTF8(name: String, line: Int)
    case tooLarge(name: String, limit: Int)
    case impossibleDate(name: String, date: String)
    case badLine(name: String, line: Int, problem: String)
    case badConllu(problem: String)
    case unknownLanguage(name: String, language: String, known: [String])

    public var description: String {
        switch self {
        case .missing(let name):
            "\(name): no such file or folder; check the path"
        case .unreadable(let name):
            "\(name): cannot be read; check its permissions"
        case .noArticles(let folder):
            "\(folder): no articles in this folder; it should hold .txt, .md or .jsonl files"
        case .empty(let name):
            "\(name): there is no text to read; give a file with an article"
        case .binary(let name):
            "\(name): this is not text but a binary file; save the article as plain text"
        case .notUTF8(let name, let line):
            "\(name): line \(line) is not UTF-8; convert it first (iconv -f WINDOWS-1252 -t UTF-8)"
        case .tooLarge(let name, let limit):
            "\(name): larger than \(limit / 1_000_000) MB, too large for one article; split it"
        case .impossibleDate(let name, let date):
            "\(name): '\(date.prefix(60))' is no date of the calendar; "
                + "write it as 2024-06-14, 2024-06 or 2024 (EDTF)"
        case .badLine(let name, let line, let problem):
            "\(name): line \(line): \(problem); "
                + "each line should be one JSON object with \"text\""
        case .badConllu(let problem): problem
        case .unknownLanguage(let name, let language, let known):
            "\(name): language '\(language.prefix(20))' is not known; "
                + "use one of: \(known.joined(separator: ", "))"
        }
    }
}
