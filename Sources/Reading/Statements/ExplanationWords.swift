import Foundation
import Language

/// How `--explain` tells why a statement stands there, in one language of the interface: a table of
/// `Data/strings`. Its lines are `part`, `rule` or `evidence`, a name, and the words for it. The name of an
/// evidence may have a value behind it ("contentQuoted=2"); then the words are for that value alone.
public struct ExplanationWords: Sendable {
    private var words: [String: String] = [:]

    /// All tables below a data folder, by their language.
    /// - Throws: `DataError` where one is malformed or there is none.
    static func all(dataRoot: String) throws -> [String: ExplanationWords] {
        let folder = dataRoot + "/strings"
        guard let files = try? FileManager.default.contentsOfDirectory(atPath: folder) else {
            throw DataError.missing(path: folder)
        }
        let languages = files.filter { $0.hasSuffix(".tsv") }.map { String($0.dropLast(4)) }
        return try Dictionary(
            uniqueKeysWithValues: languages.map {
                ($0, try ExplanationWords(DataFile("\(folder)/\($0).tsv")))
            })
    }

    init(_ file: DataFile) throws {
        for line in file.lines {
            let fields = line.text.split(separator: "\t").map(String.init)
            guard fields.count == 3, ["part", "rule", "evidence"].contains(fields[0]) else {
                throw DataError.malformed(
                    path: file.path, line: line.number,
                    expected: "'part', 'rule' or 'evidence', a name and words, separated by tabs")
            }
            words[fields[0] + "/" + fields[1]] = fields[2]
        }
    }

    /// The words for a rule; its name where there are none.
    func rule(_ rule: Rule) -> String { words["rule/\(rule.rawValue)"] ?? rule.rawValue }

    /// What spoke most for a part of a statement; `nil` where the table is silent.
    func evidence(_ found: Draft.Reason) -> String? {
        let name = "evidence/\(found.evidence)"
        guard let part = words["part/\(found.part.rawValue)"],
            let text = words["\(name)=\(found.value)"] ?? words[name]
        else { return nil }
        return "\(part): \(text)"
    }

    /// The kinds of evidence that have no words, which a test excludes.
    var silent: [String] {
        Evidence.allCases.map { "evidence/\($0)" }.filter { words[$0] == nil }
    }
}
