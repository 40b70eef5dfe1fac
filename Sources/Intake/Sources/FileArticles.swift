import Foundation
import Reading
import Text

/// The articles of files and folders, one after the other, whatever they are written in.
///
/// One file, record or entry is held at a time. What cannot be read comes as a failure in its place, and the
/// sequence goes on behind it.
public struct FileArticles: Sequence, IteratorProtocol {
    private let extractor: ArticleExtractor
    private let mapping: FieldMapping
    private let forced: SourceKind?
    private let offset: Int
    private var paths: [String]
    private var ready: [Result<Article, IntakeError>] = []
    private var open: Open?

    /// A file with many articles that is being read.
    private enum Open {
        case warc(WARCReader, name: String)
        case zip(ZIPReader, next: Int, name: String)
        case lines(LineReader, name: String)
        case mbox(MboxReader, name: String)
    }

    /// - Parameters:
    ///   - paths: files, `-` for the standard input, or folders that are read recursively in the order of their names.
    ///   - kind: what the files are; recognised for each where nil.
    ///   - offset: where to begin in web archives.
    public init(
        paths: [String], kind: SourceKind? = nil, mapping: FieldMapping = FieldMapping(),
        extractor: ArticleExtractor, offset: Int = 0
    ) {
        self.offset = offset
        self.paths = paths.reversed()
        self.extractor = extractor
        self.mapping = mapping
        forced = kind
    }

