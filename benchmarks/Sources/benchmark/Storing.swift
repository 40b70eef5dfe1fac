import Archive
import Foundation
import Heap
import Language
import Reading
import Text

/// Measures storing alone: the documents are read and prepared before the clock starts, then one writer stores
/// them in batches, each on the disk when the next begins.
///
///     scripts/archive_load.py 4000 > load.jsonl
///     swift run --package-path benchmarks -c release benchmark --store load.jsonl
struct Storing {
    /// Lines with `text`, and `lang`, `date`, `outlet` and `url` where they are known.
    let file: String
    let data: String

    func run() throws {
        lb_keep_memory()
        let reader = try Reader(dataRoot: data)
        let prepared = try String(contentsOfFile: file, encoding: .utf8).split(separator: "\n").map
        {
            try PreparedDocument(try reader.read(try Document(line: $0)))
        }
        let path = FileManager.default.temporaryDirectory
            .appending(path: "store-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: path, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: path) }
        let archive = try Archive(
            path: path.appending(path: "archive.lagebild").path, access: .create)
        let writer = try ArchiveWriter(
            archive, reader: "benchmark", matcher: SpelledNames(try reader.nameMatcher()))
        let watch = ContinuousClock()
        let before = processorTime()
        let time = try watch.measure {
            for start in stride(from: 0, to: prepared.count, by: Ingest.batch) {
                _ = try writer.add(
                    Array(prepared[start..<min(start + Ingest.batch, prepared.count)]))
            }
        }
        let used = processorTime() - before
        try archive.close()
        let count = Double(prepared.count)
        print(
            String(
                format: "%.0f documents stored in %.2f s: %.0f/s, %.0f a second of processor",
                count, time / .seconds(1), count / (time / .seconds(1)), count / used))
    }

    /// Seconds that this process was run for, in its own code and in the kernel.
    private func processorTime() -> Double {
        Double(clock()) / Double(CLOCKS_PER_SEC)
    }
}

extension Document {
    fileprivate init(line: Substring) throws {
        let fields =
            try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any] ?? [:]
        func field(_ name: String) -> String? { fields[name] as? String }
        self.init(
            name: field("id") ?? "", language: field("lang"), published: field("date"),
            outlet: field("outlet"), url: field("url"), text: field("text") ?? "")
    }
}
