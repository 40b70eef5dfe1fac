import Foundation
public import Text

/// How an input is written.
public enum InputFormat: String, Sendable, CaseIterable {
    /// One article a file.
    case text
    /// JSON Lines: one article a line.
    case jsonl
    /// CoNLL-U: words that somebody else has cut; `# newdoc` begins an article.
    case conllu
}

/// The documents of files, folders and the standard input (`-`), one after the other.
///
/// One document is held at a time, so memory does not grow with the size of a corpus. What cannot
/// be read comes as a failure in its place, and the stream goes on behind it.
public struct DocumentStream: Sequence, IteratorProtocol {
    /// An article of more bytes than this is refused.
    public static let limit = 32_000_000

    private var paths: [String]
    private let format: InputFormat?
    private var pending: [Result<String, InputError>] = []
    private var lines: (file: LineFile, name: String)?
    /// Documents that are there already, the next one last.
    private var ready: [Document] = []

    /// - Parameters:
    ///   - paths: files, folders (read recursively, sorted) or `-`.
    ///   - format: how the inputs are written; recognised for each where nil.
    public init(paths: [String], format: InputFormat? = nil) {
        self.paths = paths.reversed()
        self.format = format
    }

    /// The next document, or what is wrong with it; nil at the end.
    public mutating func next() -> Result<Document, InputError>? {
        while true {
            if let document = ready.popLast() { return .success(document) }
            if let (file, name) = lines {
                if let result = nextLine(file, name) { return result }
                lines = nil
            }
            if let file = pending.popLast() {
                switch file {
                case .failure(let error): return .failure(error)
                case .success(let path): if let result = open(path) { return result }
                }
            } else if let path = paths.popLast() {
                pending = files(at: path).reversed()
            } else {
                return nil
            }
        }
    }

    private func nextLine(_ file: LineFile, _ name: String) -> Result<Document, InputError>? {
        while true {
            switch file.nextLine(limit: Self.limit) {
            case .end: return nil
            case .tooLong:
                return .failure(.tooLarge(name: "\(name): line \(file.number)", limit: Self.limit))
            case .unreadable: return .failure(.unreadable(name: name))
            case .line(let bytes):
                if bytes.allSatisfy({ $0 == 32 || $0 == 9 || $0 == 13 }) { continue }
                let number = file.number
                return Result { () throws(InputError) in
                    try Document(jsonLine: bytes, file: name, line: number)
                }
            }
        }
    }

    /// The files that a path stands for.
    private func files(at path: String) -> [Result<String, InputError>] {
        if path == "-" { return [.success(path)] }
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
            return [.failure(.missing(name: path))]
        }
        guard isFolder.boolValue else { return [.success(path)] }
        // The folder itself may be a link; links to folders within it are not followed.
        let folder = path.hasSuffix("/") ? path : path + "/"
        let target = URL(filePath: path).resolvingSymlinksInPath().path
        guard let walk = FileManager.default.enumerator(atPath: target) else {
            return [.failure(.unreadable(name: path))]
        }
        var found: [String] = []
        while let name = walk.nextObject() as? String {
            let parts = name.split(separator: "/")
            guard !parts.contains(where: { $0.hasPrefix(".") }),
                let ending = parts.last?.split(separator: ".").last,
                ["txt", "md", "jsonl", "conllu"].contains(ending.lowercased())
            else { continue }
            var isFolder: ObjCBool = false
            let whole = folder + name
            if FileManager.default.fileExists(atPath: whole, isDirectory: &isFolder),
                !isFolder.boolValue
            {
                found.append(whole)
            }
        }
        found.sort()
        return found.isEmpty ? [.failure(.noArticles(folder: path))] : found.map { .success($0) }
    }

    /// Opens a file: a text is returned as a document, JSON Lines become `lines`.
    private mutating func open(_ path: String) -> Result<Document, InputError>? {
        let name = path == "-" ? "stdin" : path
        guard let file = LineFile(path) else { return .failure(.unreadable(name: name)) }
        let format = format ?? recognise(file, path)
        if format == .jsonl {
            guard !file.isEmpty else { return .failure(.empty(name: name)) }
            lines = (file, name)
            return nil
        }
        switch file.everything(limit: Self.limit) {
        case .end: return .failure(.empty(name: name))
        case .tooLong: return .failure(.tooLarge(name: name, limit: Self.limit))
        case .unreadable: return .failure(.unreadable(name: name))
        case .line(let bytes) where format == .conllu:
            do throws(InputError) {
                ready = try Document.documents(conllu: bytes, name: name).reversed()
                return nil
            } catch {
                return .failure(error)
            }
        case .line(let bytes):
            return Result { () throws(InputError) in try Document(plainText: bytes, name: name) }
        }
    }

    /// JSON Lines end in `.jsonl`, or begin with a brace and a quotation mark; CoNLL-U ends in
    /// `.conllu`.
    private func recognise(_ file: LineFile, _ path: String) -> InputFormat {
        if path.lowercased().hasSuffix(".conllu") { return .conllu }
        if path.lowercased().hasSuffix(".jsonl") { return .jsonl }
        let marks = file.peek().drop(while: { $0 >= 0x80 }).lazy.filter {
            $0 != 32 && $0 != 9 && $0 != 10 && $0 != 13
        }
        return Array(marks.prefix(2)) == Array("{\"".utf8) ? .jsonl : .text
    }
}
