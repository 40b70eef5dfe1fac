import Intake
import Reading
import Text

/// The documents that `lagebild read` takes: text, JSON Lines and CoNLL-U as they are, everything else through
/// Intake.
struct InputDocuments: Sequence, IteratorProtocol {
    private var paths: [String]
    private let format: InputFormat?
    private let data: String?
    private var texts: DocumentStream?
    private var articles: FileArticles?

    /// - Parameters:
    ///   - paths: files and folders; the standard input where there is none.
    ///   - data: the folder of language data that the command line names, for pages.
    init(paths: [String], format: InputFormat?, data: String?) {
        self.paths = paths.isEmpty ? ["-"] : paths.reversed()
        self.format = format
        self.data = data
    }

    mutating func next() -> Result<Document, Failure>? {
        while true {
            if let result = texts?.next() {
                return result.mapError { Failure(message: $0.description) }
            }
            if let result = articles?.next() {
                return result.map { Document($0) }.mapError { Failure(message: $0.description) }
            }
            texts = nil
            articles = nil
            guard let path = paths.popLast() else { return nil }
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