    public mutating func next() -> Result<Article, IntakeError>? {
        while true {
            if let result = ready.popLast() { return result }
            if open != nil {
                advance()
                continue
            }
            guard let path = paths.popLast() else { return nil }
            if path == "-" {
                do throws(IntakeError) { try beginStandardInput() } catch { return .failure(error) }
                continue
            }
            var isFolder: ObjCBool = false
            guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
                return .failure(.missing(name: path))
            }
            if isFolder.boolValue {
                paths += FileArticles.files(in: path).reversed()
            } else {
                do throws(IntakeError) { try begin(path) } catch { return .failure(error) }
            }
        }
    }

    /// The regular files below a folder, sorted; hidden ones and links are left out, so nothing outside of the
    /// folder is read.
    static func files(in folder: String) -> [String] {
        var found: [String] = []
        // The folder itself may be a link; links within it are not followed.
        let target = URL(filePath: folder).resolvingSymlinksInPath().path
        let folder = folder.hasSuffix("/") ? folder : folder + "/"
        guard let walk = FileManager.default.enumerator(atPath: target) else { return [] }
        while let name = walk.nextObject() as? String {
            if name.split(separator: "/").contains(where: { $0.hasPrefix(".") }) { continue }
            guard (walk.fileAttributes?[.type] as? FileAttributeType) == .typeRegular else {
                continue
            }
            found.append(folder + name)
        }
        return found.sorted()
    }

    private var limits: IntakeLimits { extractor.limits }

    /// The standard input is one page, feed, mail or text, or lines of JSON; archives need a file.
    private mutating func beginStandardInput() throws(IntakeError) {
        var bytes: [UInt8] = []
        while let part = try? FileHandle.standardInput.read(upToCount: 1 << 16), !part.isEmpty {
            bytes += part
            if bytes.count > limits.size { throw .tooLarge(name: "stdin", limit: limits.size) }
        }
        guard !bytes.isEmpty else { throw .empty(name: "stdin") }
        if bytes.starts(with: [0x1F, 0x8B]) { bytes = try inflated(bytes, "stdin") }
        guard let kind = forced ?? SourceKind.of(Array(bytes.prefix(4096)), path: "") else {
            throw .unknownKind(name: "stdin")
        }
        ready = results(bytes, kind: kind, name: "stdin").reversed()
    }

    private mutating func begin(_ path: String) throws(IntakeError) {
        guard let file = MappedFile(path) else { throw .unreadable(name: path) }
        guard file.bytes.count > 0 else { throw .empty(name: path) }
        let head = Array(file.bytes.prefix(4096))
        let isGzip = head.starts(with: [0x1F, 0x8B])
        guard
            let kind = forced ?? SourceKind.of(SourceKind.head(head), path: SourceKind.inner(path))
        else {
            throw .unknownKind(name: path)
        }
        switch kind {
        case .warc:
            open = .warc(try WARCReader(path: path, from: offset, limits: limits), name: path)
        case .zip: open = .zip(try ZIPReader(path: path, limits: limits), next: 0, name: path)
        case .pdf:
            var article = Article(name: path)
            article.paragraphs = extractor.paragraphs(
                plain: try PDFText.text(of: path, limits: limits))
            article.language = extractor.detected(article.text)
            if article.paragraphs.isEmpty { throw .noText(name: path) }
            ready = [.success(article)]
        case .jsonl where !isGzip && !SourceKind.isWholeJSON(head):
            open = .lines(LineReader(file), name: path)
        case .mbox where !isGzip: open = .mbox(MboxReader(file), name: path)
        case .html, .feed, .mail, .text, .jsonl, .mbox:
            guard file.bytes.count <= limits.size else {
                throw .tooLarge(name: path, limit: limits.size)
            }
            var bytes = Array(file.bytes)
            if isGzip { bytes = try inflated(bytes, path) }
            ready = results(bytes, kind: kind, name: path).reversed()
        }
    }

    private func inflated(_ bytes: [UInt8], _ name: String) throws(IntakeError) -> [UInt8] {
        do throws(Inflation.Failure) {
            return try Inflation.decoded(bytes, .gzip, limits: limits).bytes
        } catch {
            if error == .bomb { throw .expandsTooMuch(name: name) }
            throw .damaged(name: name, offset: 0, reason: "the gzip is damaged")
        }
    }

    /// The articles of bytes in memory.
    private func results(_ bytes: [UInt8], kind: SourceKind, name: String) -> [Result<
        Article, IntakeError
    >] {
        do throws(IntakeError) {
            switch kind {
            case .html: return [.success(try extractor.article(html: bytes, name: name))]
            case .feed:
                let feed = try FeedParser(words: extractor.words, limits: limits).feed(
                    bytes, name: name)
                return feed.entries.enumerated().map { number, entry in
                    .success(
                        extractor.article(entry: entry, of: feed, name: "\(name)#\(number + 1)"))
                }
            case .mail: return [.success(try extractor.article(mail: bytes[...], name: name))]
            case .text: return [.success(try extractor.article(plain: bytes, name: name))]
            case .jsonl where SourceKind.isWholeJSON(bytes):
                guard let value = JSONValue(bytes, lenient: false) else {
                    throw .badLine(name: name, line: 1, problem: "this is no JSON")
                }
                return value.list.enumerated().map { number, object in
                    result { () throws(IntakeError) in
                        try extractor.article(
                            json: object, name: name, line: number + 1, mapping: mapping)
                    }
                }
            case .jsonl:
                var number = 0
                return bytes.split(separator: 10, omittingEmptySubsequences: false).compactMap {
                    line in
                    number += 1
                    return line.allSatisfy({ $0 <= 32 })
                        ? nil : self.line(Array(line), name, number)
                }
            case .mbox, .warc, .zip, .pdf:
                throw .unsupported(name: name, what: "an archive that is no file of its own")
            }
        } catch {
            return [.failure(error)]
        }
    }

    private func line(_ bytes: [UInt8], _ name: String, _ number: Int) -> Result<
        Article, IntakeError
    > {
        result { () throws(IntakeError) in
            guard let object = JSONValue(bytes, lenient: false) else {
                throw .badLine(name: name, line: number, problem: "this is no JSON object")
            }
            return try extractor.article(json: object, name: name, line: number, mapping: mapping)
        }
    }

    private func result(_ body: () throws(IntakeError) -> Article) -> Result<Article, IntakeError> {
        do throws(IntakeError) { return .success(try body()) } catch { return .failure(error) }
    }

    private mutating func advance() {
        switch open {
        case .warc(var reader, let name):
            open = nil
            switch reader.next() {
            case nil: return
            case .damage(let offset, _, let reason):
                ready = [.failure(.damaged(name: name, offset: offset, reason: reason))]
            case .record(let record):
                do throws(IntakeError) {
                    if let article = try extractor.article(record: record, archive: name) {
                        ready = [.success(article)]
                    }
                } catch {
                    ready = [.failure(error)]
                }
            }
            open = .warc(reader, name: name)
        case .zip(let reader, let next, let name):
            guard next < reader.entries.count else {
                open = nil
                return
            }
            open = .zip(reader, next: next + 1, name: name)
            let entry = reader.entries[next]
            guard !entry.name.hasSuffix("/"),
                !entry.name.split(separator: "/").contains(where: {
                    $0.hasPrefix(".") && $0 != ".."
                }), !entry.name.hasPrefix("__MACOSX")
            else { return }
            let label = name + "!" + entry.name
            do throws(IntakeError) {
                let bytes = try reader.contents(of: entry)
                guard !bytes.isEmpty,
                    let kind = SourceKind.of(Array(bytes.prefix(4096)), path: entry.name)
                else {
                    throw .unknownKind(name: label)
                }
                ready = results(bytes, kind: kind, name: label).reversed()
            } catch {
                ready = [.failure(error)]
            }
        case .lines(var reader, let name):
            open = nil
            guard let (bytes, number) = reader.next() else { return }
            open = .lines(reader, name: name)
            if bytes.count > limits.size {
                ready = [.failure(.tooLarge(name: "\(name):\(number)", limit: limits.size))]
            } else if !bytes.allSatisfy({ $0 <= 32 }) {
                ready = [line(bytes, name, number)]
            }
        case .mbox(var reader, let name):
            open = nil
            guard let (bytes, offset) = reader.next() else { return }
            open = .mbox(reader, name: name)
            let label = "\(name)@\(offset)"
            if bytes.count > limits.size {
                ready = [.failure(.tooLarge(name: label, limit: limits.size))]
            } else {
                ready = results(bytes, kind: .mail, name: label)
            }
        case nil: return
        }
    }
}

