import ArgumentParser
import Foundation
import Language
import Reading

/// `lagebild languages`: which language packs there are and what each offers.
struct Languages: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Print the languages that can be read, what each offers and under which licence.")

    @Option(help: "What is printed: table for people, json for programs.")
    var format: LanguagesFormat = .table

    @Option(help: "The folder of language data.")
    var data: String?

    func run() throws {
        let root = try findLanguageData(data)
        let packs = try LanguagePack.languages(in: root).map { try PackDescription($0, root: root) }
        switch format {
        case .table: try StandardOutput().write(packs.map(\.table).joined(separator: "\n"))
        case .json:
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
            let text = String(decoding: try encoder.encode(packs), as: UTF8.self)
            try StandardOutput().write(text + "\n")
        }
    }
}

/// How `lagebild languages` prints.
enum LanguagesFormat: String, CaseIterable, ExpressibleByArgument {
    case table, json
}

/// What is told of a pack.
private struct PackDescription: Encodable {
    struct Model: Encodable {
        let kind: String
        let licences: [String]
        let sources: [String]
    }
    let language: String
    let name: String
    let ownName: String
    let version: String
    let authors: [String]
    let licences: [String]
    /// What it offers by tables, and by models.
    let parts: [String]
    let models: [Model]

    /// - Throws: `DataError` where the manifest or a model cannot be read.
    init(_ language: String, root: String) throws {
        let manifest = try LanguageManifest(folder: root + "/" + language)
        self.language = manifest.language
        name = manifest.name
        ownName = manifest.ownName
        version = manifest.version
        authors = manifest.authors
        licences = manifest.licences
        parts = manifest.parts.map(\.rawValue)
        models = try LanguagePack.models(of: language, in: root).map { kind, manifest in
            func values(_ key: String) -> [String] {
                manifest.split(separator: "\n").filter { $0.hasPrefix(key + ": ") }
                    .map { String($0.dropFirst(key.count + 2)) }
            }
            return Model(kind: kind, licences: values("licence"), sources: values("source"))
        }
    }

    /// The description for people, one line a fact.
    var table: String {
        let title = ownName == name ? name : "\(name) (\(ownName))"
        var lines = ["\(language)  \(title), version \(version)"]
        func add(_ what: String, _ facts: [String]) {
            for (index, fact) in facts.enumerated() {
                let label = index == 0 ? what : ""
                lines.append(
                    "    " + label.padding(toLength: 10, withPad: " ", startingAt: 0) + fact)
            }
        }
        add("tables", [parts.joined(separator: ", ")])
        add(
            "models",
            models.map {
                let licences = $0.licences.joined(separator: ", ")
                return "\($0.kind): \(licences.isEmpty ? "no licence stated" : licences)"
            })
        add("licence", licences)
        add("made by", authors)
        return lines.joined(separator: "\n") + "\n"
    }
}
