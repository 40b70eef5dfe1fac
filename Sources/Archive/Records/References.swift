/// A row of a reading, addressed for good: in the archive of one person and in that of another it
/// means the same words. Printed as `4f2a…/s3@0.1.0`.
public struct RowReference: Hashable, Sendable, Codable, CustomStringConvertible {
    /// The id of the document: 64 hexadecimal digits.
    public var document: String
    /// The id of the row in its reading: `s3`, `a1`, `e2`.
    public var row: String
    /// The version of the reader that read it.
    public var reader: String

    public init(document: String, row: String, reader: String) {
        self.document = document
        self.row = row
        self.reader = reader
    }

    /// Nil where the text is no reference. The document may be shortened to 8 digits or more; without
    /// `@` the newest reading is meant (`reader` is then empty).
    public init?(_ text: String) {
        guard let slash = text.firstIndex(of: "/") else { return nil }
        let document = String(text[..<slash])
        let rest = text[text.index(after: slash)...]
        let at = rest.firstIndex(of: "@")
        let row = String(rest[..<(at ?? rest.endIndex)])
        let reader = at.map { String(rest[rest.index(after: $0)...]) } ?? ""
        let isHex: (Character) -> Bool = { $0.isASCII && $0.isHexDigit }
        guard (8...64).contains(document.count), document.allSatisfy(isHex), row.count >= 2,
            row.first?.isLetter == true, row.dropFirst().allSatisfy(\.isNumber)
        else { return nil }
        self.init(document: document, row: row, reader: reader)
    }

    public var description: String { "\(document)/\(row)" + (reader.isEmpty ? "" : "@\(reader)") }

    public init(from decoder: any Decoder) throws {
        let text = try decoder.singleValueContainer().decode(String.self)
        guard let reference = RowReference(text) else {
            throw ArchiveError.malformed(what: text, problem: "this is no reference to a row")
        }
        self = reference
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}

/// Which part of a list is wanted.
public struct PageRequest: Hashable, Sendable, Codable {
    /// Opaque: what the page before gave as `next`. Nil is the beginning.
    public var cursor: String?
    /// At most so many rows, 1 to 500.
    public var limit: Int

    public init(cursor: String? = nil, limit: Int = 20) {
        self.cursor = cursor
        self.limit = min(max(limit, 1), 500)
    }
}

/// A part of a list.
public struct Page<Row: Hashable & Sendable & Codable>: Hashable, Sendable, Codable {
    public var rows: [Row]
    /// Where the next page begins; nil at the end.
    public var next: String?
    /// How many there are in all where that is known cheaply; counting stops at `Page.countLimit`.
    public var total: Int?
    /// Whether `total` is a lower bound.
    public var isMore: Bool

    /// No list is counted beyond this.
    public static var countLimit: Int { 2000 }

    public init(rows: [Row], next: String? = nil, total: Int? = nil, isMore: Bool = false) {
        self.rows = rows
        self.next = next
        self.total = total
        self.isMore = isMore
    }
}

/// A piece of text, and whether it is what was searched for.
public struct SnippetPart: Hashable, Sendable, Codable {
    public var text: String
    public var isMatch: Bool
    public init(_ text: String, isMatch: Bool = false) {
        self.text = text
        self.isMatch = isMatch
    }
}
