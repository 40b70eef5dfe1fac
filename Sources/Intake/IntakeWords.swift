import Foundation
import Reading

/// The words of all languages that Intake looks for on pages: names of months and zones, bylines, headings of
/// what is not the article. They are data: `intake.tsv` in the folder of each language.
public struct IntakeWords: Sendable {
    /// Months by every name and abbreviation, in lower case, without a full stop.
    private(set) var months: [String: Int] = [:]
    /// What stands behind the number of a year or of a month in a date of numbers (`2024年6月14日`).
    private(set) var units: [String: DateUnit] = [:]
    private(set) var weekdays: Set<String> = []
    private(set) var clock: Set<String> = []
    /// What stands behind the number of a day (`14th`), between it and its month (`14th of June`), and
    /// behind an hour (`10 Uhr`).
    private(set) var ordinals: Set<String> = []
    private(set) var monthLinks: Set<String> = []
    private(set) var hours: Set<String> = []
    /// What can stand between a weekday and its date (`Sonntag, den 14. Juni`).
    private(set) var articles: Set<String> = []
    /// What stands before numbers that are no dates (`version 4.1.12`).
    private(set) var numbered: Set<String> = []
    /// Halves of the day, without full stops, and the hour at which each begins.
    private(set) var halves: [String: Int] = [:]
    /// Seconds east of Greenwich.
    private(set) var zones: [String: Int] = [:]
    /// What names of classes say.
    let markup: MarkupNames
    private var starts: [Keyword: [String]] = [:]
    /// The values of `foreign` by their first word: most lines are not looked up at all.
    private var foreign: [String: [String]] = [:]
    /// The values of `end`: whole lines, and those of several words that can begin one, with a blank behind.
    private var endLines: Set<String> = []
    private var endStarts = Phrases()
    /// What stands before a date, and what begins a line that tells of other pages or of a wall.
    private(set) var published = Phrases()
    private(set) var modified = Phrases()
    /// What stands before a day that is another's: of a member, of an event, of a visit.
    private(set) var otherDays = Phrases()
    /// What stands between the first and the last day of what lasts.
    private(set) var until: Set<String> = []
    private(set) var pages = Phrases()
    private(set) var walls = Phrases()

    enum DateUnit: String, Sendable { case year, month }

    enum Keyword: String, CaseIterable {
        case month, weekday, zone, half, unit
        case ordinal, hour, numbered, article
        case monthLink = "month-link"
        /// Begins a line that says who wrote.
        case byline
        /// Stands between two names.
        case and
        /// Begins a line that is not the article's.
        case foreign
        /// Is such a line, whole.
        case foreignLine = "foreign-line"
        /// Is the heading of what is not the article.
        case end
        /// Stands before a date of publication, or of change.
        case published, modified
        case otherDay = "other-day"
        case until
        /// Ends the teaser of another text.
        case teaserEnd = "teaser-end"
        case ticker, page, paywall
        /// Stands behind a number where a line says how long the reading takes.
        case reading
        /// Can stand between a date and its time: `um`, `at`.
        case clock
        /// A name of an author that is none.
        case noAuthor = "no-author"
    }

