import Foundation
import GRDB
import Text

/// A query turned into one expression of the word index and conditions on rows.
///
/// Filters (act, source, month …) are words of the index too, so the index intersects lists of rows
/// instead of visiting every row that holds a common word.
struct QueryPlan {
    let scope: Query.Scope
    /// The FTS5 expression; nil where nothing that the index knows is asked for.
    private(set) var match: String?
    /// The same for rows that hold the words exactly, in the best place: they rank higher.
    private(set) var exact: String?
    /// SQL on `s` (statement) and `d` (document).
    private(set) var conditions: [String] = []
    private(set) var arguments: StatementArguments = []
    /// Whether the conditions look at the document.
    private(set) var needsDocument = false
    let showsWrong: Bool

    private let query: Query
    private let snapshot: Snapshot

    init(_ query: Query, _ snapshot: Snapshot) throws {
        self.query = query
        self.snapshot = snapshot
        scope = query.scope
        showsWrong = query.value(of: .wrong) == "yes"
        var positive: [String] = []
        var negative: [String] = []
        var exactParts: [String] = []
        for clause in query.clauses {
            guard let first = clause.alternatives.first else { continue }
            if clause.alternatives.count == 1, try condition(first) { continue }
            var alternatives: [String] = []
            for term in clause.alternatives {
                if term.isExcluded, clause.alternatives.count > 1 {
                    throw ArchiveError.badQuery("'-' cannot stand between 'or'")
                }
                alternatives.append(try expression(term, isExact: false))
            }
            let whole = alternatives.joined(separator: " OR ")
            if first.isExcluded {
                negative.append(whole)
            } else {
                positive.append(whole)
                if first.field == nil || first.field == .about {
                    exactParts.append(
                        try clause.alternatives.map { try expression($0, isExact: true) }
                            .joined(separator: " OR "))
                }
            }
        }
        if let months = months() { positive.append(months) }
        if !exactParts.isEmpty { exact = exactParts.map { "(\($0))" }.joined(separator: " AND ") }
        if positive.isEmpty {
            for expression in negative {
                let table = scope == .statements ? "statement_words" : "document_words"
                let id = scope == .statements ? "s.id" : "d.id"
                conditions.append(
                    "\(id) NOT IN (SELECT rowid FROM \(table) WHERE \(table) MATCH ?)")
                arguments += [expression]
            }
        } else {
            match = positive.map { "(\($0))" }.joined(separator: " AND ")
            for expression in negative { match = "(\(match!)) NOT (\(expression))" }
        }
    }

    /// Leaves out what stands in documents that were there before.
    mutating func limit(toDocumentsAfter document: Int64) {
        needsDocument = true
        conditions.append("d.id > ?")
        arguments += [document]
    }

    /// Takes a term that is answered by rows and not by the index.
    private mutating func condition(_ term: Query.Term) throws -> Bool {
        guard let field = term.field else { return false }
        let not = term.isExcluded ? "NOT " : ""
        switch field {
        case .from:
            guard let day = query.days.first else { return true }
            conditions.append(scope == .statements ? "s.lastday >= ?" : "d.lastday >= ?")
            arguments += [day]
        case .to:
            guard let day = query.days.last else { return true }
            conditions.append(scope == .statements ? "s.firstday <= ?" : "d.firstday <= ?")
            arguments += [day]
        case .document:
            let ids = try term.values.compactMap { try snapshot.documentRow($0.text)?.id }
            if scope == .statements {
                let readings = try ids.compactMap {
                    try Int64.fetchOne(
                        snapshot.db, sql: "SELECT reading FROM document WHERE id = ?",
                        arguments: [$0])
                }
                let ranges = readings.map {
                    "s.id BETWEEN \($0 * Int64(rowsPerReading)) AND \(($0 + 1) * Int64(rowsPerReading) - 1)"
                }
                conditions.append(
                    not + "(" + (ranges.isEmpty ? "0" : ranges.joined(separator: " OR ")) + ")")
            } else {
                conditions.append("d.id \(not)IN (\(ids.map(String.init).joined(separator: ",")))")
            }
        case .story:
            let ids = try term.values.compactMap { try snapshot.storyRow($0.text) }
            needsDocument = true
            conditions.append(
                "\(not)ifnull(d.story, 0) IN (\(ids.map(String.init).joined(separator: ",")))")
        case .type:
            needsDocument = true
            let marks = term.values.map { _ in "?" }.joined(separator: ",")
            conditions.append(
                """
                d.reading \(not)IN (SELECT id / \(rowsPerReading) FROM event WHERE type IN (\(marks)))
                """)
            for value in term.values { arguments += [value.text.uppercased()] }
        case .within, .wrong, .sort: break
        default: return false
        }
        return true
    }