/// The lines of a mapped file.
struct LineReader {
    private let file: MappedFile
    private var position = 0
    private var number = 0

    init(_ file: MappedFile) { self.file = file }

    mutating func next() -> (bytes: [UInt8], number: Int)? {
        let bytes = file.bytes
        guard position < bytes.count else { return nil }
        var end = position
        while end < bytes.count, bytes[end] != 10 { end += 1 }
        defer { position = end + 1 }
        number += 1
        return (Array(bytes[position..<end]), number)
    }
}

/// The mails of a mapped mbox file.
struct MboxReader {
    private let file: MappedFile
    private var position = 0

    init(_ file: MappedFile) { self.file = file }

    mutating func next() -> (bytes: [UInt8], offset: Int)? {
        let bytes = file.bytes
        guard position < bytes.count else { return nil }
        let start = position
        // The line "From …" belongs to the box, not to the mail.
        var body = start
        while body < bytes.count, bytes[body] != 10 { body += 1 }
        body = Swift.min(body + 1, bytes.count)
        var end = body
        while end < bytes.count {
            if bytes[end] == UInt8(ascii: "F"), end + 5 <= bytes.count, bytes[end - 1] == 10,
                end - 2 < body || bytes[end - 2] == 10 || bytes[end - 2] == 13,
                bytes[end + 1] == UInt8(ascii: "r"), bytes[end + 2] == UInt8(ascii: "o"),
                bytes[end + 3] == UInt8(ascii: "m"), bytes[end + 4] == 32
            {
                break
            }
            end += 1
        }
        position = end
        return (Array(bytes[body..<end]), start)
    }
}

