import Foundation
import Intake
import Reading
import Text

/// The documents that `lagebild read` and `lagebild add` take: text, JSON Lines and CoNLL-U as they are,
/// everything else through Intake.
struct InputDocuments: Sequence, IteratorProtocol {
    private var inputs: [String]
    private let format: InputFormat?
    private let data: String?
    private let fetched: [String: [Result<Document, Failure>]]
    private var ready: [Result<Document, Failure>] = []
    private var texts: DocumentStream?
    private var articles: FileArticles?

    /// - Parameters:
    ///   - inputs: files, folders and web addresses; the standard input where there is none.
    ///   - data: the folder of language data that the command line names, for pages.
    ///   - fetched: what came from the addresses among the inputs.
    init(
        _ inputs: [String], format: InputFormat?, data: String?,
        fetched: [String: [Result<Document, Failure>]] = [:]
    ) {
        self.inputs = inputs.isEmpty ? ["-"] : inputs.reversed()
        self.format = format
        self.data = data
        self.fetched = fetched
    }

    /// Fetches the web addresses among the inputs, a second between two requests to one host: pages become
    /// one document, feeds one for each entry.
    static func fetched(
        _ inputs: [String], allowHost: [String], data: String?
    ) async throws -> [String: [Result<Document, Failure>]] {
        let addresses = inputs.filter(ArticleSource.isAddress)
        guard !addresses.isEmpty else { return [:] }
        let web = WebArticles(
            client: GuardedClient(allowedHosts: allowHost),
            extractor: try ArticleExtractor(dataRoot: findLanguageData(data)))
        var fetched: [String: [Result<Document, Failure>]] = [:]
        var lastVisit: [String: ContinuousClock.Instant] = [:]
        for address in addresses where fetched[address] == nil {
            let host = URL(string: address)?.host() ?? ""
            if let last = lastVisit[host] {
                let wait = .seconds(1) - (ContinuousClock.now - last)
                if wait > .zero { try await Task.sleep(for: wait) }
            }
            do {
                fetched[address] = try await web.articles(at: address).map { article in
                    article.paragraphs.isEmpty
                        ? .failure(Failure(message: "\(article.name): no text was found"))
                        : .success(Document(article))
                }
            } catch {
                fetched[address] = [.failure(Failure(message: error.description))]
            }
            lastVisit[host] = .now
        }
        return fetched
    }

    mutating func next() -> Result<Document, Failure>? {
        while true {
            if let result = ready.popLast() { return result }
            if let result = texts?.next() {
                return result.mapError { Failure(message: $0.description) }
            }
            if let result = articles?.next() {
                return result.map { Document($0) }.mapError { Failure(message: $0.description) }
            }
            texts = nil
            articles = nil
            guard let path = inputs.popLast() else { return nil }
            if let documents = fetched[path] {
                ready = documents.reversed()
                continue
            }
            guard format == nil, let kind = SourceKind(file: path), ![.text, .jsonl].contains(kind)
            else {
                texts = DocumentStream(paths: [path], format: format)
                continue
            }
            do {
                articles = FileArticles(
                    paths: [path], extractor: try ArticleExtractor(dataRoot: findLanguageData(data))
                )
            } catch {
                return .failure(Failure(message: "\(error)"))
            }
        }
    }
}
