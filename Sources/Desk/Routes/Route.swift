import Archive

/// The shapes in which something is served.
enum Format: String, CaseIterable, Sendable {
    case html, json, csv, atom, calendar, markdown, text, bibtex, citation, annotation

    /// What an address ends in; the page itself has none.
    var suffix: String {
        switch self {
        case .html: ""
        case .json: ".json"
        case .csv: ".csv"
        case .atom: ".atom"
        case .calendar: ".ics"
        case .markdown: ".md"
        case .text: ".txt"
        case .bibtex: ".bib"
        case .citation: ".csl.json"
        case .annotation: ".annotation.json"
        }
    }

    var type: String {
        switch self {
        case .html: "text/html; charset=utf-8"
        case .json: "application/json; charset=utf-8"
        case .csv: "text/csv; charset=utf-8; header=present"
        case .atom: "application/atom+xml; charset=utf-8"
        case .calendar: "text/calendar; charset=utf-8"
        case .markdown: "text/markdown; charset=utf-8"
        case .text: "text/plain; charset=utf-8"
        case .bibtex: "application/x-bibtex; charset=utf-8"
        case .citation: "application/vnd.citationstyles.csl+json; charset=utf-8"
        case .annotation: "application/ld+json; profile=\"http://www.w3.org/ns/anno.jsonld\""
        }
    }

    /// The longest suffixes first, so that `.csl.json` is not taken for `.json`.
    static let bySuffix = allCases.filter { $0 != .html }
        .sorted { $0.suffix.utf8.count > $1.suffix.utf8.count }
}

/// Every page of the desk: the one table from which addresses are read and made, and from which the
/// description of the API comes.
struct Route: Sendable {
    enum Name: String, CaseIterable, Sendable {
        case today, articles, article, difference, statement, search, actors, actor, disputes
        case expectations, figures, timeline, map, network, sources, briefing, watches, watch
        case corrections, help
    }
    /// A field of the query string.
    struct Field: Sendable {
        var name: String
        var summary: String
        var isInteger = false
    }

    var name: Name
    /// `["actors", "{actor}"]`.
    var template: [String]
    var formats: [Format]
    var fields: [Field]
    var summary: String
    /// Whether the JSON is a list with a cursor.
    var isList = false

    private static let page = [
        Field(name: "cursor", summary: "Where the page begins: `next` of the page before."),
        Field(name: "limit", summary: "At most so many rows, 1 to 200.", isInteger: true),
    ]
    private static let query = [
        Field(name: "q", summary: "A query: words, \"phrases\", who: whom: about: act: from: to: …")
    ]

