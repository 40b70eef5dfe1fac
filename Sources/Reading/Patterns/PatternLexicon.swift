import Language
import Text

/// A set of classes of time words, one bit a class.
typealias ClassMask = UInt128

/// One meaning of a word form: its class and what it stands for in that class.
struct PatternSense {
    var wordClass: UInt8
    var value: Double
    /// Holds for capitalised forms only ("May", "Morgen").
    var needsCapital: Bool
}

/// A form of `words.tsv`: its meanings, or the pieces of a compound.
struct PatternEntry {
    /// The classes of the form, for a capitalised and for a lower-case token.
    var mask: ClassMask = 0
    var lowerMask: ClassMask = 0
    var senses: [PatternSense] = []
    /// Entries of the pieces ("Freitag", "abend"); empty for simple words.
    var pieces: [Int32] = []
    /// Longer forms that begin with this one: the hashes that follow, and their entry.
    var longer: [(rest: [UInt64], entry: Int32)] = []
}

/// What the scan needs of an entry, without anything on the heap.
struct PatternHead {
    var mask: ClassMask
    var lowerMask: ClassMask
    var isCompound: Bool
}

/// The words of a language that times and quantities are made of, by folded hash.
///
/// Classes are numbered as they appear; the first ones are those of figures and belong to no
/// language. A set of classes is a bit mask; three bits are left for hyphens, literals
/// and longer forms.
struct PatternLexicon {
    /// The classes of tokens that are figures; `word`, any single word without a class; and `any`,
    /// any single word.
    enum Builtin: UInt8, CaseIterable {
        case int, decimal, ordinal, year, year2, hour, day, monthNumber, clock, calendar, word
        case number, years, recentYear, minute, any, clockPoint, oldYear, monthDay
        case clockFigures, calendarMonth

        var name: String {
            switch self {
            case .int: "int"
            case .decimal: "decimal"
            case .ordinal: "ordinal"
            case .year: "year"
            case .year2: "year2"
            case .hour: "hour"
            case .day: "day"
            case .monthNumber: "month-number"
            case .clock: "clock"
            case .calendar: "calendar"
            case .word: "word"
            case .number: "number"
            case .years: "years"
            case .recentYear: "year-recent"
            case .minute: "minute"
            case .any: "any"
            case .clockPoint: "clock-point"
            case .oldYear: "year-old"
            case .monthDay: "monthday"
            case .clockFigures: "clock-figures"
            case .calendarMonth: "calendar-month"
            }
        }
        @inline(__always) var bit: ClassMask { 1 &<< ClassMask(rawValue) }
    }
    static let hyphenBit: ClassMask = 1 << 125
    static let literalBit: ClassMask = 1 << 126
    static let longerBit: ClassMask = 1 << 127
    static let mostClasses = 125

    private(set) var classNames = Builtin.allCases.map(\.name)
    private(set) var entries: [PatternEntry] = []
    /// One for each entry, once the lexicon is sealed.
    private(set) var heads: [PatternHead] = []
    /// What the classes whose slot is `name` stand for.
    private(set) var names: [String] = []
    /// The order of fields in dates that are written in figures.
    private(set) var dateShapes: [DateShape] = []
    /// The separator of dates of day and month alone that end with it ("14.8."); 0 for none.
    private(set) var shortDateSeparator: UInt8 = 0
    /// Whether the decimal sign is a comma.
    private(set) var hasDecimalComma = false
    /// Whether plain blanks stand between thousands ("3 000").
    private(set) var hasThousandsBlank = false
    /// Sentences with these endings of their verbs are in the past.
    private(set) var tenseClass: UInt8 = 255
    /// The entries of all forms while the tables are read, and then.
    private var index: [UInt64: Int32] = [:]
    private var table = FoldedTable<Int32>()
    private var forms: [String: [(text: String, sense: PatternSense)]] = [:]

