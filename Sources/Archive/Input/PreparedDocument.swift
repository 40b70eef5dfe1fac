import Crypto
public import Reading
import Text

/// A reading on its way into the archive: everything that can be made without the archive, so that
/// several threads prepare while one writes.
public struct PreparedDocument: Sendable {
    struct Actor: Sendable {
        var id: String
        var kind: String
        var name: String
        var folded: String
        /// What it is called as well, each folded form once and none like the name.
        var aliases: [(name: String, folded: String)]
        /// `ActorRegister.key`.
        var key: String
        var role: String?
        var country: String?
    }
    struct Statement: Sendable {
        var number: Int
        var act: Int
        var form: Int
        var factuality: Int
        var confidence: Int
        var days: DayRange?
        /// Indices of `actors`.
        var source: [Int]
        var addressee: [Int]
        /// Actors that are named in the content.
        var named: [Int]
        var sourceText: String
        var addresseeText: String
        var contentText: String
        var frameText: String
        var normText: String
        /// `SearchKeys` of the row without those of its act and its actors.
        var keyText: String
        /// The content, or the frame where there is none: by it the row is found in another reading.
        var spans: [Span]
    }
    struct Event: Sendable {
        var number: Int
        var type: String
        var mode: String?
        var tense: String?
        var days: DayRange?
    }
    struct Norm: Sendable {
        var number: Int
        var name: String
        var reference: String?
    }

    /// What the document came with; kept beside the reading, which has no place for it.
    let name: String
    /// The id of the document, 32 bytes.
    let key: [UInt8]
    let textID: [UInt8]
    let headline: String
    let language: String
    let published: String?
    let days: DayRange?
    let outlet: String?
    let url: String?
    let author: String?
    /// A hash of what names the report whatever its text: its address, or its id at its outlet.
    let identity: Int64?
    let packedText: [UInt8]
    let textSize: Int
    let packedReading: [UInt8]
    let hashes: [Int64]
    /// `Fingerprint.grams`.
    let grams: [UInt64]
    let foldedTitle: String
    let foldedText: String
    let normText: String
    /// `SearchKeys` of the document.
    let keyText: String
    let actors: [Actor]
    let statements: [Statement]
    let events: [Event]
    let norms: [Norm]
    /// Words for the list from which compounds are found: their hashes, each once, and where they stand
    /// in `foldedText`, UTF-8.
    let vocabulary: [(hash: UInt64, range: Range<Int>)]

    /// - Throws: `ArchiveError.malformed` where the reading has no sense.
    public init(_ reading: Reading) throws(ArchiveError) {
        try self.init(ReadingJSON(reading), name: reading.document.name)
    }

    init(_ json: ReadingJSON, name: String) throws(ArchiveError) {
        try self.init(json, rows: try StoredReading(try JSONTree(json.frame)), name: name)
    }

    /// - Parameter reading: the rows of `json`.
    init(_ json: ReadingJSON, rows reading: StoredReading, name: String) throws(ArchiveError) {
        let text = TextPositions(json.text)
        guard let textID = bytes(ofHex: reading.textID), textID.count == 32 else {
            throw .malformed(what: name, problem: "its id is no SHA-256")
        }
        self.name = name
        self.textID = textID
        self.key = documentKey(
            textID: textID, text: reading.textID, url: reading.url, outlet: reading.outlet)
        headline = reading.title ?? firstLine(json.text)
        language = reading.language
        published = reading.published
        days = reading.published.flatMap { DayRange(edtf: $0) }
        outlet = reading.outlet
        url = reading.url
        author = reading.author
        identity = reportIdentity(url: reading.url, outlet: reading.outlet, name: name)
        packedText = Compression.packed(json.text)
        textSize = json.text.count
        packedReading = Compression.packedReading(json.frame)
        let folded = FoldedText(utf8: json.text)
        let fingerprint = Fingerprint(folded)
        hashes = fingerprint.hashes
        grams = fingerprint.grams
        foldedTitle = reading.title.map { FoldedText($0).text } ?? ""
        foldedText = folded.text
        actors = reading.actors.map(Actor.init)
        let keys = SearchKeys.document(language: reading.language, outlet: reading.outlet)
        keyText = keys + SearchKeys.days(days)
        let rows = PreparedRows(reading: reading, text: text, actors: actors, keys: keys)
        statements = rows.statements()
        events = rows.events()
        norms = reading.norms.compactMap { norm in
            rowNumber(norm.id).map { Norm(number: $0, name: norm.name, reference: norm.reference) }
        }
        normText = reading.norms.map { Self.words(of: $0) }.joined(separator: " ")
        vocabulary = Self.vocabulary(folded)
    }

    static func words(of norm: StoredReading.Norm) -> String {
        folded([norm.name, norm.reference ?? ""].joined(separator: " "))
    }