extension ArticleExtractor {
    /// The article of a plain text, with the header line or front matter that `lagebild read` knows.
    func article(plain bytes: [UInt8], name: String) throws(IntakeError) -> Article {
        guard bytes.count <= limits.size else { throw .tooLarge(name: name, limit: limits.size) }
        let decoded = Charset.decode(bytes, transport: nil, declared: nil)
        let document: Document
        do throws(InputError) {
            document = try Document(plainText: decoded.bytes, name: name)
        } catch {
            if case .impossibleDate = error {
                throw .badLine(name: name, line: 1, problem: "the date is none of the calendar")
            }
            throw .unsupported(name: name, what: "what is no text")
        }
        var article = Article(name: name)
        func found(_ value: String?) -> Found<String>? { value.map { Found($0, .file, .high) } }
        article.title = found(document.title)
        article.published = found(document.published)
        article.outlet = found(document.outlet)
        article.url = document.url
        article.authors = found(document.author).map { [$0] } ?? []
        article.language = found(document.language) ?? detected(document.text)
        article.paragraphs = paragraphs(plain: document.text)
        if decoded.isRepaired { article.warnings.append(.encodingRepaired) }
        return article
    }

    /// The article of a mail: a newsletter, a press release.
    func article(mail bytes: ArraySlice<UInt8>, name: String) throws(IntakeError) -> Article {
        let mail = MailMessage(bytes, limits: limits)
        var article = Article(name: name)
        let subject = mail.subject?.trimmingSpace()
        if let html = mail.html {
            article.paragraphs = paragraphs(fragment: html, title: subject)
        } else if let plain = mail.plain {
            article.paragraphs = paragraphs(plain: plain)
        }
        guard !article.paragraphs.isEmpty else { throw .noText(name: name) }
        article.title = subject.flatMap { $0.isEmpty ? nil : Found($0, .mail, .high) }
        if let sender = mail.sender {
            let shown =
                sender.split(separator: "<").first.map {
                    $0.trimmingCharacters(in: .init(charactersIn: " \""))
                } ?? ""
            article.outlet = Found(shown.isEmpty ? sender : shown, .mail, .medium)
        }
        if let date = mail.fields["date"].flatMap({ DateReader(words: words).date($0)?.edtf }) {
            article.published = Found(date, .mail, .high)
        }
        article.language = detected(article.text)
        return article
    }

    /// The article of a record of a web archive; nil where the record holds none: requests, pictures, errors.
    /// - Throws: `IntakeError` where the record should hold one and cannot be read.
    public func article(record: WARCRecord, archive: String) throws(IntakeError) -> Article? {
        let name = "\(archive)@\(record.offset)"
        var body: [UInt8]
        var type = record.fields["content-type"]?.lowercased() ?? ""
        var isTruncated = record.fields["warc-truncated"] != nil
        switch record.type {
        case "response":
            guard let message = HTTPMessage(record.block[...]), (200..<300).contains(message.status)
            else { return nil }
            type = message.fields["content-type"]?.lowercased() ?? "text/html"
            guard type.contains("html") || type.hasPrefix("text/plain") || type.isEmpty else {
                return nil
            }
            let decoded = try message.decodedBody(name: name, limits: limits)
            body = decoded.bytes
            isTruncated = isTruncated || decoded.isTruncated
        case "resource", "conversion":
            guard type.contains("html") || type.hasPrefix("text/plain") else { return nil }
            body = record.block
        default: return nil
        }
        guard !body.isEmpty else { return nil }
        var article: Article
        if type.hasPrefix("text/plain") {
            article = Article(name: name)
            let decoded = Charset.decode(body, transport: Charset.named(in: type), declared: nil)
            article.paragraphs = paragraphs(plain: String(decoding: decoded.bytes, as: UTF8.self))
            article.language = detected(article.text)
            article.url = record.url
        } else {
            article = try self.article(html: body, name: name, url: record.url, contentType: type)
        }
        body = []
        article.fetched = record.date
        if isTruncated { article.warnings.append(.truncated) }
        return article
    }
}
