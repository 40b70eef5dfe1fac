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
}

/// The names that say something: `markup.tsv` in the folder of language data.
struct MarkupNames: Sendable {
    private var words: [String: MarkupHints] = [:]
    private var hiding: Set<String> = []

    private static let hints: [String: MarkupHints] = [
        "foreign": .foreign, "doubtful": .doubtful, "subject": .subject, "content": .content,
        "body": .body, "lead": .lead, "date": .date, "author": .author, "ticker": .ticker,
        "pages": .pages, "paywall": .paywall, "modified": .modified, "caption": .caption,
        "addition": .addition, "soft": .soft, "dateline": .dateline,
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
                if fields[0] == "hidden" {
                    hiding.insert(name)
                } else if let hint = Self.hints[String(fields[0])] {
                    words[name, default: []].formUnion(hint)
                } else {
                    throw .badTable(path: path, line: number + 1)
                }
            }
        }
    }

    /// What names of classes end in that show an element.
    private static let showing = ["block", "flex", "grid", "inline"]

    /// Names of classes that take an element off the screen. As a part of a longer name they do not
    /// ("overflow-hidden"), nor beside one that shows it on wide screens ("hidden lg:block").
    func hides(_ names: String) -> Bool {
        var hides = false
        // White space of HTML, which parts the names of a class.
        for name in names.utf8.split(whereSeparator: { $0 == 0x20 || 9...13 ~= $0 }) {
            if hiding.contains(String(Substring(name))) { hides = true }
            if Self.showing.contains(where: { name.reversed().starts(with: $0.utf8.reversed()) }) {
                return false
            }
        }
        return hides
    }

    /// The hints of a `class` or an `id`. Names are cut at every mark and at `aB`.
    func hints(of names: String) -> MarkupHints {
        var hints: MarkupHints = []
        var word: [UInt8] = []
        var previous: String?
        var wasLower = false
        func close() {
            guard !word.isEmpty else { return }
            let text = String(decoding: word, as: UTF8.self)
            word.removeAll(keepingCapacity: true)
            if let found = words[text] { hints.formUnion(found) }
            if let previous, let found = words[previous + "-" + text] { hints.formUnion(found) }
            previous = text
        }
        for byte in names.utf8.prefix(400) {
            switch byte {
            case 0x61...0x7A:
                word.append(byte)
                wasLower = true
            case 0x41...0x5A:
                if wasLower { close() }
                word.append(byte | 0x20)
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
        close()
        return hints
    }
}
