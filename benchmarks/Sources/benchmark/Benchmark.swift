import Foundation
import Language
import Reading
import Text

/// Measures how fast texts are read, stage by stage.
///
///     swift run --package-path benchmarks -c release benchmark [--save] [--documents N]
///     swift run --package-path benchmarks -c release benchmark --store FILE.jsonl
///
/// Prints a table and compares it with `benchmarks/baseline.json`; `--save` writes that file.
@main
struct Benchmark {
    static func main() throws {
        let arguments = CommandLine.arguments
        if let place = arguments.firstIndex(of: "--store"), place + 1 < arguments.count {
            return try Storing(
                file: arguments[place + 1],
                data: root.appending(path: "Sources/Language/Data").path
            ).run()
        }
        let documents =
            arguments.firstIndex(of: "--documents").flatMap {
                $0 + 1 < arguments.count ? Int(arguments[$0 + 1]) : nil
            } ?? 400
        try loadLanguages()
        let corpus = try makeCorpus(documents: max(1, documents))
        let bytes = corpus.reduce(0) { $0 + $1.text.utf8.count }
        let words = corpus.reduce(0) { $0 + $1.text.split(whereSeparator: \.isWhitespace).count }
        print("\(corpus.count) documents, \(words) words, \(bytes) bytes, one thread")
        print(Measurement.header)
        var measurements: [Measurement] = []
        for (stage, run) in try stages(corpus) {
            let seconds = try bestTime(rounds: 5, run)
            let measurement = Measurement(
                stage: stage, wordsPerSecond: Double(words) / seconds,
                megabytesPerSecond: Double(bytes) / 1e6 / seconds,
                allocationsPerWord: try allocations(run) / Double(words), peakMiB: peakMemory(),
                heapMiB: heapInUse())
            print(measurement.row)
            measurements.append(measurement)
        }
        try report(measurements, save: arguments.contains("--save"))
    }