    /// The months asked for as words of the index, where they are few enough to help.
    private func months() -> String? {
        let days = query.days
        guard let first = days.first, let last = days.last, first <= last else { return nil }
        let months = SearchKeys.monthKeys(DayRange(first: first, last: last))
        guard months.count <= 24 else { return nil }
        return "\(keyColumn) : (" + (months + ["m_any"]).joined(separator: " OR ") + ")"
    }

    /// A term as an expression of FTS5.
    private func expression(_ term: Query.Term, isExact: Bool) throws -> String {
        let parts = try term.values.map { try expression(term.field, $0, isExact: isExact) }
        return parts.count == 1 ? parts[0] : "(" + parts.joined(separator: " OR ") + ")"
    }

    private func expression(
        _ field: Query.Field?, _ value: Query.Value, isExact: Bool
    ) throws -> String {
        let isStatement = scope == .statements
        switch field {
        case nil:
            let columns =
                isExact
                ? (isStatement ? "{content source}" : "{title}")
                : nil
            let words = try words(value, isExact: isExact)
            return columns.map { "\($0) : \(words)" } ?? words
        case .about:
            let words = try words(value, isExact: isExact)
            guard isStatement else { return "{title body} : \(words)" }
            return try either("content : \(words)", keys(value, ["c_"]))
        case .who:
            guard isStatement else { return try names(value) }
            return try either("source : \(try words(value, isExact: false))", keys(value, ["w_"]))
        case .whom:
            guard isStatement else { return try names(value) }
            return try either(
                "addressee : \(try words(value, isExact: false))", keys(value, ["t_"]))
        case .actor:
            guard isStatement else { return try names(value) }
            return try either(
                "{source addressee content} : \(try words(value, isExact: false))",
                keys(value, ["w_", "t_", "c_"]))
        case .norm:
            let tokens = FoldedText(value.text).strings
            guard !tokens.isEmpty else { throw ArchiveError.badQuery("norm: needs a name") }
            let all = tokens.map { "\"\($0)\"" }.joined(separator: " AND ")
            let text = isStatement ? "{content frame}" : "{title body}"
            return "(norms : (\(all)) OR \(text) : \"\(tokens.joined(separator: " "))\")"
        case .act: return key("a_", value, Vocabulary.acts)
        case .form: return key("f_", value, Vocabulary.forms)
        case .factuality: return key("k_", value, Vocabulary.factualities)
        case .medium: return key("d_", value, Vocabulary.media)
        case .outlet: return "\(keyColumn) : \"\(SearchKeys.outlet(value.text))\""
        case .language: return "\(keyColumn) : \"l_\(folded(value.text))\""
        case .from, .to, .document, .story, .type, .within, .wrong, .sort:
            throw ArchiveError.badQuery("\(field!.rawValue): cannot stand beside 'or'")
        }
    }

    /// Where the words of `SearchKeys` stand.
    private var keyColumn: String { scope == .statements ? "content" : "body" }

    private func key(_ prefix: String, _ value: Query.Value, _ list: [String]) -> String {
        "\(keyColumn) : \"\(prefix)\(Vocabulary.number(value.text, in: list))\""
    }

    private func either(_ words: String, _ keys: String?) -> String {
        guard let keys else { return words }
        return "(\(words) OR \(keys))"
    }

    /// A word with its inflected forms and compounds, or a phrase.
    private func words(_ value: Query.Value, isExact: Bool) throws -> String {
        let tokens = FoldedText(value.text).strings
        guard let first = tokens.first else {
            throw ArchiveError.badQuery("'\(value.text.prefix(40))' holds no word to search for")
        }
        let phrase = "\"" + tokens.joined(separator: " ") + "\""
        guard tokens.count == 1, !value.isPhrase, !isExact, first.utf8.count >= 4 else {
            return phrase
        }
        let compounds = try snapshot.compounds(of: first)
        return "(" + ([phrase + "*"] + compounds.map { "\"\($0)\"" }).joined(separator: " OR ")
            + ")"
    }

    /// The actors that have exactly this name, in the words of the index.
    private func keys(_ value: Query.Value, _ prefixes: [String]) throws -> String? {
        let actors = try snapshot.actorRows(named: value.text)
        guard !actors.isEmpty else { return nil }
        let keys = actors.prefix(40).flatMap { actor in prefixes.map { $0 + String(actor) } }
        return "\(keyColumn) : (" + keys.joined(separator: " OR ") + ")"
    }

    /// All names of the actors that have this one, for documents, which are searched by words alone.
    private func names(_ value: Query.Value) throws -> String {
        let names = try snapshot.aliases(of: snapshot.actorRows(named: value.text))
        let phrases = Set([FoldedText(value.text).text] + names).sorted().prefix(40)
        let usable = phrases.filter { !$0.isEmpty }
        guard !usable.isEmpty else { throw ArchiveError.badQuery("a name is missing") }
        return "{title body} : (" + usable.map { "\"\($0)\"" }.joined(separator: " OR ") + ")"
    }
}
