import ArgumentParser
import Foundation
import Language
import Training

/// `lagebild match`: whether two names are the name of one person, company or vessel.
struct Match: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Say of pairs of names whether they name the same, across scripts and spellings.",
        discussion: """
            Each line of FILE is an object with "a", "b" and "kind" (person, company or vessel; anything else is
            compared as the name of a company). Printed is the same object with "same" and a "score" from 0 to 1;
            from 0.5 on two names are the same.
            """)

    @Option(
        help: ArgumentHelp("Pairs: JSON Lines, or - for the standard input.", valueName: "file"))
    var pairs: String

    @Option(help: "What is printed: jsonl or table.")
    var format: MatchFormat = .jsonl

    @Option(help: "The folder of language data.")
    var data: String?

    func run() throws {
        let matcher = try NameMatcher(dataRoot: try findLanguageData(data))
        let pairs = try NamePair.load(pairs)
        let output = StandardOutput()
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        var text = ""
        do {
            for pair in pairs {
                let result = matcher.match(pair.a, pair.b, kind: pair.nameKind)
                switch format {
                case .jsonl:
                    let row = MatchRow(
                        a: pair.a, b: pair.b, kind: pair.kind, same: result.isSame,
                        score: result.score)
                    text += String(decoding: try encoder.encode(row), as: UTF8.self) + "\n"
                case .table:
                    let score = String(format: "%.3f", result.score)
                    text +=
                        "\(result.isSame ? "same" : "different")\t\(score)\t\(pair.a)\t\(pair.b)\n"
                }
                if text.utf8.count > 1 << 16 {
                    try output.write(text)
                    text = ""
                }
            }
            try output.write(text)
        } catch OutputError.closed {
            // Nobody wants the rest.
        }
    }
}

/// How answers are printed.
enum MatchFormat: String, CaseIterable, ExpressibleByArgument {
    case jsonl, table
}

private struct MatchRow: Encodable {
    var a: String
    var b: String
    var kind: String?
    var same: Bool
    var score: Double
}

/// `lagebild score names`: how well names are matched.
struct ScoreNames: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "names", abstract: "Score the matching of names against labelled pairs.",
        discussion: """
            Each line of GOLD has "a", "b", "kind" and "same" (true or false); "set" divides the lines into parts that
            are scored apart.
            """)

    @Argument(help: "Gold: JSON Lines.")
    var gold: String

    @Flag(help: "Print the pairs that are answered wrongly.")
    var errors = false

    @Option(help: "The folder of language data.")
    var data: String?

    func run() throws {
        let matcher = try NameMatcher(dataRoot: try findLanguageData(data))
        let pairs = try NamePair.load(gold)
        var text = ""
        if errors {
            for pair in pairs {
                guard let same = pair.same else { continue }
                let result = matcher.match(pair.a, pair.b, kind: pair.nameKind)
                guard result.isSame != same else { continue }
                text += "\(same ? "missed" : "wrong")\t\(result.score)\t\(pair.set ?? "")"
                text += "\t\(pair.kind ?? "")\t\(pair.a)\t\(pair.b)\n"
            }
        }
        let sets = Array(Set(pairs.map { $0.set ?? "all" })).sorted()
        let start = ContinuousClock.now
        let answers = pairs.map { matcher.match($0.a, $0.b, kind: $0.nameKind).isSame }
        let time = (ContinuousClock.now - start) / .seconds(1)
        for set in sets {
            var counts = BinaryCounts()
            for (pair, answer) in zip(pairs, answers) where (pair.set ?? "all") == set {
                if let same = pair.same { counts.add(gold: same, predicted: answer) }
            }
            text += "\(set)\t\(counts.line)\n"
        }
        text += "\(Int(Double(pairs.count) / max(time, 1e-9))) pairs a second\n"
        try StandardOutput().write(text)
    }
}