    private static let root = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "../../..").standardized

    /// What it costs to load the words and models of each language: the first time, and the best of five;
    /// the files lie in the cache of the system.
    private static func loadLanguages() throws {
        let data = root.appending(path: "Sources/Language/Data").path
        let clock = ContinuousClock()
        for language in ["de", "en"] {
            let before = peakMemory()
            func load() throws {
                _ = try LanguageCore(pack: LanguagePack(language: language, root: data))
            }
            let first = try clock.measure(load) / .milliseconds(1)
            let growth = peakMemory() - before
            let best = try bestTime(rounds: 5, load) * 1000
            print(
                String(
                    format: "loading %@ %8.1f ms, again %.1f ms, %.1f MiB resident", language,
                    first,
                    best, growth))
        }
    }

    /// The examples again and again, each time with other figures, in turn.
    private static func makeCorpus(documents: Int) throws -> [Document] {
        let examples = try [("hafen-von-tarvo", "de"), ("ferry-inspectors", "en")].map {
            let file = root.appending(path: "examples/\($0.0).txt")
            let lines = try String(contentsOf: file, encoding: .utf8)
            let text = lines.split(separator: "\n", maxSplits: 1)[1]
            return Document(
                name: $0.0, language: $0.1, published: "2025-03-14", text: String(text))
        }
        return (0..<documents).map { index in
            var document = examples[index % examples.count]
            document.name += "-\(index)"
            document.text = document.text.replacing("März", with: index % 3 == 0 ? "Mai" : "März")
                .replacing("three", with: index % 3 == 0 ? "four" : "three")
            return document
        }
    }

    /// The stages with what runs them over the whole corpus.
    private static func stages(
        _ corpus: [Document]
    ) throws -> [(name: String, run: () throws -> Void)] {
        let data = root.appending(path: "Sources/Language/Data").path
        let reader = try Reader(dataRoot: data)
        let packs = Dictionary(
            uniqueKeysWithValues: try reader.languages.map {
                ($0, try LanguagePack(language: $0, root: data))
            })
        let quantities = try packs.mapValues {
            try QuantityReader(pack: $0, core: LanguageCore(pack: $0))
        }
        let statements = try packs.mapValues { try StatementReader(pack: $0) }
        let analysed = corpus.map { AnalysedText($0, pack: packs[$0.language ?? "de"]!) }
        var kept = 0
        func blank(_ text: AnalysedText) -> Reading {
            Reading(
                document: DocumentRow(
                    id: "", name: text.document.name, language: text.pack.language,
                    published: text.published, text: ""))
        }
        let cores = try packs.mapValues { try LanguageCore(pack: $0) }
        let times = try packs.mapValues { try TimeReader(pack: $0, core: cores[$0.language]) }
        let understood = analysed.map { text in
            var text = text
            cores[text.pack.language]!.analyse(&text)
            return text
        }
        let matcher = try reader.nameMatcher()
        let actors = try packs.mapValues {
            try ActorReader(pack: $0, core: cores[$0.language]!, matcher: matcher)
        }
        let events = try packs.filter { $0.value.manifest.parts.contains(.events) }.mapValues {
            try EventReader(pack: $0, core: cores[$0.language]!)
        }
        let said = understood.map { text in
            var reading = blank(text)
            statements[text.pack.language]!.read(text, into: &reading)
            return reading
        }
        let parsed = zip(understood, said).map { text, spoken in
            var reading = spoken
            actors[text.pack.language]!.read(text, into: &reading)
            return (text: text, reading: reading)
        }
        return [
            (
                "segmentation",
                {
                    for document in corpus {
                        kept &+=
                            AnalysedText(document, pack: packs[document.language ?? "de"]!)
                            .tokens.count
                    }
                }
            ),
            (
                "tagger",
                {
                    for text in analysed {
                        kept &+= cores[text.pack.language]!.tags(of: text).count
                    }
                }
            ),
            (
                "language core",
                {
                    for var text in analysed {
                        cores[text.pack.language]!.analyse(&text)
                        kept &+= text.analysis.heads.count
                    }
                }
            ),
            (
                "times",
                {
                    for text in understood {
                        var reading = blank(text)
                        times[text.pack.language]!.read(text, into: &reading)
                        kept &+= reading.times.count
                    }
                }
            ),
            (
                "quantities",
                {
                    for text in understood {
                        var reading = blank(text)
                        quantities[text.pack.language]!.read(text, into: &reading)
                        kept &+= reading.quantities.count
                    }
                }
            ),
            (
                "statements",
                {
                    for text in understood {
                        var reading = blank(text)
                        statements[text.pack.language]!.read(text, into: &reading)
                        kept &+= reading.statements.count
                    }
                }
            ),
            (
                "actors",
                {
                    for (text, spoken) in zip(understood, said) {
                        var reading = spoken
                        actors[text.pack.language]!.read(text, into: &reading)
                        kept &+= reading.actors.count
                    }
                }
            ),
            (
                "events",
                {
                    for (text, known) in parsed {
                        var reading = known
                        events[text.pack.language]?.read(text, into: &reading)
                        kept &+= reading.events.count
                    }
                }
            ),
            (
                "whole chain",
                { for document in corpus { kept &+= try reader.read(document).statements.count } }
            ),
        ]
    }

    /// Compares with the baseline, or becomes it.
    private static func report(_ measurements: [Measurement], save: Bool) throws {
        let file = root.appending(path: "benchmarks/baseline.json")
        if save {
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
            try encoder.encode(measurements).write(to: file)
            print("saved as the baseline")
            return
        }
        guard let data = try? Data(contentsOf: file) else {
            print("no baseline; save one with --save")
            return
        }
        for old in try JSONDecoder().decode([Measurement].self, from: data) {
            guard let new = measurements.first(where: { $0.stage == old.stage }) else { continue }
            let change = (new.wordsPerSecond / old.wordsPerSecond - 1) * 100
            print(
                String(
                    format: "%@ %+6.1f %% words/s against the baseline",
                    old.stage.padding(toLength: 14, withPad: " ", startingAt: 0) as NSString, change
                ))
        }
    }
}