    /// Long words of letters only: they may be compounds.
    private static func vocabulary(_ text: FoldedText) -> [(hash: UInt64, range: Range<Int>)] {
        var words: [(hash: UInt64, range: Range<Int>)] = []
        for index in text.words.indices {
            let word = text.word(index)
            guard (6...40).contains(word.count), word.allSatisfy({ $0 > 0x39 }) else { continue }
            words.append((hashed(word), text.words[index].folded))
        }
        words.sort { $0.hash < $1.hash }
        var last: UInt64?
        words.removeAll { word in
            defer { last = word.hash }
            return word.hash == last
        }
        return words
    }

    /// What stands in the column `body` of the index.
    var bodyText: String { foldedText + " " + keyText }

    func word(_ range: Range<Int>) -> String {
        let start = foldedText.utf8.index(foldedText.startIndex, offsetBy: range.lowerBound)
        let end = foldedText.utf8.index(start, offsetBy: range.count)
        return String(foldedText[start..<end])
    }
}

extension PreparedDocument.Actor {
    init(_ actor: StoredReading.Actor) {
        let name = FoldedText(actor.name).text
        var aliases: [(name: String, folded: String)] = []
        for alias in actor.aliases {
            let other = FoldedText(alias).text
            if other.isEmpty || other == name || aliases.contains(where: { $0.folded == other }) {
                continue
            }
            aliases.append((alias, other))
        }
        self.init(
            id: actor.id, kind: actor.kind, name: actor.name, folded: name, aliases: aliases,
            key: ActorRegister.key(kind: actor.kind, folded: name, country: actor.country),
            role: actor.role, country: actor.country)
    }
}

/// The id of a document: of its text alone where nothing else names it, so that the same text of the
/// same outlet is one document, and of another outlet another.
func documentKey(textID: [UInt8], text: String, url: String?, outlet: String?) -> [UInt8] {
    guard url != nil || outlet != nil else { return textID }
    let parts = [text, url ?? "", outlet ?? ""].joined(separator: "\n")
    return Array(SHA256.hash(data: Array(parts.utf8)))
}

/// What makes two texts versions of one report: the same address, or the same id at the same outlet. A
/// name that is a path or a line of a file is no id.
func reportIdentity(url: String?, outlet: String?, name: String) -> Int64? {
    if let url, !url.isEmpty {
        return Int64(bitPattern: mixed(hashed(normalisedAddress(url).utf8)))
    }
    guard let outlet, !outlet.isEmpty, !name.isEmpty, !name.contains("/"), name != "stdin" else {
        return nil
    }
    if let colon = name.lastIndex(of: ":"),
        name[name.index(after: colon)...].allSatisfy(\.isNumber)
    {
        return nil
    }
    return Int64(bitPattern: mixed(hashed((folded(outlet) + "\n" + name).utf8)))
}

/// An address without what does not name a report: scheme, `www.`, fragment, a slash at the end, and
/// the parameters that only count visitors.
func normalisedAddress(_ address: String) -> String {
    var rest = Substring(address)
    if let scheme = rest.firstRange(of: "://") { rest = rest[scheme.upperBound...] }
    if let fragment = rest.firstIndex(of: "#") { rest = rest[..<fragment] }
    let host = rest.prefix { $0 != "/" && $0 != "?" }
    var parts = rest[host.endIndex...]
    var parameters: Substring = ""
    if let mark = parts.firstIndex(of: "?") {
        parameters = parts[parts.index(after: mark)...]
        parts = parts[..<mark]
    }
    while parts.last == "/" { parts.removeLast() }
    let kept = parameters.split(separator: "&").filter {
        !$0.hasPrefix("utm_") && !$0.hasPrefix("fbclid=") && !$0.hasPrefix("gclid=")
    }
    var name = host.lowercased()
    if name.hasPrefix("www.") { name.removeFirst(4) }
    return name + parts + (kept.isEmpty ? "" : "?" + kept.joined(separator: "&"))
}

/// The first line that is not empty, at most 120 characters of it.
func firstLine(_ text: [UInt8]) -> String {
    for line in text.split(separator: 10, maxSplits: 20) {
        let words = String(decoding: line.prefix(600), as: UTF8.self).prefix(200)
            .split(whereSeparator: \.isWhitespace).joined(separator: " ")
        if !words.isEmpty { return shortened(words, to: 120) }
    }
    return ""
}

/// The text, or as many of its words as `length` characters hold, and an ellipsis.
func shortened(_ text: String, to length: Int) -> String {
    guard text.count > length else { return text }
    let start = text.prefix(length - 1)
    let words = start.lastIndex(of: " ").map { start[..<$0] } ?? start
    return words + "…"
}

func bytes(ofHex text: String) -> [UInt8]? {
    let digits = Array(text.utf8)
    guard digits.count % 2 == 0 else { return nil }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(digits.count / 2)
    func value(_ digit: UInt8) -> UInt8? {
        switch digit {
        case 48...57: digit - 48
        case 97...102: digit - 87
        case 65...70: digit - 55
        default: nil
        }
    }
    for index in stride(from: 0, to: digits.count, by: 2) {
        guard let high = value(digits[index]), let low = value(digits[index + 1]) else {
            return nil
        }
        bytes.append(high << 4 | low)
    }
    return bytes
}
