public import Language

/// What the models of a language are trained from: the lines of its `training.tsv`.
public struct TrainingRecipe: Sendable {
    /// A file of trees and how it is used.
    struct Part {
        var path: String
        var scheme: Scheme
        /// The kind of text and annotation.
        var domain: Int
        var copies: Int
    }

    enum Scheme: Equatable {
        case universal
        /// Contractions are one word with this tag.
        case contracted(tag: String)
        case foth
    }

    /// The folder of training data.
    let root: String
    private(set) var train: [Part] = []
    private(set) var dev: [Part] = []
    /// The kind of text that the parser is to expect.
    private(set) var expected = 0
    /// Sentences that are no news: the beginning of their name and the last number.
    private(set) var exceptions: [(prefix: String, last: Int)] = []
    /// The lines of a model's manifest that say what it was made from.
    private(set) var manifest: [(key: String, value: String)] = []

    /// The same for the lexicon.
    public private(set) var lexiconManifest: [(key: String, value: String)] = []

    /// - Parameters:
    ///   - pack: the language.
    ///   - root: the folder of training data.
    /// - Throws: `DataError` where the table cannot be read.
    public init(pack: LanguagePack, root: String) throws {
        self.root = root
        let file = try DataFile(pack.folder + "/training.tsv")
        manifest.append(("language", pack.language))
        lexiconManifest = manifest
        for line in file.lines {
            let fields = line.text.split(separator: "\t").map(String.init)
            func malformed() -> DataError {
                .malformed(
                    path: file.path, line: line.number,
                    expected: "a line as the head of de/training.tsv describes")
            }
            switch (fields.first, fields.count) {
            case ("expect", 2): expected = Int(fields[1]) ?? 0
            case ("licence", 2):
                manifest.append((fields[0], fields[1]))
                lexiconManifest.append((fields[0], fields[1]))
            case ("source", 2): manifest.append((fields[0], fields[1]))
            case ("lexicon-source", 2): lexiconManifest.append(("source", fields[1]))
            case ("except", 3): exceptions.append((fields[1], Int(fields[2]) ?? 0))
            case ("train", 5), ("dev", 5):
                guard let domain = Int(fields[3]), (0..<8).contains(domain),
                    let copies = Int(fields[4]), copies > 0
                else { throw malformed() }
                let scheme: Scheme
                if fields[2] == "universal" {
                    scheme = .universal
                } else if fields[2] == "foth" {
                    scheme = .foth
                } else if fields[2].hasPrefix("contracted:") {
                    scheme = .contracted(tag: String(fields[2].dropFirst(11)))
                } else {
                    throw malformed()
                }
                let part = Part(
                    path: "\(root)/\(fields[1])", scheme: scheme, domain: domain, copies: copies)
                if fields[0] == "train" { train.append(part) } else { dev.append(part) }
            default: throw malformed()
            }
        }
    }

    /// The sentences of a part.
    /// - Throws: `GoldError` where its file cannot be read.
    func sentences(_ part: Part) throws -> [TreebankSentence] {
        switch part.scheme {
        case .universal: try Treebank.universal(part.path)
        case .contracted(let tag):
            try Treebank.universal(part.path).filter { !$0.contractions.isEmpty }.map {
                $0.contracted(tag: tag)
            }
        case .foth:
            try Treebank.rows(part.path).map {
                TreebankSentence(
                    id: $0.value(of: "sent_id") ?? "", words: FothTree($0).universal())
            }
        }
    }

    /// Whether a sentence is news, by its name.
    func isNews(_ id: String) -> Bool {
        !exceptions.contains { exception in
            id.hasPrefix(exception.prefix)
                && (Int(id.dropFirst(exception.prefix.count)) ?? .max) <= exception.last
        }
    }
}
