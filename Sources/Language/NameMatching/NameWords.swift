import Text

/// The words of names that say something of their own: `words.tsv`.
struct NameWords: Sendable {
    enum Role: UInt8, Sendable {
        case word, generic, structure, stop, title, particle, generation, vessel, number, initial
    }
    struct Entry: Sendable {
        var role: Role
        /// The number of a number or generation, the identity of a generic word.
        var value: Int32
    }
    /// One legal form: the hashes of its words.
    struct LegalForm: Sendable {
        var words: [UInt64]
        var classes: UInt16
    }

    var companies: [UInt64: Entry] = [:]
    var persons: [UInt64: Entry] = [:]
    var vessels: [UInt64: Entry] = [:]
    /// Legal forms by their first word, longest first.
    var legal: [UInt64: [LegalForm]] = [:]
    /// Korean family names by the hash of a spelling: the groups of spellings that mean one name.
    var korean: [UInt64: UInt64] = [:]

    /// - Parameters:
    ///   - spell: the hashes of the words of a form, as names are cut.
    ///   - sound: the hash of the sounds of a form of one word.
    init(
        _ file: DataFile, spell: (Substring) -> [UInt64], sound: (Substring) -> UInt64?
    ) throws {
        var legalClasses: [Substring] = []
        var group: Int32 = 0
        for line in file.lines {
            let fields = line.text.split(separator: "\t")
            guard fields.count >= 2, let last = fields.last else {
                throw DataError.malformed(
                    path: file.path, line: line.number, expected: "class, forms")
            }
            let forms = last.split(separator: " ")
            group += 1
            if fields[0].hasPrefix("legal-") {
                if !legalClasses.contains(fields[0]) { legalClasses.append(fields[0]) }
                let bit = UInt16(1) << UInt16(legalClasses.firstIndex(of: fields[0]) ?? 0)
                for form in forms {
                    let words = form.split(separator: "_").flatMap(spell)
                    guard let first = words.first else { continue }
                    legal[first, default: []].append(LegalForm(words: words, classes: bit))
                }
                continue
            }
            for form in forms {
                let words = form.split(separator: "_").flatMap(spell)
                guard let spelling = words.first, words.count == 1 else { continue }
                switch fields[0] {
                case "generic", "structure":
                    companies[sound(form) ?? spelling] = Entry(
                        role: fields[0] == "generic" ? .generic : .structure, value: group)
                case "stop":
                    companies[spelling] = Entry(role: .stop, value: group)
                    vessels[spelling] = Entry(role: .stop, value: group)
                case "title": persons[spelling] = Entry(role: .title, value: group)
                case "particle": persons[spelling] = Entry(role: .particle, value: group)
                case "vessel": vessels[spelling] = Entry(role: .vessel, value: group)
                case "korean": korean[spelling, default: 0] |= 1 << UInt64(group % 64)
                case "generation", "number":
                    guard fields.count == 3, let value = Int32(fields[1]) else {
                        throw DataError.malformed(
                            path: file.path, line: line.number, expected: "class, value, forms")
                    }
                    if fields[0] == "generation" {
                        persons[spelling] = Entry(role: .generation, value: value)
                    } else {
                        vessels[spelling] = Entry(role: .number, value: value)
                        if form.utf8.count > 1 {
                            companies[spelling] = Entry(role: .number, value: value)
                        }
                    }
                default:
                    throw DataError.malformed(
                        path: file.path, line: line.number,
                        expected: "a class of the head of this file")
                }
            }
        }
        for key in legal.keys { legal[key]?.sort { $0.words.count > $1.words.count } }
    }
}
