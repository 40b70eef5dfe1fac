import Text

/// The rows of a reading as the archive understands them, read from its JSON (docs/reading-format.md).
///
/// It is read from the JSON and not taken from `Reading`, so that a stored reading of any version, an
/// imported one and a new one go the same way; rows that are not there are simply none.
struct StoredReading {
    struct Actor {
        var id: String
        var kind: String
        var name: String
        var aliases: [String]
        var role: String?
        var country: String?
        var mentions: [Span]
    }
    struct Time {
        var id: String
        var span: Span
        var value: String?
        var edtf: String?
    }
    struct Quantity {
        var id: String
        var span: Span
        var value: Double?
        var low: Double?
        var high: Double?
        var unit: String?
        var isApproximate: Bool
    }
    struct Norm {
        var id: String
        var spans: [Span]
        var name: String
        var reference: String?
    }
    struct Party {
        var spans: [Span]
        var actors: [String]
        var isAnonymous: Bool
    }
    struct Statement {
        var id: String
        var form: String
        var act: String
        var factuality: String
        var source: Party?
        var addressee: Party?
        var cue: [Span]
        var content: [Span]
        var frame: [Span]
        var medium: String?
        var time: String?
        var via: String?
        var inside: String?
        var answers: String?
        var confidence: Double
    }
    struct Event {
        var id: String
        var type: String
        var mode: String?
        var trigger: [Span]
        var span: Span?
        var actor: [String]
        var recipient: [String]
        var place: [String]
        var time: String?
        var tense: String?
        var state: String?
        var quantities: [String]
        var views: [EventRecord.View]
        var confidence: Double
    }

    var head: Head
    var actors: [Actor] = []
    var times: [Time] = []
    var quantities: [Quantity] = []
    var norms: [Norm] = []
    var statements: [Statement] = []
    var events: [Event] = []

    func actor(_ id: String) -> Actor? { Self.row(id, in: actors, \.id) }
    func time(_ id: String?) -> Time? { id.flatMap { Self.row($0, in: times, \.id) } }
    func statement(_ id: String) -> Statement? { Self.row(id, in: statements, \.id) }
    func event(_ id: String) -> Event? { Self.row(id, in: events, \.id) }

    /// The row with an id. Rows are numbered in their order, so it mostly stands where its number says.
    private static func row<Row>(
        _ id: String, in rows: [Row], _ key: KeyPath<Row, String>
    ) -> Row? {
        if let number = rowNumber(id), rows.indices.contains(number - 1),
            rows[number - 1][keyPath: key] == id
        {
            return rows[number - 1]
        }
        return rows.first { $0[keyPath: key] == id }
    }
}

extension StoredReading {
    /// - Throws: `ArchiveError.malformed` where this is no reading.
    /// - Complexity: O(n).
    init(_ tree: JSONTree) throws(ArchiveError) {
        let format = tree["format"]?.string ?? ""
        guard format == "lagebild.reading/1" else {
            throw .malformed(
                what: "reading",
                problem: format.hasPrefix("lagebild.reading/")
                    ? "its format '\(format.prefix(40))' is newer"
                    : "this is no reading of Lagebild")
        }
        self.init(rows: tree, head: Head(tree["document"]))
    }

    /// What is known of the document. What every reading has is empty where it is missing, which the
    /// check of the id then refuses.
    struct Head {
        var id = ""
        var language = ""
        var title: String?
        var published: String?
        var outlet: String?
        var url: String?
        var author: String?

        init(_ document: JSONTree?) {
            guard let document else { return }
            id = document["id"]?.string ?? ""
            language = document["language"]?.string ?? ""
            title = document["title"]?.string
            published = document["published"]?.string
            outlet = document["outlet"]?.string
            url = document["url"]?.string
            author = document["author"]?.string
        }
    }

    private init(rows tree: JSONTree, head: Head) {
        self.head = head
        for row in tree.rows("actors") { if let row = Actor(row) { actors.append(row) } }
        for row in tree.rows("times") { if let row = Time(row) { times.append(row) } }
        for row in tree.rows("quantities") { if let row = Quantity(row) { quantities.append(row) } }
        for row in tree.rows("norms") { if let row = Norm(row) { norms.append(row) } }
        for row in tree.rows("statements") {
            if let row = Statement(row) { statements.append(row) }
        }
        for row in tree.rows("events") { if let row = Event(row) { events.append(row) } }
    }

