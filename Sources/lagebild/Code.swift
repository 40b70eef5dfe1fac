import ArgumentParser
import Foundation
import Language
import Reading
import Text
import Training

/// `lagebild code`: which PLOVER type a sentence tells between a source and a target that are given.
struct Code: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Code pairs of actors: what the source does to the target.",
        discussion: """
            A line of the file is {"text": …, "source": [start, end], "target": [start, end]}, spans in code \
            points. "root" is a type of PLOVER 0.8, "root_2018" one of PLOVER 2018, where CONCEDE and RETREAT \
            are YIELD. Where the lines have a "root", --score tells how many are right.
            """)

    @Option(help: "JSON Lines of pairs, or - for the standard input.")
    var pairs: String

    @Option(help: "What is printed: jsonl or table.")
    var format: CodeFormat = .jsonl

    @Option(help: "The names of the types: plover (0.8) or plover-2018.")
    var scheme: CodeScheme = .plover

    @Option(help: "The language of the sentences, as its folder is named.")
    var language = "en"

    @Flag(help: "Compare with the \"root\" of the lines and print the shares that are right.")
    var score = false

    @Flag(help: "Tell the rules behind each answer.")
    var explain = false

    @Option(help: "The folder of language data.")
    var data: String?

    func run() throws {
        let coder = try PairCoder(language: language, dataRoot: try findLanguageData(data))
        let gold = try PairGold.load(pairs)
        if score {
            print(PairScores(gold, coder).table, terminator: "")
            return
        }
        let output = StandardOutput()
        do {
            for item in gold {
                try output.write(line(coder.code(item.pair), of: item.pair) + "\n")
            }
        } catch OutputError.closed {
            // Nobody wants the rest.
        }
    }

    private func line(_ coding: PairCoding, of pair: CodedPair) -> String {
        let root = scheme == .plover ? coding.type.rawValue : coding.type2018
        switch format {
        case .jsonl: return coding.json(root: root, explain: explain)
        case .table:
            let text = Array(pair.text.unicodeScalars)
            func words(_ span: Span) -> String {
                var view = String.UnicodeScalarView()
                view.append(contentsOf: text[span.start..<span.end])
                return singleLine(String(view))
            }
            let mode = coding.mode.map { "/" + $0 } ?? ""
            let confidence = String(format: "%.2f", coding.confidence)
            let why = explain ? "\t" + coding.why.joined(separator: "; ") : ""
            return "\(root)\(mode)\t\(coding.type.quad.rawValue)\t\(coding.cameo)\t\(confidence)\t"
                + "\(words(pair.source)) → \(words(pair.target))\(why)"
        }
    }
}

enum CodeFormat: String, CaseIterable, ExpressibleByArgument { case jsonl, table }

enum CodeScheme: String, CaseIterable, ExpressibleByArgument {
    case plover
    case plover2018 = "plover-2018"
}