    /// The lines of several tables, in their order.
    init(_ files: [DataFile]) throws {
        for file in files { try read(file) }
        tenseClass = UInt8(classNames.firstIndex(of: "tense") ?? 255)
        forms = [:]
    }

    private mutating func read(_ file: DataFile) throws {
        for line in file.lines {
            let fields = line.text.pieces(between: "\t", keepsEmpty: true)
            guard try read(fields.map(String.init)) else {
                throw DataError.malformed(
                    path: file.path, line: line.number,
                    expected: "class, value and forms, separated by tabs")
            }
        }
        guard classNames.count <= Self.mostClasses else {
            throw DataError.malformed(
                path: file.path, line: 0, expected: "at most \(Self.mostClasses) classes")
        }
    }

    /// The class with this name; nil where there is none.
    func wordClass(_ name: String) -> UInt8? { classNames.firstIndex(of: name).map(UInt8.init) }

    /// The entry of a form; -1 where it has none.
    /// - Complexity: O(1).
    @inline(__always)
    func entry(of hash: UInt64) -> Int32 { table[hash] ?? -1 }

    /// Marks a form as one that a pattern names by itself.
    mutating func addLiteral(_ form: String) -> UInt64 {
        let hash = foldedHash(Array(form.utf8))
        let entry = Int(entryIndex(hash))
        entries[entry].mask |= Self.literalBit
        entries[entry].lowerMask |= Self.literalBit
        return hash
    }

    /// Lays the table out once all forms are known.
    mutating func seal() {
        table = FoldedTable(index)
        index = [:]
        heads = entries.map {
            PatternHead(mask: $0.mask, lowerMask: $0.lowerMask, isCompound: !$0.pieces.isEmpty)
        }
    }

    // MARK: Reading the table

    private mutating func read(_ fields: [String]) throws -> Bool {
        switch fields[0] {
        case "decimal-comma":
            hasDecimalComma = true
            return true
        case "thousands-blank":
            hasThousandsBlank = true
            return true
        case "date":
            guard fields.count == 2, let shape = DateShape(fields[1]) else { return false }
            if shape.fields.count == 3 {
                dateShapes.append(shape)
            } else {
                shortDateSeparator = shape.separator
            }
            return true
        case "join":
            guard fields.count == 6 else { return false }
            return join(fields)
        default:
            guard fields.count == 3 else { return false }
            let symbol = fields[1]
            let name = fields[0]
            let value: Double
            if PatternSlot(className: name) == .name {
                names.append(symbol)
                value = Double(names.count - 1)
            } else if let known = PatternSlot.value(symbol, of: name) {
                value = known
            } else {
                return false
            }
            let id = classID(name)
            for form in fields[2].pieces(between: " ").flatMap({ expandBraces(String($0)) }) {
                let sense = PatternSense(
                    wordClass: id, value: value,
                    needsCapital: form.unicodeScalars.first.map { isUppercase($0.value) } ?? false)
                forms[name, default: []].append((form, sense))
                add(form, sense)
            }
            return true
        }
    }

    private mutating func classID(_ name: String) -> UInt8 {
        if let known = classNames.firstIndex(of: name) { return UInt8(known) }
        classNames.append(name)
        return UInt8(min(classNames.count - 1, Self.mostClasses - 1))
    }

    private mutating func entryIndex(_ hash: UInt64) -> Int32 {
        if let known = index[hash] { return known }
        entries.append(PatternEntry())
        index[hash] = Int32(entries.count - 1)
        return Int32(entries.count - 1)
    }

