import Archive
import ArgumentParser
import Foundation

/// `lagebild correct`: what an analyst knows better.
struct Correct: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract:
            "Mark a row wrong, correct its act or source, join or part actors; or list corrections.",
        discussion: """
            Corrections are only added, never changed; undo adds one that takes an earlier one back.
              correct wrong 4f2a90c1/s3        correct act 4f2a90c1/s3 deny
              correct source 4f2a90c1/s3 person:mihai-voinescu
              correct join person:wladimir-putin person:vladimir-putin
              correct part "Shin" person:shin-won-sik
              correct undo 7                   correct list
            """)

    @Argument(help: "wrong, act, source, join, part, undo or list, and what it is about.")
    var words: [String]

    @OptionGroup var archive: ArchiveOptions

    @Option(help: "Who says so.")
    var by: String?

    @Option(help: "Why.")
    var note: String?

    @Option(help: "How the list is printed: table or json.")
    var format: LanguagesFormat = .table

    func run() throws {
        if words == ["list"] {
            let archive = try archive.open(.readOnly)
            try write(try archive.read { try $0.corrections() })
            return
        }
        let correction = try parsed()
        let archive = try archive.open(.readWrite)
        let record = try archive.correct(correction, by: by, note: note)
        try archive.close()
        try write([record])
    }

    private func parsed() throws -> Correction {
        func row(_ text: String) throws -> RowReference {
            guard let reference = RowReference(text) else {
                throw ValidationError("'\(text)' is no address of a row; write 4f2a90c1/s3")
            }
            return reference
        }
        switch (words[0], words.count) {
        case ("wrong", 2): return .wrong(try row(words[1]))
        case ("act", 3): return .act(try row(words[1]), words[2])
        case ("source", 3): return .source(try row(words[1]), words[2])
        case ("join", 3): return .join(words[1], into: words[2])
        case ("part", 3): return .part(alias: words[1], from: words[2])
        case ("undo", 2):
            guard let id = Int(words[1]) else {
                throw ValidationError("'\(words[1])' is no number of a correction")
            }
            return .undo(id)
        default:
            throw ValidationError(
                "write one of: wrong ROW, act ROW ACT, source ROW ACTOR, join ACTOR ACTOR, "
                    + "part NAME ACTOR, undo NUMBER, list")
        }
    }

    private func write(_ records: [CorrectionRecord]) throws {
        if format == .json {
            try StandardOutput().write(try ListOutput(format: .json).json(records) + "\n")
            return
        }
        for record in records {
            let what: String =
                switch record.change {
                case .wrong(let row): "wrong \(row)"
                case .act(let row, let act): "act \(row) is \(act)"
                case .source(let row, let actor): "source of \(row) is \(actor)"
                case .join(let actor, let into): "\(actor) is \(into)"
                case .part(let alias, let from): "\(alias) is not \(from)"
                case .undo(let id): "takes \(id) back"
                }
            let parts = [
                "\(record.id)  \(record.at)  \(what)", record.by, record.note,
                record.undoneBy.map { "taken back by \($0)" },
            ]
            try StandardOutput().write(
                terminalText(parts.compactMap { $0 }.joined(separator: " · ")) + "\n")
        }
    }
}