    static let all: [Route] = [
        Route(
            name: .today, template: [], formats: [.html, .json],
            fields: [
                Field(name: "day", summary: "The last day that is looked at, YYYY-MM-DD."),
                Field(name: "days", summary: "How many days, 1 to 366.", isInteger: true),
            ], summary: "What was said, what is due and what is disputed in some days."),
        Route(
            name: .articles, template: ["articles"], formats: [.html, .json, .csv, .atom],
            fields: query + page, summary: "Articles, the newest first.", isList: true),
        Route(
            name: .article, template: ["articles", "{document}"], formats: [.html, .json],
            fields: [Field(name: "reader", summary: "The version of the reader.")],
            summary: "An article with everything that was read in it."),
        Route(
            name: .difference, template: ["articles", "{document}", "since", "{earlier}"],
            formats: [.html, .json], fields: [], summary: "What changed between two versions."),
        Route(
            name: .statement, template: ["s", "{document}", "{row}"],
            formats: [.html, .json, .bibtex, .citation, .annotation, .text], fields: [],
            summary: "A statement: its words, its place, how it is cited."),
        Route(
            name: .search, template: ["search"], formats: [.html, .json, .csv, .atom],
            fields: query + page, summary: "What a query finds.", isList: true),
        Route(
            name: .actors, template: ["actors"], formats: [.html, .json, .csv],
            fields: [
                Field(name: "name", summary: "A part of a name."),
                Field(
                    name: "kind",
                    summary: "person, organization, country, place, group, outlet, role."),
            ] + page, summary: "Actors, the most frequent first.", isList: true),
        Route(
            name: .actor, template: ["actors", "{actor}"], formats: [.html, .json],
            fields: [],
            summary: "An actor: names, roles over time, what was said by and about them."),
        Route(
            name: .disputes, template: ["disputes"], formats: [.html, .json, .csv],
            fields: query + page,
            summary: "Claims and what denies, confirms or narrows them.", isList: true),
        Route(
            name: .expectations, template: ["expectations"],
            formats: [.html, .json, .csv, .calendar],
            fields: query + [
                Field(name: "state", summary: "open, met, missed, cancelled, unclear.")
            ] + page,
            summary: "What was announced, and what became of it.", isList: true),
        Route(
            name: .figures, template: ["figures"], formats: [.html, .json, .csv],
            fields: query + page,
            summary: "Different figures for the same thing.", isList: true),
        Route(
            name: .timeline, template: ["timeline"], formats: [.html, .json, .csv],
            fields: query + page,
            summary: "Statements and events in the order of time.", isList: true),
        Route(
            name: .map, template: ["map"], formats: [.html, .json], fields: query,
            summary: "The countries that the record speaks of."),
        Route(
            name: .network, template: ["network"], formats: [.html, .json], fields: query,
            summary: "Who speaks to whom and about whom."),
        Route(
            name: .sources, template: ["sources"], formats: [.html, .json, .csv], fields: [],
            summary: "Outlets, with copies counted apart."),
        Route(
            name: .briefing, template: ["briefing"], formats: [.html, .json, .markdown],
            fields: query,
            summary: "A sourced briefing of a query."),
        Route(
            name: .watches, template: ["watches"], formats: [.html, .json], fields: query,
            summary: "Saved queries."),
        Route(
            name: .watch, template: ["watches", "{watch}"], formats: [.html, .json, .atom],
            fields: page,
            summary: "What a saved query finds.", isList: true),
        Route(
            name: .corrections, template: ["corrections"], formats: [.html, .json], fields: [],
            summary: "What analysts corrected, and what was taken back."),
        Route(
            name: .help, template: ["help"], formats: [.html, .json], fields: [],
            summary: "Query language, keys, API."),
    ]
    private static let byName = Dictionary(uniqueKeysWithValues: all.map { ($0.name, $0) })
    static func named(_ name: Name) -> Route { byName[name]! }
}

/// A page with what its address names.
struct Address: Hashable, Sendable {
    var route: Route.Name
    /// The values of the places in the template, in their order.
    var arguments: [String] = []

    init(_ route: Route.Name, _ arguments: String...) {
        self.route = route
        self.arguments = arguments
    }

    static func statement(_ reference: RowReference) -> Address {
        Address(
            .statement, reference.document,
            reference.row + (reference.reader.isEmpty ? "" : "@" + reference.reader))
    }

    /// The page and shape that a path names; nil where there is none.
    /// - Parameter path: decoded parts.
    static func parsed(_ path: [String]) -> (Address, Format)? {
        var parts = path
        var format = Format.html
        if parts.first == "api", parts.dropFirst().first == "v1" {
            parts.removeFirst(2)
            format = .json
            // `/api/v1/today` is the twin of `/`, which has no name of its own.
            if parts == ["today"] { parts = [] }
        }
        if let last = parts.last,
            let suffixed = Format.bySuffix.first(where: {
                last.hasSuffix($0.suffix) && last.utf8.count > $0.suffix.utf8.count
            })
        {
            format = suffixed
            parts[parts.count - 1] = String(last.dropLast(suffixed.suffix.count))
            if parts == ["today"] { parts = [] }
        }
        for route in Route.all where route.template.count == parts.count {
            var arguments: [String] = []
            let fits = zip(route.template, parts).allSatisfy { piece, part in
                if piece.hasPrefix("{") {
                    arguments.append(part)
                    return !part.isEmpty
                }
                return piece == part
            }
            guard fits, route.formats.contains(format) else { continue }
            var address = Address(route.name)
            address.arguments = arguments
            return (address, format)
        }
        return nil
    }

    func link(
        _ format: Format = .html, query: [(String, String?)] = [], fragment: String? = nil
    ) -> Link {
        var rest = arguments[...]
        var path = Route.named(route).template.map { piece in
            piece.hasPrefix("{") ? (rest.popFirst() ?? "") : piece
        }
        if path.isEmpty, format != .html { path = ["today"] }
        return Link(path, suffix: format.suffix, query: query, fragment: fragment)
    }
}
