import Foundation
import Reading

/// Turns readings into text, one after the other.
protocol DocumentWriter: Sendable {
    /// The text of one reading, without what stands between and around readings.
    func text(of reading: Reading) -> String
    /// What stands before the first of several readings, between two, and behind the last.
    func frame(isMany: Bool) -> (before: String, between: String, after: String)
}

/// Turns readings into the text of the chosen format.
struct ReadingWriter: DocumentWriter {
    let format: OutputFormat
    let parts: ReadingParts
    let explain: Bool
    let ledger: Ledger

    func text(of reading: Reading) -> String {
        switch format {
        case .ledger: ledger.page(reading)
        case .json: reading.json(parts: parts, explain: explain, pretty: true)
        case .jsonl: reading.json(parts: parts, explain: explain) + "\n"
        case .html: HTMLPage(parts: parts, explain: explain).article(reading)
        case .csv: parts == .events ? reading.eventCSV : reading.csv
        case .plover: reading.plover
        }
    }

    func frame(isMany: Bool) -> (before: String, between: String, after: String) {
        switch format {
        case .ledger: ("", "\n" + String(repeating: "═", count: ledger.width) + "\n\n", "")
        case .json: isMany ? ("[\n", ",\n", "\n]\n") : ("", "", "\n")
        case .jsonl, .plover: ("", "", "")
        case .html: (HTMLPage.before, "\n", HTMLPage.after)
        case .csv: (parts == .events ? Reading.eventCSVHeader : Reading.csvHeader, "", "")
        }
    }
}

/// The readings of a run on their way out.
struct OutputSequence {
    let writer: any DocumentWriter
    let output: StandardOutput
    private var hasWritten = false

    init(writer: any DocumentWriter, output: StandardOutput) {
        self.writer = writer
        self.output = output
    }

    /// - Throws: `OutputError`.
    mutating func write(_ text: String, isMany: Bool) throws(OutputError) {
        let frame = writer.frame(isMany: isMany)
        try output.write((hasWritten ? frame.between : frame.before) + text)
        hasWritten = true
    }

    /// - Throws: `OutputError`.
    func end(isMany: Bool) throws(OutputError) {
        if hasWritten { try output.write(writer.frame(isMany: isMany).after) }
    }
}
