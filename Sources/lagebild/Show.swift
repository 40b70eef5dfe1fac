import Archive
import ArgumentParser

/// `lagebild show`: one document or statement of the archive.
struct Show: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Print a document or a statement of the archive.",
        discussion: "A document by its id (8 digits or more), a statement as id/s3 or id/s3@0.1.0.")

    @Argument(help: "The id of a document, or the address of a statement.")
    var id: String

    @OptionGroup var archive: ArchiveOptions

    @Option(help: "The version of the reader whose reading is wanted.")
    var reader: String?

    @Option(help: "What is printed: table, json (the record) or reading (the stored reading).")
    var format: ShowFormat = .table

    @Flag(help: "Print what changed since the version before.")
    var diff = false

    @Flag(help: "Print where the claim of a statement first appeared and who repeats it.")
    var chain = false

    func run() throws {
        let archive = try archive.open(.readOnly)
        let output = StandardOutput()
        let list = ListOutput(format: .json)
        if chain {
            guard let reference = RowReference(id) else {
                throw ValidationError("--chain needs the address of a statement: 4f2a90c1/s3")
            }
            let found = try archive.read { try $0.chain(of: reference) }
            if format == .json {
                try output.write(try list.json(found) + "\n")
                return
            }
            for step in found.steps {
                let copies = step.copies > 0 ? "\n    \(step.copies) copies" : ""
                try output.write(terminalText(step.statement.entry + copies) + "\n\n")
            }
            try output.write("\(found.independent) independent reports\n")
            return
        }
        if let reference = RowReference(id) {
            let statement = try archive.read { try $0.statement(reference) }
            try output.write(
                (format == .table ? terminalText(statement.entry) : try list.json(statement)) + "\n"
            )
            return
        }
        if format == .reading {
            let json = try archive.read { try $0.readingJSON(id, reader: reader) }
            try output.write(json + "\n")
            return
        }
        let record = try archive.read { try $0.document(id, reader: reader) }
        if diff {
            try writeDifference(record, archive, output)
            return
        }
        if format == .json {
            try output.write(try list.json(record) + "\n")
            return
        }
        var lines = [record.summary.line, record.summary.id, ""]
        for version in record.versions where record.versions.count > 1 {
            lines.append("version \(version.version)  \(version.shortID)  \(version.line)")
        }
        for copy in record.copies {
            let share = Int((copy.containment * 100).rounded())
            lines.append("copy \(share) %  \(copy.document.shortID)  \(copy.document.line)")
        }
        lines += ["", record.text, ""]
        lines += record.statements.map { $0.entry + "\n" }
        try output.write(terminalText(lines.joined(separator: "\n")) + "\n")
    }

    private func writeDifference(
        _ record: DocumentRecord, _ archive: Archive, _ output: StandardOutput
    ) throws {
        let earlier = record.versions.last { $0.version < record.summary.version }
        guard let earlier else {
            throw ArchiveError.refused("no earlier version of this report is known")
        }
        let difference = try archive.read {
            try $0.difference(from: earlier.id, to: record.summary.id)
        }
        if format == .json {
            try output.write(try ListOutput(format: .json).json(difference) + "\n")
            return
        }
        let text = difference.parts.map { part in
            switch part.kind {
            case .same: part.text
            case .removed: "[-\(part.text)-]"
            case .added: "{+\(part.text)+}"
            }
        }
        try output.write(terminalText(text.joined()) + "\n")
    }
}

/// What `lagebild show` prints.
enum ShowFormat: String, CaseIterable, ExpressibleByArgument {
    case table, json, reading
}
