/// What the clause layer has to know of a tag.
package struct TagClass: OptionSet, Sendable {
    package let rawValue: UInt16
    package init(rawValue: UInt16) { self.rawValue = rawValue }

    package static let finite = TagClass(rawValue: 1)
    package static let infinitive = TagClass(rawValue: 2)
    /// An infinitive with its marker inside: "aufzunehmen".
    package static let joinedInfinitive = TagClass(rawValue: 4)
    package static let participle = TagClass(rawValue: 8)
    package static let infinitiveMarker = TagClass(rawValue: 16)
    /// The separated first part of a verb: "teilte … mit".
    package static let particle = TagClass(rawValue: 32)
    package static let subordinator = TagClass(rawValue: 64)
    package static let relative = TagClass(rawValue: 128)
    package static let question = TagClass(rawValue: 256)
    package static let coordinator = TagClass(rawValue: 512)
    package static let negation = TagClass(rawValue: 1024)

    private static let names: [String: TagClass] = [
        "finite": .finite, "infinitive": .infinitive, "joined-infinitive": .joinedInfinitive,
        "participle": .participle, "infinitive-marker": .infinitiveMarker,
        "particle": .particle, "subordinator": .subordinator, "relative": .relative,
        "question": .question, "coordinator": .coordinator, "negation": .negation,
    ]

    /// The classes of the tags of a language, from its `tag-classes.tsv`.
    /// - Throws: `DataError` where a line of it cannot be read.
    static func read(_ file: DataFile) throws -> [String: TagClass] {
        var result: [String: TagClass] = [:]
        for line in file.lines {
            let fields = line.text.split(separator: "\t")
            guard fields.count == 2, let kind = names[String(fields[0])] else {
                throw DataError.malformed(
                    path: file.path, line: line.number,
                    expected: "one of \(names.keys.sorted().joined(separator: ", ")), tab, tags")
            }
            for tag in fields[1].split(separator: " ") {
                result[String(tag), default: []].insert(kind)
            }
        }
        return result
    }
}
