import Text

extension Query: CustomStringConvertible, Codable {
    /// A query of more characters than this is refused.
    public static let limit = 4000

    /// Reads a query. Every text that `description` prints is read back as the same query.
    /// - Throws: `ArchiveError.badQuery`, which says what is wrong.
    /// - Complexity: O(n).
    public init(_ text: String) throws(ArchiveError) {
        guard text.unicodeScalars.count <= Self.limit else {
            throw .badQuery("it is longer than \(Self.limit) characters")
        }
        var scanner = QueryScanner(text)
        var clauses: [Clause] = []
        var joins = false
        while let item = try scanner.next() {
            switch item {
            case .or:
                guard !clauses.isEmpty, !joins else {
                    throw .badQuery("'or' needs a term before and behind it")
                }
                joins = true
            case .term(let term):
                try Self.check(term)
                if joins {
                    clauses[clauses.count - 1].alternatives.append(term)
                } else {
                    clauses.append(Clause([term]))
                }
                joins = false
            }
        }
        guard !joins else { throw .badQuery("'or' needs a term behind it") }
        self.init(clauses: clauses)
    }

    /// Values that can only be of a list are checked here, so that a mistake is told and not answered
    /// with nothing.
    private static func check(_ term: Term) throws(ArchiveError) {
        guard let field = term.field else { return }
        let known: [String]
        switch field {
        case .act: known = Vocabulary.acts
        case .form: known = Vocabulary.forms
        case .factuality: known = Vocabulary.factualities
        case .medium: known = Vocabulary.media
        case .within: known = ["statements", "documents"]
        case .wrong: known = ["yes", "no"]
        case .sort: known = ["relevance", "date"]
        case .from, .to:
            for value in term.values where DayRange(edtf: value.text) == nil {
                throw .badQuery(
                    "\(field.rawValue):\(value.text.prefix(40)) is no date; write 2024-06-14, 2024-06 or 2024"
                )
            }
            return
        default: return
        }
        for value in term.values where !known.contains(value.text) {
            throw .badQuery(
                "\(field.rawValue):\(value.text.prefix(40)) is not known; use one of "
                    + known.joined(separator: ", "))
        }
    }

    /// The query as it is typed.
    public var description: String {
        clauses.map { clause in
            clause.alternatives.map(\.description).joined(separator: " or ")
        }.joined(separator: " ")
    }

    public init(from decoder: any Decoder) throws {
        try self.init(decoder.singleValueContainer().decode(String.self))
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}

extension Query.Term: CustomStringConvertible {
    public var description: String {
        (isExcluded ? "-" : "") + (field.map { $0.rawValue + ":" } ?? "")
            + values.map(\.description).joined(separator: ",")
    }
}

extension Query.Value: CustomStringConvertible {
    public var description: String {
        guard isPhrase || needsQuotes(text) else { return text }
        return "\"" + text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
    }
}

/// Cuts the text of a query into terms.
private struct QueryScanner {
    enum Item {
        case or
        case term(Query.Term)
    }

    private let scalars: [Unicode.Scalar]
    private var index = 0

    init(_ text: String) { scalars = Array(text.unicodeScalars) }

    private var current: Unicode.Scalar? { index < scalars.count ? scalars[index] : nil }

    mutating func next() throws(ArchiveError) -> Item? {
        while let scalar = current, scalar.properties.isWhitespace { index += 1 }
        guard current != nil else { return nil }
        var isExcluded = false
        if current == "-" {
            isExcluded = true
            index += 1
        }
        var field: Query.Field?
        var values: [Query.Value] = []
        if current != "\"", let (known, end) = try fieldAhead() {
            field = known
            index = end
            values.append(try value())
        } else {
            if !isExcluded, takeOr() { return .or }
            values.append(try value())
        }
        while current == "," {
            index += 1
            values.append(try value())
        }
        return .term(Query.Term(field: field, values: values, isExcluded: isExcluded))
    }

    /// The field whose name and colon stand here, and where its value begins.
    private func fieldAhead() throws(ArchiveError) -> (Query.Field, Int)? {
        var end = index
        var name = ""
        while end < scalars.count, scalars[end].properties.isAlphabetic {
            name.unicodeScalars.append(scalars[end])
            end += 1
        }
        guard end < scalars.count, scalars[end] == ":", !name.isEmpty else { return nil }
        guard let field = Query.Field(rawValue: name.lowercased()) else {
            let known = Query.Field.allCases.map(\.rawValue).joined(separator: ", ")
            throw .badQuery(
                "there is no field '\(name.prefix(40)):'; the fields are \(known) "
                    + "(a colon in a text needs quotation marks)")
        }
        return (field, end + 1)
    }

    /// Takes the word `or` where it stands here alone.
    private mutating func takeOr() -> Bool {
        guard index + 2 <= scalars.count, scalars[index] == "o" || scalars[index] == "O",
            scalars[index + 1] == "r" || scalars[index + 1] == "R",
            index + 2 == scalars.count || scalars[index + 2].properties.isWhitespace
        else { return false }
        index += 2
        return true
    }

    private mutating func value() throws(ArchiveError) -> Query.Value {
        var text = ""
        if current == "\"" {
            index += 1
            while let scalar = current, scalar != "\"" {
                index += 1
                if scalar == "\\", let escaped = current {
                    text.unicodeScalars.append(escaped)
                    index += 1
                } else {
                    text.unicodeScalars.append(scalar)
                }
            }
            guard current == "\"" else { throw .badQuery("a quotation mark is not closed") }
            index += 1
            return Query.Value(text, isPhrase: true)
        }
        while let scalar = current, !scalar.properties.isWhitespace, scalar != ",",
            scalar != "\""
        {
            text.unicodeScalars.append(scalar)
            index += 1
        }
        guard !text.isEmpty else { throw .badQuery("a value is missing at character \(index + 1)") }
        return Query.Value(text)
    }
}
