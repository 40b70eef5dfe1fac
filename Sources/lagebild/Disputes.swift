import Archive
import ArgumentParser

/// `lagebild disputes`: claims and what answers them.
struct Disputes: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract:
            "List claims that are denied, with what denies, confirms, narrows or repeats them.")

    @Argument(help: "The query that a claim or an answer must meet, as for lagebild find.")
    var query: [String] = []

    @OptionGroup var archive: ArchiveOptions
    @OptionGroup var page: PageOptions

    func run() throws {
        let query = try parsedQuery(query)
        let archive = try archive.open(.readOnly)
        let found = try archive.read { try $0.disputes(query, page: page.page) }
        if page.format == .csv {
            let rows = found.rows.flatMap { dispute in
                dispute.answers.map { answer in
                    [
                        dispute.id, dispute.claim.sourceName, dispute.claim.content,
                        answer.kind.rawValue, answer.statement.reference.description,
                        answer.statement.sourceName, answer.statement.content,
                        answer.statement.document.published ?? "", String(answer.score),
                        answer.evidence.map { "\($0.kind): \($0.text)" }.joined(separator: "; "),
                    ]
                }
            }
            try ListOutput(format: .csv).write(
                Page(rows: rows),
                header: [
                    "claim", "claimed_by", "claim_words", "kind", "answer", "answered_by",
                    "answer_words", "published", "score", "evidence",
                ], cells: { $0 }, entry: { _ in "" })
            return
        }
        try ListOutput(format: page.format).write(
            found, header: [], cells: { _ in [] },
            entry: { dispute in
                let answers = dispute.answers.map { answer in
                    let evidence = answer.evidence.map(\.text).joined(separator: ", ")
                    return "  \(answer.kind.rawValue) (\(answer.score); \(evidence))\n  "
                        + answer.statement.entry.replacing("\n", with: "\n  ")
                }
                return dispute.claim.entry + "\n" + answers.joined(separator: "\n") + "\n"
            })
    }
}