    /// Reads `markup.tsv`, and `intake.tsv` and `months.counted.tsv` of every language, in the folder of language
    /// data. Most of these languages have nothing else there: their pages are dated, but not read.
    /// - Throws: `IntakeError.missingTable` where there is no `markup.tsv` or no `intake.tsv` at all;
    ///   `.badTable` where a line is wrong.
    public init(dataRoot: String) throws {
        let table = dataRoot + "/markup.tsv"
        guard let names = FileManager.default.contents(atPath: table) else {
            throw IntakeError.missingTable(path: table)
        }
        markup = try MarkupNames(table: String(decoding: names, as: UTF8.self), path: table)
        let folders = (try? FileManager.default.contentsOfDirectory(atPath: dataRoot)) ?? []
        var hasWords = false
        for folder in folders.sorted() {
            for name in ["intake.tsv", "months.counted.tsv"] {
                let path = dataRoot + "/" + folder + "/" + name
                guard let data = FileManager.default.contents(atPath: path) else { continue }
                hasWords = true
                try add(String(decoding: data, as: UTF8.self), path: path)
            }
        }
        if !hasWords { throw IntakeError.missingTable(path: dataRoot + "/*/intake.tsv") }
        for key in starts.keys { starts[key] = Array(Set(starts[key]!)).sorted() }
        for phrase in list(.foreign) { foreign[firstWord(phrase), default: []].append(phrase) }
        endLines = Set(list(.end))
        endStarts = Phrases(list(.end).filter { $0.contains(" ") }.map { $0 + " " })
        (published, modified) = (Phrases(list(.published)), Phrases(list(.modified)))
        otherDays = Phrases(list(.otherDay))
        until = Set(list(.until))
        (pages, walls) = (Phrases(list(.page)), Phrases(list(.paywall)))
    }

    private mutating func add(_ table: String, path: String) throws {
        for (number, line) in table.split(separator: "\n", omittingEmptySubsequences: false)
            .enumerated()
        {
            if line.isEmpty || line.hasPrefix("#") { continue }
            let fields = line.split(separator: "\t").map(String.init)
            guard fields.count >= 2, let keyword = Keyword(rawValue: fields[0]) else {
                throw IntakeError.badTable(path: path, line: number + 1)
            }
            switch keyword {
            case .month:
                guard fields.count == 3, let month = Int(fields[2]), (1...12).contains(month) else {
                    throw IntakeError.badTable(path: path, line: number + 1)
                }
                months[fields[1]] = month
            case .half:
                guard fields.count == 3, let hour = Int(fields[2]), [0, 12].contains(hour) else {
                    throw IntakeError.badTable(path: path, line: number + 1)
                }
                halves[fields[1]] = hour
            case .unit:
                guard fields.count == 3, let unit = DateUnit(rawValue: fields[2]) else {
                    throw IntakeError.badTable(path: path, line: number + 1)
                }
                units[fields[1]] = unit
            case .weekday: weekdays.insert(fields[1])
            case .ordinal: ordinals.insert(fields[1])
            case .monthLink: monthLinks.insert(fields[1])
            case .hour: hours.insert(fields[1])
            case .numbered: numbered.insert(fields[1])
            case .article: articles.insert(fields[1])
            case .clock: clock.insert(fields[1])
            case .zone:
                guard fields.count == 3, let offset = zoneOffset(fields[2]) else {
                    throw IntakeError.badTable(path: path, line: number + 1)
                }
                zones[fields[1].lowercased()] = offset
            default: starts[keyword, default: []].append(fields[1])
            }
        }
    }

    func list(_ keyword: Keyword) -> [String] { starts[keyword] ?? [] }

    /// Whether a line is not the article's own: a pointer to another text, a source of a picture.
    /// - Parameter length: bytes that are not white space.
    func isForeign(_ text: String, length: Int) -> Bool {
        guard length < 250 else { return false }
        let line = lineKey(text)
        if let start = foreign[firstWord(line)]?.first(where: { begins(line, with: $0) }) {
            // A single word begins sentences too.
            let isWord = !start.contains(" ") && start.last?.isLetter == true
            if !isWord || length < 40 || !(text.last.map { ".!?".contains($0) } ?? false) {
                return true
            }
        }
        if length < 60, list(.foreignLine).contains(line) { return true }
        return length < 40 && isReadingTime(line)
    }

    /// Whether a text ends in the words of a link to the rest of it: the teaser of another text.
    func isTeaser(_ text: String) -> Bool {
        guard text.last?.isLetter == true else { return false }
        let end = lineKey(String(text.suffix(60)))
        return list(.teaserEnd).contains { end.hasSuffix(" " + $0) }
    }

