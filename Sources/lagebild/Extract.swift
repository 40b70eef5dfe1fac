import ArgumentParser
import Foundation
import Intake

/// `lagebild extract`: what can be taken from pages, feeds and archives, without storing it.
struct Extract: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Print what a page, a feed or an archive holds.",
        discussion: """
            Reads HTML, feeds (RSS, Atom, JSON Feed), web archives (WARC, .warc.gz), ZIP, mail (EML, MBOX), JSON
            Lines, PDF (with pdftotext) and plain text; files, folders and web addresses. Nothing is stored.
            Exit status: 0, 1 where something could not be read, 2 for a wrong command line.
            """)

    @Argument(
        help: ArgumentHelp(
            "Files, folders, web addresses, or - for the standard input.", valueName: "file"))
    var inputs: [String]

    @Option(help: "What is printed: text, or json (one line an article).")
    var format: ExtractFormat = .text

    @Option(help: "Where to go on in a web archive: the number behind @ in the name of an article.")
    var resumeAt: Int = 0

    @OptionGroup var intake: IntakeOptions

    func run() async throws {
        let output = StandardOutput()
        var failures = 0
        var count = 0
        var progress = Progress()
        let source = ArticleSource(
            inputs: inputs, kind: intake.from, mapping: try intake.mapping(),
            extractor: try intake.extractor(),
            client: intake.client(), offset: resumeAt)
        do {
            // `for await` over a sequence without errors crashes the compiler here (Swift 6.3.1).
            var articles = source.makeAsyncIterator()
            while let result = await articles.next() {
                switch result {
                case .failure(let error):
                    failures += 1
                    progress.clear()
                    writeToStandardError("lagebild: \(singleLine(error.description))\n")
                case .success(let article):
                    switch format {
                    case .json: try output.write(article.json + "\n")
                    case .text:
                        try output.write(
                            (count > 0
                                ? "\n" + String(repeating: "═", count: output.columns) + "\n\n"
                                : "") + page(article))
                    }
                    count += 1
                    progress.show(count)
                }
            }
        } catch OutputError.closed {
            // Nobody wants the rest.
        }
        progress.clear()
        if failures > 0 {
            writeToStandardError(
                "lagebild: \(count) articles taken, \(failures) places could not be read\n")
            throw ExitCode(1)
        }
    }

    /// What people read: each value with where it was found and how sure it is.
    private func page(_ article: Article) -> String {
        var lines: [String] = []
        func line(_ label: String, _ value: Found<String>?) {
            guard let value else { return }
            lines.append(
                "\(label)\(singleLine(value.value))  (\(value.origin.rawValue), \(value.certainty.rawValue))"
            )
        }
        line("Title      ", article.title)
        for author in article.authors { line("Author     ", author) }
        line("Outlet     ", article.outlet)
        line("Language   ", article.language)
        line("Published  ", article.published)
        line("Modified   ", article.modified)
        if let url = article.url { lines.append("Address    \(singleLine(url))") }
        line("Canonical  ", article.canonical)
        if let fetched = article.fetched { lines.append("Fetched    \(singleLine(fetched))") }
        if !article.warnings.isEmpty {
            lines.append("Warnings   " + article.warnings.map(\.rawValue).joined(separator: ", "))
        }
        lines.append("Source     \(singleLine(article.name))")
        let text = article.paragraphs.map { paragraph in
            let text = singleLine(paragraph.text)
            return switch paragraph.kind {
            case .heading: "## " + text
            case .item: "- " + text
            case .quote: "> " + text
            case .paragraph, .preformatted, .row: text
            }
        }
        return (lines + [""] + text.flatMap { [$0, ""] }).joined(separator: "\n")
    }
}

enum ExtractFormat: String, CaseIterable, ExpressibleByArgument { case text, json }

/// What all commands of intake know: limits, hosts, field names, language data.
struct IntakeOptions: ParsableArguments {
    @Option(
        help:
            "What the files are: html, feed, warc, zip, mail, mbox, jsonl, pdf or text. Recognised where not given.",
        transform: { name in
            guard let kind = SourceKind(rawValue: name) else {
                throw ValidationError(
                    "'\(name)' is no kind of file; use one of \(SourceKind.allCases.map(\.rawValue).joined(separator: ", "))"
                )
            }
            return kind
        })
    var from: SourceKind?

    @Option(
        help:
            "In JSON, where a field is: text=body, title=head.line, published=meta.date (may be repeated)."
    )
    var field: [String] = []

    @Option(
        help:
            "A host that may be private or local, with its port if it is not 80 or 443 (may be repeated)."
    )
    var allowHost: [String] = []

    @Option(help: "The largest page, feed or record, in MB.")
    var maxSize: Int = 15

    @Option(help: "Seconds to wait for an answer.")
    var timeout: Int = 20

    @Option(help: "The folder of language data.")
    var data: String?

    func validate() throws {
        guard (1...1000).contains(maxSize) else {
            throw ValidationError("--max-size must be between 1 and 1000")
        }
        guard (1...3600).contains(timeout) else {
            throw ValidationError("--timeout must be between 1 and 3600")
        }
        _ = try mapping()
    }

    func mapping() throws -> FieldMapping {
        guard let mapping = FieldMapping(field) else {
            throw ValidationError(
                "--field must be one of \(FieldMapping.Field.allCases.map(\.rawValue).joined(separator: ", ")), '=' and a name"
            )
        }
        return mapping
    }

    private var limits: IntakeLimits {
        var limits = IntakeLimits()
        limits.size = maxSize << 20
        limits.seconds = timeout
        return limits
    }

    func extractor() throws -> ArticleExtractor {
        try ArticleExtractor(dataRoot: try findLanguageData(data), limits: limits)
    }

    func client() -> GuardedClient { GuardedClient(limits: limits, allowedHosts: allowHost) }
}