    private mutating func add(_ form: String, _ sense: PatternSense) {
        let words = form.pieces(between: "_").map { foldedHash(Array($0.utf8)) }
        var target: Int
        if words.count > 1 {
            let first = Int(entryIndex(words[0]))
            let rest = Array(words.dropFirst())
            if let known = entries[first].longer.first(where: { $0.rest == rest }) {
                target = Int(known.entry)
            } else {
                entries.append(PatternEntry())
                target = entries.count - 1
                entries[first].longer.append((rest, Int32(target)))
                entries[first].longer.sort { $0.rest.count > $1.rest.count }
                entries[first].mask |= Self.longerBit
                entries[first].lowerMask |= Self.longerBit
            }
        } else {
            target = Int(entryIndex(words.first ?? 1))
        }
        insert(sense, into: target)
    }

    private mutating func insert(_ sense: PatternSense, into target: Int) {
        if let known = entries[target].senses.firstIndex(where: {
            $0.wordClass == sense.wordClass
        }) {
            // "Früh" and "früh"
            if !sense.needsCapital, entries[target].senses[known].value == sense.value {
                entries[target].senses[known].needsCapital = false
                entries[target].lowerMask |= 1 << ClassMask(sense.wordClass)
            }
            return
        }
        entries[target].senses.append(sense)
        entries[target].mask |= 1 << ClassMask(sense.wordClass)
        if !sense.needsCapital { entries[target].lowerMask |= 1 << ClassMask(sense.wordClass) }
    }

    /// `join class A joiner B how`: every form of A, the joiner and every form of B make one word,
    /// read as `sum` or `product` of their numbers, or, without a class, as a `sequence` of both.
    private mutating func join(_ fields: [String]) -> Bool {
        let id = fields[1] == "-" ? 0 : classID(fields[1])
        func joinable(_ name: String) -> [(text: String, sense: PatternSense)] {
            (forms[name] ?? []).filter {
                !$0.text.utf8.contains(UInt8(ascii: "_"))
                    && !$0.text.utf8.contains(UInt8(ascii: "."))
            }
        }
        let seconds = joinable(fields[4])
        for a in joinable(fields[2]) {
            for b in seconds {
                let form = a.text + fields[3] + b.text
                var sense = PatternSense(
                    wordClass: id, value: 0, needsCapital: a.sense.needsCapital)
                switch fields[5] {
                case "sum": sense.value = a.sense.value + b.sense.value
                case "product": sense.value = a.sense.value * b.sense.value
                case "sequence":
                    let target = Int(entryIndex(foldedHash(Array(form.utf8))))
                    guard entries[target].pieces.isEmpty, entries[target].senses.isEmpty else {
                        continue
                    }
                    entries[target].pieces = [piece(a.sense), piece(b.sense)]
                    continue
                default: return false
                }
                forms[fields[1], default: []].append((form, sense))
                add(form, sense)
            }
        }
        return true
    }

    /// An entry without a form of its own.
    private mutating func piece(_ sense: PatternSense) -> Int32 {
        entries.append(PatternEntry())
        var free = sense
        free.needsCapital = false
        insert(free, into: entries.count - 1)
        return Int32(entries.count - 1)
    }
}

/// `jährig{,e,en}` stands for three forms.
func expandBraces(_ form: String) -> [String] {
    guard let open = form.firstIndex(of: "{"), let close = form[open...].firstIndex(of: "}") else {
        return [form]
    }
    return form[form.index(after: open)..<close]
        .split(separator: ",", omittingEmptySubsequences: false)
        .flatMap { expandBraces("\(form[..<open])\($0)\(form[form.index(after: close)...])") }
}

/// How a date is written in figures: its separator and the order of its fields (`D.M.Y`).
struct DateShape {
    let separator: UInt8
    /// `D`, `M`, `Y` in the order of the text.
    let fields: [UInt8]

    init?(_ pattern: String) {
        let bytes = Array(pattern.utf8)
        guard let separator = bytes.first(where: { $0 < 65 }) else { return nil }
        fields = bytes.filter { $0 != separator }
        self.separator = separator
        guard fields.allSatisfy({ "DMY".utf8.contains($0) }), (2...3).contains(fields.count) else {
            return nil
        }
    }
}