    /// Whether a line is the heading of what is not the article.
    func endsArticle(_ text: String) -> Bool {
        guard text.utf8.count < 90 else { return false }
        // "12 comments" and "Comments (12)".
        let isCount: (Character) -> Bool = { $0.isNumber || $0 == " " || $0 == "(" || $0 == "." }
        var counted = lineKey(text)[...].drop(while: isCount)
        while let last = counted.last, isCount(last) { counted.removeLast() }
        let line = String(counted)
        // "Share" may begin the headline of a section, "More from" hardly does.
        return endLines.contains(line)
            || endStarts.starts(of: Array(line.utf8)[...]).contains { line.utf8.count < $0 + 29 }
    }

    /// Whether a line says who wrote and nothing else: `Von Anna Weiß`, `By Our Staff`.
    func isByline(_ text: String) -> Bool {
        guard let last = text.unicodeScalars.last, !".!?\"“”:".unicodeScalars.contains(last) else {
            return false
        }
        guard let name = afterByline(text) else { return false }
        let parts = name.split(separator: " ")
        return !parts.isEmpty && parts.count <= 9 && parts[0].first?.isUppercase == true
    }

    /// What follows the word of a byline.
    func afterByline(_ text: String) -> String? {
        let lower = text.lowercased()
        for start in list(.byline) where begins(lower, with: start) {
            let rest = text.dropFirst(start.count).drop { $0 == ":" || $0.isWhitespace }
            if !rest.isEmpty { return String(rest) }
        }
        return nil
    }

    private func firstWord(_ line: String) -> String {
        String(line.prefix { $0 != " " && $0 != ":" })
    }

    private func isReadingTime(_ line: String) -> Bool {
        guard line.utf8.contains(where: { $0 >= 0x30 && $0 <= 0x39 }) else { return false }
        return list(.reading).contains { line.hasSuffix($0) }
    }

    private func begins(_ line: String, with start: String) -> Bool {
        guard line.hasPrefix(start) else { return false }
        guard let next = line.dropFirst(start.count).unicodeScalars.first else { return true }
        return !next.properties.isAlphabetic
            || !(start.unicodeScalars.last?.properties.isAlphabetic ?? false)
    }

    /// In lower case, without the marks at both ends.
    private func lineKey(_ text: String) -> String {
        if let line = Self.plainLineKey(text) { return line }
        let isEdge: (Character) -> Bool = { !$0.isLetter && !$0.isNumber && $0 != "©" && $0 != "(" }
        var line = text.lowercased()[...].drop(while: isEdge)
        while let last = line.last, isEdge(last) { line.removeLast() }
        return String(line)
    }
}

extension IntakeWords {
    /// The same for a line of ASCII, which most are; nil for others.
    private static func plainLineKey(_ text: String) -> String? {
        func isInner(_ byte: UInt8) -> Bool {
            byte | 0x20 &- 97 < 26 || byte &- 48 < 10 || byte == UInt8(ascii: "(")
        }
        var line: [UInt8] = []
        line.reserveCapacity(text.utf8.count)
        for byte in text.utf8 {
            guard byte < 0x80 else { return nil }
            line.append(byte &- 65 < 26 ? byte | 0x20 : byte)
        }
        guard let first = line.firstIndex(where: isInner), let last = line.lastIndex(where: isInner)
        else { return "" }
        return String(decoding: line[first...last], as: UTF8.self)
    }
}

/// `+01:00`, `-0500`, `Z` in seconds.
func zoneOffset(_ text: String) -> Int? {
    if text == "Z" || text == "z" { return 0 }
    guard let sign = text.first, sign == "+" || sign == "-" || sign == "−" else { return nil }
    let digits = text.dropFirst().filter { $0 != ":" }
    guard (1...4).contains(digits.count), let value = Int(digits),
        digits.allSatisfy({ $0.isASCII && $0.isNumber })
    else { return nil }
    let (hours, minutes) = digits.count <= 2 ? (value, 0) : (value / 100, value % 100)
    guard hours <= 14, minutes < 60 else { return nil }
    return (hours * 3600 + minutes * 60) * (sign == "+" ? 1 : -1)
}
