/// What can go wrong on the way in: one line each, which names the source and says what to do.
public enum IntakeError: Error, Hashable, Sendable, CustomStringConvertible {
    case missing(name: String)
    case unreadable(name: String)
    case empty(name: String)
    case tooLarge(name: String, limit: Int)
    case tooComplex(name: String)
    case expandsTooMuch(name: String)
    case unknownKind(name: String)
    case notAFeed(name: String, reason: String)
    case badLine(name: String, line: Int, problem: String)
    case noText(name: String)
    case damaged(name: String, offset: Int, reason: String)
    case unsafeName(name: String, entry: String)
    case toolMissing(tool: String, package: String)
    case toolFailed(name: String, tool: String, reason: String)
    case unsupported(name: String, what: String)
    case badAddress(String)
    case refusedAddress(url: String, host: String, address: String)
    case refusedScheme(url: String)
    case unknownHost(url: String, reason: String)
    case tooManyRedirects(url: String, limit: Int)
    case redirectWithoutTarget(url: String)
    case timedOut(url: String, seconds: Int)
    case connection(url: String, reason: String)
    case status(url: String, code: Int)
    case store(path: String, reason: String)
    case unknownFeed(String)
    case missingTable(path: String)
    case badTable(path: String, line: Int)

    public var description: String {
        switch self {
        case .missing(let name): "\(name): no such file or folder; check the path"
        case .unreadable(let name): "\(name): cannot be read; check its permissions"
        case .empty(let name): "\(name): there is nothing in it; give a page, a feed or an archive"
        case .tooLarge(let name, let limit):
            "\(name): larger than \(limit / 1_000_000) MB; raise the limit with --max-size or split it"
        case .tooComplex(let name):
            "\(name): the page needs more memory than is allowed for its size; save it again as text"
        case .expandsTooMuch(let name):
            "\(name): expands beyond the allowed ratio; refused as a decompression bomb"
        case .unknownKind(let name):
            "\(name): neither a page, a feed, an archive nor a text; give its kind with --from"
        case .notAFeed(let name, let reason):
            "\(name): no feed: \(reason); give the feed's own address"
        case .badLine(let name, let line, let problem):
            "\(name): line \(line): \(problem); map other names with --field text=body"
        case .noText(let name): "\(name): no main text was found; give the address of one article"
        case .damaged(let name, let offset, let reason):
            "\(name): damaged at byte \(offset): \(reason); what stands behind it was read on"
        case .unsafeName(let name, let entry):
            "\(name): the entry '\(entry.prefix(80))' points out of the archive; left out"
        case .toolMissing(let tool, let package):
            "\(tool) is not installed; install \(package) to read this kind of file"
        case .toolFailed(let name, let tool, let reason):
            "\(name): \(tool) failed: \(reason); try to save the file as text"
        case .unsupported(let name, let what): "\(name): \(what) cannot be read; convert it first"
        case .badAddress(let text): "'\(text.prefix(120))' is no web address; write https://…"
        case .refusedAddress(let url, let host, let address):
            "\(url): \(host) is \(address), a private or local address; allow it with --allow-host \(host)"
        case .refusedScheme(let url): "\(url): only http and https are fetched"
        case .unknownHost(let url, let reason):
            "\(url): the host is not known (\(reason)); check the address"
        case .tooManyRedirects(let url, let limit):
            "\(url): more than \(limit) redirects; give the final address"
        case .redirectWithoutTarget(let url):
            "\(url): a redirect that says not where to; open it in a browser"
        case .timedOut(let url, let seconds):
            "\(url): no answer within \(seconds) s; try again later"
        case .connection(let url, let reason): "\(url): \(reason); try again later"
        case .status(let url, let code): "\(url): the server answered \(code); open it in a browser"
        case .store(let path, let reason): "\(path): \(reason); check the file or move it away"
        case .missingTable(let path):
            "\(path): not found; install the language data again, or name its folder in LAGEBILD_DATA"
        case .badTable(let path, let line):
            "\(path): line \(line): not a keyword, tab, value as docs/intake.md says"
        case .unknownFeed(let url): "\(url): no such feed here; see 'lagebild feed list'"
        }
    }
}
