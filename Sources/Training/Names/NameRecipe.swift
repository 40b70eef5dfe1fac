import Foundation
public import Language

/// What a language's model of names is trained on: the file `gazetteer/corpora.tsv` of its folder.
///
/// A line is the path of an IOB2 file, its domain (0 is what the model is for, and what
/// cross-validation scores), the weight of its sentences, the kinds that it marks, and the kinds of its
/// other labels (`politician=PER`; `?` for none that is known).
public struct NameRecipe {
    public private(set) var sets: [NameTrainingSet] = []
    private var paths: [String] = []
    private let sources: [String]

    /// - Parameters:
    ///   - folder: where the paths of the file begin.
    ///   - without: domains that are left out.
    /// - Throws: `DataError` where a file cannot be read.
    public init(path: String, folder: String, without: [Int] = []) throws {
        let file = try DataFile(path)
        var sources: [String] = []
        for line in file.lines {
            let fields = line.text.split(separator: "\t").map(String.init)
            if fields.count == 2, fields[0] == "source" {
                sources.append(fields[1])
                continue
            }
            guard fields.count >= 4, let domain = Int(fields[1]), let weight = Float(fields[2])
            else {
                throw DataError.malformed(
                    path: path, line: line.number,
                    expected: "file, domain, weight, kinds and other labels, or a source")
            }
            guard !without.contains(domain) else { continue }
            var labels: [String: String] = [:]
            for pair in fields.dropFirst(4).joined(separator: " ").split(separator: " ") {
                let parts = pair.split(separator: "=").map(String.init)
                if parts.count == 2 { labels[parts[0]] = parts[1] }
            }
            sets.append(
                NameTrainingSet(
                    corpus: try NameCorpus(path: folder + "/" + fields[0], labels: labels),
                    domain: domain,
                    kinds: fields[3].split(separator: " ").compactMap { EntityTag.Kind(label: $0) },
                    weight: weight))
            paths.append(fields[0])
        }
        self.sources = sources
    }

    /// What the model says of itself.
    public func manifest(language: String) -> [(key: String, value: String)] {
        [("language", language), ("licence", "CC BY-SA 4.0")]
            + sources.map { ("source", $0) }
    }

    /// Trains on all but one part, scores that part, and so on: part n has every block of 50
    /// sentences of domain 0 whose number leaves n when divided by the number of parts.
    /// - Parameters:
    ///   - together: how many sentences are taken as one text.
    ///   - predictions: where words, gold tags and found tags are written.
    public func crossValidate(
        _ trainer: NameTrainer, folds: Int, only: Int, together: Int = 1, predictions: String? = nil
    ) throws -> NameScores {
        var lines = ""
        let kinds = EntityTag.Kind.allCases.filter { kind in
            sets.contains { $0.domain == 0 && $0.kinds.contains(kind) }
        }
        var scorer = NameScorer(kinds: kinds)
        let path = FileManager.default.temporaryDirectory
            .appending(path: "names-\(ProcessInfo.processInfo.processIdentifier).model").path
        defer { try? FileManager.default.removeItem(atPath: path) }
        for fold in 0..<min(only, folds) {
            let training = sets.map { set in
                var set = set
                if set.domain == 0 { set.corpus = set.corpus.selecting { $0 / 50 % folds != fold } }
                return set
            }
            try trainer.train(training, manifest: []).write(to: path)
            let tagger = try NameTagger(ModelFile(path, kind: "names"))
            for set in sets where set.domain == 0 {
                let held = set.corpus.selecting { $0 / 50 % folds == fold }
                for start in stride(from: 0, to: held.words.count, by: together) {
                    let end = min(start + together, held.words.count)
                    let words = Array(held.words[start..<end])
                    let found = tagger.tag(trainer.text(of: words))
                    var first = 0
                    for (words, gold) in zip(words, held.tags[start..<end]) {
                        let found = Array(found[first..<first + words.count])
                        first += words.count
                        scorer.count(gold: gold, predicted: found)
                        guard predictions != nil else { continue }
                        for (word, tags) in zip(words, zip(gold, found)) {
                            lines += "\(word)\t\(tags.0.label)\t\(tags.1.label)\n"
                        }
                        lines += "\n"
                    }
                }
            }
        }
        if let predictions { try Data(lines.utf8).write(to: URL(filePath: predictions)) }
        return scorer.scores
    }
}
