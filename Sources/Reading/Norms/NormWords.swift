import Foundation
import Language
import Text

/// The words by which a language cites norms: `norms.tsv`, and the names of the register.
struct NormWords: Sendable {
    enum Role: Hashable, Sendable {
        case resolution, council, assembly, united, number, article, paragraph, section, link
        case conjunction, order, sanction, against, generic
        /// With the name that the reference has.
        case regulation(String)
        /// With the code of who has set them.
        case body(String)
        /// An entry of the register.
        case name(Int)
    }
    struct Form: Sendable {
        var words: [UInt64]
        var role: Role
    }

    /// Forms by their first word, longest first.
    private var forms = FoldedTable<[Form]>()
    /// The same while they are read.
    private var listed: [UInt64: [Form]] = [:]
    /// The last parts of compounds that are resolutions or sanctions, and the first parts that tell whose.
    var resolutionEndings: [[UInt8]] = []
    var sanctionEndings: [[UInt8]] = []
    var councilParts: [[UInt8]] = []
    var unitedParts: [[UInt8]] = []
    var bodyParts: [(bytes: [UInt8], code: String)] = []

    /// - Throws: `DataError` where a line cannot be read.
    init(_ file: DataFile, register: NormRegister, language: String) throws {
        var endings: [String] = []
        for line in file.lines {
            let fields = line.text.split(separator: "\t").map(String.init)
            guard fields.count >= 2 else {
                throw DataError.malformed(
                    path: file.path, line: line.number, expected: "keyword, tab, words")
            }
            let words = fields[fields.count - 1].split(separator: " ").map(String.init)
            let plain: [String: Role] = [
                "resolution": .resolution, "council": .council, "assembly": .assembly,
                "united": .united, "number": .number, "article": .article,
                "paragraph": .paragraph, "section": .section, "link": .link,
                "conjunction": .conjunction, "order": .order, "sanction": .sanction,
                "against": .against, "generic": .generic,
            ]
            switch fields[0] {
            case "ending": endings = words
            case "council-part": councilParts += words.map { Array($0.utf8) }
            case "united-part": unitedParts += words.map { Array($0.utf8) }
            case "regulation" where fields.count == 3:
                for word in words { add(word, .regulation(fields[1])) }
            case "sanction-body" where fields.count == 3:
                for word in words where word.hasSuffix("-") {
                    bodyParts.append((Array(word.lowercased().utf8), fields[1]))
                }
                for word in words where !word.hasSuffix("-") { add(word, .body(fields[1])) }
            case let keyword where plain[keyword] != nil && fields.count == 2:
                for word in words { add(word, plain[keyword]!) }
                if keyword == "resolution" {
                    resolutionEndings += words.map { Array($0.lowercased().utf8) }
                }
                if keyword == "sanction" {
                    sanctionEndings += words.map { Array($0.lowercased().utf8) }
                }
            default:
                throw DataError.malformed(
                    path: file.path, line: line.number, expected: "a keyword of docs/norms.md")
            }
        }
        for (index, entry) in register.entries.enumerated() {
            for name in entry.names?[language] ?? [] {
                add(name, .name(index), separator: " ")
                let last = name.split(separator: " ").last ?? ""
                guard last.count > 4, last.contains(where: \.isLowercase) else { continue }
                for ending in endings where !name.hasSuffix(ending) {
                    add(name + ending, .name(index), separator: " ")
                }
            }
        }
        forms = FoldedTable(
            listed.mapValues { $0.sorted { $0.words.count > $1.words.count } })
        listed = [:]
    }

    private mutating func add(_ form: String, _ role: Role, separator: Character = "_") {
        let words = form.split { $0 == separator || $0 == " " }.flatMap(Self.pieces)
            .map { foldedHash(Array($0.utf8)) }
        guard let first = words.first else { return }
        listed[first, default: []].append(Form(words: words, role: role))
    }

    /// "Council's" is two tokens.
    private static func pieces(_ word: Substring) -> [Substring] {
        guard word.hasSuffix("'s") else { return [word] }
        return [word.dropLast(2), "'s"]
    }

    /// The longest form at a token that has one of the wanted roles; any where `wanted` is nil.
    func match(
        _ tokens: [Token], at index: Int, limit: Int, where isWanted: (Role) -> Bool = { _ in true }
    ) -> (role: Role, end: Int)? {
        guard index < limit, let candidates = forms[tokens[index].hash] else { return nil }
        for form in candidates
        where index + form.words.count <= limit && isWanted(form.role) {
            var fits = true
            for offset in form.words.indices where tokens[index + offset].hash != form.words[offset]
            {
                fits = false
                break
            }
            if fits { return (form.role, index + form.words.count) }
        }
        return nil
    }
}