    var textID: String { head.id }
    var language: String { head.language }
    var title: String? { head.title }
    var published: String? { head.published }
    var outlet: String? { head.outlet }
    var url: String? { head.url }
    var author: String? { head.author }
}

extension StoredReading.Actor {
    fileprivate init?(_ row: JSONTree) {
        guard let id = row["id"]?.string, let name = row["name"]?.string else { return nil }
        self.init(
            id: id, kind: row["kind"]?.string ?? "group", name: name,
            aliases: row["aliases"]?.strings ?? [], role: row["role"]?.string,
            country: row["country"]?.string, mentions: row.spans("mentions"))
    }
}

extension StoredReading.Time {
    fileprivate init?(_ row: JSONTree) {
        guard let id = row["id"]?.string, let span = row["span"]?.span else { return nil }
        self.init(id: id, span: span, value: row["value"]?.string, edtf: row["edtf"]?.string)
    }
}

extension StoredReading.Quantity {
    fileprivate init?(_ row: JSONTree) {
        guard let id = row["id"]?.string, let span = row["span"]?.span else { return nil }
        self.init(
            id: id, span: span, value: row["value"]?.number, low: row["low"]?.number,
            high: row["high"]?.number, unit: row["unit"]?.string,
            isApproximate: row["approximate"]?.bool ?? false)
    }
}

extension StoredReading.Norm {
    fileprivate init?(_ row: JSONTree) {
        guard let id = row["id"]?.string, let name = row["name"]?.string else { return nil }
        self.init(
            id: id, spans: row.spans("spans"), name: name, reference: row["reference"]?.string)
    }
}

extension StoredReading.Statement {
    fileprivate init?(_ row: JSONTree) {
        guard let id = row["id"]?.string else { return nil }
        self.init(
            id: id, form: row["form"]?.string ?? "", act: row["act"]?.string ?? "",
            factuality: row["factuality"]?.string ?? "", source: row["source"]?.party,
            addressee: row["addressee"]?.party, cue: row.spans("cue"),
            content: row.spans("content"), frame: row.spans("frame"),
            medium: row["medium"]?["kind"]?.string, time: row["time"]?.string,
            via: row["via"]?.string, inside: row["inside"]?.string,
            answers: row["answers"]?.string,
            confidence: row["confidence"]?.number ?? 0)
    }
}

extension StoredReading.Event {
    fileprivate init?(_ row: JSONTree) {
        guard let id = row["id"]?.string, let type = row["type"]?.string else { return nil }
        self.init(
            id: id, type: type, mode: row["mode"]?.string, trigger: row.spans("trigger"),
            span: row["span"]?.span, actor: row["actor"]?.strings ?? [],
            recipient: row["recipient"]?.strings ?? [], place: row["place"]?.strings ?? [],
            time: row["time"]?.string, tense: row["tense"]?.string,
            state: row["state"]?.string, quantities: row["quantities"]?.strings ?? [],
            views: row.rows("views").compactMap { view in
                guard let by = view["by"]?.string, let factuality = view["factuality"]?.string
                else { return nil }
                return EventRecord.View(by: by, factuality: factuality)
            }, confidence: row["confidence"]?.number ?? 0)
    }
}

extension JSONTree {
    fileprivate func rows(_ key: String) -> [JSONTree] { self[key]?.array ?? [] }

    fileprivate var span: Span? {
        let ends = array
        guard ends.count == 2, let start = ends[0].integer, let end = ends[1].integer,
            start >= 0, end >= start
        else { return nil }
        return Span(start, end)
    }

    fileprivate func spans(_ key: String) -> [Span] { rows(key).compactMap(\.span) }

    fileprivate var party: StoredReading.Party {
        StoredReading.Party(
            spans: spans("spans"), actors: self["actors"]?.strings ?? [],
            isAnonymous: self["anonymous"]?.bool ?? false)
    }
}

/// The number in the id of a row: 12 of `s12`; nil where it is none or too large for the file.
func rowNumber(_ id: String) -> Int? {
    guard let number = Int(id.dropFirst()), (0..<rowsPerReading).contains(number) else {
        return nil
    }
    return number
}

/// The rows of one kind that a reading can have: a row's number in the file is its reading's times
/// this, plus its own.
let rowsPerReading = 1 << 20
