/// What the names of classes and identifiers say of an element: they are written for designers, but they are
/// much the same on all sites.
struct MarkupHints: OptionSet {
    let rawValue: UInt32

    /// Never part of the main text: navigation, comments, advertisements, teasers of other articles.
    static let foreign = MarkupHints(rawValue: 1 << 0)
    /// Mostly not part of it, but the name is used for other things too.
    static let doubtful = MarkupHints(rawValue: 1 << 1)
    /// Half of a name for the main text: `article`, `post`, `story`.
    static let subject = MarkupHints(rawValue: 1 << 2)
    /// The other half: `body`, `content`, `text`.
    static let content = MarkupHints(rawValue: 1 << 3)
    /// The whole name: `articlebody`.
    static let body = MarkupHints(rawValue: 1 << 4)
    /// The paragraph between headline and text.
    static let lead = MarkupHints(rawValue: 1 << 5)
    static let date = MarkupHints(rawValue: 1 << 6)
    static let author = MarkupHints(rawValue: 1 << 7)
    static let hidden = MarkupHints(rawValue: 1 << 8)
    static let ticker = MarkupHints(rawValue: 1 << 9)
    static let pages = MarkupHints(rawValue: 1 << 10)
    static let paywall = MarkupHints(rawValue: 1 << 11)
    static let modified = MarkupHints(rawValue: 1 << 12)
    static let caption = MarkupHints(rawValue: 1 << 13)
    /// What readers and lawyers add to a page: comments, requests for consent. It may be longer than the text.
    static let addition = MarkupHints(rawValue: 1 << 14)
    /// Foreign where there is little prose or many links: the words occur in names of the text too ("has-ads").
    static let soft = MarkupHints(rawValue: 1 << 15)
    /// Holds author and day of the text.
    static let dateline = MarkupHints(rawValue: 1 << 16)
    /// Lists the works that a text cites.
    static let works = MarkupHints(rawValue: 1 << 17)
}

/// The names that say something: `markup.tsv` in the folder of language data.
struct MarkupNames: Sendable {
    /// By the fingerprints of names, of two joined by a hyphen as well.
    private var words: [UInt64: MarkupHints] = [:]
    private var hiding: Set<String> = []
    /// Ends of the names of classes that show an element.
    private var showing: [[UInt8]] = []
    /// Ends of the names of classes that hold the day of publication.
    private var dateEnds: [String] = []
    /// Parts of names that speak of a change.
    private var changeParts: [String] = []

    private static let hints: [String: MarkupHints] = [
        "foreign": .foreign, "doubtful": .doubtful, "subject": .subject, "content": .content,
        "body": .body, "lead": .lead, "date": .date, "author": .author, "ticker": .ticker,
        "pages": .pages, "paywall": .paywall, "modified": .modified, "caption": .caption,
        "addition": .addition, "soft": .soft, "dateline": .dateline, "works": .works,
    ]

    /// - Throws: `IntakeError.badTable`.
    init(table: String, path: String) throws(IntakeError) {
        for (number, line) in table.split(separator: "\n", omittingEmptySubsequences: false)
            .enumerated()
        {
            if line.isEmpty || line.hasPrefix("#") { continue }
            let fields = line.split(separator: "\t")
            guard fields.count == 2 else { throw .badTable(path: path, line: number + 1) }
            for name in fields[1].split(separator: " ").map(String.init) {
                switch fields[0] {
                case "hidden": hiding.insert(name)
                case "showing-end": showing.append(Array(name.utf8))
                case "date-end": dateEnds.append(name)
                case "change-part": changeParts.append(name)
                default:
                    guard let hint = Self.hints[String(fields[0])] else {
                        throw .badTable(path: path, line: number + 1)
                    }
                    words[Fingerprint.of(name.utf8), default: []].formUnion(hint)
                }
            }
        }
    }

    /// Names of classes that take an element off the screen. As a part of a longer name they do not
    /// ("overflow-hidden"), nor beside one that shows it on wide screens ("hidden lg:block").
    func hides(_ names: ArraySlice<UInt8>) -> Bool {
        // White space of HTML, which parts the names of a class.
        let parts = names.split(whereSeparator: { $0 == 0x20 || 9...13 ~= $0 })
        return parts.contains { hiding.contains(String(decoding: $0, as: UTF8.self)) }
            && !parts.contains { name in
                showing.contains { name.suffix($0.count).elementsEqual($0) }
            }
    }

    /// Whether one of the names of a class ends like one of a day of publication and speaks of no change: blogs
    /// write "date updated" and "published updated" where there is one day only.
    func namesPublication(_ names: String) -> Bool {
        names.lowercased().split(separator: " ").contains { name in
            dateEnds.contains(where: name.hasSuffix)
                && !changeParts.contains { name.holds($0) }
        }
    }

    /// The hints of a `class` or an `id`. Names are cut at every mark and at `aB`.
    func hints(of names: ArraySlice<UInt8>) -> MarkupHints {
        var hints: MarkupHints = []
        let empty = Fingerprint.empty
        var word = empty
        // The fingerprint of the word before with a hyphen behind it, and of the whole with this word.
        var previous: UInt64?
        var joined = empty
        var wasLower = false
        func add(_ byte: UInt8) {
            word = Fingerprint.adding(byte, to: word)
            joined = Fingerprint.adding(byte, to: joined)
        }
        func close() {
            guard word != empty else { return }
            if let found = words[word] { hints.formUnion(found) }
            if previous != nil, let found = words[joined] { hints.formUnion(found) }
            joined = Fingerprint.adding(UInt8(ascii: "-"), to: word)
            previous = joined
            word = empty
        }
        names.prefix(400).withUnsafeBufferPointer { names in
            for byte in names {
                switch byte {
                case 0x61...0x7A:
                    add(byte)
                    wasLower = true
                case 0x41...0x5A:
                    if wasLower { close() }
                    add(byte | 0x20)
                    wasLower = false
                case 0x30...0x39: wasLower = false
                case 0x20:
                    close()
                    previous = nil
                    wasLower = false
                default:
                    close()
                    wasLower = false
                }
            }
        }
        close()
        return hints
    }
}
