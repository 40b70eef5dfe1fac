import Text

/// What is asked of an archive. The text of a query is what a person types, what `lagebild find`
/// takes, and what stands in the address of a page: one language everywhere.
///
///     who:"Shin Won-sik" act:deny about:container from:2024-06 to:2024-07 -outlet:Testblatt
///     ship or vessel "port of Tarvo" norm:"UNSCR 1718"
///
/// Terms stand together: all must hold. `or` between two makes them alternatives; `-` in front of a
/// term excludes. Several values of a field stand with commas: `act:deny,accuse`.
public struct Query: Hashable, Sendable {
    /// What a term looks at.
    public enum Field: String, Sendable, CaseIterable, Codable {
        /// The source: a name, alias or role.
        case who
        /// The addressee.
        case whom
        /// The content of a statement.
        case about
        /// An actor anywhere in the document.
        case actor
        case act, form, medium
        /// FactBank: `CT+`, `PS+` …
        case factuality
        /// A norm that is named.
        case norm
        /// PLOVER type of an event.
        case type
        /// First and last date, EDTF; a month or year means all of it.
        case from, to
        case outlet
        /// BCP 47.
        case language = "lang"
        /// A document, by its id.
        case document = "doc"
        /// A story, by its id.
        case story
        /// `statements` or `documents`.
        case within = "in"
        /// `yes` shows rows that were marked wrong as well.
        case wrong
        /// `relevance` or `date`.
        case sort
    }

    /// One condition: words, or a field with its values.
    public struct Term: Hashable, Sendable {
        /// Nil: the words of the text.
        public var field: Field?
        /// One of these.
        public var values: [Value]
        public var isExcluded: Bool

        public init(field: Field? = nil, values: [Value], isExcluded: Bool = false) {
            self.field = field
            self.values = values
            self.isExcluded = isExcluded
        }
    }

    /// A word, or a phrase that was quoted: a word finds its inflected forms and compounds too, a
    /// phrase is taken as it is.
    public struct Value: Hashable, Sendable {
        public var text: String
        public var isPhrase: Bool

        public init(_ text: String, isPhrase: Bool = false) {
            self.text = text
            // What could not be typed bare is a phrase, so that printing and reading agree.
            self.isPhrase = isPhrase || needsQuotes(text)
        }
    }

    /// All must hold; of the terms of a clause one.
    public struct Clause: Hashable, Sendable {
        public var alternatives: [Term]
        public init(_ alternatives: [Term]) { self.alternatives = alternatives }
    }

    public var clauses: [Clause]

    public init(clauses: [Clause] = []) { self.clauses = clauses }

    /// What comes back: statements where something of a statement is asked for, documents otherwise.
    public enum Scope: String, Sendable, Codable { case statements, documents }

    public var scope: Scope {
        if let value = value(of: .within), let scope = Scope(rawValue: value) { return scope }
        let ofStatements: Set<Field> = [
            .who, .whom, .about, .act, .form, .medium, .factuality, .wrong,
        ]
        let asksForStatements = clauses.contains { clause in
            clause.alternatives.contains { $0.field.map(ofStatements.contains) ?? false }
        }
        return asksForStatements ? .statements : .documents
    }

    /// The days asked for; nil where open at that end.
    public var days: (first: Int?, last: Int?) {
        (
            value(of: .from).flatMap { DayRange(edtf: $0)?.first },
            value(of: .to).flatMap { DayRange(edtf: $0)?.last }
        )
    }

    /// The single value of a field that can be given once.
    public func value(of field: Field) -> String? {
        for clause in clauses where clause.alternatives.count == 1 {
            let term = clause.alternatives[0]
            if term.field == field, !term.isExcluded, term.values.count == 1 {
                return term.values[0].text
            }
        }
        return nil
    }

    /// The query with one value of a field in place of what was said of the field before; nil takes
    /// it out.
    public func setting(_ field: Field, to value: String?) -> Query {
        var query = self
        query.clauses.removeAll { $0.alternatives.contains { $0.field == field } }
        if let value {
            query.clauses.append(
                Clause([Term(field: field, values: [Value(value, isPhrase: needsQuotes(value))])]))
        }
        return query
    }

    public var isEmpty: Bool { clauses.isEmpty }
}

/// Whether a value can stand without quotation marks.
func needsQuotes(_ value: String) -> Bool {
    value.isEmpty || value.lowercased() == "or" || value.hasPrefix("-")
        || value.unicodeScalars.contains {
            $0.properties.isWhitespace || $0 == "\"" || $0 == "," || $0 == ":" || $0 == "\\"
        }
}
